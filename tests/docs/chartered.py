"""The eight networks, each founded by its charter: what the rows of the table of rules are tried on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from adapters.wire.charters import own, read
from domain.rules import Rule
from tests.domain.story import given

if TYPE_CHECKING:
    from domain.chapters.structure import NetworkFounded
    from domain.network import Network
    from tests.domain.story import Command

R = TypeVar("R", bound=Rule)

FOUNDINGS: dict[str, NetworkFounded] = {
    key: read(path).founding(None, lambda _: date.max) for key, path in own().items()
}
"""The founding of each network, on the day its charter names."""


def network(key: str, *told: Command) -> Network:
    """A network founded by its charter, with this past."""
    return given(FOUNDINGS[key], *told)


def rules(family: type[R]) -> list[tuple[str, R]]:
    """Every rule of a family, with the network whose mandate it stands in."""
    return [
        (key, rule)
        for key, founding in FOUNDINGS.items()
        for rule in founding.rules
        if isinstance(rule, family)
    ]


def rule(key: str, id_: str) -> Rule:
    """One rule of a network's first mandate."""
    return next(rule for rule in FOUNDINGS[key].rules if rule.id == id_)


def quote(key: str, id_: str) -> str:
    """The sentence that states a rule."""
    return rule(key, id_).quote


def sends(key: str, kind: str) -> str:
    """A constituency of a kind that the charter names."""
    return next(one.key for one in FOUNDINGS[key].constituencies if one.kind == kind)
