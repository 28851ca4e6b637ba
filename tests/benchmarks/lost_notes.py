"""How far proposals for lost notes can be trusted: the notes of essays whose notes are known are hidden and judged.

Run: python tests/benchmarks/lost_notes.py [SHARED] [--all] [--wrong]

For each pasted essay of SHARED/data/markers a library is made of the works its notes cite in full; a proposal is right
when the hidden note names that work's author and the first two words of its title. --all puts the works of all essays
into one library, so that each essay has a thousand works that are not its own. --wrong lists what is wrong at .7 or more.

Intervals are Wilson's, 95 %. The clues' weights are set by hand with these essays in view, so the last line judges each
essay by the others: by the lowest confidence from which at least .95 of what is proposed in those is right.
"""

import itertools
import json
import math
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sergecite.essay.reader import read_essay
from sergecite.model.document import Document
from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.resolve.lost.context import resolve_lost

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
WANTED = 0.95
BINS = ((0.9, 1.01), (0.8, 0.9), (0.7, 0.8), (0.6, 0.7), (0.5, 0.6), (0.4, 0.5), (0.3, 0.4), (0.2, 0.3))
_PERSON = r"[A-Z][\w’'.-]+ (?:(?:de|van|von|la|le|du|der|[A-Z][\w’'.-]+) )*?[A-Z][\w’'-]+"
_WORK = re.compile(
    rf"(?:^|[.;:] |[Ss]ee (?:also )?|and |cf\. |in |by |e\.g\., )({_PERSON}(?:(?:,? and |, ){_PERSON})*)(?:, eds?\.| et al\.)?, "
    r"(?:[*_]([^*_]{6,200})[*_]|[“\"]([^”\"]{6,200}?)[,.?!]?[”\"])([^;]{0,160})"
)
_YEAR = re.compile(r"\b(?:1[5-9]\d\d|20[0-2]\d)\b")


@dataclass(frozen=True)
class Case:
    """An essay, the library made of its notes, and what each note cites."""

    name: str
    document: Document
    entries: tuple[Entry, ...]
    cited: dict[str, set[str]]


def cases(folder: Path) -> Iterator[Case]:
    """Yield the essays that have their notes beside them."""
    for path in sorted(folder.glob("*.notes.json")):
        notes: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(".notes.json")
        works = _works(name, notes)
        cited = {number: _cited(works, text) for number, text in notes.items()}
        yield Case(name, read_essay(folder / f"{name}.txt"), tuple(works.values()), cited)


def _works(essay: str, notes: dict[str, str]) -> dict[tuple[str, tuple[str, ...]], Entry]:
    works: dict[tuple[str, tuple[str, ...]], Entry] = {}
    for text in notes.values():
        folded = re.sub(r"\bSee (?:also )?(?=[A-Z])", "see ", " ".join(text.split())).replace("[", "").replace("]", "")
        for match in _WORK.finditer(folded):
            title = (match[2] or match[3]).strip(" ,")
            words = tuple(word for word in re.findall(r"[\w’'-]+", title.lower()) if len(word) > 3)[:2]
            people = tuple(_name(person) for person in re.split(r",? and |, ", match[1]))
            year = _YEAR.search(match[4])
            if words and (people[0].family, words) not in works:
                works[people[0].family, words] = Entry(
                    citekey=f"{essay}:{len(works)}",
                    entry_type="book",
                    fields={"title": title, **({"date": year.group()} if year else {})},
                    names={"author": people},
                )
    return works


def _name(text: str) -> Name:
    words = text.split()
    cut = len(words) - 1
    while cut > 0 and words[cut - 1].lower() in {"de", "van", "von", "la", "le", "du", "der"}:
        cut -= 1
    return Name(family=" ".join(words[cut:]), given=" ".join(words[:cut]))


def _cited(works: dict[tuple[str, tuple[str, ...]], Entry], text: str) -> set[str]:
    """Return the works a note names: by surname and title, or by surname alone where it has no title at all."""
    small = " ".join(text.split()).lower()
    return {
        entry.citekey
        for (family, words), entry in works.items()
        if (family.lower() in small and all(word in small for word in words))
        or (family in text and not re.search(r"[“*]", text))
    }


def _held_out(found: Sequence[tuple[str, float, bool]]) -> list[bool]:
    """Return whether right, for what each essay proposes from the confidence that the other essays call for."""
    kept = []
    for essay in {name for name, _, _ in found}:
        others = sorted(((sure, right) for name, sure, right in found if name != essay), reverse=True)
        right_so_far = list(itertools.accumulate(right for _, right in others))
        enough = [at for at, right in enumerate(right_so_far) if right >= WANTED * (at + 1)]
        least = others[enough[-1]][0] if enough else 2.0
        kept += [right for name, sure, right in found if name == essay and sure >= least]
    return kept


def _share(proposed: Sequence[bool]) -> str:
    """Return how many of so many are right, with Wilson's interval."""
    count, right = len(proposed), sum(proposed)
    if not count:
        return "none"
    share, z = right / count, 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return f"{right} of {count} right, {share:.3f} ({middle - spread:.2f} to {min(1.0, middle + spread):.2f})"


def measure(folder: Path, *, together: bool, wrong: bool) -> None:
    """Print, per span of confidence, how many works are proposed and how many of them are right."""
    essays = list(cases(folder))
    everything = tuple(entry for essay in essays for entry in essay.entries)
    same = {entry.citekey: (entry.text("title"), entry.text("author")) for entry in everything}
    found: list[tuple[float, bool, str]] = []
    of_essay: list[str] = []
    count = 0
    before = time.process_time()
    for essay in essays:
        for note in resolve_lost(essay.document, everything if together else essay.entries):
            count += 1
            meant = {same[citekey] for citekey in essay.cited.get(note.number, ())}
            for cite in note.cites:
                best = cite.citekey or cite.candidates[0].citekey
                why = "; ".join(reason.value for reason in cite.evidence)
                said = f"{cite.confidence:.2f} {essay.name} {note.number}: {same[best][0][:50]} | {why} | {note.sentence[-160:]}"
                found.append((cite.confidence, same[best] in meant, said))
                of_essay.append(essay.name)
    seconds = time.process_time() - before
    print(f"{count} notes, {len(everything)} works, {count / seconds:.0f} notes/s of CPU, {len(found)} with a proposal")
    for least, most in BINS:
        inside = [(confidence, right) for confidence, right, _ in found if least <= confidence < most]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            right = sum(right for _, right in inside) / len(inside)
            print(f"  from {least:.1f}: {len(inside):4d} proposed, said {mean:.2f}, right {right:.3f}")
    for least in (0.9, 0.7):
        proposed = [right for confidence, right, _ in found if confidence >= least]
        print(f"  at {least} and above: {_share(proposed)}")
    judged = [(essay, confidence, right) for essay, (confidence, right, _) in zip(of_essay, found, strict=True)]
    print(f"  each essay judged by the others: {_share(_held_out(judged))}")
    if wrong:
        print(
            *sorted((said for confidence, right, said in found if confidence >= 0.7 and not right), reverse=True),
            sep="\n",
        )


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    folder = (Path(given[0]) if given else SHARED) / "data" / "markers"
    if not folder.is_dir():
        sys.exit(f"no essays in {folder}")
    measure(folder, together="--all" in sys.argv, wrong="--wrong" in sys.argv)
