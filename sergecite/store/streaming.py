"""The entries of a library read one at a time, for work that looks at all of them and need not hold them all.

Kept are the bytes of the files, where each entry stands, and the macros. An entry is read from its block when it is
asked for: in the bytes, then decoded value by value, then filled with what it inherits.
"""

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

from sergecite.bibtex.inherit import Inheritance
from sergecite.bibtex.parse import to_entry
from sergecite.bibtex.raw import Raw, folded, read_entry, read_macros
from sergecite.bibtex.scan import Block, fields
from sergecite.model.entry import Entry
from sergecite.store.bibfile import BibFile, key_of
from sergecite.store.encoding import decode

_IDS = re.compile(r"[iI][dD][sS]\s*=")
"""Where an entry may have former citekeys."""


class Spot(NamedTuple):
    """A place in a file: `offset` and `line_start`, where its line begins, are in bytes; `line` counts from 1."""

    file: BibFile
    offset: int
    line: int
    line_start: int

    def onward(self, offset: int) -> "Spot":
        """Return a place further on."""
        view, newline = self.file.view, self.file.newline
        lines = view.count(newline, self.offset, offset)
        start = view.rfind(newline, self.offset, offset) + 1 if lines else self.line_start
        return Spot(self.file, offset, self.line + lines, start)


class Spots:
    """Tells on which line an offset of a file stands; asked in order, it goes through the file once."""

    def __init__(self, file: BibFile) -> None:
        self._last = self._first = Spot(file, 0, 1, 0)

    def at(self, offset: int) -> Spot:
        """Return the spot of an offset."""
        self._last = (self._last if offset >= self._last.offset else self._first).onward(offset)
        return self._last


class Located(NamedTuple):
    """An entry, complete, and where it stands: its place, its block, and the number of the block in its file.

    `own` is what the entry itself says, as decoded LaTeX; macros stand for themselves.
    """

    entry: Entry
    own: Raw
    spot: Spot
    block: Block
    number: int


class Complaint(NamedTuple):
    """A macro that is not defined, or a reference that dangles or goes round."""

    spot: Spot
    citekey: str
    code: str
    message: str


