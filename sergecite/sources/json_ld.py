"""schema.org in JSON-LD -> a work. Source: https://schema.org/CreativeWork and its children."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sergecite.model.name import Name
from sergecite.sources.dates import from_text
from sergecite.sources.draft import Draft
from sergecite.sources.languages import langid
from sergecite.sources.names import byline, pair
from sergecite.sources.ris import page_range, put_numbers

_TYPES = {
    "ScholarlyArticle": "article", "MedicalScholarlyArticle": "article", "Article": "online", "NewsArticle": "online",
    "OpinionNewsArticle": "online", "ReportageNewsArticle": "online", "BlogPosting": "online", "WebPage": "online", "Book": "book",
    "Chapter": "incollection", "Thesis": "thesis", "Report": "report", "Dataset": "dataset", "Movie": "movie", "Map": "misc",
    "Review": "review", "PublicationIssue": "periodical", "Periodical": "periodical", "CreativeWork": "online",
    "SoftwareApplication": "software", "SoftwareSourceCode": "software", "Legislation": "legislation",
}  # fmt: skip
_DEEPEST = 6


def draft_from_json_ld(scripts: Sequence[str]) -> Draft | None:
    """Return the work that a page's JSON-LD describes first, most telling type first; None where it describes none."""
    nodes: list[Mapping[str, Any]] = []
    for script in scripts[:20]:
        try:
            nodes += _nodes(json.loads(script), 0)
        except (ValueError, RecursionError):
            continue
    order = list(_TYPES)
    works = sorted((order.index(kind), number) for number, node in enumerate(nodes) if (kind := _kind(node)) in _TYPES)
    for _, number in works:
        if _text(nodes[number].get("headline")) or _text(nodes[number].get("name")):
            return _draft(nodes[number])
    return None


def _nodes(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:200]:
            yield from _nodes(one, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)
        yield from _nodes(value.get("mainEntity"), depth + 1)


def _kind(node: Mapping[str, Any]) -> str:
    kinds = node.get("@type")
    found = [str(one).rsplit("/", 1)[-1] for one in (kinds if isinstance(kinds, list) else [kinds])]
    return next((one for one in found if one in _TYPES), "")


def _draft(node: Mapping[str, Any]) -> Draft:
    draft = Draft(_TYPES[_kind(node)])
    draft.title(_text(node.get("headline")) or _text(node.get("name")))
    for role in ("author", "editor", "translator"):
        for person in _list(node.get(role) or (node.get("creator") if role == "author" else None)):
            for name in _names(person):
                draft.name(role, name)
    draft.put("date", from_text(_text(node.get("datePublished")) or _text(node.get("dateCreated"))))
    publisher = next((_label(one) for one in _list(node.get("publisher"))), "")
    field = {"online": "organization", "thesis": "institution", "report": "institution"}.get(
        draft.entry_type, "publisher"
    )
    draft.put(field, "" if draft.entry_type == "article" else publisher)
    draft.put("langid", langid(_label(node.get("inLanguage"))))
    put_numbers(draft, [_text(one) for one in [*_list(node.get("isbn")), *_list(node.get("issn"))]])
    draft.put(
        "pages",
        page_range(
            _text(node.get("pagination"))
            or "-".join(filter(None, (_text(node.get("pageStart")), _text(node.get("pageEnd")))))
        ),
    )
    draft.put("pagetotal", _text(node.get("numberOfPages")))
    draft.put("edition", _text(node.get("bookEdition")))
    for one in [*_list(node.get("sameAs")), *_list(node.get("identifier")), node.get("@id")]:
        text = _text(one) or (_text(one.get("value")) if isinstance(one, Mapping) else "")
        if "10." in text and ("doi" in text.lower() or text.startswith("10.")):
            draft.default("doi", text[text.index("10.") :])
    _container(draft, node.get("isPartOf"), 0)
    return draft


def _container(draft: Draft, value: Any, depth: int) -> None:
    """Walk issue, volume, journal or book upwards."""
    for holder in _list(value)[:3] if depth < _DEEPEST else []:
        if not isinstance(holder, Mapping):
            continue
        draft.default("number", _text(holder.get("issueNumber")))
        draft.default("volume", _text(holder.get("volumeNumber")))
        name = _text(holder.get("name"))
        kind = str(holder.get("@type") or "")
        if name and ("Periodical" in kind or "Journal" in kind):
            draft.entry_type = "article"
            draft.default("journaltitle", name)
            draft.default("issn", next((_text(one) for one in _list(holder.get("issn"))), ""))
        elif name and "Book" in kind:
            draft.entry_type = "incollection"
            draft.title(name, field="booktitle")
        _container(draft, holder.get("isPartOf"), depth + 1)


def _names(value: Any) -> list[Name]:
    if not isinstance(value, Mapping):
        return byline(value) if isinstance(value, str) else []
    if value.get("familyName"):
        name = pair(_text(value.get("familyName")), _text(value.get("givenName")))
        return [name] if name else []
    text = _text(value.get("name"))
    return [Name(literal=text)] if text and "Organization" in str(value.get("@type")) else byline(text)


def _label(value: Any) -> str:
    return _text(value.get("name") or value.get("alternateName")) if isinstance(value, Mapping) else _text(value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
