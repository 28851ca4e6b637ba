"""Entries as the files of historians hold them, each with the variable it gives."""

from typing import Any

import pytest

from sergecite.export.csl_item import csl_item
from sergecite.model.entry import Entry
from tests.export.entries import entry


@pytest.mark.parametrize(
    ("given_entry", "variable", "expected"),
    [
        (entry("book", title="T", edition=r"\bibstring{revisededition}"), "edition", "rev. ed."),
        (
            entry("book", title=r"A\addcolon B \bibstring{number} 5 \autocap{s}", shorttitle="A"),
            "title",
            "A: B no. 5 s",
        ),
        (entry("review", title=r"\autocap{l}etter to the editor", journaltitle="WSJ"), "genre", "letter to the editor"),
        (entry("review", title=r"\autocap{l}etter to the editor", journaltitle="WSJ"), "title", None),
        (
            entry("article", title="Morality", subtitle="Lectures", titleaddon="review of <i>S</i>, by C. K"),
            "title",
            "Morality: Lectures",
        ),
        (entry("review", title="letter to the editor", journaltitle="WSJ"), "title", None),
        (
            entry(
                "misc",
                title="George Creel to Colonel House",
                author="Creel, George",
                entrysubtype="yes",
                note="House Papers",
                organization="Yale University Library",
            ),
            "archive",
            "Yale University Library",
        ),
        (
            entry(
                "misc",
                title="T",
                entrysubtype="yes",
                organization="Houghton Library",
                location="Harvard University",
                note="Agassiz Papers",
            ),
            "archive-place",
            "Harvard University",
        ),
        (entry("misc", title="T", organization="IBM"), "publisher", "IBM"),
        (entry("book", title=r"About \LaTeX"), "title", r"About \LaTeX"),
        (entry("book", title="T", pubstate="reprint"), "status", None),
        (entry("online", title="T", titleaddon="(blog)"), "title", 'T <span class="nodecor">(blog)</span>'),
        (
            entry("article", title="T", journaltitle="J", issue="Summer", date="1978"),
            "issued",
            {"date-parts": [[1978]], "season": 2},
        ),
        (entry("article", title="T", journaltitle="J", issue="Summer", date="1978"), "issue", None),
        (entry("article", title="T", journaltitle="J", issue="Summer", number="3", date="1978"), "issue", "3, Summer"),
        (entry("review", title="Kitchen Notebook", journaltitle="Gourmet"), "type", "article-journal"),
        (
            entry("review", title="Driverless", journaltitle="Times", entrysubtype="newspaper"),
            "type",
            "article-newspaper",
        ),
        (
            entry("letter", author="Creel, George", title="Creel to House", origdate="1918-09-25"),
            "issued",
            {"date-parts": [[1918, 9, 25]]},
        ),
        (
            entry("image", title="Stratford", institution="Eastman House", location="Rochester"),
            "archive-place",
            "Rochester",
        ),
        (
            entry("music", title="Sonata", editor="Serkin, Peter", editortype="pianist"),
            "performer",
            [{"family": "Serkin", "given": "Peter"}],
        ),
        (entry("inreference", title="Britannica", lista="Salvation"), "container-title", "Britannica"),
        (entry("misc", title="T", url="https://x.org"), "type", "webpage"),
        (entry("misc", title="T", url="https://x.org", location="Berlin"), "type", "document"),
        (entry("patent", title="T", location="countryfr and countryde"), "jurisdiction", "France; Germany"),
        (entry("book", booktitle="A Reader", editor="Schor, Juliet"), "title", "A Reader"),
        (entry("music", title="T", type="audiocd", publisher="EMI"), "medium", "audio CD"),
        (entry("music", title="T", type="audiocd", publisher="EMI"), "genre", None),
        (entry("music", title="T", howpublished="Spotify", publisher="Island"), "medium", "Spotify"),
        (entry("music", title="T", howpublished="Spotify"), "publisher", "Spotify"),
        (entry("artwork", title="Madonna", note="78 x 48.5 in."), "dimensions", "78 x 48.5 in."),
        (entry("artwork", title="Madonna", note="seen in 1999"), "note", "seen in 1999"),
        (
            entry("performance", title="Hamilton", venue="Richard Rodgers Theatre", location="New York"),
            "publisher-place",
            "Richard Rodgers Theatre, New York",
        ),
        (
            entry("performance", title="Hamilton", venue="Richard Rodgers Theatre", location="New York"),
            "event-place",
            None,
        ),
        (
            entry("unpublished", title="T", eventtitle="A Congress", venue="Sorbonne", location="Paris"),
            "event-place",
            "Sorbonne, Paris",
        ),
        (
            entry("unpublished", title="T", eventtitle="A Congress", location="Paris", howpublished="https://x.org"),
            "URL",
            "https://x.org",
        ),
        (
            entry("unpublished", title="T", note="Paper read at a meeting, 1921"),
            "genre",
            "Paper read at a meeting, 1921",
        ),
        (entry("unpublished", title="T", note="OCLC: 900409008"), "genre", None),
        (entry("unpublished", title="T", note="Unpublished manuscript"), "genre", None),
        (
            entry("unpublished", title="T", note="fols. 3-9", library="Archives nationales, Paris"),
            "archive_location",
            "fols. 3-9",
        ),
        (entry("book", title="T", note="A gift of the author"), "genre", None),
    ],
)
def test_what_historians_files_hold(given_entry: Entry, variable: str, expected: Any) -> None:
    """Commands become words; seasons, museums, performers and letters' dates go where CSL has them."""
    assert csl_item(given_entry).get(variable) == expected
