"""Asking a register under test, by the names the contract gives to questions and to what answers say."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from application.questions import QUESTIONS

if TYPE_CHECKING:
    from application.book import Book

_QUESTIONS = {question.name: question for question in QUESTIONS}


def ask(book: Book, question: str, *parameters: Any, **by_name: Any) -> dict[str, Any]:
    """What a question is answered: its fields by name; days are days, rules the domain's."""
    answer: dict[str, Any] = data(_QUESTIONS[question].ask(book, *parameters, **by_name))
    if not answer["sandbox"]:
        del answer["sandbox"]
    return answer


def data(value: Any) -> Any:
    """An answer, or a part of one."""
    if isinstance(value, tuple):
        return [data(part) for part in value]
    if not is_dataclass(value) or type(value).__module__.startswith("domain."):
        return value
    return {field.name.rstrip("_"): data(getattr(value, field.name)) for field in fields(value)}
