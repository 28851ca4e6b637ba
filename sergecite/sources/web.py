"""Web pages that carry no identifier: what the page says of itself. Leaves the machine: the request for the page."""

import re
from dataclasses import replace
from types import MappingProxyType

from sergecite.errors import ServiceError
from sergecite.model.entry import Entry
from sergecite.model.identifier import Identifier
from sergecite.sources.http import PAGE, Client
from sergecite.sources.page import describe_page, read_head


def look_up(client: Client, identifier: Identifier) -> Entry | None:
    """Fetch a page and read its head; None where it does not exist or does not say what it is."""
    reply = client.get("web", f"{client.settings.urls.get('web', '')}{identifier.value}", accept=PAGE)
    if reply is None:
        return None
    kind = reply.content_type.split(";")[0].strip().lower()
    if kind and kind not in ("text/html", "application/xhtml+xml", "text/plain", "application/xml"):
        raise ServiceError(f"{identifier.value} is no web page but {kind}", hint="download it and add the file")
    charset = re.search(r"charset=[\"']?([\w-]+)", reply.content_type, re.IGNORECASE)
    entry = describe_page(read_head(reply.body, charset[1] if charset else ""), identifier.value, reply.date)
    if entry is None:
        return None
    if "url" in entry.fields and client.settings.urls.get("web"):
        return replace(entry, fields=MappingProxyType({**entry.fields, "url": identifier.value}))
    return entry
