"""A change of several files is made in all of them or in none, whatever happens on the way."""

import errno
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sergecite.errors import UnwritableError
from sergecite.store import atomic
from sergecite.store.atomic import Stamp
from sergecite.store.dedupe import merge_groups
from sergecite.store.history import History
from sergecite.store.library import Library
from sergecite.store.renaming import rename
from sergecite.store.works import as_one
from tests.store.killing import in_child, killed_at

RECORD = '[[note]]\nnumber = "1"\n[[note.cite]]\ncitekey = "serge1930prison"\n[[note.cite]]\ncitekey = "prison2"\n'
ESSAY = "See [@serge1930prison, p. 4] and \\autocite[7]{serge1930prison}.\n"
MORE = """\
@book{prison2, title = {Men in Prison}, author = {Serge, Victor}, publisher = {PM Press}, date = {1930}, isbn = {9781604867367}}
@book{reader, title = {A Reader}, crossref = {serge1930prison}}
"""
Files = dict[str, bytes]


@pytest.fixture(name="home")
def _home(root: Path) -> Path:
    """Return a folder with a library of two files and a record, and an essay beside it."""
    (root / "b.bib").write_text(MORE, encoding="utf-8")
    (root / "essays").mkdir()
    (root / "essays" / "one.toml").write_text(RECORD)
    (root.parent / "paper").mkdir()
    (root.parent / "paper" / "essay.md").write_text(ESSAY)
    return root.parent


def _files(home: Path) -> Files:
    return {
        str(path.relative_to(home)): path.read_bytes()
        for folder in ("library", "paper")
        for path in sorted((home / folder).rglob("*"))
        if path.is_file()
    }


def _write(home: Path, files: Files) -> None:
    for name, data in files.items():
        (home / name).write_bytes(data)


def _rename(home: Path) -> object:
    return rename(Library.open(home / "library"), "serge1930prison", "serge:prison", [home / "paper" / "essay.md"])


def _undo(home: Path) -> object:
    return Library.open(home / "library").undo()


def _merge(home: Path) -> object:
    library = Library.open(home / "library")
    merged = merge_groups(library, [as_one(library, ["serge1930prison", "prison2"])])
    assert len(merged) == 1
    return merged


CHANGES: dict[str, Callable[[Path], object]] = {"rename": _rename, "undo": _undo, "dedupe --merge": _merge}


def _prepared(home: Path, name: str) -> tuple[Files, Files]:
    """Return the files, the log among them, before and after a change, and leave them as before."""
    if name == "undo":
        _rename(home)
    log = History(home / "library").path
    past = log.read_bytes() if log.exists() else b""
    before = _files(home)
    CHANGES[name](home)
    after = _files(home)
    changed = {path for path in before if before[path] != after[path]}
    paper = set() if name == "dedupe --merge" else {"paper/essay.md"}
    assert changed == {"library/a.bib", "library/b.bib", "library/essays/one.toml"} | paper
    log.write_bytes(past)
    _write(home, before)
    return before, after


def _read(home: Path, said: list[str]) -> None:
    Library.open(home / "library", said.append).citekeys()


def _log(home: Path, said: list[str]) -> None:
    Library.open(home / "library", said.append).log()


def _change(home: Path, said: list[str]) -> None:
    library = Library.open(home / "library", said.append)
    library.set_fields("reader", {"note": "the next day"})
    assert library.undo().what == "edit reader"


@pytest.mark.slow
@pytest.mark.parametrize("following", [_read, _log, _change])
@pytest.mark.parametrize("name", CHANGES)
def test_killed_at_every_system_call(name: str, following: Callable[[Path, list[str]], None], home: Path) -> None:
    """Killed anywhere in a change of four files: after the next command all of them are as before, or all as after."""
    before, after = _prepared(home, name)
    ends = {"before": 0, "after": 0, "finished": 0}
    log = History(home / "library").path
    past = log.read_bytes()
    number = 0
    while True:
        _read(home, [])
        status = in_child(killed_at(number, lambda: CHANGES[name](home)))
        if status == 0:
            break
        assert os.WTERMSIG(status) == signal.SIGKILL
        here = {path: data for path, data in _files(home).items() if not path.endswith((".sergecite-new", "-old"))}
        said: list[str] = []
        following(home, said)
        now = _files(home)
        if here not in (before, after):
            assert len(said) == 1
            assert "interrupted; it is now made in" in said[0]
            assert now == after
            ends["finished"] += 1
        else:
            assert said == []
            assert {path: now[path] for path in before} == here
            ends["before" if here == before else "after"] += 1
        if following is _change:
            assert now.keys() == before.keys(), number
        log.write_bytes(past)
        for path in set(now) - set(before):
            (home / path).unlink()
        _write(home, before)
        number += 1 if following is _change else 5
    assert all(ends.values()), ends


