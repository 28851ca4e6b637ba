"""Entries as lines: columns on a terminal, tab-separated in a pipe, or a template of the user's."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from sergecite.cli.context import visible
from sergecite.errors import UsageError
from sergecite.model.entry import Entry
from sergecite.store.search import added, plain_year, years_of
from sergecite.store.words import MARKUP, fold

_PLACEHOLDER = r"\{(\w[\w-]*)(?::(\d+))?\}|\\([tn\\])"
_NARROW = 72
"""Below this many columns an entry takes two lines."""


def plain(text: str) -> str:
    """Return a text for one line of a terminal or a table: no markup, no line breaks, no control characters."""
    if "<" in text:
        text = MARKUP.sub("", text)
    text = " ".join(text.split())
    return text if text.isprintable() else visible(text)


def people(entry: Entry, *, short: bool = False) -> str:
    """Return whom an entry is filed under: "Serge", "Marx & Engels", "Marx et al."."""
    names = [name for name in entry.people if not name.others]
    shown = [plain(name.literal or " ".join(part for part in (name.particle, name.family) if part) or name.given)
             for name in names]  # fmt: skip
    others = len(shown) != len(entry.people)
    if len(shown) > (2 if short else 3) or (others and shown):
        return f"{shown[0]} et al."
    return " & ".join(shown)


def year(entry: Entry) -> str:
    """Return the year of an entry as a reader would want it: "1951", "1930–1932", "1723?", "n.d."."""
    if alone := plain_year(entry):
        return str(int(alone))
    date = entry.date()
    if date is not None and date.years:
        first, last = date.years[0], date.years[-1]
        mark = "?" if "?" in entry.text("date") or "~" in entry.text("date") or "%" in entry.text("date") else ""
        return f"{first}–{last}{mark}" if last != first else f"{first}{mark}"
    return plain(entry.text("date") or entry.text("year"))


def title(entry: Entry) -> str:
    """Return title and subtitle."""
    main = plain(entry.text("title") or entry.text("booktitle") or entry.text("maintitle"))
    sub = plain(entry.text("subtitle"))
    return f"{main}: {sub}" if main and sub else main or sub


def table(entries: Sequence[Entry], width: int, paint: Callable[[str], str]) -> Iterable[str]:
    """Yield the lines of a listing for a terminal of `width` columns; `paint` colours the citekeys."""
    if width < _NARROW:
        yield from _narrow(entries, width, paint)
        return
    keys = [plain(entry.citekey) for entry in entries]
    names = [people(entry, short=True) for entry in entries]
    years = [year(entry) for entry in entries]
    key_width = min(max(map(columns, keys), default=0), max(16, width // 3))
    name_width = min(max(map(columns, names), default=0), max(12, width // 6))
    year_width = min(max(map(columns, years), default=0), 9)
    left = width - key_width - name_width - year_width - 6
    for entry, key, name, when in zip(entries, keys, names, years, strict=True):
        # A citekey is there to be copied: it is never cut, the columns after it give way.
        over = max(0, columns(key) - key_width)
        cells = (paint(padded(key, key_width)), padded(cut(name, name_width), name_width),
                 padded(cut(when, year_width), year_width), cut(title(entry), max(0, left - over)))  # fmt: skip
        yield "  ".join(cells).rstrip()


def _narrow(entries: Sequence[Entry], width: int, paint: Callable[[str], str]) -> Iterable[str]:
    for entry in entries:
        key, when = plain(entry.citekey), cut(year(entry), 9)
        gap = " " * max(2, width - columns(key) - columns(when))
        yield f"{paint(key)}{gap}{when}".rstrip()
        who = people(entry, short=True)
        yield "  " + cut(f"{who}, {title(entry)}" if who else title(entry), width - 2)


def rows(entries: Iterable[Entry]) -> Iterable[str]:
    """Yield citekey, people, date and title with tabs between: what a pipe gets."""
    for entry in entries:
        yield "\t".join((plain(entry.citekey), people(entry), year(entry), title(entry)))


def filled(template: str, entry: Entry) -> str:
    r"""Fill a template: `{citekey}`, `{author}`, `{date}`, `{title}`, any field, `{field:20}` to cut; `\t` and `\n`."""

    def one(found: re.Match[str]) -> str:
        if found[3]:
            return {"t": "\t", "n": "\n", "\\": "\\"}[found[3]]
        text = _value(found[1], entry)
        return cut(text, int(found[2])) if found[2] else text

    return re.sub(_PLACEHOLDER, one, template)


def _value(name: str, entry: Entry) -> str:
    match name.lower():
        case "citekey" | "key":
            return plain(entry.citekey)
        case "type":
            return entry.entry_type
        case "people":
            return people(entry)
        case "year":
            return year(entry)
        case "fulltitle":
            return title(entry)
        case "place":
            return plain(entry.place)
        case "author" if not entry.names.get("author"):
            return people(entry)
        case "date" if "date" not in entry.fields:
            return year(entry)
    return plain(entry.text(name.lower()))


def in_order(entries: list[Entry], sort: str | None) -> list[Entry]:
    """Sort by date, author, title, added or citekey; as in the files where no order is asked for."""
    match sort:
        case None | "file":
            return entries
        case "date" | "year":
            return sorted(entries, key=lambda entry: (years_of(entry) or (99999, 0), _filing(entry)))
        case "author":
            return sorted(entries, key=lambda entry: (_filing(entry), years_of(entry) or (99999, 0)))
        case "title":
            return sorted(entries, key=lambda entry: fold(title(entry)))
        case "citekey" | "key":
            return sorted(entries, key=lambda entry: entry.citekey.casefold())
        case "added":
            return sorted(entries, key=lambda entry: added(entry) or "")
    raise UsageError(f"entries cannot be sorted by {sort}", hint="date, author, title, citekey, added or file")


def _filing(entry: Entry) -> tuple[str, ...]:
    return tuple(fold(plain(name.literal or f"{name.family} {name.given}")) for name in entry.people) or ("\uffff",)


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def cut(text: str, width: int) -> str:
    """Shorten a text to a number of columns, with an ellipsis where something is missing."""
    if columns(text) <= width:
        return text
    used = 0
    for at, sign in enumerate(text):
        used += _columns(sign)
        if used > width - 1:
            return text[:at].rstrip() + "…" if width > 0 else ""
    return text


def padded(text: str, width: int) -> str:
    """Fill a text with spaces to a number of columns."""
    return text + " " * (width - columns(text))
