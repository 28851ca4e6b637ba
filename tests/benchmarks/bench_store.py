"""The store on 100, 10,000 and 100,000 real entries, beside papis, coBib and pubs.

    python tests/benchmarks/bench_store.py [SIZE ...] [--papis PROGRAM] [--cobib PROGRAM] [--pubs PROGRAM] [--peers-up-to N]
                                           [--runs N] [--skip TASK,...]

For each task: user CPU and wall time (medians) and peak memory of the whole process, started cold; for a peer its user
CPU, how many times ours that is, and its memory. A peer that is not there is passed over with a word; whether it did its
work is told by the entries in its files after the import and in the end, and by what it wrote to stdout. All are given
the same entries: real ones without macros and without `file` fields, since the peers refuse all for one macro that is
not defined or one file that is not there; where no peer is measured, all of the real ones. The library is warm in the
cache of the disk.
Needs ../shared/data beside the checkout. Asserts no time.
"""

import argparse
import json
import lzma
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from store_peers import PEERS, Command, Peer

from sergecite.bibtex.edit import apply, unset_field
from sergecite.bibtex.parse import parse_entries
from sergecite.bibtex.scan import Block, fields, scan

PERF = Path(__file__).resolve().parents[3] / "shared" / "data" / "perf"
WORD = "revolution"
SLOW = ("first index", "import", "check", "dedupe")
"""Tasks that are run once."""
LONG = 3.0
"""User CPU, in seconds, from which a task of a peer is run once."""


@dataclass(frozen=True)
class Run:
    """What one process took: CPU and wall time in seconds, peak memory in MB; how it ended and what it wrote."""

    user: float
    system: float
    wall: float
    memory: float
    status: int
    out: str


_WRAPPER = """
import json, resource, subprocess, sys, time
began = time.monotonic()
with open(sys.argv[1], "wb") as out:
    done = subprocess.run(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL)
wall, used = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime, used.ru_stime, wall, used.ru_maxrss / 1024, done.returncode]))
"""
"""Peak memory is told of the largest child, of which the process that started it is a part: so that must be small."""


def run(command: Command, environ: Mapping[str, str]) -> Run:
    """Run a process to its end."""
    with tempfile.NamedTemporaryFile() as out:
        wrapped = [sys.executable, "-I", "-S", "-c", _WRAPPER, out.name, *command]
        told = subprocess.run(wrapped, env=environ, capture_output=True, check=True).stdout
        return Run(*json.loads(told), Path(out.name).read_text(encoding="utf-8", errors="replace"))


def median(runs: list[Run]) -> Run:
    """Return the medians of several runs."""
    times = [statistics.median(getattr(one, name) for one in runs) for name in ("user", "system", "wall", "memory")]
    return Run(*times, runs[-1].status, runs[-1].out)


class Library:
    """A library of ours and the commands on it; each call of a changing one changes something else."""

    def __init__(self, folder: Path, bib: Path, key: str) -> None:
        self.root = folder / "ours"
        self.root.mkdir()
        self.path = self.root / "a.bib"
        shutil.copy(bib, self.path)
        self._bib = bib
        self._key = key
        self._folder = folder
        self._number = 0
        self.environ = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "XDG_STATE_HOME": str(folder / "state")}
        self.environ.pop("PYTHONDONTWRITEBYTECODE", None)

    def tasks(self) -> dict[str, Callable[[], Run]]:
        """Return what is measured, in order."""
        return {
            "first index": self._first,
            "list": lambda: self._run("list"),
            "list -n 20": lambda: self._run("list", "-n", "20"),
            "search": lambda: self._run("search", WORD),
            "show": lambda: self._run("show", self._key),
            "cite": lambda: self._run("cite", self._key),
            "add one": self._add,
            "edit one": self._edit,
            "show after our edit": self._after(self._edit),
            "show after an editor's save": self._after(self._save),
            "import": self._import,
            "check": lambda: self._run("check"),
            "dedupe": lambda: self._run("dedupe"),
        }

    def _run(self, *words: str, root: Path | None = None) -> Run:
        return run([sys.executable, "-m", "sergecite", "--library", str(root or self.root), *words], self.environ)

    def _first(self) -> Run:
        shutil.rmtree(self._folder / "cache", ignore_errors=True)
        return self._run("show", self._key)

    def _add(self) -> Run:
        self._number += 1
        words = [
            "add",
            "--type",
            "book",
            "--author",
            "Serge, Victor",
            "--title",
            f"Tropiques {self._number}",
            "--date",
            "1990",
        ]
        return self._run(*words)

    def _edit(self) -> Run:
        self._number += 1
        return self._run("edit", self._key, "--set", f"note=note {self._number}")

    def _save(self) -> None:
        self._number += 1
        data, key = self.path.read_bytes(), self._key.encode() + b","
        self.path.write_bytes(data.replace(key, key + f" userf = {{{self._number}}},".encode(), 1))

    def _after(self, change: Callable[[], object]) -> Callable[[], Run]:
        def measured() -> Run:
            change()
            return self._run("show", self._key)

        return measured

    def _import(self) -> Run:
        root = self._folder / "imported"
        root.mkdir()
        (root / "a.bib").touch()
        done = self._run("--quiet", "add", str(self._bib), "--force", root=root)
        print(f"  imported: {_entries(root / 'a.bib'):,} entries", flush=True)
        return done


