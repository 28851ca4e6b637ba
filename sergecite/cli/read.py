"""`sergecite read`: show an essay's markers and notes as they were read."""

import shutil
import sys
import textwrap
from pathlib import Path
from typing import Annotated, Any

import typer

from sergecite.cli.context import emit, emit_json, leave, say_some, session
from sergecite.errors import ExitCode
from sergecite.essay.reader import read_bytes, read_essay
from sergecite.model.document import Document

_WORDS_BEFORE = 6
"""Words of the body shown before a marker: enough to find the place."""


def command(
    context: typer.Context,
    essay: Annotated[
        Path, typer.Argument(metavar="ESSAY", help="The essay; - for a text on stdin.", show_default=False)
    ],
    notes_from: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where the notes are: a list of notes, or a copy of the essay that has them."),
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", help='{"format", "markers": [{"number", "start", "end", "chapter"}], "notes": '
                     '[{"number", "text", "start", "end", "chapter", "italics"}], "warnings"}; offsets in characters.'),
    ] = False,
) -> None:  # fmt: skip
    r"""Show which note markers an essay has and what its notes say, before anything is resolved.

    \b
    sergecite read essay.txt
    sergecite read essay.docx --json
    sergecite read pasted.txt --notes-from notes.txt
    """
    if str(essay) == "-":
        document = read_bytes(sys.stdin.buffer.read(), "-", notes_from)
    else:
        document = read_essay(essay, notes_from)
    if as_json:
        emit_json(_as_json(document))
    else:
        emit(_table(document))
        say_some(session(context).say, [f"note: {one}" for one in document.warnings], "--json")
    if not document.markers and not document.notes:
        leave(ExitCode.LEFT)


def _as_json(document: Document) -> dict[str, Any]:
    placed = document.has_offsets
    return {
        "format": document.format,
        "markers": [
            {
                "number": marker.number,
                "start": marker.start if placed else None,
                "end": marker.end if placed else None,
                "chapter": marker.chapter,
            }
            for marker in document.markers
        ],
        "notes": [
            {
                "number": note.number,
                "text": note.text,
                "start": note.start,
                "end": note.end,
                "chapter": note.chapter,
                "italics": [list(span) for span in note.italics],
            }
            for note in document.notes
        ],
        "warnings": list(document.warnings),
    }


def _table(document: Document) -> str:
    """Return a listing to look at: each marker with the words before it and what its note says."""
    width = max(40, min(shutil.get_terminal_size((80, 24)).columns, 110))
    texts = {(note.chapter, note.number): note.text for note in document.notes}
    column = max((len(marker.number) for marker in document.markers), default=1) + 2
    lines = [_summary(document), ""]
    chapters = len({marker.chapter for marker in document.markers}) > 1
    chapter = -1
    for marker in document.markers:
        if chapters and marker.chapter != chapter:
            lines += [f"Chapter {marker.chapter + 1}"]
        chapter = marker.chapter
        place = "… " + " ".join(_words_before(document, marker.start))
        lines.append(f"{marker.number:>{column}}  {place[: width - column - 2]}")
        text = texts.get((marker.chapter, marker.number))
        if text:
            margin = " " * (column + 4)
            lines += textwrap.wrap(text, width, initial_indent=margin, subsequent_indent=margin)
    return "\n".join(lines)


def _summary(document: Document) -> str:
    markers, notes = len(document.markers), len(document.notes)
    below = f"{notes} note{'s' if notes != 1 else ''}" if notes else "their text is lost" if markers else "no notes"
    return f"{document.format}: {markers or 'no'} marker{'s' if markers != 1 else ''}, {below}"


def _words_before(document: Document, offset: int) -> list[str]:
    known = [marker for marker in document.markers if offset - 200 < marker.end <= offset]
    start = max([max(0, offset - 120), *(marker.end for marker in known if marker.end < offset)])
    return document.body[start:offset].split()[-_WORDS_BEFORE:]
