"""Bringing entries that inherit up to date in the index: those that changed, and those that inherit from what changed."""

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache

from sergecite.bibtex.inherit import Inheritance
from sergecite.bibtex.parse import to_entry
from sergecite.bibtex.raw import Raw, read_entry
from sergecite.bibtex.scan import Block, blocks
from sergecite.store.index import FILE_SHIFT, SEGMENT
from sergecite.store.rows import update_entries
from sergecite.store.streaming import decoded

_MOST = 2000
"""How many heirs are read again before all is."""
_CHILDREN = """
SELECT id, citekey FROM inherits JOIN entry ON id = child WHERE parent = ?1
UNION ALL SELECT entry, name FROM inherits JOIN alias ON entry = child WHERE parent = ?1
"""
"""The children of a citekey, with each citekey, present and former, that others may inherit from them by."""


class NotEnoughError(Exception):
    """What changed cannot be told from the parts alone."""


class Macros:
    """The macros of the library: what a name means depends on the definitions before the place where it stands."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._rows = database.execute("SELECT after, name, value FROM macro ORDER BY after, rowid").fetchall()
        self._upto = cache(self._read)

    def before(self, number: int) -> Mapping[str, str]:
        """Return the macros as an entry finds them; names and values are bytes seen as characters."""
        return self._upto(bisect_left(self._rows, number, key=lambda row: row[0]))

    def _read(self, count: int) -> dict[str, str]:
        return {name: value for _, name, value in self._rows[:count]}


def read_block(view: str, block: Block, macros: Mapping[str, str]) -> Raw:
    """Read an entry from the bytes of a file, seen as characters."""
    raw = read_entry(view, block, macros, lambda _name, _offset: None)
    return raw if not macros and view[block.start : block.end].isascii() else decoded(raw)


def refresh_heirs(
    database: sqlite3.Connection, view_of: Callable[[int], str], changed: Collection[str], fresh: Iterable[int]
) -> None:
    """Read again the entries `fresh` and all that inherit from the citekeys `changed`, present or former.

    `view_of` gives the bytes of a file, by its number, as characters; the places in the index must be those in it
    already. NotEnoughError where that cannot be done.
    """
    numbers = _heirs(database, changed) | set(fresh)
    if len(numbers) > _MOST:
        raise NotEnoughError
    macros = Macros(database)

    @cache
    def read(number: int) -> Raw:
        query = f"SELECT start + (SELECT start {SEGMENT}) FROM entry WHERE id=?"  # noqa: S608  # ours
        (start,) = database.execute(query, (number,)).fetchone()
        view = view_of(number >> FILE_SHIFT)
        block = next(blocks(view, start))
        if block.start != start:
            raise NotEnoughError
        return read_block(view, block, macros.before(number))

    def lookup(key: str) -> Raw | None:
        row = database.execute("SELECT id FROM entry WHERE citekey=? ORDER BY id LIMIT 1", (key,)).fetchone()
        if row is None:
            row = database.execute("SELECT min(entry) FROM alias WHERE name=? HAVING count(*)", (key,)).fetchone()
        if row is None and not key.isascii():
            raise NotEnoughError  # SQLite folds the case of ASCII only
        if row is None:
            query = "SELECT id FROM entry WHERE citekey=? COLLATE NOCASE ORDER BY id LIMIT 1"
            row = database.execute(query, (key,)).fetchone()
        return read(row[0]) if row is not None else None

    inheritance = Inheritance(lookup, lambda _raw, _code, _message: None)
    raws = [(number, read(number)) for number in sorted(numbers)]
    update_entries(database, [(number, to_entry(raw, inheritance.fields(raw), "")) for number, raw in raws])


def _heirs(database: sqlite3.Connection, changed: Collection[str]) -> set[int]:
    """Return the numbers of all entries that inherit from some citekeys, at whatever remove."""
    found: set[int] = set()
    parents = {key.casefold() for key in changed}
    seen = set(parents)
    while parents:
        rows = [row for parent in parents for row in database.execute(_CHILDREN, (parent,))]
        found |= {number for number, _ in rows}
        if len(found) > _MOST:
            raise NotEnoughError
        parents = {key.casefold() for _, key in rows} - seen
        seen |= parents
    return found
