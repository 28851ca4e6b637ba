"""Run whole essays through read, resolve and export, and compare what they give with the figures kept.

    python tests/benchmarks/bench_essays.py [--shared DIR] [--each] [--keep]

Prints for each kind of essay, with --each for each essay: the markers found, the cites linked rightly, linked wrongly and
left open (of those the gold has), and the time. Essays whose figures moved against essays.tsv are listed. Status 1 where
an essay has more wrong than it had: a wrong link costs more than ten left open. --keep writes the figures anew.
"""

import argparse
import csv
import resource
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from gold_essays import GoldEssay, gold_essays

from sergecite.essay.reader import read_essay
from sergecite.export.bibliography import Typesetter
from sergecite.export.catalog import load_style, locale_text
from sergecite.export.formats import PAGES, Format
from sergecite.export.notes import notes_page
from sergecite.model.document import Document
from sergecite.model.resolution import Resolution, ResolvedNote, Status
from sergecite.resolve.resolver import resolve

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
FIGURES = Path(__file__).with_name("essays.tsv")
STYLE = "chicago-notes-bibliography"


@dataclass(slots=True)
class Score:
    """Counts of one essay, or of several: cites of the gold linked, links that are wrong, cites left open."""

    notes: int = 0
    linked: int = 0
    wrong: int = 0
    open: int = 0
    lost_markers: int = 0
    false_markers: int = 0

    def add(self, other: "Score") -> None:
        """Add the counts of another essay."""
        for name, count in asdict(other).items():
            setattr(self, name, getattr(self, name) + count)

    def __str__(self) -> str:
        markers = f", markers lost {self.lost_markers}, false {self.false_markers}"
        return f"{self.notes:5} notes: linked {self.linked:4}, wrong {self.wrong:3}, open {self.open:4}{markers}"


def run(essay: GoldEssay) -> Score:
    """Read, resolve and export one essay, and count."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"essay{essay.suffix}"
        path.write_text(essay.text, encoding="utf-8")
        document = read_essay(path)
    resolution = resolve(document, essay.entries)
    _export(resolution, essay)
    score = Score(notes=len(resolution.notes))
    for note in resolution.notes:
        _count(score, note, essay)
    if essay.markers is not None:
        found = {(marker.number, marker.start) for marker in document.markers}
        score.lost_markers, score.false_markers = len(essay.markers - found), len(found - essay.markers)
    _check(document, resolution, essay)
    return score


def _count(score: Score, note: ResolvedNote, essay: GoldEssay) -> None:
    settled = [cite for cite in note.cites if cite.status is Status.RESOLVED]
    if essay.points_to is not None:
        earlier = essay.points_to.get(note.number, frozenset())
        found = {cite.antecedent.note for cite in settled if cite.antecedent}
        score.linked += bool(found & earlier)
        score.wrong += bool(found and not found & earlier)
        score.open += bool(earlier and not found & earlier)
        return
    meant = essay.means.get(note.number, frozenset())
    keys = {cite.citekey for cite in settled if cite.citekey}
    score.linked += len(keys & meant)
    score.wrong += len(keys - meant - essay.might_mean.get(note.number, frozenset()))
    score.open += len(meant - keys)


def _export(resolution: Resolution, essay: GoldEssay) -> None:
    """Print the notes in a style, as a user would; a fault here ends the run."""
    entries = {entry.citekey: entry for entry in essay.entries}
    typesetter = Typesetter(load_style(STYLE), locale_text, lang="en-US", related=entries.get)
    text = PAGES[Format.TEXT](notes_page(resolution, entries, typesetter))
    if len(str(text).splitlines()) < len(resolution.notes):
        raise SystemExit(f"{essay.name}: {len(resolution.notes)} notes, but fewer lines were printed")


def _check(document: Document, resolution: Resolution, essay: GoldEssay) -> None:
    """Each marker has one note, in the order of the text."""
    called = list(dict.fromkeys((marker.chapter, marker.number) for marker in document.markers))
    if [(note.chapter, note.number) for note in resolution.notes] != called:
        raise SystemExit(f"{essay.name}: the notes are not those of the markers")


def moved(new: Mapping[str, Score], old: Mapping[str, Score]) -> list[str]:
    """Return a line for each essay whose counts are not those kept."""
    lines = []
    for name, score in new.items():
        before = asdict(old.get(name, Score()))
        changes = [f"{key} {before[key]} -> {count}" for key, count in asdict(score).items() if before[key] != count]
        lines += [f"  {name}: {', '.join(changes)}"] if changes else []
    return lines


def worse(new: Mapping[str, Score], old: Mapping[str, Score]) -> list[str]:
    """Return the essays that have more wrong than was kept."""
    return [name for name, score in new.items() if name in old and score.wrong > old[name].wrong]


def scoreboard(essays: Iterable[GoldEssay], *, each: bool = False) -> dict[str, Score]:
    """Run the essays and print their scores; return the score of each by its name."""
    scores: dict[str, Score] = {}
    kinds: dict[str, tuple[Score, list[float]]] = {}
    for essay in essays:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        scores[essay.name] = score = run(essay)
        seconds = resource.getrusage(resource.RUSAGE_SELF).ru_utime - before
        total, times = kinds.setdefault(essay.kind, (Score(), []))
        total.add(score)
        times.append(seconds)
        if each:
            print(f"  {essay.name:52} {score}, {seconds:.2f} s")
    for kind, (total, times) in kinds.items():
        print(f"{kind:22} {len(times):3} essays {total}; {sum(times):6.2f} s, the longest {max(times):.2f} s")
    return scores


def kept() -> dict[str, Score]:
    """Return the figures of the last run that was kept."""
    if not FIGURES.is_file():
        return {}
    with FIGURES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row.pop("essay"): Score(**{name: int(count) for name, count in row.items()}) for row in rows}


def keep(scores: Mapping[str, Score]) -> None:
    """Write the figures anew."""
    with FIGURES.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t", lineterminator="\n")
        rows.writerow(["essay", *asdict(Score())])
        rows.writerows([name, *asdict(score).values()] for name, score in scores.items())


def main() -> None:
    """Print the scoreboard and what moved."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=SHARED)
    options.add_argument("--each", action="store_true")
    options.add_argument("--keep", action="store_true")
    chosen = options.parse_args()
    if not (chosen.shared / "data").is_dir():
        sys.exit(f"no essays in {chosen.shared}")
    scores = scoreboard(gold_essays(chosen.shared), each=chosen.each)
    changes = moved(scores, kept())
    print("\n".join(["moved:", *changes]) if changes else "nothing moved")
    bad = worse(scores, kept())
    if bad:
        print("more wrong than was kept:", ", ".join(bad))
    if chosen.keep:
        keep(scores)
    elif bad:
        sys.exit(1)


if __name__ == "__main__":
    main()
