"""Dates of CSL-JSON: date-parts, seasons, approximate dates, literals, EDTF and dates written out in English.

Source: CSL-JSON schema "date-variable"; EDTF (ISO 8601-2) level 0 and the parts of level 1 that CSL-JSON allows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sergecite.csl.patterns import Pattern

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LAST_YEAR = 999_999
SEASONS = {"spring": 13, "summer": 14, "autumn": 15, "fall": 15, "winter": 16}
EDTF = Pattern(r"^y?(-?\d{4,6})(?:-(\d\d)(?:-(\d\d))?)?([~?%]*)$", re.IGNORECASE)
NUMERIC = Pattern(r"^(\d{1,4})[/.](\d{1,2})(?:[/.](\d{1,4}))?$")
WORDS = Pattern(r"[a-zé]+|\d+", re.IGNORECASE)


class DatePoint(NamedTuple):
    """A year (negative before the common era; 0 for none), a month 1-12 or a season 13-16, and a day; 0 where absent."""

    year: int
    month: int = 0
    day: int = 0


class Date(NamedTuple):
    """A date or a range; `end` with year 0 is a range still open. A literal stands as it is."""

    start: DatePoint
    end: DatePoint | None = None
    circa: bool = False
    literal: str = ""


def read_date(value: object) -> Date | None:
    """Return a Date of a CSL date object, or of a string; None where there is none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        point = _point([value])
        return Date(point) if point and point.year else None
    if isinstance(value, str):
        return parse_date(value)
    if not isinstance(value, Mapping):
        return None
    circa = bool(value.get("circa")) and value.get("circa") not in ("false", "0")
    parts = value.get("date-parts")
    if parts is None and any(key in value for key in ("year", "month", "day")):
        parts = [[value.get("year"), value.get("month"), value.get("day")]]
    if isinstance(parts, Sequence) and not isinstance(parts, str) and parts:
        points = [point for raw in parts[:2] if (point := _point(raw)) is not None]
        if points and (points[0].year or points[0].month):
            season = _season(value.get("season"))
            start = points[0]
            if season and not start.month:
                start = DatePoint(start.year, season)
            return Date(start, points[1] if len(points) > 1 else None, circa)
    for key in ("raw", "edtf", "date"):
        if isinstance(raw := value.get(key), str) and raw.strip():
            date = parse_date(raw)
            return Date(date.start, date.end, date.circa or circa, date.literal)
    literal = value.get("literal") or value.get("string")
    if isinstance(literal, str | int) and str(literal).strip():
        return Date(DatePoint(0), None, circa, str(literal).strip())
    return None


def _season(value: object) -> int:
    text = str(value or "").strip().lower()
    if text in SEASONS:
        return SEASONS[text]
    return 12 + int(text) if text in {"1", "2", "3", "4"} else int(text) if text in {"13", "14", "15", "16"} else 0


def _point(raw: object) -> DatePoint | None:
    if isinstance(raw, str | int | float) and not isinstance(raw, bool):
        raw = [raw]
    if not isinstance(raw, Sequence):
        return None
    numbers: list[int] = []
    for part in raw[:3]:
        try:
            numbers.append(int(part) if not isinstance(part, bool) and part not in (None, "") else 0)
        except (ValueError, TypeError, OverflowError):
            return None if not numbers else DatePoint(*numbers)
    if not numbers:
        return None
    year, month, day = (*numbers, 0, 0)[:3]
    if abs(year) > LAST_YEAR:
        return None
    while 16 < month <= 24:
        month -= 4
    if not 0 <= month <= 16:
        month = 0
    return DatePoint(year, month, day if 0 < day <= 31 and 0 < month <= 12 else 0)


def parse_date(text: str) -> Date:
    """Return a Date of text: EDTF, numbers, or English words; what is not understood is kept as a literal."""
    text = text.strip()
    if found := _edtf(text):
        return found
    halves = re.split(r"\s*(?:/|–|--|\sto\s)\s*|(?<=[a-z.])\s*-\s*|(?<=\d)\s+-\s+", text)
    if len(halves) == 1 and text.count("-") == 1 and re.search(r"[a-z]", text, re.IGNORECASE):
        halves = re.split(r"\s*-\s*", text)
    points = [_written(half) for half in halves if half.strip()]
    if points and len(points) <= 2 and all(points):
        first, last = points[0], points[-1]
        if first and last:
            if len(points) == 2 and not first.year:
                first = DatePoint(last.year, first.month or last.month, first.day)
            if first.year:
                return Date(first, last if len(points) == 2 else None, bool(re.search(r"\b(ca?|circa)\b|\?|~", text)))
    if numeric := NUMERIC.match(text):
        a, b, c = (int(part or 0) for part in numeric.groups())
        if a > 31:
            return Date(DatePoint(a, b if b <= 12 else 0, c))
        if c and a <= 12:
            return Date(DatePoint(c, a, b))
    return Date(DatePoint(0), None, False, text)


def _edtf(text: str) -> Date | None:
    start, slash, end = text.partition("/")
    first = EDTF.match(start)
    if not first:
        return None
    circa = bool(first[4])
    begin = _point([first[1], first[2] or 0, first[3] or 0])
    if begin is None:
        return None
    if not slash:
        return Date(begin, None, circa)
    if end in {"", ".."}:
        return Date(begin, DatePoint(0), circa)
    last = EDTF.match(end)
    stop = _point([last[1], last[2] or 0, last[3] or 0]) if last else None
    return Date(begin, stop, circa or bool(last and last[4])) if stop else None


def _written(text: str) -> DatePoint | None:
    """Return a point of words and numbers in any usual order: "12 May 1921", "May 12, 1921", "Spring 1921", "1921"."""
    year = month = day = 0
    before_christ = False
    for word in WORDS.findall(text):
        low = word.lower()
        if word.isdecimal():
            number = int(word[:9])
            if len(word) >= 3 or (number > 31 and not year):
                year = number
            elif not day and 0 < number <= 31:
                day = number
            else:
                return None
        elif low[:3] in MONTHS and not month:
            month = MONTHS.index(low[:3]) + 1
        elif low in SEASONS and not month:
            month = SEASONS[low]
        elif low in {"bc", "bce"}:
            before_christ = True
        elif low not in {"c", "ca", "circa", "ad", "ce", "th", "st", "nd", "rd"}:
            return None
    if day and not month:
        if year:
            return None
        year, day = day, 0
    if not (year or month):
        return None
    return DatePoint(-year if before_christ else year, month, day if month <= 12 else 0)
