"""RIS -> entries: the one mapping table for reading it.

Source: the format specification of Research Information Systems (2011), with what Zotero, EndNote, Mendeley and the
publishers write: a tag means what the record's type makes of it.
"""

import re
from collections.abc import Mapping

from sergecite.model.date import parse_date
from sergecite.model.entry import Entry
from sergecite.model.identifier import IdentifierError, Isbn
from sergecite.sources.dates import from_text
from sergecite.sources.draft import Draft
from sergecite.sources.languages import langid
from sergecite.sources.marc_record import thesis_type
from sergecite.sources.names import listed
from sergecite.sources.tagged import Record, numbers, read_records, reading
from sergecite.sources.text import decoded
from sergecite.sources.types import Format, Reading

TYPES: Mapping[str, tuple[str, str]] = {
    "ABST": ("article", ""), "ADVS": ("video", ""), "AGGR": ("dataset", ""), "ANCIENT": ("book", "classical"),
    "ART": ("artwork", ""), "BILL": ("legislation", "bill"), "BLOG": ("online", "blog"), "BOOK": ("book", ""),
    "CASE": ("jurisdiction", ""), "CHAP": ("incollection", ""), "CHART": ("artwork", "figure"), "CLSWK": ("book", "classical"),
    "COMP": ("software", ""), "CONF": ("proceedings", ""), "CPAPER": ("inproceedings", ""), "CTLG": ("book", ""),
    "DATA": ("dataset", ""), "DBASE": ("dataset", ""), "DICT": ("inreference", "dictionary"), "EBOOK": ("book", ""),
    "ECHAP": ("incollection", ""), "EDBOOK": ("collection", ""), "EJOUR": ("article", ""), "ELEC": ("online", ""),
    "ENCYC": ("inreference", ""), "EQUA": ("artwork", ""), "FIGURE": ("artwork", "figure"), "GEN": ("misc", ""),
    "GOVDOC": ("report", ""), "GRANT": ("report", ""), "HEAR": ("misc", "hearing"), "ICOMM": ("letter", ""),
    "INPR": ("article", ""), "JFULL": ("periodical", ""), "JOUR": ("article", ""), "LEGAL": ("legal", ""),
    "MANSCPT": ("unpublished", ""), "MAP": ("misc", "map"), "MGZN": ("article", "magazine"), "MPCT": ("movie", ""),
    "MULTI": ("online", ""), "MUSIC": ("music", ""), "NEWS": ("article", "newspaper"), "PAMP": ("booklet", ""),
    "PAT": ("patent", ""), "PCOMM": ("letter", ""), "RPRT": ("report", ""), "SER": ("periodical", ""), "SLIDE": ("unpublished", "speech"),
    "SOUND": ("audio", ""), "STAND": ("standard", ""), "STAT": ("legislation", ""), "THES": ("thesis", ""),
    "UNBILL": ("legislation", "bill"), "UNPB": ("unpublished", ""), "VIDEO": ("video", ""), "WEB": ("online", ""),
}  # fmt: skip
"""RIS type -> (entry type, entrysubtype)."""

FIELDS: Mapping[str, str] = {
    "AB": "abstract", "N2": "abstract", "CN": "library", "DO": "doi", "ET": "edition", "M3": "type", "N1": "note",
    "NV": "volumes", "OP": "origdate", "RN": "annotation", "ST": "shorttitle", "T3": "series", "TT": "origtitle",
    "UR": "url", "LK": "url", "VL": "volume", "VO": "volume", "L1": "file", "CP": "number", "IS": "number",
    "J2": "shortjournal", "JA": "shortjournal", "J1": "shortjournal", "SE": "chapter",
}  # fmt: skip
"""Tag -> field, where the type does not decide."""

_ARTICLES = {"article", "periodical"}
_PARTS = {"incollection", "inproceedings", "inreference"}
_INSTITUTED = {"thesis", "report"}
_ARCHIVAL = {"unpublished", "letter", "misc", "artwork"}
_TAG_LINE = re.compile(r"\ufeff?\s?(?P<tag>[A-Z][A-Z0-9]) {1,2}-\s?(?P<value>.*)$")


def read_ris(data: bytes, place: str) -> Reading:
    """Read a RIS file; a record that is not closed is read and told."""
    records, problems = read_records(decoded(data), _TAG_LINE, first="TY", last="ER", place=place)
    return reading((_entry(record, place) for record in records), problems)


