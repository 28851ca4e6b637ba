"""CSL processors side by side, in one run, on the same input: sergecite, pandoc, citeproc-js, citeproc-py.

    python tests/benchmarks/bench_csl_peers.py [--counts 1000 10000] [--limit 120] [--citeproc-js FOLDER] [--without NAME]

Bibliographies of so many real entries, documents of so many notes that cite a library of 1,000, and one citation from
cold, in two styles. Each run is a whole process, from its start to the last line written: user CPU (threads and all) and
peak memory as the system counts them. Peers that are not there are left out, and said: pandoc comes with pypandoc_binary or
stands on the PATH; citeproc-py is a package; citeproc-js wants node and a folder where `npm install citeproc` was run
(--citeproc-js or CITEPROC_JS). A run over the limit (seconds of CPU) is stopped, and its larger case not begun where the
smaller makes it hopeless. Prints figures and ratios, asserts no time.
"""

import argparse
import importlib.util
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

RUNS = Path(__file__).resolve().parent / "csl_runs"
PERF = Path(__file__).resolve().parents[3] / "shared" / "data" / "perf"
STYLES = ("chicago-author-date", "chicago-notes-bibliography")
SERGECITE = "from sergecite.cli.app import main; main()"
EMPTY_TYPER = "import typer\napp = typer.Typer()\n@app.command()\ndef hello() -> None:\n    print('hello')\napp()\n"
OWN = "sergecite"
COLD_RUNS = 15
HOPELESS = 2
"""A larger case is not begun where the smaller, multiplied, is this many times over the limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A processor: how it is called for a case and a style, where its input comes from, how its strings are counted."""

    name: str
    command: Callable[[Path, str, str], list[str]]
    count: Callable[[str, str], int]
    """Of what it wrote, for which case: the strings."""
    stdin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run: CPU seconds (user, system) and peak memory in MB; strings written; why there is no figure."""

    seconds: float = 0.0
    system: float = 0.0
    megabytes: int = 0
    strings: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where runs happen: the folder of inputs, the most seconds of CPU, the environment."""

    folder: Path
    limit: int
    environ: dict[str, str]

    def run(self, engine: Engine, case: str, style: str) -> Run:
        """Run one case in a process of its own."""
        written, errors = self.folder / "written", self.folder / "errors"
        given = self.folder / f"{case}.{style}.json" if engine.stdin else Path(os.devnull)
        command = engine.command(self.folder, case, style)
        with given.open("rb") as stdin, written.open("wb") as stdout, errors.open("wb") as stderr:
            child = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=stderr, env=self.environ)
            resource.prlimit(child.pid, resource.RLIMIT_CPU, (self.limit, self.limit + 1))
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        megabytes = usage.ru_maxrss // 1024
        if child.returncode:
            last = errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
            over = -child.returncode in {signal.SIGXCPU, signal.SIGKILL}
            return Run(megabytes=megabytes, fault=f"over {self.limit} s" if over else f"failed: {' '.join(last)[:60]}")
        strings = engine.count(written.read_text(encoding="utf-8"), case)
        return Run(seconds=usage.ru_utime, system=usage.ru_stime, megabytes=megabytes, strings=strings)


def engines(citeproc_js: str) -> tuple[list[Engine], list[str]]:
    """Return the engines found here, and a sentence for each that is not."""
    python = sys.executable
    found = [
        Engine(
            name=OWN,
            command=lambda folder, case, style: [
                python, str(RUNS / "run_sergecite.py"), f"{folder}/{case}.{style}.json",
            ],
            count=_lines,
        ),
        Engine(name="sergecite citeproc", command=lambda *_: [python, "-c", SERGECITE, "citeproc"], count=_in_result, stdin=True),
    ]  # fmt: skip
    missing: list[str] = []
    if pandoc := _pandoc():
        found.append(
            Engine(
                name="pandoc",
                command=lambda folder, case, style: [
                    pandoc, "--citeproc", f"--csl={folder}/{style}.csl", f"--bibliography={folder}/{case}.items.json",
                    "--from=json", "--to=html", f"{folder}/{case}.pandoc.json",
                ],
                count=_in_html,
            )
        )  # fmt: skip
    else:
        missing.append("pandoc: neither on the PATH nor through pypandoc_binary")
    node = shutil.which("node")
    if node and Path(citeproc_js, "node_modules", "citeproc").is_dir() and citeproc_js:
        found.append(
            Engine(
                name="citeproc-js",
                command=lambda folder, case, style: [
                    node, str(RUNS / "run_citeproc_js.js"), f"{folder}/{case}.{style}.json", f"{folder}/{style}.csl",
                    f"{folder}/locales-en-US.xml",
                ],
                count=_lines,
            )
        )  # fmt: skip
    else:
        missing.append("citeproc-js: needs node and --citeproc-js FOLDER, where `npm install citeproc` was run")
    if importlib.util.find_spec("citeproc"):
        found.append(
            Engine(
                name="citeproc-py",
                command=lambda folder, case, style: [
                    python, str(RUNS / "run_citeproc_py.py"), f"{folder}/{case}.{style}.json", f"{folder}/{style}.csl",
                ],
                count=_lines,
            )
        )  # fmt: skip
    else:
        missing.append("citeproc-py: not installed")
    return found, missing


