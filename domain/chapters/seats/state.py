"""Who has been in a place, as entered: in a seat, as deputy of one, beside a holder, among the observers.

Sections: state · evolve.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.chapter import Kind, UnknownFact
from domain.chapters.seats.events import (
    DeputyAppointed,
    DeputyStoodDown,
    ObserverInvited,
    ObserverWithdrawn,
    RepresentativeAppointed,
    RepresentativeStoodDown,
    SubstitutionBegan,
    SubstitutionEnded,
)
from domain.time import day_after, is_before

if TYPE_CHECKING:
    from datetime import date

    from domain.chapter import Fact

# state


@dataclass(slots=True)
class Stay:
    """One person's days in a place, as entered."""

    person: str
    start: date
    until: date | None
    entry: str
    constituency: str = ""
    holder: str = ""
    kind: str = ""
    function: str | None = None
    ended: Fact | None = None
    """What ended it sooner than entered."""


@dataclass(slots=True)
class Line:
    """Everybody who has been in one place: a seat, a deputy's place, beside a holder, among the observers."""

    stays: list[Stay] = field(default_factory=list)
    orphans: list[Fact] = field(default_factory=list)

    # evolve

    def evolve(self, fact: Fact) -> None:
        """Takes the next fact in, in place."""
        event = fact.event
        match event:
            case RepresentativeAppointed() | DeputyAppointed():
                self.stays.append(
                    Stay(
                        event.person,
                        event.effective,
                        event.until,
                        fact.id,
                        constituency=event.constituency,
                        function=getattr(event, "function", None),
                    )
                )
            case SubstitutionBegan():
                until = day_after(event.effective) if event.kind == "one-meeting" else None
                self.stays.append(
                    Stay(event.person, event.effective, until, fact.id, holder=event.holder, kind=event.kind)
                )
            case ObserverInvited():
                self.stays.append(Stay(event.person, event.effective, None, fact.id, holder=event.body or ""))
            case RepresentativeStoodDown() | DeputyStoodDown() | SubstitutionEnded() | ObserverWithdrawn():
                self._leave(fact)
            case _:
                raise UnknownFact(fact)

    def _leave(self, fact: Fact) -> None:
        """Ends the person's stay, of several the one for the constituency named, begun before the day."""
        event, day = fact.event, fact.effective
        running = [
            stay
            for stay in self.stays
            if stay.person == event.person and stay.start <= day and is_before(day, stay.until)
        ]
        if not running:
            self.orphans.append(fact)
            return
        constituency = getattr(event, "constituency", "")
        left = max(running, key=lambda stay: (stay.constituency == constituency, stay.start < day))
        left.until, left.ended = day, fact


SEAT = Kind("seat", Line, by_day=True, hangs_on_frame=True)
DEPUTY = Kind("deputy", Line, by_day=True, hangs_on_frame=True)
SUBSTITUTION = Kind("substitution", Line, by_day=True, hangs_on_frame=True)
OBSERVER = Kind("observer", Line, by_day=True, hangs_on_frame=True)
