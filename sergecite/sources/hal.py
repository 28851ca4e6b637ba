"""HAL, the French open archive: deposits by id, and by title and author.

Source: https://api.archives-ouvertes.fr/docs/search (Solr's query syntax; several words in brackets must all be there;
sorted by relevance). Asks of users: nothing. Leaves the machine: the id, or the title and author searched for.
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
from sergecite.sources.names import natural, pair
from sergecite.sources.ris import page_range, put_numbers

_TYPES = {
    "ART": "article", "COMM": "inproceedings", "OUV": "book", "COUV": "incollection", "DOUV": "collection", "THESE": "thesis",
    "HDR": "thesis", "MEM": "thesis", "REPORT": "report", "UNDEFINED": "online", "OTHER": "misc", "PROCEEDINGS": "proceedings",
    "ISSUE": "periodical", "BLOG": "online", "NOTICE": "inreference", "TRAD": "misc", "MAP": "misc", "SOFTWARE": "software",
    "LECTURE": "unpublished", "POSTER": "unpublished", "ETABTHESE": "thesis", "CREPORT": "report",
}  # fmt: skip
_FIELDS = (
    "docType_s,title_s,subTitle_s,authFullName_s,authFirstName_s,authLastName_s,producedDateY_i,publicationDate_s,defenseDate_s,"
    "journalTitle_s,journalIssn_s,bookTitle_s,scientificEditor_s,volume_s,issue_s,page_s,publisher_s,isbn_s,doiId_s,language_s,"
    "conferenceTitle_s,conferenceStartDate_s,city_s,authorityInstitution_s,halId_s,uri_s,serie_s,abstract_s"
)


def look_up(client: Client, identifier: Identifier) -> Entry | None:
    """Ask for a deposit; None where HAL has none."""
    found = _documents(client, f"halId_s:{identifier.value}", 1)
    return next((_entry(document, identifier.value) for document in found), None)


def search(client: Client, title: str, family: str, limit: int = 5) -> list[Entry]:
    """Return the deposits with these words in the title and this author ("" for any), best first."""
    words, people = (" ".join(re.findall(r"\w+", text)[:12]) for text in (title, family))
    query = f"title_t:({words})" + (f" AND authFullName_t:({people})" if people else "")
    found = _documents(client, query, limit) if words else []
    return [_entry(document, _first(document, "halId_s")) for document in found]


def _documents(client: Client, query: str, limit: int) -> list[Mapping[str, Any]]:
    reply = client.get(
        "hal",
        f"{client.settings.urls['hal']}/",
        params={"q": query, "fl": _FIELDS, "wt": "json", "rows": str(limit)},
    )
    answer = reply.json() if reply else {}
    response = answer.get("response") if isinstance(answer, Mapping) else None
    if not isinstance(response, Mapping) or not isinstance(response.get("docs"), list):
        raise ServiceError("HAL answered with something else than deposits")
    return [document for document in response["docs"] if isinstance(document, Mapping)]


def _entry(document: Mapping[str, Any], number: str) -> Entry:
    kind = str(document.get("docType_s") or "")
    draft = Draft(_TYPES.get(kind, "misc"))
    draft.title(_first(document, "title_s"), _first(document, "subTitle_s"))
    families, given = _all(document, "authLastName_s"), _all(document, "authFirstName_s")
    if families and len(families) == len(given):
        for family, first in zip(families, given, strict=True):
            draft.name("author", pair(family, first))
    else:
        for whole in _all(document, "authFullName_s"):
            draft.name("author", natural(whole))
    for editor in _all(document, "scientificEditor_s"):
        draft.name("editor", natural(editor))
    dates = (_first(document, name) for name in ("publicationDate_s", "defenseDate_s", "producedDateY_i"))
    draft.put("date", from_text(next(filter(None, dates), "")))
    draft.put("journaltitle", _first(document, "journalTitle_s"))
    draft.title(
        _first(document, "bookTitle_s") or (_first(document, "conferenceTitle_s") if kind == "COMM" else ""),
        field="booktitle",
    )
    draft.put("eventdate", from_text(_first(document, "conferenceStartDate_s")))
    draft.put("venue", _first(document, "city_s") if kind == "COMM" else "")
    draft.put("volume", _first(document, "volume_s"))
    draft.put("number", _first(document, "issue_s"))
    draft.put("pages", page_range(_first(document, "page_s")))
    draft.put("series", _first(document, "serie_s"))
    draft.put("institution", _first(document, "authorityInstitution_s"))
    draft.put("type", {"THESE": "phdthesis", "HDR": "habilitation", "MEM": "mathesis"}.get(kind))
    draft.put("publisher", _first(document, "publisher_s") if draft.entry_type not in ("article", "thesis") else "")
    put_numbers(draft, [_first(document, "isbn_s"), _first(document, "journalIssn_s")])
    draft.put("doi", _first(document, "doiId_s"))
    draft.put("langid", langid(_first(document, "language_s")))
    draft.put("eprint", number)
    draft.put("eprinttype", "hal")
    draft.put("url", _first(document, "uri_s"))
    return draft.entry()


def _all(document: Mapping[str, Any], name: str) -> list[str]:
    value = document.get(name)
    return [str(one) for one in (value if isinstance(value, list) else [value]) if isinstance(one, str | int)]


def _first(document: Mapping[str, Any], name: str) -> str:
    return next(iter(_all(document, name)), "")
