"""A service in this process, and somebody who calls it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
from starlette.testclient import TestClient

from adapters.access.roles import Role
from adapters.http.app import application
from adapters.http.service import Bounds, Service
from tests.waiting import GIVE_UP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.bootstrap import Samverk

LATER = datetime(2999, 1, 1, tzinfo=UTC)
MANY = Bounds(requests_a_minute=1_000_000, streams=2, stream_lasts=0.2)


class Caller:
    """Calls a service with a token of some role."""

    def __init__(self, samverk: Samverk, bounds: Bounds = MANY) -> None:
        self.samverk = samverk
        self.service = Service(samverk, bounds)
        self.app = application(self.service)
        self.client = TestClient(self.app, raise_server_exceptions=True)
        self._tokens: dict[tuple[Role, tuple[str, ...] | None], str] = {}

    def token(self, role: Role = Role.KEEPER, *networks: str) -> str:
        """A token of a role, for some networks or for every one."""
        key = (role, networks or None)
        if key not in self._tokens:
            self._tokens[key], _ = self.service.tokens.create(
                role, networks or None, actor=f"some-{role}", authority="§ 1", expires=LATER
            )
        return self._tokens[key]

    def __call__(self, method: str, path: str, *, token: str | None = None, **more: Any) -> httpx.Response:
        """A request with a token, a mighty keeper's where none is given and none at all for an empty one."""
        headers = more.pop("headers", {})
        token = self.token() if token is None else token
        if token:
            headers = {"Authorization": f"Bearer {token}", **headers}
        said: httpx.Response = self.client.request(method, path, headers=headers, **more)
        return said

    def at_once(self, path: str, bodies: Sequence[Any], **headers: str) -> list[httpx.Response]:
        """Many commands to one address, all on their way at the same time."""
        headers = {"Authorization": f"Bearer {self.token()}", **headers}

        async def send() -> list[httpx.Response]:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://here", timeout=GIVE_UP
            ) as client:
                return await asyncio.gather(
                    *(client.post(path, json=body, headers=headers) for body in bodies)
                )

        return asyncio.run(send())

    def get(self, path: str, **more: Any) -> httpx.Response:
        """A question."""
        return self("GET", path, **more)

    def record(self, command: str, network: str = "12k-plo", **fields: Any) -> httpx.Response:
        """A command about a network, whichever version it has."""
        return self.post(command, fields, network=network, headers={"If-Match": "*"})

    def post(self, command: str, body: Any, *, network: str = "12k-plo", **more: Any) -> httpx.Response:
        """A command about a network, with headers as given."""
        return self("POST", f"/networks/{network}/commands/{command}", json=body, **more)

    def register(self, person: str) -> httpx.Response:
        """Registers somebody."""
        return self("POST", f"/people/{person}/commands/RegisterPerson", json={"name": person.title()})
