"""A web page -> a work: what its head says of itself.

Read, best first: Highwire's citation_* tags (what Google Scholar asks publishers for), COinS, JSON-LD (schema.org), Dublin
Core, OpenGraph, the title. Sources: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing, http://ocoins.info/,
https://schema.org/CreativeWork, https://www.dublincore.org/specifications/dublin-core/dcq-html/, https://ogp.me/.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from html.parser import HTMLParser

from sergecite.model.entry import Entry
from sergecite.model.identifier import split_url
from sergecite.sources.coins import draft_from_coins
from sergecite.sources.dates import from_text
from sergecite.sources.draft import Draft
from sergecite.sources.json_ld import draft_from_json_ld
from sergecite.sources.languages import langid, language_of
from sergecite.sources.names import byline, natural, several
from sergecite.sources.ris import page_range, put_numbers
from sergecite.sources.text import decoded
from sergecite.sources.types import Format, Problem, Reading


class Head(HTMLParser):
    """Collects what describes a page: meta tags by lower-case name, JSON-LD, COinS, title, language, canonical address."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, list[str]] = defaultdict(list)
        self.json_ld: list[str] = []
        self.coins: list[str] = []
        self.title = ""
        self.language = ""
        self.canonical = ""
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = (given.get("name") or given.get("property") or given.get("itemprop") or "").strip().lower()
            if name and given.get("content", "").strip() and len(self.meta[name]) < 500:
                self.meta[name].append(given["content"].strip())
        elif tag == "html":
            self.language = given.get("lang", "")
        elif tag == "link" and "canonical" in given.get("rel", "").lower():
            self.canonical = self.canonical or given.get("href", "")
        elif tag == "script" and "ld+json" in given.get("type", "").lower():
            self._inside = "json_ld"
            self.json_ld.append("")
        elif tag == "title" and not self.title:
            self._inside = "title"
        elif tag == "span" and "z3988" in given.get("class", "").lower().split():
            self.coins.append(given.get("title", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "title"):
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "json_ld":
            self.json_ld[-1] += data
        elif self._inside == "title":
            self.title += data


def read_head(data: bytes, declared: str = "") -> Head:
    """Parse a page; HTML is never too broken to be read."""
    found = re.search(rb"<meta[^>]+charset=[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
    head = Head()
    head.feed(decoded(data, declared or (found[1].decode("ascii") if found else "")))
    head.close()
    return head


def describe_page(head: Head, address: str, today: str) -> Entry | None:
    """Return the work a page is, from the best of its descriptions, filled from the others; None without any title."""
    drafts = [
        one
        for one in (
            _highwire(head),
            *_coins_of_page(head),
            draft_from_json_ld(head.json_ld),
            _dublin_core(head),
            _open_graph(head),
        )
        if one and "title" in one.fields
    ]
    draft = drafts[0] if drafts else Draft("online")
    for other in drafts[1:]:
        for name, value in other.fields.items():
            # What a page says of itself in two ways is one work only if the titles do not contradict each other.
            if name not in ("title", "subtitle", "shorttitle"):
                draft.fields.setdefault(name, value)
        for name, people in other.names.items():
            draft.names.setdefault(name, people)
        for name, texts in other.lists.items():
            draft.lists.setdefault(name, texts)
    canonical = head.canonical if re.match(r"https?://\w", head.canonical) else ""
    if "title" not in draft.fields:
        _from_title(draft, head, canonical or address)
    if "title" not in draft.fields:
        return None
    draft.default(
        "date", next((date for name in _DATED for date in map(from_text, head.meta.get(name, ())) if date), "")
    )
    _without_publisher(draft)
    language = langid(head.language or "".join(head.meta.get("og:locale", [])[:1]))
    if not (language == "english" and language_of(f"{draft.fields['title']} {draft.fields.get('subtitle', '')}")):
        # Themes of sites declare English, whatever the pages are in.
        draft.default("langid", language)
    if "doi" not in draft.fields and address:
        draft.put("url", canonical or address)
        draft.put("urldate", today)
    return draft.entry()


_DATED = (
    "datepublished",
    "article:published_time",
    "date",
    "pubdate",
    "publish_date",
    "publication_date",
    "dc.date.issued",
)
"""Meta tags that date a page, best first."""


def _from_title(draft: Draft, head: Head, address: str) -> None:
    """Take the title of the window; what stands behind its last sign is the site, where the address says so too."""
    title, site = _cut(head.title, [_host(address)])
    draft.title(title)
    draft.default("organization", site)


def _without_publisher(draft: Draft) -> None:
    """Take out authors that are the site itself: it stands as the organization."""
    site = _letters(" ".join(draft.lists.get("organization", ())) or draft.fields.get("organization", ""))
    people = tuple(name for name in draft.names.get("author", ()) if not site or _letters(name.display) != site)
    if people:
        draft.names["author"] = people
    else:
        draft.names.pop("author", None)


def _cut(title: str, sites: Sequence[str]) -> tuple[str, str]:
    """Split "Title – Site" where what follows the last sign is one of the sites, by name or by host; else (title, "")."""
    found = re.fullmatch(r"(.{3,}) (?:[|–—«‹·-]|::) (.+)", " ".join(title.split())[:1000])
    tail = _letters(found[2]) if found else ""
    for site in filter(
        None, map(_letters, (part for one in sites for part in (one, one.removeprefix("www.").rpartition(".")[0])))
    ):
        if found and len(tail) > 2 and (tail == site or (len(site) > 3 and (site in tail or tail in site))):
            return found[1], found[2]
    return title, ""


def _host(address: str) -> str:
    parts = split_url(address)
    return parts[1] if parts else ""


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _coins_of_page(head: Head) -> list[Draft]:
    """Return the page's own COinS; where there are many they are a list, not a description."""
    return [draft_from_coins(one) for one in head.coins] if len(head.coins) == 1 else []


def _highwire(head: Head) -> Draft | None:
    def first(*names: str) -> str:
        return next((head.meta[f"citation_{name}"][0] for name in names if head.meta.get(f"citation_{name}")), "")

    if not first("title"):
        return None
    kind = "online"
    if first("journal_title", "journal_abbrev") or (first("issn") and first("volume")):
        kind = "article"
    elif first("inbook_title", "book_title") and first("firstpage"):
        kind = "incollection"
    elif first("conference_title", "conference"):
        kind = "inproceedings"
    elif first("dissertation_institution", "dissertation_name"):
        kind = "thesis"
    elif first("technical_report_institution", "technical_report_number"):
        kind = "report"
    elif first("isbn"):
        kind = "book"
    draft = Draft(kind)
    draft.title(first("title"))
    for text in head.meta.get("citation_author") or head.meta.get("citation_authors") or []:
        for person in several(text) if ";" in text else [natural(text)]:
            draft.name("author", person)
    for text in head.meta.get("citation_editor", []):
        draft.name("editor", natural(text))
    draft.put("date", from_text(first("publication_date", "cover_date", "date", "online_date", "year")))
    draft.put("journaltitle", first("journal_title", "journal_abbrev") if kind == "article" else "")
    draft.title(first("inbook_title", "book_title", "conference_title", "conference"), field="booktitle")
    draft.put("volume", first("volume"))
    draft.put("number", first("issue", "technical_report_number"))
    draft.put("pages", page_range("-".join(filter(None, (first("firstpage"), first("lastpage"))))))
    draft.put("doi", re.sub(r"(?i)^doi:\s*", "", first("doi")))
    put_numbers(draft, [first("isbn"), first("issn")])
    institution = first("dissertation_institution", "technical_report_institution")
    draft.put("institution", institution)
    draft.put("publisher", "" if kind in ("article", "online", "thesis") else first("publisher"))
    draft.put("langid", langid(first("language")))
    draft.put("pmid", first("pmid"))
    return draft


def _dublin_core(head: Head) -> Draft | None:
    def all_of(name: str) -> list[str]:
        return [
            *head.meta.get(f"dc.{name}", []),
            *head.meta.get(f"dcterms.{name}", []),
            *head.meta.get(f"dc:{name}", []),
        ]

    title = next(iter(all_of("title")), "")
    shown = next(iter(head.meta.get("og:title", [])), "")
    if not title or (shown and _letters(shown) in _letters(head.title) and _letters(title) not in _letters(head.title)):
        # None, or one of the whole site, which the window and OpenGraph contradict.
        return None
    draft = Draft("online")
    draft.title(title)
    for person in (name for text in all_of("creator") for name in byline(text)):
        draft.name("author", person)
    for text in [*all_of("date.issued"), *all_of("issued"), *all_of("date"), *all_of("created")]:
        draft.default("date", from_text(text))
    draft.put("organization", next(iter(all_of("publisher")), ""))
    draft.put("langid", langid(next(iter(all_of("language")), "")))
    for text in all_of("identifier"):
        found = re.search(r"10\.\d{4,9}/\S+", text)
        draft.default("doi", found[0] if found else "")
    return draft


def _open_graph(head: Head) -> Draft | None:
    def first(name: str) -> str:
        return next(iter(head.meta.get(name, [])), "")

    if not first("og:title"):
        return None
    draft = Draft("online")
    site = re.sub(r"^https?://(?:www\.)?|/$", "", first("og:site_name"))
    draft.title(_cut(first("og:title"), [site, _host(first("og:url") or head.canonical)])[0])
    for person in byline(first("article:author")) or byline(first("author")):
        draft.name("author", person)
    draft.put("date", from_text(first("article:published_time") or first("og:published_time") or first("date")))
    draft.put("organization", site)
    return draft


def read_html(data: bytes, place: str) -> Reading:
    """Read a saved page: the works of its COinS, else the page itself."""
    head = read_head(data)
    works = [
        draft_from_coins(one, place=f"{place}: COinS {number}").entry() for number, one in enumerate(head.coins, 1)
    ]
    entries = [entry for entry in works if entry.text("title") or entry.text("booktitle")]
    if not entries:
        entry = describe_page(head, "", "")
        entries = [entry] if entry else []
    problems = () if entries else (Problem(message="the page does not say what it is", place=place),)
    return Reading(entries=tuple(entries), problems=problems)


HTML = Format(
    name="html",
    label="HTML with COinS or meta tags",
    suffixes=(".html", ".htm", ".xhtml"),
    detects=lambda text: bool(
        re.match(r"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype html|<html\b)", text)
    ),
    read=read_html,
)
