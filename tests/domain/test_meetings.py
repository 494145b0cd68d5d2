from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from domain.chapters.meetings import (
    MEETING,
    AgendaItemAdded,
    Attendee,
    GuestInvited,
    Meeting,
    MeetingHeld,
    MeetingScheduled,
    MinutesPublished,
)
from domain.refusals import (
    GuestNeedsAnAgendaItem,
    KeyNamesOneThing,
    MeetingIsHeldOnce,
    MeetingIsScheduledOnce,
    MeetingMustBeScheduled,
    MinutesNeedAHeldMeeting,
    OneGuestPerInviter,
)
from domain.rules import GuestRule
from tests.domain.commands import annul, correct, decide
from tests.domain.networks import SOC_GUESTS, lan, namnd, plo, silent
from tests.domain.story import asking, day, given, refused, then, together, when

if TYPE_CHECKING:
    from domain.network import Network
    from tests.domain.story import Command

MARIT = Attendee("marit", "member", "hof")


def meeting(network: Network, key: str = "m1") -> Meeting:
    return network.timeline(MEETING(key))


def schedule(on: str, key: str = "m1", **fields: Any) -> Command:
    return asking("ScheduleMeeting", on, meeting=key, on=on, **{"digital": True, **fields})


def move(on: str, **fields: Any) -> Command:
    return asking("RescheduleMeeting", on, meeting="m1", on=on, **fields)


def cancel(effective: str) -> Command:
    return asking("CancelMeeting", effective, meeting="m1", reason="For få påmeldte")


def hold(on: str, *attendance: Attendee, key: str = "m1") -> Command:
    return asking("HoldMeeting", on, meeting=key, on=on, attendance=attendance)


def publish(on: str, channel: str = "email", key: str = "m1", in_hand_on: str | None = None) -> Command:
    return asking("PublishMinutes", on, meeting=key, published_on=on, channel=channel, in_hand_on=in_hand_on)


def item(key: str, title: str = "Velferdsteknologi") -> Command:
    return asking("AddAgendaItem", "2012-03-01", meeting="m1", item=key, title=title)


def invite(person: str, item: str, invited_by: str, effective: str = "2012-03-02") -> Command:
    return asking("InviteGuest", effective, meeting="m1", person=person, item=item, invited_by=invited_by)


PREPARATIONS: dict[str, Command] = {
    "call": asking("CallMeeting", "2012-03-01", meeting="m1", sent_on="2012-03-01"),
    "agenda item": item("1"),
    "agenda": asking("IssueAgenda", "2012-03-01", meeting="m1", sent_on="2012-03-01", prepared_by=("siv",)),
    "guest": invite("gjest", "1", "siv"),
    "note takers": asking("AppointNoteTakers", "2012-03-09", meeting="m1", people=("siv", "tore")),
    "programme group": asking("AppointProgrammeGroup", "2012-03-09", meeting="m1", people=("odd",)),
    "place": asking("DecidePlace", "2012-03-09", meeting="m1", place="Hof", for_meeting="m2"),
    "list": asking("ReviewActivityList", "2012-03-09", meeting="m1"),
    "move": move("2012-03-16"),
    "cancel": cancel("2012-03-01"),
}


# the course of a meeting


def test_a_meeting_is_scheduled_prepared_held_and_minuted() -> None:
    network = given(
        lan(),
        schedule("2012-03-09", until="2012-03-10", place="Visby"),
        *(PREPARATIONS[step] for step in PREPARATIONS if step not in ("move", "cancel")),
        hold("2012-03-09", MARIT, Attendee("odd", "absent", "re", digital=False)),
        publish("2012-03-20", in_hand_on="2012-03-22"),
        asking("ApproveMinutes", "2012-09-09", meeting="m1", at_meeting="m2"),
    )
    held = meeting(network)
    assert (held.status, held.on, held.until, held.place) == (
        "held",
        day("2012-03-09"),
        day("2012-03-10"),
        "Visby",
    )
    assert (held.called_on, held.agenda) == (day("2012-03-01"), {"1": "Velferdsteknologi"})
    assert (held.note_takers, held.programme_group) == (("siv", "tore"), ("odd",))
    assert held.agenda_issued is not None
    assert held.agenda_issued.prepared_by == ("siv",)
    assert [fact.event.person for fact in held.guests] == ["gjest"]
    assert (meeting(network, "m2").place, held.list_reviewed) == (None, True)
    assert held.held is not None
    assert held.held.attendance[0] == MARIT
    assert held.minutes == MinutesPublished(
        day("2012-03-20"), "m1", day("2012-03-20"), "email", day("2012-03-22")
    )
    assert held.minutes_approved_at == "m2"
    assert held.evidence["MeetingHeld"] == ["e11"]
    assert held.joint == ()


