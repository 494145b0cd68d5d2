"""The description of what subscribers are sent (AsyncAPI 3.0), drawn from the catalogue of events."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, get_args

from adapters.feeds.cloudevents import BATCH_MEDIA_TYPE, MEDIA_TYPE
from adapters.feeds.jetstream import CURSOR_HEADER
from adapters.feeds.released import VERSIONS, released
from domain.catalogue import EVENTS
from domain.people import PersonEvent

_SCHEMA = "#/components/schemas/{}"
_PEOPLE = frozenset(EVENTS[event][0] for event in get_args(PersonEvent))
_TEXT = {"type": "string"}

_ATTRIBUTES: dict[str, Any] = {
    "specversion": {"const": "1.0"},
    "id": {**_TEXT, "description": "The same whenever and however the event is sent: tell repeats by it."},
    "source": {**_TEXT, "pattern": "^/(networks|people)/", "description": "The stream it belongs to."},
    "type": {**_TEXT, "pattern": r"^samverk\.[A-Za-z]+\.v[0-9]+$"},
    "time": {**_TEXT, "format": "date-time", "description": "When it was recorded."},
    "subject": {**_TEXT, "description": "Key of the network, or of the person."},
    "sequence": {
        **_TEXT,
        "pattern": "^[0-9]+$",
        "description": "Its position in the log, of which none lacks.",
    },
}
_WHOLE: dict[str, Any] = {
    "datacontenttype": {"const": "application/json"},
    "effective": {**_TEXT, "format": "date", "description": "The day it counts from; a person's has none."},
    "data": {"type": "object"},
}


@cache
def document() -> dict[str, Any]:
    """The description, whole."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Samverk",
            "version": "1",
            "description": "Every entry of a book of record, as CloudEvents 1.0: each at least once, in the"
            " one order of `sequence`, with an `id` that never changes, from any position, for ever. There"
            " are four ways; all say the same. A place in the log is named by a cursor; one of a log that is"
            " no more, because a backup was restored, is refused.",
        },
        "defaultContentType": MEDIA_TYPE,
        "servers": _SERVERS,
        "channels": _channels(),
        "operations": _operations(),
        "components": {
            "messages": {**{key: _message(key) for key in VERSIONS}, **_OTHERS},
            "schemas": _schemas(),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "By `samverk token create`."}
            },
        },
    }


def document_at(protocol: str, host: str, path: str) -> dict[str, Any]:
    """The description of a service that is reached at an address, its path empty or such as `/samverk`."""
    said = document()
    service = {key: value for key, value in said["servers"]["service"].items() if key != "variables"}
    service |= {"host": host, "protocol": protocol, "pathname": path or "/"}
    return {**said, "servers": {**said["servers"], "service": service}}


_SERVERS: dict[str, Any] = {
    "service": {
        "host": "{host}",
        "protocol": "http",
        "description": "`samverk serve`, behind whatever ends TLS.",
        "variables": {"host": {"default": "127.0.0.1:8000"}},
        "security": [{"$ref": "#/components/securitySchemes/token"}],
    },
    "receiver": {
        "host": "{host}",
        "protocol": "https",
        "description": "A webhook's own; `samverk webhook add` names it.",
        "variables": {"host": {"description": "The receiver's."}},
    },
    "nats": {
        "host": "{host}",
        "protocol": "nats",
        "description": "A NATS server with JetStream that `samverk relay` publishes to.",
        "variables": {"host": {"default": "127.0.0.1:4222"}},
    },
}

_OTHERS: dict[str, Any] = {
    "Batch": {
        "title": "Several events in their order",
        "contentType": BATCH_MEDIA_TYPE,
        "payload": {"type": "array", "items": {"$ref": _SCHEMA.format("Event")}},
    },
    "Thin": {
        "title": "That there is an event",
        "summary": "What a webhook is told unless it asked for more; the event itself is in the feed.",
        "contentType": MEDIA_TYPE,
        "payload": {"$ref": _SCHEMA.format("Attributes")},
    },
}


