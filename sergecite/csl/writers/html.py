"""HTML as citeproc-js writes it: i, b, sup, sub, spans, and display blocks as div with a csl- class."""

from __future__ import annotations

import re
import unicodedata

from sergecite.csl.output import Output
from sergecite.csl.patterns import Pattern
from sergecite.csl.writers.nesting import events

ESCAPES = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;"})
ATTRIBUTE = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;", '"': "&#34;", "'": "&#39;"})
ELEMENTS = {
    ("font-style", "italic"): "i", ("font-style", "oblique"): "em", ("font-weight", "bold"): "b",
    ("vertical-align", "sup"): "sup", ("vertical-align", "sub"): "sub",
}  # fmt: skip
SUPERSCRIPT = Pattern("[ª²³¹ºʰ-ʸˀˁˠ-ˤᴬᴭᴮᴰ-ᴺᴼ-ᵍᵏ-ᵡ⁰ⁱ⁴-ⁿ℠™㆒-㆟\u06e5\u06e6]")
UNDECOMPOSED = {"ˀ": "ʔ", "ˁ": "ʕ", "\u06e5": "و", "\u06e6": "ي"}
SAFE_LINKS = ("http://", "https://", "ftp://")


def write_html(output: Output, links: bool) -> str:
    out: list[str] = []
    for kind, what, value in events(output):
        if kind == "text":
            out.append(what.translate(ESCAPES) if what.isascii() else SUPERSCRIPT.sub(_raised, what.translate(ESCAPES)))
        else:
            out.append(_opening(what, value, links) if kind == "open" else _closing(what, value, links))
    return "".join(out)


def _raised(found: re.Match[str]) -> str:
    """Return a superscript character as the plain one, raised."""
    kind, _, codes = unicodedata.decomposition(found[0]).partition(" ")
    if kind != "<super>":
        return f"<sup>{UNDECOMPOSED[found[0]]}</sup>" if found[0] in UNDECOMPOSED else found[0]
    return f"<sup>{''.join(chr(int(code, 16)) for code in codes.split())}</sup>"


def _opening(attribute: str, value: str, links: bool) -> str:
    if element := ELEMENTS.get((attribute, value)):
        return f"<{element}>"
    if attribute == "display":
        return f'<div class="csl-{value}">'
    if attribute == "link":
        return f'<a href="{value.translate(ATTRIBUTE)}">' if links and value.startswith(SAFE_LINKS) else ""
    if (attribute, value) == ("vertical-align", "baseline"):
        return '<span style="baseline">'  # so citeproc-js writes it; CSS has no way to say it
    if attribute == "nodecor":
        return '<span style="' + "".join(f"{name}:normal;" for name in value.split()) + '">'
    return f'<span style="{attribute}:{value.translate(ATTRIBUTE)};">'


def _closing(attribute: str, value: str, links: bool) -> str:
    if element := ELEMENTS.get((attribute, value)):
        return f"</{element}>"
    if attribute == "display":
        return "</div>"
    if attribute == "link":
        return "</a>" if links and value.startswith(SAFE_LINKS) else ""
    return "</span>"
