"""A citable work as the matcher sees it: who, called what, when, and what else may be printed beside it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.resolve.words import SMALL, keys

Words = tuple[str, ...]

LEAD_ROLES = ("author", "editor", "director", "translator", "holder", "bookauthor", "editora", "namea")
"""Those a work is filed under; the first role that is filled leads."""
_OTHER_ROLES = ("editor", "translator", "bookauthor", "editora", "editorb", "introduction", "foreword", "afterword",
                "commentator", "annotator", "director", "namea", "nameb", "namec")  # fmt: skip
_CONTAINERS = (
    "journaltitle", "journal", "booktitle", "maintitle", "issuetitle", "series", "eventtitle", "shortjournal",
)  # fmt: skip
_REMARKS = ("note", "titleaddon", "booktitleaddon", "howpublished", "library", "addendum")
_BY_BODIES = frozenset({"report", "techreport", "manual", "online", "misc", "booklet", "proceedings"})
"""The types of entry whose institution or organization is named first where nobody else is."""
_RELATIONS = ("related", "entryset")
_PARENTS = ("crossref", "xref")
_DATES = ("date", "year", "origdate", "eventdate", "origyear")
_IMPRINT = ("publisher", "location", "address", "institution", "organization", "school")
YEAR_LABEL = re.compile(r"(?<!\d)(1[0-9]\d\d|20\d\d)(?!\d)(?:\s?[-–/]\s?(?:\d{4}|\d\d?)(?!\d))?([a-z](?![a-z]))?")
"""A year as author-date styles print it: 1998, 1998a, 2005–6, 2013–20b."""


class Title(NamedTuple):
    """One form in which a work is called.

    `kind` is title, full, short, original, part (series and number) or abbreviation; of a work seen in the notes it is
    seen, abbreviation or container.
    """

    words: Words
    kind: str


class Person(NamedTuple):
    """A name: the words of the family name (or of the whole body) and of the given names."""

    family: Words
    given: Words = ()

    def may_begin(self, initial: str) -> bool:
        """Tell whether one of the given names can begin with a letter; without given names all may."""
        return not initial or not self.given or any(word[0] == initial for word in self.given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work of the library (`citekey`) or one seen in the notes (`citekey` None). All words are folded."""

    citekey: str | None
    people: tuple[Person, ...] = ()
    """Those the work is filed under, in order."""
    others: tuple[Person, ...] = ()
    """Those named beside them: editors, translators."""
    aliases: tuple[Person, ...] = ()
    """Short forms of the people: `shortauthor`."""
    titles: tuple[Title, ...] = ()
    containers: tuple[Words, ...] = ()
    remarks: tuple[Words, ...] = ()
    """What the entry says in words: the papers a letter lies in, what a disc is a copy of."""
    years: frozenset[int] = frozenset()
    own_years: frozenset[int] = frozenset()
    """The years of this edition; `years` has those of the original too."""
    labels: frozenset[tuple[int, str]] = frozenset()
    """(year, letter) as printed: (2014, "b"); the letter is "" where there is none."""
    undated: bool = False
    """It has no year, or is said to be forthcoming."""
    identifiers: frozenset[str] = frozenset()
    imprint: frozenset[str] = frozenset()
    """Words of publisher and place."""
    numbers: frozenset[str] = frozenset()
    """Volume, issue and first page."""
    entry_type: str = ""
    related: frozenset[str] = frozenset()
    """The citekeys of the works the entry itself names: a reprint, an answer, a volume with it inside."""
    parents: frozenset[str] = frozenset()
    """The citekeys of what it is a part of."""


