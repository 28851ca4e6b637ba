"""COinS, OpenURLs in the `title` of a span -> works.

Source: ANSI/NISO Z39.88-2004, key/encoded-value formats for journals, books, dissertations and Dublin Core;
http://ocoins.info/.
"""

import re
from urllib.parse import parse_qs

from sergecite.sources.dates import from_text
from sergecite.sources.draft import Draft
from sergecite.sources.languages import langid
from sergecite.sources.names import natural, pair
from sergecite.sources.ris import page_range

_GENRES = {
    "article": "article", "journal": "periodical", "issue": "periodical", "preprint": "online", "proceeding": "inproceedings",
    "book": "book", "bookitem": "incollection", "chapter": "incollection", "conference": "proceedings", "report": "report",
    "document": "misc", "unknown": "misc", "dissertation": "thesis",
}  # fmt: skip
_DUBLIN = {"journalarticle": "article", "booksection": "incollection", "webpage": "online", "blogpost": "online", "thesis": "thesis", "book": "book", "manuscript": "unpublished", "newspaperarticle": "article"}  # fmt: skip


def draft_from_coins(text: str, *, place: str = "") -> Draft:
    """Read one ContextObject; what it does not say stays empty."""
    values = parse_qs(text.replace("&amp;", "&"), keep_blank_values=False, max_num_fields=400)

    def first(*names: str) -> str:
        return next((values[f"rft.{name}"][0].strip() for name in names if values.get(f"rft.{name}")), "")

    form = values.get("rft_val_fmt", [""])[0].rsplit(":", 1)[-1].lower()
    kind = _GENRES.get(first("genre").lower(), "")
    if form == "dc":
        kind = _DUBLIN.get(
            re.sub(r"\W", "", first("type")).lower(), "online" if first("identifier").startswith("http") else "misc"
        )
    draft = Draft(
        kind or {"journal": "article", "book": "book", "dissertation": "thesis"}.get(form, "misc"), place=place
    )
    part = draft.entry_type in ("incollection", "inproceedings")
    draft.title(first("atitle", "title" if not part else "atitle") or first("btitle", "title"))
    if draft.entry_type == "article":
        draft.put("journaltitle", first("jtitle", "title" if first("atitle") else "jtitle"))
        draft.put("shortjournal", first("stitle"))
    elif part:
        draft.title(first("btitle", "title"), field="booktitle")
    authors = values.get("rft.au", []) + values.get("rft.creator", [])
    if first("aulast"):
        lead = pair(first("aulast"), first("aufirst") or first("auinit"), first("ausuffix"))
        draft.name("author", lead)
        authors = [one for one in authors if first("aulast").lower() not in one.lower()]
    for author in authors:
        draft.name("author", natural(author))
    for body in values.get("rft.aucorp", []):
        draft.name("author", natural(body))
    draft.put("date", from_text(first("date")))
    draft.put("volume", first("volume"))
    draft.put("number", first("issue"))
    draft.put("pages", page_range(first("pages") or "-".join(filter(None, (first("spage"), first("epage"))))))
    draft.put(
        "institution" if draft.entry_type in ("thesis", "report") else "publisher", first("pub", "publisher", "inst")
    )
    draft.put("location", first("place"))
    draft.put("edition", first("edition"))
    draft.put("series", first("series"))
    draft.put("pagetotal", first("tpages"))
    draft.put("isbn", first("isbn"))
    draft.put("issn", first("issn", "eissn"))
    draft.put("langid", langid(first("language")))
    for identifier in [*values.get("rft_id", []), first("identifier")]:
        if found := re.search(r"(?i)(?:info:doi/|doi\.org/|^doi:)(10\.\d+/\S+)", identifier):
            draft.default("doi", found[1])
        elif identifier.startswith("urn:isbn:"):
            draft.default("isbn", identifier[9:])
        elif identifier.startswith("http"):
            draft.default("url", identifier)
    return draft
