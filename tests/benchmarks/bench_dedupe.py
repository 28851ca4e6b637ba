"""How far dedupe can be trusted: works that look alike and are two, and one work in two spellings, by class.

    python tests/benchmarks/bench_dedupe.py [COUNT]

Pairs are made from real entries, COUNT (200) of each class; each class is a library of its own. "merged" is what
`dedupe --merge --yes` does: of two works it must be none. Prints figures, asserts nothing.
"""

import lzma
import os
import random
import re
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from sergecite.bibtex.write import format_entry
from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.store.dedupe import merge_groups
from sergecite.store.library import Library
from sergecite.store.works import find_groups

PERF = Path(__file__).resolve().parents[3] / "shared" / "data" / "perf"
Pair = tuple[Entry, Entry]


def with_fields(entry: Entry, entry_type: str = "", **fields: str) -> Entry:
    """Return an entry with other fields; "" takes one away, from whatever kind of field it is."""
    texts = {name: value for name, value in {**entry.fields, **fields}.items() if value}
    lists = {name: items for name, items in entry.lists.items() if name not in fields}
    names = {name: people for name, people in entry.names.items() if name not in fields}
    return replace(
        entry, entry_type=entry_type or entry.entry_type, fields=MappingProxyType(texts), lists=MappingProxyType(lists),
        names=MappingProxyType(names),
    )  # fmt: skip


def with_names(entry: Entry, **names: tuple[Name, ...]) -> Entry:
    """Return an entry with other people."""
    return replace(entry, names=MappingProxyType({**entry.names, **names}))


def _title(entry: Entry) -> str:
    return re.sub(r"<[^>]*>", "", entry.fields["title"])


def _year(entry: Entry) -> int:
    date = entry.date()
    return date.year if date is not None and date.year is not None else 1930


def _bare(entry: Entry, *more: str) -> Entry:
    """Return what a hasty copy has: author, title, year."""
    kept = {name: entry.fields[name] for name in ("title", "date", "year", *more) if name in entry.fields}
    return replace(entry, fields=MappingProxyType(kept), lists=MappingProxyType({}))


_BOOK = {
    "doi": "", "volume": "", "number": "", "edition": "", "pages": "", "journaltitle": "", "journal": "", "booktitle": "", "isbn": "", "eprint": "",
}  # fmt: skip
_JANE, _PAUL = Name(family="Roe", given="Jane"), Name(family="Poe", given="Paul")


def _book(entry: Entry, **fields: str) -> Entry:
    return with_fields(entry, "book", **{**_BOOK, **fields})


def _article(entry: Entry, **fields: str) -> Entry:
    return with_fields(entry, "article", **{**_BOOK, "journaltitle": "Revue d'histoire", **fields})


def _dated(entry: Entry, year: int, **fields: str) -> Entry:
    return with_fields(entry, **{"date": str(year), "year": "", "month": "", **fields})


