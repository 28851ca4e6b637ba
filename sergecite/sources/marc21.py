"""MARC 21 -> entries: the one mapping table for reading it.

Source: https://www.loc.gov/marc/bibliographic/, and how the Library of Congress and the Deutsche Nationalbibliothek use it.
"""

import re

from sergecite.model.date import parse_date
from sergecite.model.entry import Entry
from sergecite.model.identifier import IdentifierError, Lccn
from sergecite.model.name import Name
from sergecite.sources.dates import from_text
from sergecite.sources.draft import Draft
from sergecite.sources.languages import langid
from sergecite.sources.marc_record import (
    Field,
    MarcRecord,
    extent_of,
    is_unknown_imprint,
    number_of,
    place_name,
    roles_of,
    thesis_type,
    trimmed,
)
from sergecite.sources.names import inverted
from sergecite.sources.responsibility import people_named, stated_role
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
    draft.put("lccn", _lccn(record.first("010", "a")))
    draft.put("abstract", record.first("520", "a"))
    for field in record.each("856"):
        if field.second in ("0", "1") and not field.get("3"):
            draft.default("url", field.get("u"))
    return draft.entry()


def _lccn(text: str) -> str:
    """Return a control number in its normal form; old records append what revised them ("75577579 //r91")."""
    try:
        return Lccn(text).value
    except IdentifierError:
        return ""


def _type(record: MarcRecord) -> str:
    """Return the entry type: what the record says it is, and of books which have editors and which are of a conference."""
    if record.first("502", "a") or record.first("502", "b"):
        return "thesis"
    level = record.leader[7:8]
    if level == "s":
        return "periodical"
    if level in ("a", "b"):
        return "article" if record.first("773", "x") or not record.first("773", "z") else "incollection"
    kind = _KINDS.get(record.leader[6:7], "book")
    if kind == "software" and record.first("020", "a"):
        kind = "book"  # so libraries catalogued electronic books at first
    authors = list(record.each("100", "110"))
    if kind == "book" and record.first("111", "a") and not authors:
        return "proceedings"
    editors = [one for one in record.each("700") if "editor" in _roles(one, record)]
    return "collection" if kind == "book" and not authors and editors else kind


def _titles(draft: Draft, record: MarcRecord) -> None:
    title = next(record.each("245"), None)
    if title is None:
        return
    main, below = trimmed(title.get("a") or title.get("k")), trimmed(title.get("b"))
    # After an equals sign stands the title in another language, not a subtitle.
    below = "" if title.get("a").rstrip().endswith("=") else re.sub(r"(?:^|\s+)=\s+.*", "", below)
    # The Deutsche Nationalbibliothek lets the statement of a volume follow its title.
    number, part = title.get("n"), trimmed(title.get("p").partition(" / ")[0])
    if number and part and draft.entry_type != "periodical":
        # A volume with a title of its own in a work of several.
        draft.title(main, below, field="maintitle")
        draft.title(part)
        draft.put("volume", number_of(number))
    else:
        draft.title(main, below)
        if number and not re.match(r"\D*\d{4}\b", number):
            draft.put("volume", number_of(number))
        else:
            draft.put("titleaddon", ". ".join(filter(None, (trimmed(number), part))))


def _people(draft: Draft, record: MarcRecord) -> None:
    for field in record.each("100", "110", "700", "710"):
        if field.get("t"):  # an added entry for a work, not for a person
            continue
        main, name = field.tag.startswith("1"), _person(field)
        for role in _roles(field, record):
            if name and (main or role != "author" or field.tag.endswith("00")):
                draft.name(role, name)
    for field in record.each("111"):
        draft.put("eventtitle", trimmed(field.get("a")))
        draft.put("eventdate", from_text(trimmed(field.get("d")).strip("() :")))
        draft.put("venue", trimmed(field.get("c")).strip("() :"))
    authors = {one.family for one in draft.names.get("author", ())}
    for role, name in people_named(record.first("245", "c")):
        # Whom the fields name as well stands there in the catalogue's form; an author may have translated or edited too.
        if role not in draft.names and name.family not in authors:
            draft.name(role, name)


def _roles(field: Field, record: MarcRecord) -> list[str]:
    """Return the name lists a person or body belongs to: as coded, else as the statement of responsibility says."""
    words = [*field.all("4"), *field.all("e")]
    known = roles_of(words)
    coded = [role for role in known if role]
    vague = not words or all(word.strip().lower() in _VAGUE for word in words)
    if field.tag == "700" and (vague or "cre" in words):
        # "Creator" is what the Deutsche Nationalbibliothek once called editors too.
        stated = stated_role(record.first("245", "c"), field.get("a"))
        return [stated] if stated else coded
    return coded or (["author"] if not known and field.tag.startswith("1") else [])


