"""What a text may call the works of a library: their people and their titles, found by inverted indexes.

Built once per library, linear in its entries; a look-up touches only entries that share a surname or a rare title word
with the text, so a library of a hundred thousand entries is searched as fast as one of a hundred.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.resolve.lost.title_words import folded_words, root, spelled

TITLE_FIELDS = ("title", "shorttitle", "titleaddon", "usere", "origtitle", "maintitle", "eventtitle")
"""Fields a text may take a work's name from. `titleaddon` and `usere` hold translated titles (biblatex-chicago)."""

CONTAINER_FIELDS = ("booktitle", "journaltitle")
"""A container that is named points to each of its parts, and so to none of them surely."""

_MARKUP = re.compile(r"<[^>]*>|[{}]")
_SUBTITLE = re.compile(r"\s*(?::|\. | [–—] |\?|!)\s*")
_DATES = re.compile(r"[,:(]?\s*\(?(?:c\. ?)?[0-9]{3,4}\s*[-–—/]+\s*(?:[0-9]{2,4})?\)?\s*$")


@dataclass(frozen=True, slots=True)
class Title:
    """One form of a work's title: `text` of a `field`, its words of weight folded (`plain`) and compared by `roots`."""

    entry: int
    field: str
    text: str
    plain: tuple[str, ...]
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone the library's works are by. `family` has the folded words of the surname, particles included."""

    family: tuple[str, ...]
    given: tuple[str, ...]
    display: str


class LibraryIndex:
    """The entries of a library, to be found by people and titles."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.titles: list[Title] = []
        self.titles_of: dict[int, list[Title]] = defaultdict(list)
        self.works_of: dict[Person, list[int]] = defaultdict(list)
        self.people: dict[str, list[Person]] = defaultdict(list)
        """By the last word of the surname, spelled as in no particular language, or by the acronym of a body."""
        self._years: dict[int, set[int]] = {}
        self.authors: list[tuple[Person, ...]] = []
        for number, entry in enumerate(entries):
            people = tuple(_person(name) for name in entry.people if not name.others)
            self.authors.append(people)
            for person in people:
                if person not in self.works_of:
                    for key in _keys(person):
                        self.people[key].append(person)
                self.works_of[person].append(number)
            for title in _titles(number, entry):
                self.titles.append(title)
                self.titles_of[number].append(title)
        self._frequency = Counter(root for title in self.titles for root in set(title.roots))
        self._by_root: dict[str, list[Title]] = defaultdict(list)
        for title in self.titles:
            if title.field not in CONTAINER_FIELDS:
                self._by_root[min(title.roots, key=lambda root: (self._frequency[root], -len(root)))].append(title)

    def titles_with(self, root: str) -> Iterable[Title]:
        """Return the titles whose rarest word this is."""
        return self._by_root.get(root, ())

    def years_of(self, entry: int) -> set[int]:
        """Return the years a text may date the work by: of this edition, of the first, of the writing."""
        if entry in self._years:
            return self._years[entry]
        found: set[int] = set()
        for field in ("date", "origdate", "eventdate"):
            date = self.entries[entry].date(field)
            if date is not None:
                found.update(date.years if len(date.years) < 5 else (date.years[0], date.years[-1]))
        written = re.findall(r"\b1[5-9][0-9]{2}|\b20[0-9]{2}", self.entries[entry].fields.get("usera", ""))
        self._years[entry] = found | {int(year) for year in written}
        return self._years[entry]

    def same_work(self, one: int, other: int) -> bool:
        """Whether two entries are editions, translations or parts of the library's one work by the same people."""
        first, second = self.entries[one], self.entries[other]
        if set(self.authors[one]) != set(self.authors[other]):
            return False
        if second.citekey in _related(first) or first.citekey in _related(second):
            return True
        mine = {title.roots for title in self.titles_of[one] if title.field not in CONTAINER_FIELDS}
        return any(title.roots in mine for title in self.titles_of[other])

    def edition_year(self, entry: int) -> int | None:
        """Return the year this edition came out."""
        date = self.entries[entry].date()
        return date.year if date else None


def _person(name: Name) -> Person:
    if name.literal:
        return Person(folded_words(name.literal), (), name.literal)
    family = f"{name.particle} {name.family}" if name.particle else name.family
    return Person(folded_words(family), folded_words(name.given), name.display)


def _keys(person: Person) -> list[str]:
    """Return the words under which a person is looked up."""
    keys = [spelled(person.family[-1])] if person.family else []
    if len(person.family) >= 3 and not person.given:
        capitals = [part[0] for part in re.findall(r"[^\W\d_]+", person.display) if part[0].isupper()]
        keys.append("".join(capitals).casefold())
    return list(dict.fromkeys(keys))


def _titles(number: int, entry: Entry) -> list[Title]:
    found: dict[tuple[str, ...], Title] = {}
    for field in (*TITLE_FIELDS, *CONTAINER_FIELDS):
        text = _MARKUP.sub("", entry.fields.get(field, ""))
        if not text:
            continue
        main = _DATES.sub("", _SUBTITLE.split(text, maxsplit=1)[0])
        for form in dict.fromkeys((text, _DATES.sub("", text), main)):
            words = tuple(filter(root, folded_words(form)))
            if words and words not in found:
                found[words] = Title(number, field, form.strip(" ,:;"), words, tuple(map(root, words)))
    return list(found.values())


def _related(entry: Entry) -> set[str]:
    return {key.strip() for key in entry.fields.get("related", "").split(",")}
