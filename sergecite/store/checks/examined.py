"""A library under examination: gone through once, with a card kept of each entry."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from sergecite.model.identifier import Doi, IdentifierError
from sergecite.store.bibfile import BibFile
from sergecite.store.checks.finding import Item
from sergecite.store.checks.mend import DOI_PREFIX
from sergecite.store.duplicates import DuplicateFinder
from sergecite.store.settings import Settings
from sergecite.store.streaming import Complaint, EntryStream, Located

KEPT = ("ids", "related", "xref", "entryset", "crossref", "xdata", "file")
"""The fields that speak of other entries or of files."""
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Card(NamedTuple):
    """What the rules on the library as a whole keep of each entry; the rest is read again when it is asked for."""

    citekey: str
    entry_type: str
    place: str
    """"file:line"."""
    names: tuple[str, ...]
    """The fields it has itself."""
    kept: Mapping[str, str]
    """The raw values of the fields in `KEPT` that it has itself."""
    doi: str
    """In normal form."""
    beginning: str
    """The first letters of its title."""
    journal: str


class Examined:
    """A whole library under examination. `items` is gone through once; then the `cards` of all entries are complete."""

    def __init__(self, root: Path, files: Sequence[BibFile], settings: Settings) -> None:
        self.root = root
        self.files = tuple(files)
        self.settings = settings
        self.complaints: list[Complaint] = []
        self.cards: list[Card] = []
        self.drawn_on: set[str] = set()
        """The citekeys that values draw on, as in `author = {xdata=key}`."""
        self.twins = DuplicateFinder()
        self._stream = EntryStream(files, self.complaints.append)
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._journals: dict[str, str] = {}

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._stream)

    def items(self) -> Iterator[Item]:
        """Read all entries in order."""
        for located in self._stream:
            self._note(located)
            yield Item(located)

    def item(self, number: int) -> Item:
        """Read one entry again, by its number from 0."""
        return Item(self._stream[number])

    @cached_property
    def by_key(self) -> Mapping[str, int]:
        """Citekey -> number of its first entry."""
        return {card.citekey: number for number, card in reversed(list(enumerate(self.cards)))}

    @cached_property
    def by_folded_key(self) -> Mapping[str, str]:
        """Citekey in lower case -> citekey."""
        return {key.casefold(): key for key in self.by_key}

    @cached_property
    def aliases(self) -> frozenset[str]:
        """The citekeys that entries once had (`ids`)."""
        return frozenset(alias for card in self.cards for alias in keys_in(card, "ids"))

    def _note(self, located: Located) -> None:
        entry, own = located.entry, located.own
        names = tuple(own.fields)
        try:
            doi = Doi(DOI_PREFIX.sub("", entry.text("doi"))).value if "doi" in own.fields else ""
        except IdentifierError:
            doi = ""
        journal = next((entry.text(name) for name in ("journaltitle", "journal") if name in own.fields), "")
        if "<" in journal:
            journal = re.sub(r"<[^>]*>", "", journal)
        title = re.sub(r"<[^>]*>|\W", "", entry.text("title").casefold())[:12] if doi else ""
        kept = {name: own.fields[name] for name in KEPT if name in own.fields}
        self.cards.append(
            Card(
                citekey=entry.citekey, entry_type=entry.entry_type, place=entry.place,
                names=self._names.setdefault(names, names), kept=kept or _NOTHING, doi=doi, beginning=title,
                journal=self._journals.setdefault(journal, journal),
            )
        )  # fmt: skip
        self.twins.add(entry)
        for value in own.fields.values():
            if "xdata=" in value:
                self.drawn_on.update(re.findall(r"xdata=([^\s,}-]+)", value))


def keys_in(card: Card, field: str) -> list[str]:
    """Return the citekeys that a field of an entry lists."""
    return [key.strip() for key in card.kept.get(field, "").split(",") if key.strip()]
