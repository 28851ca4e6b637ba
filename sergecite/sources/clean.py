"""Text from outside, made fit for an entry: no control characters, no foreign markup, one kind of space.

Services send HTML, JATS and MathML inside titles, entities escaped twice, line breaks, soft hyphens and worse. What
stays is CSL's inline markup (https://docs.citationstyles.org/en/stable/specification.html, "rich text"), well nested.
"""

import html
import re
import unicodedata

from sergecite.bibtex.latex import decode

_KEPT = {
    "i": "i", "em": "i", "italic": "i", "cite": "i",
    "b": "b", "strong": "b", "bold": "b",
    "sup": "sup", "superscript": "sup", "sub": "sub", "inf": "sub", "subscript": "sub",
    "sc": "sc", "scp": "sc", "smallcaps": "sc", "small-caps": "sc",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)((?:\s[^<>]*)?)/?>")
_UNSEEN = re.compile(
    r"(?is)<(script|style|template|iframe|object)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)|<!\[CDATA\[|\]\]>|<\?.*?\?>"
)
_FORBIDDEN = re.compile(
    # C0 and C1 controls, bidirectional overrides and isolates, zero-width signs that hide, soft hyphen, surrogates.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|.)")
"""Terminal control sequences (ECMA-48): what follows the escape goes with it."""
_ENTITY = re.compile(r"&(?:amp;)?(?:#\d{1,6}|#[xX][\da-fA-F]{1,5}|[A-Za-z]{2,8});")
LONGEST = 20_000
"""Characters kept of one value: longer than any title or abstract, shorter than an attack."""


def plain(text: str) -> str:
    """Return the text on one line, in Unicode's composed form, without control or invisible characters."""
    if "&" in text:
        text = _ENTITY.sub(_spelled_out, text)
    if text.isascii() and text.isprintable() and "  " not in text and "\\" not in text and len(text) <= LONGEST:
        return text.strip()
    if "\\" in text:
        # arXiv and some publishers write LaTeX; what is left of it after reading must not run in the user's documents.
        text = decode(text).replace("\\", "")
    text = _FORBIDDEN.sub("", _ESCAPE.sub("", text).replace("\t", " ").replace("\x85", " "))
    return " ".join(unicodedata.normalize("NFC", text).split())[:LONGEST]


def _spelled_out(entity: re.Match[str]) -> str:
    """Return the letter an entity stands for, escaped twice or not; brackets stay: in a plain field they would open markup."""
    letter = html.unescape(html.unescape(entity[0]))
    return entity[0] if letter in "<>" else letter


def rich(text: str) -> str:
    """Return a title or note from HTML, JATS or plain text with CSL's inline markup and nothing else."""
    if "<" not in text and "&" not in text:
        return plain(text)
    # Crossref's deposits are often escaped twice; a third time is a text about entities.
    for _ in range(2):
        text = _UNSEEN.sub("", text)
        unescaped = html.unescape(text) if "&" in text else text
        if unescaped == text:
            break
        text = unescaped
    return plain(_nested(_UNSEEN.sub("", text)))


def without_markup(text: str) -> str:
    """Return the text alone."""
    return re.sub(r"</?(?:i|b|sup|sub|sc|span)\b[^<>]*>", "", rich(text))


def _nested(text: str) -> str:
    """Keep the known tags in proper nesting; drop the others, keep their content."""
    out: list[str] = []
    opened: list[tuple[str, str]] = []  # (tag as it came, tag as it stays or "")
    end = 0
    for tag in _TAG.finditer(text):
        out.append(text[end : tag.start()])
        end = tag.end()
        closing, name, attributes = bool(tag[1]), tag[3].lower(), tag[4]
        if tag[0].endswith("/>"):
            out.append(" " if name in ("br", "p") else "")
            continue
        if not closing:
            kept = _KEPT.get(name, "")
            if name == "span" and "nocase" in attributes:
                kept = 'span class="nocase"'
            elif name == "span" and "small-caps" in attributes:
                kept = "sc"
            if name in ("br", "hr", "img", "wbr", "input", "link", "meta"):
                out.append(" " if name == "br" else "")
                continue
            opened.append((name, kept))
            out.append(f"<{kept}>" if kept else _gap(name))
        elif any(name == one for one, _ in opened):
            while opened:
                last, kept = opened.pop()
                out.append(f"</{kept.split()[0]}>" if kept else _gap(last))
                if last == name:
                    break
    out.append(text[end:])
    out += [f"</{kept.split()[0]}>" for _, kept in reversed(opened) if kept]
    return re.sub(r"<(i|b|sup|sub|sc|span)\b[^<>]*>\s*</\1>", "", "".join(out))


def _gap(name: str) -> str:
    return " " if name in ("p", "div", "li", "td", "tr", "title", "h1", "h2", "h3", "sec") else ""


def web_address(text: str) -> str:
    """Return an http(s) or ftp address fit for a field, or "" where it is none: no script: or data: gets in."""
    text = plain(text).replace(" ", "%20")
    return text if re.match(r"(?i)(?:https?|ftp)://[^\s<>\"{}|\\^`]+$", text) else ""
