"""The one table of what `samverk` can do; a new command is a function elsewhere and a line here."""

from __future__ import annotations

from adapters.cli import demo, founding, questions, recording, schema, upkeep
from adapters.cli.arguments import KNOWN_AT, MOMENT, NETWORK, argument, day, number, one_of, words
from adapters.cli.parser import CommandLine

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
                "kind", type=one_of(*schema.KINDS), metavar="|".join(schema.KINDS), help="what to describe"
            ),
            argument("name", nargs="?", type=words, metavar="NAME", help="one command or event alone"),
        ),
        "samverk schema commands ElectChair",
    ),
    CommandLine("networks", questions.networks, MOMENT, "samverk networks --on 2014-01-01"),
    CommandLine("show", questions.show, (NETWORK, *MOMENT), "samverk show 12k-plo"),
    CommandLine(
        "members",
        questions.members,
        (NETWORK, *MOMENT),
        "samverk members 12k-plo --on 2012-03-01 --known-at 2012-04-01",
    ),
    CommandLine("chairs", questions.chairs, (NETWORK, *MOMENT), "samverk chairs 12k-plo --on 2013-06-01"),
    CommandLine(
        "mandates",
        questions.mandates,
        (
            NETWORK,
            argument(
                "--diff", nargs=2, type=number, metavar=("A", "B"), help="compare two versions by number"
            ),
            *MOMENT,
        ),
        "samverk mandates 12k-plo --diff 1 2",
    ),
    CommandLine(
        "meetings", questions.meetings, (NETWORK, *MOMENT), "samverk meetings lanssamordnare --on 2020-06-01"
    ),
    CommandLine("matters", questions.matters, (NETWORK, *MOMENT), "samverk matters socialchefsnatverket"),
    CommandLine(
        "obligations",
        questions.obligations,
        (
            argument(
                "network", nargs="?", type=words, metavar="NETWORK", help="key of a network (default: all)"
            ),
            argument("--within", type=number, metavar="DAYS", help="what is late, or due in so many days"),
            *MOMENT,
        ),
        "samverk obligations --within 90",
    ),
    CommandLine(
        "person",
        questions.person,
        (argument("person", type=words, metavar="KEY", help="key of a person"), *MOMENT),
        "samverk person siv-fjellheim",
    ),
    CommandLine(
        "entries",
        questions.entries,
        (
            argument("--network", type=words, metavar="KEY", help="of one network"),
            argument("--type", type=words, metavar="TYPE", help="of one type, such as ChairElected"),
            argument("--actor", type=words, metavar="WHO", help="recorded by somebody"),
            argument("--person", type=words, metavar="KEY", help="about a person"),
            argument("--since", type=day, metavar="DATE", help="recorded on that day or later"),
            argument("--until", type=day, metavar="DATE", help="recorded before that day"),
            argument("--after", type=number, metavar="POSITION", default=0, help="past a position"),
            argument("--limit", type=number, metavar="COUNT", help="at most so many"),
            KNOWN_AT,
        ),
        "samverk entries --network 12k-plo --type ChairElected --limit 10",
    ),
    CommandLine(
        "changes",
        questions.changes,
        (
            NETWORK,
            argument("--from", dest="after", type=number, required=True, metavar="POSITION", help="past it"),
            argument("--to", dest="upto", type=number, required=True, metavar="POSITION", help="up to it"),
        ),
        "samverk changes 12k-plo --from 40 --to 60",
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
    CommandLine("verify", upkeep.verify, (), "samverk verify"),
    CommandLine(
        "copy",
        founding.copy,
        (
            argument("source", type=words, metavar="FROM", help="address of the register to copy"),
            argument("target", type=words, metavar="TO", help="address of an empty database"),
        ),
        "samverk copy sqlite:///samverk.db postgresql://samverk@localhost/samverk",
    ),
    CommandLine("demo", demo.demo, (), "samverk demo"),
)
"""Every command, in the order that help shows them."""
