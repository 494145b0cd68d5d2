"""What an operation of the service is: the one value that routing and the description of the API draw on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from adapters.access.roles import Principal
    from adapters.http.service import Service

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: where it stands, how its text is read, and its description for the API.

    `read` raises ArgumentTypeError, whose message says what would be right.
    """

    name: str
    where: str
    read: Callable[[str], Any]
    schema: dict[str, Any]
    description: str
    example: Any
    required: bool = False
    default: Any = None
    many: bool = False
    """Whether it may be there several times; its values are a tuple then."""


@dataclass(slots=True)
class Asked:
    """One request that may be answered: its parameters, read, and who asks (None where anybody may)."""

    request: Request
    route: Route
    service: Service
    somebody: Principal | None
    values: dict[str, Any]
    produces: str
    """The media type the client likes best of those on offer."""

    @property
    def principal(self) -> Principal:
        """Who asks, where a token is needed."""
        assert self.somebody is not None
        return self.somebody


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """One operation: its name in the table of access, where it is, what carries it out, how it is described.

    `answer` is the type or the schema of an answer in the first of the formats on offer, None where there is
    none; `also` names the kinds of problems it may meet beside those of every operation.
    """

    name: str
    method: str
    path: str
    summary: str
    handle: Callable[[Asked], Awaitable[Response]]
    parameters: tuple[Parameter, ...] = ()
    answer: Any = None
    produces: tuple[str, ...] = (JSON,)
    body: dict[str, Any] | None = None
    example: Any = None
    """A body such as this takes."""
    also: tuple[str, ...] = ()
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    """Headers of an answer, by name, with what they say."""
