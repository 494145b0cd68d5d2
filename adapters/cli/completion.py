"""Completion of command lines: what a shell is told, and the command that has it ask."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from adapters.cli.call import DONE, Call
from adapters.cli.parser import add_arguments, program_of
from adapters.wire.values import OneOf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from adapters.cli.parser import CommandLine

SHELLS = ("bash", "zsh", "fish")
PATIENCE = 1.0
"""Seconds that a completion waits for a register somebody writes to."""


def completion(call: Call) -> int:
    """Print what has a shell complete commands, options and keys.

    For bash, `eval "$(samverk completion bash)"` in ~/.bashrc; for zsh the same in ~/.zshrc, after compinit;
    for fish, `samverk completion fish | source` in ~/.config/fish/config.fish.
    """
    from argcomplete.shell_integration import shellcode

    print(shellcode(["samverk"], shell=call.arguments.shell))
    return DONE


def answer_shell(commands: Sequence[CommandLine]) -> None:
    """Tells a shell that asks how a line can go on, and ends the process."""
    from argcomplete import autocomplete
    from argcomplete.completers import SuppressCompleter

    autocomplete(_tree(commands), default_completer=SuppressCompleter())


def _tree(commands: Sequence[CommandLine]) -> argparse.ArgumentParser:
    """One parser of every command line; a command of two words stands below its first."""
    program = program_of(commands)
    places: dict[tuple[str, ...], Any] = {(): program.add_subparsers()}
    for command in commands:
        *group, name = command.name.split()
        if tuple(group) not in places:
            places[tuple(group)] = places[()].add_parser(*group).add_subparsers()
        parser = places[tuple(group)].add_parser(name)
        add_arguments(parser, command)
        for action in parser._actions:
            _tell(action)
    return program


def _tell(action: argparse.Action) -> None:
    """Says how the values of an argument are completed, where anything is known of them."""
    named = action.option_strings[-1] if action.option_strings else action.dest
    if isinstance(action.type, OneOf):
        action.completer = _fixed(action.type.known)  # type: ignore[attr-defined]
    elif named in _COMPLETERS:
        action.completer = _COMPLETERS[named]  # type: ignore[attr-defined]


def _fixed(known: Iterable[str]) -> Callable[..., Iterable[str]]:
    return lambda **_: known


def _networks(parsed_args: argparse.Namespace, **_: Any) -> Iterable[str]:
    """The networks as the read models have them: to catch up would take too long while somebody types."""
    from adapters.database.engine import open_engine
    from adapters.database.faults import DatabaseFault
    from adapters.views.rows import ViewRows

    try:
        engine = open_engine(
            Call(parsed_args, getattr(parsed_args, "database", None)).database, patience=PATIENCE
        )
        rows = ViewRows(engine)
        return [row.network for row in rows.known("networks", rows.position())]
    except DatabaseFault:
        # Whoever types is told nothing; the command will say what is wrong.
        return ()


def _charters(prefix: str, **more: Any) -> Iterable[str]:
    from adapters.wire.charters import own

    return (*own(), *_files(prefix, **more))


def _files(prefix: str, **_: Any) -> Iterable[str]:
    from argcomplete.completers import FilesCompleter

    return FilesCompleter()(prefix)


def _types(**_: Any) -> Iterable[str]:
    from domain.catalogue import EVENTS

    return sorted(name for name, _ in EVENTS.values())


def _projections(**_: Any) -> Iterable[str]:
    from projections.catalogue import PROJECTIONS

    return [projection.name for projection in PROJECTIONS]


_COMPLETERS: dict[str, Callable[..., Iterable[str]]] = {
    "network": _networks,
    "--network": _networks,
    "charters": _charters,
    "file": _files,
    "files": _files,
    "--output": _files,
    "--type": _types,
    "projections": _projections,
}
"""What completes the values of an argument, by its name."""
