"""Every message of reports and findings is said in every language, with the same values in it."""

from __future__ import annotations

from dataclasses import fields
from string import Formatter
from typing import TYPE_CHECKING, get_args, get_type_hints

import pytest

from adapters.reports import terms
from adapters.reports.contents import entries
from adapters.reports.writing import CATALOGUES, Words
from adapters.wire.languages import LANGUAGES
from domain import network, rules
from domain.amendments import EntryAnnulled, EntryCorrected
from domain.chapters import (
    groups,
    matters,
    meetings,
    offices,
    seats,
)
from domain.findings import finding
from domain.obligations import outlook, topics
from tests.docs.chartered import FOUNDINGS
from tests.reports import extract
from tests.reports.examples import FIGURES, RICH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel.messages.catalog import Message

TRANSLATIONS = sorted(LANGUAGES.keys() - {"en"})

each_language = pytest.mark.parametrize("language", TRANSLATIONS)


def said(message: Message) -> list[tuple[str, str]]:
    """The forms of a message, each beside its translation."""
    ids = (message.id,) if isinstance(message.id, str) else message.id
    strings = (message.string,) if isinstance(message.string, str) else message.string
    assert strings is not None
    return list(zip(ids, strings, strict=True))


def places(text: str) -> list[str]:
    """The names of the places in a message that values fill."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def whats(rule: type) -> tuple[str, ...]:
    """The kinds of things a family of rules speaks of."""
    return get_args(get_type_hints(rule)["what"])


def messages(language: str) -> list[Message]:
    return [message for message in extract.translated(language) if message.id]


def test_there_is_a_catalogue_for_every_language_but_english() -> None:
    assert sorted(path.stem for path in CATALOGUES.glob("*.po")) == TRANSLATIONS


@each_language
def test_a_catalogue_holds_the_messages_of_the_code_and_no_others(language: str) -> None:
    """`python -m tests.reports.extract` brings it up to date."""
    assert (CATALOGUES / f"{language}.po").read_bytes() == extract.refreshed(language)


@each_language
def test_every_message_is_translated(language: str) -> None:
    lacking = [
        source
        for message in messages(language)
        for source, translation in said(message)
        if message.fuzzy or not translation.strip()
    ]
    assert lacking == []


@each_language
def test_a_translation_has_the_places_of_its_message(language: str) -> None:
    differing = [
        source
        for message in messages(language)
        for source, translation in said(message)
        if places(source) != places(translation)
    ]
    assert differing == []


@each_language
def test_no_translation_keeps_english_quotation_marks_or_loses_a_full_stop(language: str) -> None:
    marks = {"sv": "“", "nb": "“”"}[language]
    wrong = [
        translation
        for message in messages(language)
        for source, translation in said(message)
        if set(marks) & set(translation) or (source.endswith(".") and not translation.endswith("."))
    ]
    assert wrong == []


def test_the_sentences_of_findings_are_among_the_messages() -> None:
    known = {message.id for message in extract.spoken()}
    assert [one.message for one in RICH.findings if one.message not in known] == []


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (terms.BASES, get_args(rules.Basis)),
        (terms.OFFICES, get_args(offices.Office)),
        (terms.TERM_STATUSES, ("coming", "running", "ended")),
        (terms.TERM_ENDS, ("expiry", "succession", "stepped-down", "lost-seat", "dissolution")),
        (terms.STAND_INS, {*get_args(rules.StandIn), *get_args(seats.SubstitutionKind)}),
        (terms.SEAT_CHANGES, ("came", "left")),
        (terms.CAPACITIES, (*get_args(meetings.Capacity), "none")),
        (terms.CHANNELS, get_args(meetings.Channel)),
        (terms.MEETING_KINDS, get_args(meetings.MeetingKind)),
        (terms.MEETING_STATUSES, ("scheduled", "held", "cancelled")),
        (
            terms.MANDATE_STATUSES,
            ("proposed", "approved", "in force", "superseded", "expired", "rejected"),
        ),
        (terms.FORCES, get_args(rules.Force)),
        (terms.FAMILIES, rules.FAMILIES),
        (terms.PAPERS, get_args(groups.Papers)),
        (terms.DIRECTIONS, get_args(matters.Direction)),
        (terms.MATTER_STATUSES, ("open", "overdue", "reported", "closed")),
        (terms.PROJECT_STATUSES, ("sketched", "presented", "approved", "declined", "started")),
        (
            terms.OBLIGATIONS,
            {
                *(what for rule in (rules.CountRule, rules.DeadlineRule) for what in whats(rule)),
                *("meeting-days", "group-agenda", "group-notes", "term", "seat", "sunset"),
            },
        ),
        (terms.OBLIGATION_STATUSES, get_args(outlook.Status)),
        (terms.FINDINGS, get_args(finding.Kind)),
        (terms.AFTERWARDS, ("corrected", "annulled", "entered")),
        ({**terms.COUNTED, **terms.SHARES}, FIGURES),
        (
            entries.EVENTS,
            [event.__name__ for event in (*network.ROUTES, EntryCorrected, EntryAnnulled)],
        ),
        (
            entries.FIELDS,
            {
                field.name
                for event in (*network.ROUTES, EntryCorrected, EntryAnnulled, meetings.Attendee)
                for field in fields(event)
            },
        ),
    ],
    ids=lambda value: "" if isinstance(value, dict) else None,
)
def test_a_table_has_a_term_for_every_word_of_its_enumeration(
    table: dict[str, str], words: Iterable[str]
) -> None:
    assert sorted(table) == sorted(words)


def test_every_topic_a_mandate_can_be_silent_on_has_a_term() -> None:
    named = {topic for founding in FOUNDINGS.values() for topic in founding.not_regulated}
    assert {*topics.TOPICS, *named} - terms.TOPICS.keys() == set()


def test_every_seat_of_the_charters_has_a_term() -> None:
    named = {
        rule.seat
        for founding in FOUNDINGS.values()
        for rule in founding.rules
        if isinstance(rule, rules.SeatRule)
    }
    assert sorted(terms.SEATS) == sorted(named)


def test_a_message_without_translation_stays_as_it_is() -> None:
    assert Words("sv").say("Nobody says this to {who}.", who="Siv") == "Nobody says this to Siv."
