"""Nothing is lost: killed at any moment, disk full, folder closed, many writers, an editor in between."""

import errno
import fcntl
import os
import resource
import signal
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sergecite.errors import UnwritableError
from sergecite.model.entry import Entry
from sergecite.store import atomic, change
from sergecite.store.library import Library
from sergecite.store.lock import locked
from tests.store.killing import in_child, killed_at

FOLLOWING = {"note": "the next day"}


def _entry(number: int) -> Entry:
    return Entry(citekey=f"key{number}", entry_type="book", fields={"title": f"Title {number}", "date": "1951"})


CHANGES: dict[str, Callable[[Library], object]] = {
    "add": lambda library: library.add([_entry(1)]),
    "edit": lambda library: library.set_fields("greeman1967", {"title": "Another title"}),
    "remove": lambda library: library.remove(["serge1938marxism"]),
    "undo": lambda library: library.undo(),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_killed_at_every_system_call(root: Path, name: str) -> None:
    """Killed before and after each call into the system, the file is as before or as after; nothing blocks the next."""
    work = CHANGES[name]
    path = root / "a.bib"
    Library.open(root).set_fields("serge1938marxism", {"note": "first"})
    before = path.read_bytes()
    assert in_child(lambda: work(Library.open(root))) == 0
    after = path.read_bytes()
    assert before != after
    if name == "undo":
        Library.open(root).set_fields("serge1938marxism", {"note": "first"})
        before = path.read_bytes()
    else:
        Library.open(root).undo()
    assert path.read_bytes() == before
    survived = {before: 0, after: 0}
    number = 0
    while True:
        status = in_child(killed_at(number, lambda: work(Library.open(root))))
        if status == 0:
            break
        assert os.WTERMSIG(status) == signal.SIGKILL
        now = path.read_bytes()
        assert now in survived, number
        survived[now] += 1
        library = Library.open(root)
        library.set_fields("serge1930prison", FOLLOWING)
        assert library.undo().what == "edit serge1930prison"
        assert path.read_bytes() == now
        assert [one.name for one in root.iterdir()] == ["a.bib"]
        if now == after:
            if name == "undo":
                library.set_fields("serge1938marxism", {"note": "first"})
            else:
                assert library.undo().what.startswith(name)
        assert path.read_bytes() == before
        number += 1
    assert number > 40
    assert all(survived.values())


def test_full_disk(root: Path) -> None:
    """Where the new file does not fit, the old one stays, and nothing is left over."""
    path = root / "a.bib"
    before = path.read_bytes()

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        library = Library.open(root)
        library.entries()
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) - 10, len(before) - 10))
        with pytest.raises(UnwritableError):
            library.set_fields("greeman1967", {"note": "x"})

    assert in_child(work) == 0
    assert path.read_bytes() == before
    assert [one.name for one in root.iterdir()] == ["a.bib"]


@pytest.fixture(name="open_folder")
def _open_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize("mode", [0o555, 0o755], ids=["read-only", "of another"])
def test_closed_folder(open_folder: Path, mode: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that may not be written, reading works and a change says so."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/nonexistent")
    monkeypatch.setenv("XDG_STATE_HOME", str(open_folder / "state"))
    (open_folder / "state").mkdir()
    (open_folder / "state").chmod(0o777)
    root = open_folder / "library"
    root.mkdir()
    (root / "a.bib").write_text("@book{a, title = {T}}\n")
    root.chmod(mode)

    def work() -> None:
        os.setuid(65534)
        library = Library.open(root)
        assert [entry.citekey for entry in library.entries()] == ["a"]
        with pytest.raises(UnwritableError) as caught:
            library.add([_entry(1)])
        assert caught.value.hint == "the file or its folder is read-only"

    assert in_child(work) == 0
    assert (root / "a.bib").read_text() == "@book{a, title = {T}}\n"


def test_eight_writers_at_once(root: Path) -> None:
    """Eight processes add five entries each at the same time: all forty are there, and what was there before."""
    before = (root / "a.bib").read_bytes()
    children = []
    for writer in range(8):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                for number in range(5):
                    Library.open(root).add([_entry(writer * 10 + number)])
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8
    library = Library.open(root)
    assert (root / "a.bib").read_bytes().startswith(before)
    wanted = {f"key{writer * 10 + number}" for writer in range(8) for number in range(5)}
    assert {entry.citekey for entry in library.entries()} == wanted | {
        "serge1930prison",
        "serge1938marxism",
        "greeman1967",
    }
    assert library.problems() == ()
    for _ in range(40):
        library.undo()
    assert (root / "a.bib").read_bytes() == before


def test_a_lock_that_is_held_is_waited_for_and_then_reported(root: Path) -> None:
    """A writer waits for another one, but not for ever; a lock ends with its process."""
    descriptor = os.open(root, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    with pytest.raises(UnwritableError, match="another process"), locked([root], patience=0.05):
        pass
    os.close(descriptor)
    with locked([root], patience=0.05):
        pass


def test_where_folders_cannot_be_locked_a_file_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system that refuses to lock a folder, changes still keep out of each other's way."""
    flock = fcntl.flock

    def refuse(descriptor: int, operation: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EBADF, "no locks on folders")
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", refuse)
    with locked([root]), pytest.raises(UnwritableError, match="another process"), locked([root], patience=0.05):
        pass
    Library.open(root).set_fields("greeman1967", {"note": "x"})
    assert [one.name for one in root.iterdir()] == ["a.bib"]


EDITED = b"@book{edited, title = {by hand}}\n"


def _in_place(path: Path) -> None:
    path.write_bytes(EDITED)


def _by_rename(path: Path) -> None:
    other = path.with_name("editor.tmp")
    other.write_bytes(EDITED)
    other.replace(path)


@pytest.mark.parametrize("save", [_in_place, _by_rename])
@pytest.mark.parametrize("moment", ["before the check", "after the check", "without swap"])
def test_an_editor_in_between_is_never_overwritten(
    root: Path, save: Callable[[Path], None], moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file saved by an editor while a change is under way stays as the editor saved it."""
    path = root / "a.bib"
    if moment == "before the check":
        carried_out = change.History.record

        def record(*given: object, **named: object) -> object:
            save(path)
            return carried_out(*given, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(change.History, "record", record)
    else:
        owned = atomic._take_after

        def own(*given: object) -> None:
            owned(*given)  # type: ignore[arg-type]
            save(path)

        monkeypatch.setattr(atomic, "_take_after", own)
        if moment == "without swap":
            if save is _by_rename:
                pytest.skip("only the swap can see this")
            monkeypatch.setattr(atomic, "swap", lambda _one, _other: False)
    with pytest.raises(UnwritableError, match="changed by another program"):
        Library.open(root).set_fields("greeman1967", {"note": "x"})
    assert path.read_bytes() == EDITED
    assert [one.name for one in root.iterdir()] == ["a.bib"]


def test_a_change_that_would_change_more_is_not_made(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof holds: a splice that touches another entry is refused."""
    path = root / "a.bib"
    before = path.read_bytes()
    splices = change.apply

    def apply(text: str, given: object) -> str:
        return splices(text, given).replace("Men in Prison", "Men in Prisons")  # type: ignore[arg-type]

    monkeypatch.setattr(change, "apply", apply)
    with pytest.raises(UnwritableError, match="more than was meant"):
        Library.open(root).set_fields("greeman1967", {"note": "x"})
    assert path.read_bytes() == before
