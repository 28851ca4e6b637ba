"""Which reader reads which file: the table, and the one function that opens an essay."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sergecite.errors import InputError
from sergecite.essay.borrow import borrow_notes
from sergecite.essay.encoding import decode
from sergecite.essay.markdown import has_note_syntax, read_markdown
from sergecite.essay.plaintext import read_plaintext
from sergecite.model.document import Document

LARGEST_FILE = 200_000_000
"""Bytes: above any essay, below what would fill the memory."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: how its files are known and who reads them."""

    format: str
    suffixes: frozenset[str]
    read: Callable[[str], Document]
    looks_like: Callable[[str], bool]


TEXT_READERS = (
    Reader("markdown", frozenset({".md", ".markdown", ".mkd", ".qmd", ".rmd"}), read_markdown, has_note_syntax),
    Reader("plaintext", frozenset({".txt", ".text", ""}), read_plaintext, lambda _: True),
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
    document = _read(data, name)
    if notes_from is None:
        return document
    path = Path(notes_from)
    return borrow_notes(document, _read(_bytes(path), str(path)), str(path))


def _read(data: bytes, name: str) -> Document:
    for signature, what, hint in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"this is {what}", place=name, hint=hint)
    text, warnings = decode(data, name)
    if not text.strip():
        raise InputError("the file is empty", place=name)
    suffix = Path(name).suffix.lower()
    named = [reader for reader in TEXT_READERS if suffix and suffix in reader.suffixes and reader.format != "plaintext"]
    reader = (named or [reader for reader in TEXT_READERS if reader.looks_like(text)])[0]
    document = reader.read(text)
    return replace(document, warnings=(*warnings, *document.warnings))


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError("this is a folder", place=str(path), hint="name a file in it")
        if path.stat().st_size > LARGEST_FILE:
            raise InputError(f"larger than {LARGEST_FILE // 1_000_000} MB", place=str(path))
        return path.read_bytes()
    except OSError as fault:
        raise InputError(f"cannot be read: {fault.strerror or fault}", place=str(path)) from fault
