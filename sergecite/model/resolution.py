"""What a note was found to cite, why, and how surely."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

CslItem = Mapping[str, Any]
"""A CSL-JSON item (https://github.com/citation-style-language/schema, csl-data.json)."""


class CiteKind(StrEnum):
    """The form in which a note names a source."""

    FULL = "full"
    SHORT = "short"
    IBID = "ibid"
    OP_CIT = "op-cit"
    IDEM = "idem"
    CROSS_NOTE = "cross-note"
    CONTEXT = "context"
    """Named by the sentence before the marker; the note itself is lost."""
    OPAQUE = "opaque"
    """Present but unreadable: it bars the ibid. chain."""


class Status(StrEnum):
    """How far a cite or a note is settled."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"
    EXPLANATORY = "explanatory"
    """The note cites nothing."""


class Source(StrEnum):
    """Where the knowledge behind a resolution comes from."""

    NOTE = "note"
    CONTEXT = "context"
    STORE = "store"
    SERVICE = "service"
    USER = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason, in words a historian can check. `weight` is its share in the decision (log-odds)."""

    kind: str
    value: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entry that could be meant. `confidence` is a probability."""

    citekey: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Antecedent:
    """The earlier cite a short form points to: the note's number and the cite's place in it, from 0."""

    note: str
    cite: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """One source seen in a note; `start` and `end` are offsets in the note's text.

    `confidence` is a probability: of the cites reported at .9, nine in ten are right.
    """

    kind: CiteKind
    text: str = ""
    start: int = 0
    end: int = 0
    item: CslItem | None = None
    locator: str | None = None
    label: str | None = None
    """The CSL locator label: page, chapter, folio, ..."""
    prefix: str = ""
    suffix: str = ""
    status: Status = Status.UNRESOLVED
    citekey: str | None = None
    confidence: float = 0.0
    antecedent: Antecedent | None = None
    candidates: tuple[Candidate, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    source: Source = Source.NOTE
    confirmed: str = ""
    """Who confirmed it and when ("user 2026-11-22"); a confirmed cite is never changed by a later run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedNote:
    """One note with its cites in reading order. `text` is None where the note's text is lost."""

    number: str
    text: str | None
    sentence: str
    status: Status
    cites: tuple[Cite, ...] = ()
    chapter: int = 0
    anchor: str = ""
    """At most six words before the marker: enough to find the place, not the author's sentence."""
    certainty: str = ""
    """A researcher's own word on a note that was completed by hand; kept as it stands."""
    evidence: tuple[str, ...] = ()
    """What speaks for the note's reading as a whole, in words; a cite's own reasons are in the cite."""
    provenance: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """All notes of one essay, in order."""

    essay: str
    notes: tuple[ResolvedNote, ...]
    title: str = ""
    author: str = ""
    date: str = ""
    notes_from: str = ""
    """The file that holds the notes, where the essay does not."""

    @property
    def summary(self) -> dict[str, int]:
        """How many notes stand at each status."""
        return {str(status): sum(note.status is status for note in self.notes) for status in Status}
