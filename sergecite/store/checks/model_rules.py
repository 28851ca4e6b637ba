"""Rules of the BibLaTeX data model: types, fields, what is needed."""

from collections.abc import Iterator
from functools import lru_cache

from sergecite.bibtex.edit import unset_repeated
from sergecite.store.checks.datamodel import (
    ALLOWED,
    CURRENT,
    EVERYWHERE,
    FIELD_ALIASES,
    IMPLIED,
    INTEGER_FIELDS,
    KNOWN_FIELDS,
    NEEDED,
    OTHER_TYPES,
    PROGRAMS,
    PRONOUNS,
    SEPARATE_PARTS,
    TYPE_ALIASES,
)
from sergecite.store.checks.finding import Finding, Item, Level

_BY_START: dict[str, list[str]] = {}
for _name in sorted(KNOWN_FIELDS):
    _BY_START.setdefault(_name[0], []).append(_name)
_NEAR_TYPES = sorted({*NEEDED, *OTHER_TYPES, *TYPE_ALIASES})


def needed_fields(item: Item) -> Iterator[Finding]:
    """Report that a field that the entry's type asks for is missing."""
    written = item.entry.entry_type
    kind = TYPE_ALIASES.get(written, written)
    for row, names in _needed(written):
        if any(item.entry.text(name) for name in names):
            continue
        hint = None
        if row == ("author",) and kind == "book" and item.entry.text("editor"):
            hint = "a book with an editor only is a @collection"
        elif row == ("editor",) and kind == "collection" and item.entry.text("author"):
            hint = "a book with an author is a @book"
        yield item.finding(Level.WARNING, "missing", f"@{written} has no {' or '.join(row)}", row[0], hint=hint)


@lru_cache(maxsize=256)
def _needed(written: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the rows of fields of which a type needs one, each with the names that these may have."""
    rows = [
        (row, (*row, *(FIELD_ALIASES[name] for name in row if name in FIELD_ALIASES)))
        for row in NEEDED.get(TYPE_ALIASES.get(written, written), ())
    ]
    return [(row, names) for row, names in rows if IMPLIED.get(written) not in names]


def known_type(item: Item) -> Iterator[Finding]:
    """Report that the entry's type is none of BibLaTeX's, or clearly the wrong one."""
    kind = item.entry.entry_type
    if kind not in NEEDED and kind not in OTHER_TYPES and kind not in TYPE_ALIASES:
        meant = next((known for known in _NEAR_TYPES if len(kind) > 3 and one_slip(kind, known)), None)
        level = Level.WARNING if meant else Level.INFO
        hint = f"@{meant}?" if meant else "other programs take it for @misc"
        yield item.finding(level, "type", f"@{kind} is no entry type of BibLaTeX", hint=hint)
    elif kind == "proceedings" and item.own("pages") and item.own("author"):
        yield item.finding(
            Level.INFO, "type", "@proceedings has an author and pages", "pages", "a paper in it is @inproceedings"
        )


def fields_of_type(item: Item) -> Iterator[Finding]:
    """Report fields that are unusual for the type, or misspelt."""
    kind = TYPE_ALIASES.get(item.entry.entry_type, item.entry.entry_type)
    allowed = ALLOWED.get(kind)
    for name in item.raw.fields:
        current = CURRENT.get(name, name)
        if current in EVERYWHERE or (allowed is not None and current in allowed):
            continue
        if current in KNOWN_FIELDS:
            if allowed is not None:
                yield item.finding(Level.INFO, "unusual", f"{name} is unusual for @{item.entry.entry_type}", name)
            continue
        meant = meant_field(name)
        if meant and meant not in item.raw.fields:
            yield item.finding(Level.WARNING, "field", f"{name} is no known field", name, hint=f"{meant}?")


def plain_values(item: Item) -> Iterator[Finding]:
    """Report that a field of whole numbers holds something else, or that `gender` is none of BibLaTeX's."""
    for name in INTEGER_FIELDS:
        text = item.own(name)
        if text and not text.isdigit():
            yield item.finding(Level.INFO, "number", f"{name} = {text} is no whole number", name)
    for name in item.raw.fields.keys() & SEPARATE_PARTS:
        if not item.own(name).isdigit():
            yield item.finding(Level.INFO, "number", f"{name} = {item.own(name)} is no whole number", name)
    gender = item.own("gender")
    if gender and gender not in PRONOUNS:
        hint = f"one of {', '.join(sorted(PRONOUNS))}"
        yield item.finding(Level.WARNING, "gender", f"gender = {gender} is unknown to BibLaTeX", "gender", hint)


def doubled_field(item: Item) -> Iterator[Finding]:
    """Report that a field is given twice, also under its old name: only one counts."""
    alike = unset_repeated(item.located.spot.file.view, item.located.block) if item.raw.doubled else {}
    for name in dict.fromkeys(item.raw.doubled):
        hint = "--fix takes away what says the same" if name in alike else "they differ: one must go"
        yield item.finding(Level.ERROR, "doubled", f"{name} is given more than once; the first counts", name, hint)
    for name, old in FIELD_ALIASES.items():
        if name in item.raw.fields and old in item.raw.fields and old != "key":
            yield item.finding(Level.WARNING, "doubled", f"{name} and its old name {old} are both given", old)


def empty_field(item: Item) -> Iterator[Finding]:
    """Report that a field holds nothing."""
    for name, value in item.raw.fields.items():
        if not value.strip():
            yield item.finding(Level.INFO, "empty", f"{name} is empty", name)


def original(item: Item) -> Iterator[Finding]:
    """Report that a translation says nothing of its original."""
    if item.own("translator") and not any(
        item.entry.text(name) for name in ("origtitle", "origlanguage", "origdate", "related", "origpublisher")
    ):
        yield item.finding(
            Level.INFO, "original", "a translation without origtitle, origlanguage or origdate", "translator"
        )


@lru_cache(maxsize=4096)
def meant_field(name: str) -> str | None:
    """Return the field that a name is a slip of."""
    if name in KNOWN_FIELDS or len(name) < 5 or name.startswith(PROGRAMS):
        return None
    return next((known for known in _BY_START.get(name[0], ()) if one_slip(name, known)), None)


def one_slip(word: str, other: str) -> bool:
    """Whether one letter too many, too few, another or two swapped make one word the other."""
    if abs(len(word) - len(other)) > 1 or word == other or word[0] != other[0]:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    rest, left = word[start:], other[start:]
    swapped = rest[:2] == left[1::-1] and rest[2:] == left[2:] and len(rest) > 1
    return swapped or rest[1:] == left or rest == left[1:] or rest[1:] == left[1:]
