"""What the commands hand to the sources: settings, the parser of words, the identifiers that are in the library."""

import importlib
import os
import time
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from sergecite.errors import InputError
from sergecite.model.entry import Entry
from sergecite.model.identifier import KINDS, IdentifierError
from sergecite.model.recognise import recognise
from sergecite.sources.catalogue import PARTS, Catalogue
from sergecite.sources.settings import SourceSettings, read_settings
from sergecite.store.discovery import find_library
from sergecite.store.library import Library
from sergecite.store.query import Any as AnyOf
from sergecite.store.query import Query, Words
from sergecite.store.words import words


def source_settings(root: Path) -> SourceSettings:
    """Read `[sources]` of a library's settings, joined with the environment; the cache is the user's, not the library's."""
    import platformdirs  # noqa: PLC0415  # only what asks services or keeps a catalogue pays

    path = root / "sergecite.toml"
    table: Any = {}
    if path.is_file():
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("sources", {})
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise InputError(f"not TOML: {fault}", place=str(path)) from None
    if not isinstance(table, Mapping):
        raise InputError("sources must be a table", place=str(path), hint="[sources.crossref]")
    cache = Path(platformdirs.user_cache_dir("sergecite", appauthor=False)) / "answers.sqlite"
    return read_settings(table, os.environ, cache=cache)


def catalogue_path(library: Path | None) -> Path:
    """Return where the offline catalogue is, or would be built: as the settings name it, else the user's own."""
    place = find_library(library, os.environ, Path.cwd())
    return source_settings(place.root).catalogue or _own_catalogue()


def open_catalogue(settings: SourceSettings) -> Catalogue | None:
    """Open the catalogue that is set up; None where there is none.

    InputError where the settings name a file that is not there, or is no catalogue: who names one counts on it.
    """
    if settings.catalogue is not None:
        if not settings.catalogue.is_file():
            raise InputError(
                "the catalogue that is set up is not there",
                place=str(settings.catalogue),
                hint="mend SERGECITE_CATALOGUE or `catalogue` in [sources], or build it: sergecite catalogue build FILE...",
            )
        return Catalogue(settings.catalogue)
    own = _own_catalogue()
    return Catalogue(own) if own.is_file() else None


def _own_catalogue() -> Path:
    import platformdirs  # noqa: PLC0415  # as above

    return Path(platformdirs.user_data_dir("sergecite", appauthor=False)) / "catalogue.sqlite"


def parse_reference(words: str) -> Mapping[str, Any] | None:
    """Read a reference in words as a CSL item; None where there is no cite in it."""
    # The parser and its model take longer to load than an identifier to look up: as with a command, when it is called.
    parse_note = importlib.import_module("sergecite.resolve.note_parser").parse_note
    return next((cite.item for cite in parse_note(words) if cite.item), None)


class KnownWorks:
    """Looks up which entry of a library carries an identifier: one by one, or among all where that takes longer."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._spent = 0.0
        self._all: Callable[[str, str], Entry | None] | None = None

    def __call__(self, kind: str, value: str) -> Entry | None:
        """Return the entry with an identifier in its normal form."""
        if self._all is None and self._spent > _PATIENCE:
            self._all = known_by_identifier(self._library.entries())
        if self._all is not None:
            return self._all(kind, value)
        began = time.monotonic()
        found = known_by_identifier(self._library.select(_written(kind, value)))(kind, value)
        self._spent += time.monotonic() - began
        return found


_PATIENCE = 2.0
"""Seconds spent on single look-ups from which reading all entries once costs less."""


def _written(kind: str, value: str) -> Query:
    """Return the query that all entries match that carry an identifier, however it is written there, and few others."""
    spellings = [value]
    if kind == "isbn":
        # Hyphens part group, publisher and title anywhere; publisher and title together are rare enough.
        nine = value[3:12]
        cuts = [(first, second) for first in range(1, 8) for second in range(first + 1, 9)]
        spellings += [value[3:12], *(f"{nine[first:second]} {nine[second:]}" for first, second in cuts)]
    elif kind == "issn":
        spellings.append(value.replace("-", ""))
    elif kind == "pmcid":
        spellings.append(value.removeprefix("PMC"))
    elif kind == "lccn":
        spellings += [f"{value[:-6]} {value[-6:]}", f"{value[:-6]} {value[-6:].lstrip('0')}"]
    return AnyOf(tuple(Words("", tuple(words(one))) for one in spellings))


def known_by_identifier(entries: Iterable[Entry]) -> Callable[[str, str], Entry | None]:
    """Return a look-up (kind, value) -> the entry that carries the identifier."""
    index: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        for kind, text in _identifiers(entry):
            # A chapter carries the ISBN of its book, an article the ISSN of its journal: they name another work.
            if (kind == "issn" and entry.entry_type != "periodical") or (kind == "isbn" and entry.entry_type in PARTS):
                continue
            try:
                # Some keep the address in the field.
                identifier = recognise(text) if "//" in text else KINDS[kind](text)
            except IdentifierError:
                continue
            if identifier is not None:
                index.setdefault((kind, identifier.value), entry)
    return lambda kind, value: index.get((kind, value))


def _identifiers(entry: Entry) -> Iterable[tuple[str, str]]:
    for kind in ("doi", "isbn", "issn", "pmid", "pmcid", "lccn", "oclc"):
        if kind in entry.fields:
            yield from ((kind, part) for part in entry.fields[kind].split(", "))
    eprint = entry.fields.get("eprinttype", "").lower()
    if eprint in ("arxiv", "hal", "pubmed") and "eprint" in entry.fields:
        yield "pmid" if eprint == "pubmed" else eprint, entry.fields["eprint"]
    for part in entry.fields.get("verba", "").split(";"):
        words = part.split()
        if len(words) == 3 and ":" in words[1] and words[1].split(":")[0] in KINDS:
            kind, _, value = words[1].partition(":")
            yield kind, value
