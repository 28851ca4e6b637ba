"""One work, several services: which of them is believed, field by field, and why.

Nothing is averaged and nothing guessed: for each field the first service in its rule's order that states it wins; what
the others state differently is told to the user, never silently dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sergecite.model.date import parse_date
from sergecite.model.entry import Entry
from sergecite.sources.agreement import fold
from sergecite.sources.types import Found

LIBRARIES = ("dnb", "bnf", "loc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Whom to believe about some fields: services in order; those not named come last, in the order they answered."""

    name: str
    fields: frozenset[str]
    order: tuple[str, ...]
    why: str


RULES = (
    Rule(
        name="catalogued",
        fields=frozenset({"author", "editor", "translator", "title", "subtitle", "edition", "series", "number", "volume",
                          "volumes", "origtitle", "origlanguage", "langid", "introduction", "foreword", "afterword"}),
        order=(*LIBRARIES, "crossref", "doi", "pubmed", "arxiv", "hal", "openlibrary", "archive", "web"),
        why="a national library describes the book from the book in hand; what a publisher deposits comes next; what "
        "volunteers and machines enter comes last",
    ),
    Rule(
        name="published",
        fields=frozenset({"publisher", "location", "date", "pagetotal", "isbn"}),
        order=(*LIBRARIES, "crossref", "doi", "openlibrary", "hal", "archive", "web"),
        why="imprint and extent are of the edition asked for, and a national library states them from its title page",
    ),
    Rule(
        name="deposited",
        fields=frozenset({"journaltitle", "issn", "doi", "pages", "eid", "booktitle", "shortjournal", "eventtitle", "venue"}),
        order=("crossref", "doi", "pubmed", "hal", "arxiv", "web", *LIBRARIES, "openlibrary", "archive"),
        why="the publisher registers where a text stands; the others copy it",
    ),
)  # fmt: skip
_SILENT = frozenset({"url", "abstract", "keywords", "urldate", "note", "shortjournal", "library", "verba"})
"""Fields whose differences say nothing about the work."""


def merge_found(answers: Sequence[Found]) -> Found:
    """Merge what services say about one work. The first answer is the frame; at least one is needed."""
    if len(answers) == 1:
        return answers[0]
    service = {id(one): one.provenance[0].service if one.provenance else "" for one in answers}
    remarks = [remark for one in answers for remark in one.remarks]
    fields, names, lists = {}, {}, {}
    for field in _fields(answers):
        order = next((rule.order for rule in RULES if field in rule.fields), ())
        stating = sorted(
            (one for one in answers if _has(one.entry, field)),
            key=lambda one: order.index(service[id(one)]) if service[id(one)] in order else len(order),
        )
        winner = stating[0].entry
        if field in winner.names:
            names[field] = winner.names[field]
        elif field in winner.lists:
            lists[field] = winner.lists[field]
        else:
            fields[field] = winner.fields[field]
        others = [one for one in stating[1:] if not _agree(field, winner.text(field), one.entry.text(field))]
        if others and field not in _SILENT:
            told = "; ".join(f"{service[id(one)]}: {one.entry.text(field)}" for one in others)
            remarks.append(f"{field}: {winner.text(field)} ({service[id(stating[0])]}), but {told}")
    if "subtitle" in fields and fold(fields["subtitle"]) in fold(fields.get("title", "")):
        del fields["subtitle"]
    types = [one.entry.entry_type for one in answers if one.entry.entry_type not in ("misc", "book", "online")]
    entry = replace(
        answers[0].entry,
        entry_type=types[0] if types else answers[0].entry.entry_type,
        fields=MappingProxyType(fields),
        names=MappingProxyType(names),
        lists=MappingProxyType(lists),
    )
    return replace(
        answers[0],
        entry=entry,
        provenance=tuple(origin for one in answers for origin in one.provenance),
        confidence=max(one.confidence for one in answers),
        remarks=tuple(dict.fromkeys(remarks)),
    )


def fill_missing(old: Entry, new: Entry) -> tuple[Entry, tuple[str, ...]]:
    """Fill what an entry lacks from another of the same work; (the entry, the fields filled). Nothing is replaced."""
    fields, names, lists = dict(old.fields), dict(old.names), dict(old.lists)
    filled = []
    for field in _fields([Found(entry=new)]):
        if _has(old, field) or any(_has(old, other) for other in _SAME.get(field, ())):
            continue
        if field in new.names:
            names[field] = new.names[field]
        elif field in new.lists:
            lists[field] = new.lists[field]
        else:
            fields[field] = new.fields[field]
        filled.append(field)
    merged = replace(old, fields=MappingProxyType(fields), names=MappingProxyType(names), lists=MappingProxyType(lists))
    return merged, tuple(filled)


_SAME = {
    "date": ("year",), "year": ("date",), "month": ("date",), "journaltitle": ("journal",), "journal": ("journaltitle",),
    "location": ("address",), "address": ("location",), "institution": ("school",), "school": ("institution",),
    "url": ("doi",), "number": ("issue",), "issue": ("number",), "langid": ("language", "hyphenation"),
    "subtitle": (),
}  # fmt: skip
"""Fields that say the same under another name."""


def _fields(answers: Sequence[Found]) -> list[str]:
    return list(
        dict.fromkeys(name for one in answers for name in (*one.entry.names, *one.entry.fields, *one.entry.lists))
    )


def _has(entry: Entry, field: str) -> bool:
    return bool(entry.text(field))


def _agree(field: str, first: str, second: str) -> bool:
    a, b = fold(first), fold(second)
    if field == "date":
        years = parse_date(first), parse_date(second)
        return first[:4] == second[:4] if not all(years) else bool({*years[0].years} & {*years[1].years})  # type: ignore[union-attr]
    if field in ("author", "editor", "translator", "publisher", "location", "title", "series", "edition"):
        # One of them may be fuller: "V. Serge" and "Victor Serge", "Paris" and "Paris; Genève".
        words = set(a.split()), set(b.split())
        return words[0] <= words[1] or words[1] <= words[0] or a[:12] == b[:12]
    return a == b
