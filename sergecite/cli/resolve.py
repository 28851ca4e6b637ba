"""`sergecite resolve`: say what each note of an essay cites, how surely and why."""

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from sergecite.cli.context import emit, emit_json, leave, session
from sergecite.cli.resolution_view import listing, resolution_json
from sergecite.cli.resolving import Failed, add_drafts, resolve_all, save
from sergecite.errors import ExitCode, InputError, UsageError
from sergecite.model.resolution import Resolution, Status
from sergecite.store.discovery import find_library
from sergecite.store.library import Library


def command(  # noqa: PLR0917  # one parameter per option is how Typer reads them
    context: typer.Context,
    essays: Annotated[
        list[Path],
        typer.Argument(metavar="ESSAY...", help="Essays, folders of essays or resolution records; - for stdin.",
                       show_default=False),
    ],
    notes_from: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where the notes are: a list of notes, or a copy of the essay that has them."),
    ] = None,
    save_to: Annotated[
        Path | None,
        typer.Option("--save", metavar="RECORD", help="Write what was found to this file (for several essays: folder). "
                     "What a person confirmed in it stays."),
    ] = None,
    add: Annotated[
        bool, typer.Option("--add", help="Put works that are named in full but missing into the library.")
    ] = False,
    as_json: Annotated[
        bool,
        typer.Option("--json", help='{"essay", "notes": [{"number", "text", "sentence", "status", "cites": [CITE]}], '
                     '"summary"}; a list of these for several essays.'),
    ] = False,
) -> None:  # fmt: skip
    r"""Find the library's entry behind every note: full, short, ibid., author-date, several in a note.

    Nothing is written unless asked. 0: all is settled; 1: something is left for you.

    \b
    sergecite resolve essay.docx
    sergecite resolve essay.md --save essay.toml   then: review essay.toml
    sergecite resolve body.txt --notes-from notes.txt --json
    sergecite resolve drafts/                      every essay in a folder
    """
    here = session(context)
    place = find_library(here.library, os.environ, Path.cwd())
    library = Library.open(place)
    paths = _essays(essays)
    several = len(paths) > 1 or any(path.is_dir() for path in essays)
    if several and notes_from is not None:
        raise UsageError("--notes-from goes with one essay", hint="resolve the essays one by one")
    done: list[Resolution] = []
    failed: list[Failed] = []
    for outcome in resolve_all(
        paths, place, notes_from=notes_from, record_at=None if several else save_to, say=here.say
    ):
        if isinstance(outcome, Failed):
            if not several:
                raise outcome.error
            failed.append(outcome)
            here.say(f"error: {outcome.error}")
        else:
            done.append(outcome)
    if add and add_drafts(done, library, here.say) and not any(one.essay == "-" for one in done):
        again = [Path(one.essay) for one in done if Path(one.essay) in paths]
        new = resolve_all(
            again, place, notes_from=notes_from, record_at=None if several else save_to, say=lambda _: None
        )
        done = [one for one in new if isinstance(one, Resolution)]
    if save_to is not None:
        for resolution in done:
            save(resolution, save_to / f"{Path(resolution.essay).stem}.toml" if several else save_to)
    _show(done, failed, as_json=as_json, several=several)
    if failed and not done:
        leave(ExitCode.BAD_INPUT)
    open_notes = any(note.status in (Status.UNRESOLVED, Status.AMBIGUOUS) for r in done for note in r.notes)
    leave(ExitCode.LEFT if failed or open_notes else ExitCode.DONE)


def _essays(paths: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                one for one in path.iterdir() if one.suffix.lower() in _ESSAYS and not one.name.startswith(".")
            )
            if not inside:
                raise InputError(
                    "no essay in this folder", place=str(path), hint=f"looked for {' '.join(sorted(_ESSAYS))}"
                )
            found += inside
        else:
            found.append(path)
    return list(dict.fromkeys(found))


_ESSAYS = {".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".odt", ".epub", ".tex"}


def _show(done: list[Resolution], failed: list[Failed], *, as_json: bool, several: bool) -> None:
    if as_json:
        rows = [resolution_json(one) for one in done]
        faults = [{"essay": one.essay, "error": str(one.error)} for one in failed]
        emit_json([*rows, *faults] if several else rows[0])
        return
    width = max(40, min(shutil.get_terminal_size((80, 24)).columns, 100)) if sys.stdout.isatty() else 80
    for resolution in done:
        if several:
            emit(f"{resolution.essay}\n")
        emit(listing(resolution, width))
        if several:
            emit("")
