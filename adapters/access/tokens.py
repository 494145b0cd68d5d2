"""API tokens: random, kept as hashes beside the log, each with a role, networks and an end."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import insert, select, update

from adapters.access.roles import Principal, Role
from adapters.database.cursors import driver_cursor
from adapters.database.engine import location, stamp
from adapters.database.faults import faults_of
from adapters.database.statements import placed
from adapters.database.tables import token as table

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Engine

PREFIX = "smv_"
"""What every token starts with, so that one that leaked is recognised."""
_BYTES = 32


@dataclass(frozen=True, slots=True)
class Token:
    """What is kept of a token, which is all but itself; instants are UTC as the log writes them."""

    id: str
    role: Role
    networks: tuple[str, ...] | None
    actor: str
    authority: str | None
    created: str
    expires: str
    revoked: str | None


_COLUMNS = tuple(table.c[field.name] for field in fields(Token))


class Tokens:
    """The tokens of a register. Everything raises DatabaseFault."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._writing = engine.execution_options(begin="BEGIN IMMEDIATE")
        self._where = location(engine)
        self._clock = clock
        names = ", ".join(column.name for column in _COLUMNS)
        self._find = placed(f"SELECT {names} FROM token WHERE hash = ?", engine.dialect)

    def create(
        self,
        role: Role,
        networks: tuple[str, ...] | None,
        *,
        actor: str,
        authority: str | None = None,
        expires: datetime,
    ) -> tuple[str, Token]:
        """Makes a token; returns it, which is the only time it can be seen, and what is kept of it."""
        secret = PREFIX + secrets.token_urlsafe(_BYTES)
        made = Token(
            secrets.token_hex(6),
            role,
            None if networks is None else tuple(sorted(set(networks))),
            actor,
            authority,
            stamp(self._clock()),
            stamp(expires),
            None,
        )
        row = {
            "id": made.id,
            "hash": _hash(secret),
            "role": role.value,
            "networks": None if made.networks is None else orjson.dumps(made.networks).decode(),
            "actor": actor,
            "authority": authority,
            "created": made.created,
            "expires": made.expires,
        }
        with faults_of(self._where), self._writing.begin() as connection:
            connection.execute(insert(table).values(row))
        return secret, made

    def all(self) -> list[Token]:
        """Every token ever made, the oldest first."""
        with faults_of(self._where), self._engine.connect() as connection:
            rows = connection.execute(select(*_COLUMNS).order_by(table.c.created, table.c.id)).all()
        return [_token(*row) for row in rows]

    def revoke(self, id_: str) -> bool:
        """Lets a token open nothing any more, from now on; whether there was one that still did."""
        changed = (
            update(table)
            .where(table.c.id == id_, table.c.revoked.is_(None))
            .values(revoked=stamp(self._clock()))
        )
        with faults_of(self._where), self._writing.begin() as connection:
            return bool(connection.execute(changed).rowcount)

    def principal(self, secret: str) -> Principal | None:
        """Whoever a token lets in now; None for one that is unknown, revoked or past its end."""
        with driver_cursor(self._engine, self._where) as cursor:
            cursor.execute(self._find, (_hash(secret),))
            rows = cursor.fetchall()
        if not rows:
            return None
        result = _token(*rows[0])
        if result.revoked is not None or result.expires <= stamp(self._clock()):
            return None
        networks = None if result.networks is None else frozenset(result.networks)
        return Principal(result.id, result.role, networks, result.actor, result.authority)


def _token(id_: str, role: str, networks: str | None, *rest: Any) -> Token:
    return Token(id_, Role(role), None if networks is None else tuple(orjson.loads(networks)), *rest)


def _hash(secret: str) -> str:
    # Enough for 256 random bits: there is nothing to guess, so nothing to slow down.
    return sha256(secret.encode()).hexdigest()
