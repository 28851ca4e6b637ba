"""Measure the resolver: notes per second of CPU against libraries of growing size, and a cold start.

    python tests/benchmarks/bench_resolve.py [--shared DIR] [--largest]

With the entries of the folder `data/perf` under DIR: 1,000, 10,000 and, with --largest, 100,000; 1,000, 3,000 and 10,000
notes each, made from the entries: full, short and ibid. Prints seconds, notes per second, seconds per further thousand
notes, and the memory that resolving adds to that of the entries.
"""

import argparse
import lzma
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from sergecite.bibtex.parse import Source, parse_sources
from sergecite.model.document import Document, Note
from sergecite.model.entry import Entry
from sergecite.resolve.resolver import resolve

ROOT = Path(__file__).resolve().parents[2]


def library(path: Path) -> tuple[Entry, ...]:
    """Read a compressed .bib file."""
    text = lzma.decompress(path.read_bytes()).decode("utf-8")
    return parse_sources([Source(text=text, name=path.name)])[0]


def notes(entries: Sequence[Entry], count: int, chance: random.Random) -> Document:
    """Make notes that cite entries in full, then short, then ibid."""
    texts: list[str] = []
    while len(texts) < count:
        entry = chance.choice(entries)
        who = ", ".join(person.display for person in entry.people[:2]) or "Anonymous"
        family = entry.people[0].family if entry.people else "Anonymous"
        title = entry.text("title")
        texts.append(
            f"{who}, {title} ({entry.text('location') or 'London'}, {entry.text('date') or entry.text('year')}), 12."
        )
        texts.append(f"{family}, {' '.join(title.split()[:4])}, {chance.randint(1, 300)}.")
        texts.append("Ibid., 40.")
    rows = tuple(Note(number=str(number), text=text) for number, text in enumerate(texts[:count], 1))
    return Document(format="plaintext", body="", notes=rows)


def resident() -> float:
    """Return the memory the process holds, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def cold() -> float:
    """Return the user CPU of resolving 64 notes against the Serge library, from a new process."""
    with tempfile.TemporaryDirectory() as folder:
        essay = Path(folder) / "essay.md"
        body = " ".join(f"Words.[^{number}]" for number in range(1, 65))
        texts = "\n\n".join(
            f"[^{number}]: Victor Serge, Memoirs of a Revolutionary, {number}." for number in range(1, 65)
        )
        essay.write_text(f"{body}\n\n{texts}\n", encoding="utf-8")
        command = [sys.executable, "-m", "sergecite", "--library", str(ROOT / "refs"), "resolve", str(essay), "--json"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run(command, check=False, capture_output=True, cwd=ROOT)
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--largest", action="store_true")
    chosen = options.parse_args()
    print(f"64 notes against the Serge library, from cold: {cold():.2f} s of user CPU")
    for size in (1000, 10000, 100000) if chosen.largest else (1000, 10000):
        entries = library(chosen.shared / "data" / "perf" / f"real{size}.bib.xz")
        chance = random.Random(size)
        before = (0, 0.0)
        held = resident()
        for count in (1000, 3000, 10000):
            document = notes(entries, count, chance)
            began = time.process_time()
            found = resolve(document, entries)
            spent = time.process_time() - began
            right = found.summary["resolved"] / count
            further = 1000 * (spent - before[1]) / (count - before[0])
            before = (count, spent)
            print(
                f"{size:>6} entries ({held:.0f} MB), {count:>5} notes: {spent:6.2f} s, {count / spent:4.0f} notes/s, "
                f"{further:.2f} s per further 1,000; {resident() - held:+.0f} MB; resolved {right:.3f}"
            )


if __name__ == "__main__":
    main()
