"""The command that evaluates a year: of one network, or of all of them into a folder."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from adapters.cli import paging
from adapters.cli.arguments import argument
from adapters.cli.call import DONE, Usage, note, write
from adapters.cli.progress import progress
from adapters.reports.formats import FORMATS, NAMES
from adapters.wire.languages import LANGUAGES
from adapters.wire.values import OneOf, words, year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.bootstrap import Samverk
    from adapters.cli.call import Call
    from application.evaluation.shape import Evaluation

ARGUMENTS = (
    argument("network", nargs="?", type=words, metavar="NETWORK", help="key of a network"),
    argument("--all", action="store_true", help="every network there was in the year, with an overview"),
    argument("--year", type=year, required=True, metavar="YYYY", help="the calendar year to evaluate"),
    argument(
        "--format",
        type=OneOf(NAMES),
        metavar="|".join(NAMES),
        help="how to write it (default: as the ending of --output says, else md)",
    ),
    argument(
        "--lang",
        type=OneOf(tuple(LANGUAGES)),
        metavar="|".join(LANGUAGES),
        help="the language to write it in (default: the network's; en with --all)",
    ),
    argument("--output", type=words, metavar="PATH", help="a file to write; with --all, a folder of files"),
)


def evaluate(call: Call) -> int:
    """Set a year of a network, or of all of them, beside the mandate.

    The network's entries are replayed up to --known-at and judged on the day the register's last entry by
    then was recorded, unless --on says another day: the same position gives the same bytes for ever. With
    --all, an overview of every network; with --output as well, every evaluation in that folder.
    """
    if (call.arguments.network is None) is not call.arguments.all:
        raise Usage("Name one network, or write --all for every one; `samverk networks` lists them.")
    format_ = _format(call)
    if call.arguments.all:
        with call.caught_up() as samverk:
            return _all(call, samverk, format_)
    with call.register() as samverk:
        return _one(call, samverk, format_)


def _one(call: Call, samverk: Samverk, format_: str) -> int:
    from adapters.reports.rendering import rendered

    asked = call.arguments
    position = samverk.evaluations.position(asked.known_at, asked.network)
    evaluation = samverk.evaluations.evaluate(asked.network, asked.year, position, asked.on)
    _put(call, rendered(evaluation, format_, asked.lang), asked.output, format_)
    return DONE


def _all(call: Call, samverk: Samverk, format_: str) -> int:
    from adapters.reports.rendering import overview_rendered, rendered
    from application.evaluation.overview import line, overview

    asked = call.arguments
    folder = None if asked.output is None else _folder(asked.output)
    position = samverk.evaluations.position(asked.known_at)
    lines = []
    for evaluation in _evaluated(call, samverk, position):
        lines.append(line(evaluation))
        if folder is not None:
            file = folder / f"{evaluation.network}-{asked.year}.{format_}"
            file.write_bytes(rendered(evaluation, format_, asked.lang))
    known_at = samverk.log.recorded_at(position)
    root = samverk.log.root(position)
    result = overview(asked.year, position, known_at, root, tuple(lines), sandbox=samverk.sandbox)
    data = overview_rendered(result, format_, asked.lang or "en")
    if folder is None:
        _put(call, data, None, format_)
    else:
        (folder / f"overview-{asked.year}.{format_}").write_bytes(data)
        note(f"{len(lines)} evaluations and an overview are in {folder}.")
    return DONE


def _evaluated(call: Call, samverk: Samverk, position: int) -> Iterator[Evaluation]:
    """One evaluation after the other; none is kept."""
    asked = call.arguments
    networks = samverk.evaluations.networks(asked.year, position, asked.on)
    with progress("Evaluating") as report:
        for done, network in enumerate(networks):
            report(done, len(networks))
            yield samverk.evaluations.evaluate(network, asked.year, position, asked.on)


def _format(call: Call) -> str:
    asked = call.arguments
    if asked.format is not None:
        return str(asked.format)
    if call.json:
        return "json"
    ending = "" if asked.output is None else Path(asked.output).suffix.lower().removeprefix(".")
    if ending and ending not in NAMES and not asked.all:
        endings = ", ".join(f".{format_}" for format_ in NAMES)
        raise Usage(
            f"{asked.output} would be in no format known here; let it end in {endings}, or write --format."
        )
    return ending if ending in NAMES else "md"


def _folder(path: str) -> Path:
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise Usage(f"{path} is a file; with --all, --output names a folder.")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _put(call: Call, data: bytes, output: str | None, format_: str) -> None:
    """Writes a report to a file, or to standard output."""
    if output is not None:
        if Path(output).is_dir():
            raise Usage(f"{output} is a folder; name a file such as {output}/report.{format_}.")
        Path(output).write_bytes(data)
    elif format_ in FORMATS and not FORMATS[format_].is_text and sys.stdout.isatty():
        raise Usage(
            f"A {format_} file is nothing to read on a terminal; name a file: --output report.{format_}"
        )
    elif not (call.pager and paging.is_wanted() and paging.page(data.decode(), get_terminal_size().lines)):
        write(data)
