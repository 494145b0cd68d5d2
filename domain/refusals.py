"""One named refusal for every rule that can be broken; the name is the rule, the docstring its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Refusal(Exception):
    """A command that would break a rule; it changes nothing.

    `quote` is the mandate's own sentence, `None` where the rule is logic; `accepted` says what would be
    accepted. `entries` are the ids of the entries the breach lies in or between, new ones included; `entry`
    is the one of them that was recorded before and stands against the command, where there is one.
    """

    def __init__(
        self,
        detail: str,
        *,
        quote: str | None = None,
        accepted: str | None = None,
        entries: tuple[str, ...] = (),
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.quote = quote
        self.accepted = accepted
        self.entries = entries
        self.entry = entries[0] if entries else None

    @property
    def rule(self) -> str:
        """The name of the broken rule."""
        return type(self).__name__

    @property
    def identity(self) -> tuple[str, str]:
        """What tells one breach from another, whoever looks."""
        return (self.rule, self.detail)


def one_of(keys: Iterable[str]) -> str | None:
    """What would be accepted where any of some keys would; None where there are none."""
    listed = ", ".join(keys)
    return f"One of: {listed}." if listed else None


class OneHolderPerSeat(Refusal):
    """A seat has no more holders on a day than the mandate gives it."""


class SeatBelongsToAConstituency(Refusal):
    """A seat is held for a constituency of the network, on days the constituency belongs to it."""


class MembershipEndsOnce(Refusal):
    """A constituency leaves the network once, by withdrawal or by giving way to another."""


class SeatMustExist(Refusal):
    """A seat is one the mandate names, and open to the constituency's kind."""


class OnlyAHolderStandsDown(Refusal):
    """Only someone who holds a thing on a day can leave it on that day."""


class EndsAfterItStarts(Refusal):
    """A term or an appointment ends after it starts."""


class OneDeputyPerSeat(Refusal):
    """A seat has no more standing deputies on a day than the mandate gives it."""


class StandInMustBeOfAKindTheMandateAllows(Refusal):
    """Where the mandate says who may stand in, and when, nobody else does."""


class StandInNeedsAHolder(Refusal):
    """A stand-in stands in for somebody who holds a seat on that day."""


class OneHolderPerOffice(Refusal):
    """An office has no more holders on a day than the mandate gives it; chair and vice chair have one."""


class ReplacedMustHoldTheOffice(Refusal):
    """An election can only replace somebody whose term is running on that day."""


class TermFollowsTheMandate(Refusal):
    """A term is no longer than the mandate makes it."""


class ExtensionMustLengthenARunningTerm(Refusal):
    """Only a running term can be extended, and only to a later day."""


class OfficeIsFilledAsTheMandateSays(Refusal):
    """An office the mandate fills by election is elected, and one it ties to a function is not."""


class RevisionMustBeProposed(Refusal):
    """A decision on a revision concerns one that was proposed, once, under its key."""


class RevisionNeedsEveryApproval(Refusal):
    """A mandate revision is in force only with every approval it needs."""


class OnlyNamedBodiesApprove(Refusal):
    """An approval comes from a body the mandate names."""


class RevisionIsDecidedOnce(Refusal):
    """A revision in force is no longer approved or rejected; it is revised."""


class RevisionMustFit(Refusal):
    """A revision changes rules that stand in the mandate, or adds rules that are whole."""


class MeetingMustBeScheduled(Refusal):
    """A meeting is called, moved, prepared or cancelled once it has been scheduled."""


class MeetingIsScheduledOnce(Refusal):
    """A meeting key names one meeting."""


class MeetingIsHeldOnce(Refusal):
    """A meeting is held once, and a cancelled one is not held."""


class MinutesNeedAHeldMeeting(Refusal):
    """Minutes are minutes of a meeting that was held."""


class GuestNeedsAnAgendaItem(Refusal):
    """A guest comes under an agenda item that justifies it."""


class OneGuestPerInviter(Refusal):
    """Whoever may bring a guest brings no more than the mandate gives."""


class KeyNamesOneThing(Refusal):
    """A key names one thing; another thing takes another key."""


class MustBeKnown(Refusal):
    """What a command refers to by key has been recorded before."""


class ReportIsOfAYearOfTheNetwork(Refusal):
    """A report is compiled of a year that has begun, and in which the network existed."""


class VersionIsAsExpected(Refusal):
    """A command that names the version it was decided on is carried out on that version, or not at all."""


class NetworkIsDissolved(Refusal):
    """Nothing takes effect on or after a network's dissolution."""


class CorrectionMustFit(Refusal):
    """A correction names fields the entry has, with values they can take."""


class EntryIsAnnulled(Refusal):
    """An annulled entry is not corrected or annulled again; its annulment can be."""


class FoundingStands(Refusal):
    """A network's founding can be corrected, never annulled."""


class PersonIsRegisteredOnce(Refusal):
    """A person key is registered once; what changes later is a change of details."""


class PersonMustBeRegistered(Refusal):
    """Details are changed, and erased, for somebody the register knows."""


class PersonIsErased(Refusal):
    """An erased person stays erased."""


class ErasureTakesTwo(Refusal):
    """Erasure is asked for by one named person and confirmed by another."""
