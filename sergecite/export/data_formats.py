"""Entries as data for other programs: CSL-JSON, CSL-YAML, RIS, EndNote XML."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sergecite.export.csl_item import CslItem
from sergecite.export.said_dates import said_csl

_MARKUP = re.compile(r"</?(?:i|b|sc|sup|sub|span)(?:\s[^<>]*)?>")

RIS_TYPES = {
    "article": "UNPB", "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "bill": "BILL",
    "book": "BOOK", "broadcast": "VIDEO", "chapter": "CHAP", "classic": "CLSWK", "collection": "MANSCPT",
    "dataset": "DATA", "document": "GEN", "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "figure": "FIGURE",
    "graphic": "ART", "hearing": "HEAR", "interview": "PCOMM", "legal_case": "CASE", "legislation": "STAT",
    "manuscript": "MANSCPT", "map": "MAP", "motion_picture": "MPCT", "musical_score": "MUSIC", "pamphlet": "PAMP",
    "paper-conference": "CPAPER", "patent": "PAT", "periodical": "SER", "personal_communication": "PCOMM",
    "post-weblog": "BLOG", "report": "RPRT", "review": "JOUR", "software": "COMP", "song": "SOUND", "speech": "SLIDE",
    "standard": "STAND", "thesis": "THES", "treaty": "LEGAL", "webpage": "ELEC",
}  # fmt: skip
"""CSL type -> RIS type (Research Information Systems' list of 2011); `GEN` is the rest."""

ENDNOTE_TYPES = {
    "article-journal": (17, "Journal Article"), "article-magazine": (19, "Magazine Article"),
    "article-newspaper": (23, "Newspaper Article"), "book": (6, "Book"), "chapter": (5, "Book Section"),
    "collection": (36, "Manuscript"), "entry-encyclopedia": (53, "Encyclopedia"), "manuscript": (36, "Manuscript"),
    "map": (20, "Map"), "motion_picture": (21, "Film or Broadcast"), "pamphlet": (35, "Pamphlet"),
    "paper-conference": (47, "Conference Paper"), "patent": (25, "Patent"), "personal_communication": (26, "Personal Communication"),
    "report": (27, "Report"), "review": (17, "Journal Article"), "thesis": (32, "Thesis"), "webpage": (12, "Web Page"),
}  # fmt: skip
"""CSL type -> EndNote's number and name; (13, "Generic") is the rest."""


def write_csl_json(items: Sequence[CslItem]) -> str:
    """Return the items as a CSL-JSON array."""
    return json.dumps(list(items), ensure_ascii=False, indent=2) + "\n"


def write_csl_yaml(items: Sequence[CslItem]) -> str:
    """Return the items as pandoc's YAML bibliography. Strings stand in JSON's quotes, which are YAML's too."""
    lines = ["---", "references:" if items else "references: []"]
    for item in items:
        lines += _yaml(item, "  ", first="- ")
    return "\n".join([*lines, "...", ""])


def _yaml(value: Mapping[str, Any], margin: str, *, first: str) -> list[str]:
    lines = []
    for at, (key, inner) in enumerate(value.items()):
        lead = margin.removesuffix(" " * len(first)) + first if at == 0 else margin
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            lines.append(f"{lead}{key}:")
            for part in inner:
                lines += _yaml(part, margin + "  ", first="- ")
        elif isinstance(inner, dict):
            lines.append(f"{lead}{key}:")
            lines += _yaml(inner, margin + "  ", first="")
        else:
            lines.append(f"{lead}{key}: {json.dumps(inner, ensure_ascii=False)}")
    return lines


def write_ris(items: Iterable[CslItem]) -> str:
    """Return the items in RIS."""
    import rispy  # noqa: PLC0415  # only this format needs it

    class Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
        """Writes no counter between the records: the format has none."""

        def set_header(self, count: int) -> str:
            return ""

    return str(rispy.dumps([_ris(item) for item in items], implementation=Writer))


def _ris(item: CslItem) -> dict[str, Any]:
    date = _date(item.get("issued"))
    first, _, last = str(item.get("page", "")).partition("-")
    serial = item["type"].startswith(("article", "review"))
    entry: dict[str, Any] = {
        "type_of_reference": RIS_TYPES.get(item["type"], "GEN"),
        "id": item["id"],
        "authors": _people(item.get("author")),
        "secondary_authors": _people(item.get("editor")),
        "tertiary_authors": _people(item.get("collection-editor")),
        "subsidiary_authors": _people(item.get("translator")),
        "title": _text(item, "title"),
        "secondary_title": _text(item, "container-title" if "container-title" in item else "collection-title"),
        "tertiary_title": _text(item, "collection-title") if "container-title" in item else "",
        "short_title": _text(item, "title-short"),
        "translated_title": _text(item, "original-title"),
        "year": date[0],
        "date": "/".join([*date, "", "", ""][:4]) if date[0].isdigit() else "",
        "volume": _text(item, "volume"),
        "number": _text(item, "issue" if serial else "number"),
        "number_of_volumes": _text(item, "number-of-volumes"),
        "start_page": first,
        "end_page": last,
        "publisher": _text(item, "publisher"),
        "place_published": _text(item, "publisher-place"),
        "edition": _text(item, "edition"),
        "issn": _text(item, "ISSN") or _text(item, "ISBN"),
        "doi": _text(item, "DOI"),
        "urls": [item["URL"]] if item.get("URL") else [],
        "access_date": "/".join([*_date(item.get("accessed")), "", "", ""][:4]) if item.get("accessed") else "",
        "language": _text(item, "language"),
        "abstract": _text(item, "abstract"),
        "notes": [_text(item, "note")] if item.get("note") else [],
        "keywords": [word.strip() for word in str(item.get("keyword", "")).split(",") if word.strip()],
        "type_of_work": _text(item, "genre"),
        "name_of_database": _text(item, "archive"),
        "call_number": _text(item, "archive_location") or _text(item, "call-number"),
    }
    return {key: _folded(value) for key, value in entry.items() if value}


def _folded(value: Any) -> Any:
    """Return a value on one line: a line of RIS that begins like a tag is one."""
    return [_folded(part) for part in value] if isinstance(value, list) else " ".join(str(value).split())


def write_endnote(items: Iterable[CslItem]) -> str:
    """Return the items in EndNote's XML."""
    root = Element("xml")
    records = SubElement(root, "records")
    for number, item in enumerate(items, start=1):
        _record(SubElement(records, "record"), item, number)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _record(record: Element, item: CslItem, number: int) -> None:
    code, name = ENDNOTE_TYPES.get(item["type"], (13, "Generic"))
    SubElement(record, "rec-number").text = str(number)
    SubElement(record, "ref-type", name=name).text = str(code)
    _grouped(
        record,
        "contributors",
        {
            "authors": [("author", who) for who in _people(item.get("author"))],
            "secondary-authors": [("author", who) for who in _people(item.get("editor"))],
            "tertiary-authors": [("author", who) for who in _people(item.get("collection-editor"))],
            "subsidiary-authors": [("author", who) for who in _people(item.get("translator"))],
        },
    )
    titles = {"title": "title", "secondary-title": "container-title", "tertiary-title": "collection-title"}
    titles |= {"short-title": "title-short", "translated-title": "original-title"}
    holder = SubElement(record, "titles")
    for tag, variable in titles.items():
        _leaf(holder, tag, _text(item, variable))
    if item["type"].startswith(("article", "review")) and item.get("container-title"):
        _leaf(SubElement(record, "periodical"), "full-title", _text(item, "container-title"))
    leaves = {
        "pages": "page", "volume": "volume", "number": "issue", "num-vols": "number-of-volumes", "edition": "edition",
        "section": "chapter-number", "publisher": "publisher", "pub-location": "publisher-place", "isbn": "ISBN",
        "electronic-resource-num": "DOI", "abstract": "abstract", "notes": "note", "work-type": "genre",
        "language": "language", "call-num": "archive_location", "label": "id",
    }  # fmt: skip
    for tag, variable in leaves.items():
        _leaf(record, tag, _text(item, variable) or (_text(item, "ISSN") if variable == "ISBN" else ""))
    words = [("keyword", word.strip()) for word in str(item.get("keyword", "")).split(",") if word.strip()]
    _grouped(record, "keywords", {"": words})
    date = _date(item.get("issued"))
    if date[0]:
        dates = SubElement(record, "dates")
        _leaf(dates, "year", date[0])
        _grouped(dates, "pub-dates", {"": [("date", "-".join(date))] if len(date) > 1 else []})
    _grouped(record, "urls", {"related-urls": [("url", item["URL"])] if item.get("URL") else []})


def _grouped(parent: Element, tag: str, groups: Mapping[str, list[tuple[str, str]]]) -> None:
    """Add an element with its groups of leaves, unless all are empty."""
    if not any(groups.values()):
        return
    holder = SubElement(parent, tag)
    for name, leaves in groups.items():
        inner = SubElement(holder, name) if name and leaves else holder
        for leaf, text in leaves:
            _leaf(inner, leaf, text)


def _leaf(parent: Element, tag: str, text: str) -> None:
    if text:
        SubElement(parent, tag).text = text


def _text(item: CslItem, variable: str) -> str:
    """Return a variable without markup; these formats have no title of a volume, so it follows the work's."""
    text = str(item.get(variable, ""))
    if variable == ("container-title" if "container-title" in item else "title") and item.get("volume-title"):
        text = f"{text}: {item['volume-title']}"
    return _MARKUP.sub("", text)


def _people(names: Any) -> list[str]:
    found = []
    for name in names or ():
        particle = name.get("non-dropping-particle") or name.get("dropping-particle", "")
        family = " ".join(part for part in (particle, name.get("family", "")) if part)
        parts = (family, name.get("given", ""), name.get("suffix", ""))
        found.append(name.get("literal") or ", ".join(part for part in parts if part))
    return found


def _date(date: Any) -> list[str]:
    """Return year, month and day as far as they are known, two digits each but the year; [""] for none.

    What is no exact year is the words for it, alone.
    """
    if not date:
        return [""]
    year = said_csl(date)
    if not year.isdigit():
        return [year]
    rest = date["date-parts"][0][1:] if "date-parts" in date else ()
    return [year, *(f"{part:02d}" for part in rest if 0 < part <= 31)]
