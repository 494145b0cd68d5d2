"""Evaluations over HTTP: every format by `Accept`, the same bytes as on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jsonschema
import pytest

from adapters.access.roles import Role
from adapters.http.app import ROUTES
from adapters.http.openapi import document
from adapters.reports.rendering import rendered
from adapters.wire import schemas

if TYPE_CHECKING:
    from tests.http.caller import Caller

KINDS = {
    "application/json": "json",
    "text/markdown": "md",
    "text/html": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
PLACE = "/networks/12k-plo/evaluations/2013"


@pytest.mark.parametrize("kind", KINDS)
def test_an_evaluation_is_given_in_the_format_that_is_accepted(demo: Caller, kind: str) -> None:
    position = demo.samverk.log.head()[0]
    said = demo.get(PLACE, headers={"Accept": kind}, params={"lang": "sv"})
    assert said.status_code == 200
    assert said.headers["content-type"].partition(";")[0] == kind
    evaluation = demo.samverk.evaluations.evaluate("12k-plo", 2013, position)
    assert said.content == rendered(evaluation, KINDS[kind], "sv")
    again = demo.get(
        PLACE, headers={"Accept": kind, "If-None-Match": said.headers["etag"]}, params={"lang": "sv"}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_json_is_given_unless_something_else_is_asked_for_and_fits_its_schemas(demo: Caller) -> None:
    said = demo.get(PLACE, params={"known_at": "235"}).json()
    assert (said["position"], said["on"]) == (235, "2013-11-28")
    jsonschema.Draft202012Validator(schemas.evaluation()).validate(said)
    described = document(ROUTES)
    schema = {"$ref": "#/components/schemas/Evaluation", "components": described["components"]}
    jsonschema.Draft202012Validator(schema).validate(said)


def test_what_cannot_be_evaluated_is_a_problem_with_its_sentence(demo: Caller) -> None:
    said = demo.get("/networks/12k-plo/evaluations/1999")
    assert (said.status_code, said.json()["detail"]) == (
        404,
        "“12k-plo” did not exist in 1999: it was founded on 2011-01-01.",
    )
    assert demo.get("/networks/nobody/evaluations/2013").status_code == 404
    assert demo.get("/networks/12k-plo/evaluations/soon").status_code == 404
    assert demo.get(PLACE, params={"lang": "de"}).status_code == 400
    assert demo.get(PLACE, headers={"Accept": "image/png"}).status_code == 406


def test_an_evaluation_takes_a_token_of_the_network(demo: Caller) -> None:
    assert demo.get(PLACE, token=demo.token(Role.AUDITOR, "12k-plo")).status_code == 200
    assert demo.get(PLACE, token=demo.token(Role.AUDITOR, "lanssamordnare")).status_code == 403
    assert demo.get(PLACE, token=demo.token(Role.SUBSCRIBER)).status_code == 403
