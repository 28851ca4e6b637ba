"""PubMed and PubMed Central: articles by PMID or PMCID.

Sources: https://www.ncbi.nlm.nih.gov/books/NBK25499/ (E-utilities), https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/.
Ask of users: at most three requests a second, the program and a contact named. Leaves the machine: the id, the contact.
"""

from collections.abc import Mapping

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
    parameters = {"db": "pubmed", "id": number, "rettype": "medline", "retmode": "text", "tool": "sergecite"}
    if client.settings.contact:
        parameters["email"] = client.settings.contact
    reply = client.get("pubmed", f"{client.settings.urls['pubmed']}/efetch.fcgi", params=parameters, accept=TEXT)
    if reply is None:
        return None
    if b"<html" in reply.body[:500].lower():
        raise ServiceError("PubMed answered with a web page instead of a record")
    entries = read_nbib(reply.body, "pubmed").entries
    return next((entry for entry in entries if entry.text("eprint") == number), None)


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
