"""The catalogue of stored events: each class with the name and the version it is stored under, for ever.

A name never changes. A class whose fields change gets the next version here, a function in `UPCASTERS` that
turns the stored data of the version before into it, and a golden file; a test holds the three together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain import corrections, network, people
from domain.chapters import affairs

if TYPE_CHECKING:
    from collections.abc import Callable

_VERSIONS: dict[type, int] = {affairs.AnnualReportCompiled: 2}
"""Versions above 1, by class."""

EVENTS: dict[type, tuple[str, int]] = {
    event: (event.__name__, _VERSIONS.get(event, 1))
    for event in (
        *network.ROUTES,
        corrections.EntryCorrected,
        corrections.EntryAnnulled,
        people.PersonRegistered,
        people.ContactDetailsChanged,
        people.ErasureRequested,
        people.PersonErased,
    )
}
"""Every event that is stored: its class, its stored name, its version."""

UPCASTERS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {
    ("AnnualReportCompiled", 1): lambda data: {**data, "position": None, "hash": None, "format": None},
}
"""From a stored name and version to the function that makes its data that of the next version."""
