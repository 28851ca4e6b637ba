"""Our items beside those of pandoc's BibLaTeX reader, on real files: every difference belongs to a decision.

A decision names what differs, why ours is meant, and how to tell. A difference that fits none fails the test.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sergecite.bibtex.parse import parse_entries
from sergecite.export.csl_item import csl_item
from sergecite.model.entry import Entry

pypandoc = pytest.importorskip("pypandoc", reason="pandoc is the other reader")

FILES = [
    "csl-hard/hand.bib",
    "bib/biblatex/bibtex/bib/biblatex/biblatex-examples.bib",
    "bib/hepplerj-history/master.bib",
    "bib/hepplerj-history/digitalhistory.bib",
]


class Difference(NamedTuple):
    """One variable of one entry, as JSON with quotes and dashes folded ("null" where absent)."""

    variable: str
    theirs: str
    ours: str
    entry: Entry
    their_item: dict[str, Any]
    our_item: dict[str, Any]


def _set(one: Difference, *names: str) -> bool:
    return any(one.entry.fields.get(name) or one.entry.lists.get(name) or one.entry.names.get(name) for name in names)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


DECISIONS: dict[str, Callable[[Difference], bool]] = {
    # Pandoc puts English titles in sentence case, as its styles' title case needs; APA's would print "Democracy in america".
    "case stays as the user wrote it": lambda one: one.theirs.casefold() == one.ours.casefold(),
    # A short title that is the title says nothing.
    "no short title equal to the title": lambda one: one.variable == "title-short" and one.ours == "null",
    # CSL 1.0.2 has `document`; what has an address alone is a page, what arXiv holds is a preprint, a special issue an article.
    "every entry has a type": lambda one: one.variable == "type" and (one.theirs == '""' or one.ours in ('"article"', '"article-journal"', '"manuscript"', '"review"', '"personal_communication"')),
    # Pandoc drops introductions, forewords, afterwords, commentators, annotators and most editor roles.
    "contributions are kept": lambda one: one.variable == "contributor" and one.theirs == "null",
    "an author is not the container's author too": lambda one: one.variable == "container-author" and one.ours == "null" and one.their_item.get("author") == one.their_item.get("container-author"),
    # Chicago abbreviates them: "n.s.", "2nd ser."; pandoc writes them out.
    "series of journals are abbreviated": lambda one: one.variable == "collection-title" and re.search(r'"(n\.s\.|o\.s\.|\d+(st|nd|rd|th) ser\.)"', one.ours) is not None,
    "preprints say their number and archive": lambda one: one.variable in ("number", "publisher", "URL") and _set(one, "eprint") and one.theirs == "null",
    "Google's books have an address that works": lambda one: one.variable == "URL" and one.entry.fields.get("eprinttype") == "googlebooks",
    "an electronic number stands for the pages": lambda one: one.variable == "page" and _set(one, "eid"),
    "additions to titles stand in brackets": lambda one: one.variable in ("title", "container-title") and "[" in one.ours and _set(one, "titleaddon", "booktitleaddon", "journaltitleaddon", "maintitleaddon"),
    "part and volume are two variables": lambda one: one.variable in ("volume", "part-number") and _set(one, "part"),
    "relations and sets give what they know": lambda one: one.theirs == "null" and (_set(one, "related", "entryset") or one.entry.entry_type == "set"),
    # Classic BibTeX: month names and numbers, years that are words.
    "months are read": lambda one: one.variable == "issued" and _set(one, "month") and one.ours.startswith(one.theirs.rstrip("]}")),
    "what is no date is a status or stands as written": lambda one: one.variable in ("issued", "status") and ("[]" in one.theirs or one.theirs == "null" or '"literal"' in one.ours),
    "ordinal editions are numbers": lambda one: one.variable == "edition" and re.fullmatch(r'"\d+"', one.ours) is not None,
    # {Hill and Wang} is a list of two to BibTeX; of such lists in these files most are one house.
    "publishers are joined as BibLaTeX prints them": lambda one: one.variable == "publisher" and one.theirs.replace("; ", " and ") == one.ours,
    "an address is no publisher": lambda one: one.variable in ("publisher", "URL") and "http" in one.theirs + one.ours,
    "empty is absent": lambda one: one.theirs == '""' and one.ours == "null",
    "white space is folded": lambda one: re.sub(r"\s|\\n|\\t", "", one.theirs) == re.sub(r"\s|\\n|\\t", "", one.ours),
    "archives are no publishers": lambda one: one.variable in ("archive", "archive-place", "archive_location", "publisher", "publisher-place", "note", "call-number") and _set(one, "library"),
    "letters have a recipient": lambda one: one.entry.entry_type == "letter" and one.variable in ("title", "recipient", "genre", "event-place"),
    "reviews say what they review": lambda one: one.variable in ("reviewed-title", "reviewed-author", "title", "note") and "reviewed-title" in one.our_item,
    "special issues": lambda one: one.entry.entry_type == "periodical" and one.variable in ("genre", "title", "container-title", "volume-title", "type"),
    # "First, Last, Second, Last" with commas for "and": both readers are lost, each in its way.
    "names that are no BibTeX names": lambda one: one.variable in ("author", "editor") and _bare(one.theirs.replace("suffix", "given")) == _bare(one.ours),
    "LaTeX that means nothing stays visible": lambda one: one.variable in ("annote", "abstract") and "\\\\" in one.ours,
    "technical reports say so": lambda one: one.variable == "genre" and _set(one, "type"),
    "languages are BCP 47 tags, from `language` too": lambda one: one.variable == "language",
    "small capitals and quotation marks are kept": lambda one: _bare(re.sub(r"</?sc>", "", one.theirs)) == _bare(re.sub(r"</?sc>", "", one.ours)),
    "a short title given is taken": lambda one: one.variable == "title-short" and _set(one, "shorttitle"),
}  # fmt: skip


def _folded(value: Any) -> str:
    text = re.sub(r"</?span[^>]*>", "", json.dumps(value, ensure_ascii=False, sort_keys=True))
    for one, other in (("’", "'"), ("‘", "'"), ("–", "-"), ("“", '"'), ("”", '"'), ('\\"', '"'), ("\u00a0", " ")):
        text = text.replace(one, other)
    return text


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_every_difference_was_decided(shared: Path, name: str) -> None:
    """Both readers agree, or a decision says why they do not."""
    text = (shared / "data" / name).read_text(encoding="utf-8")
    theirs = {item["id"]: item for item in json.loads(pypandoc.convert_text(text, "csljson", format="biblatex"))}
    entries = {entry.citekey: entry for entry in parse_entries(text, name)[0]}
    undecided = []
    same = 0
    for key, their_item in theirs.items():
        our_item = csl_item(entries[key], related=entries.get)
        for variable in sorted((their_item.keys() | our_item.keys()) - {"id"}):
            one = Difference(
                variable,
                _folded(their_item.get(variable)),
                _folded(our_item.get(variable)),
                entries[key],
                their_item,
                our_item,
            )
            if one.theirs == one.ours:
                same += 1
            elif not any(applies(one) for applies in DECISIONS.values()):
                undecided.append(f"{key} {variable}: {one.theirs} | {one.ours}")
    assert undecided == [], "\n".join(undecided)
    assert same > 4 * len(theirs)