TWO: Mapping[str, Callable[[Entry], Pair]] = {
    "volumes": lambda one: (_book(one, volume="1"), _book(one, volume="2")),
    "a volume and the set, one ISBN": lambda one: (_book(one, isbn="9780671528072", volume="2"), _book(one, isbn="9780671528072")),
    "volumes by their subtitles": lambda one: (_book(one, subtitle="The Fall"), _book(one, subtitle="The Rise")),
    "a volume's subtitle and the set": lambda one: (_book(one, subtitle="Volume the First: The Fall"), _book(one)),
    "volumes in the title": lambda one: (_book(one, title=f"{_title(one)}, vol. I"), _book(one, title=f"{_title(one)}, vol. II")),
    "series: Part I, Part II": lambda one: (_article(one, title=f"{_title(one)}: Part I"), _article(one, title=f"{_title(one)}: Part II")),
    "series: (1), (2)": lambda one: (_article(one, title=f"{_title(one)} (1)"), _article(one, title=f"{_title(one)} (2)")),
    "series: first, second": lambda one: (_article(one, title=f"{_title(one)}. First part"), _article(one, title=f"{_title(one)}. Second part")),
    "series in numbers of a journal": lambda one: (_article(one, number="3"), _article(one, number="4")),
    "series in days of a newspaper": lambda one: (_dated(_article(one), 1936, date="1936-05-01"), _dated(_article(one), 1936, date="1936-05-02")),
    "a new edition": lambda one: (_book(one), _dated(_book(one, edition="2"), _year(one) + 4)),
    "a new edition the same year": lambda one: (_book(one), _book(one, edition="2")),
    "a reprint": lambda one: (_book(one), _dated(_book(one), _year(one) + 40, origdate=str(_year(one)))),
    "a reprint in the next year": lambda one: (_book(one), _dated(_book(one), _year(one) + 1)),
    "a reprint and its original date": lambda one: (_book(one), _book(one, origdate="1851")),
    "two translations": lambda one: (with_names(_book(one), translator=(_JANE,)), with_names(_book(one), translator=(_PAUL,))),
    "a translation and its original": lambda one: (with_names(_book(one), translator=(_JANE,)), _book(one)),
    "languages": lambda one: (_book(one, langid="french"), _book(one, langid="german")),
    "a review with the book's title": lambda one: (_book(one), with_names(_article(one, pages="12--13"), author=(_JANE,))),
    "a review under the book's author": lambda one: (_book(one), _article(one, pages="12--13")),
    "a paper given twice": lambda one: (
        _dated(with_fields(one, "inproceedings", **_BOOK), 1990, booktitle="Proceedings of the Conference"),
        _dated(with_fields(one, "inproceedings", **_BOOK), 1991, booktitle="Proceedings of the Conference"),
    ),
    "a preprint and the article": lambda one: (_article(one, volume="4", pages="1--20"), with_fields(one, "online", **{**_BOOK, "eprint": "2101.00001", "eprinttype": "arxiv"})),
    "a thesis and the book": lambda one: (_book(one), with_fields(one, "thesis", **_BOOK, type="phdthesis", institution="Paris")),
    "a chapter with the book's title": lambda one: (_book(one), with_fields(one, "incollection", **{**_BOOK, "booktitle": "Essays", "pages": "1--20"})),
    "a talk and the paper": lambda one: (with_fields(one, "misc", **_BOOK, howpublished="Lecture, Paris"), _article(one)),
    "editorials": lambda one: (_article(one, title="Editorial", subtitle=""), with_fields(one, "article", **_BOOK, title="Editorial", subtitle="")),
    "introductions to two books": lambda one: (
        with_fields(one, "incollection", **{**_BOOK, "title": "Introduction", "booktitle": "Essays on Kronstadt"}),
        with_fields(one, "incollection", **{**_BOOK, "title": "Introduction", "booktitle": "Letters from Orenburg"}),
    ),
    "publishers in two countries": lambda one: (_book(one, publisher="Harvill"), _book(one, publisher="Doubleday")),
    "namesakes": lambda one: (
        with_names(_book(one), author=(Name(family="Dumas", given="Alexandre"),)),
        with_names(_book(one), author=(Name(family="Dumas", given="Thomas"),)),
    ),
    "the same author, a year in the title": lambda one: (_book(one, title=f"{_title(one)} 1917"), _book(one, title=f"{_title(one)} 1918")),
    "one DOI given to two parts": lambda one: (
        _article(one, doi="10.1000/x", title=f"{_title(one)}, II"), _article(one, doi="10.1000/x", title=f"{_title(one)}, III"),
    ),
    "pages that differ": lambda one: (_article(one, pages="12--14"), _article(one, pages="112--114")),
}  # fmt: skip
"""Pairs that are two works, from one entry."""


def _typo(entry: Entry, chance: random.Random) -> Entry:
    title = _title(entry)
    at = chance.randrange(1, max(2, len(title) - 1))
    return with_fields(entry, title=title[:at] + title[at + 1 :])


def _initials(entry: Entry) -> Entry:
    people = {
        role: tuple(replace(one, given=" ".join(f"{part[0]}." for part in one.given.split())) for one in people)
        for role, people in entry.names.items()
    }
    return with_names(entry, **people)


