"""Fit the weights of `sergecite/sources/agreement.py`; print the table that stands there and how well it holds.

    python tests/training/fit_agreement.py DATA [--works 4000] [--seed 2]

DATA is the folder with the anystyle training references (BSD-2), which also train the note parser. Works are taken out of
them and given the siblings that works have: other editions, translations, reviews, other works of the author, works of the
same title. Most go into a catalogue. References to them, and to works that were left out, are printed in the installed CSL
styles and damaged in several ways; each is parsed and looked up in the catalogue, and every work that comes back is an
example: right if it is the one that was cited. Half of the references fit the weights, a quarter what being the best of the
candidates is worth; the last quarter shows how sure the best candidates are and how often rightly. Weights are drawn
towards the values given (a normal prior), so that a fact seldom met keeps a sensible weight.
"""

import argparse
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import mul
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from fit_confidence import _edition, _share, calibration, entry_of, fitted
from references import read_references
from works import works_of

from sergecite.cli.sourcing import parse_reference
from sergecite.csl.writers.text import write_text
from sergecite.export.bibliography import Typesetter
from sergecite.export.catalog import installed, load_style, locale_text
from sergecite.model.citation import Citation, CitationItem
from sergecite.model.entry import Entry
from sergecite.sources.agreement import WEIGHTS, compare, fold, highest
from sergecite.sources.catalogue import Catalogue
from sergecite.sources.ranking import STANDING, lead
from sergecite.sources.words import SURE

_DAMAGES = (
    "none", "none", "none", "letters", "words lost", "cut off", "no year", "wrong year", "initials", "no place",
    "translated title", "review", "title and author", "title alone",
)  # fmt: skip
_JOURNALS = ("Historische Zeitschrift", "The Slavonic Review", "Annales", "Past & Present", "Studi storici", "Critique")


class Seen(NamedTuple):
    """A work that came back for a reference: the facts of the comparison, whether it is the one meant, its date."""

    facts: list[float]
    right: bool
    date: str


@dataclass(frozen=True, slots=True)
class Question:
    """A reference as it was printed and damaged, and the citekeys of the works it may mean."""

    text: str
    damage: str
    meant: frozenset[str]


def siblings(entry: Entry, others: Sequence[Entry], chance: random.Random) -> Iterator[Entry]:
    """Yield works that are easily taken for one."""
    title, key = entry.fields["title"], entry.citekey
    if chance.random() < (0.35 if entry.entry_type == "book" else 0.05):
        yield _edition(entry, chance)
    if chance.random() < 0.2 and entry.entry_type == "book":
        year = str(int(entry.fields["date"][:4]) + chance.randint(0, 3))
        shown = chance.choice((title, f"Review of {title}", f"{entry.people[0].display}: {title}"))
        fields = {"title": shown, "date": year, "journaltitle": chance.choice(_JOURNALS), "pages": "101"}
        reviewer = chance.choice(others).names
        yield replace(entry, citekey=f"{key}r", entry_type="article", fields=MappingProxyType(fields), names=reviewer)
    if chance.random() < 0.3:
        other = chance.choice(others)
        fields = {**other.fields, "date": entry.fields["date"]} if chance.random() < 0.4 else other.fields
        yield replace(other, citekey=f"{key}a", names=entry.names, fields=MappingProxyType(fields))
    if chance.random() < 0.1 and "journaltitle" in entry.fields:
        fields = {
            **entry.fields,
            "title": chance.choice(others).fields["title"],
            "pages": str(chance.randint(300, 600)),
        }
        yield replace(entry, citekey=f"{key}j", fields=MappingProxyType(fields))
    if chance.random() < 0.1:
        yield replace(entry, citekey=f"{key}t", names=chance.choice(others).names)


