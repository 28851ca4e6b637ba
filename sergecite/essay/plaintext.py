"""Read plain text as pasted from the web or exported: markers as digits, notes at the end, per chapter or per page."""

import re
from collections.abc import Sequence

from sergecite.essay.markers import find_markers
from sergecite.essay.noteblock import find_blocks
from sergecite.model.document import Document, Marker, Note

_SYMBOL_LINE = re.compile(r"^[ \t]*(?!\*+[^*\n]+\*)(\*{1,3}|[†‡])[ \t]*(?=[^\s*†‡])", re.MULTILINE)
_SYMBOL_CALL = re.compile(r"(?<=[\w.,;:!?”’»)\"'])(?:\*{1,3}|[†‡])(?=[\s.,;:!?”’»)\]]|\Z)")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\r?\n|\Z")
_LONGEST_LIST = 12
LOST = "the text of the notes is not in the essay"


def read_plaintext(text: str) -> Document:
    """Return the essay; offsets are those of `text`."""
    markers = find_markers(text)
    blocks = find_blocks(text, markers)
    if blocks:
        spans = [span for block in blocks for span in block.spans]
        known = frozenset(int(note.number) for block in blocks for note in block.notes)
        markers = find_markers(text, spans, known)
    notes = tuple(note for block in blocks for note in block.notes)
    calls, below = _symbols(text)
    markers = tuple(sorted((*markers, *calls), key=lambda marker: marker.start))
    notes = tuple(sorted((*notes, *below), key=lambda note: note.start or 0))
    return Document(format="plaintext", body=text, markers=markers, notes=notes, warnings=disagreements(markers, notes))


def disagreements(markers: Sequence[Marker], notes: Sequence[Note]) -> tuple[str, ...]:
    """Say which markers and notes are missing: gaps in the numbering, markers without notes, notes without markers."""
    found = []
    called = {(marker.chapter, marker.number) for marker in markers}
    for chapter in sorted({chapter for chapter, _ in called}):
        numbers = {int(number) for at, number in called if at == chapter and number.isdigit()}
        gaps = sorted(set(range(1, max(numbers, default=0))) - numbers)
        if gaps:
            found.append(f"no marker found for {listed(gaps)}{_where(chapter, called)}")
    below = {(note.chapter, note.number) for note in notes}
    if below:
        lost = sorted((int(number) for at, number in called - below if number.isdigit()))
        idle = sorted((int(number) for at, number in below - called if number.isdigit()))
        found += [f"no note found for marker {listed(lost)}"] if lost else []
        found += [f"no marker found for note {listed(idle)}"] if idle else []
    elif markers:
        found.append(LOST)
    return tuple(found)


def _where(chapter: int, called: set[tuple[int, str]]) -> str:
    return f" in chapter {chapter + 1}" if len({at for at, _ in called}) > 1 else ""


def listed(things: Sequence[object]) -> str:
    """Return a list in words, the end of a long one counted."""
    shown = ", ".join(map(str, things[:_LONGEST_LIST]))
    more = len(things) - _LONGEST_LIST
    return f"{shown} and {more} more" if more > 0 else shown


def _symbols(text: str) -> tuple[list[Marker], list[Note]]:
    """Return the notes called by * and dagger; each needs its line below, else it is a list, emphasis or a death."""
    lines: dict[str, list[re.Match[str]]] = {}
    for line in _SYMBOL_LINE.finditer(text):
        lines.setdefault(line[1], []).append(line)
    markers, notes = [], []
    for symbol, below in lines.items():
        calls = [call for call in _SYMBOL_CALL.finditer(text) if call[0] == symbol and not _emphasis(text, call)]
        if len(calls) != len(below) or any(
            call.start() > line.start() for call, line in zip(calls, below, strict=True)
        ):
            continue
        for chapter, (call, line) in enumerate(zip(calls, below, strict=True)):
            end = _PARAGRAPH_END.search(text, line.end())
            stop = end.start() if end else len(text)
            markers.append(Marker(number=symbol, start=call.start(), end=call.end(), chapter=chapter))
            notes.append(
                Note(
                    number=symbol,
                    text=" ".join(text[line.end() : stop].split()),
                    start=line.end(),
                    end=stop,
                    chapter=chapter,
                )
            )
    return markers, notes


def _emphasis(text: str, call: re.Match[str]) -> bool:
    """Whether the sign closes an emphasis that was opened in the same line."""
    line = text[text.rfind("\n", 0, call.start()) + 1 : call.start()]
    return bool(re.search(rf"(?:^|[\s(“]){re.escape(call[0])}\w[^*]*$", line))
