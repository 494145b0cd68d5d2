"""What the service says about itself while it runs: a JSON object a line on standard error."""

from __future__ import annotations

import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import orjson
import uuid_utils

LOG = logging.getLogger("samverk.http")
CORRELATION: ContextVar[str | None] = ContextVar("correlation", default=None)
"""What holds the lines, and the entries, of one request together."""
_ACCEPTED = re.compile(r"[\x21-\x7e]{1,100}")


class JsonLines(logging.Formatter):
    """One JSON object a record: when, how grave, what, of which request, and what `tell` was given."""

    def format(self, record: logging.LogRecord) -> str:
        """The record on one line."""
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "said", {}),
        }
        if (correlation := CORRELATION.get()) is not None:
            said["correlation"] = correlation
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return orjson.dumps(said, default=str).decode()


def tell(event: str, **said: Any) -> None:
    """Logs that something happened, with its particulars."""
    LOG.info(event, extra={"said": said})


def write_to_stderr() -> None:
    """Sends everything that is logged, by the service or what it runs on, to standard error as JSON lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def correlation(given: str | None) -> str:
    """The id a client gave its request, when it is up to 100 visible ASCII characters; else a new one."""
    return given if given is not None and _ACCEPTED.fullmatch(given) else str(uuid_utils.uuid7())
