"""What mandates may regulate, topic by topic, and what no rule of a mandate speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.rules import (
    ApprovalRule,
    CountRule,
    DeadlineRule,
    OfficeRule,
    Rule,
    SeatRule,
    StandInRule,
    StatementRule,
    TermRule,
)
from domain.time import is_before

if TYPE_CHECKING:
    from datetime import date

    from domain.network import Network

TOPICS = (
    "chair",
    "vice-chair",
    "term",
    "quorum",
    "meetings",
    "notice",
    "minutes",
    "deputies",
    "costs",
    "revision",
    "reports",
    "sunset",
    "membership-number",
)
"""What every mandate is asked for; where no rule speaks of it, that is told."""


def unregulated(network: Network, day: date) -> tuple[str, ...]:
    """The topics no rule of the mandate in force on a day speaks of; none where the network does not exist.

    Those the charter names come first, in its order; a topic of which it alone knows stays until a rule
    states it.
    """
    founding = network.structure.founding
    if founding is None or day < founding.effective or not is_before(day, network.structure.dissolved):
        return ()
    spoken_of = {topic for rule in network.mandate_on(day).rules.all for topic in _topics(rule)}
    return tuple(
        topic for topic in dict.fromkeys((*founding.not_regulated, *TOPICS)) if topic not in spoken_of
    )


def _topics(rule: Rule) -> tuple[str, ...]:
    """What a rule speaks of, in the words of `TOPICS` and of statements."""
    match rule:
        case OfficeRule(office=topic) | StatementRule(topic=topic):
            return (topic,)
        case TermRule(of=of):
            return tuple("sunset" if one == "mandate" else "term" for one in of)
        case StandInRule():
            return ("deputies",)
        case SeatRule(holders=int()):
            return ("membership-number",)
        case ApprovalRule(of="mandate-revision"):
            return ("revision",)
        case DeadlineRule(what="annual-report"):
            return ("reports",)
        case DeadlineRule(what="minutes") | CountRule(what="minutes-taken"):
            return ("minutes",)
        case CountRule(what="meetings" | "joint-meetings" | "long-meetings"):
            return ("meetings",)
    return ()
