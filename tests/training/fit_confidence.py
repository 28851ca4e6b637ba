"""Fit the weights of `sergecite/resolve/confidence.py`; print the table that stands there and how well it holds.

    python tests/training/fit_confidence.py DATA [--documents 240] [--seed 1]

DATA is the folder with the anystyle training references (BSD-2), which also train the note parser. Works are taken out of
them; half make a library, half stay outside it. Essays cite both at random; the installed CSL note styles print the
notes, or sentences name author and year; some notes are then damaged as scans are. Every alignment the matcher admits is
an example: right if the note cites that work. Step one fits the log-odds of an alignment, step two (on other essays) the
confidence of the winner from its log-odds and its lead. Weights are drawn towards the values given (a normal prior), so
that a fact the essays rarely show keeps a sensible weight. No gold note is used.
"""

import argparse
import math
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from references import read_references
from works import Work, works_of

from sergecite.csl.writers.text import write_text
from sergecite.export.bibliography import Typesetter
from sergecite.export.catalog import installed, load_style, locale_text
from sergecite.model.citation import Citation, CitationItem
from sergecite.model.document import Note
from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.resolve import resolver
from sergecite.resolve.choose import Found, choose
from sergecite.resolve.confidence import MARGIN, WEIGHTS, facts, logit, standing

