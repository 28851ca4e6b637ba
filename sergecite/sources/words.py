"""A title or whole reference in words -> candidate works, best first, with what agrees and what does not."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sergecite.errors import ServiceError
from sergecite.model.entry import Entry
from sergecite.sources import arxiv, crossref, hal, openlibrary, pubmed
from sergecite.sources.agreement import agreement
from sergecite.sources.catalogue import Catalogue
from sergecite.sources.http import Client
from sergecite.sources.ranking import ranked, weighed
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
    if candidates and candidates[0].confidence >= SURE:
        return _shown(candidates)
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
        if name in client.settings.disabled or any(one.confidence >= SURE for one in ranked(candidates)[:1]):
            continue
        try:
            candidates += [_weighed(entry, name, words, item, client.today()) for entry in search(client)]
        except ServiceError as fault:
            faults.append(fault)
    if faults and len(faults) >= len(asked) and not candidates:
        raise faults[0]
    return _shown(candidates)


def _shown(candidates: list[Found]) -> tuple[Found, ...]:
    """Return the best few; what has nothing to do with the words is not among them."""
    return tuple(one for one in ranked(candidates)[:_SHOWN] if one.confidence >= _LEAST)


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
    doi = f"doi:{entry.text('doi')}" if entry.text("doi") else ""
    origin = Provenance(service=service, date=today, identifier=doi or entry.text("url") or words[:80])
    return weighed(entry, agreement(entry, item, words), origin)
