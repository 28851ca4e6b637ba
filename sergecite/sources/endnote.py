"""EndNote's two formats -> entries: the XML of its libraries and the tagged lines of .enw (Refer).

Sources: the document type RSXML.dtd that EndNote's makers publish, the table of EndNote's reference types, and its manual's
list of tags for import.
"""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from sergecite.errors import InputError
from sergecite.model.entry import Entry
from sergecite.sources.dates import from_text
from sergecite.sources.draft import Draft
from sergecite.sources.languages import langid
from sergecite.sources.names import inverted
from sergecite.sources.ris import citekey, put_numbers, put_pages
from sergecite.sources.tagged import Record, read_records, reading
from sergecite.sources.text import decoded
from sergecite.sources.types import Format, Problem, Reading
from sergecite.sources.xml import children, descend, first_text, local, parse_xml, text_of

TYPES: Mapping[str, tuple[str, str]] = {
    "ancient text": ("book", "classical"), "artwork": ("artwork", ""), "audiovisual material": ("video", ""), "bill": ("legislation", "bill"),
    "blog": ("online", "blog"), "book": ("book", ""), "book section": ("incollection", ""), "case": ("jurisdiction", ""),
    "catalog": ("book", ""), "chart or table": ("artwork", "figure"), "classical work": ("book", "classical"),
    "computer program": ("software", ""), "conference paper": ("inproceedings", ""), "conference proceedings": ("inproceedings", ""),
    "dataset": ("dataset", ""), "dictionary": ("inreference", "dictionary"), "edited book": ("collection", ""),
    "electronic article": ("article", ""), "electronic book": ("book", ""), "electronic book section": ("incollection", ""),
    "encyclopedia": ("inreference", ""), "figure": ("artwork", "figure"), "film or broadcast": ("movie", ""), "generic": ("misc", ""),
    "government document": ("report", ""), "grant": ("report", ""), "hearing": ("misc", "hearing"), "interview": ("misc", "interview"),
    "journal article": ("article", ""), "legal rule or regulation": ("legal", ""), "magazine article": ("article", "magazine"),
    "manuscript": ("unpublished", ""), "map": ("misc", "map"), "music": ("music", ""), "newspaper article": ("article", "newspaper"),
    "online database": ("dataset", ""), "online multimedia": ("online", ""), "pamphlet": ("booklet", ""), "patent": ("patent", ""),
    "personal communication": ("letter", ""), "podcast": ("audio", "podcast"), "press release": ("misc", ""), "report": ("report", ""),
    "serial": ("periodical", ""), "standard": ("standard", ""), "statute": ("legislation", ""), "thesis": ("thesis", ""),
    "unpublished work": ("unpublished", ""), "web page": ("online", ""), "electronic source": ("online", ""),
}  # fmt: skip
"""EndNote's reference type -> (entry type, entrysubtype)."""

_NUMBERS = {
    "17": "journal article", "6": "book", "5": "book section", "28": "edited book", "47": "conference paper", "10": "conference proceedings",
    "27": "report", "32": "thesis", "12": "web page", "19": "magazine article", "23": "newspaper article", "36": "manuscript",
    "26": "personal communication", "35": "pamphlet", "53": "encyclopedia", "52": "dictionary", "20": "map", "21": "film or broadcast",
}  # fmt: skip
_LEAVES = {
    "volume": "volume", "number": "number", "num-vols": "volumes", "edition": "edition", "section": "chapter",
    "electronic-resource-num": "doi", "abstract": "abstract", "notes": "note", "research-notes": "annotation", "work-type": "type",
    "call-num": "library", "remote-database-name": "archive", "pub-location": "location", "orig-pub": "reprinttitle",
}  # fmt: skip
_TITLES = {
    "short-title": "shorttitle",
    "tertiary-title": "series",
    "translated-title": "origtitle",
    "alt-title": "shortjournal",
}
_ROLES = {
    "authors": "author",
    "secondary-authors": "editor",
    "tertiary-authors": "editora",
    "subsidiary-authors": "translator",
}
_ARTICLES = {"article", "periodical", "review"}
_PARTS = {"incollection", "inproceedings", "inreference"}
_SERIES = {"book", "collection", "report", "thesis", "proceedings"}
_ARCHIVAL = {"unpublished", "letter", "misc", "artwork"}


def read_endnote_xml(data: bytes, place: str) -> Reading:
    """Read an EndNote XML file. InputError where it is not well-formed."""
    try:
        root = parse_xml(data)
    except ValueError as fault:
        raise InputError(f"not XML: {fault}", place=place) from None
    entries, problems = [], []
    for number, record in enumerate(descend(root, "records/record"), 1):
        entry = _record(record, f"{place}: record {number}")
        if entry.fields or entry.names:
            entries.append(entry)
        else:
            problems.append(Problem(message="the record is empty", place=f"{place}: record {number}"))
    return Reading(entries=tuple(entries), problems=tuple(problems))


