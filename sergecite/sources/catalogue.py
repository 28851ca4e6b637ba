"""A large offline catalogue: works of dumps in one SQLite file, found by identifier or by words, damaged ones too.

`work` holds the entries, compressed, `identifier` normal form -> work, `words` an FTS5 index of folded title words, family
names and years, without positions; beside them stand the files taken in and the authors of Open Library. A reference in
words is looked up by pairs of its rarest words, so that a few misspelt, missing or added ones do not matter; what comes back
is compared in full (agreement.py).
"""

import json
import os
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import combinations
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sergecite.errors import InputError, UnwritableError
from sergecite.model.entry import Entry
from sergecite.model.identifier import KINDS, Identifier, IdentifierError
from sergecite.model.name import Name
from sergecite.sources.agreement import agreement, fold
from sergecite.sources.ranking import ranked, weighed
from sergecite.sources.types import Found, Provenance

_SCHEMA = """
CREATE TABLE IF NOT EXISTS work (id INTEGER PRIMARY KEY, entry BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS identifier (value TEXT NOT NULL, work INTEGER NOT NULL, PRIMARY KEY (value, work)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS author (key TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS source (path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, records INTEGER NOT NULL, done INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS frequent (word TEXT PRIMARY KEY, works INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(text, content='', detail=none, columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab(words, row);
"""
_VERSION = 1
_FREQUENT = 200
"""Works from which on a word counts as frequent and its number is kept."""
_TELLING = 7
"""Rarest words of a reference that are combined in pairs."""
_CANDIDATES = 120
_LITTLE = frozenset(
    {"the", "of", "and", "in", "a", "to", "on", "for", "with", "from", "by", "an", "at", "its", "der", "die", "das", "und",
     "des", "von", "le", "la", "les", "de", "du", "et", "en", "el", "los", "il"}
)  # fmt: skip
_DICTIONARY = (
    b'"editor":[["","translator":[["","series":"number":"volume":"subtitle":"booktitle":"language":"langid":"french","german",'
    b'"location":["London"],"New York"],"Paris"],"publisher":["University Press"],"pages":"isbn":"978"issn":"journaltitle":"Journal of'
    b' the History of "doi":"10.10"langid":"english"},"n":{"author":[["","date":"19"date":"20{"t":"article","f":{"title":"{"t":"book","f":{"title":"The '
)