def printed(entries: Sequence[Entry], styles: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Yield each entry as a style's note or bibliography has it."""
    for entry in entries:
        typesetter = Typesetter(load_style(chance.choice(styles)), locale_text)
        typesetter.add([entry])
        if typesetter.in_notes:
            cited = typesetter.cite([Citation(items=(CitationItem(citekey=entry.citekey),), note=1)])
            yield write_text(cited[0], links=False).strip()
        else:
            whole = " ".join(
                write_text(output, links=False) for _, output in typesetter.bibliography([entry.citekey]).entries
            )
            yield re.sub(r"^\s*(?:\[?\d+[\].)]?)?\s*", "", whole)


def damaged(text: str, entry: Entry, how: str, chance: random.Random) -> str:
    """Return a reference as memory, a scan or another language gives it."""
    year = entry.fields["date"][:4]
    people = " and ".join(name.display for name in entry.people[:2])
    words = text.split()
    match how:
        case "letters":
            letters = list(text)
            for _ in range(max(2, len(text) // 30)):
                place = chance.randrange(len(letters))
                if letters[place].isalpha():
                    letters[place] = chance.choice(("", chance.choice("aeiourstln"), letters[place] * 2))
            return "".join(letters)
        case "words lost":
            return " ".join(word for word in words if chance.random() > 0.12)
        case "cut off":
            return " ".join(words[: max(6, int(len(words) * chance.uniform(0.5, 0.9)))])
        case "no year":
            return text.replace(year, "")
        case "wrong year":
            return text.replace(year, str(int(year) + chance.choice((-1, 1)) * chance.choice((1, 1, 1, 2, 3, 10))))
        case "initials":
            return re.sub(r"\b([A-Z])[a-zäöüéè]+(?= [A-Z])", r"\1.", text, count=2)
        case "no place":
            return f"{people}, {entry.fields['title']} ({year})"
        case "translated title":
            return text.replace(entry.fields["title"], " ".join(reversed(entry.fields["title"].split()[-2:])))
        case "title and author":
            return f"{people}, {entry.fields['title']}"
        case "title alone":
            return entry.fields["title"]
    return text


def questions(
    works: Sequence[Entry], outside: set[str], styles: Sequence[str], chance: random.Random
) -> Iterator[Question]:
    """Yield a reference to each work."""
    for entry, text in zip(works, printed(works, styles, chance), strict=True):
        how = chance.choice(_DAMAGES)
        if not text:
            continue  # a style for what this is not
        if how == "review" and entry.entry_type == "book":
            # The review of a book names it, and its author; the review itself is not there.
            reviewer = chance.choice(works).people[0].display
            year = int(entry.fields["date"][:4]) + chance.randint(0, 2)
            shown = f"{reviewer}, review of {entry.fields['title']}, by {entry.people[0].display}, {chance.choice(_JOURNALS)} {chance.randint(3, 90)} ({year})"
            yield Question(shown, how, frozenset())
            continue
        shown = damaged(text, entry, how, chance)
        if how == "no year" and entry.fields["date"][:4] in shown:
            continue
        any_edition = set() if _names_edition(shown, entry) else {f"{entry.citekey}e"}
        yield Question(shown, how, frozenset({entry.citekey} | any_edition) - outside)


def _names_edition(shown: str, entry: Entry) -> bool:
    """Tell whether a reference says which edition is meant: who names neither year, publisher nor place asks for any."""
    imprint = fold(" ".join((*entry.lists.get("publisher", ()), *entry.lists.get("location", ())))).split()
    told = set(fold(shown).split())
    return bool(re.search(r"\b(?:1[4-9]|20)\d\d", shown)) or any(word in told for word in imprint if len(word) > 3)


def vector(entry: Entry, question: Question, item: object) -> list[float]:
    """Return the facts of a comparison in the order of the weights."""
    values = dict.fromkeys(WEIGHTS, 0.0)
    for fact in compare(entry, item, question.text):  # type: ignore[arg-type]
        values[fact.name] += fact.value
    return list(values.values())


def main() -> None:
    """Fit, print the table, then what it does on the works left out."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path)
    options.add_argument("--works", type=int, default=4000)
    options.add_argument("--seed", type=int, default=2)
    chosen = options.parse_args()
    chance = random.Random(chosen.seed)
    entries = [entry_of(work, f"w{number}") for number, work in enumerate(works_of(read_references(chosen.data)))]
    # The references cite some works twice.
    distinct = {(fold(entry.fields["title"])[:40], entry.people[0].family): entry for entry in entries if entry.people}
    works = chance.sample(list(distinct.values()), min(chosen.works, len(distinct)))
    outside = {entry.citekey for entry in works if chance.random() < 0.3}
    held = [entry for entry in works if entry.citekey not in outside]
    held += [one for entry in works for one in siblings(entry, works, chance)]
    outside -= {entry.citekey for entry in held}
    outside |= {f"{entry.citekey}e" for entry in works} - {entry.citekey for entry in held}
    styles = [row.id for row in chance.sample([row for row in installed() if not row.dependent], 60)]
    with tempfile.TemporaryDirectory() as folder:
        catalogue = Catalogue(Path(folder) / "catalogue.sqlite", create=True)
        path = Path(__file__)
        marked = [replace(entry, fields=MappingProxyType({**entry.fields, "note": entry.citekey})) for entry in held]
        catalogue.take((path, path.stat(), len(held), True), marked, [])
        catalogue.count_words()
        rows: list[list[tuple[Question, list[Seen]]]] = [[], []]
        for number, question in enumerate(questions(works, outside, styles, chance)):
            item = parse_reference(question.text)
            near = catalogue.near(question.text)
            seen = [
                Seen(vector(entry, question, item), entry.fields["note"] in question.meant, entry.fields["date"])
                for entry in near
            ]
            rows[number % 2].append((question, seen))
        catalogue.close()
    pairs = [(one.facts, one.right) for _, seen in rows[0] for one in seen]
    print(f"{len(held)} works in the catalogue, {len(rows[0])} references, {len(pairs)} comparisons to fit,", end=" ")
    print(f"{sum(right for _, right in pairs)} right")
    # A difference never speaks for a work.
    fit = zip(WEIGHTS, fitted(pairs, list(WEIGHTS.values())), strict=True)
    weights = [min(weight, 0.0) if name.endswith("other") else weight for name, weight in fit]
    print({name: round(weight, 2) for name, weight in zip(WEIGHTS, weights, strict=True)})
    half = len(rows[1]) // 2
    best = [best_of(question, seen, weights) for question, seen in rows[1]]
    stood = fitted([(one.facts, one.right) for one in best[:half] if one], list(STANDING.values()))
    print({name: round(weight, 2) for name, weight in zip(STANDING, stood, strict=True)})
    report(
        "as it stands",
        [best_of(q, seen, list(WEIGHTS.values())) for q, seen in rows[1][half:]],
        list(STANDING.values()),
    )
    report("fitted", best[half:], stood)


@dataclass(frozen=True, slots=True)
class Best:
    """The best candidate for a reference: the facts of its standing, the most it may be sure, whether it is right."""

    facts: list[float]
    most: float
    right: bool
    question: Question


def best_of(question: Question, seen: Sequence[Seen], weights: Sequence[float]) -> Best | None:
    """Return the best candidate, None where there is none."""
    # Of two that fit equally well the older stands first, as in `ranked`: the order they came in would favour the originals.
    odds = sorted(((sum(map(mul, weights, one.facts)), one) for one in seen), key=lambda row: (-row[0], row[1].date))
    if not odds:
        return None
    first, best = odds[0]
    most = highest({name for name, value in zip(WEIGHTS, best.facts, strict=True) if value})
    return Best([1.0, first], min(most, lead([one for one, _ in odds])), best.right, question)


def report(label: str, found: Sequence[Best | None], stood: list[float]) -> None:
    """Print what the weights do: a reliability table, the calibration error, and what would be taken."""
    tops = [(min(_share(stood, one.facts), one.most), one) for one in found if one]
    taken = [one for confidence, one in tops if confidence >= SURE]
    wrong = [one for one in taken if not one.right]
    error = calibration([(confidence, one.right) for confidence, one in tops])
    there = sum(bool(one.question.meant) for _, one in tops)
    print(
        f"\n{label}: {len(tops)} references with a candidate, {there} of them to works that are there; ECE {error:.3f}"
    )
    precision, recall = 1 - len(wrong) / max(1, len(taken)), (len(taken) - len(wrong)) / max(1, there)
    print(f"taken (at {SURE} and above) {len(taken)}: right {precision:.4f}; of those there {recall:.3f}")
    for low in range(10):
        row = [(confidence, one.right) for confidence, one in tops if min(9, int(confidence * 10)) == low]
        if row:
            mean = sum(confidence for confidence, _ in row) / len(row)
            print(f"  {len(row):5} sure to {mean:.2f}, right {sum(right for _, right in row) / len(row):.2f}")
    for how in dict.fromkeys(_DAMAGES):
        here = [(confidence, one) for confidence, one in tops if one.question.damage == how]
        sure = [one.right for confidence, one in here if confidence >= SURE]
        asked, best = sum(bool(one.question.meant) for _, one in here), sum(one.right for _, one in here)
        print(
            f"  {how:18} {asked:4} there, best is right {best:4}, taken {len(sure):4}, wrongly {len(sure) - sum(sure)}"
        )
    for one in wrong[:12]:
        print("   wrongly:", one.question.damage, "|", one.question.text[:150], "|", *one.question.meant)


if __name__ == "__main__":
    main()
