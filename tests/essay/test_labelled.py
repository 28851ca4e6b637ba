"""Notes in brackets that say what they are."""

import pytest

from sergecite.essay.labelled import find_labelled
from sergecite.essay.plaintext import read_plaintext

SILENT = [
    "See [1] and [2].\n\n[Note 7: an editor's remark]\n\n[Note 8: another]\n",
    "[Illustration: A square]\n\n[Sidenote: Bread]\n\nWords.[*]\n",
    "The [Footnote] of history.[1]\n",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_not_called_or_no_note_stays(text: str) -> None:
    """Remarks that nothing calls, pictures and side headings are no notes."""
    assert find_labelled(text) == ([], [])


def test_notes_below_their_paragraphs_and_numbers_that_return() -> None:
    """Each note answers the call before it; its words end with its bracket, other brackets in them stay."""
    text = (
        "One.[1] Two.[2]\n\n[Footnote 1: Serge [V.], _Memoirs_,\np. 3.]\n\n  [Footnote 2: Ibid.]\n\n"
        "Three.[1]\n\n[Fußnote 1: Last.]\n\nBody.\n"
    )
    document = read_plaintext(text)
    assert [(note.chapter, note.number, note.text) for note in document.notes] == [
        (0, "1", "Serge [V.], _Memoirs_, p. 3."),
        (0, "2", "Ibid."),
        (1, "1", "Last."),
    ]
    assert [(text[one.start - 2 : one.end + 1], one.chapter) for one in document.markers] == [
        (".[1]", 0),
        (".[2]", 0),
        (".[1]", 1),
    ]
    assert text[document.notes[2].start : document.notes[2].end] == "Last."
    assert document.warnings == ()


def test_letters_and_signs_beside_numbered_notes() -> None:
    """Notes called by letters or signs leave the numbered ones to be found as always."""
    text = "A.[A] One.1 B.[*] Two.2 Three.3\n\n[Footnote A: X.]\n\n[Footnote *: Y.]\n\nNotes\n\n1. P.\n2. Q.\n3. R.\n"
    assert [(note.number, note.text) for note in read_plaintext(text).notes] == [
        ("A", "X."),
        ("*", "Y."),
        ("1", "P."),
        ("2", "Q."),
        ("3", "R."),
    ]


def test_notes_at_the_end_go_with_the_calls_in_order() -> None:
    """Two chapters, all notes behind them."""
    document = read_plaintext("A.[1]\n\nB.[1]\n\n[Footnote 1: First.]\n\n[Footnote 1: Second.]\n")
    assert [(one.start, one.chapter) for one in document.markers] == [(3, 0), (10, 1)]


def test_a_note_without_a_number_stands_where_it_is_called() -> None:
    """As some transcriptions have them; one that never closes ends with its block."""
    document = read_plaintext("Bread[Footnote: See Smith.] and land.[Footnote: See Jones\n\n\nMore words.\n")
    assert [(note.number, note.text) for note in document.notes] == [("1", "See Smith."), ("2", "See Jones")]
    assert [document.body[one.start : one.end][:10] for one in document.markers] == ["[Footnote:", "[Footnote:"]
