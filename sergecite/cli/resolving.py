"""Runs the resolver for `resolve` and `review`: reads essays, records and the library, in parallel where there are many."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sergecite.cli.context import read_text
from sergecite.errors import InputError, SergeciteError, UnwritableError
from sergecite.essay import read_bytes, read_essay
from sergecite.model.entry import Entry
from sergecite.model.resolution import Cite, CiteKind, Resolution, Status
from sergecite.resolve import record
from sergecite.resolve.resolver import resolve
from sergecite.sources.csl_json import draft_from_csl
from sergecite.sources.provenance import stamp
from sergecite.sources.types import Provenance
from sergecite.store.citekeys import make_citekey
from sergecite.store.discovery import Place
from sergecite.store.duplicates import duplicates_of
from sergecite.store.library import Library

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An essay that could not be resolved."""

    essay: str
    error: SergeciteError


def resolve_all(
    paths: Sequence[Path], place: Place, *, notes_from: Path | None, record_at: Path | None, say: Say
) -> Iterator[Resolution | Failed]:
    """Resolve essays in order; several go in parallel, and one that fails leaves the others alone."""
    if len(paths) == 1 or (os.cpu_count() or 1) == 1:
        entries = Library.open(place).entries()
        for path in paths:
            yield _outcome(path, entries, notes_from, record_at, say)
        return
    with ProcessPoolExecutor(min(os.cpu_count() or 1, len(paths)), initializer=_open, initargs=(place,)) as pool:
        for number, outcome in enumerate(pool.map(_in_worker, paths), 1):
            if sys.stderr.isatty():
                say(f"{number} of {len(paths)}: {paths[number - 1]}")
            yield outcome


_worker_entries: tuple[Entry, ...] = ()


def _open(place: Place) -> None:
    global _worker_entries  # noqa: PLW0603  # one library per worker process, read once
    _worker_entries = Library.open(place).entries()


def _in_worker(path: Path) -> Resolution | Failed:
    return _outcome(path, _worker_entries, None, None, lambda _: None)


def _outcome(
    path: Path, entries: Sequence[Entry], notes_from: Path | None, record_at: Path | None, say: Say
) -> Resolution | Failed:
    try:
        return resolve_one(path, entries, notes_from=notes_from, record_at=record_at, say=say)
    except SergeciteError as error:
        return Failed(essay=str(path), error=error)


def resolve_one(
    path: Path,
    entries: Sequence[Entry],
    *,
    notes_from: Path | None = None,
    record_at: Path | None = None,
    say: Say = lambda _: None,
) -> Resolution:
    """Resolve one essay, or read the record that stands in for it. `record_at` holds what was confirmed before."""
    if path.suffix.lower() == ".toml":
        found = read_record(path)
        known = {entry.citekey for entry in entries}
        named = {cite.citekey for note in found.notes for cite in note.cites if cite.citekey}
        if missing := sorted(named - known):
            say(f"not in the library: {', '.join(missing)}")
        return found
    from_stdin = str(path) == "-"
    document = read_bytes(sys.stdin.buffer.read(), "-", notes_from) if from_stdin else read_essay(path, notes_from)
    for warning in document.warnings:
        say(f"note: {warning}")
    kept = read_record(record_at) if record_at is not None and record_at.is_file() else None
    return replace(resolve(document, entries, kept), essay=str(path))


def read_record(path: Path) -> Resolution:
    """Read a resolution record; InputError where it cannot be read."""
    try:
        text = read_text(path)
    except OSError as fault:
        raise InputError(f"cannot be read: {fault.strerror}", place=str(path)) from fault
    found = record.loads(text, place=str(path))
    return found if found.essay else replace(found, essay=str(path))


def save(resolution: Resolution, path: Path) -> None:
    """Write a record, whole or not at all."""
    text = record.dumps(replace(resolution, essay=Path(resolution.essay).name))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False, newline="\n") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        if path.exists():
            Path(new.name).chmod(path.stat().st_mode)
        else:
            Path(new.name).chmod(0o644)
        Path(new.name).replace(path)
    except OSError as fault:
        raise UnwritableError(f"the record cannot be written: {fault.strerror}", hint=str(path)) from fault


def add_drafts(resolutions: Sequence[Resolution], library: Library, say: Say) -> bool:
    """Add the works that are cited in full and missing; tell whether any was.

    A work that seems to be there already is never merged: it is named and left out. An added entry says in `verba`
    which note it was read from and has the keyword `draft` until someone has checked it.
    """
    if not library.place.writable:
        raise UnwritableError(
            "this library comes with the program and is not written", hint="`sergecite init` makes your own"
        )
    entries = list(library.entries())
    taken = {key for entry in entries for key in (entry.citekey, entry.citekey.lower())}
    today = datetime.now(UTC).date().isoformat()
    new: list[Entry] = []
    for resolution in resolutions:
        for note in resolution.notes:
            for cite in note.cites:
                if not _is_whole(cite):
                    continue
                draft = draft_from_csl(cite.item or {})
                draft.keyword("draft")
                entry = draft.entry()
                where = f"note {note.number}"
                twin = next(iter(duplicates_of(entry, [*entries, *new])), None)
                if twin is not None:
                    say(f"{where}: {entry.text('title')!r} seems to be there as {twin.first.citekey}; left out")
                    continue
                origin = Provenance(
                    service="note", date=today, identifier=f"{note.number} of {Path(resolution.essay).name}"
                )
                entry = replace(stamp(entry, [origin]), citekey=make_citekey(entry, taken, library.settings.citekey))
                taken |= {entry.citekey, entry.citekey.lower()}
                new.append(entry)
                say(f"{where}: added {entry.citekey}")
    if new:
        library.add(new)
    return bool(new)


def _is_whole(cite: Cite) -> bool:
    """Tell whether an open cite is a full reference: who, what, and when or where it appeared."""
    item = cite.item or {}
    if cite.kind is not CiteKind.FULL or cite.status is not Status.UNRESOLVED or cite.candidates:
        return False
    people = item.get("author") or item.get("editor")
    appeared = item.get("issued") or item.get("publisher") or item.get("container-title")
    return bool(people and item.get("title") and appeared)
