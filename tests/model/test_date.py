"""EDTF level 1 as BibLaTeX writes it, and what is no date."""

from datetime import date as calendar_date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecite.model.date import Date, DatePoint, parse_date

NO_DATES = ["", "n.d.", "forthcoming", "1922-1926", "1906-6-22", "2003-07-", "May 7 2015", "[1750?]", "ca. 1905",
            "2001-13", "2001-02-30", "1900-02-29", "../..", "/", "1997/1998/1999", "51", "Y1700", "17000", "19X", "199XX"]  # fmt: skip


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date(text: str) -> None:
    """What is not EDTF stays text: nothing is guessed."""
    assert parse_date(text) is None


DATES = {
    "1951": Date(start=DatePoint(year=1951)),
    "1951-03": Date(start=DatePoint(year=1951, month=3)),
    "2000-02-29": Date(start=DatePoint(year=2000, month=2, day=29)),
    "1951-23": Date(start=DatePoint(year=1951, season=3)),
    "1723~": Date(start=DatePoint(year=1723, circa=True)),
    "1723?": Date(start=DatePoint(year=1723, uncertain=True)),
    "1723%": Date(start=DatePoint(year=1723, circa=True, uncertain=True)),
    "199X": Date(start=DatePoint(year=1990, span=1999)),
    "19XX": Date(start=DatePoint(year=1900, span=1999)),
    "1999-XX": Date(start=DatePoint(year=1999)),
    "-0876": Date(start=DatePoint(year=-876)),
    "Y-17000": Date(start=DatePoint(year=-17000)),
    "1930/1932": Date(start=DatePoint(year=1930), end=DatePoint(year=1932)),
    "1997/": Date(start=DatePoint(year=1997), end="open"),
    "1997/..": Date(start=DatePoint(year=1997), end="open"),
    "/1997": Date(start="open", end=DatePoint(year=1997)),
    "2004-04-25T14:34:00": Date(start=DatePoint(year=2004, month=4, day=25)),
}


@pytest.mark.parametrize(("text", "wanted"), DATES.items(), ids=list(DATES))
def test_date(text: str, wanted: Date) -> None:
    """Each form of the manual's table is read whole."""
    assert parse_date(text) == wanted


@given(st.dates())
def test_every_day_of_the_calendar_is_read(day: calendar_date) -> None:
    """An ISO day is that day."""
    assert parse_date(day.isoformat()) == Date(start=DatePoint(year=day.year, month=day.month, day=day.day))


def test_years_cover_the_interval() -> None:
    """The years of an interval are all between its ends."""
    interval = parse_date("1930/1932")
    decade = parse_date("193X")
    assert interval is not None
    assert decade is not None
    assert list(interval.years) == [1930, 1931, 1932]
    assert list(decade.years) == list(range(1930, 1940))
