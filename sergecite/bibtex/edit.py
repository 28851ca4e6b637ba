"""Changes of BibTeX text as splices: only the bytes that must change, in the style the entry already has.

All functions take a text and blocks scanned in it, and return splices of that text; values are raw (LaTeX, without
delimiters).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sergecite.bibtex.raw import MONTH_MACROS
from sergecite.bibtex.scan import Block, Field, fields, parts
from sergecite.bibtex.style import Style, file_newline, style_of, style_of_file
from sergecite.errors import InputError

BOMS = ("\ufeff", "\xef\xbb\xbf")
"""A byte order mark, in text and in bytes seen as latin-1."""


class Splice(NamedTuple):
    """Replace `text[start:end]` by `new`."""

    start: int
    end: int
    new: str


def apply(text: str, splices: Iterable[Splice]) -> str:
    """Carry out splices, which must not overlap; what is put in at one place stays in the order given."""
    out: list[str] = []
    position = 0
    for splice in sorted(splices, key=lambda one: one[:2]):
        out += (text[position : splice.start], splice.new)
        position = splice.end
    out.append(text[position:])
    return "".join(out)


def set_field(text: str, block: Block, name: str, value: str) -> list[Splice]:
    """Give a field another value, or add the field at the end of the entry."""
    check_braces(value, name)
    known = fields(text, block)
    for field in known:
        if text[field.start : field.name_end].lower() == name.lower():
            return [Splice(field.value_start, field.value_end, _redelimited(text, field, name, value))]
    return _appended(text, block, known, name, value)


def unset_field(text: str, block: Block, name: str) -> list[Splice]:
    """Take a field away, every time it is given."""
    known = fields(text, block)
    named = [text[field.start : field.name_end].lower() == name.lower() for field in known]
    return [splice for index, meant in enumerate(named) if meant for splice in _taken(text, block, known, index)]


def unset_repeated(text: str, block: Block) -> dict[str, list[Splice]]:
    """Take away the fields that are given again with the value they have already, white space aside.

    Returned by name, in lower case; a field that is given again with another value is not among them.
    """
    known = fields(text, block)
    given: dict[str, list[int]] = {}
    for index, field in enumerate(known):
        given.setdefault(text[field.start : field.name_end].lower(), []).append(index)
    return {
        name: [splice for index in indexes[1:] for splice in _taken(text, block, known, index)]
        for name, indexes in given.items()
        if len(indexes) > 1 and len({_squeezed(text, known[index]) for index in indexes}) == 1
    }


def _squeezed(text: str, field: Field) -> tuple[tuple[bool, str], ...]:
    """Return the parts of a value, whatever delimits them, with single blanks."""
    found = parts(text, field.value_start, field.value_end)
    return tuple((kind == "bare", " ".join(text[start:end].split())) for kind, start, end in found)


def rename_entry(block: Block, citekey: str) -> list[Splice]:
    """Give an entry another citekey."""
    return [Splice(block.key_start, block.key_end, citekey)]


def retype_entry(text: str, block: Block, entry_type: str) -> list[Splice]:
    """Give an entry another type, in upper case or capitalised as the old one was."""
    at = text.index(block.entry_type, block.start)
    old = block.entry_type
    new = entry_type.upper() if old.isupper() else entry_type.capitalize() if old[:1].isupper() else entry_type
    return [Splice(at, at + len(old), new)]


def remove_blocks(text: str, blocks: Iterable[Block]) -> list[Splice]:
    """Take blocks away, each with the end of its line and one blank line; neighbours go as one.

    What `append_entries` has added is taken away exactly.
    """
    newline = file_newline(text)
    runs: list[tuple[int, int]] = []
    for block in sorted(blocks, key=lambda one: one.start):
        if runs and text[runs[-1][1] : block.start] in (newline, newline * 2):
            runs[-1] = (runs[-1][0], block.end)
        else:
            runs.append((block.start, block.end))
    first = next((len(mark) for mark in BOMS if text.startswith(mark)), 0)
    return [_removal(text, start, end, newline, first) for start, end in runs]


def _removal(text: str, start: int, end: int, newline: str, first: int) -> Splice:
    """Return how a run of blocks goes; `first` is where the text begins, a byte order mark aside."""
    size = len(newline)
    if start > first and not text.endswith(newline, first, start):
        return Splice(start, end, "")
    if end == len(text):
        return Splice(start - 2 * size if text.endswith(newline * 2, first, start) else start, end, "")
    if not text.startswith(newline, end):
        return Splice(start, end, "")
    end += size
    if end == len(text) or text.startswith(newline, end):
        if text.endswith(newline * 2, first, start):
            start -= size
        elif start == first and end < len(text):
            end += size  # no file begins with a blank line
    return Splice(start, end, "")


def append_entries(text: str, entries: Sequence[tuple[str, str, Mapping[str, str]]], blocks: Sequence[Block]) -> Splice:
    """Add entries (type, citekey, raw values) at the end of a text, in the style of those it has."""
    style = style_of_file(text, blocks)
    newline = style.newline
    out: list[str] = []
    empty = text in ("", *BOMS)
    finished = empty or text.endswith(newline)
    for entry_type, citekey, values in entries:
        body = compose(entry_type, citekey, values, style)
        if empty:
            out += (body, newline)
        elif finished:
            out += (newline, body, newline)
        else:
            out += (newline, newline, body)
        empty = False
    return Splice(len(text), len(text), "".join(out))


def compose(entry_type: str, citekey: str, values: Mapping[str, str], style: Style) -> str:
    """Return the text of an entry, without a newline at its end."""
    written = []
    width = max((len(name) for name in values), default=0)
    for name, value in values.items():
        check_braces(value, name)
        written.append(style.field(name, _delimited(value, quotes=style.quotes), width=width))
    kind = style.cased(entry_type)
    if not written:
        return f"@{kind}{{{citekey},{style.newline}}}"
    comma = "," if style.trailing_comma else ""
    inner = f",{style.newline}{style.indent}".join(written)
    return f"@{kind}{{{citekey},{style.newline}{style.indent}{inner}{comma}{style.newline}}}"


def check_braces(value: str, name: str) -> None:
    """Refuse a value whose braces do not pair; nothing may leak out of its field."""
    depth = 0
    for sign in value:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            break
    if depth:
        raise InputError(f"the braces of {name} do not pair", hint="write \\{ and \\} twice or leave them out")


def _redelimited(text: str, field: Field, name: str, value: str) -> str:
    """Delimit a new value as the old one was."""
    found = list(parts(text, field.value_start, field.value_end))
    kind = found[0][0] if len(found) == 1 else "braced"
    if kind == "bare":
        if name.lower() == "month" and not text[field.value_start].isdigit():
            macro = _month_macro(value)
            if macro:
                return macro
        if value.isdigit() and value.isascii():
            return value
        kind = "braced"
    return _delimited(value, quotes=kind == "quoted")


def _month_macro(value: str) -> str | None:
    if value.strip().isdigit():
        return next((macro for macro, number in MONTH_MACROS.items() if int(number) == int(value)), None)
    word = value.strip().lower()
    return word[:3] if word[:3] in MONTH_MACROS and word.isalpha() else None


def _delimited(value: str, *, quotes: bool) -> str:
    if not quotes:
        return f"{{{value}}}"
    depth = 0
    for sign in value:
        depth += (sign == "{") - (sign == "}")
        if sign == '"' and depth == 0:
            return f"{{{value}}}"
    return f'"{value}"'


def _appended(text: str, block: Block, known: Sequence[Field], name: str, value: str) -> list[Splice]:
    style = style_of(text, block, known)
    width = max((field.name_end - field.start for field in known), default=len(name))
    written = style.field(name, _delimited(value, quotes=style.quotes), width=width)
    lead = " " if style.one_line else style.newline + style.indent
    if not known:
        comma = text.find(",", block.body, block.end)
        if comma < 0:
            return [Splice(block.body, block.body, f",{lead}{written}")]
        return [Splice(comma + 1, comma + 1, f"{lead}{written},")]
    last = known[-1]
    if last.end > last.value_end:
        at = _line_end_after_comment(text, last.end, block.end)
        return [Splice(at, at, f"{lead}{written},")]
    at = _line_end_after_comment(text, last.value_end, block.end)
    if at == last.value_end:
        return [Splice(at, at, f",{lead}{written}")]
    return [Splice(last.value_end, last.value_end, ","), Splice(at, at, f"{lead}{written}")]


def _line_end_after_comment(text: str, position: int, limit: int) -> int:
    """Return the end of the line if nothing but a `%` comment stands before it, else `position`."""
    at = position
    while at < limit and text[at] in " \t":
        at += 1
    if at >= limit or text[at] != "%":
        return position
    while at < limit and text[at] not in "\r\n":
        at += 1
    return at


def _taken(text: str, block: Block, known: Sequence[Field], index: int) -> list[Splice]:
    field = known[index]
    start = field.start
    while start > block.body and text[start - 1] in " \t\r\n\f\v":
        start -= 1
    before = known[index - 1].end if index else text.find(",", block.body, field.start) + 1
    if field.end > field.value_end:
        return [Splice(start, field.end, "")]
    if before <= block.body:
        return [Splice(start, field.value_end, "")]
    # The last field has no comma: the one before it becomes the last and loses its own.
    if start == before:
        return [Splice(start - 1, field.value_end, "")]
    return [Splice(before - 1, before, ""), Splice(start, field.value_end, "")]
