"""Changes that have a way back, each made and taken back in a library of one file."""

import shutil
from collections import Counter
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from sergecite.bibtex.scan import scan
from sergecite.errors import SergeciteError
from sergecite.model.entry import Entry
from sergecite.store.bibfile import BibFile
from sergecite.store.library import Library
from sergecite.store.renaming import rename
from sergecite.store.tagging import tag
from sergecite.store.transcoding import opened

FRESH = Entry(
    citekey="sergecite:fresh", entry_type="book", fields={"title": "Les Années sans pardon & après", "date": "1971"}
)


class Outcome(Enum):
    """What became of a file."""

    SAME = "byte by byte the same"
    NOTHING = "with nothing to change"
    SAID = "refused, with the reason said"
    DIFFERENT = "DIFFERENT"


class _NothingError(Exception):
    """The file has no entry that such a change could be made in."""


def _add(library: Library, _: str) -> None:
    library.add([FRESH])
    library.remove(["sergecite:fresh"])


def _edit(library: Library, citekey: str) -> None:
    """Set a field, look at the bytes around the entry (in UTF-8, whatever the file is in), and take it away."""
    path = library.paths[0]
    before, _ = opened(path.read_bytes())
    block = next(block for block in scan(before.decode("latin-1")) if block.key == citekey)
    library.set_fields(citekey, {"sergecitetest": "1"})
    after, _ = opened(path.read_bytes())
    tail = len(before) - block.end
    if after[: block.start] != before[: block.start] or after[len(after) - tail :] != before[block.end :]:
        raise AssertionError("other bytes changed")
    library.set_fields(citekey, {"sergecitetest": None})


def _rename(library: Library, citekey: str) -> None:
    rename(library, citekey, "sergecite:renamed")
    rename(library, "sergecite:renamed", citekey)


def _tag(library: Library, citekey: str) -> None:
    tag(library, [citekey], ["sergecite tag"], [])
    tag(library, [citekey], [], ["sergecite tag"])


def _undo(library: Library, citekey: str) -> None:
    library.set_fields(citekey, {"title": "Another title", "note": "A note"})
    library.remove([citekey])
    library.undo()
    library.undo()


CHANGES: dict[str, Callable[[Library, str], None]] = {
    "add, remove": _add,
    "edit, edit back": _edit,
    "rename, rename back": _rename,
    "tag, untag": _tag,
    "edit, remove, undo": _undo,
}


def there_and_back(file: BibFile, name: str, scratch: Path) -> tuple[Outcome, str]:
    """Make a change in a copy of a file and take it back; return what became of it, and why if it is not the same."""
    root = scratch / "library"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    path = root / "a.bib"
    path.write_bytes(file.stored)
    try:
        CHANGES[name](Library.open(root), "" if name == "add, remove" else _subject(file))
    except _NothingError:
        return Outcome.NOTHING, ""
    except SergeciteError as error:
        if path.read_bytes() != file.stored:
            return Outcome.DIFFERENT, f"stopped half way: {error}"
        return Outcome.SAID, str(error)
    except AssertionError as error:
        return Outcome.DIFFERENT, str(error)
    return (Outcome.SAME, "") if path.read_bytes() == file.stored else (Outcome.DIFFERENT, "not as before")


def _subject(file: BibFile) -> str:
    """Return the citekey in the middle of those that only one sound entry has."""
    counts = Counter(block.key for block in file.blocks if block.kind == "entry")
    sound = [
        block.key
        for block in file.blocks
        if block.kind == "entry" and not block.faults and block.key.isascii() and counts[block.key] == 1
    ]
    if not sound:
        raise _NothingError
    return sound[len(sound) // 2]
