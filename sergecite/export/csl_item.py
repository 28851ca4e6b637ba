"""A BibLaTeX entry as a CSL-JSON item.

The tables are in `csl_fields`; here is only what depends on the entry: its type, and what its fields mean in that type.
"""

import re
from collections.abc import Callable
from typing import Any

from sergecite.export import csl_fields as table
from sergecite.export.csl_dates import csl_date
from sergecite.export.csl_names import csl_names
from sergecite.export.csl_prose import expanded, read_letter, read_note, read_review
from sergecite.export.csl_titles import csl_titles
from sergecite.export.languages import bcp47
from sergecite.model.entry import Entry

CslItem = dict[str, Any]
"""A CSL-JSON item (https://github.com/citation-style-language/schema, csl-data.json)."""

# Patterns stay strings until they are needed: `cite` starts faster, and `re` keeps what it compiled.
_DOI = r"(?i)^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)"
_DASH = r"\s*(?:-+|[‐-—])\s*"
_EDITION = r"(?i)(\d+)(?:st|nd|rd|th|\.|e|ère|ª|º)?(?:\s*(?:ed\.?|edition|édition|aufl\.?|auflage))?"
_UNPUBLISHED = r"(?i)[\[(]?(?:forthcoming|in press|to appear|in preparation|submitted)[\])]?"
_COLLECTION = r"(?i)\b(?:papers|collection|fonds|fondo|nachlass|records|manuscripts)\b"
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_ADDRESS = r"https?://\S+"
_VARIABLE_LINE = r"(?m)^(?=(?:[\-_a-z]+|[A-Z]+):)"
_ORDINALS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8",
}  # fmt: skip


def csl_type(entry: Entry) -> str:
    """Return the CSL type of an entry."""
    subtype = entry.fields.get("entrysubtype", "").strip().casefold()
    kind = table.TYPES.get(entry.entry_type, "document")
    if kind == "review":
        return kind
    if subtype in table.SUBTYPES:
        return table.SUBTYPES[subtype]
    fields = entry.fields
    if entry.entry_type == "periodical" and fields.get("issuetitle"):
        return "article-journal"
    if entry.entry_type == "inbook" and not (fields.get("booktitle") or fields.get("maintitle")):
        return "book"  # BibTeX's own @inbook: `title` is the book's
    if fields.get("eprinttype", fields.get("archiveprefix", "")).casefold() == "arxiv" and kind in (
        "document",
        "webpage",
        "manuscript",
    ):
        return "article"
    if entry.entry_type == "set":  # what it inherits says what its first member is
        return "article-journal" if fields.get("journaltitle") else "chapter" if fields.get("booktitle") else "book"
    if entry.entry_type == "misc" and subtype and _keeper(entry):
        return "manuscript"  # biblatex-chicago's sign for what lies in an archive
    if entry.entry_type == "misc" and _is_page(entry):
        return "webpage"  # what BibTeX has for a page of the web
    if kind == "manuscript" and fields.get("eventtitle"):
        return "speech"
    return kind


def _keeper(entry: Entry) -> str:
    """Return the archive of a letter or of another piece that never was printed: its `library`, or its institution."""
    library = entry.fields.get("library", "").strip()
    unprinted = entry.entry_type == "letter" or (entry.entry_type == "misc" and entry.fields.get("entrysubtype"))
    if library or not unprinted or entry.text("publisher"):
        return library
    return entry.text("organization") or entry.text("institution")


def _is_page(entry: Entry) -> bool:
    """Tell whether an entry has an address of the web and nothing that was printed or lies in an archive."""
    address = entry.fields.get("url") or re.match(_ADDRESS, entry.fields.get("howpublished", ""))
    places = ("publisher", "location", "address", "institution", "library", "volume", "number", "pages", "booktitle")
    return bool(address) and not any(entry.text(name) for name in places)


