"""An evaluation as JSON has it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any


def plain(value: Any) -> Any:
    """An evaluation, or a part of one, as JSON has it: dicts, lists, texts and numbers."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return {field.name.rstrip("_"): plain(getattr(value, field.name)) for field in fields(value)}
