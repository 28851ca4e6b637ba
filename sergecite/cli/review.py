"""`sergecite review`: go through what is open, one note at a time, and confirm, correct or skip."""

import os
import shutil
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sergecite.cli.context import leave, session, visible
from sergecite.cli.resolution_view import cite_lines, summary_line
from sergecite.cli.resolving import RECORD, find_essay, resolve_one, save
from sergecite.errors import ExitCode, UsageError
from sergecite.model.entry import Entry
from sergecite.model.resolution import Cite, CiteKind, Resolution, ResolvedNote, Source, Status
from sergecite.sources.clean import without_markup
from sergecite.store.discovery import find_library
from sergecite.store.library import Library, nearest

SURE = 0.9
"""A cite resolved at least this surely is not asked about."""
_HELP = """  Enter, y   the proposal is right
  1, 2 ...   this candidate instead
  KEY        the entry with this citekey instead
  - none     the note cites nothing here
  s          skip, stays open
  b          back to the note before
  q          stop; what was answered is saved"""


def command(
    context: typer.Context,
    essay: Annotated[
        Path, typer.Argument(metavar="ESSAY|RECORD", help="An essay, or the record `resolve --save` wrote.", show_default=False)
    ],
    save_to: Annotated[
        Path | None,
        typer.Option("--save", metavar="RECORD", help="Where the answers go; otherwise RECORD itself, or ESSAY's name "
                     "with .toml."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Ask about every note, not only what is open or unsure.")
    ] = False,
) -> None:  # fmt: skip
    r"""Settle by hand what the resolver left open. What you confirm is kept by every later run.

    \b
    sergecite review essay.docx
    sergecite review essay.toml --all
    """
    here = session(context)
    if not here.may_ask:
        raise UsageError(
            "review asks questions and needs a terminal", hint="`resolve --save RECORD` writes a file to edit"
        )
    library = Library.open(find_library(here.library, os.environ, Path.cwd()))
    essay = find_essay(essay, library.root)
    target = save_to or essay.with_suffix(RECORD)
    found = resolve_one(essay, library, record_at=target, say=here.say)
    review = _Review(found, library.entries(), everything=everything)
    try:
        review.run()
    except (KeyboardInterrupt, EOFError):
        here.say("\nstopped")
    if review.answered:
        save(review.resolution, target)
        here.say(f"saved in {target}")
    here.say(summary_line(review.resolution))
    leave(ExitCode.LEFT if any(_is_open(note, everything=False) for note in review.resolution.notes) else ExitCode.DONE)


class _Review:
    """One sitting: the resolution as it stands, and which notes are still to be asked about."""

    def __init__(self, resolution: Resolution, entries: Sequence[Entry], *, everything: bool) -> None:
        self.resolution = resolution
        self.answered = 0
        self._keys = {entry.citekey: entry for entry in entries}
        self._width = max(40, min(shutil.get_terminal_size((80, 24)).columns, 100))
        self._todo = [
            (place, number)
            for place, note in enumerate(resolution.notes)
            if _is_open(note, everything=everything)
            for number in range(max(1, len(note.cites)))
            if not note.cites or everything or _is_unsure(note.cites[number])
        ]

    def run(self) -> None:
        """Ask about each open cite in turn."""
        at = 0
        while at < len(self._todo):
            place, number = self._todo[at]
            note = self.resolution.notes[place]
            cite = note.cites[number] if note.cites else Cite(kind=CiteKind.CONTEXT, source=Source.CONTEXT)
            self._say(f"\n[{at + 1} of {len(self._todo)}]")
            self._show(note, cite)
            answer = self._ask(cite)
            if answer == "q":
                return
            if answer == "b":
                at = max(0, at - 1)
                continue
            if answer != "s":
                self._settle(place, number, cite, answer)
            at += 1

    def _show(self, note: ResolvedNote, cite: Cite) -> None:
        if note.sentence or note.anchor:
            self._say(f"{note.sentence or '… ' + note.anchor} [{note.number}]")
        self._say(f"{note.number}. {note.text if note.text is not None else '(the text of the note is lost)'}")
        for line in cite_lines(cite, self._width):
            self._say(line)
        for number, candidate in enumerate(cite.candidates, 1):
            entry = self._keys.get(candidate.citekey)
            title = f": {without_markup(entry.text('title'))}" if entry else ""
            self._say(f"      {number}. {candidate.citekey}{title}")

    def _ask(self, cite: Cite) -> str:
        """Return s, q, b, "" (the proposal), "-" (nothing) or a citekey."""
        while True:
            sys.stderr.write("right? [y, number, citekey, -, s, b, q, ?] ")
            sys.stderr.flush()
            line = sys.stdin.readline()
            if not line:
                raise EOFError
            answer = line.strip()
            if answer in ("s", "q", "b"):
                return answer
            if answer in ("-", "none"):
                return "-"
            if answer in ("", "y", "yes"):
                if cite.status is Status.RESOLVED:
                    return ""
                self._say("nothing is proposed; give a number or a citekey, or s to skip")
            elif answer.isdecimal() and 1 <= int(answer) <= len(cite.candidates):
                return cite.candidates[int(answer) - 1].citekey
            elif answer in self._keys:
                return answer
            elif answer in ("?", "h", "help"):
                self._say(_HELP)
            else:
                near = nearest(answer, self._keys)
                self._say(f"no entry {answer}" + (f"; did you mean {near}?" if near else ""))

    def _settle(self, place: int, number: int, cite: Cite, answer: str) -> None:
        note = self.resolution.notes[place]
        stamp = f"user {datetime.now(UTC).date().isoformat()}"
        if answer == "-":
            cites = note.cites[:number] + note.cites[number + 1 :]
            new = replace(note, cites=cites, certainty=note.certainty if cites else stamp)
        else:
            settled = cite if not answer else replace(cite, citekey=answer, candidates=())
            settled = replace(settled, status=Status.RESOLVED, confidence=1.0, source=Source.USER, confirmed=stamp)
            new = replace(note, cites=(*note.cites[:number], settled, *note.cites[number + 1 :]))
        if answer == "-":
            # The places of the note's other cites move up.
            self._todo = [(p, n - 1 if p == place and n > number else n) for p, n in self._todo]
        new = replace(new, status=_overall(new))
        notes = (*self.resolution.notes[:place], new, *self.resolution.notes[place + 1 :])
        self.resolution = replace(self.resolution, notes=notes)
        self.answered += 1

    def _say(self, line: str) -> None:
        """Write to the terminal, wrapped; what follows in a wrapped line stands under what it belongs to."""
        for part in line.split("\n"):
            indent = " " * (len(part) - len(part.lstrip()))
            wrapped = textwrap.wrap(part, self._width, subsequent_indent=indent, break_long_words=False) or [""]
            sys.stderr.write(visible("\n".join(wrapped)) + "\n")


def _is_unsure(cite: Cite) -> bool:
    return not cite.confirmed and (cite.status is not Status.RESOLVED or cite.confidence < SURE)


def _is_open(note: ResolvedNote, *, everything: bool) -> bool:
    if everything:
        return True
    if note.status is Status.EXPLANATORY or (note.certainty and not note.cites):
        return False
    return not note.cites or any(_is_unsure(cite) for cite in note.cites)


def _overall(note: ResolvedNote) -> Status:
    for status in (Status.UNRESOLVED, Status.AMBIGUOUS, Status.RESOLVED):
        if any(cite.status is status for cite in note.cites):
            return status
    return Status.EXPLANATORY
