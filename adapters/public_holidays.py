"""Public holidays of countries, by the names they have there: see `application.ports.Holidays`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_WRITTEN = {"nb": "no", "nn": "no"}
"""Languages that the calendars know by another code."""


class PublicHolidays:
    """The holidays that a law names; a Sunday is one only where it has a name of its own."""

    def name(self, country: str, language: str, day: date) -> str | None:
        """The holiday a day is in a country, in a language or the country's own; None where it is none.

        `country` is two letters (ISO 3166), `language` a code such as `sv`. None too for every day of a
        country whose calendar is not known.
        """
        return _calendar(country, language).get(day)


@cache
def _calendar(country: str, language: str) -> Mapping[date, str]:
    # Imported when the first day is asked about: most questions are about none.
    from holidays import country_holidays

    try:
        known = country_holidays(country)
    except NotImplementedError:
        # What the package says of a country that it has no calendar of.
        return {}
    wanted = _WRITTEN.get(language, language)
    spoken = (code for code in known.supported_languages if code.partition("_")[0] == wanted)
    return country_holidays(country, language=next(spoken, known.default_language))
