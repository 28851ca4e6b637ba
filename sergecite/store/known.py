"""What the index knows of where the entries of a large file stand, so that a change of one need not scan all of it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import replace
from hashlib import sha1
from pathlib import Path
from typing import Any

from sergecite.store.bibfile import BibFile
from sergecite.store.chunks import Chunk
from sergecite.store.index import FILE_SHIFT, SEGMENT, connect, known_files
from sergecite.store.refreshing import refresh_index
from sergecite.store.rows import LEGACY, UNSETTLED, Segment, read_segments

LARGE = 1 << 20
"""Size in bytes from which the index is asked; a smaller file is scanned sooner than that is opened."""


class Known:
    """What the index knows of one file, whose content is that from which it was made."""

    def __init__(self, root: Path, number: int, digest: str, segments: Sequence[Segment]) -> None:
        self.chunks = [Chunk(one.start, one.stop, one.block, one.blocks, not one.flags & UNSETTLED) for one in segments]
        self.utf8 = not any(one.flags & LEGACY for one in segments)
        self._root = root
        self._given = (number << FILE_SHIFT, (number + 1) << FILE_SHIFT, number, digest)

    def starts_of(self, citekey: str) -> list[int]:
        """Return where the entries of a citekey begin; nowhere, if the index has moved on."""
        rows = self._rows(f"start + (SELECT start {SEGMENT})", "AND citekey = ? ORDER BY id", citekey)
        return [int(start) for (start,) in rows]

    def citekeys(self) -> list[str]:
        """Return the citekeys in order; none where the index has moved on."""
        return [citekey for (citekey,) in self._rows("citekey", "ORDER BY id")]

    def _rows(self, columns: str, rest: str, *given: str) -> list[tuple[Any, ...]]:
        query = (
            f"SELECT {columns} FROM entry WHERE id >= ? AND id < ? "  # noqa: S608  # ours
            f"AND EXISTS (SELECT 1 FROM file WHERE number = ? AND digest = ?) {rest}"
        )
        with suppress(sqlite3.Error), closing(connect(self._root)) as database:
            return database.execute(query, (*self._given, *given)).fetchall()
        return []


def with_known(root: Path, files: Sequence[BibFile]) -> tuple[BibFile, ...]:
    """Return the files of a library, the large ones with what the index knows of them; it is brought up to date for that."""
    if not any(len(file.data) >= LARGE for file in files):
        return tuple(files)
    found = _looked_up(root, files)
    if not found and refresh_index(root, [file.path for file in files]):
        found = _looked_up(root, files)
    return found or tuple(files)


def _looked_up(root: Path, files: Sequence[BibFile]) -> tuple[BibFile, ...]:
    """Return the files with what the index knows; nothing where it is not made from the same bytes."""
    with suppress(sqlite3.Error, TypeError, ValueError, LookupError), closing(connect(root)) as database:
        seen = known_files(database, root) or []
        if [file.name for file in seen] == [file.name for file in files]:
            return tuple(
                _known(root, number, file, read_segments(database, number)) if len(file.data) >= LARGE else file
                for number, file in enumerate(files)
            )
    return ()


def _known(root: Path, number: int, file: BibFile, segments: Sequence[Segment]) -> BibFile:
    """Return a file with what the index knows of it; LookupError unless that is true of its bytes, segment by segment."""
    view = memoryview(file.data)
    at, block = 0, 0
    for one in segments:
        same = sha1(view[one.start : one.stop], usedforsecurity=False).digest() == one.digest
        if (one.start, one.block) != (at, block) or not same:
            raise LookupError(file.name)
        at, block = one.stop, one.block + one.blocks
    if at != len(file.data):
        raise LookupError(file.name)
    return replace(file, known=Known(root, number, file.digest, segments))
