"""A page for every question: plain answer data in, headings, lines and tables out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.cli.pages import (
    differences,
    gatherings,
)
from adapters.cli.pages import (
    register as reports,
)
from adapters.cli.pages import (
    tokens as token_pages,
)
from adapters.cli.pages import (
    webhooks as webhook_pages,
)
from adapters.cli.pages.rows import NOTHING
from adapters.cli.pages.screen import (
    cell,
    heading,
    moment,
    section,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adapters.cli.pages.screen import Answer, Page

LONGEST_CELL = 240
"""Characters of an entry's data that its page shows."""

_WHO = {"who": "Who", "from": "From", "until": "Until"}
_WHERE = {"seat": "Seat", "constituency": "For"}


def networks(answer: Answer) -> Page:
    """Every network on a line."""
    yield heading("Networks", answer)
    columns = {
        "network": "Network",
        "name": "Name",
        "country": "Country",
        "language": "Language",
        "mandate_status": "Mandate",
        "members": "Members",
        "vacant": "Vacant",
    }
    yield from section("Networks", answer["networks"], _own_days(answer) | columns)


def show(answer: Answer) -> Page:
    """One network on a page."""
    identity, mandate, counts = answer["identity"], answer["mandate"], answer["counts"]
    yield heading(f"{identity['name']} ({answer['network']})", answer)
    yield ""
    ended = f", dissolved {identity['dissolved']}" if identity["dissolved"] else ""
    yield f"Founded {identity['founded']}{ended}; {identity['country']}, {identity['language']}"
    yield f"Source: {identity['source']}"
    if mandate is None:
        yield "Mandate: none yet"
    else:
        yield (
            f"Mandate: version {mandate['version']}, {mandate['status']}, from {mandate['in_force_from']}"
            + (f", last day {mandate['sunset']}" if mandate["sunset"] else "")
            + f"; {len(mandate['rules'])} rules"
        )
        yield f"Not regulated: {cell(mandate['not_regulated'])}"
    yield "; ".join(f"{name.replace('_', ' ')}: {count}" for name, count in counts.items())
    coming = answer["next_meeting"]
    yield f"Next meeting: {cell(coming)}" if coming else "Next meeting: none is scheduled"
    yield from section("Running offices", _named(answer["offices"]), {"office": "Office", **_WHO})
    columns = {"day": "Day", "kind": "Kind", "detail": "What", "quote": "What the mandate says"}
    yield from section("Findings", answer["findings"], columns)


def members(answer: Answer) -> Page:
    """Seats with their holders, empty seats, and who stands beside."""
    yield heading(f"Members of {answer['network']}", answer)
    columns = {**_WHERE, **_WHO, "basis": "Basis", "function": "Function"}
    yield from section("Members", _named(answer["members"]), columns)
    yield from section("Vacant seats", answer["vacant"], {**_WHERE, "since": "Since"})
    if answer["deputies"]:
        yield from section("Deputies", _named(answer["deputies"]), {**_WHERE, **_WHO})
    if answer["substitutions"]:
        columns = {**_WHO, "for": "Stands in for", "kind": "Kind"}
        yield from section("Substitutions", _named(answer["substitutions"]), columns)
    if answer["observers"]:
        yield from section("Observers", _named(answer["observers"]), {**_WHO, "body": "Body"})


def chairs(answer: Answer) -> Page:
    """Terms of every office, and gaps."""
    yield heading(f"Offices of {answer['network']}", answer)
    terms = [
        {
            **term,
            "basis": ", renews ".join(part for part in (term["basis"], term["renewal_of"]) if part),
            "status": " by ".join(part for part in (term["status"], term["ended_by"]) if part),
        }
        for term in _named(answer["terms"])
    ]
    yield from section("Terms", terms, {"office": "Office", **_WHO, "basis": "Basis", "status": "Status"})
    yield from section("Gaps", answer["gaps"], {"office": "Office", "from": "From", "until": "Until"})


def mandates(answer: Answer) -> Page:
    """Versions of the mandate, and proposals."""
    yield heading(f"Mandate of {answer['network']}", answer)
    rows = [
        {
            **version,
            "approved": "\n".join(
                f"{said['body']} {said['on']} ({said['reference']})" for said in version["approvals"]
            ),
            "said": "\n".join(_changes(version["changes"])),
        }
        for version in answer["versions"]
    ]
    columns = {
        "version": "Version",
        "revision": "Revision",
        "status": "Status",
        "in_force_from": "From",
        "until": "Until",
        "proposed_by": "Proposed by",
        "approved": "Approved by",
        "missing": "Not approved by",
        "said": "Changes",
    }
    yield from section("Versions and proposals", rows, columns)


