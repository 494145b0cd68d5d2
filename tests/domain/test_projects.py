from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.chapters import projects
from domain.chapters.projects import PROJECT, Project, ProjectApproved, ProjectSketched
from domain.refusals import KeyNamesOneThing, MustBeKnown, OnlyNamedBodiesApprove
from tests.domain.commands import annul, approve, correct, propose
from tests.domain.networks import PLO_PROJECTS, plo, silent
from tests.domain.story import asking, day, given, refused, then, when

if TYPE_CHECKING:
    from domain.network import Network
    from tests.domain.story import Command


def project(network: Network) -> Project:
    return network.timeline(PROJECT("hverdag"))


def sketch(resources: bool = True, initiated: bool = True, title: str = "Hverdagsrehabilitering") -> Command:
    return asking(
        "SketchProject",
        "2012-02-01",
        project="hverdag",
        title=title,
        needs_resources=resources,
        initiated_by_network=initiated,
    )


def present(body: str, on: str) -> Command:
    return asking("PresentProject", on, project="hverdag", body=body, on=on, reference="Sak 3")


def approve_it(body: str, on: str) -> Command:
    return asking("ApproveProject", on, project="hverdag", body=body, on=on)


def decline(body: str, on: str) -> Command:
    return asking("DeclineProject", on, project="hverdag", body=body, on=on)


def start(on: str) -> Command:
    return asking("StartProject", on, project="hverdag", on=on)


def lacking(network: Network, on: str) -> tuple[str, ...]:
    return projects.missing(network, project(network), day(on))


STEPS = {
    "presented": present("lederforum-helse", "2012-03-01"),
    "approved": approve_it("styret", "2012-04-01"),
    "declined": decline("styret", "2012-04-01"),
    "started": start("2012-05-01"),
}


def test_a_project_is_sketched_presented_approved_and_started() -> None:
    network = given(
        plo(),
        sketch(),
        present("lederforum-helse", "2012-03-01"),
        approve_it("radmannsgruppen", "2012-04-01"),
        approve_it("styret", "2012-05-01"),
        start("2012-06-01"),
    )
    found = project(network)
    assert found.sketched == ProjectSketched(
        day("2012-02-01"), "hverdag", "Hverdagsrehabilitering", True, True
    )
    assert [fact.event.body for fact in found.presented] == ["lederforum-helse"]
    assert found.started is not None
    assert found.started.event.on == day("2012-06-01")
    assert [lacking(network, on) for on in ("2012-03-31", "2012-04-01", "2012-05-01")] == [
        ("radmannsgruppen", "styret"),
        ("styret",),
        (),
    ]


def test_a_project_started_before_its_approvals_is_recorded() -> None:
    network = given(plo(), sketch(), start("2012-03-01"))
    assert lacking(network, "2012-03-01") == ("radmannsgruppen", "styret")


@pytest.mark.parametrize(("resources", "initiated"), [(False, True), (True, False), (False, False)])
def test_only_a_project_that_needs_resources_and_is_the_networks_own_needs_approval(
    resources: bool, initiated: bool
) -> None:
    network = given(plo(), sketch(resources, initiated))
    assert lacking(network, "2012-03-01") == ()
    when(network, approve_it("lederforum-helse", "2012-03-01"))
    then(network, ProjectApproved(day("2012-03-01"), "hverdag", "lederforum-helse", day("2012-03-01"), None))


def test_no_approval_is_needed_where_the_mandate_asks_for_none() -> None:
    network = given(silent(), sketch(), approve_it("hvem-som-helst", "2012-03-01"))
    assert lacking(network, "2012-02-01") == ()


def test_an_approval_by_a_body_the_mandate_does_not_name_is_refused() -> None:
    refused(
        given(plo(), sketch()),
        approve_it("lederforum-helse", "2012-03-01"),
        by=OnlyNamedBodiesApprove,
        quote=PLO_PROJECTS,
        accepted="One of: radmannsgruppen, styret.",
    )


def test_a_body_that_declines_is_recorded_and_may_approve_later() -> None:
    network = given(plo(), sketch(), decline("styret", "2012-03-01"), approve_it("styret", "2012-09-01"))
    assert [fact.event.body for fact in project(network).declined] == ["styret"]
    assert lacking(network, "2012-09-01") == ("radmannsgruppen",)


def test_the_successor_of_a_body_approves() -> None:
    network = given(
        plo(),
        sketch(),
        asking("SucceedBody", "2012-03-01", body="styret", by="nytt-styre", name="Nytt styre"),
        approve_it("nytt-styre", "2012-04-01"),
    )
    assert lacking(network, "2012-04-01") == ("radmannsgruppen",)


@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_said_of_a_project_nobody_sketched(step: str) -> None:
    refused(given(plo()), STEPS[step], by=MustBeKnown, quote=None, accepted="SketchProject first")
    assert projects.missing(given(plo()), Project(), day("2012-03-01")) == ()


def test_a_key_names_one_project() -> None:
    refused(
        given(plo(), sketch()),
        sketch(title="Et annet"),
        by=KeyNamesOneThing,
        quote=None,
        accepted="Another key",
        against="e2",
    )


def test_a_sketch_corrected_so_that_it_needs_approval_is_refused_over_an_approval_by_another() -> None:
    network = given(plo(), sketch(resources=False), approve_it("lederforum-helse", "2012-03-01"))
    refused(
        network,
        correct("e2", needs_resources=True),
        by=OnlyNamedBodiesApprove,
        quote=PLO_PROJECTS,
        accepted="radmannsgruppen",
        against="e3",
    )


def test_annulling_a_sketch_is_refused_while_the_project_is_spoken_of() -> None:
    refused(
        given(plo(), sketch(), start("2012-03-01")),
        annul("e2"),
        by=MustBeKnown,
        quote=None,
        accepted="SketchProject first",
        against="e3",
    )


def test_a_project_needs_the_approvals_of_the_mandate_it_was_sketched_under() -> None:
    network = given(plo(), sketch(), propose("r", "2012-02-02", "2012-02-02", {"projects": None}))
    when(network, approve("r", "radmannsgruppen", "2012-02-02"))
    assert lacking(network, "2012-03-01") == ("radmannsgruppen", "styret")
