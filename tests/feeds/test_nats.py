"""The relay to NATS: the whole log in order, whatever happens to either side."""

from __future__ import annotations

import asyncio
import shutil
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import orjson
import pytest
from nats.js.api import StreamConfig

from adapters import bootstrap
from adapters.cli.main import main
from adapters.database.engine import init, open_engine
from adapters.feeds.cloudevents import encoded
from adapters.feeds.feed import EVERYTHING, MOST, Feed, cursor_of
from adapters.feeds.jetstream import RelayedStream, RelayFault
from adapters.feeds.nats import Relay
from adapters.log.entries import LoggedEvent
from adapters.log.recorder import LogRecorder
from tests import processes
from tests.feeds.nats_server import NatsServer, headers
from tests.feeds.relays import record, relay, running
from tests.waiting import GIVE_UP, pause, until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adapters.feeds.feed import Batch, Wanted
    from adapters.feeds.jetstream import End


ROOT = Path(__file__).parents[2]


def clock() -> datetime:
    return datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def open_log() -> Iterator[Callable[[str], LogRecorder]]:
    """Makes an empty log at an address."""
    opened: list[LogRecorder] = []

    def made(url: str) -> LogRecorder:
        init(url, sandbox=True)
        opened.append(LogRecorder(open_engine(url), clock))
        return opened[-1]

    yield made
    for log in opened:
        log.close()


@pytest.fixture
def either_log(open_log: Callable[[str], LogRecorder], url: str) -> LogRecorder:
    """An empty log, on each kind of database."""
    return open_log(url)


@pytest.fixture
def log(open_log: Callable[[str], LogRecorder], sqlite_url: str) -> LogRecorder:
    """An empty log."""
    return open_log(sqlite_url)


@pytest.fixture
def other_log(open_log: Callable[[str], LogRecorder], tmp_path: Path) -> LogRecorder:
    """The log of another register."""
    return open_log(f"sqlite:///{tmp_path}/other.db")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., NatsServer]]:
    """Starts a server with some options."""
    started: list[NatsServer] = []

    def make(*options: str, jetstream: bool = True) -> NatsServer:
        started.append(NatsServer(tmp_path, *options, jetstream=jetstream))
        return started[-1]

    yield make
    for server in started:
        server.stop()


@pytest.fixture
def server(start: Callable[..., NatsServer]) -> NatsServer:
    return start()


def published(server: NatsServer, log: LogRecorder) -> bool:
    """Waits until the stream holds as many messages as the log has entries."""
    return until(lambda: server.count() == log.head()[0])


def assert_same(server: NatsServer, log: LogRecorder) -> None:
    """The stream holds the log: every entry once, in order."""
    assert [headers(message)["Nats-Msg-Id"] for message in server.messages()] == [
        entry.id for entry in log.entries()
    ]


def stopped_by(one: Relay) -> str:
    """What a relay says that stops by itself."""
    with pytest.raises(RelayFault) as fault:
        asyncio.run(asyncio.wait_for(one.run(), GIVE_UP))
    return str(fault.value)


def test_every_entry_is_published_in_order_under_its_network_and_type(
    either_log: LogRecorder, server: NatsServer
) -> None:
    record(either_log, 3, "networks/12k-plo")
    record(either_log, 1, "people/siv-fjellheim", "PersonErased")
    record(either_log, 2, "networks/lanssamordnare", "MeetingHeld")
    with running(relay(either_log, server)):
        assert published(server, either_log)
    messages, entries = server.messages(), list(either_log.entries())
    assert [message.subject for message in messages] == [
        *["samverk.networks.12k-plo.ChairElected"] * 3,
        "samverk.people.PersonErased",
        *["samverk.networks.lanssamordnare.MeetingHeld"] * 2,
    ]
    assert [message.data for message in messages] == list(map(encoded, entries))
    assert [message.headers for message in messages] == [
        {
            "Nats-Msg-Id": entry.id,
            "Nats-Expected-Last-Sequence": str(entry.position - 1),
            "Nats-Expected-Stream": "SAMVERK",
            "Samverk-Cursor": cursor_of(entry),
            "Content-Type": "application/cloudevents+json",
        }
        for entry in entries
    ]


def test_what_is_recorded_meanwhile_is_published_too(either_log: LogRecorder, server: NatsServer) -> None:
    with running(relay(either_log, server)):
        for _ in range(5):
            record(either_log)
            assert published(server, either_log)
    assert_same(server, either_log)


