"""The store, measured: scanning, indexing, cold commands at three sizes, changes, memory; and who loses keys.

    python tests/benchmarks/bench_store.py [speed] [keys]

Prints CPU seconds (user + system, least of several runs) of whole processes beside those of an empty Typer program.
Needs ../shared/data beside the checkout. Asserts nothing.
"""

import importlib.util
import json
import logging
import lzma
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sergecite.bibtex.parse import parse_entries
from sergecite.bibtex.scan import fields, scan
from sergecite.store.encoding import decode

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
EMPTY = """
import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
@app.command()
def one() -> None: print(1)
@app.command()
def two() -> None: pass
app()
"""
RUNS = 9


def cpu(command: list[str], environ: dict[str, str], runs: int = RUNS) -> tuple[float, float]:
    """Return the least user CPU and user + system CPU of a process, in ms."""
    found = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
        found.append((user * 1000, (user + system) * 1000))
    return min(one for one, _ in found), min(one for _, one in found)


def text_of(size: int) -> str:
    """Return the first entries of the timing set."""
    name = next(
        name for limit, name in ((1000, "real1000"), (10_000, "real10000"), (10**9, "real100000")) if size <= limit
    )
    text = lzma.decompress((DATA / "perf" / f"{name}.bib.xz").read_bytes()).decode()
    entries = [block for block in scan(text) if block.kind == "entry"]
    return text if size >= len(entries) else text[: entries[size - 1].end] + "\n"


def speed() -> None:
    """Print times."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environ = {**os.environ, "XDG_CACHE_HOME": str(home / "cache"), "XDG_STATE_HOME": str(home / "state")}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        program = [sys.executable, "-m", "sergecite"]
        empty = [sys.executable, "-c", EMPTY, "one"]
        serge = [*program, "--library", str(ROOT / "refs")]
        print("start-up                              user ms   user+system ms")
        for name, command in (
            ("python -c pass", [sys.executable, "-c", "pass"]), ("empty Typer program", empty),
            ("--version", [*program, "--version"]), ("list (Serge library)", [*serge, "list"]),
            ("list trotsky", [*serge, "list", "trotsky"]), ("show", [*serge, "show", "serge1951memoirs"]),
        ):  # fmt: skip
            user, total = cpu(command, environ, RUNS * 2)
            print(f"  {name:34} {user:8.0f} {total:16.0f}")
        print("\nby size                               user+system ms")
        for size in (100, 10_000, 100_000):
            _one_size(size, home, program, environ)


def _one_size(size: int, home: Path, program: list[str], environ: dict[str, str]) -> None:
    root = home / f"n{size}"
    root.mkdir()
    path = root / "a.bib"
    text = text_of(size)
    path.write_text(text, encoding="utf-8", newline="")
    print(f"{size:,} entries, {path.stat().st_size / 1e6:.1f} MB")
    began = time.process_time()
    blocks = scan(text)
    scanned = time.process_time() - began
    count = sum(len(fields(text, block)) for block in blocks)
    print(f"  scan: blocks {scanned:.2f} s, with {count:,} fields {time.process_time() - began:.2f} s (in process)")
    del blocks
    key = [block.key for block in scan(text) if block.kind == "entry"][size // 2]
    del text
    command = [*program, "--library", str(root)]

    def row(name: str, *arguments: str, runs: int = RUNS, before: Callable[[], object] = lambda: None) -> None:
        before()
        print(f"  {name:36} {cpu([*command, *arguments], environ, runs)[1]:10.0f}")

    row("first command: reads all, makes index", "show", key, runs=1)
    row("show KEY", "show", key)
    row("search, two words", "search", "revolution", "russian")
    row("list author:... date:...", "list", "author:serge", "date:1930..1990")
    row("edit --set", "edit", key, "--set", "note=x", runs=1)
    row("first command after it", "show", key, runs=1)
    row("undo", "undo", runs=1)
    changed = path.read_bytes().replace(key.encode() + b",", key.encode() + b", userf = {outside},", 1)
    row("first command after an editor's save", "show", key, runs=1, before=lambda: path.write_bytes(changed))
    memory = subprocess.run(
        [sys.executable, "-c", _MEMORY, str(root)], env=environ, capture_output=True, text=True, check=True
    ).stdout
    print(f"  peak memory: reading all from the files {memory.strip()} MB")


_MEMORY = """
import resource, sys
from pathlib import Path
from sergecite.store.reading import Reading
root = Path(sys.argv[1])
Reading(root, [root / "a.bib"]).parsed
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def keys() -> None:
    """Print, for each reader installed, how many citekeys it finds that we do not, and the other way round."""
    logging.disable(logging.CRITICAL)
    readers = [(name, reader) for name, reader in READERS.items() if reader is not None]
    totals = {name: [0, 0, 0, 0] for name, _ in readers}
    missed: list[str] = []
    ours_all = 0
    paths = sorted((DATA / "bib").rglob("*.bib"))
    for path in paths:
        data = path.read_bytes()
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        text = decode(data)
        ours = {entry.citekey for entry in parse_entries(text, path.name)[0]}
        taken_out = set(re.findall(r"^[ \t]*%[ \t]*@\w+[{(]\s*([^,{}\s]+)", text, re.MULTILINE))
        ours_all += len(ours)
        for name, reader in readers:
            theirs = reader(text, path)
            total = totals[name]
            if theirs is None:
                total[3] += 1
                continue
            total[0] += len(theirs)
            total[1] += len(ours - theirs)
            lost = theirs - ours - taken_out
            total[2] += len(lost)
            missed += [f"{name}: {path.relative_to(DATA / 'bib')}: {key!r}" for key in sorted(lost)]
    print(f"\n{len(paths)} files, {ours_all:,} citekeys of ours")
    print("reader                finds   lacks of ours   we lack   files refused")
    for name, (found, lacks, we_lack, refused) in totals.items():
        print(f"{name:18} {found:8,} {lacks:15,} {we_lack:9,} {refused:15,}")
    print("\n".join(missed))


