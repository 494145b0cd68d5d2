"""A machine that drives random histories into a register and into the naive book, and compares."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from domain.rules import StandInRule
from tests.asking import ask
from tests.random_histories import FOUNDING
from tests.register.telling import NAMES, line, person, tell
from tests.time.asking import Answers
from tests.time.book import Book, Refused
from tests.time.model import FOUNDED, PLACES

if TYPE_CHECKING:
    from adapters.bootstrap import Samverk
    from tests.time.model import Fact

RULES: tuple[Any, ...] = (
    *FOUNDING.rules,
    StandInRule(id="deputy", kinds=("deputy",), holders=1, force="must", quote="Så står det.", section="1"),
)
SMALL = replace(FOUNDING, rules=RULES)
"""One representative and one deputy a constituency, a chair for a year, revisions approved by a body."""
PEOPLE = tuple(NAMES)
_BY_ID = {one.id: asdict(one) for one in RULES}
CHANGES: tuple[dict[str, Any], ...] = (
    {"text": "Att mötas oftare."},
    {"sunset": "2020-02-10"},
    {"rules": {"seats": {**_BY_ID["seats"], "holders": 2}}},
    {"rules": {"term": {**_BY_ID["term"], "years": 2}}},
    {"text": "Att mötas.", "rules": {"seats": _BY_ID["seats"], "term": _BY_ID["term"]}},
)

# Days lie close together, so that things meet on one; a year on, terms run out.
days = st.one_of(st.integers(-4, 24), st.integers(-4, 24), st.integers(364, 371)).map(
    lambda number: (FOUNDED + timedelta(days=number)).isoformat()
)
people = st.sampled_from(PEOPLE)
places = st.sampled_from(PLACES)
ends = st.none() | days
RIGHTED = "2020-03-01"
"""The day corrections take effect on, which makes no difference to any answer."""
lengths = st.integers(0, 9) | st.just(366)
nouns = st.sampled_from(("Representative", "Deputy"))
keys = st.sampled_from(("r1", "r2", "r3"))
bodies = st.sampled_from((*["styrelsen"] * 5, "nagon"))
"""Seldom one that the mandate does not name."""
FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "RepresentativeAppointed": {
        "effective": days,
        "until": ends,
        "person": people,
        "constituency": places | st.just("ny"),
    },
    "RepresentativeStoodDown": {"effective": days, "person": people},
    "DeputyAppointed": {"effective": days, "until": ends, "person": people, "constituency": places},
    "DeputyStoodDown": {"effective": days, "person": people},
    "ChairElected": {"effective": days, "until": ends, "person": people, "replaces": st.none() | people},
    "OfficeVacated": {"effective": days, "person": people},
    "OfficeTermExtended": {"effective": days, "until": days},
    "MandateRevisionProposed": {
        "effective": days,
        "in_force_from": days,
        "changes": st.sampled_from(CHANGES),
    },
    "MandateRevisionApproved": {"on": days, "body": bodies},
    "MandateRevisionRejected": {"on": days},
    "MandateRevised": {"effective": days},
    "EntryAnnulled": {"reason": st.sampled_from("abc")},
}
"""What is corrected of an entry, by its type."""


def later(day: str, count: int) -> str:
    """A day so many days later, in ISO text."""
    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()


def machine_on(samverk: Samverk) -> Any:
    """Makes machines that play on a register; Hypothesis asks for a class, and calls whatever it is given."""
    return partial(RegisterMachine, samverk)


class RegisterMachine(RuleBasedStateMachine):
    """One network's random history; `samverk` takes one after the other, each as a network of its own."""

    def __init__(self, samverk: Samverk) -> None:
        super().__init__()
        self.samverk = samverk
        self.book = Book()
        self.instants: dict[int, datetime] = {}
        """When each position was recorded."""
        self.said: list[dict[str, Any]] = []
        """The commands that were accepted."""

    @initialize()
    def found(self) -> None:
        head = self.samverk.log.head()[0]
        if head == 0:
            registered = (person("RegisterPerson", key, name=name) for key, name in NAMES.items())
            assert all(result["ok"] for result in tell(self.samverk, *registered))
        self.network = f"net-{self.samverk.log.head()[0]}"
        outcome: Any = self.samverk.register.found(replace(SMALL, network=self.network))
        self.founded = outcome.events[0][1]

    # telling both

    def say(self, *commands: dict[str, Any], together: bool = False) -> bool:
        """Carries commands out in the register and in the book, which must agree; whether it was accepted."""
        told = self.samverk.clock.told
        assert told is not None
        self.samverk.clock.told = told + timedelta(minutes=7)
        broken: list[str] = []
        try:
            made = self.book.entries_of(list(commands))
        except Refused as refused:
            made, broken = [], str(refused).split(", ")
        results = tell(self.samverk, *commands, atomic=together)
        if not made:
            refusals = [result["refusal"]["rule"] for result in results if "refusal" in result]
            assert len(refusals) == 1, (commands, results, broken)
            assert refusals[0] in broken, (commands, results, broken)
            return False
        assert all(result["ok"] for result in results), (commands, results)
        self.said += commands
        for entries, result in zip(made, results, strict=True):
            self.book.add(entries, result["events"])
            self.instants |= {event["position"]: self.samverk.clock.told for event in result["events"]}
        return True

    def line(self, command: str, **fields: Any) -> dict[str, Any]:
        return line(command, self.network, **fields)

    # who sits

    @rule(noun=nouns, who=people, place=places, on=days, long=st.none() | lengths)
    def appoint(self, noun: str, who: str, place: str, on: str, long: int | None) -> None:
        until = {} if long is None else {"until": later(on, long)}
        self.say(self.line(f"Appoint{noun}", person=who, constituency=place, effective=on, **until))

    @rule(noun=nouns, data=st.data(), who=people, place=places, on=days, long=lengths)
    def stand_down(self, noun: str, data: st.DataObject, who: str, place: str, on: str, long: int) -> None:
        """Mostly somebody who is there, some days after they came."""
        kind = "seat" if noun == "Representative" else "deputy"
        there = [stay for stay in self.book.picture.stays if stay.place == kind]
        if there:
            stay = data.draw(st.sampled_from(there))
            who, place, on = stay.person, stay.constituency, later(stay.start.isoformat(), long)
        self.say(self.line(f"StandDown{noun}", person=who, constituency=place, reason="Slutar", effective=on))

    @rule(data=st.data(), who=people, place=places, on=days)
    def hand_over(self, data: st.DataObject, who: str, place: str, on: str) -> None:
        """Somebody who sits on the day leaves and another comes, in either order, or both in one batch."""
        there = self.book.picture.present("seat", place, date.fromisoformat(on))
        leaving = there[-1].person if there else data.draw(people)
        both = [
            self.line(
                "StandDownRepresentative", person=leaving, constituency=place, reason="B", effective=on
            ),
            self.line("AppointRepresentative", person=who, constituency=place, effective=on),
        ]
        if data.draw(st.booleans()):
            self.say(*data.draw(st.permutations(both)), together=True)
        else:
            for one in both:
                self.say(one)

    # who presides

    @rule(data=st.data(), who=people, on=days, long=st.none() | lengths)
    def elect(self, data: st.DataObject, who: str, on: str, long: int | None) -> None:
        running = [
            term.person
            for term in self.book.picture.terms
            if term.start.isoformat() <= on and (term.until is None or on < term.until.isoformat())
        ]
        replaces = data.draw(st.sampled_from((None, *running)) if running else st.none() | people)
        fields = {"replaces": replaces, "until": None if long is None else later(on, long)}
        given = {name: value for name, value in fields.items() if value is not None}
        self.say(self.line("ElectChair", person=who, effective=on, **given))

    @rule(data=st.data(), who=people, on=days, long=lengths)
    def end_or_extend_a_term(self, data: st.DataObject, who: str, on: str, long: int) -> None:
        """Mostly of somebody who has one, some days after it began."""
        terms = self.book.picture.terms
        end = later(on, long)
        if terms:
            term = data.draw(st.sampled_from(terms))
            who, on = term.person, later(term.start.isoformat(), long)
            end = later((term.until or term.start).isoformat(), long)
        fields = {"office": "chair", "person": who, "effective": on}
        if data.draw(st.booleans()):
            self.say(self.line("StepDownFromOffice", reason="Slutar", **fields))
        else:
            self.say(self.line("ExtendTerm", until=end, **fields))

    # the mandate

    @rule(key=keys, change=st.sampled_from(CHANGES), on=days, start=days)
    def propose(self, key: str, change: dict[str, Any], on: str, start: str) -> None:
        self.say(
            self.line(
                "ProposeMandateRevision",
                revision=key,
                proposed_by="anna",
                changes=change,
                in_force_from=start,
                effective=on,
            )
        )

    @rule(data=st.data(), on=days, body=bodies, yes=st.integers(0, 3))
    def decide(self, data: st.DataObject, on: str, body: str, yes: int) -> None:
        waiting = sorted(self.book.picture.proposals.keys() - self.book.picture.in_force)
        key = data.draw(st.sampled_from(waiting) if waiting else keys)
        word = "Approve" if yes else "Reject"
        self.say(self.line(f"{word}MandateRevision", revision=key, body=body, on=on, reference="§ 1"))

    # setting the record right

    def amendment(self, data: st.DataObject, fact: Fact) -> dict[str, Any]:
        """A correction or an annulment of an entry; of a correction, as it should have been."""
        named = {"entry": fact.id, "reason": "Fel", "effective": RIGHTED}
        if data.draw(st.integers(0, 2)) == 0:
            return self.line("AnnulEntry", **named)
        root, depth = fact, 0
        while root.kind == "EntryCorrected":
            root = next(one for one in self.book.facts if one.id == root.data["entry"])
            depth += 1
        field, values = data.draw(
            st.sampled_from(sorted(FIELDS[root.kind].items(), key=lambda pair: pair[0]))
        )
        changes: dict[str, Any] = {field: data.draw(values)}
        for _ in range(depth):
            changes = {"changes": changes}
        return self.line("CorrectEntry", changes=changes, **named)

    def entry(self, data: st.DataObject) -> Fact:
        """An entry, counted back from the newest."""
        back = data.draw(st.integers(0, len(self.book.facts) - 1))
        return self.book.facts[-1 - back]

    @precondition(lambda self: self.book.facts)
    @rule(data=st.data())
    def amend(self, data: st.DataObject) -> None:
        self.say(self.amendment(data, self.entry(data)))

    @precondition(lambda self: self.book.facts)
    @rule(data=st.data(), count=st.integers(2, 3))
    def amend_together(self, data: st.DataObject, count: int) -> None:
        entries = [self.entry(data) for _ in range(count)]
        if len({fact.id for fact in entries}) == count:
            self.say(*(self.amendment(data, fact) for fact in entries), together=True)

    @precondition(lambda self: len(self.book.picture.stays) > 1)
    @rule(data=st.data(), on=days)
    def move_a_handover(self, data: st.DataObject, on: str) -> None:
        """Both halves of a handover are moved to another day, in one batch."""
        halves = [
            (gone, come)
            for gone in self.book.facts
            for come in self.book.facts
            if gone.kind == "RepresentativeStoodDown"
            and come.kind == "RepresentativeAppointed"
            and gone.data["constituency"] == come.data["constituency"]
            and gone.data["effective"] == come.data["effective"]
        ]
        if halves:
            both = data.draw(st.sampled_from(halves))
            moved = {"changes": {"effective": on}, "reason": "Fel", "effective": RIGHTED}
            self.say(*(self.line("CorrectEntry", entry=half.id, **moved) for half in both), together=True)

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def say_again(self, data: st.DataObject) -> None:
        """The very same words: nothing new, unless something was said in between that makes it so."""
        self.say(data.draw(st.sampled_from(self.said)))

    # asking both

    @rule(on=days)
    def ask(self, on: str) -> None:
        """The live answer; what was recorded since the last one is caught up with in one go."""
        self.samverk.projector.catch_up()
        self.compare(Answers(self.samverk, self.network), date.fromisoformat(on), None)

    def compare(self, answers: Answers, on: date, position: int | None) -> None:
        picture = self.book.picture if position is None else self.book.as_known(position)
        known_at = None if position is None else str(position)
        for question in ("members", "offices", "mandates"):
            expected = getattr(picture, question)(on)
            said = getattr(answers, question)(on, known_at)
            assert said == expected, (question, on, position, said, expected)

    def teardown(self) -> None:
        """Compares every position with every day on which some position may make a difference.

        Between two such days nothing begins or ends at any position, so an answer is the same on all of
        them: the first, the one before it and the one after it speak for all.
        """
        if not hasattr(self, "founded"):
            return
        self.samverk.projector.catch_up()
        answers = Answers.of_many_days(self.samverk, self.network)
        positions = [self.founded, *(fact.position for fact in self.book.facts)]
        named = {day for position in positions for day in self.book.as_known(position).calendar}
        window = sorted({day + timedelta(days=near) for day in named for near in (-1, 0, 1)})
        for position in positions:
            for on in window:
                self.compare(answers, on, position)
        self._compare_instants()

    def _compare_instants(self) -> None:
        """An instant is the last position recorded by then."""
        for position, instant in self.instants.items():
            last = max(at for at, recorded in self.instants.items() if recorded <= instant)
            said = ask(self.samverk.book, "members", self.network, FOUNDED, instant.isoformat())
            assert said["position"] == last, (position, instant)
