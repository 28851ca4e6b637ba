"""The formats a page or a set of entries can be written in, and the choice between them."""

import os
import tempfile
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from sergecite.errors import UnwritableError, UsageError
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
            f"{path.name} does not tell its format ({ending})",
            hint=f"name one with --format: {', '.join(Format)}",
        )
    return found


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; an existing one is replaced. Raises UnwritableError."""
    data = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
    target = path.resolve() if path.is_symlink() else path
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        if target.exists() and not target.is_file():  # /dev/stdout, a named pipe
            target.write_bytes(data)
            return
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(mode)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UnwritableError(f"{path} cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    current = os.umask(0o077)
    os.umask(current)
    return current
