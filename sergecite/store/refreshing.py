"""Bringing the index up to date after a change, without reading what did not change again.

A change from outside lies between the segments that are the same at the beginning of a file and at its end; one of our
own is known. Where what changed cannot be known to be enough (a macro changed, too much did), all is read anew.
"""

import contextlib
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha1
from pathlib import Path

from sergecite.bibtex.edit import Splice
from sergecite.errors import SergeciteError
from sergecite.store.atomic import Stamp
from sergecite.store.bibfile import BibFile, Written, read_bib
from sergecite.store.heirs import NotEnoughError, refresh_heirs
from sergecite.store.index import changing, known_files
from sergecite.store.replacing import Change, Replacing
from sergecite.store.rows import read_segments

_PATIENCE = 2.0
"""Seconds to wait for another process that is changing an index."""
_FAULTS = (sqlite3.Error, SergeciteError, OSError, TypeError, ValueError, NotEnoughError)
"""What may be wrong with an index or a file; then nothing is done, and all is read anew."""


def refresh_index(root: Path, paths: Sequence[Path]) -> bool:
    """Bring the index of a library up to date with its files; False where it must be made anew."""
    try:
        with changing(root, _PATIENCE) as database:
            files = known_files(database, root)
            if files is None or [root / file.name for file in files] != list(paths):
                return False
            began = time.time_ns()
            now = [read_bib(path, file.name) for file, path in zip(files, paths, strict=True)]
            changes = {
                number: (one, _difference(database, number, one.data))
                for number, (file, one) in enumerate(zip(files, now, strict=True))
                if one.digest != file.digest
            }
            _take_up(database, changes, lambda number: now[number].view)
            for number, one in enumerate(now):
                _note(database, number, one, one.seen, began)
            return True
    except _FAULTS:
        return False


def follow(root: Path, files: Sequence[BibFile], written: Sequence[Written]) -> None:
    """Take our own change of some files up into the index, under the library's lock.

    `files` are those of the library as they were before. Where it cannot be done, the next command finds that index and
    files do not agree, as after any change.
    """
    with contextlib.suppress(*_FAULTS), changing(root, _PATIENCE) as database:
        known = known_files(database, root)
        if known is None or [file.name for file in known] != [file.name for file in files]:
            return
        numbers = {file.name: number for number, file in enumerate(known)}
        mine = {numbers[one.now.name]: one for one in written if one.now.name in numbers}
        if any(known[number].digest != one.old.digest for number, one in mine.items()):
            return

        def view_of(number: int) -> str:
            if number in mine:
                return mine[number].now.view
            if files[number].digest != known[number].digest:
                raise NotEnoughError
            return files[number].view

        _take_up(database, {number: (one.now, _extent(one.splices)) for number, one in mine.items()}, view_of)
        for number, one in mine.items():
            _note(database, number, one.now, one.seen, one.checked)


def _take_up(
    database: sqlite3.Connection, changes: Mapping[int, tuple[BibFile, Change]], view_of: Callable[[int], str]
) -> None:
    """Replace what changed; then let what inherits from it follow, wherever that stands."""
    citekeys: set[str] = set()
    fresh: set[int] = set()
    for number, (file, change) in changes.items():
        (newline,) = database.execute("SELECT newline FROM file WHERE number=?", (number,)).fetchone()
        if newline != file.newline:
            raise NotEnoughError
        replacing = Replacing(database, number, file)
        replacing.replace(change)
        citekeys |= replacing.citekeys
        fresh |= replacing.fresh
    if changes:
        refresh_heirs(database, view_of, citekeys, fresh)


def _note(database: sqlite3.Connection, number: int, file: BibFile, seen: Stamp | None, checked: int) -> None:
    """Note what a file is like now."""
    if seen is None:
        raise NotEnoughError
    database.execute(
        "UPDATE file SET device=?, inode=?, size=?, modified=?, digest=?, checked=? WHERE number=?",
        (*seen, file.digest, checked, number),
    )


def _difference(database: sqlite3.Connection, number: int, data: bytes) -> Change:
    """Find what changed: count off from both ends the segments that are as they were."""
    view = memoryview(data)
    segments = read_segments(database, number)
    size = segments[-1].stop
    growth = len(data) - size
    first = 0
    for one in segments:
        if one.stop > len(data) or sha1(view[one.start : one.stop], usedforsecurity=False).digest() != one.digest:
            break
        first += 1
    start = segments[first].start if first < len(segments) else size
    last, stop = len(segments), size
    while last > first:
        one = segments[last - 1]
        begin, end = one.start + growth, one.stop + growth
        if begin < start or sha1(view[begin:end], usedforsecurity=False).digest() != one.digest:
            break
        last, stop = last - 1, one.start
    return Change(start, stop, growth)


def _extent(splices: Sequence[Splice]) -> Change:
    growth = sum(len(splice.new) - (splice.end - splice.start) for splice in splices)
    return Change(min(splice.start for splice in splices), max(splice.end for splice in splices), growth)
