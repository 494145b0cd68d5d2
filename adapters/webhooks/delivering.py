"""Delivering: every webhook by itself and in order, by one process of all that work on a register."""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from adapters.database.faults import DatabaseFault
from adapters.database.leading import BEAT, Leading
from adapters.database.lock import lead
from adapters.feeds.feed import Feed
from adapters.log.keys import KeyStoreFault, UnreadableEntry
from adapters.webhooks.addresses import ALLOW, Allowed
from adapters.webhooks.retrying import State, Webhook, pause
from adapters.webhooks.sending import Sender
from adapters.webhooks.store import Webhooks

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.bootstrap import Samverk
    from adapters.database.leading import Term

LOG = logging.getLogger("samverk.webhooks")
WORK = "webhooks"
"""What the process leads in that delivers: two would send everything twice."""
AT_A_TIME = 50
"""Entries read at a time for one webhook."""
FAR = 1000
"""Entries without one that was wanted, after which the place is noted all the same."""
REST = 30.0
"""Seconds before a webhook is tried again that failed by a fault of ours, not of its receiver."""
FINISH_WITHIN = 3.0
"""Seconds that requests have to finish once delivering stops; they are sent again later."""


class Deliveries:
    """A thread that delivers while this process leads in that, and waits while another does.

    `clock` says what is due; `pause` says how many seconds to wait after so many failures.
    """

    def __init__(
        self,
        samverk: Samverk,
        sender: Sender,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        pause: Callable[[int], float] = pause,
    ) -> None:
        self._engine = samverk.engine
        self._feed = Feed(samverk.recorder)
        self._log = samverk.recorder
        self._sender = sender
        self._clock = clock
        self._pause = pause
        self._webhooks = Webhooks(samverk.engine, samverk.keys, clock)
        self._work = Leading(samverk.engine, WORK, self._run, LOG)
        self._runs: dict[str, asyncio.Task[None]] = {}
        # How far the log was looked through for a webhook, beyond the position that is noted of it.
        self._looked: dict[str, tuple[int, int]] = {}

    def start(self) -> None:
        """Begins."""
        self._work.start()

    def stop(self) -> None:
        """Ends within a few seconds; what was not accepted by then is sent again by whoever leads next."""
        self._work.stop()

    def once(self) -> bool:
        """Delivers what is due now and returns; False, and does nothing, where another process delivers.

        Raises DatabaseFault.
        """
        result = lead(self._engine, WORK)
        if result is None:
            return False
        with closing(result):
            asyncio.run(self._round())
        return True

    def _run(self, term: Term) -> None:
        asyncio.run(self._lead(term))

    async def _lead(self, term: Term) -> None:
        """Delivers for as long as this process leads."""
        LOG.info("delivering webhooks")
        try:
            while await asyncio.to_thread(term.lasts):
                rest = await self._begin(term)
                await asyncio.to_thread(term.wait, rest)
        finally:
            await self._finish()

    async def _round(self) -> None:
        now = self._clock()
        due = [webhook for webhook in self._webhooks.all() if webhook.due(now)]
        outcomes = await asyncio.gather(*map(self._deliver, due), return_exceptions=True)
        for failed in outcomes:
            if failed is not None:
                raise failed

    async def _begin(self, term: Term) -> float:
        """Begins a run for every webhook that may have something due; seconds until the next may."""
        listed = await asyncio.to_thread(self._webhooks.all)
        head, _ = await asyncio.to_thread(self._log.head)
        now = self._clock()
        rest = BEAT
        for webhook in listed:
            if webhook.id in self._runs:
                continue
            if webhook.due(now) and self._looked_up_to(webhook) < head:
                self._runs[webhook.id] = asyncio.create_task(self._attend(webhook, term))
            elif webhook.next_try is not None and webhook.next_try > now:
                rest = min(rest, (webhook.next_try - now).total_seconds())
        return rest

    async def _finish(self) -> None:
        """Lets requests finish for a little while."""
        if self._runs:
            _, late = await asyncio.wait(self._runs.values(), timeout=FINISH_WITHIN)
            for run in late:
                run.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        self._runs.clear()

    async def _attend(self, webhook: Webhook, term: Term) -> None:
        """One run for a webhook; after a fault of ours, a rest before the next."""
        try:
            await self._deliver(webhook)
        except (DatabaseFault, KeyStoreFault, UnreadableEntry) as fault:
            LOG.warning("webhook %s: %s", webhook.id, fault)
            await asyncio.sleep(REST)
        except Exception:
            LOG.exception("webhook %s", webhook.id)
            await asyncio.sleep(REST)
        finally:
            self._runs.pop(webhook.id, None)
            term.rouse()

    async def _deliver(self, webhook: Webhook) -> None:
        """Delivers to one webhook until it has everything, or something was not accepted."""
        secret = await asyncio.to_thread(self._webhooks.secret, webhook.id)
        if secret is None:
            return
        position = self._looked_up_to(webhook)
        while not self._work.stopped:
            batch = await asyncio.to_thread(self._feed.batch, position, webhook.wanted, AT_A_TIME)
            for entry in batch.entries:
                outcome = await self._sender.send(webhook.url, secret, entry, whole=webhook.whole)
                then = await asyncio.to_thread(
                    self._webhooks.settle, webhook, entry.position, outcome, self._pause
                )
                if then is not None and then.state is not State.ACTIVE:
                    LOG.warning("webhook %s is %s: %s", then.id, then.state, then.reason)
                if then is None or not outcome.accepted or self._work.stopped:
                    return
                webhook = then
            position = batch.position
            if len(batch.entries) < AT_A_TIME:
                break
        if position - webhook.position >= FAR:
            await asyncio.to_thread(self._webhooks.pass_over, webhook, position)
        self._looked[webhook.id] = webhook.position, position

    def _looked_up_to(self, webhook: Webhook) -> int:
        noted, looked = self._looked.get(webhook.id, (0, 0))
        return looked if noted == webhook.position else webhook.position


def configured(samverk: Samverk) -> Deliveries:
    """Deliveries to where the environment allows. Raises AddressRefused where that cannot be read."""
    return Deliveries(samverk, Sender(Allowed.read(os.environ.get(ALLOW))))
