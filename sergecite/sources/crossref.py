"""Crossref's REST API: DOIs of journals, chapters and academic books, and search in words.

Sources: https://api.crossref.org/swagger-ui/index.html,
https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/. Asks of users: a contact in
the User-Agent (the "polite pool"), which allows 10 records or 3 searches a second, 3 under way at once; without one 5, 1
and 1; X-Rate-Limit headers and Retry-After obeyed. Leaves the machine: the DOI, or the words searched for, and the contact.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from sergecite.errors import ServiceError
from sergecite.model.entry import Entry
from sergecite.model.identifier import Doi, Identifier, IdentifierError, Issn
from sergecite.model.name import Name
from sergecite.sources.dates import from_parts
from sergecite.sources.draft import Draft
from sergecite.sources.http import Client
from sergecite.sources.languages import langid, language_of
from sergecite.sources.marc_record import is_unknown_imprint, thesis_type, trimmed
from sergecite.sources.names import pair, undivided
from sergecite.sources.ris import page_range

TYPES: Mapping[str, tuple[str, str]] = {
    "journal-article": ("article", ""), "journal-issue": ("periodical", ""), "journal": ("periodical", ""),
    "journal-volume": ("periodical", ""), "book": ("book", ""), "monograph": ("book", ""), "edited-book": ("collection", ""),
    "reference-book": ("reference", ""), "book-set": ("mvbook", ""), "book-series": ("mvbook", ""),
    "book-chapter": ("incollection", ""), "book-section": ("incollection", ""), "book-part": ("incollection", ""),
    "book-track": ("incollection", ""), "reference-entry": ("inreference", ""), "proceedings": ("proceedings", ""),
    "proceedings-article": ("inproceedings", ""), "proceedings-series": ("proceedings", ""), "dissertation": ("thesis", ""),
    "report": ("report", ""), "report-series": ("report", ""), "report-component": ("report", ""), "standard": ("standard", ""),
    "posted-content": ("online", ""), "dataset": ("dataset", ""), "database": ("dataset", ""), "peer-review": ("review", ""),
}  # fmt: skip
"""Crossref type -> (entry type, entrysubtype); what is not here is misc."""

_SERIES = re.compile(
    r"(?i)\b(?:lecture notes|series|serie|schriften|schriftenreihe|studien|studies|collection|collections|coleção|colección|"
    r"collana|bibliothek|monographs?|handbooks?|springerbriefs|advances in|progress in|topics in|contributions|"
    r"communications in|cahiers|beihefte|beiträge|forschungen|quaderni|contemporary|spie proceedings)\b"
)
"""What series are called: of the two containers of a chapter one is the series, in no order that means anything."""
_ROLES = {"author": "author", "editor": "editor", "translator": "translator", "chair": "editora"}
_FIELDS = {
    "volume": "volume", "issue": "number", "article-number": "eid", "publisher": "publisher", "edition-number": "edition",
    "publisher-location": "location", "part-number": "part", "abstract": "abstract",
}  # fmt: skip


def look_up(client: Client, identifier: Identifier) -> Entry | None:
    """Ask for a DOI's work or an ISSN's journal; None where Crossref does not know it."""
    base = client.settings.urls["crossref"]
    kind = "journals" if isinstance(identifier, Issn) else "works"
    reply = client.get("crossref", f"{base}/{kind}/{quote(identifier.value, safe='/:;()')}")
    if reply is None:
        return None
    message = _message(reply.json())
    if isinstance(identifier, Issn):
        return _journal(message, identifier)
    entry = _readable(message)
    # An alias points to the DOI that is used now; anything else is another work.
    aliases = {str(one).lower() for one in message.get("aliases") or ()}
    if entry is None or identifier.value not in {entry.text("doi"), *aliases}:
        raise ServiceError(f"Crossref answered about another DOI than {identifier.value}")
    return entry


def search(client: Client, words: str, limit: int = 5) -> list[Entry]:
    """Return the works that Crossref thinks nearest to a reference in words, best first."""
    reply = client.get(
        "crossref",
        f"{client.settings.urls['crossref']}/works",
        params={"query.bibliographic": words[:500], "rows": str(limit)},
        pace=0.34 if client.settings.contact else 1.0,
    )
    if reply is None:
        return []
    items = _message(reply.json()).get("items")
    return [entry for item in _rows(items) if (entry := _readable(item)) is not None]


def _readable(work: Mapping[str, Any]) -> Entry | None:
    """Read one work of many; None where it is none."""
    try:
        return entry_from(work)
    except IdentifierError:
        return None


def _message(answer: Any) -> Mapping[str, Any]:
    message = answer.get("message") if isinstance(answer, Mapping) else None
    if not isinstance(message, Mapping):
        raise ServiceError("Crossref answered without a message", hint="is the address in [sources.crossref] right?")
    return message


def entry_from(work: Mapping[str, Any], *, place: str = "") -> Entry:
    """Read one work of Crossref's API or public data file."""
    kind = str(work.get("type") or "")
    entry_type, subtype = TYPES.get(kind, ("misc", ""))
    if kind == "other" and work.get("container-title") and work.get("page"):
        entry_type = "incollection"
    if entry_type == "book" and work.get("editor") and not work.get("author"):
        entry_type = "collection"
    draft = Draft(entry_type, place=place)
    draft.put("entrysubtype", subtype)
    draft.put("doi", Doi(str(work["DOI"])).value if work.get("DOI") else None)
    for name, field in _FIELDS.items():
        if isinstance(work.get(name), str | int):
            value = work[name]
            draft.put(field, _imprint(value) if name in ("publisher", "publisher-location") else value)
    if draft.fields.get("edition") in ("0", "1"):
        # A first edition is not told.
        del draft.fields["edition"]
    draft.put("pages", page_range(str(work.get("page") or "")))
    for role, target in _ROLES.items():
        for person in _rows(work.get(role)):
            draft.name(target, _name(person))
        if role == "chair" and target in draft.names:
            draft.put("editoratype", "chair")
    _titles(draft, work)
    draft.put("date", _date(work))
    language = langid(str(work.get("language") or ""))
    if not (language == "english" and language_of(" ".join(_texts(work.get("title"))[:1]))):
        # Publishers label all of a journal English, German articles of 1900 too.
        draft.put("langid", language)
    draft.put("isbn", _printed(work, "ISBN"))
    if entry_type in ("article", "periodical"):
        draft.put("issn", _printed(work, "ISSN"))
    event = work.get("event")
    if isinstance(event, Mapping):
        draft.put("eventtitle", event.get("name"))
        draft.put("venue", event.get("location"))
        start = event.get("start")
        draft.put("eventdate", _first_date(start) if isinstance(start, Mapping) else "")
    for institution in _rows(work.get("institution"))[:1]:
        draft.put("institution" if kind != "posted-content" else "organization", institution.get("name"))
        for place_name in _texts(institution.get("place"))[:1]:
            draft.default("location", place_name)
    if entry_type in ("thesis", "report") and "publisher" in draft.lists:
        draft.default("institution", draft.lists.pop("publisher")[0])
    if entry_type == "thesis":
        degree = next(iter(_texts(work.get("degree"))), "")
        draft.put("type", thesis_type(degree) or degree or "phdthesis")
    if entry_type == "article":
        # Whoever publishes a journal is no part of an article's description.
        draft.lists.pop("publisher", None)
        draft.lists.pop("location", None)
    if kind == "posted-content":
        draft.default("organization", "; ".join(draft.lists.pop("publisher", ())))
        draft.put("pubstate", "prepublished" if work.get("subtype") == "preprint" else "")
    return draft.entry()


