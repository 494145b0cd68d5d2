"""The mandate in the year: versions, what they changed, who approved it; proposals, text and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.reports import terms
from adapters.reports.document import Block, Chapter, Column, Paragraph, Section, Table
from adapters.reports.report import Report, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from application.evaluation.chapters.mandate import VersionLine


def chapter(report: Report) -> Chapter:
    """The mandate's versions and proposals."""
    revised = [version for version in report.evaluation.mandate.versions if version.revision is not None]
    sections = (*(_revision(report, version) for version in revised), *_proposals(report))
    return Chapter("mandate", report.say("The mandate in the year"), tuple(_versions(report)), sections)


def appendix(report: Report) -> Chapter:
    """The mandate's text and rules, as last in force in the year."""
    say, mandate = report.say, report.evaluation.mandate
    text = Section(say("Text"), (report.quote(mandate.text),)) if mandate.text else None
    rules = Table(
        say("Rules of the mandate"),
        (
            Column(say("Rule")),
            Column(say("Kind")),
            Column(say("Force")),
            report.quoted(say("Where it stands")),
            report.quoted(say("The mandate’s words")),
            Column(say("How they are read"), language="en"),
        ),
        tuple(
            (
                rule.rule,
                report.term(terms.FAMILIES, rule.family),
                report.term(terms.FORCES, rule.force),
                rule.section,
                rule.quote,
                rule.reading,
            )
            for rule in mandate.rules
        ),
    )
    stated = rules if mandate.rules else Paragraph(say("No sentence of the mandate is followed as a rule."))
    sections = (*((text,) if text else ()), Section(say("Rules"), (stated,)))
    return Chapter("mandate-text", say("Appendix: the mandate"), (), sections)


def _versions(report: Report) -> Iterator[Block]:
    say, mandate = report.say, report.evaluation.mandate
    if mandate.expired_since is not None:
        yield Paragraph(
            say("From {day} the network had no mandate in force.", day=mandate.expired_since),
            "note",
        )
    if mandate.versions:
        yield Table(
            say("Versions of the mandate"),
            (
                Column(say("Version"), "number"),
                Column(say("In force from"), "day"),
                Column(say("Last day"), "day"),
                Column(say("Sunset"), "day"),
                Column(say("Status")),
                Column(say("Proposed by")),
                Column(say("Approved by")),
            ),
            tuple(
                (
                    one.version,
                    one.in_force_from,
                    last_day(one.until),
                    one.sunset,
                    report.term(terms.MANDATE_STATUSES, one.status),
                    None if one.proposed_by is None else report.anyone(one.proposed_by),
                    report.decisions(one.approvals),
                )
                for one in mandate.versions
            ),
        )
    else:
        yield Paragraph(say("No version of the mandate was in force in the year."))
    if not mandate.revision_regulated:
        yield report.silence("revision")


def _revision(report: Report, version: VersionLine) -> Section:
    say = report.say
    blocks: list[Block] = []
    if not version.approvals:
        blocks.append(Paragraph(say("No body’s approval of it is recorded.")))
    if version.text_changed:
        blocks.append(Paragraph(say("The text of the mandate was changed.")))
    if version.sunset_changed:
        sunset = version.sunset
        blocks.append(
            Paragraph(
                say("No last day is set for it any more.")
                if sunset is None
                else say("Its last day became {day}.", day=sunset)
            )
        )
    if version.changes:
        blocks.append(
            Table(
                say("Rules changed by version {version}", version=version.version),
                (Column(say("Rule")), report.quoted(say("Before")), report.quoted(say("After"))),
                tuple((change.rule, change.before, change.after) for change in version.changes),
            )
        )
    title = say(
        "Version {version}: revision “{revision}”",
        version=version.version,
        revision=version.revision or "",
    )
    return Section(title, tuple(blocks))


def _proposals(report: Report) -> Iterator[Section]:
    say, proposals = report.say, report.evaluation.mandate.proposals
    if not proposals:
        return
    columns = (
        Column(say("Revision")),
        Column(say("Proposed by")),
        Column(say("Proposed on"), "day"),
        Column(say("Meant to be in force from"), "day"),
        Column(say("Approved by")),
        Column(say("Rejected by")),
        Column(say("Approval missing")),
        Column(say("Status")),
    )
    rows = tuple(
        (
            one.revision,
            report.anyone(one.proposed_by),
            one.proposed_on,
            one.wanted_from,
            report.decisions(one.approvals),
            report.decisions(one.rejections),
            report.bodies(one.missing),
            report.term(terms.MANDATE_STATUSES, one.status),
        )
        for one in proposals
    )
    yield Section(say("Proposals"), (Table(say("Revisions that did not come into force"), columns, rows),))
