"""What comes in: an entry, where it came from, and how sure that is.

A source's entries have no citekey yet (unless the file gave one); the library chooses it when it adds them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from sergecite.errors import ExitCode
from sergecite.model.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """One statement of origin: which service or file said so, on which day (ISO 8601), asked for what."""

    service: str
    date: str
    identifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One work as a source describes it. `confidence` is the probability that it is the work that was asked for."""

    entry: Entry
    provenance: tuple[Provenance, ...] = ()
    confidence: float = 1.0
    odds: float = 0.0
    """Log-odds of the same, taken alone, where the work was asked for in words (ranking.py)."""
    most: float = 1.0
    """The highest confidence that what agrees allows."""
    agree: tuple[str, ...] = ()
    """What agrees between the question and the answer, in words."""
    differ: tuple[str, ...] = ()
    """What does not."""
    remarks: tuple[str, ...] = ()
    """What a user should know: two services that disagree, a title in capitals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One item that could not be read or found; the others go on. `place` is "file:line" where there is one."""

    message: str
    hint: str | None = None
    place: str = ""
    exit_code: ExitCode = ExitCode.BAD_INPUT
    lost: bool = True
    """Whether the item is lost; otherwise it came in, and this is only to be known."""
    awaited: tuple[str, ...] = ()
    """The citekeys an entry refers to that its file lacks: nothing is wrong where the library has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file held: its works in order, and what could not be read of it."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A bibliographic file format that can be read. The first format whose `detects` says yes reads the text."""

    name: str
    label: str
    suffixes: tuple[str, ...]
    detects: Callable[[str], bool]
    """Whether a text (its first few thousand characters) is of this format."""
    read: Callable[[bytes, str], Reading] = field(repr=False)
    """(the file's bytes, its name for messages) -> what it holds."""
