"""Identifier -> work: which services are asked, in which order, and how their answers become one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sergecite.errors import NothingFoundError, SergeciteError, ServiceError
from sergecite.model.entry import Entry
from sergecite.model.identifier import (
    ArchiveId,
    ArxivId,
    Doi,
    HalId,
    Identifier,
    Isbn,
    Issn,
    Lccn,
    Oclc,
    OpenLibraryId,
    Pmcid,
    Pmid,
    WebAddress,
)
from sergecite.sources import archive_org, arxiv, content_negotiation, crossref, hal, openlibrary, pubmed, sru, web
from sergecite.sources.catalogue import Catalogue
from sergecite.sources.http import Client
from sergecite.sources.merge import merge_found
from sergecite.sources.settings import LABELS
from sergecite.sources.types import Found, Provenance

LookUp = Callable[[Client, Identifier], Entry | Identifier | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service. `look_up` returns None for what it does not know and raises ServiceError when it fails.

    Where what it has carries an identifier of a surer kind, as the PDF behind an address does, it returns that.
    """

    name: str
    accepts: tuple[type[Identifier], ...]
    look_up: LookUp
    complete: bool = True
    """Whether its word alone is enough: the services behind it are then only asked when it knows nothing."""


SERVICES: tuple[Service, ...] = (
    Service(name="crossref", accepts=(Doi, Issn), look_up=crossref.look_up),
    Service(name="doi", accepts=(Doi,), look_up=content_negotiation.look_up),
    Service(name="dnb", accepts=(Isbn,), look_up=sru.by_number("dnb"), complete=False),
    Service(name="bnf", accepts=(Isbn,), look_up=sru.by_number("bnf"), complete=False),
    Service(name="loc", accepts=(Isbn, Lccn), look_up=sru.by_number("loc"), complete=False),
    Service(
        name="openlibrary",
        accepts=(Isbn, Lccn, Oclc, OpenLibraryId),
        look_up=openlibrary.look_up,
        complete=False,
    ),
    Service(name="arxiv", accepts=(ArxivId,), look_up=arxiv.look_up),
    Service(name="pubmed", accepts=(Pmid, Pmcid), look_up=pubmed.look_up),
    Service(name="hal", accepts=(HalId,), look_up=hal.look_up),
    Service(name="archive", accepts=(ArchiveId,), look_up=archive_org.look_up),
    Service(name="web", accepts=(WebAddress,), look_up=web.look_up),
)
"""In the order they are asked."""


def services_for(client: Client, identifier: Identifier) -> Iterator[Service]:
    """Yield the services that can be asked about an identifier, in order."""
    for service in SERVICES:
        wanted = isinstance(identifier, service.accepts) and service.name not in client.settings.disabled
        if wanted and not (
            isinstance(identifier, Isbn) and service.name in _LIBRARIES and service.name != _library_of(identifier)
        ):
            yield service


_LIBRARIES = ("dnb", "bnf", "loc")


def _library_of(isbn: Isbn) -> str:
    """Return the national library that catalogues a book, by the ISBN's registration group."""
    group = isbn.value[3]
    if isbn.value.startswith("979"):
        return "bnf" if isbn.value.startswith("97910") else "loc"
    return {"2": "bnf", "3": "dnb"}.get(group, "loc")


_ARXIV = "10.48550/arxiv."


def look_up(client: Client, identifier: Identifier, catalogue: Catalogue | None = None) -> Found:
    """Find the work of an identifier, in the offline catalogue or merged from the services that know it.

    Raises NothingFoundError where none knows it, ServiceError where none of those that might could be asked.
    """
    if isinstance(identifier, Doi) and identifier.value.startswith(_ARXIV):
        # arXiv says more of its preprints than the agency that registers their DOIs.
        identifier = ArxivId(identifier.value.removeprefix(_ARXIV))
    held = catalogue.by_identifier(identifier) if catalogue else None
    if held is not None:
        origin = Provenance(service="catalogue", date=client.today(), identifier=str(identifier))
        return Found(entry=held, provenance=(origin,))
    answers: list[Found] = []
    faults: list[SergeciteError] = []
    asked = []
    for service in services_for(client, identifier):
        if answers and service.complete:
            continue
        asked.append(LABELS[service.name])
        try:
            answer = service.look_up(client, identifier)
        except ServiceError as fault:
            faults.append(fault)
            continue
        origin = Provenance(service=service.name, date=client.today(), identifier=str(identifier))
        if isinstance(answer, Identifier):
            found = look_up(client, answer, catalogue)
            return replace(found, provenance=(*found.provenance, origin))
        if answer is not None:
            answers.append(Found(entry=answer, provenance=(origin,)))
            if service.complete:
                break
    if answers:
        found = merge_found(answers)
        told = tuple(fault.message for fault in faults)
        return replace(found, remarks=(*found.remarks, *told))
    if faults:
        raise faults[0]
    if not asked:
        raise NothingFoundError(f"no service is set up for {identifier}", hint="see [sources] in sergecite.toml")
    if isinstance(identifier, WebAddress):
        raise NothingFoundError(f"{identifier}: no page there that says what it is", hint="is it typed right?")
    raise NothingFoundError(f"{identifier}: unknown to {', '.join(asked)}", hint="is it typed right?")
