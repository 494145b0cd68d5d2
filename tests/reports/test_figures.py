from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

from adapters.reports import contents
from adapters.reports.document import Picture
from adapters.reports.figures import (
    attendance_grid,
    lettering,
    marks,
    membership_timeline,
    minutes_delay,
    obligations_overview,
)
from adapters.reports.figures.attendance import MARKS as PRESENCES
from adapters.reports.figures.obligations import MARKS as STATUSES
from adapters.reports.writing import Words
from adapters.wire.languages import LANGUAGES
from application.answers.standing import Tenure
from application.evaluation.chapters.attendance import ConstituencyLine, ConstituencyPresence
from application.evaluation.chapters.identity import Named
from application.evaluation.chapters.membership import CountedVacancy
from application.evaluation.shape import Evaluation
from tests.reports.examples import BARE, RICH, duty, meeting

Figure = Callable[[Evaluation, Words], Picture | None]
FIGURES: tuple[Figure, ...] = (membership_timeline, attendance_grid, minutes_delay, obligations_overview)
ENGLISH = Words("en")
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("1")</script>&amp;]]> \x00\x1b\ud800\u202e' + "long" * 400


def drawn(picture: Picture | None) -> ElementTree.Element:
    """The picture's SVG as a tree."""
    assert picture is not None
    return ElementTree.fromstring(picture.svg)


