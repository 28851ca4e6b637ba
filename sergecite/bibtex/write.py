"""Entry -> BibLaTeX text, and what a person typed -> the value of a field."""

import re
from collections.abc import Mapping

from sergecite.bibtex.edit import compose
from sergecite.bibtex.encode import encode
from sergecite.bibtex.house_style import RANK
from sergecite.bibtex.latex import decode
from sergecite.bibtex.names import parse_names
from sergecite.bibtex.parse import DATE_FIELDS, KEY_FIELDS, is_title
from sergecite.bibtex.style import HOUSE, Style
from sergecite.model.date import parse_date
from sergecite.model.entry import LIST_FIELDS, NAME_FIELDS, VERBATIM_FIELDS, Entry
from sergecite.model.name import Name

_BARE = re.compile(r"(?<!\\)[&%#_$]")
_PLAIN_FIELDS = VERBATIM_FIELDS | KEY_FIELDS


def format_entry(entry: Entry, style: Style = HOUSE) -> str:
    """Return an entry as BibLaTeX, in house style unless told otherwise, ending in a newline."""
    return compose(entry.entry_type, entry.citekey, entry_values(entry), style) + style.newline


def entry_values(entry: Entry, *, ascii_only: bool = False) -> Mapping[str, str]:
    """Return the raw values of an entry's fields, in house order."""
    names = [*entry.names, *entry.lists, *entry.fields]
    names.sort(key=lambda name: RANK.get(name, len(RANK)))
    values = {name: field_value(entry, name, ascii_only=ascii_only) for name in names}
    return {name: value for name, value in values.items() if value}


def field_value(entry: Entry, name: str, *, ascii_only: bool = False) -> str:
    """Return the LaTeX of one field, without delimiters."""
    if name in entry.names:
        return " and ".join(format_name(person, ascii_only=ascii_only) for person in entry.names[name])
    if name in entry.lists:
        return " and ".join(_item(item, ascii_only=ascii_only) for item in entry.lists[name])
    text = " ".join(entry.fields[name].split("\n"))
    if name in DATE_FIELDS and parse_date(text) is not None:
        return text.strip()
    return _verbatim(text) if name in _PLAIN_FIELDS else encode(text.strip(" "), ascii_only=ascii_only)


def typed_value(name: str, typed: str, *, ascii_only: bool = False) -> str:
    """Return the LaTeX of what a person typed for a field: Unicode, LaTeX or both.

    `&`, `%`, `#`, `_` and `$` need no backslash but may have one; braces keep case in titles and words together in names.
    """
    typed = " ".join(typed.split())
    if name in _PLAIN_FIELDS:
        return _verbatim(typed)
    if name in NAME_FIELDS or name in LIST_FIELDS:
        escaped = _BARE.sub(lambda sign: "\\" + sign[0], typed)
        return escaped if escaped.isascii() or not ascii_only else encode(decode(escaped), ascii_only=True)
    if name in DATE_FIELDS and parse_date(typed) is not None:
        return typed
    return encode(decode(typed, protected=is_title(name)), ascii_only=ascii_only)


def format_name(name: Name, *, ascii_only: bool = False) -> str:
    """Return a name as BibTeX reads it; in the extended format of BibLaTeX where BibTeX's cannot say it."""
    if name.others:
        return "others"
    if name.literal:
        return "{" + encode(name.literal, ascii_only=ascii_only) + "}"
    family, given, particle, suffix = (
        _part(part, ascii_only=ascii_only) for part in (name.family, name.given, name.particle, name.suffix)
    )
    head = " ".join(part for part in (particle, family) if part)
    for text in (
        f"{head}, {suffix}, {given}" if suffix else f"{head}, {given}" if given else head,
        ", ".join(
            part for part in (f"{{{family}}}" if not particle else f"{particle} {{{family}}}", suffix, given) if part
        ),
    ):
        if parse_names(text) == (name,):
            return text
    pairs = (("family", family), ("given", given), ("prefix", particle), ("suffix", suffix))
    return ", ".join(f"{label}={{{part}}}" for label, part in pairs if part)


def _part(text: str, *, ascii_only: bool) -> str:
    written = encode(text, ascii_only=ascii_only)
    if "," in text or " and " in f" {text.casefold()} ":
        return f"{{{written}}}"
    return written


def _item(text: str, *, ascii_only: bool) -> str:
    written = encode(text, ascii_only=ascii_only)
    return f"{{{written}}}" if " and " in f" {text.casefold()} " else written


def _verbatim(text: str) -> str:
    """Keep a verbatim value as it is; an unpaired brace, which no .bib file can hold, is percent-encoded."""
    depth = lowest = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        lowest = min(lowest, depth)
    return text.replace("{", "%7B").replace("}", "%7D") if depth or lowest < 0 else text
