"""Dates in words, for formats whose years are text: a doubtful year is never written as a sure one.

A decade is "2010s", a longer span "between 1900 and 1999", circa "ca. 1905", an uncertain year "[2015?]", an interval
its two years. `sources.dates` and `csl_dates` read these words again.
"""

from typing import Any

from sergecite.model.date import Date, DatePoint

CslDate = dict[str, Any]


def said(date: Date) -> str:
    """Return the year or years of a date as a reader should see them."""
    start, end = (_point(side) if isinstance(side, DatePoint) else "" for side in (date.start, date.end))
    return start if date.end is None or start == end else f"{start}–{end}"


def said_csl(date: CslDate) -> str:
    """Return the same of a CSL date; its one mark of doubt says circa."""
    if "literal" in date:
        return str(date["literal"])
    circa = bool(date.get("circa"))
    years = [parts[0] for parts in date["date-parts"]]
    if circa and len(years) == 2 and years[0] % 10 == 0 and years[1] > 0 and years[1] - years[0] in (9, 99, 999):
        return _point(DatePoint(year=years[0], span=years[1]))
    # CSL has no year 0: there it ends an open interval, and 1 BCE is -1.
    points = [
        DatePoint(year=year if year > 0 else year + 1, circa=circa and number == 0) if year else None
        for number, year in enumerate(years)
    ]
    first, *rest = points
    if not rest or (isinstance(first, DatePoint) and isinstance(rest[0], DatePoint) and first.year == rest[0].year):
        return said(Date(start=first or "open"))
    return said(Date(start=first or "open", end=rest[0] or "open"))


def _point(point: DatePoint) -> str:
    year = str(point.year) if point.year > 0 else f"{1 - point.year} BCE"
    if point.span is not None:
        year = f"{year}s" if point.span - point.year == 9 else f"between {year} and {point.span}"
    if point.circa:
        year = f"ca. {year}"
    return f"[{year}?]" if point.uncertain else year
