"""What the index knows of where the entries of a large file stand, so that a change of one need not scan all of it."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha1
from pathlib import Path
from typing import Any

from sergecite.store.bibfile import BibFile
from sergecite.store.chunks import Chunk
from sergecite.store.index import FILE_SHIFT, SEGMENT, connect, known_files
from sergecite.store.refreshing import refresh_index
from sergecite.store.rows import LEGACY, UNSETTLED, read_segments

LARGE = 1 << 20
"""Size in bytes from which the index is asked; a smaller file is scanned sooner than that is opened."""


class Known:
    """What the index knows of one file, whose content is that from which it was made."""

    def __init__(
        self, database: sqlite3.Connection, number: int, digest: str, chunks: Sequence[Chunk], *, utf8: bool
    ) -> None:
        self.chunks = chunks
        self.utf8 = utf8
        self._database = database
        self._given = (number << FILE_SHIFT, (number + 1) << FILE_SHIFT, number, digest)

    def starts_of(self, citekey: str) -> list[int]:
        """Return where the entries of a citekey begin; nowhere, if the index has moved on."""
        return [
            int(start)
            for (start,) in self._rows(f"start + (SELECT start {SEGMENT})", "AND citekey = ? ORDER BY id", citekey)
        ]

    def citekeys(self) -> list[str]:
        """Return the citekeys in order; none where the index has moved on."""
        return [citekey for (citekey,) in self._rows("citekey", "ORDER BY id")]

    def _rows(self, columns: str, rest: str, *given: str) -> list[tuple[Any, ...]]:
        # Everything is fetched at once: a statement that is not finished would keep others from writing the index.
        query = (
            f"SELECT {columns} FROM entry WHERE id >= ? AND id < ? "  # noqa: S608  # ours
            f"AND EXISTS (SELECT 1 FROM file WHERE number = ? AND digest = ?) {rest}"
        )
        return self._database.execute(query, (*self._given, *given)).fetchall()


def with_known(root: Path, files: Sequence[BibFile]) -> tuple[BibFile, ...]:
    """Return the files of a library, the large ones with what the index knows of them; it is brought up to date for that."""
    large = [file for file in files if len(file.data) >= LARGE]
    for attempt in range(2) if large else ():
        if attempt and not refresh_index(root, [file.path for file in files]):
            break
        found = _looked_up(root, files)
        if found:
            return found
    return tuple(files)


def _looked_up(root: Path, files: Sequence[BibFile]) -> tuple[BibFile, ...]:
    try:
        database = connect(root)
        seen = known_files(database, root) or []
        if [file.name for file in seen] == [file.name for file in files]:
            return tuple(_known(database, number, file) for number, file in enumerate(files))
        database.close()
    except (sqlite3.Error, TypeError, ValueError, LookupError):
        pass
    return ()


def _known(database: sqlite3.Connection, number: int, file: BibFile) -> BibFile:
    """Return a file with what the index knows; LookupError if that is not made from the same bytes, segment by segment."""
    if len(file.data) < LARGE:
        return file
    view = memoryview(file.data)
    chunks: list[Chunk] = []
    at, block = 0, 0
    segments = read_segments(database, number)
    for one in segments:
        same = sha1(view[one.start : one.stop], usedforsecurity=False).digest() == one.digest
        if (one.start, one.block) != (at, block) or not same:
            raise LookupError(file.name)
        at, block = one.stop, one.block + one.blocks
        chunks.append(Chunk(one.start, one.stop, one.block, one.blocks, not one.flags & UNSETTLED))
    if at != len(file.data):
        raise LookupError(file.name)
    utf8 = not any(one.flags & LEGACY for one in segments)
    return replace(file, known=Known(database, number, file.digest, chunks, utf8=utf8))
