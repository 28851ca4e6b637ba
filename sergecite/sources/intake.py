"""What a user hands over -> items: identifiers, files, words; each with its place, none lost.

    for item in items_in("-", stdin_bytes, place="-"): ...

A file of a bibliographic format is one item; any other text is a reading list, one item per line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sergecite.errors import InputError
from sergecite.model.identifier import Identifier, IdentifierError
from sergecite.model.recognise import find_dois, recognise
from sergecite.sources.pdf import PDF, read_pdf
from sergecite.sources.table import format_of, unread_format
from sergecite.sources.text import decoded
from sergecite.sources.types import Format, Problem

_BULLET = re.compile(r"^\s*(?:[-*•–+]|\(?\d{1,4}[.)]|\[\d{1,4}\])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierItem:
    """One identifier. `words` is the whole line it stood in: what the services say must agree with it."""

    identifier: Identifier
    text: str
    place: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileItem:
    """The bytes of a file of a known format."""

    form: Format
    data: bytes
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsItem:
    """A title or a whole reference in words."""

    text: str
    place: str = ""


Item = IdentifierItem | FileItem | WordsItem


def items_in(data: bytes, place: str) -> Iterator[Item | Problem]:
    """Yield the items of a file or of stdin: the file itself, or each line of a text; a problem where it is empty."""
    empty = Problem(message="nothing came in" if place == "-" else "nothing in this file", place=place)
    if not data.strip():
        yield empty
        return
    form = format_of(data, place)
    if form is PDF and (identifier := read_pdf(data, place).identifier) is not None:
        yield IdentifierItem(identifier=identifier, text=place, place=place)
        return
    if form is not None:
        yield FileItem(form=form, data=data, text=place, place=place)
        return
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("not a text and not of a format this program reads", place=place)
    if name := unread_format(data):
        raise InputError(f"this is {name}, which is not read", hint="export as RIS or BibTeX there", place=place)
    lines = [(number, line.strip()) for number, line in enumerate(decoded(data).splitlines(), 1)]
    lines = [(number, text) for number, text in lines if text and not text.startswith(("#", "%", "//"))]
    if not lines:
        yield empty
    for number, text in lines:
        yield item_of(text, place=f"{place}:{number}")


def item_of(text: str, *, place: str = "") -> Item | Problem:
    """Read one argument or line. What is plainly meant as an identifier and is none is a problem, not words."""
    bare = _BULLET.sub("", " ".join(text.split()), count=1)
    try:
        identifier = recognise(bare)
        if identifier is not None:
            return IdentifierItem(identifier=identifier, text=text, place=place)
        dois = list(find_dois(bare))
    except IdentifierError as fault:
        return Problem(message=fault.message, hint=fault.hint, place=place or text)
    if len(dois) == 1:
        return IdentifierItem(identifier=dois[0], text=text, place=place, words=bare)
    if not re.search(r"[^\W\d_]{2}", bare):
        return Problem(message=f"neither an identifier nor words: {text[:60]!r}", place=place or text)
    return WordsItem(text=bare, place=place)


def pasted(text: str) -> FileItem | None:
    """Read an argument that is itself an entry ("@book{...}", a CSL-JSON object); None where it is not."""
    if not re.match(r"\s*(?:@\w+\s*[{(]|[\[{]\s*[\"{])", text):
        return None
    data = text.encode(errors="surrogateescape")
    form = format_of(data)
    return FileItem(form=form, data=data, text="pasted text", place="pasted text") if form else None
