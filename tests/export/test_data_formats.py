"""Entries as data: what other programs' readers make of it."""

import json
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
import rispy

from sergecite.export.classic_bibtex import classic
from sergecite.export.data_formats import write_csl_json, write_csl_yaml, write_endnote, write_ris
from sergecite.model.entry import Entry
from sergecite.model.name import Name

ITEMS: list[dict[str, Any]] = [
    {
        "id": "a", "type": "book", "title": 'A <i>Title</i> & "More": <span class="nocase">Serge</span>', "title-short": "A <i>Title</i>",
        "author": [{"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"}, {"literal": "Library of Congress"}],
        "translator": [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}],
        "issued": {"date-parts": [[1951, 3, 4]]}, "original-date": {"date-parts": [[1930], [1931]]}, "publisher": "Seuil",
        "publisher-place": "Paris", "keyword": "primary, novel", "ISBN": "978-1-59017-451-7", "note": "line one\nER  - \nTY  - JOUR",
    },
    {
        "id": "b", "type": "article-journal", "title": "T", "container-title": "J", "volume": "5", "issue": "3", "page": "177-98",
        "issued": {"literal": "forthcoming"}, "URL": "https://example.org/?a=1&b=2", "accessed": {"date-parts": [[2026, 11, 22]]},
        "DOI": "10.1/X", "abstract": "Ann: - #x",
    },
    {"id": "c", "type": "document"},
]  # fmt: skip


def test_csl_json_is_the_items() -> None:
    """CSL-JSON is the items themselves."""
    assert json.loads(write_csl_json(ITEMS)) == ITEMS


@pytest.mark.parametrize("items", [[], ITEMS], ids=["none", "three"])
def test_csl_yaml_reads_back(items: list[dict[str, Any]]) -> None:
    """A YAML reader finds the same items under pandoc's `references`."""
    yaml = pytest.importorskip("yaml")
    assert yaml.safe_load(write_csl_yaml(items)) == {"references": items}


def test_ris_reads_back() -> None:
    """Rispy reads each record with its names, pages, dates and keywords, without markup; no text ends its record."""
    book, article, bare = rispy.loads(write_ris(ITEMS))
    assert book == {
        "type_of_reference": "BOOK", "id": "a", "authors": ["van Beethoven, Ludwig", "Library of Congress"],
        "subsidiary_authors": ["King, Martin Luther, Jr."], "title": 'A Title & "More": Serge', "short_title": "A Title",
        "year": "1951", "date": "1951/03/04/", "publisher": "Seuil", "place_published": "Paris", "issn": "978-1-59017-451-7",
        "notes": ["line one ER - TY - JOUR"], "keywords": ["primary", "novel"],
    }  # fmt: skip
    assert (article["start_page"], article["end_page"], article["number"]) == ("177", "98", "3")
    assert (article["year"], article["urls"], article["access_date"]) == (
        "forthcoming",
        ["https://example.org/?a=1&b=2"],
        "2026/11/22/",
    )
    assert bare == {"type_of_reference": "GEN", "id": "c"}


def test_endnote_is_well_formed_and_whole() -> None:
    """EndNote's XML carries type, names, titles, dates and addresses; markup is gone, signs are escaped."""
    records = fromstring(write_endnote(ITEMS).encode()).findall("records/record")
    assert [record.findtext("ref-type") for record in records] == ["6", "17", "13"]
    book, article, _ = records
    assert [author.text for author in book.findall("contributors/authors/author")] == [
        "van Beethoven, Ludwig",
        "Library of Congress",
    ]
    assert book.findtext("titles/title") == 'A Title & "More": Serge'
    assert (book.findtext("dates/year"), book.findtext("dates/pub-dates/date")) == ("1951", "1951-03-04")
    assert article.findtext("urls/related-urls/url") == "https://example.org/?a=1&b=2"
    assert article.findtext("periodical/full-title") == "J"


def test_classic_bibtex() -> None:
    """BibLaTeX's fields become BibTeX's; translators and first publications go to the note."""
    entry = Entry(
        citekey="k", entry_type="thesis",
        fields={"title": "T", "subtitle": "S", "date": "1974-05", "type": "MA thesis", "origdate": "1930", "origtitle": "O", "usera": "x", "langid": "french"},
        names={"author": (Name(family="Pound", given="John"),), "translator": (Name(family="Roe", given="Jane"),)},
        lists={"institution": ("Leicester",), "location": ("London", "Paris")},
    )  # fmt: skip
    old = classic(entry)
    assert old.entry_type == "mastersthesis"
    assert dict(old.fields) == {
        "title": "T: S", "type": "MA thesis", "year": "1974", "month": "May", "school": "Leicester", "address": "London and Paris",
        "note": "Translated by Jane Roe. First published as O, 1930",
    }  # fmt: skip
    assert set(old.names) == {"author"}


@pytest.mark.parametrize(
    ("entry_type", "old"),
    [
        ("online", "misc"),
        ("collection", "book"),
        ("suppbook", "incollection"),
        ("letter", "misc"),
        ("report", "techreport"),
    ],
)
def test_types_bibtex_does_not_know(entry_type: str, old: str) -> None:
    """Every BibLaTeX type has a BibTeX type; an address of the web becomes howpublished in @misc."""
    made = classic(Entry(citekey="k", entry_type=entry_type, fields={"url": "https://x.org"}))
    assert made.entry_type == old
    assert (made.fields.get("howpublished") == "https://x.org") == (old == "misc")
