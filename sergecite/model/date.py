"""Dates as BibLaTeX writes them: ISO 8601-2 (EDTF) level 1, and what historians write instead.

Source: BibLaTeX manual, section 2.3.8; https://www.loc.gov/standards/datetime/ (level 1).
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

_POINT = r"""(?P<year>Y-?\d{5,}|-?\d{4}|-?\d{3}X|-?\d{2}XX|-?\dXXX)
        (?:-(?P<month>\d{2}|XX))?(?:-(?P<day>\d{2}|XX))?
        (?:T(?P<time>[\d:.,Z+\-]+))?
        (?P<mark>[~?%])?$"""
SEASONS = range(21, 25)
"""EDTF's month numbers for spring, summer, autumn and winter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePoint:
    """A year, month or day. `year` is astronomical (0 is 1 BCE); `span` is the last year of `199X`."""

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    """1 spring, 2 summer, 3 autumn, 4 winter."""
    span: int | None = None
    circa: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date or an interval. An open side of an interval is the literal "open"; `end` None means no interval."""

    start: DatePoint | Literal["open"]
    end: DatePoint | Literal["open"] | None = None

    @property
    def year(self) -> int | None:
        """The first year named."""
        for point in (self.start, self.end):
            if isinstance(point, DatePoint):
                return point.year
        return None

    @property
    def years(self) -> range:
        """Every year covered; an open side counts as the year at the other end."""
        points = [point for point in (self.start, self.end) if isinstance(point, DatePoint)]
        if not points:
            return range(0)
        return range(points[0].year, (points[-1].span or points[-1].year) + 1)


@cache
def _compiled() -> re.Pattern[str]:
    return re.compile(_POINT, re.VERBOSE)  # not at import: `show` reads no dates


def parse_date(text: str) -> Date | None:
    """Read one EDTF level 1 date or interval; None where it is none (the text then stands for itself)."""
    text = text.strip()
    if not text:
        return None
    if "/" not in text:
        point = _point(text)
        return Date(start=point) if point else None
    first, _, last = text.partition("/")
    start, end = _side(first), _side(last)
    if start is None or end is None or (start == "open" and end == "open"):
        return None
    return Date(start=start, end=end)


def _side(text: str) -> DatePoint | Literal["open"] | None:
    return "open" if text in ("", "..") else _point(text)


def _point(text: str) -> DatePoint | None:
    found = _compiled().match(text)
    if not found:
        return None
    year, mark = found["year"].lstrip("Y"), found["mark"] or ""
    first = int(year.replace("X", "0"))
    month, day = _number(found["month"]), _number(found["day"])
    season: int | None = None
    if month is not None and month in SEASONS:
        season = month - SEASONS.start + 1
        month = None
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= _days(first, month):
        return None
    span = int(year.replace("X", "9")) if "X" in year else None
    return DatePoint(
        year=first,
        month=month,
        day=day,
        season=season,
        span=span,
        circa=mark in ("~", "%"),
        uncertain=mark in ("?", "%"),
    )


def _number(text: str | None) -> int | None:
    return None if text is None or "X" in text else int(text)


def _days(year: int, month: int | None) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
