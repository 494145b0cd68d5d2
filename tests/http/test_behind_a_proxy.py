"""The service at a path of a proxy's address: every link it gives leads back through the proxy."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from tests.http.test_serving import Process, address
from tests.waiting import GIVE_UP, ended

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.requests import Request

__all__ = ["address"]

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
"""Where a register is kept says nothing about the addresses it is reached at."""


@contextmanager
def proxy(target: str, *, taking_off: bool, scheme: str = "https") -> Iterator[str]:
    """A reverse proxy that says it ends TLS, and takes `/samverk` off or leaves it on; where it listens."""

    async def forward(request: Request) -> Response:
        path = request.url.path.removeprefix("/samverk") if taking_off else request.url.path
        headers = {
            **{name: value for name, value in request.headers.items() if name != "connection"},
            "X-Forwarded-Proto": scheme,
            "X-Forwarded-For": "192.0.2.7",
        }
        async with httpx.AsyncClient(base_url=target, timeout=GIVE_UP) as client:
            answer = await client.request(
                request.method,
                path,
                params=httpx.QueryParams(request.url.query),
                headers=headers,
                content=await request.body(),
            )
        kept = {name: value for name, value in answer.headers.items() if name != "content-length"}
        return Response(answer.content, answer.status_code, kept)

    app = Starlette(routes=[Route("/samverk{path:path}", forward, methods=["GET", "POST"])])
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            ended(thread)


@pytest.fixture(params=[True, False], ids=["taking the path off", "leaving it on"])
def there(
    address: tuple[str, Path, str], request: pytest.FixtureRequest
) -> Iterator[tuple[httpx.Client, Process]]:
    """Somebody with a token who reaches the service through the proxy, and the service."""
    url, keys, token = address
    process = Process(url, keys, options=("--root-path", "/samverk/"))
    headers = {"Authorization": f"Bearer {token}"}
    try:
        with (
            proxy(process.address, taking_off=request.param) as front,
            httpx.Client(base_url=f"{front}/samverk", headers=headers, timeout=GIVE_UP) as client,
        ):
            yield client, process
    finally:
        process.stop(signal.SIGKILL)


def test_links_lead_back_through_the_proxy(there: tuple[httpx.Client, Process]) -> None:
    client, _ = there
    for index in range(3):
        body = {"name": f"Person {index}"}
        assert client.post(f"/people/p{index}/commands/RegisterPerson", json=body).status_code == 200
    for start in ("/feed?limit=2", "/entries?limit=2"):
        answer = client.get(start)
        assert answer.status_code == 200, answer.text
        link = answer.links["next"]["url"]
        assert link.startswith("/samverk/")
        following = client.get(urljoin(str(answer.url), link))
        assert following.status_code == 200
        assert following.content != answer.content


def test_descriptions_name_the_address_that_the_proxy_has(there: tuple[httpx.Client, Process]) -> None:
    client, _ = there
    host = client.base_url.netloc.decode()
    assert client.get("/openapi.json").json()["servers"] == [{"url": f"https://{host}/samverk"}]
    service = client.get("/asyncapi.json").json()["servers"]["service"]
    assert (service["protocol"], service["host"], service["pathname"]) == ("https", host, "/samverk")
    assert "variables" not in service


def test_problems_and_health_are_reached_through_the_proxy(there: tuple[httpx.Client, Process]) -> None:
    client, process = there
    assert client.get("/health/ready").json()["ready"] is True
    problem = client.get("/networks/none/members")
    assert problem.json()["type"] == "urn:samverk:problem:unknown"
    assert problem.headers["content-type"] == "application/problem+json"
    assert client.get("/nothing").status_code == 404
    paths = {line["path"] for line in process.said if line["event"] == "request"}
    assert "/samverk/networks/none/members" in paths


def test_a_proxy_that_is_not_named_is_not_believed(address: tuple[str, Path, str]) -> None:
    url, keys, _ = address
    process = Process(url, keys, options=("--root-path", "/samverk", "--forwarded-allow-ips", "192.0.2.1"))
    try:
        with proxy(process.address, taking_off=True) as front:
            host = front.removeprefix("http://")
            found = httpx.get(f"{front}/samverk/openapi.json", timeout=GIVE_UP).json()["servers"]
            assert found == [{"url": f"http://{host}/samverk"}]
    finally:
        process.stop(signal.SIGKILL)


def test_without_a_proxy_the_service_is_at_the_root_of_its_own_address(
    address: tuple[str, Path, str],
) -> None:
    url, keys, _ = address
    process = Process(url, keys)
    try:
        assert httpx.get(f"{process.address}/openapi.json", timeout=GIVE_UP).json()["servers"] == [
            {"url": process.address}
        ]
        assert httpx.get(f"{process.address}/samverk/openapi.json", timeout=GIVE_UP).status_code == 404
    finally:
        process.stop(signal.SIGKILL)
