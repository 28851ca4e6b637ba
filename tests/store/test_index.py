"""The index agrees with the files, or is not used; after a change it is brought up to date."""

import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sergecite.errors import InputError
from sergecite.model.entry import Entry
from sergecite.store import index as index_module
from sergecite.store import library as library_module
from sergecite.store.index import Index, changing, index_path
from sergecite.store.library import Library
from sergecite.store.query import parse_query
from sergecite.store.reading import Reading
from sergecite.store.refreshing import refresh_index
from sergecite.store.search import select

QUERIES = ("title", "serge", '"new title"', "date:1930..1960", "type:book", "key:k1", "-note")


def _agrees(root: Path) -> None:
    """Check that all the index says is what the files say."""
    paths = Library.open(root).paths
    index = Index.open(root, paths)
    assert index is not None
    truth = Reading(root, paths).parsed[0]
    assert tuple(index.entries()) == truth
    library = Library.open(root)
    for text in QUERIES:
        assert library.select(parse_query(text)) == select(parse_query(text), truth), text
    for entry in truth:
        raw = index.raw(entry.citekey)
        assert raw is not None
        assert raw.startswith(b"@")
        assert raw.rstrip().endswith((b"}", b")"))
    index.close()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    past = time.time_ns() - 10**10
    os.utime(path, ns=(past, past))


def _entry(number: int) -> str:
    return f"@book{{k{number},\n  title = {{Title {number}}},\n  author = {{Serge, V{number}}},\n  date = {{{1900 + number % 100}}},\n}}\n"


def test_an_edit_from_outside_is_noticed(root: Path) -> None:
    """A file that changed is read again, even within the clock's resolution and with the same size."""
    path = root / "a.bib"
    assert Library.open(root).get("greeman1967").text("title") == "Introduction"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Introduction", b"Introductiom"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Library.open(root).get("greeman1967").text("title") == "Introductiom"


def test_a_touched_file_is_read_once(root: Path) -> None:
    """A time that changed without content (git checkout) costs one checksum, once."""
    Library.open(root).entries()
    past = time.time_ns() - 10**11
    os.utime(root / "a.bib", ns=(past, past))
    for _ in range(2):
        index = Index.open(root, [root / "a.bib"])
        assert index is not None
        index.close()
    with sqlite3.connect(index_path(root)) as database:
        assert database.execute("SELECT modified FROM file").fetchone() == (past,)
    database.close()


def test_files_that_come_and_go(root: Path) -> None:
    """Another file, or one less, is noticed."""
    assert len(Library.open(root).entries()) == 3
    (root / "b.bib").write_text(_entry(1))
    assert len(Library.open(root).entries()) == 4
    (root / "b.bib").unlink()
    assert len(Library.open(root).entries()) == 3


@pytest.mark.parametrize("damage", [b"", b"nonsense" * 1000, None])
def test_a_damaged_index_is_made_anew(root: Path, damage: bytes | None) -> None:
    """An index that is damaged or half there is not used."""
    truth = Library.open(root).entries()
    path = index_path(root)
    path.write_bytes(path.read_bytes()[:9000] if damage is None else damage)
    assert Library.open(root).entries() == truth
    assert Library.open(root).entries() == truth


def test_an_index_that_shows_its_damage_late_is_thrown_away(tmp_path: Path) -> None:
    """An index that opens and is damaged within is told and thrown away; the next command has another."""
    root = tmp_path / "many"
    root.mkdir()
    _write(root / "a.bib", "\n".join(map(_entry, range(2000))))
    Library.open(root).entries()
    path = index_path(root)
    data = bytearray(path.read_bytes())
    data[8 * 8192 : -8192] = b"\xff" * (len(data) - 9 * 8192)
    path.write_bytes(data)
    with pytest.raises(InputError, match="thrown away"):
        Library.open(root).entries()
    assert len(Library.open(root).entries()) == 2000
    _agrees(root)


CHANGES = {
    "changed": lambda text: text.replace("Title 7}", "Another title, longer}"),
    "first changed": lambda text: text.replace("Title 0}", "New title}"),
    "last changed": lambda text: text.replace("Title 19}", "T}"),
    "inserted": lambda text: text.replace("@book{k7,", _entry(77) + "\n" + _entry(78) + "\n\n@book{k7,"),
    "appended": lambda text: text + "\n" + _entry(99),
    "prepended": lambda text: _entry(99) + text,
    "removed": lambda text: text.replace(_entry(7), ""),
    "removed last": lambda text: text.replace(_entry(19), ""),
    "removed first": lambda text: text.replace(_entry(0), ""),
    "remark in a gap": lambda text: text.replace("@book{k7,", "a remark\n\n@book{k7,"),
    "remark at the end": lambda text: text + "a remark",
    "remark at the start": lambda text: "a remark\n" + text,
    "comment block": lambda text: text.replace("@book{k7,", "@comment{x}\n@book{k7,"),
    "swapped": lambda text: text.replace("k7,", "kx,").replace("k8,", "k7,").replace("kx,", "k8,"),
    "doubled": lambda text: text + _entry(3),
    "not ASCII": lambda text: text.replace("Title 7}", "Œuvre du siècle}"),
    "all gone": lambda _text: "",
    "inherits": lambda text: text.replace("{Title 7},", "{Title 7}, crossref = {k8},"),
    "inherits in another case": lambda text: text.replace("{Title 7},", "{Title 7}, crossref = {K8},"),
    "inherits from nobody": lambda text: text.replace("{Title 7},", "{Title 7}, crossref = {nobody},"),
    "renamed": lambda text: text.replace("k7,", "renamed,"),
    "broken": lambda text: text.replace("Title 7}", "Title 7"),
    "missing comma": lambda text: text.replace("{Title 7},", "{Title 7}"),
}
ANEW = {
    "macro": lambda text: text.replace("@book{k7,", "@string{x = {y}}\n@book{k7,"),
}


