"""How plain JSON becomes typed values and back: the one place that knows the open family of rules."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import msgspec

from domain.rules import FAMILIES, Rule

RULE_FAMILIES: dict[type, tuple[str, dict[str, type]]] = {Rule: ("family", dict(FAMILIES))}
"""For the codec: rules are told apart by `family`."""


def typed(data: Any, hint: Any) -> Any:
    """Plain JSON data as a value of a type. Raises msgspec.ValidationError, which says where and what."""
    return msgspec.convert(data, hint, dec_hook=_member)


def _member(base: type, data: Any) -> Any:
    family = FAMILIES.get(str(data.get("family"))) if isinstance(data, dict) else None
    if base is not Rule or family is None:
        raise ValueError(f"Expected a rule whose `family` is one of {', '.join(FAMILIES)}")
    unknown = sorted(data.keys() - {field.name for field in fields(family)})
    if unknown:
        raise ValueError(f"A rule of the family {data['family']} has no field {unknown[0]}")
    try:
        return msgspec.convert(data, family)
    except msgspec.ValidationError as error:
        # Raised anew, as a plain ValueError, so that msgspec adds where the rule stands.
        raise ValueError(str(error)) from None
