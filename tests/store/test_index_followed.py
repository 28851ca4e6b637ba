"""After any series of changes, from outside and our own, the index is what one made anew would be."""

import os
import random
import sqlite3
import time
from pathlib import Path

import pytest

from sergecite.bibtex.edit import Splice, apply
from sergecite.store import segmenting
from sergecite.store.atomic import stamp
from sergecite.store.bibfile import BibFile, Written, read_bib
from sergecite.store.encoding import is_utf8
from sergecite.store.index import FILE_SHIFT, Index, index_path
from sergecite.store.indexing import Indexing
from sergecite.store.library import Library
from sergecite.store.query import parse_query
from sergecite.store.reading import Reading
from sergecite.store.refreshing import follow, refresh_index
from sergecite.store.rows import LEGACY, UNSETTLED
from sergecite.store.search import select

PIECES = [
    "@book{k1, title = {Œuvre}, crossref = {k2}}\n", "@collection{k2, title = {Two}, editor = {Serge, Victor}, publisher = m}\n",
    "@book{K2, title = {Another case}}", "@book{k4, xdata = {k5}, note = m}\n\n", "@xdata{k5, publisher = {Maspero} # m}\n",
    "@string{m = {Minuit}}\n", "@string{m = {Twice}}\n", "@string{n = m # {!}}\n", "@book{k6, note = n # m, month = jan}\n",
    "% comment with an @ sign\n", "me@home.org ", "% @book{hidden, title = {H}}\n", "%", "@comment{anything {goes}}\n", "@comment{", '@preamble{"x"}\n',
    "{", "}", '"', "@", "@book{open, title = {never\n", "@book{k7,\n title = {T} year = 1930,\n}\n", "@book(k8, title = {In (parens)})\n",
    "@book{k9, title = {{{{{{{deep}}}}}}}}\n", "@misc{, title = {nameless}}\n", "@misc{}\n", "\n", "\n\n", " ", "remark ", "x" * 150, "=", ",", "#",
    "@book{k10, title = {100 % sure}, note = {a, b = {c}}}\n", "@loop{l1, crossref = {l2}, title = {L}}\n", "@loop{l2, crossref = {l1}, note = {M}}\n",
    "@book{k11, ids = {l2, old, k3}, title = {Renamed}, crossref = {older}}\n", "@book{k12, crossref = {old}, ids = {older}}\n",
    "@collection{k13, ids = {old}, publisher = {Again}}\n", "@book{k14, xdata = {k3}, crossref = {OLD}}\n",
    "@book{é1, title = {Été}, crossref = {é1}}\n", "@book{junk, {odd, title = {J}}\n", "\r",
]  # fmt: skip
QUERIES = (
    "serge", "t", "ete", "title:two", "name:victor", "author:serge", "type:book", "date:1900..1950", "new book", "-new", "serge or note",
    '"in parens"', "key:k or sure", "publisher:m", "title:/^t/", "new:*", "note:*",
)  # fmt: skip
NEW = "@book{{n{0}, title = {{New {0}}}, date = {{19{1:02}}}}}\n"


