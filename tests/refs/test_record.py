"""The record of the essay's 64 notes: whole, honest, and without the essay's sentences."""

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from sergecite.model.resolution import Resolution, Status
from sergecite.resolve import record as records

STATED = {
    "5": "borkenau1940totalitarian",
    "6": "ruhle1939brauner",
    "9": "rocker1921bankerott",
    "10": "rocker1921bankerott",
    "14": "ciliga1979enigma",
    "30": "serge1937destiny",
    "35": "serge1963memoirs",
    "43": "serge1994planned",
    "45": "serge1994planned",
    "47": "burnham1941managerial",
    "52": "serge1963memoirs",
    "53": "serge1947psychologie",
}
PASSAGE_SEEN = {"4", "7", "8", "17", "20", "21", "22", "27", "36", "44", "56"}
LONGEST_RUN = 6
"""Words of the essay that may follow each other in the library."""
TITLES = ("title", "subtitle", "titleaddon", "booktitle", "booksubtitle", "usere", "userd", "issuetitle", "shorttitle")


@pytest.fixture(scope="module", name="resolution")
def _resolution(refs: Path) -> Resolution:
    return records.loads((refs / "essays" / "bourrinet2002.toml").read_text(encoding="utf-8"))


def test_the_record_is_as_the_program_writes_it(refs: Path, resolution: Resolution) -> None:
    """Below its comments the file is what saving it again gives, so a correction changes only its own lines."""
    text = (refs / "essays" / "bourrinet2002.toml").read_text(encoding="utf-8")
    assert text[text.index("[essay]") :] == records.dumps(resolution)


def test_all_notes_are_there(record: dict[str, Any], resolution: Resolution) -> None:
    """64 notes, in order, and the certainties as counted by the research."""
    assert [note.number for note in resolution.notes] == [str(number) for number in range(1, 65)]
    assert record["essay"]["markers"] == 64
    assert Counter(note.certainty for note in resolution.notes) == {
        "stated": 12,
        "quote": 18,
        "author-only": 10,
        "serge-unspecified": 18,
        "explanatory": 6,
    }


def test_stated_notes_are_resolved_to_their_works(resolution: Resolution) -> None:
    """The twelve notes whose work the text names."""
    stated = [note for note in resolution.notes if note.certainty == "stated"]
    assert {note.number: note.cites[0].citekey for note in stated} == STATED
    assert {note.status for note in stated} == {Status.RESOLVED}


def test_only_what_is_stated_or_seen_is_resolved(resolution: Resolution) -> None:
    """A guess is a candidate, never the citekey of a cite; the rest has evidence."""
    resolved = {note.number for note in resolution.notes if note.status is Status.RESOLVED}
    assert resolved == set(STATED) | PASSAGE_SEEN
    for note in resolution.notes:
        for cite in note.cites:
            assert (cite.citekey is not None) is (cite.status is Status.RESOLVED) is (note.number in resolved)
            assert cite.status is note.status
            assert cite.evidence, note.number
            assert not cite.confirmed, "nobody has seen the published notes"


def test_seen_passages_have_an_address(resolution: Resolution) -> None:
    """A note resolved without the work's name says where the passage was seen."""
    for note in resolution.notes:
        if note.number in PASSAGE_SEEN:
            assert "seen at http" in note.provenance, note.number
            assert any(reason.kind == "passage" for reason in note.cites[0].evidence), note.number


def test_candidates_weigh_what_the_header_says(resolution: Resolution) -> None:
    """Ambiguous: together above .5; unresolved: not; in falling order, and a probability together."""
    for note in resolution.notes:
        for cite in note.cites:
            chances = [candidate.confidence for candidate in cite.candidates]
            assert chances == sorted(chances, reverse=True), note.number
            assert all(0 < chance < 1 for chance in chances)
            assert sum(chances) <= 1
            if cite.status is Status.AMBIGUOUS:
                assert sum(chances) > 0.5, note.number
            elif cite.status is Status.UNRESOLVED:
                assert sum(chances) <= 0.5, note.number
            else:
                assert 0.8 <= cite.confidence < 1, note.number


