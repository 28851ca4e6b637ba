"""`sergecite resolve`: say what each note of an essay cites, how surely and why."""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from sergecite.cli.context import Session, emit, emit_json, leave, session
from sergecite.cli.drafting import Drafts
from sergecite.cli.progress import progress, size_of
from sergecite.cli.records import RECORD, Say, save
from sergecite.cli.resolution_view import listing, resolution_json, total_line
from sergecite.cli.resolving import Failed, RecordOf, resolve_all
from sergecite.cli.shelf import open_library, plural
from sergecite.errors import ExitCode, InputError, UsageError
from sergecite.model.resolution import Resolution, Status
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
    sergecite resolve essay.md --save essay.toml
    sergecite resolve body.txt --notes-from notes.txt --json
    sergecite resolve drafts/          all essays in a folder
    sergecite resolve bourrinet2002    a record, by its name
    """
    here = session(context)
    library = open_library(context)
    paths = _essays(essays)
    several = len(paths) > 1 or any(path.is_dir() for path in essays)
    if several and notes_from is not None:
        raise UsageError("--notes-from goes with one essay", hint="resolve the essays one by one")
    record_of = _records(paths, save_to, several=several)
    done, failed = _resolved(here, paths, library, notes_from, record_of, several=several)
    if add and _drafted(done, library, here.say) and Path("-") not in done:
        fresh = Library.open(library.place)
        outcomes = resolve_all(list(done), fresh, notes_from=notes_from, record_of=record_of, tell=_hush)
        done |= {path: one for path, one in zip(list(done), outcomes, strict=True) if isinstance(one, Resolution)}
    for path, resolution in done.items():
        if (target := record_of(path)) is not None:
            save(resolution, target)
    _show(list(done.values()), failed, as_json=as_json, several=several)
    if failed and not done:
        leave(ExitCode.BAD_INPUT)
    is_open = any(note.status in (Status.UNRESOLVED, Status.AMBIGUOUS) for one in done.values() for note in one.notes)
    if not several and not done[paths[0]].notes:
        here.say(
            f"`sergecite read {paths[0]}` shows what was taken for markers and notes; --notes-from FILE names the notes"
        )
        leave(ExitCode.LEFT)
    if is_open and not several and not as_json and here.may_ask:
        here.say(f"`sergecite review {save_to or paths[0]}` goes through what is open")
    leave(ExitCode.LEFT if failed or is_open else ExitCode.DONE)


def _drafted(done: Mapping[Path, Resolution], library: Library, say: Say) -> bool:
    """Add the works that are cited in full and missing; tell whether any was."""
    drafts = Drafts(library, say)
    count = 0
    for resolution in done.values():
        essay = Path(resolution.essay).name
        for note in resolution.notes:
            where = f"note {note.number} of {essay}" if len(done) > 1 else f"note {note.number}"
            count += sum(drafts.take(cite, f"{note.number} of {essay}", where) is not None for cite in note.cites)
    drafts.add()
    if count:
        say(f"{plural(count, 'draft')} to check: `sergecite list tag:draft`")
    return bool(count)


def _resolved(
    here: Session, paths: list[Path], library: Library, notes_from: Path | None, record_of: RecordOf, *, several: bool
) -> tuple[dict[Path, Resolution], list[Failed]]:
    """Return the resolutions by path, and what failed; what there is to say of several is said at the end."""
    done: dict[Path, Resolution] = {}
    failed: list[Failed] = []
    said: dict[str, list[Path]] = {}
    with progress(here, "resolving", size_of(library)) as shown:

        def tell(path: Path, message: str) -> None:
            if several:
                said.setdefault(message, []).append(path)
            else:
                shown.say(message)

        outcomes = resolve_all(paths, library, notes_from=notes_from, record_of=record_of, tell=tell)
        for number, (path, outcome) in enumerate(zip(paths, outcomes, strict=True), 1):
            if isinstance(outcome, Resolution):
                done[path] = outcome
            elif several:
                failed.append(outcome)
            else:
                raise outcome.error
            if several:
                shown("resolving", number, len(paths))
    for message, told in said.items():
        here.say(f"{told[0]}{f' and {len(told) - 1} more' if len(told) > 1 else ''}: {message}")
    for one in failed:
        here.say(f"error: {one.error}")
    return done, failed


def _hush(_: Path, __: str) -> None:
    """Say nothing: it has been said."""


def _records(paths: list[Path], save_to: Path | None, *, several: bool) -> RecordOf:
    """Return which record belongs to an essay: the file named, of several one each in the folder named."""
    if save_to is None or not several:
        return lambda _: save_to
    names: dict[str, Path] = {}
    for path in paths:
        other = names.setdefault(f"{path.stem}{RECORD}", path)
        if other != path:
            raise UsageError(f"{other} and {path} would be saved in one record", hint="resolve them one by one")
    return lambda path: save_to / f"{path.stem}{RECORD}"


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
    if several:
        emit(f"{len(done)} essays, {total_line(done)}")
