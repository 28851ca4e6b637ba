"""UNIMARC (as the Bibliothèque nationale de France gives it) -> entries: the one mapping table for reading it.

Source: the UNIMARC manual, bibliographic format (IFLA); https://www.bnf.fr/fr/unimarc.
"""

import re

from sergecite.model.date import parse_date
from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.sources.dates import from_text
from sergecite.sources.draft import Draft
from sergecite.sources.languages import langid
from sergecite.sources.marc_record import Field, MarcRecord, extent_of, is_unknown_imprint, number_of, role_of, trimmed
from sergecite.sources.names import inverted


def entry_from_unimarc(record: MarcRecord, place: str) -> Entry:
    """Read one record: a book, a thesis, a periodical."""
    draft = Draft(
        "thesis"
        if record.first("328", "a") or record.first("328", "b")
        else "periodical"
        if record.leader[7:8] == "s"
        else "book",
        place=place,
    )
    _titles(draft, record)
    for field in record.each("700", "701", "702"):
        if role := role_of(field.all("4"), "author" if field.tag != "702" else ""):
            draft.name(role, _person(field))
    for field in record.each("710", "711", "712"):
        if (role := role_of(field.all("4"), "author" if field.tag == "710" else "")) and (
            field.tag == "710" or role == "editor"
        ):
            draft.name(role, Name(literal=". ".join(trimmed(value) for value in field.all("ab"))))
    if draft.entry_type == "book" and "author" not in draft.names and "editor" in draft.names:
        draft.entry_type = "collection"
    _imprint(draft, record)
    series = next(record.each("225", "410"), None)
    if series is not None:
        draft.put("series", trimmed(series.get("a") or series.get("t")))
        draft.put("number", number_of(series.get("v")) if series.get("v") else "")
    draft.put("langid", langid(record.first("101", "a")))
    draft.put("origlanguage", langid(record.first("101", "c")))
    draft.put(
        "origtitle", trimmed(record.first("454", "t") or record.first("500", "a") if record.first("101", "c") else "")
    )
    for field in record.each("300"):
        found = re.search(
            r"(?i)(?:trad(?:uction|uit)?\.? de|titre original)\s*:\s*[\"«]?\s*(.+?)\s*[\"».]*$", field.get("a")
        )
        draft.default("origtitle", found[1] if found else "")
    for field in record.each("010"):
        draft.put("isbn", field.get("a"))
    draft.put("issn", record.first("011", "a") if draft.entry_type == "periodical" else "")
    draft.put("type", "phdthesis" if draft.entry_type == "thesis" else "")
    return draft.entry()


def _titles(draft: Draft, record: MarcRecord) -> None:
    title = next(record.each("200"), None)
    if title is None:
        return
    main = trimmed(title.get("a"))
    if title.get("i"):
        draft.title(main, field="maintitle")
        draft.title(trimmed(title.get("i")))
    else:
        draft.title(main, ". ".join(trimmed(value) for value in title.all("e")))
    draft.put("volume", number_of(title.get("h")) if title.get("h") else "")
    whole = next(record.each("461"), None)
    if whole is not None and trimmed(whole.get("t")) and "maintitle" not in draft.fields:
        # The work in several volumes of which this is one, with a title of its own.
        name = trimmed(whole.get("t"))
        if name.casefold() != main.casefold():
            draft.title(name, field="maintitle")
        draft.default("volume", number_of(whole.get("v")) if whole.get("v") else "")


def _person(field: Field) -> Name | None:
    family, given = trimmed(field.get("a")), trimmed(field.get("b"))
    return (
        inverted(f"{family}, {given}")
        if given
        else Name(literal=family)
        if " " in family
        else Name(family=family)
        if family
        else None
    )


def _imprint(draft: Draft, record: MarcRecord) -> None:
    field = next((one for one in record.each("214", "210") if one.tag == "210" or one.second in ("0", " ")), None)
    if field is not None:
        # The publisher's address stands in brackets behind the place.
        for value, name in (
            (re.sub(r"\s*\([^)]*\)$", "", trimmed(field.get("a"))), "location"),
            (trimmed(field.get("c")), "institution" if draft.entry_type == "thesis" else "publisher"),
        ):
            draft.put(name, "" if is_unknown_imprint(value) else value)
        draft.put("date", from_text(trimmed(field.get("d"))))
    coded = record.first("100", "a")[9:13]
    if not parse_date(draft.fields.get("date", "")) and re.fullmatch(r"1[4-9]\d\d|20\d\d", coded):
        draft.put("date", coded)
    edition = trimmed(record.first("205", "a"))
    found = re.fullmatch(r"(\d+)\s?(?:e|è|ère|ème|re)?\.?\s*(?:éd|ed)\w*\.?", edition)
    draft.put("edition", (found[1] if found[1] != "1" else "") if found else edition)
    pages, volumes = extent_of(record.first("215", "a"))
    draft.put("pagetotal", pages)
    draft.put("volumes", volumes)
    if draft.entry_type == "thesis":
        field = next(record.each("328"))
        draft.lists.pop("institution", None)
        draft.put("institution", trimmed(field.get("e")))
        draft.default("date", field.get("d"))
