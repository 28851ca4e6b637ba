"""Making the index of a library anew."""

import contextlib
import glob
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sergecite.bibtex.raw import folded, read_macros
from sergecite.bibtex.scan import Block, fields
from sergecite.errors import UnwritableError
from sergecite.model.entry import Entry
from sergecite.store.bibfile import BibFile
from sergecite.store.garbage import uncollected
from sergecite.store.index import FILE_SHIFT, VERSION, index_path
from sergecite.store.lock import locked
from sergecite.store.reading import Reading
from sergecite.store.rows import INDEXES, LENGTH, STEP, TABLES, insert_entries, write_segments
from sergecite.store.segmenting import cut
from sergecite.store.streaming import EntryStream

_PATIENCE = 10.0
"""Seconds to wait for a process that is changing an index."""
_DAY = 86400.0


class Indexing:
    """Writes an index of what was read."""

    def __init__(
        self,
        root: Path,
        reading: Reading,
        began: int,
        progress: Callable[[str, int, int], None] = lambda _stage, _done, _total: None,
    ) -> None:
        """`began`: when reading began, in ns: what changed later is noticed.

        `progress` hears of the stage: its name, how many entries are done, of how many.
        """
        self._root = root
        self._reading = reading
        self._began = began
        self._progress = progress

    def write(self) -> bool:
        """Write the index; False where the cache folder does not take it (a command then parses, that is all)."""
        path = index_path(self._root)
        fresh = path.with_name(f"{path.name}.{os.getpid()}-{time.time_ns()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as database:
                self._fill(database)
            with fresh.open("rb") as written:
                os.fsync(written.fileno())
            _put_in_place(fresh, path)
        except (OSError, sqlite3.Error, UnwritableError):
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
            return False
        return True

    def _fill(self, database: sqlite3.Connection) -> None:
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;" + TABLES)
        database.execute("BEGIN")
        database.execute("INSERT INTO meta VALUES (?, ?)", (VERSION, os.path.realpath(os.fsencode(self._root))))
        with uncollected():
            found = self._entries()
            macros: dict[str, str] = {}
            for number, file in enumerate(self._reading.files):
                self._fill_file(database, number, file, found, macros)
        for statement in INDEXES:
            database.execute(statement)
        database.execute("COMMIT")

    def _fill_file(
        self,
        database: sqlite3.Connection,
        file_number: int,
        file: BibFile,
        found: Iterator[Entry],
        macros: dict[str, str],
    ) -> None:
        """Write one file; `found` goes on with its entries, `macros` are those of the files before it."""
        if file.seen is not None:
            row = (file_number, os.fsencode(file.name), *file.seen, file.digest, self._began, file.newline)
            database.execute("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        first = file_number << FILE_SHIFT
        for one in cut(file, file.blocks, 0, len(file.data)):
            write_segments(database, [one.numbered(first)])
            for block, before in one.strings:
                after = first - 1 + before * STEP
                rows = ((after, name, value) for name, value in defined(file.view, block, macros))
                database.executemany("INSERT INTO macro VALUES (?, ?, ?)", rows)
            numbers = range(first - 1 + STEP, first + len(one.entries) * STEP, STEP)
            places = (place for _, place in one.entries)
            insert_entries(database, list(zip(numbers, places, found, strict=False)))
            first += len(one.entries) * STEP

    def _entries(self) -> Iterator[Entry]:
        stream = EntryStream(self._reading.files)
        for number, located in enumerate(stream):
            if number % LENGTH == 0:
                self._progress("making the index: entry", number, len(stream))
            yield located.entry


def defined(view: str, block: Block, macros: dict[str, str]) -> list[tuple[str, str]]:
    """Return what a `@string` block defines, bytes as characters, and add it to the macros known before it."""
    read_macros(view, block, macros, lambda _name, _offset: None)
    names = (folded(view[field.start : field.name_end]) for field in fields(view, block))
    return [(name, macros[name]) for name in dict.fromkeys(names)]


def _put_in_place(fresh: Path, path: Path) -> None:
    """Point the link at a new index when no process is changing the old one; then that goes, with its journal.

    What processes that were killed left goes too, when it is too old to be of one that is still at work.
    """
    link = fresh.with_name(f"{fresh.name}.link")
    with locked([path.parent], _PATIENCE):
        old = Path(os.path.realpath(path))
        link.symlink_to(fresh.name)
        link.replace(path)
        old.with_name(f"{old.name}-journal").unlink(missing_ok=True)
        if old != path:
            old.unlink(missing_ok=True)
        for left in path.parent.glob(f"{glob.escape(path.name)}.*"):
            with contextlib.suppress(FileNotFoundError):
                if left != fresh and left.lstat().st_mtime < time.time() - _DAY:
                    left.unlink()
