"""Plain text: the characters, display blocks apart."""

from __future__ import annotations

from sergecite.csl.output import Output
from sergecite.csl.patterns import Pattern
from sergecite.csl.writers.nesting import events

CONTROL = Pattern(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def write_text(output: Output, links: bool) -> str:  # noqa: ARG001 - text has no links
    out: list[str] = []
    for kind, what, value in events(output):
        if kind == "text":
            out.append(CONTROL.sub("", what))
        elif what == "display":
            out.append(_space(kind, value, out))
    return "".join(out).strip()


def _space(kind: str, value: str, out: list[str]) -> str:
    written = "".join(out[-1:])
    if kind == "close":
        return (
            " "
            if value == "left-margin" and not written.endswith(" ")
            else "\n"
            if value in {"block", "indent"}
            else ""
        )
    return (
        "\n"
        if value in {"block", "indent"} and written and not written.endswith("\n")
        else "    "
        if value == "indent"
        else ""
    )
