"""MARC 21 -> entries: the one mapping table for reading it.

Source: https://www.loc.gov/marc/bibliographic/, and how the Library of Congress and the Deutsche Nationalbibliothek use it.
"""

import re

from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.sources.dates import from_text
from sergecite.sources.draft import Draft
from sergecite.sources.languages import langid
from sergecite.sources.marc_record import Field, MarcRecord, role_of, trimmed
from sergecite.sources.names import inverted, natural
from sergecite.sources.ris import page_range

_KINDS = {"c": "music", "d": "music", "e": "misc", "f": "misc", "g": "video", "i": "audio", "j": "audio", "k": "artwork", "m": "software", "t": "unpublished"}  # fmt: skip


def entry_from_marc21(record: MarcRecord, place: str) -> Entry:
    """Read one record: a book, a thesis, an article in its host, a map, a manuscript."""
    draft = Draft(_type(record), place=place)
    if record.leader[6:7] in ("e", "f"):
        draft.put("entrysubtype", "map")
    _titles(draft, record)
    _people(draft, record)
    _imprint(draft, record)
    _series(draft, record)
    _languages(draft, record)
    _original(draft, record)
    _host(draft, record)
    for field in record.each("020"):
        draft.put("isbn", field.get("a").split(" ")[0])
    draft.put("issn", record.first("022", "a") if draft.entry_type == "periodical" else "")
    for field in record.each("024"):
        if field.get("2").lower() == "doi":
            draft.put("doi", field.get("a"))
    draft.put("lccn", record.first("010", "a").strip())
    for field in record.each("856"):
        if field.second in ("0", "1") and not field.get("3"):
            draft.default("url", field.get("u"))
    return draft.entry()


def _type(record: MarcRecord) -> str:
    if record.first("502", "a") or record.first("502", "b"):
        return "thesis"
    level = record.leader[7:8]
    if level == "s":
        return "periodical"
    if level in ("a", "b"):
        return "article" if record.first("773", "x") or not record.first("773", "z") else "incollection"
    kind = _KINDS.get(record.leader[6:7], "book")
    authors = list(record.each("100", "110"))
    editors = [one for one in record.each("700") if role_of([*one.all("4"), *one.all("e")], "") == "editor"]
    return "collection" if kind == "book" and not authors and editors else kind


def _titles(draft: Draft, record: MarcRecord) -> None:
    title = next(record.each("245"), None)
    if title is None:
        return
    main, below = trimmed(title.get("a")), trimmed(title.get("b"))
    parts = ". ".join(trimmed(value) for value in title.all("np"))
    if title.get("n") and title.get("p") and draft.entry_type != "periodical":
        # A volume with a title of its own in a work of several.
        draft.title(main, field="maintitle")
        draft.title(trimmed(title.get("p")))
        draft.put("volume", _number(title.get("n")))
    else:
        draft.title(main)
        draft.put("subtitle", re.sub(r"\s+=\s+.*", "", below))
        if title.get("n"):
            draft.put("volume", _number(title.get("n")))
        else:
            draft.put("titleaddon", parts)


def _number(text: str) -> str:
    found = re.search(r"\d+|\b[IVXLC]+\b", text)
    return found[0] if found else trimmed(text)


def _people(draft: Draft, record: MarcRecord) -> None:
    for field in record.each("100", "110", "111", "700", "710", "711"):
        if field.get("t"):  # an added entry for a work, not for a person
            continue
        words = [*field.all("4"), *field.all("e")]
        main = field.tag.startswith("1")
        role = role_of(words, "author" if main else "")
        if field.tag.endswith("00"):
            if not role and not main and not words:
                role = _stated_role(record.first("245", "c"), field.get("a"))
            draft.name(role, _person(field)) if role else None
        elif role and (main or role != "author"):
            draft.name(role, Name(literal=". ".join(trimmed(value) for value in field.all("ab"))))
    _stated(draft, record.first("245", "c"))


def _person(field: Field) -> Name | None:
    name = inverted(trimmed(field.get("a")))
    title = trimmed(field.get("c"))
    if name and name.family and re.fullmatch(r"(?i)jr\.?|sr\.?|[IVX]+", title):
        return Name(family=name.family, given=name.given, particle=name.particle, suffix=title)
    return name


def _stated_role(statement: str, name: str) -> str:
    """Return what the statement of responsibility says a person did, "" where it does not name them."""
    family = trimmed(name).split(",")[0]
    for part in re.split(r"\s*;\s*", statement):
        if family and family.lower() in part.lower():
            for form, role in _STATED:
                if form.search(part):
                    return role
            return "author" if part is re.split(r"\s*;\s*", statement)[0] else ""
    return ""


_STATED = (
    (re.compile(r"(?i)\btransl|\btrad(?:uit|ucción|uzione|\.)|übers|\btraduz"), "translator"),
    (re.compile(r"(?i)\bedited|\beds?\b|hrsg|herausgegeben|\bédit|sous la dir|a cura di"), "editor"),
    (re.compile(r"(?i)\bintrod|einleitung|einl\.|introduzione"), "introduction"),
    (re.compile(r"(?i)\bforeword|\bpreface|\bpréf|vorwort|prefazione"), "foreword"),
    (re.compile(r"(?i)\bafterword|\bpostface|nachwort"), "afterword"),
)
_NAMED = re.compile(r"(?:by|par|von|di|de|por)\s+((?:[A-ZÀ-Þ][\w'’.-]*\s+){1,3}[A-ZÀ-Þ][\w'’-]+)\s*$")


