"""Reading the dates of a reference."""

from typing import Any

import pytest

from sergecite.resolve.dates import find_access, read_date
from sergecite.resolve.note_parser import parse_note


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        ("1976", [[1976]]),
        ("May 3, 1976", [[1976, 5, 3]]),
        ("3. Mai 1976", [[1976, 5, 3]]),
        ("03.05.1976", [[1976, 5, 3]]),
        ("1976-05-03", [[1976, 5, 3]]),
        ("1976–78", [[1976], [1978]]),
        ("1870–1970", [[1870], [1970]]),
        ("(1870–1970) 2000", [[2000]]),
    ],
)
def test_issued(text: str, issued: list[list[int]]) -> None:
    """Days, months and spans of years are read as CSL date parts."""
    assert read_date([text]) == {"issued": {"date-parts": issued}}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("letzter Zugriff am 28.04.2022", [2022, 4, 28]),
        ("accessed 12 May 2010", [2010, 5, 12]),
        ("Accessed July 6, 2015.", [2015, 7, 6]),
        ("Retrieved Nov. 20, 2014, from", [2014, 11, 20]),
        ("page consultée le 3 mai 2012", [2012, 5, 3]),
        ("ultimo accesso: 2020-05-03", [2020, 5, 3]),
        ("дата обращения: 12.05.2015", [2015, 5, 12]),
        ("accessed on the web, in the summer of that year, and printed in 1999", None),
        ("accessible since 1999", None),
    ],
)
def test_the_day_an_address_was_looked_at(text: str, day: list[int] | None) -> None:
    """What stands behind a word of looking up is that day, and only when it stands close behind."""
    found = find_access(text, 0, len(text))
    assert (found.date if found else None) == ({"date-parts": [day]} if day else None)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("URL: https://okfn.org/ (letzter Zugriff am 28.04.2022).", None),
        ("Jane Doe, “A Paper,” 1999, http://www.marxists.org/x.htm, accessed May 12, 2010.", 1999),
    ],
)
def test_an_address_is_not_of_the_day_it_was_looked_at(text: str, year: int | None) -> None:
    """A page nobody dated has no date of issue."""
    item: dict[str, Any] = parse_note(text)[0].item or {}
    assert "accessed" in item
    assert (item["issued"]["date-parts"][0][0] if "issued" in item else None) == year
