"""The defined answers of docs/time.md, one by one."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from application.moments import Unanswerable
from tests.asking import ask
from tests.register.telling import accepted, at, found, line, tell

if TYPE_CHECKING:
    from adapters.bootstrap import Samverk

day = date.fromisoformat
COMES = line("AppointRepresentative", person="bo", constituency="re", effective="2020-06-01")
LEAVES = line(
    "StandDownRepresentative", person="anna", constituency="re", reason="Flyttar", effective="2020-06-01"
)


def come(samverk: Samverk, person: str, on: str, **fields: Any) -> dict[str, Any]:
    """Seats somebody for Re; the entry that made it so."""
    fields = {"person": person, "constituency": "re", "effective": on, **fields}
    ((entry,),) = accepted(samverk, line("AppointRepresentative", **fields))
    return entry


def corrected(entry: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A correction of an entry."""
    return line("CorrectEntry", entry=entry["id"], changes=changes, reason="Skrivfel", effective="2020-12-01")


def annulled(entry: dict[str, Any]) -> dict[str, Any]:
    return line("AnnulEntry", entry=entry["id"], reason="Aldrig hänt", effective="2020-12-01")


def sits(samverk: Samverk, on: str, known_at: int | str | None = None) -> list[str]:
    """Who sits for Re on a day."""
    samverk.projector.catch_up()
    said = ask(samverk.book, "members", "small", day(on), None if known_at is None else str(known_at))
    return [row["person"] for row in said["members"] if row["constituency"] == "re"]


def terms(samverk: Samverk, on: str) -> list[tuple[str, str, str]]:
    """The chairs: who, from when, and how it stands on a day."""
    samverk.projector.catch_up()
    said = ask(samverk.book, "chairs", "small", day(on))["terms"]
    return [(row["person"], row["from"].isoformat(), row["status"]) for row in said]


@pytest.fixture
def small(samverk: Samverk) -> Samverk:
    """A register with the small network, in which Anna sits for Re since January, at position 6."""
    found(samverk)
    come(samverk, "anna", "2020-01-10")
    return samverk


# handovers


@pytest.mark.parametrize("halves", [(LEAVES, COMES), (COMES, LEAVES)])
def test_on_the_day_of_a_handover_who_came_sits_and_who_left_does_not(
    small: Samverk, halves: tuple[dict[str, Any], ...]
) -> None:
    """In a batch the halves come in either order."""
    accepted(small, *halves, atomic=True)
    assert [sits(small, on) for on in ("2020-05-31", "2020-06-01", "2020-06-02")] == [
        ["anna"],
        ["bo"],
        ["bo"],
    ]


def test_by_themselves_the_halves_of_a_handover_come_with_the_leaving_first(small: Samverk) -> None:
    coming, leaving = tell(small, COMES, LEAVES)
    assert (coming["refusal"]["rule"], leaving["ok"]) == ("OneHolderPerSeat", True)
    accepted(small, COMES)
    assert sits(small, "2020-06-01") == ["bo"]


def test_an_end_given_beforehand_is_the_first_day_not_held(samverk: Samverk) -> None:
    found(samverk)
    come(samverk, "anna", "2020-01-10", until="2020-02-01")
    come(samverk, "bo", "2020-02-01")
    assert [sits(samverk, on) for on in ("2020-01-09", "2020-01-10", "2020-01-31", "2020-02-01")] == [
        [],
        ["anna"],
        ["anna"],
        ["bo"],
    ]


# late and early


def test_a_back_dated_entry_is_in_every_answer_but_those_of_earlier_positions(small: Samverk) -> None:
    at(small, "2021-09-01T08:00:00+00:00")
    accepted(small, LEAVES, COMES)
    assert sits(small, "2020-07-01") == ["bo"]
    assert sits(small, "2020-07-01", 7) == []
    assert sits(small, "2020-07-01", 6) == ["anna"]
    assert sits(small, "2020-07-01", "2021-08-31") == ["anna"]


