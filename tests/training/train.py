"""Trains the note parser's model: `python tests/training/train.py ../shared/data/train`.

Nine references in ten train the model: as they stand, set out anew in notes by templates, and printed by our own CSL
processor in nine of ten of the installed styles. Every tenth reference and style is held out and measured; the rendered
lists are made, by language, from works and styles not seen. The same data, code and seed give the same model.
"""

import argparse
import time
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycrfsuite
from notes import Sample, Writer
from prune import prune
from references import Reference, read_references
from rendered import pool
from vocabulary import LANGUAGES
from works import language_of, works_of

from sergecite.resolve import labels as kind
from sergecite.resolve.features import featurize
from sergecite.resolve.phrases import find_phrases

MODEL = Path(__file__).parents[2] / "sergecite" / "resolve" / "data" / "notes.crfsuite"
PARAMETERS = {
    "c1": 0.6,  # L1: drops the features that carry little, so that the model stays small
    "c2": 0.05,
    "feature.minfreq": 3,
    "epsilon": 1e-4,
}
LEAST = 0.05
"""Weights below this are left out: on the held-out data they change nothing."""


def held_out(reference: Reference) -> bool:
    """Whether a reference is kept from training: one in ten, by its text."""
    return zlib.crc32(reference.text.encode()) % 10 == 0


def as_sample(reference: Reference) -> Sample:
    """Return a reference as a note of its own: its first field begins the cite, its number is prose."""
    labels: list[str] = []
    begun = False
    for label in reference.labels:
        if begun or label == kind.OTHER:
            labels.append(label if begun else kind.PROSE)
        else:
            labels.append(kind.BEGIN + label)
            begun = True
    return reference.text, reference.tokens, labels


def writer_of(references: list[Reference], rendered: int, seed: int, *, seen: bool) -> Writer:
    """Return a writer of the works of some references; `seen` tells which of the installed styles print for it."""
    works = works_of(references)
    families = sorted({family for work in works for family, _ in work.authors})
    return Writer(works, families, references, seed, pool(works, families, rendered, seed, seen=seen))


def samples(writer: Writer, references: list[Reference], notes: int, strings: int) -> Iterator[Sample]:
    """Yield what the model learns from."""
    yield from map(as_sample, references)
    # The references in other languages than English are few: they count twice.
    yield from map(as_sample, (one for one in references if language_of(one.text) not in {"en", None}))
    yield from writer.strings(strings)
    yield from writer.notes(notes)


MARKED = {kind.TITLE, kind.CONTAINER, kind.PUBLISHER, kind.PLACE, kind.EDITOR}
OPENERS = {kind.AUTHOR, kind.EDITOR, kind.TITLE, kind.CONTAINER, kind.BACK, kind.ARCHIVE}


def fielded(labels: list[str]) -> list[str]:
    """Mark where the great fields begin, which lets the model learn how they begin.

    Only what often opens a cite keeps the mark of a beginning: after prose the rest needs none, and each label costs time.
    """
    marked, last = [], ""
    for label in labels:
        bare = label.removeprefix(kind.BEGIN)
        if label != bare and bare in OPENERS:
            marked.append(label)
        else:
            marked.append(kind.FIELD + bare if bare != last and bare in MARKED else bare)
        last = bare
    return marked


def train(learned: Iterable[Sample], target: Path, *, quick: bool, iterations: int) -> None:
    """Train and write the model."""
    trainer = pycrfsuite.Trainer(algorithm="l2sgd" if quick else "lbfgs", verbose=False)
    trainer.set_params(
        {"max_iterations": 12, "feature.minfreq": 3, "c2": 0.1}
        if quick
        else PARAMETERS | {"max_iterations": iterations}
    )
    count = 0
    for text, tokens, labels in learned:
        trainer.append(pycrfsuite.ItemSequence(featurize(text, tokens, find_phrases(text))), fielded(labels))
        count += 1
    began = time.process_time()
    trainer.train(str(target))
    target.write_bytes(prune(target.read_bytes(), LEAST))
    print(f"{count} sequences, {time.process_time() - began:.0f} s of CPU, {target.stat().st_size:,} bytes")


Run = tuple[str, int, int]


def runs(labels: Iterable[str]) -> set[Run]:
    """Return the fields of a labelled text: label, first and last token. What is no field of a work is left out."""
    found: set[Run] = set()
    start, last = 0, ""
    for place, label in enumerate([*labels, kind.PROSE]):
        bare = label.removeprefix(kind.BEGIN).removeprefix(kind.FIELD)
        if bare != last or label.startswith(kind.BEGIN):
            if last not in {"", kind.PROSE, kind.OTHER, kind.IN}:
                found.add((last, start, place - 1))
            start, last = place, bare
    return found


def measure(name: str, model: Path, tests: Iterable[Sample]) -> None:
    """Print the share of tokens the model labels as the test does, and precision, recall and F1 of whole fields."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    right = total = wanted = found = both = 0
    for text, tokens, labels in tests:
        read = tagger.tag(pycrfsuite.ItemSequence(featurize(text, tokens, find_phrases(text))))
        right += sum(
            a.removeprefix(kind.FIELD).removeprefix(kind.BEGIN) == b.removeprefix(kind.BEGIN)
            for a, b in zip(read, labels, strict=True)
        )
        total += len(labels)
        ours, theirs = runs(read), runs(labels)
        wanted, found, both = wanted + len(theirs), found + len(ours), both + len(ours & theirs)
    share = 2 * both / max(1, wanted + found)
    print(
        f"{name}: tokens {right / max(1, total):.4f}; fields P {both / max(1, found):.3f} R {both / max(1, wanted):.3f} F1 {share:.3f}",
        flush=True,
    )


def report(model: Path, kept: list[Reference], rendered: int, seed: int) -> None:
    """Measure on what was held out: references, notes made of them, and lists in styles not seen, by language."""
    measure("held-out references", model, map(as_sample, kept))
    writer = writer_of(kept, rendered, seed + 1, seen=False)
    measure("notes made of them", model, writer.notes(400))
    for language in LANGUAGES:
        measure(f"rendered, {language}", model, writer.printed(language))


def main() -> None:
    """Train, measure on what was held out, and say both."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path, help="the folder with anystyle_core.jsonl and anystyle_good.jsonl")
    arguments.add_argument("--model", type=Path, default=MODEL)
    arguments.add_argument("--notes", type=int, default=7500)
    arguments.add_argument("--strings", type=int, default=6500)
    arguments.add_argument(
        "--rendered", type=int, default=8000, help="references printed by the CSL processor to draw from"
    )
    arguments.add_argument("--iterations", type=int, default=85)
    arguments.add_argument("--seed", type=int, default=1890)
    arguments.add_argument(
        "--quick",
        action="store_true",
        help="stochastic descent: a large model in a fraction of the time, to try things",
    )
    arguments.add_argument("--measure", action="store_true", help="only measure the model that is there")
    chosen = arguments.parse_args()
    references = list(read_references(chosen.data))
    kept = [reference for reference in references if held_out(reference)]
    if not chosen.measure:
        learned = [one for one in references if not held_out(one)]
        writer = writer_of(learned, chosen.rendered, chosen.seed, seen=True)
        train(
            samples(writer, learned, chosen.notes, chosen.strings),
            chosen.model,
            quick=chosen.quick,
            iterations=chosen.iterations,
        )
    report(chosen.model, kept, chosen.rendered // 8, chosen.seed)


if __name__ == "__main__":
    main()