def _pandoc() -> str | None:
    package = importlib.util.find_spec("pypandoc")
    if package and package.origin and (carried := Path(package.origin).with_name("files") / "pandoc").is_file():
        return str(carried)
    return shutil.which("pandoc")


def _lines(written: str, _: str) -> int:
    return written.count("\n")


def _in_result(written: str, case: str) -> int:
    return len(json.loads(written)["bibliography" if case.startswith("bibliography") else "citations"])


def _in_html(written: str, case: str) -> int:
    return written.count('class="csl-entry"' if case.startswith("bibliography") else 'class="citation"')


def table(found: list[Engine], ground: Ground, small: int, large: int) -> None:
    """Measure and print every case, line by line."""
    print(
        f"{'user CPU of whole processes':28} {small:>11,} {large:>11,} {'times':>6} {'MB':>6} {'MB':>6} {'strings':>15}"
        f"   as many times {OWN}'s"
    )
    for kind in ("bibliography", "notes"):
        for style in STYLES:
            print(f"{kind}, {style}")
            own: tuple[Run, Run] | None = None
            for engine in found:
                runs = _both(engine, ground, style, (f"{kind}-{small}", f"{kind}-{large}"), large / small)
                own = own or runs
                first, second = runs
                times = f"{second.seconds / first.seconds:.1f}" if not (first.fault or second.fault) else ""
                ratios = [_ratio(run, mine, ground.limit) for run, mine in zip(runs, own, strict=True)]
                print(
                    f"  {engine.name:26} {_seconds(first):>11} {_seconds(second):>11} {times:>6} {first.megabytes:>6} "
                    f"{second.megabytes or '':>6} {first.strings:>7,}{second.strings:>8,}   {' / '.join(ratios)}",
                    flush=True,
                )


def _both(engine: Engine, ground: Ground, style: str, cases: tuple[str, str], factor: float) -> tuple[Run, Run]:
    """Run the smaller case, and the larger where it may end within the limit."""
    first = ground.run(engine, cases[0], style)
    if first.fault or first.seconds * factor > HOPELESS * ground.limit:
        return first, Run(fault="not begun")
    return first, ground.run(engine, cases[1], style)


def _seconds(run: Run) -> str:
    return run.fault or f"{run.seconds:.2f} s"


def _ratio(run: Run, own: Run, limit: int) -> str:
    if own.fault or run.fault == "not begun" or run.fault.startswith("failed"):
        return "-"
    return f"over {limit / own.seconds:.0f}" if run.fault else f"{run.seconds / own.seconds:.1f}"


def cold(found: list[Engine], ground: Ground) -> None:
    """Print what one citation costs each engine from cold. The system splits so short a run by ticks: so the mean of user CPU."""
    empty = Engine(name="an empty Typer program", command=lambda *_: [sys.executable, "-c", EMPTY_TYPER], count=_lines)
    for style in STYLES:
        print(f"one citation from cold, {style}: user CPU, mean of {COLD_RUNS}; user and system, least; memory")
        for engine in [empty, *found]:
            ground.run(engine, "cold-1", style)
            runs = [ground.run(engine, "cold-1", style) for _ in range(COLD_RUNS)]
            if fault := runs[0].fault:
                print(f"  {engine.name:26} {fault}")
                continue
            mean = 1000 * sum(run.seconds for run in runs) / len(runs)
            least = 1000 * min(run.seconds + run.system for run in runs)
            print(f"  {engine.name:26} {mean:>8.0f} ms {least:>8.0f} ms {runs[0].megabytes:>6} MB", flush=True)


def main() -> None:
    """Run everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", type=int, nargs=2, default=[1000, 10_000], metavar=("SMALL", "LARGE"))
    parser.add_argument("--limit", type=int, default=120, help="seconds of CPU a run may take")
    parser.add_argument("--citeproc-js", default=os.environ.get("CITEPROC_JS", ""), metavar="FOLDER")
    parser.add_argument("--without", action="append", default=[], metavar="NAME", help="an engine to leave out")
    options = parser.parse_args()
    if not (PERF / "real1000.bib.xz").is_file():
        print("skipped: ../shared/data/perf is not beside the checkout")
        return
    found, missing = engines(options.citeproc_js)
    found = [engine for engine in found if engine.name not in options.without]
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environ["NODE_PATH"] = str(Path(options.citeproc_js, "node_modules"))
    for sentence in missing:
        print(f"left out: {sentence}")
    with tempfile.TemporaryDirectory() as name:
        prepare = [sys.executable, str(RUNS / "prepare.py"), name, *map(str, options.counts)]
        subprocess.run(prepare, check=True, env=environ)
        ground = Ground(folder=Path(name), limit=options.limit, environ=environ)
        cold(found, ground)
        table(found, ground, *options.counts)


if __name__ == "__main__":
    main()
