"""Entries of one work made one.

The entry that stays takes over what only the others say; their citekeys go into its `ids`; entries and resolution
records that named them follow. All merges of one call are one change, and `undo` takes it back.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sergecite.bibtex.edit import Splice, apply, retype_entry, set_field, unset_field
from sergecite.bibtex.raw import Raw
from sergecite.bibtex.scan import scan
from sergecite.bibtex.write import typed_value
from sergecite.errors import InputError
from sergecite.model.entry import Entry
from sergecite.store import edits
from sergecite.store.bibfile import BibFile
from sergecite.store.change import Edit, own
from sergecite.store.followers import in_records
from sergecite.store.library import Library
from sergecite.store.merge import merge
from sergecite.store.reading import Reading
from sergecite.store.search import REFERENCES
from sergecite.store.works import Group, Shelf, judged, with_changes

_REFERS = frozenset(REFERENCES)
_MAY_REFER = re.compile("|".join(REFERENCES), re.IGNORECASE)


def merge_groups(library: Library, chosen: Sequence[Group]) -> list[Group]:
    """Merge what can be merged of groups found before, in one step of the log; return the groups as they were merged.

    The library is read anew under its lock; a group that has changed since is left alone.
    """
    done: list[Group] = []
    wanted = {tuple(entry.citekey for entry in group.entries): group for group in chosen}

    def make(reading: Reading) -> Sequence[Edit]:
        shelf = Shelf(reading)
        by_key: dict[str, list[Entry]] = defaultdict(list)
        for entry in shelf.entries:
            by_key[entry.citekey].append(entry)
        for keys, group in wanted.items():
            found = tuple(entry for key in dict.fromkeys(keys) for entry in by_key[key])
            if len(found) == len(keys) and sorted(map(_content, found)) == sorted(map(_content, group.entries)):
                done.append(judged(shelf, tuple(sorted(found, key=lambda one: shelf.numbers[id(one)])), group.pairs))
        edits_made = list(_Merge(shelf, [group for group in done if group.mergeable]).edits())
        return [*edits_made, *in_records(reading.root, _gone(done))]

    what = "merge " + "; ".join(" ".join(entry.citekey for entry in group.entries) for group in chosen[:20])
    library.change(what, make, [library.root / "essays" / "record.toml"])
    return [group for group in done if group.mergeable]


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


class _Merge:
    """The edits of the library's files for a number of merges."""

    def __init__(self, shelf: Shelf, groups: Sequence[Group]) -> None:
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
            so_far = with_changes(so_far, result.entry_type, result.changes)
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
        if not values and not entry_type and not _MAY_REFER.search(old):
            return None
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
