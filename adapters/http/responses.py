"""Commands, tokens, how the service does, and problems: what their answers look like."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Written(Struct):
    """An event that was recorded."""

    type: str
    position: int
    id: str


class Recorded(Struct):
    """What a command led to; no events where nothing was new."""

    ok: Literal[True]
    events: list[Written]
    version: int


class Commands(Struct):
    """What a token may do to a network, and the network's version."""

    network: str
    version: int
    commands: list[str]


class Live(Struct):
    """The process answers."""

    live: Literal[True]


class Ready(Struct):
    """How far the read models are, and the seconds since this process looked, or saw them get no further."""

    ready: bool
    stopping: bool
    position: int
    projected: int
    lag: int
    leading: bool
    looked: float
    still: float


class Kept(Struct):
    """What is kept of a token."""

    id: str
    role: str
    networks: list[str] | None
    actor: str
    authority: str | None
    created: str
    expires: str
    revoked: str | None


class Tokens(Struct):
    """Every token ever made."""

    tokens: list[Kept]


class Told(Struct):
    """A problem (RFC 9457): what is wrong, with the field it is about, or the rule and its quote."""

    type: str
    title: str
    status: int
    detail: str
    field: str | None = None
    rule: str | None = None
    quote: str | None = None
    accepted: str | None = None
    entry: str | None = None
    version: int | None = None
