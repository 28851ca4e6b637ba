"""Sorting text as a reader expects: case, accents and punctuation aside, words before longer words, numbers by value.

A small folding in place of the Unicode collation algorithm: letters with marks count as their base letter, but where a
language files them apart (Swedish å ä ö after z, Spanish ñ after n, ...); a language's own script comes before Latin.
Fields follow each other; an empty key is last.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from sergecite.csl.patterns import TAG, Pattern

Thing = TypeVar("Thing")
KEY_END = "\u0000"
"""After a list of names, a date or a number in a key: one author alone files before the same with others, 12 before 123."""
KEY_PART = "\u0001"
"""Between the parts of a name and the ends of a range of dates; twice between names. Both file before any character."""
LETTERS = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d{", "þ": "z{", "ł": "l", "ı": "i", "ħ": "h", "ŋ": "n{", "ё": "е",
})  # fmt: skip
_NORDIC = {"þ": "th", "ð": "d", "ü": "y"}
_SWEDISH = {"å": "{1", "ä": "{2", "æ": "{2", "ö": "{3", "ø": "{3", **_NORDIC}
_DANISH = {"æ": "{1", "ä": "{1", "ø": "{2", "ö": "{2", "å": "{3", **_NORDIC}
AFTER_Z = {
    "sv": _SWEDISH, "fi": _SWEDISH, "da": _DANISH, "nb": _DANISH, "nn": _DANISH,
    "is": {"þ": "{1", "æ": "{2", "ö": "{3"}, "et": {"õ": "w{1", "ä": "w{2", "ö": "w{3", "ü": "w{4", "š": "s{", "z": "s{1", "ž": "s{2"},
    "es": {"ñ": "n{"}, "pl": {"ą": "a{", "ć": "c{", "ę": "e{", "ł": "l{", "ń": "n{", "ó": "o{", "ś": "s{", "ź": "z{", "ż": "z{1"},
    "cs": {"č": "c{", "ř": "r{", "š": "s{", "ž": "z{"}, "sk": {"č": "c{", "š": "s{", "ž": "z{", "ä": "a{", "ô": "o{"},
    "hr": {"č": "c{", "ć": "c{1", "đ": "d{", "š": "s{", "ž": "z{"}, "sl": {"č": "c{", "š": "s{", "ž": "z{"},
    "hu": {"ö": "o{", "ő": "o{", "ü": "u{", "ű": "u{"}, "tr": {"ç": "c{", "ğ": "g{", "ö": "o{", "ş": "s{", "ü": "u{", "ı": "h{"},
    "lt": {"č": "c{", "š": "s{", "ž": "z{"}, "lv": {"č": "c{", "š": "s{", "ž": "z{"}, "ro": {"ă": "a{", "â": "a{1", "î": "i{", "ș": "s{", "ț": "t{"},
}  # fmt: skip
"""Letters filed apart, by language: "{" comes after every letter."""
_CYRILLIC, _ARABIC, _DEVANAGARI = r"[\u0400-\u052f]", r"[\u0620-\u06ff\u0750-\u077f]", r"[\u0900-\u097f]"
OWN_SCRIPT = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "uk"), Pattern(_CYRILLIC)),
    **dict.fromkeys(("ar", "fa", "ur"), Pattern(_ARABIC)),
    **dict.fromkeys(("hi", "mr"), Pattern(_DEVANAGARI)),
    "el": Pattern(r"[\u0370-\u03ff]"), "he": Pattern(r"[\u05d0-\u05ea]"), "hy": Pattern(r"[\u0530-\u058f]"),
    "ka": Pattern(r"[\u10a0-\u10ff]"), "ko": Pattern(r"[\u1100-\u11ff\uac00-\ud7af]"), "th": Pattern(r"[\u0e00-\u0e7f]"),
    "zh": Pattern(r"[\u3400-\u9fff]"),
}  # fmt: skip
"""The script of a language that files before Latin in it (CLDR, the "reorder" of collations)."""
TAGS = Pattern(TAG)
DROPPED = Pattern(r"[^\w\s{\u0000\u0001]|_")
DIGITS = Pattern(r"\d+")


@lru_cache(maxsize=65_536)
def fold(text: str, lang: str = "en") -> str:
    """Return a string that sorts where `text` belongs in that language."""
    if "<" in text:
        text = TAGS.sub("", text)
    text = text.lower()
    if not text.isascii():
        apart = AFTER_Z.get(lang[:2])
        text = unicodedata.normalize("NFC", text)
        if apart:
            text = "".join([apart.get(char, char) for char in text])
        text = "".join(
            [char for char in unicodedata.normalize("NFKD", text.translate(LETTERS)) if not unicodedata.combining(char)]
        )
    text = DROPPED.sub("", text)
    if not text.isalpha():
        text = DIGITS.sub(lambda found: found[0].lstrip("0").rjust(12, "0"), text)
        text = re.sub(r"\s+", "\u0002", text.strip())
    own = OWN_SCRIPT.get(lang[:2])
    return own.sub(r":\g<0>", text) if own else text  # the colon stands after digits and before letters


def sort_by_keys(things: Sequence[Thing], key: Callable[[Thing, int], str], descending: Sequence[bool]) -> list[Thing]:
    """Sorted by several keys, each up or down; a thing whose key is empty stands last either way. Stable.

    `key(thing, n)` gives the n-th key; it is asked only for things the keys before could not tell apart.
    """
    return _sorted(list(things), key, descending, 0)


def _sorted(things: list[Thing], key: Callable[[Thing, int], str], descending: Sequence[bool], at: int) -> list[Thing]:
    if len(things) < 2 or at == len(descending):
        return things
    groups: dict[str, list[Thing]] = {}
    for thing in things:
        groups.setdefault(key(thing, at), []).append(thing)
    empty = groups.pop("", [])
    order = sorted(groups, reverse=descending[at])
    out = [thing for text in order for thing in _sorted(groups[text], key, descending, at + 1)]
    return out + _sorted(empty, key, descending, at + 1)
