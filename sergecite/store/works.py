"""Works that stand in the library more than once: found, and judged whether they can become one.

The entry that would stay is the one most often referred to, then the one that says most, then the first.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sergecite.bibtex.scan import Block
from sergecite.bibtex.write import field_value
from sergecite.errors import UsageError
from sergecite.model.entry import Entry
from sergecite.store.duplicates import Duplicate, DuplicateFinder
from sergecite.store.followers import count_in_records
from sergecite.store.garbage import uncollected
from sergecite.store.library import Library
from sergecite.store.merge import Conflict, Stated, merge
from sergecite.store.reading import Reading
from sergecite.store.search import REFERENCES
from sergecite.store.streaming import EntryStream

MAY_REFER = re.compile("|".join(REFERENCES), re.IGNORECASE)
"""What the text of an entry has in it that names another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entries that are one work, in the order of the library, and the pairs that say so.

    `certain`: enough to merge unasked. `kept` is what would stay. `refused` says for each entry what forbids its merge;
    nothing where it may go.
    """

    entries: tuple[Entry, ...]
    pairs: tuple[Duplicate, ...]
    certain: bool
    kept: Entry
    refused: tuple[tuple[Conflict, ...], ...]
    """For each entry its conflicts."""
    spellings: tuple[Conflict, ...] = ()
    """What differs by a letter or two: what stays, and what is given up."""

    @property
    def others(self) -> tuple[Entry, ...]:
        """All but the one that stays."""
        return tuple(entry for entry in self.entries if entry is not self.kept)

    @property
    def mergeable(self) -> tuple[Entry, ...]:
        """The entries that can go without loss."""
        return tuple(
            entry
            for entry, conflicts in zip(self.entries, self.refused, strict=True)
            if entry is not self.kept and not conflicts
        )

    @property
    def conflicts(self) -> Iterator[tuple[Entry, Conflict]]:
        """Each conflict, with the entry that it keeps from being merged."""
        return (
            (entry, conflict) for entry, found in zip(self.entries, self.refused, strict=True) for conflict in found
        )


class Shelf:
    """A reading with what merging needs: where each entry stands, what it itself states, who refers to it.

    Entries are read when they are asked for and then kept, so that each is one object.
    """

    def __init__(self, reading: Reading) -> None:
        self.stream = EntryStream(reading.files)
        self._root = reading.root
        self._entries: dict[int, Entry] = {}
        self._numbers: dict[int, int] = {}

    def entry(self, number: int) -> Entry:
        """Return an entry by its number in the library, from 0."""
        if number not in self._entries:
            entry = self._entries[number] = self.stream[number].entry
            self._numbers[id(entry)] = number
        return self._entries[number]

    def number(self, entry: Entry) -> int:
        """Return the number of an entry that came from here."""
        return self._numbers[id(entry)]

    def block(self, entry: Entry) -> Block:
        """Return the block of an entry."""
        file, number = self.stream.place(self.number(entry))
        return file.blocks[number]

    @cached_property
    def by_key(self) -> Mapping[str, Sequence[int]]:
        """Citekey -> the numbers of the entries that have it."""
        found: dict[str, list[int]] = defaultdict(list)
        for number in range(len(self.stream)):
            found[self.stream.citekey(number)].append(number)
        return found

    @cached_property
    def references(self) -> Counter[str]:
        """How often entries and records name each citekey."""
        counts = Counter(count_in_records(self._root))
        for number in range(len(self.stream)):
            file, at = self.stream.place(number)
            block = file.blocks[at]
            if MAY_REFER.search(file.view, block.start, block.end):
                own = self.stream.stated(number).fields
                counts.update(key.strip() for name in REFERENCES for key in own.get(name, "").split(","))
        return counts

    def stated(self, entry: Entry) -> Stated:
        """Return what an entry states."""
        raw = self.stream.stated(self.number(entry))
        inherited = {
            name: field_value(entry, name)
            for name in (*entry.fields, *entry.names, *entry.lists)
            if name not in raw.fields
        }
        return Stated(citekey=entry.citekey, entry_type=raw.entry_type, own=raw.fields, inherited=inherited)


def find_groups(
    library: Library,
    citekeys: Collection[str] = (),
    progress: Callable[[str, int, int], None] = lambda _stage, _done, _total: None,
) -> list[Group]:
    """Return the works entered more than once, certain ones first; only those with one of these citekeys, if given.

    `progress` hears of each stage: its name, how many entries are done, of how many.
    """
    shelf = Shelf(library.reading)
    finder = DuplicateFinder()
    with uncollected():
        for number, located in enumerate(shelf.stream):
            if number % 500 == 0:
                progress("reading: entry", number, len(shelf.stream))
            finder.add(located.entry)
        progress("comparing the entries", 0, 0)
        pairs = list(finder.pairs(shelf.entry))
    found = [([shelf.entry(number) for number in numbers], inside) for numbers, inside in _joined(pairs)]
    groups = [
        judged(shelf, tuple(entries), inside)
        for entries, inside in found
        if not citekeys or any(entry.citekey in citekeys for entry in entries)
    ]
    return sorted(groups, key=lambda group: (not group.certain, shelf.number(group.entries[0])))


def as_one(library: Library, citekeys: Sequence[str]) -> Group:
    """Return the group of entries that the user says are one work; UsageError where one does not exist."""
    shelf = Shelf(library.reading)
    for key in citekeys:
        if key not in shelf.by_key:
            raise library.unknown(key)
    if len(set(citekeys)) < 2:
        raise UsageError("one entry is nothing to merge", hint="sergecite dedupe --merge KEY OTHER")
    numbers = sorted({shelf.by_key[key][0] for key in citekeys})
    return judged(shelf, tuple(map(shelf.entry, numbers)), ())


def _joined(pairs: Sequence[tuple[int, int, Duplicate]]) -> Iterator[tuple[list[int], tuple[Duplicate, ...]]]:
    """Yield the sets of entries that certain pairs join, with all pairs among them; then each other pair."""
    leader: dict[int, int] = {}

    def lead(number: int) -> int:
        while leader.setdefault(number, number) != number:
            leader[number] = number = leader[leader[number]]
        return number

    for one, other, pair in pairs:
        if pair.certain:
            first, second = sorted((lead(one), lead(other)))
            leader[second] = first
    members: dict[int, list[int]] = defaultdict(list)
    for number in sorted(leader):
        members[lead(number)].append(number)
    inside: dict[int, list[Duplicate]] = defaultdict(list)
    alone: list[tuple[list[int], tuple[Duplicate, ...]]] = []
    for one, other, pair in pairs:
        if one in leader and other in leader and lead(one) == lead(other):
            inside[lead(one)].append(pair)
        else:
            alone.append(([one, other], (pair,)))
    for head, numbers in members.items():
        yield numbers, tuple(inside[head])
    yield from alone


def judged(shelf: Shelf, entries: tuple[Entry, ...], pairs: tuple[Duplicate, ...]) -> Group:
    """Return a group with which entry would stay and what forbids the others to go."""
    stated = {id(entry): shelf.stated(entry) for entry in entries}
    kept = max(
        entries,
        key=lambda one: (shelf.references[one.citekey], len(stated[id(one)].own), -shelf.number(one)),
    )
    refused: list[tuple[Conflict, ...]] = []
    spellings: list[Conflict] = []
    so_far = stated[id(kept)]
    for entry in entries:
        if entry is kept:
            refused.append(())
            continue
        result = merge(so_far, stated[id(entry)])
        conflicts = [*result.conflicts, *_entangled(shelf, kept, entry), *_shared_keys(shelf, entries, kept, entry)]
        refused.append(tuple(conflicts))
        if not conflicts:
            spellings += result.spellings
            so_far = with_changes(so_far, result.entry_type, result.changes)
    return Group(
        entries=entries,
        pairs=pairs,
        certain=any(pair.certain for pair in pairs),
        kept=kept,
        refused=tuple(refused),
        spellings=tuple(spellings),
    )


def _entangled(shelf: Shelf, kept: Entry, other: Entry) -> Iterator[Conflict]:
    """Yield what forbids a merge besides what the entries say: they refer to one another, or one is broken."""
    for one, two in ((kept, other), (other, kept)):
        for name in REFERENCES:
            if two.citekey in [key.strip() for key in one.fields.get(name, "").split(",")]:
                yield Conflict(name, f"{one.citekey} refers to {two.citekey}", "")
        for fault in shelf.block(one).faults[:1]:
            yield Conflict("syntax", f"{one.citekey}: {fault.reason}", "")


def _shared_keys(shelf: Shelf, entries: Sequence[Entry], *two: Entry) -> Iterator[Conflict]:
    """Yield that a citekey is that of another work too: what refers to it may mean either."""
    for key in dict.fromkeys(entry.citekey for entry in two):
        if len(shelf.by_key[key]) > sum(entry.citekey == key for entry in entries):
            yield Conflict("citekey", f"another work has the citekey {key} too", "")


def with_changes(stated: Stated, entry_type: str, changes: Mapping[str, str | None]) -> Stated:
    """Return what an entry states after a merge."""
    values = {**stated.own, **changes}
    return Stated(
        citekey=stated.citekey,
        entry_type=entry_type,
        own={name: value for name, value in values.items() if value is not None},
        inherited=stated.inherited,
    )
