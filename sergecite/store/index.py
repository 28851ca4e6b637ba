"""The index: what the files said when they were last read, kept in the cache folder so that no command need parse.

It is never the truth. Each file's size, inode and time of change are compared on every use, its content's hash too
when it changed so recently that the time may not tell; what does not agree is not used. Deleting it costs nothing.
Byte offsets are kept, so that the text of one entry is read by seeking. A new index is made beside the old one, and a link
is pointed at it at once: two processes that meet cannot spoil it. No two indexes ever have the same name of a file, for
SQLite finds the journal of an interrupted change by the file's name, and would play that of one into the other.

Entries are numbered in the order of the library, with room between the numbers. A file is cut into segments of some
hundred entries; places are counted from the beginning of the segment, so that a change moves segments, not entries.
"""

import contextlib
import json
import os
import sqlite3
import stat
import time
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from sergecite.errors import InputError, UnwritableError
from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.store.digest import digest, digest_of_entry
from sergecite.store.lock import locked
from sergecite.store.places import user_folder

VERSION = 16
"""Changes whenever the tables or what is put in them change."""
FILE_SHIFT = 40
"""The number of an entry, shifted right so far, is the number of its file."""
_RACY, _RACY_COARSE = 100_000_000, 2_000_000_000
"""A file changed within so many nanoseconds before it was looked at may change again without another time.

The second is for file systems that keep whole seconds.
"""
_SMALL_PAGE, _LARGE_PAGE = 64, 4096
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
SEGMENT = "FROM segment WHERE segment.first <= entry.id ORDER BY segment.first DESC LIMIT 1"
"""SQL for the segment of an entry."""