def _titles(draft: Draft, work: Mapping[str, Any]) -> None:
    titles, subtitles = _texts(work.get("title")), _texts(work.get("subtitle"))
    draft.title(next(iter(titles), ""), next(iter(subtitles), ""))
    original = next(iter(_texts(work.get("original-title"))), "")
    # Some publishers repeat the title there.
    draft.put("origtitle", original if original not in titles else "")
    containers = _texts(work.get("container-title"))
    if draft.entry_type == "article":
        draft.put("journaltitle", next(iter(containers), ""))
        draft.put("shortjournal", next(iter(_texts(work.get("short-container-title"))), ""))
    elif draft.entry_type in ("incollection", "inreference", "inproceedings") and containers:
        series, volume = _series_and_volume(containers)
        draft.title(volume, field="booktitle")
        draft.put("series", series)
    elif containers and containers[0] != draft.fields.get("title"):
        draft.put(
            "series"
            if draft.entry_type in ("book", "collection", "reference", "proceedings", "report")
            else "titleaddon",
            containers[0],
        )


def _series_and_volume(containers: list[str]) -> tuple[str, str]:
    """Tell the series from the volume by what series are called, else by their order: the series stood first when there was one."""
    if len(containers) == 1:
        return "", containers[0]
    first, second = containers[0], containers[-1]
    return (second, first) if _SERIES.search(second) and not _SERIES.search(first) else (first, second)


def _imprint(name: str) -> str:
    """Return a publisher or place as a title page has it: "Cambridge University Press (CUP)" is how Crossref tells its members apart."""
    name = trimmed(re.sub(r"\s+\([A-Z][A-Za-z ]{1,8}\)$", "", name))
    return "" if is_unknown_imprint(name) else name


def _printed(work: Mapping[str, Any], name: str) -> str:
    """Return the ISBN or ISSN of the printed work where Crossref says which that is, else the first."""
    typed = [one for one in _rows(work.get(f"{name.lower()}-type")) if one.get("type") == "print"]
    return next((str(one.get("value") or "") for one in typed), "") or next(iter(_texts(work.get(name))), "")


def _date(work: Mapping[str, Any]) -> str:
    """Return the date printed on the work; `issued` is Crossref's earliest, which may be that of the scan."""
    for name in ("published-print", "issued", "published", "published-online", "posted", "approved", "created"):
        if isinstance(work.get(name), Mapping) and name != "created":
            date = _first_date(work[name])
            if date:
                return date
    return ""


def _first_date(value: Mapping[str, Any]) -> str:
    parts = value.get("date-parts")
    return from_parts(parts[0]) if isinstance(parts, list) and parts and isinstance(parts[0], list) else ""


def _journal(message: Mapping[str, Any], issn: Issn) -> Entry:
    draft = Draft("periodical")
    draft.title(message.get("title"))
    draft.put("publisher", message.get("publisher"))
    draft.put("issn", issn.value)
    return draft.entry()


def _name(person: Mapping[str, Any]) -> Name | None:
    if person.get("name"):
        return undivided(str(person["name"]))
    return pair(str(person.get("family") or ""), str(person.get("given") or ""), str(person.get("suffix") or ""))


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    """Return a list of texts; the API's one text stands for a list of one."""
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str) and one.strip()]
