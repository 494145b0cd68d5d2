"""What the chapters of an evaluation say, in three languages."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from adapters.reports.contents import document, entries, overview
from adapters.reports.contents.occasions import occasion
from adapters.reports.document import Paragraph, Picture, Quote, Table
from adapters.reports.report import Report
from adapters.reports.writing import Words
from adapters.wire.languages import LANGUAGES
from application.evaluation.chapters.attendance import Absence
from application.evaluation.plain import plain
from tests.reports import extract
from tests.reports.chapters import MINUTES
from tests.reports.examples import BARE, RICH, duty, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.reports.document import Block, Chapter
    from application.evaluation.shape import Evaluation

KEYS = [
    "overview",
    "mandate",
    "membership",
    "offices",
    "meetings",
    "attendance",
    "matters",
    "obligations",
    "findings",
    "reports",
    "afterwards",
    "mandate-text",
]


def chapter(key: str, evaluation: Evaluation = RICH, language: str = "en") -> Chapter:
    """One chapter of an evaluation's document."""
    return next(one for one in document(evaluation, Words(language)).chapters if one.key == key)


def blocks(part: Chapter) -> list[Block]:
    """What a part is made of, sections and all."""
    return [*part.blocks, *(block for section in part.sections for block in section.blocks)]


def sentences(part: Chapter) -> list[str]:
    """A part's paragraphs."""
    return [block.text for block in blocks(part) if isinstance(block, Paragraph)]


def table(part: Chapter, caption: str) -> Table:
    """A part's table of that caption."""
    return next(block for block in blocks(part) if isinstance(block, Table) and block.caption == caption)


def quotes(part: Chapter) -> list[Quote]:
    return [block for block in blocks(part) if isinstance(block, Quote)]


def texts(part: Any) -> Iterator[str]:
    """Every text of a document or a part of one; a picture's drawing is none."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for inner in part:
            yield from texts(inner)
    elif isinstance(part, Picture):
        yield from (part.caption, part.description)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in ("key", "kind", "language"):
                yield from texts(getattr(part, field.name))


# the whole


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("evaluation", [RICH, BARE], ids=["rich", "bare"])
def test_the_chapters_stand_in_their_order(evaluation: Evaluation, language: str) -> None:
    assert [one.key for one in document(evaluation, Words(language)).chapters] == KEYS


@pytest.mark.parametrize("evaluation", [RICH, BARE], ids=["rich", "bare"])
def test_no_chapter_and_no_section_is_empty(evaluation: Evaluation) -> None:
    chapters = document(evaluation, Words("en")).chapters
    assert [one.key for one in chapters if not blocks(one)] == []
    assert [section.title for one in chapters for section in one.sections if not section.blocks] == []


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "12k Pleie- og omsorgsnettverk: annual evaluation 2013"),
        ("sv", "12k Pleie- og omsorgsnettverk: årsutvärdering 2013"),
        ("nb", "12k Pleie- og omsorgsnettverk: årsevaluering 2013"),
    ],
)
def test_the_title_names_network_and_year(language: str, title: str) -> None:
    assert document(RICH, Words(language)).title == title


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_evaluation_gives_the_same_document(language: str) -> None:
    words = Words(language)
    assert document(RICH, words) == document(RICH, words)


@pytest.mark.parametrize("evaluation", [RICH, BARE], ids=["rich", "bare"])
def test_every_cell_is_of_its_columns_kind(evaluation: Evaluation) -> None:
    kinds = {"text": str | int, "day": date, "number": int | float, "share": float}
    wrong = [
        (block.caption, column.title, cell)
        for one in document(evaluation, Words("en")).chapters
        for block in blocks(one)
        if isinstance(block, Table)
        for row in block.rows
        for column, cell in zip(block.columns, row, strict=True)
        if cell is not None and not isinstance(cell, kinds[column.kind])
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["sv", "nb"])
@pytest.mark.parametrize("evaluation", [RICH, BARE], ids=["rich", "bare"])
def test_a_translated_document_shares_only_data_and_like_words_with_the_english_one(
    evaluation: Evaluation, language: str
) -> None:
    part, english = document(evaluation, Words(language)), document(evaluation, Words("en"))
    alike = {message.id for message in extract.translated(language) if message.id == message.string}
    data = " ".join(flat(plain(evaluation)))
    shared = {text for part in (part.title, part.facts, part.chapters) for text in texts(part)}
    shared &= {text for part in (english.title, english.facts, english.chapters) for text in texts(part)}
    pieces = {piece for text in shared - alike for piece in re.split(r", |; | \(|\)", text)}
    assert {piece for piece in pieces if piece not in data} - alike == set()


def flat(value: Any) -> Iterator[str]:
    """Every text, number and key of plain data, as text."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from flat(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from flat(inner)
    else:
        yield str(value)