def _stated(draft: Draft, statement: str) -> None:
    """Read a translator or editor whom only the statement of responsibility names."""
    for part in re.split(r"\s*;\s*", trimmed(statement)):
        for form, role in _STATED[:2]:
            if form.search(part) and role not in draft.names and (named := _NAMED.search(part)):
                draft.name(role, natural(named[1]))


def _imprint(draft: Draft, record: MarcRecord) -> None:
    imprints = [field for field in record.each("260", "264") if field.tag == "260" or field.second in ("1", " ", "3")]
    for field in imprints[:1]:
        for place in field.all("a")[:1]:
            draft.put("location", re.sub(r"^\[?[Ss]\.\s?l\.\]?$", "", trimmed(place)))
        for publisher in field.all("b")[:1]:
            draft.put(
                "institution" if draft.entry_type == "thesis" else "publisher",
                re.sub(r"^\[?[Ss]\.\s?n\.\]?$", "", trimmed(publisher)),
            )
        draft.put("date", from_text(trimmed(field.get("c"))))
    fixed = record.control.get("008", "")[7:11]
    if "date" not in draft.fields and re.fullmatch(r"\d{4}", fixed):
        draft.put("date", fixed)
    edition = trimmed(record.first("250", "a"))
    found = re.match(r"(\d+)(?:st|nd|rd|th|\.)?\s*(?:ed|aufl|éd)", edition, re.IGNORECASE)
    draft.put("edition", (found[1] if found[1] != "1" else "") if found else edition)
    extent = record.first("300", "a")
    pages = re.search(r"(\d+)\s*(?:p\b|p\.|pages|S\.|Seiten)", extent)
    volumes = re.search(r"(\d+)\s*(?:v\b|v\.|vols?\b|volumes|Bde|Bände)", extent)
    draft.put("volumes", volumes[1] if volumes else "")
    draft.put("pagetotal", pages[1] if pages and not volumes else "")
    for field in record.each("502"):
        draft.put("type", _thesis(field.get("b") or field.get("a")) or trimmed(field.get("b")))
        draft.fields.pop("pagetotal", None)
        institution = trimmed(field.get("c"))
        draft.lists.pop("institution", None)
        draft.put("institution", institution or re.sub(r".*--\s*|,\s*\d{4}.*$", "", trimmed(field.get("a"))))


def _thesis(text: str) -> str:
    low = text.lower()
    if ("ph" in low and "d" in low) or "diss" in low or "doct" in low:
        return "phdthesis"
    return "mathesis" if re.search(r"\bm\.?\s?a\b|magister|master", low) else ""


def _series(draft: Draft, record: MarcRecord) -> None:
    field = next(record.each("490", "440", "830"), None)
    if field is not None:
        draft.put("series", trimmed(field.get("a")))
        draft.put("number", _number(field.get("v")) if field.get("v") else "")


def _languages(draft: Draft, record: MarcRecord) -> None:
    code = record.first("041", "a")[:3] or record.control.get("008", "")[35:38]
    draft.put("langid", langid(code))
    draft.put("origlanguage", langid(record.first("041", "h")[:3]))


def _original(draft: Draft, record: MarcRecord) -> None:
    """Read of which work this is a translation or a later edition."""
    uniform = next(record.each("240"), None)
    if uniform is not None and uniform.get("l"):
        draft.put("origtitle", trimmed(uniform.get("a")))
    for field in record.each("765"):
        draft.default("origtitle", trimmed(field.get("t") or field.get("s")))
    for field in record.each("500", "534"):
        text = field.get("a") if field.tag == "500" else " ".join(field.all("ptc"))
        found = re.search(
            r"(?i)(?:translation of|originally published as|original ?titel|einheitssacht\.?|traduction de)\s*:?\s*[\"“]?(.+?)[\"”.]*$",
            text,
        )
        if found:
            draft.default("origtitle", found[1])
        dated = re.search(r"(?i)(?:original(?:ly)?|first|reprint).{0,60}?\b(1[5-9]\d\d|20\d\d)\b", text)
        if dated and dated[1] != draft.fields.get("date", "")[:4]:
            draft.default("origdate", dated[1])


def _host(draft: Draft, record: MarcRecord) -> None:
    field = next(record.each("773"), None)
    if field is None or draft.entry_type not in ("article", "incollection"):
        return
    if draft.entry_type == "article":
        draft.put("journaltitle", trimmed(field.get("t")))
        draft.put("issn", field.get("x"))
    else:
        draft.title(trimmed(field.get("t")), field="booktitle")
    related = " ".join(field.all("g"))
    for name, form in (
        ("volume", r"(?:vol|bd|jg|t)\w*\.?\s*(\d+)|^(\d+)\s*\("),
        ("number", r"(?:no|nr|h|heft|issue|n°)\.?\s*(\d+)"),
    ):
        found = re.search(form, related, re.IGNORECASE)
        draft.put(name, next(filter(None, found.groups())) if found else "")
    pages = re.search(r"(?:pp?|S|Seiten?|pages?)\.?\s*(\d+\s*[-–]\s*\d+|\d+)", related)
    draft.put("pages", page_range(pages[1]) if pages else "")
