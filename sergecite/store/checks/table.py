"""The rules, and running them."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from sergecite.errors import UsageError
from sergecite.store.bibfile import BibFile
from sergecite.store.checks import library_rules, model_rules, text_rules, value_rules
from sergecite.store.checks.examined import Examined
from sergecite.store.checks.finding import Finding, Item, Level
from sergecite.store.garbage import uncollected
from sergecite.store.library import Library
from sergecite.store.streaming import Located, own_raw


class EntryRule(NamedTuple):
    """A rule that looks at one entry, and the codes of what it finds."""

    codes: str
    find: Callable[[Item], Iterator[Finding]]


class LibraryRule(NamedTuple):
    """A rule that looks at all entries, and the codes of what it finds."""

    codes: str
    find: Callable[[Examined], Iterator[Finding]]


ENTRY_RULES = (
    EntryRule("doubled", model_rules.doubled_field),
    EntryRule("missing", model_rules.needed_fields),
    EntryRule("type", model_rules.known_type),
    EntryRule("unusual field", model_rules.fields_of_type),
    EntryRule("number gender", model_rules.plain_values),
    EntryRule("empty", model_rules.empty_field),
    EntryRule("original", model_rules.original),
    EntryRule("date month", value_rules.dates),
    EntryRule("isbn issn ismn doi arxiv", value_rules.identifiers),
    EntryRule("pages dash", value_rules.pages),
    EntryRule("edition", value_rules.edition),
    EntryRule("url", value_rules.url),
    EntryRule("name", text_rules.names),
    EntryRule("latex html", text_rules.latex),
    EntryRule("encoding", text_rules.copied),
    EntryRule("capitals", text_rules.shouting),
    EntryRule("ending", text_rules.ending),
    EntryRule("tags", text_rules.tags),
)
LIBRARY_RULES = (
    LibraryRule(
        "syntax macro crossref-missing crossref-cycle xdata-missing xdata-cycle entryset-missing entryset-cycle",
        library_rules.syntax,
    ),
    LibraryRule("conflict", library_rules.conflicts),
    LibraryRule("encoding", library_rules.encoding),
    LibraryRule("doubled-key alias", library_rules.doubled_keys),
    LibraryRule(
        "related-missing related-cycle xref-missing xref-cycle entryset-missing entryset-cycle crossref-case xdata-case",
        library_rules.references,
    ),
    LibraryRule("duplicate", library_rules.duplicates),
    LibraryRule("doi", library_rules.shared_doi),
    LibraryRule("unknown", library_rules.unknown_fields),
    LibraryRule("old-name", library_rules.old_names),
    LibraryRule("file", library_rules.files),
    LibraryRule("citekey", library_rules.citekeys),
    LibraryRule("xdata-unused", library_rules.unused_parents),
)
CODES = tuple(sorted({code for rule in (*ENTRY_RULES, *LIBRARY_RULES) for code in rule.codes.split()}))
"""Every code a finding can have."""
_ORDER = {level: number for number, level in enumerate(Level)}


def check_codes(words: Collection[str]) -> None:
    """Raise UsageError where a word is neither a code nor a level."""
    for word in words:
        if word not in CODES and word not in list(Level):
            raise UsageError(f"{word} is no code of a finding", hint=f"error, warning, info, {', '.join(CODES)}")


def check(
    library: Library,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    progress: Callable[[str, int, int], None] = lambda _stage, _done, _total: None,
) -> list[Finding]:
    """Return what the rules find, by file and line; `select` and `ignore` hold codes and levels.

    `progress` hears of each stage: its name, how many entries are done, of how many.
    """
    check_codes((*select, *ignore))
    with uncollected():
        return _check(library, frozenset(select), frozenset(ignore), progress)


def _check(
    library: Library, select: frozenset[str], ignore: frozenset[str], progress: Callable[[str, int, int], None]
) -> list[Finding]:
    def wanted(codes: str) -> bool:
        words = set(codes.split())
        return (not select or bool(words & select) or bool(select & set(Level))) and not words <= ignore

    examined = Examined(library.root, library.files)
    found: list[Finding] = []
    rules = [rule.find for rule in ENTRY_RULES if wanted(rule.codes)]
    for number, item in enumerate(examined.items()):
        if number % 500 == 0:
            progress("checking: entry", number, len(examined))
        for rule in rules:
            found += rule(item)
    for library_rule in LIBRARY_RULES:
        if wanted(library_rule.codes):
            progress(f"checking: {library_rule.codes.split()[0]}", 0, 0)
            found += library_rule.find(examined)
    names = {file.name: number for number, file in enumerate(examined.files)}
    found.sort(key=lambda one: (names.get(one.file, -1), one.line, _ORDER[one.level], one.code))
    return [
        finding
        for finding in dict.fromkeys(found)
        if (not select or {finding.code, str(finding.level)} & select)
        and not {finding.code, str(finding.level)} & ignore
    ]


def check_entry(library: Library, citekey: str) -> list[Finding]:
    """Return what the rules on single entries find in one, by line; nothing else of the library is examined."""
    entry = library.get(citekey)
    name, _, line = entry.place.rpartition(":")
    alone = BibFile(library.root / name, name, library.raw(citekey).encode("utf-8"), None)
    item = Item(Located(entry, own_raw(alone, alone.blocks[0]), alone, alone.blocks[0], 0, 1))
    found = {replace(one, line=one.line + int(line) - 1) for rule in ENTRY_RULES for one in rule.find(item)}
    return sorted(found, key=lambda one: (one.line, _ORDER[one.level], one.code))
