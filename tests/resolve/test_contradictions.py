"""What contradicts a title that agrees: another's name, another book that holds it, another year. Silence first."""

import pytest
from notes_of import citekeys, entry, resolved

from sergecite.model.resolution import Cite, Status

BOOK = (
    entry("old", author="Weber, Anna", title="The Making of the Working City", date="1900", publisher="Macmillan", location="London"),
)  # fmt: skip
SURE = 0.95


def _cite(note: str) -> Cite:
    (cite,) = resolved(note, library=BOOK).notes[0].cites
    return cite


@pytest.mark.parametrize(
    "note",
    [
        "“The Making of the Working City,” in Urban Lives, ed. Anna Weber and Tom Brown (Oxford: OUP, 2001), 12–40.",
        "“The Making of the Working City,” in *Urban Lives*, 12–40.",
        "‘The Making of the Working City’, in A. Weber and T. Brown (eds), *Urban Lives* (Oxford, 2001), pp. 12–40.",
        "The Making of the Working City, in: Weber, Anna / Brown, Tom (Hg.): Urban Lives, Oxford 2001, S. 12–40.",
        "« The Making of the Working City », dans Anna Weber et Tom Brown (dir.), Urban Lives, Oxford, 2001, p. 12.",
        "As Peter Jones argues in “The Making of the Working City,” in Urban Lives, ed. Anna Weber (Oxford: OUP, 2001), 12.",
        "Peter Jones, “The Making of the Working City,” in Urban Lives, ed. Anna Weber and Tom Brown (Oxford: OUP, 2001), 12–40.",
        "Jones, P., & Smith, J. (2001). The making of the working city. In A. Weber & T. Brown (Eds.), Urban lives. Oxford: OUP.",
        "Peter Jones, The Making of the Working City (London: Verso, 2001), 3.",
    ],
)
def test_a_chapter_is_not_the_book_of_its_title(note: str) -> None:
    """Not though one of the collection's editors wrote the book."""
    assert citekeys(note, library=BOOK) == [[]]


@pytest.mark.parametrize(
    "note",
    [
        "Anna Weber, The Making of the Working City (London: Verso, 2001), 3.",
        "Weber, “The Making of the Working City,” in Urban Lives, ed. Anna Weber and Tom Brown (Oxford: OUP, 2001), 12–40.",
        "Weber, “The Making of the Working City,” in Urban Lives, 12–40.",
    ],
)
def test_another_edition_is_never_sure(note: str) -> None:
    """The author agrees, the year or the book does not: the entry is linked, with a doubt that says why."""
    cite = _cite(note)
    assert (cite.status, cite.citekey) == (Status.RESOLVED, "old")
    assert cite.confidence < SURE
    assert any("not its" in why.value or "another book" in why.value for why in cite.evidence)


@pytest.mark.parametrize(
    "note",
    [
        "Anna Weber, The Making of the Working City (London: Macmillan, 1900), 3.",
        "Anna Weber, The Making of the Working City (1900; repr. London: Verso, 2001), 3.",
        "Anna Weber, The Making of the Working City (London: Verso, 2001 [1900]), 3.",
        "Weber, The Making of the Working City, 3. In London she wrote nothing.",
        "Weber, The Making of the Working City, 3.",
    ],
)
def test_original_and_reprint_contradict_nothing(note: str) -> None:
    """The note itself says that the other year is a reprint's."""
    cite = _cite(note)
    assert cite.citekey == "old"
    assert cite.confidence >= SURE
