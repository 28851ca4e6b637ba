"""Which entries each reader of .bib files finds, and whether changes leave all other bytes alone, over folders of files.

    python tests/benchmarks/bench_fidelity.py FOLDER... [--readers NAME,...] [--files N] [--show] [--no-changes]

Each file goes through our scanner and, as far as they are installed, bibtexparser 2, pybtex, bibtex, biber and pandoc. A
citekey that a reader finds and we do not, or the other way round, is a disagreement; each is put in a class by what
stands at the place in the file, and what fits no class is printed as undecided. Then every change that has a way back is
made and taken back in a library of that one file.
"""

import argparse
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bib_readers import READERS, RefusedError
from there_and_back import CHANGES, Outcome, there_and_back

from sergecite.bibtex.scan import Block, scan
from sergecite.errors import InputError
from sergecite.store.bibfile import BibFile, read_bib

_STANDARD = re.compile(r"[A-Za-z]+")


@dataclass
class Tally:
    """One reader over all files."""

    refused: int = 0
    """Files with entries from which the reader takes nothing."""
    in_refused: int = 0
    found: int = 0
    only_theirs: Counter[str] = field(default_factory=Counter)
    only_ours: Counter[str] = field(default_factory=Counter)


def why_not_ours(text: str, blocks: Sequence[Block], key: str) -> str:
    """Return the class of a citekey that a reader finds and we do not."""
    if _folded(key) in {_folded(block.key) for block in blocks}:
        return "we have it, spelt as in the file"
    if re.fullmatch(r"unnamed-\d+", key):
        return "no citekey: the reader makes one up"
    if "\ufffd" in key or not key.isascii():
        return "a citekey in an old encoding"
    place = re.search(rf"@\s*[\w+-]+\s*[{{(]\s*{re.escape(key)}", text, re.IGNORECASE)
    if place is None:
        return "the file has no such entry: the reader's own key" if key not in text else "undecided"
    line = text[text.rfind("\n", 0, place.start()) + 1 : place.start()]
    if line.lstrip().startswith("%"):
        return "taken out with %, line by line"
    around = next((block for block in blocks if block.start <= place.start() < block.end), None)
    if around is not None and around.start == place.start() and not around.key:
        return "no citekey: the reader takes a field's name for it"
    if around is not None and around.kind == "comment":
        return "inside @comment"
    if around is not None:
        return "inside a value of another entry" if not around.faults else "inside a broken entry"
    if place.start() and text[place.start() - 1].isalnum():
        return "an @ inside a word"
    return "undecided"


def why_not_theirs(text: str, blocks: Sequence[Block], key: str, theirs: set[str]) -> str:
    """Return the class of a citekey that we find and a reader does not."""
    block = next(block for block in blocks if block.kind == "entry" and block.key == key)
    if _folded(key) in {_folded(other) for other in theirs}:
        return "they respell the citekey"
    if not key.isascii():
        return "a citekey in an old encoding"
    if block.faults:
        return f"broken: {re.sub(r' (before|of) .*', '', block.faults[0].reason)}"
    if not _STANDARD.fullmatch(block.entry_type) or block.entry_type.lower().startswith(
        ("comment", "string", "preamble")
    ):
        return f"entry type {block.entry_type}"
    if not re.fullmatch(r"[^\s\"#%'(),={}\\~]+", key):
        return "a citekey with spaces or signs"
    if "%" in text[block.start : block.end]:
        return "% in the entry"
    if any(other.faults for other in blocks if other.end <= block.start):
        return "after a broken entry"
    line = text[text.rfind("\n", 0, block.start) + 1 : block.start]
    if line.strip():
        return "after other text on its line"
    return "sound: they lose it"


def _folded(key: str) -> str:
    return "".join(re.findall(r"\w", key.casefold()))


def compared(file: BibFile, names: Sequence[str], tallies: dict[str, Tally], *, show: bool) -> Iterator[str]:
    """Compare the readers on one file; yield what is undecided, or every disagreement."""
    text, blocks = file.text, scan(file.text)
    ours = {block.key for block in blocks if block.kind == "entry" and block.key}
    for name in names:
        tally = tallies[name]
        try:
            theirs = READERS[name](file.path, text)
        except RefusedError:
            tally.refused += bool(ours)
            tally.in_refused += len(ours)
            continue
        tally.found += len(theirs)
        for key in sorted(theirs - ours):
            reason = why_not_ours(text, blocks, key)
            tally.only_theirs[reason] += 1
            if show or reason == "undecided":
                yield f"{name} alone finds {key!r} in {file.path}: {reason}"
        for key in sorted(ours - theirs):
            reason = why_not_theirs(text, blocks, key, theirs)
            tally.only_ours[reason] += 1
            if show:
                yield f"{name} does not find {key!r} in {file.path}: {reason}"


def _files(folders: Sequence[Path], most: int | None) -> Iterator[Path]:
    found = sorted(path for folder in folders for path in folder.rglob("*.bib") if path.is_file())
    step = max(1, len(found) // most) if most else 1
    yield from found[::step]


def main() -> None:
    """Print the readers' table, the classes of disagreement, and the table of changes."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--readers", default=",".join(READERS))
    options.add_argument("--files", type=int, help="about so many files, evenly spread")
    options.add_argument(
        "--show", action="store_true", help="print every disagreement, and each file where a change did not go back"
    )
    options.add_argument("--no-changes", action="store_true")
    chosen = options.parse_args()
    names = [name for name in chosen.readers.split(",") if name]
    tallies = {name: Tally() for name in names}
    outcomes: dict[str, Counter[Outcome]] = {name: Counter() for name in CHANGES}
    undecided: list[str] = []
    files = refused = entries = 0
    with tempfile.TemporaryDirectory() as scratch:
        for kind in ("CACHE", "STATE", "DATA"):
            os.environ[f"XDG_{kind}_HOME"] = scratch
        for path in _files(chosen.folders, chosen.files):
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{files} {path.name[:60]:60}")
            try:
                file = read_bib(path, path.name)
            except InputError as error:
                refused += 1
                print(f"refused: {error}")
                continue
            files += 1
            entries += sum(block.kind == "entry" for block in file.blocks)
            undecided += compared(file, names, tallies, show=chosen.show)
            for name in () if chosen.no_changes else CHANGES:
                outcome, why = there_and_back(file, name, Path(scratch))
                outcomes[name][outcome] += 1
                if why and chosen.show:
                    print(f"{name}: {path}: {why}")
    _print(files, refused, entries, tallies, outcomes)
    print("\n".join(undecided))


def _print(
    files: int, refused: int, entries: int, tallies: dict[str, Tally], outcomes: dict[str, Counter[Outcome]]
) -> None:
    print(f"\n{files} files, {entries} entries; {refused} refused\n")
    print(f"{'reader':14}{'refused files':>14}{'their keys':>11}{'found':>8}{'only theirs':>13}{'only ours':>11}")
    for name, tally in tallies.items():
        print(
            f"{name:14}{tally.refused:14}{tally.in_refused:11}{tally.found:8}{tally.only_theirs.total():13}{tally.only_ours.total():11}"
        )
    for name, tally in tallies.items():
        for side, classes in (("theirs alone", tally.only_theirs), ("ours alone", tally.only_ours)):
            for reason, count in classes.most_common():
                print(f"  {name:14}{side:14}{count:7}  {reason}")
    print()
    for name, counts in outcomes.items():
        if counts:
            print(
                f"{name:22}" + ", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome if counts[outcome])
            )


if __name__ == "__main__":
    main()
