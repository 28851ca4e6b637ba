"""Dates of an entry as CSL-JSON dates.

CSL has one mark for doubt, `circa`; EDTF's `~`, `?` and `%` all become it. A year without a common era date counts
1 BCE as -1 in CSL and as 0 in EDTF. A decade (`199X`) is the doubtful range of its years. What is no EDTF date but
says a year plainly ("[ca. 1905]", "1965--1981", "between 1827 and 1832") is read; the rest stands as a literal.
"""

import re
from typing import Any

from sergecite.model.date import DatePoint, parse_date

CslDate = dict[str, Any]

# Patterns stay strings until they are needed: `cite` starts faster, and `re` keeps what it compiled.
_NO_DATE = r"(?i)\W*(?:n\.?\s?d\.?|s\.?\s?a\.?|no date|undated|nodate|o\.?\s?j\.?)\W*"
_CIRCA = r"(?i)(?:c\.?|ca\.?|circa|about|vers|um)\s*(\d{4})\s*\??"
_RANGE = r"(?i)(?:between\s+)?(\d{4})\s*(?:-{1,3}|[–—]|\band\b)\s*(\d{4}|\d{2})"
_DECADE = r"(\d{3})0s"
_DOUBTED = r"(\d{4})\s*\?"
_SLOPPY = r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?-?"
_WRITTEN = r"(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?,?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def csl_date(text: str) -> CslDate | None:
    """Return the CSL-JSON date of a date field; None where it is empty or says that there is no date."""
    text = text.replace("\N{NO-BREAK SPACE}", "~").strip()  # what `~` is elsewhere in BibTeX
    if not text or (not text[0].isdigit() and re.fullmatch(_NO_DATE, text)):
        return None
    date = parse_date(text)
    if date is None:
        return _loose(text)
    sides = [date.start] if date.end is None else [date.start, date.end]
    points = [side for side in sides if isinstance(side, DatePoint)]
    if len(sides) == 2 and sides[0] == "open":
        return {"literal": text}
    if len(points) == 1 and points[0].span is not None and len(sides) == 1:
        return {"date-parts": [[_year(points[0].year)], [_year(points[0].span)]], "circa": True}
    value: CslDate = {"date-parts": [_parts(point, alone=len(sides) == 1) for point in points]}
    if len(sides) == 2 and len(points) == 1:
        value["date-parts"].append([0, 0])
    if len(sides) == 1 and points[0].season:
        value["season"] = points[0].season
    if any(point.circa or point.uncertain or point.span is not None for point in points):
        value["circa"] = True
    return value


def _parts(point: DatePoint, *, alone: bool) -> list[int]:
    parts = [_year(point.year)]
    if point.season and not alone:
        return [*parts, 20 + point.season]
    if point.month:
        parts.append(point.month)
        if point.day:
            parts.append(point.day)
    return parts


def _year(astronomical: int) -> int:
    return astronomical if astronomical > 0 else astronomical - 1


def _loose(text: str) -> CslDate:
    bare = text.strip(" []().")
    if found := re.fullmatch(_CIRCA, bare):
        return {"date-parts": [[int(found[1])]], "circa": True}
    if found := re.fullmatch(_DECADE, bare):
        return csl_date(f"{found[1]}X") or {"literal": text}
    if found := re.fullmatch(_DOUBTED, bare):
        return {"date-parts": [[int(found[1])]], "circa": True}
    if bare.isdigit() and len(bare) == 4:
        return {"date-parts": [[int(bare)]]}
    if found := re.fullmatch(_RANGE, bare):
        last = found[2] if len(found[2]) == 4 else found[1][:2] + found[2]
        value: CslDate = {"date-parts": [[int(found[1])], [int(last)]]}
        if bare.casefold().startswith("between"):
            value["circa"] = True
        return value if int(found[1]) < int(last) else {"literal": text}
    if found := re.fullmatch(_SLOPPY, bare):
        return _checked(text, found[1], found[2], found[3])
    if (found := re.fullmatch(_WRITTEN, bare)) and found[2].casefold()[:3] in _MONTHS:
        return _checked(text, found[4], str(_MONTHS.index(found[2].casefold()[:3]) + 1), found[1] or found[3])
    return {"literal": text}


def _checked(text: str, year: str, month: str, day: str | None) -> CslDate:
    """Return the date where the calendar has it, else the text."""
    date = parse_date(f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else ""))
    if date is None or not isinstance(date.start, DatePoint) or date.start.season:
        return {"literal": text}
    return {"date-parts": [_parts(date.start, alone=True)]}
