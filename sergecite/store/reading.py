"""A library read from its files: the truth, which the index only remembers."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from sergecite.bibtex.parse import Problem, Source, parse_sources
from sergecite.model.entry import Entry
from sergecite.store.bibfile import BibFile, key_of, new_bib, read_bib
from sergecite.store.garbage import uncollected

__all__ = ["Reading", "file_name", "key_of"]


class Reading:
    """The files of a library as they are on disk at the moment they are first asked for."""

    def __init__(
        self, root: Path, paths: Sequence[Path], informed: Callable[[Sequence[BibFile]], Sequence[BibFile]] = tuple
    ) -> None:
        """`informed` adds to files that were read what is known of them."""
        self.root = root
        self._paths = tuple(paths)
        self._informed = informed
        self.macros: dict[str, str] = {}
        """The macros defined, once the files are parsed."""

    @cached_property
    def files(self) -> tuple[BibFile, ...]:
        """The files as read."""
        return tuple(self._informed([read_bib(path, file_name(self.root, path)) for path in self._paths]))

    @cached_property
    def parsed(self) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
        """All entries in order, with what they inherit, and what was wrong with the text."""
        sources = [Source(text=file.text, name=file.name) for file in self.files]
        with uncollected():
            return parse_sources(sources, self.macros)

    def file(self, path: Path) -> BibFile:
        """Return one file, which need not exist yet nor belong to the library."""
        for file in self.files:
            if file.path == path:
                return file
        name = file_name(self.root, path)
        return read_bib(path, name) if path.exists() else new_bib(path, name)

    def find(self, citekey: str) -> tuple[BibFile, int] | None:
        """Return the file of an entry and the number of its block there."""
        return next(((file, number) for file in self.files for number in file.find(citekey)), None)

    def citekeys(self) -> Iterator[str]:
        """Yield the citekeys in order."""
        return (citekey for file in self.files for citekey in file.citekeys())


def file_name(root: Path, path: Path) -> str:
    """Return what a file is called in messages: its path relative to the library's folder."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
