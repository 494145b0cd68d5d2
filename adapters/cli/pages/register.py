"""A page for everything that is done to a register, or found out about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.cli.pages.screen import cell, section, table

if TYPE_CHECKING:
    from adapters.cli.pages.screen import Answer, Page


def status(answer: Answer) -> Page:
    """Where the log and the read models stand."""
    yield f"The log ends at position {answer['position']}." + _sandbox(answer)
    yield table(answer["projections"], {"name": "Projection", "version": "Version", "position": "Position"})
    parked = answer["projections"][0]["parked"]
    columns = {"stream": "Stream", "position": "Position", "reason": "Reason"}
    yield from section("Streams that stopped", parked, columns)


def verify(answer: Answer) -> Page:
    """Whether the log is whole."""
    if answer["ok"]:
        yield f"The log is whole: {answer['entries']} entries." + _sandbox(answer)
        yield f"Root: {answer['root']}"
    else:
        said = f"The log is not whole at position {answer['first_bad']}: {answer['reason']}."
        yield said + _sandbox(answer)
    if result := answer.get("entry"):
        yield f"Entry {result['id']} stands at position {result['position']}."
        yield f"Leaf: {result['leaf']}"


def upgrade(answer: Answer) -> Page:
    """What was changed in a register, or would be."""
    format_, models = answer["format"], answer["read_models"]
    if not (answer["tables"] or models):
        yield f"{answer['register']} is as this version has it; there is nothing to change."
        return
    yield (
        f"{answer['register']} was changed:" if answer["done"] else f"{answer['register']} would be changed:"
    )
    if answer["tables"]:
        added = ", ".join(answer["tables"])
        yield f"- from format {format_['before']} to {format_['after']}: tables added: {added}"
    if models:
        named = ", ".join(
            f"{one['name']} ({cell(one['before'])} → {cell(one['after'])})"
            if one["before"] != one["after"]
            else one["name"]
            for one in models
        )
        yield f"- read models built anew from the entries: {named}"
    yield "No entry was touched." if answer["done"] else "Nothing was changed."


def copy(answer: Answer) -> Page:
    """What was copied."""
    yield f"Copied {answer['entries']} entries."
    yield f"Root: {answer['root']}"


def found(answer: Answer) -> Page:
    """What became of a founding."""
    network = answer["network"]
    if not answer["ok"]:
        said = answer.get("refusal") or answer["fault"]
        accepted = f" Accepted: {said['accepted']}" if said.get("accepted") else ""
        yield f"{network} was not founded: {said['detail']}{accepted}"
    elif answer["events"]:
        yield f"{network} is founded, at position {answer['events'][0]['position']}."
    else:
        yield f"{network} is founded so already; nothing was recorded."


def charter_check(answer: Answer) -> Page:
    """What is wrong with some charters."""
    for charter in answer["charters"]:
        yield from charter["faults"]
        if charter["ok"]:
            yield f"{charter['file']}: a whole charter, of {charter['network']}."


def _sandbox(answer: Answer) -> str:
    return " (sandbox)" if answer.get("sandbox") else ""
