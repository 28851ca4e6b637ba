"""The readers of .bib files that `bench_fidelity` compares: each returns the citekeys it finds."""

import importlib.util
import json
import logging
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import bibtexparser
from bibtexparser.model import DuplicateBlockKeyBlock

_PATIENCE = 120
"""Seconds a program may take for one file."""
_BST = """ENTRY{}{}{}
FUNCTION{default.type}{"\\bibitem{" cite$ * "}" * write$ newline$}
READ
ITERATE{call.type$}
"""
"""A style of ours that lists the citekeys."""


class RefusedError(Exception):
    """The reader takes nothing from this file."""


def by_bibtexparser(_path: Path, text: str) -> set[str]:
    """Return what bibtexparser 2 finds, doubled keys included."""
    logging.disable(logging.CRITICAL)
    library = bibtexparser.parse_string(text, parse_stack=[])
    doubled = [block.key for block in library.failed_blocks if isinstance(block, DuplicateBlockKeyBlock)]
    return {key for key in (*(entry.key for entry in library.entries), *doubled) if key}


def by_pybtex(_path: Path, text: str) -> set[str]:
    """Return what pybtex finds, faults forgiven."""
    from pybtex import errors  # noqa: PLC0415  # may be missing
    from pybtex.database import PybtexError, parse_string  # noqa: PLC0415

    with errors.capture():
        try:
            return set(parse_string(text, "bibtex").entries.keys())
        except (PybtexError, RecursionError) as error:
            raise RefusedError from error


def by_bibtex(path: Path, _text: str) -> set[str]:
    """Return what the bibtex program finds."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "x.bib").write_bytes(path.read_bytes())
        (root / "x.bst").write_text(_BST)
        (root / "x.aux").write_text("\\citation{*}\n\\bibdata{x}\n\\bibstyle{x}\n")
        _run(["bibtex", "-terse", "x"], root)
        if not (root / "x.bbl").exists():
            raise RefusedError
        listed = (root / "x.bbl").read_bytes().decode("utf-8", errors="replace")
        return set(re.findall(r"\\bibitem\{((?:[^{}\n]|\n)+)\}", listed.replace("%\n", "")))


def by_biber(path: Path, _text: str) -> set[str]:
    """Return what biber writes out again."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "in.bib").write_bytes(path.read_bytes())
        _run(
            ["biber", "--tool", "--quiet", "--nolog", "--output-format=bibtex", "--output-file=out.bib", "in.bib"], root
        )
        if not (root / "out.bib").exists():
            raise RefusedError
        written = (root / "out.bib").read_text(encoding="utf-8", errors="replace")
        return {key.strip() for key in re.findall(r"^@\w+\{([^,\n]*),", written, re.MULTILINE)}


def by_pandoc(path: Path, text: str) -> set[str]:
    """Return what pandoc reads as BibLaTeX."""
    run = _run([_PANDOC, "--from=biblatex", "--to=csljson"], path.parent, text)
    try:
        return {str(item["id"]) for item in json.loads(run.stdout)}
    except ValueError as error:
        raise RefusedError from error


def _run(command: list[str], cwd: Path, text: str = "") -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(
            command, cwd=cwd, input=text.encode("utf-8", "replace"), capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedError from error


def _pandoc() -> str:
    """Return where pandoc is: on the path, or in the package that brings it along."""
    spec = importlib.util.find_spec("pypandoc")
    packed = Path(spec.origin).parent / "files" / "pandoc" if spec is not None and spec.origin else Path()
    return shutil.which("pandoc") or (str(packed) if packed.is_file() else "")


_PANDOC = _pandoc()
_ALL: dict[str, tuple[Callable[[Path, str], set[str]], bool]] = {
    "bibtexparser 2": (by_bibtexparser, True),
    "pybtex": (by_pybtex, importlib.util.find_spec("pybtex") is not None),
    "bibtex": (by_bibtex, shutil.which("bibtex") is not None),
    "biber": (by_biber, shutil.which("biber") is not None),
    "pandoc": (by_pandoc, bool(_PANDOC)),
}
READERS = {name: reader for name, (reader, installed) in _ALL.items() if installed}
"""Name -> reader, of those that are installed."""
