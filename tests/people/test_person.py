from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from domain.people import (
    PERSONAL,
    ContactDetailsChanged,
    ErasureRequested,
    Person,
    PersonErased,
    PersonEvent,
    PersonRegistered,
    change_details,
    confirm_erasure,
    evolve,
    register,
    request_erasure,
)
from domain.refusals import (
    ErasureTakesTwo,
    PersonIsErased,
    PersonIsRegisteredOnce,
    PersonMustBeRegistered,
    Refusal,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Entry = tuple[PersonEvent | None, str | None]

DAY = date(2026, 3, 1)
LATER = date(2026, 4, 1)
REGISTERED: Entry = (PersonRegistered(DAY, "p-1", "Anna Ek", "anna@example.org", None, "Orust"), "keeper")
REQUESTED: Entry = (ErasureRequested(DAY, "p-1", "Dnr 7", "left the network"), "keeper")
ERASED: Entry = (PersonErased(LATER, "p-1", "Dnr 7", "left the network"), "official")
UNREADABLE: Entry = (None, "keeper")


def given(*entries: Entry) -> Person:
    person = Person("p-1")
    for event, actor in entries:
        evolve(person, event, actor)
    return person


def registering(
    name: str = "Anna Ek",
    email: str | None = "anna@example.org",
    phone: str | None = None,
    employer: str | None = "Orust",
    effective: date = DAY,
) -> Callable[[Person], list[PersonEvent]]:
    return lambda person: register(
        person, effective=effective, name=name, email=email, phone=phone, employer=employer
    )


def changing(**details: str | None) -> Callable[[Person], list[PersonEvent]]:
    unchanged = dict.fromkeys(("name", "email", "phone", "employer", "reported_by"))
    return lambda person: change_details(person, effective=LATER, **{**unchanged, **details})


def requesting(actor: str | None, decision: str = "Dnr 7") -> Callable[[Person], list[PersonEvent]]:
    return lambda person: request_erasure(
        person, effective=DAY, actor=actor, decision=decision, reason="left the network"
    )


def confirming(actor: str | None) -> Callable[[Person], list[PersonEvent]]:
    return lambda person: confirm_erasure(
        person, effective=LATER, actor=actor, decision="Dnr 7", reason="left the network"
    )


def refused(person: Person, when: Callable[[Person], list[PersonEvent]], rule: type[Refusal]) -> Refusal:
    with pytest.raises(rule) as caught:
        when(person)
    assert caught.value.accepted
    assert caught.value.quote is None
    return caught.value


def test_registering_a_new_key_records_every_detail() -> None:
    assert registering()(given()) == [REGISTERED[0]]


def test_the_details_are_known_after_registering() -> None:
    person = given(REGISTERED)
    assert (person.registered, person.version) == (True, 1)
    assert (person.name, person.email, person.phone, person.employer) == (
        "Anna Ek",
        "anna@example.org",
        None,
        "Orust",
    )


def test_a_key_nobody_registered_is_unknown() -> None:
    assert given() == Person("p-1", version=0, name=None, erased=False)
    assert not given().registered


def test_registering_the_same_details_again_records_nothing_even_with_another_day() -> None:
    assert registering(effective=LATER)(given(REGISTERED)) == []


@pytest.mark.parametrize(
    "other", [{"name": "Eva Ek"}, {"email": None}, {"phone": "0304-1"}, {"employer": "Tjörn"}], ids=str
)
def test_registering_a_key_again_with_another_detail_is_refused(other: dict[str, str | None]) -> None:
    refusal = refused(given(REGISTERED), registering(**other), PersonIsRegisteredOnce)  # type: ignore[arg-type]
    assert "ChangeContactDetails" in str(refusal.accepted)


def test_a_refusal_repeats_no_personal_detail() -> None:
    refusal = refused(given(REGISTERED), registering(name="Eva Ek"), PersonIsRegisteredOnce)
    assert refusal.detail == "p-1 is registered, with other details."
    assert "Ek" not in f"{refusal.detail} {refusal.accepted}"


@pytest.mark.parametrize("field", ["name", "email", "phone", "employer"])
def test_a_changed_detail_is_recorded_and_leaves_the_others(field: str) -> None:
    before = given(REGISTERED)
    (event,) = changing(**{field: "new"})(before)
    after = given(REGISTERED, (event, "p-1"))
    fields = ("name", "email", "phone", "employer")
    assert isinstance(event, ContactDetailsChanged)
    assert {each: getattr(after, each) for each in fields} == {
        **{each: getattr(before, each) for each in fields},
        field: "new",
    }


def test_a_change_says_who_reported_it_and_from_which_day() -> None:
    assert changing(phone="0304-1", reported_by="p-1")(given(REGISTERED)) == [
        ContactDetailsChanged(LATER, "p-1", None, None, "0304-1", None, "p-1")
    ]


def test_details_as_they_stand_are_nothing_new() -> None:
    assert changing(name="Anna Ek", reported_by="p-1")(given(REGISTERED)) == []
    assert changing()(given(REGISTERED)) == []


def test_details_of_an_unregistered_key_are_refused() -> None:
    refused(given(), changing(name="Anna Ek"), PersonMustBeRegistered)


def test_asking_for_an_erasure_records_decision_and_reason() -> None:
    assert requesting("keeper")(given(REGISTERED)) == [REQUESTED[0]]


def test_a_request_leaves_the_details_until_it_is_confirmed() -> None:
    person = given(REGISTERED, REQUESTED)
    assert (person.name, person.erased, person.erasure_requested_by) == ("Anna Ek", False, "keeper")


def test_the_same_actor_asking_again_under_the_same_decision_records_nothing() -> None:
    assert requesting("keeper")(given(REGISTERED, REQUESTED)) == []


def test_asking_again_under_another_decision_is_recorded() -> None:
    (event,) = requesting("keeper", "Dnr 8")(given(REGISTERED, REQUESTED))
    assert event == ErasureRequested(DAY, "p-1", "Dnr 8", "left the network")


def test_the_last_request_stands_so_its_actor_cannot_confirm_and_the_first_can() -> None:
    (second,) = requesting("official")(given(REGISTERED, REQUESTED))
    person = given(REGISTERED, REQUESTED, (second, "official"))
    refused(person, confirming("official"), ErasureTakesTwo)
    assert confirming("keeper")(person) == [ERASED[0]]


@pytest.mark.parametrize("nobody", [None, ""])
def test_an_erasure_asked_for_by_nobody_is_refused(nobody: str | None) -> None:
    refused(given(REGISTERED), requesting(nobody), ErasureTakesTwo)


@pytest.mark.parametrize("when", [requesting("keeper"), confirming("official")], ids=["asked", "confirmed"])
def test_an_erasure_of_an_unregistered_key_is_refused(when: Callable[[Person], list[PersonEvent]]) -> None:
    refused(given(), when, PersonMustBeRegistered)


def test_another_actor_confirms_an_erasure() -> None:
    assert confirming("official")(given(REGISTERED, REQUESTED)) == [ERASED[0]]


def test_the_actor_who_asked_cannot_confirm() -> None:
    refusal = refused(given(REGISTERED, REQUESTED), confirming("keeper"), ErasureTakesTwo)
    assert refusal.accepted == "ConfirmErasure by an actor other than keeper."


@pytest.mark.parametrize("nobody", [None, ""])
def test_an_erasure_confirmed_by_nobody_is_refused(nobody: str | None) -> None:
    refused(given(REGISTERED, REQUESTED), confirming(nobody), ErasureTakesTwo)


def test_an_erasure_nobody_asked_for_is_refused() -> None:
    refusal = refused(given(REGISTERED), confirming("official"), ErasureTakesTwo)
    assert "RequestErasure" in str(refusal.accepted)


def test_a_request_recorded_without_an_actor_cannot_be_confirmed() -> None:
    refused(given(REGISTERED, (REQUESTED[0], None)), confirming("official"), ErasureTakesTwo)


def test_no_detail_is_left_after_an_erasure_even_before_its_key_is_destroyed() -> None:
    change = changing(phone="0304-1")(given(REGISTERED))[0]
    person = given(REGISTERED, (change, "p-1"), REQUESTED, ERASED)
    assert (person.name, person.email, person.phone, person.employer) == (None, None, None, None)
    assert (person.erased, person.version) == (True, 4)


@pytest.mark.parametrize("when", [requesting("keeper"), confirming("official"), confirming("keeper")])
def test_erasing_the_erased_records_nothing(when: Callable[[Person], list[PersonEvent]]) -> None:
    assert when(given(REGISTERED, REQUESTED, ERASED)) == []


@pytest.mark.parametrize("when", [registering(), changing(name="Anna Ek")], ids=["registered", "changed"])
def test_an_erased_person_stays_erased(when: Callable[[Person], list[PersonEvent]]) -> None:
    refused(given(REGISTERED, REQUESTED, ERASED), when, PersonIsErased)
    refused(given(UNREADABLE, REQUESTED, ERASED), when, PersonIsErased)


def test_a_stream_whose_key_is_destroyed_still_counts_and_keeps_its_trail() -> None:
    person = given(UNREADABLE, UNREADABLE, REQUESTED, ERASED)
    assert person == given(REGISTERED, (changing(name="A")(given(REGISTERED))[0], None), REQUESTED, ERASED)
    assert (person.version, person.registered, person.name) == (4, True, None)


def test_an_erasure_interrupted_after_its_key_was_destroyed_can_still_be_confirmed() -> None:
    assert confirming("official")(given(UNREADABLE, REQUESTED)) == [ERASED[0]]


def test_only_the_events_with_details_are_personal() -> None:
    assert (PersonRegistered, ContactDetailsChanged) == PERSONAL
