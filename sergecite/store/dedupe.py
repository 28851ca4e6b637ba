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
from sergecite.store.bibfile import BibFile, key_of
from sergecite.store.change import Edit, own
from sergecite.store.followers import in_records
from sergecite.store.library import Library
from sergecite.store.merge import merge
from sergecite.store.reading import Reading
from sergecite.store.search import REFERENCES
from sergecite.store.works import MAY_REFER, Group, Shelf, judged, with_changes

_REFERS = frozenset(REFERENCES)


def merge_groups(library: Library, chosen: Sequence[Group]) -> list[Group]:
    """Merge what can be merged of groups found before, in one step of the log; return the groups as they were merged.

    The library is read anew under its lock; a group that has changed since is left alone.
    """
    done: list[Group] = []
    wanted = {tuple(entry.citekey for entry in group.entries): group for group in chosen}

    def make(reading: Reading) -> Sequence[Edit]:
        shelf = Shelf(reading)
        for keys, group in wanted.items():
            numbers = sorted(number for key in set(keys) for number in shelf.by_key.get(key, ()))
            found = tuple(map(shelf.entry, numbers))
            if sorted(map(_content, found)) == sorted(map(_content, group.entries)):
                done.append(judged(shelf, found, group.pairs))
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
        numbers = self._shelf.number
        gone = {numbers(entry) for group in self._groups for entry in group.mergeable}
        changes = {numbers(group.kept): self._taken_over(group) for group in self._groups}
        rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
        files: dict[str, BibFile] = {}
        for number in range(len(self._shelf.stream)):
            file, block = self._shelf.stream.place(number)
            files[file.name] = file
            rows[file.name].append((number, block))
        for name, file in files.items():
            removal = edits.remove(file, [block for number, block in rows[name] if number in gone])
            splices, becomes = list(removal.splices), dict(removal.becomes)
            for number, block in rows[name]:
                if number in gone:
                    continue
                entry_type, values = changes.get(number, ("", {}))
                changed = self._entry(file, block, entry_type, values)
                if changed is not None:
                    splices.append(changed[0])
                    becomes[block] = changed[1]
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
        if not values and not entry_type and not MAY_REFER.search(file.view, block.start, block.end):
            return None
        old = file.view[block.start : block.end]
        was = own(file.view, block)
        body, wanted = old, dict(was.fields)
        for name in _REFERS & was.fields.keys():
            followed = self._followed(was.fields[name], file)
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

    def _followed(self, value: str, file: BibFile) -> str:
        """Replace citekeys in a list of them, as it stands in a file; each is named once."""
        pieces = re.split(r"(\s*,\s*|^\s+|\s+$)", value)
        new = [_written(file, self._keys[key]) if (key := key_of(piece)) in self._keys else piece for piece in pieces]
        named = [key.strip() for key in "".join(new).split(",")]
        return "".join(new) if len(set(named)) == len(named) else ", ".join(dict.fromkeys(named))


def _written(file: BibFile, text: str, field: str = "") -> str:
    """Return text as it is put into a file; InputError where the file's old encoding cannot hold it."""
    if field and not file.holds(text):
        text = typed_value(field, text, ascii_only=True)
    try:
        return file.encoded(text)
    except UnicodeEncodeError as error:
        raise InputError(
            f"{text} cannot be written in the old encoding of {file.name}", place=str(file.path),
            hint="save the file as UTF-8 first",
        ) from error  # fmt: skip
