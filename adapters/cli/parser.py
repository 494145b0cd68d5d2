"""From the words of a command line to a call: the program's own options, then one command's arguments."""

from __future__ import annotations

import argparse
import inspect
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from adapters.cli.arguments import argument
from adapters.cli.call import DATABASE, USUAL_DATABASE, Call, Usage
from adapters.wire.values import instant, nearest, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from adapters.cli.arguments import Argument

WIDTH = 80
"""Columns that the list of commands takes."""


COMMON = (
    argument(
        "--database",
        type=words,
        metavar="URL",
        help=f"sqlite:///FILE or postgresql://USER@HOST/NAME (default: ${DATABASE}, else {USUAL_DATABASE})",
    ),
    argument("--json", action="store_true", help="answer in JSON, on one line"),
    argument("--now", type=instant, metavar="INSTANT", help="the time it is; only in a sandbox"),
    argument("--no-pager", action="store_true", help="never show a long answer a screen at a time"),
)
"""The options of every command, which may stand before it or after it."""


@dataclass(frozen=True, slots=True)
class CommandLine:
    """One command of the program: its words, the function that carries it out, its arguments, an example.

    The function's docstring is the command's help: its first line in the list, all of it in its own.
    """

    name: str
    run: Callable[[Call], int]
    arguments: tuple[Argument, ...]
    example: str

    @property
    def help(self) -> str:
        """What the command does."""
        return inspect.getdoc(self.run) or ""


def parse(words: Sequence[str], commands: Sequence[CommandLine]) -> tuple[CommandLine, Call]:
    """The command asked for and its call. Raises Usage, and SystemExit once help was printed."""
    program = program_of(commands)
    program.add_argument("words", nargs="...", help=argparse.SUPPRESS)
    options, unknown = program.parse_known_args(words)
    if unknown:
        flags = tuple(option.name for option in COMMON)
        raise Usage(f"`samverk` has no option {unknown[0]}{nearest(unknown[0], flags) or '.'}")
    if not options.words:
        raise Usage("There is no command in this call; `samverk --help` lists them.")
    command, rest = _command(options.words, commands)
    arguments, unknown = parser_of(command).parse_known_args(rest)
    if unknown:
        raise Usage(_unknown(unknown[0], command))
    common = {**vars(options), **vars(arguments)}
    return command, Call(
        arguments, common["database"], common["json"], common["now"], pager=not common["no_pager"]
    )


def parser_of(command: CommandLine) -> argparse.ArgumentParser:
    """The parser of one command's arguments."""
    parser = _Parser(
        prog=f"samverk {command.name}",
        description=command.help,
        epilog=f"example:\n  {command.example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_arguments(parser, command)
    return parser


def add_arguments(parser: argparse.ArgumentParser, command: CommandLine) -> None:
    """Gives a parser the arguments of a command, and the options of every command."""
    for own in command.arguments:
        parser.add_argument(own.name, **own.options)
    common = parser.add_argument_group("options of every command")
    for option in COMMON:
        # What stands after the command counts; without it, what stood before.
        common.add_argument(option.name, **{**option.options, "default": argparse.SUPPRESS})


class _Parser(argparse.ArgumentParser):
    """Argparse, with its complaints as one sentence that says where to read on."""

    def error(self, message: str) -> NoReturn:
        said = message.removeprefix("argument ")
        if message.startswith("argument ") and not said.startswith("-"):
            said = said.partition(": ")[2]
        stop = "" if said.endswith("?") else "."
        raise Usage(f"{said[:1].upper()}{said[1:]}{stop} See `{self.prog} --help`.")


class _Version(argparse.Action):
    """Prints which version this is, and ends; what is installed is asked only then."""

    def __init__(self, option_strings: Sequence[str], dest: str, **options: Any) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, **options)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        from importlib.metadata import version

        print(f"samverk {version('samverk')}")
        parser.exit()


def program_of(commands: Sequence[CommandLine]) -> argparse.ArgumentParser:
    """The parser of what stands before a command."""
    width = max(len(command.name) for command in commands)
    listed = [
        textwrap.fill(
            command.help.splitlines()[0],
            WIDTH,
            initial_indent=f"  {command.name:<{width}}  ",
            subsequent_indent=" " * (width + 4),
            break_on_hyphens=False,
        )
        for command in commands
    ]
    parser = _Parser(
        prog="samverk",
        usage="samverk [--database URL] [--json] [--now INSTANT] [--no-pager] COMMAND …",
        description="The book of record for how collaboration networks are governed.",
        epilog="commands:\n" + "\n".join(listed) + "\n\n`samverk COMMAND --help` says more, with an example.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, help="say which version this is")
    for option in COMMON:
        parser.add_argument(option.name, **option.options)
    return parser


def _command(rest: list[str], commands: Sequence[CommandLine]) -> tuple[CommandLine, list[str]]:
    """The command that the first words name, and the words after it."""
    known = {command.name: command for command in commands}
    for count in (2, 1):
        result = known.get(" ".join(rest[:count]))
        if result is not None:
            return result, rest[count:]
    groups = {name.split()[0] for name in known}
    said = " ".join(rest[: 2 if rest[0] in groups else 1])
    hint = nearest(said, tuple(known)) or nearest(rest[0], tuple(known))
    raise Usage(f"There is no command “{said}”{hint or '; `samverk --help` lists them.'}")


def _unknown(word: str, command: CommandLine) -> str:
    flag = word.partition("=")[0]
    if word.startswith("-"):
        known = (*command.arguments, *COMMON)
        flags = tuple(argument.name for argument in known if argument.name.startswith("-"))
        hint = nearest(flag, flags) or f"; see `samverk {command.name} --help`."
        return f"`samverk {command.name}` has no option {flag}{hint}"
    return f"“{word}” is one word too many; see `samverk {command.name} --help`."
