"""Who sat in the network and for whom: holders, changes, empty seats, and who stood beside the holders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.reports import terms
from adapters.reports.document import Block, Chapter, Column, Paragraph, Section, Table
from adapters.reports.figures import membership_timeline
from adapters.reports.report import Report, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator


def chapter(report: Report) -> Chapter:
    """Membership through the year."""
    membership = report.evaluation.membership
    sections: list[Section] = []
    if membership.tenures or membership.regulated:
        sections += [_changes(report), _vacancies(report)]
    sections += [_deputies(report), *_substitutions(report), *_observers(report)]
    return Chapter("membership", report.say("Membership"), tuple(_seats(report)), tuple(sections))


def _seats(report: Report) -> Iterator[Block]:
    say, membership = report.say, report.evaluation.membership
    if not membership.regulated:
        yield report.silence("seats")
    if not membership.tenures:
        yield Paragraph(say("Nobody is recorded as holding a seat."))
        return
    yield Paragraph(
        say(
            "Members when the year began: {first}; on its last day: {last}.",
            first=membership.members_before,
            last=membership.members_last_day,
        )
    )
    if membership.continuity is not None:
        yield Paragraph(
            say(
                "Of those members, still there on the last day: {stayed} ({share}).",
                stayed=membership.stayed,
                share=report.words.share(membership.continuity),
            )
        )
    picture = membership_timeline(report.evaluation, report.words)
    if picture is not None:
        yield picture
    yield Table(
        say("Who held a seat"),
        (
            Column(say("For")),
            Column(say("Seat")),
            Column(say("Who")),
            report.quoted(say("Function")),
            Column(say("From"), "day"),
            Column(say("Last day"), "day"),
            Column(say("Basis")),
        ),
        tuple(
            (
                report.constituency(one.constituency),
                report.term(terms.SEATS, one.seat),
                report.person(one.person),
                one.function,
                one.from_,
                last_day(one.until),
                report.term(terms.BASES, one.basis),
            )
            for one in membership.tenures
        ),
    )


def _changes(report: Report) -> Section:
    say = report.say
    columns = (
        Column(say("Day"), "day"),
        Column(say("For")),
        Column(say("Seat")),
        Column(say("Who")),
        Column(say("Change")),
    )
    rows = tuple(
        (
            one.on,
            report.constituency(one.constituency),
            report.term(terms.SEATS, one.seat),
            report.person(one.person),
            report.term(terms.SEAT_CHANGES, one.what),
        )
        for one in report.evaluation.membership.changes
    )
    table = Table(say("Who came and who left, by the first day it held"), columns, rows)
    return Section(say("Changes"), (table if rows else Paragraph(say("Nobody came or left.")),))


def _vacancies(report: Report) -> Section:
    say, membership = report.say, report.evaluation.membership
    if not membership.vacancies:
        return Section(say("Empty seats"), (Paragraph(say("No seat that was to be filled stood empty.")),))
    said = Paragraph(
        say(
            "Counted seat by seat, seats were to be filled on {total} days; they stood empty on {vacant}.",
            total=membership.seat_days,
            vacant=membership.vacant_days,
        )
    )
    columns = (
        Column(say("For")),
        Column(say("Seat")),
        Column(say("From"), "day"),
        Column(say("Last day"), "day"),
        Column(say("Days in the year"), "number"),
    )
    rows = tuple(
        (
            report.constituency(one.constituency),
            report.term(terms.SEATS, one.seat),
            one.from_,
            last_day(one.until),
            one.days,
        )
        for one in membership.vacancies
    )
    return Section(say("Empty seats"), (said, Table(say("Seats that stood empty"), columns, rows)))


def _deputies(report: Report) -> Section:
    say, deputies = report.say, report.evaluation.membership.deputies
    blocks: list[Block] = []
    if "deputies" in report.evaluation.unregulated:
        blocks.append(report.silence("deputies"))
    if not deputies:
        blocks.append(Paragraph(say("No standing deputy is recorded.")))
        return Section(say("Deputies"), tuple(blocks))
    columns = (
        Column(say("For")),
        Column(say("Seat")),
        Column(say("Who")),
        Column(say("From"), "day"),
        Column(say("Last day"), "day"),
    )
    rows = tuple(
        (
            report.constituency(one.constituency),
            report.term(terms.SEATS, one.seat),
            report.person(one.person),
            one.from_,
            last_day(one.until),
        )
        for one in deputies
    )
    return Section(say("Deputies"), (*blocks, Table(say("Standing deputies"), columns, rows)))


def _substitutions(report: Report) -> Iterator[Section]:
    say, substitutions = report.say, report.evaluation.membership.substitutions
    if substitutions:
        columns = (
            Column(say("Who")),
            Column(say("In the place of")),
            Column(say("How")),
            Column(say("From"), "day"),
            Column(say("Last day"), "day"),
        )
        rows = tuple(
            (
                report.person(one.person),
                report.person(one.for_),
                report.term(terms.STAND_INS, one.kind),
                one.from_,
                last_day(one.until),
            )
            for one in substitutions
        )
        yield Section(say("Substitutes"), (Table(say("Who stood in for whom"), columns, rows),))


def _observers(report: Report) -> Iterator[Section]:
    say, observers = report.say, report.evaluation.membership.observers
    if observers:
        columns = (
            Column(say("Who")),
            Column(say("Sent by")),
            Column(say("From"), "day"),
            Column(say("Last day"), "day"),
        )
        rows = tuple(
            (
                report.person(one.person),
                None if one.body is None else report.body(one.body),
                one.from_,
                last_day(one.until),
            )
            for one in observers
        )
        yield Section(say("Observers"), (Table(say("Who was invited to observe"), columns, rows),))