def test_who_came_without_standing_is_recorded_all_the_same() -> None:
    stranger = Attendee("fremmed", "member", "oslo", digital=True)
    network = given(plo(), hold("2012-03-09", stranger))
    then(network, MeetingHeld(day("2012-03-09"), "m1", day("2012-03-09"), (stranger,)))
    assert meeting(network).joint == ()


@pytest.mark.parametrize("step", PREPARATIONS)
def test_nothing_is_said_of_a_meeting_nobody_has_heard_of(step: str) -> None:
    refused(
        given(lan()),
        PREPARATIONS[step],
        by=MeetingMustBeScheduled,
        quote=None,
        accepted="ScheduleMeeting or HoldMeeting first",
        against=None,
    )


@pytest.mark.parametrize("step", PREPARATIONS)
def test_everything_can_be_said_of_a_meeting_that_is_scheduled(step: str) -> None:
    network = given(lan(), schedule("2012-03-09"))
    assert len(when(network, PREPARATIONS[step])) == 1
    assert meeting(network).early == []


def test_a_joint_meeting_names_every_network_it_is_held_with() -> None:
    network = given(namnd(), schedule("2012-03-09", jointly_with=("socialchefsnatverket",)))
    both = ("socialchefsnatverket", "socialnamndsrepresentanter")
    then(
        network,
        MeetingScheduled(day("2012-03-09"), "m1", day("2012-03-09"), None, None, True, "ordinary", both),
    )
    (scheduled,) = [fact.event for fact in network.facts(MEETING("m1"))]
    held = MeetingHeld(day("2012-03-09"), "m1", day("2012-03-09"), ())
    assert network.shared_with(scheduled) == ("socialchefsnatverket",)
    assert network.shared_with(held) == ("socialchefsnatverket",)


def test_what_is_no_meeting_is_shared_with_nobody() -> None:
    network = given(plo(), schedule("2012-03-09"))
    founding = network.structure.founding
    assert founding is not None
    assert network.shared_with(founding) == ()


# moved, cancelled, held


def test_the_last_day_a_meeting_was_moved_to_is_its_day() -> None:
    network = given(
        plo(),
        schedule("2012-03-09", until="2012-03-10", place="Hof"),
        move("2012-03-16", place="Re"),
        move("2012-03-23"),
    )
    assert (meeting(network).on, meeting(network).until, meeting(network).place) == (
        day("2012-03-23"),
        None,
        "Re",
    )


def test_a_meeting_held_on_another_day_than_planned_has_the_day_it_was_held_on() -> None:
    network = given(plo(), schedule("2012-03-09", until="2012-03-12"), hold("2012-03-12"))
    assert (meeting(network).on, meeting(network).until) == (day("2012-03-12"), None)


def test_a_meeting_held_on_the_last_day_planned_keeps_it() -> None:
    network = given(plo(), schedule("2012-03-09", until="2012-03-11"), hold("2012-03-10"))
    assert (meeting(network).until, meeting(network).last_day) == (day("2012-03-11"), day("2012-03-10"))


def test_a_late_word_of_a_move_leaves_a_held_meeting_on_its_day() -> None:
    network = given(plo(), schedule("2012-03-02"), hold("2012-03-09"), move("2012-03-16", place="Re"))
    assert (meeting(network).on, meeting(network).place) == (day("2012-03-09"), "Re")


def test_a_schedule_can_be_entered_after_the_meeting_was_held() -> None:
    network = given(plo(), hold("2012-03-09"), schedule("2012-03-02", digital=False, place="Hof"))
    assert (meeting(network).on, meeting(network).place) == (day("2012-03-09"), "Hof")


def test_a_second_meeting_under_the_same_key_is_refused() -> None:
    refused(
        given(plo(), schedule("2012-03-09")),
        schedule("2012-05-09"),
        by=MeetingIsScheduledOnce,
        quote=None,
        accepted="RescheduleMeeting for another day",
        against="e2",
    )


def test_a_meeting_is_held_once() -> None:
    refused(
        given(plo(), schedule("2012-03-09"), hold("2012-03-09")),
        hold("2012-03-10"),
        by=MeetingIsHeldOnce,
        quote=None,
        accepted="Another key for another meeting",
        against="e3",
    )


def test_a_cancelled_meeting_is_not_held() -> None:
    network = given(plo(), schedule("2012-03-09"), cancel("2012-03-01"))
    assert meeting(network).status == "cancelled"
    refused(
        network,
        hold("2012-03-09"),
        by=MeetingIsHeldOnce,
        quote=None,
        accepted="The cancellation annulled",
        against="e3",
    )
    together(network, annul("e3"), hold("2012-03-09"))
    assert meeting(network).status == "held"