def test_a_future_dated_entry_is_known_at_once_and_holds_from_its_day(small: Samverk) -> None:
    """The clock stands at 1 March 2021."""
    accepted(small, {**LEAVES, "effective": "2021-05-01"}, {**COMES, "effective": "2021-05-01"})
    small.projector.catch_up()
    assert [row["person"] for row in ask(small.book, "members", "small")["members"]] == ["anna"]
    assert [sits(small, on) for on in ("2021-03-01", "2021-04-30", "2021-05-01")] == [
        ["anna"],
        ["anna"],
        ["bo"],
    ]
    (refused,) = tell(
        small, line("AppointRepresentative", person="cato", constituency="re", effective="2021-06-01")
    )
    assert refused["refusal"]["rule"] == "OneHolderPerSeat"


def test_a_term_to_come_is_coming_until_its_day(small: Samverk) -> None:
    accepted(small, line("ElectChair", person="anna", effective="2021-06-01"))
    assert terms(small, "2021-05-31") == [("anna", "2021-06-01", "coming")]
    assert terms(small, "2021-06-01") == [("anna", "2021-06-01", "running")]


def test_a_day_to_come_is_answered_with_what_is_known(small: Samverk) -> None:
    accepted(small, line("ElectChair", person="anna", effective="2021-02-01"))
    assert terms(small, "2022-01-31") == [("anna", "2021-02-01", "running")]
    assert terms(small, "2022-02-01") == [("anna", "2021-02-01", "ended")]
    assert sits(small, "2099-01-01") == ["anna"]


# one day


def test_changes_of_one_day_follow_each_other_in_the_order_they_were_entered(small: Samverk) -> None:
    accepted(small, line("ElectChair", person="bo", effective="2020-03-01"))
    accepted(small, line("ElectChair", person="cato", replaces="bo", effective="2020-03-01"))
    accepted(small, line("ElectChair", person="dag", replaces="cato", effective="2020-03-01"))
    assert terms(small, "2020-03-01") == [("dag", "2020-03-01", "running")]


def test_a_corrected_entry_keeps_its_place_among_those_of_its_day(small: Samverk) -> None:
    ((first,),) = accepted(small, line("ElectChair", person="bo", effective="2020-03-01"))
    accepted(small, line("ElectChair", person="cato", replaces="bo", effective="2020-03-05"))
    accepted(small, corrected(first, effective="2020-03-05", until="2021-03-05"))
    assert terms(small, "2020-03-05") == [("cato", "2020-03-05", "running")]


def test_who_leaves_and_comes_back_on_one_day_is_not_missed_on_it(small: Samverk) -> None:
    accepted(small, LEAVES, {**COMES, "person": "anna"})
    assert [sits(small, on) for on in ("2020-05-31", "2020-06-01")] == [["anna"], ["anna"]]


# corrections


def test_a_correction_of_a_correction_says_what_the_first_one_should_have(small: Samverk) -> None:
    ((leaving,),) = accepted(small, LEAVES)
    ((correction,),) = accepted(small, corrected(leaving, effective="2020-07-01"))
    accepted(small, corrected(correction, changes={"effective": "2020-08-01"}))
    assert [sits(small, "2020-07-15"), sits(small, "2020-07-15", 8), sits(small, "2020-06-15", 7)] == [
        ["anna"],
        [],
        [],
    ]


def test_of_several_corrections_of_an_entry_the_last_entered_holds_field_by_field(small: Samverk) -> None:
    entry = come(small, "bo", "2021-01-01", constituency="hof")
    accepted(small, corrected(entry, effective="2021-02-01"), corrected(entry, until="2021-03-01"))
    small.projector.catch_up()
    (row,) = (
        row
        for row in ask(small.book, "members", "small", day("2021-02-15"))["members"]
        if row["constituency"] == "hof"
    )
    assert (row["from"], row["until"]) == (day("2021-02-01"), day("2021-03-01"))


