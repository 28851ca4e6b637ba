"""MODS -> entries. Source: https://www.loc.gov/standards/mods/userguide/ (version 3)."""

import re
from xml.etree.ElementTree import Element

from sergecite.errors import InputError
from sergecite.model.entry import Entry
from sergecite.model.identifier import IdentifierError, Lccn, Oclc
from sergecite.model.name import Name
from sergecite.sources.dates import from_text
from sergecite.sources.draft import Draft
from sergecite.sources.languages import langid
from sergecite.sources.marc_record import role_of, trimmed
from sergecite.sources.names import inverted, natural, pair
from sergecite.sources.ris import citekey, page_range
from sergecite.sources.types import Format, Problem, Reading
from sergecite.sources.xml import children, descend, first_text, local, parse_xml, text_of

_GENRES = {
    "book": "book", "article": "article", "journal article": "article", "thesis": "thesis", "dissertation": "thesis",
    "report": "report", "web site": "online", "website": "online", "conference publication": "inproceedings", "map": "misc",
    "book chapter": "incollection", "chapter": "incollection", "newspaper article": "article", "newspaper": "article",
    "book part": "incollection", "conference object": "inproceedings", "conference paper": "inproceedings",
    "conference paper not in proceedings": "unpublished", "conference proceedings": "proceedings", "proceedings article": "inproceedings",
    "bachelor thesis": "thesis", "master thesis": "thesis", "doctoral thesis": "thesis", "preprint": "online", "working paper": "report",
    "dataset": "dataset", "database": "dataset", "lecture": "unpublished", "aufsatz": "article", "buch": "book",
    "dissertation, academic": "thesis", "reference entry": "inreference", "journal issue": "periodical", "posted content": "online",
    "review": "review", "periodical": "periodical", "letter": "letter", "patent": "patent", "encyclopedia": "reference",
}  # fmt: skip
_HOSTED = ("article", "incollection", "inproceedings", "review", "inreference")


def read_mods(data: bytes, place: str) -> Reading:
    """Read one MODS record or a collection of them. InputError where it is not well-formed."""
    try:
        root = parse_xml(data)
    except ValueError as fault:
        raise InputError(f"not XML: {fault}", place=place) from None
    entries, problems = [], []
    for number, record in enumerate((one for one in root.iter() if local(one) == "mods"), 1):
        entry = entry_from_mods(record, f"{place}: record {number}")
        if entry.text("title"):
            entries.append(entry)
        else:
            problems.append(Problem(message="a MODS record without a title", place=f"{place}: record {number}"))
    return Reading(entries=tuple(entries), problems=tuple(problems))


def entry_from_mods(record: Element, place: str) -> Entry:
    """Read one record; what it is part of (relatedItem, type host) gives the container."""
    host = next((one for one in children(record, "relatedItem") if one.get("type") == "host"), None)
    draft = Draft(_type(record, host), citekey=citekey(record.get("ID", "")), place=place)
    _title(draft, record, "title")
    for name in children(record, "name"):
        _name(draft, name)
    for origin in children(record, "originInfo"):
        _origin(draft, origin)
    for related in children(record, "relatedItem"):
        kind = related.get("type", "")
        if kind == "series":
            draft.put("series", trimmed(first_text(related, "titleInfo/title")))
            draft.put("number", first_text(related, "titleInfo/partNumber"))
        elif kind == "original":
            draft.put("origtitle", first_text(related, "titleInfo/title"))
            draft.put("origdate", from_text(first_text(related, "originInfo/dateIssued")))
            draft.put("origpublisher", first_text(related, "originInfo/publisher"))
    if host is not None and draft.entry_type in _HOSTED:
        _host(draft, host)
    _numbers(draft, record)
    for language in descend(record, "language/languageTerm"):
        draft.default("langid", langid(text_of(language)))
    pages = re.search(r"(\d+)\s*(?:p\b|p\.|pages|S\.)", first_text(record, "physicalDescription/extent"))
    draft.put("pagetotal", pages[1] if pages and draft.entry_type not in _HOSTED else "")
    for note in children(record, "note"):
        if note.get("type") != "statement of responsibility":
            draft.default("note", text_of(note))
    for topic in descend(record, "subject/topic"):
        draft.keyword(text_of(topic))
    draft.put("abstract", first_text(record, "abstract"))
    draft.put("url", first_text(record, "location/url"))
    draft.put("library", first_text(record, "location/shelfLocator"))
    return draft.entry()


def _type(record: Element, host: Element | None) -> str:
    known = next((kind for one in children(record, "genre") if (kind := _genre(text_of(one)))), "")
    if host is not None and known in ("", "book"):
        hosts = [text_of(one).lower() for one in children(host, "genre")]
        serial = any(word in hosts for word in ("periodical", "academic journal", "journal", "newspaper", "magazine"))
        serial = (
            serial
            or first_text(host, "originInfo/issuance") == "continuing"
            or any(one.get("type") == "issn" for one in children(host, "identifier"))
        )
        return "article" if serial else "incollection"
    if known == "inproceedings" and host is None and first_text(record, "originInfo/issuance") == "monographic":
        return "proceedings"
    manuscript = any(one.get("manuscript") == "yes" for one in children(record, "typeOfResource"))
    if known or manuscript:
        return known or "unpublished"
    if first_text(record, "originInfo/issuance") in ("continuing", "serial"):
        return "periodical"
    return _RESOURCES.get(first_text(record, "typeOfResource").lower(), "book")