Vector = list[float]
PRIOR_SPREAD = 1.0
_TO_FIELD = {"C": "journaltitle", "V": "volume", "I": "number", "G": "pages", "N": "edition", "S": "series"}
_SENTENCES = (
    "{family} {year}, {page}.", "See {family} {year}.", "As {family} ({year}, {page}) argues, the matter is open.",
    "But compare {family} {year}, {page}–{next}, who thought otherwise.", "On this point {family} ({year}) is still of use.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """What was known of an alignment, and whether it was right."""

    route: str
    known: Mapping[str, float]
    right: bool


@dataclass(frozen=True, slots=True)
class Winner:
    """What was known of a winner, and whether it was right."""

    known: Mapping[str, float]
    right: bool


def entry_of(work: Work, citekey: str) -> Entry:
    """Return a training work as a library has it."""
    fields = {"title": work.fields["T"], "date": work.fields["Y"]}
    fields |= {field: work.fields[letter] for letter, field in _TO_FIELD.items() if letter in work.fields}
    if work.editors and "C" in work.fields:
        fields["booktitle"] = fields.pop("journaltitle")
    people = {role: rows for role, rows in (("author", work.authors), ("editor", work.editors)) if rows}
    names = {role: tuple(Name(family=f, given=g) for f, g in rows) for role, rows in people.items()}
    lists = {
        name: (work.fields[letter],)
        for letter, name in (("U", "publisher"), ("P", "location"))
        if letter in work.fields
    }
    kind = "incollection" if "booktitle" in fields else "article" if "journaltitle" in fields else "book"
    return Entry(citekey=citekey, entry_type=kind, fields=MappingProxyType(fields), names=MappingProxyType(names),
                 lists=MappingProxyType(lists))  # fmt: skip


def essay(entries: Sequence[Entry], style: str | None, chance: random.Random) -> list[tuple[str, set[str]]]:
    """Return notes with the citekeys each cites."""
    cited = list({entry.citekey: entry for entry in chance.sample(entries, 24)}.values())
    citations = []
    for note in range(1, 41):
        items = {chance.choice(cited[: 4 + note // 2]).citekey for _ in range(chance.choice((1, 1, 1, 2)))}
        citations.append(Citation(items=tuple(CitationItem(citekey=key, locator=str(chance.randint(1, 300))) for key in sorted(items)), note=note))  # fmt: skip
    meant = [{item.citekey for item in citation.items} for citation in citations]
    if style is None:
        known = {entry.citekey: entry for entry in entries}
        texts = [" ".join(_sentence(known[key], chance) for key in sorted(keys)) for keys in meant]
    else:
        typesetter = Typesetter(load_style(style), locale_text)
        typesetter.add(cited)
        texts = [write_text(output, links=False).strip() for output in typesetter.cite(citations)]
    return [(_damaged(text, chance) if chance.random() < 0.15 else text, keys) for text, keys in zip(texts, meant, strict=True)]  # fmt: skip


def _sentence(entry: Entry, chance: random.Random) -> str:
    families = [name.family for name in entry.people]
    family = (
        families[0]
        if len(families) == 1
        else " and ".join(families[:2])
        if len(families) == 2
        else f"{families[0]} et al."
    )
    page = chance.randint(1, 300)
    return chance.choice(_SENTENCES).format(family=family, year=entry.fields["date"], page=page, next=page + 3)


def _damaged(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(1 + len(letters) // 60):
        place = chance.randrange(len(letters))
        letters[place] = chance.choice(("", chance.choice("aeiouctlrns159"), letters[place] + " "))
    return "".join(letters)


def examples(notes: Sequence[tuple[str, set[str]]], library: Sequence[Entry]) -> tuple[list[Example], list[Winner]]:
    """Resolve an essay; return what the matcher weighed and who won."""
    weighed: list[tuple[int, Found, bool]] = []
    number = [0]

    def watching(stretch, hits, seen, doubted):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - as `choose`
        found = choose(stretch, hits, seen, doubted)
        weighed.extend((number[0], one, seen(one.best)) for one in found)
        return found

    resolver.choose, kept = watching, resolver.choose
    try:
        state = resolver._Essay(index=resolver.Index.of_entries(library, _Everything()))
        for number[0], (text, _) in enumerate(notes):
            state.note(Note(number=str(number[0] + 1), text=text))
    finally:
        resolver.choose = kept
    pairs, winners = [], []
    for at, found, seen in weighed:
        meant = notes[at][1]
        pairs += [Example(hit.route, facts(hit, seen=seen), hit.work.citekey in meant) for hit, _ in found.ranked]
        scores = [logit(hit.route, facts(hit, seen=seen)) for hit, _ in found.ranked]
        if not (found.tied or found.by_memory or found.apart):
            known = standing(scores[0], scores[1] if len(scores) > 1 else None)
            winners.append(Winner(known, found.best.work.citekey in meant))
    return pairs, winners


class _Everything(set[str]):
    """A vocabulary that holds every word."""

    def __contains__(self, word: object) -> bool:
        return True


def fitted(rows: Sequence[tuple[Vector, bool]], prior: Vector) -> Vector:
    """Return the weights of greatest posterior: Newton's method, its steps halved until the loss falls."""
    weights = list(prior)
    size = len(prior)
    loss = _loss(rows, prior, weights)
    for _ in range(30):
        gradient = [(weights[i] - prior[i]) / PRIOR_SPREAD**2 for i in range(size)]
        curve = [[(1 / PRIOR_SPREAD**2 if i == j else 0.0) for j in range(size)] for i in range(size)]
        for values, right in rows:
            present = [i for i in range(size) if values[i]]
            share = _share(weights, values)
            for i in present:
                gradient[i] += (share - right) * values[i]
                for j in present:
                    curve[i][j] += share * (1 - share) * values[i] * values[j]
        step = _solved(curve, gradient)
        scale = 1.0
        while scale > 1e-6:
            tried = [weight - scale * change for weight, change in zip(weights, step, strict=True)]
            new = _loss(rows, prior, tried)
            if new < loss:
                break
            scale /= 2
        else:
            return weights
        if loss - new < 1e-6:
            return tried
        weights, loss = tried, new
    return weights


def _share(weights: Vector, values: Vector) -> float:
    odds = sum(weight * value for weight, value in zip(weights, values, strict=True) if value)
    return 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))


def _loss(rows: Sequence[tuple[Vector, bool]], prior: Vector, weights: Vector) -> float:
    drawn = sum((weight - given) ** 2 for weight, given in zip(weights, prior, strict=True)) / (2 * PRIOR_SPREAD**2)
    shares = ((_share(weights, values), right) for values, right in rows)
    return drawn - sum(math.log(max(share if right else 1 - share, 1e-12)) for share, right in shares)


