"""An evaluation, or the overview of many, written in a format and a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from adapters.reports.formats import DATA, FORMATS
from adapters.wire.languages import LANGUAGES
from application.evaluation.plain import plain

if TYPE_CHECKING:
    from application.evaluation.overview import Overview
    from application.evaluation.shape import Evaluation


def rendered(evaluation: Evaluation, format_: str, language: str | None = None) -> bytes:
    """An evaluation as `json`, `md`, `html`, `pdf` or `xlsx`, in a language, by default its network's.

    A network of a language that reports are not written in is told of in English.
    """
    if format_ == DATA:
        return _json(evaluation)
    from adapters.reports.contents import document
    from adapters.reports.writing import Words

    own = evaluation.identity.language
    return FORMATS[format_].write(
        document(evaluation, Words(language or (own if own in LANGUAGES else "en")))
    )


def overview_rendered(overview: Overview, format_: str, language: str) -> bytes:
    """An overview in one of the same formats."""
    if format_ == DATA:
        return _json(overview)
    from adapters.reports.contents.networks import document
    from adapters.reports.writing import Words

    return FORMATS[format_].write(document(overview, Words(language)))


def _json(value: Any) -> bytes:
    return orjson.dumps(plain(value), option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)
