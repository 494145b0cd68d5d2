"""Brings the catalogues of translations up to date with the messages in the code.

Run `python -m tests.reports.extract` after a message was added, changed or dropped: new ones come in without
a translation, which a test then asks for; those that nobody says any more go. A language that was added gets
a catalogue.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from adapters.wire.languages import LANGUAGES

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "adapters" / "reports" / "locale"
SPOKEN = ("adapters/reports", "domain/findings")
"""Folders whose modules hold messages."""
MARKERS = {"say": None, "counted": (1, 2), "phrase": None, "sentence": None}
"""The functions whose first argument is a message; `counted` takes the one for several too."""
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def spoken() -> Catalog:
    """Every message in the code, untranslated."""
    catalogue = Catalog()
    for folder in SPOKEN:
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, [("**.py", "python")], keywords=MARKERS):
            catalogue.add(message)
    return catalogue


def translated(language: str) -> Catalog:
    """A language's catalogue as it is; an empty one where there is none yet."""
    if not (CATALOGUES / f"{language}.po").exists():
        return Catalog(locale=language)
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def refreshed(language: str) -> bytes:
    """A language's catalogue with the messages of the code, in alphabetical order."""
    catalogue = translated(language)
    catalogue.update(spoken(), no_fuzzy_matching=True)
    written = io.BytesIO()
    write_po(
        written, catalogue, 0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True
    )
    return HEADER.format(language=language).encode() + written.getvalue()


if __name__ == "__main__":
    for language in LANGUAGES.keys() - {"en"}:
        (CATALOGUES / f"{language}.po").write_bytes(refreshed(language))
