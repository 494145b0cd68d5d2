"""The API's description: whole, drawn from the catalogues, with examples that fit."""

from __future__ import annotations

import jsonschema
import pytest

from adapters.http.app import ROUTES
from adapters.http.openapi import document
from adapters.wire.json import plain
from application.commands import COMMANDS
from tests.cli.conftest import program as _program
from tests.cli.program import Program

program = _program
DESCRIPTION = document(ROUTES)
OPERATIONS = {
    one["operationId"]: one for methods in DESCRIPTION["paths"].values() for one in methods.values()
}


def test_every_operation_and_every_command_is_described() -> None:
    assert OPERATIONS.keys() == {route.name for route in ROUTES}
    assert COMMANDS.keys() <= OPERATIONS.keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_that_its_schema_takes(name: str) -> None:
    content = OPERATIONS[name]["requestBody"]["content"]["application/json"]
    whole = {**content["schema"], "components": DESCRIPTION["components"]}
    jsonschema.Draft202012Validator(whole).validate(content["example"])


def test_every_parameter_has_an_example_that_its_schema_takes() -> None:
    for one in OPERATIONS.values():
        for parameter in one["parameters"]:
            jsonschema.Draft202012Validator(parameter["schema"]).validate(parameter["example"])


def test_no_body_takes_what_the_path_the_token_or_a_header_says() -> None:
    elsewhere = {"command", "network", "actor", "authority", "id", "expected_version", "correlation"}
    for name in COMMANDS:
        body = OPERATIONS[name]["requestBody"]["content"]["application/json"]["schema"]
        assert elsewhere & body["properties"].keys() == set()
        assert body["additionalProperties"] is False


def test_every_schema_is_one_and_every_reference_leads_somewhere() -> None:
    schemas = DESCRIPTION["components"]["schemas"]
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)

    def references(part: object) -> set[str]:
        if isinstance(part, dict):
            own = {part["$ref"]} if "$ref" in part else set()
            return own.union(*map(references, part.values()))
        return set().union(*map(references, part)) if isinstance(part, list) else set()

    assert {name.rpartition("/")[2] for name in references(DESCRIPTION)} == schemas.keys()


def test_the_program_prints_the_description_that_the_service_serves(program: Program) -> None:
    assert program("--json", "schema", "openapi").json == plain(DESCRIPTION)