# what the chapters say


def test_the_facts_say_what_the_evaluation_is_an_answer_to() -> None:
    assert dict(document(RICH, Words("en")).facts) == {
        "Network": "12k Pleie- og omsorgsnettverk (12k-plo)",
        "Year": "2013",
        "Judged on": "6 Feb 2014",
        "Known at": "position 264, recorded 6 Feb 2014, 11:01:12 (Europe/Oslo)",
        "Register": "sandbox",
        "Mandate": "MANDAT 12k PLEIE OG OMSORGSNETTVERK (12k PLO)",
        "Root of the log": RICH.root,
        "Hash of the evaluation": RICH.hash,
    }


def test_the_overview_of_a_sandbox_and_of_an_illustrated_founding_says_so() -> None:
    part = chapter("overview")
    assert "The register is a sandbox, kept for demonstration, tests or teaching." in sentences(part)
    assert quotes(part) == [Quote(RICH.identity.illustration or "", "Note in the charter", "en")]
    assert quotes(chapter("overview", BARE)) == []


def test_a_year_that_is_not_over_is_said_not_to_be() -> None:
    early = replace(RICH, on=date(2013, 9, 30))
    note = "The period was not over on that day; what was still to come is shown as such."
    assert note in sentences(chapter("overview", early))
    assert note not in sentences(chapter("overview"))


def test_a_network_founded_and_dissolved_in_the_year_is_told_so() -> None:
    dissolved = replace(BARE.identity, founded=date(2020, 2, 1), dissolved=date(2020, 11, 1))
    brief = replace(BARE, identity=dissolved, from_=date(2020, 2, 1), until=date(2020, 11, 1))
    assert overview.period(Report(brief, Words("en"))) == "1 Feb 2020 to 31 Oct 2020"
    assert sentences(chapter("overview", brief, "nb"))[2:4] == [
        "Nettverket ble opprettet 1. feb. 2020.",
        "Nettverket ble oppløst 1. nov. 2020.",
    ]


def test_numbers_and_shares_stand_in_tables_of_their_own_beside_the_year_before() -> None:
    part = chapter("overview")
    assert ("Days until the minutes, median", 12.5, 9) in table(part, "The year in figures").rows
    assert table(part, "The year in shares").rows[0] == ("Members who stayed through the year", 0.75, 1.0)
    assert [column.title for column in table(part, "The year in shares").columns] == [
        "Figure",
        "2013",
        "2012",
    ]


def test_figures_that_cannot_be_counted_are_left_out() -> None:
    assert [block for block in blocks(chapter("overview", BARE)) if isinstance(block, Table)] == []


@pytest.mark.parametrize(
    ("key", "silence", "nothing"),
    [
        ("mandate", "its own revision", None),
        ("membership", "who sits in the network", "Nobody is recorded as holding a seat."),
        ("membership", "deputies", "No standing deputy is recorded."),
        ("offices", "a chair or other offices", "Nobody is recorded as holding an office."),
        ("meetings", "how often to meet", "No meeting is recorded."),
        ("attendance", "notice of meetings", "No meeting was held."),
        ("attendance", "minutes", None),
        ("matters", "an activity list", "No matter is recorded."),
        ("matters", "the approval of projects", "No project is recorded."),
        ("reports", "reports", "No report on the year is recorded as compiled."),
        ("reports", "a yearly follow-up", "No follow-up of the year is recorded."),
    ],
)
def test_a_chapter_says_what_the_mandate_does_not_regulate_and_that_there_is_nothing(
    key: str, silence: str, nothing: str | None
) -> None:
    part = blocks(chapter(key, BARE))
    assert Paragraph(f"The mandate says nothing about {silence}.", "note") in part
    assert nothing is None or Paragraph(nothing) in part


