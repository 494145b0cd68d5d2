"""The rules of offices: filled as the mandate says, for no longer, by as many as it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.chapters.mandates import mandate_on
from domain.chapters.offices.events import OfficeVacated
from domain.chapters.offices.standing import end_of, terms
from domain.refusals import (
    EndsAfterItStarts,
    ExtensionMustLengthenARunningTerm,
    OfficeIsFilledAsTheMandateSays,
    OneHolderPerOffice,
    OnlyAHolderStandsDown,
    ReplacedMustHoldTheOffice,
    TermFollowsTheMandate,
)
from domain.time import is_before, years_after

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from domain.chapter import Fact, SubjectOf
    from domain.chapters.offices.standing import Term
    from domain.chapters.offices.state import OfficeLine, Spell
    from domain.history import History
    from domain.refusals import Refusal

SINGLE = frozenset({"chair", "vice-chair"})
"""Offices one person holds at a time even where the mandate does not say so: two chairs would be none."""


def judge(network: History, subject: SubjectOf[OfficeLine]) -> Iterator[Refusal]:
    """The rules broken in one office as it stands (rows 21, 32, 50, 57, 59)."""
    line = network.timeline(subject)
    office = subject[1]
    for spell in line.spells:
        yield from _judge_spell(network, office, spell)
    for fact in line.orphans:
        yield _not_holding(office, fact)
    for fact in line.unreplaced:
        yield ReplacedMustHoldTheOffice(
            f"“{fact.event.replaces}” does not hold the office “{office}” on {fact.effective}.",
            accepted="The person whose term is running, or no `replaces` when none is.",
            entries=(fact.id,),
        )
    for fact in line.unextended:
        yield _not_extended(office, fact)
    yield from _judge_numbers(network, subject)


def _judge_spell(network: History, office: str, spell: Spell) -> Iterator[Refusal]:
    if not is_before(spell.start, spell.entered_until):
        yield EndsAfterItStarts(
            f"The term of “{spell.person}” would begin on {spell.start} and end on {spell.entered_until}.",
            accepted=f"An `until` after {spell.start}.",
            entries=(spell.entry,),
        )
    end, _ = end_of(network, spell)
    if spell.extension is not None and not _runs_to(end, spell.extension):
        yield _not_extended(office, spell.extension)
    if (
        spell.ended is not None
        and isinstance(spell.ended.event, OfficeVacated)
        and not _runs_to(end, spell.ended)
    ):
        yield _not_holding(office, spell.ended)
    rules = mandate_on(network, spell.start).rules
    rule = rules.offices.get(office)
    if rule is not None and rule.basis != spell.basis and "elected" in (rule.basis, spell.basis):
        yield OfficeIsFilledAsTheMandateSays(
            f"The office “{office}” is {rule.basis} by the mandate, and would be {spell.basis}.",
            quote=rule.quote,
            accepted="An election." if rule.basis == "elected" else f"AssignOffice, {rule.basis}.",
            entries=(spell.entry,),
        )
    term = rules.terms.get(office)
    if term is not None and term.years is not None and spell.basis == "elected":
        longest = years_after(spell.start, term.years)
        if spell.entered_until is None or longest < spell.entered_until:
            yield TermFollowsTheMandate(
                f"The term of “{spell.person}” would run from {spell.start}"
                f" until {spell.entered_until or 'further notice'}.",
                quote=term.quote,
                accepted=f"An `until` no later than {longest}; a running term can be extended.",
                entries=(spell.entry,),
            )


def _runs_to(end: date | None, fact: Fact) -> bool:
    """Whether a term that ends so, seats and dissolution seen too, had not ended before a fact about it."""
    return end is None or fact.effective <= end


def _not_holding(office: str, fact: Fact) -> Refusal:
    return OnlyAHolderStandsDown(
        f"“{fact.event.person}” does not hold the office “{office}” on {fact.effective}.",
        accepted="The person whose term is running, and a day on which it runs.",
        entries=(fact.id,),
    )


def _not_extended(office: str, fact: Fact) -> Refusal:
    return ExtensionMustLengthenARunningTerm(
        f"“{fact.event.person}” has no term as “{office}” that runs on {fact.effective}"
        f" and ends before {fact.event.until}.",
        accepted="An extension while the term runs, to a day after its end.",
        entries=(fact.id,),
    )


def _judge_numbers(network: History, subject: SubjectOf[OfficeLine]) -> Iterator[Refusal]:
    """At most so many holders on a day, one where the mandate says nothing of a chair, and nobody twice."""
    office = subject[1]
    present: list[Term] = []
    for term in sorted(terms(network, subject), key=lambda term: term.start):
        present = [other for other in present if is_before(term.start, other.until)]
        rule = mandate_on(network, term.start).rules.offices.get(office)
        limit = 1 if office in SINGLE else None if rule is None else rule.holders
        twice = next((other for other in present if other.person == term.person), None)
        if twice is not None or (limit is not None and len(present) >= limit):
            other = twice or present[-1]
            replacing = f"an election that names whom it `replaces`, “{other.person}”, or "
            yield OneHolderPerOffice(
                f"“{other.person}” holds the office “{office}” from {other.start}"
                f" until {other.until or 'further notice'}; “{term.person}” would hold it from {term.start}.",
                quote=None if twice is not None or rule is None else rule.quote,
                accepted=f"Instead {replacing if term.basis == 'elected' else ''}"
                f"the term of “{other.person}” ending by {term.start}.",
                entries=(term.entry, other.entry),
            )
        present.append(term)
