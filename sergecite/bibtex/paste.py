"""Pasted and imported text: read by our own scanner, with bibtexparser as a second reader for what is broken.

What comes from a web page or a chat may lack braces or be cut off. Where our reading has to guess, bibtexparser's is
compared, and for each entry the one that holds more counts. It is imported only then. In a library's own files there is no
second reader: there a guess must never be written back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sergecite.bibtex.inherit import Inheritance
from sergecite.bibtex.parse import Problem, parse_entries, to_entry
from sergecite.bibtex.raw import Raw
from sergecite.model.entry import Entry


def parse_pasted(text: str, place: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read entries from a text that may be damaged; like `parse_entries`, and never less."""
    entries, problems = parse_entries(text, place)
    doubtful = any(problem.code == "syntax" for problem in problems)
    if not doubtful and (entries or "@" not in text):
        return entries, problems
    return _better(entries, list(_second_reading(text)), place), problems


def _second_reading(text: str) -> Iterator[Raw]:
    """Yield the entries bibtexparser finds."""
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415  # 40 ms, for damaged text only
    from bibtexparser.middlewares import RemoveEnclosingMiddleware, ResolveStringReferencesMiddleware  # noqa: PLC0415

    library = parse_string(text, parse_stack=[ResolveStringReferencesMiddleware(), RemoveEnclosingMiddleware()])
    for entry in library.entries:
        fields = {field.key.lower(): field.value for field in reversed(entry.fields) if isinstance(field.value, str)}
        yield Raw(entry.key, entry.entry_type.lower(), fields)


def _better(ours: Sequence[Entry], theirs: Sequence[Raw], place: str) -> tuple[Entry, ...]:
    """Take of each entry the reading with more fields, and add those that only the second reader sees."""
    by_key = {raw.citekey: raw for raw in theirs}
    inheritance = Inheritance(by_key.get, lambda _raw, _code, _message: None)
    chosen = []
    for entry in ours:
        raw = by_key.pop(entry.citekey, None)
        if raw is not None and len(raw.fields) > _size(entry):
            chosen.append(replace(to_entry(raw, inheritance.fields(raw), entry.place), citekey=entry.citekey))
        else:
            chosen.append(entry)
    found = [to_entry(raw, inheritance.fields(raw), place) for raw in by_key.values() if raw.fields]
    return (*chosen, *found)


def _size(entry: Entry) -> int:
    return len(entry.fields) + len(entry.names) + len(entry.lists)
