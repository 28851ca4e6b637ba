"""Date fields as CSL dates: EDTF, and what people write instead."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecite.export.csl_dates import csl_date


@pytest.mark.parametrize("text", ["", " ", "n.d.", "[n.d.]", "s.a.", "undated"])
def test_no_date(text: str) -> None:
    """Nothing, and words for nothing, are no date."""
    assert csl_date(text) is None


@pytest.mark.parametrize(
    "text", ["forthcoming", "1951-13", "1951-02-30", "17 Brumaire an VIII", "1999--1998", "/1997", "early 1920s"]
)
def test_what_is_no_date_stands_as_written(text: str) -> None:
    """A text that cannot be read, or that no calendar has, is a literal."""
    assert csl_date(text) == {"literal": text}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1951", {"date-parts": [[1951]]}),
        ("1951-03-04", {"date-parts": [[1951, 3, 4]]}),
        ("1951-03-04T12:30", {"date-parts": [[1951, 3, 4]]}),
        ("1754~", {"date-parts": [[1754]], "circa": True}),
        ("1937?", {"date-parts": [[1937]], "circa": True}),
        ("1944/1945", {"date-parts": [[1944], [1945]]}),
        ("2013-07/2013-08", {"date-parts": [[2013, 7], [2013, 8]]}),
        ("1997/", {"date-parts": [[1997], [0, 0]]}),
        ("1936-21", {"date-parts": [[1936]], "season": 1}),
        ("1936-21/1937-24", {"date-parts": [[1936, 21], [1937, 24]]}),
        ("192X", {"date-parts": [[1920], [1929]], "circa": True}),
        ("-0043", {"date-parts": [[-44]]}),
        ("[1750?]", {"date-parts": [[1750]], "circa": True}),
        ("[1750]", {"date-parts": [[1750]]}),
        ("[ca. 1905]", {"date-parts": [[1905]], "circa": True}),
        ("1965--1981", {"date-parts": [[1965], [1981]]}),
        ("1965–81", {"date-parts": [[1965], [1981]]}),
        ("between 1827 and 1832", {"date-parts": [[1827], [1832]], "circa": True}),
        ("1906-6-22", {"date-parts": [[1906, 6, 22]]}),
        ("2003-07-", {"date-parts": [[2003, 7]]}),
        ("May 7 2015", {"date-parts": [[2015, 5, 7]]}),
        ("1 March 1925", {"date-parts": [[1925, 3, 1]]}),
    ],
)
def test_dates(text: str, expected: dict[str, Any]) -> None:
    """Each form becomes exactly this."""
    assert csl_date(text) == expected


@given(st.text(alphabet="0123456789-/~?%.X[] abcMay", max_size=24))
def test_any_text_is_a_date_a_literal_or_nothing(text: str) -> None:
    """No text fails, and what is not read is kept."""
    value = csl_date(text)
    assert value is None or value.get("literal") == text.strip() or value["date-parts"]
