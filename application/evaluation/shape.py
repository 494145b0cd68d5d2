"""What an annual evaluation says: its chapters as typed data, the same for every format it is shown in.

Each chapter's part is said where the chapter is computed; a row that an answer says too is the answer's.
Persons stand as keys; their names are in one place, `names`, which is no part of what is hashed. Days are
dates, intervals half-open, `evidence` positions in the log. A trailing underscore is no part of a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.answers.duties import Duty
from application.evaluation.chapters.afterwards import Afterwards
from application.evaluation.chapters.duties import FindingLine
from application.evaluation.chapters.figures import Figure
from application.evaluation.chapters.identity import NetworkIdentity
from application.evaluation.chapters.mandate import MandateChapter
from application.evaluation.chapters.matters import MattersChapter
from application.evaluation.chapters.meetings import MeetingsChapter
from application.evaluation.chapters.membership import MembershipChapter
from application.evaluation.chapters.offices import OfficesChapter
from application.evaluation.chapters.reports import ReportsChapter

FORMAT = 1
"""Version of this shape; a change of what is hashed is a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """A network's year, as known at a position and judged on a day."""

    format: int
    network: str
    year: int
    from_: date
    until: date
    on: date
    position: int
    known_at: str | None
    root: str
    sandbox: bool
    identity: NetworkIdentity
    figures: tuple[Figure, ...]
    mandate: MandateChapter
    membership: MembershipChapter
    offices: OfficesChapter
    meetings: MeetingsChapter
    matters: MattersChapter
    reports: ReportsChapter
    obligations: tuple[Duty, ...]
    findings: tuple[FindingLine, ...]
    afterwards: tuple[Afterwards, ...]
    unregulated: tuple[str, ...]
    hash: str
    """SHA-256 of the canonical JSON of everything but `hash` and `names`, in hexadecimal."""
    names: dict[str, str | None]
    """The name of every registered person who is named by key; None for who has been erased."""
