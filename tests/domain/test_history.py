"""The engine under every chapter: order of folding, judging, taking back."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.amendments import Amendment
from domain.chapter import Kind
from domain.chapters import mandates, offices, seats
from domain.history import History
from domain.network import JUDGES, Network
from domain.refusals import KeyNamesOneThing, Refusal
from domain.time import is_before
from tests.domain import story
from tests.domain.commands import (
    admit,
    annul,
    appoint,
    approve,
    correct,
    decide,
    deputise,
    dissolve,
    elect,
    extend,
    propose,
    stand_down,
    step_down,
    substitute,
    succeed,
    withdraw,
)
from tests.domain.networks import SEATS, TERM, plo, silent
from tests.domain.story import answer, answers, day
from tests.domain.test_meetings import cancel, hold, invite, item, move, publish, schedule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapter import Fact, SubjectOf
    from domain.chapters.structure import NetworkFounded
    from tests.domain.story import Command

BY_NAME = {kind.name: kind for kind in JUDGES}

# a toy chapter


@dataclass(frozen=True, slots=True)
class Noted:
    effective: date
    word: str


@dataclass(slots=True)
class Words:
    said: list[str] = field(default_factory=list)

    def evolve(self, fact: Fact) -> None:
        self.said.append(fact.event.word)


BY_DAY = Kind("by day", Words, by_day=True, hangs_on_frame=False)
BY_ENTRY = Kind("by entry", Words, by_day=False, hangs_on_frame=False)


def at_most_two(history: History, subject: SubjectOf[Words]) -> Iterator[Refusal]:
    said = history.timeline(subject).said
    if len(said) > 2:
        yield KeyNamesOneThing(
            f"{len(said)} words", entries=tuple(fact.id for fact in history.facts(subject))
        )


def toy() -> History:
    judges = {BY_DAY: at_most_two, BY_ENTRY: at_most_two}
    return History(judges, {Noted: lambda history, event: (BY_DAY(), BY_ENTRY())})


def test_facts_fold_by_the_day_they_took_effect_or_by_the_order_they_were_entered() -> None:
    history = toy()
    for at, (on, word) in enumerate([("2012-02-01", "b"), ("2012-01-01", "a")]):
        history.admit([(f"e{at}", Noted(day(on), word))])
    assert history.timeline(BY_DAY()).said == ["a", "b"]
    assert history.timeline(BY_ENTRY()).said == ["b", "a"]
    assert [fact.id for fact in history.facts(BY_DAY())] == ["e1", "e0"]


def test_facts_of_one_day_fold_in_the_order_they_were_entered() -> None:
    history = toy()
    history.admit([("e0", Noted(day("2012-01-01"), "b")), ("e1", Noted(day("2012-01-01"), "a"))])
    assert history.timeline(BY_DAY()).said == ["b", "a"]


def test_a_subject_nothing_is_recorded_of_has_an_empty_timeline() -> None:
    assert toy().timeline(BY_DAY()) == Words()
    assert toy().facts(BY_DAY()) == ()


def test_a_breach_takes_the_whole_batch_back() -> None:
    history = toy()
    history.admit([("e0", Noted(day("2012-01-01"), "a"))])
    with pytest.raises(KeyNamesOneThing, match="3 words") as caught:
        history.admit([("e1", Noted(day("2012-01-02"), "b")), ("e2", Noted(day("2012-01-03"), "c"))])
    assert caught.value.entry == "e0"
    assert (history.version, list(history.entries)) == (1, ["e0"])
    assert history.timeline(BY_DAY()).said == ["a"]


def test_a_breach_that_was_there_before_refuses_nothing_and_a_new_one_does() -> None:
    history = toy()
    for at in range(3):
        history.apply(f"e{at}", Noted(day("2012-01-01"), "a"))
    history.settle(0, {BY_DAY()})
    assert history.version == 3
    with pytest.raises(KeyNamesOneThing, match="4 words"):
        history.admit([("e3", Noted(day("2012-01-01"), "a"))])
    assert history.version == 3


def test_an_entry_beside_an_old_breach_is_taken_in_again_after_the_comparison() -> None:
    network = Network("networks/12k-plo")
    network.apply("e1", plo())
    for at, person in enumerate(("siv", "odd"), start=2):
        event = seats.RepresentativeAppointed(
            day("2012-02-01"), person, "hof", "representative", None, None, None
        )
        network.apply(f"e{at}", event)
    story.when(network, appoint("tore", "horten", "2012-02-01"), deputise("gry", "hof", "2012-02-01"))
    gone = seats.RepresentativeStoodDown(day("2012-03-01"), "odd", "hof", "representative", "-")
    touched = network.admit([("e6", gone)])
    assert ("seat", "representative", "hof") in touched
    assert story.holders(network, "hof", "2012-03-01") == ["siv"]
    assert list(network.entries) == ["e1", "e2", "e3", "e4", "e5", "e6"]


def test_the_same_fact_stands_on_its_own_day_only() -> None:
    history = toy()
    history.admit([("e0", Noted(day("2012-01-01"), "a")), ("e1", Noted(day("2012-01-03"), "b"))])
    asked = [Noted(day(on), "a") for on in ("2012-01-01", "2012-01-02", "2012-01-03", "2012-01-04")]
    assert [history.stands(event) for event in asked] == [True, False, False, False]


def test_a_history_of_its_own_binds_no_subjects() -> None:
    history = toy()
    assert history.admit([("e0", Noted(day("2012-01-01"), "a"))]) == {("by day",), ("by entry",)}
    assert not history.reroutes(Noted(day("2012-01-01"), "a"))


def test_subjects_are_listed_by_chapter() -> None:
    network = story.given(plo(), appoint("siv", "horten", "2012-02-01"), elect("siv", "2012-03-09"))
    assert network.subjects(seats.SEAT) == [("seat", "representative", "horten")]
    assert network.subjects(offices.OFFICE) == [("office", "chair")]


# random histories

FIRST = date(2012, 1, 1)
SPAN = 60
"""Days the stories move in."""

days = st.integers(0, SPAN - 1).map(lambda at: str(FIRST + timedelta(days=at)))
ends = st.none() | st.integers(1, SPAN).map(lambda at: str(FIRST + timedelta(days=at)))
people = st.sampled_from(["siv", "odd", "tore", "gry"])
places = st.sampled_from(["horten", "hof", "re", "andebu"])
entries = st.integers(1, 12).map(lambda at: f"e{at}")
somebody = st.none() | people
about_seats = st.one_of(
    st.builds(appoint, people, places, days, ends),
    st.builds(appoint, people, places, days, ends),
    st.builds(stand_down, people, places, days),
    st.builds(deputise, people, places, days, ends),
    st.builds(substitute, people, people, st.sampled_from(["acting", "personal"]), days),
)
about_offices = st.one_of(
    st.builds(elect, people, days, ends, somebody),
    st.builds(elect, people, days, ends, somebody),
    st.builds(step_down, people, days),
    st.builds(extend, people, days, days),
)
about_the_frame = st.one_of(
    st.builds(admit, places, days),
    st.builds(withdraw, places, days),
    st.builds(succeed, places, places, days),
    st.builds(succeed, places, st.sampled_from(["alby", "norra"]), days),
    st.builds(dissolve, days),
)
revisions = st.sampled_from(["r1", "r2"])
rules = st.sampled_from([{}, {"seats": None}, {"seats": SEATS}, {"term": TERM}])
about_the_mandate = st.one_of(
    st.builds(propose, revisions, days, days, rules),
    st.builds(decide, revisions, days, rules),
    st.builds(approve, revisions, st.sampled_from(["radmannsgruppen", "styret"]), days),
)
about_meetings = st.one_of(
    st.builds(schedule, days),
    st.builds(move, days),
    st.builds(cancel, days),
    st.builds(hold, days),
    st.builds(publish, days),
    st.builds(item, st.sampled_from("12")),
    st.builds(invite, people, st.sampled_from("12"), people, days),
)
repairs = st.one_of(
    st.builds(annul, entries),
    st.builds(lambda entry, on: correct(entry, effective=on), entries, days),
    st.builds(lambda entry, person: correct(entry, person=person), entries, people),
    st.builds(lambda entry, until: correct(entry, until=until), entries, ends),
    st.builds(lambda entry, key: correct(entry, constituency=key), entries, places),
)
commands = st.one_of(
    about_seats,
    about_seats,
    about_offices,
    about_the_frame,
    about_the_mandate,
    about_meetings,
    repairs,
    repairs,
)
foundings = st.sampled_from([plo(sunset=None), silent(rules=(SEATS, TERM)), silent()])
stories = st.lists(commands, min_size=8, max_size=24)
PRELUDE = (appoint("siv", "horten", "2012-01-01"), elect("siv", "2012-01-02"), schedule("2012-01-20"))
"""What every story begins with, so that there is something to change."""
moderate = settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def told(founding: NetworkFounded, commands: list[Command]) -> Network:
    """The network after the commands that were not refused."""
    network = story.given(founding, *PRELUDE)
    for command in commands:
        try:
            story.when(network, command)
        except Refusal:
            continue
    return network


def folded_anew(network: Network) -> Network:
    fresh = Network(network.id)
    for entry, fact in network.entries.items():
        fresh.apply(entry, fact.event)
    return fresh


@given(foundings, stories)
@moderate
def test_a_refused_command_changes_nothing_and_an_accepted_one_can_be_taken_back(
    founding: NetworkFounded, commands: list[Command]
) -> None:
    network = story.given(founding, *PRELUDE)
    for command in commands:
        before = answers(network)
        try:
            made = story.when(network, command)
        except Refusal:
            assert answers(network) == before
            continue
        after = answers(network)
        taken = [(id_, network.entries[id_].event) for id_ in made]
        for _ in taken:
            network.retract()
        assert answers(network) == before
        for id_, event in taken:
            network.apply(id_, event)
        assert answers(network) == after


@given(foundings, stories)
@moderate
def test_folding_as_entries_come_equals_folding_them_anew(
    founding: NetworkFounded, commands: list[Command]
) -> None:
    network = told(founding, commands)
    assert answers(folded_anew(network)) == answers(network)
    everything = {*network.timelines, *seats.expected_seats(network)}
    assert network.judge(everything) == []


@given(foundings, stories)
@moderate
def test_every_subject_whose_answer_changes_is_touched(
    founding: NetworkFounded, commands: list[Command]
) -> None:
    network = story.given(founding, *PRELUDE)
    for command in commands:
        try:
            events = [event for event in command(network) if not network.stands(event)]
            before = answers(network)
            touched = network.admit(
                [(f"e{network.version + at}", event) for at, event in enumerate(events, 1)]
            )
        except Refusal:
            continue
        after = answers(network)
        changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        assert {key for key in changed if isinstance(key, tuple)} <= touched


@given(foundings, stories)
@moderate
def test_no_day_is_lost_and_nobody_counts_twice(founding: NetworkFounded, commands: list[Command]) -> None:
    """Every day of an expected seat is somebody's or vacant; a single seat and the chair have one holder."""
    network = told(founding, commands)
    frame = network.structure
    for subject in {*network.subjects(seats.SEAT), *seats.expected_seats(network)}:
        held, empty = seats.holdings(network, subject), seats.vacancies(network, subject)
        for at in range(SPAN):
            on = FIRST + timedelta(days=at)
            for key in frame.constituencies:
                if frame.lineage(key) != subject[2]:
                    continue
                present = [one.person for one in held if one.constituency == key and covers(one, on)]
                vacant = [key for other, period in empty if other == key and period.holds(on)]
                rule = network.mandate_on(on).rules.seats.get(subject[1])
                belongs = frame.member(key, on) is not None and not after(on, frame.dissolved)
                expected = rule is not None and rule.expected and belongs and on >= frame.founded
                assert len(vacant) == (1 if expected and not present else 0)
                assert len(set(present)) == len(present)
                assert belongs or not present
                if rule is not None and founding.rules and len(mandates.versions(network)) == 1:
                    assert len(present) <= 1
    chairs = offices.terms(network, offices.OFFICE("chair"))
    assert all(not covers(other, term.start) for term in chairs for other in chairs if other is not term)


