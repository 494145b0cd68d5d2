"""The demonstration histories: a few years of each network's life, played into a sandbox as they came in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from adapters.wire.charters import own, read
from adapters.wire.commands import as_command
from application.outcomes import Faulty, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from adapters.bootstrap import Samverk
    from application.outcomes import Outcome


class Unforeseen(Exception):
    """A history met what it does not expect; the message names file, line and what came instead."""


@dataclass(slots=True)
class Step:
    """One line of a history that does something: where it stands, when it came in, what it says."""

    file: str
    number: int
    at: datetime
    said: dict[str, Any]
    refused: bool = False
    """Whether the history expects a refusal."""


@dataclass(slots=True)
class Played:
    """What playing histories led to: how many were accepted, and the refusals with their commands."""

    accepted: int = 0
    refusals: list[tuple[dict[str, Any], Refused]] = field(default_factory=list)
    first_ids: dict[tuple[str, str], str] = field(default_factory=dict)
    """By file and idempotency key, the id of the first entry that the command led to."""


def histories() -> dict[str, Path]:
    """The histories that come with the register, by network key."""
    folder = Path(str(resources.files("charters"))) / "demo"
    return {path.stem: path for path in sorted(folder.glob("*.jsonl"))}


def play(
    samverk: Samverk, paths: Iterable[Path], report: Callable[[int, int], None] = lambda _, __: None
) -> Played:
    """Plays histories together in the order of their clocks; `report` hears how many steps are done of all.

    The register has to be a sandbox. Raises Unforeseen at the first line that fares otherwise than expected.
    """
    # Sorting keeps the order of steps that came at one instant.
    steps = sorted((step for path in paths for step in _steps(path)), key=lambda step: step.at)
    played = Played()
    for count, step in enumerate(steps, start=1):
        samverk.clock.told = step.at
        _take(samverk, step, played)
        report(count, len(steps))
    samverk.clock.told = None
    return played


def _steps(path: Path) -> Iterator[Step]:
    """The steps of one history, in order."""
    steps: list[Step] = []
    now = datetime.min.replace(tzinfo=UTC)
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        said = orjson.loads(line)
        if "now" in said:
            now = datetime.fromisoformat(said["now"])
        elif "expect" in said:
            steps[-1].refused = True
        else:
            steps.append(Step(path.name, number, now, said))
    return iter(steps)


def _take(samverk: Samverk, step: Step, played: Played) -> None:
    """Carries a step out and notes what came of it. Raises Unforeseen."""
    outcome = _outcome(samverk, step, played)
    if isinstance(outcome, Faulty):
        raise _unforeseen(step, f"is no valid command: {outcome.detail}")
    if isinstance(outcome, Refused):
        if not step.refused:
            raise _unforeseen(step, f"was refused by {outcome.refusal.rule}: {outcome.refusal.detail}")
        played.refusals.append((step.said, outcome))
        return
    if step.refused:
        raise _unforeseen(step, "was accepted, and a refusal was expected.")
    played.accepted += 1
    if "id" in step.said and outcome.events:
        played.first_ids[step.file, step.said["id"]] = outcome.events[0][2]


def _outcome(samverk: Samverk, step: Step, played: Played) -> Outcome:
    if "found" in step.said:
        charter = read(own()[step.said["found"]])
        return samverk.register.found(charter.founding(None, lambda _: step.at.date()))
    said = dict(step.said)
    entry = said.get("entry", "")
    if entry.startswith("@"):
        said["entry"] = played.first_ids[step.file, entry[1:]]
    try:
        return samverk.register.record([as_command(said, samverk.today)])[0]
    except Faulty as fault:
        return fault


def _unforeseen(step: Step, what: str) -> Unforeseen:
    return Unforeseen(f"{step.file}, line {step.number}: {step.said.get('command', 'the founding')} {what}")
