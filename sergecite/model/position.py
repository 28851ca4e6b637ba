"""The one rule for first, subsequent, ibid, ibid-with-locator and near-note.

`export` asks what a citation would print, `resolve` what an earlier one would have printed.
Source: CSL 1.0.2, "choose", the `position` attribute; https://docs.citationstyles.org/en/stable/specification.html
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sergecite.model.citation import Citation, CitationItem


class Position(StrEnum):
    """CSL's positions. Ibid, ibid-with-locator and near-note are subsequent too."""

    FIRST = "first"
    SUBSEQUENT = "subsequent"
    IBID = "ibid"
    IBID_WITH_LOCATOR = "ibid-with-locator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a cite stands among the cites before it."""

    position: Position
    near: bool = False
    """CSL's near-note: the work was last cited at most `near_note_distance` notes ago."""
    first_note: int | None = None
    """The note that cites the work first; None at its first cite and in running text."""


def place(citations: Iterable[Citation], near_note_distance: int = 5) -> list[tuple[Placed, ...]]:
    """Return, per citation in document order, where each of its items stands."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    placed: list[tuple[Placed, ...]] = []
    before: Citation | None = None
    for citation in citations:
        row: list[Placed] = []
        for index, item in enumerate(citation.items):
            key = item.citekey
            if key not in first:
                row.append(Placed(position=Position.FIRST))
                first[key] = last[key] = citation.note
                continue
            antecedent = citation.items[index - 1] if index else _alone(before, citation)
            row.append(
                Placed(
                    position=_repeat(antecedent, item),
                    near=citation.note > 0 and last[key] > 0 and citation.note - last[key] <= near_note_distance,
                    first_note=first[key] or None,
                )
            )
            last[key] = citation.note
        placed.append(tuple(row))
        before = citation
    return placed


def _alone(before: Citation | None, citation: Citation) -> CitationItem | None:
    """Return the only cite of the citation before, unless a note without any lies between."""
    if before is None or len(before.items) != 1:
        return None
    if before.note and citation.note and citation.note - before.note > 1:
        return None
    return before.items[0]


def _repeat(antecedent: CitationItem | None, item: CitationItem) -> Position:
    if antecedent is None or antecedent.citekey != item.citekey:
        return Position.SUBSEQUENT
    there, here = (antecedent.label, antecedent.locator), (item.label, item.locator)
    if not item.locator:
        return Position.SUBSEQUENT if antecedent.locator else Position.IBID
    return Position.IBID if there == here else Position.IBID_WITH_LOCATOR
