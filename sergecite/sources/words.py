"""A title or whole reference in words -> candidate works, best first, with what agrees and what does not."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sergecite.errors import ServiceError
from sergecite.model.entry import Entry
from sergecite.sources import arxiv, crossref, hal, openlibrary, pubmed
from sergecite.sources.agreement import agreement, fold
from sergecite.sources.catalogue import Catalogue
from sergecite.sources.http import Client
from sergecite.sources.merge import merge_found
from sergecite.sources.sru import library_for
from sergecite.sources.sru import search as search_library
from sergecite.sources.types import Found, Provenance

Search = Callable[[Client, str, int], list[Entry]]
SEARCHES: Mapping[str, Search] = {"crossref": crossref.search, "openlibrary": openlibrary.search}
_SHOWN = 5
_LEAST = 0.05
"""Candidates below this have nothing to do with the words."""


SURE = 0.9
"""Confidence from which a work found by words is taken without asking."""


def find_words(
    client: Client, words: str, item: Mapping[str, Any] | None, catalogue: Catalogue | None = None
) -> tuple[Found, ...]:
    """Search for a reference in words, the services only where the catalogue is not sure; () where nothing is like it.

    Raises ServiceError where no service could be asked and the catalogue has nothing.
    """
    candidates = [*catalogue.find(words, item, date=client.today())] if catalogue else []
    candidates = [one for one in candidates if one.confidence >= _LEAST]
    if candidates and candidates[0].confidence >= SURE:
        return _humbled(candidates)
    faults: list[ServiceError] = []
    asked = [name for name in SEARCHES if name not in client.settings.disabled]
    for name in asked:
        try:
            entries = SEARCHES[name](client, _query(name, words, item), _SHOWN)
        except ServiceError as fault:
            faults.append(fault)
            continue
        candidates += [_weighed(entry, name, words, item, client.today()) for entry in entries]
    for name, search in _further(words, item):
        if name in client.settings.disabled or max((one.confidence for one in candidates), default=0.0) >= SURE:
            continue
        try:
            candidates += [_weighed(entry, name, words, item, client.today()) for entry in search(client)]
        except ServiceError as fault:
            faults.append(fault)
    if faults and len(faults) >= len(asked) and not candidates:
        raise faults[0]
    candidates = _distinct([one for one in candidates if one.confidence >= _LEAST])
    return _humbled(sorted(candidates, key=lambda one: -one.confidence)[:_SHOWN])


def _further(words: str, item: Mapping[str, Any] | None) -> Iterator[tuple[str, Callable[[Client], list[Entry]]]]:
    """Yield whom else to ask, one after the other while none is sure; only those that are likely to have the work.

    National libraries have old books in every language; HAL the French open archive's, PubMed articles, and arXiv is asked
    only for what is said to be there: it wants three seconds between two requests.
    """
    if not item or not item.get("title"):
        return
    people = item.get("author") or item.get("editor") or []
    title, family = str(item["title"]), str(people[0].get("family") or "") if people else ""
    library = library_for(f"{title} {words}")
    if family:
        yield library, lambda client: search_library(client, library, title, family)
    if library == "bnf" or re.search(r"\bhal\b", words, re.IGNORECASE):
        yield "hal", lambda client: hal.search(client, title, family)
    if item.get("container-title"):
        yield "pubmed", lambda client: pubmed.search(client, title, family)
    if re.search(r"arxiv|preprint", words, re.IGNORECASE):
        yield "arxiv", lambda client: arxiv.search(client, title, family)


def _query(service: str, words: str, item: Mapping[str, Any] | None) -> str:
    """Return what to search for: Crossref matches whole references, a library catalogue only title and author."""
    if service == "crossref" or not item or not item.get("title"):
        return words
    names = [name.get("family") or name.get("literal") or "" for name in item.get("author") or item.get("editor") or ()]
    return " ".join([str(item["title"]), *names[:1]])


def _weighed(entry: Entry, service: str, words: str, item: Mapping[str, Any] | None, today: str) -> Found:
    verdict = agreement(entry, item, words)
    doi = f"doi:{entry.text('doi')}" if entry.text("doi") else ""
    origin = Provenance(service=service, date=today, identifier=doi or entry.text("url") or words[:80])
    return Found(
        entry=entry,
        provenance=(origin,),
        confidence=verdict.confidence,
        agree=verdict.agree,
        differ=verdict.differ,
    )


def _distinct(candidates: list[Found]) -> list[Found]:
    """Merge what several services say of one work; what says the same twice stands once."""
    groups: dict[tuple[str, ...], list[Found]] = {}
    for one in candidates:
        entry = one.entry
        people = [fold(name.family or name.literal) for name in entry.people[:1]]
        key = (fold(entry.text("title")), *people, entry.text("date")[:4], entry.text("pages"))
        groups.setdefault(key, []).append(one)
    return [merge_found(sorted(group, key=lambda one: -one.confidence)) for group in groups.values()]


def _humbled(candidates: list[Found]) -> tuple[Found, ...]:
    """Where two works fit equally well, neither is sure."""
    if len(candidates) > 1 and candidates[1].confidence >= SURE:
        rival = candidates[1].confidence
        return tuple(
            replace(one, confidence=round(min(one.confidence, 1 - rival / 2), 2)) if one.confidence >= SURE else one
            for one in candidates
        )
    return tuple(candidates)
