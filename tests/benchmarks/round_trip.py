"""Render sequences of citations in note styles, read the notes back, resolve them: right, wrong or left open.

    python tests/benchmarks/round_trip.py [--library DIR] [--styles N] [--notes N] [--seed N] [--show] [--explain N]

Every installed note style with its own text for notes counts; `--styles` takes that many of them, evenly spread. A
sequence cites the library's entries at random: first, again later, several in a note, the one just before again.

A note that prints the same with another work in the place of the one cited cannot be read back by anybody: a style that
prints ibid. for any work cited before, the name alone, the title of the book a chapter is in. Wrong cites are tried for that;
with `--explain N` so many open cites per style too.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sergecite.csl.writers.text import write_text
from sergecite.export.bibliography import Typesetter
from sergecite.export.catalog import installed, load_style, locale_text
from sergecite.model.citation import Citation, CitationItem
from sergecite.model.document import Document, Note
from sergecite.model.entry import Entry
from sergecite.model.resolution import Resolution, ResolvedNote, Status
from sergecite.resolve.resolver import resolve
from sergecite.store.library import Library

REFS = Path(__file__).resolve().parents[2] / "refs"


def sequence(entries: Sequence[Entry], count: int, chance: random.Random) -> list[Citation]:
    """Return citations as an essay makes them: few works often, many once."""
    keys = [entry.citekey for entry in entries]
    chance.shuffle(keys)
    keys = keys[: max(3, count // 2)]
    weights = [1 / (rank + 1) for rank in range(len(keys))]
    citations: list[Citation] = []
    for note in range(1, count + 1):
        before = citations[-1].items[-1].citekey if citations else ""
        cited: list[str] = []
        for _ in range(chance.choice((1, 1, 1, 1, 2, 3))):
            again = before and not cited and chance.random() < 0.25
            key = before if again else chance.choices(keys, weights)[0]
            if key not in cited:
                cited.append(key)
        locators = [str(chance.randint(1, 400)) if chance.random() < 0.7 else "" for _ in cited]
        items = (CitationItem(citekey=key, locator=locator) for key, locator in zip(cited, locators, strict=True))
        citations.append(Citation(items=tuple(items), note=note))
    return citations


def note_styles() -> Iterator[str]:
    """Yield the ids of the installed independent note styles."""
    for row in installed():
        if not row.dependent and 'class="note"' in row.path.read_text(encoding="utf-8")[:4000]:
            yield row.id


def rendered(style: str, entries: Sequence[Entry], citations: Sequence[Citation]) -> list[str]:
    """Return the text of the notes."""
    typesetter = Typesetter(load_style(style), locale_text)
    typesetter.add(entries)
    return [write_text(output, links=False).strip() for output in typesetter.cite(citations)]


def read_back(texts: Sequence[str], entries: Sequence[Entry]) -> Resolution:
    """Resolve the notes."""
    notes = tuple(Note(number=str(number), text=text) for number, text in enumerate(texts, 1))
    return resolve(Document(format="plaintext", body="", notes=notes), entries)


def read(note: ResolvedNote) -> set[str]:
    """Return the citekeys a note was resolved to."""
    return {cite.citekey for cite in note.cites if cite.status is Status.RESOLVED and cite.citekey}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One sequence of citations as one style prints it."""

    style: str
    entries: Sequence[Entry]
    citations: Sequence[Citation]
    texts: Sequence[str]

    def alike(self, place: int, other: str) -> bool:
        """Tell whether a note prints the same with another work in the place of one that it cites."""
        cited = self.citations[place].items
        for number, item in enumerate(cited):
            items = (*cited[:number], replace(item, citekey=other), *cited[number + 1 :])
            changed = [
                *self.citations[:place],
                replace(self.citations[place], items=items),
                *self.citations[place + 1 :],
            ]
            if rendered(self.style, self.entries, changed)[place] == self.texts[place]:
                return True
        return False


def judged(run: Run, found: Resolution, tries: int) -> Counter[str]:
    """Count the works right, wrong (or printed alike) and left open, over the notes of one style."""
    counts: Counter[str] = Counter()
    for place, (citation, note) in enumerate(zip(run.citations, found.notes, strict=True)):
        meant, named = {item.citekey for item in citation.items}, read(note)
        counts["right"] += len(meant & named)
        counts["open"] += len(meant - named)
        counts["alike"] += sum(run.alike(place, other) for other in named - meant)
        counts["wrong"] += len(named - meant)
        rivals = {one.citekey for cite in note.cites for one in cite.candidates} - meant
        if meant - named and counts["tried"] < tries:
            counts["tried"] += 1
            counts["tried alike"] += any(run.alike(place, other) for other in sorted(rivals)[:2])
    return counts


def main() -> None:
    """Print a line per style with faults, then the sum."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--library", type=Path, default=REFS)
    options.add_argument("--styles", type=int, default=40)
    options.add_argument("--notes", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", action="store_true", help="print each wrong cite")
    options.add_argument("--explain", type=int, default=0, help="open cites tried per style")
    chosen = options.parse_args()
    entries = Library.open(chosen.library).entries()
    styles = list(note_styles())
    step = max(1, len(styles) // chosen.styles)
    total: Counter[str] = Counter()
    spent = 0.0
    for number, style in enumerate(styles[::step]):
        citations = sequence(entries, chosen.notes, random.Random(chosen.seed * 1000 + number))
        texts = rendered(style, entries, citations)
        began = time.process_time()
        found = read_back(texts, entries)
        spent += time.process_time() - began
        counts = judged(Run(style=style, entries=entries, citations=citations, texts=texts), found, chosen.explain)
        total += counts
        if counts["wrong"] or chosen.show:
            print(f"{style}: {dict(counts)}")
        if chosen.show:
            _show(citations, texts, found)
    cites = total["right"] + total["open"]
    print(
        f"{len(styles[::step])} of {len(styles)} note styles, {cites} cites: right {total['right'] / cites:.3f}, "
        f"wrong {total['wrong']} ({total['alike']} of them printed alike), open {total['open'] / cites:.3f}; "
        f"{spent:.1f} s of CPU resolving"
    )
    if total["tried"]:
        print(f"of {total['tried']} open cites tried, {total['tried alike']} print alike with another work")


def _show(citations: Sequence[Citation], texts: Sequence[str], found: Resolution) -> None:
    for citation, text, note in zip(citations, texts, found.notes, strict=True):
        meant, named = {item.citekey for item in citation.items}, read(note)
        if named - meant:
            print(f"  {note.number}. {text}\n     meant {sorted(meant)}, read {sorted(named)}")
            for cite in note.cites:
                print(f"       {cite.kind} {cite.citekey} {cite.confidence:.2f} {[e.value for e in cite.evidence]}")


if __name__ == "__main__":
    main()
