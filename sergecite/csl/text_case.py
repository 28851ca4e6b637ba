"""Text case: lowercase, uppercase, capitalize-first, capitalize-all, sentence and title case.

Source: CSL 1.0.2, "Text-case" and "Title Case Conversion". Works on text with its inline markup still in it: tags are
stepped over, and nothing changes inside nocase spans, small capitals, sub- and superscript.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from sergecite.csl.patterns import TAG, Pattern

STOP_WORDS = frozenset(
    [
        "about",
        "above",
        "across",
        "afore",
        "after",
        "against",
        "al",
        "along",
        "alongside",
        "amid",
        "amidst",
        "among",
        "amongst",
        "anenst",
        "apropos",
        "apud",
        "around",
        "as",
        "aside",
        "astride",
        "at",
        "athwart",
        "atop",
        "barring",
        "before",
        "behind",
        "below",
        "beneath",
        "beside",
        "besides",
        "between",
        "beyond",
        "but",
        "by",
        "circa",
        "despite",
        "down",
        "during",
        "et",
        "except",
        "for",
        "forenenst",
        "from",
        "given",
        "in",
        "inside",
        "into",
        "lest",
        "like",
        "modulo",
        "near",
        "next",
        "notwithstanding",
        "of",
        "off",
        "on",
        "onto",
        "out",
        "over",
        "per",
        "plus",
        "pro",
        "qua",
        "sans",
        "since",
        "than",
        "through",
        "throughout",
        "thruout",
        "till",
        "to",
        "toward",
        "towards",
        "under",
        "underneath",
        "until",
        "unto",
        "up",
        "upon",
        "versus",
        "vs.",
        "v.",
        "vs",
        "v",
        "via",
        "vis-à-vis",
        "with",
        "within",
        "without",
        "or",
        "yet",
        "so",
        "and",
        "nor",
        "a",
        "an",
        "the",
        "de",
        "d'",
        "von",
        "van",
        "c",
        "ca",
    ]
)
"""Articles, coordinating conjunctions, prepositions and the like: lower case unless first, last or after a colon."""
TAG_APART = Pattern(f"({TAG})")
PIECE = Pattern(rf"({TAG}|[\u0020\u00a0\u2000-\u200b\u205f\u3000]+|[\-–—/.,;?!:\[\]()“”‘\"<>]|['’])")
APOSTROPHES = frozenset("'’")
PROTECTS = Pattern(r"<(?:span|sc|sub|sup)\b")
SPACE = Pattern(r"[\u0020\u00a0\u2000-\u200b\u205f\u3000]+$")


def apply_case(text: str, case: str, lang: str = "en") -> str:
    """`text` in `case`, a value of the text-case attribute; `lang` matters for Turkish dotted i."""
    if not text:
        return text
    return _apply(text, case, lang[:2])


@lru_cache(maxsize=8192)
def _apply(text: str, case: str, lang: str) -> str:
    match case:
        case "lowercase":
            return _outside(text, lambda part: lower(part, lang))
        case "uppercase":
            return _outside(text, lambda part: upper(part, lang))
        case "capitalize-first":
            return _first(text, lang)
        case "capitalize-all":
            return _words(text, lang)
        case "sentence":
            return _sentence(text, lang)
        case "title":
            return title_case(text, lang)
        case _:
            return text


def lower(text: str, lang: str) -> str:
    return text.replace("İ", "i").replace("I", "ı").lower() if lang in {"tr", "az"} else text.lower()


def upper(text: str, lang: str) -> str:
    if lang in {"tr", "az"}:
        text = text.replace("i", "İ")
    return text.upper()


def capital(word: str, lang: str) -> str:
    """Return the word with its first character in upper case; a lone Greek letter stays (it is a symbol)."""
    if not word or (len(word) == 1 and "\u0370" <= word <= "\u03ff"):
        return word
    return upper(word[0], lang) + word[1:]


def _outside(text: str, change: Callable[[str], str]) -> str:
    if "<" not in text:
        return change(text)
    out: list[str] = []
    guarded: list[str] = []
    for at, part in enumerate(TAG_APART.split(text)):
        if at % 2:
            _guard(part, guarded)
            out.append(part)
        else:
            out.append(part if guarded else change(part))
    return "".join(out)


def _guard(tag: str, guarded: list[str]) -> None:
    """Note that protected text begins or ends with this tag."""
    if PROTECTS.match(tag):
        guarded.append("</" + re.split(r"[\s>]", tag[1:], maxsplit=1)[0] + ">")
    elif guarded and tag == guarded[-1]:
        guarded.pop()


def _first(text: str, lang: str) -> str:
    guarded: list[str] = []
    parts = PIECE.split(text)
    for at, part in enumerate(parts):
        if not part or SPACE.match(part):
            continue
        if part[0] == "<" and at % 2:
            _guard(part, guarded)
        elif at % 2 == 0:
            if not guarded and part == lower(part, lang):
                parts[at] = capital(part, lang)
            break
    return "".join(parts)


def _words(text: str, lang: str) -> str:
    parts = PIECE.split(text)
    guarded: list[str] = []
    for at, part in enumerate(parts):
        if at % 2:
            if part[0] == "<":
                _guard(part, guarded)
        elif not guarded and part == lower(part, lang) and not _goes_on(parts, at):
            parts[at] = capital(part, lang)
    return "".join(parts)


def _sentence(text: str, lang: str) -> str:
    parts = PIECE.split(text)
    guarded: list[str] = []
    first = True
    for at, part in enumerate(parts):
        if at % 2:
            if part[0] == "<":
                _guard(part, guarded)
            continue
        if not part:
            continue
        if not guarded:
            parts[at] = capital(part, lang) if first else lower(part, lang)
        first = False
    return "".join(parts)


def _goes_on(parts: list[str], at: int) -> bool:
    """Tell the rest of a word after its apostrophe: d’un, don’t."""
    return at > 0 and parts[at - 1] in APOSTROPHES and parts[at - 2][-1:].isalnum()


def title_case(text: str, lang: str = "en") -> str:
    """Each word with a capital but stop words; words that have one already stay as they are."""
    parts = PIECE.split(text)
    guarded: list[str] = []
    first, after_mark, last = True, False, -1
    for at, part in enumerate(parts):
        if at % 2:
            if part[0] == "<":
                _guard(part, guarded)
            elif part in {"?", "!", ":"}:
                after_mark = True
            continue
        if not part:
            continue
        if guarded or _goes_on(parts, at):
            last = -1
        else:
            plain = part == lower(part, lang)
            follows = parts[at + 1] if at + 1 < len(parts) else ""
            known = part in STOP_WORDS or (follows == "." and part + "." in STOP_WORDS)
            if plain and (
                first or after_mark or (len(part) > 1 and (not known or (follows == "-" and parts[at - 1] != "-")))
            ):
                parts[at] = capital(part, lang)
            last = at
        first = after_mark = False
    if last >= 0 and len(parts[last]) > 1 and parts[last] in STOP_WORDS:
        parts[last] = capital(parts[last], lang)
    return "".join(parts)
