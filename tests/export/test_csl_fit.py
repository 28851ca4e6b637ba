"""Items in styles that lack their variables: nothing is lost, nothing doubled."""

from typing import Any

import pytest

from sergecite.csl import Style, parse_style
from sergecite.export.catalog import load_style
from sergecite.export.csl_fit import fit

_FRAME = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><id>x</id><title>x</title></info>'
    '<macro name="m"><text variable="title"/><names variable="author"/>{0}</macro><citation><layout><text macro="m"/></layout></citation></style>'
)  # fmt: skip


def style(more: str = "") -> Style:
    return parse_style(_FRAME.format(more))


VOLUME = {"id": "k", "type": "book", "title": "The Years", "volume-title": "Master", "volume": "3"}
CHAPTER = {"id": "k", "type": "chapter", "title": "C", "container-title": "Works", "volume-title": "Papers"}
REVIEW = {
    "id": "k",
    "type": "review",
    "reviewed-title": "T",
    "reviewed-author": [{"family": "B", "given": "A"}, {"literal": "C"}],
}
LETTER = {
    "id": "k",
    "type": "personal_communication",
    "genre": "postcard",
    "recipient": [{"family": "B", "given": "A"}],
}


@pytest.mark.parametrize(
    ("item", "more", "changed"),
    [
        ({"id": "k", "type": "book", "title": "T"}, "", {}),
        (VOLUME, '<text variable="volume-title"/>', {}),
        (VOLUME, "", {"title": "The Years: Master", "title-short": "Master", "volume-title": None}),
        (CHAPTER, "", {"container-title": "Works: Papers", "volume-title": None}),
        (
            {"id": "k", "type": "article-journal", "title": "T", "container-title": "J", "volume-title": "I"},
            "",
            {"volume-title": None},
        ),
        (REVIEW, "", {"title": "Review of T, by A B and C", "reviewed-title": None}),
        ({**REVIEW, "title": "Own"}, "", {"reviewed-title": None}),
        (LETTER, "", {"title": "Postcard to A B", "recipient": None}),
        (LETTER, '<text variable="volume-title"/>', {"genre": "postcard to A B", "recipient": None}),
        ({"id": "k", "type": "book", "volume": "7", "part-number": "2"}, "", {"volume": "7.2", "part-number": None}),
        (
            {"id": "k", "type": "book", "status": "forthcoming"},
            "",
            {"issued": {"literal": "forthcoming"}, "status": None},
        ),
        (
            {"id": "k", "type": "book", "contributor": [{"literal": "a foreword by X"}]},
            '<names variable="contributor"/>',
            {},
        ),
        (
            {"id": "k", "type": "book", "contributor": [{"literal": "a foreword by X"}, {"family": "Y"}]},
            '</macro><macro name="author-and-contributors"><names variable="contributor"/>',
            {"contributor": [{"family": "Y"}]},
        ),
    ],
)
def test_what_a_style_cannot_say_is_said_otherwise(item: dict[str, Any], more: str, changed: dict[str, Any]) -> None:
    """Only variables the style lacks are moved; the item given is not touched."""
    before = dict(item)
    expected = {key: value for key, value in {**item, **changed}.items() if value is not None}
    assert fit(item, style(more)) == expected
    assert item == before


def test_variables_of_a_real_style() -> None:
    """Chicago knows all of CSL 1.0.2's; Cite Them Right, like most, does not."""
    new = {"volume-title", "part-number", "reviewed-title", "recipient", "contributor", "status"}
    assert new <= load_style("chicago").variables
    assert "volume-title" not in load_style("harvard").variables


@pytest.mark.parametrize(
    ("name", "named"), [("chicago", True), ("mla", True), ("harts", True), ("apa", False), ("mhra", False)]
)
def test_contributions_are_not_taken_for_authors(name: str, named: bool) -> None:
    """APA and MHRA print contributors beside the author: "Serge, with a foreword by ..." would be wrong there."""
    item = {"id": "k", "type": "book", "contributor": [{"literal": "a foreword by X"}]}
    assert ("contributor" in fit(item, load_style(name))) == named


@pytest.mark.parametrize(
    "title",
    ["Life in the U.S.S.R.", "Marx, Engels, etc.", "Works, 12 vols.", "Harcourt, Inc.", "Wait...", "Letters to A.", "Correspondence, Suppl.", "What Next?"],
)  # fmt: skip
def test_a_full_stop_that_may_be_an_abbreviation_stays(title: str) -> None:
    """Titles that end in a short word, a capital or dots keep what they end with."""
    assert fit({"id": "k", "type": "book", "title": title}, style())["title"] == title


@pytest.mark.parametrize("title", ["The fall of the empire.", "Notes on <i>Montaillou</i> and its readers.", "Das Kapital. Erster Abschnitt.", "“Who Governs?”."])  # fmt: skip
def test_the_full_stop_of_a_catalogue_goes(title: str) -> None:
    """A stop after a whole word ends the catalogue's field, not the title: "Title.," is never printed. A journal keeps its own."""
    item = {"id": "k", "type": "article-journal", "title": title, "container-title": "Sitzungsber."}
    fitted = fit(item, style())
    assert (fitted["title"], fitted["container-title"]) == (title[:-1], "Sitzungsber.")
    assert item["title"] == title
