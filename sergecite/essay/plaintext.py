"""Read plain text as pasted from the web or exported: markers as digits, notes at the end, per chapter or per page."""

from collections.abc import Sequence

from sergecite.essay.labelled import find_labelled
from sergecite.essay.markers import find_markers
from sergecite.essay.noteblock import find_blocks
from sergecite.essay.numerals import value
from sergecite.essay.signs import find_signs
from sergecite.model.document import Document, Marker, Note

_LONGEST_LIST = 12
LOST = "the text of the notes is not in the essay"


def read_plaintext(text: str) -> Document:
    """Return the essay; offsets are those of `text`."""
    markers, notes = find_labelled(text)
    if not any(value(marker.number) for marker in markers):
        numbered, below = _numbered(text, [(note.start or 0, note.end or 0) for note in notes])
        markers, notes = [*markers, *numbered], [*notes, *below]
    signs, below = find_signs(text)
    found = tuple(sorted((*markers, *signs), key=lambda marker: marker.start))
    texts = tuple(sorted((*notes, *below), key=lambda note: note.start or 0))
    return Document(format="plaintext", body=text, markers=found, notes=texts, warnings=disagreements(found, texts))


def _numbered(text: str, outside: Sequence[tuple[int, int]]) -> tuple[list[Marker], list[Note]]:
    """Return the markers that are numbers, and the notes of the lines that begin with these numbers."""
    markers = find_markers(text, outside)
    blocks = find_blocks(text, markers)
    if blocks:
        spans = [*outside, *(span for block in blocks for span in block.spans)]
        known = frozenset(int(note.number) for block in blocks for note in block.notes)
        chapters = {marker.chapter for marker in markers}
        markers = find_markers(text, spans, known, restarts=len(chapters) > 1 or len(blocks) > 1)
    return list(markers), [note for block in blocks for note in block.notes]


def disagreements(markers: Sequence[Marker], notes: Sequence[Note]) -> tuple[str, ...]:
    """Say which markers and notes are missing: gaps in the numbering, markers without notes, notes without markers."""
    found = []
    called = {(marker.chapter, value(marker.number)) for marker in markers}
    chapters: dict[int, set[int]] = {}
    for chapter, number in called:
        chapters.setdefault(chapter, set()).add(number or 0)
    for chapter, numbers in sorted(chapters.items()):
        gaps = sorted(set(range(1, max(numbers))) - numbers)
        if gaps:
            found.append(
                f"no marker found for {listed(gaps)}" + (f" in chapter {chapter + 1}" if len(chapters) > 1 else "")
            )
    below = {(note.chapter, value(note.number)) for note in notes}
    if below:
        lost = sorted(number for _, number in called - below if number)
        idle = sorted(number for _, number in below - called if number)
        found += [f"no note found for marker {listed(lost)}"] if lost else []
        found += [f"no marker found for note {listed(idle)}"] if idle else []
    elif markers:
        found.append(LOST)
    return tuple(found)


def listed(things: Sequence[object]) -> str:
    """Return a list in words, the end of a long one counted."""
    shown = ", ".join(map(str, things[:_LONGEST_LIST]))
    more = len(things) - _LONGEST_LIST
    return f"{shown} and {more} more" if more > 0 else shown
