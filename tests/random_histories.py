"""Random histories of one small network: what the rules accept of random commands and corrections."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from application.commands import COMMANDS
from domain.chapters import (
    mandates,
    meetings,
    structure,
)
from domain.network import Network
from domain.refusals import Refusal
from domain.rules import ApprovalRule, OfficeRule, SeatRule, TermRule

FIRST = date(2020, 1, 1)
DAYS = 400
PLACES = ("re", "hof", "ny")
PEOPLE = ("anna", "bo", "cato", "dag")
STREAM = "networks/small"
_SAID: Any = {"force": "must", "quote": "Så står det.", "section": "1"}
FOUNDING = structure.NetworkFounded(
    FIRST,
    "small",
    "Lite nätverk",
    "SE",
    "sv",
    "Europe/Stockholm",
    "Ett uppdrag",
    None,
    tuple(structure.Constituency(key, key.title(), "municipality") for key in PLACES[:2]),
    (structure.Body("styrelsen", "Styrelsen"),),
    "Att mötas.",
    None,
    (),
    (
        SeatRule(id="seats", seat="representative", basis="appointed", holders=1, **_SAID),
        OfficeRule(id="chair", office="chair", basis="elected", **_SAID),
        TermRule(id="term", of=("chair",), years=1, **_SAID),
        ApprovalRule(id="revision", of="mandate-revision", bodies=("styrelsen",), **_SAID),
    ),
)

days = st.integers(-30, DAYS).map(lambda number: FIRST + timedelta(days=number))
people = st.sampled_from(PEOPLE)
places = st.sampled_from(PLACES)
ends = st.none() | days


@dataclass
class Recording:
    """A network with the entries it took in, in order: ids and events."""

    network: Network = field(default_factory=lambda: Network(STREAM))
    entries: list[tuple[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.take((FOUNDING,))

    def take(self, events: tuple[Any, ...]) -> bool:
        """Enters the events of one command; False, and nothing entered, when a rule refuses them."""
        new = [event for event in events if not self.network.stands(event)]
        pairs = [(f"e{len(self.entries) + at}", event) for at, event in enumerate(new, start=1)]
        try:
            self.network.admit(pairs)
        except Refusal:
            return False
        self.entries += pairs
        return True

    def ask(self, command: str, day: date, /, **fields: Any) -> bool:
        """Carries one command out; False when it is refused."""
        try:
            return self.take(tuple(COMMANDS[command].decide(self.network, effective=day, **fields)))
        except Refusal:
            return False


def _amend(draw: Any, recording: Recording, day: date) -> tuple[str, dict[str, Any]]:
    entry = draw(st.sampled_from([id_ for id_, _ in recording.entries]))
    if draw(st.booleans()):
        return "AnnulEntry", {"entry": entry, "reason": "Fel"}
    change = draw(
        st.sampled_from(["effective", "person", "until", "constituency"]).flatmap(
            lambda name: st.tuples(
                st.just(name),
                {"person": people, "constituency": places}.get(name, days.map(lambda d: d.isoformat())),
            )
        )
    )
    return "CorrectEntry", {"entry": entry, "changes": dict([change]), "reason": "Fel"}


@st.composite
def recordings(draw: Any, most: int = 25) -> Recording:
    """A recording of up to `most` accepted commands, drawn at random."""
    recording = Recording()
    for at in range(draw(st.integers(1, most))):
        day, person, place = draw(days), draw(people), draw(places)
        one = {"person": person, "constituency": place}
        kind = draw(st.integers(0, 11))
        match kind:
            case 0 | 1 | 2:
                recording.ask("AppointRepresentative", day, **one, until=draw(ends))
            case 3:
                recording.ask("StandDownRepresentative", day, **one, reason="Slutat")
            case 4:
                recording.ask("AppointDeputy", day, **one, until=draw(ends))
            case 5:
                replaces = draw(st.none() | people)
                recording.ask("ElectChair", day, person=person, replaces=replaces)
            case 6:
                recording.ask("StepDownFromOffice", day, office="chair", person=person, reason="Slutat")
            case 7:
                recording.ask("ExtendTerm", day, office="chair", person=person, until=draw(days))
            case 8:
                key = f"r{at}"
                changes = mandates.MandateChanges(text=f"Text {at}")
                recording.ask(
                    "ProposeMandateRevision",
                    day,
                    revision=key,
                    proposed_by="anna",
                    changes=changes,
                    in_force_from=draw(days),
                )
                decided = draw(st.none() | days)
                if decided is not None:
                    recording.ask(
                        "ApproveMandateRevision",
                        decided,
                        revision=key,
                        body="styrelsen",
                        on=decided,
                        reference="§ 1",
                    )
            case 9:
                who = tuple(meetings.Attendee(key, "member") for key in PEOPLE[: draw(st.integers(0, 3))])
                recording.ask("HoldMeeting", day, meeting=f"m{at}", on=day, attendance=who)
            case 10:
                recording.ask(
                    "SucceedConstituency",
                    day,
                    constituency=place,
                    by="ny",
                    name="Ny",
                    kind="municipality",
                )
            case 11:
                command, fields = _amend(draw, recording, day)
                recording.ask(command, day, **fields)
    return recording
