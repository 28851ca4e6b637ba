"""LaTeX: characters escaped so that no command can come from data; hyperref's links."""

from __future__ import annotations

from sergecite.csl.output import Output
from sergecite.csl.writers.nesting import events
from sergecite.csl.writers.text import CONTROL

ESCAPES = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
    '"': r"\textquotedbl{}", "\u00a0": "~", "\u202f": r"\,", "\n": " ",
})  # fmt: skip
URL = str.maketrans(
    {
        "\\": "%5C",
        "{": "%7B",
        "}": "%7D",
        "%": r"\%",
        "#": r"\#",
        "&": r"\&",
        "^": r"\^{}",
        "~": r"\~{}",
        " ": "%20",
        "\n": "",
        "_": r"\_",
        "$": r"\$",
    }
)
COMMANDS = {
    ("font-style", "italic"): r"\textit{", ("font-style", "oblique"): r"\textsl{", ("font-style", "normal"): r"\textup{",
    ("font-weight", "bold"): r"\textbf{", ("font-weight", "light"): r"\textmd{", ("font-weight", "normal"): r"\textmd{",
    ("font-variant", "small-caps"): r"\textsc{", ("font-variant", "normal"): r"\textup{", ("text-decoration", "underline"): r"\underline{",
    ("vertical-align", "sup"): r"\textsuperscript{", ("vertical-align", "sub"): r"\textsubscript{",
}  # fmt: skip


def escape(text: str) -> str:
    return CONTROL.sub("", text).translate(ESCAPES)


def write_latex(output: Output, links: bool) -> str:
    out: list[str] = []
    for kind, what, value in events(output):
        if kind == "text":
            out.append(escape(what))
        elif what == "link":
            if links and value.startswith(("http://", "https://")):
                out.append(rf"\href{{{CONTROL.sub('', value).translate(URL)}}}{{" if kind == "open" else "}")
        elif what == "display":
            out.append(
                r"\par "
                if kind == "open" and value in {"block", "indent"} and out
                else " "
                if kind == "close" and value == "left-margin"
                else ""
            )
        else:
            out.append(
                COMMANDS.get((what, value), r"\textnormal{" if what == "nodecor" else "{") if kind == "open" else "}"
            )
    return "".join(out).strip()
