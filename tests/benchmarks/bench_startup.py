"""User CPU of the small commands on the Serge library, beside an empty Typer program and a bare interpreter.

Run: python tests/benchmarks/bench_startup.py [RUNS]
"""

import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EMPTY_TYPER = """
import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def hello() -> None:
    print("hello")
app()
"""
SERGECITE = "from sergecite.cli.app import main; main()"
PROGRAMS = {
    "python -c pass": ["-c", "pass"],
    "empty Typer program": ["-c", EMPTY_TYPER],
    "sergecite --version": ["-c", SERGECITE, "--version"],
    "sergecite --help": ["-c", SERGECITE, "--help"],
    "sergecite list": ["-c", SERGECITE, "list"],
    "sergecite show": ["-c", SERGECITE, "show", "serge1951memoirs"],
    "sergecite cite": ["-c", SERGECITE, "cite", "serge1951memoirs"],
}


def user_seconds(arguments: list[str]) -> float:
    """Return the user CPU of one run of the interpreter with these arguments."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def measure(runs: int) -> None:
    """Run every program in turn, `runs` times, and print medians and what they add to the empty Typer program."""
    figures: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(runs + 1):  # the first round warms the disk cache
        for name, arguments in PROGRAMS.items():
            figures[name].append(user_seconds(arguments))
    medians = {name: 1000 * statistics.median(times[1:]) for name, times in figures.items()}
    empty = medians["empty Typer program"]
    print(f"{'median user CPU of ' + str(runs) + ' runs':<30} {'ms':>7} {'over empty Typer':>18}")
    for name, value in medians.items():
        print(f"{name:<30} {value:7.1f} {value - empty:+18.1f}")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
