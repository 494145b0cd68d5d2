"""What is held in memory stays within its bound, the least recently used going first."""

from __future__ import annotations

from application.held import Held


def test_what_was_kept_is_given_once() -> None:
    held: Held[str] = Held(10)
    assert held.keep("a", "A", 4) == []
    assert held.take("a") == "A"
    assert held.take("a") is None


def test_the_least_recently_kept_go_once_all_together_are_too_large() -> None:
    held: Held[str] = Held(10)
    held.keep("a", "A", 4)
    held.keep("b", "B", 4)
    held.keep("a", "A", 5)
    assert held.keep("c", "C", 3) == ["b"]
    assert (held.take("a"), held.take("b"), held.take("c")) == ("A", None, "C")


def test_the_one_kept_last_stays_however_large() -> None:
    held: Held[str] = Held(10)
    held.keep("a", "A", 4)
    assert held.keep("b", "B", 400) == ["a"]
    assert held.take("b") == "B"


def test_nothing_is_kept_after_clearing() -> None:
    held: Held[str] = Held(10)
    held.keep("a", "A", 9)
    held.clear()
    assert held.keep("b", "B", 9) == []
    assert held.take("a") is None
