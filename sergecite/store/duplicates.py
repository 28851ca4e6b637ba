"""Finds the same work entered twice: precision before recall, and a reason for every verdict.

Two entries are the same work when an identifier or the title with an author and the year agree, and nothing that keeps
two books two disagrees: volume, part, edition, original date, translator, language, first page. Candidates come from
blocks (identifiers; surname and year; surname and rarest title word; the two rarest title words), never from all pairs.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import NamedTuple

from rapidfuzz import fuzz

from sergecite.model.date import DatePoint
from sergecite.model.entry import Entry
from sergecite.store.checks.datamodel import TYPE_ALIASES

SAME_TITLE = 92.0
"""Similarity (0-100) from which two titles are spellings of one; typing errors stay above it, sequels below."""
LARGEST_BLOCK = 60
"""A block with more entries says nothing (a year of one prolific journal); its pairs are found by other blocks."""
_ARTICLES = frozenset(
    {"a", "an", "the", "le", "la", "les", "l", "un", "une", "der", "die", "das", "ein", "eine", "el", "los", "las", "il",
     "lo", "gli", "i"}
)  # fmt: skip
_WORD = re.compile(r"\w+")
_COUNTING = re.compile(
    r"\w*\d\w*|[ivx]+|[a-z]"
    r"|one|two|three|four|five|first|second|third|fourth|fifth|last"
    r"|premiere?|deux(?:ieme)?|seconde?|trois(?:ieme)?|erste[rsn]?|zweite[rsn]?|dritte[rsn]?|zwei|drei"
)
"""A word that tells one volume, part or year from the next: a number, a Roman one, a letter, a word for it."""
_NO_WORKS = frozenset({"set", "xdata"})
_NUMBER = 24
"""Bits for the number of an entry."""
_HASH = (1 << 48) - 1
_ISBN = re.compile(r"(?<![\d-])(?:97[89][ –-]?)?(?:\d[ –-]?){9}[\dXx](?!\d)")
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc|span)\b[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Two entries that are one work. `certain` when nothing speaks against it that an identifier or all that both state does not settle."""

    first: Entry
    second: Entry
    certain: bool
    agree: tuple[str, ...]
    """What agrees, in words."""
    doubts: tuple[str, ...] = ()
    """What only one of them states, of the things that can keep two books two."""


class _Work(NamedTuple):
    """What of an entry is compared with all others: little, since there is one of each entry of a library."""

    title: str
    """Title and subtitle, folded."""
    short: int
    """How many characters of it are the title alone."""
    surnames: tuple[str, ...]
    years: Sequence[int]
    identifiers: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """The words of the title, articles aside."""
        return [word for word in self.title.split() if word not in _ARTICLES]


def find_duplicates(entries: Iterable[Entry]) -> list[Duplicate]:
    """Return the pairs that are the same work, in the order of the library."""
    kept = list(entries)
    finder = DuplicateFinder()
    for entry in kept:
        finder.add(entry)
    return [pair for _, _, pair in finder.pairs(kept.__getitem__)]


class DuplicateFinder:
    """Is shown the entries of a library one by one, then tells which of them are the same work; it keeps none of them."""

    def __init__(self) -> None:
        self._works: list[_Work] = []

    def add(self, entry: Entry) -> None:
        """Take note of the next entry."""
        self._works.append(_work(entry))

    def pairs(self, entry_at: Callable[[int], Entry]) -> Iterator[tuple[int, int, Duplicate]]:
        """Yield the pairs in order, with the numbers of both; `entry_at` reads an entry again."""
        works = self._works
        for first, second in sorted(_candidates(works)):
            likeness = _likeness(works[first], works[second])
            if likeness is None:
                continue
            pair = _compare(entry_at(first), entry_at(second), works[first], works[second], likeness)
            if pair is not None:
                yield first, second, pair


def duplicates_of(entry: Entry, entries: Iterable[Entry]) -> list[Duplicate]:
    """Return what of a library is the same work as a new entry; the new one stands second."""
    new = _work(entry)
    words = set(new.words)
    found = []
    for old in entries:
        work = _work(old)
        if not words.isdisjoint(work.words) or set(work.identifiers) & set(new.identifiers):
            likeness = _likeness(work, new)
            pair = _compare(old, entry, work, new, likeness) if likeness is not None else None
            if pair:
                found.append(pair)
    return found


def fold(text: str) -> str:
    """Fold case, accents, markup and punctuation away, so that spellings of one title compare equal."""
    plain = _MARKUP.sub("", text) if "<" in text else text
    plain = plain.replace("'", "")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.replace("ß", "ss").replace("’", ""))
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_WORD.findall(plain.casefold()))


def _work(entry: Entry) -> _Work:
    if entry.entry_type in _NO_WORKS:
        return _Work("", 0, (), (), ())
    title = fold(entry.text("title"))
    subtitle = fold(entry.text("subtitle")) if "subtitle" in entry.fields else ""
    people = [name for role in ("author", "editor") for name in entry.names.get(role, ())]
    date = entry.date()
    return _Work(
        title=f"{title} {subtitle}".strip() if subtitle else title,
        short=len(title),
        surnames=tuple({fold(name.family or name.literal): None for name in people if not name.others}),
        years=date.years if date and len(date.years) < 5 else (),
        identifiers=tuple(dict.fromkeys(_identifiers(entry))),
    )


