"""Corrections: what was entered wrongly is set right by a later entry that names it, and stays visible.

A correction passes the same gate as the command that made the entry. The events, and what they do, are in
`amendments`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from domain.amendments import EntryAnnulled, EntryCorrected, amended
from domain.chapters.structure import NetworkFounded
from domain.commands import CommandType
from domain.keys import EntryId, FreeText, ill_written
from domain.refusals import CorrectionMustFit, EntryIsAnnulled, FoundingStands, MustBeKnown

if TYPE_CHECKING:
    from collections.abc import Collection

    from domain.history import History

# decisions


def correct_entry(
    network: History, effective: date, entry: EntryId, changes: dict[str, Any], reason: FreeText
) -> tuple[EntryCorrected, ...]:
    """Sets fields of an earlier entry right; the network is judged as if it had been entered so."""
    standing = _standing(network, entry)
    if amended(standing, changes) == standing:
        return ()
    corrected = EntryCorrected(effective, entry, changes, reason)
    event, fields = borne_on(network, corrected)
    for value, right in ill_written(event, fields):
        raise CorrectionMustFit(f"{type(event).__name__} cannot take {value!r}.", accepted=right)
    return (corrected,)


def borne_on(network: History, correction: EntryCorrected) -> tuple[Any, Collection[str]]:
    """The event a correction bears on, with the values it brings, and the names of the fields they are for.

    A correction of a correction bears on the event that one speaks of, with the values it brings instead.
    """
    event, changes = network.entries[correction.entry].event, correction.changes
    while isinstance(event, EntryCorrected):
        event, changes = network.entries[event.entry].event, changes.get("changes", {})
    return amended(event, changes), changes.keys()


def annul_entry(
    network: History, effective: date, entry: EntryId, reason: FreeText
) -> tuple[EntryAnnulled, ...]:
    """Takes an earlier entry out of every answer; annulling an annulment puts the entry back.

    Raises FoundingStands for the founding, which everything else refers to.
    """
    annulled = EntryAnnulled(effective, entry, reason)
    if entry in network.entries and network.stands(annulled):
        return (annulled,)
    if isinstance(_standing(network, entry), NetworkFounded):
        raise FoundingStands(
            "The founding is what every other entry refers to.",
            accepted="A correction of the founding, or the dissolution of the network.",
            entries=(entry,),
        )
    return (annulled,)


def _standing(network: History, entry: str) -> Any:
    if entry not in network.entries:
        raise MustBeKnown(
            f"This network has no entry “{entry}”.",
            accepted="The id of one of its entries, as `samverk entries` shows it.",
        )
    fact = network.standing(entry)
    if fact is None:
        raise EntryIsAnnulled(
            f"Entry “{entry}” is annulled already.", accepted="Annul the annulment first.", entries=(entry,)
        )
    return fact.event


COMMANDS = (CommandType("CorrectEntry", correct_entry), CommandType("AnnulEntry", annul_entry))
