"""Cuts a labelled note into cites: runs of tokens that name one source, with what introduces them."""

from collections.abc import Sequence
from typing import NamedTuple

from sergecite.resolve.labels import AUTHOR, BACK, BEGIN, DATE, FIELD, OTHER, PAGES, PROSE, TITLE
from sergecite.resolve.tokens import Token


class Run(NamedTuple):
    """Neighbouring tokens of one label: tokens `first` to `last`, both inside."""

    label: str
    first: int
    last: int


class Segment(NamedTuple):
    """One cite: its runs in order."""

    runs: tuple[Run, ...]

    @property
    def first(self) -> int:
        """The first token of the cite."""
        return self.runs[0].first

    @property
    def last(self) -> int:
        """The last token of the cite."""
        return self.runs[-1].last


_WHOLE = {DATE, PAGES}
_STOPS = {AUTHOR: ";.", BACK: ";.", TITLE: ";"}
"""What a cite's first field stands behind when the model saw no new cite begin."""


def cut(labels: Sequence[str], tokens: Sequence[Token]) -> list[Segment]:
    """Return the cites of a note from the labels of its tokens.

    A cite ends where the model begins another, at prose, and where names or a title come again after a semicolon or a full
    stop though the cite has had its date or page.
    """
    segments: list[Segment] = []
    runs: list[tuple[str, int]] = []  # of the cite at hand: label and first token
    end = 0

    def close() -> None:
        last = end
        if len(runs) > 1 and runs[-1][0] == OTHER and runs[-2][0] == PAGES:
            last = runs.pop()[1] - 1  # what follows the place cited is a remark on it
        if runs:
            bounds = [first for _, first in runs[1:]]
            lasts = [*(bound - 1 for bound in bounds), last]
            segments.append(
                Segment(tuple(Run(label, first, to) for (label, first), to in zip(runs, lasts, strict=True)))
            )
            runs.clear()

    for place, labelled in enumerate(labels):
        begins = labelled.startswith(BEGIN)
        label = labelled.removeprefix(BEGIN).removeprefix(FIELD)
        if label == PROSE:
            close()
            continue
        again = (
            bool(runs) and runs[-1][0] != label and tokens[place].gap[:1] in _STOPS.get(label, ()) and _complete(runs)
        )
        if (begins or again) and runs:
            close()
        if not runs or runs[-1][0] != label or labelled.startswith(FIELD):
            runs.append((label, place))
        end = place
    close()
    return segments


def _complete(runs: Sequence[tuple[str, int]]) -> bool:
    """Whether a cite has said enough that further names or a further title must belong to the next one."""
    had = {label for label, _ in runs}
    return bool(had & _WHOLE) and bool(had & {TITLE, BACK})
