"""The one table of what `samverk` can do; a new command is a function elsewhere and a line here."""

from __future__ import annotations

from adapters.access.roles import Role
from adapters.cli import (
    completion,
    demo,
    evaluating,
    following,
    founding,
    questions,
    recording,
    relaying,
    schema,
    serving,
    tokens,
    upgrading,
    upkeep,
    webhooks,
)
from adapters.cli.arguments import MOMENT, argument
from adapters.cli.parser import CommandLine
from adapters.wire.values import OneOf, day, number, words

WEBHOOK = argument("id", type=words, metavar="ID", help="id of a webhook, as `samverk webhook list` shows it")

COMMANDS: tuple[CommandLine, ...] = (
    CommandLine(
        "init",
        founding.init,
        (argument("--sandbox", action="store_true", help="make it one whose clock can be set"),),
        "samverk --database sqlite:///samverk.db init",
    ),
    CommandLine(
        "charter check",
        founding.check,
        (argument("files", nargs="+", metavar="FILE", help="charters, as TOML files"),),
        "samverk charter check my-network.toml",
    ),
    CommandLine(
        "found",
        founding.found,
        (
            argument("charters", nargs="+", metavar="CHARTER", help="a file, or the key of a known charter"),
            argument("--effective", type=day, metavar="DATE", help="the day the network is founded on"),
        ),
        "samverk found 12k-plo socialchefsnatverket",
    ),
    CommandLine(
        "record",
        recording.record,
        (
            argument(
                "file", nargs="?", default="-", metavar="FILE", help="JSON lines (default: -, standard input)"
            ),
            argument("--atomic", action="store_true", help="record all lines or none"),
        ),
        "samverk record commands.jsonl",
    ),
    CommandLine(
        "schema",
        schema.schema,
        (
            argument(
                "kind", type=OneOf(schema.KINDS), metavar="|".join(schema.KINDS), help="what to describe"
            ),
            argument("name", nargs="?", type=words, metavar="NAME", help="one command or event alone"),
        ),
        "samverk schema commands ElectChair",
    ),
    *questions.COMMANDS.values(),
    CommandLine(
        "evaluate",
        evaluating.evaluate,
        (*evaluating.ARGUMENTS, *MOMENT),
        "samverk evaluate 12k-plo --year 2013 --format html --output 12k-plo-2013.html",
    ),
    CommandLine("status", upkeep.status, (), "samverk status"),
    CommandLine(
        "rebuild",
        upkeep.rebuild,
        (
            argument(
                "projections", nargs="*", type=words, metavar="PROJECTION", help="read models (default: all)"
            ),
        ),
        "samverk rebuild members",
    ),
    upkeep.VERIFY,
    CommandLine(
        "upgrade",
        upgrading.upgrade,
        (argument("--dry-run", action="store_true", help="say what would be changed, and change nothing"),),
        "samverk upgrade --dry-run",
    ),
    CommandLine(
        "copy",
        founding.copy,
        (
            argument("source", type=words, metavar="FROM", help="address of the register to copy"),
            argument("target", type=words, metavar="TO", help="address of an empty database"),
        ),
        "samverk copy sqlite:///samverk.db postgresql://samverk@localhost/samverk",
    ),
    CommandLine(
        "token create",
        tokens.create,
        (
            argument(
                "--role",
                type=OneOf(tuple(Role)),
                required=True,
                metavar="ROLE",
                help=f"what it may do: {', '.join(Role)}",
            ),
            argument(
                "--network", type=words, action="append", metavar="KEY", help="for a network; repeatable"
            ),
            argument("--every-network", action="store_true", help="for every network, also those to come"),
            argument("--actor", type=words, required=True, metavar="WHO", help="who records with it"),
            argument("--authority", type=words, metavar="TEXT", help="on whose authority"),
            argument("--expires", type=day, metavar="DATE", help="the day it ends (default: in a year)"),
        ),
        "samverk token create --role auditor --every-network --actor revisor --expires 2030-01-01",
    ),
    CommandLine("token list", tokens.tokens, (), "samverk token list"),
    CommandLine(
        "token revoke",
        tokens.revoke,
        (argument("id", type=words, metavar="ID", help="id of a token"),),
        "samverk token revoke 5f3a9c0d1e2b",
    ),
    CommandLine(
        "webhook add",
        webhooks.add,
        (
            argument("url", type=words, metavar="URL", help="where to, such as https://example.org/samverk"),
            argument(
                "--type", type=words, action="append", metavar="TYPE", help="entries of a type; repeatable"
            ),
            argument(
                "--network", type=words, action="append", metavar="KEY", help="of a network; repeatable"
            ),
            argument("--whole", action="store_true", help="with the data of each entry"),
            argument("--after", type=number, metavar="POSITION", help="past a position (default: the last)"),
            argument("--actor", type=words, metavar="WHO", help="who adds it"),
        ),
        "samverk webhook add https://example.org/samverk --network 12k-plo --type ChairElected",
    ),
    CommandLine("webhook list", webhooks.webhooks, (), "samverk webhook list"),
    CommandLine(
        "webhook deliveries",
        webhooks.deliveries,
        (
            WEBHOOK,
            argument("--limit", type=number, default=20, metavar="COUNT", help="at most (default: 20)"),
        ),
        "samverk webhook deliveries 5f3a9c0d1e2b --limit 5",
    ),
    CommandLine(
        "webhook replay",
        webhooks.replay,
        (
            WEBHOOK,
            argument(
                "--from", dest="position", type=number, required=True, metavar="POSITION", help="the first"
            ),
        ),
        "samverk webhook replay 5f3a9c0d1e2b --from 1057",
    ),
    CommandLine("webhook resume", webhooks.resume, (WEBHOOK,), "samverk webhook resume 5f3a9c0d1e2b"),
    CommandLine(
        "webhook send",
        webhooks.send,
        (WEBHOOK, argument("position", type=number, metavar="POSITION", help="of the entry")),
        "samverk webhook send 5f3a9c0d1e2b 1057",
    ),
    CommandLine("webhook remove", webhooks.remove, (WEBHOOK,), "samverk webhook remove 5f3a9c0d1e2b"),
    CommandLine(
        "webhook run",
        webhooks.run,
        (argument("--once", action="store_true", help="deliver what is due now, then end"),),
        "samverk webhook run",
    ),
    CommandLine(
        "serve",
        serving.serve,
        (
            argument("--host", type=words, default="127.0.0.1", metavar="ADDRESS", help="default: 127.0.0.1"),
            argument("--port", type=number, default=8000, metavar="PORT", help="default: 8000; 0: any"),
            argument(
                "--rate",
                type=number,
                default=6000,
                metavar="COUNT",
                help="requests that a token has a minute (default: 6000)",
            ),
            argument(
                "--root-path",
                type=words,
                default="",
                metavar="PATH",
                help="the path it is reached at behind a proxy, such as /samverk (default: none)",
            ),
            argument(
                "--forwarded-allow-ips",
                type=words,
                default="127.0.0.1",
                metavar="ADDRESSES",
                help="proxies whose X-Forwarded-Proto and -For are believed (default: 127.0.0.1; *: all)",
            ),
        ),
        "samverk serve --port 8080",
    ),
    CommandLine(
        "follow",
        following.follow,
        (
            argument("--after", type=words, metavar="POSITION", help="past it (default: from now on)"),
            argument(
                "--network", type=words, action="append", metavar="KEY", help="of a network; repeatable"
            ),
            argument(
                "--type",
                type=words,
                action="append",
                metavar="TYPE",
                help="of a type, such as ChairElected; repeatable",
            ),
        ),
        "samverk follow --after 1057 --network 12k-plo",
    ),
    CommandLine(
        "relay",
        relaying.relay,
        (
            argument("server", type=words, metavar="URL", help="a NATS server, as nats://HOST:PORT"),
            argument(
                "--stream",
                type=words,
                default="SAMVERK",
                metavar="NAME",
                help="the stream, made if there is none (default: SAMVERK)",
            ),
            argument(
                "--rebuild", action="store_true", help="empty the stream first, and publish everything anew"
            ),
        ),
        "samverk relay nats://127.0.0.1:4222",
    ),
    CommandLine(
        "completion",
        completion.completion,
        (
            argument(
                "shell",
                type=OneOf(completion.SHELLS),
                metavar="|".join(completion.SHELLS),
                help="the shell to print it for",
            ),
        ),
        "samverk completion bash",
    ),
    CommandLine("demo", demo.demo, (), "samverk demo"),
)
"""Every command, in the order that help shows them."""
