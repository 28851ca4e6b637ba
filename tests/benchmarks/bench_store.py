"""The store on 100, 10,000 and 100,000 real entries, beside the programs that do the same.

    python tests/benchmarks/bench_store.py [SIZE ...] [--PEER PROGRAM ...] [--no-peers] [--runs N] [--limit SECONDS]
                                           [--skip TASK,...]

For each task and program: user CPU, how many times ours that is, wall time, peak memory of the whole process, started
cold (medians), and how many lines it wrote to stdout, which tells whether it did its work. The reference managers are
papis, coBib and pubs; for single tasks biber, bibtex-tidy, bibtool and pandoc. One that is not there is passed over with
a word. All are given the same entries, of which each program takes all (`perf_data` says what that asks for); how many it has
is counted in its own files, after the import and in the end. A process that has had the processor for longer than the
limit is stopped (what its children take does not count), and the table says so; what fills a library or makes its first
index is given ten times as much. Without peers, ours is measured on the entries as they are. The library is warm in the
cache of the disk. Needs ../shared/data beside the checkout. Asserts no time.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from perf_data import count_entries, prepare
from store_peers import PEERS, Command, Peer

WORD = "revolution"
SLOW = ("first index", "import", "check", "check --fix", "dedupe", "dedupe --merge", "format --check", "format")
"""Tasks that are run once."""
LONG = 3.0
"""User CPU, in seconds, from which a task of a peer is run once."""
PREPARING = 10
"""How many times the limit the import and the first index may take, which a peer's other tasks need."""
_CALLS = count(1)
"""Makes each call of a changing task another."""


@dataclass(frozen=True)
class Run:
    """What one process took: CPU and wall time in seconds, peak memory in MB; how it ended and how many lines it wrote.

    `status` is None where it was stopped.
    """

    user: float
    wall: float
    memory: float
    status: int | None
    lines: int


_WRAPPER = """
import json, resource, subprocess, sys, time
def limited():
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
began = time.monotonic()
with open(sys.argv[2], "wb") as out:
    done = subprocess.run(sys.argv[3:], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL, preexec_fn=limited)
wall, used = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime, wall, used.ru_maxrss / 1024, done.returncode if done.returncode >= 0 else None]))
"""
"""Peak memory is told of the largest child, of which the process that started it is a part: so that must be small."""


def run(command: Command, environ: Mapping[str, str], limit: int) -> Run:
    """Run a process to its end, or until it has had so many seconds of the processor."""
    with tempfile.NamedTemporaryFile() as out:
        wrapped = [sys.executable, "-I", "-S", "-c", _WRAPPER, str(limit), out.name, *command]
        told = subprocess.run(wrapped, env=environ, capture_output=True, check=True).stdout
        user, wall, memory, status = json.loads(told)
        return Run(user, wall, memory, status, Path(out.name).read_bytes().count(b"\n"))


def median(runs: list[Run]) -> Run:
    """Return the medians of several runs."""
    user, wall, memory = (statistics.median(getattr(one, name) for one in runs) for name in ("user", "wall", "memory"))
    return Run(user, wall, memory, runs[-1].status, runs[-1].lines)


class Library:
    """A library of ours and the commands on it; each call of a changing one changes something else."""

    def __init__(self, folder: Path, bib: Path, key: str, limit: int) -> None:
        self.root = folder / "ours"
        self.root.mkdir()
        self.path = self.root / "a.bib"
        shutil.copy(bib, self.path)
        self._bib = bib
        self._key = key
        self._folder = folder
        self._limit = limit
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
            "tag": lambda: self._run("tag", self._key, "--add", f"tag{next(_CALLS)}"),
            "rename": self._rename,
            "undo": lambda: self._run("undo"),
            "check": lambda: self._run("check"),
            "dedupe": lambda: self._run("dedupe"),
            "format --check": lambda: self._run("format", "--check"),
            "check --fix": lambda: self._run("check", "--fix"),
            "format": lambda: self._run("format"),
            "dedupe --merge": lambda: self._run("dedupe", "--merge", "--yes"),
        }

    def _run(self, *words: str, root: Path | None = None) -> Run:
        command = [sys.executable, "-m", "sergecite", "--library", str(root or self.root), *words]
        return run(command, self.environ, self._limit)

    def _first(self) -> Run:
        shutil.rmtree(self._folder / "cache", ignore_errors=True)
        return self._run("show", self._key)

    def _add(self) -> Run:
        made = ["--type", "book", "--author", "Serge, Victor", "--title", f"Tropiques {next(_CALLS)}", "--date", "1990"]
        return self._run("add", *made)

    def _edit(self) -> Run:
        return self._run("edit", self._key, "--set", f"note=note {next(_CALLS)}")

    def _save(self) -> None:
        data, key = self.path.read_bytes(), self._key.encode() + b","
        self.path.write_bytes(data.replace(key, key + f" userf = {{{next(_CALLS)}}},".encode(), 1))

    def _after(self, change: Callable[[], object]) -> Callable[[], Run]:
        def measured() -> Run:
            change()
            return self._run("show", self._key)

        return measured

    def _import(self) -> Run:
        root = self._folder / "imported"
        root.mkdir()
        (root / "a.bib").touch()
        return self._run("--quiet", "add", str(self._bib), "--force", root=root)

    def imported(self) -> int:
        """Return how many entries `import` made."""
        return count_entries(self._folder / "imported" / "a.bib")

    def _rename(self) -> Run:
        self._key, old = f"renamed{next(_CALLS)}", self._key
        return self._run("rename", old, self._key)