def _entry(record: Record, place: str) -> Entry:
    entry_type, subtype = TYPES.get(record.first("TY").upper().partition(" ")[0], ("misc", ""))
    if entry_type == "proceedings" and record.first("T2", "BT", "JO") and record.first("SP"):
        # So publishers of conferences mark the single paper.
        entry_type = "inproceedings"
    draft = Draft(entry_type, citekey=citekey(record.first("ID")), place=f"{place}:{record.line}")
    draft.put("entrysubtype", subtype)
    _titles(draft, record)
    _people(draft, record)
    for one in record.tags:
        if field := FIELDS.get(one.tag):
            # What a vendor notes for its own sake is kept where no style prints it.
            field = "annotation" if field == "note" and _VENDORS.match(one.value) else field
            draft.default(field, _value(field, one.value, entry_type) if field in _ABUSED else one.value)
    volume = draft.fields.get("volume", "")
    if "(" in volume and "number" not in draft.fields and (found := re.fullmatch(r"(\d+) ?\((\d+)\)", volume)):
        draft.fields |= {"volume": found[1], "number": found[2]}
    for word in record.all("KW"):
        draft.keyword(word)
    draft.put("date", _date(record))
    draft.put("urldate", _slashed(record.first("Y2")))
    draft.put("langid", langid(record.first("LA")))
    draft.put("language", "" if "langid" in draft.fields else record.first("LA"))
    # ProQuest: "United States -- New York".
    draft.put("location", record.first("CY", "PP").rpartition(" -- ")[2])
    if entry_type in _ARCHIVAL:
        # There the database is the archive and the call number the shelfmark.
        draft.put("archive", record.first("DB"))
        draft.put("archive_location", draft.fields.pop("library", ""))
    publisher = record.first("PB")
    draft.put(
        "institution" if entry_type in _INSTITUTED else "organization" if entry_type == "online" else "publisher",
        publisher,
    )
    _pages(draft, record)
    put_numbers(draft, record.all("SN"))
    number = record.first("M1")
    if len(number) > _LONGEST_NUMBER:
        draft.default("note", number)
    elif draft.entry_type not in _ARTICLES:
        draft.default("number", number)
    elif not record.first("SP"):
        draft.default("eid", number)
    return draft.entry()


_LONGEST_NUMBER = 30
"""Characters of a number; what is longer in its place are notes, as Ovid has them there."""
_KINDS_OF_TEXT = frozenset(
    {"article", "journal article", "journalarticle", "web", "print", "text", "book", "book chapter", "chapter"}
)
"""What databases say of every record, and no style prints."""
_ABUSED = frozenset({"origdate", "type", "note", "edition", "url"})
"""Fields in whose place vendors put something else."""
_VENDORS = re.compile(
    r"(?i)export date|cited by|times cited|copyright -|date revised|last updated|accession number|imported on|"
    r"from duplicate|query date|conference code|article *type:|full publication date"
)


def _value(field: str, value: str, entry_type: str) -> str:
    """Return a value without what a vendor puts in its place: the DOI again, a date for an edition, two addresses."""
    if field == "origdate":
        return from_text(value)
    if field in ("type", "note") and re.fullmatch(r"(?i)(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?10\.\d{4,}\S+", value):
        return ""
    if field == "type":
        # ProQuest gives the degree: "Ph.D.".
        degree = thesis_type(value) if entry_type == "thesis" and len(value) < 7 else ""
        return "" if value.lower() in _KINDS_OF_TEXT else degree or value
    if field == "edition" and re.fullmatch(r"\d{4}/\d\d(?:/\d\d)?", value):
        return ""
    return re.split(r"(?:[;,]|\s)\s*(?=https?://)", value)[0] if field == "url" else value


def _titles(draft: Draft, record: Record) -> None:
    title, second = record.first("TI", "T1", "CT"), record.first("T2")
    if not title and draft.entry_type in ("book", "collection", "unpublished", "proceedings"):
        title = record.first("BT")
    draft.title(title)
    if draft.entry_type in _ARTICLES:
        draft.put("journaltitle", record.first("T2", "JF", "JO", "BT") or record.first("JA", "J2", "J1"))
        if draft.fields.get("journaltitle") == record.first("JA", "J2", "J1"):
            record = Record(record.line, tuple(one for one in record.tags if one.tag not in ("JA", "J2", "J1")))
    elif draft.entry_type in _PARTS:
        draft.title(record.first("T2", "BT", "JF", "JO"), field="booktitle")
    elif draft.entry_type in ("book", "collection", "report", "proceedings", "thesis") and second:
        draft.put("series", second)
    else:
        draft.put("titleaddon", second)


