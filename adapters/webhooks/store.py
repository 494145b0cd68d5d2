"""The webhooks of a register, what each has been told, and the latest attempts to tell it."""

from __future__ import annotations

import base64
import secrets
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from adapters.database.engine import location, stamp
from adapters.database.faults import faults_of
from adapters.database.tables import delivery as deliveries
from adapters.database.tables import webhook as webhooks
from adapters.webhooks.retrying import State, Webhook, after, pause
from adapters.webhooks.rows import changing, fixed, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from sqlalchemy import Connection, Engine

    from adapters.log.keys import KeyStore
    from adapters.webhooks.sending import Outcome

KEPT = 1000
"""The latest attempts that are kept of each webhook."""
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt: accepted where there is no `error`; `attempt` is None where it was sent by hand."""

    number: int
    position: int
    attempt: int | None
    at: str
    status: int | None
    error: str | None
    milliseconds: int


class Webhooks:
    """The webhooks of a register. Everything raises DatabaseFault.

    Their secrets are sealed with keys of the key store: a copy of the database does not give them away.
    """

    def __init__(self, engine: Engine, keys: KeyStore, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._begin_writing = engine.execution_options(begin="BEGIN IMMEDIATE")
        self._where = location(engine)
        self._keys = keys
        self._clock = clock

    def add(
        self,
        url: str,
        *,
        networks: tuple[str, ...] | None = None,
        types: tuple[str, ...] | None = None,
        whole: bool = False,
        position: int,
        actor: str | None = None,
    ) -> tuple[str, Webhook]:
        """Adds one that is told of what comes past a position; returns its secret, seen only now, and itself.

        Raises KeyStoreFault. Whether the URL may be called is the caller's to check.
        """
        secret = "whsec_" + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()
        id_ = secrets.token_hex(6)
        made = Webhook(id_, url, networks, types, whole, position, State.ACTIVE, None, actor, self._clock())
        sealed = self._keys.seal(_key(id_), id_, secret.encode())
        with self._writing() as connection:
            connection.execute(insert(webhooks).values(secret=sealed, **fixed(made), **changing(made)))
        return secret, made

    def all(self) -> list[Webhook]:
        """Every webhook, the oldest first."""
        with faults_of(self._where), self._engine.connect() as connection:
            rows = connection.execute(select(webhooks).order_by(webhooks.c.created, webhooks.c.id)).all()
        return list(map(read, rows))

    def get(self, id_: str) -> Webhook | None:
        """The webhook of an id."""
        return next((webhook for webhook in self.all() if webhook.id == id_), None)

    def secret(self, id_: str) -> str | None:
        """What a webhook's messages are signed with; None once it was removed.

        Raises KeyStoreFault and UnreadableEntry.
        """
        query = select(webhooks.c.secret).where(webhooks.c.id == id_)
        with faults_of(self._where), self._engine.connect() as connection:
            sealed = connection.execute(query).scalar_one_or_none()
        result = None if sealed is None else self._keys.unseal(_key(id_), id_, sealed)
        return None if result is None else result.decode()

    def remove(self, id_: str) -> None:
        """Forgets a webhook, its deliveries and its secret."""
        with self._writing() as connection:
            connection.execute(delete(deliveries).where(deliveries.c.webhook == id_))
            connection.execute(delete(webhooks).where(webhooks.c.id == id_))
        self._keys.destroy(_key(id_))

    def resume(self, id_: str, position: int | None = None) -> None:
        """Sends what comes past a position, or past where it stopped, from now on; not what has ended."""
        values = {
            "state": State.ACTIVE,
            "reason": None,
            "failures": 0,
            "failing_since": None,
            "next_try": None,
        }
        if position is not None:
            values["position"] = position
        with self._writing() as connection:
            running = (webhooks.c.id == id_, webhooks.c.state != State.ENDED)
            connection.execute(update(webhooks).where(*running).values(values))

    def settle(
        self,
        webhook: Webhook,
        position: int,
        outcome: Outcome,
        pause: Callable[[int], float] = pause,
    ) -> Webhook | None:
        """Notes an attempt to deliver the entry at a position and what follows from it, both or neither.

        Returns the webhook as it is from then on; None where somebody else changed where it is meanwhile.
        """
        with self._writing() as connection:
            result = self._locked(connection, webhook.id)
            if result is None:
                return None
            self._note(connection, result, position, result.failures + 1, outcome)
            if (result.position, result.state) != (webhook.position, State.ACTIVE):
                return None
            now = after(result, position, outcome, self._clock(), pause)
            connection.execute(update(webhooks).where(webhooks.c.id == webhook.id).values(changing(now)))
        return now

    def note(self, webhook: Webhook, position: int, outcome: Outcome) -> None:
        """Notes what came of sending the entry at a position by hand."""
        with self._writing() as connection:
            result = self._locked(connection, webhook.id)
            if result is not None:
                self._note(connection, result, position, None, outcome)

    def pass_over(self, webhook: Webhook, position: int) -> None:
        """Notes that nothing up to a position is wanted, so that it need not be looked through again."""
        with self._writing() as connection:
            there = (webhooks.c.id == webhook.id, webhooks.c.position == webhook.position)
            connection.execute(update(webhooks).where(*there).values(position=position))

    def deliveries(self, id_: str, limit: int = KEPT) -> list[Delivery]:
        """The latest attempts to deliver to a webhook, the latest first."""
        columns = [deliveries.c[name] for name in Delivery.__slots__]
        query = select(*columns).where(deliveries.c.webhook == id_)
        with faults_of(self._where), self._engine.connect() as connection:
            rows = connection.execute(query.order_by(deliveries.c.number.desc()).limit(limit)).all()
        return [Delivery(*row) for row in rows]

    def _note(
        self, connection: Connection, found: Webhook, position: int, attempt: int | None, outcome: Outcome
    ) -> None:
        number = found.attempts + 1
        row = {
            "webhook": found.id,
            "number": number,
            "position": position,
            "attempt": attempt,
            "at": stamp(self._clock()),
            "status": outcome.status,
            "error": outcome.error,
            "milliseconds": outcome.milliseconds,
        }
        connection.execute(insert(deliveries).values(row))
        old = (deliveries.c.webhook == found.id, deliveries.c.number <= number - KEPT)
        connection.execute(delete(deliveries).where(*old))
        connection.execute(update(webhooks).where(webhooks.c.id == found.id).values(attempts=number))

    def _locked(self, connection: Connection, id_: str) -> Webhook | None:
        row = connection.execute(select(webhooks).where(webhooks.c.id == id_).with_for_update()).one_or_none()
        return None if row is None else read(row)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with faults_of(self._where), self._begin_writing.begin() as connection:
            yield connection


def _key(id_: str) -> str:
    return f"webhooks/{id_}"
