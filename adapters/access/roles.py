"""Who may come in: the roles there are, and whoever a token lets in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody does with the register; what each may do stands in `adapters.http.access`."""

    KEEPER = "keeper"
    OFFICIAL = "official"
    CHAIR = "chair"
    AUDITOR = "auditor"
    SUBSCRIBER = "subscriber"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who was let in: by which token, in which role, for which networks (None: for every one).

    `actor` and `authority` stand behind what they record.
    """

    token: str
    role: Role
    networks: frozenset[str] | None
    actor: str
    authority: str | None = None

    def covers(self, network: str) -> bool:
        """Whether a network is one of theirs."""
        return self.networks is None or network in self.networks