def _plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def _no_accents(entry: Entry) -> Entry:
    people = {
        role: tuple(replace(one, family=_plain(one.family), given=_plain(one.given)) for one in people)
        for role, people in entry.names.items()
    }
    return with_names(with_fields(entry, title=_plain(_title(entry))), **people)


ONE: Mapping[str, Callable[[Entry, random.Random], Entry]] = {
    "pasted twice": lambda one, _: one,
    "author, title and year alone": lambda one, _: _bare(one),
    "capitals": lambda one, _: with_fields(one, title=_title(one).title()),
    "initials": lambda one, _: _initials(one),
    "accents gone": lambda one, _: _no_accents(one),
    "a letter gone from the title": _typo,
    "a letter gone, no identifiers": lambda one, chance: _typo(_bare(one), chance),
    "as a @misc": lambda one, _: replace(_bare(one), entry_type="misc"),
    "the year alone of a date": lambda one, _: _dated(one, _year(one)),
    "only the first author": lambda one, _: with_names(_bare(one), **{role: (*people[:1], Name(others=True)) for role, people in one.names.items() if len(people) > 2}),
    "the title's tail gone": lambda one, _: with_fields(one, title=re.split(r"[:.?] ", _title(one))[0], subtitle=""),
    "year one off": lambda one, _: _dated(one, _year(one) + 1),
}  # fmt: skip
"""One work in another spelling."""


def main() -> None:
    """Print a row for each class."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {"XDG_STATE_HOME": f"{place}/state", "XDG_CACHE_HOME": f"{place}/cache"}
        real = _real(Path(place))
        chance = random.Random(4)
        good = [entry for entry in real if _is_plain(entry)]
        print(f"{'two works that look like one':40}{'pairs':>7}{'named':>8}{'certain':>9}{'merged':>8}")
        for number, (label, pair_of) in enumerate(TWO.items()):
            pairs = [pair_of(entry) for entry in chance.sample(good, min(count, len(good)))]
            _report(Path(place) / f"two{number}", label, pairs)
        print(f"\n{'one work in two spellings':40}{'pairs':>7}{'named':>8}{'certain':>9}{'merged':>8}")
        for number, (label, copy_of) in enumerate(ONE.items()):
            pairs = [(entry, copy_of(entry, chance)) for entry in chance.sample(good, min(count, len(good)))]
            _report(Path(place) / f"one{number}", label, pairs)


def _real(place: Path) -> list[Entry]:
    root = place / "real"
    root.mkdir()
    (root / "a.bib").write_bytes(lzma.decompress((PERF / "real10000.bib.xz").read_bytes()))
    return list(Library.open(root).reading.parsed[0])


def _is_plain(entry: Entry) -> bool:
    """Whether an entry is good to be copied: complete, and no heir."""
    title = re.sub(r"<[^>]*>", "", entry.fields.get("title", ""))
    return (
        len(title) > 12 and title.isprintable() and "\\" not in title and bool(entry.names.get("author"))
        and entry.date() is not None and not {"crossref", "xdata", "ids"} & entry.fields.keys()
        and entry.entry_type in ("book", "article", "incollection", "inproceedings", "misc")
    )  # fmt: skip


def _report(root: Path, label: str, pairs: list[Pair]) -> None:
    root.mkdir()
    for name, at in (("a.bib", 0), ("b.bib", 1)):
        entries = [replace(pair[at], citekey=f"{pair[0].citekey}-{number}-{at}") for number, pair in enumerate(pairs)]
        (root / name).write_text("\n".join(map(format_entry, entries)), encoding="utf-8")
    library = Library.open(root)
    groups = [
        group for group in find_groups(library)
        if len({entry.citekey.rpartition("-")[0] for entry in group.entries}) == 1
    ]  # fmt: skip
    certain = [group for group in groups if group.certain]
    merged = sum(len(group.mergeable) for group in merge_groups(library, certain)) if certain else 0
    print(f"{label:40}{len(pairs):>7}{len(groups) / len(pairs):>8.0%}{len(certain) / len(pairs):>9.0%}{merged:>8}")


if __name__ == "__main__":
    main()