class EntryStream:
    """The entries of some files in order. `complain` hears of what is wrong while all of them are read."""

    def __init__(self, files: Sequence[BibFile], complain: Callable[[Complaint], None] | None = None) -> None:
        self.files = tuple(files)
        self._complain = complain or (lambda _complaint: None)
        self._file_numbers, self._numbers, self._orders = (array("q") for _ in range(3))
        self._lines, self._line_starts = array("q"), array("q")
        self._macros = _Macros()
        self._by_key: dict[str, int] = {}
        for file_number, file in enumerate(self.files):
            self._find(file_number, file)
        self._inheritance = Inheritance(self._parent, self._complain_of)
        self._heir: tuple[Raw, Spot] | None = None
        self._parent_of = lru_cache(maxsize=2000)(self.stated)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._numbers)

    def __iter__(self) -> Iterator[Located]:
        """Read all entries in order."""
        return (self._read(number, heard=True) for number in range(len(self)))

    def __getitem__(self, number: int) -> Located:
        """Read one entry, by its number from 0."""
        return self._read(number, heard=False)

    def stated(self, number: int) -> Raw:
        """Return what an entry itself says, as decoded LaTeX with macros expanded."""
        return self._raws(number, _unheard)[0]

    def place(self, number: int) -> tuple[BibFile, int]:
        """Return the file of an entry and the number of its block there."""
        return self.files[self._file_numbers[number]], self._numbers[number]

    def number_of(self, citekey: str) -> int | None:
        """Return the number of the first entry that has a citekey: exactly, formerly, or but for its case."""
        number = self._by_key.get(citekey)
        if number is None:
            number = self._by_alias.get(citekey)
        return number if number is not None else self._by_folded_key.get(citekey.casefold())

    def citekey(self, number: int) -> str:
        """Return the citekey of an entry, without reading it."""
        return key_of(self._block(number)[1].key)

    @cached_property
    def _by_alias(self) -> Mapping[str, int]:
        """The former citekeys; entries are read for them only if somebody refers to what is no citekey."""
        found: dict[str, int] = {}
        places = ((at, hit.start()) for at, file in enumerate(self.files) for hit in _IDS.finditer(file.view))
        for number in dict.fromkeys(self._last_before(*place) for place in places):
            for alias in self.stated(number).aliases if number >= 0 else ():
                found.setdefault(alias, number)
        return found

    def _last_before(self, file_number: int, offset: int) -> int:
        """Return the number of the last entry that begins before a place; -1 if none does."""

        def start(number: int) -> tuple[int, int]:
            return self._file_numbers[number], self._block(number)[1].start

        return bisect_left(range(len(self)), (file_number, offset), key=start) - 1

    @cached_property
    def _by_folded_key(self) -> Mapping[str, int]:
        folded: dict[str, int] = {}
        for key, number in self._by_key.items():
            folded.setdefault(key.casefold(), number)
        return folded

    def _find(self, file_number: int, file: BibFile) -> None:
        """Note where the entries of a file stand, and what its macros mean from where on."""
        view = file.view
        spots = Spots(file)
        for number, block in enumerate(file.blocks):
            spot = spots.at(block.start)
            if block.kind == "string":
                self._macros.define(view, block, partial(self._undefined, spot, block.key))
            elif block.kind == "entry" and (block.key or fields(view, block)):
                if block.key:
                    self._by_key.setdefault(key_of(block.key), len(self._numbers))
                self._file_numbers.append(file_number)
                self._numbers.append(number)
                self._lines.append(spot.line)
                self._line_starts.append(spot.line_start)
                self._orders.append(self._macros.order)

    def _block(self, number: int) -> tuple[BibFile, Block]:
        file, block = self.place(number)
        return file, file.blocks[block]

    def _spot(self, number: int) -> Spot:
        file, block = self._block(number)
        return Spot(file, block.start, self._lines[number], self._line_starts[number])

    def _read(self, number: int, *, heard: bool) -> Located:
        spot, (file, block) = self._spot(number), self._block(number)
        complete, own = self._raws(number, partial(self._undefined, spot, block.key) if heard else _unheard)
        self._heir = (complete, spot) if heard else None
        entry = to_entry(complete, self._inheritance.fields(complete), f"{file.name}:{spot.line}")
        return Located(entry, own, spot, block, self._numbers[number])

    def _raws(self, number: int, undefined: Callable[[str, int], None]) -> tuple[Raw, Raw]:
        """Return what an entry itself says, with macros expanded and as it is written."""
        file, block = self._block(number)
        macros = self._macros.at(self._orders[number])
        complete = read_entry(file.view, block, macros, undefined)
        if macros.answered:
            return decoded(complete), own_raw(file, block)
        own = complete if file.view[block.start : block.end].isascii() else decoded(complete)
        return own, own

    def _parent(self, citekey: str) -> Raw | None:
        number = self.number_of(citekey)
        return self._parent_of(number) if number is not None else None

    def _undefined(self, spot: Spot, key: str, name: str, offset: int) -> None:
        message = f"the macro {key_of(name)} is not defined"
        self._complain(Complaint(spot.onward(offset), key_of(key), "macro", message))

    def _complain_of(self, raw: Raw, code: str, message: str) -> None:
        if self._heir is None:
            return
        heir, spot = self._heir
        number = None if raw is heir else self._by_key.get(raw.citekey)
        self._complain(Complaint(spot if number is None else self._spot(number), raw.citekey, code, message))


class _Macros:
    """The macros of a library: what a name means depends on the definitions before the place where it stands."""

    def __init__(self) -> None:
        self.order = 0
        """How many blocks of definitions were read."""
        self._now: dict[str, str] = {}
        self._defined: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def define(self, view: str, block: Block, undefined: Callable[[str, int], None]) -> None:
        """Read a `@string` block."""
        read_macros(view, block, self._now, undefined)
        self.order += 1
        for name in {folded(view[field.start : field.name_end]) for field in fields(view, block)}:
            self._defined[name].append((self.order, self._now[name]))

    def at(self, order: int) -> "_MacrosAt":
        """Return the macros as they are after that many blocks."""
        return _MacrosAt(self._defined, order)


class _MacrosAt(Mapping[str, str]):
    answered = False
    """Whether a macro was expanded."""

    def __init__(self, defined: Mapping[str, list[tuple[int, str]]], order: int) -> None:
        self._defined = defined
        self._order = order

    def __getitem__(self, name: str) -> str:
        found = self._defined.get(name, ())
        last = bisect_left(found, self._order + 1, key=lambda one: one[0])
        if not last:
            raise KeyError(name)
        self.answered = True
        return found[last - 1][1]

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._defined if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def own_raw(file: BibFile, block: Block) -> Raw:
    """Return what an entry itself says, decoded; macros stand for themselves."""
    return decoded(read_entry(file.view, block, {}, _unheard))


def decoded(raw: Raw) -> Raw:
    """Return what was read from a file's bytes as text."""
    return Raw(
        key_of(raw.citekey),
        key_of(raw.entry_type),
        {key_of(name): _text(value) for name, value in raw.fields.items()},
        tuple(key_of(name) for name in raw.doubled),
    )


def _text(view: str) -> str:
    return view if view.isascii() else decode(view.encode("latin-1"))


def _unheard(_name: str, _offset: int) -> None:
    """Pass over a macro that is not defined."""
