"""Give an essay the notes of another file: a list of notes, or a copy of the same essay that still has them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from sergecite.errors import InputError
from sergecite.essay.noteblock import read_note_list
from sergecite.essay.plaintext import LOST, disagreements
from sergecite.model.document import Document, Marker, Note

ANCHOR_WORDS = 4
"""Words before a marker that name its place in both copies; short, as translations and edits differ."""

MOSTLY_NOTES = 0.7
"""Share of a file's text that is notes in a file of notes; an essay's notes stay below its body."""

SAME_ESSAY = 0.5
"""Share of the anchors both copies must have in common to be the same essay."""


def borrow_notes(document: Document, other: Document, name: str) -> Document:
    """Return the document with the notes of `other`; offsets of notes are dropped, as they are those of another file."""
    if other.markers and other.notes and not _is_list(other):
        pairs = _aligned(document, other)
        if len(pairs) < SAME_ESSAY * min(len(document.markers), len(other.markers)):
            raise InputError(
                "this is another essay: the words before its markers are not those of the essay",
                place=name,
                hint="give a copy of the same essay, or a file with nothing but the notes",
            )
        return _with(document, *_renumbered(other, pairs, name))
    notes = read_note_list(other.body) if other.format == "plaintext" else other.notes or read_note_list(other.body)
    if not notes:
        raise InputError("no notes found", place=name, hint="number them 1., 2., 3. at the starts of lines")
    return _with(document, notes, [])


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
    return _filled(document, other, pairs)


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


def _anchor(document: Document, index: int) -> str:
    marker = document.markers[index]
    before = document.body[max(0, marker.start - 120) : marker.start]
    words = re.findall(r"[^\W\d_]+", before.casefold())
    return " ".join(words[-ANCHOR_WORDS:])
