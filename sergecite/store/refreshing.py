"""Bringing an index up to date after a small change, without reading what did not change again.

The index keeps a checksum of each entry together with the gap before it. From both ends of the changed file the
entries that are still there are counted off; only what lies between is scanned and parsed. Where that cannot be known to
be enough (a macro changed, a broken entry), it gives up, and all is read anew.
"""

import contextlib
import json
import os
import sqlite3
import time
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sergecite.bibtex.parse import to_entry
from sergecite.bibtex.scan import Block, blocks, scan
from sergecite.errors import InputError
from sergecite.model.entry import Entry
from sergecite.store.bibfile import BibFile, read_bib
from sergecite.store.encoding import decode
from sergecite.store.heirs import NotEnoughError, read_macros, read_raw, refresh_heirs
from sergecite.store.index import SHAKY, VERSION, Seen, index_path, packed, read_files
from sergecite.store.indexing import parent_keys, word_columns
from sergecite.store.search import years_of

_STALE = 5000
"""How many replaced entries may leave their words behind before all is written anew."""


class _Known(NamedTuple):
    """What the index has of an entry, in the order of the file."""

    number: int
    start: int
    stop: int
    line: int
    checksum: int
    flags: int
    citekey: str


class _Changed(NamedTuple):
    """Entries `known[first:last]` are gone; between the bytes `start` and `stop` of the new file others may be."""

    first: int
    last: int
    start: int
    stop: int
    shift: int


def refresh_index(root: Path, paths: Sequence[Path]) -> bool:
    """Bring the index of a library up to date; False where it must be made anew."""
    path = index_path(root)
    if not path.exists():
        return False
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as database:
            database.execute("PRAGMA synchronous=OFF")
            database.execute("BEGIN IMMEDIATE")
            done = _refresh(database, root, paths)
            database.execute("COMMIT" if done else "ROLLBACK")
            return done
    except (sqlite3.Error, InputError, OSError, NotEnoughError):
        return False


def _refresh(database: sqlite3.Connection, root: Path, paths: Sequence[Path]) -> bool:
    version, home, stale = database.execute("SELECT version, root, stale FROM meta").fetchone()
    files = read_files(database)
    if version != VERSION or home != os.path.realpath(root) or [root / file.name for file in files] != list(paths):
        return False
    read: list[BibFile] = []
    changed: set[str] = set()
    for number, (file, path) in enumerate(zip(files, paths, strict=True)):
        began = time.time_ns()
        now = read_bib(path, file.name)
        read.append(now)
        checksum = zlib.crc32(now.data)
        if (len(now.data), checksum) != (file.size, file.checksum):
            citekeys = _refresh_file(database, number, file, now)
            if citekeys is None:
                return False
            changed |= citekeys
            stale += len(citekeys) + 1
        if now.seen is None:
            return False
        database.execute(
            "UPDATE file SET device=?, inode=?, size=?, modified=?, checksum=?, checked=? WHERE number=?",
            (*now.seen, checksum, began, number),
        )
    heirs = {
        number
        for key in changed
        for (number,) in database.execute("SELECT id FROM entry JOIN inherits ON child = id WHERE citekey=?", (key,))
    }
    stale += refresh_heirs(database, read, changed, heirs)
    database.execute("UPDATE meta SET stale=?", (stale,))
    return bool(stale < _STALE)