def with_data(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """The elements that carry a value of a name, but for those of the legend, which tell nothing."""
    return [
        element
        for element in root.iter()
        if element.get(f"data-{name}") is not None and element.find(f"{SVG}title") is not None
    ]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG has it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def crowded(constituencies: int, meetings: int) -> Evaluation:
    """A year of a network in which every third seat was vacant for a while, and much is late."""
    keys = [f"k{number:03}" for number in range(constituencies)]
    first = date(2013, 1, 7)
    days = [first + timedelta(days=350 * at // meetings) for at in range(meetings)]
    tenures, vacancies = [], []
    for at, key in enumerate(keys):
        gone = date(2013, 2, 1) + timedelta(days=at) if at % 3 == 0 else None
        details: Any = {"seat": "representative", "constituency": key, "basis": "appointed", "function": None}
        tenures.append(Tenure(person=f"p{at}", from_=date(2011, 1, 1), until=gone, **details))
        if gone is not None:
            again = gone + timedelta(days=at % 40 + 1)
            vacancies.append(
                CountedVacancy(
                    seat="representative", constituency=key, from_=gone, until=again, days=at % 40 + 1
                )
            )
            tenures.append(Tenure(person=f"q{at}", from_=again, until=None, **details))
    capacities = ("member", "deputy", "absent", "none", "official")
    presences = [
        ConstituencyPresence(
            constituency=key, meeting=f"m{on}", capacity=capacities[(at + row) % len(capacities)]
        )
        for row, key in enumerate(keys)
        for at, on in enumerate(days)
    ]
    return replace(
        RICH,
        identity=replace(
            RICH.identity, constituencies=tuple(Named(key=key, name=f"Municipality of {key}") for key in keys)
        ),
        membership=replace(RICH.membership, tenures=tuple(tenures), deputies=(), vacancies=tuple(vacancies)),
        meetings=replace(
            RICH.meetings,
            meetings=tuple(
                replace(
                    meeting("m", first),
                    meeting=f"m{on}",
                    on=on,
                    minutes_due=on + timedelta(days=14),
                    minutes_days=at * 3,
                    minutes_days_late=max(0, at * 3 - 14),
                )
                for at, on in enumerate(days)
            ),
            presences=tuple(presences),
            constituencies=tuple(
                ConstituencyLine(
                    constituency=key, meetings=meetings, represented=row % meetings, missed_in_a_row=0
                )
                for row, key in enumerate(keys)
            ),
        ),
        obligations=tuple(
            duty(what, "2013", status, due=first + timedelta(days=at * 3 % 350))
            for at in range(20 * constituencies // 10)
            for what in ("minutes", "seat")
            for status in ("fulfilled", "late", "missed")
        ),
    )


EVALUATIONS = {
    "rich": RICH,
    "14 by 15": crowded(14, 15),
    "290 by 15": crowded(290, 15),
    "many": crowded(2, 90),
}
every_figure = pytest.mark.parametrize("figure", FIGURES)
every_evaluation = pytest.mark.parametrize("evaluation", EVALUATIONS.values(), ids=EVALUATIONS)


@every_figure
def test_nothing_is_drawn_where_there_is_nothing_to_draw(figure: Figure) -> None:
    assert figure(BARE, ENGLISH) is None


@every_figure
@every_evaluation
def test_a_figure_begins_with_its_title_and_what_it_shows(figure: Figure, evaluation: Evaluation) -> None:
    picture = figure(evaluation, ENGLISH)
    assert picture is not None
    root = drawn(picture)
    title, description = root[0], root[1]
    assert (title.tag, title.text) == (f"{SVG}title", picture.caption)
    assert (description.tag, description.text) == (f"{SVG}desc", picture.description)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert re.search(r"\d", picture.description), "says how much there is to be seen"


@every_figure
@every_evaluation
def test_everything_stays_inside_the_picture(figure: Figure, evaluation: Evaluation) -> None:
    root = drawn(figure(evaluation, ENGLISH))
    _, _, width, height = map(float, root.get("viewBox", "").split())
    for element in root.iter():
        if element.tag == f"{SVG}rect":
            left, top = float(element.get("x", "")), float(element.get("y", ""))
            assert left >= 0
            assert top >= 0
            assert left + float(element.get("width", "")) <= width
            assert top + float(element.get("height", "")) <= height
        if element.tag == f"{SVG}text" and element.get("transform") is None:
            size = float(element.get("font-size", lettering.SIZE))
            across = lettering.width(element.text or "", size) / (2 if element.get("text-anchor") else 1)
            assert float(element.get("x", "")) + across <= width
            assert size <= float(element.get("y", "")) <= height


@every_figure
@every_evaluation
def test_a_figure_fits_on_a_page_of_paper(figure: Figure, evaluation: Evaluation) -> None:
    _, _, width, height = map(float, drawn(figure(evaluation, ENGLISH)).get("viewBox", "").split())
    assert height / width < 1.5


@every_figure
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_is_the_same_when_drawn_again(figure: Figure, language: str) -> None:
    assert figure(RICH, Words(language)) == figure(RICH, Words(language))


@every_figure
def test_hostile_names_are_text_and_nothing_else(figure: Figure) -> None:
    place = replace(RICH.identity.constituencies[1], name=HOSTILE)
    evaluation = replace(
        RICH,
        identity=replace(RICH.identity, constituencies=(place,)),
        names=dict.fromkeys(RICH.names, HOSTILE),
        obligations=(duty(HOSTILE, HOSTILE, "late"),),
    )
    root = drawn(figure(evaluation, ENGLISH))
    assert root.find(f".//{SVG}script") is None
    assert all(len(text.text or "") < 100 for text in root.iter(f"{SVG}text"))
    told = {"".join(element.itertext()) for element in root.iter(f"{SVG}title")}
    named = figure in (membership_timeline, attendance_grid, obligations_overview)
    assert named == any('<script>alert("1")</script>&amp;]]>' in text for text in told)


def test_ids_are_unique_across_the_figures_of_a_page() -> None:
    ids = [
        element.get("id")
        for figure in FIGURES
        for element in drawn(figure(RICH, ENGLISH)).iter()
        if element.get("id")
    ]
    assert len(ids) == len(set(ids)) == 10


def test_the_report_shows_every_figure() -> None:
    shown = [
        block
        for chapter in contents.document(RICH, ENGLISH).chapters
        for blocks in (chapter.blocks, *(section.blocks for section in chapter.sections))
        for block in blocks
    ]
    assert [block for block in shown if isinstance(block, Picture)] == [
        figure(RICH, ENGLISH) for figure in FIGURES
    ]


# seats


def test_bars_are_as_long_as_their_days() -> None:
    bars = with_data(drawn(membership_timeline(RICH, ENGLISH)), "days")
    assert [int(bar.get("data-days", "")) for bar in bars] == [365, 90, 275, 243, 365, 273, 92]
    for bar in bars:
        assert float(bar.get("width", "")) == pytest.approx(
            int(bar.get("data-days", "")) * (714 - 230) / 365, abs=0.15
        )


def test_a_seat_is_drawn_no_further_than_the_day_of_the_evaluation() -> None:
    evaluation = replace(RICH, on=date(2013, 5, 30))
    root = drawn(membership_timeline(evaluation, ENGLISH))
    assert max(int(bar.get("data-days", "")) for bar in with_data(root, "days")) == 150
    assert "Day of this evaluation" in [text.text for text in root.iter(f"{SVG}text")]
    assert not [bar for bar in with_data(root, "kind") if bar.get("data-kind") == "vacancy"]


def test_two_holders_of_one_seat_on_the_same_days_do_not_cover_each_other() -> None:
    both = tuple(replace(tenure, constituency="hof") for tenure in RICH.membership.tenures)
    evaluation = replace(RICH, membership=replace(RICH.membership, tenures=both, vacancies=(), deputies=()))
    bars = with_data(drawn(membership_timeline(evaluation, ENGLISH)), "days")
    lanes: dict[str, list[tuple[float, float]]] = {}
    for bar in bars:
        left = float(bar.get("x", ""))
        lanes.setdefault(bar.get("y", ""), []).append((left, left + float(bar.get("width", ""))))
    assert len(bars) == 5
    assert len(lanes) == 4
    for lane in lanes.values():
        assert all(one[1] <= next_[0] + 0.1 for one, next_ in pairwise(sorted(lane)))


def test_a_seat_is_named_where_a_constituency_has_two() -> None:
    more = replace(RICH.membership.tenures[0], seat="metropolitan")
    evaluation = replace(RICH, membership=replace(RICH.membership, tenures=(*RICH.membership.tenures, more)))
    told = [text.text or "" for text in drawn(membership_timeline(evaluation, ENGLISH)).iter(f"{SVG}text")]
    metropolitan, representative = (text for text in told if text.startswith("Andebu"))
    assert metropolitan.startswith("Andebu, representative of")
    assert representative == "Andebu, representative"


def test_of_too_many_seats_those_with_most_to_see_are_shown_and_the_rest_counted() -> None:
    picture = membership_timeline(EVALUATIONS["290 by 15"], ENGLISH)
    assert picture is not None
    assert "Shown are 36 of 290 rows" in picture.description
    vacancies = [bar for bar in with_data(drawn(picture), "days") if bar.get("data-kind") == "vacancy"]
    assert len(vacancies) == 36
    longest = sorted(one.days for one in EVALUATIONS["290 by 15"].membership.vacancies)[-36:]
    assert sorted(int(bar.get("data-days", "")) for bar in vacancies) == longest


# attendance


def test_every_constituency_stands_at_every_meeting_with_the_sign_of_how_it_was_there() -> None:
    root = drawn(attendance_grid(RICH, ENGLISH))
    assert [mark.get("data-mark") for mark in with_data(root, "mark")] == [
        *("member", "member", "member", "member"),
        *("deputy", "absent", "member", "member"),
        *("member", "substitute", "member", "member"),
        *("member", "member", "absent", "none"),
    ]


def test_a_constituency_that_could_not_come_has_the_sign_for_that() -> None:
    without = tuple(
        one for one in RICH.meetings.presences if one.meeting != "plo-2013-1" or one.constituency != "hof"
    )
    evaluation = replace(RICH, meetings=replace(RICH.meetings, presences=without))
    root = drawn(attendance_grid(evaluation, ENGLISH))
    outside = [mark for mark in with_data(root, "mark") if mark.get("data-mark") == "outside"]
    assert ["".join(mark.itertext()) for mark in outside] == ["Hof, 16 Jan 2013: not in the network"]


def test_of_too_many_meetings_the_last_are_shown_and_the_rest_counted() -> None:
    picture = attendance_grid(EVALUATIONS["many"], ENGLISH)
    assert picture is not None
    assert "Shown are the last 40 meetings" in picture.description
    assert len(with_data(drawn(picture), "mark")) == 80


# minutes


def test_minutes_are_as_long_as_their_days_and_drawn_by_how_they_came() -> None:
    bars = with_data(drawn(minutes_delay(RICH, ENGLISH)), "kind")
    assert [(bar.get("data-kind"), bar.get("data-days")) for bar in bars] == [
        ("in-time", "9"),
        ("late", "34"),
        ("late", "16"),
        ("missing", "85"),
    ]
    lengths = [float(bar.get("width", "")) for bar in bars]
    assert lengths[:3] == pytest.approx([9 * 360 / 34, 360, 16 * 360 / 34], abs=0.1)
    assert lengths[3] == 360, "what is missing does not stretch the axis"
    assert len({bar.get("fill") for bar in bars}) == 3


def test_numbers_and_the_line_of_what_is_allowed_do_not_cover_each_other() -> None:
    close = meeting("m", date(2013, 1, 16), minutes_days=13)
    evaluation = replace(RICH, meetings=replace(RICH.meetings, meetings=(close,)))
    root = drawn(minutes_delay(evaluation, ENGLISH))
    [line] = [
        line
        for line in root.iter(f"{SVG}line")
        if line.get("stroke-width") == "1.5" and line.get("y1") == "24"
    ]
    [number] = [text for text in root.iter(f"{SVG}text") if text.text == "13"]
    assert float(number.get("x", "")) > float(line.get("x1", ""))


def test_no_minutes_are_drawn_where_none_are_published_and_none_due() -> None:
    silent = tuple(
        replace(one, minutes_days=None, minutes_due=None, minutes_days_late=None)
        for one in RICH.meetings.meetings
    )
    assert minutes_delay(replace(RICH, meetings=replace(RICH.meetings, meetings=silent)), ENGLISH) is None


# obligations


def test_every_obligation_has_the_sign_of_its_status() -> None:
    signs = with_data(drawn(obligations_overview(RICH, ENGLISH)), "mark")
    assert sorted(sign.get("data-mark", "") for sign in signs) == [
        *("due", "fulfilled", "fulfilled"),
        *("fulfilled-late", "fulfilled-late", "fulfilled-late"),
        *("late", "late", "missed", "missed", "upcoming"),
    ]


def test_obligations_due_on_about_the_same_day_share_a_sign_with_their_number() -> None:
    near = tuple(duty("minutes", "m", "late", due=date(2013, 3, day)) for day in (1, 4, 8, 9))
    root = drawn(obligations_overview(replace(RICH, obligations=near), ENGLISH))
    told = ["".join(sign.itertext()) for sign in with_data(root, "mark")]
    assert told == ["1 Mar 2013, 4 Mar 2013, 8 Mar 2013: late", "9 Mar 2013: late"]
    assert "×3" in [text.text for text in root.iter(f"{SVG}text")]


@every_evaluation
def test_signs_of_obligations_do_not_cover_each_other(evaluation: Evaluation) -> None:
    lanes: dict[float, list[float]] = {}
    for sign in with_data(drawn(obligations_overview(evaluation, ENGLISH)), "mark"):
        corners = re.findall(r"[\d.]+", f"{sign.get('cx', '')},{sign.get('cy', '')},{sign.get('points', '')}")
        xs, ys = [float(x) for x in corners[::2]], [float(y) for y in corners[1::2]]
        lanes.setdefault(round((min(ys) + max(ys)) / 2), []).append((min(xs) + max(xs)) / 2)
    assert lanes
    for lane in lanes.values():
        assert all(next_ - one >= 10 for one, next_ in pairwise(sorted(lane)))


# what is told apart, and by whom


@pytest.mark.parametrize("used", [PRESENCES, STATUSES], ids=["presences", "statuses"])
def test_each_status_has_a_shape_of_its_own(used: tuple[marks.Mark, ...]) -> None:
    assert len({mark.shape for mark in used}) == len(used)


@pytest.mark.parametrize("colour", marks.COLOURS)
@pytest.mark.parametrize("ground", ["#ffffff", "#161616"])
def test_colours_stand_out_in_light_and_dark(colour: str, ground: str) -> None:
    one, other = sorted((luminance(colour), luminance(ground)))
    assert (other + 0.05) / (one + 0.05) >= 3


def test_names_in_bars_can_be_read() -> None:
    assert 1.05 / (luminance(marks.BLUE) + 0.05) >= 4.5


@every_figure
def test_a_picture_depends_on_nothing_outside_it(figure: Figure) -> None:
    """No script, style, font or image; texts take the colour of the page."""
    picture = figure(RICH, ENGLISH)
    assert picture is not None
    names = {element.tag.removeprefix(SVG) for element in drawn(picture).iter()}
    assert names <= {
        *("svg", "title", "desc", "g", "defs", "pattern"),
        *("text", "rect", "line", "circle", "polygon", "polyline"),
    }
    assert re.findall(r"https?://[^\"]+", picture.svg) == ["http://www.w3.org/2000/svg"]
    assert 'fill="currentColor"' in picture.svg
