"""Titles of an entry as CSL has them: the work, what it stands in, the volume, the short form.

Case stays as the user wrote it; styles change it where the language is English.
"""

import re
from collections.abc import Mapping, Sequence

from sergecite.export.languages import bcp47
from sergecite.model.entry import Entry

# Patterns stay strings until they are needed: `cite` starts faster, and `re` keeps what it compiled.
_ENDS = r"[?!.:…–—][”’\"'»)\]]*(?:</(?:i|b|sc|sup|sub|span)>)*$"
_MARKUP = r"<(/?)(i|b|sc|sup|sub|span)\b[^>]*>"
_QUOTES = {"“": 1, "”": -1, "«": 1, "»": -1, "„": 1}


def csl_titles(entry: Entry, kind: str) -> dict[str, str]:
    """Return title, title-short, container-title, volume-title and the like for an entry of CSL type `kind`."""
    fields = entry.fields
    title = _full(fields, "title", "subtitle", "titleaddon")
    if kind == "book" and not title:  # all a book has, where its `booktitle` was written for its chapters
        title = _full(fields, "booktitle", "booksubtitle", "booktitleaddon")
    main = _full(fields, "maintitle", "mainsubtitle", "maintitleaddon")
    # BibTeX libraries give whole books a `booktitle` too, for the chapters that refer to them.
    book = "" if kind == "book" else _full(fields, "booktitle", "booksubtitle", "booktitleaddon")
    journal = _full(
        fields, "journaltitle" if "journaltitle" in fields else "journal", "journalsubtitle", "journaltitleaddon"
    )
    issue = _full(fields, "issuetitle", "issuesubtitle", "issuetitleaddon")
    short = fields.get("shorttitle", "") or _short(fields.get("title", ""), fields.get("subtitle", ""))
    found: dict[str, str] = {}
    if entry.entry_type == "periodical" and issue:
        found = {"title": issue, "container-title": title or journal}
        short = _short(fields.get("issuetitle", ""), fields.get("issuesubtitle", ""))
    elif entry.entry_type == "inreference" and not book and entry.lists.get("lista"):
        found = {"title": entry.lists["lista"][0], "container-title": title}  # as historians' styles have it
        short = ""
    elif journal:
        found = {"title": title, "container-title": journal, "volume-title": issue}
    elif book:
        found = {"title": title, "container-title": main or book, "volume-title": book if main else ""}
    elif main and (kind == "chapter" or kind.startswith("entry") or kind == "webpage"):
        found = {"title": title, "container-title": main}
    elif main:
        found = {"title": main, "volume-title": title}
    else:
        found = {"title": title}
    short = short or (fields.get("title", "") if fields.get("titleaddon") else "")
    if short and short != found["title"]:
        found["title-short"] = short
    found["original-title"] = _foreign(fields.get("origtitle", ""), entry.lists.get("origlanguage", ()))
    return {variable: text for variable, text in found.items() if text}


def join_title(title: str, subtitle: str) -> str:
    """Return title and subtitle with a colon between.

    After an earlier colon stands a semicolon (CMOS 13.92), after a mark of the title's own nothing.
    """
    if not title or not subtitle:
        return title or subtitle
    if re.search(_ENDS, title):
        return f"{title} {subtitle}"
    return f"{title}; {subtitle}" if ": " in title else f"{title}: {subtitle}"


def plain_title(title: str) -> str:
    """Return a title without its markup."""
    return re.sub(_MARKUP, "", title)


def _full(fields: Mapping[str, str], title: str, subtitle: str, addon: str) -> str:
    """Return a whole title. An addition is no part of the title: it stands in brackets, upright."""
    text, more = join_title(fields.get(title, ""), fields.get(subtitle, "")), fields.get(addon, "")
    if not more or not text:
        return text or more
    bracketed = more if more.startswith(("[", "(")) else f"[{more}]"
    return f'{text} <span class="nodecor">{bracketed}</span>'


def _foreign(title: str, languages: Sequence[str]) -> str:
    """Return the title a work had first: styles would capitalise it as the translation's, so its case is protected."""
    english = any(bcp47(language).startswith("en") for language in languages)
    return title if english or not title or "nocase" in title else f'<span class="nocase">{title}</span>'


def _short(title: str, subtitle: str) -> str:
    """Return the part before the subtitle: what a shortened note prints."""
    if subtitle:
        return title
    head, colon, _ = title.partition(": ")
    return head if colon and _balanced(head) else ""


def _balanced(text: str) -> bool:
    """Tell whether no markup, quotation or bracket is left open."""
    depth = sum(-1 if found[1] else 1 for found in re.finditer(_MARKUP, text))
    quotes = sum(_QUOTES.get(char, 0) for char in text)
    return depth == 0 and quotes == 0 and text.count('"') % 2 == 0 and text.count("(") == text.count(")")
