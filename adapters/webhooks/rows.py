"""A webhook as a row of its table, and back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import orjson

from adapters.database.engine import stamp
from adapters.webhooks.retrying import State, Webhook

if TYPE_CHECKING:
    from sqlalchemy import Row


def fixed(webhook: Webhook) -> dict[str, Any]:
    """The cells of what a webhook stays for good, but for its secret, and of the attempts so far."""
    return {
        "id": webhook.id,
        "url": webhook.url,
        "networks": _listed(webhook.networks),
        "types": _listed(webhook.types),
        "whole": int(webhook.whole),
        "actor": webhook.actor,
        "created": stamp(webhook.created),
        "attempts": webhook.attempts,
    }


def changing(webhook: Webhook) -> dict[str, Any]:
    """The cells of how far a webhook is, and how it does."""
    return {
        "position": webhook.position,
        "state": webhook.state.value,
        "reason": webhook.reason,
        "failures": webhook.failures,
        "failing_since": webhook.failing_since and stamp(webhook.failing_since),
        "next_try": webhook.next_try and stamp(webhook.next_try),
    }


def read(row: Row[Any]) -> Webhook:
    """The webhook of a row."""
    return Webhook(
        row.id,
        row.url,
        _read(row.networks),
        _read(row.types),
        bool(row.whole),
        row.position,
        State(row.state),
        row.reason,
        row.actor,
        datetime.fromisoformat(row.created),
        row.attempts,
        row.failures,
        _instant(row.failing_since),
        _instant(row.next_try),
    )


def _listed(keys: tuple[str, ...] | None) -> str | None:
    return None if keys is None else orjson.dumps(sorted(set(keys))).decode()


def _read(keys: str | None) -> tuple[str, ...] | None:
    return None if keys is None else tuple(orjson.loads(keys))


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