def test_what_is_regulated_is_not_said_to_be_silent() -> None:
    silent = [
        one.text
        for part in document(RICH, Words("en")).chapters
        for one in blocks(part)
        if isinstance(one, Paragraph) and one.text.startswith("The mandate says nothing")
    ]
    assert silent == [
        "The mandate says nothing about a quorum or notice of meetings.",
        "The mandate says nothing about notice of meetings.",
    ]


def test_a_year_without_obligations_findings_or_later_entries_says_so() -> None:
    assert [sentences(chapter(key, BARE)) for key in ("obligations", "findings", "afterwards")] == [
        ["The mandate asked for nothing that could be followed up in the year."],
        ["Nothing was found that breaks the mandate."],
        ["Nothing about the year was entered or corrected after it had ended."],
    ]


def test_people_constituencies_and_bodies_go_by_name_and_the_erased_by_key() -> None:
    rows = table(chapter("membership"), "Who held a seat").rows
    assert [row[:3] for row in rows[2:4]] == [
        ("Horten", "representative", "Tore Havnevåg"),
        ("Tønsberg", "representative", "hilde-borgskansen"),
    ]
    assert table(chapter("membership"), "Who was invited to observe").rows[0][1] == "12k lederforum helse"


def test_a_period_is_told_by_its_last_day() -> None:
    rows = table(chapter("membership"), "Who held a seat").rows
    assert [row[5] for row in rows] == [None, date(2013, 3, 31), None, date(2013, 9, 30), None]


def test_a_revision_is_told_with_its_approval_and_what_it_changed() -> None:
    part = chapter("mandate")
    approved = "Rådmannsgruppen i 12k (13 Jun 2013, RG-sak 21/13)"
    assert table(part, "Versions of the mandate").rows[1][-1] == approved
    assert table(part, "Rules changed by version 2").rows[0] == ("minutes", None, MINUTES)
    assert "Its last day became 31 Dec 2013." in sentences(part)
    assert part.sections[0].title == "Version 2: revision “referatfrist”"


def test_a_revision_without_approval_or_sunset_says_so() -> None:
    versions = tuple(replace(one, approvals=(), sunset=None) for one in RICH.mandate.versions)
    part = chapter("mandate", replace(RICH, mandate=replace(RICH.mandate, versions=versions)))
    assert "No body’s approval of it is recorded." in sentences(part)
    assert "No last day is set for it any more." in sentences(part)


def test_a_year_under_no_version_says_so() -> None:
    part = chapter("mandate", replace(BARE, mandate=replace(BARE.mandate, versions=())))
    assert "No version of the mandate was in force in the year." in sentences(part)


def test_a_vacancy_is_told_in_days_and_none_as_none() -> None:
    assert table(chapter("membership"), "Seats that stood empty").rows[0][-1] == 92
    full = replace(RICH.membership, vacancies=(), changes=())
    assert sentences(chapter("membership", replace(RICH, membership=full)))[-2:] == [
        "Nobody came or left.",
        "No seat that was to be filled stood empty.",
    ]


def test_a_term_is_told_with_what_ended_it_or_how_it_stands() -> None:
    rows = table(chapter("offices", language="nb"), "Hvem som hadde et verv").rows
    assert [row[-1] for row in rows] == [
        "en etterfølger overtok",
        "mistet plassen i nettverket",
        "løper",
        "løper",
        "funksjonstiden var over",
    ]
    assert rows[-1][4] == "valgt, gjenvalg etter perioden fra 9. mars 2011"


