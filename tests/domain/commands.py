"""Commands in short, for stories that need many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain import corrections
from domain.chapters import (
    mandates,
)
from tests.domain.story import asking

if TYPE_CHECKING:
    from domain.rules import Rule
    from tests.domain.story import Command


def appoint(
    person: str, constituency: str, effective: str, until: str | None = None, seat: str | None = None
) -> Command:
    return asking(
        "AppointRepresentative",
        effective,
        person=person,
        constituency=constituency,
        until=until,
        seat=seat,
    )


def stand_down(person: str, constituency: str, effective: str) -> Command:
    return asking(
        "StandDownRepresentative",
        effective,
        person=person,
        constituency=constituency,
        reason="Ny stilling",
    )


def deputise(person: str, constituency: str, effective: str, until: str | None = None) -> Command:
    return asking("AppointDeputy", effective, person=person, constituency=constituency, until=until)


def substitute(person: str, holder: str, kind: str, effective: str) -> Command:
    return asking("BeginSubstitution", effective, person=person, holder=holder, kind=kind)


def elect(person: str, effective: str, until: str | None = None, replaces: str | None = None) -> Command:
    return asking("ElectChair", effective, person=person, until=until, replaces=replaces)


def extend(person: str, effective: str, until: str, office: str = "chair") -> Command:
    return asking("ExtendTerm", effective, office=office, person=person, until=until)


def step_down(person: str, effective: str, office: str = "chair") -> Command:
    return asking("StepDownFromOffice", effective, office=office, person=person, reason="Etter eget ønske")


def propose(
    revision: str,
    effective: str,
    in_force_from: str,
    rules: dict[str, Rule | None] | None = None,
    by: str = "medlemmene",
    **changes: Any,
) -> Command:
    return asking(
        "ProposeMandateRevision",
        effective,
        revision=revision,
        proposed_by=by,
        changes=mandates.MandateChanges(rules=rules or {}, **changes),
        in_force_from=in_force_from,
    )


def decide(revision: str, on: str, rules: dict[str, Rule | None] | None = None, **changes: Any) -> Command:
    """A revision by the own decision of a network whose mandate names nobody who approves."""
    return propose(revision, on, on, rules, by="silent", **changes)


def approve(revision: str, body: str, on: str) -> Command:
    return asking("ApproveMandateRevision", on, revision=revision, body=body, on=on, reference="Sak 7")


def admit(constituency: str, effective: str, kind: str = "municipality") -> Command:
    return asking(
        "AdmitConstituency",
        effective,
        constituency=constituency,
        name=constituency.title(),
        kind=kind,
    )


def withdraw(constituency: str, effective: str) -> Command:
    return asking("WithdrawConstituency", effective, constituency=constituency, reason="Utmeldt")


def succeed(constituency: str, by: str, effective: str, kind: str = "municipality") -> Command:
    return asking(
        "SucceedConstituency",
        effective,
        constituency=constituency,
        by=by,
        name=by.title(),
        kind=kind,
    )


def dissolve(effective: str) -> Command:
    return asking("DissolveNetwork", effective, reason="Samarbeidet er avsluttet")


def correct(entry: str, /, **changes: Any) -> Command:
    """A correction in plain JSON values, as commands carry it."""
    return lambda network: corrections.correct_entry(
        network, network.structure.founded, entry, changes, "Feil i brevet"
    )


def annul(entry: str) -> Command:
    return lambda network: corrections.annul_entry(
        network, network.structure.founded, entry, "Ført to ganger"
    )
