"""Entries and citations through the CSL processor: the one place where items, style and language meet."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

from sergecite.csl import Bibliography, Output, Processor, Style
from sergecite.export.additions import set_apart
from sergecite.export.brackets import once_bracketed
from sergecite.export.csl_fit import fit
from sergecite.export.csl_item import CslItem, csl_item
from sergecite.model.citation import Citation, CitationItem
from sergecite.model.entry import Entry
from sergecite.model.position import Placed, Position, place

_POSITIONS = {Position.FIRST: 0, Position.SUBSEQUENT: 1, Position.IBID: 2, Position.IBID_WITH_LOCATOR: 3}
_OPENS = r"[\s(\[“‘«„\"'’]$"
_FOLLOWS = r"^[\s.,;:!?)\]”’»\"']"


class Typesetter:
    """Prints entries in one style and language.

    `locales("de-DE")` gives the text of a CSL locale file, or None. `related` finds an entry that another one names.
    """

    def __init__(
        self,
        style: Style,
        locales: Callable[[str], str | None],
        *,
        lang: str | None = None,
        related: Callable[[str], Entry | None] | None = None,
    ) -> None:
        self._processor = Processor(style, locales, lang=lang)
        self._style = style
        self._related = related
        self.lang: str = self._processor.lang

    @property
    def warnings(self) -> Sequence[str]:
        """What the processor could not read or print so far."""
        return tuple(self._processor.warnings)

    @property
    def in_notes(self) -> bool:
        """Whether the style cites in notes."""
        return self._style.klass == "note"

    def add(self, entries: Iterable[Entry]) -> None:
        """Make entries known, by citekey."""
        self.add_items(csl_item(entry, related=self._related, lang=self.lang) for entry in entries)

    def add_items(self, items: Iterable[CslItem]) -> None:
        """Make CSL items known, by id."""
        self._processor.items([fit(item, self._style) for item in items])

    def cite(self, citations: Sequence[Citation]) -> list[Output]:
        """Print citations in document order."""
        return [run for (run,) in self.cite_in_runs(citations, known=lambda _: True)]

    def cite_in_runs(self, citations: Sequence[Citation], *, known: Callable[[str], bool]) -> list[list[Output]]:
        """Print citations in document order, each as its runs of `known` items; the others print nothing, but keep their place."""
        distance = self._style.citation.get("near-note-distance", "5")
        placed = place(citations, int(distance) if distance.isdigit() else 5)
        rows: list[list[list[dict[str, Any]]]] = []
        for citation, row in zip(citations, placed, strict=True):
            items = zip(citation.items, row, strict=True)
            runs = groupby(items, lambda pair: known(pair[0].citekey))
            rows.append([[_cite_item(item, where) for item, where in run] for is_known, run in runs if is_known])
        printed = iter(self._processor.cite([run for row in rows for run in row]))
        return [[once_bracketed(set_apart(next(printed))) for _ in row] for row in rows]

    def bibliography(self, citekeys: Iterable[str] | None = None) -> Bibliography:
        """Print the bibliography of all that was added, or of some, in the style's order."""
        result = self._processor.bibliography(None if citekeys is None else list(citekeys))
        entries = tuple((key, once_bracketed(set_apart(content))) for key, content in result.entries)
        return Bibliography(entries, result.parameters)


def _cite_item(item: CitationItem, placed: Placed) -> dict[str, Any]:
    """Return the cite item as citeproc-js has it, its position said."""
    prefix, suffix = item.prefix, item.suffix
    return {
        "id": item.citekey,
        "locator": item.locator,
        "label": item.label,
        "prefix": f"{prefix} " if prefix and not re.search(_OPENS, prefix) else prefix,
        "suffix": f" {suffix}" if suffix and not re.search(_FOLLOWS, suffix) else suffix,
        "suppress-author": item.suppress_author,
        "position": _POSITIONS[placed.position],
        "near-note": placed.near,
        "first-reference-note-number": placed.first_note,
    }