def test_offices_that_were_never_empty_are_said_to_have_been_held() -> None:
    offices = replace(RICH.offices, gaps=())
    part = chapter("offices", replace(RICH, offices=offices, unregulated=("term",)))
    assert sentences(part)[1:] == [
        "The mandate says nothing about how long offices are held.",
        "Held on every day: chair and vice chair.",
    ]


def test_attendance_is_told_by_constituency_meeting_and_capacity() -> None:
    part = chapter("attendance")
    assert table(part, "Attendance by constituency").rows[1] == ("Hof", 4, 3, 0.75, 1)
    met = table(part, "How constituencies were represented, meeting by meeting")
    assert met.rows[3] == ("Tønsberg", "plo-2013-1, plo-2013-2", None, None, "plo-2013-3", "plo-2013-4")
    assert table(part, "How often people came, and how many they were").rows[3] == ("guest", 2, 2)


def test_meetings_missed_in_a_row_are_told_with_their_days() -> None:
    caption = "Constituencies nobody came for, two meetings or more in a row"
    missed = "plo-2013-3 (11 Sept 2013), plo-2013-4 (13 Nov 2013)"
    assert table(chapter("attendance"), caption).rows == (("Tønsberg", 2, missed),)


def test_meetings_without_recorded_attendance_are_told_so() -> None:
    unknown = replace(RICH.meetings, capacities=(), constituencies=(), presences=(), absences=())
    part = sentences(chapter("attendance", replace(RICH, meetings=unknown)))
    assert part[:3] == [
        "Nobody’s attendance is recorded for a constituency.",
        "Nobody’s attendance is recorded.",
        "No constituency missed two meetings in a row.",
    ]


def test_minutes_without_a_deadline_are_told_to_have_none() -> None:
    meetings = tuple(replace(one, minutes_due=None) for one in RICH.meetings.meetings)
    part = chapter("attendance", replace(RICH, meetings=replace(RICH.meetings, meetings=meetings)))
    assert "The mandate names no day for them; not published: 1." in sentences(part)


def test_a_meeting_the_evaluation_does_not_know_goes_by_its_key() -> None:
    absence = (Absence(constituency="hof", meetings=("plo-2012-6", "plo-2013-1")),)
    part = chapter("attendance", replace(RICH, meetings=replace(RICH.meetings, absences=absence)))
    caption = "Constituencies nobody came for, two meetings or more in a row"
    assert table(part, caption).rows[0][2] == "plo-2012-6, plo-2013-1 (16 Jan 2013)"


def test_a_list_that_no_meeting_went_through_is_told_so_where_the_mandate_asks_for_it() -> None:
    matters = replace(RICH.matters, lists_reviewed=())
    part = sentences(chapter("matters", replace(RICH, matters=matters), "sv"))
    assert part[0] == "Det är inte registrerat att listan gåtts igenom vid någon träff."


def test_projects_are_told_with_the_approvals_they_have_and_lack() -> None:
    row = table(chapter("matters"), "Projects of the year").rows[0]
    assert row[2:] == (
        "12k lederforum helse (13 Oct 2012, LH-sak 31/12)",
        "Rådmannsgruppen i 12k (3 Nov 2012)",
        None,
        "12k styre",
        date(2013, 1, 14),
        "12k styre",
        "started",
    )


@pytest.mark.parametrize(
    ("what", "about", "reads"),
    [
        ("meetings", "2013", "2013"),
        ("joint-meetings", "2013 autumn", "høsten 2013"),
        ("annual-report", "2013", "2013"),
        ("annual-report", "2013 styret", "2013, 12k styre"),
        ("minutes", "plo-2013-1", "plo-2013-1 (16. jan. 2013)"),
        ("minutes", "vårmøte 2013", "vårmøte 2013"),
        ("group-agenda", "styret 2013-05-17", "12k styre, 17. mai 2013"),
        ("term", "vice-chair", "nestleder"),
        ("seat", "representative hof", "Hof (fast representant)"),
        ("sunset", "mandate", "mandatet"),
    ],
)
def test_what_an_obligation_is_about_is_told_in_words(what: str, about: str, reads: str) -> None:
    assert occasion(Report(RICH, Words("nb")), what, about) == reads


