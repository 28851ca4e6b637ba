"""Another citekey for an entry, wherever it is named."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sergecite.errors import UsageError
from sergecite.store import edits
from sergecite.store.addressing import the_entry
from sergecite.store.change import Edit
from sergecite.store.followers import in_manuscript, in_records, records
from sergecite.store.library import Library
from sergecite.store.reading import Reading, key_of


class Renamed(NamedTuple):
    """Where a citekey was replaced: in how many other entries and records, and how often in which manuscripts."""

    entries: int
    records: int
    manuscripts: tuple[tuple[Path, int], ...]


def rename(library: Library, citekey: str, new: str, manuscripts: Sequence[Path] = ()) -> Renamed:
    """Rename an entry in the library, its records and the manuscripts named: all or nothing, one step of the log.

    `citekey` may be the entry's place, "file:line": where several entries have one citekey, that one alone is renamed.
    """
    edits.check_citekey(new)
    counted: list[Renamed] = []

    def make(reading: Reading) -> Sequence[Edit]:
        file, number = the_entry(reading, citekey, library.unknown)
        key = key_of(file.blocks[number].key)
        citekeys = list(reading.citekeys())
        if new.casefold() != key.casefold() and new.casefold() in map(str.casefold, citekeys):
            raise UsageError(f"the citekey {new} is taken", hint=f"sergecite show {new}")
        named = {path.resolve(): path for path in manuscripts}
        for path in (*(one.path for one in reading.files), *records(library.root)):
            if path.resolve() in named:
                raise UsageError(f"{named[path.resolve()]} is the library's own; it follows unasked")
        if citekeys.count(key) > 1:  # named by its place; what refers to the citekey means the other one
            if manuscripts:
                raise UsageError(f"{key} is the citekey of another entry too; the manuscripts may mean that one")
            counted.append(Renamed(0, 0, ()))
            return [edits.rename(file, key, new, only=number)]
        keys = {key: new}
        entries = [edits.rename(one, key, new) for one in reading.files]
        followed = in_records(library.root, keys)
        papers = [in_manuscript(library.root, path, keys) for path in named.values()]
        changed = sum(len(edit.becomes) for edit in entries)
        counts = tuple(zip(named.values(), (count for _, count in papers), strict=True))
        counted.append(Renamed(changed - 1, len(followed), counts))
        found = [*entries, *followed, *(edit for edit, _ in papers if edit is not None)]
        return [edit for edit in found if edit.splices]

    library.change(f"rename {citekey} {new}", make, [library.root / "essays" / "record.toml", *manuscripts])
    return counted[0]
