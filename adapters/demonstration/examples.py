"""An example of every command's body: its first line in the demonstration histories."""

from __future__ import annotations

from typing import Any

import orjson

from adapters.demonstration.histories import histories

_ENTRY = "01924c2e-7d1a-7c3f-9f54-5d2b6f0e8a11"
_BESIDE = {
    "SucceedBody": {
        "body": "styret",
        "by": "radet",
        "name": "Rådet",
        "effective": "2013-01-01",
    },
    "WithdrawExternalRepresentative": {
        "person": "siv-fjellheim",
        "body": "sykehuset",
        "effective": "2013-01-01",
    },
}
"""Those that no history has."""


def _examples() -> dict[str, dict[str, Any]]:
    result = dict(_BESIDE)
    for path in histories().values():
        for line in path.read_bytes().splitlines():
            said = orjson.loads(line)
            if "command" in said and said["command"] not in result:
                result[said["command"]] = _as_body(said)
    return result


def _as_body(said: dict[str, Any]) -> dict[str, Any]:
    about = "network" if "network" in said else "person"
    absent = {"command", about, "id", "actor", "authority", "expected_version", "correlation"}
    body = {name: value for name, value in said.items() if name not in absent}
    if "entry" in body:
        body["entry"] = _ENTRY
    return body


EXAMPLES: dict[str, dict[str, Any]] = _examples()