def _people(draft: Draft, record: Record) -> None:
    has_editor = bool(record.all("A2", "ED"))
    roles = {"AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A4": "translator"}
    # EndNote keeps the editors of a book's series in the third place, Zotero those of the book, ProQuest a thesis' advisers.
    roles["A3"] = "editora" if has_editor or draft.entry_type in (*_PARTS, "thesis") else "editor"
    if draft.entry_type == "thesis":
        roles |= {"A2": "editora", "ED": "editora"}
    people = [(role, one.value) for one in record.tags if (role := roles.get(one.tag))]
    for (role, _), name in zip(people, listed([value for _, value in people]), strict=True):
        draft.name(role, name)
    if "editora" in draft.names:
        draft.put("editoratype", "advisor" if draft.entry_type == "thesis" else "serieseditor")
    if draft.entry_type == "book" and "editor" in draft.names and "author" not in draft.names:
        draft.entry_type = "collection"


def _date(record: Record) -> str:
    """Return the fullest of the dates that agree on the year: PY often holds the year and DA the day, with it or without."""
    values = record.all("PY", "Y1", "DA")
    dates = [_slashed(value) for value in values]
    if len(dates) < 2:
        return dates[0] if dates else ""
    year = next((date[:4] for date in dates if date[:4].isdigit()), "")
    if not year:
        return dates[0]
    days = [from_text(f"{value} {year}") for value in values if not re.search(r"\d{4}", value)]
    return max((date for date in (*dates, *days) if date[:4] == year and parse_date(date)), key=len, default=year)


def _slashed(text: str) -> str:
    """Read RIS's "1951/05/12/other": what is missing is empty, and a season stands last."""
    year, month, day, other = [*(part.strip() for part in text.split("/", 3)), "", "", ""][:4]
    if text.count("/") < 2 or not year:
        return from_text(text)
    if other and not month:
        return from_text(f"{other} {year}") if from_text(f"{other} {year}")[:4] == year else year
    return from_text("/".join(filter(None, (year, month, day))))


def _pages(draft: Draft, record: Record) -> None:
    start, end = record.first("SP"), record.first("EP")
    if f"{start} {end}".lower() in _UNPAGED:
        return
    put_pages(draft, f"{start}-{end}" if start and end and not re.search(r"[-–]", start) else start or end)


def put_pages(draft: Draft, text: str) -> None:
    """Put pages, of a whole book how many it has: "xx, 327", "173 s."."""
    whole = draft.entry_type in ("book", "collection", "thesis") and re.fullmatch(
        r"[\divxlc, ]+(?: ?(?:pp?|s|S)\b\.?)?", text, re.IGNORECASE
    )
    draft.put("pagetotal" if whole else "pages", text if whole else page_range(text))


_UNPAGED = ("no specified", "no pagination", "no pages", "n.pag ", "n.pag. ", "np ")
"""What databases write for a text without pages ("No Pagination Specified", cut in two)."""


def page_range(text: str) -> str:
    """Return pages with an en dash, as entries keep them; a range to itself is one page."""
    text = text.strip()
    if not text[:1].isdigit():
        text = re.sub(r"(?i)^(?:pp?\b\.?|pages?|s\.)\s*(?=\w)", "", text)
    text = re.sub(r"(?<=\w)\s*[\u2010-\u2015\u2212-]+\s*(?=\w)", "–", text)
    first, _, last = text.partition("–")
    return first if first == last else text


def put_numbers(draft: Draft, values: list[str]) -> None:
    """Put ISBNs and ISSNs that share a field where they belong."""
    for value in numbers(values):
        digits = re.sub(r"[^\dXx]", "", value)
        try:
            kind = "isbn" if len(digits) > 8 and Isbn(digits) else "issn"
        except IdentifierError:
            kind = "isbn"
        held = draft.fields.get(kind, "")
        draft.fields.pop(kind, None)
        draft.put(kind, f"{held}, {value}" if held else value)


def citekey(text: str) -> str:
    """Return an id that can be a citekey; numbers and words are none."""
    return text if re.fullmatch(r"[^\W\d][\w:.+/-]{0,79}", text) else ""


RIS = Format(
    name="ris",
    label="RIS",
    suffixes=(".ris",),
    detects=lambda text: bool(re.search(r"(?m)^\ufeff?TY {1,2}-", text)),
    read=read_ris,
)
