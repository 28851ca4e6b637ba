"""Making the index of a library."""

import contextlib
import json
import os
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sergecite.bibtex.scan import fields
from sergecite.model.entry import Entry
from sergecite.store.index import MACROS, SHAKY, VERSION, Seen, index_path, packed
from sergecite.store.reading import Reading
from sergecite.store.search import TITLES, people_texts, years_of
from sergecite.store.words import words

_TABLES = """
CREATE TABLE meta (version INTEGER, root TEXT, stale INTEGER, last_id INTEGER);
CREATE TABLE file (number INTEGER PRIMARY KEY, name TEXT, device INTEGER, inode INTEGER, size INTEGER,
                   modified INTEGER, checksum INTEGER, checked INTEGER, tail INTEGER, tail_flags INTEGER);
CREATE TABLE entry (id INTEGER PRIMARY KEY, file INTEGER, start INTEGER, stop INTEGER, line INTEGER, citekey TEXT,
                    first INTEGER, last INTEGER, data TEXT, checksum INTEGER, flags INTEGER);
CREATE TABLE macro (name TEXT, value TEXT);
CREATE TABLE inherits (parent TEXT, child INTEGER);
CREATE VIRTUAL TABLE words USING fts5(citekey, type, name, title, keywords, rest, content='', columnsize=0,
                                      tokenize="unicode61 remove_diacritics 0", prefix='2 3');
"""
_INDEXES = (
    "CREATE INDEX entry_citekey ON entry (citekey)",
    "CREATE INDEX entry_place ON entry (file, start)",
    "CREATE INDEX inherits_parent ON inherits (parent)",
    "CREATE INDEX inherits_child ON inherits (child)",
    "CREATE INDEX entry_years ON entry (first, last)",
)


class Indexing:
    """Writes an index of what was read."""

    def __init__(self, root: Path, reading: Reading, began: int) -> None:
        self._root = root
        self._reading = reading
        self._began = began
        """When reading began, in ns: what changed later is noticed."""

    def write(self) -> bool:
        """Write the index; False where the cache folder does not take it (a command then parses, that is all)."""
        path = index_path(self._root)
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.unlink(missing_ok=True)
            with contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as database:
                self._fill(database)
            # A journal left by a process that was killed belongs to the old file; it must not be applied to the new one.
            path.with_name(path.name + "-journal").unlink(missing_ok=True)
            fresh.replace(path)
        except (OSError, sqlite3.Error):
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
            return False
        return True

    def _fill(self, database: sqlite3.Connection) -> None:
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;" + _TABLES)
        database.execute("BEGIN")
        entries = self._reading.parsed[0]
        meta = (VERSION, os.path.realpath(self._root), 0, len(entries) - 1)
        database.execute("INSERT INTO meta VALUES (?, ?, ?, ?)", meta)
        database.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._rows(entries))
        database.executemany("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._files())
        database.executemany("INSERT INTO macro VALUES (?, ?)", self._reading.macros.items())
        pairs = ((key, number) for number, entry in enumerate(entries) for key in parent_keys(entry))
        database.executemany("INSERT INTO inherits VALUES (?, ?)", pairs)
        database.executemany(
            "INSERT INTO words (rowid, citekey, type, name, title, keywords, rest) VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((number, *word_columns(entry)) for number, entry in enumerate(entries)),
        )
        for statement in _INDEXES:
            database.execute(statement)
        database.execute("COMMIT")

    def _files(self) -> Iterator[tuple[Any, ...]]:
        for number, file in enumerate(self._reading.files):
            if file.seen is not None:
                stop = max((block.end for block in file.blocks if block.kind == "entry"), default=0)
                flags = MACROS if any(block.kind == "string" and block.start >= stop for block in file.blocks) else 0
                seen = Seen(file.name, *file.seen, zlib.crc32(file.data), self._began)
                yield number, *seen, zlib.crc32(file.data[stop:]), flags

    def _rows(self, entries: Sequence[Entry]) -> Iterator[tuple[Any, ...]]:
        for number, (entry, (place, checksum, flags)) in enumerate(zip(entries, self._places(), strict=True)):
            first, last = years_of(entry) or (None, None)
            data = json.dumps(packed(entry), ensure_ascii=False, separators=(",", ":"))
            yield number, *place, entry.citekey, first, last, data, checksum, flags

    def _places(self) -> Iterator[tuple[tuple[int, int, int, int], int, int]]:
        """Yield (file number, offsets, line), checksum and flags of each entry, as the parser found them."""
        for number, file in enumerate(self._reading.files):
            view = file.view
            newline = "\n" if "\n" in view else "\r"
            line, counted, previous, flags = 1, 0, 0, 0
            for block in file.blocks:
                if block.kind == "string":
                    flags |= MACROS
                if block.kind == "entry" and (block.key or fields(view, block)):
                    line, counted = line + view.count(newline, counted, block.start), block.start
                    flags |= SHAKY if block.faults else 0
                    yield (number, block.start, block.end, line), zlib.crc32(file.data[previous : block.end]), flags
                    previous, flags = block.end, 0


def parent_keys(entry: Entry) -> set[str]:
    """Return the citekeys that an entry inherits from, case folded."""
    return {
        key.strip().casefold()
        for name in ("crossref", "xdata", "entryset")
        for key in entry.fields.get(name, "").split(",")
        if key.strip()
    }


def word_columns(entry: Entry) -> tuple[str, ...]:
    """Return the folded words of an entry for the columns citekey, type, name, title, keywords and rest."""
    people = " ".join(people_texts(entry))
    titles = " ".join(entry.fields[name] for name in TITLES if name in entry.fields)
    items = [item for items in entry.lists.values() for item in items]
    rest = " ".join([*items, *(text for name, text in entry.fields.items() if name not in _ELSEWHERE)])
    columns = (entry.citekey, entry.entry_type, people, titles, entry.fields.get("keywords", ""), rest)
    return tuple(" ".join(words(column)) for column in columns)


_ELSEWHERE = frozenset((*TITLES, "keywords"))