def test_many_entries_are_published_in_several_batches(log: LogRecorder, server: NatsServer) -> None:
    record(log, 1700)
    told: list[tuple[int, int]] = []
    one = relay(log, server)

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        if done == total:
            one.stop()

    asyncio.run(one.run(tell))
    assert told == [(500, 1700), (1000, 1700), (1500, 1700), (1700, 1700)]
    assert_same(server, log)


def test_a_relay_goes_on_where_the_stream_ends(log: LogRecorder, server: NatsServer) -> None:
    for _ in range(3):
        record(log, 4)
        with running(relay(log, server)):
            assert published(server, log)
    assert_same(server, log)
    assert server.info().state.last_seq == 12


def test_an_emptied_stream_is_filled_from_the_first_entry(log: LogRecorder, server: NatsServer) -> None:
    record(log, 4)
    with running(relay(log, server)):
        assert published(server, log)
    server.purge()
    record(log)
    with running(relay(log, server)):
        assert published(server, log)
    assert_same(server, log)


def test_an_emptied_stream_that_passes_over_repeats_is_filled_once_it_no_longer_does(
    log: LogRecorder, server: NatsServer
) -> None:
    config = StreamConfig(name="SAMVERK", subjects=["samverk.>"], duplicate_window=1.5)
    server.ask(lambda stream: stream.add_stream(config))
    record(log)
    told: list[tuple[int, int]] = []
    with running(relay(log, server), told=told):
        assert published(server, log)
        server.purge()
        assert published(server, log)
    assert_same(server, log)
    assert told == [(1, 1), (1, 1)]


def test_a_stream_emptied_under_a_relay_is_filled_again_though_nothing_is_recorded(
    log: LogRecorder, server: NatsServer
) -> None:
    record(log, 4)
    with running(relay(log, server)):
        assert published(server, log)
        server.purge()
        assert published(server, log)
    assert_same(server, log)


class Interrupted(Feed):
    """A feed at whose first entries something else happens, between a relay's look and what it sends."""

    def __init__(self, log: LogRecorder, meanwhile: Callable[[], None]) -> None:
        super().__init__(log)
        self._meanwhile = [meanwhile]

    def batch(self, after: int, wanted: Wanted = EVERYTHING, limit: int = MOST) -> Batch:
        found = super().batch(after, wanted, limit)
        while found.entries and self._meanwhile:
            self._meanwhile.pop()()
        return found


def test_a_stream_emptied_between_a_look_and_what_is_sent_is_filled_again(
    log: LogRecorder, server: NatsServer
) -> None:
    record(log, 4)
    with running(relay(log, server)):
        assert published(server, log)
    record(log, 4)
    with running(Relay(log, Interrupted(log, server.purge), server.url)):
        assert published(server, log)
    assert_same(server, log)


def test_a_relay_that_another_one_overtakes_publishes_nothing_twice(
    log: LogRecorder, server: NatsServer
) -> None:
    """Nor where the server no longer remembers the ids."""

    def overtake() -> None:
        with running(relay(log, server)):
            assert published(server, log)
        pause(0.3)

    record(log, 4)
    with running(Relay(log, Interrupted(log, overtake), server.url)):
        assert published(server, log)
        record(log, 4)
        assert published(server, log)
    assert_same(server, log)


