"""The catalogue of stored events: each class with the name and the version it is stored under, for ever.

A name never changes. A class whose fields change gets, in its chapter, a function that turns the stored data
of the version before into it, and with that the next version; and a golden file. A test holds the three
together.
"""

from __future__ import annotations

from domain import amendments, network, people
from domain.chapter import Upcaster
from domain.keys import Mark, names_of

_UPCASTERS: dict[type, tuple[Upcaster, ...]] = {
    event: upcasters for chapter in network.CHAPTERS for event, upcasters in chapter.upcasters.items()
}

EVENTS: dict[type, tuple[str, int]] = {
    event: (event.__name__, 1 + len(_UPCASTERS.get(event, ())))
    for event in (*network.ROUTES, *amendments.EVENTS, *people.EVENTS)
}
"""Every event that is stored: its class, its stored name, its version."""

UPCASTERS: dict[tuple[str, int], Upcaster] = {
    (event.__name__, version): upcaster
    for event, upcasters in _UPCASTERS.items()
    for version, upcaster in enumerate(upcasters, start=1)
}
"""From a stored name and version to the function that makes its data that of the next version."""

NAMING = names_of(EVENTS, Mark.PERSON, Mark.SOMEBODY)
"""The names of fields that hold the key of a person, or of several, or may: a body may raise a matter too."""