def test_a_correction_that_brings_an_earlier_value_back_is_recorded_in_the_same_words_too(
    small: Samverk,
) -> None:
    ((leaving,),) = accepted(small, LEAVES)
    july, august = corrected(leaving, effective="2020-07-01"), corrected(leaving, effective="2020-08-01")
    accepted(small, july, august)
    assert sits(small, "2020-07-15") == ["anna"]
    ((again,),) = accepted(small, july)
    assert again["type"] == "EntryCorrected"
    assert sits(small, "2020-07-15") == []
    assert accepted(small, july) == [[]]


def test_an_annulled_entry_is_in_the_answers_before_its_annulment_alone(small: Samverk) -> None:
    ((leaving,),) = accepted(small, LEAVES)
    ((annulment,),) = accepted(small, annulled(leaving))
    accepted(small, annulled(annulment))
    assert [sits(small, "2020-07-01", position) for position in (6, 7, 8, 9)] == [
        ["anna"],
        [],
        ["anna"],
        [],
    ]


def test_a_correction_that_makes_a_later_entry_impossible_is_refused_and_names_it(small: Samverk) -> None:
    (leaving,), (coming,) = accepted(small, LEAVES, COMES)
    for alone in (corrected(leaving, effective="2020-07-01"), annulled(leaving)):
        (refused,) = tell(small, alone)
        assert (refused["refusal"]["rule"], refused["refusal"]["entry"]) == ("OneHolderPerSeat", coming["id"])
    assert small.log.head()[0] == coming["position"]
    assert sits(small, "2020-06-01") == ["bo"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_batch_that_corrects_both_halves_is_judged_after_the_last(small: Samverk, *, turned: bool) -> None:
    (leaving,), (coming,) = accepted(small, LEAVES, COMES)
    halves = [corrected(leaving, effective="2020-07-01"), corrected(coming, effective="2020-07-01")]
    accepted(small, *(reversed(halves) if turned else halves), atomic=True)
    assert [sits(small, on) for on in ("2020-06-30", "2020-07-01")] == [["anna"], ["bo"]]


def test_a_position_can_fall_into_a_batch_and_an_instant_cannot(small: Samverk) -> None:
    (leaving,), (coming,) = accepted(small, LEAVES, COMES)
    at(small, "2021-04-01T08:00:00+00:00")
    accepted(
        small,
        corrected(leaving, effective="2020-07-01"),
        corrected(coming, effective="2020-07-01"),
        atomic=True,
    )
    assert sits(small, "2020-06-15", 9) == ["anna", "bo"]
    assert sits(small, "2020-06-15", "2021-04-01T08:00:00Z") == ["anna"]
    assert sits(small, "2020-06-15", "2021-04-01T07:59:59Z") == ["bo"]


# pinned


def test_a_question_pinned_to_a_position_gives_the_same_bytes_whatever_comes_later(small: Samverk) -> None:
    (leaving,), (coming,) = accepted(small, LEAVES, COMES)

    def answers() -> list[str]:
        small.projector.catch_up()
        return [
            json.dumps(ask(small.book, question, "small", day(on), "8"), default=str, sort_keys=True)
            for question in ("members", "chairs", "mandates")
            for on in ("2020-05-31", "2020-06-01", "2021-06-01")
        ]

    before = answers()
    at(small, "2025-01-01T08:00:00+00:00")
    accepted(
        small,
        annulled(leaving),
        corrected(coming, effective="2021-08-01"),
        line("StandDownRepresentative", person="anna", constituency="re", reason="B", effective="2021-08-01"),
        atomic=True,
    )
    accepted(small, line("ElectChair", person="bo", effective="2020-02-01"))
    assert sits(small, "2020-07-01") == ["anna"]
    assert answers() == before


def test_a_position_the_log_has_not_reached_is_no_answer(small: Samverk) -> None:
    small.projector.catch_up()
    with pytest.raises(Unanswerable, match=r"The log ends at position 6; 7 is not recorded yet\."):
        sits(small, "2020-06-01", 7)
