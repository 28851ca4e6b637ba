"""Another citekey for an entry, wherever it is named."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sergecite.errors import UsageError
from sergecite.store import edits
from sergecite.store.change import Edit
from sergecite.store.followers import in_manuscript, in_records, records
from sergecite.store.library import Library
from sergecite.store.reading import Reading


class Renamed(NamedTuple):
    """Where a citekey was replaced: in how many other entries and records, and how often in which manuscripts."""

    entries: int
    records: int
    manuscripts: tuple[tuple[Path, int], ...]


def rename(library: Library, citekey: str, new: str, manuscripts: Sequence[Path] = ()) -> Renamed:
    """Rename an entry in the library, its records and the manuscripts named: all or nothing, one step of the log."""
    edits.check_citekey(new)
    counted: list[Renamed] = []

    def make(reading: Reading) -> Sequence[Edit]:
        if reading.find(citekey) is None:
            raise library.unknown(citekey)
        if new.casefold() != citekey.casefold() and new.casefold() in map(str.casefold, reading.citekeys()):
            raise UsageError(f"the citekey {new} is taken", hint=f"sergecite show {new}")
        keys = {citekey: new}
        named = {path.resolve(): path for path in manuscripts}
        for path in (*(file.path for file in reading.files), *records(library.root)):
            if path.resolve() in named:
                raise UsageError(f"{named[path.resolve()]} is the library's own; it follows unasked")
        entries = [edits.rename(file, citekey, new) for file in reading.files]
        followed = in_records(library.root, keys)
        papers = [in_manuscript(library.root, path, keys) for path in named]
        changed = sum(len(edit.becomes) for edit in entries)
        counts = tuple(zip(named.values(), (count for _, count in papers), strict=True))
        counted.append(Renamed(changed - 1, len(followed), counts))
        found = [*entries, *followed, *(edit for edit, _ in papers if edit is not None)]
        return [edit for edit in found if edit.splices]

    library.change(f"rename {citekey} {new}", make, [library.root / "essays" / "record.toml", *manuscripts])
    return counted[0]
