"""Bytes of a text file to characters: BOM, UTF-8, UTF-16, and what older programs wrote."""

import codecs
import re
import unicodedata

from sergecite.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


_DECLARED = re.compile(
    rb"<meta[^>]{1,80}charset=[\"']?([\w-]+)|\\usepackage\[([\w-]+)\]\{inputenc\}|<\?xml[^>]{1,80}encoding=[\"']([\w-]+)",
    re.IGNORECASE,
)
_LATEX_NAMES = {
    "latin1": "cp1252",
    "ansinew": "cp1252",
    "iso-8859-1": "cp1252",
    "latin9": "iso8859-15",
    "applemac": "mac_roman",
}


_INSIDE = frozenset("’–—…-\u00a0\u00ad·")
"""Signs that stand in a text anywhere, also inside words."""
_OUTSIDE = frozenset("‘‚‹›“”„«»§°•†‡€£©™®")
"""Signs that stand beside words and never inside one."""
_RAISED = frozenset("¹²³ªº½¼¾")
"""Signs that end a word."""
_FEW = 4
"""Of so many characters above ASCII one may stand oddly."""


def decode(data: bytes, place: str) -> tuple[str, tuple[str, ...]]:
    """Return the text and warnings about how it was read. Line ends stay as they are; a lone CR becomes LF.

    A byte order mark is no character of the text. Raises InputError where the bytes are no text.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    warnings: tuple[str, ...] = ()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        text, warnings = _guess(data, place, fault)
    if "\0" in text:
        raise InputError("this is not a text", place=place, hint="give a text, Word, OpenDocument, EPUB or LaTeX file")
    return (text if "\r\n" in text else text.replace("\r", "\n")), warnings


def declared(data: bytes) -> bytes:
    """Return the bytes in UTF-8 where a page or LaTeX source says which other encoding it is in."""
    said = _DECLARED.search(data[:4096])
    name = next((group for group in said.groups() if group), b"").decode("ascii") if said else ""
    try:
        if name and codecs.lookup(_LATEX_NAMES.get(name.lower(), name)).name != "utf-8":
            return data.decode(_LATEX_NAMES.get(name.lower(), name)).encode("utf-8")
    except (LookupError, UnicodeError):
        return data
    return data


def _guess(data: bytes, place: str, fault: UnicodeDecodeError) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes  # noqa: PLC0415  # slow to load, rarely needed

    line = data.count(b"\n", 0, fault.start) + 1
    text = _western(data)
    if text is not None:
        return text, (f"not UTF-8 (line {line}); read as cp1252",)
    guesses = [] if b"\0" in data else list(from_bytes(data))
    if not guesses:
        raise InputError(
            "this is not a text in UTF-8", place=f"{place}:{line}", hint="save it as UTF-8 in your editor"
        ) from fault
    found = guesses[0]
    return str(found), (f"not UTF-8 (line {line}); read as {found.encoding.replace('_', '-')}",)


def _western(data: bytes) -> str | None:
    """Return the bytes read in the code page of Western European Windows, where that gives words; else None.

    Short texts do not tell the Latin code pages apart, and by far most files are in this one. In another one's bytes
    read so, signs and capitals stand inside words, or whole words (Russian, Greek) are of accented letters.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    places = [place for place, sign in enumerate(text) if not sign.isascii()]
    odd = sum(_is_odd(text[place - 1 : place], text[place], text[place + 1 : place + 2]) for place in places)
    return text if b"\0" not in data and odd * _FEW <= len(places) else None


def _is_odd(before: str, sign: str, after: str) -> bool:
    """Tell whether a character above ASCII does not stand as it does in Western European texts."""
    if sign in _INSIDE:
        return False
    if sign in _OUTSIDE:
        return before.isalpha() and after.isalpha()
    if sign in _RAISED:
        return after.isalpha()
    if not unicodedata.name(sign, "").startswith("LATIN"):
        return True
    return (before.islower() and sign.isupper()) or all(one.isalpha() and not one.isascii() for one in (before, after))
