"""Which reader reads which file: the table, and the one function that opens an essay."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sergecite.errors import InputError
from sergecite.essay.archive import Archive
from sergecite.essay.borrow import borrow_notes
from sergecite.essay.docx import read_docx
from sergecite.essay.encoding import declared, decode
from sergecite.essay.epub import read_epub
from sergecite.essay.html import is_page, read_html
from sergecite.essay.latex import has_note_commands, read_latex
from sergecite.essay.markdown import has_note_syntax, read_markdown
from sergecite.essay.odt import read_odt
from sergecite.essay.plaintext import read_plaintext
from sergecite.model.document import Document

LARGEST_FILE = 200_000_000
"""Bytes of a zipped file, pictures included."""

LARGEST_TEXT = 30_000_000
"""Bytes of a text: ten times the longest history, and what takes a minute to read."""


@dataclass(frozen=True, slots=True)
class TextReader:
    """One text format: how its files are known, by their endings or by what is in them, and who reads them."""

    suffixes: frozenset[str]
    looks_like: Callable[[str], bool]
    read: Callable[[str], Document]


@dataclass(frozen=True, slots=True)
class ZipReader:
    """One zipped format: the part that tells it, what this part begins with, and who reads it."""

    part: str
    begins: bytes
    read: Callable[[bytes, str], Document]


TEXT_READERS = (
    TextReader(frozenset({".tex", ".latex", ".ltx"}), has_note_commands, read_latex),
    TextReader(frozenset({".html", ".htm", ".xhtml"}), is_page, read_html),
    TextReader(frozenset({".md", ".markdown", ".mkd", ".qmd", ".rmd"}), has_note_syntax, read_markdown),
    TextReader(frozenset(), lambda _: True, read_plaintext),
)
"""Asked in this order; plain text is what is none of the others."""

ZIP_READERS = (
    ZipReader("word/document.xml", b"", read_docx),
    ZipReader("mimetype", b"application/vnd.oasis.opendocument.text", read_odt),
    ZipReader("mimetype", b"application/epub+zip", read_epub),
    ZipReader("META-INF/container.xml", b"", read_epub),
    ZipReader("[Content_Types].xml", b"", read_docx),
)

_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "an old Word file", "save it as .docx, then read that"),
    (b"%PDF", "a PDF", "take its text first: pdftotext -layout FILE.pdf"),
    (b"{\\rtf", "an RTF file", "save it as .docx or .odt, then read that"),
)


def read_essay(path: Path | str, notes_from: Path | str | None = None) -> Document:
    """Read an essay with its markers and notes.

    `notes_from` is a file that holds the notes: a list of them, or another copy of the same essay that still has them.
    Raises InputError, with the file and a hint, for what cannot be read.
    """
    path = Path(path)
    return read_bytes(_bytes(path), str(path), notes_from)


def read_bytes(data: bytes, name: str, notes_from: Path | str | None = None) -> Document:
    """Read an essay from its bytes; `name` is the file's name for messages and, by its ending, for the format."""
    try:
        document = _read(data, name)
    except InputError as fault:
        fault.place = fault.place or name
        raise
    if notes_from is None:
        return document
    path = Path(notes_from)
    return borrow_notes(document, _read(_bytes(path), str(path)), str(path))


def _read(data: bytes, name: str) -> Document:
    for signature, what, hint in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"this is {what}", place=name, hint=hint)
    if data.startswith(b"PK\x03\x04"):
        return _read_zip(data, name)
    if len(data) > LARGEST_TEXT:
        raise InputError(f"larger than {LARGEST_TEXT // 1_000_000} MB of text", place=name, hint="split it by chapters")
    text, warnings = decode(declared(data), name)
    if not text.strip():
        raise InputError("the file is empty", place=name)
    suffix = Path(name).suffix.lower()
    named = [reader for reader in TEXT_READERS if suffix in reader.suffixes]
    reader = (named or [reader for reader in TEXT_READERS if reader.looks_like(text)])[0]
    document = reader.read(text)
    return replace(document, warnings=(*warnings, *document.warnings))


def _read_zip(data: bytes, name: str) -> Document:
    archive = Archive(data, name)
    for reader in ZIP_READERS:
        if reader.part in archive and archive.read(reader.part).strip().startswith(reader.begins):
            return reader.read(data, name)
    raise InputError("this zipped file is no Word, OpenDocument or EPUB text", place=name, hint="unpack it first")


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError("this is a folder", place=str(path), hint="name a file in it")
        if path.stat().st_size > LARGEST_FILE:
            raise InputError(f"larger than {LARGEST_FILE // 1_000_000} MB", place=str(path))
        return path.read_bytes()
    except OSError as fault:
        raise InputError(f"cannot be read: {fault.strerror or fault}", place=str(path)) from fault