def csl_item(entry: Entry, *, related: Callable[[str], Entry | None] | None = None, lang: str = "en") -> CslItem:
    """Return the item. `related` finds the entries `related` names; `lang` is the language the output will be in."""
    title = entry.fields.get("title", "")
    described = title.startswith("\\autocap") or (entry.entry_type == "review" and title[:1].islower())
    entry = expanded(entry)
    kind = csl_type(entry)
    item: CslItem = {"id": entry.citekey, "type": kind}
    item |= csl_titles(entry, kind)
    item |= csl_names(entry, lang)
    item |= _dates(entry)
    item |= _texts(entry)
    item |= _publication(entry, kind)
    item |= _numbers(entry, kind)
    item = {key: value for key, value in item.items() if value or key == "id"}
    _season(item)
    _genre(item, entry)
    if described and not item["genre"]:  # "letter to the editor" describes, it is no title
        item["genre"] = item.pop("title")
        item.pop("title-short", None)
    _archive(item, entry)
    _eprint(item, entry)
    read_note(item, entry)
    read_review(item, entry)
    read_letter(item)
    _related(item, entry, related)
    if kind == "review" and not item.keys() & {"reviewed-title", "reviewed-author"}:
        # Styles would print its own title as the title of what it reviews.
        item["type"] = table.SUBTYPES.get(entry.fields.get("entrysubtype", "").casefold(), "article-journal")
    if kind == "personal_communication" and "issued" not in item and "original-date" in item:
        item["issued"] = item.pop("original-date")
    if "note" in item:  # processors read "variable: text" lines of a note as variables; a note is prose
        item["note"] = re.sub(_VARIABLE_LINE, " ", item["note"]).replace("{:", "{ :")
    return {key: clean for key, value in item.items() if (clean := _printable(value)) or key == "id"}


def _printable(value: Any) -> Any:
    """Leave out control characters: no format can hold them, and a terminal would obey them."""
    if isinstance(value, str):
        return value if value.isprintable() else re.sub(_CONTROL, "", value)
    if isinstance(value, list):
        return [_printable(part) for part in value]
    return {key: _printable(part) for key, part in value.items()} if isinstance(value, dict) else value


def default_label(entry: Entry) -> str:
    """Return the locator label that a bare locator has in this entry."""
    return table.LOCATOR_LABELS.get(entry.fields.get("pagination", "").strip().casefold(), "page")


def _dates(entry: Entry) -> CslItem:
    issued = entry.fields.get("date", "") or _classic(entry)
    dates = {variable: csl_date(entry.fields[name]) for name, variable in table.DATES.items() if entry.fields.get(name)}
    date = csl_date(issued)
    if date and "literal" in date and re.fullmatch(_UNPUBLISHED, date["literal"]):
        return {"status": date["literal"].strip("[]()").lower(), **dates}
    return {"issued": date, **dates}


def _classic(entry: Entry) -> str:
    date, year = entry.date(), entry.fields.get("year", "")
    if date is None or not entry.fields.get("month"):
        return year
    month = getattr(date.start, "month", None)
    day = entry.fields.get("day", "")
    if not month:
        return year
    return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day.isdigit() else "")


def _texts(entry: Entry) -> CslItem:
    fields = entry.fields
    item: CslItem = {variable: fields[name] for name, variable in table.TEXT.items() if fields.get(name)}
    item |= {variable: entry.text(name) for name, variable in table.LITERAL_LISTS.items() if entry.text(name)}
    item["note"] = re.sub(
        r"(?<!\.)\.\. ", ". ", ". ".join(fields[name] for name in ("note", "addendum") if fields.get(name))
    )
    item["keyword"] = ", ".join(entry.keywords)
    state = fields.get("pubstate", "").strip()
    if state:
        item["status"] = table.PUBSTATES.get(state.casefold(), state)
    variant = fields.get("langidopts", "").replace(" ", "").partition("variant=")[2].partition(",")[0]
    names = [variant, fields.get("langid", ""), fields.get("hyphenation", ""), *entry.lists.get("language", ())[:1]]
    item["language"] = next((tag for name in names if (tag := bcp47(name))), "")
    if "DOI" in item:
        item["DOI"] = re.sub(_DOI, "", item["DOI"])
    if "number-of-pages" in item and not item["number-of-pages"][:1].isalnum():
        del item["number-of-pages"]
    return item


