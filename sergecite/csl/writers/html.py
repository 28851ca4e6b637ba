"""HTML as citeproc-js writes it: i, b, sup, sub, spans, and display blocks as div with a csl- class."""

from __future__ import annotations

from sergecite.csl.output import Output
from sergecite.csl.writers.nesting import events

ESCAPES = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;"})
ATTRIBUTE = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;", '"': "&#34;", "'": "&#39;"})
ELEMENTS = {
    ("font-style", "italic"): "i", ("font-style", "oblique"): "em", ("font-weight", "bold"): "b",
    ("vertical-align", "sup"): "sup", ("vertical-align", "sub"): "sub",
}  # fmt: skip
SAFE_LINKS = ("http://", "https://", "ftp://")


def write_html(output: Output, links: bool) -> str:
    out: list[str] = []
    for kind, what, value in events(output):
        if kind == "text":
            out.append(what.translate(ESCAPES))
        else:
            out.append(_opening(what, value, links) if kind == "open" else _closing(what, value, links))
    return "".join(out)


def _opening(attribute: str, value: str, links: bool) -> str:
    if element := ELEMENTS.get((attribute, value)):
        return f"<{element}>"
    if attribute == "display":
        return f'<div class="csl-{value}">'
    if attribute == "link":
        return f'<a href="{value.translate(ATTRIBUTE)}">' if links and value.startswith(SAFE_LINKS) else ""
    if attribute == "nodecor":
        return '<span style="font-variant:normal;font-style:normal;font-weight:normal;">'
    return f'<span style="{attribute}:{value.translate(ATTRIBUTE)};">'


def _closing(attribute: str, value: str, links: bool) -> str:
    if element := ELEMENTS.get((attribute, value)):
        return f"</{element}>"
    if attribute == "display":
        return "</div>"
    if attribute == "link":
        return "</a>" if links and value.startswith(SAFE_LINKS) else ""
    return "</span>"
