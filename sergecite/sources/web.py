"""Web addresses that carry no identifier: what the page, or the PDF behind it, says of itself.

Leaves the machine: the request for the page.
"""

import re
from dataclasses import replace
from types import MappingProxyType

from sergecite.errors import InputError, ServiceError
from sergecite.model.entry import Entry
from sergecite.model.identifier import Identifier
from sergecite.sources.http import PAGE, Client, Reply
from sergecite.sources.page import describe_page, read_head
from sergecite.sources.pdf import read_pdf


def look_up(client: Client, identifier: Identifier) -> Entry | Identifier | None:
    """Fetch a page and read its head, or a PDF and return the identifier it carries, else what its metadata say.

    None where there is nothing, or where it does not say what it is.
    """
    reply = client.get("web", f"{client.settings.urls.get('web', '')}{identifier.value}", accept=PAGE)
    if reply is None:
        return None
    kind = reply.content_type.split(";")[0].strip().lower()
    if kind == "application/pdf" or reply.body.startswith(b"%PDF-"):
        return _pdf(reply, identifier.value)
    if kind and kind not in ("text/html", "application/xhtml+xml", "text/plain", "application/xml"):
        raise ServiceError(f"{identifier.value} is no web page but {kind}", hint="download it and add the file")
    charset = re.search(r"charset=[\"']?([\w-]+)", reply.content_type, re.IGNORECASE)
    entry = describe_page(read_head(reply.body, charset[1] if charset else ""), identifier.value, reply.date)
    if entry is None:
        return None
    if "url" in entry.fields and client.settings.urls.get("web"):
        return replace(entry, fields=MappingProxyType({**entry.fields, "url": identifier.value}))
    return entry


def _pdf(reply: Reply, address: str) -> Entry | Identifier | None:
    try:
        reading = read_pdf(reply.body, address)
    except InputError as fault:
        raise ServiceError(f"{address}: {fault.message}", hint=fault.hint) from None
    if reading.identifier is not None or reading.entry is None:
        return reading.identifier
    fields = {**reading.entry.fields, "url": address, "urldate": reply.date}
    return replace(reading.entry, entry_type="online", fields=MappingProxyType(fields))