def _refresh_file(database: sqlite3.Connection, number: int, file: Seen, now: BibFile) -> set[str] | None:
    """Replace what changed in one file; return the citekeys that went or came, None where that is not enough.

    What an entry inherits is still to be added.
    """
    known = [
        _Known(*row)
        for row in database.execute(
            "SELECT id, start, stop, line, checksum, flags, citekey FROM entry WHERE file=? ORDER BY start", (number,)
        )
    ]
    tail, tail_flags = database.execute("SELECT tail, tail_flags FROM file WHERE number=?", (number,)).fetchone()
    changed = _changed_part(known, file.size, tail, now.data)
    gone = known[changed.first : changed.last]
    before = known[changed.first - 1] if changed.first else None
    at_end = changed.last == len(known)
    flags = [*(one.flags for one in gone), before.flags & SHAKY if before else 0, tail_flags if at_end else 0]
    if any(flags):
        return None
    found = []
    for block in blocks(now.view, changed.start):
        if block.start >= changed.stop:
            break
        if block.kind == "string" or block.faults or block.end > changed.stop:
            return None
        if block.kind == "entry":
            found.append(block)
    entries = _read(database, now, found)
    line, counted = (before.line, before.start) if before else (1, 0)
    newline = "\n" if "\n" in now.view else "\r"
    database.executemany("DELETE FROM entry WHERE id=?", ((one.number,) for one in gone))
    database.executemany("DELETE FROM inherits WHERE child=?", ((one.number,) for one in gone))
    rest = known[changed.last] if changed.last < len(known) else None
    if rest is not None:
        moved = line + now.view.count(newline, counted, rest.start + changed.shift) - rest.line
        if changed.shift or moved:
            database.execute(
                "UPDATE entry SET start=start+?, stop=stop+?, line=line+? WHERE file=? AND start>=?",
                (changed.shift, changed.shift, moved, number, rest.start),
            )
    fresh = database.execute("SELECT coalesce(max(id), -1) FROM entry").fetchone()[0] + 1
    fresh = max(fresh, database.execute("SELECT last_id FROM meta").fetchone()[0] + 1)
    previous = before.stop if before else 0
    for block, entry in zip(found, entries, strict=True):
        line, counted = line + now.view.count(newline, counted, block.start), block.start
        first, last = years_of(entry) or (None, None)
        data = json.dumps(packed(entry), ensure_ascii=False, separators=(",", ":"))
        checksum = zlib.crc32(now.data[previous : block.end])
        row = (fresh, number, block.start, block.end, line, entry.citekey, first, last, data, checksum, 0)
        database.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        database.execute(
            "INSERT INTO words (rowid, citekey, type, name, title, keywords, rest) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (fresh, *word_columns(entry)),
        )
        database.executemany("INSERT INTO inherits VALUES (?, ?)", ((key, fresh) for key in parent_keys(entry)))
        previous, fresh = block.end, fresh + 1
    database.execute("UPDATE meta SET last_id=?", (fresh - 1,))
    if rest is not None:
        checksum = zlib.crc32(now.data[previous : rest.stop + changed.shift])
        database.execute("UPDATE entry SET checksum=? WHERE id=?", (checksum, rest.number))
    else:
        database.execute("UPDATE file SET tail=? WHERE number=?", (zlib.crc32(now.data[previous:]), number))
    return {*(one.citekey for one in gone), *(entry.citekey for entry in entries)}


def _changed_part(known: Sequence[_Known], size: int, tail: int, data: bytes) -> _Changed:
    """Count off from both ends what is as it was."""
    view = memoryview(data)
    first, start = 0, 0
    for one in known:
        if one.stop > len(data) or zlib.crc32(view[start : one.stop]) != one.checksum:
            break
        first, start = first + 1, one.stop
    shift = len(data) - size
    last, stop = len(known), len(data)
    end_of_last = known[-1].stop + shift if known else len(data)
    if first < len(known) and end_of_last >= start and zlib.crc32(view[end_of_last:]) == tail:
        stop = end_of_last
        while last > first:
            begin = (known[last - 2].stop if last > 1 else 0) + shift
            if begin < start or zlib.crc32(view[begin:stop]) != known[last - 1].checksum:
                break
            last, stop = last - 1, begin
    return _Changed(first, last, start, stop, shift)


def _read(database: sqlite3.Connection, now: BibFile, found: Sequence[Block]) -> list[Entry]:
    """Parse entries, without what they inherit."""
    macros = read_macros(database)
    entries: list[Entry] = []
    for block in found:
        text = decode(now.data[block.start : block.end])
        raw = read_raw(text, scan(text)[0], macros)
        entries.append(to_entry(raw, raw.fields, ""))
    return entries
