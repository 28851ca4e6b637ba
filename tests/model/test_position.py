"""The rule for first, subsequent, ibid, ibid-with-locator and near-note."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecite.model.citation import Citation, CitationItem
from sergecite.model.position import Position, place


def citations(script: str) -> list[Citation]:
    """Read "a@1 b | a | -": notes parted by |, cites by spaces, locators after @ (label:locator), - a note without cite."""
    notes = []
    for number, text in enumerate(script.split("|"), start=1):
        items = []
        for word in text.split():
            if word != "-":
                key, _, locator = word.partition("@")
                label, colon, value = locator.rpartition(":")
                items.append(CitationItem(citekey=key, locator=value, label=label if colon else "page"))
        notes.append(Citation(items=tuple(items), note=number))
    return notes


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("", ""),
        ("a | b", "first | first"),
        ("a | - | a", "first |  | subsequent"),
        ("a b | a", "first first | subsequent"),
        ("a b | b", "first first | subsequent"),
        ("a@1 | a", "first | subsequent"),
        ("a | b | a", "first | first | subsequent"),
        ("a | a", "first | ibid"),
        ("a@1 | a@1", "first | ibid"),
        ("a@1 | a@2", "first | ibid-with-locator"),
        ("a@1 | a@chapter:1", "first | ibid-with-locator"),
        ("a | a@2", "first | ibid-with-locator"),
        ("a@1 a@2", "first ibid-with-locator"),
        ("a | a b | b", "first | ibid first | subsequent"),
        ("a b b | b", "first first ibid | subsequent"),
    ],
)
def test_positions(script: str, expected: str) -> None:
    """Ibid needs the cite before, alone in the note before, and no locator lost; whatever lies between bars it."""
    rows = [" ".join(placed.position for placed in row) for row in place(citations(script))]
    assert " | ".join(rows) == expected


def test_near_note_and_first_note() -> None:
    """A work is near while at most five notes lie from its last cite to this one; the first note is kept."""
    rows = place(citations("a | - | - | - | - | a | - | - | - | - | - | - | a"))
    assert [(row[0].near, row[0].first_note) for row in rows if row] == [(False, None), (True, 1), (False, 1)]


def test_running_text_has_no_notes() -> None:
    """In running text two neighbours can be ibid, and nothing is near."""
    item = CitationItem(citekey="a")
    rows = place([Citation(items=(item,)), Citation(items=(item,))])
    assert [(row[0].position, row[0].near, row[0].first_note) for row in rows] == [
        (Position.FIRST, False, None),
        (Position.IBID, False, None),
    ]


@given(st.lists(st.lists(st.sampled_from(["a", "a@1", "b", "b@2"]), max_size=3), max_size=12))
def test_a_work_is_first_once_and_only_once(notes: list[list[str]]) -> None:
    """Each work has one first cite, its earliest; every ibid has the same work just before it."""
    given_notes = citations("|".join(" ".join(note) or "-" for note in notes)) if notes else []
    seen: set[str] = set()
    for citation, row in zip(given_notes, place(given_notes), strict=True):
        for item, placed in zip(citation.items, row, strict=True):
            assert (placed.position is Position.FIRST) == (item.citekey not in seen)
            seen.add(item.citekey)
