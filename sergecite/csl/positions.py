"""Positions of cites in a document: first, subsequent, ibid, ibid-with-locator, near-note.

Source: CSL 1.0.2, "Choose", the position condition. Notes and citations in the running text are two sequences.
"""

from __future__ import annotations

from dataclasses import dataclass

from sergecite.csl.context import Cite, Position


@dataclass(slots=True, eq=False, repr=False)
class Citation:
    """A citation: its cites in printing order, and the number of its note (0 in the running text)."""

    cites: list[Cite]
    note: int = 0
    mode: str = ""
    """"", "author-only", "suppress-author" or "composite"."""
    infix: str = ""
    prefix: str = ""
    suffix: str = ""
    tracked: bool = True
    """Its positions are to be worked out."""
    in_document: bool = True
    """It stands in a document, so it counts for the order of citation; a bare list of cites does not."""
    unsorted: bool = False


def set_positions(citations: list[Citation], near_note_distance: int) -> None:
    """Set position, near_note and first_note of every cite, in place."""
    for sequence in ([c for c in citations if not c.note], [c for c in citations if c.note]):
        counts: dict[int, int] = {}
        for citation in sequence:
            counts[citation.note] = counts.get(citation.note, 0) + len(citation.cites)
        first: dict[str, int] = {}
        latest: dict[str, int] = {}
        before: Citation | None = None
        for citation in sequence:
            if before and citation.note and before.note > citation.note:
                first, latest = {}, {}
            for at, cite in enumerate(citation.cites):
                cite.first_note, cite.near_note = 0, False
                if cite.id not in first:
                    cite.position = Position.FIRST
                    if citation.mode != "author-only":
                        first[cite.id] = citation.note
                else:
                    previous = _previous(citation, at, before, counts)
                    cite.position = _later(cite, previous) if citation.mode != "author-only" else Position.FIRST
                    if first[cite.id] != citation.note:
                        cite.first_note = first[cite.id]
                    cite.near_note = not citation.note or citation.note - latest.get(cite.id, 0) <= near_note_distance
                if citation.note:
                    latest[cite.id] = citation.note
            if citation.cites:
                before = citation


def _previous(citation: Citation, at: int, before: Citation | None, counts: dict[int, int]) -> Cite | None:
    """Return the cite that ibid. would point to, if ibid. may be used at all."""
    cite = citation.cites[at]
    if at:
        candidate = citation.cites[at - 1]
    elif before is None:
        return None
    elif before.note == citation.note:
        candidate = before.cites[-1]
    elif before.note >= citation.note - 1 and (counts[before.note] == 1 or before.note == 0):
        candidate = before.cites[0]
    else:
        return None
    return candidate if candidate.id == cite.id else None


def _later(cite: Cite, previous: Cite | None) -> Position:
    if previous is None or (previous.locator and not cite.locator):
        return Position.SUBSEQUENT
    if cite.locator and (cite.locator, cite.label) != (previous.locator, previous.label):
        return Position.IBID_WITH_LOCATOR
    return Position.IBID