def _identifiers(entry: Entry) -> Iterator[str]:
    if doi := entry.text("doi"):
        yield "doi:" + re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", doi.strip(), flags=re.IGNORECASE).casefold()
    # A chapter carries the ISBN of its volume: it says nothing about the chapter.
    if entry.entry_type not in ("inbook", "incollection", "inproceedings", "suppbook", "suppcollection", "inreference"):
        for isbn in _ISBN.findall(entry.text("isbn")):
            digits = re.sub(r"\D", "", isbn[:-1])
            # ISBN-10 and ISBN-13 of one book share the nine digits between prefix and check digit.
            yield "isbn:" + (digits[3:] if len(digits) == 12 else digits)
    if entry.text("eprint"):
        yield f"{entry.text('eprinttype').casefold()}:{entry.text('eprint').casefold()}"


def _candidates(works: Sequence[_Work]) -> set[tuple[int, int]]:
    """Return the pairs that share a block. Of a block's key only the hash is kept: a clash costs one comparison."""
    frequency = Counter(word for work in works for word in set(work.words))
    shelved = [
        (hash(key) & _HASH) << _NUMBER | number
        for number, work in enumerate(works)
        for key in set(_block_keys(work, frequency))
    ]
    shelved.sort()
    found: set[tuple[int, int]] = set()
    for _, members in groupby(shelved, key=lambda one: one >> _NUMBER):
        numbers = [one & (1 << _NUMBER) - 1 for one in members]
        if 1 < len(numbers) <= LARGEST_BLOCK:
            found.update(combinations(numbers, 2))
    return found


def _block_keys(work: _Work, frequency: Counter[str]) -> Iterator[tuple[object, ...]]:
    yield from ((identifier,) for identifier in work.identifiers)
    yield ("title", work.title)
    words = work.words
    rare = sorted(set(words), key=lambda word: (frequency[word], word))
    for surname in work.surnames:
        yield from ((surname, year, *words[:1]) for year in work.years)
        yield from ((surname, word) for word in rare[:2])
    if len(rare) > 1:
        yield ("words", *sorted(rare[:2]))


def _container(entry: Entry) -> str:
    return entry.text("journaltitle") or entry.text("journal") or entry.text("booktitle")


_APART: tuple[tuple[str, Callable[[Entry], str]], ...] = (
    ("volume", lambda entry: entry.text("volume")),
    ("part", lambda entry: entry.text("part")),
    ("number", lambda entry: entry.text("number") or entry.text("issue")),
    ("edition", lambda entry: re.sub(r"(?<=\d)(st|nd|rd|th)\b.*|\.$", "", entry.text("edition"))),
    ("original date", lambda entry: str(date.year) if (date := entry.date("origdate")) else ""),
    ("translator", lambda entry: " ".join(sorted(name.family or name.literal for name in entry.names.get("translator", ())))),
    ("language", lambda entry: entry.text("langid") or entry.text("language")),
    ("event", lambda entry: entry.text("eventdate")),
    ("first page", lambda entry: match[0] if (match := re.match(r"\w+", entry.text("pages"))) else ""),
    ("container", _container),
    ("main title", lambda entry: entry.text("maintitle")),
)  # fmt: skip
"""What keeps two books two when both state it and differ."""
_MAY_BE_LEFT_OUT = ("number", "first page", "container")
"""What one entry may state alone and raise no doubt."""
_SETTLED = ("edition", "original date", "translator", "language", "event")
"""What one entry may state alone where an identifier says that both are one: others left it out."""
_PUBLISHED_ELSEWHERE = ("eprint", "howpublished", "eventtitle", "institution", "organization")
"""What a @misc or @online says that is a preprint, a talk or a web page, and no book or article half entered."""


def _likeness(first: _Work, second: _Work) -> float | None:
    """Return how like the titles are (0-100) if title, people and years let two entries be one work; else None."""
    similarity = _title_similarity(first, second)
    if similarity < SAME_TITLE:
        return None
    if first.surnames and second.surnames and not _share_a_name(first.surnames, second.surnames):
        return None
    identified = not set(first.identifiers).isdisjoint(second.identifiers)
    if first.years and second.years and set(first.years).isdisjoint(second.years):
        near = similarity >= 97 and abs(min(first.years) - min(second.years)) == 1
        return similarity if identified or near else None
    named = first.surnames and second.surnames and first.years and second.years
    return similarity if identified or named else None


