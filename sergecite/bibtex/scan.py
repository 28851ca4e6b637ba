"""Find the blocks, fields and value parts of BibTeX text, losing nothing.

The rules are those of the `bibtex` program: braces count even after a backslash, a quoted value ends at a quote outside
braces, values are joined by `#`, `@` opens a block anywhere. Two rules are added because real files need them: `%`
between the tokens of an entry comments to the end of the line (as biber reads), and `@comment{...}` is one block. All
that is in no block is the gap between two blocks; blocks and gaps together are the text, character by character.

A block that breaks the rules is a block too: it says what is wrong and where, keeps the fields that can be read, and
ends before the next line that opens a block. Offsets are characters of the text given. The rules ask only for ASCII
characters, so bytes of any encoding that contains ASCII can be scanned when decoded as latin-1; offsets are then bytes.
"""

import re
from collections.abc import Iterator

from sergecite.bibtex.careful import CarefulReader
from sergecite.bibtex.grammar import (
    BRACED,
    ENTRY,
    HEAD,
    LOOKBACK,
    NAME,
    QUOTED,
    SPECIAL,
    WHOLE_FIELD,
    Block,
    Fault,
    Field,
    line_start,
    skip,
)

__all__ = ["LOOKBACK", "Block", "Fault", "Field", "blocks", "fields", "line_of", "parts", "scan", "settled"]

_PARTS = re.compile(f'{BRACED}|{QUOTED}|{NAME}|[{{"]')
_NEXT_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)[ \t]*(%?)")


def scan(text: str) -> list[Block]:
    """Return the blocks of a text in order, broken ones included."""
    return list(blocks(text))


def blocks(text: str, position: int = 0) -> Iterator[Block]:
    """Yield the blocks of a text from `position` on."""
    careful = CarefulReader(text)
    whole, find = ENTRY.match, text.find
    while (position := find("@", position)) >= 0:
        found = whole(text, position)
        if found is not None and found[1].lower() in SPECIAL:
            found = None
        if (
            position > 0
            and text[position - 1] != "\n"
            and _is_no_block(text, position, has_fields=found is not None and "=" in found[0])
        ):
            position += 1
            continue
        if found is not None:
            start, key_end = found.span(2)
            end = found.end()
            yield Block("entry", position, end, found[1], found[2], start, key_end, key_end, (), True)
            position = end
            continue
        block = careful.block(position)
        if block is None:
            position += 1
        else:
            yield block
            position = block.end


def settled(text: str, start: int, block: Block) -> bool:
    """Whether nothing that follows a block has a say in how the text from `start`, where the one before it ends, reads.

    The scanner keeps nothing in mind from one block to the next, and looks back no further than LOOKBACK. It looks ahead
    beyond a block's end in three cases only: a brace or quote that is not closed may be closed by one far away; an `@`
    that opens no block may open one when that is closed; and a block after `%` is one if the next line is no comment.
    """
    if block.far or text.find("@", start, block.start) >= 0:
        return False
    at = block.start
    return at == 0 or text[at - 1] == "\n" or not _is_after_percent(text, at)


def fields(text: str, block: Block) -> list[Field]:
    """Return the fields of an entry or the definitions of a string block, in order, repeated ones included."""
    if block.whole and text.find("%", block.body, block.end) < 0:
        return _fields_of_whole(text, block)
    found: list[Field] = []
    if block.kind in {"entry", "string"}:
        head = HEAD.match(text, block.start)
        close = ")" if head is not None and head[2] == "(" else "}"
        CarefulReader(text).fields(block.body, block.end, close, found)
    return found


def _fields_of_whole(text: str, block: Block) -> list[Field]:
    """Return the fields of an entry that follows every rule, where no comment can hide a comma."""
    spans = [(*one.span(1), *one.span(2), one.end()) for one in WHOLE_FIELD.finditer(text, block.body, block.end)]
    return [
        Field(start, name_end, value_start, value_end, end + 1 if text.startswith(",", end) else value_end)
        for start, name_end, value_start, value_end, end in spans
    ]


def parts(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the parts of a value as (kind, start, end): kind is "braced", "quoted" or "bare", delimiters excluded."""
    position = start
    while position < end:
        found = _PARTS.search(text, skip(text, position, end), end)
        if found is None:
            return
        first, last = found.span()
        sign = text[first]
        if last - first == 1 and sign in '{"':
            careful = CarefulReader(text)
            closing = careful.end_of_braced(first) if sign == "{" else careful.end_of_quoted(first)
            last = end if closing is None else min(closing, end)
        if sign in '{"':
            yield "braced" if sign == "{" else "quoted", first + 1, max(first + 1, last - 1)
        else:
            yield "bare", first, last
        position = last


def line_of(text: str, offset: int) -> int:
    """Return the number of the line (from 1) that holds an offset; LF, CRLF and CR all end a line."""
    newlines = text.count("\n", 0, offset)
    return newlines + 1 if newlines else text.count("\r", 0, offset) + 1


def _is_no_block(text: str, at: int, *, has_fields: bool) -> bool:
    """Tell an `@` that opens a block in the middle of a line from one in a remark.

    An `@` in a word (an address) opens a block only if that is well-formed. A block that someone took out line by line
    with `%` is none; a lone `%` before a block hides it from biber but not from bibtex, so it is read.
    """
    before = text[at - 1]
    if not has_fields and before.isascii() and (before.isalnum() or before == "."):
        return True
    if not _is_after_percent(text, at):
        return False
    following = _NEXT_LINE.match(text, at)
    return following is not None and following[1] == "%"


def _is_after_percent(text: str, at: int) -> bool:
    return text[line_start(text, at) : at].lstrip(" \t").startswith("%")
