"""Dumps larger than memory -> entries, one by one, in a fixed order, so that an interrupted reading can go on.

Crossref's public data file (a folder or tar of .json.gz with `items`, or JSON Lines), Open Library's dumps (tab-separated,
JSON in the last column; authors in a dump of their own), and every format of table.py. Files may be compressed (.gz, .bz2,
.xz). Sources: https://www.crossref.org/learning/public-data-file/, https://openlibrary.org/developers/dumps.
"""

import bz2
import gzip
import io
import json
import lzma
import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from sergecite.errors import InputError, SergeciteError
from sergecite.model.entry import Entry
from sergecite.sources.crossref import entry_from
from sergecite.sources.csl_json import draft_from_csl
from sergecite.sources.openlibrary import edition
from sergecite.sources.table import read_file

_CHUNK = 4_000_000
"""Characters of a tagged or BibTeX file read as one: enough to be fast, small beside the memory of any machine."""
_HEAD = 4_000
_GAP = re.compile(r"[\s,]*")
_OPENING = re.compile(
    r"\[|\{(?:\s*\"[\w-]+\"\s*:\s*(?:\"[^\"]*\"|-?[\d.]+|null|true|false|\{)\s*,?)*?\s*\"(?:items|references)\"\s*:\s*\["
)
"""What stands before the first of many items: an array's bracket, or the object around it."""
_LONGEST_RECORD = 50_000_000
_SPLITS = {
    ".ris": re.compile(r"(?m)^ER  ?-.*\n"),
    ".nbib": re.compile(r"\n(?=PMID- )"),
    ".enw": re.compile(r"\n(?=%0 )"),
    ".bib": re.compile(r"\n(?=@)"),
}
"""Suffix -> where a file may be cut."""


@dataclass(frozen=True, slots=True)
class Author:
    """An author of Open Library's dump: editions name them by key."""

    key: str
    name: str


class AuthorNames(Protocol):
    """Looks up the names of Open Library's authors; the catalogue keeps them on disk, a dict will do."""

    def get(self, key: str, default: str = "", /) -> str:
        """Return the name of an author."""
        ...


Record = Entry | Author | SergeciteError
"""What a dump yields: a work, an author to remember, or what was wrong with a record."""


