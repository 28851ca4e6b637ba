"""BibTeX and BibLaTeX as files: the package bibtex reads them, faults are told with their lines."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from sergecite.bibtex.parse import parse_entries
from sergecite.bibtex.paste import second_reading
from sergecite.bibtex.raw import read_entry
from sergecite.bibtex.scan import blocks
from sergecite.errors import InputError
from sergecite.model.entry import Entry
from sergecite.sources.text import decoded
from sergecite.sources.types import Format, Problem, Reading

_T = TypeVar("_T")


def read_bibtex(data: bytes, place: str) -> Reading:
    """Read a .bib file; an entry with a fault of syntax becomes a problem, the others are kept.

    Raises InputError for what is no text.
    """
    text = decoded(data)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise InputError("not a text: it holds a zero byte", place=f"{place}:{line}")
    entries, problems = parse_entries(text, place)
    # The reader of a library keeps what it can of a broken entry; what is copied into one must be whole.
    broken = {problem.citekey for problem in problems if problem.code == "syntax"}
    hint = "the entry is left out: mend it in the file and add it again"
    held = {entry.citekey.casefold(): entry for entry in entries}
    if any(name in entry.fields for entry in entries for name in ("crossref", "xdata")):
        entries = _own_fields(text, entries)
    return Reading(
        entries=tuple(entry for entry in entries if entry.citekey not in broken),
        problems=tuple(
            Problem(message=one.message, place=one.place, hint=hint, lost=True)
            if one.citekey in broken
            else Problem(
                message=one.message, place=one.place, lost=False, awaited=_awaited(one.code, one.citekey, held)
            )
            for one in problems
        )
        + (_only_seen(text, place, entries) if broken or (not entries and "@" in text) else ()),
    )


def _awaited(code: str, citekey: str, held: Mapping[str, Entry]) -> tuple[str, ...]:
    """Return the citekeys that an entry refers to and its file lacks, where that is what a problem is about."""
    role, sign, _ = code.partition("-missing")
    fields = held[citekey.casefold()].fields if sign and citekey.casefold() in held else {}
    keys = [key.strip() for key in fields.get(role, "").split(",")]
    return tuple(key for key in keys if key and key.casefold() not in held)


def _only_seen(text: str, place: str, entries: tuple[Entry, ...]) -> tuple[Problem, ...]:
    """Return a problem for each entry that only a second reader sees: what is left out is never left out silently."""
    ours = {entry.citekey.casefold() for entry in entries}
    return tuple(
        Problem(
            message=f"bibtexparser also sees an entry {seen.citekey} here; it is not taken",
            place=f"{place}:{seen.line}",
            hint="mend the file and add it again",
        )
        for seen in second_reading(text)
        if seen.citekey.casefold() not in ours
    )


def _own_fields(text: str, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries without what they inherit: copied into a library with its parent, a child inherits it there."""
    own: dict[str, set[str]] = {}
    for block in blocks(text):
        if block.kind == "entry":
            raw = read_entry(text, block, {}, _ignore)
            own.setdefault(raw.citekey, set()).update(raw.fields)
    return tuple(
        replace(
            entry,
            fields=_stated(entry.fields, own.get(entry.citekey, set())),
            names=_stated(entry.names, own.get(entry.citekey, set())),
            lists=_stated(entry.lists, own.get(entry.citekey, set())),
        )
        for entry in entries
    )


def _stated(values: Mapping[str, _T], names: set[str]) -> Mapping[str, _T]:
    return MappingProxyType({name: value for name, value in values.items() if name in names})


def _ignore(_macro: str, _offset: int) -> None:
    """Say nothing: the first reading has told."""


BIBTEX = Format(
    name="bibtex",
    label="BibTeX or BibLaTeX",
    suffixes=(".bib", ".bibtex", ".biblatex"),
    detects=lambda text: bool(re.search(r"(?m)^\s*@\s*[A-Za-z-]+\s*[{(]", text)),
    read=read_bibtex,
)
