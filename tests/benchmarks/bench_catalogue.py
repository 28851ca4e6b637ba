"""The offline catalogue on a made-up dump: build rate, size, memory, look-ups per second, recall of damaged references.

    python tests/benchmarks/bench_catalogue.py [WORKS] [FOLDER]

Prints figures, asserts no time. The works are drawn from a vocabulary of made-up words whose frequencies fall as in a
language, so that words repeat between titles as they do in a real catalogue. They stand in the formats of Crossref's public
data file and of Open Library's dumps, with lines that are neither; the build is killed on the way and goes on.
"""

import gzip
import itertools
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sergecite.model.identifier import Doi
from sergecite.sources.catalogue import Catalogue

ONSETS = [
    "b", "br", "c", "ch", "cl", "cr", "d", "dr", "f", "fl", "fr", "g", "gl", "gr", "h", "j",
    "k", "l", "m", "n", "p", "pl", "pr", "qu", "r", "s", "sc", "sh", "sl", "sp", "st", "str",
    "t", "th", "tr", "v", "w",
]  # fmt: skip
CORES = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "ie", "oa", "oo", "ou"]
CODAS = [
    "b", "c", "ck", "d", "f", "g", "k", "l", "ll", "m", "n", "nd", "ng", "nt", "p", "r",
    "rd", "rm", "rn", "rt", "s", "sh", "ss", "st", "t", "th", "x",
]  # fmt: skip


def vocabulary(size: int, draw: random.Random) -> list[str]:
    """Return made-up words, most frequent first; frequent ones are shorter."""
    words: dict[str, None] = {}
    while len(words) < size:
        parts = 1 + (len(words) > 60) + (draw.random() < 0.6) + (draw.random() < 0.3)
        words["".join(draw.choice(ONSETS) + draw.choice(CORES) + draw.choice(CODAS) for _ in range(parts))] = None
    return list(words)


class Maker:
    """Makes up works whose words repeat as in a real catalogue."""

    def __init__(self) -> None:
        self.draw = random.Random(1917)
        self.words, self.names = vocabulary(60_000, self.draw), vocabulary(120_000, random.Random(1936))
        self.weights = list(itertools.accumulate(1 / (rank + 8) for rank in range(len(self.words))))
        self.name_weights = list(itertools.accumulate(1 / (rank + 400) for rank in range(len(self.names))))
        self.journals = [" ".join(["Journal of", *self.title(2)]).title() for _ in range(8_000)]

    def title(self, length: int) -> list[str]:
        return self.draw.choices(self.words, cum_weights=self.weights, k=length)

    def people(self) -> list[dict[str, str]]:
        families = self.draw.choices(self.names, cum_weights=self.name_weights, k=self.draw.choice((1, 1, 1, 2, 3)))
        return [
            {"family": one.title(), "given": self.draw.choice(("A.", "Maria", "J. P.", "Viktor"))} for one in families
        ]

    def work(self, number: int) -> dict[str, Any]:
        """Return a work as Crossref has it."""
        draw = self.draw
        return {
            "DOI": f"10.{1000 + number % 9000}/made.{number}",
            "type": draw.choice(("journal-article", "journal-article", "journal-article", "book", "book-chapter")),
            "title": [" ".join(self.title(draw.randint(3, 10))).capitalize()],
            "author": self.people(),
            "container-title": [draw.choice(self.journals)],
            "issued": {"date-parts": [[draw.randint(1890, 2024)]]},
            "volume": str(draw.randint(1, 120)),
            "page": f"{draw.randint(1, 400)}-{draw.randint(401, 800)}",
            "publisher": "Made-up Press",
        }


HOSTILE = [
    b"{broken", b"[]", b"\xff\xfe\x00", b'{"DOI": "not a doi", "title": ["x"]}', b'{"title": null}', b"null", b"{" * 5_000,
]  # fmt: skip


