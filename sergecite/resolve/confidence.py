"""What the facts of an alignment are worth together: logistic regression, its coefficients in two small tables.

`tests/training/fit_confidence.py` fitted them (300 essays, seed 8; its docstring tells how) on essays rendered from the
note parser's training references in the installed note styles: full, short, author and date, damaged, works outside the
library, other editions inside it. Weights are drawn towards sensible values, which stand where no essay showed the fact
(a veto, an original title, an editor whom but one edition has, an identifier). On essays left out, with today's reader
of notes: 1,596 winners, said .983, right .991, calibration error .008; a new fit does no better. No gold note was used.
"""

import math
from collections.abc import Mapping

from sergecite.resolve.match import Agreement, Hit, Route
from sergecite.resolve.naming import Naming

Facts = Mapping[str, float]

WEIGHTS: dict[str, dict[str, float]] = {
    Route.TITLE: {
        "bias": -7.16, "coverage": 1.47, "whole": -0.69, "explained": 4.89, "info": 0.31, "opens": 1.41, "marked": -0.19,
        "lead": 0.8, "near": 0.57, "unasked": -0.8, "wrong": -6.0, "initial": -0.24, "same year": 2.82,
        "other year": -2.7, "original": -1.2, "support": 0.06, "helper": 0.5, "inside": 0.21, "object": -6.0, "seen": 1.13,
    },
    Route.AUTHOR_DATE: {"bias": 4.59, "loose names": -0.99, "loose letter": -1.48, "initial": -3.5},
    Route.NAME: {
        "bias": 0.82, "loose names": -0.61, "left over": -6.0, "same year": 4.3, "other year": -3.0, "seen": 0.65,
        "initial": -3.0,
    },
    Route.IDENTIFIER: {"bias": 4.0, "lead": 2.5, "near": 1.0},
}  # fmt: skip
"""Route -> fact -> log-odds."""

MARGIN = {"bias": 0.46, "logit": 0.09, "lead": 1.1, "alone": 3.24}
"""The second step: the winner's log-odds, its lead over the next candidate or that there is none -> the confidence."""
HIGHEST, WIDEST = 5.0, 6.0
"""Log-odds and leads above these say no more than these."""


_YEAR = {Agreement.SAME: 1.0, Agreement.ORIGINAL: 0.6}


def facts(hit: Hit, *, seen: bool) -> Facts:
    """Return the facts of an alignment, each about 0 to 1. `seen`: the essay has cited the work before."""
    shared = {
        "bias": 1.0,
        # A year tells works of one author apart; that one of them was cited before says nothing then.
        "seen": float(seen and (hit.route is Route.TITLE or hit.year is not Agreement.SAME)),
        "same year": _YEAR.get(hit.year, 0.0),
        "other year": float(hit.year is Agreement.OTHER),
        "initial": float(hit.initial_differs),
    }
    if hit.route is Route.TITLE:
        return shared | {
            "coverage": hit.coverage,
            "whole": float(hit.coverage > 0.999),
            "explained": hit.explained,
            "info": min(hit.info, 30.0) ** 0.5 / 3,
            "opens": float(hit.opens),
            "marked": float(hit.marked),
            "lead": float(hit.naming is Naming.LEAD),
            "near": float(hit.naming is Naming.NEAR),
            "unasked": float(hit.naming is Naming.UNASKED),
            "wrong": float(hit.naming is Naming.WRONG),
            "support": len(hit.support) / 2,
            "helper": float("helper" in hit.support and (hit.title is None or hit.title.kind != "original")),
            "original": float(hit.title is not None and hit.title.kind == "original"),
            "inside": float(hit.inside),
            "object": float(hit.object),
        }
    return shared | {
        "loose names": float((hit.explained if hit.route is Route.AUTHOR_DATE else hit.coverage) < 1),
        "loose letter": float(hit.route is Route.AUTHOR_DATE and hit.coverage < 1),
        "left over": 1 - hit.explained if hit.route is Route.NAME else 0.0,
        "lead": float(hit.naming is Naming.LEAD),
        "near": float(hit.naming is Naming.NEAR),
    }


def logit(route: str, known: Facts) -> float:
    """Return the log-odds that the alignment is right, rivals aside."""
    weights = WEIGHTS[route]
    return sum(weight * known.get(name, 0.0) for name, weight in weights.items())


def standing(winner: float, runner_up: float | None) -> Facts:
    """Return the facts of the second step."""
    return {
        "bias": 1.0,
        "logit": min(winner, HIGHEST),
        "lead": 0.0 if runner_up is None else min(max(winner - runner_up, 0.0), WIDEST),
        "alone": float(runner_up is None),
    }


def confidence(winner: float, runner_up: float | None) -> float:
    """Return the probability that the winner is right, from its log-odds and those of the next candidate."""
    known = standing(winner, runner_up)
    return probability(sum(weight * known[name] for name, weight in MARGIN.items()))


def probability(log_odds: float) -> float:
    """Return the logistic of the log-odds, kept off 0 and 1: nothing read from a note is certain."""
    return min(max(1 / (1 + math.exp(-max(min(log_odds, 30.0), -30.0))), 0.001), 0.999)
