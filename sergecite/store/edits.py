"""What each kind of change does to a file: splices, and how the blocks must read afterwards."""

import re
from collections.abc import Mapping, Sequence

from sergecite.bibtex import edit
from sergecite.bibtex.edit import Splice
from sergecite.bibtex.raw import Raw
from sergecite.bibtex.scan import Block, fields, parts, scan
from sergecite.bibtex.write import entry_values, typed_value
from sergecite.errors import InputError, UsageError
from sergecite.model.entry import Entry
from sergecite.store.bibfile import BibFile
from sergecite.store.change import Edit, own
from sergecite.store.encoding import decode
from sergecite.store.history import FileChange, digest

REFERENCES = ("crossref", "xref", "xdata", "related", "entryset")
"""The fields that name other entries."""
_CITEKEY = re.compile(r"[^\s\"#%'(),={}\\~\x00-\x1f\x7f]+")
_FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:+_-]*")
_TYPE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def check_citekey(citekey: str) -> None:
    """Refuse a citekey that BibTeX could not read back."""
    if not _CITEKEY.fullmatch(citekey) or citekey.startswith("@"):
        raise UsageError(f"{citekey!r} cannot be a citekey", hint="no spaces, and none of \" # % ' ( ) , = { } \\ ~")


def add(file: BibFile, entries: Sequence[Entry]) -> Edit:
    """Append entries to a file."""
    rows: list[tuple[str, str, Mapping[str, str]]] = []
    for entry in entries:
        check_type(entry.entry_type)
        for name in (*entry.fields, *entry.names, *entry.lists):
            check_field_name(name)
        values = entry_values(entry, ascii_only=file.ascii_only)
        rows.append(
            (
                entry.entry_type,
                file.encoded(entry.citekey),
                {name: file.encoded(value) for name, value in values.items()},
            )
        )
    splice = edit.append_entries(file.view, rows, file.blocks)
    added = [Raw(citekey, entry_type.lower(), values) for entry_type, citekey, values in rows]
    return Edit(file, [splice], {}, added)


def set_fields(file: BibFile, number: int, values: Mapping[str, str | None]) -> Edit:
    """Set or unset fields of one entry."""
    block = _sound(file, number)
    was = own(file.view, block)
    wanted = dict(was.fields)
    text = file.view
    # Each field is spliced into the entry alone; the whole entry is then replaced where it differs.
    body = text[block.start : block.end]
    for name, typed in values.items():
        check_field_name(name)
        here = scan(body)[0]
        lower = name.lower()
        if typed is None:
            if lower not in wanted:
                raise UsageError(f"{decode(was.citekey.encode('latin-1'))} has no field {name}")
            body = edit.apply(body, edit.unset_field(body, here, lower))
            del wanted[lower]
            continue
        value = file.encoded(typed_value(lower, typed, ascii_only=file.ascii_only))
        if not value:
            raise UsageError(f"{name} would be empty", hint=f"--unset {name} takes the field away")
        if wanted.get(lower) == value:
            continue
        body = edit.apply(body, edit.set_field(body, here, lower, value))
        wanted[lower] = value
    return Edit(file, [_narrow(text, block.start, block.end, body)], {number: was._replace(fields=wanted)})


def set_type(file: BibFile, number: int, entry_type: str) -> Edit:
    """Change the type of one entry."""
    block = _sound(file, number)
    check_type(entry_type)
    was = own(file.view, block)
    splices = edit.retype_entry(file.view, block, entry_type) if was.entry_type != entry_type.lower() else []
    return Edit(file, splices, {number: was._replace(entry_type=entry_type.lower())})


def rewrite(file: BibFile, number: int, text: str) -> Edit:
    """Put a text in place of an entry; InputError unless it is exactly one sound entry."""
    block = file.blocks[number]
    body = file.encoded(text.strip())
    found = scan(body)
    if len(found) != 1 or found[0].kind != "entry" or (found[0].start, found[0].end) != (0, len(body)):
        raise InputError("the text must be exactly one entry, @type{citekey, ...}", hint="nothing was changed")
    if found[0].faults:
        fault = found[0].faults[0]
        line = body.count("\n", 0, fault.offset) + 1
        raise InputError(f"{fault.reason} (line {line} of the entry)", hint="nothing was changed")
    check_citekey(decode(found[0].key.encode("latin-1")))
    return Edit(file, [_narrow(file.view, block.start, block.end, body)], {number: own(body, found[0])})


