"""What is put on paper: a page of headings, paragraphs, works and notes, the same for every format.

Its texts are `Output`s, so no writer needs to know where a text came from, and each escapes them for its format.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sergecite.csl import Bibliography, Output


def plain(text: str) -> Output:
    """Return a text as it stands, without markup, as an output."""
    return Output((text,) if text else ())


def join(*parts: Output) -> Output:
    """Return outputs one after the other, a space between."""
    filled = [part for part in parts if part.tokens]
    return Output(tuple(token for at, part in enumerate(filled) for token in ((" ",) if at else ()) + part.tokens))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading below the page's title; `level` 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    content: Output


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One work of a list. `head` is a line above its reference, `remarks` lines below it."""

    citekey: str
    content: Output
    number: int | None = None
    head: Output | None = None
    aside: str = ""
    """What stands beside the head: years."""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """A bibliography or a part of a reading list; `parameters` are CSL's ("hangingindent", "second-field-align", ...)."""

    works: tuple[Work, ...]
    parameters: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    bibliography: bool = True


def works_of(bibliography: Bibliography) -> Works:
    """Return the block of a bibliography as the processor printed it."""
    works = tuple(Work(citekey=key, content=content) for key, content in bibliography.entries)
    return Works(works=works, parameters=bibliography.parameters)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedNote:
    """One note. `anchor` is the sentence it belongs to, or its end; `settled` is false where something stands open."""

    number: str
    content: Output
    anchor: str = ""
    settled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """Notes in order."""

    notes: tuple[PrintedNote, ...]


Block = Heading | Paragraph | Works | Notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole document. `lang` is a BCP 47 tag."""

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    lang: str = "en"
    bare: bool = False
    """In text and Markdown nothing but the blocks: what is pasted elsewhere needs no title."""
