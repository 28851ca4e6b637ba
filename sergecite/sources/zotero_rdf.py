"""Zotero RDF -> entries.

Source: the vocabularies it joins (Dublin Core, PRISM, `bib` for books and articles, FOAF) and Zotero's own namespace
http://www.zotero.org/namespaces/export#.
"""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from sergecite.errors import InputError
from sergecite.model.entry import Entry
from sergecite.sources.dates import from_text
from sergecite.sources.draft import Draft
from sergecite.sources.languages import langid
from sergecite.sources.names import natural, pair
from sergecite.sources.ris import page_range, put_numbers
from sergecite.sources.types import Format, Problem, Reading
from sergecite.sources.xml import children, descend, first_text, local, parse_xml, text_of

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_TYPES: Mapping[str, tuple[str, str]] = {
    "artwork": ("artwork", ""), "audioRecording": ("audio", ""), "bill": ("legislation", "bill"), "blogPost": ("online", "blog"),
    "book": ("book", ""), "bookSection": ("incollection", ""), "case": ("jurisdiction", ""), "computerProgram": ("software", ""),
    "conferencePaper": ("inproceedings", ""), "dataset": ("dataset", ""), "dictionaryEntry": ("inreference", "dictionary"),
    "document": ("misc", ""), "email": ("letter", ""), "encyclopediaArticle": ("inreference", ""), "film": ("movie", ""),
    "forumPost": ("online", "post"), "hearing": ("misc", "hearing"), "interview": ("misc", "interview"),
    "journalArticle": ("article", ""), "letter": ("letter", ""), "magazineArticle": ("article", "magazine"),
    "manuscript": ("unpublished", ""), "map": ("misc", "map"), "newspaperArticle": ("article", "newspaper"), "patent": ("patent", ""),
    "podcast": ("audio", "podcast"), "preprint": ("online", ""), "presentation": ("unpublished", "speech"), "report": ("report", ""),
    "radioBroadcast": ("audio", "radio"), "standard": ("standard", ""), "statute": ("legislation", ""), "thesis": ("thesis", ""),
    "tvBroadcast": ("video", "tv"), "videoRecording": ("video", ""), "webpage": ("online", ""),
}  # fmt: skip
_ROLES = {
    "authors": "author", "editors": "editor", "translators": "translator", "seriesEditors": "editora", "bookAuthors": "bookauthor",
    "directors": "director", "interviewees": "author", "podcasters": "author", "presenters": "author", "inventors": "author",
    "contributors": "",
}  # fmt: skip
_SKIPPED = {"attachment", "note", "annotation"}
_FIELDS = {
    "volume": "volume", "number": "number", "numPages": "pagetotal", "edition": "edition", "numberOfVolumes": "volumes",
    "shortTitle": "shorttitle", "type": "type", "libraryCatalog": "", "archive": "archive", "archiveLocation": "archive_location",
    "callNumber": "library", "citationKey": "", "originalDate": "origdate",
}  # fmt: skip


def read_zotero_rdf(data: bytes, place: str) -> Reading:
    """Read an export; attachments, notes and collections are left out. InputError where it is not well-formed."""
    try:
        root = parse_xml(data)
    except ValueError as fault:
        raise InputError(f"not XML: {fault}", place=place) from None
    by_address = {address: node for node in root if (address := node.get(f"{_RDF}about"))}
    entries, problems = [], []
    for number, node in enumerate(root, 1):
        kind = first_text(node, "itemType")
        if not kind or kind in _SKIPPED:
            continue
        entry = _entry(node, kind, by_address, f"{place}: item {number}")
        if entry.fields or entry.names:
            entries.append(entry)
        else:
            problems.append(Problem(message="the item is empty", place=f"{place}: item {number}"))
    return Reading(entries=tuple(entries), problems=tuple(problems))


def _entry(node: Element, kind: str, by_address: Mapping[str, Element], place: str) -> Entry:
    entry_type, subtype = _TYPES.get(kind, ("misc", ""))
    draft = Draft(entry_type, citekey=first_text(node, "citationKey"), place=place)
    draft.put("entrysubtype", subtype)
    draft.title(first_text(node, "title"))
    for child in node:
        if local(child) in _ROLES:
            _people(draft, child, _ROLES[local(child)])
    draft.put("date", from_text(first_text(node, "date")))
    draft.put("urldate", from_text(first_text(node, "dateSubmitted")[:10]))
    draft.put("pages", page_range(first_text(node, "pages")))
    draft.put("langid", langid(first_text(node, "language")))
    draft.put("abstract", first_text(node, "abstract"))
    for name, field in _FIELDS.items():
        draft.put(field, first_text(node, name))
    publisher = next(descend(node, "publisher/Organization"), None)
    if publisher is not None:
        field = (
            "institution"
            if entry_type in ("thesis", "report")
            else "organization"
            if entry_type == "online"
            else "publisher"
        )
        draft.put(field, first_text(publisher, "name"))
        draft.put("location", first_text(publisher, "adr/Address/locality"))
    _identify(draft, node)
    draft.put("url", first_text(node, "identifier/URI/value"))
    for holder in children(node, "isPartOf"):
        _container(draft, holder, by_address)
    for topic in children(node, "subject"):
        draft.keyword(text_of(topic))
    if "editora" in draft.names:
        draft.put("editoratype", "serieseditor")
    if draft.entry_type == "book" and "editor" in draft.names and "author" not in draft.names:
        draft.entry_type = "collection"
    return draft.entry()


def _people(draft: Draft, group: Element, role: str) -> None:
    for person in group.iter():
        if local(person) == "Person" and role:
            family = first_text(person, "surname")
            given = first_text(person, "givenName") or first_text(person, "givenname")
            draft.name(role, pair(family, given) if family else natural(first_text(person, "name")))


def _identify(draft: Draft, node: Element) -> None:
    for identifier in children(node, "identifier"):
        text = text_of(identifier)
        kind, _, value = text.partition(" ")
        if kind == "DOI":
            draft.default("doi", value)
        elif kind in ("ISBN", "ISSN"):
            put_numbers(draft, [value])


def _container(draft: Draft, holder: Element, by_address: Mapping[str, Element]) -> None:
    """Read a journal, book or series, given in place or by its address."""
    address = holder.get(f"{_RDF}resource", "")
    for node in [by_address[address]] if address in by_address else list(holder):
        title = first_text(node, "title")
        if local(node) == "Series":
            draft.put("series", title)
            draft.default("number", first_text(node, "number") or first_text(node, "identifier"))
            continue
        if draft.entry_type == "article":
            draft.put("journaltitle", title)
            draft.put("shortjournal", first_text(node, "alternative"))
        elif draft.entry_type in ("incollection", "inproceedings", "inreference"):
            draft.title(title, field="booktitle")
        else:
            draft.put("titleaddon", title)
        draft.default("volume", first_text(node, "volume"))
        draft.default("number", first_text(node, "number"))
        _identify(draft, node)
        for inner in children(node, "isPartOf"):
            _container(draft, inner, by_address)


ZOTERO_RDF = Format(
    name="zotero-rdf",
    label="Zotero RDF",
    suffixes=(".rdf",),
    detects=lambda text: "zotero.org/namespaces/export#" in text,
    read=read_zotero_rdf,
)