def _house(entry: Entry, name: str) -> str:
    """Return a publisher as BibLaTeX prints it: of {Faber and Faber} it makes two, and nobody sees it."""
    parts = entry.lists.get(name, ())
    return " and ".join(parts) if len(parts) == 2 else entry.text(name)


def _publication(entry: Entry, kind: str) -> CslItem:
    houses = ("publisher", "institution", "school", "organization")
    item: CslItem = {"publisher": next((house for name in houses if (house := _house(entry, name))), "")}
    how = entry.fields.get("howpublished", "")
    if how and re.fullmatch(_ADDRESS, how):
        item["URL"] = entry.fields.get("url") or how
    elif how and item["publisher"] and kind in table.RECORDED:
        item["medium"] = how
    elif how and not item["publisher"] and not (kind in table.ARCHIVAL and entry.fields.get("library")):
        item["publisher"] = how
    address = entry.text("address")
    places = entry.lists.get("location") or (address,)
    if address and "location" in entry.lists and kind == "paper-conference":
        # The conference met in one place, its publisher sits in another.
        item["event-place"], places = entry.text("venue") or entry.text("location"), (address,)
    place = "; ".join(table.COUNTRIES.get(place.casefold(), place) for place in places)
    if kind == "patent":
        return {key: value for key, value in {**item, "jurisdiction": place}.items() if value}
    if kind == "graphic" and entry.lists.get("institution"):  # the museum
        return {"archive": entry.text("institution"), "archive-place": place}
    if kind in table.EVENTS and not item["publisher"]:
        where = ", ".join(part for part in (entry.fields.get("venue", ""), place) if part)
        # Styles print the place of an event beside its title; a performance has a title of its own only.
        item |= {"event-place": where} if kind != "performance" else {"event-place": "", "publisher-place": where}
        return item
    item["event-place" if kind == "personal_communication" and not item["publisher"] else "publisher-place"] = place
    return {key: value for key, value in item.items() if value}


def _numbers(entry: Entry, kind: str) -> CslItem:
    fields = entry.fields
    item: CslItem = {"page": re.sub(_DASH, "-", pages) if (pages := fields.get("pages", "")) else ""}
    number, issue, series = fields.get("number", ""), fields.get("issue", ""), fields.get("series", "")
    if kind in table.SERIALS or fields.get("journaltitle") or fields.get("journal"):
        item["issue"] = ", ".join(part for part in (number, issue) if part)
        item["collection-title"] = _journal_series(series)
    else:
        item["collection-title"] = series
        item["number" if kind in table.NUMBERED else "collection-number"] = number
        item["issue"] = issue
    if fields.get("eid") and not item["page"]:
        item["page"] = fields["eid"]
    edition = fields.get("edition", "").strip()
    found = re.fullmatch(_EDITION, edition) if edition else None
    item["edition"] = found[1] if found else _ORDINALS.get(edition.casefold(), edition)
    return item


def _journal_series(series: str) -> str:
    series = table.JOURNAL_SERIES.get(series.casefold(), series)
    if not series.isdigit():
        return series
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(series[-1], "th") if series[-2:-1] != "1" else "th"
    return f"{series}{ending} ser."


def _season(item: CslItem) -> None:
    """Move "Summer" from the issue to the date."""
    season, issued = table.SEASONS.get(str(item.get("issue", "")).casefold()), item.get("issued", {})
    if season and "season" not in issued and issued.get("date-parts") and len(issued["date-parts"][0]) == 1:
        item["issued"] = {**issued, "season": season}
        del item["issue"]