def dump_files(paths: list[Path]) -> Iterator[Path]:
    """Yield the files of a dump in a fixed order; a folder stands for what lies in it. InputError for what is missing."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
        elif path.is_file():
            yield path
        else:
            raise InputError("no such file", place=str(path))


def read_dump(path: Path, author_names: AuthorNames) -> Iterator[Record]:
    """Yield the records of one file of a dump."""
    if path.name.endswith((".tar", ".tar.gz", ".tgz")):
        with tarfile.open(path, "r|*") as archive:
            for member in archive:
                opened = archive.extractfile(member) if member.isfile() else None
                if opened is not None:
                    yield from _read(_opened(opened, member.name), member.name, author_names)
        return
    try:
        with path.open("rb") as raw:
            yield from _read(_opened(raw, path.name), path.name, author_names)
    except (OSError, EOFError, lzma.LZMAError) as fault:
        yield InputError(f"the file breaks off: {fault}", place=str(path))


def _opened(raw: IO[bytes], name: str) -> IO[bytes]:
    if name.endswith((".gz", ".tgz")):
        return gzip.GzipFile(fileobj=raw)  # type: ignore[return-value]
    if name.endswith(".bz2"):
        return bz2.BZ2File(raw)
    if name.endswith(".xz"):
        return lzma.LZMAFile(raw)
    return raw


def _read(stream: IO[bytes], name: str, author_names: AuthorNames) -> Iterator[Record]:
    bare = re.sub(r"\.(?:gz|bz2|xz|tgz)$", "", name)
    suffix = Path(bare).suffix.lower()
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="\n")
    try:
        yield from _records(text, name, bare, suffix, author_names)
    finally:
        text.detach()


def _records(text: io.TextIOWrapper, name: str, bare: str, suffix: str, author_names: AuthorNames) -> Iterator[Record]:
    if suffix in _SPLITS:
        yield from _tagged(text, bare, _SPLITS[suffix])
        return
    head = text.buffer.peek(4096) if hasattr(text.buffer, "peek") else b""
    if head.startswith(b"/type/") or "\t{" in head[:4096].decode("utf-8", "replace").split("\n")[0]:
        yield from _open_library(text, name, author_names)
    elif suffix in (".json", ".jsonl", ".ndjson", "") or head.lstrip()[:1] in (b"{", b"["):
        yield from _json(text, name)
    else:
        yield from _whole(text.read().encode(), bare)


def _whole(data: bytes, name: str) -> Iterator[Record]:
    try:
        reading = read_file(data, name)
    except InputError as fault:
        yield fault
        return
    yield from reading.entries
    yield from (InputError(problem.message, place=problem.place) for problem in reading.problems)


def _tagged(text: IO[str], name: str, split: re.Pattern[str]) -> Iterator[Record]:
    """Read a file of records in chunks, each cut after the last whole record."""
    rest = ""
    while chunk := text.read(_CHUNK):
        rest += chunk
        cut = max((found.end() for found in split.finditer(rest)), default=0)
        if cut:
            yield from _whole(rest[:cut].encode(), name)
            rest = rest[cut:]
        elif len(rest) > _LONGEST_RECORD:
            yield InputError("no record ends here", place=name)
            return
    if rest.strip():
        yield from _whole(rest.encode(), name)


def _json(text: IO[str], name: str) -> Iterator[Record]:
    """Read JSON Lines, an array, or an object that holds an array of items, never more than one item at a time."""
    decoder = json.JSONDecoder()
    rest, at, number, ended = "", 0, 0, False
    while True:
        at = _GAP.match(rest, at).end()  # type: ignore[union-attr]  # it matches the empty text too
        opening = _OPENING.match(rest[at : at + _HEAD]) if number == 0 else None
        if opening:
            at += opening.end()
            continue
        if rest.startswith("]", at):
            return
        try:
            value, at = decoder.raw_decode(rest, at)
        except (ValueError, RecursionError) as fault:
            if not ended and len(rest) - at < _LONGEST_RECORD:
                chunk = text.read(max(_CHUNK // 4, len(rest) - at))
                ended = not chunk
                rest, at = rest[at:] + chunk, 0
                continue
            line = rest.find("\n", at)
            if rest[at:].strip():
                yield InputError(f"not JSON: {fault}", place=f"{name}: item {number + 1}")
            if not 0 <= line < len(rest) - 1:
                return
            # One bad line of many does not end the reading.
            at = line + 1
            number += 1
            continue
        # A value that ends where the text read so far ends may be cut off only if it is a number; ours are objects.
        number += 1
        yield _item(value, f"{name}: item {number}")


def _item(value: Any, place: str) -> Record:
    if not isinstance(value, Mapping):
        return InputError("not a work", place=place)
    try:
        # Crossref's works have titles in lists and members; CSL's have neither.
        if isinstance(value.get("title"), list) or (
            "container-title" in value and isinstance(value["container-title"], list)
        ):
            return entry_from(value, place=place)
        return draft_from_csl(value, place=place).entry()
    except SergeciteError as fault:
        return fault


def _open_library(text: IO[str], name: str, author_names: AuthorNames) -> Iterator[Record]:
    for number, line in enumerate(text, 1):
        columns = line.rstrip("\n").split("\t", 4)
        kind = columns[0]
        if len(columns) < 5 or kind not in ("/type/edition", "/type/author"):
            continue
        try:
            value = json.loads(columns[4])
        except ValueError as fault:
            yield InputError(f"not JSON: {fault}", place=f"{name}:{number}")
            continue
        if kind == "/type/author":
            yield Author(key=str(value.get("key") or columns[1]), name=str(value.get("name") or ""))
            continue
        keys = [str(one.get("key") or "") for one in value.get("authors") or () if isinstance(one, Mapping)]
        names = [{"name": found} for key in keys if (found := author_names.get(key, ""))]
        yield edition({**value, "authors": names}, place=f"{name}:{number}")
