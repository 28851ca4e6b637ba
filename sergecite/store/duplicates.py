"""Finds the same work entered twice: precision before recall, and a reason for every verdict.

Two entries are the same work when an identifier or the title with an author and the year agree, and nothing that keeps
two books two disagrees: volume, part, edition, original date, translator, language, first page. Candidates come from
blocks (identifiers; surname and year; surname and rarest title word; the two rarest title words), never from all pairs.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from sergecite.model.entry import Entry

SAME_TITLE = 92.0
"""Similarity (0-100) from which two titles are spellings of one; typing errors stay above it, sequels below."""
LARGEST_BLOCK = 60
"""A block with more entries says nothing (a year of one prolific journal); its pairs are found by other blocks."""
_ARTICLES = frozenset(
    [
        "a",
        "an",
        "the",
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "der",
        "die",
        "das",
        "ein",
        "eine",
        "el",
        "los",
        "las",
        "il",
        "lo",
        "gli",
        "i",
    ]
)
_WORD = re.compile(r"\w+")
_CURRENT_TYPES = {
    "conference": "inproceedings",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
}
_ISBN = re.compile(r"(?<![\d-])(?:97[89][ –-]?)?(?:\d[ –-]?){9}[\dXx](?!\d)")
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc|span)\b[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Two entries that are one work. `certain` when an identifier says so too, or all that both state agrees."""

    first: Entry
    second: Entry
    certain: bool
    agree: tuple[str, ...]
    """What agrees, in words."""
    doubts: tuple[str, ...] = ()
    """What only one of them states, of the things that can keep two books two."""


@dataclass(frozen=True, slots=True)
class _Work:
    entry: Entry
    words: tuple[str, ...]
    title: str
    full_title: str
    surnames: frozenset[str]
    years: frozenset[int]
    identifiers: frozenset[str]


def find_duplicates(entries: Iterable[Entry]) -> list[Duplicate]:
    """Return the pairs that are the same work, in the order of the library."""
    works = [_work(entry) for entry in entries]
    found = (_compare(works[a], works[b]) for a, b in sorted(_candidates(works)))
    return [pair for pair in found if pair]


def duplicates_of(entry: Entry, entries: Iterable[Entry]) -> list[Duplicate]:
    """Return what of a library is the same work as a new entry; the new one stands second."""
    new = _work(entry)
    found = []
    for old in entries:
        work = _work(old)
        if work.identifiers & new.identifiers or (set(work.words) & set(new.words)):
            pair = _compare(work, new)
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
    title = fold(entry.text("title"))
    full = " ".join(part for part in (title, fold(entry.text("subtitle"))) if part)
    words = tuple(word for word in full.split() if word not in _ARTICLES)
    people = [name for role in ("author", "editor") for name in entry.names.get(role, ())]
    date = entry.date()
    return _Work(
        entry=entry,
        words=words,
        title=title,
        full_title=full,
        surnames=frozenset(fold(name.family or name.literal) for name in people if not name.others),
        years=frozenset(date.years) if date and len(date.years) < 5 else frozenset(),
        identifiers=frozenset(_identifiers(entry)),
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
    frequency = Counter(word for work in works for word in set(work.words))
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, work in enumerate(works):
        for key in set(_block_keys(work, frequency)):
            blocks[key].append(number)
    return {
        pair for members in blocks.values() if 1 < len(members) <= LARGEST_BLOCK for pair in combinations(members, 2)
    }


def _block_keys(work: _Work, frequency: Counter[str]) -> Iterator[tuple[object, ...]]:
    yield from ((identifier,) for identifier in work.identifiers)
    yield ("title", work.full_title)
    rare = sorted(set(work.words), key=lambda word: (frequency[word], word))
    for surname in work.surnames:
        yield from ((surname, year, work.words[:1]) for year in work.years)
        yield from ((surname, word) for word in rare[:2])
    if len(rare) > 1:
        yield ("words", *sorted(rare[:2]))


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
    ("container", lambda entry: entry.text("journaltitle") or entry.text("journal") or entry.text("booktitle")),
    ("main title", lambda entry: entry.text("maintitle")),
)  # fmt: skip
"""What keeps two books two when both state it and differ."""


def _compare(first: _Work, second: _Work) -> Duplicate | None:
    identifier = first.identifiers & second.identifiers
    similarity = _title_similarity(first, second)
    if similarity < SAME_TITLE:
        return None
    agree = [f"title ({similarity:.0f} of 100)"]
    doubts: list[str] = []
    if first.surnames and second.surnames:
        if not _share_a_name(first.surnames, second.surnames):
            return None
        agree.append("author or editor")
    if first.years and second.years:
        if first.years & second.years:
            agree.append("year")
        elif identifier or (similarity >= 97 and abs(min(first.years) - min(second.years)) == 1):
            doubts.append(f"years {min(first.years)} and {min(second.years)}")
        else:
            return None
    for label, value in _APART:
        a, b = fold(value(first.entry)), fold(value(second.entry))
        if a and b and not _same_value(label, a, b):
            return None
        if a and b:
            agree.append(label)
        elif (a or b) and label not in ("first page", "container", "number"):
            doubts.append(f"{label} in {(first if a else second).entry.citekey} only")
    types = [_CURRENT_TYPES.get(work.entry.entry_type, work.entry.entry_type) for work in (first, second)]
    if types[0] != types[1] and not {"misc", "online"} & set(types):
        doubts.append(f"@{types[0]} and @{types[1]}")  # a thesis and the book or paper that came of it
    agree += sorted(identifier)
    named = "author or editor" in agree and bool(first.years and second.years)
    if not identifier and not named:
        return None
    if len(first.words) < 2 and not identifier and "first page" not in agree and doubts:
        return None  # a one-word title says little
    certain = bool(identifier) or (similarity >= 99 and not doubts)
    return Duplicate(first=first.entry, second=second.entry, certain=certain, agree=tuple(agree), doubts=tuple(doubts))


def _same_value(label: str, first: str, second: str) -> bool:
    if label in ("container", "main title", "translator"):
        return fuzz.token_set_ratio(first, second) >= 85 or _initials(first) == _initials(second)
    return first == second


def _initials(text: str) -> str:
    return "".join(word[0] for word in text.split() if word not in _ARTICLES | {"of", "and", "und", "et", "de", "for"})


def _share_a_name(first: frozenset[str], second: frozenset[str]) -> bool:
    return bool(first & second) or any(fuzz.ratio(a, b) >= 85 for a in first for b in second)


def _title_similarity(first: _Work, second: _Work) -> float:
    """Compare the titles; a subtitle that only one of them gives does not count against them."""
    a, b = first.full_title, second.full_title
    if not a or not b:
        return 0.0
    numbers = [re.findall(r"\d+", text) for text in (a, b)]
    whole = fuzz.ratio(a, b)
    if whole < SAME_TITLE and min(len(first.title), len(second.title)) >= 12:
        short = min(a, b, key=len)
        whole = max(
            whole, fuzz.ratio(short, max(a, b, key=len)[: len(short)]) if short in (first.title, second.title) else 0
        )
    elif numbers[0] != numbers[1]:
        return 0.0  # "Documents 1917" and "Documents 1918" are two books, one letter apart
    return whole
