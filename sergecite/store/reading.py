"""A library read from its files: the truth, which the index only remembers."""

import gc
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from sergecite.bibtex.parse import Problem, Source, parse_sources
from sergecite.model.entry import Entry
from sergecite.store.bibfile import BibFile, new_bib, read_bib
from sergecite.store.encoding import decode


class Reading:
    """The files of a library as they are on disk at the moment they are first asked for."""

    def __init__(self, root: Path, paths: Sequence[Path]) -> None:
        self.root = root
        self._paths = tuple(paths)
        self.macros: dict[str, str] = {}
        """The macros defined, once the files are parsed."""

    @cached_property
    def files(self) -> tuple[BibFile, ...]:
        """The files as read."""
        return tuple(read_bib(path, file_name(self.root, path)) for path in self._paths)

    @cached_property
    def parsed(self) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
        """All entries in order, with what they inherit, and what was wrong with the text."""
        sources = [Source(text=file.text, name=file.name) for file in self.files]
        # Millions of objects are made and none is thrown away: looking for garbage would cost a fifth more.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return parse_sources(sources, self.macros)
        finally:
            if collecting:
                gc.enable()

    def file(self, path: Path) -> BibFile:
        """Return one file, which need not exist yet nor belong to the library."""
        for file in self.files:
            if file.path == path:
                return file
        name = file_name(self.root, path)
        return read_bib(path, name) if path.exists() else new_bib(path, name)

    def find(self, citekey: str) -> tuple[BibFile, int] | None:
        """Return the file of an entry and the number of its block there."""
        view = citekey.encode("utf-8").decode("latin-1")
        for file in self.files:
            for number, block in enumerate(file.blocks):
                if block.kind == "entry" and (block.key == view or key_of(block.key) == citekey):
                    return file, number
        return None

    def citekeys(self) -> Iterator[str]:
        """Yield the citekeys in order."""
        return (key_of(block.key) for file in self.files for block in file.blocks if block.kind == "entry")


def file_name(root: Path, path: Path) -> str:
    """Return what a file is called in messages: its path relative to the library's folder."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def key_of(view: str) -> str:
    """Return the text of a citekey found in a file's latin-1 view."""
    return view if view.isascii() else decode(view.encode("latin-1"))
