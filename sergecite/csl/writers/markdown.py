"""Markdown (CommonMark, with pandoc's super- and subscript and spans written as HTML, which all of them read)."""

from __future__ import annotations

import re

from sergecite.csl.output import Output
from sergecite.csl.patterns import Pattern
from sergecite.csl.writers.nesting import events
from sergecite.csl.writers.text import CONTROL

SPECIAL = Pattern(r"([\\`*_{}\[\]<>#|~^$]|!(?=\[)|&(?=[#\w]+;))")
LINE_START = Pattern(r"^(\s*)([+\-=]|\d+[.)])(?=\s|$)")
MARKS = {("font-style", "italic"): "*", ("font-style", "oblique"): "*", ("font-weight", "bold"): "**"}
TAGS = {("vertical-align", "sup"): "sup", ("vertical-align", "sub"): "sub", ("text-decoration", "underline"): "u"}


def escape(text: str) -> str:
    return SPECIAL.sub(r"\\\1", CONTROL.sub("", text).replace("\n", " "))


def write_markdown(output: Output, links: bool) -> str:
    out: list[str] = []
    for kind, what, value in events(output):
        if kind == "text":
            out.append(escape(what))
        elif what == "link":
            if links and re.match(r"https?://", value):
                out.append(
                    "["
                    if kind == "open"
                    else f"](<{value.replace('<', '%3C').replace('>', '%3E').replace(chr(10), '')}>)"
                )
        elif what == "display":
            out.append(
                "\n"
                if kind == "open" and value in {"block", "indent"} and out
                else " "
                if kind == "close" and value == "left-margin"
                else ""
            )
        elif mark := MARKS.get((what, value)):
            out.append(mark)
        elif tag := TAGS.get((what, value)):
            out.append(f"<{tag}>" if kind == "open" else f"</{tag}>")
        elif (what, value) == ("font-variant", "small-caps"):
            out.append("[" if kind == "open" else "]{.smallcaps}")
        elif what in {"font-style", "font-weight"}:
            # Upright inside italic: the emphasis is broken off and taken up again.
            out.append("*" if what == "font-style" else "**")
    text = _tidy("".join(out)).strip()
    return LINE_START.sub(
        lambda found: found[1] + (found[2][:-1] + "\\" + found[2][-1] if len(found[2]) > 1 else "\\" + found[2]), text
    )


def _tidy(text: str) -> str:
    """Emphasis that touches other emphasis or begins with a space would not be read as such."""
    text = re.sub(r"(?<!\\)\*\*\*\*(?=\S)", "", text)
    return re.sub(r"(\w|\\.)(\*+)( +)(\*+)", r"\1\2\3\4", text)
