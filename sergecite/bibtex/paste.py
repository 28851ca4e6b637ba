"""A second opinion on damaged text: the entries that bibtexparser finds in it.

Our own reader never guesses across a fault, so a torn entry may be none to it: one glued to the word before, "see@book{",
could be an address. Whoever copies entries out of such a text asks here which others saw. bibtexparser is imported only
then.
"""

from typing import NamedTuple


class Seen(NamedTuple):
    """An entry as the second reader sees it; `line` counts from 1."""

    citekey: str
    line: int


def second_reading(text: str) -> list[Seen]:
    """Return the entries bibtexparser finds that have a type, a citekey and fields, but not those commented out."""
    from bibtexparser import splitter  # noqa: PLC0415  # 40 ms, for damaged text only
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415

    lines = text.split("\n")
    spoke, splitter.logger.disabled = splitter.logger.disabled, True  # our own reader tells the faults
    try:
        library = parse_string(text, parse_stack=[])
    finally:
        splitter.logger.disabled = spoke
    seen = []
    for entry in library.entries:
        line = entry.start_line or 0
        named = entry.entry_type and entry.fields and len(entry.key.split()) == 1
        if named and not lines[line].lstrip().startswith("%"):
            seen.append(Seen(entry.key, line + 1))
    return seen
