"""Commands on API tokens: who may use the service, for which networks, until when."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from adapters.cli.call import DONE, Usage

if TYPE_CHECKING:
    from datetime import date

    from adapters.access.tokens import Token
    from adapters.bootstrap import Samverk
    from adapters.cli.call import Call

LASTS = timedelta(days=365)
"""How long a token opens anything, where nothing else is asked for."""


def create(call: Call) -> int:
    """Make an API token, and show it this once.

    What is kept is its hash. --role says what it may do, --network (as often as needed) or --every-network
    where; --actor stands as who recorded what is sent with it, --authority as by whose leave.
    """
    from adapters.access.roles import Role
    from adapters.access.tokens import Tokens

    asked = call.arguments
    with call.register() as samverk:
        secret, made = Tokens(samverk.engine, samverk.clock).create(
            Role(asked.role),
            _networks(samverk, asked.network, every=asked.every_network),
            actor=asked.actor,
            authority=asked.authority,
            expires=_end(samverk, asked.expires),
        )
        call.answer("token create", {**_shown(samverk, made), "token": secret})
    return DONE


def tokens(call: Call) -> int:
    """List the API tokens, without themselves.

    Those that were revoked, or are past their end, are listed too.
    """
    from adapters.access.tokens import Tokens

    with call.register() as samverk:
        listed = [_shown(samverk, one) for one in Tokens(samverk.engine, samverk.clock).all()]
        call.answer("token list", {"tokens": listed})
    return DONE


def revoke(call: Call) -> int:
    """Let an API token open nothing any more, from now on.

    It is named by its id, as `samverk token list` shows it.
    """
    from adapters.access.tokens import Tokens

    with call.register() as samverk:
        known = Tokens(samverk.engine, samverk.clock)
        if not known.revoke(call.arguments.id):
            raise Usage(
                f"There is no token “{call.arguments.id}” that could be revoked; see `samverk token list`."
            )
        (revoked,) = (one for one in known.all() if one.id == call.arguments.id)
        call.answer("token revoke", _shown(samverk, revoked))
    return DONE


def _networks(samverk: Samverk, named: list[str] | None, *, every: bool) -> tuple[str, ...] | None:
    if every == bool(named):
        raise Usage("Say what the token is for: --network KEY, as often as needed, or --every-network.")
    for key in named or ():
        if samverk.log.network(key) is None:
            raise Usage(f"There is no network “{key}”; `samverk networks` lists those there are.")
    return None if every else tuple(named or ())


def _end(samverk: Samverk, day: date | None) -> datetime:
    now = samverk.clock()
    if day is None:
        return now + LASTS
    end = datetime.combine(day, time(), UTC)
    if end <= now:
        raise Usage(f"A token that expires on {day} would open nothing; name a later day.")
    return end


def _shown(samverk: Samverk, token: Token) -> dict[str, Any]:
    shown = asdict(token)
    return {**shown, "sandbox": True} if samverk.sandbox else shown
