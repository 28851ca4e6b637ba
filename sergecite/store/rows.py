"""The tables of the index, and what an entry becomes in them."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from sergecite.model.entry import Entry
from sergecite.store.index import FILE_SHIFT, packed, unpacked
from sergecite.store.search import TITLES, years_of
from sergecite.store.words import words

TABLES = """
CREATE TABLE meta (version INTEGER, root BLOB);
CREATE TABLE file (number INTEGER PRIMARY KEY, name BLOB, device INTEGER, inode INTEGER, size INTEGER,
                   modified INTEGER, digest TEXT, checked INTEGER, newline TEXT);
CREATE TABLE segment (first INTEGER PRIMARY KEY, start INTEGER, stop INTEGER, line INTEGER, block INTEGER, blocks INTEGER,
                      digest BLOB, flags INTEGER);
CREATE TABLE entry (id INTEGER PRIMARY KEY, start INTEGER, size INTEGER, line INTEGER, digest INTEGER, citekey TEXT,
                    first INTEGER, last INTEGER, data TEXT);
CREATE TABLE macro (after INTEGER, name TEXT, value TEXT);
CREATE TABLE inherits (parent TEXT, child INTEGER);
CREATE TABLE alias (name TEXT, entry INTEGER);
CREATE VIRTUAL TABLE words USING fts5(citekey, type, name, title, keywords, rest, content='', columnsize=0,
                                      detail=column, tokenize=ascii);
