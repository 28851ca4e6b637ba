"""A doubtful year in the formats of other programs: words, and read again as what it was."""

from xml.etree.ElementTree import fromstring

import pytest

from sergecite.export.classic_bibtex import classic
from sergecite.export.csl_dates import csl_date
from sergecite.export.csl_item import csl_item
from sergecite.export.data_formats import write_endnote, write_ris
from sergecite.model.entry import Entry
from sergecite.sources.dates import from_text
from sergecite.sources.ris import read_ris


@pytest.mark.parametrize(
    ("date", "bibtex", "others", "again"),
    [
        ("1951", "1951", "1951", "1951"),
        ("201X", "2010s", "2010s", "201X"),
        ("19XX", "between 1900 and 1999", "between 1900 and 1999", "1900/1999"),
        ("1905~", "ca. 1905", "ca. 1905", "1905~"),
        ("2015?", "[2015?]", "ca. 2015", "2015~"),
        ("2015%", "[ca. 2015?]", "ca. 2015", "2015~"),
        ("1944/1945", "1944–1945", "1944–1945", "1944/1945"),
        ("2013-07/2013-08", "2013", "2013", "2013-07"),
        ("1997/", "1997–", "1997–", "1997"),
        ("/1997", "/1997", "/1997", "/1997"),
        ("-0043", "44 BCE", "44 BCE", "44 BCE"),
        ("forthcoming", "forthcoming", "", ""),
    ],
)
def test_no_year_is_invented(date: str, bibtex: str, others: str, again: str) -> None:
    """BibTeX, RIS and EndNote say a year as sure only where it is; RIS has a day's date only then."""
    entry = Entry(citekey="k", entry_type="book", fields={"title": "T", "date": date})
    assert classic(entry).fields["year"] == bibtex
    ris = write_ris([csl_item(entry)])
    assert (f"PY  - {others}\n" in ris) == bool(others)
    assert ("DA  - " in ris) == others.isdigit()
    year = fromstring(write_endnote([csl_item(entry)]).encode()).findtext("records/record/dates/year")
    assert (year or "") == others
    assert read_ris(ris.encode(), "x").entries[0].fields.get("date", "") == again


def test_months_of_an_interval() -> None:
    """Two months of one year are both named, months of two years are not."""

    def month(date: str) -> str | None:
        return classic(Entry(citekey="k", entry_type="article", fields={"date": date})).fields.get("month")

    assert [month(date) for date in ("2013-07/2013-08", "2013-07", "2013-07/2014-08", "2013-07/")] == [
        "July–August", "July", None, None,
    ]  # fmt: skip


def test_the_first_edition_in_the_note() -> None:
    """The note says a doubtful year of the first edition as doubtful."""
    old = classic(Entry(citekey="k", entry_type="book", fields={"title": "T", "date": "2004", "origdate": "1948?"}))
    assert old.fields["note"] == "First published [1948?]"


@pytest.mark.parametrize(
    ("words", "edtf"), [("2010s", "201X"), ("[2015?]", "2015?"), ("ca. 1905", "1905~"), ("[ca. 2015?]", "2015~")]
)
def test_the_words_are_read_again(words: str, edtf: str) -> None:
    """The dates of a BibTeX export print as those of the library do."""
    assert csl_date(words) == csl_date(edtf)
    assert words == "[ca. 2015?]" or from_text(words) == edtf
