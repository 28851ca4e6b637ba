"""How far a work that was found agrees with the words it was looked up by, and what that is worth.

The confidence is a sum of log-odds, one per fact. They were fitted on made-up catalogues with the siblings a work has (other
editions, reviews, works of the same title or author) and references to works in them and not, whole and damaged:
tests/training/fit_agreement.py prints the table below and how well it holds: of the references it keeps back, 1,979 with the
seeds 2 and 7, 1,003 would be taken, four of them wrongly, which is 73 % of those whose work is there; expected calibration
error .040 and .028. Neither a title alone nor all the rest without the title ever suffices, whatever the sum: works of one
title are many, and so are an author's works of one year.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from sergecite.model.date import parse_date
from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.sources.clean import without_markup

WEIGHTS: Mapping[str, float] = {
    "any": -1.88, "title": 1.49, "title other": -3.49, "title long": 0.48, "title short": -0.63,
    "title more asked": -2.25, "title more there": -2.28, "title within": -0.36, "author": 3.8, "author like": 2.78,
    "author other": -4.37, "others other": -2.72, "given other": -2.53, "editor": 3.13, "year": 1.05,
    "year near": -1.97, "year other": -4.91, "container": 1.12, "container other": -2.2, "kind other": -1.56,
    "publisher": 1.6, "publisher other": -5.14, "place other": -3.61, "volume": 0.14, "volume other": -1.7,
    "number": 0.04, "number other": -0.83, "pages": 0.32, "pages other": -4.96, "review": -5.4,
}  # fmt: skip
"""Fact -> log-odds of its being the work; "any" is what a work has that was found at all."""
_WORD = re.compile(r"[^\W_]+")
_LEAST_TITLE = 0.8
"""Similarity (0-1) below which two titles are two titles."""
_ANOTHER = 0.5
"""Share of strange words above which the title that was asked for is another one, though the work's stands in the words."""
_UNCONFIRMED, _MOST = 0.85, 0.99
"""Highest confidence where only the title agrees, or it does not, and at all."""
_LIKE_NAME = 0.85
"""Similarity (0-1) from which a name may be another misspelt: one letter of seven."""
_NO_NAME = 0.7
"""Similarity (0-1) below which the first author is not there, however misspelt."""
_ARTICLES = frozenset({"a", "an", "the", "le", "la", "les", "l", "der", "die", "das", "el", "il", "los", "las"})
_REVIEW = re.compile(r"\b(?:reviews? of|reviewed|review essay|rezension|rez|compte rendu|recension[ei]?|resena)\b")
_TRADE = frozenset(
    {"press", "presses", "university", "universite", "universitaires", "universitat", "verlag", "books", "book", "house",
     "publishers", "publisher", "publishing", "publications", "editions", "edition", "edizioni", "editore", "editorial",
     "international", "company", "sons", "group"}
)  # fmt: skip
"""Words that publishers share."""
_PARTS = (("volume", "volume"), ("number", "issue"), ("pages", "page"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the facts are worth, and in words what agrees and what does not."""

    odds: float
    """Log-odds that the work is meant."""
    most: float
    """The highest confidence that these facts allow, whatever their sum."""
    agree: tuple[str, ...]
    differ: tuple[str, ...]


class Fact(NamedTuple):
    """One thing compared: its name in WEIGHTS, how strongly it holds (0-1), and what to tell the user of it ("" nothing)."""

    name: str
    value: float = 1.0
    agrees: str = ""
    differs: str = ""


class Asked(NamedTuple):
    """What was asked for: the words as they stand, folded, and the CSL item read from them (empty where none was)."""

    words: str
    folded: str
    item: Mapping[str, Any]


def agreement(entry: Entry, item: Mapping[str, Any] | None, words: str) -> Verdict:
    """Compare a work with a reference in words and, where the parser read one, its CSL item."""
    facts = list(compare(entry, item, words))
    odds = sum(WEIGHTS[fact.name] * fact.value for fact in facts)
    return Verdict(
        odds=odds,
        most=highest({fact.name for fact in facts}, anonymous=not entry.people),
        agree=tuple(fact.agrees for fact in facts if fact.agrees),
        differ=tuple(fact.differs for fact in facts if fact.differs),
    )


def highest(facts: set[str], *, anonymous: bool = False) -> float:
    """Return the most that facts allow: title and author make sure, of a work that names nobody title and imprint."""
    imprint = "year" in facts and bool(facts & {"container", "publisher"})
    author = bool(facts & {"author", "author like", "editor"}) or (anonymous and imprint)
    # A chapter is not the book it is in, though that is named too.
    return _MOST if "title" in facts and "title within" not in facts and author else _UNCONFIRMED


def compare(entry: Entry, item: Mapping[str, Any] | None, words: str) -> Iterator[Fact]:
    """Yield the facts of a comparison."""
    asked = Asked(words, fold(words), item or {})
    yield Fact("any")
    if _REVIEW.search(asked.folded) and not (entry.entry_type == "review" or _REVIEW.search(fold(entry.text("title")))):
        yield Fact("review", differs="a review is meant")
    yield from _title(entry, asked)
    yield from _people(entry, asked)
    yield from _year(entry, asked)
    yield from _container(entry, asked)
    for field, variable in _PARTS:
        have, want = entry.text(field), str(asked.item.get(variable) or "")
        if have and want:
            same = _WORD.findall(have)[:1] == _WORD.findall(want)[:1]
            yield Fact(field, agrees=field) if same else Fact(f"{field} other", differs=f"{field}: {have}")


def fold(text: str) -> str:
    """Return words alone: no case, accents, markup or punctuation."""
    text = (without_markup(text) if "<" in text or "&" in text else text).casefold().replace("’", "").replace("'", "")
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(text))


def _title(entry: Entry, asked: Asked) -> Iterator[Fact]:
    bare = without_markup(entry.text("title"))
    similarity = _similarity(entry, str(asked.item.get("title") or ""), asked.folded)
    if similarity < _LEAST_TITLE:
        yield Fact("title other", differs=f"title: {bare}")
        return
    told = "title" if similarity > 0.97 else f"title ({similarity:.0%})"
    yield Fact("title", (similarity - _LEAST_TITLE) / (1 - _LEAST_TITLE), agrees=told)
    have = fold(bare).split()
    if len(have) >= 5 or len(have) < 3:
        yield Fact("title long" if len(have) >= 5 else "title short")
    want = fold(str(asked.item.get("title") or "")).split()
    whole = {*have, *fold(entry.text("subtitle")).split()}
    if want and (more := _share_without(want, whole)):
        yield Fact("title more asked", more)
        if more > _ANOTHER:
            yield Fact("title within", differs=f"title: {bare}")
    if more := _share_without(have, set(asked.folded.split())):
        yield Fact("title more there", more)


def _share_without(words: list[str], known: set[str]) -> float:
    """Return the share of words that nothing known is like."""
    strange = [word for word in words if word not in known and not any(fuzz.ratio(word, one) >= 75 for one in known)]
    return len(strange) / len(words)


def _similarity(entry: Entry, asked: str, folded: str) -> float:
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


def _people(entry: Entry, asked: Asked) -> Iterator[Fact]:
    """Compare those who wrote the work, or else edited or translated it, with the names in the words."""
    tokens = asked.folded.split()
    for role in ("author", "editor", "translator"):
        people = [name for name in entry.names.get(role, ()) if not name.others]
        likeness = [_named(fold(name.family or name.literal), asked.folded, tokens) for name in people]
        best = max(likeness, default=0.0)
        if best >= _LIKE_NAME:
            there = people[likeness.index(best)]
            like = "author like" if best < 1 else "author"
            yield Fact(like if role == "author" else "editor", agrees=role if best == 1 else f"{role} ({best:.0%})")
            if likeness[0] < _NO_NAME:
                yield Fact("others other")
            if _other_given(there, asked.item.get(role)):
                yield Fact("given other", differs=f"{role}: {there.display}")
            return
        if people and asked.item.get(role):
            yield Fact("author other", differs=f"{role}: {'; '.join(name.display for name in people)}")
            return


def _named(family: str, folded: str, tokens: Iterable[str]) -> float:
    """Return how like the likest of the words is to a family name (0-1)."""
    if not family or f" {family} " in f" {folded} ":
        return float(bool(family))
    return max((fuzz.ratio(family, word) / 100 for word in tokens), default=0.0) if len(family) >= 5 else 0.0


def _other_given(name: Name, asked: Any) -> bool:
    """Tell whether the reference gives a person of this family name another initial."""
    family, initial = fold(name.family), fold(name.given)[:1]
    given = [
        fold(str(one.get("given") or ""))[:1]
        for one in (asked if isinstance(asked, list) else ())
        if isinstance(one, Mapping) and fuzz.ratio(fold(str(one.get("family") or "")), family) >= 85
    ]
    return bool(initial and any(given) and initial not in given)


def _year(entry: Entry, asked: Asked) -> Iterator[Fact]:
    # A year within a span of the title (1917-1921) dates no edition; the parser knows, the bare words do not.
    wanted = {int(found) for found in re.findall(r"(?<![\d–-])(1[4-9]\d\d|20\d\d)(?![\d–-])", asked.words)}
    issued = asked.item.get("issued")
    if isinstance(issued, Mapping):
        wanted |= {part[0] for part in issued.get("date-parts") or () if part and isinstance(part[0], int)}
    wanted -= {int(found) for found in re.findall(r"\d{4}", entry.text("title"))}
    dates = (entry.date(), parse_date(entry.text("origdate")))
    years = {year for date in dates if date for year in date.years[:3]}
    if not wanted or not years:
        return
    if wanted & years:
        yield Fact("year", agrees="year")
        return
    near = min(abs(one - other) for one in wanted for other in years) <= 1
    yield Fact("year near" if near else "year other", differs=f"year: {min(years)}")


def _container(entry: Entry, asked: Asked) -> Iterator[Fact]:
    """Compare where the work appeared."""
    there = [
        field for field in ("journaltitle", "booktitle", "publisher") if _stands(fold(entry.text(field)), asked.folded)
    ]
    publisher, place = entry.text("publisher"), entry.text("location")
    wanted, wanted_place = (str(asked.item.get(name) or "") for name in ("publisher", "publisher-place"))
    if "publisher" in there:
        yield Fact("publisher", agrees=there.pop())
    elif publisher and wanted:
        if not _alike(publisher, wanted):
            yield Fact("publisher other", differs=f"publisher: {publisher}")
    elif place and wanted_place and not _alike(place, wanted_place):
        # Old references name the place alone.
        yield Fact("place other", differs=f"place: {place}")
    if there:
        yield Fact("container", agrees=there[0])
        return
    have, want = entry.text("journaltitle") or entry.text("booktitle"), asked.item.get("container-title")
    if have and want:
        # A journal's abbreviated title is the beginning of its words.
        short, long = fold(str(want)).split(), fold(have).split()
        if not short or not all(any(one.startswith(word[:4]) for one in long) for word in short):
            yield Fact("container other", differs=f"in: {without_markup(have)}")
    elif have and wanted:
        yield Fact("kind other", differs=f"in: {without_markup(have)}")


def _alike(have: str, want: str) -> bool:
    """Tell whether publishers or places share a word of their own, as Roma and Rome do; "Press" is anyone's, "OUP" is lost."""
    there, asked = fold(have), fold(want)
    words = [word for word in asked.split() if len(word) > 3]
    own = [word for word in words if word not in _TRADE] or words
    like = any(fuzz.ratio(word, one) >= 75 for word in own for one in there.split())
    return like or min(len(there), len(asked)) < 5


def _stands(text: str, folded: str) -> bool:
    return len(text) >= 5 and (f" {text} " in f" {folded} " or fuzz.partial_ratio(text, folded) >= 93)
