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

    `Resolution.essay` is the path of the essay if it still stands where the record says, from the record's folder.
    """
    try:
        text = read_text(path)
    except OSError as fault:
        raise InputError(f"cannot be read: {fault.strerror}", place=str(path)) from fault
    found = record.loads(text, place=str(path))
    essay = Path(os.path.normpath(path.parent / found.essay)) if found.essay else path
    if essay.is_file():
        found = replace(found, essay=str(essay))
    known = by_citekey(library.entries())
    if _missing(found, known):
        known = {old: known[new] for old, new in renamed(library.log()).items() if new in known} | known
    return with_current_citekeys(found, known)


def stand_in(path: Path, library: Library, say: Say) -> Resolution:
    """Read the record that stands in for an essay, with the words of its notes where the essay is still at hand."""
    found = read_record(path, library)
    essay = Path(found.essay)
    if not essay.is_file() or is_record(essay):
        return found
    try:
        again = resolve(read_essay(essay), library.entries())
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
    """Write a record, whole or not at all. It names its essay from the folder it stands in."""
    essay = Path(resolution.essay)
    named = os.path.relpath(essay, path.parent) if essay.is_file() else essay.name
    data = record.dumps(replace(resolution, essay=Path(named).as_posix())).encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_bytes() if path.exists() else b""
    except OSError as fault:
        raise UnwritableError(f"the record cannot be written: {fault.strerror}", place=str(path)) from fault
    atomic.replace(path, data, expected=atomic.stamp(path), old=old)
