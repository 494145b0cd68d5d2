"""Somebody who waits for an answer of a service, or listens to a stream, while a test does something."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    import httpx

    from tests.http.caller import Caller


@contextmanager
def waiting(caller: Caller, path: str, **more: Any) -> Iterator[Future[httpx.Response]]:
    """The answer to come of a question that has begun to wait for entries, or of a stream that is open."""
    with ThreadPoolExecutor(1) as thread:
        answer = thread.submit(caller.get, path, **more)
        until(lambda: answer.done() or b"\nsamverk_streams 1.0" in measured(caller))
        yield answer


def measured(caller: Caller) -> bytes:
    """What a service tells about itself."""
    return caller.service.measures.text(caller.service.projecting.standing())
