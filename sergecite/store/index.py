"""The index: what the files said when they were last read, kept in the cache folder so that no command need parse.

It is never the truth. Each file's size, inode and time of change are compared on every use, its content's checksum too
when it changed so recently that the time may not tell; what does not agree is not used. Deleting it costs nothing.
Byte offsets are kept, so that the text of one entry is read by seeking. A new index is made beside the old one and takes
its name at once: two processes that meet cannot spoil it.
"""

import contextlib
import json
import os
import sqlite3
import time
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.store.places import user_folder

VERSION = 8
"""Changes whenever the tables or what is put in them change."""
RACY = 2_000_000_000
"""A file changed within so many nanoseconds before it was looked at may change again without another time."""
MACROS, SHAKY = 1, 2
"""Flags of an entry: a macro is defined in the gap before it; it breaks a rule, so that its end may depend on what follows."""
_NAME_PARTS = ("family", "given", "particle", "suffix", "literal")


class Seen(NamedTuple):
    """A file as it was when its entries were indexed. `checked` is when it was looked at, in ns."""

    name: str
    device: int
    inode: int
    size: int
    modified: int
    checksum: int
    checked: int


class Index:
    """An index that agrees with the files."""

    def __init__(self, database: sqlite3.Connection, root: Path, files: Sequence[Seen]) -> None:
        self._database = database
        self._root = root
        self._files = files

    @classmethod
    def open(cls, root: Path, paths: Sequence[Path]) -> "Index | None":
        """Open the index of a library; None where there is none, or it does not agree with the files."""
        try:
            database = sqlite3.connect(f"file:{_quoted(index_path(root))}?mode=rw", uri=True, isolation_level=None)
        except sqlite3.Error:
            return None
        try:
            files = _agreed(database, root, paths)
        except (sqlite3.Error, ValueError, OSError):
            files = None
        if files is None:
            database.close()
            return None
        return cls(database, root, files)

    def entries(self, where: str = "", given: Sequence[Any] = ()) -> Iterator[Entry]:
        """Yield entries in the order of the library; `where` is SQL on the table `entry`."""
        clause = f"WHERE {where}" if where else ""
        rows = self._database.execute(
            f"SELECT citekey, file, line, data FROM entry {clause} ORDER BY file, start",  # noqa: S608  # ours
            given,
        )
        names = [file.name for file in self._files]
        for citekey, file, line, data in rows:
            yield unpacked(citekey, f"{names[file]}:{line}", json.loads(data))

    def get(self, citekey: str) -> Entry | None:
        """Return one entry."""
        return next(self.entries("citekey = ?", (citekey,)), None)

    def raw(self, citekey: str) -> bytes | None:
        """Return the bytes of one entry, read from its file."""
        found = self._database.execute(
            "SELECT file, start, stop FROM entry WHERE citekey = ? ORDER BY file, start LIMIT 1", (citekey,)
        ).fetchone()
        if found is None:
            return None
        file, start, stop = found
        with (self._root / self._files[file].name).open("rb") as source:
            source.seek(start)
            return bytes(source.read(stop - start))

    def citekeys(self) -> list[str]:
        """Return all citekeys in order."""
        return [key for (key,) in self._database.execute("SELECT citekey FROM entry ORDER BY file, start")]

    def rarest(self, words: Sequence[str], most: int) -> list[str]:
        """Return those words that fewest titles have, if any has them."""
        counts = {
            word: self._database.execute("SELECT count(*) FROM words WHERE words MATCH ?", (f'title : "{word}"',))
            for word in words
        }
        found = sorted((number, word) for word, row in counts.items() if (number := row.fetchone()[0]))
        return [word for _, word in found[:most]]

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def count(self) -> int:
        """Return the number of entries."""
        number: int = self._database.execute("SELECT count(*) FROM entry").fetchone()[0]
        return number


def index_path(root: Path) -> Path:
    """Return the file of the index of a library."""
    real = os.path.realpath(root)
    return user_folder("cache") / "index" / f"{Path(real).name[:40]}-{zlib.crc32(os.fsencode(real)):08x}.sqlite"


def read_files(database: sqlite3.Connection) -> list[Seen]:
    """Return what an index knows of its files."""
    rows = database.execute("SELECT name, device, inode, size, modified, checksum, checked FROM file ORDER BY number")
    return [Seen(*row) for row in rows]


def _agreed(database: sqlite3.Connection, root: Path, paths: Sequence[Path]) -> list[Seen] | None:
    version, home = database.execute("SELECT version, root FROM meta").fetchone()
    if version != VERSION or home != os.path.realpath(root):
        return None
    known = read_files(database)
    if [root / file.name for file in known] != list(paths):
        return None
    for file, path in zip(known, paths, strict=True):
        status = path.stat()
        now = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
        same = now == (file.device, file.inode, file.size, file.modified)
        if same and file.checked - file.modified > RACY:
            continue
        looked = time.time_ns()
        if status.st_size != file.size or zlib.crc32(path.read_bytes()) != file.checksum:
            return None
        _remember(database, file.name, now, looked)
    return known


def _remember(database: sqlite3.Connection, name: str, now: tuple[int, ...], looked: int) -> None:
    """Note that a file whose time changed has the content it had, so that it need not be read again next time."""
    with contextlib.suppress(sqlite3.OperationalError):  # another process is at it, or the cache is read-only
        database.execute(
            "UPDATE file SET device=?, inode=?, size=?, modified=?, checked=? WHERE name=?", (*now, looked, name)
        )


def packed(entry: Entry) -> list[Any]:
    """Return what of an entry is kept: type, fields, names, lists."""
    names = {
        role: [[*(getattr(name, part) for part in _NAME_PARTS), int(name.others)] for name in people]
        for role, people in entry.names.items()
    }
    return [entry.entry_type, dict(entry.fields), names, {name: list(items) for name, items in entry.lists.items()}]


def unpacked(citekey: str, place: str, data: list[Any]) -> Entry:
    """Return the entry that was packed."""
    entry_type, fields, names, lists = data
    return Entry(
        citekey=citekey,
        entry_type=entry_type,
        fields=MappingProxyType(fields),
        names=MappingProxyType({role: tuple(map(_name, people)) for role, people in names.items()}),
        lists=MappingProxyType({name: tuple(items) for name, items in lists.items()}),
        place=place,
    )


def _name(parts: list[Any]) -> Name:
    family, given, particle, suffix, literal, others = parts
    return Name(family=family, given=given, particle=particle, suffix=suffix, literal=literal, others=bool(others))


def _quoted(path: Path) -> str:
    return "".join(f"%{ord(sign):02x}" if sign in "?#%" else sign for sign in str(path))
