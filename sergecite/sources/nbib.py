"""PubMed's NBIB (MEDLINE) -> entries; PubMed's service answers in it too.

Source: https://www.nlm.nih.gov/bsd/mms/medlineelements.html.
"""

import re

from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.sources.dates import from_text
from sergecite.sources.draft import Draft
from sergecite.sources.languages import langid
from sergecite.sources.names import inverted
from sergecite.sources.ris import page_range
from sergecite.sources.tagged import Record, read_records, reading
from sergecite.sources.text import decoded
from sergecite.sources.types import Format, Reading

_TAG_LINE = re.compile(r"\ufeff?(?P<tag>[A-Z]{2,4}) *- ?(?P<value>.*)$")
_TAGS = {
    "VI": "volume", "IP": "number", "AB": "abstract", "TT": "origtitle", "CTI": "booktitle", "BTI": "booktitle",
    "EN": "edition", "PB": "publisher", "CP": "chapter",
}  # fmt: skip


def read_nbib(data: bytes, place: str) -> Reading:
    """Read an NBIB file."""
    # A record begins with the PMID; what continues a value is indented, and reads as a line without a tag.
    text = decoded(data)
    # ERIC's records have no PMID and begin with their owner.
    first = "PMID" if re.search(r"(?m)^\ufeff?PMID *-", text) else "OWN"
    records, problems = read_records(text, _TAG_LINE, first=first, place=place)
    return reading((_entry(record, place) for record in records), problems)


def _entry(record: Record, place: str) -> Entry:
    types = {kind.lower() for kind in record.all("PT")}
    entry_type = "article"
    if record.first("BTI", "CTI"):
        entry_type = "incollection" if record.first("TI") or record.first("CTI") else "book"
    elif "book review" in types or "review of reported cases" in types:
        entry_type = "review"
    draft = Draft(entry_type, place=f"{place}:{record.line}")
    draft.title(
        re.sub(r"^\[(.*?)\]?\.?$", r"\1", record.first("TI"))
        if record.first("TI").startswith("[")
        else record.first("TI")
    )
    for person in record.all("FAU") or record.all("AU"):
        draft.name("author", _name(person))
    for body in record.all("CN"):
        draft.name("author", Name(literal=body))
    for person in record.all("FED") or record.all("ED"):
        draft.name("editor", _name(person))
    for tag, field in _TAGS.items():
        draft.default(field, record.first(tag))
    if entry_type != "book":
        draft.put("journaltitle", re.sub(r"\s+\([^)]*\)$", "", record.first("JT")) or record.first("TA"))
        if record.first("JT") and record.first("TA") != record.first("JT"):
            draft.put("shortjournal", record.first("TA"))
    draft.put("pages", _pages(record.first("PG")))
    draft.put("date", _date(record))
    draft.put("langid", langid(record.first("LA")))
    for value in [*record.all("LID"), *record.all("AID")]:
        if value.endswith("[doi]"):
            draft.default("doi", value.removesuffix("[doi]"))
        elif value.endswith("[pii]") and value.startswith("e"):
            draft.default("eid", value.removesuffix("[pii]"))
    for value in record.all("IS"):
        draft.default("issn", value.split(" (")[0])
    draft.default("issn", re.sub(r"^E?ISSN-", "", record.first("ISSN")))
    draft.default("isbn", record.first("ISBN"))
    draft.put("location", record.first("PL") if draft.lists.get("publisher") else "")
    for word in record.all("OT"):
        draft.keyword(word.strip("*"))
    if number := re.match(r"\d+", record.first("PMID")):
        draft.put("eprint", number[0])
        draft.put("eprinttype", "pubmed")
    draft.put("pmcid", record.first("PMC"))
    return draft.entry()


def _date(record: Record) -> str:
    """Return the date of publication: "1990 Aug 12", "1990 Jul-Aug", "1990 Summer"."""
    text = record.first("DP")
    return from_text(re.sub(r"^(\d{4} \w{3})-\w{3}$", r"\1", text))


def _pages(text: str) -> str:
    """Return pages in full: MEDLINE shortens "1165-97"."""
    found = re.fullmatch(r"(\d+)-(\d+)", text)
    if found and len(found[2]) < len(found[1]):
        text = f"{found[1]}-{found[1][: -len(found[2])]}{found[2]}"
    return page_range(text)


def _name(text: str) -> Name | None:
    """Read "Weissman, Susan" (FAU) or "Weissman SJ" (AU)."""
    if "," in text:
        return inverted(text)
    found = re.fullmatch(r"(.*\S)\s+([A-Z]{1,4})(?:\s+(Jr|Sr|\d(?:st|nd|rd)))?", text)
    return (
        Name(family=found[1], given=". ".join(found[2]) + ".", suffix=found[3] or "") if found else Name(literal=text)
    )


NBIB = Format(
    name="nbib",
    label="PubMed NBIB",
    suffixes=(".nbib", ".medline"),
    detects=lambda text: bool(re.search(r"(?m)^\ufeff?(?:PMID *- |OWN *- .*\nTI *- )", text)),
    read=read_nbib,
)
