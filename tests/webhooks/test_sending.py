"""One request: to an address that was judged, as the host it was meant for, within its time."""

from __future__ import annotations

import asyncio
from ipaddress import ip_address
from threading import Event
from typing import TYPE_CHECKING

import pytest

from adapters.log.entries import Entry
from adapters.webhooks.addresses import Allowed
from adapters.webhooks.sending import Outcome, Sender
from tests.waiting import GIVE_UP
from tests.webhooks.certificates import certificate
from tests.webhooks.receiver import answer, receiving

if TYPE_CHECKING:
    from pathlib import Path

    from adapters.webhooks.addresses import Address

HERE = Allowed.read("127.0.0.0/8")
SECRET = "whsec_" + "A" * 44
ENTRY = Entry._make(
    (
        7,
        "0192-id",
        "networks/a",
        7,
        "ChairElected",
        1,
        b'{"effective":"2026-01-01"}',
        "2026",
        *[None] * 4,
        b"",
    )
)


def send(url: str, *addresses: str, deadline: float = GIVE_UP, allowed: Allowed = HERE) -> Outcome:
    """Sends an entry to a host that has these addresses."""

    def resolve(host: str, port: int) -> list[Address]:
        return list(map(ip_address, addresses))

    sender = Sender(allowed, resolve=resolve, deadline=deadline)
    return asyncio.run(sender.send(url, SECRET, ENTRY))


def test_the_host_is_named_though_its_address_is_called() -> None:
    with receiving(answer(200)) as receiver:
        outcome = send(f"http://receiver.example:{receiver.server_port}/hook?a=b%20c", "127.0.0.1")
        assert outcome.accepted
        (received,) = receiver.received
    assert received.headers["Host"] == f"receiver.example:{receiver.server_port}"
    assert received.headers["webhook-id"] == "0192-id"
    assert "Cookie" not in received.headers


def test_a_host_whose_address_became_an_internal_one_is_not_called() -> None:
    """It was public when it was added: the judgement is made at every delivery."""
    with receiving(answer(200)) as receiver:
        outcome = send(f"https://receiver.example:{receiver.server_port}/", "127.0.0.1", allowed=Allowed())
        assert receiver.received == []
    assert outcome.status is None
    assert "not a public address" in str(outcome.error)


def test_the_host_is_looked_up_once_so_that_a_second_answer_cannot_differ() -> None:
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    def resolve(host: str, port: int) -> list[Address]:
        return list(map(ip_address, answers.pop(0)))

    with receiving(answer(200)) as receiver:
        url = f"http://receiver.example:{receiver.server_port}/"
        sender = Sender(HERE, resolve=resolve)
        assert asyncio.run(sender.send(url, SECRET, ENTRY)).accepted
        assert len(answers) == 1
        assert not asyncio.run(sender.send(url, SECRET, ENTRY)).accepted
        assert len(receiver.received) == 1


def test_one_internal_address_among_others_is_enough_to_call_none() -> None:
    with receiving(answer(200)) as receiver:
        outcome = send(f"http://receiver.example:{receiver.server_port}/", "127.0.0.1", "10.0.0.1")
        assert not outcome.accepted
        assert receiver.received == []


def test_where_one_address_takes_no_connection_the_next_is_called() -> None:
    with receiving(answer(200)) as receiver:
        outcome = send(f"http://receiver.example:{receiver.server_port}/", "127.0.0.2", "127.0.0.1")
        assert outcome.accepted


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with receiving(answer(200)) as receiver:
        assert send(receiver.url, "127.0.0.1").accepted


def test_a_name_server_that_keeps_silent_costs_no_more_than_the_deadline() -> None:
    over = Event()

    def resolve(host: str, port: int) -> list[Address]:
        over.wait()
        return [ip_address("127.0.0.1")]

    # It comes though the name server keeps silent on.
    sender = Sender(HERE, resolve=resolve, deadline=0.2)
    outcome = asyncio.run(asyncio.wait_for(sender.send("http://a.example/", SECRET, ENTRY), GIVE_UP))
    over.set()
    assert outcome.error == "no whole answer within 0.2 seconds"


def test_a_certificate_has_to_be_the_hosts_and_of_somebody_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, server = certificate(tmp_path, "receiver.example")
    with receiving(answer(200)) as receiver:
        receiver.speak_tls(server)
        port = receiver.server_port
        untrusted = send(f"https://receiver.example:{port}/", "127.0.0.1")
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        trusted = send(f"https://receiver.example:{port}/", "127.0.0.1")
        other = send(f"https://other.example:{port}/", "127.0.0.1")
        literal = send(f"https://127.0.0.1:{port}/", "127.0.0.1")
        assert trusted.accepted
        assert len(receiver.received) == 1
    assert "certificate verify failed" in str(untrusted.error)
    assert "certificate verify failed" in str(other.error)
    assert "certificate verify failed" in str(literal.error)


def test_plain_http_is_not_spoken_where_the_address_is_only_public() -> None:
    outcome = send("http://receiver.example/", "198.41.0.4", allowed=Allowed())
    assert "https" in str(outcome.error)
