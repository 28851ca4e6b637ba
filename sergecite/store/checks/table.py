"""The rules, and running them."""

from collections.abc import Callable, Collection, Iterator

from sergecite.bibtex.raw import read_entry
from sergecite.bibtex.scan import scan
from sergecite.store.checks import entry_rules, library_rules
from sergecite.store.checks.finding import Examined, Finding, Item, Level
from sergecite.store.library import Library

ENTRY_RULES: tuple[Callable[[Item], Iterator[Finding]], ...] = (
    entry_rules.doubled_field,
    entry_rules.needed_fields,
    entry_rules.known_type,
    entry_rules.misspelt_field,
    entry_rules.empty_field,
    entry_rules.dates,
    entry_rules.identifiers,
    entry_rules.pages,
    entry_rules.names,
    entry_rules.url,
)
LIBRARY_RULES: tuple[Callable[[Examined], Iterator[Finding]], ...] = (
    library_rules.syntax,
    library_rules.conflicts,
    library_rules.doubled_keys,
    library_rules.references,
)
_ORDER = {level: number for number, level in enumerate(Level)}


def check(library: Library, select: Collection[str] = (), ignore: Collection[str] = ()) -> list[Finding]:
    """Return what the rules find, by file and line; `select` and `ignore` are codes of rules or levels."""
    examined = examine(library)
    found = [finding for rule in LIBRARY_RULES for finding in rule(examined)]
    found += [finding for item in examined.items for rule in ENTRY_RULES for finding in rule(item)]
    names = {file: number for number, file in enumerate(examined.files)}
    found.sort(key=lambda finding: (names.get(finding.file, -1), finding.line, _ORDER[finding.level], finding.code))
    return [
        finding
        for finding in dict.fromkeys(found)
        if (not select or {finding.code, str(finding.level)} & set(select))
        and not {finding.code, str(finding.level)} & set(ignore)
    ]


def examine(library: Library) -> Examined:
    """Make a library ready for the rules."""
    entries = iter(library.entries())
    items: list[Item] = []
    files = {file.name: file.text for file in library.files}
    for name, text in files.items():
        for block in scan(text):
            if block.kind == "entry":
                raw = read_entry(text, block, {}, lambda _name, _offset: None)
                if raw.citekey or raw.fields:
                    items.append(Item(next(entries), raw, block, text, name))
    return Examined(tuple(items), library.problems(), files)