@pytest.mark.slow
def test_killed_at_random_moments(home: Path) -> None:
    """Killed from outside at a hundred random moments, a change of four files is made in all of them or in none."""
    before, after = _prepared(home, "rename")
    began = time.monotonic()
    assert in_child(lambda: _rename(home)) == 0
    lasting = time.monotonic() - began
    chance = random.Random(4)
    ends = {"before": 0, "after": 0}
    for _ in range(100):
        History(home / "library").path.unlink(missing_ok=True)
        _write(home, before)
        _read(home, [])
        child = os.fork()
        if child == 0:
            try:
                _rename(home)
            finally:
                os._exit(0)
        time.sleep(chance.random() * lasting * 1.2)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        _change(home, [])
        now = _files(home)
        assert now in (before, after)
        ends["before" if now == before else "after"] += 1
    assert ends["before"], ends


def test_a_full_disk_at_the_last_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the last of several files does not fit, the first has not been changed."""
    before = _files(home)
    write = atomic._write

    def full(path: Path, data: bytes, mode: int) -> None:
        if "essay" in path.name:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(path, data, mode)

    monkeypatch.setattr(atomic, "_write", full)
    with pytest.raises(UnwritableError, match=r"essay\.md: essay\.md was not changed: No space left"):
        _rename(home)
    assert _files(home) == before
    assert Library.open(home / "library").log() == []


@pytest.mark.parametrize("swapping", [True, False])
def test_an_editor_at_the_last_file(home: Path, monkeypatch: pytest.MonkeyPatch, *, swapping: bool) -> None:
    """Where the last of several files was just saved by an editor, the others go back to what they were."""
    before = _files(home)
    as_expected = atomic._as_expected

    def checked(path: Path, wanted: atomic.Replacement) -> bool:
        if wanted.path.name == "essay.md":
            wanted.path.write_text("by hand")
        return as_expected(path, wanted)

    monkeypatch.setattr(atomic, "_as_expected", checked)
    if not swapping:
        monkeypatch.setattr(atomic, "swap", lambda _one, _other: False)
    with pytest.raises(UnwritableError, match="changed by another program"):
        _rename(home)
    assert _files(home) == before | {"paper/essay.md": b"by hand"}


def _half(home: Path) -> tuple[Files, Files]:
    """Leave a change made in the library's first file only."""
    before, after = _prepared(home, "rename")
    replaced = 0
    stamp = atomic.stamp

    def dying(path: Path) -> Stamp | None:
        nonlocal replaced
        replaced += path.name.endswith(".sergecite-new")
        if replaced == 2:
            os._exit(9)
        return stamp(path)

    def work() -> None:
        atomic.stamp = dying
        _rename(home)

    assert os.waitstatus_to_exitcode(in_child(work)) == 9
    return before, after


def test_a_file_edited_after_the_interruption_is_left_and_named(home: Path) -> None:
    """What was edited after the process died is not touched: the user is told to look at it."""
    before, after = _half(home)
    (home / "paper" / "essay.md").write_text("by hand")
    said: list[str] = []
    _read(home, said)
    assert "\n".join(said) == (
        "rename serge1930prison serge:prison was interrupted; it is now made in essays/one.toml too; "
        f"look at {home / 'paper' / 'essay.md'}, which changed since"
    )
    assert {name: data for name, data in _files(home).items() if name in before} == after | {
        "paper/essay.md": b"by hand"
    }


def test_a_finished_change_that_git_took_back_in_one_file_stays_so(home: Path) -> None:
    """A change that was carried out is never made again, whatever becomes of one of its files."""
    before, after = _prepared(home, "rename")
    _rename(home)
    (home / "library" / "b.bib").write_bytes(before["library/b.bib"])
    _change(home, [])
    assert _files(home) == after | {"library/b.bib": before["library/b.bib"]}


def test_what_cannot_be_finished_does_not_keep_from_reading(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where half a change cannot be finished, reading goes on, and says so each time until it can."""
    _half(home)
    monkeypatch.setattr(atomic, "_carry_out", lambda _step: (_ for _ in ()).throw(PermissionError(13, "no")))
    said: list[str] = []
    _read(home, said)
    assert len(said) == 1
    assert "interrupted" in said[0]
    monkeypatch.undo()


def test_an_editor_at_a_file_already_replaced(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that an editor saves while the others go back is left as the editor saved it."""
    before = _files(home)
    as_expected = atomic._as_expected

    def checked(path: Path, wanted: atomic.Replacement) -> bool:
        if wanted.path.name == "essay.md":
            (home / "library" / "a.bib").write_bytes(b"@book{by, title = {Hand}}\n")
            return False
        return as_expected(path, wanted)

    monkeypatch.setattr(atomic, "_as_expected", checked)
    with pytest.raises(UnwritableError, match="changed by another program"):
        _rename(home)
    assert _files(home) == before | {"library/a.bib": b"@book{by, title = {Hand}}\n"}
