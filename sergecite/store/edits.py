"""What each kind of change does to a file: splices, and how the blocks must read afterwards."""

import difflib
import itertools
import re
from collections.abc import Mapping, Sequence

from sergecite.bibtex import edit
from sergecite.bibtex.edit import Splice
from sergecite.bibtex.raw import Raw
from sergecite.bibtex.scan import Block, fields, parts, scan
from sergecite.bibtex.style import file_newline
from sergecite.bibtex.write import entry_values, typed_value
from sergecite.errors import InputError, UsageError
from sergecite.model.entry import Entry
from sergecite.store.bibfile import BibFile
from sergecite.store.change import Edit, own
from sergecite.store.encoding import decode
from sergecite.store.search import REFERENCES

_CITEKEY = re.compile(r"[^\s\"#%'(),={}\\~\x00-\x1f\x7f]+")
_FIELD_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.:/+*-]*")
"""JabRef has a field __markedentry, and some take fields out by writing _ before the name."""
_LINE = re.compile(r"([^\r\n]*)(\r\n?|\n|(?<=[^\r\n])$)")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_TYPE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def is_citekey(word: str) -> bool:
    """Whether BibTeX, biber and LaTeX would all take a word for a citekey."""
    return _CITEKEY.fullmatch(word) is not None and not word.startswith("@")


def check_citekey(citekey: str) -> None:
    """Refuse a citekey that BibTeX, biber or LaTeX could not read back."""
    if not is_citekey(citekey):
        raise UsageError(f"{citekey!r} cannot be a citekey", hint="no spaces, and none of \" # % ' ( ) , = { } \\ ~")


def add(file: BibFile, entries: Sequence[Entry]) -> Edit:
    """Append entries to a file."""
    rows: list[tuple[str, str, Mapping[str, str]]] = []
    for entry in entries:
        check_type(entry.entry_type)
        for name in (*entry.fields, *entry.names, *entry.lists):
            check_field_name(name.removeprefix("@"))  # others take a field out by that
        values = entry_values(entry)
        if not all(map(file.holds, values.values())):
            plain = entry_values(entry, ascii_only=True)
            values = {name: value if file.holds(value) else plain[name] for name, value in values.items()}
        rows.append(
            (
                entry.entry_type,
                _encoded(file, entry.citekey),
                {name: _encoded(file, value) for name, value in values.items()},
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
        here = scan(body)[0]
        lower = name.lower()
        if lower not in was.fields:
            check_field_name(name)
        if typed is None:
            if lower not in wanted:
                raise UsageError(f"{decode(was.citekey.encode('latin-1'))} has no field {name}")
            body = edit.apply(body, edit.unset_field(body, here, lower))
            del wanted[lower]
            continue
        value = as_typed(file, lower, typed)
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


def set_value(file: BibFile, number: int, name: str, value: str | None) -> Edit:
    """Give a field a value that is written as it is to stand in the file, or take the field away."""
    block = _sound(file, number)
    was = own(file.view, block)
    splices = (
        edit.unset_field(file.view, block, name) if value is None else edit.set_field(file.view, block, name, value)
    )
    others = {known: text for known, text in was.fields.items() if known != name}
    return Edit(file, splices, {number: was._replace(fields=others if value is None else {**others, name: value})})


def as_typed(file: BibFile, name: str, typed: str) -> str:
    """Return what a person typed for a field as it is to stand in the file."""
    value = typed_value(name, typed)
    return _encoded(file, value if file.holds(value) else typed_value(name, typed, ascii_only=True))


def rewrite(file: BibFile, number: int, text: str) -> Edit:
    """Put a text in place of an entry; InputError unless it is exactly one sound entry."""
    block = file.blocks[number]
    body = _rewritten(file, text.strip(), block)
    found = scan(body)
    if len(found) != 1 or found[0].kind != "entry" or (found[0].start, found[0].end) != (0, len(body)):
        raise InputError("the text must be exactly one entry, @type{citekey, ...}", hint="nothing was changed")
    if found[0].faults:
        fault = found[0].faults[0]
        line = body.count("\n", 0, fault.offset) + 1
        raise InputError(f"{fault.reason} (line {line} of the entry)", hint="nothing was changed")
    check_citekey(decode(found[0].key.encode("latin-1")))
    return Edit(file, _narrowed(file.view, block.start, block.end, body), {number: own(body, found[0])})


def rename(file: BibFile, citekey: str, new: str, *, only: int | None = None) -> Edit:
    """Rename an entry in one file, and follow it in the fields that refer to it; or rename one block, and nothing else."""
    text = file.view
    if only is not None:
        block = _sound(file, only)
        new_key = _encoded(file, new)
        return Edit(file, edit.rename_entry(block, new_key), {only: own(text, block)._replace(citekey=new_key)})
    old_keys = {citekey.encode(name, errors="replace").decode("latin-1") for name in ("utf-8", "cp1252")}
    reference = re.compile(rf"(?<![^\s,])(?:{'|'.join(map(re.escape, old_keys))})(?![^\s,])")
    # An entry without the key need not be read; a value joined by # may hold it all the same.
    telling = ("#", *old_keys)
    splices: list[Splice] = []
    becomes: dict[int, Raw | None] = {}
    for number, block in enumerate(file.blocks):
        if block.kind != "entry" or all(text.find(part, block.start, block.end) < 0 for part in telling):
            continue
        was = own(text, block)
        referring = [name for name in REFERENCES if name in was.fields and reference.search(was.fields[name])]
        if block.key not in old_keys and not referring:
            continue
        new_key = _encoded(file, new)
        key = new_key if block.key in old_keys else was.citekey
        wanted = {name: new_key.join(reference.split(was.fields[name])) for name in referring}
        splices += edit.rename_entry(block, key) if key != was.citekey else []
        splices += [splice for name in referring for splice in _in_values(text, block, name, reference, new_key)]
        becomes[number] = was._replace(citekey=key, fields={**was.fields, **wanted})
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
        raise UsageError(f"{name!r} cannot be the name of a field", hint="letters, digits and . : / + * - _")


def check_type(entry_type: str) -> None:
    """Refuse what cannot be an entry type."""
    if not _TYPE.fullmatch(entry_type) or entry_type.lower() in {"string", "comment", "preamble"}:
        raise UsageError(f"{entry_type!r} cannot be an entry type", hint="book, article, incollection, ...")


def _encoded(file: BibFile, text: str) -> str:
    """Return new text as characters of the file's view; InputError where its encoding has no such letter."""
    try:
        return file.encoded(text)
    except UnicodeEncodeError as error:
        raise InputError(
            f"{text[error.start : error.end]!r} of {text!r} cannot be written in the encoding of the file",
            place=file.name,
            hint="choose a word of plain letters, or convert the file to UTF-8 first",
        ) from None


def _rewritten(file: BibFile, text: str, block: Block) -> str:
    """Return an edited entry as characters of the file's view; lines that stay keep their bytes, others end as they do."""
    was = file.view[block.start : block.end]
    newline = file_newline(was if "\n" in was or "\r" in was else file.view)
    old = {decode(line.encode("latin-1")): line + (end or newline) for line, end in _LINE.findall(was) if line or end}
    lines = [old.get(line) or _encoded(file, line) + newline for line, end in _LINE.findall(text) if line or end]
    return "".join(lines).rstrip("\r\n")


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
