"""What a plain list of facts says of one small network, worked out from nothing for every question.

It is what the register is held against, so it shares no code with it: no timelines by subject, no rows, no
folding as entries come. Days are walked one after the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

FOUNDED = date(2020, 1, 1)
PLACES = ("hof", "re")
BODY = "styrelsen"
DAYS = {"effective", "until", "in_force_from", "on", "sunset"}
"""Fields that hold a day."""


@dataclass(frozen=True)
class Fact:
    """An entry as it was made."""

    position: int
    id: str
    kind: str
    data: dict[str, Any]


def typed(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields as they are sent, with ISO text turned into days."""
    return {
        name: date.fromisoformat(value) if name in DAYS and isinstance(value, str) else value
        for name, value in fields.items()
    }


def year_after(day: date, years: int) -> date:
    """The same day so many years later; the first of March for a leap day."""
    later = (day.year + years, day.month, day.day)
    return date(later[0], 3, 1) if later[1:] == (2, 29) and later[0] % 4 else date(*later)


def runs(start: date, until: date | None, day: date) -> bool:
    """Whether something that starts on one day and has ended on another is there on a third."""
    return start <= day and (until is None or day < until)


@dataclass(eq=False)
class Stay:
    """Somebody in a place, or in the chair; `until` is the first day they are not there."""

    place: str
    constituency: str
    person: str
    start: date
    until: date | None
    asked: date | None
    """The end it was given when it was entered."""
    ended_by: str | None = None
    extended: date | None = None


@dataclass
class Version:
    """A version of the mandate, or a proposal (`number` None), with what it would say."""

    number: int | None
    revision: str | None
    start: date
    until: date | None
    sunset: date | None
    holders: int
    years: int
    text: str | None


