"""Answers for any day, as known at any position: exact to the day, and once pinned the same for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters import bootstrap
from adapters.database.statements import placed
from adapters.wire.json import as_json
from application.moments import Unanswerable
from domain.chapters import offices, seats
from domain.network import Network
from domain.time import Period
from tests.asking import ask
from tests.random_histories import DAYS, FIRST, FOUNDING, Recording, recordings
from tests.register.story import tell_story
from tests.register.telling import accepted, append, at, found, line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from adapters.bootstrap import Samverk

day = date.fromisoformat


def seated(answer: dict[str, Any]) -> dict[str, str]:
    """Who holds the seat of each constituency."""
    return {row["constituency"]: row["person"] for row in answer["members"]}


# members


@pytest.mark.parametrize(
    ("on", "holders"),
    [
        ("2020-01-09", {}),
        ("2020-01-10", {"re": "anna", "hof": "bo"}),
        ("2020-06-30", {"re": "anna", "hof": "bo"}),
        ("2020-07-01", {"re": "anna"}),
        ("2020-07-31", {"re": "anna"}),
        ("2020-08-01", {"re": "anna", "hof": "dag"}),
        ("2020-08-31", {"re": "anna", "hof": "dag"}),
        ("2020-09-01", {"re": "cato", "hof": "dag"}),
        ("2030-01-01", {"re": "cato", "hof": "dag"}),
    ],
)
def test_a_seat_changes_hands_on_the_very_day(told: Samverk, on: str, holders: dict[str, str]) -> None:
    assert seated(ask(told.book, "members", "small", day(on))) == holders


def test_a_member_is_shown_with_name_days_and_basis(told: Samverk) -> None:
    answer = ask(told.book, "members", "small", day("2020-08-31"))
    assert answer["members"][1] == {
        "seat": "representative",
        "constituency": "re",
        "person": "anna",
        "name": "Anna Åsgård",
        "from": day("2020-01-10"),
        "until": day("2020-09-01"),
        "basis": "appointed",
        "function": None,
    }
    assert [(row["person"], row["from"], row["until"]) for row in answer["deputies"]] == [
        ("cato", day("2020-01-10"), day("2020-09-01"))
    ]
    assert ask(told.book, "members", "small", day("2020-09-01"))["deputies"] == []


def test_an_empty_seat_is_shown_with_the_day_it_became_so(told: Samverk) -> None:
    vacant = [
        (
            on,
            [
                (row["constituency"], str(row["since"]))
                for row in ask(told.book, "members", "small", day(on))["vacant"]
            ],
        )
        for on in ("2020-01-01", "2020-01-10", "2020-06-30", "2020-07-01", "2020-07-31", "2020-08-01")
    ]
    assert vacant == [
        ("2020-01-01", [("hof", "2020-01-01"), ("re", "2020-01-01")]),
        ("2020-01-10", []),
        ("2020-06-30", []),
        ("2020-07-01", [("hof", "2020-07-01")]),
        ("2020-07-31", [("hof", "2020-07-01")]),
        ("2020-08-01", []),
    ]


def test_a_substitute_stands_beside_the_members_and_is_none(told: Samverk) -> None:
    answer = ask(told.book, "members", "small", day("2020-11-10"))
    assert [(row["person"], row["for"], row["kind"]) for row in answer["substitutions"]] == [
        ("bo", "dag", "personal")
    ]
    assert "bo" not in seated(answer).values()
    assert ask(told.book, "members", "small", day("2020-11-09"))["substitutions"] == []


# as of a day, as known at a position


@pytest.mark.parametrize(
    ("known_at", "holder"),
    [("12", None), ("13", "dag"), ("20", "dag"), ("21", None), ("26", None), ("27", "dag"), (None, "dag")],
)
def test_a_day_is_answered_as_the_book_knew_it_at_a_position(
    told: Samverk, known_at: str | None, holder: str | None
) -> None:
    """Entered late at 13, moved to 15 August by a correction at 21, moved back by its annulment at 27."""
    answer = ask(told.book, "members", "small", day("2020-08-10"), known_at)
    assert seated(answer).get("hof") == holder
    assert [row["constituency"] for row in answer["vacant"]] == ([] if holder else ["hof"])
    after = ask(told.book, "members", "small", day("2020-08-15"), known_at)
    assert seated(after).get("hof") == (None if known_at == "12" else "dag")


@pytest.mark.parametrize(
    ("known_at", "position"),
    [
        ("0", 0),
        ("17", 17),
        ("2020-08-20T22:29:59.999999Z", 12),
        ("2020-08-20T22:30:00Z", 17),
        ("2020-08-21T00:30:00+02:00", 17),
        ("2020-08-20T22:30:00", 17),
        ("2020-08-20", 12),
        ("2020-08-21", 17),
        ("2020-01-07", 9),
        ("2020-01-06", 0),
        ("2019-12-31", 0),
        ("2025-01-01", 28),
    ],
)
def test_an_instant_is_the_last_position_by_then_and_a_day_ends_where_the_network_is(
    told: Samverk, known_at: str, position: int
) -> None:
    """The entries of 22:30 UTC on 20 August were made on the 21st in Stockholm."""
    if position == 0:
        with pytest.raises(Unanswerable, match=r"no network “small” at position 0"):
            ask(told.book, "members", "small", day("2020-08-10"), known_at)
    else:
        answer = ask(told.book, "members", "small", day("2020-08-10"), known_at)
        assert answer["position"] == position
        assert answer == ask(told.book, "members", "small", day("2020-08-10"), str(position))


def test_a_day_of_all_networks_together_ends_in_utc(told: Samverk) -> None:
    assert ask(told.book, "networks", day("2020-08-10"), "2020-08-20")["position"] == 17


def test_today_is_the_day_where_the_network_is(retold: Samverk) -> None:
    at(retold, "2021-03-01T23:30:00+00:00")
    assert ask(retold.book, "members", "small")["on"] == day("2021-03-02")
    assert ask(retold.book, "networks")["on"] == day("2021-03-02")


def asked(samverk: Samverk, position: int) -> list[bytes]:
    """Every question, for a few days, pinned to a position."""
    book, known_at = samverk.book, str(position)
    answers: list[Any] = [ask(book, "entries", known_at=known_at), ask(book, "changes", "small", 0, position)]
    for on in (day("2020-03-10"), day("2020-08-10")):
        answers += [ask(book, "networks", on, known_at)]
        about = ("members", "chairs", "mandates", "show", "meetings", "matters")
        answers += [ask(book, question, "small", on, known_at) for question in about]
        answers += [ask(book, "person", key, on, known_at) for key in ("anna", "dag")]
    return [as_json(answer) for answer in answers]


def test_an_answer_pinned_to_a_position_stays_the_same_to_the_byte(samverk: Samverk) -> None:
    pinned: dict[int, list[bytes]] = {}

    def pin() -> None:
        position = samverk.projector.catch_up()
        pinned.setdefault(position, asked(samverk, position))

    tell_story(samverk, pin)
    samverk.projector.rebuild()
    assert len(pinned) == len({tuple(answers) for answers in pinned.values()}) == 1 + 22
    for position, answers in pinned.items():
        assert asked(samverk, position) == answers


def test_an_answer_speaks_of_no_entry_that_its_rows_do_not_know_yet(
    retold: Samverk, instance: Callable[[], Samverk]
) -> None:
    """Another process records between catching up and answering: the answer names the position it knows."""
    before = ask(retold.book, "members", "small", day("2021-01-01"))
    accepted(instance(), line("InviteObserver", person="bo", effective="2021-01-01"))
    assert ask(retold.book, "members", "small", day("2021-01-01")) == before
    later = ask(retold.book, "members", "small", day("2021-01-01"), "2030-01-01T00:00:00Z")
    assert later["position"] == before["position"] == 28
    assert ask(retold.book, "entries")["position"] == 29
    with pytest.raises(Unanswerable, match="reach up to position 28 so far; 29 is later"):
        ask(retold.book, "members", "small", known_at="29")
    retold.projector.catch_up()
    assert ask(retold.book, "members", "small", day("2021-01-01"), "28") == before
    assert len(ask(retold.book, "members", "small", day("2021-01-01"))["observers"]) == 1


# offices


def test_a_term_is_coming_running_or_ended_and_says_what_ended_it(told: Samverk) -> None:
    def terms(on: str) -> list[tuple[Any, ...]]:
        answer = ask(told.book, "chairs", "small", day(on))
        return [(row["person"], row["status"], row["ended_by"], str(row["until"])) for row in answer["terms"]]

    assert terms("2020-08-31") == [
        ("anna", "running", None, "2020-09-01"),
        ("dag", "coming", None, "2021-10-01"),
    ]
    assert terms("2020-09-01")[0] == ("anna", "ended", "lost-seat", "2020-09-01")
    assert terms("2020-10-01")[1] == ("dag", "running", None, "2021-10-01")
    assert terms("2021-10-01")[1] == ("dag", "ended", "expiry", "2021-10-01")


def test_the_days_without_a_chair_are_named_up_to_the_day_asked_about(told: Samverk) -> None:
    def gaps(on: str, known_at: str | None = None) -> list[tuple[str, str]]:
        answer = ask(told.book, "chairs", "small", day(on), known_at)
        return [(str(gap["from"]), str(gap["until"])) for gap in answer["gaps"]]

    assert gaps("2020-01-10") == [("2020-01-01", "None")]
    assert gaps("2020-06-01") == [("2020-01-01", "2020-01-14")]
    assert gaps("2020-06-01", "27") == [("2020-01-01", "2020-01-15")]
    assert gaps("2020-09-01") == [("2020-01-01", "2020-01-14"), ("2020-09-01", "None")]
    assert gaps("2020-10-01") == [("2020-01-01", "2020-01-14"), ("2020-09-01", "2020-10-01")]
    assert gaps("2021-10-01")[-1] == ("2021-10-01", "None")


# mandates


def test_a_mandate_shows_every_version_and_proposal_as_it_stood_on_the_day(told: Samverk) -> None:
    def standing(on: str, known_at: str | None = None) -> list[tuple[Any, ...]]:
        answer = ask(told.book, "mandates", "small", day(on), known_at)
        return [(row["version"], row["revision"], row["status"]) for row in answer["versions"]]

    first = (1, None, "in force")
    assert standing("2019-12-31") == []
    assert standing("2020-10-04") == [first]
    assert standing("2020-10-06") == [first, (None, "r1", "proposed"), (None, "r2", "proposed")]
    assert standing("2020-11-01") == [first, (None, "r1", "approved"), (None, "r2", "rejected")]
    assert standing("2021-01-01") == [
        (1, None, "superseded"),
        (2, "r1", "in force"),
        (None, "r2", "rejected"),
    ]
    assert standing("2021-12-31")[1] == (2, "r1", "in force")
    assert standing("2022-01-01")[1] == (2, "r1", "expired")
    assert standing("2021-01-01", "20") == [first, (None, "r1", "proposed"), (None, "r2", "proposed")]


def test_a_version_says_who_proposed_and_who_approved_it_and_a_proposal_what_is_missing(
    told: Samverk,
) -> None:
    approved, rejected = ask(told.book, "mandates", "small", day("2021-01-01"))["versions"][1:]
    assert (approved["proposed_by"], approved["missing"]) == ("dag", [])
    assert approved["approvals"] == [{"body": "styrelsen", "on": day("2020-11-01"), "reference": "§ 7"}]
    assert (rejected["proposed_by"], rejected["missing"], rejected["approvals"]) == (
        "cato",
        ["styrelsen"],
        [],
    )
    (_, before, _) = ask(told.book, "mandates", "small", day("2020-10-31"))["versions"]
    assert (before["missing"], before["approvals"]) == (["styrelsen"], [])


def test_two_versions_are_compared_by_what_differs(told: Samverk) -> None:
    diff = ask(told.book, "mandates", "small", diff=(1, 2))["diff"]
    assert diff == {
        "versions": [1, 2],
        "text": ["Att mötas.", "Att mötas oftare."],
        "text_diff": [{"op": "removed", "text": "Att mötas."}, {"op": "added", "text": "Att mötas oftare."}],
        "sunset": [None, day("2021-12-31")],
        "rules": [],
        "revision": "r1",
        "in_force_from": day("2021-01-01"),
        "proposed_by": "dag",
        "approvals": [{"body": "styrelsen", "on": day("2020-11-01"), "reference": "§ 7"}],
    }
    assert ask(told.book, "mandates", "small", diff=(1, 1))["diff"]["text"] is None


# overviews


def test_a_network_is_shown_on_a_page_as_it_was_on_the_day(told: Samverk) -> None:
    before = ask(told.book, "show", "small", day("2020-03-10"))
    assert before["next_meeting"] == {"meeting": "m1", "on": day("2020-03-20"), "place": None}
    assert before["counts"] == {"members": 2, "vacant": 0, "meetings_held": 0, "entries": 24}
    assert [(row["office"], row["person"]) for row in before["offices"]] == [("chair", "anna")]
    after = ask(told.book, "show", "small", day("2020-07-15"))
    assert after["next_meeting"] is None
    assert after["counts"] == {"members": 1, "vacant": 1, "meetings_held": 1, "entries": 24}
    assert (after["mandate"]["version"], after["mandate"]["status"]) == (1, "in force")
    assert ask(told.book, "show", "small", day("2022-01-01"))["mandate"]["status"] == "expired"
    assert after["identity"]["name"] == "Lite nätverk"


def test_every_network_is_listed_with_its_mandate_and_its_seats(retold: Samverk) -> None:
    retold.register.found(replace(FOUNDING, network="annex", effective=day("2021-06-01"), name="Annex"))
    retold.projector.catch_up()
    listed = ask(retold.book, "networks", day("2020-07-15"))["networks"]
    assert [(row["network"], row["mandate_status"], row["members"], row["vacant"]) for row in listed] == [
        ("annex", None, 0, 0),
        ("small", "in force", 1, 1),
    ]
    assert [row["network"] for row in ask(retold.book, "networks", known_at="28")["networks"]] == ["small"]


def test_only_a_sandbox_says_that_it_is_one(
    retold: Samverk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(retold.book, "members", "small")["sandbox"] is True
    monkeypatch.setenv(bootstrap.KEYS, str(tmp_path / "other.keys"))
    url = f"sqlite:///{tmp_path}/real.db"
    bootstrap.create(url, sandbox=False)
    real = bootstrap.open_register(url)
    found(real)
    real.projector.catch_up()
    assert "sandbox" not in ask(real.book, "members", "small")
    real.close()


# people and entries


def test_a_person_is_shown_with_what_the_book_once_believed(told: Samverk) -> None:
    answer = ask(told.book, "person", "dag")
    holdings = [
        (row["what"], str(row["from"]), str(row["until"]), row["known_from"], row["known_to"])
        for row in answer["holdings"]
    ]
    seat = "seat representative for hof"
    assert holdings == [
        (seat, "2020-08-01", "None", 13, 21),
        ("office chair", "2020-10-01", "2021-10-01", 18, None),
        (seat, "2020-08-15", "None", 21, 27),
        (seat, "2020-08-01", "None", 27, None),
    ]
    assert [(row["meeting"], row["capacity"], row["digital"]) for row in answer["attendance"]] == [
        ("m1", "guest", True)
    ]
    at_20 = ask(told.book, "person", "dag", known_at="20")["holdings"]
    assert [(row["known_from"], row["known_to"]) for row in at_20] == [(13, None), (18, None)]


def test_an_entry_names_those_that_correct_it_and_a_correction_the_one_it_corrects(told: Samverk) -> None:
    entries = {row["position"]: row for row in ask(told.book, "entries")["entries"]}
    assert list(entries) == list(range(1, 29))
    assert entries[13]["corrected_by"] == [entries[21]["id"]]
    assert entries[21]["corrects"] == entries[13]["id"]
    assert entries[21]["corrected_by"] == [entries[27]["id"]]
    assert entries[14]["corrected_by"] == [entries[22]["id"]]
    assert (entries[9]["actor"], entries[9]["authority"]) == ("keeper", "§ 1")
    assert entries[13]["recorded"] == "2020-08-20T22:30:00.000000Z"
    assert entries[2]["data"] is None
    pinned = {row["position"]: row for row in ask(told.book, "entries", known_at="20")["entries"]}
    assert pinned[13]["corrected_by"] == []


@pytest.mark.parametrize(
    ("filters", "positions"),
    [
        ({"network": "small", "limit": 2}, [1, 6]),
        ({"network": "small", "after": 9, "limit": 2}, [10, 11]),
        ({"type": "ChairElected"}, [9, 18]),
        ({"actor": "keeper"}, [9]),
        ({"person": "bo"}, [3, 7, 11, 14, 26]),
        ({"person": "cato"}, [4, 8, 15, 17, 20]),
        ({"since": day("2020-10-01"), "until": day("2020-11-05")}, [18, 19, 20]),
        ({"network": "nowhere"}, []),
        ({"limit": 0}, []),
    ],
)
def test_entries_are_found_by_what_is_asked_of_them(
    told: Samverk, filters: dict[str, Any], positions: list[int]
) -> None:
    assert [row["position"] for row in ask(told.book, "entries", **filters)["entries"]] == positions


def test_entries_about_a_person_are_those_that_name_the_key_in_whatever_capacity(retold: Samverk) -> None:
    lines = (
        line("RaiseMatter", matter="m", title="Sak", raised_by="cato"),
        line("AssignMatter", matter="m", prepared_by="cato"),
        line("AppointNoteTakers", meeting="m1", people=["bo", "cato"]),
        line("IssueAgenda", meeting="m1", sent_on="2020-03-10", prepared_by=["cato"]),
        line("InviteObserver", person="bo", body="styrelsen"),
    )
    events = [event for (event,) in accepted(retold, *lines)]
    wrong = events[-1]["id"]
    events[-1:] = accepted(
        retold, line("CorrectEntry", entry=wrong, changes={"person": "cato"}, reason="Fel")
    )[0]
    asked_for = [row["id"] for row in ask(retold.book, "entries", person="cato", after=28)["entries"]]
    assert asked_for == [event["id"] for event in events]
    assert ask(retold.book, "entries", person="c")["entries"] == []


def test_entries_about_a_person_are_also_the_corrections_of_lists_that_name_the_key(retold: Samverk) -> None:
    events = [
        event
        for (event,) in accepted(
            retold,
            line("AppointNoteTakers", meeting="m1", people=["bo"]),
            line(
                "HoldMeeting",
                meeting="m2",
                on="2020-11-30",
                attendance=[{"person": "bo", "capacity": "member"}],
            ),
        )
    ]
    changes = (
        {"people": ["bo", "cato"]},
        {"attendance": [{"person": "cato", "capacity": "deputy"}, {"person": "bo", "capacity": "absent"}]},
    )
    corrections = [
        accepted(retold, line("CorrectEntry", entry=event["id"], changes=change, reason="Fel"))[0][0]
        for event, change in zip(events, changes, strict=True)
    ]
    corrections += accepted(
        retold,
        line(
            "CorrectEntry",
            entry=corrections[0]["id"],
            changes={"changes": {"people": ["cato"]}},
            reason="Fel",
        ),
    )[0]
    asked_for = [row["id"] for row in ask(retold.book, "entries", person="cato", after=28)["entries"]]
    assert asked_for == [event["id"] for event in corrections]


def test_entries_that_cannot_be_read_are_listed_without_what_they_say(retold: Samverk) -> None:
    with retold.engine.begin() as connection:
        spoil = placed("UPDATE event SET data = ? WHERE position IN (13, 21)", connection.dialect)
        connection.exec_driver_sql(spoil, (b"{",))
    entries = {row["position"]: row for row in ask(retold.book, "entries")["entries"]}
    assert len(entries) == 28
    assert entries[13]["data"] is entries[21]["data"] is None
    assert entries[13]["type"] == "RepresentativeAppointed"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (lambda book: ask(book, "members", "large"), "There is no network “large” at position 28;"),
        (lambda book: ask(book, "show", "large"), "There is no network “large” at position 28;"),
        (lambda book: ask(book, "person", "eva"), "Nobody is registered as “eva” at position 28."),
        (lambda book: ask(book, "person", "bo", known_at="2"), "Nobody is registered as “bo” at position 2."),
        (lambda book: ask(book, "mandates", "small", diff=(1, 3)), "“small” has no version 3; it has 1, 2."),
        (
            lambda book: ask(book, "members", "small", known_at="29"),
            "The log ends at position 28; 29 is not recorded yet.",
        ),
        (
            lambda book: ask(book, "members", "small", known_at="soon"),
            "“soon” is no position, day or instant;",
        ),
        (lambda book: ask(book, "members", "small", known_at="²"), "“²” is no position, day or instant;"),
        (lambda book: ask(book, "entries", known_at="2020-02-30"), "“2020-02-30” is no position,"),
        (
            lambda book: ask(book, "networks", known_at="9" * 5000),
            "The log ends at position 28; 999",
        ),
    ],
)
def test_a_question_about_what_is_not_there_is_answered_with_a_sentence(
    told: Samverk, question: Callable[[Any], Any], sentence: str
) -> None:
    with pytest.raises(Unanswerable) as caught:
        question(told.book)
    assert sentence in str(caught.value)
    assert str(caught.value).endswith(".")


# any day, any position, any history


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(recordings(most=20), st.data())
def test_any_day_at_any_position_is_what_a_naive_fold_says(
    many: Samverk, recording: Recording, data: st.DataObject
) -> None:
    start = many.log.head()[0]
    key = f"net-{start}"
    append(many, recording, key)
    many.projector.catch_up()
    for _ in range(4):
        position = start + data.draw(st.integers(1, len(recording.entries)))
        on = FIRST + timedelta(days=data.draw(st.integers(-40, DAYS + 40)))
        network = folded(many, key, position)
        members = ask(many.book, "members", key, on, str(position))
        assert shown(members) == naive_members(network, on)
        chairs = ask(many.book, "chairs", key, on, str(position))
        terms = [
            (row["office"], row["person"], row["from"], row["until"], row["status"])
            for row in chairs["terms"]
        ]
        assert sorted(terms, key=str) == sorted(naive_terms(network, on), key=str)
        assert days_without_chair(chairs["gaps"], on) == naive_days_without_chair(network, on)


def test_the_naive_fold_tells_one_position_from_the_next(told: Samverk) -> None:
    """The control of the test before: an answer about another position would not pass."""
    on = day("2020-08-10")
    assert shown(ask(told.book, "members", "small", on, "20")) == naive_members(folded(told, "small", 20), on)
    assert shown(ask(told.book, "members", "small", on, "20")) != naive_members(folded(told, "small", 21), on)


def folded(samverk: Samverk, key: str, position: int) -> Network:
    network = Network(f"networks/{key}")
    for entry in samverk.log.of_stream(network.id, position):
        network.apply(entry.id, entry.event)
    return network


def shown(answer: dict[str, Any]) -> dict[str, list[tuple[Any, ...]]]:
    """The answer about members as plain tuples, in no order."""
    return {
        what: sorted((tuple(row[name] for name in FIELDS[what]) for row in answer[what]), key=str)
        for what in FIELDS
    }


FIELDS = {
    "members": ("seat", "constituency", "person", "from", "until", "basis"),
    "vacant": ("seat", "constituency", "since"),
    "deputies": ("seat", "constituency", "person", "from", "until"),
    "substitutions": ("person", "for", "kind", "from", "until"),
    "observers": ("person", "from", "until"),
}
PLACES = {
    seats.SEAT: "members",
    seats.DEPUTY: "deputies",
    seats.SUBSTITUTION: "substitutions",
    seats.OBSERVER: "observers",
}


def naive_members(network: Network, on: date) -> dict[str, list[tuple[Any, ...]]]:
    """Everybody's days read off the fold, and those kept that hold the day."""
    found_rows: dict[str, list[tuple[Any, ...]]] = {what: [] for what in FIELDS}
    for place, what in PLACES.items():
        for subject in network.subjects(place):
            for holding in seats.holdings(network, subject):
                if Period(holding.start, holding.until).holds(on):
                    named = {"from": holding.start, "for": holding.holder}
                    row = (named.get(name) or getattr(holding, name) for name in FIELDS[what])
                    found_rows[what].append(tuple(row))
    for subject in {*network.subjects(seats.SEAT), *seats.expected_seats(network)}:
        for constituency, empty in seats.vacancies(network, subject):
            if empty.holds(on):
                found_rows["vacant"].append((subject[1], constituency, empty.start))
    return {what: sorted(rows, key=str) for what, rows in found_rows.items()}


def naive_terms(network: Network, on: date) -> list[tuple[Any, ...]]:
    return [
        (
            term.office,
            term.person,
            term.start,
            term.until,
            "coming" if on < term.start else "running" if term.until is None or on < term.until else "ended",
        )
        for subject in network.subjects(offices.OFFICE)
        for term in offices.terms(network, subject)
    ]


def days_without_chair(gaps: list[dict[str, Any]], on: date) -> set[date]:
    """The days of some gaps, up to the day asked about."""
    return {
        gap["from"] + timedelta(days=number)
        for gap in gaps
        for number in range(((gap["until"] or on + timedelta(days=1)) - gap["from"]).days)
    }


def naive_days_without_chair(network: Network, on: date) -> set[date]:
    """Day by day since the founding: was there a chair?"""
    founded = network.structure.founded
    every = {founded + timedelta(days=number) for number in range((on - founded).days + 1)}
    terms = offices.terms(network, offices.OFFICE("chair"))
    return {one for one in every if not any(Period(term.start, term.until).holds(one) for term in terms)}
