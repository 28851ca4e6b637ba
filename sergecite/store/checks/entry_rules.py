"""Rules that look at one entry."""

import re
from collections.abc import Iterator

from sergecite.model.date import parse_date
from sergecite.model.identifier import Doi, IdentifierError, Isbn, Issn
from sergecite.store.checks.datamodel import (
    DATE_FIELDS,
    FIELD_ALIASES,
    IMPLIED,
    KNOWN_FIELDS,
    NEEDED,
    OTHER_TYPES,
    TYPE_ALIASES,
)
from sergecite.store.checks.finding import Finding, Item, Level

_PAGES = re.compile(
    r"(?:[\w.:/*]+(?:[–—-]{1,2}[\w.:/*]+)?)(?:\s*[,;]\s*[\w.:/*]+(?:[–—-]{1,2}[\w.:/*]+)?)*", re.UNICODE
)
_YEAR = re.compile(r"-?\d{4}")
_SEVERAL = re.compile(r"\s*[,;]\s*|\s+(?:and|und|et)\s+|(?<=[\dXx])\s+(?=(?:[\d-]{9,}[\dXx]|[\d-]{8,}[\dXx])\b)")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://[^\s/?#]+\S*$", re.IGNORECASE)


def needed_fields(item: Item) -> Iterator[Finding]:
    """Report that a field that the entry's type asks for is missing."""
    written = item.entry.entry_type
    kind = TYPE_ALIASES.get(written, written)
    for row in NEEDED.get(kind, ()):
        names = {*row, *(FIELD_ALIASES[name] for name in row if name in FIELD_ALIASES)}
        if IMPLIED.get(written) in names or any(_has(item, name) for name in names):
            continue
        hint = None
        if row == ("author",) and kind == "book" and _has(item, "editor"):
            hint = "a book with an editor only is a @collection"
        elif row == ("editor",) and kind == "collection" and _has(item, "author"):
            hint = "a book with an author is a @book"
        yield item.finding(Level.WARNING, "missing", f"@{written} has no {' or '.join(row)}", hint=hint)


def known_type(item: Item) -> Iterator[Finding]:
    """Report that the entry's type is none of BibLaTeX's."""
    kind = item.entry.entry_type
    if kind not in NEEDED and kind not in OTHER_TYPES and kind not in TYPE_ALIASES:
        yield item.finding(Level.INFO, "type", f"@{kind} is no entry type of BibLaTeX")


def misspelt_field(item: Item) -> Iterator[Finding]:
    """Report that a field's name is almost that of a known one."""
    for name in item.raw.fields:
        if name in KNOWN_FIELDS or len(name) < 5:
            continue
        meant = next((known for known in sorted(KNOWN_FIELDS) if _one_slip(name, known)), None)
        if meant and meant not in item.raw.fields:
            yield item.finding(Level.WARNING, "field", f"{name} is no known field", name, hint=f"{meant}?")


def doubled_field(item: Item) -> Iterator[Finding]:
    """Report that a field is given twice: only the first counts."""
    for name in dict.fromkeys(item.raw.doubled):
        yield item.finding(Level.ERROR, "doubled", f"{name} is given more than once; the first counts", name)


def dates(item: Item) -> Iterator[Finding]:
    """Report that a date is none that BibLaTeX reads."""
    for name in DATE_FIELDS:
        text = item.entry.fields.get(name, "")
        if text and name in item.raw.fields and parse_date(text) is None:
            hint = "as in 1951, 1951-05-01, 1930/1932, 1723~, 199X"
            yield item.finding(Level.WARNING, "date", f"{name} = {text} is no date", name, hint=hint)
    year = item.entry.fields.get("year", "")
    if year and "year" in item.raw.fields and not _YEAR.fullmatch(year) and parse_date(year) is None:
        yield item.finding(Level.INFO, "date", f"year = {year} is no year; it will be printed as it is", "year")
    month = item.entry.fields.get("month", "")
    if month and "month" in item.raw.fields and not (month.isdigit() and 1 <= int(month) <= 12):
        yield item.finding(Level.WARNING, "date", f"month = {month} is no month", "month", hint="1 to 12, or jan")
    if item.raw.fields.keys() >= {"date", "year"}:
        yield item.finding(Level.WARNING, "date", "date and year are both given; date counts", "year")


