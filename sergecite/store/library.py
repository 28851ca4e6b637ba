"""The library: a folder of .bib files, read and changed without loss."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sergecite.bibtex.parse import Problem, Source, parse_sources
from sergecite.bibtex.scan import Block
from sergecite.errors import InputError, UnwritableError, UsageError
from sergecite.model.entry import Entry
from sergecite.store import edits
from sergecite.store.bibfile import BibFile, new_bib, read_bib
from sergecite.store.change import Edit, carry_out
from sergecite.store.citekeys import make_citekey
from sergecite.store.discovery import Place
from sergecite.store.encoding import decode
from sergecite.store.history import Change, History, way_back
from sergecite.store.lock import locked
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

    def add(
        self, entries: Sequence[Entry], to: str | None = None, citekeys: Sequence[str | None] = ()
    ) -> tuple[str, ...]:
        """Add entries at the end of a file (the first of the library unless told) and return their citekeys.

        A citekey is the one given in `citekeys`, else the entry's own, else one made by the pattern; a taken one that was
        not asked for gets a letter, one that was asked for is a UsageError.
        """
        asked = [*citekeys, *[None] * (len(entries) - len(citekeys))]
        with self._changing(self._target(to)):
            file = self._file(self._target(to))
            named = self._named(entries, asked)
            label = "add " + ", ".join(entry.citekey for entry in named)
            self._carry_out(label, [edits.add(file, named)])
        return tuple(entry.citekey for entry in named)

    def set_fields(self, citekey: str, values: Mapping[str, str | None], *, was: str | None = None) -> bool:
        """Set fields as a person types them (None: take the field away); tell whether anything changed.

        `was`: the text the caller has seen of the entry; if it has changed since, UnwritableError.
        """
        with self._changing():
            file, number = self._find(citekey, was)
            return self._carry_out(f"edit {citekey}", [edits.set_fields(file, number, values)])

    def set_type(self, citekey: str, entry_type: str) -> bool:
        """Give an entry another type; tell whether anything changed."""
        with self._changing():
            file, number = self._find(citekey)
            return self._carry_out(f"edit {citekey}", [edits.set_type(file, number, entry_type)])

    def rewrite(self, citekey: str, text: str, *, was: str) -> bool:
        """Put a text, edited by hand, in place of an entry's; tell whether anything changed."""
        with self._changing():
            file, number = self._find(citekey, was)
            return self._carry_out(f"edit {citekey}", [edits.rewrite(file, number, text)])

    def rename(self, citekey: str, new: str) -> int:
        """Give an entry another citekey, also where other entries refer to it; return how many entries changed."""
        with self._changing():
            self._find(citekey)
            edits.check_citekey(new)
            if any(_decoded(block.key).casefold() == new.casefold() != citekey.casefold() for block in self._blocks()):
                raise UsageError(f"the citekey {new} is taken", hint=f"sergecite show {new}")
            changes = [edits.rename(file, citekey, new) for file in self.files]
            self._carry_out(f"rename {citekey} {new}", changes)
        return sum(len(change.becomes) for change in changes)

    def remove(self, citekeys: Sequence[str]) -> None:
        """Remove entries; UsageError, and nothing removed, if one of them does not exist."""
        with self._changing():
            found: dict[Path, tuple[BibFile, list[int]]] = {}
            for citekey in dict.fromkeys(citekeys):
                file, number = self._find(citekey)
                found.setdefault(file.path, (file, []))[1].append(number)
            changes = [edits.remove(file, numbers) for file, numbers in found.values()]
            self._carry_out("remove " + ", ".join(citekeys), changes)

    def referring(self, citekeys: Sequence[str]) -> list[tuple[Entry, str]]:
        """Return who else refers to entries, and in which field."""
        wanted = set(citekeys)
        return [
            (entry, field)
            for entry in self.entries()
            if entry.citekey not in wanted
            for field in edits.REFERENCES
            if wanted.intersection(key.strip() for key in entry.fields.get(field, "").split(","))
        ]

    def undo(self) -> Change:
        """Take back the last change that still stands; UsageError if there is none, UnwritableError if it cannot be."""
        with self._changing():
            history = History(self.root)
            for change in reversed(history.changes()):
                if change.undone or change.undoes is not None:
                    continue
                changes = self._ways_back(change)
                if changes:
                    carry_out(f"undo {change.what}", changes, history, undoes=change.number)
                    self._forget()
                    return change
        raise UsageError("there is nothing to undo", hint="`sergecite log` shows the changes")

    def log(self) -> list[Change]:
        """Return the changes made, oldest first."""
        return History(self.root).changes()

    def _ways_back(self, change: Change) -> list[Edit]:
        """Return the edits that take a change back; none if it never took place."""
        found: list[Edit] = []
        for part in change.files:
            file = self._file(self.root / part.name)
            splices = way_back(part, file.view)
            if splices is None:
                if edits.unchanged(part, file):
                    continue
                raise UnwritableError(
                    f"{change.what} cannot be taken back: {part.name} was changed there since",
                    place=str(file.path),
                    hint="`sergecite log --diff` shows what it did",
                )
            found.append(edits.as_written(file, splices))
        return found

    @contextmanager
    def _changing(self, *more: Path) -> Iterator[None]:
        """Hold the locks of the library's folders; what is read inside is what is on disk now."""
        if not self.place.writable:
            raise UnwritableError(
                "this is the Serge library that comes with sergecite; it is only to be read",
                hint="`sergecite init` makes a library of your own",
            )
        folders = {self.root, *(path.resolve().parent for path in (*self.paths, *more))}
        with locked(folder for folder in folders if folder.is_dir()):
            self._forget()
            yield

    def _carry_out(self, what: str, changes: Sequence[Edit]) -> bool:
        done = carry_out(what, changes, History(self.root))
        self._forget()
        return done is not None

    def _forget(self) -> None:
        self._files = None
        self._parsed = None

    def _target(self, to: str | None) -> Path:
        """Return the file that new entries go to: the one named, which may be new, else the library's first."""
        if to is None:
            return self.paths[0] if self.paths else self.root / "library.bib"
        path = self.root / (to if to.lower().endswith(".bib") else to + ".bib")
        if path in self.paths:
            return path
        if self.settings.files or not path.resolve().is_relative_to(self.root.resolve()):
            known = ", ".join(self._name(known) for known in self.paths)
            raise UsageError(f"{to} is no file of the library", hint=f"its files are {known}")
        return path

    def _file(self, path: Path) -> BibFile:
        for file in self.files:
            if file.path == path:
                return file
        return read_bib(path, self._name(path)) if path.exists() else new_bib(path, self._name(path))

    def _blocks(self) -> Iterator[Block]:
        return (block for file in self.files for block in file.blocks if block.kind == "entry")

    def _find(self, citekey: str, was: str | None = None) -> tuple[BibFile, int]:
        """Return the file and the number of the block of an entry."""
        for file in self.files:
            for number, block in enumerate(file.blocks):
                if block.kind == "entry" and _decoded(block.key) == citekey:
                    if was is not None and decode(file.data[block.start : block.end]) != was:
                        raise UnwritableError(
                            f"{citekey} was changed by another program in the meantime; nothing was written",
                            place=str(file.path),
                            hint="look at it and try again",
                        )
                    return file, number
        raise self._unknown(citekey)

    def _named(self, entries: Sequence[Entry], asked: Sequence[str | None]) -> list[Entry]:
        taken = {_decoded(block.key).casefold() for block in self._blocks()}
        named: list[Entry] = []
        for entry, wish in zip(entries, asked, strict=True):
            if wish and wish.casefold() in taken:
                raise UsageError(f"the citekey {wish} is taken", hint=f"sergecite show {wish}")
            key = wish or entry.citekey
            if not key or key.casefold() in taken:
                key = make_citekey(entry, taken, key or self.settings.citekey)
            edits.check_citekey(key)
            taken.add(key.casefold())
            named.append(replace(entry, citekey=key))
        return named

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
