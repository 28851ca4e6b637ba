"""The library's files in house style."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sergecite.bibtex.edit import apply
from sergecite.bibtex.house_style import Layout, house_changes, house_value
from sergecite.bibtex.scan import scan
from sergecite.errors import UsageError
from sergecite.store.bibfile import BibFile
from sergecite.store.change import Edit, own, prove
from sergecite.store.library import Library
from sergecite.store.reading import Reading
from sergecite.store.transcoding import opened


class Formatted(NamedTuple):
    """A file that is not in house style yet: its bytes as they are and as they would be, and how many entries differ."""

    file: BibFile
    new: bytes
    entries: int


def formatted(library: Library, names: Collection[str] = ()) -> list[Formatted]:
    """Return the files that are not in house style, proved; UsageError where a name is no file of the library."""
    return [_formatted(edit) for edit in _edits(library, library.reading, names)]


def format_library(library: Library, names: Collection[str] = ()) -> list[Formatted]:
    """Put the files into house style, in one step of the log; return those that were not."""
    done: list[Formatted] = []

    def make(reading: Reading) -> Sequence[Edit]:
        edits = list(_edits(library, reading, names))
        done.extend(_formatted(edit) for edit in edits)
        return edits

    library.change("format", make)
    return done


def format_bytes(data: bytes, name: str = "-") -> bytes:
    """Put the bytes of a .bib file into house style."""
    content, codec = opened(data)
    edit = _edit(BibFile(Path(name), name, content, None, codec=codec), Layout())
    return edit.file.becoming(_formatted(edit).new.decode("latin-1")).stored if edit.splices else data


def file_names(library: Library, named: Collection[str]) -> set[str]:
    """Return the names of the library's files that are meant (all, if none is named); UsageError where one is none.

    A file is named as in the settings, with or without `.bib`, or by its path from the working folder.
    """
    return {file.name for file in _named(library.reading, named)}


def _named(reading: Reading, named: Collection[str]) -> list[BibFile]:
    if not named:
        return list(reading.files)
    found: dict[str, BibFile] = {}
    for name in named:
        file = next(
            (
                one
                for one in reading.files
                if one.name in (name, f"{name}.bib") or one.path.resolve() == Path(name).resolve()
            ),
            None,
        )
        if file is None:
            known = ", ".join(one.name for one in reading.files)
            raise UsageError(f"{name} is no file of the library", hint=f"its files are {known}")
        found[file.name] = file
    return list(found.values())


def _edits(library: Library, reading: Reading, names: Collection[str]) -> Iterator[Edit]:
    layout = Layout(*library.settings.format)
    for file in _named(reading, names):
        edit = _edit(file, layout)
        if edit.splices:
            yield edit


def _edit(file: BibFile, layout: Layout) -> Edit:
    changes = house_changes(file.view, file.blocks, layout)
    becomes = {}
    for change in changes:
        if change.block is not None:
            was = own(file.view, file.blocks[change.block])
            now = own(change.splice.new, scan(change.splice.new)[0]).fields if "#" in change.splice.new else {}
            kept = {name: _expected(name, value, now.get(name)) for name, value in was.fields.items()}
            becomes[change.block] = was._replace(fields=kept)
    return Edit(file, [change.splice for change in changes], becomes)


def _expected(name: str, was: str, now: str | None) -> str:
    """Return how a value must read: as house style has it; joined by `#`, its parts keep their white space."""
    return was if now == was else house_value(name, was)


def _formatted(edit: Edit) -> Formatted:
    new = apply(edit.file.view, edit.splices)
    prove(edit, new)
    return Formatted(edit.file, new.encode("latin-1"), len(edit.becomes))