def identifiers(item: Item) -> Iterator[Finding]:
    """Report that an ISBN, ISSN or DOI is malformed or has a wrong check digit."""
    for name, kind in (("isbn", Isbn), ("issn", Issn), ("doi", Doi)):
        text = item.entry.fields.get(name, "")
        if not text or name not in item.raw.fields:
            continue
        numbers = [text] if name == "doi" else _SEVERAL.split(text)
        for number in filter(None, numbers):
            bare = re.sub(r"\s*\([^)]*\)|^\s*ISBN:?\s*|^\s*ISSN:?\s*", "", number, flags=re.IGNORECASE)
            try:
                kind(bare)
            except IdentifierError as error:
                yield item.finding(Level.WARNING, name, str(error), name, hint=error.hint)


def pages(item: Item) -> Iterator[Finding]:
    """Report that a page range reads wrong."""
    text = item.entry.fields.get("pages", "")
    if not text or "pages" not in item.raw.fields:
        return
    if not _PAGES.fullmatch(text.strip().rstrip(".").replace(" – ", "–").replace(" - ", "-")):
        yield item.finding(Level.WARNING, "pages", f"pages = {text} is no range of pages", "pages")
        return
    for first, last in re.findall(r"(?<!\d)(\d+)[–—-]{1,2}(\d+)(?!\d)", text):
        full = first[: len(first) - len(last)] + last if len(last) < len(first) else last
        if int(full) < int(first):
            yield item.finding(Level.WARNING, "pages", f"pages = {text} runs backwards", "pages")
    if re.search(r"\d-\d", item.raw.fields["pages"]):
        yield item.finding(Level.INFO, "dash", f"pages = {text} has a hyphen", "pages", hint="write 12--34")


def names(item: Item) -> Iterator[Finding]:
    """Report that a name list reads wrong: `&` or `;` for `and`, too many commas, several people in one name."""
    for role, people in item.entry.names.items():
        raw = item.raw.fields.get(role)
        if raw is None:
            continue
        bare = re.sub(r"\{[^{}]*\}", "", raw)
        if ";" in bare or re.search(r"\s\\?&\s", bare):
            yield item.finding(Level.WARNING, "name", f"{role}: names are parted by `and`, not by & or ;", role)
        elif re.search(r"\bet\s+al\b", bare, re.IGNORECASE):
            yield item.finding(Level.WARNING, "name", f"{role}: et al. is written `and others`", role)
        elif re.search(r",\s*(?:and\b|$)", bare) and "=" not in bare:
            yield item.finding(Level.WARNING, "name", f"{role}: a comma too many before `and` or at the end", role)
        for name in re.split(r"\s+and\s+", bare):
            if name.count(",") > 2 and "=" not in name:
                yield item.finding(
                    Level.WARNING, "name", f"{role}: {' '.join(name.split())} has too many commas", role,
                    hint="people are parted by `and`: Last, First and Last, First",
                )  # fmt: skip
        if not people:
            yield item.finding(Level.WARNING, "name", f"{role} names nobody", role)
        for person in people:
            if any(sign.isdigit() for sign in person.family) and not person.literal:
                yield item.finding(Level.INFO, "name", f"{role}: {person.display} has a digit in it", role)


def url(item: Item) -> Iterator[Finding]:
    """Report that a URL is none."""
    text = item.entry.fields.get("url", "")
    if text and "url" in item.raw.fields and not _URL.match(text):
        yield item.finding(Level.WARNING, "url", f"url = {text[:60]} is no URL", "url", hint="https://...")


def empty_field(item: Item) -> Iterator[Finding]:
    """Report that a field holds nothing."""
    for name, value in item.raw.fields.items():
        if not value.strip():
            yield item.finding(Level.INFO, "empty", f"{name} is empty", name)


def _has(item: Item, name: str) -> bool:
    return bool(item.entry.text(name))


def _one_slip(word: str, other: str) -> bool:
    """Whether one letter too many, too few, another or two swapped make one word the other."""
    if abs(len(word) - len(other)) > 1 or word == other or word[0] != other[0]:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    rest, left = word[start:], other[start:]
    swapped = rest[:2] == left[1::-1] and rest[2:] == left[2:] and len(rest) > 1
    return swapped or rest[1:] == left or rest == left[1:] or rest[1:] == left[1:]
