"""What BibLaTeX keeps in prose and CSL in variables: reviews and letters named by their titles, commands in fields."""

import re
from dataclasses import replace
from typing import Any

from sergecite.export import csl_fields as table
from sergecite.export.csl_names import person
from sergecite.export.csl_titles import join_title
from sergecite.model.entry import Entry

CslItem = dict[str, Any]

_REVIEW = r"(?i)(?:book )?review of:?\s+(?P<title>.+?)(?:,?\s+by\s+(?P<author>[^.;:]+))?\.?"
_REVIEW_BY = r"(?i)(?:book )?review of:?\s+(?P<author>[^<]+), (?P<title><i>.+</i>)\.?"
_SIZE = r"\d[\d./]*(?:\s*[x×]\s*\d[\d./]*){1,2}\s*(?:in|cm|mm|m|ft)\.?"
_KIND_OF_PIECE = r"(?!(?i:accessed|copyright))\w[\w ,.’'&()-]{2,99}"
_LETTER = (
    r"(?i)(?P<genre>letter|postcard|telegram|memorandum|note|e-?mail|lettre|brief|carta|lettera)"
    r" (?:to|à|an|a) (?P<rest>.+)"
)


def expanded(entry: Entry) -> Entry:
    r"""Return the entry with BibLaTeX's own commands in words: \bibstring{number} 5, \addsemicolon."""
    if not any("\\" in text for text in entry.fields.values()):
        return entry
    fields = {}
    for name, text in entry.fields.items():
        words = re.sub(
            r"\\(?:bibs?(?:tring|sstring|lstring|cpstring))\{(\w+)\}",
            lambda key: table.BIBSTRINGS.get(key[1], key[1]),
            text,
        )
        words = re.sub(r"\\(add\w+)\b", lambda mark: table.PUNCTUATION.get(mark[1], mark[0]), words)
        fields[name] = re.sub(r"\\autocap\{(\w)\}", r"\1", words)
    return replace(entry, fields=fields)


def read_review(item: CslItem, entry: Entry) -> None:
    """Read "Review of <i>Swing Time</i>, by Zadie Smith" in the note, the addition or the title.

    Outside @review the words alone prove nothing ("Review of Particle Physics"): an author or italics must follow.
    """
    for name in ("note", "titleaddon", "title"):
        text = entry.fields.get(name, "").strip()
        if "review of" not in text.casefold():
            continue
        found = re.fullmatch(_REVIEW_BY, text) or re.fullmatch(_REVIEW, text)
        if not found or (name == "title" and entry.fields.get("subtitle")):
            continue
        title, author = found["title"].strip(' ,“”"'), found["author"]
        if entry.entry_type != "review" and not author and "<i>" not in title:
            continue
        item["reviewed-title"] = re.sub(r"</?i>", "", title)
        if author:
            item["reviewed-author"] = [person(who) for who in re.split(r",? and |, ", author.strip(" ,"))]
        for variable in {"title": ("title", "title-short"), "note": ("note",)}.get(name, ()):
            item.pop(variable, None)
        if name == "titleaddon":
            item["title"] = join_title(entry.fields.get("title", ""), entry.fields.get("subtitle", ""))
        return


def read_note(item: CslItem, entry: Entry) -> None:
    """Take from the note what its kind has a variable for: the size of a picture, what an unpublished piece is.

    `note` is all that BibTeX's @unpublished has to say it; what tools leave there ("OCLC: 900409008") is no kind of piece.
    """
    note = item.get("note", "")
    if item["type"] == "graphic" and "dimensions" not in item and re.fullmatch(_SIZE, note):
        item["dimensions"] = item.pop("note")
    said = item.get("genre") or note.casefold().rstrip(".") in table.IMPLIED_GENRES["manuscript"]
    if entry.entry_type == "unpublished" and not said and re.fullmatch(_KIND_OF_PIECE, note):
        item["genre"] = item.pop("note").rstrip(".")


def read_letter(item: CslItem) -> None:
    """Read "Letter to Lucien Febvre" and "Creel to House": CSL has recipient and genre, and a letter no title."""
    if item["type"] != "personal_communication":
        return
    title = item.get("title", "")
    if found := re.fullmatch(_LETTER, title):
        to, *rest = found["rest"].split(", ")
        item.setdefault("recipient", [person(to)])
        item["genre"] = item.get("genre") or (found["genre"] if found["genre"] == "Brief" else found["genre"].lower())
        places = [piece for piece in rest if not any(char.isdigit() for char in piece)]
        if places:
            item.setdefault("event-place", places[0])
    else:
        sender, to, recipient = title.partition(" to ")
        family = next((name.get("family", name.get("literal", "")) for name in item.get("author", [])), "")
        if not to or not family or family not in sender:
            return
        item.setdefault("recipient", [person(recipient.partition(",")[0])])
        item["genre"] = item.get("genre") or "letter"
    item.pop("title")
    item.pop("title-short", None)
