"""How `add` and `catalogue` speak of works: in one line, with their services, how sure, and why."""

import shutil
import sys
import textwrap
from typing import Any

from sergecite.cli.context import visible
from sergecite.model.entry import Entry
from sergecite.sources.clean import without_markup
from sergecite.sources.types import Found


def complain(message: str, hint: str | None = None) -> None:
    """Tell of an item that is lost, --quiet or not."""
    sys.stderr.write(visible(fitting(f"error: {message}")) + "\n")
    if hint:
        sys.stderr.write(visible(fitting(f"hint: {hint}")) + "\n")


def fitting(text: str, first: str = "", rest: str = "  ") -> str:
    """Return a message as lines that fit the terminal messages go to; whole where they go elsewhere."""
    if not sys.stderr.isatty():
        return first + text
    width = max(40, shutil.get_terminal_size((80, 24)).columns)
    lines = textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    return "\n".join(lines)


def describe(entry: Entry) -> str:
    """Return an entry in one line: author, title (date)."""
    people = entry.people
    who = people[0].inverted if people else ""
    if len(people) == 2 and not people[1].others:
        who = f"{who} and {people[1].inverted}"
    elif len(people) > 1:
        who = f"{who} et al."
    title = without_markup(": ".join(filter(None, (entry.text("title"), entry.text("subtitle")))))
    title = title or entry.text("booktitle") or entry.entry_type
    year = entry.text("date") or entry.text("year")
    return (f"{who}: " if who else "") + title + (f" ({year})" if year else "")


def services_of(found: Found) -> str:
    """Return the services that know a work."""
    return " + ".join(dict.fromkeys(one.service for one in found.provenance))


def sureness(found: Found) -> str:
    """Return how sure it is that a work is the one asked for."""
    if found.confidence == 1.0:
        return "by its identifier"
    return f"{found.confidence:.0%} sure ({', '.join(found.agree)} agree)"


def reasons(found: Found) -> str:
    """Return what agrees between a candidate and the words, and what does not."""
    agree = f"agrees: {', '.join(found.agree)}" if found.agree else "nothing agrees"
    return agree + (f"; differs: {'; '.join(found.differ)}" if found.differ else "")


def candidate_row(found: Found) -> dict[str, Any]:
    """Return a candidate as --json has it."""
    return {
        "title": found.entry.text("title"),
        "author": found.entry.text("author"),
        "date": found.entry.text("date"),
        "doi": found.entry.text("doi"),
        "isbn": found.entry.text("isbn"),
        "services": [one.service for one in found.provenance],
        "confidence": found.confidence,
        "agree": list(found.agree),
        "differ": list(found.differ),
    }
