"""Pasted essays of our own making: what pasting does to markers in seven languages and every shape."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pasting import BETWEEN, SENTENCES, SHAPES, Paste, Pasted, paste

from sergecite.essay.plaintext import read_plaintext
from sergecite.model.document import Document

SEEDS = range(3)
_CLOSED = ("brackets", "spaced brackets", "labelled", "raised", "tagged", "carets", "parentheses")
_OPEN = tuple(shape for shape in SHAPES if shape not in _CLOSED)


def _found(document: Document) -> set[tuple[str, int]]:
    return {(marker.number, marker.start) for marker in document.markers}


def _score(made: list[Pasted]) -> tuple[float, float]:
    """Return recall and precision over several essays."""
    pairs = [(_found(read_plaintext(one.text)), set(one.markers)) for one in made]
    right = sum(len(found & expected) for found, expected in pairs)
    said = sum(len(found) for found, _ in pairs)
    return right / sum(len(expected) for _, expected in pairs), right / max(said, 1)


@pytest.mark.parametrize("language", SENTENCES)
def test_numbers_of_an_essay_without_notes_stay_numbers(language: str) -> None:
    """Prose full of years, prices, articles, tables, lists and dates has no marker."""
    for seed in range(20):
        chance = random.Random(seed)
        sentences = [sentence.replace("{}", "") for sentence in SENTENCES[language]]
        blocks = [*(" ".join(chance.sample(sentences, k=3)) for _ in range(12)), *BETWEEN]
        chance.shuffle(blocks)
        assert read_plaintext("\n\n".join(blocks)).markers == ()


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("shape", _CLOSED)
def test_marked_off_markers_are_all_found(language: str, shape: str) -> None:
    """Brackets, parentheses and superscripts leave no doubt."""
    assert _score([paste(Paste(language=language, shape=shape), random.Random(seed)) for seed in SEEDS]) == (1.0, 1.0)


@pytest.mark.parametrize("language", SENTENCES)
def test_bare_digits_are_found_and_no_others(language: str) -> None:
    """Nothing else is taken for a marker; what is missed stands on a plain number, where nothing tells it apart."""
    made = [paste(Paste(language=language, shape="bare"), random.Random(seed)) for seed in SEEDS]
    recall, precision = _score(made)
    assert precision == 1.0
    assert recall >= 0.95
    for one in made:
        for number, start in set(one.markers) - _found(read_plaintext(one.text)):
            assert one.text[start - 1].isdigit(), (number, one.text[start - 30 : start + 5])


@pytest.mark.parametrize("language", SENTENCES)
def test_lost_markers_are_not_made_up(language: str) -> None:
    """Where pasting lost one marker in ten, hardly a number of the text is put in its place."""
    made = [paste(Paste(language=language, lost=0.1, markers=40), random.Random(seed)) for seed in SEEDS]
    recall, precision = _score(made)
    assert recall >= 0.92
    assert precision >= 0.98


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("where", ["end", "chapter", "page"])
@pytest.mark.parametrize("unheaded", [False, True])
def test_notes_are_found_wherever_they_stand(language: str, where: str, unheaded: bool) -> None:
    """At the end, after each chapter, between paragraphs: every note, and no marker in it."""
    chapters = 3 if where == "chapter" else 1
    for seed in SEEDS:
        how = Paste(language=language, notes=where, unheaded=unheaded, chapters=chapters, markers=16)
        made = paste(how, random.Random(seed))
        document = read_plaintext(made.text)
        assert [note.text for note in document.notes] == made.notes
        inside = [(note.start or 0, note.end or 0) for note in document.notes]
        assert not any(start <= marker.start < end for marker in document.markers for start, end in inside)


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        Paste,
        language=st.sampled_from(list(SENTENCES)),
        shape=st.sampled_from(list(SHAPES)),
        chapters=st.integers(1, 3),
        markers=st.integers(1, 30),
        frequency=st.floats(0.2, 1.0),
        lost=st.floats(0.0, 0.5),
        notes=st.sampled_from(["none", "end", "chapter", "page"]),
        unheaded=st.booleans(),
    ),
    st.integers(0, 1000),
)
def test_numbers_rise_in_each_chapter(how: Paste, seed: int) -> None:
    """Whatever was pasted: markers stand in order, numbers rise within a chapter, chapters follow each other."""
    document = read_plaintext(paste(how, random.Random(seed)).text)
    for one, two in itertools.pairwise(document.markers):
        assert one.end <= two.start
        assert two.chapter in {one.chapter, one.chapter + 1}
        assert two.chapter > one.chapter or int(two.number) > int(one.number)
