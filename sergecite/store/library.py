"""The library: a folder of .bib files, read and changed without loss.

Reading goes through the index where that agrees with the files, and through the files where it does not; changes go
through the files alone.
"""

import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sergecite.errors import InputError, UsageError
from sergecite.model.entry import Entry
from sergecite.store.aliases import renamed
from sergecite.store.candidates import alike, condition, title_words
from sergecite.store.discovery import Place
from sergecite.store.encoding import decode
from sergecite.store.heavy import make_history, make_indexing, make_reading, make_writer, recover, refresh_index
from sergecite.store.index import Index, index_path
from sergecite.store.query import Query, Words
from sergecite.store.search import matching
from sergecite.store.settings import Settings, read_settings
from sergecite.store.words import words

if TYPE_CHECKING:
    from sergecite.bibtex.parse import Problem
    from sergecite.store.bibfile import BibFile
    from sergecite.store.change import Edit
    from sergecite.store.history import Change
    from sergecite.store.reading import Reading
    from sergecite.store.writing import Writer


Result = TypeVar("Result")
Watch = Callable[[str, int], AbstractContextManager[Callable[[str, int, int], None]]]
"""Shows long work to the user: called with what is done and how many bytes that concerns, it gives what hears of the stages."""
_MUCH = 1 << 20
"""Bytes from which it is worth saying that all of them are read each time."""


def _unwatched(_what: str, _size: int) -> AbstractContextManager[Callable[[str, int, int], None]]:
    return nullcontext(lambda _stage, _done, _total: None)


