"""The offline catalogue joined into `resolve`: works that are named in full and missing in the library are looked for there."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sergecite.cli.add_report import describe, reasons
from sergecite.cli.sourcing import open_catalogue, source_settings
from sergecite.model.entry import Entry
from sergecite.model.resolution import Cite, CiteKind, Evidence, Resolution, Source, Status
from sergecite.sources.types import Found
from sergecite.sources.words import SURE

_KIND = "catalogue"
_LEAST = 0.25
"""Confidence below which a work of the catalogue is not worth a historian's time."""


class Consulting:
    """One run's questions to the catalogue, each asked once. InputError where the catalogue that is named is missing."""

    def __init__(self, root: Path) -> None:
        self._catalogue = open_catalogue(source_settings(root))
        self._today = datetime.now(UTC).date().isoformat()
        self._asked: dict[str, Found | None] = {}

    def annotated(self, resolution: Resolution) -> Resolution:
        """Say of each open full reference which work of the catalogue it seems to be, how surely and why.

        Nothing is settled by that: the library lacks the work until someone adds it, so status, citekey and confidence stay.
        """
        if self._catalogue is None:
            return resolution
        notes = tuple(replace(note, cites=tuple(map(self._annotated, note.cites))) for note in resolution.notes)
        return replace(resolution, notes=notes)

    def record(self, cite: Cite) -> Found | None:
        """Return the catalogue's work behind an open full reference; None where it has none or is not sure."""
        found = self._nearest(cite)
        return found if found is not None and found.confidence >= SURE else None

    def _annotated(self, cite: Cite) -> Cite:
        found = self._nearest(cite)
        if found is None:
            return cite
        odds = math.log(found.confidence / (1 - found.confidence))
        told = Evidence(kind=_KIND, value=in_words(found), weight=odds)
        kept = tuple(reason for reason in cite.evidence if reason.kind != _KIND)
        return replace(cite, evidence=(*kept, told), source=Source.SERVICE)

    def _nearest(self, cite: Cite) -> Found | None:
        item = cite.item or {}
        wanted = cite.kind is CiteKind.FULL and cite.status is Status.UNRESOLVED and not cite.confirmed
        if self._catalogue is None or not wanted or not item.get("title"):
            return None
        words = cite.text or _words(item)
        if words not in self._asked:
            found = next(iter(self._catalogue.find(words, item, date=self._today, limit=1)), None)
            self._asked[words] = found if found is not None and found.confidence >= _LEAST else None
        return self._asked[words]


def drafted(entry: Entry) -> Entry:
    """Return an entry with the keyword `draft`."""
    return replace(entry, fields=MappingProxyType({**entry.fields, "keywords": ", ".join([*entry.keywords, "draft"])}))


def in_words(found: Found) -> str:
    """Return what the catalogue has, how surely it is meant, and what speaks for and against it."""
    return f"in the catalogue, {found.confidence:.0%} sure: {_named(found.entry)}; {reasons(found)}"


def _named(entry: Entry) -> str:
    number = next((f", {kind}:{entry.text(kind)}" for kind in ("doi", "isbn") if entry.text(kind)), "")
    return describe(entry) + number


def _words(item: Mapping[str, Any]) -> str:
    """Return an item as a reference in words: a record keeps the item of a cite and not always its text."""
    people = [
        name.get("family") or name.get("literal") or "" for name in item.get("author") or item.get("editor") or ()
    ]
    dates = (item.get("issued") or {}).get("date-parts") or [[""]]
    parts = [*people, item["title"], item.get("container-title"), item.get("publisher"), dates[0][0], item.get("page")]
    return ", ".join(str(part) for part in parts if part)
