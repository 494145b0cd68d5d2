"""What holds for every chapter: nothing of it is forgotten anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from domain.chapter import Fact, Kind, UnknownFact
from domain.network import CHAPTERS, JUDGES, ROUTES, Network
from tests.golden.make import sample

KINDS = {kind.name: kind for kind in JUDGES}


@dataclass(frozen=True)
class Unheard:
    """An event of no chapter, with a key of a revision as decisions on the mandate have."""

    effective: date
    revision: str = "r"


@pytest.mark.parametrize("kind", JUDGES, ids=lambda kind: kind.name)
def test_a_fact_that_a_kind_of_subject_knows_nothing_of_is_not_taken_for_another(kind: Kind[Any]) -> None:
    day = date(2020, 2, 29)
    with pytest.raises(UnknownFact, match="Unheard"):
        kind.begin().evolve(Fact(day, 1, "e1", Unheard(day)))


@pytest.mark.parametrize("event", ROUTES, ids=lambda event: event.__name__)
def test_every_event_is_known_to_the_kinds_of_subject_it_is_a_fact_about(event: type) -> None:
    told = sample(event)
    for subject in ROUTES[event](Network("networks/x"), told):
        KINDS[subject[0]].begin().evolve(Fact(told.effective, 1, "e1", told))


def test_every_kind_of_subject_is_of_one_chapter_and_has_a_name_of_its_own() -> None:
    assert len(KINDS) == len(JUDGES) == sum(len(chapter.rules) for chapter in CHAPTERS)


def test_what_a_command_is_nothing_but_is_an_event_of_the_same_chapter() -> None:
    for chapter in CHAPTERS:
        assert {kind.decides for kind in chapter.commands if isinstance(kind.decides, type)} <= set(
            chapter.events
        )


def test_a_chapter_turns_the_old_data_only_of_its_own_events() -> None:
    for chapter in CHAPTERS:
        assert chapter.upcasters.keys() <= chapter.events.keys()