def _dump(database: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return all an index says, its entries counted off instead of numbered."""
    order = {number: at for at, (number,) in enumerate(database.execute("SELECT id FROM entry ORDER BY id"))}
    placed = "(SELECT {} FROM segment s WHERE s.first <= entry.id ORDER BY s.first DESC LIMIT 1)"
    found = {
        "entries": database.execute(
            f"SELECT id >> {FILE_SHIFT}, start + {placed.format('start')}, size, line + {placed.format('line')}, "
            "digest, citekey, first, last, data FROM entry ORDER BY id"
        ).fetchall(),
        "files": database.execute("SELECT name, size, digest, newline FROM file ORDER BY number").fetchall(),
        "macros": [
            (after >> FILE_SHIFT, sum(number <= after for number in order), name, value)
            for after, name, value in database.execute("SELECT after, name, value FROM macro ORDER BY after, rowid")
        ],
        "aliases": sorted((name, order[entry]) for name, entry in database.execute("SELECT * FROM alias")),
        "inherits": sorted((parent, order[child]) for parent, child in database.execute("SELECT * FROM inherits")),
    }
    database.execute("CREATE VIRTUAL TABLE temp.said USING fts5vocab(main, words, instance)")
    words = database.execute("SELECT term, doc, col FROM temp.said")
    found["words"] = sorted((term, order[number], column) for term, number, column in words)
    database.execute("DROP TABLE temp.said")
    return found


def _dump_of(root: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(index_path(root)) as database:
        found = _dump(database)
    database.close()
    return found


def _segments_are_sound(root: Path, paths: list[Path]) -> None:
    """Check that the segments cover the files, and that places, lines and blocks are right in each."""
    with sqlite3.connect(index_path(root)) as database:
        rows = database.execute("SELECT * FROM segment ORDER BY first").fetchall()
    database.close()
    for number, path in enumerate(paths):
        file = read_bib(path, path.name)
        position, line, block = 0, 1, 0
        for first, start, stop, at_line, at_block, blocks, digest, flags in rows:
            if first >> FILE_SHIFT == number:
                assert (start, at_line, at_block) == (position, line, block)
                found = [one for one in file.blocks if start <= one.start < stop]
                again = list(segmenting.cut(file, found, start, stop, line=line, block=block))
                assert blocks == len(found)
                assert digest == again[0].segment.digest or len(again) > 1
                assert bool(flags & LEGACY) == (not is_utf8(file.data[start:stop]))
                assert bool(flags & UNSETTLED) == any(one.segment.flags & UNSETTLED for one in again)
                position, block = stop, block + blocks
                line += file.view.count(file.newline, start, stop)
        assert (position, block) == (len(file.data), len(file.blocks))


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    past = time.time_ns() - 10**10
    os.utime(path, ns=(past, past))


def _changed(chance: random.Random, text: str, step: int) -> list[Splice]:
    """Return some splice."""
    at = chance.randrange(len(text) + 1)
    end = min(len(text), at + chance.choice([0, 0, 1, 3, 40, 200]))
    new = "".join(chance.choice([*PIECES, NEW.format(step, step % 100)]) for _ in range(chance.choice([0, 1, 1, 2, 6])))
    splices = [Splice(at, end, new.encode().decode("latin-1"))]
    if chance.random() < 0.2 and end < len(text):
        further = chance.randrange(end + 1, len(text) + 1)
        splices.append(Splice(further, further, chance.choice(PIECES).encode().decode("latin-1")))
    return splices


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("own", [False, True], ids=["outside", "own"])
def test_the_index_follows_any_series_of_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, *, own: bool
) -> None:
    """Hostile splices anywhere: what is taken up in parts says what reading all says, row by row and word by word."""
    monkeypatch.setattr(segmenting, "LENGTH", 3)
    chance = random.Random(seed * 2 + own)
    root = tmp_path / "library"
    root.mkdir()
    paths = [root / "a.bib", root / "b.bib"]
    for path in paths:
        pieces = [*chance.choices(PIECES, k=20), *(NEW.format(number, number) for number in range(20))]
        chance.shuffle(pieces)
        _write(path, "".join(pieces).encode())
    taken_up = 0
    for step in range(40):
        reading = Reading(root, paths)
        if step % 10 == 0:
            assert Indexing(root, reading, time.time_ns()).write()
        old = reading.files[chance.randrange(2)]
        splices = _changed(chance, old.view, step)  # which cuts letters in two, too
        _write(old.path, apply(old.view, splices).encode("latin-1"))
        if own:
            seen = stamp(old.path)
            assert seen is not None
            now = BibFile(old.path, old.name, old.path.read_bytes(), None)
            follow(root, reading.files, [Written(old, now, seen, time.time_ns(), splices)])
        else:
            refresh_index(root, paths)
        index = Index.open(root, paths)
        if index is None:
            assert Indexing(root, Reading(root, paths), time.time_ns()).write()
            continue
        taken_up += 1
        fresh = Reading(root, paths)
        assert tuple(index.entries()) == fresh.parsed[0]
        for entry in index.entries():
            raw = index.raw(entry.citekey)
            assert raw is not None
            assert raw.startswith(b"@")
        library = Library.open(root)
        for text in QUERIES:
            query = parse_query(text)
            assert library.select(query) == select(query, fresh.parsed[0]), text
        index.close()
        followed = _dump_of(root)
        _segments_are_sound(root, paths)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "anew"))
        assert Indexing(root, fresh, time.time_ns()).write()
        anew = _dump_of(root)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home" / "cache"))
        assert followed == anew
    assert taken_up > 10
