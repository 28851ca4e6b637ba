"""Reading lists: their order, their years, and what an entry says of itself."""

import pytest

from sergecite.export.bibliography import Typesetter
from sergecite.export.catalog import load_style, locale_text
from sergecite.export.page import Heading, Works
from sergecite.export.page_text import write_markdown, write_text
from sergecite.export.reading_list import Part, reading_list_page, years
from sergecite.model.entry import Entry
from sergecite.model.name import Name


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "no date"),
        ({"date": "2014"}, "published 2014"),
        ({"date": "1937", "origdate": "1937"}, "published 1937"),
        ({"date": "2014", "origdate": "1930", "usera": "1929"}, "written 1929, published 1930, this edition 2014"),
        ({"date": "2011-02-15", "origdate": "1932-05", "usera": "1930/1931"}, "written 1930–1931, published 1932, this edition 2011"),
        ({"date": "1996", "usera": "1937, 1947"}, "written 1937, 1947, published 1996"),
        ({"date": "1996", "usera": "1937; 1947"}, "written 1937, 1947, published 1996"),
        ({"usera": "1945"}, "written 1945"),
        ({"date": "1937?", "origdate": "192X"}, "published 1920s, this edition 1937?"),
        ({"date": "1937~"}, "published c. 1937"),
        ({"year": "[1750?]"}, "published [1750?]"),
        ({"pubstate": "forthcoming"}, "forthcoming"),
    ],
)  # fmt: skip
def test_years(fields: dict[str, str], expected: str) -> None:
    """Years of writing, of first publication and of the edition, as far as the entry has them."""
    assert years(Entry(citekey="k", entry_type="book", fields=fields), "usera") == expected


def test_without_a_field_for_it_nothing_is_said_of_writing() -> None:
    """Where the library keeps no years of writing, none are read from anywhere."""
    assert years(Entry(citekey="k", entry_type="book", fields={"date": "1951", "usera": "1942"})) == "published 1951"


def test_parts_keep_their_order_and_say_how_sure_they_are() -> None:
    """Parts and entries stand as given, numbered where the order is the list's; an empty part has no heading."""
    author = (Name(family="Serge", given="Victor"),)
    second = Entry(
        citekey="b",
        entry_type="book",
        names={"author": author},
        fields={"title": "Zeta", "date": "1930", "keywords": "from-memory"},
    )
    first = Entry(
        citekey="a",
        entry_type="book",
        names={"author": author},
        fields={"title": "Alpha", "subtitle": "A <i>Tale</i>", "date": "1940"},
    )
    parts = [
        Part(heading="Novels", entries=(second, first), numbered=True),
        Part(heading="None", entries=()),
        Part(heading="Again", entries=(first,)),
    ]
    page = reading_list_page(parts, Typesetter(load_style("chicago"), locale_text, lang="en-US"), title="Serge")
    assert [block.text for block in page.blocks if isinstance(block, Heading)] == ["Novels", "Again"]
    assert [[work.citekey for work in block.works] for block in page.blocks if isinstance(block, Works)] == [
        ["b", "a"],
        ["a"],
    ]
    assert write_text(page) == (
        "Serge\n=====\n\nNovels\n------\n\n"
        "1. Zeta (published 1930)\n   Serge, Victor. Zeta. 1930.\n   From memory; not checked.\n\n"
        "2. Alpha: A Tale (published 1940)\n   Serge, Victor. Alpha: A Tale. 1940.\n\n"
        "Again\n-----\n\nAlpha: A Tale (published 1940)\n   Serge, Victor. Alpha: A Tale. 1940.\n"
    )
    assert write_markdown(page).startswith(
        "# Serge\n\n## Novels\n\n1. **Zeta** (published 1930)  \n   Serge, Victor. *Zeta*. 1930.  \n   *From memory; not checked.*\n\n2. **Alpha: A Tale**"
    )


def test_what_a_style_leaves_out_of_bibliographies_stands_as_in_a_note() -> None:
    """Chicago prints no letters in a bibliography; a reading list shows them all the same, never a bare citekey."""
    letter = Entry(
        citekey="serge1933letter",
        entry_type="letter",
        names={"author": (Name(family="Serge", given="Victor"),)},
        fields={"title": "Letter to friends", "date": "1933-02-01"},
    )
    typesetter = Typesetter(load_style("chicago"), locale_text)
    text = write_text(reading_list_page([Part(heading="Letters", entries=(letter,))], typesetter, title="T"))
    assert "Victor Serge" in text
    assert "serge1933letter" not in text
