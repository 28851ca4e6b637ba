"""The Internet Archive: scanned books and other items by id.

Source: https://archive.org/developers/metadata-schema/. Asks of users: moderation. Leaves the machine: the item's id.
"""

import re
from collections.abc import Mapping
from typing import Any

from sergecite.errors import ServiceError
from sergecite.model.entry import Entry
from sergecite.model.identifier import Identifier
from sergecite.sources.dates import from_text
from sergecite.sources.draft import Draft
from sergecite.sources.http import Client
from sergecite.sources.languages import langid
from sergecite.sources.marc_record import trimmed
from sergecite.sources.names import inverted, natural
from sergecite.sources.ris import put_numbers

_TYPES = {
    "texts": "book",
    "audio": "audio",
    "movies": "video",
    "image": "artwork",
    "software": "software",
    "data": "dataset",
    "web": "online",
}


def look_up(client: Client, identifier: Identifier) -> Entry | None:
    """Ask for an item's metadata; None where there is none (the Archive answers with an empty object)."""
    reply = client.get("archive", f"{client.settings.urls['archive']}/metadata/{identifier.value}")
    answer = reply.json() if reply else {}
    if not isinstance(answer, Mapping):
        raise ServiceError("the Internet Archive answered with something else than an item")
    metadata = answer.get("metadata")
    if not isinstance(metadata, Mapping) or not metadata.get("title"):
        return None
    draft = Draft(_TYPES.get(_first(metadata, "mediatype"), "misc"))
    draft.title(trimmed(_first(metadata, "title")))
    for creator in _all(metadata, "creator"):
        draft.name("author", inverted(creator) if "," in creator else natural(creator))
    place, publisher = _imprint(_first(metadata, "publisher"))
    draft.put("location", place)
    draft.put("publisher", publisher)
    draft.put("date", from_text(_first(metadata, "date") or _first(metadata, "year")))
    draft.put("volume", re.sub(r"(?i)^v(?:ol)?\.?\s*", "", _first(metadata, "volume")))
    draft.put("langid", langid(_first(metadata, "language")))
    put_numbers(draft, _all(metadata, "isbn")[:1])
    draft.put("url", f"https://archive.org/details/{identifier.value}")
    return draft.entry()


def _imprint(text: str) -> tuple[str, str]:
    """Split "London : Oxford University Press" into place and publisher."""
    place, sign, publisher = text.partition(" : ")
    return (trimmed(place), trimmed(publisher)) if sign else ("", trimmed(text))


def _all(metadata: Mapping[str, Any], name: str) -> list[str]:
    value = metadata.get(name)
    return [str(one) for one in (value if isinstance(value, list) else [value]) if isinstance(one, str | int)]


def _first(metadata: Mapping[str, Any], name: str) -> str:
    return next(iter(_all(metadata, name)), "")