def work_of(entry: Entry) -> Work:
    """Return an entry as a work."""
    lead = next((entry.names[role] for role in LEAD_ROLES if entry.names.get(role)), ())
    if not lead and entry.entry_type in _BY_BODIES:
        body = next((entry.lists[name][0] for name in ("institution", "organization") if entry.lists.get(name)), "")
        lead = (Name(literal=body),) if body else ()
    others = [name for role in _OTHER_ROLES for name in entry.names.get(role, ()) if name not in lead]
    labels = {label for name in _DATES for label in year_labels(entry.fields.get(name, ""))}
    return Work(
        citekey=entry.citekey,
        people=people(lead),
        others=people(others),
        aliases=people([*entry.names.get("shortauthor", ()), *entry.names.get("shorteditor", ())]),
        titles=_titles(entry),
        containers=tuple(found for name in _CONTAINERS if (found := keys(entry.text(name)))),
        remarks=tuple(found for name in _REMARKS if (found := keys(entry.text(name)))),
        years=frozenset(year for year, _ in labels),
        own_years=frozenset(year for name in ("date", "year") for year, _ in year_labels(entry.fields.get(name, ""))),
        labels=frozenset(labels),
        undated=not labels or bool(entry.fields.get("pubstate")),
        identifiers=frozenset(_identifiers(entry)),
        imprint=frozenset(word for name in _IMPRINT for word in keys(entry.text(name)) if len(word) > 2) - SMALL,
        numbers=frozenset(
            number.group() for name in ("volume", "number", "pages") if (number := re.search(r"\d+", entry.text(name)))
        ),
        entry_type=entry.entry_type,
        related=_citekeys(entry, _RELATIONS),
        parents=_citekeys(entry, _PARENTS),
    )


def _citekeys(entry: Entry, fields: Iterable[str]) -> frozenset[str]:
    keys_named = (key.strip() for name in fields for key in entry.fields.get(name, "").split(","))
    return frozenset(key for key in keys_named if key)


def people(names: Iterable[Name]) -> tuple[Person, ...]:
    """Return the names a note would print, without `and others`."""
    found = []
    for name in names:
        if name.others:
            continue
        family = keys(f"{name.particle} {name.family}") if name.family else keys(name.literal or name.display)
        if family:
            found.append(Person(family, keys(name.given) if name.family else ()))
    return tuple(found)


def year_labels(text: str) -> list[tuple[int, str]]:
    """Return the years of a date, each with the letter an author-date list gave it."""
    return [(int(found[1]), found[2] or "") for found in YEAR_LABEL.finditer(text)]


def _titles(entry: Entry) -> tuple[Title, ...]:
    found: list[Title] = []

    def add(kind: str, *texts: str) -> None:
        words = keys(" ".join(texts))
        if words and all(words != other.words for other in found):
            found.append(Title(words, kind))

    title, subtitle = entry.fields.get("title", ""), entry.fields.get("subtitle", "")
    if entry.entry_type in ("periodical", "suppperiodical"):
        add("title", entry.fields.get("issuetitle", ""))
    if title:
        add("title", title)
        head, colon, _ = title.partition(": ")
        if colon:
            add("title", head)
        if subtitle:
            add("full", title, subtitle)
    for name, kind in _OTHER_TITLES:
        add(kind, entry.fields.get(name, ""))
    if _NUMBERED.search(entry.fields.get("booktitleaddon", "")):
        # An episode is called by its series and number (biblatex-chicago, `tvepisode`).
        add("part", *(entry.fields.get(name, "") for name in ("booktitle", "booksubtitle", "booktitleaddon")))
    if not found:
        for name in ("maintitle", "booktitle", "issuetitle", "journaltitle", "howpublished"):
            add("title", entry.fields.get(name, ""))
    return tuple(found)


_OTHER_TITLES = (
    ("shorttitle", "short"),
    ("origtitle", "original"),
    ("reprinttitle", "original"),
    ("translatedtitle", "original"),
    ("shorthand", "abbreviation"),
)


_NUMBERED = re.compile(r"\d")


def _identifiers(entry: Entry) -> Iterable[str]:
    for name in ("doi", "url", "isbn", "eprint"):
        value = entry.fields.get(name, "")
        if value:
            yield identifier(value)


def identifier(text: str) -> str:
    """Return a DOI, URL or ISBN in the form in which two of them are compared."""
    text = re.sub(r"^(?:https?://)?(?:www\.|dx\.)?(?:doi\.org/)?", "", text.strip().lower())
    digits = text.replace("-", "")
    return digits if re.fullmatch(r"(?:97[89])?\d{9}[\dx]", digits) else text.rstrip("/.,;)>")
