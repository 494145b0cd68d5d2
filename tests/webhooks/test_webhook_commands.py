"""The commands on webhooks, as somebody at the terminal has them."""

from __future__ import annotations

import json
import re
import signal
from typing import TYPE_CHECKING

import pytest
from standardwebhooks.webhooks import Webhook as Signature

from tests.cli.conftest import network, program, sandbox
from tests.cli.program import ROOT
from tests.cli.test_docs import play
from tests.waiting import GIVE_UP, until
from tests.webhooks.receiver import answer, receiving

if TYPE_CHECKING:
    from tests.cli.program import Program

__all__ = ["network", "program", "sandbox"]


@pytest.fixture(autouse=True)
def _here(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMVERK_WEBHOOKS_ALLOW", "127.0.0.0/8")
    monkeypatch.setenv("COLUMNS", "200")


def test_a_webhook_is_added_told_listed_and_removed(network: Program) -> None:
    with receiving(answer(200)) as receiver:
        added = network("--json", "webhook", "add", receiver.url, "--after", "0", "--actor", "drift").json
        assert network("webhook", "run", "--once").code == 0
        assert [json.loads(one.body)["sequence"] for one in receiver.received] == list("123456")
        assert Signature(added["secret"]).verify(receiver.received[0].body, receiver.received[0].headers)
    (listed,) = network("--json", "webhook", "list").json["webhooks"]
    assert (listed["id"], listed["position"], listed["state"]) == (added["id"], 6, "active")
    assert "secret" not in listed
    shown = network("--json", "webhook", "deliveries", added["id"], "--limit", "2").json["deliveries"]
    assert [(one["position"], one["status"], one["error"]) for one in shown] == [
        (6, 200, None),
        (5, 200, None),
    ]
    assert "accepted" in network("webhook", "deliveries", added["id"]).out
    assert network("webhook", "remove", added["id"]).code == 0
    assert network("--json", "webhook", "list").json == {"webhooks": []}


def test_only_what_comes_after_it_was_added_is_told_where_nothing_else_is_said(network: Program) -> None:
    with receiving(answer(200)) as receiver:
        network("webhook", "add", receiver.url, "--type", "samverk.ChairElected.v1", "--network", "12k-plo")
        network("webhook", "run", "--once")
        assert receiver.received == []
        assert (
            network.record(
                {"command": "RegisterPerson", "person": "ask", "name": "Ask"},
                {"command": "ElectChair", "network": "12k-plo", "person": "tore"},
            ).code
            == 0
        )
        network("webhook", "run", "--once")
        (told,) = receiver.received
        assert json.loads(told.body)["type"] == "samverk.ChairElected.v1"


def test_a_failing_one_is_shown_resumed_replayed_and_sent_to_by_hand(network: Program) -> None:
    with receiving(answer(500), answer(200)) as receiver:
        id_ = network("--json", "webhook", "add", receiver.url, "--after", "5").json["id"]
        network("webhook", "run", "--once")
        (waiting,) = network("--json", "webhook", "list").json["webhooks"]
        assert waiting["failures"] == 1
        assert "failures, next attempt" in " ".join(network("webhook", "list").out.split())
        assert "goes on past position 5" in network("webhook", "resume", id_).out
        network("webhook", "run", "--once")
        assert "goes on past position 3" in network("webhook", "replay", id_, "--from", "4").out
        network("webhook", "run", "--once")
        sent = network("webhook", "send", id_, "2")
        assert (sent.code, sent.out.partition(",")[0]) == (0, "Position 2: accepted with 200")
        receiver.behaviours[:] = [answer(500)]
        assert network("webhook", "send", id_, "2").code == 1
        assert [json.loads(one.body)["sequence"] for one in receiver.received] == list("6645622")
    assert "by hand" in network("webhook", "deliveries", id_).out
    assert network("--json", "webhook", "list").json["webhooks"][0]["position"] == 6


def test_one_that_has_ended_is_not_resumed(network: Program) -> None:
    with receiving(answer(410)) as receiver:
        id_ = network("--json", "webhook", "add", receiver.url, "--after", "0").json["id"]
        network("webhook", "run", "--once")
    assert "answered 410" in " ".join(network("webhook", "list").out.split())
    refused = network("webhook", "resume", id_)
    assert (refused.code, refused.err) == (
        2,
        f"Webhook {id_} has ended, for the receiver answered 410; add its URL again.\n",
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "http://10.0.0.1/"], "10.0.0.1 is not a public address"),
        (["add", "https://127.0.0.1/", "--network", "nix"], "There is no network “nix”"),
        (["add", "https://127.0.0.1/", "--type", "ChairElectd"], "did you mean ChairElected?"),
        (["add", "https://127.0.0.1/", "--after", "7"], "The log ends at position 6"),
        (["add", "https://\x1b[31m/"], "is no plain URL"),
        (["remove", "nix"], "There is no webhook “nix”"),
        (["send", "nix", "1"], "There is no webhook “nix”"),
        (["replay", "ID", "--from", "7"], "The log ends at position 6"),
        (["send", "ID", "7"], "There is no entry at position 7"),
        (["send", "ID", "0"], "There is no entry at position 0"),
        (["send", "ID", "1"], "is not for the entry at position 1"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(network: Program, words: list[str], said: str) -> None:
    added = network("--json", "webhook", "add", "http://127.0.0.1:1024/", "--type", "ChairElected")
    refused = network("webhook", *(added.json["id"] if word == "ID" else word for word in words))
    assert refused.code == 2
    assert said in refused.err
    assert refused.err.count("\n") == 1
    assert refused.err.strip().isprintable()


def test_what_is_allowed_has_to_be_readable(network: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMVERK_WEBHOOKS_ALLOW", "everything!")
    refused = network("webhook", "run", "--once")
    assert refused.code == 2
    assert "SAMVERK_WEBHOOKS_ALLOW" in refused.err


def test_it_runs_until_it_is_told_to_end_and_alone(network: Program) -> None:
    with receiving(answer(200)) as receiver:
        network("webhook", "add", receiver.url, "--after", "0")
        process = network.start("webhook", "run")
        until(lambda: len(receiver.received) >= 6)
        refused = network("webhook", "run", "--once")
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=GIVE_UP)
    assert process.returncode == 0
    assert told.decode() == "Delivering to webhooks; Ctrl-C ends it.\n"
    assert (refused.code, len(receiver.received)) == (2, 6)
    assert "Another process delivers" in refused.err


def test_the_examples_of_the_page_run(sandbox: Program) -> None:
    page = (ROOT / "docs" / "commands.md").read_text()
    sections = re.findall(r"^## `samverk webhook .*?(?=^## )", page, flags=re.MULTILINE | re.DOTALL)
    assert len(sections) == 8
    play(sandbox, "".join(sections))
