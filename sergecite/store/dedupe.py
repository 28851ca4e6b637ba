"""Works that stand in the library more than once: found, and made one.

The entry that is kept is the one most often referred to, then the one that says most, then the first. It takes over
what only the others say; their citekeys go into its `ids`; entries and resolution records that named them follow. All
merges of one call are one change, and `undo` takes it back.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sergecite.bibtex.edit import Splice, apply, retype_entry, set_field, unset_field
from sergecite.bibtex.raw import Raw, read_entry, read_macros
from sergecite.bibtex.scan import scan
from sergecite.bibtex.write import field_value, typed_value
from sergecite.errors import InputError, UsageError
from sergecite.model.entry import Entry
from sergecite.store import edits
from sergecite.store.bibfile import BibFile
from sergecite.store.change import Edit, own
from sergecite.store.duplicates import Duplicate, find_duplicates
from sergecite.store.encoding import decode
from sergecite.store.followers import count_in_records, in_records
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


class _Shelf:
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

    def stated(self, entry: Entry) -> Stated:
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
    return _groups(_Shelf(library.reading), citekeys)


def merge_groups(library: Library, chosen: Sequence[Group]) -> list[Group]:
    """Merge what can be merged of groups found before, in one step of the log; return the groups as they were merged.

    The library is read anew under its lock; a group that has changed since is left alone.
    """
    done: list[Group] = []
    wanted = {tuple(entry.citekey for entry in group.entries): group for group in chosen}

    def make(reading: Reading) -> Sequence[Edit]:
        shelf = _Shelf(reading)
        by_key: dict[str, list[Entry]] = defaultdict(list)
        for entry in shelf.entries:
            by_key[entry.citekey].append(entry)
        for keys, group in wanted.items():
            found = tuple(entry for key in dict.fromkeys(keys) for entry in by_key[key])
            if len(found) == len(keys) and sorted(map(_content, found)) == sorted(map(_content, group.entries)):
                done.append(_judged(shelf, tuple(sorted(found, key=lambda one: shelf.numbers[id(one)])), group.pairs))
        edits_made = list(_Merge(shelf, [group for group in done if group.mergeable]).edits())
        return [*edits_made, *in_records(reading.root, _gone(done))]

    what = "merge " + "; ".join(" ".join(entry.citekey for entry in group.entries) for group in chosen[:20])
    library.change(what, make, [library.root / "essays" / "record.toml"])
    return [group for group in done if group.mergeable]


def as_one(library: Library, citekeys: Sequence[str]) -> Group:
    """Return the group of entries that the user says are one work; UsageError where one does not exist."""
    shelf = _Shelf(library.reading)
    known = {entry.citekey: entry for entry in reversed(shelf.entries)}
    for key in citekeys:
        if key not in known:
            raise library.unknown(key)
    if len(set(citekeys)) < 2:
        raise UsageError("one entry is nothing to merge", hint="sergecite dedupe --merge KEY OTHER")
    found = sorted({key: known[key] for key in citekeys}.values(), key=lambda entry: shelf.numbers[id(entry)])
    return _judged(shelf, tuple(found), ())


def _content(entry: Entry) -> str:
    return f"{entry.citekey}\0{entry.entry_type}\0{dict(entry.fields)}\0{dict(entry.names)}\0{dict(entry.lists)}"


def _gone(groups: Iterable[Group]) -> dict[str, str]:
    """Return old citekey -> new for what is merged."""
    return {
        entry.citekey: group.kept.citekey
        for group in groups
        for entry in group.mergeable
        if entry.citekey != group.kept.citekey
    }


def _groups(shelf: _Shelf, citekeys: Collection[str]) -> list[Group]:
    pairs = find_duplicates(shelf.entries)
    found = list(_joined([pair for pair in pairs if pair.certain], pairs, shelf))
    inside = {id(entry): number for number, (entries, _) in enumerate(found) for entry in entries}
    found += [
        ((pair.first, pair.second), (pair,))
        for pair in pairs
        if id(pair.first) not in inside or inside[id(pair.first)] != inside.get(id(pair.second))
    ]
    groups = [
        _judged(shelf, entries, reasons)
        for entries, reasons in found
        if not citekeys or any(entry.citekey in citekeys for entry in entries)
    ]
    return sorted(groups, key=lambda group: (not group.certain, shelf.numbers[id(group.entries[0])]))


def _joined(
    certain: Sequence[Duplicate], pairs: Sequence[Duplicate], shelf: _Shelf
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


def _judged(shelf: _Shelf, entries: tuple[Entry, ...], pairs: tuple[Duplicate, ...]) -> Group:
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
        conflicts = [*result.conflicts, *_entangled(shelf, kept, entry)]
        refused[entry.place] = tuple(conflicts)
        if not conflicts:
            spellings += result.spellings
            so_far = _with(so_far, result.entry_type, result.changes)
    return Group(
        entries=entries,
        pairs=pairs,
        certain=any(pair.certain for pair in pairs),
        kept=kept,
        refused=refused,
        spellings=tuple(spellings),
    )


def _entangled(shelf: _Shelf, kept: Entry, other: Entry) -> Iterator[Conflict]:
    """Yield what forbids a merge besides what the entries say: they refer to one another, or one is broken."""
    for one, two in ((kept, other), (other, kept)):
        for name in REFERENCES:
            if two.citekey in [key.strip() for key in one.fields.get(name, "").split(",")]:
                yield Conflict(name, f"{one.citekey} refers to {two.citekey}", "")
        place = shelf.places[shelf.numbers[id(one)]]
        block = place.file.blocks[place.number]
        if block.faults:
            yield Conflict("syntax", f"{one.citekey}: {block.faults[0].reason}", "")


def _with(stated: Stated, entry_type: str, changes: Mapping[str, str | None]) -> Stated:
    values = {**stated.own, **changes}
    return Stated(
        citekey=stated.citekey,
        entry_type=entry_type,
        own={name: value for name, value in values.items() if value is not None},
        inherited=stated.inherited,
    )


class _Merge:
    """The edits of the library's files for a number of merges."""

    def __init__(self, shelf: _Shelf, groups: Sequence[Group]) -> None:
        self._shelf = shelf
        self._groups = groups
        self._keys = _gone(groups)

    def edits(self) -> Iterator[Edit]:
        gone = {id(entry) for group in self._groups for entry in group.mergeable}
        changes = {id(group.kept): self._taken_over(group) for group in self._groups}
        by_file: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
        files: dict[str, BibFile] = {}
        for entry, place in zip(self._shelf.entries, self._shelf.places, strict=True):
            files[place.file.name] = place.file
            by_file[place.file.name].append((place.number, entry))
        for name, rows in by_file.items():
            file = files[name]
            removal = edits.remove(file, [number for number, entry in rows if id(entry) in gone])
            splices, becomes = list(removal.splices), dict(removal.becomes)
            for number, entry in rows:
                if id(entry) in gone:
                    continue
                entry_type, values = changes.get(id(entry), ("", {}))
                changed = self._entry(file, number, entry_type, values)
                if changed is not None:
                    splices.append(changed[0])
                    becomes[number] = changed[1]
            if splices:
                yield Edit(file, splices, becomes)

    def _taken_over(self, group: Group) -> tuple[str, Mapping[str, str | None]]:
        """Return the type and the field values that the kept entry gets."""
        start = so_far = self._shelf.stated(group.kept)
        others = [self._shelf.stated(entry) for entry in group.mergeable]
        for other in others:
            result = merge(so_far, other)
            so_far = _with(so_far, result.entry_type, result.changes)
        ids = [key.strip() for one in (start, *others) for key in one.own.get("ids", "").split(",") if key.strip()]
        ids += [other.citekey for other in others]
        ids = [key for key in dict.fromkeys(ids) if key != start.citekey]
        values: dict[str, str | None] = {
            name: so_far.own.get(name)
            for name in (*start.own, *so_far.own)
            if start.own.get(name) != so_far.own.get(name)
        }
        if ids:
            values["ids"] = ", ".join(ids)
        return so_far.entry_type, values

    def _entry(
        self, file: BibFile, number: int, entry_type: str, values: Mapping[str, str | None]
    ) -> tuple[Splice, Raw] | None:
        """Return how one entry changes: what it takes over, and the references that follow."""
        block = file.blocks[number]
        old = file.view[block.start : block.end]
        was = own(file.view, block)
        keys = {_written(file, key): _written(file, new) for key, new in self._keys.items()}
        body, wanted = old, dict(was.fields)
        for name in _REFERS & was.fields.keys():
            followed = _followed(was.fields[name], keys)
            if followed != was.fields[name]:
                wanted[name] = followed
                body = apply(body, set_field(body, scan(body)[0], name, followed))
        for name, value in values.items():
            view_name = _written(file, name)
            here = scan(body)[0]
            if value is None:
                body = apply(body, unset_field(body, here, view_name))
                wanted.pop(view_name, None)
            else:
                written = _written(file, value, name)
                body = apply(body, set_field(body, here, view_name, written))
                wanted[view_name] = written
        if entry_type and entry_type != was.entry_type:
            body = apply(body, retype_entry(body, scan(body)[0], entry_type))
        becomes = was._replace(fields=wanted, entry_type=entry_type or was.entry_type)
        return (Splice(block.start, block.end, body), becomes) if body != old else None


_REFERS = frozenset(REFERENCES)


def _written(file: BibFile, text: str, field: str = "") -> str:
    """Return text as it is put into a file; InputError where the file's old encoding cannot hold it."""
    if field and file.ascii_only and not text.isascii():
        text = typed_value(field, text, ascii_only=True)
    try:
        return file.encoded(text)
    except UnicodeEncodeError as error:
        raise InputError(
            f"{text} cannot be written in the old encoding of {file.name}", place=str(file.path),
            hint="save the file as UTF-8 first",
        ) from error  # fmt: skip


def _followed(value: str, keys: Mapping[str, str]) -> str:
    """Replace citekeys in a list of them; each is named once."""
    pieces = re.split(r"(\s*,\s*|^\s+|\s+$)", value)
    new = [keys.get(piece, piece) for piece in pieces]
    named = [key.strip() for key in "".join(new).split(",")]
    return "".join(new) if len(set(named)) == len(named) else ", ".join(dict.fromkeys(named))


def _unheard(_name: str, _offset: int) -> None:
    """Pass over a macro that is not defined."""
