"""How an entry is laid out, so that what is added to it looks as if it had always been there."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sergecite.bibtex.scan import Block, Field, fields


class Style(NamedTuple):
    """The layout of an entry. `before` and `after` stand on either side of the `=`.

    `align` is "" or tells which is padded, so that all stand in one column: "equals" or "values".
    """

    newline: str = "\n"
    indent: str = "  "
    before: str = " "
    after: str = " "
    align: str = ""
    quotes: bool = False
    case: str = "lower"
    trailing_comma: bool = True
    one_line: bool = False
    type_case: str = "lower"

    def field(self, name: str, value: str, *, width: int) -> str:
        """Return `name = value`; `width` is the length of the longest field name of the entry."""
        written = {"lower": name.lower(), "upper": name.upper(), "title": name.capitalize()}[self.case]
        padding = " " * max(0, width - len(written))
        before = padding + self.before if self.align == "equals" else self.before
        after = self.after + padding if self.align == "values" else self.after
        return f"{written}{before}={after}{value}"

    def cased(self, entry_type: str) -> str:
        """Return an entry type in the case of the style."""
        match self.type_case:
            case "upper":
                return entry_type.upper()
            case "title":
                return entry_type.capitalize()
        return entry_type


HOUSE = Style()


def file_newline(text: str) -> str:
    """Return the line ending that most lines have."""
    crlf = text.count("\r\n")
    if not crlf and "\n" in text:
        return "\n"
    if crlf:
        return "\r\n" if crlf * 2 >= text.count("\n") else "\n"
    return "\r" if "\r" in text else "\n"


def style_of(text: str, block: Block, known: Sequence[Field]) -> Style:
    """Read the style of one entry from its fields."""
    newline = file_newline(text[block.start : block.end])
    one_line = "\n" not in text[block.start : block.end] and "\r" not in text[block.start : block.end]
    if one_line:
        newline = file_newline(text[max(0, block.start - 2000) : block.end + 2000])
    kind = _case([block.entry_type])
    if not known:
        return HOUSE._replace(
            newline=newline, one_line=one_line and len(text[block.body : block.end]) > 2, type_case=kind
        )
    indents = Counter(
        text[at:start] for start in (field.start for field in known) if (at := _indent_start(text, start)) is not None
    )
    quotes = sum(text[field.value_start] == '"' for field in known if field.value_start < field.value_end)
    braces = sum(text[field.value_start] == "{" for field in known if field.value_start < field.value_end)
    gaps = [(text[field.name_end : field.value_start], field.name_end - field.start) for field in known]
    before, after, align = _around_equals(gaps)
    last = known[-1]
    return Style(
        newline=newline,
        indent=indents.most_common(1)[0][0] if indents else HOUSE.indent,
        before=before,
        after=after,
        align=align,
        quotes=quotes > braces,
        case=_case([text[field.start : field.name_end] for field in known]),
        trailing_comma=last.end > last.value_end,
        one_line=one_line,
        type_case=kind,
    )


def style_of_file(text: str, blocks: Sequence[Block]) -> Style:
    """Return the style that most of a file's last entries have."""
    found: Counter[Style] = Counter()
    for block in blocks[-40:]:
        if block.kind == "entry" and not block.faults:
            known = fields(text, block)
            if len(known) > 1:
                style = style_of(text, block, known)
                if not style.one_line:
                    found[style] += 1
    newline = file_newline(text)
    return (found.most_common(1)[0][0] if found else HOUSE)._replace(newline=newline)


def _indent_start(text: str, position: int) -> int | None:
    """Return where the indentation before a field begins; None where the field does not begin its line."""
    at = position
    while at and text[at - 1] in " \t":
        at -= 1
    return at if at and text[at - 1] in "\r\n" else None


def _around_equals(gaps: Sequence[tuple[str, int]]) -> tuple[str, str, str]:
    """Return what stands before and after `=` with the longest name, and what is padded."""
    split = [
        (gap.partition("=")[0], gap.partition("=")[2], size) for gap, size in gaps if "\n" not in gap and "%" not in gap
    ]
    if not split:
        return HOUSE.before, HOUSE.after, ""
    before, after, _ = max(split, key=lambda row: row[2])
    sizes = {size for _, _, size in split}
    if len(sizes) > 1:
        if len({size + len(left) for left, _, size in split}) == 1:
            return before, after, "equals"
        if len({left for left, _, _ in split}) == 1 and len({size + len(right) for _, right, size in split}) == 1:
            return before, after, "values"
    common = Counter((left, right) for left, right, _ in split).most_common(1)[0][0]
    return common[0], common[1], ""


def _case(words: Sequence[str]) -> str:
    letters = [word for word in words if word[:1].isalpha()]
    if letters and all(word.isupper() for word in letters):
        return "upper"
    if letters and all(word[:1].isupper() and word[1:].islower() for word in letters):
        return "title"
    return "lower"
