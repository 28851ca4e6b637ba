"""`sergecite catalogue`: build and search an offline catalogue."""

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from sergecite.cli.add_report import candidate_row, describe
from sergecite.cli.context import Session, emit, emit_json, leave, session
from sergecite.cli.sourcing import catalogue_path, parse_reference
from sergecite.errors import ExitCode, SergeciteError, UsageError
from sergecite.model.recognise import recognise
from sergecite.sources.catalogue import Catalogue
from sergecite.sources.catalogue_build import build
from sergecite.sources.types import Found


class Action(StrEnum):
    """What to do."""

    BUILD = "build"
    FIND = "find"
    INFO = "info"


_TROUBLES = 20
"""Records that cannot be read are told one by one up to here, then counted."""


def command(
    context: typer.Context,
    action: Annotated[Action, typer.Argument(help="build: take in dumps; find: look something up; info: what is in it.", show_default=False)],
    what: Annotated[list[str] | None, typer.Argument(metavar="[FILE ...|WORDS]", show_default=False,
                    help="build: files or folders. find: an identifier, a title or a whole reference.")] = None,
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="The catalogue; otherwise $SERGECITE_CATALOGUE, `catalogue` in "
                  "[sources], or your own.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help='find: [{"title", "author", "date", "doi", "isbn", "confidence", "agree", '
                       '"differ"}]; info and build: {"path", "works", "files": [{"path", "records", "complete"}]}.')] = False,
) -> None:  # fmt: skip
    r"""Keep millions of works on this machine: `add` and `--offline` find them there without asking anyone.

    \b
    sergecite catalogue build crossref-2026/ editions.txt.gz
    sergecite catalogue find "Serge, Memoirs"
    sergecite catalogue info

    Takes Crossref's public data file, Open Library's dumps (authors first) and every format `add` reads, compressed or
    not. A build that was interrupted goes on where it stopped; files taken in already are passed over.
    """
    here = session(context)
    path = to or catalogue_path(here.library)
    if action is Action.BUILD:
        if not what:
            raise UsageError("nothing to take in", hint="sergecite catalogue build FILE...")
        _build(here, path, [Path(name) for name in what], as_json=as_json)
    elif action is Action.FIND:
        if not what:
            raise UsageError("nothing to look up", hint='sergecite catalogue find "Serge, Memoirs of a Revolutionary"')
        _find(path, " ".join(what), as_json=as_json)
    else:
        _info(path, as_json=as_json)


def _build(here: Session, path: Path, files: list[Path], *, as_json: bool) -> None:
    told = 0

    def progress(name: str, records: int) -> None:
        if sys.stderr.isatty() and not here.quiet:
            sys.stderr.write(f"\r{name}: {records:,} records\x1b[K")
            sys.stderr.flush()

    def trouble(fault: SergeciteError) -> None:
        nonlocal told
        told += 1
        if told <= _TROUBLES:
            here.say(str(fault))
        elif told == _TROUBLES + 1:
            here.say("more records cannot be read; they are counted")

    catalogue = Catalogue(path, create=True)
    try:
        built = build(catalogue, files, progress=progress, trouble=trouble)
    except KeyboardInterrupt:
        here.say(f"\ninterrupted at {catalogue.works:,} works; the same call goes on from there")
        leave(ExitCode.LEFT)
    finally:
        catalogue.close()
    if sys.stderr.isatty():
        here.say("")
    unread = f", {built.problems:,} records could not be read" if built.problems else ""
    here.say(f"{path}: {built.added:,} works added, {built.works:,} in all{unread}")
    if as_json:
        _info(path, as_json=True)
    if built.problems:
        leave(ExitCode.LEFT)


def _find(path: Path, words: str, *, as_json: bool) -> None:
    catalogue = Catalogue(path)
    try:
        identifier = recognise(words)
        if identifier is not None:
            entry = catalogue.by_identifier(identifier)
            found = [Found(entry=entry)] if entry else []
        else:
            found = catalogue.find(words, parse_reference(words), date=datetime.now(UTC).date().isoformat())
    finally:
        catalogue.close()
    if as_json:
        emit_json([_row(one) for one in found])
    elif found:
        emit("\n".join(f"{one.confidence:4.0%}  {describe(one.entry)}" for one in found))
    if not found:
        leave(ExitCode.LEFT)


def _row(found: Found) -> dict[str, Any]:
    """Return a work as `add` has its candidates, less the services: none was asked."""
    return {name: value for name, value in candidate_row(found).items() if name != "services"}


def _info(path: Path, *, as_json: bool) -> None:
    catalogue = Catalogue(path)
    try:
        works, files = catalogue.works, catalogue.sources()
    finally:
        catalogue.close()
    if as_json:
        rows = [{"path": name, "records": records, "complete": complete} for name, records, complete in files]
        emit_json({"path": str(path), "works": works, "files": rows})
        return
    lines = [f"{path}: {works:,} works, {path.stat().st_size / 1e6:,.0f} MB"]
    lines += [
        f"  {name}: {records:,} records{'' if complete else ', interrupted'}" for name, records, complete in files
    ]
    emit("\n".join(lines))
