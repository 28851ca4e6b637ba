"""`sergecite review`: go through what is open, one note at a time, and confirm, correct or skip."""

import shutil
import sys
import textwrap
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sergecite.cli.context import leave, session, visible
from sergecite.cli.drafting import Drafts
from sergecite.cli.listing import people, title, year
from sergecite.cli.progress import progress, size_of
from sergecite.cli.records import RECORD, find_essay, save
from sergecite.cli.resolution_view import cite_lines, summary_line
from sergecite.cli.resolving import resolve_one
from sergecite.cli.shelf import open_library
from sergecite.cli.show import entry_lines
from sergecite.cli.sitting import Answer, Sitting, is_open
from sergecite.errors import ExitCode, SergeciteError, UsageError
from sergecite.model.entry import Entry
from sergecite.model.resolution import CiteKind, Resolution, Status
from sergecite.resolve.locators import find_locators
from sergecite.store.library import Library, nearest
from sergecite.store.query import parse_query
from sergecite.store.search import rank

_MOST_FOUND = 9
_RIGHT = "right? [y, 1, citekey, /words, ? for help] "
_WHICH = "which? [1, citekey, /words, - for none, ? for help] "
_HELP = """  Enter, y   the proposal is right
  1, 2 ...   the entry with this number instead
  KEY        the entry with this citekey instead
  KEY@34     ... at this place: 34, chap. 2, fol. 5r
  @34        the proposal, but at this place
  -          nothing is cited here
  /words     search the library; what is found gets numbers
  o 1, o KEY open an entry
  a          add the work to the library, as the note has it
  s          skip, stays open
  b          back to the question before
  u          undo the last answer
  q          stop; every answer is saved as it is given"""


