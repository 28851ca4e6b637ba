"""Give an essay the notes of another file: a list of notes, or a copy of the same essay that still has them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from sergecite.errors import InputError
from sergecite.essay.noteblock import read_note_list, without_heading
from sergecite.essay.plaintext import LOST, disagreements
from sergecite.model.document import Document, Marker, Note

ANCHOR_WORDS = 4
"""Words before a marker that name its place in both copies; short, as translations and edits differ."""

MOSTLY_NOTES = 0.7
"""Share of a file's text that is notes in a file of notes; an essay's notes stay below its body."""

SAME_ESSAY = 0.5
"""Share of the anchors both copies must have in common to be the same essay."""

LEAST_TRANSLATED = 8
"""Markers that must agree by number before a text in other words is taken for a translation."""

TRANSLATED = 0.25
"""Mean share of the names and years before a marker that a translation has before the marker of that number."""


def borrow_notes(document: Document, other: Document, name: str) -> Document:
    """Return the document with the notes of `other`; offsets of notes are dropped, as they are those of another file."""
    if other.markers and other.notes and not _is_list(other):
        pairs = _aligned(document, other)
        if len(pairs) >= SAME_ESSAY * min(len(document.markers), len(other.markers)):
            return _with(document, *_renumbered(other, pairs, name))
        pairs = _translated(document, other)
        if not pairs:
            raise InputError(
                "this is another essay: the words before its markers are not those of the essay",
                place=name,
                hint="give a copy of the same essay, or a file with nothing but the notes",
            )
        borrowed, warnings = _renumbered(other, pairs, name)
        return _with(
            document, borrowed, [*warnings, f"{name} seems to be a translation; its notes go by their numbers"]
        )
    notes = read_note_list(other.body) if other.format == "plaintext" else other.notes or read_note_list(other.body)
    unnumbered = _in_order(document, without_heading(other.body))
    if notes and len(unnumbered) <= 2 * len(notes):  # a few lines of many may begin with a number by chance
        return _with(document, notes, [])
    if not unnumbered:
        raise InputError("no notes found", place=name, hint="number them 1., 2., 3. at the starts of lines")
    return _with(document, unnumbered, [f"the notes in {name} have no numbers; they are taken in order"])


def _in_order(document: Document, text: str) -> tuple[Note, ...]:
    """Return the paragraphs of a text, or else its lines, as notes where there is just one for each marker."""
    called = dict.fromkeys((marker.chapter, marker.number) for marker in document.markers)
    for parts in (re.split(r"\n\s*\n", text), text.splitlines()):
        texts = [" ".join(part.split()) for part in parts if part.strip()]
        if len(texts) == len(called) > 1:
            return tuple(
                Note(number=number, chapter=chapter, text=words)
                for (chapter, number), words in zip(called, texts, strict=True)
            )
    return ()


def _is_list(other: Document) -> bool:
    """Whether the text is little more than notes."""
    return sum(len(note.text) for note in other.notes) > MOSTLY_NOTES * len(other.body)


def _with(document: Document, notes: Sequence[Note], warnings: Sequence[str]) -> Document:
    before = disagreements(document.markers, document.notes)
    said = [warning for warning in document.warnings if warning not in {*before, LOST}]
    said += disagreements(document.markers, notes)
    return replace(
        document,
        notes=tuple(replace(note, start=None, end=None) for note in notes),
        warnings=(*dict.fromkeys(said), *warnings),
    )


def _renumbered(other: Document, pairs: Sequence[tuple[Marker, Marker]], name: str) -> tuple[list[Note], list[str]]:
    texts = {(note.chapter, note.number): note for note in other.notes}
    notes = []
    moved = 0
    for marker, twin in pairs:
        note = texts.get((twin.chapter, twin.number))
        if note is not None:
            moved += marker.number != twin.number
            notes.append(replace(note, number=marker.number, chapter=marker.chapter))
    return notes, [f"{moved} notes are numbered otherwise in {name}"] if moved else []


def _aligned(document: Document, other: Document) -> list[tuple[Marker, Marker]]:
    """Pair the markers of both copies that follow the same words."""
    here = [_anchor(document, index) for index in range(len(document.markers))]
    there = [_anchor(other, index) for index in range(len(other.markers))]
    blocks = SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
    pairs = [
        (document.markers[block.a + step], other.markers[block.b + step])
        for block in blocks
        for step in range(block.size)
    ]
    full = _filled(document, other, pairs)
    return sorted([*full, *_moved(document, other, full, here, there)], key=lambda pair: pair[0].start)


def _moved(
    document: Document, other: Document, pairs: Sequence[tuple[Marker, Marker]], here: list[str], there: list[str]
) -> Iterator[tuple[Marker, Marker]]:
    """Yield the pairs of markers whose paragraph stands elsewhere in the other copy: the same words, only once in each."""
    taken = {one for one, _ in pairs}, {two for _, two in pairs}
    counts = Counter(here), Counter(there)
    places = {anchor: marker for anchor, marker in zip(there, other.markers, strict=True) if marker not in taken[1]}
    for anchor, marker in zip(here, document.markers, strict=True):
        if marker not in taken[0] and anchor in places and counts[0][anchor] == counts[1][anchor] == 1:
            yield marker, places[anchor]


def _filled(document: Document, other: Document, pairs: list[tuple[Marker, Marker]]) -> list[tuple[Marker, Marker]]:
    """Add the markers between two paired ones where both copies have equally many: only their words were edited."""
    full: list[tuple[Marker, Marker]] = []
    edges = [(document.markers.index(one), other.markers.index(two)) for one, two in pairs]
    last_a = last_b = -1
    for a, b in [*edges, (len(document.markers), len(other.markers))] if edges else []:
        if a - last_a == b - last_b:
            full += zip(document.markers[last_a + 1 : a], other.markers[last_b + 1 : b], strict=True)
        if a < len(document.markers):
            full.append((document.markers[a], other.markers[b]))
        last_a, last_b = a, b
    return full


def _translated(document: Document, other: Document) -> list[tuple[Marker, Marker]]:
    """Pair the markers by number where the same years and names stand before them, as in a translation; else nothing.

    Texts on one subject share names too: they must agree far better as numbered than shifted by some markers.
    """
    there = {(marker.chapter, marker.number): index for index, marker in enumerate(other.markers)}
    pairs = [
        (index, there[marker.chapter, marker.number])
        for index, marker in enumerate(document.markers)
        if (marker.chapter, marker.number) in there
    ]
    if len(pairs) < LEAST_TRANSLATED or len(pairs) < MOSTLY_NOTES * max(len(document.markers), len(other.markers)):
        return []
    mine = [_landmarks(document, index) for index, _ in pairs]
    theirs = [_landmarks(other, index) for _, index in pairs]
    straight = sum(map(_share, mine, theirs))
    shifted = max(sum(map(_share, mine, theirs[by:] + theirs[:by])) for by in (2, 3, 5, 7))
    if straight < TRANSLATED * len(pairs) or straight < 2 * shifted:
        return []
    return [(document.markers[one], other.markers[two]) for one, two in pairs]


def _landmarks(document: Document, index: int) -> set[str]:
    """Return what a translation leaves as it is in the text before a marker: years and the beginnings of names."""
    end = document.markers[index].start
    start = max(document.markers[index - 1].end if index else 0, end - 400)
    years = re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", document.body[start:end])
    names = re.findall(r"(?<=[^\W\d_,;:] )[^\W\d_a-zß-ÿ][^\W\d_]{3,}", document.body[start:end])
    return {*years, *(name.casefold()[:4] for name in names)}


def _share(mine: set[str], theirs: set[str]) -> float:
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


def _anchor(document: Document, index: int) -> str:
    marker = document.markers[index]
    before = document.body[max(0, marker.start - 120) : marker.start]
    words = re.findall(r"[^\W\d_]+", before.casefold())
    return " ".join(words[-ANCHOR_WORDS:])
