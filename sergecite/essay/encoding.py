"""Bytes of a text file to characters: BOM, UTF-8, UTF-16, and what older programs wrote."""

import codecs
import re
import unicodedata
from collections import Counter

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
_OUTSIDE = frozenset("‘‚‹›“”„«»§°•†‡€£©™®¿¡")
"""Signs that stand beside words and never inside one."""
_RAISED = frozenset("¹²³ªº½¼¾")
"""Signs that end a word."""
_WESTERN = (
    "àâæçéèêëîïôœùûüÿ", "äöüß", "áéíñóúü", "áâãàçéêíóôõú", "àèéìíòóù", "àçèéíïòóúü", "æøåéü", "åäöé", "éëïöüè", "áðéíóúýþæö"
)  # fmt: skip
"""What French, German, Spanish, Portuguese, Italian, Catalan, Danish, Swedish, Dutch and Icelandic add to a-z."""
_CENTRAL = (
    "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "ąćęłńóśźż", "áéíóöőúüű", "ăâîşţ", "čćđšž", "čšž", "äöüß"
)  # fmt: skip
"""Czech, Slovak, Polish, Hungarian, Romanian, Croatian, Slovene, German."""
_TURKISH = ("çğıİöşüâîû",)
_LATIN = (
    ("cp1252", _WESTERN),
    ("cp1250", _CENTRAL),
    ("iso8859_2", _CENTRAL),
    ("cp1254", _TURKISH),
    ("mac_roman", _WESTERN),
)
"""Code pages of Latin letters, the commonest first, with the letters their languages add to a-z."""
_ANY_LANGUAGE = 0.96
"""What a text in letters of several languages counts against one in letters of one: names of all countries stand in it."""
_CLEARER = 0.02
"""By how much a rarer code page must give better words than a commoner one."""
_SCRIPTS = (
    ("cp1251", "оеаинтсрвлкмдпуія"),
    ("koi8_u", "оеаинтсрвлкмдпуія"),
    ("cp866", "оеаинтсрвлкмдпуія"),
    ("mac_cyrillic", "оеаинтсрвлкмдпуія"),
    ("iso8859_5", "оеаинтсрвлкмдпуія"),
    ("cp1253", "αοιετσνηυρπκμλςίόάέή"),
    ("cp1255", "יוהלאמרתבשנדעםחכפ"),
    ("cp862", "יוהלאמרתבשנדעםחכפ"),
    ("cp1256", "ايلمنوتربعةدس"),
    ("iso8859_6", "ايلمنوتربعةدس"),
)
"""Code pages of other letters, with the commonest small letters of their languages: two thirds of any text in them."""
_LEAST_COMMON = 0.5
_WHOLE_WORDS = re.compile(rb"[\x80-\xff]{3,}")
"""Bytes above ASCII in a row: in Latin letters they are rare, in others every word."""
_MOSTLY = 0.5
_LEAST_SENSE = 0.75
"""Share of the characters above ASCII that must make sense for the letters to be Latin ones."""


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
    line = data.count(b"\n", 0, fault.start) + 1
    wide = _wide(data)
    if wide is not None:
        return wide, ()
    read = _script if _has_foreign_words(data) else _latin
    found = None if b"\0" in data else read(data) or _any(data)
    if found is None:
        raise InputError(
            "this is not a text in UTF-8", place=f"{place}:{line}", hint="save it as UTF-8 in your editor"
        ) from fault
    text, encoding = found
    return text, (f"not UTF-8 (line {line}); read as {encoding.replace('_', '-')}",)


def _wide(data: bytes) -> str | None:
    """Return UTF-16 without a byte order mark: every other byte of its spaces and ASCII letters is zero."""
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if len(data) % 2 == 0 and zeros.count(0) * 2 == data.count(0) * 2 > len(zeros) // 5:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    return None


def _has_foreign_words(data: bytes) -> bool:
    above = sum(map(len, re.findall(rb"[\x80-\xff]+", data)))
    return sum(map(len, _WHOLE_WORDS.findall(data))) > _MOSTLY * above


def _script(data: bytes) -> tuple[str, str] | None:
    """Return the bytes read in the code page that gives most of the common letters of a language not in Latin letters."""
    found: tuple[float, str, str] | None = None
    for encoding, common in _SCRIPTS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters = Counter(sign for sign in text if not sign.isascii())
        share = sum(letters[letter] for letter in common) / letters.total()
        if found is None or share > found[0]:
            found = share, text, encoding
    return (found[1], found[2]) if found and found[0] >= _LEAST_COMMON else None


def _any(data: bytes) -> tuple[str, str] | None:
    """Return text in a rarer code page, such as one of East Asia, as charset-normalizer reads it."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  # slow to load, rarely needed

    best = from_bytes(data).best()
    return (str(best), best.encoding) if best else None


def _latin(data: bytes) -> tuple[str, str] | None:
    """Return the bytes read in the code page of Latin letters that gives the best words, and its name; else None.

    In another code page's bytes signs and capitals stand inside words, whole words (Russian, Greek) are of accented
    letters, or letters of no one language stand together: Czech read as Western has è, ø and ý. Short texts cannot tell all apart; of equals the commonest wins.
    """
    found: tuple[float, str, str] | None = None
    for encoding, alphabets in _LATIN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sense = _sense(text, alphabets)
        if found is None or sense > found[0] + _CLEARER:
            found = sense, text, encoding
    return (found[1], found[2]) if found and found[0] >= _LEAST_SENSE else None


def _sense(text: str, alphabets: tuple[str, ...]) -> float:
    """Return which share of the characters above ASCII stands as it does in some language with these letters."""
    places = [place for place, sign in enumerate(text) if not sign.isascii()]
    good = [place for place in places if not _is_odd(text[place - 1 : place], text[place], text[place + 1 : place + 2])]
    found = (text[place] for place in good if text[place].isalpha() and text[place] not in _RAISED)
    letters = Counter(letter if letter == "İ" else letter.lower() for letter in found)  # its small form is two signs
    one = max(sum(letters[letter] for letter in alphabet) for alphabet in alphabets)
    several = sum(letters[letter] for letter in set().union(*alphabets))
    signs = len(good) - letters.total()
    return (signs + max(one, _ANY_LANGUAGE * several)) / max(1, len(places))


def _is_odd(before: str, sign: str, after: str) -> bool:
    """Tell whether a character above ASCII does not stand as it does in texts in Latin letters."""
    if sign in _INSIDE:
        return False
    if sign in _OUTSIDE:
        return before.isalpha() and after.isalpha()
    if sign in _RAISED:
        return after.isalpha()
    if not unicodedata.name(sign, "").startswith("LATIN"):
        return True
    return (before.islower() and sign.isupper()) or all(one.isalpha() and not one.isascii() for one in (before, after))
