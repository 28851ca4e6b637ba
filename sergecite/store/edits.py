"""What each kind of change does to a file: splices, and how the blocks must read afterwards."""

import difflib
import itertools
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
from sergecite.store.search import REFERENCES

_CITEKEY = re.compile(r"[^\s\"#%'(),={}\\~\x00-\x1f\x7f]+")
_FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:+_-]*")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
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


def set_fields(file: BibFile, number: int, values: Mapping[str, str | None], entry_type: str | None = None) -> Edit:
    """Set or unset fields of one entry, and give it another type."""
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
    becomes = was._replace(fields=wanted)
    if entry_type is not None and entry_type.lower() != was.entry_type:
        check_type(entry_type)
        body = edit.apply(body, edit.retype_entry(body, scan(body)[0], entry_type))
        becomes = becomes._replace(entry_type=entry_type.lower())
    return Edit(file, _narrowed(text, block.start, block.end, body), {number: becomes})


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
    return Edit(file, _narrowed(file.view, block.start, block.end, body), {number: own(body, found[0])})


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
    splices = edit.remove_blocks(file.view, [_sound(file, number) for number in numbers])
    return Edit(file, splices, dict.fromkeys(numbers))


def as_written(file: BibFile, splices: Sequence[Splice]) -> Edit:
    """Carry out splices whose result is right by definition: the way back of a change."""
    return Edit(file, splices, {}, (), by_definition=True)


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


def _narrowed(text: str, start: int, end: int, new: str) -> list[Splice]:
    """Return the splices of the lines in which `new` differs from `text[start:end]`."""
    old_lines, new_lines = _LINES.findall(text[start:end]), _LINES.findall(new)
    offsets = [start, *(start + size for size in itertools.accumulate(map(len, old_lines)))]
    changes = difflib.SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes()
    return [
        Splice(offsets[first], offsets[last], "".join(new_lines[left:right]))
        for tag, first, last, left, right in changes
        if tag != "equal"
    ]


def _in_values(text: str, block: Block, name: str, reference: re.Pattern[str], new: str) -> list[Splice]:
    return [
        Splice(first + found.start(), first + found.end(), new)
        for field in fields(text, block)
        if text[field.start : field.name_end].lower() == name
        for _, first, last in parts(text, field.value_start, field.value_end)
        for found in reference.finditer(text[first:last])
    ]
