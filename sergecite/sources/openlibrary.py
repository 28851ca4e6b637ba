"""Open Library: books by ISBN, LCCN, OCLC number or its own ids, and search in words.

Source: https://openlibrary.org/dev/docs/api/books, .../search. Asks of users: a User-Agent with a contact for more than
a few requests a minute. Leaves the machine: the number, or the words searched for, and the contact. Its records are
written by volunteers and machines: what a national library says of the same book is preferred (merge.py).
"""

import re
from collections.abc import Mapping
from typing import Any

from sergecite.errors import ServiceError
from sergecite.model.entry import Entry
from sergecite.model.identifier import Identifier, Isbn, Lccn, Oclc
from sergecite.sources.dates import from_text
from sergecite.sources.draft import Draft
from sergecite.sources.http import Client
from sergecite.sources.languages import langid
from sergecite.sources.marc_record import is_unknown_imprint, place_name, trimmed
from sergecite.sources.names import natural

_KEYS = {Isbn: "ISBN", Lccn: "LCCN", Oclc: "OCLC"}
_ROLES = {
    "translator": "translator", "translated by": "translator", "traducteur": "translator", "übersetzer": "translator",
    "editor": "editor", "edited by": "editor", "introduction": "introduction", "introd": "introduction",
    "foreword": "foreword", "preface": "foreword", "afterword": "afterword", "annotator": "annotator",
}  # fmt: skip


def look_up(client: Client, identifier: Identifier) -> Entry | None:
    """Ask for the edition with a number; None where Open Library has none."""
    base = client.settings.urls["openlibrary"]
    prefix = _KEYS.get(type(identifier))
    if prefix is None:
        return _own(client, base, identifier.value)
    key = f"{prefix}:{identifier.value}"
    reply = client.get(
        "openlibrary", f"{base}/api/books", params={"bibkeys": key, "jscmd": "details", "format": "json"}
    )
    answer = reply.json() if reply else {}
    if not isinstance(answer, Mapping):
        raise ServiceError("Open Library answered with something else than books")
    row = answer.get(key)
    # `details` holds the edition's record; a mirror that knows only `jscmd=data` gives a plainer one in its place.
    details = row.get("details", row) if isinstance(row, Mapping) else None
    isbn = identifier.value if isinstance(identifier, Isbn) else ""
    if isinstance(details, Mapping) and details.get("title"):
        return edition(details, isbn=isbn)
    return _record(client, f"{base}/isbn/{isbn}.json", base, isbn) if isbn else None


def _own(client: Client, base: str, value: str) -> Entry | None:
    if value.endswith("W"):
        reply = client.get(
            "openlibrary", f"{base}/search.json", params={"q": f"key:/works/{value}", "fields": _SEARCHED, "limit": "1"}
        )
        documents = _documents(reply.json()) if reply else []
        return _document(documents[0]) if documents else None
    return _record(client, f"{base}/books/{value}.json", base)


def _record(client: Client, address: str, base: str, isbn: str = "") -> Entry | None:
    """Fetch an edition's own record and the names of its authors."""
    reply = client.get("openlibrary", address)
    details = reply.json() if reply else None
    if not isinstance(details, Mapping) or not details.get("title"):
        return None
    authors = [_author(client, base, row) for row in _list(details.get("authors")) if isinstance(row, Mapping)]
    return edition({**details, "authors": [{"name": name} for name in authors if name]}, isbn=isbn)


def _author(client: Client, base: str, row: Mapping[str, Any]) -> str:
    key = str(row.get("key") or "")
    if not re.fullmatch(r"/authors/OL\d+A", key):
        return str(row.get("name") or "")
    reply = client.get("openlibrary", f"{base}{key}.json")
    answer = reply.json() if reply else {}
    return str(answer.get("name") or "") if isinstance(answer, Mapping) else ""


_SEARCHED = "key,title,subtitle,author_name,first_publish_year,publisher,isbn,language,edition_count"


def search(client: Client, words: str, limit: int = 5) -> list[Entry]:
    """Return the works nearest to the words, best first; a work has the year of its first publication."""
    reply = client.get(
        "openlibrary",
        f"{client.settings.urls['openlibrary']}/search.json",
        params={"q": words[:300], "fields": _SEARCHED, "limit": str(limit)},
    )
    return [_document(row) for row in (_documents(reply.json()) if reply else ())]


def _documents(answer: Any) -> list[Mapping[str, Any]]:
    rows = answer.get("docs") if isinstance(answer, Mapping) else None
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _document(row: Mapping[str, Any]) -> Entry:
    draft = Draft("book")
    draft.title(row.get("title"), row.get("subtitle"))
    for name in _list(row.get("author_name")):
        draft.name("author", natural(str(name)))
    draft.put("date", row.get("first_publish_year"))
    if row.get("edition_count") == 1:
        # Of several editions no one can say which publisher is meant.
        for publisher in _list(row.get("publisher"))[:1]:
            draft.put("publisher", publisher)
        for isbn in _list(row.get("isbn"))[:1]:
            draft.put("isbn", isbn)
    key = str(row.get("key") or "")
    if re.fullmatch(r"/works/OL\d+W", key):
        draft.put("url", f"https://openlibrary.org{key}")
    return draft.entry()


