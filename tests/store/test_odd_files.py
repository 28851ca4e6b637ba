"""Files and folders of the kind that nobody expects in a library."""

import os
import signal
import tempfile
from pathlib import Path

import pytest

from sergecite.errors import InputError
from sergecite.model.entry import Entry
from sergecite.store.index import Index
from sergecite.store.library import Library
from tests.store.killing import in_child

ENTRY = "@book{a, title = {One}, author = {Serge, Victor}, date = {1930}}\n"


def test_what_is_no_regular_file_is_not_read(tmp_path: Path) -> None:
    """A pipe is not waited for, and a device not read to its end, which it may not have."""
    pipe, device = tmp_path / "pipe", tmp_path / "device"
    for root in (pipe, device):
        root.mkdir()
    os.mkfifo(pipe / "a.bib")
    (device / "a.bib").symlink_to("/dev/null")

    def refused() -> None:
        signal.alarm(20)
        for root in (pipe, device):
            with pytest.raises(InputError, match="no regular file"):
                Library.open(root).entries()
        with pytest.raises(InputError, match="no regular file"):
            Library.open(pipe).add([Entry(citekey="b", entry_type="book")])

    assert in_child(refused) == 0
    assert (pipe / "a.bib").is_fifo()


@pytest.mark.parametrize("name", ["with space", "new\nline", "a#b?c%20d", "quote\"'", "accents é", b"latin \xe9"])
def test_any_name_of_a_folder_and_a_file_serves(tmp_path: Path, name: str | bytes) -> None:
    """Whatever a folder and a file are called, the index is made and agrees, and changes are made and taken back."""
    root = tmp_path / os.fsdecode(name)
    path = root / f"{os.fsdecode(name)}.bib"
    try:
        root.mkdir()
        path.write_text(ENTRY)
    except OSError:
        pytest.skip("this file system wants names to be text")
    library = Library.open(root)
    assert [entry.citekey for entry in library.entries()] == ["a"]
    library.set_fields("a", {"note": "new"})
    index = Index.open(root, library.paths)
    assert index is not None
    assert [(entry.text("note"), entry.place) for entry in index.entries()] == [("new", f"{path.name}:1")]
    index.close()
    library.undo()
    assert path.read_text() == ENTRY


@pytest.mark.parametrize("second", [-155_000_000, 4_000_000_000, 1_000_000_000], ids=["1965", "2096", "2001"])
def test_a_clock_that_cannot_be_trusted(tmp_path: Path, second: int) -> None:
    """A change of the same size is noticed although the time of the file is long ago, or still to come."""
    path = tmp_path / "a.bib"
    path.write_text(ENTRY)
    os.utime(path, (second, second))
    assert Library.open(tmp_path).get("a").text("title") == "One"
    path.write_text(ENTRY.replace("One", "Two"))
    os.utime(path, (second, second + 1))
    assert Library.open(tmp_path).get("a").text("title") == "Two"
    Library.open(tmp_path).set_fields("a", {"title": "Six"})
    assert Library.open(tmp_path).get("a").text("title") == "Six"


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can become somebody else")
def test_a_file_that_may_not_be_read() -> None:
    """A file of somebody else's is an error that names it, for reading and for changing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.bib")
        path.write_text(ENTRY)
        path.chmod(0o600)
        path.parent.chmod(0o755)
        library = Library.open(path.parent)

        def refused() -> None:
            os.seteuid(65534)
            for work in (Library.entries, lambda library: library.remove(["a"])):
                with pytest.raises(InputError, match="Permission denied"):
                    work(library)

        assert in_child(refused) == 0
        assert path.read_text() == ENTRY
