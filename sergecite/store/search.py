"""Matching entries with a query, and ranking them."""

import re
from collections.abc import Iterable
from functools import cached_property

from sergecite.model.date import parse_date
from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.store.query import All, Any, Not, Pattern, Present, Query, Words, Years, terms
from sergecite.store.words import words

TITLES = (
    "title",
    "subtitle",
    "shorttitle",
    "booktitle",
    "maintitle",
    "journaltitle",
    "journal",
    "origtitle",
    "series",
)
_WEIGHTS = (("citekey", 4.0), ("name", 4.0), ("title", 5.0), ("keywords", 2.0), ("", 1.0))


class Searchable:
    """An entry with its words made ready, each field's when it is first asked for."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self._lines: dict[str, str] = {}

    def line(self, field: str) -> str:
        """Return the folded words of a field ("": of all), each between spaces; a bar parts one text from the next."""
        if field not in self._lines:
            found = [" ".join(words(text)) for text in self.texts(field)]
            self._lines[field] = f" {' | '.join(found)} " if any(found) else ""
        return self._lines[field]

    def texts(self, field: str) -> list[str]:
        """Return the texts that a field's name in a query stands for."""
        entry = self.entry
        match field:
            case "":
                return self._all
            case "citekey":
                return [entry.citekey]
            case "type":
                return [entry.entry_type]
            case "name":
                return people_texts(entry)
            case "title":
                return [entry.text(name) for name in TITLES if name in entry.fields]
            case "journaltitle":
                return [entry.text("journaltitle"), entry.text("journal")]
            case "location":
                return [entry.text("location"), entry.text("address")]
            case "file":
                return [entry.place]
            case "date":
                return [entry.text("date"), entry.text("year")]
        if field in entry.names:
            return [entry.text(field), *(text for person in entry.names[field] for text in spellings(person))]
        return [entry.text(field)]

    @cached_property
    def _all(self) -> list[str]:
        entry = self.entry
        items = [item for items in entry.lists.values() for item in items]
        return [entry.citekey, entry.entry_type, *people_texts(entry), *items, *entry.fields.values()]


def spellings(person: Name) -> tuple[str, ...]:
    """Return a name as it is read and, where that differs, as a list sorts it: both are looked for."""
    return tuple(dict.fromkeys((person.display, person.inverted)))


def people_texts(entry: Entry) -> list[str]:
    """Return the names of all people of an entry, each in its spellings."""
    return [text for people in entry.names.values() for person in people for text in spellings(person)]


def matches(query: Query, candidate: Searchable) -> bool:
    """Whether an entry is one of those a query means."""
    match query:
        case Words(field, wanted, exact):
            return _has_words(candidate, field, wanted, exact=exact)
        case Years(field, first, last):
            return _has_year(candidate.entry, field, first, last)
        case Pattern(field, pattern):
            return any(pattern.search(text) for text in candidate.texts(field))
        case Present(field):
            return any(candidate.texts(field))
        case Not(inner):
            return not matches(inner, candidate)
        case All(inner):
            return all(matches(one, candidate) for one in inner)
        case Any(inner):
            return any(matches(one, candidate) for one in inner)


def select(query: Query, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries a query means, in their order."""
    return list(matching(query, entries))


def matching(query: Query, entries: Iterable[Entry]) -> Iterable[Entry]:
    """Yield the entries a query means, in their order."""
    if query == All(()):
        return entries
    return (entry for entry in entries if matches(query, Searchable(entry)))


def rank(query: Query, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries a query means, best match first: words found in title, names or citekey count most."""
    wanted = list(terms(query))
    scored: list[tuple[float, int, Entry]] = []
    for number, entry in enumerate(entries):
        candidate = Searchable(entry)
        if matches(query, candidate):
            scored.append((-_score(wanted, candidate), number, entry))
    scored.sort(key=lambda row: row[:2])
    return [entry for _, _, entry in scored]


def _score(wanted: Iterable[Words], candidate: Searchable) -> float:
    score = 0.0
    for term in wanted:
        fields = [(term.field, 3.0)] if term.field else _WEIGHTS
        for field, weight in fields:
            line = candidate.line(field)
            needle = " " + " ".join(term.words)
            if needle + " " in line:
                score += weight
            elif needle in line:
                score += weight / 2
            if needle + " |" in line or line.endswith(needle + " "):
                score += weight / 4
    return score


def _has_words(candidate: Searchable, field: str, wanted: tuple[str, ...], *, exact: bool) -> bool:
    if not wanted:
        return True
    needle = " " + " ".join(wanted)
    return (needle + " " if exact else needle) in candidate.line(field)


def _has_year(entry: Entry, field: str, first: int | None, last: int | None) -> bool:
    years = years_of(entry, field)
    if years is None:
        return False
    return (first is None or years[1] >= first) and (last is None or years[0] <= last)


def years_of(entry: Entry, field: str = "date") -> tuple[int, int] | None:
    """Return the first and the last year of a date field; of one that is no date, the year it names."""
    if field == "date" and (alone := plain_year(entry)):
        return int(alone), int(alone)
    date = parse_date(added(entry)[:10]) if field == "added" else entry.date(field)
    if date is not None and date.years:
        return date.years[0], date.years[-1]
    found = re.findall(r"(?<!\d)\d{4}(?!\d)", entry.text(field) or (entry.text("year") if field == "date" else ""))
    return (int(found[0]), int(found[-1])) if found else None


def plain_year(entry: Entry) -> str:
    """Return the date of an entry where that is a year of four digits and no more; "" where it says more, or less."""
    written = entry.fields.get("date") or entry.fields.get("year", "")
    return written if len(written) == 4 and written.isascii() and written.isdigit() else ""


def added(entry: Entry) -> str:
    """Return when an entry was added, where reference managers say so."""
    return entry.fields.get("date-added") or entry.fields.get("timestamp") or entry.fields.get("dateadded", "")


REFERENCES = ("crossref", "xref", "xdata", "related", "entryset")
"""The fields that name other entries."""


def references_to(entries: Iterable[Entry], citekeys: Iterable[str]) -> list[tuple[Entry, str]]:
    """Return the entries that refer to some of these, and in which field."""
    wanted = set(citekeys)
    return [
        (entry, field)
        for entry in entries
        for field in REFERENCES
        if wanted.intersection(key.strip() for key in entry.fields.get(field, "").split(","))
    ]
