"""DOIs of every agency (DataCite, mEDRA, JaLC, OP, KISTI ...) by content negotiation at the DOI resolver.

Source: https://citation.doi.org/docs.html. Asks of users: nothing. Leaves the machine: the DOI; the resolver passes the
request on to the agency that registered it.
"""

from collections.abc import Mapping
from urllib.parse import quote

from sergecite.errors import InputError, ServiceError
from sergecite.model.entry import Entry
from sergecite.model.identifier import Identifier
from sergecite.sources.csl_json import draft_from_csl
from sergecite.sources.http import CSL_JSON, Client

_THEIRS = ("id", "citation-key", "source")


def look_up(client: Client, identifier: Identifier) -> Entry | None:
    """Ask the resolver for the work's CSL-JSON; None where the DOI is not registered."""
    base = client.settings.urls["doi"]
    # Slashes and the brackets of old SICI DOIs stay as they are; what would end a path does not.
    reply = client.get("doi", f"{base}/{quote(identifier.value, safe='/:;()')}", accept=CSL_JSON)
    if reply is None:
        return None
    item = reply.json()
    if not isinstance(item, Mapping):
        raise ServiceError("the DOI's agency answered with something else than a work")
    try:
        # Agencies put addresses and numbers into `id`, which are no citekeys, and their own name into `source`.
        draft = draft_from_csl({key: value for key, value in item.items() if key not in _THEIRS})
    except InputError as fault:
        raise ServiceError(f"the DOI's agency answered without a work: {fault.message}") from None
    draft.fields["doi"] = identifier.value
    if draft.entry_type == "article":
        publisher = next(iter(draft.lists.pop("publisher", ())), "")
        draft.lists.pop("location", None)
        if draft.fields.get("journaltitle", publisher) == publisher:
            # DataCite calls every text an article, in the repository that keeps it or in nothing; a repository is no journal.
            draft.entry_type = "online"
            draft.fields.pop("journaltitle", None)
            draft.put("organization", publisher)
    return draft.entry()
