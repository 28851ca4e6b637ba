"""Real disks and real signals: full, read-only, shared among users, many writers, killed in the system's own calls."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from sergecite.model.entry import Entry
from sergecite.store.library import Library
from sergecite.store.lock import locked
from tests.store.conftest import TEXT
from tests.store.killing import in_child

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


def _entry(number: int) -> Entry:
    return Entry(citekey=f"key{number}", entry_type="book", fields={"title": f"Title {number}", "date": "1951"})


def _on_a_small_disk(tmp_path: Path, script: str) -> str:
    """Run a script in a folder that is a disk of 64 KB of its own; return what it prints. Skip where that can't be had."""
    disk = tmp_path / "disk"
    disk.mkdir()
    namespace = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    mounted = f"mount -t tmpfs -o size=64k none {disk}"
    if (
        not shutil.which("unshare")
        or subprocess.run([*namespace, "sh", "-c", mounted], capture_output=True, check=False).returncode
    ):
        pytest.skip("this system lets nobody mount a disk of their own")
    environ = {**os.environ, "XDG_STATE_HOME": str(disk / "state"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    run = subprocess.run(
        [*namespace, "sh", "-c", f"{mounted} && exec {sys.executable} -c '{script}'"],
        cwd=disk, env={**environ, "DISK": str(disk)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return run.stdout


BEGIN = """
import os
from pathlib import Path
from sergecite.errors import UnwritableError
from sergecite.model.entry import Entry
from sergecite.store.library import Library
disk = Path(os.environ["DISK"])
root = disk / "library"
root.mkdir()
path = root / "a.bib"
path.write_text("".join("@book{key%d, title = {T}}\\n" % n for n in range(900)))
before = path.read_bytes()
def change():
    try:
        Library.open(root).add([Entry(citekey="new", entry_type="book", fields={"title": "New"})])
    except UnwritableError as error:
        print(error.message, "/", error.hint)
    else:
        print("done")
"""


def test_a_full_disk(tmp_path: Path) -> None:
    """On a disk that is full the old file stays, nothing is left over, and once there is room all goes on."""
    printed = _on_a_small_disk(tmp_path, BEGIN + """
filler = disk / "filler"
descriptor = os.open(filler, os.O_WRONLY | os.O_CREAT)
try:
    while os.write(descriptor, b"x" * 512):
        pass
except OSError:
    os.close(descriptor)
change()
print(path.read_bytes() == before, sorted(one.name for one in root.iterdir()))
print(len(Library.open(root).entries()))
os.truncate(filler, filler.stat().st_size - 12000)
change()
print(path.read_bytes() == before, sorted(one.name for one in root.iterdir()))
filler.unlink()
change()
print(len(Library.open(root).entries()), sorted(one.name for one in root.iterdir()))
""")  # fmt: skip
    lines = printed.splitlines()
    assert lines[0].endswith("/ free some space, or point XDG_STATE_HOME at a folder that can be written")
    assert lines[1] == "True ['a.bib']"
    assert lines[2] == "900"
    assert lines[3] == "a.bib was not changed: No space left on device / free some space and try again"
    assert lines[4:] == ["True ['a.bib']", "done", "901 ['a.bib']"]


def test_a_read_only_disk(tmp_path: Path) -> None:
    """On a disk that may only be read, reading works and a change says why it cannot be."""
    printed = _on_a_small_disk(tmp_path, BEGIN + """
os.system(f"mount -o remount,ro {disk}")
print(len(Library.open(root).entries()), Library.open(root).get("key7").citekey)
change()
os.environ["XDG_STATE_HOME"] = "/tmp"
change()
print(path.read_bytes() == before)
""")  # fmt: skip
    lines = printed.splitlines()
    assert lines[0] == "900 key7"
    assert "the change cannot be logged, so it was not made" in lines[1]
    assert lines[2].startswith("a.bib was not changed: Read-only file system")
    assert lines[3] == "True"


def test_what_belongs_to_the_file_is_kept(root: Path) -> None:
    """Mode, extended attributes and the symbolic link that leads to the file are as before; a hard link keeps the old text."""
    path = root / "a.bib"
    real = root.parent / "real.bib"
    path.rename(real)
    path.symlink_to(real)
    backup = root.parent / "backup.bib"
    backup.hardlink_to(real)
    real.chmod(0o640)
    try:
        os.setxattr(real, "user.origin", b"by hand")
    except OSError:
        pytest.skip("this file system has no extended attributes")
    Library.open(root).add([_entry(1)])
    assert path.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert os.getxattr(real, "user.origin") == b"by hand"
    assert backup.read_text() == TEXT
    assert "{key1," in real.read_text()


@AS_ROOT
def test_owner_and_group_are_kept(root: Path) -> None:
    """The superuser's change leaves the file its owner; a member of the group's leaves it the group."""
    path = root / "a.bib"
    os.chown(path, 1234, 65534)
    path.chmod(0o664)
    Library.open(root).add([_entry(1)])
    found = path.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (1234, 65534, 0o664)


def test_eight_writers_of_fifty_entries(root: Path) -> None:
    """Eight processes that add fifty entries each at the same time lose none, and each addition can be taken back."""
    before = (root / "a.bib").read_bytes()

    def work(writer: int) -> None:
        for number in range(50):
            Library.open(root).add([_entry(writer * 100 + number)])

    children = []
    for writer in range(8):
        child = os.fork()
        if child == 0:
            os._exit(in_child(partial(work, writer)))
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8
    library = Library.open(root)
    assert len(library.citekeys()) == 403
    assert len(set(library.citekeys())) == 403
    assert library.problems() == ()
    assert len(library.log()) == 400
    for change in library.undoing(400):
        assert change.what.startswith("add key")
    library.remove([f"key{writer * 100 + number}" for writer in range(8) for number in range(50)])
    assert (root / "a.bib").read_bytes() == before


def test_a_lock_ends_with_its_process(root: Path) -> None:
    """A process killed while it holds the lock leaves nothing that the next one must wait for."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with locked([root]):
            os.write(writing, b"x")
            signal.pause()
    os.read(reading, 1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with locked([root], patience=0):
        pass


SYSTEM_CALLS = [
    "openat", "write", "fsync", "close", "rename", "renameat2", "link", "unlink", "fchmod", "mkdir", "flock", "ftruncate", "pwrite64",
]  # fmt: skip
COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    "add": lambda _: [
        "add",
        "--type",
        "book",
        "--title",
        "New",
        "--author",
        "Serge, V.",
        "--date",
        "1951",
        "--key",
        "new",
    ],
    "edit": lambda _: ["edit", "greeman1967", "--set", "title=Another title"],
    "rename": lambda home: ["rename", "serge1930prison", "prison", "--in", str(home / "essay.md")],
    "undo": lambda _: ["undo"],
}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("name", COMMANDS)
def test_killed_in_the_systems_own_calls(root: Path, name: str) -> None:
    """The program itself, killed by the system at each call that touches a file: all files are as before or all as after."""
    home = root.parent
    essay, path = home / "essay.md", root / "a.bib"
    log = home / "home" / "state"

    def prepare() -> None:
        shutil.rmtree(log, ignore_errors=True)
        path.write_text(TEXT)
        essay.write_text("See [@serge1930prison].")
        if name == "undo":
            Library.open(root).set_fields("greeman1967", {"note": "n"})

    def run(*tracing: str) -> int:
        command = [sys.executable, "-m", "sergecite", "--library", str(root), *COMMANDS[name](home)]
        return subprocess.run([*tracing, *command], capture_output=True, check=False).returncode

    prepare()
    before = path.read_bytes(), essay.read_bytes()
    assert run() == 0
    after = path.read_bytes(), essay.read_bytes()
    if subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets no process trace another")
    ends = {before: 0, after: 0}
    for call in SYSTEM_CALLS:
        number = 1 if call not in ("openat", "close") else 250  # what Python opens before it knows the command
        while True:
            prepare()
            kill = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}"]
            if run(*kill, "-e", f"inject={call}:signal=SIGKILL:when={number}") == 0:
                break
            Library.open(root).citekeys()
            now = path.read_bytes(), essay.read_bytes()
            assert now in ends, (call, number)
            ends[now] += 1
            Library.open(root).set_fields("serge1938marxism", {"note": "the next day"})
            assert Library.open(root).undo().what == "edit serge1938marxism"
            assert (path.read_bytes(), essay.read_bytes()) == now
            number += 1 if call not in ("openat", "close") else 15
    assert all(ends.values()), ends
