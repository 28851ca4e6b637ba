"""Markdown: labels, inline notes, citations, and the places where no note can stand."""

import pytest

from sergecite.essay.markdown import read_markdown

SILENT = [
    "Code `[^1]` and\n\n```\nfenced[^1]\n```\n\nwith \\[^1] escaped.[^2]\n\n[^2]: Note.\n",
    "---\ntitle: x[^1]\n---\n\n<!-- [^1] -->\n\nWords.[^2]\n\n[^2]: Note.\n",
]


@pytest.mark.parametrize("text", SILENT)
def test_no_notes_in_code_comments_and_front_matter(text: str) -> None:
    """Only the one real note is called."""
    document = read_markdown(text)
    assert [text[marker.start : marker.end] for marker in document.markers] == ["[^2]"]
    assert document.warnings == ()


def test_labels_are_numbers_and_offsets_are_the_sources() -> None:
    """Numeric labels are kept, notes have their italics, offsets point into the source."""
    text = "One.[^1] Two.[^2]\n\n[^1]: Serge, *Memoirs*, 34.\n[^2]: Ibid., see <http://a.b/c_d_e>.\n"
    document = read_markdown(text)
    assert [marker.number for marker in document.markers] == ["1", "2"]
    assert [note.text for note in document.notes] == ["Serge, Memoirs, 34.", "Ibid., see http://a.b/c_d_e."]
    first = document.notes[0]
    assert [first.text[start:end] for start, end in first.italics] == ["Memoirs"]
    assert text[first.start : first.end] == "Serge, *Memoirs*, 34."


def test_words_as_labels_inline_notes_and_citations_are_numbered_in_order() -> None:
    """What has no number of its own is numbered as a renderer would."""
    text = "A[^serge] b^[See [1972] *here*] c [see @marx1867, 34] and @engels1878 [12] d[^serge].\n\n[^serge]: S.\n"
    document = read_markdown(text)
    assert [marker.number for marker in document.markers] == ["1", "2", "3", "4", "1"]
    assert [note.text for note in document.notes] == [
        "S.",
        "See [1972] here",
        "[see @marx1867, 34]",
        "@engels1878 [12]",
    ]


def test_a_note_may_have_paragraphs_and_a_single_word() -> None:
    """Indented paragraphs belong to the note; a definition of one word is no link reference."""
    document = read_markdown("A.[^1] B.[^2]\n\n[^1]: One\n    more.\n\n    Second.\n\nBody.\n\n[^2]: Ibid.\n")
    assert [note.text for note in document.notes] == ["One more. Second.", "Ibid."]


def test_missing_and_idle_definitions_are_said() -> None:
    """A call without a note and a note without a call are reported, not lost."""
    document = read_markdown("A.[^1] B.[^x]\n\n[^1]: One.\n[^2]: Two.\n")
    assert document.warnings == ("no definition found for [^x]", "the note [^2] is never called")


def test_markdown_without_note_syntax_is_read_as_plain_text() -> None:
    """Bare digits in a .md file are found too."""
    document = read_markdown("# Title\n\nOne.1 Two.2 Three.3\n")
    assert [marker.number for marker in document.markers] == ["1", "2", "3"]


def test_an_address_is_not_a_citation() -> None:
    """Mail addresses and handles inside words are no citekeys."""
    assert read_markdown("Write to a@b.org.[^1]\n\n[^1]: N.\n").markers[0].number == "1"


def test_notes_made_by_hand_have_their_markup_read() -> None:
    """Raised numbers as HTML and numbered lines: the notes' emphasis is emphasis, their places are the source's."""
    text = "One.<sup>1</sup> Two.<sup>2</sup>\n\n<sup>1</sup> Serge, *Memoirs*, 3.\n\n<sup>2</sup> Ibid.\n"
    document = read_markdown(text)
    assert [text[marker.start : marker.end] for marker in document.markers] == ["<sup>1</sup>", "<sup>2</sup>"]
    assert [(note.text, note.italics) for note in document.notes] == [("Serge, Memoirs, 3.", ((7, 14),)), ("Ibid.", ())]
    first = document.notes[0]
    assert text[first.start : first.end] == "Serge, *Memoirs*, 3."
