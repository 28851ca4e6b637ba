"""Citations as callers give them, read into `Citation` values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from sergecite.csl.context import Cite, Position
from sergecite.csl.patterns import Pattern
from sergecite.csl.positions import Citation
from sergecite.csl.style import whole

LABELS = {
    "app": "appendix", "art": "article-locator", "bk": "book", "bks": "book", "ch": "chapter", "chap": "chapter", "chaps": "chapter", "col": "column",
    "cols": "column", "fig": "figure", "figs": "figure", "fol": "folio", "fols": "folio", "no": "issue", "l": "line", "ll": "line",
    "n": "note", "nn": "note", "op": "opus", "para": "paragraph", "pt": "part", "r": "rule", "sec": "section", "sv": "sub-verbo", "supp": "supplement", "tbl": "table",
    "tit": "title-locator", "vrs": "verse", "vol": "volume", "p": "page", "pp": "page",
}  # fmt: skip
LABELLED = Pattern(r"^(" + "|".join(LABELS) + r")\.\s+(.*)$", re.DOTALL)


def _text(raw: Mapping[str, object], key: str) -> str:
    value = raw.get(key)
    return (
        value
        if isinstance(value, str)
        else str(value)
        if isinstance(value, int | float) and not isinstance(value, bool)
        else ""
    )


def _whole(value: object) -> int:
    """Return a note number, 0 where there is none."""
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else 0
    return whole(value) if isinstance(value, str) else 0


def read_cite(raw: object, known: Callable[[str], bool], warn: Callable[[str], None]) -> Cite | None:
    """Return a cite item: an id, or an object with one."""
    if isinstance(raw, str | int):
        raw = {"id": raw}
    if not isinstance(raw, Mapping):
        warn("a cite that is no object was left out")
        return None
    name = _text(raw, "id")
    if not known(name):
        warn(f"there is no item “{name}”; its cite was left out")
        return None
    locator = _text(raw, "locator").strip()
    label = _text(raw, "label") or "page"
    if label == "page" and (found := LABELLED.match(locator)):
        label, locator = LABELS[found[1]], found[2]
    position = raw.get("position")
    return Cite(
        name,
        locator=locator,
        label={"sub verbo": "sub-verbo", "article": "article-locator", "title": "title-locator"}.get(label, label),
        prefix=_text(raw, "prefix"),
        suffix=_text(raw, "suffix"),
        suppress_author=bool(raw.get("suppress-author")),
        author_only=bool(raw.get("author-only")),
        position=Position(position) if isinstance(position, int) and 0 <= position <= 3 else Position.FIRST,
        near_note=bool(raw.get("near-note")),
        first_note=_whole(raw.get("first-reference-note-number")),
    )


def read_citation(raw: object, known: Callable[[str], bool], warn: Callable[[str], None]) -> Citation:
    """Return a citation: a list of cite items, or a citation object with "citationItems" and "properties"."""
    tracked = isinstance(raw, Mapping)
    properties: Mapping[str, object] = {}
    items: object = raw
    if isinstance(raw, Mapping):
        items = raw.get("citationItems")
        found = raw.get("properties")
        properties = found if isinstance(found, Mapping) else {}
    if not isinstance(items, Sequence) or isinstance(items, str):
        warn("a citation without a list of cites was left empty")
        items = []
    cites = [cite for item in items if (cite := read_cite(item, known, warn))]
    note = properties.get("noteIndex")
    return Citation(
        cites,
        note=_whole(note),
        mode=_text(properties, "mode"),
        infix=_text(properties, "infix"),
        prefix=_text(properties, "prefix"),
        suffix=_text(properties, "suffix"),
        tracked=tracked,
        in_document=tracked or any(isinstance(item, Mapping) and "position" in item for item in items),
        unsorted=bool(properties.get("unsorted")),
    )
