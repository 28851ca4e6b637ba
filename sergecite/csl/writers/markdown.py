"""Markdown: CommonMark's emphasis and links; what CommonMark has no mark for is written as the HTML it allows."""

from __future__ import annotations

from sergecite.csl.output import Output
from sergecite.csl.patterns import Pattern
from sergecite.csl.writers.nesting import events
from sergecite.csl.writers.text import CONTROL

SPECIAL = Pattern(r"([\\`*_{}\[\]<>#|~^$]|!(?=\[)|&(?=[#\w]+;))")
LINE_START = Pattern(r"^(\s*)([+\-=]|\d+[.)])(?=\s|$)")
WEB = Pattern(r"https?://")
MARKS = {
    ("font-style", "italic"): ("*", "*"),
    ("font-style", "oblique"): ("*", "*"),
    ("font-weight", "bold"): ("**", "**"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("text-decoration", "underline"): ("<u>", "</u>"),
    ("font-variant", "small-caps"): ('<span style="font-variant:small-caps">', "</span>"),
}
"""What opens and what closes."""
Mark = tuple[str, str]


def escape(text: str) -> str:
    return SPECIAL.sub(r"\\\1", CONTROL.sub("", text).replace("\n", " "))


def write_markdown(output: Output, links: bool) -> str:
    out: list[str] = []
    stack: list[tuple[list[str], Mark | None]] = []
    written: list[Mark] = []
    """The marks open in what has been written, outermost first."""
    for kind, what, value in events(output):
        if kind == "text":
            _write(out, written, _active(stack), escape(what))
        elif what == "display":
            _write(out, written, [], _space(kind, value, begun=bool(out)))
        elif kind == "open":
            stack.append((value.split() if what == "nodecor" else [what], _mark(what, value, links)))
        else:
            stack.pop()
    _write(out, written, [], "")
    text = "".join(out).strip()
    return LINE_START.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", text)


def _mark(attribute: str, value: str, links: bool) -> Mark | None:
    if attribute == "link":
        address = value.replace("<", "%3C").replace(">", "%3E").replace("\n", "")
        return ("[", f"](<{address}>)") if links and WEB.match(value) else None
    return MARKS.get((attribute, value))


def _active(stack: list[tuple[list[str], Mark | None]]) -> list[Mark]:
    """Return the marks that hold: of several of one attribute the innermost, so that upright in italic has none."""
    last = {attribute: at for at, (attributes, _) in enumerate(stack) for attribute in attributes}
    return [mark for at, (attributes, mark) in enumerate(stack) if mark and last[attributes[0]] == at]


def _write(out: list[str], written: list[Mark], wanted: list[Mark], text: str) -> None:
    """Close and open what must be, no mark beside a space on its inner side, which would not be read as emphasis."""
    common = 0
    while common < min(len(written), len(wanted)) and written[common] == wanted[common]:
        common += 1
    closing = "".join(closer for _, closer in reversed(written[common:]))
    opening = "".join(opener for opener, _ in wanted[common:])
    if closing:
        before = out[-1] if out else ""
        kept = before.rstrip(" \u00a0")
        out[-1:] = [kept, closing, before[len(kept) :]]
    if opening:
        bare = text.lstrip(" \u00a0")
        out += [text[: len(text) - len(bare)], opening]
        text = bare
    out.append(text)
    written[:] = wanted


def _space(kind: str, value: str, *, begun: bool) -> str:
    if kind == "open":
        return "\n" if value in {"block", "indent"} and begun else ""
    return " " if value == "left-margin" else ""
