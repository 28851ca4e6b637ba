"""arXiv's API: preprints by id.

Source: https://info.arxiv.org/help/api/user-manual.html. Asks of users: three seconds between requests, one connection.
Leaves the machine: the id.
"""

from sergecite.errors import ServiceError
from sergecite.model.entry import Entry
from sergecite.model.identifier import Identifier
from sergecite.sources.dates import from_text
from sergecite.sources.draft import Draft
from sergecite.sources.http import XML, Client
from sergecite.sources.names import natural
from sergecite.sources.xml import children, first_text, local, text_of


def look_up(client: Client, identifier: Identifier) -> Entry | None:
    """Ask for a preprint; None where arXiv has none (its feed is empty, or tells of an error)."""
    reply = client.get(
        "arxiv", client.settings.urls["arxiv"], params={"id_list": identifier.value, "max_results": "1"}, accept=XML
    )
    if reply is None:
        return None
    root = reply.xml()
    if local(root) != "feed":
        raise ServiceError("arXiv answered with something else than a feed")
    for entry in children(root, "entry"):
        # What is unknown or ill-formed comes back as an entry called "Error".
        if "/api/errors" in first_text(entry, "id") or not first_text(entry, "title"):
            return None
        draft = Draft("online")
        draft.title(first_text(entry, "title"))
        for author in children(entry, "author"):
            draft.name("author", natural(first_text(author, "name")))
        draft.put("date", from_text(first_text(entry, "published")[:10]))
        draft.put("doi", first_text(entry, "doi"))
        draft.put("note", first_text(entry, "journal_ref"))
        draft.put("abstract", first_text(entry, "summary"))
        for category in children(entry, "primary_category"):
            draft.put("eprintclass", category.get("term"))
        draft.put("eprint", identifier.value)
        draft.put("eprinttype", "arxiv")
        draft.put("pubstate", "" if text_of(next(children(entry, "journal_ref"), None)) else "prepublished")
        return draft.entry()
    return None
