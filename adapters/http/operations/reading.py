"""Operations that ask: one for every question the command line answers, from the same queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.http import answers
from adapters.http import parameters as given
from adapters.http.asking import question
from adapters.http.problems import Problem
from application.queries import EntryFilter

if TYPE_CHECKING:
    from adapters.http.asking import Ask
    from adapters.http.routes import Route
    from application.queries import Queries


def _about(name: str) -> Ask:
    """A question about the network in the path, on a day, as known then."""

    def ask(queries: Queries, values: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = getattr(queries, name)(
            values["network"], on=values["on"], known_at=values["known_at"]
        )
        return answer

    return ask


def _obligations(queries: Queries, values: dict[str, Any]) -> dict[str, Any]:
    if values["within"] is not None and values["year"] is not None:
        raise Problem("fault", "Ask for a year, or for what is due within some days.", field="within")
    return queries.obligations(
        values.get("network"),
        values["on"],
        values["known_at"],
        within=values["within"],
        year=values["year"],
    )


def _entries(queries: Queries, values: dict[str, Any]) -> dict[str, Any]:
    names = ("type", "actor", "person", "since", "until", "after")
    # One more than asked for, to know whether there is a next page.
    filters = EntryFilter(
        network=values.get("network"), limit=values["limit"] + 1, **{name: values[name] for name in names}
    )
    return queries.entries(filters, known_at=values["known_at"])


_ENTRIES = (*given.FILTERS, given.AFTER, given.LIMIT, given.KNOWN_AT)
_OF = "/networks/{network}"
_NETWORK = (given.NETWORK, *given.MOMENT)

ROUTES: tuple[Route, ...] = (
    question(
        "networks",
        "/networks",
        "The networks: mandate, members, empty seats.",
        answers.Networks,
        lambda queries, values: queries.networks(values["on"], values["known_at"]),
        *given.MOMENT,
        pages="networks",
    ),
    question(
        "show",
        _OF,
        "A network on a page: mandate, offices, meetings, findings.",
        answers.Show,
        _about("show"),
        *_NETWORK,
    ),
    question(
        "members",
        f"{_OF}/members",
        "Who sits in a network for whom, and which seats are empty.",
        answers.Members,
        _about("members"),
        *_NETWORK,
    ),
    question(
        "chairs",
        f"{_OF}/chairs",
        "The terms of every office, and when there was nobody.",
        answers.Chairs,
        _about("chairs"),
        *_NETWORK,
    ),
    question(
        "mandates",
        f"{_OF}/mandates",
        "The versions of a mandate, proposals and approvals; or what differs between two versions.",
        answers.Mandates | answers.Difference,
        lambda queries, values: queries.mandates(
            values["network"], values["on"], values["known_at"], values["diff"]
        ),
        *_NETWORK,
        given.DIFF,
    ),
    question(
        "meetings",
        f"{_OF}/meetings",
        "A network's meetings: call, agenda, attendance, minutes.",
        answers.Meetings,
        _about("meetings"),
        *_NETWORK,
        pages="meetings",
    ),
    question(
        "matters",
        f"{_OF}/matters",
        "The activity list, and projects with their approvals.",
        answers.Matters,
        _about("matters"),
        *_NETWORK,
    ),
    question(
        "obligations",
        f"{_OF}/obligations",
        "What a network's mandate requires, and how it stands.",
        answers.Obligations,
        _obligations,
        *_NETWORK,
        given.YEAR,
        given.WITHIN,
        pages="obligations",
        also=("fault",),
    ),
    question(
        "all-obligations",
        "/obligations",
        "What mandates require, in every network, and how it stands.",
        answers.Obligations,
        _obligations,
        *given.MOMENT,
        given.YEAR,
        given.WITHIN,
        pages="obligations",
        also=("fault",),
    ),
    question(
        "changes",
        f"{_OF}/changes",
        "What changed in a network between two positions.",
        answers.Changes,
        lambda queries, values: queries.changes(values["network"], values["from"], values["to"]),
        given.NETWORK,
        given.FROM,
        given.TO,
        given.WAIT,
        pages="changes",
    ),
    question(
        "person",
        "/people/{person}",
        "What a person held in any network, and attended.",
        answers.PersonPage,
        lambda queries, values: queries.person(values["person"], values["on"], values["known_at"]),
        given.PERSON,
        *given.MOMENT,
    ),
    question(
        "entries",
        f"{_OF}/entries",
        "A network's entries: who recorded what, when, and why.",
        answers.Entries,
        _entries,
        given.NETWORK,
        *_ENTRIES,
        pages="entries",
    ),
    question(
        "all-entries",
        "/entries",
        "The log itself, of every network and person.",
        answers.Entries,
        _entries,
        *_ENTRIES,
        pages="entries",
    ),
)
