"""Runs the resolver for `resolve` and `review`: reads essays, records and the library, in parallel where there are many."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sergecite.cli.consulting import Consulting
from sergecite.cli.context import say_some
from sergecite.cli.records import Say, find_essay, is_record, read_record, say_what_is_missing, stand_in
from sergecite.errors import SergeciteError
from sergecite.essay.reader import read_bytes, read_essay
from sergecite.model.resolution import Resolution
from sergecite.resolve.resolver import resolve
from sergecite.store.aliases import by_citekey
from sergecite.store.discovery import Place
from sergecite.store.library import Library

Tell = Callable[[Path, str], None]
RecordOf = Callable[[Path], Path | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An essay that could not be resolved."""

    essay: str
    error: SergeciteError


def resolve_all(
    paths: Sequence[Path], library: Library, *, notes_from: Path | None, record_of: RecordOf, tell: Tell
) -> Iterator[Resolution | Failed]:
    """Resolve essays in order; several go in parallel, and one that fails leaves the others alone.

    `record_of` gives for an essay the record that may hold what was confirmed before; `tell` takes what there is to say
    of an essay.
    """
    catalogue = Consulting(library.root)
    if len(paths) == 1 or (os.cpu_count() or 1) == 1:
        for path in paths:
            outcome = _outcome(path, library, notes_from, record_of(path), partial(tell, path))
            yield catalogue.annotated(outcome) if isinstance(outcome, Resolution) else outcome
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  # slow to load; one essay needs none

    pool = ProcessPoolExecutor(min(os.cpu_count() or 1, len(paths)), initializer=_open, initargs=(library.place,))
    try:
        running = [pool.submit(_in_worker, path, record_of(path)) for path in paths]
        for path, one in zip(paths, running, strict=True):
            if (fault := one.exception()) is None:
                outcome, said = one.result()
            else:
                outcome, said = Failed(essay=str(path), error=_ours(path, fault)), []
            for message in said:
                tell(path, message)
            yield outcome
    finally:
        pool.shutdown(cancel_futures=True)


_worker_library: Library
_worker_catalogue: Consulting


def _open(place: Place) -> None:
    global _worker_library, _worker_catalogue  # one of each per worker process, read once
    _worker_library, _worker_catalogue = Library.open(place), Consulting(place.root)


def _in_worker(path: Path, record_at: Path | None) -> tuple[Resolution | Failed, list[str]]:
    said: list[str] = []
    outcome = _outcome(path, _worker_library, None, record_at, said.append)
    return _worker_catalogue.annotated(outcome) if isinstance(outcome, Resolution) else outcome, said


def _outcome(
    path: Path, library: Library, notes_from: Path | None, record_at: Path | None, say: Say
) -> Resolution | Failed:
    try:
        return resolve_one(path, library, notes_from=notes_from, record_at=record_at, say=say)
    except SergeciteError as error:
        return Failed(essay=str(path), error=error)


def _ours(path: Path, fault: BaseException) -> SergeciteError:
    """Return a fault of the program, or a worker killed by the system, as the error of the essay it was met in."""
    return SergeciteError(
        f"sergecite itself failed: {type(fault).__name__}: {fault}", place=str(path), hint="please report it"
    )


def resolve_one(
    path: Path,
    library: Library,
    *,
    notes_from: Path | None = None,
    record_at: Path | None = None,
    say: Say = lambda _: None,
) -> Resolution:
    """Resolve one essay, or read the record that stands in for it. `record_at` holds what was confirmed before."""
    path = find_essay(path, library.root)
    entries = library.entries()
    if is_record(path):
        found = stand_in(path, library, say)
    else:
        kept = read_record(record_at, library) if record_at is not None and record_at.is_file() else None
        if notes_from is None and kept is not None and Path(kept.notes_from).is_file():
            notes_from = Path(kept.notes_from)  # what was said once need not be said again
        from_stdin = str(path) == "-"
        document = read_bytes(sys.stdin.buffer.read(), "-", notes_from) if from_stdin else read_essay(path, notes_from)
        say_some(say, [f"note: {one}" for one in document.warnings], "`sergecite read --json`")
        found = replace(resolve(document, entries, kept), essay=str(path), notes_from=str(notes_from or ""))
    say_what_is_missing(found, by_citekey(entries), say)
    return found