class Seen(NamedTuple):
    """A file as it was when its entries were indexed. `checked` is when it was looked at, in ns."""

    name: str
    device: int
    inode: int
    size: int
    modified: int
    digest: str
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
            database = connect(root)
        except sqlite3.Error:
            return None
        try:
            files = _agreed(database, root, paths)
        except (sqlite3.Error, ValueError, TypeError, OSError):
            files = None
        if files is None:
            database.close()
            return None
        return cls(database, root, files)

    def entries(self, where: str = "", given: Sequence[Any] = ()) -> Iterator[Entry]:
        """Yield entries in the order of the library; `where` is SQL on the table `entry`.

        They are fetched some at a time, more and more: the first comes soon, and no reader keeps a writer waiting.
        """
        names = [file.name for file in self._files]
        last, size = -1, _SMALL_PAGE
        while True:
            rows = self._rows(
                f"SELECT id, citekey, line + (SELECT line {SEGMENT}), data FROM entry "  # noqa: S608  # ours
                f"WHERE id > ? AND ({where or '1'}) ORDER BY id LIMIT ?",
                (last, *given, size),
            )
            for number, citekey, line, data in rows:
                yield unpacked(citekey, f"{names[number >> FILE_SHIFT]}:{line}", json.loads(data))
            if len(rows) < size:
                return
            last, size = rows[-1][0], min(size * 4, _LARGE_PAGE)

    def get(self, citekey: str) -> Entry | None:
        """Return one entry."""
        return next(self.entries("citekey = ?", (citekey,)), None)

    def raw(self, citekey: str) -> bytes | None:
        """Return the bytes of one entry, read from its file; None where they are not those that were indexed."""
        found = self._rows(
            f"SELECT id, start + (SELECT start {SEGMENT}), size, digest FROM entry "  # noqa: S608  # ours
            "WHERE citekey = ? ORDER BY id LIMIT 1",
            (citekey,),
        )
        if not found:
            return None
        ((number, start, size, known),) = found
        with (self._root / self._files[number >> FILE_SHIFT].name).open("rb") as source:
            source.seek(start)
            data = source.read(size)
        return data if digest_of_entry(data) == known else None

    def citekeys(self) -> list[str]:
        """Return all citekeys in order."""
        return [key for (key,) in self._rows("SELECT citekey FROM entry ORDER BY id")]

    def rarest(self, words: Sequence[str], most: int) -> list[str]:
        """Return those words that fewest titles have, if any has them."""
        query = "SELECT count(*) FROM words WHERE words MATCH ?"
        counts = [(self._rows(query, (f'title : "{word}"',))[0][0], word) for word in words]
        return [word for count, word in sorted(counts) if count][:most]

    def count(self) -> int:
        """Return the number of entries."""
        return int(self._rows("SELECT count(*) FROM entry")[0][0])

    def _rows(self, query: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(query, given).fetchall()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                raise UnwritableError(
                    "another process is changing the index", hint="try again when it is done"
                ) from error
            index_path(self._root).unlink(missing_ok=True)
            raise InputError(
                f"the index was damaged ({error}) and has been thrown away; the library itself is whole",
                hint="try again: the index is made anew",
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def index_path(root: Path) -> Path:
    """Return the link to the file of the index of a library."""
    real = os.path.realpath(root)
    return user_folder("cache") / "index" / f"{Path(real).name[:40]}-{zlib.crc32(os.fsencode(real)):08x}.sqlite"


def connect(root: Path) -> sqlite3.Connection:
    """Open the index of a library as a database; sqlite3.Error where there is none."""
    path = os.path.realpath(index_path(root))
    return sqlite3.connect(f"file:{_quoted(path)}?mode=rw", uri=True, isolation_level=None)


def known_files(database: sqlite3.Connection, root: Path) -> list[Seen] | None:
    """Return what an index knows of its files; None if it is another library's or of another version."""
    version, home = database.execute("SELECT version, root FROM meta").fetchone()
    if version != VERSION or home != os.path.realpath(os.fsencode(root)):
        return None
    rows = database.execute("SELECT name, device, inode, size, modified, digest, checked FROM file ORDER BY number")
    return [Seen(os.fsdecode(name), *rest) for name, *rest in rows]


def _agreed(database: sqlite3.Connection, root: Path, paths: Sequence[Path]) -> list[Seen] | None:
    known = known_files(database, root)
    if known is None or [root / file.name for file in known] != list(paths):
        return None
    for file, path in zip(known, paths, strict=True):
        status = path.stat()
        now = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
        racy = _RACY if file.modified % 1_000_000_000 else _RACY_COARSE
        if now == (file.device, file.inode, file.size, file.modified) and file.checked - file.modified > racy:
            continue
        looked = time.time_ns()
        if not stat.S_ISREG(status.st_mode) or status.st_size != file.size or digest(path.read_bytes()) != file.digest:
            return None
        _remember(root, file, now, looked)
    return known


def _remember(root: Path, file: Seen, now: tuple[int, ...], looked: int) -> None:
    """Note that a file whose time changed has the content it had, so that it need not be read again next time."""
    # Another process may be at it, or the cache be read-only: then the next one notes it.
    with contextlib.suppress(sqlite3.Error, UnwritableError), changing(root, 0) as database:
        database.execute(
            "UPDATE file SET device=?, inode=?, size=?, modified=?, checked=? WHERE name=? AND digest=?",
            (*now, looked, os.fsencode(file.name), file.digest),
        )


@contextlib.contextmanager
def changing(root: Path, patience: float) -> Iterator[sqlite3.Connection]:
    """Open the index of a library to change it, as a whole or not at all.

    Who changes an index holds the lock of its folder, whoever puts a new one in its place, too: else a change might be
    made to an index that nobody will read. UnwritableError if another process keeps the lock longer than `patience`
    seconds; sqlite3.Error where there is no index, or it cannot be written.
    """
    with locked([index_path(root).parent], patience), contextlib.closing(connect(root)) as database:
        database.execute("PRAGMA synchronous=NORMAL")
        database.execute("BEGIN IMMEDIATE")
        yield database
        database.execute("COMMIT")


def packed(entry: Entry) -> str:
    """Return what of an entry is kept: type, fields, names, lists."""
    names = {
        role: [(one.family, one.given, one.particle, one.suffix, one.literal, int(one.others)) for one in people]
        for role, people in entry.names.items()
    }
    return _ENCODER.encode((entry.entry_type, dict(entry.fields), names, dict(entry.lists)))


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


def _quoted(path: str) -> str:
    """Return a path, which need not be text, as it stands in a URI."""
    return "".join(f"%{byte:02x}" if byte > 127 or byte in b"?#%" else chr(byte) for byte in os.fsencode(path))
