"""Reads one note: what it cites, in which form, and where it points.

`parse_note` is pure and never fails: what cannot be read stays as an opaque cite, so that nothing read is dropped.
"""

import itertools
import re
from collections.abc import Sequence
from typing import Any

from sergecite.model.resolution import Antecedent, Cite, CiteKind
from sergecite.resolve.locators import find_locators
from sergecite.resolve.phrases import (
    CROSS_NOTE,
    HEREAFTER,
    IBID,
    IDEM,
    LEADING_SIGNAL,
    OP_CIT,
    POINTER,
    QUOTED_IN,
    Phrase,
    find_phrases,
)

_PIECES = re.compile(r";\s+")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20[0-2]\d)(?!\d)")
_QUOTED = re.compile(r"[“«„\"‘]([^“«„\"”»‘]{3,200})[”»“\"’]")
_AUTHOR = re.compile(r"\s*((?:[^\W\d_][\w.'’-]*\s){0,3}[^\W\d_][\w.'’-]*),")
_KINDS = {IBID: CiteKind.IBID, IDEM: CiteKind.IDEM, OP_CIT: CiteKind.OP_CIT, CROSS_NOTE: CiteKind.CROSS_NOTE}


def parse_note(text: str, italics: Sequence[tuple[int, int]] = ()) -> tuple[Cite, ...]:
    """Return the cites of a note in reading order; offsets are those of `text`, none overlaps another.

    `italics` are (start, end) offsets of the runs the source sets in italics. A note that cites nothing gives ().
    """
    bounds = [0, *(match.end() for match in _PIECES.finditer(text)), len(text)]
    cites = (_read(text, start, end) for start, end in itertools.pairwise(bounds) if end > start)
    return tuple(cite for cite in cites if cite is not None)


def _read(text: str, start: int, end: int) -> Cite | None:
    piece = text[start:end].rstrip(" ;.\n\t")
    signal = LEADING_SIGNAL.match(piece)
    lead = signal.end() if signal else 0
    phrases = [phrase for phrase in find_phrases(piece) if phrase.kind not in {HEREAFTER, QUOTED_IN}]
    if any(phrase.kind == POINTER for phrase in phrases) or not piece[lead:]:
        return None
    kind = next((_KINDS[phrase.kind] for phrase in phrases), CiteKind.FULL)
    locator = next(iter(find_locators(piece)[-1:]), None)
    item: dict[str, Any] = {}
    if (author := _AUTHOR.match(piece, lead)) and kind is not CiteKind.IBID:
        *given, family = author[1].split()
        item["author"] = [{"family": family} | ({"given": " ".join(given)} if given else {})]
    if quoted := _QUOTED.search(piece):
        item["title"] = quoted[1].rstrip(",.")
    if years := _YEAR.findall(piece):
        item["issued"] = {"date-parts": [[int(years[-1])]]}
    if kind is CiteKind.FULL and not item:
        return None
    return Cite(
        kind=kind, text=piece[lead:], start=start + lead, end=start + len(piece), item={"type": "book"} | item if item else None,
        antecedent=_note_named(phrases), locator=locator.value if locator else None, label=locator.label if locator else None, prefix=piece[:lead].strip(),
    )  # fmt: skip


def _note_named(phrases: list[Phrase]) -> Antecedent | None:
    note = next((phrase.note for phrase in phrases if phrase.note), None)
    return Antecedent(note=note) if note else None
