"""Entry -> BibLaTeX text."""

from sergecite.bibtex.encode import encode
from sergecite.model.entry import Entry
from sergecite.model.name import Name


def format_entry(entry: Entry) -> str:
    """Return an entry in house style, ending in a newline."""
    values = {name: field_value(entry, name) for name in (*entry.names, *entry.lists, *entry.fields)}
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in values.items() if value)
    return f"@{entry.entry_type}{{{entry.citekey},\n{lines}}}\n"


def field_value(entry: Entry, name: str) -> str:
    """Return the LaTeX of one field, without delimiters."""
    if name in entry.names:
        return " and ".join(format_name(person) for person in entry.names[name])
    if name in entry.lists:
        return " and ".join(encode(item) for item in entry.lists[name])
    return encode(entry.fields[name])


def format_name(name: Name) -> str:
    """Return a name as BibTeX reads it."""
    if name.others:
        return "others"
    if name.literal:
        return f"{{{encode(name.literal)}}}"
    return encode(name.inverted)
