"""The page of an answer that has none of its own: each of its lists a table, all that it says a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.cli.pages.screen import cell, heading, section

if TYPE_CHECKING:
    from adapters.cli.pages.screen import Answer, Page

_HEAD = frozenset({"network", "on", "known_at", "position", "sandbox"})


def page(question: str, answer: Answer) -> Page:
    """What an answer says, in the words of its own fields."""
    title = _caption(question)
    yield heading(f"{title} of {answer['network']}" if answer["network"] else title, answer)
    for name, value in answer.items():
        if name in _HEAD:
            continue
        if isinstance(value, list) and all(isinstance(row, dict) for row in value):
            yield from section(
                _caption(name), value, {key: _caption(key) for row in value[:1] for key in row}
            )
        else:
            yield f"{_caption(name)}: {cell(value)}"


def _caption(name: str) -> str:
    return name[:1].upper() + name[1:].replace("_", " ").replace("-", " ")
