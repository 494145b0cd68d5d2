"""One delivery: a signed request to an address that was checked, and what came of it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING

import httpx
import orjson
from standardwebhooks import Webhook as Signature

from adapters.feeds.cloudevents import MEDIA_TYPE, cloud_event
from adapters.webhooks.addresses import AddressRefused, check, resolve, target

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.log.entries import Entry
    from adapters.webhooks.addresses import Address, Allowed

DEADLINE = 15.0
"""Seconds from looking the host up to the end of the answer."""
CONNECT_WITHIN = 5.0
"""Seconds that one address of a host has to take the connection, before the next one is tried."""
READ_AT_MOST = 4096
"""Bytes of an answer that are read; nothing in them is of interest."""
RESOLVING = 16
"""Hosts looked up at a time."""
GONE, TOO_MANY, UNAVAILABLE = 410, 429, 503

THIN = ("specversion", "id", "source", "type", "time", "subject", "sequence")
"""What the body has of an event unless the whole is asked for: enough to ask the register about it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a delivery: accepted where there is no `error`, which is otherwise a short text.

    `wait` is how many seconds the receiver asked for before the next attempt.
    """

    status: int | None
    error: str | None
    milliseconds: int
    wait: float | None = None

    @property
    def accepted(self) -> bool:
        """Whether the receiver has taken the entry upon itself."""
        return self.error is None


class Sender:
    """Sends entries to receivers, many at a time; `deadline` is in seconds."""

    def __init__(
        self,
        allowed: Allowed,
        *,
        resolve: Callable[[str, int], list[Address]] = resolve,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        deadline: float = DEADLINE,
    ) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._clock = clock
        self._deadline = deadline
        self._trusted = httpx.create_ssl_context()
        # Threads of its own: a name server that keeps silent must not hold up what else threads are for.
        self._resolving = ThreadPoolExecutor(RESOLVING, "resolving")

    async def send(self, url: str, secret: str, entry: Entry, *, whole: bool = False) -> Outcome:
        """Sends an entry once; whatever goes wrong is told in the outcome."""
        began = monotonic()
        status = wait = None
        try:
            content = body(entry, whole=whole)
        except (ValueError, KeyError, TypeError):
            return Outcome(None, f"the entry at position {entry.position} cannot be read", 0)
        try:
            async with asyncio.timeout(self._deadline):
                response = await self._exchange(url, self._headers(secret, entry, content), content)
            status = response.status_code
            error = _complaint(status)
            if status in (TOO_MANY, UNAVAILABLE):
                wait = self._asked_for(response.headers.get("retry-after", ""))
        except TimeoutError:
            error = f"no whole answer within {self._deadline:g} seconds"
        except AddressRefused as refused:
            error = str(refused)
        except (httpx.ConnectError, httpx.ConnectTimeout) as failed:
            error = f"no connection: {str(failed) or 'nothing answers'}"
        except httpx.TransportError as failed:
            error = f"the answer broke off: {str(failed) or type(failed).__name__}"
        return Outcome(status, error, round((monotonic() - began) * 1000), wait)

    async def _exchange(self, url: str, headers: dict[str, str], content: bytes) -> httpx.Response:
        where = target(url)
        loop = asyncio.get_running_loop()
        addresses = await loop.run_in_executor(self._resolving, self._resolve, where.host, where.port)
        check(where, addresses, self._allowed)
        for last, address in enumerate(addresses, start=1 - len(addresses)):
            request = httpx.Request(
                "POST",
                where.at(address),
                headers={"Host": where.authority, **headers},
                content=content,
                # The certificate has to be the host's, whichever address is connected to.
                extensions={
                    "sni_hostname": where.host,
                    "timeout": httpx.Timeout(self._deadline, connect=CONNECT_WITHIN).as_dict(),
                },
            )
            try:
                return await self._answer(request)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if not last:
                    raise
        raise AddressRefused(f"{where.host} has no address: its name cannot be resolved.")

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        """The answer, its body read to the bound. No proxy, no redirect, no cookie, no second try."""
        async with httpx.AsyncHTTPTransport(verify=self._trusted, trust_env=False) as transport:
            response = await transport.handle_async_request(request)
            read = 0
            async with aclosing(response):
                async for chunk in response.aiter_raw():
                    read += len(chunk)
                    if read >= READ_AT_MOST:
                        break
            return response

    def _headers(self, secret: str, entry: Entry, content: bytes) -> dict[str, str]:
        now = self._clock().astimezone(UTC)
        return {
            "Content-Type": MEDIA_TYPE,
            "Accept-Encoding": "identity",
            "Connection": "close",
            "User-Agent": "Samverk",
            "webhook-id": entry.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Signature(secret).sign(entry.id, now, content.decode()),
        }

    def _asked_for(self, retry_after: str) -> float | None:
        """Seconds that a `Retry-After` header, of either form, asks to wait."""
        if retry_after.isascii() and retry_after.isdigit():
            return float(retry_after[:10])
        try:
            until = parsedate_to_datetime(retry_after)
        except (ValueError, OverflowError):
            return None
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max((until - self._clock()).total_seconds(), 0.0)


def body(entry: Entry, *, whole: bool) -> bytes:
    """An entry as a CloudEvent, without its data unless the whole of it is wanted."""
    event = cloud_event(entry)
    return orjson.dumps(event if whole else {name: event[name] for name in THIN})


def _complaint(status: int) -> str | None:
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return f"answered {status}, and no redirect is followed"
    return f"answered {status}"