def _bibtexparser(text: str, _path: Path) -> set[str] | None:
    import bibtexparser  # noqa: PLC0415  # each reader is optional

    return {entry.key for entry in bibtexparser.parse_string(text, parse_stack=[]).entries}


def _pybtex(text: str, _path: Path) -> set[str] | None:
    from pybtex import errors  # noqa: PLC0415
    from pybtex.database.input.bibtex import Parser  # noqa: PLC0415
    from pybtex.exceptions import PybtexError  # noqa: PLC0415

    errors.strict = False
    try:
        with errors.capture():
            parsed = Parser().parse_string(text)
    except (PybtexError, RecursionError):
        return None
    return {key for key in parsed.entries if not key.startswith("unnamed-")}


def _biber(_text: str, path: Path) -> set[str] | None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.bib"
        command = ["biber", "--tool", "--quiet", "--nolog", f"--output-file={out}", str(path)]
        try:
            subprocess.run(command, capture_output=True, timeout=60, check=False)
        except subprocess.TimeoutExpired:
            return None
        return {block.key for block in _entries(out)} if out.exists() else None


def _pandoc(_text: str, path: Path) -> set[str] | None:
    try:
        run = subprocess.run(
            ["pandoc", "-f", "biblatex", "-t", "csljson", str(path)], capture_output=True, timeout=20, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    return {str(item["id"]) for item in json.loads(run.stdout)} if run.returncode == 0 else None


def _entries(path: Path) -> Iterator[object]:
    return (block for block in scan(decode(path.read_bytes())) if block.kind == "entry")  # type: ignore[misc]


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


READERS: dict[str, Callable[[str, Path], set[str] | None] | None] = {
    "bibtexparser 2": _bibtexparser if _has("bibtexparser") else None,
    "pybtex, lenient": _pybtex if _has("pybtex") else None,
    "biber": _biber if shutil.which("biber") and "biber" in sys.argv else None,
    "pandoc": _pandoc if shutil.which("pandoc") and "pandoc" in sys.argv else None,
}


if __name__ == "__main__":
    if "speed" in sys.argv or len(sys.argv) == 1:
        speed()
    if "keys" in sys.argv or len(sys.argv) == 1:
        keys()
