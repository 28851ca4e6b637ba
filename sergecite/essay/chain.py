"""The best increasing chain of numbers through a text, by dynamic programming.

Markers in a body and notes at line starts are both a sequence 1, 2, 3 ... hidden among other numbers. Taken one by one no
candidate is sure; taken together the sequence is. The chain with the highest sum of weights wins, so one misleading
number can never lead the rest astray, as it does when numbers are accepted greedily from left to right.
"""

from collections.abc import Sequence
from dataclasses import dataclass

GAP_COST = 3.0
"""For a number left out: about what one doubtful candidate is worth, so that a lost digit is left lost."""

LONGER_GAP_COST = 0.6
"""For each further number left out at the same place: digits are lost by the paragraph."""

LONGEST_GAP = 12
"""Numbers that may be missing in a row; more is another sequence."""

RESTART_COST = 9.0
"""Numbering begins again: needs more than one well-placed number to pay for itself."""

LATE_START_COST = 6.0
"""The most a beginning above 1 costs (an excerpt): the gap's cost up to here, then constant."""

HIGHEST_START = 150


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number that may belong to the chain; `numbers` has several where markers stand glued ("1112": 11 and 12)."""

    start: int
    end: int
    numbers: tuple[int, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate that belongs to the chain, and how often the numbering had begun again before it."""

    candidate: Candidate
    chapter: int


def best_chain(candidates: Sequence[Candidate], *, restarts: bool = True) -> tuple[float, list[Link]]:
    """Return the weight of the best chain and its links, in text order.

    Candidates come in the order of their starts. Linear in candidates: what may follow depends on the last number
    alone, so one best chain is kept per last number.
    """
    scores: list[float] = []
    before: list[int | None] = []
    again: list[bool] = []
    best_by_number: dict[int, int] = {}
    best: int | None = None
    for index, candidate in enumerate(candidates):
        first = candidate.numbers[0]
        score, link, restart = _start(first), None, False
        for missing in range(LONGEST_GAP + 1):
            previous = best_by_number.get(first - 1 - missing)
            if previous is None or candidates[previous].end > candidate.start:
                continue
            found = scores[previous] - _gap(missing)
            if found > score:
                score, link, restart = found, previous, False
        if restarts and best is not None and first <= LONGEST_GAP and candidates[best].end <= candidate.start:
            found = scores[best] - RESTART_COST - _gap(first - 1)
            if found > score:
                score, link, restart = found, best, True
        scores.append(score + candidate.weight)
        before.append(link)
        again.append(restart)
        last = candidate.numbers[-1]
        rival = best_by_number.get(last)
        if rival is None or scores[rival] <= scores[index]:  # of equals the later: nearer to what follows
            best_by_number[last] = index
        if best is None or scores[best] < scores[index]:
            best = index
    if best is None:
        return 0.0, []
    chain: list[tuple[Candidate, bool]] = []
    cursor: int | None = best
    while cursor is not None:
        chain.append((candidates[cursor], again[cursor]))
        cursor = before[cursor]
    links: list[Link] = []
    chapter = 0
    for candidate, restart in reversed(chain):
        chapter += restart
        links.append(Link(candidate, chapter))
    return scores[best], links


def _gap(missing: int) -> float:
    return GAP_COST + LONGER_GAP_COST * (missing - 1) if missing else 0.0


def _start(first: int) -> float:
    if first > HIGHEST_START:
        return float("-inf")
    return -min(LATE_START_COST, _gap(first - 1))