def rename(file: BibFile, citekey: str, new: str) -> Edit:
    """Rename an entry in one file, and follow it in the fields that refer to it."""
    text = file.view
    old_key, new_key = file.encoded(citekey), file.encoded(new)
    reference = re.compile(rf"(?<![^\s,]){re.escape(old_key)}(?![^\s,])")
    splices: list[Splice] = []
    becomes: dict[int, Raw | None] = {}
    for number, block in enumerate(file.blocks):
        if block.kind != "entry":
            continue
        own_splices = edit.rename_entry(block, new_key) if block.key == old_key else []
        was = own(text, block)
        wanted = dict(was.fields)
        for name in REFERENCES:
            if name in wanted and reference.search(wanted[name]):
                wanted[name] = reference.sub(lambda _: new_key, wanted[name])
                own_splices += _in_values(text, block, name, reference, new_key)
        if own_splices:
            key = new_key if block.key == old_key else was.citekey
            splices += own_splices
            becomes[number] = was._replace(citekey=key, fields=wanted)
    return Edit(file, splices, becomes)


def remove(file: BibFile, numbers: Sequence[int]) -> Edit:
    """Remove entries from a file."""
    splices = [splice for number in numbers for splice in edit.remove_block(file.view, _sound(file, number))]
    return Edit(file, _apart(splices), dict.fromkeys(numbers))


def as_written(file: BibFile, splices: Sequence[Splice]) -> Edit:
    """Carry out splices whose result is right by definition: the way back of a change."""
    text = edit.apply(file.view, splices)
    new = scan(text)
    old_texts = [file.view[block.start : block.end] for block in file.blocks]
    new_texts = [text[block.start : block.end] for block in new]
    first = next(
        (at for at, (one, other) in enumerate(zip(old_texts, new_texts, strict=False)) if one != other),
        min(len(old_texts), len(new_texts)),
    )
    return Edit(file, splices, dict.fromkeys(range(first, len(old_texts))), new_texts[first:])


def unchanged(part: FileChange, file: BibFile) -> bool:
    """Whether a logged change never reached the file."""
    return digest(file.data) == part.before


def check_field_name(name: str) -> None:
    """Refuse what cannot be the name of a field."""
    if not _FIELD_NAME.fullmatch(name):
        raise UsageError(f"{name!r} cannot be the name of a field", hint="letters, digits, - and _")


def check_type(entry_type: str) -> None:
    """Refuse what cannot be an entry type."""
    if not _TYPE.fullmatch(entry_type) or entry_type.lower() in {"string", "comment", "preamble"}:
        raise UsageError(f"{entry_type!r} cannot be an entry type", hint="book, article, incollection, ...")


def _sound(file: BibFile, number: int) -> Block:
    """Return a block that may be changed: one whose end is certain."""
    block = file.blocks[number]
    if block.broken:
        fault = next(fault for fault in block.faults if fault.fatal)
        line = file.view.count("\n", 0, fault.offset) + 1
        raise InputError(
            f"{decode(block.key.encode('latin-1'))} cannot be changed: {fault.reason}",
            place=f"{file.name}:{line}",
            hint="mend it in an editor first",
        )
    return block


def _narrow(text: str, start: int, end: int, new: str) -> Splice:
    """Return the smallest splice that replaces `text[start:end]` by `new`."""
    old = text[start:end]
    left = 0
    while left < min(len(old), len(new)) and old[left] == new[left]:
        left += 1
    right = 0
    while right < min(len(old), len(new)) - left and old[-1 - right] == new[-1 - right]:
        right += 1
    return Splice(start + left, end - right, new[left : len(new) - right])


def _in_values(text: str, block: Block, name: str, reference: re.Pattern[str], new: str) -> list[Splice]:
    return [
        Splice(first + found.start(), first + found.end(), new)
        for field in fields(text, block)
        if text[field.start : field.name_end].lower() == name
        for _, first, last in parts(text, field.value_start, field.value_end)
        for found in reference.finditer(text[first:last])
    ]


def _apart(splices: Sequence[Splice]) -> list[Splice]:
    """Join what would overlap: neighbours that both take the blank line between them."""
    joined: list[Splice] = []
    for splice in sorted(splices):
        if joined and splice.start < joined[-1].end:
            joined[-1] = Splice(joined[-1].start, max(splice.end, joined[-1].end), "")
        else:
            joined.append(splice)
    return joined
