"""A reading list: parts with headings, each work with the years of its writing and of its publication."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sergecite.export.bibliography import Typesetter
from sergecite.export.csl_titles import join_title, plain_title
from sergecite.export.page import Block, Heading, Page, Work, Works, plain
from sergecite.model.citation import Citation, CitationItem
from sergecite.model.date import DatePoint, parse_date
from sergecite.model.entry import Entry

SURENESS = {
    "partial": "Not all facts of this entry were seen.",
    "from-memory": "From memory; not checked.",
}
"""Keywords that say how far an entry's facts were seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading and its entries, in order; `numbered` where the order is the list's own."""

    heading: str
    entries: tuple[Entry, ...]
    numbered: bool = False


def reading_list_page(parts: Sequence[Part], typesetter: Typesetter, *, title: str, written_field: str = "") -> Page:
    """Return the page. `written_field` names the field that holds the years of writing, if the library keeps them."""
    typesetter.add({entry.citekey: entry for part in parts for entry in part.entries}.values())
    printed = dict(typesetter.bibliography().entries)
    # What a style leaves out of bibliographies (letters, in Chicago) stands as it would in a note.
    left_out = list(dict.fromkeys(e.citekey for part in parts for e in part.entries if e.citekey not in printed))
    cites = [Citation(items=(CitationItem(citekey=key),), note=number) for number, key in enumerate(left_out, start=1)]
    printed.update(zip(left_out, typesetter.cite(cites), strict=True))
    blocks: list[Block] = []
    for part in parts:
        works = tuple(
            Work(
                citekey=entry.citekey,
                content=printed[entry.citekey],
                number=number if part.numbered else None,
                head=plain(_title(entry)),
                aside=years(entry, written_field),
                remarks=tuple(SURENESS[word] for word in entry.keywords if word in SURENESS),
            )
            for number, entry in enumerate(part.entries, start=1)
        )
        if works:
            blocks += [Heading(text=part.heading), Works(works=works, bibliography=False)]
    return Page(title=title, lang=typesetter.lang, blocks=tuple(blocks))


def years(entry: Entry, written_field: str = "") -> str:
    """Return "written 1929, published 1930, this edition 2014", as far as the entry says so."""
    written = _spans(entry.fields.get(written_field, "")) if written_field else ""
    first, edition = (
        _spans(entry.fields.get("origdate", "")),
        _spans(entry.fields.get("date") or entry.fields.get("year", "")),
    )
    words = [f"written {written}" if written else ""]
    if first and first != edition:
        words += [f"published {first}", f"this edition {edition}" if edition else ""]
    elif edition:
        words.append(f"published {edition}")
    state = entry.fields.get("pubstate", "")
    return ", ".join(word for word in [*words, state] if word) or "no date"


def _title(entry: Entry) -> str:
    title = join_title(entry.fields.get("title", ""), entry.fields.get("subtitle", ""))
    if entry.fields.get("maintitle") and not title:
        title = entry.fields["maintitle"]
    return plain_title(title) or entry.citekey


def _spans(text: str) -> str:
    """Return the years of one or several EDTF dates, commas or semicolons between."""
    return ", ".join(_span(piece.strip()) for piece in re.split(r"[,;]", text) if piece.strip())


def _span(text: str) -> str:
    date = parse_date(text.replace("\N{NO-BREAK SPACE}", "~"))
    if date is None:
        return text
    first, last = _year(date.start), _year(date.end) if date.end else ""
    return first if last in ("", first) else f"{first}–{last}"


def _year(point: DatePoint | str | None) -> str:
    if not isinstance(point, DatePoint):
        return ""
    year = str(point.year) if point.year > 0 else f"{1 - point.year} BCE"
    if point.span is not None:
        year = f"{year[:-1]}0s" if point.span - point.year == 9 else f"{year}–{point.span}"
    return f"c. {year}" if point.circa else f"{year}?" if point.uncertain else year
