"""Commands decided together: load, decide, append.

A batch is decided on networks held in memory and made durable in one append. A refused command leaves no
trace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from application.entries import NETWORKS, PEOPLE, Entry, Receipt, UndecodableEntry
from application.outcomes import Faulty, OutOfReach, Recorded, Refused
from domain import people
from domain.amendments import EntryCorrected
from domain.corrections import borne_on
from domain.keys import Mark, marked
from domain.network import Network
from domain.refusals import KeyNamesOneThing, Refusal, VersionIsAsExpected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from application.commands import Command
    from application.outcomes import Outcome
    from application.ports import Evaluator, Log
    from domain.chapter import Subject
    from domain.chapters.structure import NetworkFounded
    from domain.people import Person

_UNREADABLE = "Nothing is recorded after an entry that cannot be read."
_Decided = Recorded | Refused | Faulty | tuple[int, int, int]
"""An outcome, or what becomes one on append: first index, count and version."""


class Batch:
    """Commands decided together, on networks that are changed in place until the append."""

    def __init__(self, log: Log, evaluator: Evaluator) -> None:
        self._log = log
        self._evaluator = evaluator
        self._networks: dict[str, Network | None] = {}
        self._people: dict[str, Person] = {}
        self._entries: list[Entry] = []
        self._receipts: dict[str, Receipt] = {}
        self._erased: list[str] = []
        self._touched: dict[str, set[Subject]] = {}

    def apart(self, commands: Sequence[Command | Faulty]) -> list[Outcome]:
        """Each command on its own."""
        return self.commit([self._outcome(command, judged=True) for command in commands])

    def together(self, commands: Sequence[Command | Faulty]) -> list[Outcome]:
        """All or none; rules look at the state after the last command."""
        decided: list[_Decided] = []
        failed: dict[int, Outcome] = {}
        for command in commands:
            outcome = self._outcome(command, judged=False)
            if isinstance(outcome, Refused | Faulty):
                failed[len(decided)] = outcome
                decided.append(outcome)
                break
            decided.append(outcome)
        if not failed:
            for key, touched in self._touched.items():
                network = self._network(key)
                count = sum(entry.stream == network.id for entry in self._entries)
                try:
                    network.settle(count, touched)
                except Refusal as refusal:
                    failed[self._at_fault(decided, refusal)] = Refused(refusal)
                    break
        if not failed:
            return self.commit(decided)
        self.abandon()
        ((index, reason),) = failed.items()
        others = Faulty(f"Not recorded, because command {index + 1} of the batch was not and all were to be.")
        return [
            reason if at == index else command if isinstance(command, Faulty) else others
            for at, command in enumerate(commands)
        ]

    def commit(self, decided: Sequence[_Decided]) -> list[Outcome]:
        """Makes what was decided durable, and says what became of each command."""
        first = 0
        if self._entries or self._receipts:
            first = self._log.append(self._entries, list(self._receipts.values()))
        for person in self._erased:
            self._log.destroy_key(person)
        return [self._settled(outcome, first) for outcome in decided]

    def abandon(self) -> None:
        """Drops the networks held, which may differ from the log."""
        self._log.forget(self._networks)

    def found(self, founding: NetworkFounded, actor: str | None, authority: str | None) -> _Decided:
        """Decides a founding."""
        try:
            network = self._held(founding.network) or _unfounded(founding.network)
            self._networks[founding.network] = network
            if network.founded and not network.stands(founding):
                raise KeyNamesOneThing(
                    f"“{founding.network}” was founded on {network.structure.founded}, otherwise than so.",
                    accepted="A charter with another key; a mandate is revised, not founded again.",
                )
            return self._enter(network, (founding,), actor, authority, None)
        except Refusal as refusal:
            return Refused(refusal)
        except UndecodableEntry as error:
            return Faulty(f"{error} {_UNREADABLE}")

    # one command

    def _outcome(self, command: Command | Faulty, *, judged: bool) -> _Decided:
        if isinstance(command, Faulty):
            return command
        try:
            if command.id is not None:
                answered = self._answered(command)
                if answered is not None:
                    # A crash may have come between the entry and the destruction it asks for.
                    if command.type.decides is people.confirm_erasure:
                        self._erased.append(command.fields["person"])
                    return answered
            decided = self._decide(command, judged=judged)
        except Refusal as refusal:
            return Refused(refusal)
        except Faulty as fault:
            return fault
        except UndecodableEntry as error:
            return Faulty(f"{error} {_UNREADABLE}")
        if command.id is not None and isinstance(decided, tuple):
            self._receipts[command.id] = Receipt(command.id, command.digest, *decided)
        return decided

    def _answered(self, command: Command) -> _Decided | None:
        """The first answer to a command that comes again; a fault when its id came with another command."""
        assert command.id is not None
        earlier = self._receipts.get(command.id)
        if earlier is not None and earlier.digest == command.digest:
            return (earlier.first, earlier.count, earlier.version)
        kept = earlier or self._log.receipt(command.id)
        if kept is None:
            return None
        if kept.digest != command.digest:
            raise Faulty(
                f"“{command.id}” came with another command before; another one takes another id.", "id"
            )
        events = self._log.answered(kept)
        return Recorded(tuple((entry.type, entry.position or 0, entry.id) for entry in events), kept.version)

    def _decide(self, command: Command, *, judged: bool) -> _Decided:
        if command.type.about == "person":
            return self._decide_person(command)
        assert command.network is not None
        network = self._network(command.network)
        _expect(command, network.version)
        # Whatever is supplied is what was compiled for the network and the year.
        supplied = {
            name: self._evaluator.compile(command.network, command.fields["year"])
            for name in command.type.supplied
        }
        events = command.type.decide(network, effective=command.effective, **command.fields, **supplied)
        for event in events:
            self._refuse_strangers(network, event)
        return self._enter(
            network,
            events,
            command.actor,
            command.authority,
            command.correlation,
            reach=command.reach,
            judged=judged,
        )

    def _refuse_strangers(self, network: Network, event: Any) -> None:
        """Raises Faulty for somebody whom an event names, or a correction brings in, unregistered."""
        field, names = "person", None
        if isinstance(event, EntryCorrected):
            field = "changes"
            event, names = borne_on(network, event)
        for person in marked(event, Mark.PERSON, names):
            met = self._people.get(person)
            if not (self._log.knows(person) if met is None else met.registered):
                raise Faulty(f"Nobody is registered as “{person}”; RegisterPerson comes first.", field)

    def _enter(
        self,
        network: Network,
        events: Sequence[Any],
        actor: str | None,
        authority: str | None,
        correlation: str | None,
        *,
        reach: frozenset[str] | None = None,
        judged: bool = True,
    ) -> _Decided:
        """Applies events to the network, and to every other a joint meeting is held with, or to none."""
        new = [event for event in events if not network.stands(event)]
        start = len(self._entries)
        applied: list[tuple[Network, int]] = []
        try:
            for held in self._sharing(network, new, reach):
                shared = [network.as_shared(event, held) for event in new]
                pairs = [
                    (self._log.new_id(), event)
                    for event in shared
                    if event is not None and (held is network or not held.stands(event))
                ]
                if judged:
                    held.admit(pairs)
                else:
                    for id_, event in pairs:
                        self._touched.setdefault(held.key, set()).update(held.apply(id_, event))
                applied.append((held, len(pairs)))
                base = held.version - len(pairs)
                self._entries += [
                    Entry(held.id, base + at, event, id_, actor, authority, correlation)
                    for at, (id_, event) in enumerate(pairs, start=1)
                ]
        except (Refusal, Faulty, UndecodableEntry):
            for held, count in applied:
                for _ in range(count):
                    held.retract()
            del self._entries[start:]
            raise
        return (start, len(self._entries) - start, network.version)

    def _sharing(
        self, network: Network, events: Sequence[Any], reach: frozenset[str] | None
    ) -> Iterator[Network]:
        """The network itself, then the others in whose streams these events stand too. Raises OutOfReach."""
        yield network
        for key in sorted({key for event in events for key in network.shared_with(event)}):
            if reach is not None and key not in reach:
                raise OutOfReach(key)
            yield self._network(key)

    def _decide_person(self, command: Command) -> _Decided:
        key = command.fields["person"]
        person = self._person(key)
        _expect(command, person.version)
        fields = {name: value for name, value in command.fields.items() if name != "person"}
        if command.type.takes_actor:
            fields["actor"] = command.actor
        events = command.type.decide(person, effective=command.effective, **fields)
        start = len(self._entries)
        for event in events:
            people.evolve(person, event, command.actor)
            self._entries.append(
                Entry(
                    PEOPLE + key,
                    person.version,
                    event,
                    self._log.new_id(),
                    command.actor,
                    command.authority,
                    command.correlation,
                )
            )
        if person.erased and command.type.decides is people.confirm_erasure:
            self._erased.append(key)
        return (start, len(events), person.version)

    # what is held

    def _held(self, key: str) -> Network | None:
        if key not in self._networks:
            self._networks[key] = self._log.network(key)
        return self._networks[key]

    def _network(self, key: str) -> Network:
        network = self._held(key)
        if network is None or not network.founded:
            raise Faulty(f"There is no network “{key}”; `samverk networks` lists those there are.", "network")
        return network

    def _person(self, key: str) -> Person:
        if key not in self._people:
            self._people[key] = self._log.person(key)
        return self._people[key]

    def _at_fault(self, decided: Sequence[_Decided], refusal: Refusal) -> int:
        """Which command of a batch the refusal speaks of: the last that made or amended an entry it names.

        The last of all where it names none of theirs.
        """
        named = [
            at
            for at, entry in enumerate(self._entries)
            if not {entry.id, getattr(entry.event, "entry", None)}.isdisjoint(refusal.entries)
        ]
        for index, outcome in enumerate(decided):
            if named and isinstance(outcome, tuple) and outcome[0] <= named[-1] < outcome[0] + outcome[1]:
                return index
        return len(decided) - 1

    def _settled(self, outcome: _Decided, first: int) -> Outcome:
        if not isinstance(outcome, tuple):
            return outcome
        start, count, version = outcome
        return Recorded(
            tuple(
                (type(entry.event).__name__, first + at, entry.id)
                for at, entry in enumerate(self._entries[start : start + count], start=start)
            ),
            version,
        )


def _expect(command: Command, version: int) -> None:
    if command.expected_version is not None and command.expected_version != version:
        raise VersionIsAsExpected(
            f"The stream is at version {version}, not {command.expected_version}.",
            accepted=f"The same with `expected_version` {version}, once you have seen what came in between.",
        )


def _unfounded(key: str) -> Network:
    return Network(NETWORKS + key)
