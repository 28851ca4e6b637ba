"""The rules, and running them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from sergecite.errors import UsageError
from sergecite.store.bibfile import BibFile
from sergecite.store.checks import habit_rules, library_rules, model_rules, text_rules, value_rules
from sergecite.store.checks.examined import Examined
from sergecite.store.checks.finding import ALL, Finding, Item, Level
from sergecite.store.garbage import uncollected
from sergecite.store.library import Library
from sergecite.store.settings import CheckSettings
from sergecite.store.streaming import Located, Spot, own_raw


class EntryRule(NamedTuple):
    """A rule that looks at one entry, and the codes of what it finds."""

    codes: str
    find: Callable[[Item], Iterator[Finding]]


class LibraryRule(NamedTuple):
    """A rule that looks at all entries, and the codes of what it finds."""

    codes: str
    find: Callable[[Examined], Iterator[Finding]]


def _settings(library: Examined) -> Iterator[Finding]:
    """Report what the settings say is to be ignored and does not exist."""
    return habit_rules.ignored(library, {*CODES, *Level, ALL})


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
    EntryRule("preprint", value_rules.preprint),
    EntryRule("edition", value_rules.edition),
    EntryRule("issue", value_rules.issue),
    EntryRule("url", value_rules.url),
    EntryRule("name", text_rules.names),
    EntryRule("latex html", text_rules.latex),
    EntryRule("encoding accents", text_rules.copied),
    EntryRule("capitals", text_rules.shouting),
    EntryRule("ending", text_rules.ending),
    EntryRule("title", text_rules.titles),
    EntryRule("abstract", text_rules.abstract),
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
    LibraryRule("journal", habit_rules.journals),
    LibraryRule("pattern", habit_rules.pattern),
    LibraryRule("settings", _settings),
)
_RULES: tuple[EntryRule | LibraryRule, ...] = (*ENTRY_RULES, *LIBRARY_RULES)
CODES: Mapping[str, str] = {
    code: (rule.find.__doc__ or "").partition("\n")[0]
    for rule in sorted(_RULES, key=lambda rule: rule.codes, reverse=True)
    for code in rule.codes.split()
}
"""Every code a finding can have, and what the rule that gives it reports."""
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

    What the library's settings ignore is left out, except for codes that are selected.
    `progress` hears of each stage: its name, how many entries are done, of how many.
    """
    check_codes((*select, *ignore))
    with uncollected():
        return _check(library, _Wanted(library.settings.check, select, ignore), progress)


class _Wanted:
    """Which findings are asked for: what is ignored by the settings is shown where its code is selected."""

    def __init__(self, settings: CheckSettings, select: Collection[str] = (), ignore: Collection[str] = ()) -> None:
        self._select = frozenset(select)
        self._ignore = frozenset(ignore) | (frozenset(settings.ignore) - self._select)
        self._entries = {key: frozenset(codes) for key, codes in settings.entries.items()}

    def rule(self, codes: str) -> bool:
        """Whether a rule that finds these codes is to be run."""
        words = frozenset(codes.split())
        selected = not self._select or bool(words & self._select) or bool(self._select & set(Level))
        return selected and not words <= self._ignore

    def finding(self, one: Finding) -> bool:
        """Whether a finding is to be shown."""
        words = {one.code, str(one.level), ALL}
        return (
            (not self._select or bool(words & self._select))
            and words.isdisjoint(self._ignore)
            and words.isdisjoint(self._entries.get(one.citekey, ()))
        )


def _check(library: Library, wanted: _Wanted, progress: Callable[[str, int, int], None]) -> list[Finding]:
    examined = Examined(library.root, library.files, library.settings)
    found: list[Finding] = []
    rules = [rule.find for rule in ENTRY_RULES if wanted.rule(rule.codes)]
    for number, item in enumerate(examined.items()):
        if number % 500 == 0:
            progress("checking: entry", number, len(examined))
        for rule in rules:
            found += rule(item)
    for library_rule in LIBRARY_RULES:
        if wanted.rule(library_rule.codes):
            progress(f"checking: {library_rule.codes.split()[0]}", 0, 0)
            found += library_rule.find(examined)
    names = {file.name: number for number, file in enumerate(examined.files)}
    found.sort(key=lambda one: (names.get(one.file, -1), one.line, _ORDER[one.level], one.code))
    return [one for one in dict.fromkeys(found) if wanted.finding(one)]


def check_entry(library: Library, citekey: str) -> list[Finding]:
    """Return what the rules on single entries find in one, by line; nothing else of the library is examined."""
    entry = library.get(citekey)
    name, _, line = entry.place.rpartition(":")
    alone = BibFile(library.root / name, name, library.raw(citekey).encode("utf-8"), None)
    item = Item(Located(entry, own_raw(alone, alone.blocks[0]), Spot(alone, 0, 1, 0), alone.blocks[0], 0))
    wanted = _Wanted(library.settings.check)
    found = {replace(one, line=one.line + int(line) - 1) for rule in ENTRY_RULES for one in rule.find(item)}
    return sorted(filter(wanted.finding, found), key=lambda one: (one.line, _ORDER[one.level], one.code))