_VAGUE = frozenset({"oth", "ctb", "sonstige", "mitwirkender"})
"""Codes and words of a catalogue that say nothing of what someone did."""


def _person(field: Field) -> Name | None:
    if not field.tag.endswith("00"):
        literal = ". ".join(trimmed(value) for value in field.all("ab"))
        return Name(literal=literal) if literal else None
    name = inverted(trimmed(field.get("a")))
    title = trimmed(field.get("c"))
    if name and name.family and re.fullmatch(r"(?i)jr\.?|sr\.?|[IVX]+", title):
        return Name(family=name.family, given=name.given, particle=name.particle, suffix=title)
    return name


def _imprint(draft: Draft, record: MarcRecord) -> None:
    imprints = [field for field in record.each("260", "264") if field.tag == "260" or field.second in ("1", " ", "3")]
    for field in imprints[:1]:
        target = "institution" if draft.entry_type == "thesis" else "publisher"
        for code, name in (("a", "location"), ("b", target)):
            value = re.split(r"\s*;\s*", trimmed(field.get(code)))[0]
            # Without the punctuation of ISBD a full stop is the abbreviation's own: "Insel-Verl.".
            value += "." if record.leader[18:19] == "c" and field.get(code).strip() == f"{value}." else ""
            draft.put(name, place_name(value) if name == "location" else "" if is_unknown_imprint(value) else value)
        draft.put("date", _date(trimmed(field.get("c")), record.control.get("008", "")))
    if "date" not in draft.fields:
        draft.put("date", _date("", record.control.get("008", "")))
    edition = trimmed(record.first("250", "a"))
    found = re.match(r"(\d{1,3})(?:st|nd|rd|th)?[.,\s]*(?:ed|aufl|éd)\w*\.?$", edition, re.IGNORECASE)
    draft.put("edition", (found[1] if found[1] != "1" else "") if found else edition)
    pages, volumes = extent_of(record.first("300", "a"))
    draft.put("pagetotal", pages)
    draft.put("volumes", volumes)
    for field in record.each("502"):
        _thesis(draft, field)


def _date(text: str, fixed: str) -> str:
    """Return the date of the imprint; where that is none that can be read, the coded one of field 008."""
    date = from_text(text)
    first, last = fixed[7:11], fixed[11:15]
    if parse_date(date) or not re.fullmatch(r"1[4-9]\d\d|20\d\d", first):
        return date
    span = fixed[6:7] in ("m", "d") and re.fullmatch(r"1[4-9]\d\d|20\d\d", last) and last > first
    return f"{first}/{last}" if span else first


def _thesis(draft: Draft, field: Field) -> None:
    """Read a note on a dissertation, in subfields or in one: "Thesis (Ph. D.)--...", "Zugl.: Köln, Univ., Diss., 2010"."""
    whole = trimmed(field.get("a"))
    draft.put("type", thesis_type(field.get("b") or whole) or trimmed(field.get("b")))
    draft.fields.pop("pagetotal", None)
    draft.lists.pop("institution", None)
    german = re.match(
        r"(?:Zugl\.:?\s*)?(?P<place>[^,]+), (?P<body>[^,]+(?:, [^,]+)??), (?:Diss|Habil|Magister|Master|Diplom)", whole
    )
    if german:
        short = re.fullmatch(r"(?:[\w-]+\. )?(?:Univ|Hochsch|Akad)\.?|[FT]U", german["body"])
        draft.put("institution", f"{german['body']} {german['place']}" if short else german["body"])
        draft.default("location", german["place"])
    else:
        draft.put("institution", trimmed(field.get("c")) or re.sub(r".*--\s*|,\s*\d{4}.*$", "", whole))


def _series(draft: Draft, record: MarcRecord) -> None:
    field = next(record.each("490", "440", "830"), None)
    if field is None:
        return
    parts = [value.strip() for value in field.all("anp")]
    name = trimmed(
        " ".join(part if part[-1:] in ".,:;" else f"{part}." for part in parts[:-1]) + f" {parts[-1]}" if parts else ""
    )
    number = field.get("v")
    # Some write the number into the name.
    found = re.fullmatch(r"(.{4,}?)[,;.]?\s+(?:no|nr|n°|vol|v|bd)\.?\s*(\d+)", name, re.IGNORECASE)
    if found and not number:
        name, number = found[1], found[2]
    draft.put("series", name)
    draft.put("number", number_of(number) if number else "")


def _languages(draft: Draft, record: MarcRecord) -> None:
    code = record.first("041", "a")[:3] or record.control.get("008", "")[35:38]
    draft.put("langid", langid(code))
    draft.put("origlanguage", langid(record.first("041", "h")[:3]))


def _original(draft: Draft, record: MarcRecord) -> None:
    """Read of which work this is a translation or a later edition."""
    uniform = next(record.each("240"), None)
    if uniform is not None and (uniform.get("l") or record.first("041", "h")):
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