def _record(record: Element, place: str) -> Entry:
    kind = next(children(record, "ref-type"), None)
    name = "" if kind is None else kind.get("name", "").lower()
    if name not in TYPES and kind is not None:
        # Other programs number the types as EndNote does and name them as they like.
        name = _NUMBERS.get(text_of(kind), "")
    entry_type, subtype = TYPES.get(name, ("misc", ""))
    draft = Draft(entry_type, citekey=citekey(first_text(record, "label")), place=place)
    draft.put("entrysubtype", subtype)
    _titled(
        draft,
        first_text(record, "titles/title"),
        first_text(record, "titles/secondary-title") or first_text(record, "periodical/full-title"),
    )
    for tag, field in _TITLES.items():
        draft.put(field, first_text(record, f"titles/{tag}"))
    if entry_type in _ARTICLES:
        draft.default("shortjournal", first_text(record, "periodical/abbr-1"))
    for group, role in _ROLES.items():
        for person in descend(record, f"contributors/{group}/author"):
            draft.name(role, inverted(text_of(person)))
    for leaf in record:
        draft.put(_LEAVES.get(local(leaf), ""), text_of(leaf))
    put_pages(draft, first_text(record, "pages"))
    year = from_text(first_text(record, "dates/year"))
    day = from_text(first_text(record, "dates/pub-dates/date"))
    draft.put("date", day if day[:4] == year[:4] and day[:4].isdigit() else year)
    draft.put("urldate", from_text(first_text(record, "access-date")))
    put_numbers(draft, [first_text(record, "isbn")])
    for word in descend(record, "keywords/keyword"):
        draft.keyword(text_of(word))
    for url in descend(record, "urls/related-urls/url"):
        draft.default("url", text_of(url))
    _published(draft, first_text(record, "publisher"), first_text(record, "language"))
    return draft.entry()


def read_enw(data: bytes, place: str) -> Reading:
    """Read EndNote's tagged format; a record begins with %0 or after an empty line."""
    text = decoded(data)
    # Some libraries write the type after the title; a record begins with it.
    text = re.sub(r"(?m)(?:\A|(?<=\n\n))((?:%[^0\s].*\n)+)(%0 .*\n)", r"\2\1", text.replace("\r\n", "\n"))
    if "%0" not in text:
        text = re.sub(r"(?m)^(?=%A|%T)(?<=\n\n)", "%0 Generic\n", "\n\n" + text.lstrip())
    records, problems = read_records(text, _TAG_LINE, first="%0", place=place)
    return reading((_tagged(record, place) for record in records), problems)


_TAG_LINE = re.compile(r"\ufeff?(?P<tag>%[A-Za-z0-9!@#$^&*()+\]\[<>=~?])(?: (?P<value>.*))?$")
_TAGS = {
    "%V": "volume", "%N": "number", "%7": "edition", "%6": "volumes", "%R": "doi", "%X": "abstract", "%Z": "note", "%U": "url",
    "%9": "type", "%L": "library", "%C": "location", "%!": "shorttitle", "%Q": "origtitle", "%&": "chapter", "%S": "series",
    "%<": "annotation",
}  # fmt: skip


def _tagged(record: Record, place: str) -> Entry:
    entry_type, subtype = TYPES.get(record.first("%0").lower(), ("misc", ""))
    if entry_type == "misc":
        # Refer's records have no type; what they hold tells it.
        entry_type = "article" if record.first("%J") else "incollection" if record.first("%B") else entry_type
        entry_type = (
            "book"
            if entry_type == "misc" and record.first("%0") in ("", "Generic") and record.first("%I")
            else entry_type
        )
    draft = Draft(entry_type, citekey=citekey(record.first("%F")), place=f"{place}:{record.line}")
    draft.put("entrysubtype", subtype)
    _titled(draft, record.first("%T"), record.first("%J", "%B"))
    for mark, role in {"%A": "author", "%E": "editor", "%Y": "editora", "%?": "translator", "%H": "translator"}.items():
        for person in record.all(mark):
            draft.name(role, inverted(person.rstrip(",") if person.endswith(",") else person))
    for tag, field in _TAGS.items():
        draft.default(field, record.first(tag))
    put_pages(draft, record.first("%P"))
    year, day = from_text(record.first("%D")), from_text(record.first("%8"))
    draft.put("date", day if day[:4] == year[:4] and day[:4].isdigit() else year or day)
    draft.put("urldate", from_text(record.first("%[")))
    for value in record.all("%K"):
        for word in re.split(r"[;,\r\n]", value):
            draft.keyword(word)
    put_numbers(draft, record.all("%@"))
    _published(draft, record.first("%I"), record.first("%G"))
    return draft.entry()


def _titled(draft: Draft, title: str, second: str) -> None:
    """Put the title, and the second title where the type wants it."""
    draft.title(title)
    if draft.entry_type in _ARTICLES:
        draft.put("journaltitle", second)
    elif draft.entry_type in _PARTS:
        draft.title(second, field="booktitle")
    else:
        draft.put("series" if draft.entry_type in _SERIES else "titleaddon", second)


def _published(draft: Draft, publisher: str, language: str) -> None:
    """Put what depends on the type, once all is there."""
    field = (
        "institution"
        if draft.entry_type in ("thesis", "report")
        else "organization"
        if draft.entry_type == "online"
        else "publisher"
    )
    draft.put(field, publisher)
    draft.put("langid", langid(language))
    draft.put("language", "" if "langid" in draft.fields else language)
    if "editora" in draft.names:
        draft.put("editoratype", "serieseditor")
    if draft.entry_type == "book" and "editor" in draft.names and "author" not in draft.names:
        draft.entry_type = "collection"
    if draft.entry_type in _ARCHIVAL:
        draft.put("archive_location", draft.fields.pop("library", ""))
    elif draft.entry_type != "unpublished":
        draft.fields.pop("archive", None)


ENDNOTE_XML = Format(
    name="endnote",
    label="EndNote XML",
    suffixes=(".xml",),
    detects=lambda text: ("<records>" in text and "<ref-type" in text) or bool(re.search(r"<xml>\s*<records", text)),
    read=read_endnote_xml,
)
ENW = Format(
    name="enw",
    label="EndNote tagged (.enw)",
    suffixes=(".enw",),
    detects=lambda text: (
        bool(re.search(r"(?m)^\ufeff?%0 [A-Z]", text)) or bool(re.match(r"\s*%[AT] .*\n(?:%\S .*\n?)+", text))
    ),
    read=read_enw,
)
