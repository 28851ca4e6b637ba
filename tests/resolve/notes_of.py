"""What the resolver's tests share: a small library written in Python, and essays that are only notes."""

from types import MappingProxyType

from sergecite.bibtex.names import parse_names
from sergecite.model.document import Document, Note
from sergecite.model.entry import NAME_FIELDS, Entry
from sergecite.model.resolution import Resolution, Status
from sergecite.resolve.resolver import resolve


def entry(citekey: str, kind: str = "book", **fields: str) -> Entry:
    """Make an entry; names are written as in BibTeX."""
    names = {name: parse_names(value) for name, value in fields.items() if name in NAME_FIELDS}
    lists = {name: (value,) for name, value in fields.items() if name in ("publisher", "location", "organization")}
    rest = {name: value for name, value in fields.items() if name not in names and name not in lists}
    return Entry(
        citekey=citekey,
        entry_type=kind,
        fields=MappingProxyType(rest),
        names=MappingProxyType(names),
        lists=MappingProxyType(lists),
    )


LIBRARY = (
    entry("memoirs", author="Serge, Victor", title="Memoirs of a Revolutionary", shorttitle="Memoirs", translator="Sedgwick, Peter",
          origtitle="Mémoires d’un révolutionnaire", date="2012", origdate="1951", publisher="New York Review Books", location="New York"),
    entry("yearone", author="Serge, Victor", title="Year One of the Russian Revolution", date="1992", location="London"),
    entry("lenin", author="Serge, Victor", title="From Lenin to Stalin", date="1937"),
    entry("betrayed", author="Trotsky, Leon", title="The Revolution Betrayed", subtitle="What Is the Soviet Union", date="1937",
          location="London"),
    entry("weissman", author="Weissman, Susan", title="Victor Serge", subtitle="The Course Is Set on Hope", date="2001", publisher="Verso"),
    entry("ideas", editor="Weissman, Susan", title="The Ideas of Victor Serge", date="1997", publisher="Critique Books"),
    entry("marshall", "incollection", author="Marshall, Bill", title="Serge and the Novel", booktitle="The Ideas of Victor Serge",
          editor="Weissman, Susan", date="1997", crossref="ideas"),
    entry("review", "review", author="Hitchens, Christopher", title="review of Memoirs of a Revolutionary, by Victor Serge", date="2003"),
    entry("jones", author="Jones, Mary and Smith, John", title="Prisons", date="1998"),
    entry("smith98a", author="Smith, John", title="Bread", date="1998a"),
    entry("smith98b", author="Smith, John", title="Salt", date="1998b"),
    entry("many", author="Abel, A. and Baker, B. and Cole, C.", title="Harvests", date="2005"),
    entry("encyclopaedia", title="Encyclopaedia of the Left", date="1990"),
)  # fmt: skip


def resolved(*texts: str, library: tuple[Entry, ...] = LIBRARY) -> Resolution:
    """Resolve an essay that has these notes and nothing else."""
    notes = tuple(Note(number=str(number), text=text) for number, text in enumerate(texts, 1))
    return resolve(Document(format="markdown", body="", notes=notes), library)


def citekeys(*texts: str, library: tuple[Entry, ...] = LIBRARY) -> list[list[str]]:
    """Return the citekeys each note was resolved to."""
    return [
        [cite.citekey for cite in note.cites if cite.status is Status.RESOLVED and cite.citekey]
        for note in resolved(*texts, library=library).notes
    ]
