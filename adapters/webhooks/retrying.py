"""What follows from a delivery: the next entry, another attempt later, a pause, or the end."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from adapters.feeds.feed import Wanted
from adapters.webhooks.sending import GONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.webhooks.sending import Outcome

FIRST_PAUSE = 5.0
"""Seconds from the first failure to the second attempt; each further pause is twice as long."""
LONGEST_PAUSE = 6 * 3600.0
JITTER = 0.2
"""The part by which a pause is longer or shorter at random, so that receivers are not all called at once."""
LONGEST_WAIT = 24 * 3600.0
"""Seconds that a receiver may ask for, at most."""
GIVE_UP_AFTER = timedelta(days=3)


class State(StrEnum):
    """What is done about a webhook."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Webhook:
    """A webhook and how far it is: entries up to `position` were accepted, or not wanted.

    `whole` tells whether bodies carry the data. `attempts` counts all that were made, `failures` those since
    the last that was accepted, the first of them at `failing_since`.
    """

    id: str
    url: str
    networks: tuple[str, ...] | None
    types: tuple[str, ...] | None
    whole: bool
    position: int
    state: State
    reason: str | None
    actor: str | None
    created: datetime
    attempts: int = 0
    failures: int = 0
    failing_since: datetime | None = None
    next_try: datetime | None = None

    @property
    def wanted(self) -> Wanted:
        """Which entries it is for."""
        return Wanted(
            None if self.networks is None else frozenset(self.networks),
            None if self.types is None else frozenset(self.types),
        )

    def due(self, now: datetime) -> bool:
        """Whether something may be sent now."""
        return self.state is State.ACTIVE and (self.next_try is None or self.next_try <= now)

    def resumed(self, position: int) -> Webhook:
        """The webhook going on past a position as if nothing had failed."""
        return replace(
            self,
            position=position,
            state=State.ACTIVE,
            reason=None,
            failures=0,
            failing_since=None,
            next_try=None,
        )


def pause(failures: int) -> float:
    """Seconds until the next attempt after so many failures."""
    length = min(FIRST_PAUSE * 2.0 ** min(failures - 1, 30), LONGEST_PAUSE)
    return length * random.uniform(1 - JITTER, 1 + JITTER)


def after(
    webhook: Webhook,
    position: int,
    outcome: Outcome,
    now: datetime,
    pause: Callable[[int], float] = pause,
) -> Webhook:
    """The webhook after an attempt to deliver the entry at a position."""
    if outcome.accepted:
        return replace(webhook, position=position, failures=0, failing_since=None, next_try=None)
    failed = replace(webhook, failures=webhook.failures + 1, failing_since=webhook.failing_since or now)
    if outcome.status == GONE:
        return replace(failed, state=State.ENDED, reason="the receiver answered 410", next_try=None)
    assert failed.failing_since is not None
    end = failed.failing_since + GIVE_UP_AFTER
    if now >= end:
        reason = f"position {position} was not accepted for three days: {outcome.error}"
        return replace(failed, state=State.PAUSED, reason=reason, next_try=None)
    seconds = max(pause(failed.failures), min(outcome.wait or 0.0, LONGEST_WAIT))
    return replace(failed, next_try=min(now + timedelta(seconds=seconds), end))