def obligations(answer: Answer) -> Page:
    """What mandates require, in whose words, and how it stands."""
    yield heading(f"Obligations of {answer['network'] or 'every network'}", answer)
    rows = [
        {**one, "due": f"{one['due']} ({one['holiday']})"} if one["holiday"] else one
        for one in answer["obligations"]
    ]
    columns = _own_days(answer) | {
        "due": "Due",
        "network": "Network",
        "what": "What",
        "about": "About",
        "status": "Status",
        "days_late": "Days late",
        "evidence": "Entries",
        "rule": "Rule",
        "quote": "What the mandate says",
    }
    yield from section("Obligations", rows, columns)
    if answer["unregulated"]:
        yield ""
        yield f"Not regulated: {cell(answer['unregulated'])}"


def changes(answer: Answer) -> Page:
    """What changed between two positions."""
    yield heading(f"Changes of {answer['network']}", answer)
    yield from section("Changes", answer["changes"], {"position": "Position", "sentence": "What"})


def person(answer: Answer) -> Page:
    """What one person held, and where they were."""
    yield heading(f"{answer['name'] or NOTHING} ({answer['person']})", answer)
    columns = {
        "network": "Network",
        "what": "What",
        "from": "From",
        "until": "Until",
        "known_from": "Known from",
        "known_to": "Known to",
    }
    yield from section("Holdings", answer["holdings"], columns)
    columns = {
        "on": "Day",
        "network": "Network",
        "meeting": "Meeting",
        "capacity": "Capacity",
        "constituency": "For",
        "digital": "Digital",
    }
    yield from section("Attendance", answer["attendance"], columns)


def entries(answer: Answer) -> Page:
    """The log itself."""
    yield heading("Entries", answer)
    rows = [
        {
            **entry,
            "recorded": moment(entry["recorded"]),
            "about": entry["network"] or entry["stream"],
            "by": " – ".join(part for part in (entry["actor"], entry["authority"]) if part),
            "said": _short(
                cell({key: said for key, said in (entry["data"] or {}).items() if key != "effective"})
            ),
        }
        for entry in answer["entries"]
    ]
    columns = {
        "position": "Position",
        "recorded": "Recorded",
        "effective": "Effective",
        "about": "Stream",
        "type": "Type",
        "said": "Data",
        "by": "By",
        "corrected_by": "Corrected by",
    }
    yield from section("Entries", rows, columns)


def _own_days(answer: Answer) -> dict[str, str]:
    """A column for the day each network was asked about, where it was not the same in all."""
    return {"on": "On"} if answer["on"] is None else {}


def _named(rows: list[Answer]) -> list[Answer]:
    """The same rows with name and key as one text; the key alone where the name is erased."""
    return [
        {**row, "who": f"{row['name']} ({row['person']})" if row["name"] else row["person"]} for row in rows
    ]


def _short(text: str) -> str:
    """A text, cut where a table has no room for it; the JSON answer has all of it."""
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1].rpartition(' ')[0]} …"


def _changes(changes: Answer | None) -> Iterator[str]:
    if changes is None:
        return
    if changes["text"] is not None:
        yield "another text"
    if changes["sunset"] is not None:
        yield f"last day {changes['sunset']}"
    for key, rule in changes["rules"].items():
        yield f"{key}: {rule['quote']}" if rule else f"{key} is taken away"


PAGES: dict[str, Callable[[Answer], Page]] = {
    "networks": networks,
    "show": show,
    "members": members,
    "chairs": chairs,
    "mandates": mandates,
    "diff": differences.diff,
    "meetings": gatherings.meetings,
    "matters": gatherings.matters,
    "obligations": obligations,
    "changes": changes,
    "person": person,
    "entries": entries,
    "status": reports.status,
    "verify": reports.verify,
    "upgrade": reports.upgrade,
    "copy": reports.copy,
    "found": reports.found,
    "charter check": reports.charter_check,
    "token create": token_pages.create,
    "token list": token_pages.listed,
    "token revoke": token_pages.revoke,
    "webhook add": webhook_pages.add,
    "webhook list": webhook_pages.listed,
    "webhook deliveries": webhook_pages.deliveries,
    "webhook resume": webhook_pages.resume,
    "webhook send": webhook_pages.send,
    "webhook remove": webhook_pages.remove,
}
"""Every page by its question."""
