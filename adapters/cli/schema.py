"""The command that says what commands, events, charters, evaluations and the API look like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.cli.call import DONE, Usage, write
from adapters.wire.json import as_json
from adapters.wire.values import nearest

if TYPE_CHECKING:
    from adapters.cli.call import Call

KINDS = ("commands", "events", "charter", "evaluation", "openapi", "asyncapi")


def schema(call: Call) -> int:
    """Print the schema of commands, events, charters, evaluations, the API, the feeds.

    JSON Schemas, of draft 2020-12. With NAME, the schema of one command or event alone; of an event also
    as it was in a version, as ChairElected.v1. A charter is TOML; its schema is of what it says. The
    description of what `samverk serve` serves is OpenAPI 3.1, that of what subscribers are sent AsyncAPI 3.0.
    """
    import orjson

    from adapters.feeds import released
    from adapters.wire import schemas

    kind, name = call.arguments.kind, call.arguments.name
    if kind not in schemas.NAMES:
        if name is not None:
            raise Usage(f"“{kind}” has no parts by name; `samverk schema {kind}` prints it whole.")
        document = {
            "charter": schemas.charter,
            "evaluation": schemas.evaluation,
            "openapi": _openapi,
            "asyncapi": _asyncapi,
        }[kind]()
    else:
        known = (*schemas.NAMES[kind], *(released.VERSIONS if kind == "events" else ()))
        if name is not None and name not in known:
            raise Usage(f"There is no “{name}” among the {kind}{nearest(name, known) or '.'}")
        if name in released.VERSIONS:
            document = released.released(name)
        else:
            document = schemas.commands(name) if kind == "commands" else schemas.events(name)
    if call.json:
        write(as_json(document) + b"\n")
    else:
        write(orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return DONE


def _openapi() -> dict[str, Any]:
    from adapters.http.app import ROUTES
    from adapters.http.openapi import document

    return document(ROUTES)


def _asyncapi() -> dict[str, Any]:
    from adapters.feeds.asyncapi import document

    return document()
