"""Which format an export has."""

from pathlib import Path

import pytest

from sergecite.errors import UsageError
from sergecite.export.formats import ENDINGS, PAGES, Format, choose_format


@pytest.mark.parametrize(
    ("asked", "path", "expected"),
    [
        (None, None, Format.TEXT),
        (None, "-", Format.TEXT),
        (None, "a.HTML", Format.HTML),
        (None, "a.b/c.docx", Format.DOCX),
        (Format.RIS, "a.txt", Format.RIS),
        (None, "refs.bib", Format.BIBLATEX),
    ],
)
def test_the_option_wins_then_the_ending(asked: Format | None, path: str | None, expected: Format) -> None:
    """What is asked for wins over the file's ending, which wins over text."""
    assert choose_format(asked, Path(path) if path else None) is expected


@pytest.mark.parametrize("name", ["notes", "notes.xyz", "notes.odt", ".html"])
def test_an_ending_that_says_nothing_is_an_error(name: str) -> None:
    """A file whose ending is no format is not guessed."""
    with pytest.raises(UsageError):
        choose_format(None, Path(name))


def test_every_format_has_an_ending_or_is_data() -> None:
    """Each page format can be named by an ending; BibTeX alone shares its ending with BibLaTeX."""
    assert set(Format) - set(ENDINGS.values()) == {Format.BIBTEX}
    assert set(PAGES) <= set(ENDINGS.values())
