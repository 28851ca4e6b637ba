"""Works that stand in the library more than once: found, and judged whether they can become one.

The entry that would stay is the one most often referred to, then the one that says most, then the first.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sergecite.bibtex.raw import read_entry, read_macros
from sergecite.bibtex.write import field_value
from sergecite.errors import UsageError
from sergecite.model.entry import Entry
from sergecite.store.bibfile import BibFile
from sergecite.store.change import own
from sergecite.store.duplicates import Duplicate, find_duplicates
from sergecite.store.encoding import decode
from sergecite.store.followers import count_in_records
from sergecite.store.library import Library
from sergecite.store.merge import Conflict, Stated, merge
from sergecite.store.reading import Reading
from sergecite.store.search import REFERENCES


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entries that are one work, in the order of the library, and the pairs that say so.

    `certain`: enough to merge unasked. `kept` is what would stay. `refused` says for each other entry what forbids its
    merge; an empty tuple where nothing does.
    """

    entries: tuple[Entry, ...]
    pairs: tuple[Duplicate, ...]
    certain: bool
    kept: Entry
    refused: Mapping[str, tuple[Conflict, ...]]
    """Place of an entry -> its conflicts."""
    spellings: tuple[Conflict, ...] = ()
    """What differs by a letter or two: what stays, and what is given up."""

    @property
    def others(self) -> tuple[Entry, ...]:
        """All but the one that stays."""
        return tuple(entry for entry in self.entries if entry is not self.kept)

    @property
    def mergeable(self) -> tuple[Entry, ...]:
        """The entries that can go without loss."""
        return tuple(entry for entry in self.others if not self.refused.get(entry.place))


@dataclass(frozen=True, slots=True)
class _Place:
    file: BibFile
    number: int


class Shelf:
    """A reading with what merging needs: where each entry stands, what it itself states, who refers to it."""

    def __init__(self, reading: Reading) -> None:
        self.entries = reading.parsed[0]
        self.places: list[_Place] = []
        self._macros: dict[str, str] = {}
        for file in reading.files:
            for number, block in enumerate(file.blocks):
                if block.kind == "string":
                    read_macros(file.view, block, self._macros, _unheard)
                elif block.kind == "entry" and (block.key or own(file.view, block).fields):
                    self.places.append(_Place(file, number))
        self.numbers = {id(entry): number for number, entry in enumerate(self.entries)}
        self.references = Counter(
            key.strip()
            for entry in self.entries
            for name in REFERENCES
            if name in entry.fields
            for key in entry.fields[name].split(",")
        )
        self.references.update(count_in_records(reading.root))
        self.keys = Counter(entry.citekey for entry in self.entries)

    def stated(self, entry: Entry) -> Stated:
        """Return what an entry states."""
        place = self.places[self.numbers[id(entry)]]
        block = place.file.blocks[place.number]
        raw = read_entry(place.file.view, block, self._macros, _unheard)
        fields = {decode(name.encode("latin-1")): decode(value.encode("latin-1")) for name, value in raw.fields.items()}
        inherited = {
            name: field_value(entry, name) for name in (*entry.fields, *entry.names, *entry.lists) if name not in fields
        }
        return Stated(citekey=entry.citekey, entry_type=raw.entry_type, own=fields, inherited=inherited)


def find_groups(library: Library, citekeys: Collection[str] = ()) -> list[Group]:
    """Return the works entered more than once, certain ones first; only those with one of these citekeys, if given."""
    return _groups(Shelf(library.reading), citekeys)


def as_one(library: Library, citekeys: Sequence[str]) -> Group:
    """Return the group of entries that the user says are one work; UsageError where one does not exist."""
    shelf = Shelf(library.reading)
    known = {entry.citekey: entry for entry in reversed(shelf.entries)}
    for key in citekeys:
        if key not in known:
            raise library.unknown(key)
    if len(set(citekeys)) < 2:
        raise UsageError("one entry is nothing to merge", hint="sergecite dedupe --merge KEY OTHER")
    found = sorted({key: known[key] for key in citekeys}.values(), key=lambda entry: shelf.numbers[id(entry)])
    return judged(shelf, tuple(found), ())


