"""BibTeX text in house style: one layout for all entries, nothing else changed.

An entry gets one field to a line, two spaces of indentation, braces, lower-case names, the fields in house order, a
comma after the last; one blank line stands between entries. What an entry says stays as it is: macros stay macros,
`#` stays `#`, a repeated field stays repeated and in order, `%` remarks stay with the field they stand at. A line break
in a value becomes a space except where line breaks are kept (abstracts, annotations, verbatim fields, paragraphs).
Comments, `@string`, `@preamble`, text between entries and whatever breaks a rule stay byte for byte.

Works on decoded text and on bytes seen as latin-1: only ASCII counts as space or letter here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sergecite.bibtex.edit import BOMS, Splice
from sergecite.bibtex.scan import Block, Field, fields, parts, scan
from sergecite.bibtex.style import file_newline
from sergecite.model.entry import VERBATIM_FIELDS

FIELD_ORDER = (
    "author", "authortype", "editor", "editortype", "editora", "editoratype", "editorb", "editorbtype", "editorc",
    "editorctype", "translator", "annotator", "commentator", "introduction", "foreword", "afterword", "namea",
    "nameatype", "nameb", "namebtype", "namec", "namectype", "holder", "nameaddon", "shortauthor", "shorteditor",
    "title", "subtitle", "shorttitle", "titleaddon", "entrysubtype", "reprinttitle", "booktitle", "booksubtitle",
    "booktitleaddon", "bookauthor", "maintitle", "mainsubtitle", "maintitleaddon", "journaltitle", "journal",
    "journalsubtitle", "journaltitleaddon", "shortjournal", "issuetitle", "issuesubtitle", "issuetitleaddon",
    "eventtitle", "eventtitleaddon", "venue", "type", "edition", "version", "series", "shortseries", "volume",
    "number", "issue", "part", "volumes", "chapter", "pages", "eid", "pagetotal", "pagination", "bookpagination",
    "howpublished", "publisher", "institution", "organization", "school", "location", "address", "date", "year",
    "month", "pubstate", "origtitle", "origdate", "origlanguage", "origpublisher", "origlocation", "eventdate",
    "isbn", "issn", "doi", "eprint", "archiveprefix", "eprinttype", "primaryclass", "eprintclass", "url", "urldate",
    "library", "options", "language", "langid", "langidopts", "crossref", "xref", "xdata", "entryset", "addendum", "related",
    "relatedtype", "relatedstring", "relatedoptions", "note", "annotation", "annote", "abstract", "keywords", "file",
    "pdf", "usera", "userb", "userc", "userd", "usere", "userf", "verba", "verbb", "verbc", "shorthand",
    "shorthandintro", "label", "sorttitle", "sortname", "sortkey", "key", "sortyear", "presort", "indextitle",
    "indexsorttitle", "execute", "gender", "ids",
)  # fmt: skip
"""The order of fields in house style; others follow as they come."""
RANK = {name: rank for rank, name in enumerate(FIELD_ORDER)}

_KEPT_LINES = VERBATIM_FIELDS | {"abstract", "annotation", "annote", "comment", "review", "note", "addendum"}
"""Fields whose line breaks a person may have meant."""
_BLANKS = " \t\r\n"
_LAID_OUT = re.compile(r"[\r\n]|^[ \t]|[ \t]$")
_BREAK = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t]*")
_LAST_LINE = re.compile(r"[\r\n]")
_NO_MARK = re.compile(r"[ \t\r\n\f\v,]+")
_PARAGRAPH = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


class Layout(NamedTuple):
    """What of house style can be chosen."""

    indent: str = "  "
    """What stands before a field."""
    align: bool = False
    """Whether the `=` of an entry stand in one column."""
    trailing_comma: bool = True
    """Whether the last field has one."""
    sort_fields: bool = True
    """Whether the fields stand in house order, not as they came."""


_HOUSE = Layout()


class Change(NamedTuple):
    """A splice, and the number of the block it changes (None: it changes a gap)."""

    splice: Splice
    block: int | None = None


class _Line(NamedTuple):
    """A field with what belongs to it: whole-line remarks before, a remark at the end of its line."""

    name: str
    before: tuple[str, ...]
    value: str
    remark: str

    def written(self, width: int) -> str:
        """Return `name = value`."""
        return f"{self.name:<{width}} = {self.value}"


def house_changes(text: str, blocks: Sequence[Block], layout: Layout = _HOUSE) -> list[Change]:
    """Return what must change for a text to be in house style; nothing if it is."""
    newline = file_newline(text)
    found: list[Change] = []
    end = next((len(mark) for mark in BOMS if text.startswith(mark)), 0)
    previous: Block | None = None
    for number, block in enumerate(blocks):
        gap = text[end : block.start]
        laid_out = False
        if _is_sound(block) and _begins_line(gap):
            written = house_entry(text, block, newline, layout)
            laid_out = written is not None
            if written is not None and written != text[block.start : block.end]:
                found.append(Change(Splice(block.start, block.end, written), number))
        if laid_out or (_is_sound(previous) and not block.faults):
            new = _house_gap(gap, newline, previous, before_entry=laid_out)
            if new != gap:
                found.append(Change(Splice(end, block.start, new)))
        end, previous = block.end, block
    rest = text[end:]
    if _is_sound(previous) and not rest.strip(_BLANKS) and rest != newline:
        found.append(Change(Splice(end, len(text), newline)))
    return found


def _is_sound(block: Block | None) -> bool:
    """Whether a block is an entry that breaks no rule."""
    return block is not None and block.kind == "entry" and not block.faults


def _begins_line(gap: str) -> bool:
    """Whether nothing but blanks stands before a block on its line."""
    return not _LAST_LINE.split(gap)[-1].strip(" \t")


def house_value(name: str, value: str) -> str:
    """Return the text between the delimiters of a value as house style has it: only white space may differ."""
    if name in _KEPT_LINES or not _LAID_OUT.search(value) or "%" in value or _PARAGRAPH.search(value):
        return value
    bare = value.strip(_BLANKS)
    return _BREAK.sub(" ", value if bare.endswith("\\") else bare)


def house_entry(text: str, block: Block, newline: str, layout: Layout = _HOUSE) -> str | None:
    """Return an entry in house style; None where it holds something that has no place there, so that it is left alone."""
    known = fields(text, block)
    lines = _lines(text, block, known)
    if lines is None:
        return None
    *ordered, end = lines
    if layout.sort_fields:
        ordered.sort(key=lambda line: RANK.get(line.name, len(RANK)))
    width = max((len(line.name) for line in ordered), default=0) if layout.align else 0
    rows = [line.written(width) for line in ordered]
    out = ["@", block.entry_type.translate(_LOWER), "{", block.key, ",", newline]
    for number, (line, row) in enumerate(zip(ordered, rows, strict=True), 1):
        comma = "," if layout.trailing_comma or number < len(ordered) else ""
        for remark in line.before:
            out += (layout.indent, remark, newline)
        out += (layout.indent, row, comma, f" {line.remark}" if line.remark else "", newline)
    for remark in end.before:
        out += (layout.indent, remark, newline)
    written = "".join([*out, "}"])
    return written if _reads_as(written, block, rows, _marks(text, block, known)) else None


def _lines(text: str, block: Block, known: Sequence[Field]) -> list[_Line] | None:
    """Return the fields with their remarks, and at last the remarks before the closing brace."""
    found: list[_Line] = []
    first = known[0].start if known else block.end - 1
    head, _, gap = text[block.body : first].partition(",")
    if head.strip(_BLANKS):
        return None
    for number, field in enumerate(known):
        value = _value(text, field)
        between = text[field.name_end : field.value_start], text[field.value_end : field.end]
        if value is None or any(piece.strip(_BLANKS + "=,") for piece in between):
            return None
        remark, before = _remarks(gap, at_line=not found)
        if remark:
            found[-1] = found[-1]._replace(remark=remark)
        name = text[field.start : field.name_end].translate(_LOWER)
        found.append(_Line(name, before, value, ""))
        following = known[number + 1].start if number + 1 < len(known) else block.end - 1
        gap = text[field.end : following]
    remark, before = _remarks(gap, at_line=not found)
    if remark:
        found[-1] = found[-1]._replace(remark=remark)
    return [*found, _Line("", before, "", "")]


def _remarks(gap: str, *, at_line: bool) -> tuple[str, tuple[str, ...]]:
    """Split the remarks between two fields into the one that ends the first one's line, and those on lines of their own."""
    if "%" not in gap:
        return "", ()
    lines = [line.strip(" \t\f\v") for line in gap.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    first = "" if at_line else lines.pop(0)
    return first, tuple(line for line in lines if line)


def _value(text: str, field: Field) -> str | None:
    """Return the value of a field; None where a remark stands inside it."""
    name = text[field.start : field.name_end].translate(_LOWER)
    if text[field.value_start] in '{"' and text.find("#", field.value_start, field.value_end) < 0:
        return f"{{{house_value(name, text[field.value_start + 1 : field.value_end - 1])}}}"
    found = list(parts(text, field.value_start, field.value_end))
    written: list[str] = []
    end = field.value_start
    for kind, first, last in found:
        opening = first - (kind != "bare")
        if "%" in text[end:opening]:
            return None
        inner = text[first:last]
        if kind == "bare" and not (inner.isascii() and inner.isdecimal()):
            written.append(inner)
        else:
            written.append("{" + (house_value(name, inner) if len(found) == 1 else inner) + "}")
        end = last + (kind != "bare")
    return " # ".join(written) if written else None


def _reads_as(written: str, block: Block, wanted: Sequence[str], marks: Counter[str]) -> bool:
    """Prove by reading: the new text is one entry of the same type and citekey, with these fields and remarks."""
    again = scan(written)
    if len(again) != 1 or (again[0].start, again[0].end) != (0, len(written)) or again[0].faults:
        return False
    new = again[0]
    known = fields(written, new)
    return (
        (new.kind, new.key, new.entry_type) == ("entry", block.key, block.entry_type.translate(_LOWER))
        and len(known) == len(wanted)
        and all(
            field.value_end - field.start == len(row) and written.startswith(row, field.start)
            for field, row in zip(known, wanted, strict=True)
        )
        and _marks(written, new, known) == marks
    )


def _marks(text: str, block: Block, known: Sequence[Field]) -> Counter[str]:
    """Count the characters other than white space that are in no field: those of remarks, and the commas."""
    outside = "".join(_outside(text, block, known))
    return Counter(_NO_MARK.sub("", outside))


def _outside(text: str, block: Block, known: Sequence[Field]) -> Iterator[str]:
    end = block.body
    for field in known:
        yield text[end : field.start]
        end = field.end
    yield text[end : block.end - 1]


def _house_gap(gap: str, newline: str, previous: Block | None, *, before_entry: bool) -> str:
    """Return what stands between two blocks, one of them a sound entry."""
    if previous is not None and previous.faults:
        return gap
    if not gap.strip(_BLANKS):
        return newline * 2 if previous is not None else ""
    return gap.rstrip(" \t") if before_entry else gap