@pytest.mark.parametrize("change", [*CHANGES, *ANEW])
def test_a_change_is_taken_up(tmp_path: Path, change: str) -> None:
    """After any change the index says what the files say; small ones do not cost reading all again."""
    root = tmp_path / "many"
    root.mkdir()
    path = root / "a.bib"
    text = "% head\n\n" + "\n".join(_entry(number) for number in range(20))
    _write(path, text)
    Library.open(root).entries()
    _agrees(root)
    _write(path, {**CHANGES, **ANEW}[change](text))
    assert refresh_index(root, [path]) == (change in CHANGES)
    Library.open(root).entries()
    _agrees(root)
    _write(path, text)
    Library.open(root).entries()
    _agrees(root)


FAMILY = """@string{pub = {Maspero}}
@book{first, title = {First}}
@book{child, crossref = {Volume}, title = {A chapter}}
@collection{volume, xdata = {house}, editor = {Serge, Victor}, title = {The volume}, date = {1930}}
@incollection{other, crossref = {volume}, title = {Another}}
@xdata{house, publisher = pub}
@book{loop, crossref = {child2}}
@book{child2, crossref = {loop}, title = {Round}}
@book{apart, title = {Apart}}
"""
FAMILY_CHANGES = {
    "child": lambda text: text.replace("A chapter", "The first chapter"),
    "parent": lambda text: text.replace("1930", "1931"),
    "grandparent": lambda text: text.replace("publisher = pub", "publisher = {Gallimard}"),
    "parent gone": lambda text: text.replace("@collection{volume", "@collection{tome"),
    "parent come": lambda text: text.replace(
        "@book{child,", "@collection{Volume, title = {Exactly this one}}\n@book{child,"
    ),
    "child come": lambda text: text + "@incollection{late, crossref = {volume}, title = {Late}}\n",
    "child gone": lambda text: text.replace("@incollection{other, crossref = {volume}, title = {Another}}\n", ""),
    "no child any more": lambda text: text.replace("crossref = {volume}, ", ""),
    "leads back": lambda text: text.replace("Round", "Round and round"),
}


@pytest.mark.parametrize("change", FAMILY_CHANGES)
@pytest.mark.parametrize("macros", ["", "@string{x = {a}}\n@string{x = {b}}\n"], ids=["", "macro defined twice"])
def test_what_entries_inherit_is_taken_up(tmp_path: Path, change: str, macros: str) -> None:
    """Heirs follow when they or those they inherit from change, through other files too, without reading all again."""
    root = tmp_path / "family"
    root.mkdir()
    _write(root / "b.bib", "@inbook{far, crossref = {volume}, title = {Far}}\n" + macros)
    path = root / "a.bib"
    text = FAMILY.replace("= pub", "= {Maspero}") if macros else FAMILY
    for before, after in ((text, FAMILY_CHANGES[change](text)), (FAMILY_CHANGES[change](text), text)):
        _write(path, before)
        Library.open(root).entries()
        _write(path, after)
        assert refresh_index(root, [path, root / "b.bib"])
        _agrees(root)


def test_many_changes_in_a_row(tmp_path: Path) -> None:
    """However often a library is changed from inside and outside, the index follows."""
    root = tmp_path / "many"
    root.mkdir()
    path = root / "a.bib"
    chance = random.Random(7)
    entries = [_entry(number) for number in range(30)]
    _write(path, "\n".join(entries))
    for step in range(40):
        what = chance.randrange(4)
        at = chance.randrange(len(entries))
        if what == 0:
            entries[at] = entries[at].replace("Title", "Title" + "x" * chance.randrange(4))
        elif what == 1:
            entries.insert(at, _entry(100 + step))
        elif what == 2 and len(entries) > 5:
            del entries[at]
        else:
            entries[at] = entries[at].replace("@book", "remark\n@book", 1)
        _write(path, "\n".join(entries))
        Library.open(root).entries()
        _agrees(root)