def edition(details: Mapping[str, Any], *, isbn: str = "", place: str = "") -> Entry:
    """Read an edition record, of the API or of Open Library's dumps."""
    draft = Draft("book", place=place)
    languages = [
        str(row.get("key") or "").rsplit("/", 1)[-1]
        for row in _list(details.get("languages"))
        if isinstance(row, Mapping)
    ]
    language = langid(languages[0]) if languages else ""
    title, subtitle = str(details.get("title") or ""), str(details.get("subtitle") or "")
    if prefix := str(details.get("title_prefix") or ""):
        title = f"{prefix.strip()} {title}"
    draft.title(title, subtitle)
    for row in _list(details.get("authors")):
        if isinstance(row, Mapping):
            draft.name("author", natural(str(row.get("name") or "")))
    _contributors(draft, details)
    for publisher in _list(details.get("publishers"))[:2]:
        name = trimmed(_named(publisher))
        draft.put("publisher", "" if is_unknown_imprint(name) else name)
    for location in _list(details.get("publish_places"))[:1]:
        draft.put("location", place_name(_named(location)))
    draft.put("date", from_text(str(details.get("publish_date") or "")))
    draft.put("edition", _edition(str(details.get("edition_name") or "")))
    draft.put("pagetotal", details.get("number_of_pages"))
    series = next(iter(_list(details.get("series"))), "")
    found = re.fullmatch(r"(.*?)\s*[;,]\s*(?:no\.?|v(?:ol)?\.?|bd\.?)?\s*(\d+)\.?", str(series), re.IGNORECASE)
    draft.put("series", found[1] if found else series)
    draft.put("number", found[2] if found else "")
    draft.put("langid", language)
    draft.put("origtitle", details.get("translation_of"))
    for row in _list(details.get("translated_from"))[:1]:
        if isinstance(row, Mapping):
            draft.put("origlanguage", langid(str(row.get("key") or "").rsplit("/", 1)[-1]))
    for number in [isbn, *_list(details.get("isbn_13")), *_list(details.get("isbn_10"))]:
        draft.put("isbn", number)
    return draft.entry()


def _contributors(draft: Draft, details: Mapping[str, Any]) -> None:
    """Read who translated, edited, introduced: from typed rows, "Sedgwick, Peter (Translator)" and the statement."""
    rows = [
        (str(row.get("name") or ""), str(row.get("role") or ""))
        for row in _list(details.get("contributors"))
        if isinstance(row, Mapping)
    ]
    for text in _list(details.get("contributions")):
        found = re.fullmatch(r"(.*?)\s*[(,]\s*([^(),]*?)\.?\)?\.?", str(text))
        rows.append((found[1], found[2]) if found and _role(found[2]) else (str(text), ""))
    for name, role in rows:
        if target := _role(role):
            draft.name(target, natural(name))
    statement = str(details.get("by_statement") or "")
    for form, target in _STATED:
        if target not in draft.names and (stated := form.search(statement)):
            draft.name(target, natural(stated[1]))
    for person in draft.names.get("translator", ()):
        authors = draft.names.get("author", ())
        if person in authors and len(authors) > 1:
            draft.names["author"] = tuple(one for one in authors if one != person)


_PERSON = r"((?:[A-Z][\w'’.-]*\s+){1,3}[A-Z][\w'’-]+)"
_STATED = (
    (re.compile(r"(?i:translated(?:\s+(?:and|with|from|into|by)\b[^;,.]*?)?\s+by\s+)" + _PERSON), "translator"),
    (re.compile(r"(?i:traduit[^;]*?\bpar\s+)" + _PERSON), "translator"),
    (re.compile(r"(?i:(?:edited|ed\.)(?:\s+and\s+\w+)*\s+by\s+)" + _PERSON), "editor"),
)


def _role(text: str) -> str:
    text = text.strip().lower().rstrip(".")
    return _ROLES.get(text) or (
        "translator"
        if text.startswith(("trans", "tr")) and len(text) < 12
        else "editor"
        if text in ("ed", "eds")
        else ""
    )


def _edition(text: str) -> str:
    """Return a number for "2nd ed.", the words otherwise, nothing for a first edition."""
    text = text.strip(" .,[]")
    found = re.match(r"(?i)(\d+)(?:st|nd|rd|th|\.)?\s*(?:ed|aufl|éd)\w*\.?$", text)
    if found:
        return "" if found[1] == "1" else found[1]
    return "" if re.fullmatch(r"(?i)first(?:\s+\w+){0,2}\s*ed\w*\.?|1st .*", text) else text


def _named(value: Any) -> str:
    return str(value.get("name") or "") if isinstance(value, Mapping) else str(value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
