"""The command that shows what the register does: histories of the networks, played and asked about."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.cli import questions, upkeep
from adapters.cli.call import DONE, REFUSED, Call, note
from adapters.cli.parser import parse
from adapters.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.demonstration.histories import Played

TOUR: tuple[tuple[str, str], ...] = (
    ("Eight networks, each founded from its charter.", "networks"),
    (
        "Who sat in Socialchefsnätverket on 1 March 2019, as the register believed on 1 April?",
        "members socialchefsnatverket --on 2019-03-01 --known-at 2019-04-01",
    ),
    (
        "And as it is known now? Vänersborg had changed its member in February, and told nobody until May.",
        "members socialchefsnatverket --on 2019-03-01",
    ),
    ("Who led 12k PLO, how did each term end, and when was there nobody?", "chairs 12k-plo"),
    ("What did its mandate say when, who approved it, and what was never approved?", "mandates 12k-plo"),
    ("What did the extension of 2014 change?", "mandates 12k-plo --diff 2 3"),
    (
        "What was done under the mandate that had expired, and what else was against the rules?",
        "show 12k-plo --on 2014-01-31",
    ),
    (
        "Re's first day was entered wrongly, corrected, and corrected again. Nothing of that is lost:",
        "person ingrid-rognholt",
    ),
    ("The entries behind it:", "entries --network 12k-plo --type EntryCorrected"),
    ("Somebody asked to be forgotten. Her key remains, her name is gone:", "person inga-lill-sundsbro"),
    ("Does the log verify, from the first entry to the last?", "verify"),
)
"""The questions of the tour: a sentence, and the words of the command that answers it."""
_COMMANDS = (*questions.COMMANDS.values(), upkeep.VERIFY)

NEXT: tuple[tuple[str, str, str], ...] = (
    ("What was due in April 2020, and what was late?", "", "obligations lanssamordnare --on 2020-04-15"),
    ("How did a network do in a year, in figures?", "", "evaluate lanssamordnare --year 2020 --lang en"),
    (
        "What does a register do with a chair elected for two years, where the mandate says one?",
        'echo \'{"command": "ElectChair", "network": "12k-plo", "person": "siv-fjellheim",'
        ' "effective": "2012-03-09", "until": "2014-03-09"}\' | ',
        "record",
    ),
)
"""What to try with the register that stays: a sentence, what is sent to the command, the command's words."""


def demo(call: Call) -> int:
    """Play some years of the networks' lives, and ask about them.

    The sandbox is gone afterwards, unless a database is named to create it in: then it stays, and three
    commands to try on it are said. Exits with 1 when a history meets a refusal it does not expect, or none
    where it expects one.
    """
    stays = call.named is not None
    with ExitStack() as until_the_end:
        with progress("Playing the histories", at_once=True) as report:
            # Loading these takes its time too.
            from adapters.bootstrap import create
            from adapters.demonstration.histories import Unforeseen, histories, play

            database = until_the_end.enter_context(_database(call))
            call = Call(call.arguments, database, call.json, pager=False)
            create(database, sandbox=True)
            known = histories()
            try:
                with call.register() as samverk:
                    played = play(samverk, known.values(), report)
            except Unforeseen as surprise:
                note(str(surprise))
                return REFUSED
        _say(call, f"Played {len(known)} histories: {played.accepted} commands were accepted.")
        _tell_refusals(call, played)
        for sentence, words in TOUR:
            _stop(call, sentence, words)
        if stays:
            _tell_next(call, database)
    return DONE


def _tell_refusals(call: Call, played: Played) -> None:
    """Says how many commands were refused, with one that a sentence of a mandate stands against."""
    _say(call, f"{len(played.refusals)} were refused, each as its history expects. One of them:")
    for said, refused in played.refusals:
        if refused.refusal.quote:
            shown = {name: value for name, value in said.items() if name != "authority"}
            _say(call, f"  {json.dumps(shown, ensure_ascii=False)}")
            _say(call, f"  {refused.refusal.rule}: {refused.refusal.detail}")
            _say(call, f"  “{refused.refusal.quote}”")
            break


def _stop(call: Call, sentence: str, words: str) -> None:
    """One question of the tour, with the command that asks it and its answer."""
    _say(call, f"\n{sentence}\n$ samverk {words}\n")
    command, asked = parse(words.split(), _COMMANDS)
    command.run(replace(call, arguments=asked.arguments))


def _tell_next(call: Call, database: str) -> None:
    """Says that the register stays, and commands to go on with, as they can be pasted into a shell."""
    samverk = f"{_called()} --database {shlex.quote(database)}"
    _say(call, f"\nThe register stays: {database}. Three things to try with it next:")
    for sentence, sent, words in NEXT:
        _say(call, f"\n{sentence}\n{sent}{samverk} {words}")


def _called() -> str:
    """How to call this program again from where it was called."""
    call = Path(sys.argv[0])
    if call.stem != "samverk":
        return f"{shlex.quote(sys.executable)} -m adapters.cli"
    on_path = shutil.which("samverk")
    return (
        "samverk"
        if on_path is not None and call.resolve() == Path(on_path).resolve()
        else shlex.quote(str(call))
    )


def _say(call: Call, sentence: str) -> None:
    """Says something beside the answers: with JSON, where it is in nobody's way."""
    if call.json:
        note(sentence)
    else:
        print(sentence)


@contextmanager
def _database(call: Call) -> Iterator[str]:
    """Where the sandbox is created: as the call says, else in a folder that is removed afterwards."""
    from adapters.bootstrap import KEYS

    if call.named is not None:
        yield call.named
        return
    import tempfile

    # The keys of another register are no place for the sandbox's.
    elsewhere = os.environ.pop(KEYS, None)
    try:
        with tempfile.TemporaryDirectory(prefix="samverk-demo-") as folder:
            yield f"sqlite:///{folder}/samverk.db"
    finally:
        if elsewhere is not None:
            os.environ[KEYS] = elsewhere