"""
"""Tokens are what stands between spaces (`word_columns` sees to the rest), positions are not kept: what the index finds
is matched once more. `macro.after` is the number of the last entry before a definition, or that of its file's first less one.
"""
INDEXES = (
    "CREATE INDEX entry_citekey ON entry (citekey)",
    "CREATE INDEX inherits_parent ON inherits (parent)",
    "CREATE INDEX inherits_child ON inherits (child)",
    "CREATE INDEX alias_name ON alias (name)",
    "CREATE INDEX alias_entry ON alias (entry)",
    "CREATE INDEX entry_years ON entry (first, last)",
)
STEP = 16
"""The room between the numbers of two entries."""
LENGTH = 256
"""How many entries make a segment."""
UNSETTLED, LEGACY = 1, 2
"""Flags of a segment: how it reads may depend on what follows it; it has bytes that are no UTF-8."""
_ELSEWHERE = frozenset((*TITLES, "keywords"))


class Segment(NamedTuple):
    """A stretch of a file, with the entries numbered from `first` up to the next segment's.

    `start` and `stop` are bytes, `line` counts from 1, `block` is the number of its first block, of which there are
    `blocks`; it ends where its last entry ends, the last of a file at the file's end.
    """

    first: int
    start: int
    stop: int
    line: int
    block: int
    blocks: int
    digest: bytes
    flags: int


class Placed(NamedTuple):
    """Where an entry stands in its segment, and the hash of its bytes."""

    start: int
    size: int
    line: int
    digest: int


def read_segments(database: sqlite3.Connection, file: int) -> list[Segment]:
    """Return the segments of a file in order."""
    first, last = file << FILE_SHIFT, (file + 1) << FILE_SHIFT
    rows = database.execute("SELECT * FROM segment WHERE first >= ? AND first < ? ORDER BY first", (first, last))
    return [Segment(*row) for row in rows]


def write_segments(database: sqlite3.Connection, segments: Iterable[Segment]) -> None:
    """Put segments in, in place of those with the same numbers."""
    database.executemany("INSERT OR REPLACE INTO segment VALUES (?, ?, ?, ?, ?, ?, ?, ?)", segments)


def insert_entries(database: sqlite3.Connection, found: Sequence[tuple[int, Placed, Entry]]) -> None:
    """Put in entries under their numbers."""
    database.executemany(
        "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, *place, entry.citekey, *_years(entry), packed(entry)) for number, place, entry in found],
    )
    _insert_words(database, [(number, entry) for number, _, entry in found])
    parents = [(key, number) for number, _, entry in found for key in parent_keys(entry)]
    database.executemany("INSERT INTO inherits VALUES (?, ?)", parents)
    aliases = [(alias, number) for number, _, entry in found for alias in entry.aliases]
    database.executemany("INSERT INTO alias VALUES (?, ?)", aliases)


def delete_entries(database: sqlite3.Connection, numbers: Collection[int]) -> list[str]:
    """Take entries out and return their citekeys, former ones too."""
    gone = read_entries(database, numbers)
    _delete_words(database, gone)
    database.executemany("DELETE FROM entry WHERE id=?", [(number,) for number in numbers])
    database.executemany("DELETE FROM inherits WHERE child=?", [(number,) for number in numbers])
    database.executemany("DELETE FROM alias WHERE entry=?", [(number,) for number in numbers])
    return [key for _, entry in gone for key in (entry.citekey, *entry.aliases)]


def renumber_entries(database: sqlite3.Connection, numbers: Sequence[tuple[int, int]]) -> None:
    """Give entries other numbers, (old, new), all of which are free or about to be."""
    kept = dict(numbers)
    moved = [(kept[number], entry) for number, entry in _words_out(database, list(kept))]
    # By way of negative numbers, so that no number is taken twice.
    passing = [(-new - 1, old) for old, new in numbers]
    for table, column in (("entry", "id"), ("inherits", "child"), ("alias", "entry")):
        database.executemany(f"UPDATE {table} SET {column}=? WHERE {column}=?", passing)  # noqa: S608  # ours
        database.execute(f"UPDATE {table} SET {column} = -{column} - 1 WHERE {column} < 0")  # noqa: S608  # ours
    _insert_words(database, moved)


def place_entries(database: sqlite3.Connection, found: Sequence[tuple[Placed, int]]) -> None:
    """Note where entries stand now, which are otherwise as they were."""
    rows = [(place.start, place.line, number) for place, number in found]
    database.executemany("UPDATE entry SET start=?, line=? WHERE id=?", rows)


def update_entries(database: sqlite3.Connection, found: Sequence[tuple[int, Entry]]) -> None:
    """Let entries say what they say now; citekey and place stay."""
    _words_out(database, [number for number, _ in found])
    database.executemany(
        "UPDATE entry SET first=?, last=?, data=? WHERE id=?",
        [(*_years(entry), packed(entry), number) for number, entry in found],
    )
    _insert_words(database, found)


def read_entries(database: sqlite3.Connection, numbers: Iterable[int]) -> list[tuple[int, Entry]]:
    """Return what the index has of some entries, without their places."""
    query = "SELECT citekey, data FROM entry WHERE id=?"
    rows = ((number, *database.execute(query, (number,)).fetchone()) for number in numbers)
    return [(number, unpacked(citekey, "", json.loads(data))) for number, citekey, data in rows]


def _words_out(database: sqlite3.Connection, numbers: Iterable[int]) -> list[tuple[int, Entry]]:
    """Take out the words of entries; return what the index has of them."""
    found = read_entries(database, numbers)
    _delete_words(database, found)
    return found


def _insert_words(database: sqlite3.Connection, found: Iterable[tuple[int, Entry]]) -> None:
    database.executemany(
        "INSERT INTO words (rowid, citekey, type, name, title, keywords, rest) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(number, *word_columns(entry)) for number, entry in found],
    )


def _delete_words(database: sqlite3.Connection, found: Iterable[tuple[int, Entry]]) -> None:
    """Take out words; the table does not hold the texts, so it must be told them."""
    database.executemany(
        "INSERT INTO words (words, rowid, citekey, type, name, title, keywords, rest) "
        "VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)",
        [(number, *word_columns(entry)) for number, entry in found],
    )


def parent_keys(entry: Entry) -> set[str]:
    """Return the citekeys that an entry inherits from, case folded."""
    return {
        key.strip().casefold()
        for name in ("crossref", "xdata", "entryset")
        if name in entry.fields
        for key in entry.fields[name].split(",")
        if key.strip()
    }


def word_columns(entry: Entry) -> tuple[str, ...]:
    """Return the words of an entry for the columns citekey, type, name, title, keywords and rest."""
    fields = entry.fields
    people = " ".join([person.display for people in entry.names.values() for person in people])
    titles = " ".join([fields[name] for name in TITLES if name in fields])
    rest = " ".join([
        *(item for items in entry.lists.values() for item in items),
        *(text for name, text in fields.items() if name not in _ELSEWHERE),
    ])  # fmt: skip
    columns = (entry.citekey, entry.entry_type, people, titles, fields.get("keywords", ""), rest)
    return tuple(map(_words, columns))


def _words(text: str) -> str:
    """Fold a text; what is plain ASCII the table's tokenizer folds in the same way."""
    return text if text.isascii() and "<" not in text else " ".join(words(text))


def _years(entry: Entry) -> tuple[int | None, int | None]:
    return years_of(entry) or (None, None)