class Picture:
    """What some facts say of the world."""

    def __init__(self, facts: list[Fact]) -> None:
        self.facts = facts
        self.amendments = [fact for fact in facts if fact.kind in ("EntryCorrected", "EntryAnnulled")]
        self.broken: set[str] = set()
        """Names of the rules that the facts break between them."""
        standing = [(fact, self.stands_as(fact)) for fact in facts]
        self.entered = [(fact.kind, data) for fact, data in standing if data is not None]
        self.world = sorted(self.entered, key=lambda pair: pair[1]["effective"])
        self._hold_revisions()
        self.versions = self._versions()
        self.stays = [*self._stays("seat", "Representative"), *self._stays("deputy", "Deputy")]
        self.chairs = self._chairs()
        self._hold_places()
        self._hold_the_chair()

    # what stands

    def stands_as(self, fact: Fact) -> dict[str, Any] | None:
        """The fields of an entry with everything laid over them that was said of it; None if annulled."""
        data = fact.data
        for other in self.amendments:
            if other.data["entry"] == fact.id:
                said = self.stands_as(other)
                if said is None:
                    continue
                if other.kind == "EntryAnnulled":
                    return None
                data = {**data, **typed(said["changes"])}
        return data

    def of_kind(self, *kinds: str) -> list[tuple[str, dict[str, Any]]]:
        """The standing facts of some kinds in the order of the world, then of entry."""
        return [pair for pair in self.world if pair[0] in kinds]

    # the mandate

    def _hold_revisions(self) -> None:
        self.proposals: dict[str, dict[str, Any]] = {}
        self.decisions: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        self.in_force: dict[str, dict[str, Any]] = {}
        for kind, data in self.entered:
            if not kind.startswith("Mandate"):
                continue
            key = data["revision"]
            if kind == "MandateRevisionProposed":
                if key in self.proposals:
                    self.broken.add("RevisionMustBeProposed")
                else:
                    self.proposals[key] = data
                    self.decisions[key] = []
            elif key not in self.proposals:
                self.broken.add("RevisionMustBeProposed")
            elif kind == "MandateRevised":
                self.in_force[key] = data
            else:
                self.decisions[key].append((kind, data))
                if data["body"] != BODY:
                    self.broken.add("OnlyNamedBodiesApprove")
        for key, data in self.in_force.items():
            last = max(at for at, pair in enumerate(self.entered) if pair[1] is data)
            after = [pair[1] for pair in self.entered[last:]]
            if any(decided in after for _, decided in self.decisions[key]):
                self.broken.add("RevisionIsDecidedOnce")
            if data["effective"] != self.comes_into_force(key):
                self.broken.add("RevisionNeedsEveryApproval")
            if data["changes"] != self.proposals[key]["changes"] or data["effective"] < FOUNDED:
                self.broken.add("RevisionMustFit")

    def approvals(self, key: str) -> list[dict[str, Any]]:
        """The approvals of a revision, in the order they were entered."""
        return [data for kind, data in self.decisions[key] if kind == "MandateRevisionApproved"]

    def comes_into_force(self, key: str) -> date | None:
        """The later of a proposal's own day and its approval."""
        given = [data["on"] for data in self.approvals(key) if data["body"] == BODY]
        return max(min(given), self.proposals[key]["in_force_from"]) if given else None

    def _versions(self) -> list[Version]:
        found = [Version(1, None, FOUNDED, None, None, 1, 1, None)]
        # A sort keeps the order of entry among those of one day.
        came = [
            (kind, data) for kind, data in self.entered if self.in_force.get(data.get("revision", "")) is data
        ]
        for _, data in sorted(came, key=lambda pair: pair[1]["effective"]):
            found[-1].until = data["effective"]
            changes = self.proposals[data["revision"]]["changes"]
            found.append(self._revised(found[-1], changes, data["revision"], data["effective"]))
            found[-1].number = len(found)
        return found

    def _revised(self, before: Version, changes: dict[str, Any], key: str, start: date) -> Version:
        rules = changes.get("rules", {})
        sunset = typed(changes).get("sunset") or before.sunset
        holders = rules["seats"]["holders"] if "seats" in rules else before.holders
        years = rules["term"]["years"] if "term" in rules else before.years
        return Version(None, key, start, None, sunset, holders, years, changes.get("text"))

    def version_on(self, day: date) -> Version:
        """The version in force on a day; the first one before that."""
        return [version for version in self.versions if version.start <= day or version.number == 1][-1]

    # who sits

    def _stays(self, place: str, noun: str) -> list[Stay]:
        found: list[Stay] = []
        for kind, data in self.of_kind(f"{noun}Appointed", f"{noun}StoodDown"):
            person, place_of, day = data["person"], data["constituency"], data["effective"]
            if kind.endswith("Appointed"):
                found.append(Stay(place, place_of, person, day, data["until"], data["until"]))
                continue
            there = [
                stay
                for stay in found
                if (stay.person, stay.constituency) == (person, place_of)
                and runs(stay.start, stay.until, day)
            ]
            if there:
                there[0].until, there[0].ended_by = day, "stood-down"
            else:
                self.broken.add("OnlyAHolderStandsDown")
        return found

    def present(self, place: str, constituency: str, day: date) -> list[Stay]:
        """Who is in a place on a day."""
        return [
            stay
            for stay in self.stays
            if (stay.place, stay.constituency) == (place, constituency) and runs(stay.start, stay.until, day)
        ]

    def sits(self, person: str, day: date) -> bool:
        """Whether somebody sits or deputises anywhere on a day."""
        return any(
            stay.person == person and stay.constituency in PLACES and runs(stay.start, stay.until, day)
            for stay in self.stays
        )

    def _hold_places(self) -> None:
        for at, stay in enumerate(self.stays):
            day = stay.start
            if stay.asked is not None and stay.asked <= day:
                self.broken.add("EndsAfterItStarts")
            if stay.constituency not in PLACES:
                self.broken.add("SeatBelongsToAConstituency")
                continue
            if not runs(day, stay.until, day):
                continue
            before = self.stays[:at]
            others = [other for other in self.present(stay.place, stay.constituency, day) if other in before]
            most = self.version_on(day).holders if stay.place == "seat" else 1
            if len(others) >= most or any(other.person == stay.person for other in others):
                self.broken.add("OneHolderPerSeat" if stay.place == "seat" else "OneDeputyPerSeat")

    # who presides

    def _chairs(self) -> list[Stay]:
        found: list[Stay] = []
        for kind, data in self.of_kind("ChairElected", "OfficeVacated", "OfficeTermExtended"):
            day = data["effective"]
            if kind == "ChairElected":
                if data["replaces"] is not None:
                    term = self._running(found, data["replaces"], day)
                    if term is not None:
                        term.until, term.ended_by = day, "succession"
                    elif self._running_out(found, data["replaces"], day) is None:
                        self.broken.add("ReplacedMustHoldTheOffice")
                found.append(Stay("chair", "", data["person"], day, data["until"], data["until"]))
            elif kind == "OfficeVacated":
                term = self._running(found, data["person"], day)
                if term is None:
                    self.broken.add("OnlyAHolderStandsDown")
                else:
                    term.until, term.ended_by = day, "stepped-down"
            else:
                term = self._running(found, data["person"], day) or self._running_out(
                    found, data["person"], day
                )
                if term is None or term.until is None or data["until"] <= term.until:
                    self.broken.add("ExtensionMustLengthenARunningTerm")
                else:
                    term.until, term.extended = data["until"], day
        for term in found:
            self._lose(term)
        return found

    @staticmethod
    def _running(terms: list[Stay], person: str, day: date) -> Stay | None:
        there = [term for term in terms if term.person == person and runs(term.start, term.until, day)]
        return there[-1] if there else None

    @staticmethod
    def _running_out(terms: list[Stay], person: str, day: date) -> Stay | None:
        there = [term for term in terms if (term.person, term.until, term.ended_by) == (person, day, None)]
        return there[-1] if there else None

    def _lose(self, term: Stay) -> None:
        """Walks the days from an election on: who sat then loses the chair with the last place they hold."""
        last_said = term.until
        stepped_down = term.until if term.ended_by == "stepped-down" else None
        if term.ended_by is None and term.until is not None:
            term.ended_by = "expiry"
        if self.sits(term.person, term.start):
            ends = {stay.until for stay in self.stays if stay.until is not None and stay.until > term.start}
            for day in sorted(ends):
                if not self.sits(term.person, day):
                    if last_said is None or day < last_said:
                        term.until, term.ended_by = day, "lost-seat"
                    break
        if term.until is not None:
            if stepped_down is not None and term.until < stepped_down:
                self.broken.add("OnlyAHolderStandsDown")
            if term.extended is not None and term.until < term.extended:
                self.broken.add("ExtensionMustLengthenARunningTerm")

    @cached_property
    def terms(self) -> list[Stay]:
        """The terms that had a day at all, in the order they began."""
        return [term for term in self.chairs if term.until is None or term.start < term.until]

    def _hold_the_chair(self) -> None:
        for term in self.chairs:
            longest = year_after(term.start, self.version_on(term.start).years)
            if term.asked is not None and term.asked <= term.start:
                self.broken.add("EndsAfterItStarts")
            if term.asked is None or term.asked > longest:
                self.broken.add("TermFollowsTheMandate")
        for at, term in enumerate(self.terms):
            if any(runs(other.start, other.until, term.start) for other in self.terms[:at]):
                self.broken.add("OneHolderPerOffice")

    # answers

    @cached_property
    def calendar(self) -> list[date]:
        """Every day on which something may be otherwise than on the day before."""
        named = {FOUNDED}
        for stay in (*self.stays, *self.chairs):
            named |= {stay.start, stay.until or stay.start}
        for version in self.versions:
            named |= {version.start, version.until or version.start}
            named |= {version.sunset + timedelta(days=1)} if version.sunset else set()
        for _, data in self.entered:
            named |= {value for value in data.values() if isinstance(value, date)}
        return sorted(named)

    def members(self, on: date) -> dict[str, Any]:
        """Who sits and who deputises on a day, and since when a seat has been empty."""
        return {
            "members": self._listed("seat", on),
            "deputies": self._listed("deputy", on),
            "vacant": [
                (place, self._empty(place, on))
                for place in PLACES
                if on >= FOUNDED and not self.present("seat", place, on)
            ],
        }

    def _listed(self, place: str, on: date) -> list[tuple[Any, ...]]:
        there = [
            (stay.constituency, stay.start, stay.person, stay.until)
            for constituency in PLACES
            for stay in self.present(place, constituency, on)
        ]
        return sorted(there, key=str)

    def _empty(self, place: str, on: date) -> date:
        since = None
        for day in self.calendar:
            if FOUNDED <= day <= on:
                since = None if self.present("seat", place, day) else since or day
        assert since is not None
        return since

    def offices(self, on: date) -> dict[str, Any]:
        """Every term of the chair as it stands on a day, and the days without one."""
        gaps: list[tuple[date, date | None]] = []
        since = None
        for day in self.calendar:
            if FOUNDED <= day <= on:
                taken = any(runs(term.start, term.until, day) for term in self.terms)
                if taken and since is not None:
                    gaps.append((since, day))
                since = None if taken else since or day
        listed = []
        for at, term in enumerate(self.terms):
            status = (
                "coming" if on < term.start else "running" if runs(term.start, term.until, on) else "ended"
            )
            ended_by = term.ended_by if status == "ended" else None
            before = [
                other.start
                for other in self.terms[:at]
                if (other.person, other.until) == (term.person, term.start)
            ]
            renewed = before[0] if before else None
            listed.append((term.start, term.person, term.until, status, ended_by, renewed))
        listed.sort(key=str)
        return {"terms": listed, "gaps": [*gaps, *([(since, None)] if since else [])]}

    def mandates(self, on: date) -> list[tuple[Any, ...]]:
        """Every version and proposal anything of which had happened by a day."""
        waiting = [
            self._revised(self.version_on(data["in_force_from"]), data["changes"], key, data["in_force_from"])
            for key, data in self.proposals.items()
            if key not in self.in_force
        ]
        found = [self._shown(version, on) for version in (*self.versions, *waiting)]
        return sorted((one for one in found if one is not None), key=_by_number_then_key)

    def _shown(self, version: Version, on: date) -> tuple[Any, ...] | None:
        decided = self.decisions.get(version.revision or "", [])
        proposal = self.proposals.get(version.revision or "")
        begun = version.number is not None and version.start <= on
        happened = [data["on"] for _, data in decided] + ([proposal["effective"]] if proposal else [])
        if not begun and not any(day <= on for day in happened):
            return None
        approvals = [data for kind, data in decided if kind == "MandateRevisionApproved" and data["on"] <= on]
        missing = proposal is not None and not any(data["body"] == BODY for data in approvals)
        if begun:
            status = "in force"
            if version.until is not None and version.until <= on:
                status = "superseded"
            elif version.sunset is not None and version.sunset < on:
                status = "expired"
        else:
            status = "proposed" if missing else "approved"
            said = sorted((data["on"], kind) for kind, data in decided if data["on"] <= on)
            # Of an approval and a rejection on one day the approval counts.
            if said and all(kind == "MandateRevisionRejected" for day, kind in said if day == said[-1][0]):
                status = "rejected"
        ends = [version.until] if version.until else []
        ends += [version.sunset + timedelta(days=1)] if version.sunset else []
        return (
            version.number if begun else None,
            version.revision,
            status,
            version.start,
            min(ends) if ends and version.number is not None else None,
            version.sunset,
            [(data["body"], data["on"], data["reference"]) for data in approvals],
            [BODY] if missing else [],
            (version.holders, version.years, version.text),
        )


def _by_number_then_key(shown: tuple[Any, ...]) -> tuple[int, str]:
    return (shown[0] or 1_000, shown[1] or "")
