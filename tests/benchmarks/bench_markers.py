"""Measure the finding of markers on pasted essays of our own making.

    python tests/benchmarks/bench_markers.py [--seeds 20]

Prints recall, precision and essays wholly right for each language, each shape of marker and each fate of the notes. The
essays are made by tests/essay/pasting.py from its own sentences.
"""

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "essay"))

from pasting import SENTENCES, SHAPES, Paste, paste

from sergecite.essay.plaintext import read_plaintext


@dataclass(slots=True)
class Tally:
    """Markers made, found and rightly found; essays read and wholly right."""

    made: int = 0
    found: int = 0
    right: int = 0
    essays: int = 0
    whole: int = 0

    def add(self, found: set[tuple[str, int]], expected: set[tuple[str, int]]) -> None:
        """Count one essay."""
        self.made += len(expected)
        self.found += len(found)
        self.right += len(found & expected)
        self.essays += 1
        self.whole += found == expected

    def __str__(self) -> str:
        recall, precision = self.right / max(self.made, 1), self.right / max(self.found, 1)
        return f"recall {recall:.4f}  precision {precision:.4f}  wholly right {self.whole}/{self.essays}"


def ways(language: str) -> Iterator[tuple[str, Paste]]:
    """Yield what pasting may do, by name."""
    for shape in SHAPES:
        yield shape, Paste(language=language, shape=shape)
    yield "few markers", Paste(language=language, markers=4)
    yield "130 markers", Paste(language=language, markers=130)
    yield "one in ten lost", Paste(language=language, lost=0.1)
    yield "three chapters", Paste(language=language, chapters=3, markers=12)
    yield "notes at the end", Paste(language=language, notes="end")
    yield "notes per chapter", Paste(language=language, notes="chapter", chapters=3, markers=12)
    yield "notes per page", Paste(language=language, notes="page")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seeds", type=int, default=20)
    seeds = options.parse_args().seeds
    rows: dict[str, Tally] = defaultdict(Tally)
    began = time.process_time()
    for language in SENTENCES:
        for name, how in ways(language):
            for seed in range(seeds):
                pasted = paste(how, random.Random(seed))
                found = {(marker.number, marker.start) for marker in read_plaintext(pasted.text).markers}
                for row in ("all", language, name):
                    rows[row].add(found, set(pasted.markers))
    for name, tally in rows.items():
        print(f"{name:18} {tally}")
    print(f"{rows['all'].essays / (time.process_time() - began):.0f} essays/s of CPU")


if __name__ == "__main__":
    main()
