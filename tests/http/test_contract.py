"""Every operation called with what its description allows, and with what it does not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, reject, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core.errors import UnsupportedSchema

from adapters.access.roles import Role
from adapters.http.app import ROUTES
from adapters.http.openapi import document

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy
    from schemathesis.schemas import BaseSchema
    from starlette.types import ASGIApp, Receive, Scope, Send

    from adapters.http.routes import Route
    from tests.http.caller import Caller

EXAMPLES = int(os.environ.get("SAMVERK_CONTRACT_EXAMPLES", "20"))
"""Calls of each operation; 500 is the full size."""
SEED = int(os.environ.get("SAMVERK_CONTRACT_SEED", "2013"))
ACCEPTED = ["2xx", "404", "409", "410", "412", "422"]
"""How an operation may answer to what its description allows: it may not be there, or be refused."""


@pytest.fixture(scope="module")
def description(playground: Caller) -> BaseSchema:
    found = schemathesis.openapi.from_dict(document(ROUTES))
    found.app = started(playground.app)
    # The token is always there; a request is not made worse by leaving it out.
    found.config.generation.update(with_security_parameters=False)
    checks = found.config.checks
    checks.positive_data_acceptance.expected_statuses = ACCEPTED
    checks.missing_required_header.expected_statuses = ["400", "428"]
    return found


def started(app: ASGIApp) -> ASGIApp:
    """An application that is not started and stopped around every call."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        for event in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{event}.complete"})

    return answer


Called: TypeAlias = schemathesis.Case[Any]


def hurried(case: Called) -> Called:
    """The same call, by somebody who does not ask to be kept waiting for long: that would be done."""
    if case.query and "timeout" in case.query:
        case.query["timeout"] = min(int(case.query["timeout"]), 1)
    return case


@st.composite
def drawable(draw: DrawFn, cases: SearchStrategy[Called]) -> Called:
    """The calls that schemathesis can make up: now and then it meets a negation that it cannot spell out."""
    try:
        return draw(cases)
    except UnsupportedSchema:
        reject()


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_an_operation_keeps_to_its_description_whatever_it_is_called_with(
    playground: Caller, description: BaseSchema, route: Route
) -> None:
    operation = description[route.path][route.method]
    role = Role.ADMIN if route.name in ("metrics", "tokens", "revoke-token") else Role.KEEPER
    headers = {"Authorization": f"Bearer {playground.token(role)}"}

    # What takes nothing can be asked for nothing that its description does not allow.
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)[: 2 if route.parameters else 1]
    for mode in modes:
        cases = drawable(operation.as_strategy(generation_mode=mode))

        @seed(SEED)
        @settings(
            max_examples=EXAMPLES // 2,
            database=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        )
        @given(case=cases.map(hurried) if mode is GenerationMode.POSITIVE else cases)
        def call(case: Called) -> None:
            case.call_and_validate(headers=headers)

        call()
