"""Changes of a library: under its lock, on what is on disk at that moment."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from sergecite.errors import InputError, UnwritableError, UsageError
from sergecite.model.entry import Entry
from sergecite.store import edits
from sergecite.store.addressing import the_entry
from sergecite.store.bibfile import BibFile
from sergecite.store.change import Edit, carry_out
from sergecite.store.citekeys import make_citekey
from sergecite.store.discovery import Place
from sergecite.store.encoding import decode
from sergecite.store.git import commit
from sergecite.store.history import Change, History
from sergecite.store.known import with_known
from sergecite.store.lock import locked
from sergecite.store.reading import Reading, file_name
from sergecite.store.recovery import settle
from sergecite.store.refreshing import follow
from sergecite.store.settings import Settings
from sergecite.store.undoing import Undoing

Unknown = Callable[[str], UsageError]


class Writer:
    """Makes one change. `unknown` says that there is no entry of a citekey; `say` tells the user what is no error."""

    def __init__(self, place: Place, settings: Settings, unknown: Unknown, say: Callable[[str], None]) -> None:
        self._place = place
        self._settings = settings
        self._unknown = unknown
        self._say = say
        self._root = place.root
        self._paths = settings.paths(place.root)
        self._history = History(place.root)

    def add(self, entries: Sequence[Entry], to: str | None, citekeys: Sequence[str | None]) -> tuple[str, ...]:
        """See `Library.add`."""
        asked = [*citekeys, *[None] * (len(entries) - len(citekeys))]
        target = self._target(to)
        with self._changing(target) as reading:
            named = self._named(reading, entries, asked)
            label = "add " + ", ".join(entry.citekey for entry in named)
            self._carry_out(reading, label, [edits.add(reading.file(target), named)])
        return tuple(entry.citekey for entry in named)

    def set_fields(
        self, citekey: str, values: Mapping[str, str | None], entry_type: str | None, was: str | None
    ) -> bool:
        """See `Library.set_fields`."""
        with self._changing() as reading:
            file, number = self._find(reading, citekey, was)
            return self._carry_out(reading, f"edit {citekey}", [edits.set_fields(file, number, values, entry_type)])

    def rewrite(self, citekey: str, text: str, was: str) -> bool:
        """See `Library.rewrite`."""
        with self._changing() as reading:
            file, number = self._find(reading, citekey, was)
            return self._carry_out(reading, f"edit {citekey}", [edits.rewrite(file, number, text)])

    def remove(self, citekeys: Sequence[str]) -> None:
        """See `Library.remove`."""
        with self._changing() as reading:
            found: dict[Path, tuple[BibFile, list[int]]] = {}
            for citekey in dict.fromkeys(citekeys):
                file, number = self._find(reading, citekey)
                found.setdefault(file.path, (file, []))[1].append(number)
            changes = [edits.remove(file, numbers) for file, numbers in found.values()]
            self._carry_out(reading, "remove " + ", ".join(citekeys), changes)

    def change(self, what: str, make: Callable[[Reading], Sequence[Edit]], more: Sequence[Path]) -> bool:
        """See `Library.change`."""
        with self._changing(*more) as reading:
            return self._carry_out(reading, what, make(reading))

    def undo(self, number: int | None, *, redo: bool) -> Change:
        """See `Library.undo`."""
        with self._changing() as reading:
            change, changes = Undoing(self._root, self._history.changes(), reading).step(number, redo=redo)
            again = change.undoes is not None
            label = f"{'redo' if again else 'undo'} {change.what.removeprefix('undo ') if again else change.what}"
            self._carry_out(reading, label, changes, undoes=change.number)
        return change

    def undoing(self, steps: int, number: int | None, *, redo: bool) -> list[Change]:
        """See `Library.undoing`."""
        with self._changing() as reading:
            undoing = Undoing(self._root, self._history.changes(), reading)
            return [undoing.step(number, redo=redo)[0] for _ in range(steps)]

    @contextmanager
    def _changing(self, *more: Path) -> Iterator[Reading]:
        """Hold the locks of the library's folders; what is read inside is what is on disk now."""
        self._place.check_writable()
        folders = {self._root, *(path.resolve().parent for path in (*self._paths, *more))}
        with locked(folder for folder in folders if folder.is_dir()):
            reading = self._read()
            settled = settle(self._root, self._history, reading)
            if settled:
                self._say(settled)
                reading = self._read()
            yield reading

    def _read(self) -> Reading:
        return Reading(self._root, self._paths, partial(with_known, self._root))

    def _carry_out(self, reading: Reading, what: str, changes: Sequence[Edit], undoes: int | None = None) -> bool:
        done = carry_out(what, changes, self._history, undoes)
        if done is None:
            return False
        change, written = done
        follow(self._root, reading.files, written)
        if self._settings.commit:
            warning = commit(self._root, change, self._history.changes)
            if warning:
                self._say(warning)
        return True

    def _target(self, to: str | None) -> Path:
        """Return the file that new entries go to: the one named, which may be new, else the library's first."""
        if to is None:
            return self._paths[0] if self._paths else self._root / "library.bib"
        path = self._root / (to if to.lower().endswith(".bib") else to + ".bib")
        if path in self._paths:
            return path
        if self._settings.files or not path.resolve().is_relative_to(self._root.resolve()):
            known = ", ".join(file_name(self._root, known) for known in self._paths)
            raise UsageError(f"{to} is no file of the library", hint=f"its files are {known}")
        return path

    def _find(self, reading: Reading, citekey: str, was: str | None = None) -> tuple[BibFile, int]:
        file, number = the_entry(reading, citekey, self._unknown)
        block = file.blocks[number]
        if was is not None and decode(file.data[block.start : block.end]) != was:
            raise UnwritableError(
                f"{citekey} was changed by another program in the meantime; nothing was written",
                place=str(file.path),
                hint="look at it and try again",
            )
        return file, number

    def _named(self, reading: Reading, entries: Sequence[Entry], asked: Sequence[str | None]) -> list[Entry]:
        if len(asked) != len(entries):
            raise InputError("there are more citekeys than entries")
        taken = set(map(str.casefold, reading.citekeys()))
        named: list[Entry] = []
        for entry, wish in zip(entries, asked, strict=True):
            if wish and wish.casefold() in taken:
                raise UsageError(f"the citekey {wish} is taken", hint=f"sergecite show {wish}")
            key = wish or (entry.citekey if edits.is_citekey(entry.citekey) else "")
            if not key or key.casefold() in taken:
                key = make_citekey(entry, taken, key or self._settings.citekey)
                if entry.citekey and not edits.is_citekey(entry.citekey):
                    self._say(f"warning: {entry.citekey} cannot be a citekey, so it is {key} here")
            edits.check_citekey(key)
            taken.add(key.casefold())
            named.append(replace(entry, citekey=key))
        return named