def _compare(one: Entry, other: Entry, first: _Work, second: _Work, similarity: float) -> Duplicate | None:
    """Say whether two entries with like titles, people and years are one work, and why."""
    agree = [f"title ({similarity:.0f} of 100)"]
    doubts: list[str] = []
    open_questions: list[str] = []
    if not _may_share_a_person(one, other):
        doubts.append("different first names")
    if first.surnames and second.surnames:
        agree.append("author or editor")
    if first.years and second.years:
        if set(first.years).isdisjoint(second.years):
            doubts.append(f"years {min(first.years)} and {min(second.years)}")
        else:
            agree.append("year")
    for label, value in _APART:
        a, b = fold(value(one)), fold(value(other))
        if a and b and not _same_value(label, a, b):
            return None
        if a and b:
            agree.append(label)
        elif (a or b) and label not in _MAY_BE_LEFT_OUT:
            stated = f"{label} in {(one if a else other).citekey} only"
            (open_questions if label in _SETTLED else doubts).append(stated)
    shared = [name for name in first.identifiers if name in second.identifiers]
    doubts += _different_identifiers(first, second)
    doubts += _different_types(one, other)
    agree += shared
    placed = bool(shared) or "first page" in agree
    if not _same_days(one, other):
        if not placed:
            return None
        doubts.append("different dates")
    if not placed and fuzz.ratio(first.title, second.title) < SAME_TITLE:
        longer = one if len(first.title) > len(second.title) else other
        doubts.append(f"more of the title in {longer.citekey}")
    if not placed and len(first.words) < 2:
        if doubts or open_questions:
            return None  # a one-word title says little
        if "container" not in agree and any(_container(entry) for entry in (one, other)):
            doubts.append("a title of one word")
    certain = not doubts and (bool(shared) or (similarity >= 99 and not open_questions))
    return Duplicate(
        first=one, second=other, certain=certain, agree=tuple(agree), doubts=(*doubts, *open_questions)
    )  # fmt: skip


def _same_days(one: Entry, other: Entry) -> bool:
    """Whether the months and days of two dates of one year agree as far as both are given."""
    first, second = (_point(entry) for entry in (one, other))
    if first is None or second is None or first.year != second.year:
        return True
    pairs = ((first.month, second.month), (first.day, second.day), (first.season, second.season))
    return all(a is None or b is None or a == b for a, b in pairs)


def _point(entry: Entry) -> DatePoint | None:
    date = entry.date()
    return date.start if date is not None and date.end is None and isinstance(date.start, DatePoint) else None


def _different_identifiers(first: _Work, second: _Work) -> Iterator[str]:
    """Yield that both entries have a DOI, or both an ISBN, and none in common."""
    for kind in ("doi", "isbn"):
        one, other = ({name for name in work.identifiers if name.startswith(f"{kind}:")} for work in (first, second))
        if one and other and one.isdisjoint(other):
            yield f"different {kind.upper()}s"


def _different_types(one: Entry, other: Entry) -> Iterator[str]:
    """Yield that the types differ: a thesis and the book that came of it, a preprint and the article."""
    types = [TYPE_ALIASES.get(entry.entry_type, entry.entry_type) for entry in (one, other)]
    if types[0] == types[1]:
        return
    unspecific = [entry for entry, kind in zip((one, other), types, strict=True) if kind in ("misc", "online")]
    if len(unspecific) != 1 or any(unspecific[0].text(name) for name in _PUBLISHED_ELSEWHERE):
        yield f"@{types[0]} and @{types[1]}"


def _same_value(label: str, first: str, second: str) -> bool:
    if label in ("container", "main title", "translator"):
        return fuzz.token_set_ratio(first, second) >= 85 or _initials(first) == _initials(second)
    return first == second


def _initials(text: str) -> str:
    return "".join(word[0] for word in text.split() if word not in _ARTICLES | {"of", "and", "und", "et", "de", "for"})


def _share_a_name(first: Sequence[str], second: Sequence[str]) -> bool:
    return not set(first).isdisjoint(second) or any(fuzz.ratio(a, b) >= 85 for a in first for b in second)


def _may_share_a_person(one: Entry, other: Entry) -> bool:
    """Whether the first names do not forbid what the family names suggest: Alexandre Dumas is not Thomas Dumas."""
    people = [
        [name for role in ("author", "editor") for name in entry.names.get(role, ()) if not name.others]
        for entry in (one, other)
    ]
    alike = [(fold(a.given), fold(b.given)) for a in people[0] for b in people[1] if fold(a.family) == fold(b.family)]
    return not alike or any(not a or not b or a[0] == b[0] for a, b in alike)


def _title_similarity(first: _Work, second: _Work) -> float:
    """Compare the titles; a subtitle that only one of them gives does not count against them."""
    a, b = first.title, second.title
    if a == b:
        return 100.0 if a else 0.0
    if not a or not b:
        return 0.0
    whole = fuzz.ratio(a, b)
    if whole >= SAME_TITLE:
        return 0.0 if _counts_on(a, b) else whole
    short, full = (first, second) if len(a) < len(b) else (second, first)
    if min(first.short, second.short) >= 12 and len(short.title) in (first.short, second.short):
        return max(whole, fuzz.ratio(short.title, full.title[: len(short.title)]))
    return whole


def _counts_on(first: str, second: str) -> bool:
    """Whether a number is among what differs: "Documents 1917" and "Documents 1918", "Part I" and "Part II"."""
    one, other = first.split(), second.split()
    return any(_COUNTING.fullmatch(word) for word in {*one} ^ {*other})