def make_crossref(folder: Path, count: int) -> list[dict[str, Any]]:
    """Write made-up works as Crossref's public data file (a folder of .jsonl.gz); return some for the questions.

    A hostile line stands after every thousand works.
    """
    maker, kept = Maker(), []
    folder.mkdir()
    for first in range(0, count, 50_000):
        with gzip.open(folder / f"{first // 50_000:05}.jsonl.gz", "wb", 1) as out:
            for number in range(first, min(first + 50_000, count)):
                work = maker.work(number)
                out.write(json.dumps(work).encode() + b"\n")
                if number % max(1, count // 1000) == 0:
                    kept.append(work)
                if number % 1_000 == 999:
                    out.write(HOSTILE[number // 1_000 % len(HOSTILE)] + b"\n")
    return kept


def make_open_library(folder: Path, count: int) -> None:
    """Write made-up books as Open Library's dumps: authors and editions, tab-separated, JSON last."""
    maker = Maker()
    folder.mkdir()
    with gzip.open(folder / "ol_dump_authors.txt.gz", "wt", 1) as out:
        for number in range(count // 3):
            row = {"key": f"/authors/OL{number}A", "name": f"Maria {maker.people()[0]['family']}"}
            out.write(f"/type/author\t{row['key']}\t1\t2020-01-01\t{json.dumps(row)}\n")
    with gzip.open(folder / "ol_dump_editions.txt.gz", "wt", 1) as out:
        for number in range(count):
            book: dict[str, Any] = {
                "key": f"/books/OL{number}M",
                "title": " ".join(maker.title(maker.draw.randint(2, 7))).capitalize(),
                "authors": [{"key": f"/authors/OL{maker.draw.randrange(count // 3)}A"}],
                "publishers": ["Made-up Press"],
                "publish_date": str(maker.draw.randint(1890, 2024)),
                "lccn": [f"{10_000_000 + number}"],
            }
            out.write(f"/type/edition\t{book['key']}\t1\t2020-01-01\t{json.dumps(book)}\n")


def build_interrupted(path: Path, dumps: list[Path]) -> float:
    """Build in a process that is killed on the way, then go on in another; return the CPU seconds of both."""
    command = [sys.executable, "-m", "sergecite", "--quiet", "catalogue", "build", "--to", str(path), *map(str, dumps)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while first.poll() is None and not (path.is_file() and Catalogue(path).works):
        time.sleep(1)
    first.kill()
    first.wait()
    held = Catalogue(path).works
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"killed when {held:,} works were in it, then gone on with; {after.ru_maxrss / 1e3:.0f} MB of memory at most")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def reference(work: dict[str, Any]) -> str:
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
    dumps, path = [folder / "crossref", folder / "openlibrary"], folder / "catalogue.sqlite"
    articles = count * 7 // 10
    kept = make_crossref(dumps[0], articles)
    make_open_library(dumps[1], count - articles)
    size = sum(file.stat().st_size for dump in dumps for file in dump.iterdir())
    print(
        f"dumps: {articles:,} works as Crossref has them, {count - articles:,} as Open Library; {size / 1e6:.0f} MB compressed"
    )
    spent = build_interrupted(path, dumps)
    catalogue = Catalogue(path)
    works, size = catalogue.works, path.stat().st_size
    rate = f"{works / spent:.0f} works/s; {size / 1e6:.0f} MB, {size / works:.0f} B per work"
    print(f"build: {works:,} works in {spent:.1f} s CPU = {rate}")
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
    resolve_with(path, questions["reference, exact"], folder)


def resolve_with(path: Path, references: list[str], folder: Path) -> None:
    """Resolve an essay whose notes cite works in full that no library has, with the catalogue and without."""
    library, essay = folder / "library", folder / "essay.md"
    library.mkdir(exist_ok=True)
    (library / "all.bib").write_text("@book{other, title = {Another}, author = {Other, A.}}\n", encoding="utf-8")
    body = " ".join(f"Word[^{number}]" for number in range(1, len(references) + 1))
    notes = "\n\n".join(f"[^{number}]: {text}" for number, text in enumerate(references, 1))
    essay.write_text(f"{body}\n\n{notes}\n", encoding="utf-8")
    command = [sys.executable, "-m", "sergecite", "--library", str(library), "resolve", "--json", str(essay)]
    spent = []
    for environment in ({"XDG_DATA_HOME": str(folder)}, {"SERGECITE_CATALOGUE": str(path)}):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        named = done.stdout.count('"kind": "catalogue"')
    rates = " and ".join(f"{len(references) / seconds:.0f}" for seconds in spent)
    print(
        f"resolve, notes/s of a whole run without and with the catalogue: {rates}; it names {named} of {len(references)}"
    )


if __name__ == "__main__":
    main()