def command(
    context: typer.Context,
    essay: Annotated[
        Path, typer.Argument(metavar="ESSAY|RECORD", help="An essay, the record `resolve --save` wrote, or the bare name "
                             "of a record of the library.", show_default=False)
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

    Answers are saved one by one: stop when you like, and the next time begins with what is still open.

    \b
    sergecite review essay.docx
    sergecite review essay.toml --all
    sergecite review bourrinet2002 --save mine.toml
    """
    here = session(context)
    if not here.may_ask:
        raise UsageError(
            "review asks questions and needs a terminal", hint="`resolve --save RECORD` writes a file to edit"
        )
    library = open_library(context)
    essay = find_essay(essay, library.root)
    target = save_to or essay.with_suffix(RECORD)
    if not library.place.writable and target.resolve().is_relative_to(library.root.resolve()):
        raise UsageError(
            "this record comes with sergecite; it is only to be read", hint="--save FILE keeps your answers"
        )
    with progress(here, "resolving", size_of(library)) as shown:
        found = resolve_one(essay, library, record_at=target, say=shown.say)
    stamp = f"user {datetime.now(UTC).date().isoformat()}"
    review = _Review(Sitting(found, stamp, everything=everything), library, lambda resolution: save(resolution, target))
    try:
        review.run()
    except (KeyboardInterrupt, EOFError):
        here.say("\nstopped")
    resolution = review.sitting.resolution
    if review.sitting.answered:
        here.say(f"saved in {target}")
    here.say(summary_line(resolution))
    leave(ExitCode.LEFT if any(is_open(note) for note in resolution.notes) else ExitCode.DONE)


class _Review:
    """The conversation: shows each question, takes an answer, keeps it."""

    def __init__(self, sitting: Sitting, library: Library, keep: Callable[[Resolution], None]) -> None:
        self.sitting = sitting
        self._library = library
        self._keep = keep
        self._entries = {entry.citekey: entry for entry in library.entries()}
        self._width = max(40, min(shutil.get_terminal_size((80, 24)).columns, 100))
        self._numbered: list[str] = []
        resolution = sitting.resolution
        was_read = any(cite.kind is not CiteKind.CONTEXT for note in resolution.notes for cite in note.cites)
        where = resolution.notes_from or resolution.essay
        self._no_text = f"(its words are in {where}, which is not at hand)" if was_read else "(its text is lost)"

    def run(self) -> None:
        """Ask one question after another."""
        while not self.sitting.is_done:
            self._show()
            if not self._ask():
                return

    def _show(self) -> None:
        note, cite = self.sitting.note, self.sitting.cite
        at, count = self.sitting.progress
        self._say(f"\n[{at} of {count}]")
        if note.sentence or note.anchor:
            self._say(f"{note.sentence or '… ' + note.anchor} [{note.number}]")
        self._say(f"{note.number}. {note.text if note.text is not None else self._no_text}")
        if len(note.cites) > 1:
            words = f": “{cite.text}”" if cite.text else ""
            self._say(f"  cite {self.sitting.place + 1} of {len(note.cites)}{words}")
        for line in cite_lines(cite, self._width, with_candidates=False):
            self._say(line)
        if cite.status is Status.RESOLVED and cite.citekey in self._entries:
            self._say(f"      {_in_words(self._entries[cite.citekey])}")
        if note.comment:
            self._say(f"      {note.comment}")
        self._list([one.citekey for one in cite.candidates], [f"{one.confidence:.0%}" for one in cite.candidates])

    def _list(self, citekeys: list[str], remarks: list[str]) -> None:
        """Show entries with the numbers by which they can be chosen."""
        self._numbered = citekeys
        for number, (citekey, remark) in enumerate(zip(citekeys, remarks, strict=True), 1):
            entry = self._entries.get(citekey)
            words = f": {_in_words(entry)}" if entry else " (not in the library)"
            self._say(f"   {number}. {citekey}{f' ({remark})' if remark else ''}{words}", hanging=6)

    def _ask(self) -> bool:
        """Take answers until the question is left; tell whether to go on."""
        while True:
            sys.stderr.write(_RIGHT if self.sitting.cite.status is Status.RESOLVED else _WHICH)
            sys.stderr.flush()
            line = sys.stdin.readline()
            if not line:
                raise EOFError
            answer = line.strip()
            word, _, rest = answer.partition(" ")
            if answer == "q":
                return False
            if answer == "s":
                self.sitting.skip()
                return True
            if answer == "b":
                if not self.sitting.back():
                    self._say("this is the first")
                return True
            if answer == "u":
                if self._undo():
                    return True
            elif answer == "a":
                if self._draft():
                    return True
            elif answer in ("-", "none"):
                self.sitting.cites_nothing()
                self._keep(self.sitting.resolution)
                return True
            elif answer.startswith("/"):
                self._search(answer[1:].strip())
            elif word == "o" and rest:
                self._open(rest.strip())
            elif answer in ("?", "h", "help"):
                self._say(_HELP)
            elif self._settle(answer):
                return True

    def _undo(self) -> bool:
        if not self.sitting.undo():
            self._say("there is no answer to take back")
            return False
        self._keep(self.sitting.resolution)
        return True

    def _settle(self, answer: str) -> bool:
        """Settle the cite as answered; where the answer names no entry, say so."""
        name, _, locator = answer.partition("@")
        if name in ("", "y", "yes"):
            if self.sitting.cite.status is not Status.RESOLVED:
                self._say("nothing is proposed; give a number or a citekey, /words to search, a to add, or s to skip")
                return False
            citekey = None
        else:
            citekey = self._named(name)
            if citekey is None:
                return False
        self._answer(citekey, locator.strip())
        return True

    def _answer(self, citekey: str | None, place: str = "") -> None:
        """Settle the cite with an entry, or as proposed; `place` is a locator as written, "34" or "chap. 2"."""
        said = find_locators(place)
        answer = Answer(
            citekey=citekey,
            locator=said[-1].value if said else place or None,
            label=said[-1].label if said else None,
        )
        followers = self.sitting.settle(answer)
        self._keep(self.sitting.resolution)
        if followers:
            self._say(f"so does note {', '.join(followers)}, which points back here")

    def _draft(self) -> bool:
        """Add the work to the library as the note has it, and settle the cite with it; say so where that cannot be."""
        note, essay = self.sitting.note, Path(self.sitting.resolution.essay).name
        said: list[str] = []
        try:
            drafts = Drafts(self._library, said.append)
            citekey = drafts.take(self.sitting.cite, f"{note.number} of {essay}", f"note {note.number}")
            drafts.add()
        except SergeciteError as fault:
            self._say(f"{fault}" + (f"; {fault.hint}" if fault.hint else ""))
            return False
        for line in said or ["the note does not name a work in full; `sergecite add` adds it, then give its citekey"]:
            self._say(line)
        if citekey is None:
            return False
        self._entries = {entry.citekey: entry for entry in self._library.entries()}
        self._answer(citekey)
        return True

    def _named(self, name: str) -> str | None:
        """Return the citekey behind a number or a citekey as typed; say so where there is none."""
        if name.isdecimal() and 1 <= int(name) <= len(self._numbered):
            return self._numbered[int(name) - 1]
        if name in self._entries:
            return name
        near = nearest(name, self._entries)
        self._say(f"no entry {name}" + (f"; did you mean {near}?" if near else f"; /{name} searches for it"))
        return None

    def _search(self, words: str) -> None:
        try:
            query = parse_query(words)
            found = rank(query, self._library.select(query))
        except SergeciteError as fault:
            self._say(f"{fault}" + (f"; {fault.hint}" if fault.hint else ""))
            return
        if not found:
            self._say(f"nothing matches {words}")
            return
        self._list([entry.citekey for entry in found[:_MOST_FOUND]], [""] * min(len(found), _MOST_FOUND))
        if len(found) > _MOST_FOUND:
            self._say(f"      and {len(found) - _MOST_FOUND} more; further words narrow it")

    def _open(self, name: str) -> None:
        citekey = self._named(name)
        if citekey is not None and citekey in self._entries:
            meanings = self._library.settings.provenance
            lines = entry_lines(self._entries[citekey], self._width, citekey, meanings)
            sys.stderr.write("".join(f"{visible(line)}\n" for line in lines))

    def _say(self, text: str, *, hanging: int = 0) -> None:
        """Write to the terminal, wrapped; what follows in a wrapped line stands under what it belongs to."""
        for part in text.split("\n"):
            indent = " " * (hanging or len(part) - len(part.lstrip()))
            wrapped = textwrap.wrap(part, self._width, subsequent_indent=indent, break_long_words=False) or [""]
            sys.stderr.write(visible("\n".join(wrapped)) + "\n")


def _in_words(entry: Entry) -> str:
    """Return whom, what and when in one line."""
    who, when = people(entry, short=True), year(entry)
    return (f"{who}, " if who else "") + title(entry) + (f" ({when})" if when else "")
