"""An essay as it was read: its body, its markers, its notes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """The sign in the body that calls a note. `start` and `end` are offsets in `Document.body`."""

    number: str
    start: int
    end: int
    chapter: int = 0
    """Counts how often the numbering began again before this marker; with `number` it names the note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The text below. `start` and `end` are offsets in the source where the format has them."""

    number: str
    text: str
    start: int | None = None
    end: int | None = None
    chapter: int = 0
    italics: tuple[tuple[int, int], ...] = ()
    """Spans of `text` that the source sets in italics: in a note, usually titles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A read essay. For text formats `body` is the source itself, so offsets are the source's (`has_offsets`)."""

    format: str
    body: str
    markers: tuple[Marker, ...] = ()
    notes: tuple[Note, ...] = ()
    warnings: tuple[str, ...] = ()
    has_offsets: bool = True
