"""Bringing entries that inherit up to date in the index: those that changed, and those that inherit from what changed."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from sergecite.bibtex.inherit import Inheritance
from sergecite.bibtex.parse import to_entry
from sergecite.bibtex.raw import Raw, read_entry
from sergecite.bibtex.scan import Block, scan
from sergecite.store.bibfile import BibFile
from sergecite.store.encoding import decode
from sergecite.store.index import SHAKY, packed
from sergecite.store.indexing import word_columns
from sergecite.store.search import years_of

_MOST = 2000
"""How many heirs are read again before all is."""


class NotEnoughError(Exception):
    """What changed cannot be told from the parts alone."""


def read_raw(text: str, block: Block, macros: Mapping[str, str]) -> Raw:
    """Read an entry; NotEnoughError where it has no citekey, or uses macros of which one was defined twice."""
    unknown: list[str] = []
    raw = read_entry(text, block, {} if "" in macros else macros, lambda name, _offset: unknown.append(name))
    if not raw.citekey or ("" in macros and unknown):
        raise NotEnoughError
    return raw


def read_macros(database: sqlite3.Connection) -> Mapping[str, str]:
    """Return the macros of the library."""
    return dict(database.execute("SELECT name, value FROM macro").fetchall())


def refresh_heirs(
    database: sqlite3.Connection, files: Sequence[BibFile], changed: Collection[str], fresh: Collection[int]
) -> int:
    """Read again the entries `fresh` and all that inherit from the citekeys `changed`; return how many those were.

    The places in the index must be those in `files` already. NotEnoughError where that cannot be done.
    """
    numbers = _heirs(database, changed) | set(fresh)
    if not numbers:
        return 0
    if len(numbers) > _MOST:
        raise NotEnoughError
    macros = read_macros(database)

    def read(file: int, start: int, stop: int, flags: int) -> Raw:
        if flags & SHAKY:
            raise NotEnoughError
        text = decode(files[file].data[start:stop])
        return read_raw(text, scan(text)[0], macros)

    @cache
    def lookup(key: str) -> Raw | None:
        columns = "SELECT file, start, stop, flags FROM entry WHERE citekey = ?"
        row = database.execute(f"{columns} ORDER BY file, start LIMIT 1", (key,)).fetchone()
        if row is None and not key.isascii():
            raise NotEnoughError  # SQLite folds the case of ASCII only
        if row is None:
            row = database.execute(f"{columns} COLLATE NOCASE ORDER BY file, start LIMIT 1", (key,)).fetchone()
        return read(*row) if row is not None else None

    inheritance = Inheritance(lookup, lambda _raw, _code, _message: None)
    (last,) = database.execute("SELECT last_id FROM meta").fetchone()
    for fresh_number, number in enumerate(sorted(numbers), last + 1):
        row = database.execute("SELECT file, start, stop, flags FROM entry WHERE id=?", (number,)).fetchone()
        raw = read(*row)
        (same,) = database.execute("SELECT count(*) FROM entry WHERE citekey=?", (raw.citekey,)).fetchone()
        if same > 1:
            raise NotEnoughError
        entry = to_entry(raw, inheritance.fields(raw), "")
        data = json.dumps(packed(entry), ensure_ascii=False, separators=(",", ":"))
        # The words of an entry cannot be taken out of the index: it goes on under another number.
        database.execute(
            "UPDATE entry SET id=?, first=?, last=?, data=? WHERE id=?",
            (fresh_number, *(years_of(entry) or (None, None)), data, number),
        )
        database.execute("UPDATE inherits SET child=? WHERE child=?", (fresh_number, number))
        database.execute(
            "INSERT INTO words (rowid, citekey, type, name, title, keywords, rest) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (fresh_number, *word_columns(entry)),
        )
    database.execute("UPDATE meta SET last_id=?", (last + len(numbers),))
    return len(numbers)


def _heirs(database: sqlite3.Connection, changed: Collection[str]) -> set[int]:
    """Return the numbers of all entries that inherit from some citekeys, at whatever remove."""
    found: set[int] = set()
    parents = {key.casefold() for key in changed}
    seen = set(parents)
    while parents:
        rows = [
            row
            for parent in parents
            for row in database.execute(
                "SELECT id, citekey FROM inherits JOIN entry ON entry.id = child WHERE parent=?", (parent,)
            )
        ]
        found |= {number for number, _ in rows}
        if len(found) > _MOST:
            raise NotEnoughError
        parents = {citekey.casefold() for _, citekey in rows} - seen
        seen |= parents
    return found
