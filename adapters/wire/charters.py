"""Charters: a network's mandate as a TOML file, checked key by key and turned into its founding."""

from __future__ import annotations

import re
import tomllib
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints
from zoneinfo import available_timezones

import msgspec

from adapters.wire.languages import LANGUAGES
from domain.chapters.structure import Body, Constituency, NetworkFounded
from domain.rules import FAMILIES, ApprovalRule, DeadlineRule, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FORMAT = 1
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What the key of a network, a body, a constituency or a rule looks like."""


class CharterFault(Exception):
    """A charter that cannot found a network; a line a fault, with file, key and what is expected."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class _Network:
    key: str
    name: str
    country: str
    language: str
    time_zone: str
    founded: date | None = None
    illustration: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    title: str
    dated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mandate:
    text: str
    sunset: date | None = None
    not_regulated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Charter:
    """A charter that was read and found whole."""

    network: _Network
    source: _Source
    mandate: _Mandate
    constituencies: tuple[Constituency, ...]
    bodies: tuple[Body, ...]
    rules: tuple[Rule, ...]

    def founding(self, effective: date | None, today: Callable[[str], date]) -> NetworkFounded:
        """The founding of the network: on a day, else on the charter's own, else today in its time zone."""
        network, mandate = self.network, self.mandate
        return NetworkFounded(
            effective or network.founded or today(network.time_zone),
            network.key,
            network.name,
            network.country,
            network.language,
            network.time_zone,
            self.source.title,
            network.illustration,
            self.constituencies,
            self.bodies,
            mandate.text,
            mandate.sunset,
            mandate.not_regulated,
            self.rules,
        )


def own() -> dict[str, Path]:
    """The charters that come with the register, by network key."""
    folder = Path(str(resources.files("charters")))
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}


