"""Commands that ask: each catches up with the log, asks one question and prints its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.cli.call import DONE, Usage

if TYPE_CHECKING:
    from adapters.cli.call import Call


def networks(call: Call) -> int:
    """List the networks: mandate, members, empty seats."""
    return _ask(call, "networks")


def show(call: Call) -> int:
    """Show a network on a page: mandate, offices, meetings, findings."""
    return _ask(call, "show", call.arguments.network)


def members(call: Call) -> int:
    """Show who sits in a network for whom, and which seats are empty.

    Deputies, substitutes and observers stand beside.
    """
    return _ask(call, "members", call.arguments.network)


def chairs(call: Call) -> int:
    """Show the terms of every office, and when there was nobody.

    A gap is a stretch of days on which an office that the mandate provides for stood empty.
    """
    return _ask(call, "chairs", call.arguments.network)


def mandates(call: Call) -> int:
    """Show the versions of a mandate, proposals and approvals.

    --diff compares two versions by their numbers: the text sentence by sentence, and every rule that is not
    the same.
    """
    diff = call.arguments.diff
    if diff is None:
        return _ask(call, "mandates", call.arguments.network)
    return _ask(call, "mandates", call.arguments.network, page="diff", diff=tuple(diff))


def meetings(call: Call) -> int:
    """Show a network's meetings: call, agenda, attendance, minutes.

    Late minutes say by how many days; --on says on which day that is asked.
    """
    return _ask(call, "meetings", call.arguments.network)


def matters(call: Call) -> int:
    """Show the activity list, and projects with their approvals."""
    return _ask(call, "matters", call.arguments.network)


def obligations(call: Call) -> int:
    """Show what mandates require, and how it stands.

    Of the calendar year of --on, or of --year as it stands on that day; with --within, what is late and what
    falls due in so many days. Of every network where none is named.
    """
    within, year = call.arguments.within, call.arguments.year
    if within is not None and year is not None:
        raise Usage("--within and --year are two questions; ask one of them.")
    asked = [call.arguments.network] if call.arguments.network else []
    return _ask(call, "obligations", *asked, within=within, year=year)


def changes(call: Call) -> int:
    """Tell what changed in a network between two positions.

    Every entry past --from, up to --to, with what the book said before it and what it said after.
    """
    asked = call.arguments
    with call.caught_up() as samverk:
        call.answer("changes", samverk.queries.changes(asked.network, asked.after, asked.upto))
    return DONE


def person(call: Call) -> int:
    """Show what a person held in any network, and attended.

    What a correction changed is shown too, with the positions between which it was believed.
    """
    return _ask(call, "person", call.arguments.person)


def entries(call: Call) -> int:
    """Show the log itself: who recorded what, when, and why.

    The oldest entry comes first, each with those that correct it. --since and --until bound the day of
    recording (UTC); the day named by --until is left out.
    """
    from application.queries import EntryFilter

    asked = call.arguments
    filters = EntryFilter(
        asked.network,
        asked.type,
        asked.actor,
        asked.person,
        asked.since,
        asked.until,
        asked.after,
        asked.limit,
    )
    with call.register() as samverk:
        call.answer("entries", samverk.queries.entries(filters, known_at=asked.known_at))
    return DONE


def _ask(call: Call, question: str, *about: str, page: str | None = None, **more: Any) -> int:
    with call.caught_up() as samverk:
        ask = getattr(samverk.queries, question)
        answer = ask(*about, on=call.arguments.on, known_at=call.arguments.known_at, **more)
        call.answer(page or question, answer)
    return DONE
