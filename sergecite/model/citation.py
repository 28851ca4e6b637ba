"""What a note or a parenthesis cites: cites with their locators, grouped into citations."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationItem:
    """One cite to be printed. `label` is a CSL locator label ("page", "chapter", ...)."""

    citekey: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """All cites of one note. `note` counts the notes of the document from 1; 0 stands in the running text.

    A note that cites nothing, or nothing that is known, is a citation without items: it still bars ibid.
    """

    items: tuple[CitationItem, ...]
    note: int = 0