def measure(size: int, folder: Path, programs: Mapping[str, str], options: argparse.Namespace) -> None:
    """Print the table of one size."""
    bib = folder / "all.bib"
    key = prepare(size, bib, plain=bool(programs))
    print(f"\n{_entries(bib):,} entries, {bib.stat().st_size / 1e6:.1f} MB; the entry shown is {key}")
    library = Library(folder, bib, key)
    peers = {}
    for name, program in programs.items():
        place = folder / name
        place.mkdir()
        peers[name] = PEERS[name](program, place, key, WORD)
    imported = {name: filled(peer, bib) for name, peer in peers.items()}
    print(f"{'':28} {'user s':>7} {'wall s':>7} {'MB':>5}", *(f"{name:>24}" for name in peers))
    for task, ours in library.tasks().items():
        if task in options.skip.split(","):
            continue
        runs = 1 if task in SLOW else options.runs
        done = median([ours() for _ in range(runs)])
        theirs = [imported[name] if task == "import" else asked(peer, task, runs) for name, peer in peers.items()]
        fault = "" if done.status in (0, 1) else f"  exit {done.status}"
        print(f"  {task:26} {done.user:7.2f} {done.wall:7.2f} {done.memory:5.0f}",
              *(shown(one, done) for one in theirs), fault, flush=True)  # fmt: skip
    for peer in peers.values():
        print(f"  {peer.name}: {peer.count():,} entries in the end", flush=True)
    print(f"  ours: {_entries(library.path):,} entries in the end")


def filled(peer: Peer, bib: Path) -> Run | None:
    """Give a peer the entries; return what its import took, None if that is not measured."""
    done = [run(command, peer.environ) for command in peer.fill(bib)]
    print(f"  {peer.name}: {peer.count():,} entries", flush=True)
    return done[0] if done else None


def asked(peer: Peer, task: str, runs: int) -> Run | None:
    """Return what a task took a peer; None if it has none like it."""
    if task not in peer.tasks:
        return None
    done = [run(peer.tasks[task](time.monotonic_ns()), peer.environ)]
    while len(done) < runs and done[0].user < LONG:
        done.append(run(peer.tasks[task](time.monotonic_ns()), peer.environ))
    return median(done)


def shown(theirs: Run | None, ours: Run) -> str:
    """Return user CPU, ratio and memory of a peer; "!" where it failed, "?" where it wrote nothing to stdout."""
    if theirs is None:
        return f"{'-':>24}"
    mark = "!" if theirs.status else "" if theirs.out else "?"
    return f"{theirs.user:8.2f}{mark} {theirs.user / max(ours.user, 0.001):6.1f}x {theirs.memory:5.0f}".rjust(24)


def prepare(size: int, bib: Path, *, plain: bool) -> str:
    """Write the first entries to a file, and beside it what papis keeps of them; return a citekey.

    `plain`: only entries that all programs can read.
    """
    name = next(name for limit, name in ((1000, "10000"), (10**9, "100000")) if size <= limit)
    text = lzma.decompress((PERF / f"real{name}.bib.xz").read_bytes()).decode()
    blocks = (block for block in scan(text) if block.kind == "entry")
    found = (
        written for block in blocks if (written := _plain(text, block) if plain else text[block.start : block.end])
    )
    entries = list(islice(found, size))
    bib.write_text("\n\n".join(entries) + "\n", encoding="utf-8", newline="")
    read, _ = parse_entries(bib.read_text(encoding="utf-8"), "")
    rows = [
        {"ref": entry.citekey, "type": entry.entry_type, **entry.fields,
         **{role: " and ".join(name.inverted for name in people) for role, people in entry.names.items()}}
        for entry in read
    ]  # fmt: skip
    bib.with_suffix(".json").write_text(json.dumps(rows), encoding="utf-8")
    return next(entry.citekey for entry in read[size // 2 :] if re.fullmatch(r"[a-z0-9_-]+", entry.citekey))


def _plain(text: str, block: Block) -> str:
    """Return an entry without its `file` field; "" where it has a macro, a fault, or what else a peer stumbles over."""
    known = fields(text, block)
    values = [text[field.value_start : field.value_end] for field in known]
    if block.faults or "#" in "".join(values) or not re.fullmatch(r"[A-Za-z0-9_:.+-]+", block.key):
        return ""
    if not all(value[:1] in ("{", '"') or value.isdigit() for value in values):
        return ""
    if any(text[field.start : field.name_end].lower() == "note" for field in known):  # coBib takes it for a path
        return ""
    named_file = any(text[field.start : field.name_end].lower() == "file" for field in known)
    body = text[block.start : block.end]
    return apply(body, unset_field(body, scan(body)[0], "file")) if named_file else body


def _entries(path: Path) -> int:
    return sum(block.kind == "entry" for block in scan(path.read_bytes().decode("latin-1")))


def main() -> None:
    """Measure the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, metavar="SIZE", default=[100, 10_000, 100_000])
    for name in PEERS:
        parser.add_argument(f"--{name}", metavar="PROGRAM", default=shutil.which(name))
    parser.add_argument("--peers-up-to", type=int, default=10_000, metavar="N", help="more would take them hours")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--skip", default="", metavar="TASK,...")
    options = parser.parse_args()
    programs = {name: program for name in PEERS if (program := getattr(options, name))}
    for name in PEERS.keys() - programs.keys():
        print(f"{name} is not here: --{name} PROGRAM")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(size, Path(folder), programs if size <= options.peers_up_to else {}, options)


if __name__ == "__main__":
    main()