def test_each_obligation_is_told_with_its_quote_and_the_entries_it_is_known_from() -> None:
    section = next(one for one in chapter("obligations").sections if one.title == "Minutes in hand")
    quote, part = section.blocks
    source = "MANDAT 12k PLEIE OG OMSORGSNETTVERK (12k PLO), 2. Organisering, version 2"
    assert quote == Quote(MINUTES, source, "nb")
    assert isinstance(part, Table)
    due = date(2013, 4, 25)
    assert part.rows == (("plo-2013-2 (10 Apr 2013)", "must", due, "fulfilled", 20, "entry 180"),)


def test_a_holiday_has_a_column_only_where_there_is_one() -> None:
    holidays = {
        section.title
        for section in chapter("obligations").sections
        for block in section.blocks
        if isinstance(block, Table) and "Holiday" in [column.title for column in block.columns]
    }
    assert holidays == {"Annual report"}


def test_obligations_of_two_versions_stand_under_a_quote_each() -> None:
    twice = (duty("follow-up", "2013", "due", mandate_version=1), duty("follow-up", "2013", "due"))
    part = quotes(chapter("obligations", replace(RICH, obligations=twice)))
    assert [one.source.rpartition(", ")[2] for one in part] == ["version 1", "version 2"]


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("en", "“Roar Strømtangen” came to “plo-2013-2” as member without a seat for Hof."),
        ("sv", "Roar Strømtangen kom till ”plo-2013-2” som ledamot utan plats för Hof."),
        ("nb", "Roar Strømtangen møtte på «plo-2013-2» som medlem uten plass for Hof."),
    ],
)
def test_a_finding_is_told_with_names_in_the_language_of_the_report(language: str, found: str) -> None:
    rows = [
        row
        for block in blocks(chapter("findings", language=language))
        if isinstance(block, Table)
        for row in block.rows
    ]
    assert rows[1][:2] == (found, date(2013, 4, 10))


@pytest.mark.parametrize(
    ("message", "values", "found"),
    [
        (
            "Counted more than once if they are one joint meeting, held on one day: “{meetings:”, “}”.",
            {"meetings": ("a-1", "b-1")},
            "Telles mer enn én gang om de er ett og samme felles møte, avholdt samme dag: «a-1», «b-1».",
        ),
        (
            "“{person}” began to stand in for “{holder}” after the mandate's last day, {last_day}.",
            {"person": "tore-havnevag", "holder": "hilde-borgskansen", "last_day": date(2012, 12, 31)},
            "Tore Havnevåg ble stedfortreder for hilde-borgskansen etter mandatets siste dag, 31. des. 2012.",
        ),
        (
            "“{person}” was named for {body} after the mandate's last day, {last_day}.",
            {"person": "tore-havnevag", "body": "styret", "last_day": date(2012, 12, 31)},
            "Tore Havnevåg ble utpekt til 12k styre etter mandatets siste dag, 31. des. 2012.",
        ),
        (
            "Project “{project}” was started without the approval of {bodies:, }.",
            {"project": "demens", "bodies": ("radmannsgruppen", "styret")},
            "Prosjektet «demens» ble startet uten godkjenning fra Rådmannsgruppen i 12k, 12k styre.",
        ),
    ],
)
def test_what_fills_a_findings_sentence_is_told_by_name(
    message: str, values: dict[str, Any], found: str
) -> None:
    one = finding("project", date(2013, 1, 14), message, None, 149, **values)
    part = chapter("findings", replace(RICH, findings=(one,)), "nb")
    assert table(part, "Hva som er funnet").rows == ((found, date(2013, 1, 14), "innførsel 149"),)
    assert "Ingen setning i mandatet omtaler dette." in sentences(part)


