"""The offline catalogue on a made-up dump: build rate, size, memory, look-ups per second, recall of damaged references.

    python tests/benchmarks/bench_catalogue.py [WORKS] [FOLDER]

Prints figures, asserts no time. The works are drawn from a vocabulary of made-up words whose frequencies fall as in a
language, so that words repeat between titles as they do in a real catalogue.
"""

import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from sergecite.model.identifier import Doi
from sergecite.sources.catalogue import Catalogue
from sergecite.sources.catalogue_build import build

ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "cl",
    "cr",
    "d",
    "dr",
    "f",
    "fl",
    "fr",
    "g",
    "gl",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "pr",
    "qu",
    "r",
    "s",
    "sc",
    "sh",
    "sl",
    "sp",
    "st",
    "str",
    "t",
    "th",
    "tr",
    "v",
    "w",
]
CORES = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "ie", "oa", "oo", "ou"]
CODAS = [
    "b",
    "c",
    "ck",
    "d",
    "f",
    "g",
    "k",
    "l",
    "ll",
    "m",
    "n",
    "nd",
    "ng",
    "nt",
    "p",
    "r",
    "rd",
    "rm",
    "rn",
    "rt",
    "s",
    "sh",
    "ss",
    "st",
    "t",
    "th",
    "x",
]


def vocabulary(size: int, draw: random.Random) -> list[str]:
    """Return made-up words, most frequent first; frequent ones are shorter."""
    words: dict[str, None] = {}
    while len(words) < size:
        parts = 1 + (len(words) > 60) + (draw.random() < 0.6) + (draw.random() < 0.3)
        words["".join(draw.choice(ONSETS) + draw.choice(CORES) + draw.choice(CODAS) for _ in range(parts))] = None
    return list(words)


def make_dump(path: Path, count: int) -> list[dict[str, object]]:
    """Write made-up works as Crossref's JSON Lines; return every so-manieth for the questions."""
    draw = random.Random(1917)
    words, names = vocabulary(60_000, draw), vocabulary(120_000, random.Random(1936))
    weights = [1 / (rank + 8) for rank in range(len(words))]
    name_weights = [1 / (rank + 400) for rank in range(len(names))]
    journals = [" ".join(["Journal of", *draw.choices(words, weights, k=2)]).title() for _ in range(8_000)]
    kept = []
    with path.open("w", encoding="utf-8") as out:
        done = 0
        while done < count:
            batch = min(2_000, count - done)
            titles = iter(draw.choices(words, weights, k=batch * 14))
            people = iter(draw.choices(names, name_weights, k=batch * 4))
            for _ in range(batch):
                title = " ".join(next(titles) for _ in range(draw.choice((3, 4, 5, 6, 7, 8, 9, 10))))
                work = {
                    "DOI": f"10.{1000 + done % 9000}/made.{done}",
                    "type": draw.choice(
                        ("journal-article", "journal-article", "journal-article", "book", "book-chapter")
                    ),
                    "title": [title.capitalize()],
                    "author": [
                        {"family": next(people).title(), "given": draw.choice(("A.", "Maria", "J. P.", "Viktor"))}
                        for _ in range(draw.choice((1, 1, 1, 2, 3)))
                    ],
                    "container-title": [draw.choice(journals)],
                    "issued": {"date-parts": [[draw.randint(1890, 2024)]]},
                    "volume": str(draw.randint(1, 120)),
                    "page": f"{draw.randint(1, 400)}-{draw.randint(401, 800)}",
                    "publisher": "Made-up Press",
                }
                out.write(json.dumps(work) + "\n")
                if done % max(1, count // 1000) == 0:
                    kept.append(work)
                done += 1
    return kept


def reference(work: dict) -> str:  # type: ignore[type-arg]
    """Return the work as a bibliography has it."""
    people = " and ".join(f"{one['given']} {one['family']}" for one in work["author"])
    return f'{people}, "{work["title"][0]}," {work["container-title"][0]} {work["volume"]} ({work["issued"]["date-parts"][0][0]}): {work["page"]}.'


def damage(text: str, draw: random.Random) -> str:
    """Return a reference as a bad scan or memory gives it: letters changed, a word lost, the tail gone."""
    letters = list(text)
    for _ in range(max(2, len(text) // 30)):
        place = draw.randrange(len(letters))
        if letters[place].isalpha():
            letters[place] = draw.choice(("", draw.choice("aeiourstln"), letters[place] * 2))
    words = "".join(letters).split()
    if len(words) > 5:
        del words[draw.randrange(len(words))]
    return " ".join(words[: max(6, int(len(words) * draw.uniform(0.7, 1.0)))])


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    dump, path = folder / "made-up.jsonl", folder / "catalogue.sqlite"
    kept = make_dump(dump, count)
    print(f"dump: {count} works, {dump.stat().st_size / 1e6:.0f} MB")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    catalogue = Catalogue(path, create=True)
    built = build(catalogue, [dump], progress=lambda name, number: None, trouble=print)
    spent = time.process_time() - start
    print(
        f"build: {built.added} works in {spent:.1f} s CPU = {built.added / spent:.0f} works/s; {path.stat().st_size / 1e6:.0f} MB, {path.stat().st_size / built.works:.0f} B per work"
    )
    print(
        f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB at most, {memory / 1e3:.0f} MB before the build (the dump's making)"
    )
    catalogue.close()
    catalogue = Catalogue(path)
    start = time.process_time()
    for work in kept:
        assert catalogue.by_identifier(Doi(work["DOI"])) is not None
    print(f"by DOI: {len(kept) / (time.process_time() - start):.0f} look-ups/s")
    draw = random.Random(1951)
    questions = {
        "reference, exact": [reference(work) for work in kept],
        "reference, damaged": [damage(reference(work), draw) for work in kept],
        "title and author": [f"{work['author'][0]['family']}, {work['title'][0]}" for work in kept],
        "title alone": [work["title"][0] for work in kept],
        "not there": [
            reference(
                {
                    **work,
                    "title": [" ".join(reversed(vocabulary(6, draw)))],
                    "author": [{"family": "Nobody", "given": "N."}],
                }
            )
            for work in kept
        ],
    }
    for label, texts in questions.items():
        right = sure = wrong = 0
        start = time.process_time()
        for work, text in zip(kept, texts, strict=True):
            found = catalogue.find(text)
            hit = bool(found) and found[0].entry.text("doi") == work["DOI"]
            right += hit and label != "not there"
            sure += bool(found) and found[0].confidence >= 0.9 and hit
            wrong += bool(found) and found[0].confidence >= 0.9 and (not hit or label == "not there")
        spent = time.process_time() - start
        print(
            f"{label}: {len(texts) / spent:.0f} look-ups/s, first {right / len(texts):.1%}, sure and right {sure / len(texts):.1%}, sure and wrong {wrong / len(texts):.1%}"
        )
    catalogue.close()


if __name__ == "__main__":
    main()
