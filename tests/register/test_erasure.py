"""Erasure: what was personal is gone from every answer and every byte, and the log is as whole as before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import inspect

from adapters.log.tree import verify
from adapters.wire.json import as_json
from tests.asking import ask
from tests.register.telling import accepted, found, line, person, tell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from adapters.bootstrap import Samverk

PERSONAL = ("Åsa Ödegaard-Ljungqvist", "asa.odegaard@example.org", "000-417 263", "Mellerudsbyns kommun")
REQUEST = person("RequestErasure", "asa", decision="Beslut 7", reason="Begäran", actor="keeper")
CONFIRM = person("ConfirmErasure", "asa", decision="Beslut 7", reason="Begäran", actor="official")


@pytest.fixture
def known(samverk: Samverk) -> Samverk:
    """A register that knows Åsa, who sits in a network, chairs it, came to a meeting, changed details."""
    found(samverk)
    name, email, phone, employer = PERSONAL
    accepted(
        samverk,
        person("RegisterPerson", "asa", name=name, email=email, employer=employer),
        person("ChangeContactDetails", "asa", phone=phone, reported_by="asa"),
        line("AppointRepresentative", person="asa", constituency="re", effective="2020-02-01"),
        line("AppointDeputy", person="asa", constituency="hof", effective="2020-02-01"),
        line("ElectChair", person="asa", effective="2020-02-01"),
        line("InviteObserver", person="asa", effective="2020-02-01"),
        line(
            "HoldMeeting",
            meeting="m1",
            on="2020-03-01",
            attendance=[{"person": "asa", "capacity": "member", "constituency": "re"}],
        ),
    )
    samverk.projector.catch_up()
    return samverk


def answers(samverk: Samverk) -> list[Any]:
    """Every answer that may show a person."""
    samverk.projector.catch_up()
    book = samverk.book
    about = ("members", "chairs", "mandates", "meetings", "matters", "show")
    return [
        *(ask(book, question, "small") for question in about),
        ask(book, "networks"),
        ask(book, "person", "asa"),
        ask(book, "entries"),
        ask(book, "changes", "small", 0, samverk.log.head()[0]),
    ]


def stored(samverk: Samverk) -> bytes:
    """Every cell of every table of the database, end to end."""
    cells = []
    with samverk.engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'):
                cells += [cell if isinstance(cell, bytes) else str(cell).encode() for cell in row]
    return b"\n".join(cells)


def bytes_of(samverk: Samverk, keys: Path) -> bytes:
    """All that is kept of a register: the cells of its tables, its files, its journals, its key store."""
    files = sorted(path for path in keys.parent.rglob("*") if path.is_file())
    assert keys in files
    return b"\n".join([stored(samverk), *(path.read_bytes() for path in files)])


def left_in(data: bytes) -> list[str]:
    """Which of the personal details stand in some bytes, as text or as JSON may write it."""
    escaped = {text: text.encode("unicode_escape") for text in PERSONAL}
    return [
        text
        for text in PERSONAL
        if text.encode() in data
        or escaped[text].replace(b"\\xc5", b"\\u00c5").replace(b"\\xd6", b"\\u00d6") in data
        or text.encode("utf-16-le") in data
    ]


def root(samverk: Samverk, upto: int) -> tuple[bool, int, str | None]:
    """Whether the first entries of the log are whole, how many there are, and the hash over them."""
    last = [entry.recorded for entry in samverk.recorder.entries(upto=upto)][-1]
    found = verify(samverk.recorder.entries(upto=upto), lambda: (upto, last))
    return found.ok, found.entries, found.root


def test_erasing_takes_one_who_asks_and_another_who_confirms(known: Samverk) -> None:
    assert tell(known, CONFIRM)[0]["refusal"]["rule"] == "ErasureTakesTwo"
    accepted(known, REQUEST)
    assert tell(known, {**CONFIRM, "actor": "keeper"})[0]["refusal"]["rule"] == "ErasureTakesTwo"
    assert ask(known.book, "person", "asa")["name"] == PERSONAL[0]
    accepted(known, CONFIRM)
    assert ask(known.book, "person", "asa")["name"] is None


def test_after_erasure_every_answer_shows_the_key_and_no_name(
    known: Samverk, instance: Callable[[], Samverk]
) -> None:
    pinned = str(known.projector.catch_up())
    assert PERSONAL[0].encode() in as_json(answers(known))
    assert ask(known.book, "members", "small", known_at=pinned)["members"][0]["name"] == PERSONAL[0]
    accepted(known, REQUEST, CONFIRM)
    for samverk in (known, instance()):
        said = answers(samverk)
        assert left_in(as_json(said)) == []
        members, chairs, person_, entries = said[0], said[1], said[7], said[8]
        shown = [*members["members"], *members["deputies"], *members["observers"], *chairs["terms"], person_]
        assert [(row["person"], row["name"]) for row in shown] == [("asa", None)] * 5
        assert len(person_["holdings"]) == 4
        assert [row["type"] for row in entries["entries"] if row["stream"] == "people/asa"] == [
            "PersonRegistered",
            "ContactDetailsChanged",
            "ErasureRequested",
            "PersonErased",
        ]
        before = ask(samverk.book, "members", "small", known_at=pinned)["members"][0]
        assert (before["person"], before["name"]) == ("asa", None)
    accepted(known, line("StandDownRepresentative", person="asa", constituency="re", reason="Slutat"))


def test_after_erasure_no_byte_of_what_was_personal_is_kept(known: Samverk, keys: Path) -> None:
    accepted(known, REQUEST, CONFIRM)
    known.projector.rebuild()
    assert left_in(bytes_of(known, keys)) == []


def test_the_scan_finds_what_somebody_wrote_where_it_does_not_belong(known: Samverk, keys: Path) -> None:
    """The control of the test before: a name in a reason, which nothing encrypts."""
    accepted(known, {**REQUEST, "reason": f"Begärt av {PERSONAL[0]}"}, CONFIRM)
    assert left_in(bytes_of(known, keys)) == [PERSONAL[0]]
    assert left_in(
        as_json(PERSONAL).replace("Å".encode(), rb"\u00c5").replace("Ö".encode(), rb"\u00d6")
    ) == list(PERSONAL)


def test_even_before_erasure_the_tables_hold_no_personal_detail(known: Samverk) -> None:
    assert left_in(stored(known)) == []


def test_destroying_the_key_changes_neither_a_position_nor_the_root(
    known: Samverk, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(known, REQUEST)
    head = known.log.head()[0]
    before = root(known, head)
    assert before[:2] == (True, head)
    (events,) = accepted(known, CONFIRM)
    assert [(event["type"], event["position"]) for event in events] == [("PersonErased", head + 1)]
    assert root(known, head) == before
    assert root(known, head + 1)[:2] == (True, head + 1)


@pytest.mark.parametrize("id_", [None, "erasure-7"])
def test_confirming_again_completes_a_destruction_that_a_crash_interrupted(
    known: Samverk,
    instance: Callable[[], Samverk],
    keys: Path,
    monkeypatch: pytest.MonkeyPatch,
    id_: str | None,
) -> None:
    """Also when the very same line comes again, as from a client that was never answered."""
    accepted(known, REQUEST)

    def crash(person: str) -> None:
        raise KeyboardInterrupt

    confirm = {**CONFIRM, "id": id_}
    monkeypatch.setattr(known.log, "destroy_key", crash)
    with pytest.raises(KeyboardInterrupt):
        tell(known, confirm)
    again = instance()
    again.projector.catch_up()
    registered = next(again.log.of_stream("people/asa", again.log.head()[0]))
    assert registered.event.name == PERSONAL[0]
    assert ask(again.book, "person", "asa", known_at=str(again.log.head()[0] - 1))["name"] == PERSONAL[0]
    head = again.log.head()[0]
    (result,) = tell(again, confirm)
    assert result["ok"]
    assert [event["position"] for event in result["events"]] == ([] if id_ is None else [head])
    assert again.log.head()[0] == head
    assert [entry.event is None for entry in again.log.of_stream("people/asa", head)] == [
        True,
        True,
        False,
        False,
    ]


def test_an_erased_person_is_erased_for_good(known: Samverk) -> None:
    accepted(known, REQUEST, CONFIRM)
    results = tell(
        known,
        person("RegisterPerson", "asa", name=PERSONAL[0]),
        person("ChangeContactDetails", "asa", email=PERSONAL[1]),
    )
    assert {result["refusal"]["rule"] for result in results} == {"PersonIsErased"}
    assert all(left_in(as_json(result)) == [] for result in results)
