"""BibTeX and BibLaTeX as files: the package bibtex reads them, faults are told with their lines."""

import re

from sergecite.bibtex.parse import parse_entries
from sergecite.sources.text import decoded
from sergecite.sources.types import Format, Problem, Reading


def read_bibtex(data: bytes, place: str) -> Reading:
    """Read a .bib file; broken entries become problems, the others are kept."""
    entries, problems = parse_entries(decoded(data), place)
    return Reading(
        entries=tuple(entries),
        problems=tuple(Problem(message=one.message, place=one.place) for one in problems),
    )


BIBTEX = Format(
    name="bibtex",
    label="BibTeX or BibLaTeX",
    suffixes=(".bib", ".bibtex", ".biblatex"),
    detects=lambda text: bool(re.search(r"(?m)^\s*@\s*[A-Za-z-]+\s*[{(]", text)),
    read=read_bibtex,
)
