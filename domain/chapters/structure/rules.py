"""The rules of a network's frame: a key names one thing, and what ends is there to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.chapters.structure.events import BodySucceeded, NetworkFounded
from domain.refusals import KeyNamesOneThing, MembershipEndsOnce, MustBeKnown, NetworkIsDissolved, one_of
from domain.time import earlier, is_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapter import Fact, SubjectOf
    from domain.chapters.structure.state import Membership, Structure
    from domain.history import History
    from domain.refusals import Refusal


def judge(network: History, subject: SubjectOf[Structure]) -> Iterator[Refusal]:
    """The rules broken by the network's frame as it stands."""
    structure = network.timeline(subject)
    for fact in structure.unknown:
        yield _unknown(structure, fact)
    for fact in structure.repeated:
        yield _repeated(structure, fact)
    for fact, membership in structure.late:
        yield MembershipEndsOnce(
            f"“{fact.event.constituency}” leaves the network on {membership.until} already.",
            accepted="A correction of that entry, or its annulment in the same batch.",
            entries=(fact.id, membership.ended_by),
        )
    for key, memberships in structure.constituencies.items():
        for at, membership in enumerate(memberships):
            for other in memberships[:at]:
                if _overlap(membership, other):
                    yield KeyNamesOneThing(
                        f"“{key}” would belong to the network twice on the same days.",
                        accepted="Another key, or a day on which it does not belong and will not again.",
                        entries=(membership.entry, other.entry),
                    )


def _repeated(structure: Structure, fact: Fact) -> Refusal:
    refusal: type[Refusal] = KeyNamesOneThing
    match fact.event:
        case NetworkFounded():
            what = f"The network was founded on {structure.founded}"
        case BodySucceeded(body=body):
            by, since = structure.successors[body]
            what = f"“{body}” gave way to “{by}” on {since}"
        case _:  # dissolved
            refusal, what = NetworkIsDissolved, f"The network was dissolved on {structure.dissolved}"
    return refusal(f"{what} already.", accepted="A correction of that entry.", entries=(fact.id,))


def _unknown(structure: Structure, fact: Fact) -> Refusal:
    if isinstance(fact.event, BodySucceeded):
        what, key, known = "body", fact.event.body, sorted(structure.bodies)
    else:
        what, key, known = "constituency", fact.event.constituency, structure.members_on(fact.effective)
    return MustBeKnown(
        f"“{key}” is no {what} of the network on {fact.effective}.",
        accepted=one_of(known),
        entries=(fact.id,),
    )


def _overlap(one: Membership, other: Membership) -> bool:
    """Whether two memberships of one key share a day."""
    starts = [membership.start for membership in (one, other) if membership.start is not None]
    return not starts or is_before(max(starts), earlier(one.until, other.until))
