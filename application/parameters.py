"""What questions ask for: each kind of parameter with what it says, for whoever reads a value of it.

A question's signature is the question: its parameters after the book are of these types. One without a
default has to be there; a key before the `*` of the signature stands alone on a command line, all else has a
flag.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

Kind = Literal["key", "day", "moment", "position", "versions", "days", "year", "type", "who", "count"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a parameter is: how its value reads, in a sentence what it says, and a value such as it takes."""

    kind: Kind
    description: str
    example: Any


NetworkKey = Annotated[str, Parameter("key", "Key of a network.", "12k-plo")]
AnyNetwork = Annotated[str | None, Parameter("key", "Key of a network.", "12k-plo")]
"""One network, or every one where none is named."""
PersonKey = Annotated[str, Parameter("key", "Key of a person.", "siv-fjellheim")]
On = Annotated[
    date | None,
    Parameter("day", "The day asked about; today in the network when left out.", "2012-03-01"),
]
KnownAt = Annotated[
    str | None,
    Parameter(
        "moment",
        "As the register knew it at a position, at a day's end or at an instant; now when left out.",
        "2012-04-01",
    ),
]
Versions = Annotated[
    tuple[int, int] | None, Parameter("versions", "Compares two versions, by number.", "1,2")
]
Within = Annotated[int | None, Parameter("days", "What is late, or due in so many days.", 90)]
Year = Annotated[
    int | None,
    Parameter(
        "year",
        "Of a calendar year; that of the day asked about when left out. Not with `within`.",
        2013,
    ),
]
PastPosition = Annotated[int, Parameter("position", "Past this position.", 40)]
UpToPosition = Annotated[int, Parameter("position", "Up to this position.", 60)]
EntryType = Annotated[str | None, Parameter("type", "Of one type.", "ChairElected")]
Recorder = Annotated[str | None, Parameter("who", "Recorded by somebody.", "registrator")]
About = Annotated[str | None, Parameter("key", "About a person.", "siv-fjellheim")]
Since = Annotated[date | None, Parameter("day", "Recorded on that day or later (UTC).", "2012-01-01")]
Before = Annotated[date | None, Parameter("day", "Recorded before that day (UTC).", "2013-01-01")]
After = Annotated[int, Parameter("position", "Past this position.", 0)]
AtMost = Annotated[int | None, Parameter("count", "At most so many.", 100)]