def _genre(text: str) -> str:
    """Return the type a genre names, in words or as the vocabularies of repositories do: "info:eu-repo/semantics/article"."""
    word = (
        re.sub(r"([a-z])([A-Z])", r"\1 \2", text.rsplit("/", 1)[-1]).replace("-", " ").replace("_", " ").lower().strip()
    )
    return _GENRES.get(word, "")


_RESOURCES = {
    "cartographic": "misc", "sound recording": "audio", "sound recording-musical": "audio", "sound recording-nonmusical": "audio",
    "moving image": "video", "notated music": "music", "still image": "artwork", "three dimensional object": "artwork",
    "software, multimedia": "software", "mixed material": "misc",
}  # fmt: skip


def _title(draft: Draft, record: Element, field: str) -> None:
    for info in children(record, "titleInfo"):
        title = " ".join(filter(None, (first_text(info, "nonSort"), trimmed(first_text(info, "title")))))
        if info.get("type") in ("uniform", "translated"):
            draft.default("origtitle" if info.get("type") == "uniform" else "titleaddon", title)
        elif info.get("type") == "abbreviated":
            draft.default("shorttitle" if field == "title" else "shortjournal", title)
        elif info.get("type") is None and field not in draft.fields:
            draft.title(title, trimmed(first_text(info, "subTitle")), field=field)
            if field == "title":
                draft.put("volume", first_text(info, "partNumber"))
                draft.put("titleaddon", first_text(info, "partName"))


def _name(draft: Draft, element: Element, host: bool = False) -> None:
    roles = [text_of(one) for one in descend(element, "role/roleTerm")]
    role = role_of(roles, "editor" if host else "author")
    parts = {one.get("type", ""): text_of(one) for one in children(element, "namePart")}
    if element.get("type") in ("corporate", "conference"):
        name = Name(literal=parts.get("", ""))
    elif "family" in parts:
        name = pair(parts["family"], parts.get("given", ""), parts.get("termsOfAddress", "")) or Name()
    else:
        whole = parts.get("", "")
        name = (inverted(trimmed(whole)) if "," in whole else natural(whole)) or Name()
    if role == "author" and host:
        role = "bookauthor"
    if role:
        draft.name(role, name)


def _origin(draft: Draft, origin: Element) -> None:
    for place in descend(origin, "place/placeTerm"):
        if place.get("type") != "code":
            draft.default("location", trimmed(text_of(place)))
    draft.default(
        "institution" if draft.entry_type in ("thesis", "report") else "publisher",
        trimmed(first_text(origin, "publisher")),
    )
    draft.default("date", _date(origin))
    draft.default(
        "edition",
        re.sub(r"(?i)^(\d+)(?:st|nd|rd|th)?\.?\s*(?:ed|aufl|éd)\w*\.?$", r"\1", trimmed(first_text(origin, "edition"))),
    )


def _date(origin: Element) -> str:
    """Return the date of issue, copyright or making; where a first and a last are given, both."""
    for name in ("dateIssued", "copyrightDate", "dateCreated"):
        points = {one.get("point", ""): from_text(text_of(one)) for one in children(origin, name)}
        if points.get("start") and points.get("end"):
            return f"{points['start']}/{points['end'].replace('9999', '')}"
        if date := points.get("start") or next((from_text(text_of(one)) for one in children(origin, name)), ""):
            return date
    return ""


def _host(draft: Draft, host: Element) -> None:
    _title(draft, host, "journaltitle" if draft.entry_type in ("article", "review") else "booktitle")
    for name in children(host, "name"):
        _name(draft, name, host=True)
    for origin in children(host, "originInfo"):
        _origin(draft, origin)
    _numbers(draft, host)
    for detail in descend(host, "part/detail"):
        field = {"volume": "volume", "issue": "number", "number": "number"}.get(detail.get("type", ""))
        if field:
            draft.default(field, first_text(detail, "number") or first_text(detail, "caption"))
    for extent in descend(host, "part/extent"):
        start, end = first_text(extent, "start"), first_text(extent, "end")
        draft.default("pages", page_range("-".join(filter(None, (start, end)))) or first_text(extent, "list"))
    draft.default("date", from_text(first_text(host, "part/date")))


def _numbers(draft: Draft, record: Element) -> None:
    for identifier in children(record, "identifier"):
        if identifier.get("invalid") != "yes" and identifier.get("type", "").lower() in (
            "isbn",
            "issn",
            "doi",
            "lccn",
            "oclc",
        ):
            draft.default(identifier.get("type", "").lower(), text_of(identifier).strip())
    for name, kind in (("lccn", Lccn), ("oclc", Oclc)):
        if name in draft.fields:
            try:
                draft.fields[name] = kind(draft.fields[name]).value
            except IdentifierError:
                del draft.fields[name]


MODS = Format(
    name="mods",
    label="MODS",
    suffixes=(".mods",),
    detects=lambda text: "http://www.loc.gov/mods" in text or bool(re.search(r"<(?:\w+:)?mods[\s>]", text)),
    read=read_mods,
)