def test_confidences_are_those_the_header_defines(refs: Path, resolution: Resolution) -> None:
    """A resolved cite has one of the values that the comment above the record explains."""
    text = (refs / "essays" / "bourrinet2002.toml").read_text(encoding="utf-8")
    defined = {float(value) for value in re.findall(r"(?<= )\.[89]\d", text[: text.index("[essay]")])}
    used = {cite.confidence for note in resolution.notes for cite in note.cites if cite.citekey}
    assert used == defined


def test_every_citekey_is_in_the_library(resolution: Resolution, blocks: list[Any]) -> None:
    """Cites and candidates lead to entries."""
    known = {block.citekey for block in blocks}
    used = {cite.citekey for note in resolution.notes for cite in note.cites if cite.citekey}
    used |= {one.citekey for note in resolution.notes for cite in note.cites for one in cite.candidates}
    assert used - known == set()


def test_the_library_knows_what_the_notes_cite(resolution: Resolution, blocks: list[Any]) -> None:
    """A work a note is resolved to is `essay-note`; a `candidate` is never one of them."""
    cited = {cite.citekey for note in resolution.notes for cite in note.cites if cite.citekey}
    for block in blocks:
        if block.citekey in cited:
            assert "essay-note" in block.keywords, block.citekey
            assert "candidate" not in block.keywords, block.citekey


def test_antecedents_are_earlier_and_of_the_same_work(resolution: Resolution) -> None:
    """What a note continues stands before it; a resolved pair names one work."""
    notes = {note.number: note for note in resolution.notes}
    found = 0
    for note in resolution.notes:
        for cite in note.cites:
            if cite.antecedent is None:
                continue
            found += 1
            assert int(cite.antecedent.note) < int(note.number)
            earlier = notes[cite.antecedent.note].cites[cite.antecedent.cite]
            assert cite.citekey in (earlier.citekey, None)
            assert cite.citekey or cite.candidates[0].citekey == earlier.citekey
    assert found == 6


def test_anchors_have_at_most_six_words(resolution: Resolution) -> None:
    """Enough to find the place; never the sentence, and no text of a note."""
    for note in resolution.notes:
        assert 1 <= len(note.anchor.split()) <= 6, note.number
        assert (note.text, note.sentence) == (None, "")


def test_anchors_are_in_the_essay_before_their_markers(resolution: Resolution, shared: Path) -> None:
    """Each anchor followed by its number occurs in the essay, in order."""
    essay = " ".join(_essay(shared).split())
    place = 0
    for note in resolution.notes:
        found = essay.find(note.anchor + note.number, place)
        assert found >= 0, f"{note.number}: {note.anchor}"
        place = found + 1


def test_no_sentence_of_the_essay_is_in_the_library(refs: Path, blocks: list[Any], shared: Path) -> None:
    """No seven words in a row, titles apart."""
    titles = [block.fields.get(name, "") for block in blocks for name in TITLES]
    titles += [f"{block.fields.get('title', '')} {block.fields.get('subtitle', '')}" for block in blocks]
    own = {run for title in titles for run in _runs(title)}
    taken = _runs(_essay(shared)) - own
    assert len(taken) > 4000
    for path in [refs / "primary.bib", refs / "secondary.bib", refs / "sergecite.toml", *refs.glob("essays/*.toml")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not _runs(line) & taken, f"{path.name}: {line}"


def _essay(shared: Path) -> str:
    return (shared / "essay" / "000_b1d12ef0659c68c6.txt").read_text(encoding="utf-8")


def _runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of seven words, without accents, case, punctuation and digits (markers are glued to words)."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    words = re.findall(r"[a-z]+(?:[-'’][a-z]+)*", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    size = LONGEST_RUN + 1
    return {tuple(words[start : start + size]) for start in range(len(words) - size + 1)}
