"""Confidence: what raises it, what lowers it, and that citations read back are never another work's."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notes_of import LIBRARY, citekeys, resolved

from sergecite.model.entry import Entry
from sergecite.model.resolution import Status
from sergecite.resolve.confidence import MARGIN, WEIGHTS, confidence, logit, probability
from sergecite.resolve.match import Route


def _sure(text: str) -> float:
    return resolved(text).notes[0].cites[0].confidence


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("Victor Serge, Memoirs of a Revolutionary (New York, 2012), 3.", "Serge, Memoirs, 3."),
        ("Jones and Smith 1998, 3.", "Jones 1998, 3."),
        ("Leon Trotsky, The Revolution Betrayed (London, 1937).", "Trotsky, The Revolution."),
    ],
)
def test_more_evidence_is_surer(surer: str, less_sure: str) -> None:
    """The fuller citation of a work is at least as sure as the shorter."""
    assert _sure(surer) > _sure(less_sure)


def test_confidence_is_a_probability() -> None:
    """Nothing is certain, nothing impossible."""
    assert 0 < probability(-1000) < 0.01
    assert 0.99 < probability(1000) < 1


@given(st.floats(-20, 20), st.floats(-20, 20))
def test_a_rival_never_makes_surer(winner: float, rival: float) -> None:
    """The nearer the next candidate, the less sure; a lone candidate is at least as sure as one with a near rival."""
    low, high = sorted((winner, rival))
    assert confidence(high, low) >= confidence(high, high) - 1e-9
    assert confidence(high, None) >= confidence(high, high) - 1e-9


@pytest.mark.parametrize("route", list(Route))
def test_every_route_has_its_weights(route: Route) -> None:
    """The table has a row for each way of recognising a work, and an empty alignment is worth its bias."""
    assert logit(route, {"bias": 1.0}) == WEIGHTS[route]["bias"]
    assert {"bias", "logit"} <= MARGIN.keys()


def _full(entry: Entry, locator: int) -> str:
    who = ", ".join(person.display for person in entry.people)
    year = (entry.text("date") or "n.d.")[:4]
    inside = f", in {entry.text('booktitle')}" if entry.text("booktitle") else ""
    return f"{who}{', ' if who else ''}{entry.text('title')}{inside} (London, {year}), {locator}."


def _short(entry: Entry, locator: int) -> str:
    who = " and ".join(person.family for person in entry.people)
    title = entry.text("shorttitle") or " ".join(entry.text("title").split()[:5])
    return f"{who}{', ' if who else ''}{title}, {locator}."


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(LIBRARY) - 1), st.integers(1, 400)), min_size=1, max_size=12))
def test_citations_read_back_are_never_another_work(cited: list[tuple[int, int]]) -> None:
    """Full first, shortened later, ibid. at once: each note reads back as the work meant or as none."""
    seen: set[int] = set()
    texts, before = [], None
    for number, locator in cited:
        if number == before:
            texts.append(f"Ibid., {locator}.")
        else:
            texts.append((_short if number in seen else _full)(LIBRARY[number], locator))
        seen.add(number)
        before = number
    for (number, _), found in zip(cited, citekeys(*texts), strict=True):
        assert set(found) <= {LIBRARY[number].citekey}


def test_most_citations_are_read_back() -> None:
    """The property above is not held by silence."""
    chance = random.Random(7)
    cited = [chance.randrange(len(LIBRARY)) for _ in range(60)]
    notes = resolved(*(_full(LIBRARY[number], 3) for number in cited)).notes
    right = sum(
        any(cite.citekey == LIBRARY[number].citekey and cite.status is Status.RESOLVED for cite in note.cites)
        for number, note in zip(cited, notes, strict=True)
    )
    assert right >= 0.95 * len(cited)
