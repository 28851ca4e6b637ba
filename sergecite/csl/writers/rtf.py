r"""RTF: characters outside ASCII as \\uN, formatting as control words; a fragment without header, as citeproc-js gives."""

from __future__ import annotations

from sergecite.csl.output import Output
from sergecite.csl.writers.nesting import events
from sergecite.csl.writers.text import CONTROL

COMMANDS = {
    ("font-style", "italic"): r"{\i{}", ("font-style", "oblique"): r"{\i{}", ("font-style", "normal"): r"{\i0{}",
    ("font-weight", "bold"): r"{\b{}", ("font-weight", "normal"): r"{\b0{}", ("font-weight", "light"): r"{\b0{}",
    ("font-variant", "small-caps"): r"{\scaps ", ("font-variant", "normal"): r"{\scaps0{}", ("text-decoration", "underline"): r"{\ul{}",
    ("text-decoration", "none"): r"{\ulnone{}", ("vertical-align", "sup"): r"\super ", ("vertical-align", "sub"): r"\sub ",
}  # fmt: skip
CLOSERS = {("vertical-align", "sup"): r"\nosupersub{}", ("vertical-align", "sub"): r"\nosupersub{}"}


def escape(text: str) -> str:
    out: list[str] = []
    for char in CONTROL.sub("", text):
        if char in "\\{}":
            out.append("\\" + char)
        elif char == "\n":
            out.append(" ")
        elif char < "\u0080":
            out.append(char)
        else:
            # Beyond the basic plane: a pair of surrogates, each a signed 16-bit number.
            data = char.encode("utf-16-be", "replace")
            out += [f"\\uc0\\u{int.from_bytes(data[at : at + 2], 'big')}{{}}" for at in range(0, len(data), 2)]
    return "".join(out)


def write_rtf(output: Output, links: bool) -> str:
    out: list[str] = []
    for kind, what, value in events(output):
        if kind == "text":
            out.append(escape(what))
        elif what == "link":
            if links and value.startswith(("http://", "https://")):
                address = escape(value).replace('"', "%22")
                out.append(rf'{{\field{{\*\fldinst{{HYPERLINK "{address}"}}}}{{\fldrslt ' if kind == "open" else "}}")
        elif what == "display":
            out.append(
                r"\tab "
                if kind == "close" and value == "left-margin"
                else "\\line "
                if kind == "open" and value in {"block", "indent"} and out
                else ""
            )
        else:
            out.append(
                COMMANDS.get((what, value), r"{\plain " if what == "nodecor" else "{")
                if kind == "open"
                else CLOSERS.get((what, value), "}")
            )
    return "".join(out).strip()
