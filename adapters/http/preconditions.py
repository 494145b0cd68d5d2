"""The headers that keep a command from being carried out twice, or on something else than was seen."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError

from adapters.http.problems import Problem
from adapters.http.routes import Parameter

ANY = "*"
_VERSION = re.compile(r'"v([0-9]{1,15})"')
_ID = re.compile(r"[\x21-\x7e]{1,200}")


def _version(text: str) -> str:
    if text != ANY and not _VERSION.fullmatch(text):
        raise ArgumentTypeError(f'“{text[:100]}” is no version; write "v12" with its quotes, or *')
    return text


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ArgumentTypeError("an id has 1 to 200 visible ASCII characters")
    return text


_TEXT = {"type": "string", "pattern": r'^(\*|"v[0-9]{1,15}")$'}
_SAID = 'The version that was seen, as `ETag` gave it (`"v12"`); `*` for whichever it is.'
CONDITION = {
    "network": Parameter("If-Match", "header", _version, _TEXT, _SAID, ANY, required=True),
    "person": Parameter("If-Match", "header", _version, _TEXT, _SAID, ANY),
}
"""The version a command expects: needed about a network, whose decisions depend on what stands in it."""
IDEMPOTENCY = Parameter(
    "Idempotency-Key",
    "header",
    _id,
    {"type": "string", "pattern": "^[!-~]{1,200}$"},
    "An id of the command: the same command sent again with it is recorded once, and answered the same.",
    "3f0c7c52-election",
)


def expected_version(header: str | None, *, needed: bool) -> int | None:
    """The version a request expects, None for any. Raises Problem where one is needed and none is named."""
    if header is None and needed:
        raise Problem(
            "unconditional",
            'Name the network\'s version in `If-Match`, as GET …/commands tells it ("v12"), or `*` for any.',
        )
    result = None if header is None else _VERSION.fullmatch(header)
    return None if result is None else int(result[1])
