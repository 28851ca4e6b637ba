"""Trains the note parser's model: `python tests/training/train.py ../shared/data/train`.

Nine references in ten train the model, as they stand and set out anew in notes; every tenth is held out and measured. The
same data and seed give the same model.
"""

import argparse
import time
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycrfsuite
from notes import Sample, Writer
from references import Reference, read_references
from works import language_of, works_of

from sergecite.resolve import labels as kind
from sergecite.resolve.features import featurize

MODEL = Path(__file__).parents[2] / "sergecite" / "resolve" / "data" / "notes.crfsuite"
PARAMETERS = {
    "c1": 0.7,  # L1: drops the features that carry little, so that the model stays small
    "c2": 0.05,
    "feature.minfreq": 3,
    "epsilon": 1e-4,
}


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


def samples(references: list[Reference], notes: int, strings: int, seed: int) -> Iterator[Sample]:
    """Yield what the model learns from."""
    works = works_of(references)
    families = sorted({family for work in works for family, _ in work.authors})
    writer = Writer(works, families, references, seed)
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
        trainer.append(pycrfsuite.ItemSequence(featurize(text, tokens)), fielded(labels))
        count += 1
    began = time.process_time()
    trainer.train(str(target))
    print(f"{count} sequences, {time.process_time() - began:.0f} s of CPU, {target.stat().st_size:,} bytes")


def measure(name: str, model: Path, tests: Iterable[Sample]) -> None:
    """Print the share of tokens and of cites' beginnings the model labels as the test does."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    right = total = begins = found = both = 0
    for text, tokens, labels in tests:
        read = [
            label.removeprefix(kind.FIELD) for label in tagger.tag(pycrfsuite.ItemSequence(featurize(text, tokens)))
        ]
        wanted = [label.removeprefix(kind.FIELD) for label in fielded(labels)]
        right += sum(ours == theirs for ours, theirs in zip(read, wanted, strict=True))
        total += len(labels)
        for ours, theirs in zip(read, wanted, strict=True):
            begins += theirs.startswith(kind.BEGIN)
            found += ours.startswith(kind.BEGIN)
            both += ours.startswith(kind.BEGIN) and theirs.startswith(kind.BEGIN)
    print(
        f"{name}: tokens {right / total:.4f}; beginnings of cites P {both / max(1, found):.3f} R {both / max(1, begins):.3f}"
    )


def main() -> None:
    """Train, measure on what was held out, and say both."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path, help="the folder with anystyle_core.jsonl and anystyle_good.jsonl")
    arguments.add_argument("--model", type=Path, default=MODEL)
    arguments.add_argument("--notes", type=int, default=5500)
    arguments.add_argument("--strings", type=int, default=5500)
    arguments.add_argument("--iterations", type=int, default=80)
    arguments.add_argument("--seed", type=int, default=1890)
    arguments.add_argument(
        "--quick",
        action="store_true",
        help="stochastic descent: a large model in a fraction of the time, to try things",
    )
    chosen = arguments.parse_args()
    references = list(read_references(chosen.data))
    kept = [reference for reference in references if held_out(reference)]
    train(
        samples([one for one in references if not held_out(one)], chosen.notes, chosen.strings, chosen.seed),
        chosen.model,
        quick=chosen.quick,
        iterations=chosen.iterations,
    )
    measure("held-out references", chosen.model, map(as_sample, kept))
    unseen = Writer(
        works_of(kept), sorted({f for work in works_of(kept) for f, _ in work.authors}), kept, chosen.seed + 1
    )
    measure("notes made of them", chosen.model, unseen.notes(400))


if __name__ == "__main__":
    main()
