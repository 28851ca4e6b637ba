"""arXiv's API: preprints by id, and by title and author.

Sources: https://info.arxiv.org/help/api/user-manual.html, .../tou.html. Asks of users: three seconds between requests, one
connection at a time. Leaves the machine: the id, or the title and author searched for.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

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
    found = _feed(client, {"id_list": identifier.value, "max_results": "1"})
    return next((_entry(element, identifier.value) for element in found), None)


def search(client: Client, title: str, family: str, limit: int = 5) -> list[Entry]:
    """Return the preprints with these words in the title and this author ("" for any), best first."""
    words, people = (re.findall(r"\w+", text)[:12] for text in (title, family))
    query = " AND ".join([*(f"ti:{word}" for word in words), *(f"au:{word}" for word in people)])
    parameters = {"search_query": query, "max_results": str(limit), "sortBy": "relevance", "sortOrder": "descending"}
    return [_entry(element, _number(element)) for element in _feed(client, parameters)] if words else []


def _feed(client: Client, parameters: dict[str, str]) -> Iterator[Element]:
    """Yield the works of arXiv's answer."""
    reply = client.get("arxiv", client.settings.urls["arxiv"], params=parameters, accept=XML)
    if reply is None:
        return
    root = reply.xml()
    if local(root) != "feed":
        raise ServiceError("arXiv answered with something else than a feed")
    for entry in children(root, "entry"):
        # What is unknown or ill-formed comes back as an entry called "Error".
        if "/api/errors" not in first_text(entry, "id") and first_text(entry, "title"):
            yield entry


def _number(entry: Element) -> str:
    """Return the id of a feed's entry ("http://arxiv.org/abs/2101.01234v1"), without the version."""
    return re.sub(r"v\d+$", "", first_text(entry, "id").partition("/abs/")[2])


def _entry(entry: Element, number: str) -> Entry:
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
    draft.put("eprint", number)
    draft.put("eprinttype", "arxiv")
    draft.put("pubstate", "" if text_of(next(children(entry, "journal_ref"), None)) else "prepublished")
    return draft.entry()