def after(on: date, end: date | None) -> bool:
    return not is_before(on, end)


def covers(held: Any, on: date) -> bool:
    return bool(held.start <= on and is_before(on, held.until))


@given(foundings, stories, st.randoms(use_true_random=False))
@moderate
def test_the_order_in_which_facts_are_entered_does_not_matter_unless_they_share_a_day(
    founding: NetworkFounded, commands: list[Command], chance: random.Random
) -> None:
    """Facts that fold by day may be entered in any order; the frame, mandate and corrections keep theirs."""
    network = told(founding, commands)
    standing = [fact for id_ in network.entries if (fact := network.standing(id_)) is not None]
    by_day = [
        fact for fact in standing if not isinstance(fact.event, Amendment) and folds_by_day(network, fact)
    ]
    if len({fact.effective for fact in by_day}) < len(by_day):
        return
    shuffled = Network(network.id)
    rest = [fact for fact in standing if fact not in by_day and not isinstance(fact.event, Amendment)]
    order = [rest[0], *merged(by_day, rest[1:], chance)]
    for fact in order:
        shuffled.apply(fact.id, fact.event)
    everything = {*network.timelines, *seats.expected_seats(network)}
    shuffled.settle(len(order), everything)
    for subject in everything:
        if BY_NAME[subject[0]].by_day or subject[0] == "mandate":
            assert comparable(answer(shuffled, subject)) == comparable(answer(network, subject))


def folds_by_day(network: Network, fact: Fact) -> bool:
    return all(BY_NAME[subject[0]].by_day for subject in network.subjects_of(fact.event))


def merged(free: list[Fact], kept: list[Fact], chance: random.Random) -> list[Fact]:
    """The free facts in any order among the kept ones, which keep theirs."""
    order = [None] * len(kept) + chance.sample(free, len(free))
    chance.shuffle(order)
    remaining = iter(kept)
    return [next(remaining) if fact is None else fact for fact in order]


def comparable(found: Any) -> Any:
    """An answer without the versions its entries had in their stream."""
    return found[0] if isinstance(found, tuple) else found