def measure(size: int, folder: Path, programs: Mapping[str, str], options: argparse.Namespace) -> None:
    """Print the table of one size."""
    bib = folder / "all.bib"
    key = prepare(size, bib, plain=bool(programs))
    total = count_entries(bib)
    print(f"\n{total:,} entries, {bib.stat().st_size / 1e6:.1f} MB; the entry shown is {key}")
    library = Library(folder, bib, key, options.limit * PREPARING)
    print(f"{'task':27} {'program':12} {'user s':>8} {'x ours':>8} {'wall s':>8} {'MB':>6} {'lines':>8}")
    peers = []
    filled: dict[str, Run] = {}
    for name, program in programs.items():
        place = folder / name
        place.mkdir()
        peer = PEERS[name](program, place, key, WORD)
        for command in peer.fill(bib):
            filled[name] = run(command, peer.environ, options.limit * PREPARING)
        if peer.count is None or peer.count() == total:
            peers.append(peer)
        else:
            print(f"{name} took {peer.count():,} entries of {total:,}; it is not measured further")
    for task, ours in library.tasks().items():
        if task in options.skip.split(","):
            continue
        done = median([ours() for _ in range(1 if task in SLOW else options.runs)])
        row(task, "sergecite", done, done, f"{library.imported():,} entries" if task == "import" else "")
        for name in programs:
            if task == "import" and name in filled:
                row(task, name, filled[name], done)
        for peer in peers:
            if task in peer.tasks:
                limit = options.limit * (PREPARING if task == "first index" else 1)
                theirs = asked(peer, task, 1 if task in SLOW else options.runs, limit)
                came = f"{peer.imported():,} entries" if task == "import" and peer.imported else ""
                row(task, peer.name, theirs, done, came)
    print("entries in the end:", f"sergecite {count_entries(library.path):,}",
          *(f"· {peer.name} {peer.count():,}" for peer in peers if peer.count), flush=True)  # fmt: skip


def asked(peer: Peer, task: str, runs: int, limit: int) -> Run:
    """Return what a task took a peer."""
    done = [run(peer.tasks[task](next(_CALLS)), peer.environ, limit)]
    while len(done) < runs and done[0].user < LONG and done[0].status is not None:
        done.append(run(peer.tasks[task](next(_CALLS)), peer.environ, limit))
    return median(done)


def row(task: str, program: str, done: Run, ours: Run, remark: str = "") -> None:
    """Print what a task took one program."""
    if done.status is None:
        remark = f"stopped; {remark}".removesuffix("; ")
    elif done.status > 1 or (program != "sergecite" and done.status):
        remark = f"exit {done.status} {remark}"
    ratio = "" if program == "sergecite" else f"{done.user / max(ours.user, 0.001):.1f}"
    print(f"{task:27} {program:12} {done.user:8.2f} {ratio:>8} {done.wall:8.2f} {done.memory:6.0f} {done.lines:8,}  {remark}",
          flush=True)  # fmt: skip


def main() -> None:
    """Measure the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, metavar="SIZE", default=[100, 10_000, 100_000])
    for name in PEERS:
        parser.add_argument(f"--{name}", dest=name, metavar="PROGRAM", default=shutil.which(name))
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=int, default=60, metavar="SECONDS")
    parser.add_argument("--skip", default="", metavar="TASK,...")
    options = parser.parse_args()
    programs = {name: program for name in PEERS if (program := getattr(options, name)) and not options.no_peers}
    for name in PEERS.keys() - programs.keys() if not options.no_peers else ():
        print(f"{name} is not here: --{name} PROGRAM")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(size, Path(folder), programs, options)


if __name__ == "__main__":
    main()
