"""The row on those who come to 12k for a theme, tried on the network as chartered."""

from __future__ import annotations

from domain.chapters.meetings import MEETING
from domain.refusals import OneHolderPerSeat
from tests.docs.chartered import network, quote
from tests.domain.commands import appoint
from tests.domain.story import asking, refused


def test_more_may_come_for_a_theme_and_a_theme_gives_nobody_a_second_seat() -> None:
    of = network(
        "12k-plo",
        appoint("siv", "horten", "2012-02-01"),
        asking(
            "ScheduleMeeting",
            "2012-02-01",
            meeting="m1",
            on="2012-03-09",
            digital=False,
        ),
        *(
            asking(
                "InviteGuest",
                "2012-03-01",
                meeting="m1",
                person=who,
                item="velferdsteknologi",
                invited_by="siv",
            )
            for who in ("tore", "odd")
        ),
    )
    assert [fact.event.person for fact in of.timeline(MEETING("m1")).guests] == ["tore", "odd"]
    refused(
        of,
        appoint("tore", "horten", "2012-03-09"),
        by=OneHolderPerSeat,
        quote=quote("12k-plo", "representatives"),
        accepted="“siv”",
    )
