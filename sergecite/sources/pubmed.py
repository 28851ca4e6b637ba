"""PubMed and PubMed Central: articles by PMID or PMCID, and by title and author.

Sources: https://www.ncbi.nlm.nih.gov/books/NBK25499/ (E-utilities: ESearch gives ids, EFetch their records),
https://pubmed.ncbi.nlm.nih.gov/help/#search-tags, https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/.
Ask of users: at most three requests a second, the program and a contact named. Leaves the machine: the id, or the title
and author searched for, and the contact.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sergecite.errors import ServiceError
from sergecite.model.entry import Entry
from sergecite.model.identifier import Identifier, Pmcid
from sergecite.sources.http import TEXT, Client
from sergecite.sources.nbib import read_nbib


def look_up(client: Client, identifier: Identifier) -> Entry | None:
    """Ask for an article in MEDLINE's format; None where there is none."""
    number = _pmid(client, identifier.value) if isinstance(identifier, Pmcid) else identifier.value
    if not number:
        return None
    return next((entry for entry in _records(client, [number]) if entry.text("eprint") == number), None)


def search(client: Client, title: str, family: str, limit: int = 5) -> list[Entry]:
    """Return the articles with these words in the title and this author ("" for any), best first."""
    words = [word for word in re.findall(r"\w+", title) if len(word) > 2][:12]
    if not words:
        return []
    terms = [*(f"{word}[ti]" for word in words), *(f"{word}[au]" for word in re.findall(r"\w+", family))]
    parameters = {"term": " AND ".join(terms), "retmode": "json", "retmax": str(limit), "sort": "relevance"}
    reply = client.get("pubmed", f"{_base(client)}/esearch.fcgi", params=_named(client, parameters))
    answer = reply.json() if reply else {}
    result: Any = answer.get("esearchresult") if isinstance(answer, Mapping) else None
    if not isinstance(result, Mapping) or not isinstance(result.get("idlist"), list):
        raise ServiceError("PubMed answered with something else than a list of articles")
    numbers = [str(one) for one in result["idlist"] if str(one).isdigit()]
    return _records(client, numbers) if numbers else []


def _records(client: Client, numbers: Sequence[str]) -> list[Entry]:
    parameters = {"id": ",".join(numbers), "rettype": "medline", "retmode": "text"}
    reply = client.get("pubmed", f"{_base(client)}/efetch.fcgi", params=_named(client, parameters), accept=TEXT)
    if reply is None:
        return []
    if b"<html" in reply.body[:500].lower():
        raise ServiceError("PubMed answered with a web page instead of a record")
    return list(read_nbib(reply.body, "pubmed").entries)


def _base(client: Client) -> str:
    return client.settings.urls["pubmed"]


def _named(client: Client, parameters: dict[str, str]) -> dict[str, str]:
    """Add what every request to the E-utilities is to carry."""
    contact = {"email": client.settings.contact} if client.settings.contact else {}
    return {"db": "pubmed", **parameters, "tool": "sergecite", **contact}


def _pmid(client: Client, pmcid: str) -> str:
    """Return the PMID of an article in PubMed Central, "" where it has none."""
    reply = client.get(
        "pmc", f"{client.settings.urls['pmc']}/", params={"ids": pmcid, "format": "json", "tool": "sergecite"}
    )
    answer = reply.json() if reply else {}
    records = answer.get("records") if isinstance(answer, Mapping) else None
    first = records[0] if isinstance(records, list) and records and isinstance(records[0], Mapping) else {}
    number = str(first.get("pmid") or "")
    return number if number.isdigit() else ""