def _solved(matrix: list[Vector], right: Vector) -> Vector:
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(len(rows)):
            if k != i and rows[k][i]:
                share = rows[k][i] / rows[i][i]
                rows[k] = [a - share * b for a, b in zip(rows[k], rows[i], strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def calibration(pairs: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error over ten bins."""
    rows = binned(pairs).values()
    return sum(abs(sum(s for s, _ in row) - sum(r for _, r in row)) for row in rows) / max(1, len(pairs))


def binned(pairs: Sequence[tuple[float, bool]]) -> dict[int, list[tuple[float, bool]]]:
    """Put the pairs into ten bins by what was said."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for share, right in pairs:
        bins[min(9, int(share * 10))].append((share, right))
    return bins


def documents(data: Path, count: int, seed: int) -> Iterator[tuple[list[tuple[str, set[str]]], list[Entry]]]:
    """Yield essays with the library each is resolved against."""
    works = works_of(read_references(data))
    entries = [entry_of(work, f"w{number}") for number, work in enumerate(works)]
    styles = [
        row.id for row in installed() if not row.dependent and 'class="note"' in row.path.read_text("utf-8")[:4000]
    ]
    chance = random.Random(seed)
    for number in range(count):
        some = chance.sample(entries, 600)
        editions = [_edition(entry, chance) for entry in some[:300] if chance.random() < 0.08]
        style = None if number % 6 == 5 else chance.choice(styles)
        library = [_mistaken(entry, chance) if chance.random() < 0.04 else entry for entry in some[:300]]
        yield essay(some + editions, style, chance), [*library, *editions]


def _mistaken(entry: Entry, chance: random.Random) -> Entry:
    """Return an entry with a wrong year, as libraries have them."""
    year = int(entry.fields["date"][:4]) + chance.choice((-1, 1)) * chance.randint(1, 3)
    return replace(entry, fields=MappingProxyType({**entry.fields, "date": str(year)}))


def _edition(entry: Entry, chance: random.Random) -> Entry:
    """Return another edition of a work: the year decides which is meant."""
    year = int(entry.fields["date"][:4]) + chance.choice((-1, 1)) * chance.randint(2, 30)
    fields = MappingProxyType({**entry.fields, "date": str(year)})
    lists = MappingProxyType({"publisher": (chance.choice(_HOUSES),), "location": (chance.choice(_PLACES),)})
    return replace(entry, citekey=f"{entry.citekey}e", fields=fields, lists=lists if entry.lists else entry.lists)


_HOUSES = ("Verso", "Suhrkamp", "Gallimard", "Einaudi", "Penguin", "Harvard University Press", "Brill", "Marsilio")
_PLACES = ("London", "Frankfurt am Main", "Paris", "Torino", "New York", "Cambridge, MA", "Leiden", "Venezia")


def main() -> None:
    """Fit, print the table, then what it does on essays left out."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path)
    options.add_argument("--documents", type=int, default=240)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    folds: list[tuple[list[Example], list[Winner]]] = [
        examples(*one) for one in documents(chosen.data, chosen.documents, chosen.seed)
    ]
    pairs = [example for example, _ in folds[::2] for example in example]
    print(f"{len(folds)} essays, {len(pairs)} alignments in the first half")
    for route, prior in WEIGHTS.items():
        names = list(prior)
        rows = [([e.known.get(name, 0.0) for name in names], e.right) for e in pairs if e.route == route]
        weights = fitted(rows, [prior[name] for name in names])
        shown = {name: round(weight, 2) for name, weight in zip(names, weights, strict=True)}
        print(f"{route} ({len(rows)} examples, {sum(right for _, right in rows)} right): {shown}")
    winners = [winner for _, row in folds[1::2] for winner in row]
    half = len(winners) // 2
    names = list(MARGIN)
    rows = [([w.known[name] for name in names], w.right) for w in winners]
    margin = fitted(rows[:half], [MARGIN[name] for name in names])
    print(f"margin ({half} winners): {dict(zip(names, (round(value, 2) for value in margin), strict=True))}")
    for name, weights in (("as fitted", margin), ("as it stands", [MARGIN[name] for name in names])):
        shares = [(_share(weights, values), right) for values, right in rows[half:]]
        print(f"left out, {name}: {len(shares)} winners, calibration error {calibration(shares):.3f}")
        for low, row in sorted(binned(shares).items()):
            said, held = (sum(column) / len(row) for column in zip(*row, strict=True))
            print(f"  {low / 10:.1f} to {low / 10 + 0.1:.1f}: {len(row):5} winners, said {said:.3f}, right {held:.3f}")


if __name__ == "__main__":
    main()