def _genre(item: CslItem, entry: Entry) -> None:
    given = entry.fields.get("type", "").strip()
    genre = table.GENRES.get(given.casefold(), given) or table.TYPE_GENRES.get(entry.entry_type, "")
    if genre.casefold() in table.IMPLIED_GENRES.get(item["type"], ()):
        genre = ""
    if entry.entry_type in ("suppbook", "suppcollection"):
        # A cited introduction: its title if it has one, else "introduction to" the book (CMOS 14.12).
        same = genre.casefold() == item.get("title", "").casefold()
        genre = "" if same or not genre else genre if genre.endswith(" to") else f"{genre} to"
    if entry.entry_type == "periodical" and item["type"] == "article-journal":
        genre = genre or "special issue"
    if item["type"] in table.RECORDED:
        item["medium"], genre = item.get("medium") or genre, ""
    item["genre"] = genre


def _archive(item: CslItem, entry: Entry) -> None:
    """Where an original lies: `library` is the place, `howpublished` or `note` the shelf mark."""
    printed = item["type"] not in table.ARCHIVAL
    library = entry.fields.get("library", "").strip() if printed else _keeper(entry)
    if not library:
        return
    if printed:
        item["call-number"] = library
        return
    if item.get("publisher") == library:
        del item["publisher"]
    pieces = [piece.strip() for piece in library.split(",")]
    marks = [piece for piece in pieces[1:] if any(char.isdigit() for char in piece)]
    names = [piece for piece in pieces if piece not in marks]
    if len(names) > 1 and re.search(_COLLECTION, names[0]):
        item.setdefault("archive_collection", names.pop(0))
    if len(names) > 1 and not item.get("archive-place"):
        item["archive-place"] = names.pop()
    item.setdefault("archive", ", ".join(names))
    if len(names) == 1 and not item.get("archive-place") and item["type"] != "personal_communication":
        item["archive-place"] = item.pop("publisher-place", "")
    if item.get("archive_location"):
        return
    how, note = entry.fields.get("howpublished", ""), item.get("note", "")
    item["archive_location"] = ", ".join([*([how] if how else []), *marks]) or note
    if item["archive_location"] == note:
        item.pop("note", None)


def _eprint(item: CslItem, entry: Entry) -> None:
    fields = entry.fields
    number, service = fields.get("eprint", ""), fields.get("eprinttype", fields.get("archiveprefix", "")).casefold()
    if not number or service not in table.EPRINTS:
        return
    if service == "pubmed":
        item.setdefault("PMID", number)
    if item["type"] == "article":
        item["number"] = item.get("number") or f"arXiv:{number}"
        item["publisher"] = item.get("publisher") or "arXiv"
    if not item.get("URL") and not item.get("DOI"):
        item["URL"] = table.EPRINTS[service].format(number)


def _related(item: CslItem, entry: Entry, find: Callable[[str], Entry | None] | None) -> None:
    """Take from the related work what its relation says: what was reviewed, translated, reprinted."""
    relation = entry.fields.get("relatedtype", "").strip().casefold()
    key = entry.fields.get("related", "").split(",")[0].strip()
    other = (
        find(key) if find and key and relation in ("reviewof", "translationof", "reprintof", "reprintfrom") else None
    )
    if other is None:
        return
    whole = csl_item(other)
    if relation == "reviewof":
        item.setdefault("reviewed-title", whole.get("title", ""))
        item.setdefault("reviewed-author", whole.get("author", []))
        return
    if relation == "translationof":
        item.setdefault("original-title", f'<span class="nocase">{whole["title"]}</span>' if "title" in whole else "")
    item.setdefault("original-date", whole.get("issued"))
    item.setdefault("original-publisher", whole.get("publisher", ""))
    item.setdefault("original-publisher-place", whole.get("publisher-place", ""))
