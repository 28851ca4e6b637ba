"""Resolution records on disk: found by name, read with the words of their essay, brought up to date, saved."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from sergecite.cli.context import read_text
from sergecite.errors import InputError, SergeciteError, UnwritableError
from sergecite.essay.reader import read_essay
from sergecite.model.entry import Entry
from sergecite.model.resolution import Resolution
from sergecite.resolve import record
from sergecite.resolve.keep import with_words
from sergecite.resolve.resolver import resolve
from sergecite.store import atomic
from sergecite.store.aliases import by_citekey, renamed, with_current_citekeys
from sergecite.store.library import Library

Say = Callable[[str], None]

RECORD = ".toml"
"""How the name of a resolution record ends."""
_RECORDS = "essays"
"""The library's folder of resolution records."""


def find_essay(path: Path, root: Path) -> Path:
    """Return the path of an essay or record; `root` is the library's folder, whose records go by their bare names.

    Raises InputError where there is neither.
    """
    if str(path) == "-" or path.exists():
        return path
    folder = root / _RECORDS
    record_path = folder / (path if path.suffix == RECORD else f"{path}{RECORD}")
    if record_path.resolve().is_relative_to(root.resolve()) and record_path.is_file():
        return record_path
    known = sorted(one.stem for one in folder.glob(f"*{RECORD}"))
    hint = (
        f"records of the library: {', '.join(known)}"
        if known
        else "an essay is a file: .docx .odt .md .tex .html .epub .txt"
    )
    raise InputError("there is no such essay or record", place=str(path), hint=hint)


def is_record(path: Path) -> bool:
    """Tell a record from an essay, by its name."""
    return path.suffix.lower() == RECORD


def read_record(path: Path, library: Library) -> Resolution:
    """Read a record as it was saved, entries by the citekeys they have now; InputError where it cannot be read.

    `Resolution.essay`, and likewise `notes_from`, is the path of the essay if it still stands where the record says, as
    seen from the record's folder.
    """
    try:
        text = read_text(path)
    except OSError as fault:
        raise InputError(f"cannot be read: {fault.strerror}", place=str(path)) from fault
    found = record.loads(text, place=str(path))
    found = replace(found, essay=_at_hand(found.essay, path) or str(path), notes_from=_at_hand(found.notes_from, path))
    known = by_citekey(library.entries())
    if _missing(found, known):
        known = {old: known[new] for old, new in renamed(library.log()).items() if new in known} | known
    return with_current_citekeys(found, known)


def _at_hand(name: str, record_path: Path) -> str:
    """Return the path of a file that a record names; the name alone where there is none."""
    path = os.path.normpath(record_path.parent / name) if name else name
    return path if Path(path).is_file() else name


def stand_in(path: Path, library: Library, say: Say) -> Resolution:
    """Read the record that stands in for an essay, with the words of its notes where the essay is still at hand."""
    found = read_record(path, library)
    essay = Path(found.essay)
    if not essay.is_file() or is_record(essay):
        return found
    try:
        again = resolve(read_essay(essay, found.notes_from or None), library.entries())
    except SergeciteError as fault:
        say(f"note: {fault}; the record alone is used")
        return found
    found, unknown = with_words(found, again)
    if unknown:
        several = "notes" if unknown > 1 else "note"
        say(
            f"note: {essay} has {unknown} {several} that the record lacks; `sergecite resolve {essay} --save {path}` adds them"
        )
    return found


def say_what_is_missing(found: Resolution, entries: Mapping[str, Entry], say: Say) -> None:
    """Name the citekeys that are cited and stand for no entry."""
    if missing := _missing(found, entries):
        say(f"not in the library: {', '.join(missing)}; `sergecite review ESSAY --all` puts others in their place")


def _missing(found: Resolution, entries: Mapping[str, Entry]) -> list[str]:
    named = {cite.citekey for note in found.notes for cite in note.cites if cite.citekey}
    return sorted(named - entries.keys())


def save(resolution: Resolution, path: Path) -> None:
    """Write a record, whole or not at all."""
    named = replace(
        resolution, essay=_as_named(resolution.essay, path), notes_from=_as_named(resolution.notes_from, path)
    )
    data = record.dumps(named).encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_bytes() if path.exists() else b""
    except OSError as fault:
        raise UnwritableError(f"the record cannot be written: {fault.strerror}", place=str(path)) from fault
    atomic.replace(path, data, expected=atomic.stamp(path), old=old)


def _as_named(path: str, record_path: Path) -> str:
    """Return how a record names a file: from its own folder; one that is not there by its name alone."""
    file = Path(path)
    return Path(os.path.relpath(file, record_path.parent)).as_posix() if file.is_file() else file.name
