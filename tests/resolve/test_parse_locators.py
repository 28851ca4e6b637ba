"""Locators and their kinds."""

import pytest

from sergecite.resolve.locators import find_locators, read_locator


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("p. 12", "12", "page"), ("pp. 12–15", "12–15", "page"), ("pp. xii-xiv", "xii-xiv", "page"), ("S. 12 ff.", "12 ff.", "page"), ("S. 12f.", "12f.", "page"), ("p. 12 sq.", "12 sq.", "page"),
        ("págs. 3-5", "3-5", "page"), ("с. 12", "12", "page"), ("С. 34–36", "34–36", "page"), ("blz. 12", "12", "page"), ("fl. 12", "12", "folio"), ("Т. 2", "2", "volume"), ("гл. 3", "3", "chapter"), ("pp. 12, 14–16", "12, 14–16", "page"), ("p. A44", "A44", "page"),
        ("fol. 12r", "12r", "folio"), ("cc. 12v-13r", "12v-13r", "folio"), ("Bl. 45", "45", "folio"), ("л. 4", "4", "folio"),
        ("ch. 3", "3", "chapter"), ("Kap. IV", "IV", "chapter"), ("vol. 2", "2", "volume"), ("§ 12", "12", "section"), ("s. 3", "3", "section"), ("ss. 3-5", "3-5", "section"), ("¶ 3", "3", "paragraph"), ("para. 7", "7", "paragraph"),
        ("n. 5", "5", "note"), ("col. 456", "456", "column"), ("Sp. 12", "12", "column"), ("bk. 3", "3", "book"), ("fig. 2", "2", "figure"), ("art. 4", "4", "article-locator"),
        ("s.v. “soviet”", "soviet", "sub-verbo"), ("v. 12", "12", "verse"), ("l. 7", "7", "line"),
    ],
)  # fmt: skip
def test_labelled(text: str, value: str, label: str) -> None:
    """A labelled number is a place of its kind."""
    found = find_locators(text)
    assert [(value, label)] == [(one.value, one.label) for one in found]


def test_bare_number_is_a_page() -> None:
    """In a stretch known to be a locator, a number without a label means a page."""
    locator = read_locator(", 77")
    assert locator is not None
    assert (locator.value, locator.label) == ("77", "page")


@pytest.mark.parametrize("text", ["", "passim", "the whole book", "D. Smith"])
def test_silence(text: str) -> None:
    """Words are no place."""
    assert read_locator(text) is None
