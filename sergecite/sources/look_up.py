"""Identifier -> work: which services are asked, in which order, and how their answers become one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sergecite.errors import NothingFoundError, SergeciteError, ServiceError
from sergecite.model.entry import Entry
from sergecite.model.identifier import (
    Doi,
    Identifier,
    Isbn,
    Issn,
    Lccn,
    Oclc,
    OpenLibraryId,
)
from sergecite.sources import content_negotiation, crossref, openlibrary
from sergecite.sources.http import Client
from sergecite.sources.merge import merge_found
from sergecite.sources.types import Found, Provenance

LookUp = Callable[[Client, Identifier], Entry | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service. `look_up` returns None for what it does not know and raises ServiceError when it fails."""

    name: str
    label: str
    accepts: tuple[type[Identifier], ...]
    look_up: LookUp
    complete: bool = True
    """Whether its word alone is enough: the services behind it are then only asked when it knows nothing."""


SERVICES: tuple[Service, ...] = (
    Service(name="crossref", label="Crossref", accepts=(Doi, Issn), look_up=crossref.look_up),
    Service(name="doi", label="the DOI's agency", accepts=(Doi,), look_up=content_negotiation.look_up),
    Service(
        name="openlibrary",
        label="Open Library",
        accepts=(Isbn, Lccn, Oclc, OpenLibraryId),
        look_up=openlibrary.look_up,
        complete=False,
    ),
)
"""In the order they are asked."""


def services_for(client: Client, identifier: Identifier) -> Iterator[Service]:
    """Yield the services that can be asked about an identifier, in order."""
    for service in SERVICES:
        if isinstance(identifier, service.accepts) and service.name not in client.settings.disabled:
            yield service


def look_up(client: Client, identifier: Identifier) -> Found:
    """Find the work of an identifier, merged from the services that know it.

    Raises NothingFoundError where none knows it, ServiceError where none of those that might could be asked.
    """
    answers: list[Found] = []
    faults: list[SergeciteError] = []
    asked = []
    for service in services_for(client, identifier):
        if answers and service.complete:
            continue
        asked.append(service.label)
        try:
            entry = service.look_up(client, identifier)
        except ServiceError as fault:
            faults.append(fault)
            continue
        if entry is not None:
            origin = Provenance(service=service.name, date=client.today(), identifier=str(identifier))
            answers.append(Found(entry=entry, provenance=(origin,)))
            if service.complete:
                break
    if answers:
        found = merge_found(answers)
        told = tuple(f"not asked in the end: {fault.message}" for fault in faults)
        return replace(found, remarks=(*found.remarks, *told))
    if faults:
        raise faults[0]
    if not asked:
        raise NothingFoundError(f"no service is set up for {identifier}", hint="see [sources] in sergecite.toml")
    raise NothingFoundError(f"{identifier}: unknown to {', '.join(asked)}", hint="is it typed right?")
