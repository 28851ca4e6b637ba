"""Whole essays through read, resolve and export: a few of each kind, none with more wrong links than was kept."""

import itertools
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from bench_essays import Score, kept, moved, scoreboard, worse
from gold_essays import gold_essays

FEW = 3


def test_no_essay_has_more_wrong_than_was_kept(shared: Path) -> None:
    """The first essays of each kind, and the Serge essay; tests/benchmarks/bench_essays.py runs all."""
    by_kind = itertools.groupby(gold_essays(shared), key=lambda essay: essay.kind)
    essays = [essay for _, group in by_kind for essay in itertools.islice(group, FEW)]
    scores = scoreboard(essays[: 6 * FEW] + essays[-1:])
    assert worse(scores, kept()) == []
    assert scores["bourrinet"].notes == 64
    assert sum(score.false_markers + score.lost_markers for score in scores.values()) == 0


def test_a_rise_is_told() -> None:
    """One wrong link more is a fault; one less, or more linked, is said and no fault."""
    old = {"a": Score(linked=3, wrong=1), "b": Score(linked=3, wrong=1)}
    new = {"a": Score(linked=4, wrong=2), "b": Score(linked=4, wrong=0)}
    assert worse(new, old) == ["a"]
    assert moved(new, old) == ["  a: linked 3 -> 4, wrong 1 -> 2", "  b: linked 3 -> 4, wrong 1 -> 0"]
