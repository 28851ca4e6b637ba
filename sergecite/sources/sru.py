"""National libraries by SRU: Library of Congress, Deutsche Nationalbibliothek, Bibliothèque nationale de France.

Sources: http://www.loc.gov/z3950/lcserver.html (plain http, SRU 1.1; index sets bath and dc), https://www.dnb.de/EN/sru
(SRU 1.1; indexes isbn, tit, per), https://catalogue.bnf.fr/api/SRU (its explain record; SRU 1.2; bib.isbn, bib.title,
bib.author). They ask for nothing but moderation. Leaves the machine: the number, or title and author searched for.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from sergecite.errors import ServiceError
from sergecite.model.entry import Entry
from sergecite.model.identifier import Identifier, IdentifierError, Isbn, Lccn
from sergecite.sources.http import XML, Client
from sergecite.sources.languages import little_words
from sergecite.sources.marc import entry_from_record, marc_records
from sergecite.sources.marc_record import MarcRecord
from sergecite.sources.settings import LABELS
from sergecite.sources.xml import local, text_of

_PARAMETERS = {
    "loc": {"version": "1.1", "recordSchema": "marcxml"},
    "dnb": {"version": "1.1", "recordSchema": "MARC21-xml"},
    "bnf": {"version": "1.2", "recordSchema": "unimarcxchange"},
}
_INDEXES: dict[tuple[str, type[Identifier]], str] = {
    ("loc", Isbn): "bath.isbn={}",
    ("loc", Lccn): "bath.lccn={}",
    ("dnb", Isbn): "isbn={}",
    ("bnf", Isbn): 'bib.isbn all "{}"',
}

_SEARCHES = {
    "loc": 'dc.title all "{}" and dc.creator all "{}"',
    "dnb": 'tit all "{}" and per all "{}"',
    "bnf": 'bib.title all "{}" and bib.author all "{}"',
}


def by_number(service: str) -> Callable[[Client, Identifier], Entry | None]:
    """Return the look-up of one library."""

    def look_up(client: Client, identifier: Identifier) -> Entry | None:
        numbers = [identifier.value]
        if isinstance(identifier, Isbn) and identifier.isbn10 and service != "dnb":
            # Records of before 2007 often hold the ten digits alone; the Deutsche Nationalbibliothek finds them by either.
            numbers.append(identifier.isbn10)
        query = " or ".join(map(_INDEXES[service, type(identifier)].format, numbers))
        for record in _search(client, service, query, limit=3):
            # A number given to several volumes brings several records; which is meant cannot be told: the first is taken.
            given = _spelled(record, identifier) if isinstance(identifier, Isbn) else ""
            if given is not None and (entry := entry_from_record(record)).text("title"):
                return replace(entry, fields=MappingProxyType({**entry.fields, **({"isbn": given} if given else {})}))
        return None

    return look_up


def search(client: Client, service: str, title: str, family: str) -> list[Entry]:
    """Return the books of one library with these words in the title and this author."""
    words = " ".join(re.findall(r"\w+", title)[:8])
    people = " ".join(re.findall(r"\w+", family))
    found = _search(client, service, _SEARCHES[service].format(words, people), limit=8) if words and people else []
    return [entry for record in found if (entry := entry_from_record(record)).text("title")]


def library_for(text: str) -> str:
    """Return the national library most likely to have a book, by the little words of its title."""
    found = [language for languages in little_words(text.lower()) for language in languages]
    french, german = found.count("french"), found.count("german")
    return "bnf" if french > german else "dnb" if german else "loc"


def _spelled(record: MarcRecord, isbn: Isbn) -> str | None:
    """Return an ISBN as a record has it, with its hyphens; None where the record carries only others.

    One record often serves hardback, paperback and electronic book: the number asked for need not be its first.
    """
    for field in record.each("020", "010"):
        text = field.get("a").split(" ")[0]
        try:
            if Isbn(text) == isbn:
                return text if "-" in text else isbn.value
        except IdentifierError:
            continue
    return None


def _search(client: Client, service: str, query: str, *, limit: int) -> list[MarcRecord]:
    # Without startRecord the Library of Congress counts its records and gives none.
    wanted = {"operation": "searchRetrieve", "startRecord": "1", "maximumRecords": str(limit), "query": query}
    parameters = {**_PARAMETERS[service], **wanted}
    reply = client.get(service, client.settings.urls[service], params=parameters, accept=XML)
    if reply is None:
        return []
    root = reply.xml()
    for element in root.iter():
        if local(element) == "diagnostic":
            raise ServiceError(f"{LABELS[service]} did not accept the request: {text_of(element)[:120]}")
    if local(root) != "searchRetrieveResponse":
        raise ServiceError(
            f"{LABELS[service]} answered with something else than records", hint="is its address in [sources] right?"
        )
    return list(marc_records(root))
