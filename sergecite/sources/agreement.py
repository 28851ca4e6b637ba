"""How far a work that was found agrees with the words it was looked up by, and what that is worth.

The confidence is a sum of log-odds, one per thing compared. A title alone never suffices: works of one title are many;
a year that differs is another edition until shown otherwise.
"""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from sergecite.model.date import parse_date
from sergecite.model.entry import Entry
from sergecite.sources.clean import without_markup

_WORD = re.compile(r"\w+")
_PRIOR = -2.0
_TITLE_SAME = 4.0
_TITLE_OTHER = -8.0
_NAME_SAME = 2.6
_NAME_OTHER = -4.0
_YEAR_SAME = 1.6
_YEAR_OTHER = -3.6
_CONTAINER_SAME = 1.2
_NUMBER_SAME = 0.8
_NUMBER_OTHER = -1.5
_LEAST_TITLE = 0.8
"""Similarity (0-1) below which two titles are two titles."""
_ARTICLES = frozenset({"a", "an", "the", "le", "la", "les", "l", "der", "die", "das", "el", "il", "los", "las"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`confidence` is the probability that the work is meant; `agree` and `differ` say why, in words."""

    confidence: float
    agree: tuple[str, ...]
    differ: tuple[str, ...]


def agreement(entry: Entry, item: Mapping[str, Any] | None, words: str) -> Verdict:
    """Compare a work with a reference in words and, where the parser read one, its CSL item."""
    item = item or {}
    folded = fold(words)
    agree: list[str] = []
    differ: list[str] = []
    similarity = _title(entry, str(item.get("title") or ""), folded)
    odds = _PRIOR
    if similarity < _LEAST_TITLE:
        odds += _TITLE_OTHER
        differ.append(f"title: {without_markup(entry.text('title'))}")
    else:
        odds += _TITLE_SAME * (similarity - _LEAST_TITLE) / (1 - _LEAST_TITLE)
        length = len(fold(entry.text("title")).split())
        odds += 0.8 if length >= 5 else 0.0 if length >= 3 else -1.0
        agree.append("title" if similarity > 0.97 else f"title ({similarity:.0%})")
    confirmed = False
    for points, name, same in (_people(entry, item, folded), _year(entry, item, words), *_parts(entry, item, folded)):
        odds += points
        if name:
            (agree if same else differ).append(name)
            # Where the work has an author, only the author confirms a title.
            confirmed = confirmed or (same and points >= (_NAME_SAME if entry.people else _YEAR_SAME))
    confidence = 1 / (1 + math.exp(-odds))
    return Verdict(
        confidence=round(min(confidence, 0.99 if confirmed else 0.85), 2),
        agree=tuple(agree),
        differ=tuple(differ),
    )


def fold(text: str) -> str:
    """Return words alone: no case, accents, markup or punctuation."""
    text = (without_markup(text) if "<" in text or "&" in text else text).casefold().replace("’", "").replace("'", "")
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(text))


def _title(entry: Entry, asked: str, folded: str) -> float:
    """Return the similarity (0-1) of the work's title, with or without subtitle, to what was asked."""
    title = _bare(fold(entry.text("title")))
    whole = " ".join(filter(None, (title, fold(entry.text("subtitle")))))
    head = _bare(fold(re.split(r"[:.–—]\s", without_markup(entry.text("title")))[0]))
    if not title:
        return 0.0
    wanted = [_bare(fold(asked)), _bare(fold(re.split(r"[:.]\s", asked)[0]))] if asked else []
    best = max(
        (fuzz.ratio(one, other) / 100 for one in (whole, title, head) for other in wanted if one and other), default=0.0
    )
    # The title stands somewhere in the words; a short one must stand there as whole words.
    for one in {whole, title, head}:
        if f" {one} " in f" {folded} " and len(one) >= 8:
            best = max(best, 1.0 if one != head or one == title else 0.96)
        elif len(one) >= 20:
            best = max(best, fuzz.partial_ratio(one, folded) / 100 - 0.02)
    return max(best, fuzz.ratio(title, folded) / 100, fuzz.ratio(whole, folded) / 100)


def _bare(folded: str) -> str:
    first, _, rest = folded.partition(" ")
    return rest if first in _ARTICLES and rest else folded


def _people(entry: Entry, item: Mapping[str, Any], folded: str) -> tuple[float, str, bool]:
    tokens = set(folded.split())
    for role in ("author", "editor", "translator"):
        families = [fold(name.family or name.literal) for name in entry.names.get(role, ()) if not name.others]
        hit = next((one for one in families if one and (f" {one} " in f" {folded} ")), None)
        hit = hit or next(
            (one for one in families if len(one) >= 5 and any(fuzz.ratio(one, word) >= 85 for word in tokens)), None
        )
        if hit:
            return _NAME_SAME, role, True
        asked = item.get(role)
        if families and asked:
            people = "; ".join(name.display for name in entry.names[role])
            return _NAME_OTHER, f"{role}: {people}", False
    return 0.0, "", False


def _year(entry: Entry, item: Mapping[str, Any], words: str) -> tuple[float, str, bool]:
    # A year within a span of the title (1917-1921) dates no edition; the parser knows, the bare words do not.
    asked = {int(found) for found in re.findall(r"(?<![\d–-])(1[4-9]\d\d|20\d\d)(?![\d–-])", words)}
    issued = item.get("issued")
    if isinstance(issued, Mapping):
        asked |= {part[0] for part in issued.get("date-parts") or () if part and isinstance(part[0], int)}
    asked -= {int(found) for found in re.findall(r"\d{4}", entry.text("title"))}
    years = {year for name in ("date", "origdate") if (date := _date(entry, name)) for year in date.years[:3]}
    if not asked or not years:
        return 0.0, "", False
    if asked & years:
        return _YEAR_SAME, "year", True
    return _YEAR_OTHER, f"year: {min(years)}", False


def _date(entry: Entry, name: str) -> Any:
    return entry.date() if name == "date" else parse_date(entry.text(name))


def _parts(entry: Entry, item: Mapping[str, Any], folded: str) -> list[tuple[float, str, bool]]:
    found: list[tuple[float, str, bool]] = []
    for field in ("journaltitle", "booktitle", "publisher"):
        text = fold(entry.text(field))
        if len(text) >= 5 and (f" {text} " in f" {folded} " or fuzz.partial_ratio(text, folded) >= 93):
            found.append((_CONTAINER_SAME if field != "publisher" else _NUMBER_SAME, field, True))
    for field, variable in (("volume", "volume"), ("number", "issue"), ("pages", "page")):
        have, asked = entry.text(field), str(item.get(variable) or "")
        if have and asked:
            same = re.findall(r"\w+", have)[:1] == re.findall(r"\w+", asked)[:1]
            found.append((_NUMBER_SAME, field, True) if same else (_NUMBER_OTHER, f"{field}: {have}", False))
    return found
