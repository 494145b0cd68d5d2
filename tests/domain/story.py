"""Given, when, then: a network's story told in events and commands, and what it answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from application.commands import COMMANDS
from domain.chapters import mandates, offices, seats
from domain.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.chapter import Subject
    from domain.chapters.structure import NetworkFounded
    from domain.refusals import Refusal

    Command = Callable[[Network], Sequence[Any]]

day = date.fromisoformat


def given(founding: NetworkFounded, *told: Any) -> Network:
    """A network with this past: events and commands in the order they were entered, as entries e1, e2, ..."""
    network = Network("networks/" + founding.network)
    network.admit([("e1", founding)])
    for one in told:
        if callable(one):
            when(network, one)
        else:
            network.admit([(_next(network), one)])
    return network


def asking(command: str, effective: str, /, **fields: Any) -> Command:
    """A command, to be carried out on a network; ISO days among its fields become days, but no keys."""
    typed = {name: value if name.endswith("meeting") else _day(value) for name, value in fields.items()}
    return lambda network: COMMANDS[command].decide(network, effective=day(effective), **typed)


def when(network: Network, *commands: Command) -> list[str]:
    """Carries commands out, each on its own, and returns the ids of the entries they made."""
    made: list[str] = []
    for command in commands:
        new = [event for event in command(network) if not network.stands(event)]
        pairs = [(_next(network, ahead), event) for ahead, event in enumerate(new)]
        network.admit(pairs)
        made += [id_ for id_, _ in pairs]
    return made


def together(network: Network, *commands: Command) -> None:
    """Carries commands out as one batch, judged on the state after the last."""
    before = network.version
    touched: set[Subject] = set()
    for command in commands:
        for event in command(network):
            touched |= network.apply(_next(network), event)
    network.settle(network.version - before, touched)


def then(network: Network, *events: Any) -> None:
    """The last entries are these events."""
    assert [fact.event for fact in network.entries.values()][-len(events) :] == list(events)


def refused(
    network: Network,
    *commands: Command,
    by: type[Refusal],
    quote: str | None,
    accepted: str | None,
    **named: Any,
) -> Refusal:
    """The commands, as one batch, are refused by a rule with its sentence and a way out, and change nothing.

    `against` is the id of the recorded entry that stands against them, None where there is none.
    """
    before = answers(network)
    with pytest.raises(by) as caught:
        (when if len(commands) == 1 else together)(network, *commands)
    refusal = caught.value
    assert refusal.rule == by.__name__
    assert refusal.quote == quote
    assert refusal.accepted is None if accepted is None else accepted in (refusal.accepted or "")
    if "against" in named:
        assert refusal.entry == named["against"]
    assert answers(network) == before
    return refusal


def holders(network: Network, constituency: str, on: str, place: str = "seat") -> list[str]:
    """Who holds a seat (or is deputy) for a constituency on a day."""
    return sorted(
        holding.person
        for subject in network.subjects({"seat": seats.SEAT, "deputy": seats.DEPUTY}[place])
        for holding in seats.holdings(network, subject)
        if holding.constituency == constituency and _holds(holding, day(on))
    )


def in_office(network: Network, office: str, on: str) -> list[str]:
    """Who holds an office on a day."""
    terms = offices.terms(network, offices.OFFICE(office))
    return [term.person for term in terms if _holds(term, day(on))]


def terms(network: Network, office: str = "chair") -> list[tuple[str, str, str | None, str | None]]:
    """Every term of an office: person, first day, first day no longer held, what ends it."""
    return [
        (term.person, str(term.start), None if term.until is None else str(term.until), term.ended_by)
        for term in offices.terms(network, offices.OFFICE(office))
    ]


def vacancies(
    network: Network, constituency: str, seat: str = "representative"
) -> list[tuple[str, str | None]]:
    """The periods a constituency's seat stood empty."""
    subject = seats.SEAT(seat, network.structure.lineage(constituency))
    return [
        (str(period.start), None if period.until is None else str(period.until))
        for key, period in seats.vacancies(network, subject)
        if key == constituency
    ]


def answers(network: Network) -> dict[Any, Any]:
    """Everything a network can be asked, as plain values that later changes leave alone."""
    found: dict[Any, Any] = {"version": network.version, "entries": list(network.entries.values())}
    expected = seats.expected_seats(network) if network.founded else []
    for subject in {*network.timelines, *expected}:
        found[subject] = answer(network, subject)
    return found


def answer(network: Network, subject: Subject) -> Any:
    """What one subject stands for."""
    kind = subject[0]
    if kind in ("seat", "deputy", "substitution", "observer"):
        empty = seats.vacancies(network, subject) if kind == "seat" else []
        return [*seats.holdings(network, subject), *empty]
    if kind == "office":
        return offices.terms(network, subject)
    if kind == "mandate":
        line = network.timeline(subject)
        versions = [
            (v.number, v.revision, v.in_force_from, v.until, v.sunset, v.rules.all) for v in line.versions
        ]
        return versions, [_revision(network, revision) for revision in line.revisions.values()]
    return repr(network.timeline(subject))


def _revision(network: Network, revision: mandates.Revision) -> Any:
    return repr(revision), mandates.bodies_needed(network, revision), mandates.decided_on(network, revision)


def _holds(held: Any, on: date) -> bool:
    return bool(held.start <= on and (held.until is None or on < held.until))


def _next(network: Network, ahead: int = 0) -> str:
    return f"e{network.version + ahead + 1}"


def _day(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return day(value)
        except ValueError:
            return value
    return value
