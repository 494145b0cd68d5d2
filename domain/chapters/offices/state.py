"""The terms of an office as entered.

Sections: state · evolve.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.chapter import Kind, UnknownFact
from domain.chapters.offices.events import (
    ChairElected,
    OfficeAssigned,
    OfficeTermExtended,
    OfficeVacated,
    ViceChairElected,
)
from domain.time import is_before

if TYPE_CHECKING:
    from datetime import date

    from domain.chapter import Fact

# state


@dataclass(slots=True)
class Spell:
    """One term as entered; `until` moves as it is extended or ended, `entered_until` stays."""

    person: str
    start: date
    until: date | None
    entered_until: date | None
    basis: str
    entry: str
    ended: Fact | None = None
    """What ended it before it was out."""
    extension: Fact | None = None


@dataclass(slots=True)
class OfficeLine:
    """Every term of one office."""

    spells: list[Spell] = field(default_factory=list)
    orphans: list[Fact] = field(default_factory=list)
    """Facts that end the term of somebody who has none."""
    unreplaced: list[Fact] = field(default_factory=list)
    """Elections that replace somebody who holds nothing."""
    unextended: list[Fact] = field(default_factory=list)
    """Extensions of no term, or to no later day."""

    # evolve

    def evolve(self, fact: Fact) -> None:
        """Takes the next fact in, in place."""
        event = fact.event
        match event:
            case ChairElected() | ViceChairElected():
                if event.replaces is not None:
                    self._succeed(fact)
                self._begin(fact, "elected")
            case OfficeAssigned():
                self._begin(fact, event.basis)
            case OfficeTermExtended():
                self._extend(fact)
            case OfficeVacated():
                if not self._end(event.person, fact):
                    self.orphans.append(fact)
            case _:
                raise UnknownFact(fact)

    def _begin(self, fact: Fact, basis: str) -> None:
        event = fact.event
        self.spells.append(Spell(event.person, event.effective, event.until, event.until, basis, fact.id))

    def _succeed(self, fact: Fact) -> None:
        """Ends the replaced term; one that runs out on the very day of the election has ended by itself."""
        replaced, day = fact.event.replaces, fact.effective
        if not self._end(replaced, fact) and self._running_out(replaced, day) is None:
            self.unreplaced.append(fact)

    def _extend(self, fact: Fact) -> None:
        """Moves the end of a term that runs on the day, or runs out on it."""
        event, day = fact.event, fact.effective
        spell = self._running(event.person, day) or self._running_out(event.person, day)
        if spell is None or spell.until is None or event.until <= spell.until:
            self.unextended.append(fact)
        else:
            spell.until, spell.extension = event.until, fact

    def _end(self, person: str, fact: Fact) -> bool:
        spell = self._running(person, fact.effective)
        if spell is None:
            return False
        spell.until, spell.ended = fact.effective, fact
        return True

    def _running(self, person: str, day: date) -> Spell | None:
        for spell in reversed(self.spells):
            if spell.person == person and spell.start <= day and is_before(day, spell.until):
                return spell
        return None

    def _running_out(self, person: str, day: date) -> Spell | None:
        for spell in reversed(self.spells):
            if spell.person == person and spell.until == day and spell.ended is None:
                return spell
        return None


OFFICE = Kind("office", OfficeLine, by_day=True, hangs_on_frame=True)
