"""Cuts a labelled note into cites: runs of tokens that name one source, with what introduces them."""

from collections.abc import Sequence
from typing import NamedTuple

from sergecite.resolve.labels import BEGIN, PROSE


class Run(NamedTuple):
    """Neighbouring tokens of one label: tokens `first` to `last`, both inside."""

    label: str
    first: int
    last: int


class Segment(NamedTuple):
    """One cite: its runs in order, the prose token it may open after, and the first token after it."""

    runs: tuple[Run, ...]
    lead: int
    """The first token of the prose before the cite, or the cite's own first token."""

    @property
    def first(self) -> int:
        """The first token of the cite."""
        return self.runs[0].first

    @property
    def last(self) -> int:
        """The last token of the cite."""
        return self.runs[-1].last


def cut(labels: Sequence[str]) -> list[Segment]:
    """Return the cites of a note from the labels of its tokens."""
    segments: list[Segment] = []
    runs: list[Run] = []
    lead = 0

    def close() -> None:
        if runs:
            segments.append(Segment(tuple(runs), lead))
            runs.clear()

    for place, labelled in enumerate(labels):
        begins = labelled.startswith(BEGIN)
        label = labelled.removeprefix(BEGIN)
        if label == PROSE:
            if runs:
                close()
                lead = place
            continue
        if begins and runs:
            close()
            lead = place
        if runs and runs[-1].label == label:
            runs[-1] = runs[-1]._replace(last=place)
        else:
            runs.append(Run(label, place, place))
    close()
    return segments
