"""The command that brings a register made by an older version up to this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.cli.call import DONE
from adapters.cli.progress import progress

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from adapters.cli.call import Call


def upgrade(call: Call) -> int:
    """Bring a register made by an older Samverk up to this one.

    The register's own tables are changed step by step, each whole or not at all; no entry is touched. Read
    models that another version made are built anew beside those that answer meanwhile, and then take their
    place. With --dry-run, say what would be changed, and change nothing. What was interrupted is finished by
    the next call.
    """
    from adapters.bootstrap import open_register
    from adapters.database.engine import location, open_engine, read_format
    from adapters.database.upgrading import carry_out, outstanding

    engine = open_engine(call.database, older=True)
    try:
        steps = outstanding(engine)
        answer: dict[str, Any] = {
            "register": location(engine),
            "format": {
                "before": read_format(engine),
                "after": steps[-1].after if steps else read_format(engine),
            },
            "tables": [table.name for step in steps for table in step.added],
            "read_models": _outdated(engine, all_of_them=bool(steps)),
            "done": not call.arguments.dry_run,
        }
        if not call.arguments.dry_run:
            for step in steps:
                carry_out(engine, step)
    finally:
        engine.dispose()
    if answer["read_models"] and not call.arguments.dry_run:
        samverk = open_register(call.database, older=True)
        try:
            with progress("Building the read models anew") as report:
                samverk.projector.rebuild(report)
        finally:
            samverk.close()
    call.answer("upgrade", answer)
    return DONE


def _outdated(engine: Engine, *, all_of_them: bool) -> list[dict[str, Any]]:
    """The read models that are to be built anew, with the version that made each and the one there is now.

    None where there are none yet: the first question builds them.
    """
    from adapters.views.tables import OWN, Views

    made = Views(engine).versions()
    return [
        {"name": name, "before": made.get(name), "after": OWN.get(name)}
        for name in sorted({*made, *OWN})
        if made and (all_of_them or made.get(name) != OWN.get(name))
    ]
