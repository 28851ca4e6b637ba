"""Works that were found by words -> the likeliest first, each as sure as the others let it be."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sergecite.model.entry import Entry
from sergecite.sources.agreement import Verdict, fold
from sergecite.sources.merge import merge_found
from sergecite.sources.types import Found, Provenance

STANDING: Mapping[str, float] = {"best": 1.26, "odds": 0.8}
"""Log-odds of the best candidate's being the right one: for its being the best, and per log-odds of its own. Fitted by
tests/training/fit_agreement.py."""


def weighed(entry: Entry, verdict: Verdict, origin: Provenance) -> Found:
    """Return a work as a candidate, as sure as it is taken alone."""
    return Found(
        entry=entry,
        provenance=(origin,),
        confidence=_share(verdict.odds, verdict.most),
        odds=verdict.odds,
        most=verdict.most,
        agree=verdict.agree,
        differ=verdict.differ,
    )


def ranked(candidates: Iterable[Found]) -> list[Found]:
    """Return what is distinct among the candidates, best first.

    Only one can be meant: where two fit equally well, neither is sure.
    """
    found = sorted(_distinct(candidates), key=lambda one: (-one.odds, one.entry.text("date")))
    if not found:
        return []
    best = found[0]
    sure = _share(STANDING["best"] + STANDING["odds"] * best.odds, min(best.most, lead([one.odds for one in found])))
    rest = (replace(one, confidence=min(_share(one.odds, one.most), round(1 - sure, 2))) for one in found[1:])
    return [replace(best, confidence=sure), *rest]


def lead(odds: Sequence[float]) -> float:
    """Return the share (0-1) of the best of some log-odds, best first, against the next, of which only one is right."""
    return 1 / (1 + math.exp(odds[1] - odds[0])) if len(odds) > 1 else 1.0


def _share(odds: float, most: float) -> float:
    return round(min(1 / (1 + math.exp(-max(odds, -30.0))), most), 2)


def _distinct(candidates: Iterable[Found]) -> list[Found]:
    """Merge what several services say of one work; what says the same twice stands once."""
    groups: dict[tuple[str, ...], list[Found]] = {}
    for one in candidates:
        entry = one.entry
        people = [fold(name.family or name.literal) for name in entry.people[:1]]
        key = (fold(entry.text("title")), *people, entry.text("date")[:4], entry.text("pages"))
        groups.setdefault(key, []).append(one)
    return [merge_found(sorted(group, key=lambda one: -one.odds)) for group in groups.values()]
