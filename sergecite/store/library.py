"""The library: a folder of .bib files, read and changed without loss."""

import difflib
from collections.abc import Iterable
from pathlib import Path

from sergecite.bibtex.parse import Problem, Source, parse_sources
from sergecite.errors import InputError, UsageError
from sergecite.model.entry import Entry
from sergecite.store.bibfile import BibFile, read_bib
from sergecite.store.discovery import Place
from sergecite.store.encoding import decode
from sergecite.store.settings import Settings, read_settings


class Library:
    """A library that is open. Nothing is read before it is asked for; what was read is kept until a change."""

    def __init__(self, place: Place, settings: Settings) -> None:
        self.place = place
        self.settings = settings
        self._files: tuple[BibFile, ...] | None = None
        self._parsed: tuple[tuple[Entry, ...], tuple[Problem, ...]] | None = None

    @classmethod
    def open(cls, root: Path | Place) -> "Library":
        """Open the library in a folder; InputError where its settings are wrong."""
        place = root if isinstance(root, Place) else Place(root=root, found_by="named")
        if not place.root.is_dir():
            raise InputError(f"there is no folder {place.root}", hint=f"sergecite init {place.root}")
        return cls(place, read_settings(place.root))

    @property
    def root(self) -> Path:
        """The library's folder."""
        return self.place.root

    @property
    def paths(self) -> tuple[Path, ...]:
        """The .bib files in order: as the settings name them, else all of the folder by name."""
        if not self.settings.files:
            return tuple(sorted(path for path in self.root.iterdir() if path.suffix.lower() == ".bib"))
        found: dict[Path, None] = {}
        for name in self.settings.files:
            if any(sign in name for sign in "*?["):
                found.update(dict.fromkeys(sorted(self.root.glob(name))))
            else:
                found[self.root / name] = None
        return tuple(found)

    @property
    def files(self) -> tuple[BibFile, ...]:
        """The files as read."""
        if self._files is None:
            self._files = tuple(read_bib(path, self._name(path)) for path in self.paths)
        return self._files

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries in order, with what they inherit; broken ones as far as they can be read."""
        return self._read()[0]

    def problems(self) -> tuple[Problem, ...]:
        """Return what was wrong with the text."""
        return self._read()[1]

    def get(self, citekey: str) -> Entry:
        """Return one entry; UsageError, with a near citekey as hint, if there is none."""
        for entry in self.entries():
            if entry.citekey == citekey:
                return entry
        raise self._unknown(citekey)

    def raw(self, citekey: str) -> str:
        """Return the text of one entry as it stands in its file."""
        for file in self.files:
            for block in file.blocks:
                if block.kind == "entry" and _decoded(block.key) == citekey:
                    return decode(file.data[block.start : block.end])
        raise self._unknown(citekey)

    def _read(self) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
        if self._parsed is None:
            self._parsed = parse_sources(Source(text=file.text, name=file.name) for file in self.files)
        return self._parsed

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def _unknown(self, citekey: str) -> UsageError:
        near = nearest(citekey, (entry.citekey for entry in self.entries()))
        return UsageError(f"no entry has the citekey {citekey}", hint=f"did you mean {near}?" if near else None)


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the word most like another, if any is like it."""
    folded = {other.casefold(): other for other in words}
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.75)
    return folded[found[0]] if found else None


def _decoded(view: str) -> str:
    """Return the text of a piece of a file's latin-1 view."""
    return view if view.isascii() else decode(view.encode("latin-1"))
