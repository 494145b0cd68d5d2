"""Commands on webhooks: who is told of entries, how far they are, and telling them."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from adapters.cli import wanting
from adapters.cli.call import DONE, REFUSED, Usage, note

if TYPE_CHECKING:
    from adapters.bootstrap import Samverk
    from adapters.cli.call import Call
    from adapters.webhooks.addresses import Allowed
    from adapters.webhooks.delivering import Deliveries
    from adapters.webhooks.retrying import Webhook
    from adapters.webhooks.store import Webhooks


def add(call: Call) -> int:
    """Have a URL told of entries, signed, one after the other.

    It is told of what is recorded from now on, or past --after POSITION; of every network and type, or of
    those named. The secret to check signatures with is shown this once. A message carries no data, only
    which entry of what there is, unless --whole is given. The URL has to be https and its host public, unless
    SAMVERK_WEBHOOKS_ALLOW names it.
    """
    from adapters.webhooks.addresses import AddressRefused, check, resolve, target

    asked = call.arguments
    try:
        where = target(asked.url)
        check(where, resolve(where.host, where.port), _allowed())
    except AddressRefused as refused:
        raise Usage(str(refused)) from None
    with call.register() as samverk:
        head, _ = samverk.recorder.head()
        _refuse_beyond(head, asked.after)
        secret, made = _webhooks(samverk).add(
            asked.url,
            networks=wanting.networks(samverk, asked.network),
            types=wanting.types(asked.type),
            whole=asked.whole,
            position=head if asked.after is None else asked.after,
            actor=asked.actor,
        )
        call.answer("webhook add", {**_shown(samverk, made), "secret": secret})
    return DONE


def webhooks(call: Call) -> int:
    """List the webhooks: where to, of what, how far, and how it goes.

    A webhook that is paused was not accepted for three days, and waits for `samverk webhook resume`. One that
    has ended was told by its receiver, with 410, that it is gone.
    """
    with call.register() as samverk:
        listed = [_shown(samverk, webhook) for webhook in _webhooks(samverk).all()]
        call.answer("webhook list", {"webhooks": listed})
    return DONE


def deliveries(call: Call) -> int:
    """List the latest attempts to tell a webhook, the latest first.

    The last thousand are kept. A delivery without an error was accepted.
    """
    from dataclasses import asdict

    with call.register() as samverk:
        known = _webhooks(samverk)
        webhook = _found(known, call.arguments.id)
        listed = [asdict(one) for one in known.deliveries(webhook.id, call.arguments.limit)]
        call.answer("webhook deliveries", {"webhook": webhook.id, "deliveries": listed})
    return DONE


def replay(call: Call) -> int:
    """Send every entry from a position on once more, and go on from there.

    The messages have the ids they had before, which is how a receiver tells repeats.
    """
    return _resume(call, call.arguments.position)


def resume(call: Call) -> int:
    """Go on with a webhook that is paused, or that waits for its next attempt.

    It goes on where it stopped: nothing is left out.
    """
    return _resume(call, None)


def send(call: Call) -> int:
    """Send one entry now, and say what came of it.

    How far the webhook is stays as it was. Exits with 1 when the entry was not accepted.
    """
    import asyncio

    from adapters.webhooks.sending import Sender

    position = call.arguments.position
    with call.register() as samverk:
        known = _webhooks(samverk)
        webhook = _found(known, call.arguments.id)
        page = samverk.recorder.page(position - 1, 1)
        if not page or page[0].position != position:
            raise Usage(f"There is no entry at position {position}.")
        if not webhook.wanted.holds(page[0]):
            raise Usage(f"Webhook {webhook.id} is not for the entry at position {position}.")
        secret = known.secret(webhook.id)
        if secret is None:
            raise _unknown(webhook.id)
        outcome = asyncio.run(Sender(_allowed()).send(webhook.url, secret, page[0], whole=webhook.whole))
        known.note(webhook, position, outcome)
        said = {"status": outcome.status, "error": outcome.error, "milliseconds": outcome.milliseconds}
        call.answer("webhook send", {"webhook": webhook.id, "position": position, **said})
    return DONE if outcome.accepted else REFUSED


def remove(call: Call) -> int:
    """Forget a webhook, its deliveries and its secret.

    A message that is on its way at this moment still arrives.
    """
    with call.register() as samverk:
        known = _webhooks(samverk)
        webhook = _found(known, call.arguments.id)
        known.remove(webhook.id)
        call.answer("webhook remove", _shown(samverk, webhook))
    return DONE


def run(call: Call) -> int:
    """Deliver to the webhooks until stopped, or with --once what is due now.

    `samverk serve` does this too. One process at a time delivers; another takes over when it ends.
    """
    from adapters.webhooks.addresses import AddressRefused
    from adapters.webhooks.delivering import configured

    with call.register() as samverk:
        try:
            delivering = configured(samverk)
        except AddressRefused as refused:
            raise Usage(str(refused)) from None
        if not call.arguments.once:
            note("Delivering to webhooks; Ctrl-C ends it.")
            _until_told(delivering)
        elif not delivering.once():
            raise Usage("Another process delivers to the webhooks of this register.")
    return DONE


def _until_told(delivering: Deliveries) -> None:
    import signal
    from threading import Event

    ended = Event()
    before = {name: signal.signal(name, lambda *_: ended.set()) for name in (signal.SIGINT, signal.SIGTERM)}
    delivering.start()
    try:
        ended.wait()
    finally:
        delivering.stop()
        for name, handler in before.items():
            signal.signal(name, handler)


def _resume(call: Call, position: int | None) -> int:
    with call.register() as samverk:
        known = _webhooks(samverk)
        webhook = _found(known, call.arguments.id)
        if webhook.state == "ended":
            raise Usage(f"Webhook {webhook.id} has ended, for {webhook.reason}; add its URL again.")
        if position is not None:
            _refuse_beyond(samverk.recorder.head()[0], position)
        known.resume(webhook.id, None if position is None else max(position - 1, 0))
        call.answer("webhook resume", _shown(samverk, _found(known, webhook.id)))
    return DONE


def _webhooks(samverk: Samverk) -> Webhooks:
    from adapters.webhooks.store import Webhooks

    # The true time, in a sandbox too: receivers live in it.
    return Webhooks(samverk.engine, samverk.keys, lambda: datetime.now(UTC))


def _allowed() -> Allowed:
    from adapters.webhooks.addresses import ALLOW, AddressRefused, Allowed

    try:
        return Allowed.read(os.environ.get(ALLOW))
    except AddressRefused as refused:
        raise Usage(str(refused)) from None


def _found(known: Webhooks, id_: str) -> Webhook:
    webhook = known.get(id_)
    if webhook is None:
        raise _unknown(id_)
    return webhook


def _unknown(id_: str) -> Usage:
    return Usage(f"There is no webhook “{id_}”; see `samverk webhook list`.")


def _refuse_beyond(head: int, position: int | None) -> None:
    if position is not None and position > head:
        raise Usage(f"The log ends at position {head}; {position} is not recorded yet.")


def _shown(samverk: Samverk, webhook: Webhook) -> dict[str, Any]:
    from dataclasses import asdict

    shown = asdict(webhook)
    return {**shown, "sandbox": True} if samverk.sandbox else shown
