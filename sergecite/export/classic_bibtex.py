"""A BibLaTeX entry as BibTeX's own styles know it: their entry types, their fields, years and months.

Source: BibTeXing (O. Patashnik, 1988); the BibLaTeX manual, 2.1.2 and 2.2.5, for the aliases.
"""

from types import MappingProxyType

from sergecite.export.said_dates import said
from sergecite.model.date import Date, DatePoint
from sergecite.model.entry import Entry

TYPES = {
    "article": "article", "book": "book", "booklet": "booklet", "bookinbook": "incollection", "collection": "book",
    "inbook": "incollection", "incollection": "incollection", "inproceedings": "inproceedings",
    "inreference": "incollection", "manual": "manual", "mvbook": "book", "mvcollection": "book", "mvproceedings": "proceedings",
    "mvreference": "book", "periodical": "misc", "proceedings": "proceedings", "reference": "book", "report": "techreport",
    "review": "article", "suppbook": "incollection", "suppcollection": "incollection", "suppperiodical": "article",
    "unpublished": "unpublished", "mastersthesis": "mastersthesis", "phdthesis": "phdthesis", "techreport": "techreport",
}  # fmt: skip
"""BibLaTeX type -> BibTeX type; `thesis` depends on its type, the rest is @misc."""

FIELDS = {"journaltitle": "journal", "annotation": "annote", "sortkey": "key"}
LISTS = {"location": "address", "institution": "institution", "organization": "organization", "publisher": "publisher"}
NAMES = ("author", "editor")
KEPT = {
    "abstract", "annote", "booktitle", "chapter", "crossref", "doi", "edition", "howpublished", "isbn", "issn", "journal", "key",
    "keywords", "note", "number", "pages", "series", "title", "type", "url", "volume",
}  # fmt: skip
"""The fields that stay as they are; what BibTeX has no field for is left out."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def classic(entry: Entry) -> Entry:
    """Return the entry in BibTeX's terms. Subtitles join their titles; translators, dates of first editions go to the note."""
    fields = {FIELDS.get(name, name): text for name, text in entry.fields.items() if FIELDS.get(name, name) in KEPT}
    for title, subtitle in (("title", "subtitle"), ("booktitle", "booksubtitle"), ("journal", "journalsubtitle")):
        if fields.get(title) and entry.fields.get(subtitle):
            fields[title] = f"{fields[title]}: {entry.fields[subtitle]}"
    if entry.fields.get("maintitle"):
        fields["series"] = fields.get("series") or entry.fields["maintitle"]
    kind = _type(entry)
    date = entry.date()
    if date is None or not isinstance(date.start, DatePoint):
        fields["year"] = entry.fields.get("year") or entry.fields.get("date", "")
    else:
        fields["year"] = said(date)
        if month := _month(date):
            fields["month"] = month
    for name, old in LISTS.items():
        if entry.lists.get(name):
            fields[old] = " and ".join(entry.lists[name])
    if kind.endswith("thesis") and "institution" in fields:
        fields["school"] = fields.pop("institution")
    if kind == "misc" and entry.fields.get("url"):
        fields.setdefault("howpublished", entry.fields["url"])
    if notes := _notes(entry):
        fields["note"] = ". ".join([*([fields["note"]] if fields.get("note") else []), *notes])
    return Entry(
        citekey=entry.citekey,
        entry_type=kind,
        fields=MappingProxyType({name: text for name, text in fields.items() if text}),
        names=MappingProxyType({role: people for role, people in entry.names.items() if role in NAMES}),
        place=entry.place,
    )


def _month(date: Date) -> str:
    """Return the month or months; an interval of several years has none in BibTeX."""
    points = [side for side in (date.start, date.end) if isinstance(side, DatePoint)]
    if len({point.year for point in points}) > 1 or date.end == "open":
        return ""
    return "–".join(dict.fromkeys(MONTHS[point.month - 1] for point in points if point.month))


def _type(entry: Entry) -> str:
    if entry.entry_type == "thesis":
        return "mastersthesis" if entry.fields.get("type", "").casefold().startswith("ma") else "phdthesis"
    return TYPES.get(entry.entry_type, "misc")


def _notes(entry: Entry) -> list[str]:
    translators = [person.display for person in entry.names.get("translator", ())]
    notes = [f"Translated by {' and '.join(translators)}"] if translators else []
    first = entry.date("origdate")
    if first:
        title = entry.fields.get("origtitle", "")
        notes.append(f"First published {f'as {title}, ' if title else ''}{said(first)}")
    return notes
