"""Institutions as authors: "Ministry of Health; Bank of England", alone or beside people."""

import re

from sergecite.resolve.lexicon import GIVEN_NAMES, ORGANISATIONS
from sergecite.resolve.words import word_set

_EDGE = " ,.;:([{}]\"'“”‘’«»*†"
_DOTTED = frozenset({"U.S.", "U.K.", "U.N.", "St.", "e.V."})
"""What looks like initials in the name of an institution."""
_ADJECTIVES = frozenset({"corp", "deutsche", "inc", "international", "ltd", "national", "royal", "united"})
"""Belong to an institution's name and are none."""
_NOUNS = ORGANISATIONS - _ADJECTIVES | word_set(
    "agencies authority board bureaus chamber city consortium consulting corporation département departments dept directorate "
    "faculty federación fédération federation fundação gouvernement institutet laboratoire laboratories laboratory ministries "
    "municipality observatory oecd police prefecture préfecture programme republic république secrétariat services survey syndicat technologies "
    "universidade universitat universitet universiteit"
)
_COMPOUNDS = ("akademie", "gemeinschaft", "gesellschaft", "institut", "komitee", "kommission", "ministerium", "stiftung", "verband", "verein")  # fmt: skip
"""What the names of German institutions end in."""
_INITIAL = re.compile(r"\w\w?\.|[A-Z]|(?:\w\w?\.-?)+\w?")
_REGISTERED = re.compile(r"(?<!\w)e\. ?V\.")


def divide_bodies(text: str) -> list[tuple[str, bool]]:
    """Return what stands for one institution or person each, and whether it is an institution; [] where none is named.

    Commas are part of an institution's name ("Department of Health, Education and Welfare") but where every stretch
    between them names one, or where people stand in the list as well.
    """
    text = _REGISTERED.sub("e.V.", text)
    words = text.split()
    if not _named(text) or any(_INITIAL.fullmatch(word) and word not in _DOTTED for word in words):
        return []
    others = [word for one in words if (word := one.strip(_EDGE).casefold()) not in ORGANISATIONS]
    if others and GIVEN_NAMES.issuperset(others):
        return []  # "House, Peter"
    found: list[tuple[str, bool]] = []
    for piece in text.split(";"):
        chunks = piece.split(",")
        apart = len(chunks) > 1 and (all(map(_titled, chunks)) or sum(map(_person, chunks)) > 1)
        for chunk in chunks if apart else [piece]:
            institution = not apart or _named(chunk)
            if name := _trimmed(chunk):
                found.append((name, institution))
    return found


def _words(text: str) -> set[str]:
    return {part.strip(_EDGE + ")") for word in text.split() for part in word.casefold().split("-")}


def _named(text: str) -> bool:
    """Whether a word of an institution's stands in the text."""
    return _titled(text) or not _ADJECTIVES.isdisjoint(_words(text))


def _titled(text: str) -> bool:
    """Whether the text can be the whole name of an institution."""
    words = _words(text)
    return not _NOUNS.isdisjoint(words) or "e.V." in text or any(word.endswith(_COMPOUNDS) for word in words)


def _person(text: str) -> bool:
    words = text.split()
    return 1 < len(words) < 5 and words[0].casefold() in GIVEN_NAMES and not _named(text)


def _trimmed(text: str) -> str:
    """Return a name without the punctuation around it; a bracket that closes in it stays."""
    name = " ".join(text.split()).strip(_EDGE)
    name = name if "(" in name else name.rstrip(_EDGE + ")")
    return f"{name}." if name.endswith("e.V") else name
