"""Reading volumes and issues."""

import pytest

from sergecite.resolve.volumes import read_volume


@pytest.mark.parametrize(
    ("text", "volume", "issue"),
    [
        ("", None, None),
        ("Supplement", None, None),
        ("61(2)", "61", "2"),
        ("102, no. 4", "102", "4"),
        ("LXX, 1-2", "LXX", "1-2"),
        ("44/2-3", "44", "2-3"),
        ("t. 46", "46", None),
        ("Jg. 12, H. 3", "12", "3"),
        ("año XXIV", "XXIV", None),
        ("n. 45", None, "45"),
        ("No. 134, Part 3", None, "134"),
        ("Suppl 63", "63", None),
        ("économiques(334)", "334", None),
        ("n.s. 12", "12", None),
        ("2e série, t. 12", "12", None),
        ("Serie D, v. 284", "284", None),
        ("vol. 120 (suppl. 1)", "120", "suppl. 1"),
        ("2004/1 vol. 34", "34", "1"),
        ("2004/1, n° 56", "56", "1"),
        ("2004/1", None, "1"),
        ("1993/94", "1993", "94"),
        ("29-30/1997", "29-30", None),
        ("Volume Q", "Q", None),
    ],
)
def test_volume_and_issue(text: str, volume: str | None, issue: str | None) -> None:
    """A number is read as what its word or place makes it; a word without a number is neither."""
    found = read_volume(text)
    assert (found.get("volume"), found.get("issue")) == (volume, issue)


@pytest.mark.parametrize(
    ("text", "count", "volume"),
    [
        ("3 vols.", "3", None),
        ("2 vol.", "2", None),
        ("2 voll.", "2", None),
        ("zwei Bände", "2", None),
        ("2 vols II", "2", "II"),
        ("vol. 3", None, "3"),
        ("no. 2 vol. 3", None, "3"),
    ],
)
def test_number_of_volumes(text: str, count: str | None, volume: str | None) -> None:
    """Of how many volumes a work is, is no volume's number."""
    found = read_volume(text)
    assert (found.get("number-of-volumes"), found.get("volume")) == (count, volume)