def _channels() -> dict[str, Any]:
    everything = tuple(VERSIONS)
    people = tuple(key for key, (name, _) in VERSIONS.items() if name in _PEOPLE)
    networks = tuple(key for key in everything if key not in people)
    return {
        "feed": _channel(
            "/feed",
            "service",
            ("Batch",),
            "The log in batches past `after`; `Link` leads on, also from its end.",
        ),
        "events": _channel(
            "/events", "service", everything, "Server-sent events: the cursor as id, the type as event."
        ),
        "webhook": _channel(
            None,
            "receiver",
            ("Thin", *everything),
            "Requests signed as Standard Webhooks has it, one at a time.",
        ),
        "networks": {
            **_channel(
                "samverk.networks.{network}.{type}", "nats", networks, f"`Nats-Msg-Id` is the id. {_CURSORED}"
            ),
            "parameters": {
                "network": {"description": "Key of the network."},
                "type": _type_parameter(networks),
            },
        },
        "people": {
            **_channel("samverk.people.{type}", "nats", people, f"`Nats-Msg-Id` is the id. {_CURSORED}"),
            "parameters": {"type": _type_parameter(people)},
        },
    }


_CURSORED = f"`{CURSOR_HEADER}` is the place in the log, for going on in the feed."


def _channel(address: str | None, server: str, messages: tuple[str, ...], text: str) -> dict[str, Any]:
    return {
        "address": address,
        "description": text,
        "servers": [{"$ref": f"#/servers/{server}"}],
        "messages": {key: {"$ref": f"#/components/messages/{key}"} for key in messages},
    }


def _type_parameter(keys: tuple[str, ...]) -> dict[str, Any]:
    names = sorted({VERSIONS[key][0] for key in keys})
    return {"description": "Type of the event, without its version.", "enum": names}


def _operations() -> dict[str, Any]:
    return {
        name: {
            "action": "send",
            "channel": {"$ref": f"#/channels/{channel}"},
            "summary": summary,
            **({"bindings": {"http": {"method": method}}} if method else {}),
        }
        for name, channel, summary, method in (
            ("answerFeed", "feed", "Gives what comes after a place; waits for it where asked to.", "GET"),
            ("streamEvents", "events", "Sends what comes after a place, and on as the log grows.", "GET"),
            (
                "callWebhook",
                "webhook",
                "Tells a receiver; the next once the one before was accepted.",
                "POST",
            ),
            ("relayNetworks", "networks", "Publishes every entry of a network.", None),
            ("relayPeople", "people", "Publishes that there is an entry about a person.", None),
        )
    }


def _message(key: str) -> dict[str, Any]:
    name, _ = VERSIONS[key]
    (event,) = (cls for cls, (stored, _) in EVENTS.items() if stored == name)
    return {
        "name": f"samverk.{key}",
        "title": key,
        "summary": (event.__doc__ or "").partition("\n")[0],
        "contentType": MEDIA_TYPE,
        "payload": {
            "allOf": [
                {"$ref": _SCHEMA.format("Event")},
                {
                    "type": "object",
                    "properties": {
                        "type": {"const": f"samverk.{key}"},
                        "data": {"$ref": _SCHEMA.format("Person" if name in _PEOPLE else key)},
                    },
                    "required": [] if name in _PEOPLE else ["effective"],
                },
            ]
        },
    }


def _schemas() -> dict[str, Any]:
    schemas: dict[str, Any] = {
        "Attributes": {
            "type": "object",
            "description": "What tells an event from others.",
            "properties": _ATTRIBUTES,
            "required": list(_ATTRIBUTES),
        },
        "Event": {
            "type": "object",
            "description": "An event, whole.",
            "properties": {**_ATTRIBUTES, **_WHOLE},
            "required": [*_ATTRIBUTES, "datacontenttype", "data"],
            "additionalProperties": False,
        },
        "Person": {
            "type": "object",
            "description": "Of people nothing but the key is told, so that nothing is to be taken back.",
            "properties": {"person": {"type": "string"}},
            "required": ["person"],
            "additionalProperties": False,
        },
    }
    for key, (name, _) in VERSIONS.items():
        if name not in _PEOPLE:
            schemas |= _parts(key)
    return schemas


def _parts(key: str) -> dict[str, Any]:
    """The schemas of one type and version, each part named after it: another version may have other parts."""
    whole = dict(released(key))
    parts = whole.pop("$defs")
    del whole["$schema"]
    return {key: _moved(whole, key), **{f"{key}.{name}": _moved(part, key) for name, part in parts.items()}}


def _moved(part: Any, key: str) -> Any:
    """A schema whose references lead to where the description keeps its parts."""
    if isinstance(part, dict):
        return {
            name: re.sub(r"^#/\$defs/", _SCHEMA.format(f"{key}."), value)
            if name == "$ref"
            else _moved(value, key)
            for name, value in part.items()
        }
    return [_moved(value, key) for value in part] if isinstance(part, list) else part
