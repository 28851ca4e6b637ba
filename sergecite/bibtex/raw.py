"""An entry as written: its fields as LaTeX text with macros expanded, nothing decoded, nothing inherited."""

from collections.abc import Callable, Mapping
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from sergecite.bibtex.grammar import WHOLE_FIELD
from sergecite.bibtex.scan import Block, fields, parts

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTH_MACROS = {name[:3].lower(): str(number) for number, name in enumerate(MONTH_NAMES, 1)}
"""BibTeX's month macros as BibLaTeX reads them: numbers."""
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
_LONG = 1 << 20


class Raw(NamedTuple):
    """`entry_type` and the names in `fields` are lower-case; of a repeated field the first value counts."""

    citekey: str
    entry_type: str
    fields: Mapping[str, str]
    doubled: tuple[str, ...] = ()
    """The fields given more than once."""

    @property
    def refers(self) -> bool:
        """Whether the entry inherits from others."""
        return "crossref" in self.fields or "xdata" in self.fields or "entryset" in self.fields

    @property
    def aliases(self) -> tuple[str, ...]:
        """The former citekeys in `ids`, by which others may still refer to the entry."""
        listed = self.fields.get("ids")
        return tuple(" ".join(key.split()) for key in listed.split(",") if key.strip()) if listed else ()


def read_entry(text: str, block: Block, macros: Mapping[str, str], undefined: Callable[[str, int], None]) -> Raw:
    """Read an entry block; `undefined(name, offset)` hears of macros that are not defined (they stand for themselves)."""
    found = _quickly(text, block, macros)
    doubled: list[str] = []
    if found is None:
        found = {}
        for start, name_end, value_start, value_end, _ in fields(text, block):
            name = folded(text[start:name_end])
            if name in found:
                doubled.append(name)
            else:
                found[name] = value_text(text, value_start, value_end, macros, undefined)
    return Raw(block.key, folded(block.entry_type), found, tuple(doubled))


def _quickly(text: str, block: Block, macros: Mapping[str, str]) -> dict[str, str] | None:
    """Read the fields of an entry in one step; None where a field is doubled or a macro not defined, or it cannot be done.

    In an entry that follows every rule, and where no comment can hide a comma, each field begins where the one before it
    ends. Each value is copied twice, so that a long one is better read by its offsets.
    """
    if not block.whole or block.end - block.body > _LONG or text.find("%", block.body, block.end) >= 0:
        return None
    read = WHOLE_FIELD.findall(text, block.body, block.end)
    found = {}
    unknown: list[str] = []
    for name, value in read:
        if value[0] in '{"' and "#" not in value:
            found[folded(name)] = value[1:-1]
        else:
            found[folded(name)] = value_text(value, 0, len(value), macros, lambda macro, _offset: unknown.append(macro))
    return None if unknown or len(found) < len(read) else found


def folded(name: str) -> str:
    """Return a name in lower case: ASCII letters only, so that bytes seen as characters fold as the text they stand for."""
    return name.lower() if name.isascii() else name.translate(_LOWER)


def read_macros(text: str, block: Block, macros: dict[str, str], undefined: Callable[[str, int], None]) -> None:
    """Add the definitions of a `@string` block."""
    for start, name_end, value_start, value_end, _ in fields(text, block):
        name = folded(text[start:name_end])
        if name in macros:
            macros[""] = name
        macros[name] = value_text(text, value_start, value_end, macros, undefined)


def value_text(
    text: str, start: int, end: int, macros: Mapping[str, str], undefined: Callable[[str, int], None]
) -> str:
    """Return a value without delimiters, macros expanded, `#` carried out."""
    if end - start > 1 and text[start] in '{"' and text.find("#", start, end) < 0:
        return text[start + 1 : end - 1]
    pieces = list(parts(text, start, end))
    joined: list[str] = []
    for kind, first, last in pieces:
        piece = text[first:last]
        if kind == "bare" and not piece.isdecimal():
            name = folded(piece)
            if name in macros:
                piece = macros[name]
            elif name in MONTH_MACROS:
                number = MONTH_MACROS[name]
                piece = number if len(pieces) == 1 else MONTH_NAMES[int(number) - 1]
            else:
                undefined(piece, first)
        joined.append(piece)
    return "".join(joined)
