"""What `export` gathers before anything is printed: entries, the notes of an essay, the parts of a reading list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from sergecite.bibtex.parse import parse_entries
from sergecite.bibtex.write import format_entry
from sergecite.cli.listing import in_order
from sergecite.errors import NothingFoundError
from sergecite.export.classic_bibtex import classic
from sergecite.export.reading_list import Part
from sergecite.model.entry import Entry
from sergecite.model.resolution import Resolution, Status
from sergecite.store.aliases import by_citekey
from sergecite.store.library import Library, nearest
from sergecite.store.query import parse_query
from sergecite.store.search import select


def selected(library: Library, words: Sequence[str]) -> list[Entry]:
    """Return the entries asked for: citekeys in the order given, or what a query finds; all without either."""
    entries = by_citekey(library.entries())
    if words and all(word in entries for word in words):
        return list({entries[word].citekey: entries[word] for word in words}.values())
    found = library.select(parse_query(" ".join(words)))
    if words and not found:
        unknown = [word for word in words if word not in entries]
        listed = len(unknown) < len(words)  # citekeys, then, and some of them mistyped
        near = nearest(unknown[0], entries) if listed or len(words) == 1 else None
        said = f"no entry has the citekey {', '.join(unknown)}" if listed else f"nothing matches {' '.join(words)}"
        raise NothingFoundError(said, hint=f"did you mean {near}?" if near else None)
    if not found:
        raise NothingFoundError("the library is empty", hint="`sergecite add` fills it")
    return found


def parts_of(library: Library, chosen: Sequence[Entry]) -> list[Part]:
    """Return the parts of the library's reading list, as far as they are among the entries chosen."""
    parts = []
    for part in library.settings.reading_list:
        entries = in_order(select(parse_query(part.query), chosen), part.sort)
        parts.append(Part(heading=part.heading, entries=tuple(entries), numbered=part.sort == "file"))
    return parts


def cited_entries(resolution: Resolution, entries: Mapping[str, Entry]) -> list[Entry]:
    """Return the entries that settled cites name, in the library's order."""
    cited = {
        cite.citekey
        for note in resolution.notes
        for cite in note.cites
        if cite.status is Status.RESOLVED and cite.citekey
    }
    return [entry for key, entry in entries.items() if key in cited and key == entry.citekey]


def as_biblatex(entries: Sequence[Entry], library: Library) -> str:
    """Return the entries as they stand in their files; one that would mean something else alone is written anew.

    That is an entry that needs a macro of its file, or inherits from an entry that does not go with it.
    """
    raw = {entry.citekey: library.raw(entry.citekey) for entry in entries}
    read, _ = parse_entries("\n\n".join(raw.values()), "")
    alone = {entry.citekey: replace(entry, place="") for entry in read}
    return "\n\n".join(
        raw[entry.citekey].strip()
        if alone.get(entry.citekey) == replace(entry, place="")
        else format_entry(_without_parents(entry)).strip()
        for entry in entries
    )


def as_bibtex(entries: Iterable[Entry]) -> str:
    """Return the entries for BibTeX's own styles."""
    return "\n\n".join(format_entry(classic(_without_parents(entry))).strip() for entry in entries)


def _without_parents(entry: Entry) -> Entry:
    fields = {name: text for name, text in entry.fields.items() if name not in ("crossref", "xdata")}
    return replace(entry, fields=MappingProxyType(fields))
