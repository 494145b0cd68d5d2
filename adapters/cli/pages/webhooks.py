"""A page for everything that is done about webhooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.cli.pages.screen import moment, section

if TYPE_CHECKING:
    from adapters.cli.pages.screen import Answer, Page


def add(answer: Answer) -> Page:
    """A webhook, and its secret this once."""
    yield f"Webhook {answer['id']}, past position {answer['position']}, to {answer['url']}"
    yield answer["secret"]
    yield "It is not shown again."


def listed(answer: Answer) -> Page:
    """Every webhook and how it does."""
    rows = [
        {
            **webhook,
            "what": _wanted(webhook),
            "says": webhook["reason"] or _trouble(webhook),
        }
        for webhook in answer["webhooks"]
    ]
    columns = {
        "id": "Id",
        "url": "To",
        "what": "Of",
        "position": "Position",
        "state": "State",
        "says": "Why",
    }
    yield from section("Webhooks", rows, columns)


def deliveries(answer: Answer) -> Page:
    """The latest attempts."""
    rows = [
        {
            **one,
            "at": moment(one["at"]),
            "attempt": "by hand" if one["attempt"] is None else one["attempt"],
            "outcome": one["error"] or "accepted",
        }
        for one in answer["deliveries"]
    ]
    columns = {
        "at": "At",
        "position": "Position",
        "attempt": "Attempt",
        "status": "Status",
        "outcome": "Outcome",
        "milliseconds": "ms",
    }
    yield from section(f"Deliveries to {answer['webhook']}", rows, columns)


def resume(answer: Answer) -> Page:
    """Where a webhook goes on."""
    yield f"Webhook {answer['id']} goes on past position {answer['position']}."


def send(answer: Answer) -> Page:
    """What came of one entry."""
    said = answer["error"] or f"accepted with {answer['status']}"
    yield f"Position {answer['position']}: {said}, after {answer['milliseconds']} ms."


def remove(answer: Answer) -> Page:
    """A webhook that is no more."""
    yield f"Webhook {answer['id']} is removed; {answer['url']} is told nothing more."


def _wanted(webhook: Answer) -> str:
    networks = "every network" if webhook["networks"] is None else ", ".join(webhook["networks"])
    return networks if webhook["types"] is None else f"{networks}: {', '.join(webhook['types'])}"


def _trouble(webhook: Answer) -> str | None:
    if not webhook["failures"]:
        return None
    return f"{webhook['failures']} failures, next attempt {moment(webhook['next_try'])}"
