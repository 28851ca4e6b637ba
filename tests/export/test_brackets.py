"""An uncertain date stands in one pair of brackets, whatever brackets stand around it."""

import pytest

from sergecite.csl import Output, render
from sergecite.csl.output import Close, Open
from sergecite.export.bibliography import Typesetter
from sergecite.export.brackets import once_bracketed
from sergecite.export.catalog import load_style, locale_text
from sergecite.model.citation import Citation, CitationItem
from sergecite.model.entry import Entry
from sergecite.model.name import Name

ITALIC, ROMAN = Open("font-style", "italic"), Close("font-style")


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (("a [b]",), "a [b]"),
        (("as ", "[", "[", "1948", "?]", "]", ")"), "as [1948?])"),
        (("[", "[", "1948", "?", "]", "]", "."), "[1948?]."),
        (("[", ITALIC, "[", "1948", "]", ROMAN, "]"), "[1948]"),
        (("[", "[", "[", "1", "]", "]", "]"), "[1]"),
        (("[", "[", "1948", "?]", " Paris", "]"), "[[1948?] Paris]"),
        (("[", "[", "1948", "?]", "]", ", ", "[", "a", "]"), "[1948?], [a]"),
        (("[", "a", "[", "b", "]", "]"), "[a[b]]"),
        (("[[x]] of a field", " [", "1", "]"), "[[x]] of a field [1]"),
        (("[", "[", "never closed"), "[[never closed"),
    ],
)
def test_pairs_that_hold_only_a_pair(tokens: tuple[str | Open | Close, ...], text: str) -> None:
    """The inner of two pairs goes where nothing stands between them; all else stays."""
    assert render(once_bracketed(Output(tokens)), "text") == text


@pytest.mark.parametrize("style", ["mhra", "chicago", "chicago-17", "harts"])
def test_a_doubtful_first_edition(style: str) -> None:
    """A note and a bibliography say "[1948?]" with no second pair of square brackets."""
    entry = Entry(
        citekey="k", entry_type="book",
        fields={"title": "The Case", "date": "2004", "origtitle": "L’Affaire", "origdate": "1948?"},
        names={"author": (Name(family="Serge", given="Victor"),)}, lists={"publisher": ("NYRB",)},
    )  # fmt: skip
    typesetter = Typesetter(load_style(style), locale_text)
    typesetter.add([entry])
    note = render(typesetter.cite([Citation(items=(CitationItem(citekey="k"),), note=1)])[0], "text")
    listed = render(typesetter.bibliography().entries[0][1], "text")
    assert "[1948?]" in note
    assert "[1948?]" in listed
    assert "[[" not in note + listed
    assert "]]" not in note + listed