def test_several_entries_are_told_in_the_plural() -> None:
    row = [block for block in blocks(chapter("findings", language="sv")) if isinstance(block, Table)][2].rows[
        0
    ]
    assert row[2] == "posterna 178, 180"


def test_a_report_compiled_before_positions_were_kept_has_none() -> None:
    rows = table(chapter("reports"), "Reports compiled").rows
    assert rows[1] == (date(2014, 1, 20), None, None, "entry 260")


def test_later_entries_are_told_with_what_they_changed_and_why() -> None:
    row = table(chapter("afterwards"), "Entries about the year, recorded after it").rows[0]
    assert row == (
        262,
        "3 Feb 2014, 10:12:44 (Europe/Oslo)",
        "corrected",
        "representative stood down",
        date(2013, 10, 1),
        214,
        "effective: 1 Oct 2013",
        "Vedtaket gjelder fra 1. oktober.",
        "Turid Skogtun",
        "Brev fra Tønsberg kommune 31. januar 2014",
    )


@pytest.mark.parametrize(
    ("changes", "reads"),
    [
        ({"person": "marit-kornmoen", "until": None}, "person: Marit Kornmoen; til (men ikke med): –"),
        ({"digital": True, "kind": "extraordinary"}, "digitalt: ja; type: ekstraordinært"),
        ({"changes": {"on": date(2013, 5, 17)}}, "endringer: (dag: 17. mai 2013)"),
        (
            {"attendance": [{"person": "tore-havnevag", "capacity": "guest", "digital": False}]},
            "oppmøte: (person: Tore Havnevåg; rolle: gjest; digitalt: nei)",
        ),
        (
            {"title": "Demens", "people": ["nils-kongslunden", "x"]},
            "tittel: Demens; personer: Nils Kongslunden, x",
        ),
        ({"report_due": "2013-13-01"}, "frist for rapportering: 2013-13-01"),
    ],
)
def test_new_values_are_told_in_words(changes: dict[str, Any], reads: str) -> None:
    assert entries.changed(Report(RICH, Words("nb")), changes) == reads


def test_the_appendix_holds_the_text_and_every_rule_with_its_quote() -> None:
    part = chapter("mandate-text")
    assert quotes(part) == [Quote(RICH.mandate.text, RICH.identity.source, "nb")]
    rules = table(part, "Rules of the mandate")
    assert [row[4] for row in rules.rows] == [rule.quote for rule in RICH.mandate.rules]
    assert [column.language for column in rules.columns] == [None, None, None, "nb", "nb", "en"]


# values


@pytest.mark.parametrize(
    ("language", "day", "number", "share", "listed"),
    [
        ("en", "17 May 2013", "12,345.5", "81.3%", "a, b or c"),
        ("sv", "17 maj 2013", "12\N{NO-BREAK SPACE}345,5", "81,3\N{NO-BREAK SPACE}%", "a, b eller c"),
        ("nb", "17. mai 2013", "12\N{NO-BREAK SPACE}345,5", "81,3\N{NO-BREAK SPACE}%", "a, b eller c"),
    ],
)
def test_values_are_written_as_the_language_does(
    language: str, day: str, number: str, share: str, listed: str
) -> None:
    words = Words(language)
    assert (words.day(date(2013, 5, 17)), words.number(12345.5), words.share(0.8125)) == (day, number, share)
    assert words.listed("abc", "or") == listed


def test_the_digits_of_a_number_below_ten_thousand_stand_together() -> None:
    assert [Words("nb").number(number) for number in (2013, 9.0, -0.125)] == ["2013", "9", "-0,12"]


def test_a_message_for_one_differs_from_that_for_several() -> None:
    words = Words("sv")
    forms = ("{number} meeting was held.", "{number} meetings were held.")
    assert [words.counted(*forms, number) for number in (0, 1, 2)] == [
        "0 träffar hölls.",
        "1 träff hölls.",
        "2 träffar hölls.",
    ]


def test_a_language_reports_are_not_written_in_is_unknown() -> None:
    with pytest.raises(KeyError, match="fi"):
        Words("fi")