class Catalogue:
    """An open catalogue. Reading is safe from several threads."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        if not create and not path.is_file():
            raise InputError("there is no catalogue here", place=str(path), hint="sergecite catalogue build FILE...")
        self.path = path
        try:
            if create:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._db = sqlite3.connect(path, check_same_thread=False)
                self._db.executescript(
                    f"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA page_size=8192; {_SCHEMA}"
                )
                self._db.execute(f"PRAGMA user_version={_VERSION}")
            else:
                self._db = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
        except (sqlite3.DatabaseError, OSError) as fault:
            raise (UnwritableError if create else InputError)(f"no catalogue: {fault}", place=str(path)) from None
        if version != _VERSION:
            raise InputError("not a catalogue of this version of sergecite", place=str(path), hint="build it anew")
        self._frequent: dict[str, int] | None = None

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def get(self, key: str, default: str = "", /) -> str:
        """Return the name of an author of Open Library's dump."""
        row = self._db.execute("SELECT name FROM author WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else default

    @property
    def works(self) -> int:
        """How many works there are."""
        return int(self._db.execute("SELECT count(*) FROM work").fetchone()[0])

    def taken(self, path: Path, stat: os.stat_result) -> tuple[int, bool]:
        """Return how many records of a file, unchanged since, were taken in, and whether that is all of it."""
        row = self._db.execute(
            "SELECT records, done FROM source WHERE path = ? AND size = ? AND mtime = ?",
            (str(path.resolve()), stat.st_size, stat.st_mtime_ns),
        ).fetchone()
        return (int(row[0]), bool(row[1])) if row else (0, False)

    def sources(self) -> list[tuple[str, int, bool]]:
        """Return the files taken in: path, records, whether to the end."""
        return [
            (str(path), int(records), bool(done))
            for path, records, done in self._db.execute("SELECT path, records, done FROM source ORDER BY path")
        ]

    def by_identifier(self, identifier: Identifier) -> Entry | None:
        """Return the work with an identifier, None where there is none."""
        row = self._db.execute(
            "SELECT entry FROM identifier JOIN work ON id = work WHERE value = ? LIMIT 1", (str(identifier),)
        ).fetchone()
        return _entry(row[0]) if row else None

    def find(self, words: str, item: Mapping[str, Any] | None = None, *, date: str = "", limit: int = 5) -> list[Found]:
        """Return the works nearest to a reference in words, best first, with what agrees and what does not."""
        found = []
        for entry in self.near(words):
            identifier = next(_identifiers(entry), words[:80])
            origin = Provenance(service="catalogue", date=date, identifier=identifier)
            found.append(weighed(entry, agreement(entry, item, words), origin))
        return ranked(found)[:limit]

    def near(self, words: str) -> Iterator[Entry]:
        """Yield the works that share the rarest words with a reference, those that share most first."""
        tokens = [word for word in dict.fromkeys(fold(words).split()) if len(word) > 1 and word not in _LITTLE][:60]
        telling = sorted(tokens, key=self._works_with)[:_TELLING]
        seen: dict[int, int] = {}
        # A pair of rare words is met in few works; the more pairs a work has, the nearer it is.
        for first, second in combinations(telling, 2):
            if self._works_with(first) > 50_000 and self._works_with(second) > 50_000:
                continue
            query = f'"{first}" AND "{second}"'
            for (number,) in self._db.execute("SELECT rowid FROM words WHERE words MATCH ? LIMIT 400", (query,)):
                seen[number] = seen.get(number, 0) + 1
        if not seen:
            rare = [word for word in telling if self._works_with(word) <= _FREQUENT]
            for word in rare:
                for (number,) in self._db.execute(
                    "SELECT rowid FROM words WHERE words MATCH ? LIMIT 200", (f'"{word}"',)
                ):
                    seen[number] = seen.get(number, 0) + 1
        best = sorted(seen, key=lambda number: -seen[number])[:_CANDIDATES]
        for number in best:
            row = self._db.execute("SELECT entry FROM work WHERE id = ?", (number,)).fetchone()
            if row:
                yield _entry(row[0])

    def _works_with(self, word: str) -> int:
        if self._frequent is None:
            self._frequent = dict(self._db.execute("SELECT word, works FROM frequent").fetchall())
        return self._frequent.get(word, 0)

    def take(
        self, read: tuple[Path, os.stat_result, int, bool], works: Sequence[Entry], authors: Sequence[tuple[str, str]]
    ) -> None:
        """Write a batch in one transaction with how far the file was read: its records so far, whether all."""
        path, stat, count, done = read
        try:
            with self._db:
                self._db.executemany("INSERT OR REPLACE INTO author VALUES (?, ?)", authors)
                for entry in works:
                    number = self._db.execute("INSERT INTO work (entry) VALUES (?)", (_packed(entry),)).lastrowid
                    self._db.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, _indexed(entry)))
                    self._db.executemany(
                        "INSERT OR IGNORE INTO identifier VALUES (?, ?)",
                        ((value, number) for value in _identifiers(entry)),
                    )
                self._db.execute(
                    "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?)",
                    (str(path.resolve()), stat.st_size, stat.st_mtime_ns, count, int(done)),
                )
        except sqlite3.DatabaseError as fault:
            raise UnwritableError(f"the catalogue cannot be written: {fault}", place=str(self.path)) from None

    def count_words(self) -> None:
        """Keep the number of works of the frequent words, and put the index in order."""
        with self._db:
            self._db.execute("INSERT INTO words (words) VALUES ('optimize')")
            self._db.execute("DELETE FROM frequent")
            self._db.execute("INSERT INTO frequent SELECT term, doc FROM vocabulary WHERE doc > ?", (_FREQUENT,))
        self._frequent = None
        with closing(self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")):
            pass


def _indexed(entry: Entry) -> str:
    """Return the words a work is found by: titles, family names, year, container."""
    parts = [entry.text(field) for field in ("title", "subtitle", "maintitle", "booktitle", "journaltitle", "volume")]
    for role in ("author", "editor", "translator", "bookauthor"):
        parts += [f"{name.particle} {name.family or name.literal}" for name in entry.names.get(role, ())[:6]]
    parts += [entry.text("date")[:4], entry.text("origdate")[:4]]
    return " ".join(
        dict.fromkeys(word for word in fold(" ".join(parts)).split() if len(word) > 1 and word not in _LITTLE)
    )


PARTS = frozenset(
    {
        "inbook",
        "bookinbook",
        "suppbook",
        "incollection",
        "suppcollection",
        "inproceedings",
        "inreference",
        "suppperiodical",
    }
)
"""Types of what stands within a book: they carry its ISBN, which names another work."""


def _identifiers(entry: Entry) -> Iterator[str]:
    part = entry.entry_type in PARTS
    for kind in ("doi", "isbn", "lccn", "oclc", "pmid", "pmcid"):
        for text in entry.fields.get(kind, "").split(", "):
            if not text or (kind == "isbn" and part):
                continue
            try:
                yield str(KINDS[kind](text))
            except IdentifierError:
                continue
    eprint = entry.fields.get("eprinttype", "")
    if eprint in ("arxiv", "hal", "pubmed"):
        yield f"{'pmid' if eprint == 'pubmed' else eprint}:{entry.fields.get('eprint', '')}"


def _packed(entry: Entry) -> bytes:
    names = {
        role: [
            [name.family, name.given, name.particle, name.suffix, name.literal, "1" if name.others else ""]
            for name in people
        ]
        for role, people in entry.names.items()
    }
    for people in names.values():
        for person in people:
            while person and not person[-1]:
                person.pop()
    fields = {name: text for name, text in entry.fields.items() if name != "abstract"}
    lists = {name: list(values) for name, values in entry.lists.items()}
    value = {"t": entry.entry_type, "f": fields, "l": lists, "n": names}
    packer = zlib.compressobj(6, zlib.DEFLATED, -13, 7, zlib.Z_DEFAULT_STRATEGY, _DICTIONARY)
    data = json.dumps(
        {key: part for key, part in value.items() if part}, ensure_ascii=False, separators=(",", ":")
    ).encode()
    return packer.compress(data) + packer.flush()


def _entry(packed: bytes) -> Entry:
    value = json.loads(zlib.decompressobj(-13, _DICTIONARY).decompress(packed))
    names = {
        role: tuple(_name([*person, "", "", "", "", "", ""]) for person in people)
        for role, people in value.get("n", {}).items()
    }
    return Entry(
        citekey="",
        entry_type=value["t"],
        fields=MappingProxyType(value.get("f", {})),
        names=MappingProxyType(names),
        lists=MappingProxyType({name: tuple(values) for name, values in value.get("l", {}).items()}),
    )


def _name(parts: list[str]) -> Name:
    family, given, particle, suffix, literal, others = parts[:6]
    return Name(family=family, given=given, particle=particle, suffix=suffix, literal=literal, others=bool(others))