class Library:
    """A library that is open. Nothing is read before it is asked for; what was read is kept until a change."""

    def __init__(self, place: Place, settings: Settings, say: Callable[[str], None], watch: Watch) -> None:
        self.place = place
        self.settings = settings
        self._say = say
        self._watch = watch
        self._index: Index | None = None
        self._reading: Reading | None = None
        self._entries: tuple[Entry, ...] | None = None

    @classmethod
    def open(
        cls, root: Path | Place, say: Callable[[str], None] = lambda _: None, watch: Watch = _unwatched
    ) -> "Library":
        """Open the library in a folder; InputError where its settings are wrong.

        `say` tells the user what is worth knowing and no error: that an interrupted change was finished. `watch` shows the
        making of an index.
        """
        place = root if isinstance(root, Place) else Place(root=root)
        if not place.root.is_dir():
            raise InputError(f"there is no folder {place.root}", hint=f"sergecite init {place.root}")
        return cls(place, read_settings(place.root), say, watch)

    @property
    def root(self) -> Path:
        """The library's folder."""
        return self.place.root

    @property
    def paths(self) -> tuple[Path, ...]:
        """The .bib files in order."""
        return self.settings.paths(self.root)

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries in order, with what they inherit; broken ones as far as they can be read."""
        if self._entries is None:
            index = self._agreeing_index()
            self._entries = tuple(index.entries()) if index is not None else self.reading.parsed[0]
        return self._entries

    def get(self, citekey: str) -> Entry:
        """Return one entry by its citekey or a former one (`ids`); UsageError, with a near citekey as hint, if there is none."""
        index = self._agreeing_index()
        found = (
            index.get(citekey)
            if index is not None
            else next((entry for entry in self.entries() if entry.citekey == citekey), None)
        )
        found = found or self._once_called(citekey)
        if found is None:
            raise self.unknown(citekey)
        return found

    def raw(self, citekey: str) -> str:
        """Return the text of one entry as it stands in its file."""
        index = self._agreeing_index()
        data = index.raw(citekey) if index is not None else None
        if data is None:
            found = self.reading.find(citekey)
            if found is None:
                raise self.unknown(citekey)
            file, number = found
            block = file.blocks[number]
            data = file.data[block.start : block.end]
        return decode(data)

    def select(self, query: Query, limit: int | None = None) -> list[Entry]:
        """Return the entries a query means, in the order of the library: all, or the first few."""
        return list(self.stream(query, limit))

    def stream(self, query: Query, limit: int | None = None) -> Iterator[Entry]:
        """Yield the entries a query means, each read when it is asked for; the library must not be changed meanwhile."""
        index = self._agreeing_index()
        if index is None or self._entries is not None:
            return itertools.islice(matching(query, self.entries()), limit)
        where = condition(query)
        if where is None:
            return itertools.islice(matching(query, index.entries()), limit)
        found = index.entries(where.text, where.given)
        return itertools.islice(found if where.exact else matching(query, found), limit)

    def alike(self, entry: Entry) -> list[Entry]:
        """Return the entries that may be the same work as a new one, in order: few, where there is an index."""
        index = self._agreeing_index()
        if index is None:
            return list(self.entries())
        where = alike(entry, index.rarest(title_words(entry), 3))
        return list(index.entries(where.text, where.given)) if where is not None else []

    def problems(self) -> "tuple[Problem, ...]":
        """Return what was wrong with the text."""
        return self.reading.parsed[1]

    def citekeys(self) -> list[str]:
        """Return all citekeys in order."""
        index = self._agreeing_index()
        return index.citekeys() if index is not None else [entry.citekey for entry in self.entries()]

    @property
    def files(self) -> "tuple[BibFile, ...]":
        """The files as read."""
        return self.reading.files

    @property
    def reading(self) -> "Reading":
        """What the files say; kept until a change."""
        if self._reading is None:
            self._reading = make_reading(self.root, self.paths)
        return self._reading

    def add(
        self, entries: Sequence[Entry], to: str | None = None, citekeys: Sequence[str | None] = ()
    ) -> tuple[str, ...]:
        """Add entries at the end of a file (the first of the library unless told) and return their citekeys.

        A citekey is the one given in `citekeys`, else the entry's own, else one made by the pattern; a taken one that was
        not asked for gets a letter, one that was asked for is a UsageError.
        """
        return self._changed(self._writer.add(entries, to, citekeys))

    def set_fields(
        self,
        citekey: str,
        values: Mapping[str, str | None],
        *,
        entry_type: str | None = None,
        was: str | None = None,
    ) -> bool:
        """Set fields as a person types them (None: take the field away); tell whether anything changed.

        `was`: the text the caller has seen of the entry; if it has changed since, UnwritableError.
        """
        return self._changed(self._writer.set_fields(citekey, values, entry_type, was))

    def rewrite(self, citekey: str, text: str, *, was: str) -> bool:
        """Put a text, edited by hand, in place of an entry's; tell whether anything changed."""
        return self._changed(self._writer.rewrite(citekey, text, was))

    def remove(self, citekeys: Sequence[str]) -> None:
        """Remove entries; UsageError, and nothing removed, if one of them does not exist."""
        self._writer.remove(citekeys)
        self._changed(None)

    def change(self, what: str, make: "Callable[[Reading], Sequence[Edit]]", more: Sequence[Path] = ()) -> bool:
        """Make the edits that `make` works out from what is on disk, all or none, one step in the log.

        `more` are files beside the library's own that may change too. Tell whether anything changed.
        """
        return self._changed(self._writer.change(what, make, more))

    def undo(self, number: int | None = None, *, redo: bool = False) -> "Change":
        """Take back the last change that still stands, or the one of a number, or (`redo`) the last undo.

        Return it, with what was replaced now as its files. NothingFoundError if there is none, UsageError if there is none
        of that number, UnwritableError if it cannot be taken back because its place was changed since.
        """
        return self._changed(self._writer.undo(number, redo=redo))

    def undoing(self, steps: int = 1, number: int | None = None, *, redo: bool = False) -> "list[Change]":
        """Return what so many undos would return, and change nothing."""
        return self._writer.undoing(steps, number, redo=redo)

    def log(self) -> "list[Change]":
        """Return the changes made, oldest first."""
        self._recover()
        return make_history(self.root).changes()

    def unknown(self, citekey: str) -> UsageError:
        """Return the error for a citekey that no entry has."""
        former = self._once_called(citekey)
        now = former.citekey if former else renamed(make_history(self.root).changes()).get(citekey)
        citekeys = self.citekeys()
        hint = (
            "`sergecite search WORDS` finds entries" if citekeys else "the library is empty; `sergecite add` fills it"
        )
        if now in citekeys:
            hint = f"it is {now} now"
        elif near := nearest(citekey, citekeys):
            hint = f"did you mean {near}?"
        return UsageError(f"no entry has the citekey {citekey}", hint=hint)

    def _once_called(self, citekey: str) -> Entry | None:
        """Return the entry that has a citekey among its former ones."""
        query = Words("ids", tuple(words(citekey)), exact=True)
        return next((entry for entry in self.stream(query) if citekey in entry.aliases), None)

    @property
    def _writer(self) -> "Writer":
        return make_writer(self.place, self.settings, self.unknown, self._say)

    def _changed(self, result: Result) -> Result:
        """Forget what was read before a change."""
        if self._index is not None:
            self._index.close()
        self._index = self._reading = self._entries = None
        return result

    def _recover(self) -> None:
        """Finish what an interrupted change left half made."""
        said = recover(self.root, self.paths) if self.place.writable else ""
        if said:
            self._say(said)

    def _agreeing_index(self) -> Index | None:
        """Return the index, made anew if it does not agree with the files; None if none can be kept."""
        if self._index is None and self._reading is None:
            paths = self.paths
            self._index = Index.open(self.root, paths)
            if self._index is None:
                self._recover()  # half a change would be news to the index
                if refresh_index(self.root, paths):
                    self._index = Index.open(self.root, paths)
            if self._index is None and self._make_index():
                self._index = Index.open(self.root, paths)
        return self._index

    def _make_index(self) -> bool:
        """Make the index anew; False where the cache folder does not take it."""
        began = time.time_ns()
        size = sum(len(file.data) for file in self.reading.files)
        with self._watch("making the index", size) as tell:
            made = make_indexing(self.root, self.reading, began, tell).write()
        if not made and size > _MUCH:
            folder = index_path(self.root).parent
            self._say(f"warning: no index can be kept in {folder}, so each command reads the whole library")
        return made


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the word most like another, if any is like it."""
    folded = {other.casefold(): other for other in words}
    import difflib  # noqa: PLC0415  # for a mistyped citekey only; it costs every command 2 ms

    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.75)
    return folded[found[0]] if found else None
