"""What a network is made of: its founding, its constituencies, the bodies around it, its dissolution.

Sections, a file each: events · state · rules; here the CHAPTER.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.chapter import Chapter
from domain.chapters.structure.events import (
    Body,
    BodySucceeded,
    Constituency,
    ConstituencyAdmitted,
    ConstituencySucceeded,
    ConstituencyWithdrawn,
    NetworkDissolved,
    NetworkFounded,
)
from domain.chapters.structure.rules import judge
from domain.chapters.structure.state import NETWORK, SUBJECT, Membership, Structure
from domain.commands import CommandType

if TYPE_CHECKING:
    from domain.chapter import SubjectOf
    from domain.history import History

_frame = NETWORK.by()

CHAPTER = Chapter(
    rules={NETWORK: judge},
    events={
        NetworkFounded: _frame,
        ConstituencyAdmitted: _frame,
        ConstituencyWithdrawn: _frame,
        ConstituencySucceeded: _frame,
        BodySucceeded: _frame,
        NetworkDissolved: _frame,
    },
    commands=(
        CommandType("AdmitConstituency", ConstituencyAdmitted, "A constituency joins the network."),
        CommandType(
            "WithdrawConstituency",
            ConstituencyWithdrawn,
            "A constituency leaves the network; its seats end that day.",
        ),
        CommandType(
            "SucceedConstituency",
            ConstituencySucceeded,
            "A constituency gives way to another, which keeps its holders.",
        ),
        CommandType("SucceedBody", BodySucceeded, "A body is renamed or merged into another."),
        CommandType("DissolveNetwork", NetworkDissolved, "The network ends, and everything running with it."),
    ),
)
