"""The languages reports are written in: what each says for a message, and how it writes values.

A message is the English sentence itself; the catalogues in `locale` hold the other languages' sentences.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from babel import Locale
from babel.dates import format_date, format_datetime, get_timezone
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from adapters.wire.languages import LANGUAGES
from domain.findings.finding import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.findings.finding import Value

CATALOGUES = Path(__file__).with_name("locale")
_UNGROUPED = 10_000
"""Below this, a number's digits stand together, as those of a year do."""


def phrase(text: str) -> str:
    """Marks words that are translated where they are said; gives them back as they are."""
    return text


class Words:
    """One language: how it says a message and writes a value."""

    nothing = "–"

    def __init__(self, language: str) -> None:
        """Raises KeyError for a language reports are not written in."""
        self.language = language
        self._locale = Locale.parse(LANGUAGES[language])
        self._messages = _messages(language)

    def say(self, message: str, **values: Value | float) -> str:
        """A message with its places filled by days, numbers and texts; as it is where it has no translation.

        Several texts fill one place where it says, after a colon, what stands between them.
        """
        return self._filled(self._messages.get(message, (message,))[0], values)

    def counted(self, one: str, several: str, number: int, **values: Value | float) -> str:
        """The message for one of a kind, or for another `number` of it, which fills the place `{number}`."""
        messages = self._messages.get(one, (one, several))
        return self._filled(messages[number != 1], {"number": number, **values})

    def day(self, day: date) -> str:
        """A day of the calendar, its month in letters."""
        return format_date(day, "medium", self._locale)

    def instant(self, instant: str, zone: str) -> str:
        """An instant given as ISO 8601, in a time zone, which is named."""
        local = format_datetime(datetime.fromisoformat(instant), "medium", get_timezone(zone), self._locale)
        return f"{local} ({zone})"

    def number(self, number: float) -> str:
        """A count or a decimal number, to two decimals."""
        grouped = abs(number) >= _UNGROUPED
        return format_decimal(number, "#,##0.##", self._locale, group_separator=grouped)

    def share(self, share: float) -> str:
        """A share between 0 and 1, as a percentage to one decimal."""
        rounded = Decimal(str(share)).quantize(Decimal("0.001"), ROUND_HALF_UP)
        return format_percent(rounded, None, self._locale, decimal_quantization=False)

    def listed(self, texts: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
        """Texts as a sentence enumerates them: a, b and c; or a, b or c."""
        return format_list(list(texts), style, self._locale)

    def _filled(self, message: str, values: Mapping[str, Value | float]) -> str:
        return said(message, {name: self._written(value) for name, value in values.items()})

    def _written(self, value: Value | float) -> Value:
        if isinstance(value, date):
            return self.day(value)
        return self.number(value) if isinstance(value, int | float) else value


@cache
def _messages(language: str) -> dict[str, tuple[str, ...]]:
    """What a language says for each message, plurals by the message for one; nothing for English."""
    path = CATALOGUES / f"{language}.po"
    if language == "en":
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {_all(message.id)[0]: _all(message.string) for message in catalogue if message.id}


def _all(forms: str | Iterable[str] | None) -> tuple[str, ...]:
    """A message's one form, or its forms for one and for several."""
    return (forms,) if isinstance(forms, str) else tuple(forms or ())
