"""The command that says what commands, events and charters look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.cli.arguments import nearest
from adapters.cli.call import DONE, Usage, as_json, write

if TYPE_CHECKING:
    from adapters.cli.call import Call

KINDS = ("commands", "events", "charter")


def schema(call: Call) -> int:
    """Print the JSON Schema of commands, of events, or of a charter.

    The schemas are of draft 2020-12. With NAME, the schema of one command or event alone. A charter is TOML;
    its schema is of what it says.
    """
    import orjson

    from adapters import schemas

    kind, name = call.arguments.kind, call.arguments.name
    if kind == "charter":
        if name is not None:
            raise Usage("There is one schema of a charter; `samverk schema charter` prints it.")
        document = schemas.charter()
    else:
        known = schemas.NAMES[kind]
        if name is not None and name not in known:
            raise Usage(f"There is no “{name}” among the {kind}{nearest(name, known) or '.'}")
        document = schemas.commands(name) if kind == "commands" else schemas.events(name)
    if call.json:
        write(as_json(document) + b"\n")
    else:
        write(orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return DONE