def read(path: Path) -> Charter:
    """Reads and checks a charter file. Raises CharterFault with every fault there is."""
    where = path.name
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        raise CharterFault([f"{path}: there is no such file; a charter is a TOML file."]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CharterFault(
            [f"{path}: cannot be read ({error}); a charter is a TOML file in UTF-8."]
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise CharterFault([f"{where}: is not TOML: {error}."]) from None
    check = _Check(where)
    charter = check.charter(data)
    if check.faults:
        raise CharterFault(check.faults)
    return charter


class _Check:
    """Turns a charter's tables into values, noting every fault on the way."""

    def __init__(self, where: str) -> None:
        self._where = where
        self.faults: list[str] = []

    def charter(self, data: dict[str, Any]) -> Charter:
        known = {"format", "network", "source", "bodies", "constituencies", "mandate", "rules"}
        for key in sorted(data.keys() - known):
            self._fault(key, f"is not a key of a charter; expected one of {', '.join(sorted(known))}")
        if data.get("format") != FORMAT:
            self._fault("format", f"is {data.get('format')!r}; expected {FORMAT}")
        charter = Charter(
            self._table("network", data.get("network"), _Network),
            self._table("source", data.get("source"), _Source),
            self._table("mandate", data.get("mandate"), _Mandate),
            tuple(self._tables("constituencies", data.get("constituencies", []), Constituency)),
            tuple(self._tables("bodies", data.get("bodies", []), Body)),
            tuple(self._rules(data.get("rules", []))),
        )
        if not self.faults:
            self._whole(charter)
        return charter

    def _whole(self, charter: Charter) -> None:
        """What only shows once every table is read."""
        network = charter.network
        if network.time_zone not in available_timezones():
            self._fault("network.time_zone", f"is {network.time_zone!r}; expected a name such as Europe/Oslo")
        if network.language not in LANGUAGES:
            self._fault(
                "network.language", f"is {network.language!r}; expected one of {', '.join(LANGUAGES)}"
            )
        if not re.fullmatch("[A-Z]{2}", network.country):
            self._fault("network.country", f"is {network.country!r}; expected two letters such as NO")
        keyed = [
            ("network", [network.key]),
            ("constituencies", [constituency.key for constituency in charter.constituencies]),
            ("bodies", [body.key for body in charter.bodies]),
            ("rules", [rule.id for rule in charter.rules]),
        ]
        for table, keys in keyed:
            for at, key in enumerate(keys):
                if not KEY.fullmatch(key):
                    self._fault(
                        f"{table}[{at}]", f"has the key {key!r}; expected small letters, digits and hyphens"
                    )
                if key in keys[:at]:
                    self._fault(
                        f"{table}[{at}]", f"has the key {key!r} for the second time; expected another"
                    )
        bodies = {body.key for body in charter.bodies}
        for rule in charter.rules:
            for body in _bodies_of(rule):
                if body not in bodies:
                    self._fault(f"rules.{rule.id}", f"names the body {body!r}; expected one of [[bodies]]")
            if not rule.quote.strip():
                self._fault(f"rules.{rule.id}.quote", "is empty; expected the sentence that states the rule")

    def _rules(self, tables: Any) -> Iterator[Rule]:
        for at, table in enumerate(self._list("rules", tables)):
            name = f"rules[{at}]" if not isinstance(table.get("id"), str) else f"rules.{table['id']}"
            family = FAMILIES.get(str(table.get("family")))
            if family is None:
                self._fault(
                    f"{name}.family", f"is {table.get('family')!r}; expected one of {', '.join(FAMILIES)}"
                )
            else:
                rule = self._table(name, table, family)
                if rule is not None:
                    yield rule

    def _tables(self, name: str, tables: Any, cls: type) -> Iterator[Any]:
        for at, table in enumerate(self._list(name, tables)):
            value = self._table(f"{name}[{at}]", table, cls)
            if value is not None:
                yield value

    def _list(self, name: str, tables: Any) -> list[dict[str, Any]]:
        if isinstance(tables, list) and all(isinstance(table, dict) for table in tables):
            return tables
        self._fault(name, f"is not a list of tables; expected [[{name}]]")
        return []

    def _table(self, name: str, table: Any, cls: type) -> Any:
        """One table as a value of a class; None, with the faults noted, when it is not one."""
        if not isinstance(table, dict):
            return self._fault(name, f"is missing; expected [{name}]")
        hints = types_of(cls)
        before = len(self.faults)
        for key in sorted(table.keys() - hints.keys()):
            self._fault(f"{name}.{key}", f"is not known; expected one of {', '.join(sorted(hints))}")
        typed = {}
        for field in fields(cls):
            if field.name in table:
                try:
                    typed[field.name] = msgspec.convert(table[field.name], hints[field.name])
                except msgspec.ValidationError as error:
                    self._fault(f"{name}.{field.name}", f"is {table[field.name]!r}; {_said(error)}")
            elif field.default is MISSING:
                self._fault(f"{name}.{field.name}", f"is missing; expected {_kind(hints[field.name])}")
        if len(self.faults) > before:
            return None
        try:
            return cls(**typed)
        except ValueError as error:
            return self._fault(name, f"cannot be: {str(error)[0].lower()}{str(error)[1:]}")

    def _fault(self, key: str, what: str) -> None:
        self.faults.append(f"{self._where}: {key} {what}.")


@cache
def types_of(cls: type) -> dict[str, Any]:
    """The types of a dataclass's fields, resolved."""
    return get_type_hints(cls)


def _bodies_of(rule: Rule) -> tuple[str, ...]:
    match rule:
        case ApprovalRule():
            return (*rule.bodies, *rule.presented_to)
        case DeadlineRule():
            return rule.to
    return ()


def _said(error: msgspec.ValidationError) -> str:
    return str(error).partition(" - at")[0].replace("Expected", "expected").replace("`", "")


def _kind(hint: Any) -> str:
    if hint is date:
        return "a day such as 2013-12-31"
    if get_args(hint):
        return "one of " + ", ".join(str(part) for part in get_args(hint))
    return {str: "text", int: "a number", bool: "true or false"}.get(hint, str(hint))
