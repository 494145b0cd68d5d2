"""Who may do what: one table of every operation, deny by default.

Names of people stand in the answers of those who may ask at all; an administrator and a subscriber see none.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from adapters.access.roles import Role
from adapters.http.problems import Problem
from application.commands import COMMANDS
from application.questions import QUESTIONS, Audience
from domain.chapters import meetings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adapters.access.roles import Principal
    from adapters.http.routes import Route
    from application.questions import Question


class Reach(Enum):
    """For which networks a token has to be."""

    PUBLIC = "no token at all"
    NETWORK = "the network in the path"
    EVERY = "every network"
    OWN = "any: an answer about several networks keeps to the token's"


@dataclass(frozen=True, slots=True)
class Grant:
    """Which roles may do something, with a token that reaches how far."""

    roles: frozenset[Role]
    reach: Reach


def _grant(reach: Reach, *roles: Role) -> Grant:
    return Grant(frozenset(roles), reach)


_PUBLIC = _grant(Reach.PUBLIC)
_READ = (Role.KEEPER, Role.OFFICIAL, Role.CHAIR, Role.AUDITOR)
_INSPECT = (Role.KEEPER, Role.AUDITOR)
_RECORD = (Role.KEEPER, Role.OFFICIAL)
_SUBSCRIBE = (*_INSPECT, Role.SUBSCRIBER)

ACCESS: dict[str, Grant] = {
    "live": _PUBLIC,
    "ready": _PUBLIC,
    "openapi": _PUBLIC,
    "asyncapi": _PUBLIC,
    "evaluation": _grant(Reach.NETWORK, *_READ),
    "commands": _grant(Reach.NETWORK, *_READ),
    "feed": _grant(Reach.OWN, *_SUBSCRIBE),
    "events": _grant(Reach.OWN, *_SUBSCRIBE),
    "status": _grant(Reach.OWN, *_INSPECT, Role.ADMIN),
    "metrics": _grant(Reach.OWN, Role.ADMIN),
    "tokens": _grant(Reach.OWN, Role.ADMIN),
    "revoke-token": _grant(Reach.OWN, Role.ADMIN),
}
"""Every operation by its name, below every question, and every command: a chair records what concerns
meetings."""

_AUDIENCES = {Audience.READERS: _READ, Audience.INSPECTORS: _INSPECT}


def operations(question: Question) -> Iterator[tuple[str, bool]]:
    """The operations that ask a question, each with whether it is about the one network in its path."""
    if question.is_of_one:
        yield question.name, True
    if question.is_of_several:
        yield f"all-{question.name}" if question.is_of_one else question.name, False


for _question in QUESTIONS:
    for _name, _of_one in operations(_question):
        # Entries about people are about no network: nobody's own among several.
        _reach = Reach.NETWORK if _of_one else Reach.EVERY if _question.of_log else Reach.OWN
        ACCESS[_name] = _grant(_reach, *_AUDIENCES[_question.audience])

for _kind in COMMANDS.values():
    if _kind.about == "person":
        ACCESS[_kind.name] = _grant(Reach.OWN, Role.KEEPER)
    elif _kind in meetings.CHAPTER.commands:
        ACCESS[_kind.name] = _grant(Reach.NETWORK, *_RECORD, Role.CHAIR)
    else:
        ACCESS[_kind.name] = _grant(Reach.NETWORK, *_RECORD)


class Ungoverned(Exception):
    """An operation that the table does not cover, or covers otherwise than it is: no service must start."""


def check(routes: Iterable[Route]) -> None:
    """Raises Ungoverned unless the table has a fitting row for every route, and a route for every row."""
    named = {route.name: route for route in routes}
    if missing := named.keys() ^ ACCESS.keys():
        raise Ungoverned(f"Table of access and routes differ in: {', '.join(sorted(missing))}.")
    for name, route in named.items():
        if (ACCESS[name].reach is Reach.NETWORK) != ("{network}" in route.path):
            raise Ungoverned(
                f"{name} is about one network in its path or in the table of access, not in both."
            )


def allows(name: str, principal: Principal, network: str | None) -> bool:
    """Whether somebody may do something, in a network where the operation is about one."""
    grant = ACCESS[name]
    if principal.role not in grant.roles:
        return False
    if grant.reach is Reach.EVERY:
        return principal.networks is None
    return grant.reach is Reach.OWN or (network is not None and principal.covers(network))


def is_public(name: str) -> bool:
    """Whether something needs no token."""
    return ACCESS[name].reach is Reach.PUBLIC


def refuse_unless_allowed(name: str, principal: Principal, network: str | None) -> None:
    """Raises Problem when somebody may not do something; the same whether or not the network exists."""
    if not allows(name, principal, network):
        grant = ACCESS[name]
        about = f" for “{network}”" if network is not None else ""
        every = ", for every network" if grant.reach is Reach.EVERY else ""
        roles = ", ".join(sorted(grant.roles))
        raise Problem("forbidden", f"This takes a token{about} with one of the roles {roles}{every}.")