def _groups(shelf: Shelf, citekeys: Collection[str]) -> list[Group]:
    pairs = find_duplicates(shelf.entries)
    found = list(_joined([pair for pair in pairs if pair.certain], pairs, shelf))
    inside = {id(entry): number for number, (entries, _) in enumerate(found) for entry in entries}
    found += [
        ((pair.first, pair.second), (pair,))
        for pair in pairs
        if id(pair.first) not in inside or inside[id(pair.first)] != inside.get(id(pair.second))
    ]
    groups = [
        judged(shelf, entries, reasons)
        for entries, reasons in found
        if not citekeys or any(entry.citekey in citekeys for entry in entries)
    ]
    return sorted(groups, key=lambda group: (not group.certain, shelf.numbers[id(group.entries[0])]))


def _joined(
    certain: Sequence[Duplicate], pairs: Sequence[Duplicate], shelf: Shelf
) -> Iterator[tuple[tuple[Entry, ...], tuple[Duplicate, ...]]]:
    """Yield the sets of entries that certain pairs join, with all pairs among them."""
    leader: dict[int, int] = {}

    def lead(number: int) -> int:
        while leader.setdefault(number, number) != number:
            leader[number] = number = leader[leader[number]]
        return number

    ends = {id(pair): (shelf.numbers[id(pair.first)], shelf.numbers[id(pair.second)]) for pair in pairs}
    for pair in certain:
        first, second = sorted(map(lead, ends[id(pair)]))
        leader[second] = first
    members: dict[int, list[Entry]] = defaultdict(list)
    for number in sorted(leader):
        members[lead(number)].append(shelf.entries[number])
    reasons: dict[int, list[Duplicate]] = defaultdict(list)
    for pair in pairs:
        first, second = ends[id(pair)]
        if first in leader and second in leader and lead(first) == lead(second):
            reasons[lead(first)].append(pair)
    for head, entries in members.items():
        yield tuple(entries), tuple(reasons[head])


def judged(shelf: Shelf, entries: tuple[Entry, ...], pairs: tuple[Duplicate, ...]) -> Group:
    """Return a group with which entry would stay and what forbids the others to go."""
    stated = {id(entry): shelf.stated(entry) for entry in entries}
    kept = max(
        entries,
        key=lambda one: (shelf.references[one.citekey], len(stated[id(one)].own), -shelf.numbers[id(one)]),
    )
    refused: dict[str, tuple[Conflict, ...]] = {}
    spellings: list[Conflict] = []
    so_far = stated[id(kept)]
    for entry in entries:
        if entry is kept:
            continue
        result = merge(so_far, stated[id(entry)])
        conflicts = [*result.conflicts, *_entangled(shelf, kept, entry), *_shared_keys(shelf, entries, kept, entry)]
        refused[entry.place] = tuple(conflicts)
        if not conflicts:
            spellings += result.spellings
            so_far = with_changes(so_far, result.entry_type, result.changes)
    return Group(
        entries=entries,
        pairs=pairs,
        certain=any(pair.certain for pair in pairs),
        kept=kept,
        refused=refused,
        spellings=tuple(spellings),
    )


def _entangled(shelf: Shelf, kept: Entry, other: Entry) -> Iterator[Conflict]:
    """Yield what forbids a merge besides what the entries say: they refer to one another, or one is broken."""
    for one, two in ((kept, other), (other, kept)):
        for name in REFERENCES:
            if two.citekey in [key.strip() for key in one.fields.get(name, "").split(",")]:
                yield Conflict(name, f"{one.citekey} refers to {two.citekey}", "")
        place = shelf.places[shelf.numbers[id(one)]]
        block = place.file.blocks[place.number]
        if block.faults:
            yield Conflict("syntax", f"{one.citekey}: {block.faults[0].reason}", "")


def _shared_keys(shelf: Shelf, entries: Sequence[Entry], *two: Entry) -> Iterator[Conflict]:
    """Yield that a citekey is that of another work too: what refers to it may mean either."""
    for key in dict.fromkeys(entry.citekey for entry in two):
        if shelf.keys[key] > sum(entry.citekey == key for entry in entries):
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


def _unheard(_name: str, _offset: int) -> None:
    """Pass over a macro that is not defined."""
