"""The attendance of a year: constituencies by meetings, and in which capacity each was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_skeleton

from adapters.reports import terms
from adapters.reports.figures import lettering
from adapters.reports.figures.drawing import (
    LEFT,
    RIGHT,
    left_out,
    legend,
    line,
    picture,
    weightiest,
)
from adapters.reports.figures.lettering import SMALL, write
from adapters.reports.figures.marks import BLUE, GREEN, GREY, ORANGE, PURPLE, Mark
from adapters.reports.report import Report
from adapters.wire.languages import LANGUAGES

if TYPE_CHECKING:
    import svg

    from adapters.reports.document import Picture
    from adapters.reports.writing import Words
    from application.evaluation.chapters.meetings import MeetingLine
    from application.evaluation.shape import Evaluation

KEY = "attendance"
ROW = 18
MOST_COLUMNS = 40
WIDEST = 44
"""How far apart meetings stand at most."""
OTHER = Mark("other", "square", GREY)
OUTSIDE = Mark("outside", "dash", GREY)
MARKS = (
    Mark("member", "disc", BLUE),
    Mark("deputy", "diamond", GREEN),
    Mark("substitute", "triangle", PURPLE),
    OTHER,
    Mark("absent", "cross", ORANGE),
    Mark("none", "ring", GREY),
    OUTSIDE,
)


def attendance_grid(evaluation: Evaluation, words: Words) -> Picture | None:
    """Which constituency was at which meeting, and how; None where it is known of no constituency."""
    chapter, report = evaluation.meetings, Report(evaluation, words)
    came = {(one.constituency, one.meeting): one.capacity for one in chapter.presences}
    concerned = {meeting for _, meeting in came}
    every = sorted(
        (meeting for meeting in chapter.meetings if meeting.meeting in concerned),
        key=lambda meeting: (meeting.on, meeting.meeting),
    )
    if not every or not chapter.constituencies:
        return None
    apart = min(WIDEST, (RIGHT - LEFT) / min(len(every), MOST_COLUMNS))
    columns = [
        (round(LEFT + (at + 0.5) * apart, 1), meeting) for at, meeting in enumerate(every[-MOST_COLUMNS:])
    ]
    end = LEFT + len(columns) * apart
    rows = weightiest(chapter.constituencies, lambda row: (row.meetings - row.represented, row.meetings))
    drawn, top = _heads(columns, words)
    marks = {mark.stands_for: mark for mark in MARKS}
    meanings = _meanings(report)
    used = set()
    for at, row in enumerate(rows):
        y = top + (at + 0.5) * ROW
        name = report.constituency(row.constituency)
        drawn += [line(0, y - ROW / 2, end, y - ROW / 2), write(name, 4, y, room=LEFT - 12)]
        for x, meeting in columns:
            capacity = came.get((row.constituency, meeting.meeting), OUTSIDE.stands_for)
            mark = marks.get(capacity, OTHER)
            used.add(mark)
            tooltip = f"{name}, {words.day(meeting.on)}: {meanings.get(capacity, capacity)}"
            drawn.append(mark.at(x, y, tooltip))
    signs, height = legend(
        [(mark.at, meanings[mark.stands_for]) for mark in MARKS if mark in used], top + len(rows) * ROW + 4
    )
    description = _description(evaluation, len(every), len(columns), words)
    return picture(
        KEY,
        words.say("Who was at which meeting"),
        description + left_out(len(rows), len(chapter.constituencies), words),
        height,
        [*drawn, *signs],
    )


def _meanings(report: Report) -> dict[str, str]:
    """What the capacities are called, and the other marks."""
    return {
        **{capacity: report.say(term) for capacity, term in terms.CAPACITIES.items()},
        "other": report.say("in another capacity"),
        "outside": report.say("not in the network"),
    }


def _heads(columns: list[tuple[float, MeetingLine]], words: Words) -> tuple[list[svg.Element], float]:
    """The meetings' days, read upwards, and where the rows begin below them."""
    locale = LANGUAGES[words.language]
    days = [format_skeleton("MMMd", meeting.on, locale=locale) for _, meeting in columns]
    bottom = round(max(lettering.width(day, SMALL) for day in days)) + 10
    return [
        write(day, x, bottom - 6, size=SMALL, turned=True) for day, (x, _) in zip(days, columns, strict=True)
    ], bottom


def _description(evaluation: Evaluation, meetings: int, shown: int, words: Words) -> str:
    chapter = evaluation.meetings
    sentences = words.say(
        "A row for each constituency, a column for each meeting, and a sign for how it was present."
        " Constituencies: {rows}. Meetings: {columns}.",
        rows=len(chapter.constituencies),
        columns=meetings,
    )
    if chapter.attendance_rate is not None:
        share = words.share(chapter.attendance_rate)
        sentences += " " + words.say("Meetings at which they were represented: {share}.", share=share)
    if shown < meetings:
        sentences += " " + words.say(
            "Shown are the last {shown} meetings; the table has them all.", shown=shown
        )
    return sentences
