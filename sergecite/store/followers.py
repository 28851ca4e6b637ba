"""What names entries by citekey and must follow when one changes: resolution records and manuscripts.

Everything is worked out on the bytes seen as latin-1 and returned as edits; nothing is written here.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sergecite.bibtex.edit import Splice, apply
from sergecite.errors import InputError, UnwritableError
from sergecite.store.bibfile import BibFile, read_bib
from sergecite.store.change import Edit
from sergecite.store.edits import as_written
from sergecite.store.reading import file_name

Citekeys = Mapping[str, str]
"""Old citekey -> new."""

_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
_PANDOC = re.compile(rb"(?<![\w\x80-\xff@.])@(?:\{([^{}\s]+)\}|([\w\x80-\xff][\w\x80-\xff:.#$%&\-+?<>~/]*))")
_LATEX = re.compile(rb"\\([A-Za-z]*[cC]it[a-z]*)\*?(?:\s*[\[(][^\[\]()]*[\])])*\s*\{([^{}]*)\}")
_LATEX_MORE = re.compile(rb"(?:\s*[\[(][^\[\]()]*[\])])*\s*\{([^{}]*)\}")


def records(root: Path) -> list[Path]:
    """Return the resolution records of a library: the TOML files in its folder `essays`."""
    return sorted((root / "essays").glob("*.toml"))


def in_records(root: Path, citekeys: Citekeys) -> list[Edit]:
    """Return the edits that make the resolution records follow."""
    found = []
    for path in records(root):
        file = read_bib(path, file_name(root, path))
        edit = _in_record(file, citekeys)
        if edit is not None:
            found.append(edit)
    return found


def count_in_records(root: Path) -> dict[str, int]:
    """Return how often the records name each citekey."""
    counts: dict[str, int] = {}
    for path in records(root):
        for key in _named(_loaded(read_bib(path, file_name(root, path)))):
            counts[key] = counts.get(key, 0) + 1
    return counts


def in_manuscript(root: Path, path: Path, citekeys: Citekeys) -> tuple[Edit | None, int]:
    """Return the edit that makes a manuscript follow, and how many citations it changes.

    Markdown's `@key` and `@{key}` and the cite commands of LaTeX are understood, whatever the file is called; what ends
    in .toml is a resolution record that stands outside the library.
    """
    full = path.resolve()
    if not full.is_file():
        raise InputError("there is no such manuscript", place=str(path))
    file = read_bib(full, file_name(root.resolve(), full))
    if full.suffix.lower() == ".toml":
        edit = _in_record(file, citekeys)
        return edit, len(edit.splices) if edit else 0
    splices = sorted(set(_cited(file.data, citekeys)))
    return (as_written(file, splices) if splices else None), len(splices)


def _listed(value: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, citekey) of a list of citekeys."""
    for piece in re.finditer(r"[^,]+", value):
        bare = piece[0].strip(" \t\r\n")
        if bare:
            yield piece.start() + piece[0].index(bare), bare


def _loaded(file: BibFile) -> dict[str, Any]:
    try:
        return tomllib.loads(file.data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not a resolution record: {error}", place=str(file.path)) from error


def _in_record(file: BibFile, citekeys: Citekeys) -> Edit | None:
    was = _loaded(file)
    wanted = _renamed(was, citekeys)
    if wanted == was:
        return None
    view = file.view
    splices = []
    for quoted in _QUOTED.finditer(view):
        old = quoted[0][1:-1].encode("latin-1").decode("utf-8", errors="replace")
        if old in citekeys and _names_entry(view, quoted.start()):
            new = citekeys[old].encode("utf-8").decode("latin-1")
            splices.append(Splice(quoted.start() + 1, quoted.end() - 1, new))
    if tomllib.loads(apply(view, splices).encode("latin-1").decode("utf-8-sig")) != wanted:
        raise UnwritableError(
            "the record names citekeys in a way that cannot be followed, so nothing was changed", place=str(file.path)
        )
    return as_written(file, splices)


def _names_entry(view: str, quote: int) -> bool:
    """Whether a quoted text is the value of `citekey` or stands in the list `candidates`."""
    before = view[max(0, quote - 2000) : quote]
    if re.search(r"\bcitekey\"?\s*=\s*$", before):
        return True
    return bool(re.search(r"\bcandidates\s*=\s*\[(?:[^\[\]=]|\{[^{}]*\})*$", before))


def _renamed(value: Any, citekeys: Citekeys, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _renamed(inner, citekeys, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, citekeys, name) for inner in value]
    return citekeys.get(value, value) if name in ("citekey", "candidates") and isinstance(value, str) else value


def _named(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _named(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner, name)
    elif name in ("citekey", "candidates") and isinstance(value, str):
        yield value


def _cited(data: bytes, citekeys: Citekeys) -> Iterator[Splice]:
    keys = {old.encode(): new for old, new in citekeys.items()}

    def splice(start: int, old: bytes) -> Splice:
        return Splice(start, start + len(old), keys[old].encode("utf-8").decode("latin-1"))

    for cite in _PANDOC.finditer(data):
        group = 1 if cite[1] is not None else 2
        written, at = cite[group], cite.start(group)
        # A full stop or comma that ends the sentence is no part of a bare key.
        for old in (written, written.rstrip(b":.#$%&-+?<>~/")):
            if old in keys:
                yield splice(at, old)
                break
    for command in _LATEX.finditer(data):
        groups = [(command.start(2), command[2])]
        end = command.end()
        if command[1].endswith(b"s"):  # \\autocites[1]{a}[2]{b}
            while more := _LATEX_MORE.match(data, end):
                groups.append((more.start(1), more[1]))
                end = more.end()
        for at, listed in groups:
            for start, key in _listed(listed.decode("latin-1")):
                old = key.encode("latin-1")
                if old in keys:
                    yield splice(at + start, old)
