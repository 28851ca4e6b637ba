"""The formats a page or a set of entries can be written in, and the choice between them."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from sergecite.errors import UsageError
from sergecite.export.page import Page
from sergecite.export.page_html import write_html
from sergecite.export.page_latex import write_latex, write_rtf
from sergecite.export.page_pandoc import write_docx
from sergecite.export.page_text import write_markdown, write_text
from sergecite.export.page_typst import write_pdf


class Format(StrEnum):
    """What an export can be."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    LATEX = "latex"
    RTF = "rtf"
    DOCX = "docx"
    PDF = "pdf"
    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"
    RIS = "ris"
    CSL_JSON = "csl-json"
    CSL_YAML = "csl-yaml"
    ENDNOTE = "endnote"


PAGES: Mapping[Format, Callable[[Page], str | bytes]] = {
    Format.TEXT: write_text,
    Format.MARKDOWN: write_markdown,
    Format.HTML: write_html,
    Format.LATEX: write_latex,
    Format.RTF: write_rtf,
    Format.DOCX: write_docx,
    Format.PDF: write_pdf,
}
"""The formats that are set in a citation style."""

BINARY = {Format.DOCX, Format.PDF}
"""The formats no terminal can show."""

ENDINGS = {
    ".txt": Format.TEXT, ".text": Format.TEXT, ".md": Format.MARKDOWN, ".markdown": Format.MARKDOWN,
    ".html": Format.HTML, ".htm": Format.HTML, ".tex": Format.LATEX, ".latex": Format.LATEX, ".rtf": Format.RTF,
    ".docx": Format.DOCX, ".pdf": Format.PDF, ".bib": Format.BIBLATEX, ".ris": Format.RIS, ".json": Format.CSL_JSON,
    ".yaml": Format.CSL_YAML, ".yml": Format.CSL_YAML, ".xml": Format.ENDNOTE,
}  # fmt: skip


def choose_format(asked: Format | None, path: Path | None, default: Format = Format.TEXT) -> Format:
    """Return the format asked for, else that of the file's ending, else the default.

    Raises UsageError for an ending that means nothing.
    """
    if asked is not None or path is None or str(path) == "-":
        return asked or default
    found = ENDINGS.get(path.suffix.lower())
    if found is None:
        ending = path.suffix or "no ending"
        raise UsageError(
            f"{path} does not tell its format ({ending})",
            hint=f"name one with --format: {', '.join(Format)}",
        )
    return found
