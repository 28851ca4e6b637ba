"""BibTeX and BibLaTeX as files: the package bibtex reads them, faults are told with their lines."""

import re

from sergecite.bibtex.parse import parse_entries
from sergecite.sources.text import decoded
from sergecite.sources.types import Format, Problem, Reading


def read_bibtex(data: bytes, place: str) -> Reading:
    """Read a .bib file; an entry with a fault of syntax becomes a problem, the others are kept."""
    entries, problems = parse_entries(decoded(data), place)
    # The reader of a library keeps what it can of a broken entry; what is copied into one must be whole.
    broken = {problem.citekey for problem in problems if problem.code == "syntax"}
    hint = "the entry is left out: mend it in the file and add it again"
    return Reading(
        entries=tuple(entry for entry in entries if entry.citekey not in broken),
        problems=tuple(
            Problem(message=one.message, place=one.place, hint=hint if one.citekey in broken else None)
            for one in problems
        ),
    )


BIBTEX = Format(
    name="bibtex",
    label="BibTeX or BibLaTeX",
    suffixes=(".bib", ".bibtex", ".biblatex"),
    detects=lambda text: bool(re.search(r"(?m)^\s*@\s*[A-Za-z-]+\s*[{(]", text)),
    read=read_bibtex,
)
