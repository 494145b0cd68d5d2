"""A naive book: a list of facts, what it says as known at a position, and what may be added to it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from tests.time.model import Fact, Picture, typed, year_after


class Refused(Exception):
    """A command that no entry could come of; the message is the name of the rule."""


class Book:
    """The facts, and what may be added to them."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self._pictures: dict[int, Picture] = {}

    def as_known(self, position: int) -> Picture:
        """The picture the facts up to a position give."""
        if position not in self._pictures:
            self._pictures[position] = Picture([fact for fact in self.facts if fact.position <= position])
        return self._pictures[position]

    @property
    def picture(self) -> Picture:
        """The picture all facts give."""
        return self.as_known(self.facts[-1].position if self.facts else 0)

    def entries_of(self, commands: list[dict[str, Any]]) -> list[list[tuple[str, dict[str, Any]]]]:
        """The entries that commands carried out together would make, of each. Raises Refused.

        Nothing is added; rules are looked at once the last one is carried out.
        """
        facts = list(self.facts)
        made = []
        for command in commands:
            picture = Picture(facts)
            # A correction that would change nothing is none; one that brings a value back is one, though
            # the same words were used before.
            new = [
                entry
                for entry in _decided(picture, command)
                if entry[0] == "EntryCorrected" or entry not in picture.entered
            ]
            for kind, data in new:
                facts.append(Fact(10**12 + len(facts), f"new {len(facts)}", kind, data))
            made.append(new)
        broken = Picture(facts).broken if any(made) else set()
        if broken:
            raise Refused(", ".join(sorted(broken)))
        return made

    def add(self, entries: list[tuple[str, dict[str, Any]]], recorded: list[dict[str, Any]]) -> None:
        """Adds entries at the positions and under the ids they were recorded at."""
        assert [kind for kind, _ in entries] == [event["type"] for event in recorded]
        for (kind, data), event in zip(entries, recorded, strict=True):
            self.facts.append(Fact(event["position"], event["id"], kind, data))
        assert all(one.position < other.position for one, other in pairwise(self.facts))


def _decided(picture: Picture, command: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """What a command says, as entries."""
    said = typed({key: value for key, value in command.items() if key not in ("command", "network")})
    match command["command"]:
        case "AppointRepresentative":
            return [("RepresentativeAppointed", {"until": None, **said})]
        case "StandDownRepresentative":
            return [("RepresentativeStoodDown", said)]
        case "AppointDeputy":
            return [("DeputyAppointed", {"until": None, **said})]
        case "StandDownDeputy":
            return [("DeputyStoodDown", said)]
        case "ElectChair":
            until = year_after(said["effective"], picture.version_on(said["effective"]).years)
            said["until"] = said.get("until") or until
            return [("ChairElected", {"replaces": None, **said})]
        case "ExtendTerm":
            return [("OfficeTermExtended", said)]
        case "StepDownFromOffice":
            return [("OfficeVacated", said)]
        case "ProposeMandateRevision":
            return [("MandateRevisionProposed", said)]
        case "ApproveMandateRevision":
            return _approved(picture, {"effective": said["on"], **said})
        case "RejectMandateRevision":
            return [("MandateRevisionRejected", {"effective": said["on"], **said})]
    return _amended(picture, command["command"], said)


def _approved(picture: Picture, said: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """An approval and, when it is the last that is needed, the entry into force."""
    approval = ("MandateRevisionApproved", said)
    key = said["revision"]
    if key not in picture.proposals or key in picture.in_force or approval in picture.entered:
        return [approval]
    fact = Fact(10**13, "the approval", *approval)
    day = Picture([*picture.facts, fact]).comes_into_force(key)
    if day is None:
        return [approval]
    return [
        approval,
        (
            "MandateRevised",
            {"effective": day, "revision": key, "changes": picture.proposals[key]["changes"]},
        ),
    ]


def _amended(picture: Picture, name: str, said: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    (fact,) = (fact for fact in picture.facts if fact.id == said["entry"])
    standing = picture.stands_as(fact)
    if name == "AnnulEntry" and ("EntryAnnulled", said) in picture.entered:
        return []
    if standing is None:
        raise Refused("EntryIsAnnulled")
    if name == "AnnulEntry":
        return [("EntryAnnulled", said)]
    return [] if {**standing, **typed(said["changes"])} == standing else [("EntryCorrected", said)]
