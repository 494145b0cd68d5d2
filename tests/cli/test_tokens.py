"""Tokens on the command line: shown once, listed without themselves, revoked by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.program import Program

CREATE = ("token", "create", "--role", "auditor", "--actor", "revisor")


def test_a_token_is_shown_once_and_then_only_listed(sandbox: Program) -> None:
    made = sandbox("--json", *CREATE, "--network", "12k-plo", "--expires", "2999-01-01").json
    assert made["token"].startswith("smv_")
    assert len(made["token"]) == 47
    (listed,) = sandbox("--json", "token", "list").json["tokens"]
    assert listed == {name: value for name, value in made.items() if name != "token"}
    assert made["token"] not in sandbox("token", "list").out


def test_a_token_that_was_revoked_is_revoked_once(sandbox: Program) -> None:
    made = sandbox("--json", *CREATE, "--every-network").json
    assert sandbox("token", "revoke", made["id"]).out == f"Token {made['id']} opens nothing any more.\n"
    assert sandbox("--json", "token", "list").json["tokens"][0]["revoked"]
    again = sandbox("token", "revoke", made["id"])
    assert (again.code, again.out) == (2, "")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Say what the token is for: --network KEY, as often as needed, or --every-network."),
        (
            ("--network", "12k-plo", "--every-network"),
            "Say what the token is for: --network KEY, as often as needed, or --every-network.",
        ),
        (
            ("--network", "12k-pol"),
            "There is no network “12k-pol”; `samverk networks` lists those there are.",
        ),
        (
            ("--every-network", "--expires", "2001-01-01"),
            "A token that expires on 2001-01-01 would open nothing; name a later day.",
        ),
    ],
)
def test_a_token_that_would_open_nothing_is_not_made(
    sandbox: Program, words: tuple[str, ...], sentence: str
) -> None:
    said = sandbox(*CREATE, *words)
    assert (said.code, said.out, said.err) == (2, "", sentence + "\n")
    assert sandbox("--json", "token", "list").json["tokens"] == []


def test_a_port_that_is_taken_is_told(sandbox: Program) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = sandbox("serve", "--port", str(port))
    assert said.code == 2
    assert said.err.startswith(f"The service cannot listen at 127.0.0.1, port {port}: ")
