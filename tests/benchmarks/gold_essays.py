"""Whole essays whose notes' meaning is known, from the measuring data beside the checkout.

Each is a file to read, a library, and the gold: for each note either the citekeys it means or the notes it points back to.
The gold of pasted essays is made from their own notes: a work belongs to the library when a note cites it in full, and a
note means it when it names its author and the first words of its title (lost_notes.py). So gold is what a note says in
full; another work by someone it names, or any in a note with "ibid.", counts as neither right nor wrong.

Read by eye, 42 of 48 wrong links of the short forms are right (the gold gives a repeat word for word another work), and some
110 of 195 open ones are none: articles of one journal, or notes of the essay itself, that share an identifier.
"""

import importlib.util
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType

from lost_notes import cases

from sergecite.bibtex.parse import Source, parse_sources
from sergecite.model.entry import Entry

_SHORT_FORM = re.compile(r"\b(?:ibid|idem|op\. cit|loc\. cit)\b|\bn(?:ote|\.) ?\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEssay:
    """An essay, the library it is resolved against, and what its notes mean."""

    kind: str
    name: str
    text: str
    suffix: str = ".md"
    entries: tuple[Entry, ...] = ()
    means: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Note -> citekeys; a note that is not here cites nothing."""
    might_mean: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Note -> citekeys that are not wrong either."""
    points_to: Mapping[str, frozenset[str]] | None = None
    """Note -> earlier notes that cite the same work; such essays have no library."""
    markers: frozenset[tuple[str, int]] | None = None
    """(number, offset) of each marker, where the essay as pasted is the gold."""


def gold_essays(shared: Path) -> Iterator[GoldEssay]:
    """Yield every essay there is, in a fixed order."""
    gold = shared / "data" / "gold"
    yield _chicago(gold)
    yield from _author_date(shared, gold)
    yield from _linked(gold)
    yield from _pasted(shared / "data" / "markers")
    yield _serge(shared / "essay")


def _chicago(gold: Path) -> GoldEssay:
    rows = _rows(gold / "chicago_notes.jsonl")
    return GoldEssay(
        kind="Chicago notes",
        name="chicago_notes",
        text=_with_notes([row["text"] for row in rows]),
        entries=_entries((gold / "chicago_notes.bib").read_text(encoding="utf-8")),
        means={str(number): frozenset(row["keys"]) for number, row in enumerate(rows, 1)},
    )


def _author_date(shared: Path, gold: Path) -> Iterator[GoldEssay]:
    measuring = _program(shared / "eval" / "footnotes.py")
    store = _rows(gold / "getty_egypt.store.jsonl")
    documents = defaultdict(list)
    for row in _rows(gold / "getty_egypt.jsonl"):
        documents[row["doc"]].append(row)
    for document, rows in sorted(documents.items()):
        bib, meant = measuring.egypt_store([row for row in store if str(row["essay"]).zfill(2) == document])
        keys = defaultdict(set)
        for citekey, key in meant.items():
            keys[key].add(citekey)
        yield GoldEssay(
            kind="author-date in prose",
            name=f"getty_egypt {document}",
            text=_with_notes([row["text"] for row in rows]),
            entries=_entries(bib),
            means={
                str(number): frozenset(citekey for key in row["keys"] for citekey in keys[key])
                for number, row in enumerate(rows, 1)
            },
        )


def _linked(gold: Path) -> Iterator[GoldEssay]:
    documents = defaultdict(list)
    for row in _rows(gold / "lb_coref.jsonl"):
        documents[row["doc"]].append(row)
    for place, rows in enumerate(documents.values(), 1):
        rows.sort(key=lambda row: row["seq"])
        targets = [set(row["target"]) for row in rows]
        yield GoldEssay(
            kind="short forms",
            name=f"lb_coref {place:03}",
            text=_with_notes([row["text"] for row in rows]),
            points_to={
                str(here): frozenset(str(at) for at, other in enumerate(targets[: here - 1], 1) if other & target)
                for here, target in enumerate(targets, 1)
            },
        )


def _pasted(folder: Path) -> Iterator[GoldEssay]:
    for case in cases(folder):
        markers = json.loads((folder / f"{case.name}.gold.json").read_text(encoding="utf-8"))["markers"]
        lost = GoldEssay(
            kind="pasted, notes lost",
            name=case.name,
            text=case.document.body,
            suffix=".txt",
            entries=case.entries,
            means={number: frozenset(keys) for number, keys in case.cited.items()},
            markers=frozenset((str(number), start) for number, start, _ in markers),
        )
        yield lost
        notes = json.loads((folder / f"{case.name}.notes.json").read_text(encoding="utf-8"))
        yield replace(
            lost,
            kind="pasted, with notes",
            name=f"{case.name} with notes",
            text=_with_note_block(lost.text, notes),
            might_mean={number: _named(text, case.entries) for number, text in notes.items()},
        )


def _serge(folder: Path) -> GoldEssay:
    notes = tomllib.loads((folder / "footnotes.toml").read_text(encoding="utf-8"))["note"]
    return GoldEssay(
        kind="the Serge essay",
        name="bourrinet",
        text=next(folder.glob("*.txt")).read_text(encoding="utf-8"),
        suffix=".txt",
        entries=_entries((folder / "store.bib").read_text(encoding="utf-8")),
        means={str(note["number"]): frozenset(note["cites"]) for note in notes},
        might_mean={str(note["number"]): frozenset(note["candidates"]) for note in notes},
    )


def _with_notes(notes: Sequence[str]) -> str:
    body = " ".join(f"Words of the body.[^{number}]" for number in range(1, len(notes) + 1))
    return body + "".join(f"\n\n[^{number}]: {' '.join(note.split())}" for number, note in enumerate(notes, 1)) + "\n"


def _with_note_block(body: str, notes: Mapping[str, str]) -> str:
    return (
        body
        + "\n\nNotes\n\n"
        + "\n".join(f"{number}. {' '.join(note.split())}" for number, note in notes.items())
        + "\n"
    )


def _named(note: str, entries: Sequence[Entry]) -> frozenset[str]:
    """Return the works a note may mean beside those it names in full: those of people it names, of "ibid." any."""
    everything = bool(_SHORT_FORM.search(note))
    return frozenset(
        entry.citekey
        for entry in entries
        if everything or any(name.family.split()[-1] in note for name in entry.names["author"])
    )


def _entries(bib: str) -> tuple[Entry, ...]:
    return parse_sources([Source(text=bib, name="library.bib")])[0]


def _rows(path: Path) -> list[dict[str, list[str]]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _program(path: Path) -> ModuleType:
    """Return the measuring program as a module: it knows how its gold becomes a library."""
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location("measuring", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