def test_the_making_of_an_index_is_shown(root: Path) -> None:
    """Who opens a library can be shown how far its index is; once it is made there is nothing to show."""
    heard: list[object] = []

    @contextmanager
    def watch(what: str, size: int) -> Iterator[Callable[[str, int, int], None]]:
        heard.append((what, size))
        yield lambda stage, done, total: heard.append((stage, done, total))
        heard.append("done")

    for _ in range(2):
        assert len(Library.open(root, watch=watch).citekeys()) == 3
    size = (root / "a.bib").stat().st_size
    assert heard == [("making the index", size), ("making the index: entry", 0, 3), "done"]


@pytest.mark.parametrize("much", [0, 1 << 20])
def test_that_no_index_can_be_kept_is_said_where_it_costs(
    root: Path, monkeypatch: pytest.MonkeyPatch, much: int
) -> None:
    """Where the cache folder takes no index, a large library says why its commands are slow, a small one nothing."""
    blocked = root.parent / "blocked"
    blocked.touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr(library_module, "_MUCH", much)
    said: list[str] = []
    assert len(Library.open(root, said.append).citekeys()) == 3
    folder = blocked / "sergecite" / "index"
    expected = f"warning: no index can be kept in {folder}, so each command reads the whole library"
    assert said == ([] if much else [expected])


def test_two_processes_that_meet(root: Path) -> None:
    """Processes that make and read the index at the same time see only whole ones."""
    children = []
    for number in range(6):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                for step in range(8):
                    if number == 0:
                        _write(root / "b.bib", "\n".join(_entry(one) for one in range(step + 1)))
                    assert Library.open(root).get("greeman1967").text("title") == "Introduction"
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 6
    Library.open(root).entries()
    _agrees(root)


def test_a_reader_of_the_old_index_meets_a_change_of_the_new_one(root: Path) -> None:
    """The journal that a killed process left beside the new index is not played into the old one, nor taken away."""
    Library.open(root).entries()
    reader = Index.open(root, Library.open(root).paths)
    assert reader is not None
    (root / "a.bib").write_text(_entry(1), encoding="utf-8")
    index_path(root).unlink()
    assert len(Library.open(root).entries()) == 1
    child = os.fork()
    if child == 0:
        with changing(root, 5.0) as database:
            database.execute("PRAGMA cache_size=0")
            database.execute("UPDATE entry SET citekey='half'")
            database.execute("CREATE TABLE more AS SELECT randomblob(100000)")
            os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert list(index_path(root).parent.glob("*-journal"))
    assert reader.get("greeman1967") is not None
    assert [entry.citekey for entry in Library.open(root).entries()] == ["k1"]


def test_indexes_left_behind_go(root: Path) -> None:
    """A new index takes the old one away, and what a process killed long ago left; not what another makes now."""
    Library.open(root).entries()
    folder, name = index_path(root).parent, index_path(root).name
    left, young = folder / f"{name}.7-1", folder / f"{name}.8-2"
    for path in (left, young):
        path.write_bytes(b"")
    os.utime(left, (0, 0))
    index_path(root).unlink()
    (root / "a.bib").write_text(_entry(1), encoding="utf-8")
    Library.open(root).entries()
    again = {path.name for path in folder.iterdir()}
    assert left.name not in again
    assert young.name in again
    before = index_path(root).resolve()
    (root / "a.bib").write_text("@string{a = {b}}\n" + _entry(1), encoding="utf-8")
    Library.open(root).entries()
    assert index_path(root).resolve().is_file()
    assert not before.exists()


def test_raw_is_not_read_from_a_file_that_changed_meanwhile(root: Path) -> None:
    """Offsets are those of the text that was indexed: what stands there now must be the same entry."""
    Library.open(root).entries()
    index = Index.open(root, Library.open(root).paths)
    assert index is not None
    assert index.raw("greeman1967") is not None
    path = root / "a.bib"
    path.write_bytes(b"% a line more\n" + path.read_bytes())
    assert index.raw("greeman1967") is None
    index.close()


def test_only_what_is_shown_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit reaches the index, and a stream reads an entry when it is asked for: with a query or without."""
    Library.open(root).entries()
    read: list[str] = []
    unpacked = index_module.unpacked

    def noted(citekey: str, place: str, data: list[Any]) -> Entry:
        read.append(citekey)
        return unpacked(citekey, place, data)

    monkeypatch.setattr(index_module, "unpacked", noted)
    for text in ("", "type:book or type:article or type:incollection"):
        read.clear()
        (first,) = Library.open(root).select(parse_query(text), 1)
        assert read == [first.citekey]
        stream = Library.open(root).stream(parse_query(text))
        assert next(stream) == first
        assert read == [first.citekey] * 2
        assert len(list(stream)) == 2


def test_reading_through_the_index_parses_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an index that agrees, no file is parsed."""
    Library.open(root).entries()

    def refuse(*_given: object) -> None:
        raise AssertionError

    monkeypatch.setattr(library_module, "make_reading", refuse)
    assert len(Library.open(root).entries()) == 3
    assert Library.open(root).raw("greeman1967").startswith("@INCOLLECTION")
