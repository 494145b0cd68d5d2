"""Rows that ask for something, tried on the networks as chartered: a year by the book, and a bare one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from domain.chapters.reports import Compiled
from domain.obligations import obligations
from domain.rules import CountRule, DeadlineRule
from tests.docs.chartered import FOUNDINGS, network, rule
from tests.domain.story import asking, day

if TYPE_CHECKING:
    from domain.obligations import Obligation
    from tests.domain.story import Command

YEAR = {
    "12k-plo": 2012,
    "lanssamordnare": 2022,
    "socialchefsnatverket": 2022,
    "socialnamndsrepresentanter": 2022,
}
"""The networks whose mandates ask for something in a year or at a meeting, and a year of theirs."""
NEVER_DUE = {"contact-details"}
"""A change nobody reported is known to nobody, so nothing falls due under it."""


def met(meeting: str, on: str, until: str | None = None, joint: tuple[str, ...] = ()) -> list[Command]:
    """A meeting, planned and held; `until` is the first day it no longer lasts."""
    planned = {"on": on, "until": until, "digital": True, "jointly_with": joint}
    return [
        asking("ScheduleMeeting", "2022-01-10", meeting=meeting, **planned),
        asking("HoldMeeting", on, meeting=meeting, on=on, attendance=()),
    ]


def minutes(meeting: str, on: str, channel: str, in_hand_on: str | None = None) -> Command:
    published = {"published_on": on, "channel": channel, "in_hand_on": in_hand_on}
    return asking("PublishMinutes", on, meeting=meeting, **published)


def agenda(meeting: str, on: str) -> Command:
    return asking("IssueAgenda", on, meeting=meeting, sent_on=on, prepared_by=("ada", "official"))


def papers(kind: str, sent_on: str) -> Command:
    about = {"body": "sro", "meeting_of_body": "2022-04-28", "papers": kind, "sent_on": sent_on}
    return asking("ShareGroupPapers", sent_on, **about)


def report(recipient: str, on: str) -> Command:
    return asking("SubmitAnnualReport", on, year=2012, recipient=recipient, on=on)


def by_the_book(key: str) -> list[Command]:
    """A year in which a network does everything its mandate asks for, on the last day it may."""
    match key:
        case "12k-plo":
            return [report(body, "2012-12-31") for body in ("lederforum-helse", "radmannsgruppen", "styret")]
        case "lanssamordnare":
            return [
                *_gathering("2022-06-29", "2022-06-30", "2022-07-01", "2022-07-14"),
                *_gathering("2022-10-05", "2022-10-06", "2022-10-07", "2022-10-20"),
            ]
        case "socialchefsnatverket":
            days = [f"2022-{month:02}-14" for month in (1, 2, 3, 4, 9, 10)]
            told = [command for on in days for command in _working_day(on)]
            told += _working_day("2022-11-14", "2022-11-16")
            return [*told, asking("HoldFollowUp", "2022-12-31", year=2022, on="2022-12-31")]
    told = []
    for on in ("2022-02-07", "2022-05-09", "2022-06-30", "2022-09-05", "2022-12-31"):
        joint = ("socialchefsnatverket",) if on in ("2022-06-30", "2022-12-31") else ()
        told += [*met(on, on, joint=joint), agenda(on, on), minutes(on, on, "email")]
    return [*told, papers("agenda", "2022-04-28"), papers("notes", "2022-05-30")]


def _gathering(first: str, second: str, after: str, fourteenth: str) -> list[Command]:
    """Two days of the county coordinators, as their mandate describes them."""
    return [
        *met(first, first, after),
        asking("AppointNoteTakers", first, meeting=first, people=("ada", "bo")),
        asking("AppointProgrammeGroup", second, meeting=first, people=("ada", "bo")),
        asking("DecidePlace", second, meeting=first, place="Umeå", for_meeting="next"),
        minutes(first, after, "members", in_hand_on=fourteenth),
    ]


def _working_day(on: str, until: str | None = None) -> list[Command]:
    """A day of the heads of social services, as their mandate describes it."""
    return [
        *met(on, on, until),
        agenda(on, on),
        asking("ReviewActivityList", on, meeting=on),
        minutes(on, on, "website"),
    ]


def bare(key: str) -> list[Command]:
    """A year with one meeting of a day, and another body's notes but not its agenda."""
    if key == "12k-plo":
        compiled = Compiled(1, "", 1)
        return [asking("CompileAnnualReport", "2012-12-31", year=2012, compiled=compiled)]
    told = met("m", "2022-03-01")
    told[0] = asking("ScheduleMeeting", "2022-01-10", meeting="m", on="2022-03-01", digital=False)
    return [*told, papers("notes", "2022-05-30")] if key == "socialnamndsrepresentanter" else told


def asked_for(key: str, told: list[Command]) -> dict[str, list[Obligation]]:
    """What a year's counts and deadlines asked for, by rule, as it stands a month after the year."""
    year = YEAR[key]
    found: dict[str, list[Obligation]] = {
        one.id: []
        for one in FOUNDINGS[key].rules
        if isinstance(one, CountRule | DeadlineRule) and one.id not in NEVER_DUE
    }
    of = network(key, *told)
    for one in obligations(of, day(f"{year}-01-01"), day(f"{year + 1}-01-01"), day(f"{year + 1}-01-31")):
        if one.rule in found:
            found[one.rule].append(one)
    return found


@pytest.mark.parametrize("key", YEAR)
def test_a_year_by_the_book_fulfils_everything_the_mandate_asks_for(key: str) -> None:
    found = asked_for(key, by_the_book(key))
    standing = {id_: {(one.status, one.days_late) for one in asked} for id_, asked in found.items()}
    assert standing == {id_: {("fulfilled", None)} for id_ in found}


@pytest.mark.parametrize("key", YEAR)
def test_after_a_bare_year_everything_the_mandate_asks_for_is_missed_or_late_or_waits(key: str) -> None:
    """What has no day only waits; a report can still be handed in, a meeting cannot be held any more."""
    left = {
        id_: {one.status for one in asked if one.status != "fulfilled"}
        for id_, asked in asked_for(key, bare(key)).items()
    }
    assert left == {id_: {_left_undone(key, id_)} for id_ in left}


def _left_undone(key: str, id_: str) -> str:
    asks: Any = rule(key, id_)
    if isinstance(asks, DeadlineRule) and asks.what == "group-papers":
        return "missed"  # the agenda, which was not sent before the meeting; the notes were
    if asks.what == "minutes-taken" or (asks.what == "minutes" and asks.days is None):
        return "due"
    return "late" if asks.what in ("minutes", "annual-report", "follow-up") else "missed"


def test_nothing_falls_due_for_contact_details_whoever_reports_them() -> None:
    of = network("lanssamordnare")
    due = obligations(of, day("2019-01-01"), day("2030-01-01"), day("2026-01-01"))
    assert {one.rule for one in due} > {"representatives"}
    assert "contact-details" not in {one.rule for one in due}