def test_a_stream_that_grows_while_it_is_looked_at_is_looked_at_again(
    log: LogRecorder, server: NatsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(log, 4)
    with running(relay(log, server)):
        assert published(server, log)
    last, grown = RelayedStream._last, Event()
    looked: list[int] = []

    def grow() -> None:
        record(log)
        with running(relay(log, server)):
            assert published(server, log)

    async def grows_before(stream: RelayedStream, sequence: int) -> End:
        if not looked:
            looked.append(sequence)
            await asyncio.to_thread(grow)
            grown.set()
        return await last(stream, sequence)

    monkeypatch.setattr(RelayedStream, "_last", grows_before)
    with running(relay(log, server)):
        until(grown.is_set)
        record(log)
        assert published(server, log)
    assert_same(server, log)


def test_a_stream_deleted_under_a_relay_is_made_and_filled_again(
    log: LogRecorder, server: NatsServer
) -> None:
    record(log, 4)
    with running(relay(log, server)):
        assert published(server, log)
        server.ask(lambda stream: stream.delete_stream("SAMVERK"))
        record(log)
        assert published(server, log)
    assert_same(server, log)


def test_two_relays_publish_nothing_twice_and_nothing_out_of_order(
    either_log: LogRecorder, server: NatsServer
) -> None:
    record(either_log, 700)
    with running(relay(either_log, server), relay(either_log, server)):
        for _ in range(20):
            record(either_log, 3)
        assert published(server, either_log)
    assert_same(server, either_log)


def test_a_server_that_goes_away_is_waited_for_and_said_to_be_away_once(
    log: LogRecorder, server: NatsServer
) -> None:
    record(log, 4)
    away: list[str] = []
    with running(relay(log, server), away=away):
        assert published(server, log)
        server.kill()
        record(log, 600)
        until(lambda: bool(away))
        server.start()
        assert published(server, log)
    assert_same(server, log)
    assert len(away) == 1
    assert away[0].startswith(f"The NATS server at {server.url} does not answer as it should: ")
    assert away[0].endswith("Trying again until it does.")


def test_a_server_put_back_to_an_earlier_state_is_given_what_it_lost(
    log: LogRecorder, server: NatsServer, tmp_path: Path
) -> None:
    record(log, 4)
    with running(relay(log, server)):
        assert published(server, log)
        server.stop()
        shutil.copytree(server.store, tmp_path / "earlier")
        server.start()
        record(log, 4)
        assert published(server, log)
        server.kill()
        shutil.rmtree(server.store)
        (tmp_path / "earlier").rename(server.store)
        server.start()
        assert published(server, log)
    assert_same(server, log)


# what a relay does not go on with


def test_the_stream_of_another_log_is_left_alone_until_it_is_to_be_rebuilt(
    log: LogRecorder, other_log: LogRecorder, server: NatsServer
) -> None:
    record(log, 4)
    record(other_log, 6)
    with running(relay(log, server)):
        assert published(server, log)
    cursor = cursor_of(list(log.entries())[-1])
    assert stopped_by(relay(other_log, server)) == (
        f"The stream SAMVERK ends at “{cursor}”, which is not in this log: a backup was restored since, or it"
        " is another register's; --rebuild empties it and publishes everything."
    )
    assert_same(server, log)
    with running(relay(other_log, server, rebuild=True)):
        assert published(server, other_log)
    assert_same(server, other_log)


def test_a_stream_that_is_ahead_of_a_restored_log_is_told(
    log: LogRecorder, other_log: LogRecorder, server: NatsServer
) -> None:
    record(log, 4)
    record(other_log, 2)
    with running(relay(log, server)):
        assert published(server, log)
    assert "a backup was restored since" in stopped_by(relay(other_log, server))


def test_a_log_that_becomes_another_under_a_relay_is_told(
    log: LogRecorder, other_log: LogRecorder, server: NatsServer
) -> None:
    record(log, 4)
    record(other_log, 6)
    feed = Feed(log)
    one = Relay(log, feed, server.url)

    def restore(done: int, total: int) -> None:
        feed.__init__(other_log)  # type: ignore[misc]

    with pytest.raises(RelayFault, match="a backup was restored since"):
        asyncio.run(asyncio.wait_for(one.run(restore), GIVE_UP))
    assert_same(server, log)


def test_a_stream_from_which_something_was_removed_is_told_until_it_is_to_be_rebuilt(
    log: LogRecorder, server: NatsServer
) -> None:
    record(log, 6)
    with running(relay(log, server)):
        assert published(server, log)
    server.purge(keep=2)
    assert stopped_by(relay(log, server)) == (
        "The stream SAMVERK ends with entry 6 and holds 2: something was removed or added by others;"
        " --rebuild empties it and publishes everything."
    )
    with running(relay(log, server, rebuild=True)):
        assert published(server, log)
    assert_same(server, log)


def test_a_stream_with_a_message_of_somebody_else_at_its_end_is_told(
    log: LogRecorder, server: NatsServer
) -> None:
    record(log)
    with running(relay(log, server)):
        assert published(server, log)
    server.ask(lambda stream: stream.publish("samverk.networks.a.ChairElected", b"{}"))
    assert "is not in this log" in stopped_by(relay(log, server))


@pytest.mark.parametrize(
    "config",
    [
        StreamConfig(subjects=["samverk.networks.>"]),
        StreamConfig(subjects=["samverk.>"], max_msgs=100),
        StreamConfig(subjects=["samverk.>"], max_age=3600),
        StreamConfig(subjects=["samverk.>"], retention="interest"),  # type: ignore[arg-type]
    ],
    ids=["other subjects", "so many messages", "so long", "until read"],
)
def test_a_stream_that_would_not_keep_the_whole_log_is_refused(
    log: LogRecorder, server: NatsServer, config: StreamConfig
) -> None:
    server.ask(lambda stream: stream.add_stream(config, name="SAMVERK"))
    assert stopped_by(relay(log, server)) == (
        "The stream SAMVERK is not one that takes samverk.> and keeps all of it; name another."
    )


def test_a_second_stream_for_the_same_subjects_is_refused_by_the_server(
    log: LogRecorder, server: NatsServer
) -> None:
    server.ask(lambda stream: stream.add_stream(name="OTHER", subjects=["samverk.>"]))
    assert stopped_by(relay(log, server)) == (
        f"{server.url} refuses: subjects overlap with an existing stream."
    )
    record(log)
    with running(relay(log, server, stream="OTHER")):
        until(lambda: server.count("OTHER") == 1)


def test_a_server_without_jetstream_is_told(log: LogRecorder, start: Callable[..., NatsServer]) -> None:
    server = start(jetstream=False)
    assert stopped_by(relay(log, server)) == (
        f"{server.url} offers no JetStream; start the server with --jetstream."
    )


def test_refused_credentials_are_told_without_the_password(
    log: LogRecorder, start: Callable[..., NatsServer]
) -> None:
    server = start("--user", "relay", "--pass", "right")
    address = server.url.replace("//", "//relay:wrong@")
    assert stopped_by(Relay(log, Feed(log), address)) == (
        f"The NATS server at {server.url} does not answer as it should: 'Authorization Violation'."
    )


def test_a_server_that_is_not_there_is_told(log: LogRecorder, server: NatsServer) -> None:
    server.stop()
    assert stopped_by(relay(log, server)).startswith(
        f"The NATS server at {server.url} does not answer as it should: "
    )


def test_an_entry_larger_than_the_server_takes_is_told(
    log: LogRecorder, start: Callable[..., NatsServer], tmp_path: Path
) -> None:
    (tmp_path / "small.conf").write_text("max_payload: 4096")
    server = start("-c", str(tmp_path / "small.conf"))
    data = orjson.dumps({"effective": "2020-01-01", "person": "p" * 5000})
    log.insert_events([LoggedEvent("networks/a", 1, "ChairElected", data)])
    assert stopped_by(relay(log, server)) == (
        f"{server.url} takes no message as large as the next entry; raise its max_payload."
    )


# the command


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty register with its keys."""
    monkeypatch.setenv(bootstrap.KEYS, str(tmp_path / "people.keys"))
    url = f"sqlite:///{tmp_path}/samverk.db"
    bootstrap.create(url, sandbox=True)
    return url


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_publishes_until_it_is_told_to_end(
    server: NatsServer, database: str, number: signal.Signals
) -> None:
    samverk = bootstrap.open_register(database)
    record(samverk.recorder, 4)
    words = ("--database", database, "relay", server.url, "--stream", "OTHER")
    process = processes.start(
        [sys.executable, "-m", "adapters.cli", *words], cwd=ROOT, stderr=processes.PIPE, text=True
    )
    until(lambda: server.count("OTHER") == 4)
    record(samverk.recorder, 1)
    until(lambda: server.count("OTHER") == 5)
    samverk.close()
    process.send_signal(number)
    assert process.communicate(timeout=GIVE_UP) == (None, "")
    assert process.returncode == 0


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1:4222",
        "http://127.0.0.1:4222",
        "nats://",
        "nats://127.0.0.1:port",
        "nats://127.0.0.1:99999",
        "",
    ],
)
def test_an_address_of_no_server_is_told(
    database: str, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    assert main(["--database", database, "relay", address]) == 2
    assert capsys.readouterr().err == (
        f"“{address}” is no address of a NATS server; write nats://HOST:PORT or tls://HOST:PORT.\n"
    )


def test_a_name_of_no_stream_is_told(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--database", database, "relay", "nats://127.0.0.1:1", "--stream", "a.b"]) == 2
    assert capsys.readouterr().err == (
        "“a.b” is no name of a stream; use letters, digits, hyphens and underscores.\n"
    )


def test_a_server_that_does_not_answer_ends_the_command(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--database", database, "relay", "nats://127.0.0.1:1"]) == 2
    assert capsys.readouterr().err.startswith(
        "The NATS server at nats://127.0.0.1:1 does not answer as it should: "
    )


def test_a_stream_of_another_log_ends_the_command(
    database: str, server: NatsServer, other_log: LogRecorder, capsys: pytest.CaptureFixture[str]
) -> None:
    record(other_log, 3)
    with running(relay(other_log, server)):
        assert published(server, other_log)
    assert main(["--database", database, "relay", server.url]) == 2
    said = capsys.readouterr().err
    assert said.startswith("The stream SAMVERK ends at “3-")
    assert said.count("\n") == 1