def test_a_held_meeting_is_not_cancelled() -> None:
    refused(
        given(plo(), schedule("2012-03-09"), hold("2012-03-09")),
        cancel("2012-03-10"),
        by=MeetingIsHeldOnce,
        quote=None,
        accepted="another key",
        against="e3",
    )


def test_a_call_to_a_cancelled_meeting_was_sent_all_the_same() -> None:
    network = given(plo(), schedule("2012-03-09"), cancel("2012-03-05"), PREPARATIONS["call"])
    assert (meeting(network).status, meeting(network).called_on) == ("cancelled", day("2012-03-01"))


def test_a_cancelled_meeting_that_is_moved_to_another_day_is_on_again() -> None:
    network = given(plo(), schedule("2012-03-09"), cancel("2012-03-05"), move("2012-04-09"))
    assert meeting(network).status == "scheduled"
    when(network, hold("2012-04-09"))
    assert meeting(network).status == "held"


def test_annulling_the_schedule_other_entries_hang_on_is_refused_and_names_one() -> None:
    refused(
        given(plo(), schedule("2012-03-09"), item("1")),
        annul("e2"),
        by=MeetingMustBeScheduled,
        quote=None,
        accepted="HoldMeeting first",
        against="e3",
    )


# agenda and guests


def test_an_agenda_item_keeps_its_title() -> None:
    network = given(plo(), schedule("2012-03-09"), item("1"), item("2", "Budsjett"))
    then(network, AgendaItemAdded(day("2012-03-01"), "m1", "2", "Budsjett"))
    assert when(network, item("1")) == []
    refused(
        network,
        item("1", "Budsjett"),
        by=KeyNamesOneThing,
        quote=None,
        accepted="a correction of that entry",
        against="e3",
    )
    when(network, correct("e3", title="Budsjett 2013"))
    assert meeting(network).agenda["1"] == "Budsjett 2013"


def test_a_chair_brings_one_guest_for_an_item_of_the_agenda() -> None:
    network = given(namnd(), schedule("2012-03-09"), item("1"), invite("gast", "1", "a"))
    then(network, GuestInvited(day("2012-03-02"), "m1", "gast", "1", "a"))


def test_a_guest_without_an_agenda_item_is_refused() -> None:
    network = given(namnd(), schedule("2012-03-09"), item("1"))
    refused(
        network,
        invite("gast", "2", "a"),
        by=GuestNeedsAnAgendaItem,
        quote=SOC_GUESTS,
        accepted="AddAgendaItem puts one there",
    )
    together(network, invite("gast", "2", "a"), item("2", "Barnrätt"))
    assert [fact.event.item for fact in meeting(network).guests] == ["2"]


def test_annulling_the_item_a_guest_comes_under_is_refused_and_names_the_invitation() -> None:
    refused(
        given(namnd(), schedule("2012-03-09"), item("1"), invite("gast", "1", "a")),
        annul("e3"),
        by=GuestNeedsAnAgendaItem,
        quote=SOC_GUESTS,
        accepted="AddAgendaItem puts one there",
        against="e4",
    )


def test_a_second_guest_of_the_same_chair_is_refused() -> None:
    network = given(
        namnd(), schedule("2012-03-09"), item("1"), invite("gast", "1", "a"), invite("annan", "1", "b")
    )
    refused(
        network,
        invite("tredje", "1", "a"),
        by=OneGuestPerInviter,
        quote=SOC_GUESTS,
        accepted="At most 1",
    )


def test_one_guest_may_come_for_two_items() -> None:
    network = given(namnd(), schedule("2012-03-09"), item("1"), item("2", "Barnrätt"))
    when(network, invite("gast", "1", "a"), invite("gast", "2", "a"))
    assert len(meeting(network).guests) == 2


def test_more_may_take_part_for_a_theme_without_any_item() -> None:
    network = given(plo(), schedule("2012-03-09"))
    when(network, invite("a", "tema", "horten"), invite("b", "tema", "horten"))
    assert len(meeting(network).guests) == 2


def test_the_rule_on_guests_is_the_one_in_force_on_the_day_of_the_invitation() -> None:
    rule = GuestRule(
        id="guests", force="may", quote=SOC_GUESTS, section="Representation", needs="agenda-item"
    )
    network = given(silent(), schedule("2012-03-09"), invite("a", "1", "b", "2012-02-01"))
    when(network, decide("r", "2012-02-15", {"guests": rule}))
    refused(
        network,
        invite("c", "1", "b", "2012-02-15"),
        by=GuestNeedsAnAgendaItem,
        quote=SOC_GUESTS,
        accepted="AddAgendaItem puts one there",
    )
    refused(
        network,
        correct("e5", effective="2012-01-15"),
        correct("e4", in_force_from="2012-01-15", effective="2012-01-15"),
        by=GuestNeedsAnAgendaItem,
        quote=SOC_GUESTS,
        accepted="AddAgendaItem puts one there",
        against="e3",
    )


# the place


def decide_place(place: str, at: str = "m1", of: str = "m2") -> Command:
    return asking("DecidePlace", "2012-03-09", meeting=at, place=place, for_meeting=of)


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ((schedule("2012-09-09", "m2"), decide_place("Hof")), "Hof"),
        ((decide_place("Hof"), schedule("2012-09-09", "m2")), "Hof"),
        ((decide_place("Hof"), hold("2012-09-09", key="m2")), "Hof"),
        ((schedule("2012-09-09", "m2", place="Re"), decide_place("Hof")), "Hof"),
        ((decide_place("Hof"), schedule("2012-09-09", "m2", place="Re")), "Re"),
        ((schedule("2012-09-09", "m2"), decide_place("Hof"), decide_place("Re")), "Re"),
        ((schedule("2012-09-09", "m2"), decide_place("Hof", of="m3")), None),
        ((schedule("2012-09-09", "m2"), decide_place("Hof", at="m2", of="m2")), "Hof"),
    ],
)
def test_the_place_of_a_meeting_is_the_last_one_decided_or_set(
    told: tuple[Command, ...], place: str | None
) -> None:
    network = given(plo(), schedule("2012-03-09", place="Visby"), *told)
    assert (meeting(network).place, meeting(network, "m2").place) == ("Visby", place)


def test_a_meeting_moved_without_a_place_stays_where_it_was_decided_to_be() -> None:
    network = given(
        plo(), schedule("2012-09-09"), schedule("2012-03-09", "m0"), decide_place("Hof", "m0", "m1")
    )
    when(network, move("2012-09-16"))
    assert meeting(network).place == "Hof"
    when(network, move("2012-09-23", place="Re"))
    assert meeting(network).place == "Re"


def test_a_corrected_decision_takes_its_place_from_one_meeting_to_another() -> None:
    network = given(plo(), *(schedule("2012-09-09", key) for key in ("m1", "m2", "m3")), decide_place("Hof"))
    when(network, correct("e5", for_meeting="m3"))
    assert [meeting(network, key).place for key in ("m2", "m3")] == [None, "Hof"]
    when(network, annul("e5"))
    assert [meeting(network, key).place for key in ("m2", "m3")] == [None, None]


def test_a_place_is_decided_at_a_meeting_that_is_known_for_one_that_need_not_be() -> None:
    network = given(plo(), schedule("2012-09-09", "m2"))
    refused(
        network,
        decide_place("Hof"),
        by=MeetingMustBeScheduled,
        quote=None,
        accepted="ScheduleMeeting or HoldMeeting first",
    )
    when(network, decide_place("Hof", "m2", "m3"))
    assert meeting(network, "m3").place is None


# minutes


@pytest.mark.parametrize(
    "past", [(), (schedule("2012-03-09"),), (schedule("2012-03-09"), cancel("2012-03-01"))]
)
def test_minutes_of_a_meeting_that_was_not_held_are_refused(past: tuple[Command, ...]) -> None:
    network = given(plo(), *past)
    approval = asking("ApproveMinutes", "2012-09-09", meeting="m1", at_meeting="m2")
    for minutes in (publish("2012-03-20"), approval):
        refused(network, minutes, by=MinutesNeedAHeldMeeting, quote=None, accepted="HoldMeeting first")


def test_minutes_and_the_meeting_may_be_entered_in_one_batch_in_any_order() -> None:
    network = given(plo(), schedule("2012-03-09"))
    together(network, publish("2012-03-20"), hold("2012-03-09"))
    assert meeting(network).minutes is not None


def test_annulling_a_meeting_whose_minutes_are_out_is_refused_and_names_them() -> None:
    refused(
        given(plo(), hold("2012-03-09"), publish("2012-03-20")),
        annul("e2"),
        by=MinutesNeedAHeldMeeting,
        quote=None,
        accepted="HoldMeeting first",
        against="e3",
    )


def test_the_first_publication_is_the_one_that_counts() -> None:
    network = given(plo(), hold("2012-03-09"), publish("2012-03-20"), publish("2012-04-20", "website"))
    minutes = meeting(network).minutes
    assert minutes is not None
    assert minutes.channel == "email"
    assert when(network, publish("2012-03-20", "members")) == ["e5"]
    minutes = meeting(network).minutes
    assert minutes is not None
    assert minutes.channel == "email"
    when(network, publish("2012-03-12", "members"))
    minutes = meeting(network).minutes
    assert minutes is not None
    assert minutes.channel == "members"
