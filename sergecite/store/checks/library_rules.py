"""Rules that look at the library as a whole."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from sergecite.model.identifier import Doi, IdentifierError
from sergecite.store.change import CONFLICT
from sergecite.store.checks.datamodel import CURRENT, KNOWN_FIELDS, PROGRAMS, TYPE_ALIASES
from sergecite.store.checks.finding import Examined, Finding, Item, Level
from sergecite.store.checks.mend import DOI_PREFIX
from sergecite.store.checks.model_rules import meant_field
from sergecite.store.duplicates import find_duplicates
from sergecite.store.encoding import is_utf8

_HINTS = {
    "macro": "define it with @string, or put the value in braces",
    "crossref-cycle": "an entry cannot inherit from itself",
}


def syntax(library: Examined) -> Iterator[Finding]:
    """Report broken BibTeX, macros that are not defined, inheritance that dangles or goes round in circles."""
    for problem in library.problems:
        file, _, line = problem.place.rpartition(":")
        yield Finding(
            level=Level.ERROR, code=problem.code, message=problem.message, file=file, line=int(line),
            citekey=problem.citekey, hint=_HINTS.get(problem.code),
        )  # fmt: skip


def conflicts(library: Examined) -> Iterator[Finding]:
    """Report that git left both sides of a merge in the file."""
    for text in library.texts:
        for found in CONFLICT.finditer(text.text):
            hint = "keep one of the two sides between <<<<<<< and >>>>>>>"
            message = "a merge conflict of git is not settled"
            yield text.finding(Level.ERROR, "conflict", message, found.start(), hint=hint)


def encoding(library: Examined) -> Iterator[Finding]:
    """Report that a file is not UTF-8, or holds NUL bytes."""
    for text in library.texts:
        if not is_utf8(text.file.data):
            message = "the file is not UTF-8; it is read as Windows-1252 where it is not"
            yield text.finding(Level.WARNING, "encoding", message, 0, hint="biber and pandoc expect UTF-8")
        if (at := text.text.find("\0")) >= 0:
            yield text.finding(Level.WARNING, "encoding", "the file has NUL bytes", at)


def doubled_keys(library: Examined) -> Iterator[Finding]:
    """Report that two entries have one citekey, also if only the case differs, or as an alias in `ids`."""
    seen: dict[str, Item] = {}
    for item in library.items:
        key = item.entry.citekey
        if not key:
            continue
        first = seen.setdefault(key.casefold(), item)
        if first is item:
            continue
        place = first.entry.place
        if first.entry.citekey == key:
            yield item.finding(Level.ERROR, "doubled-key", f"the citekey {key} is taken by {place}",
                               hint="sergecite dedupe if they are one work; else rename one in an editor")  # fmt: skip
        else:
            message = f"{key} differs from {first.entry.citekey} ({place}) by case alone"
            yield item.finding(Level.WARNING, "doubled-key", message)
    for item in library.items:
        for alias in _keys(item, "ids"):
            if alias == item.entry.citekey:
                yield item.finding(Level.WARNING, "alias", f"ids = {alias} is the citekey itself", "ids")
            elif alias in library.by_key:
                place = library.by_key[alias].entry.place
                yield item.finding(Level.WARNING, "alias", f"ids = {alias} is the citekey of {place}", "ids")


def references(library: Examined) -> Iterator[Finding]:
    """Report that `related`, `xref` or a member of a set names no entry, or a parent only but for its case."""
    for item in library.items:
        for field in ("related", "xref", "entryset"):
            for key in _keys(item, field):
                if key == item.entry.citekey:
                    yield item.finding(Level.ERROR, f"{field}-cycle", f"{field} names the entry itself", field)
                elif key not in library.by_key and key not in library.aliases:
                    yield item.finding(Level.ERROR, f"{field}-missing",
                                       f"{field} = {key} names no entry of the library", field)  # fmt: skip
        for field in ("crossref", "xdata"):
            for key in _keys(item, field):
                if key not in library.by_key and key.casefold() in library.by_folded_key:
                    meant = library.by_folded_key[key.casefold()]
                    yield item.finding(
                        Level.WARNING, f"{field}-case", f"{field} = {key} is written {meant}", field,
                        "bibtex finds it, biber does not",
                    )  # fmt: skip
    yield from _xref_cycles(library)


def _xref_cycles(library: Examined) -> Iterator[Finding]:
    for item in library.items:
        trail = [item.entry.citekey]
        here = item
        while (parents := _keys(here, "xref")) and parents[0] in library.by_key and parents[0] not in trail:
            trail.append(parents[0])
            here = library.by_key[parents[0]]
        if len(trail) > 1 and parents and parents[0] == trail[0]:
            yield item.finding(Level.ERROR, "xref-cycle", f"xref leads back: {' -> '.join([*trail, trail[0]])}", "xref")


def duplicates(library: Examined) -> Iterator[Finding]:
    """Report works that stand in the library more than once; surely so as a warning."""
    for pair in find_duplicates(item.entry for item in library.items):
        first, second = library.by_entry[id(pair.first)], library.by_entry[id(pair.second)]
        if first.entry.citekey == second.entry.citekey:
            continue
        level = Level.WARNING if pair.certain else Level.INFO
        perhaps = "is" if pair.certain else "is perhaps"
        yield second.finding(
            level, "duplicate", f"{perhaps} the same work as {first.entry.citekey} ({first.entry.place})",
            hint="sergecite dedupe",
        )  # fmt: skip


def shared_doi(library: Examined) -> Iterator[Finding]:
    """Report that entries which are not one work have one DOI."""
    first: dict[str, Item] = {}
    for item in library.items:
        try:
            doi = Doi(DOI_PREFIX.sub("", item.own("doi"))).value
        except IdentifierError:
            continue
        other = first.setdefault(doi, item)
        if _short_title(item) != _short_title(other):
            message = f"has the DOI of {other.entry.citekey} ({other.entry.place}), {doi}, and another title"
            yield item.finding(Level.WARNING, "doi", message, "doi")


def _short_title(item: Item) -> str:
    return re.sub(r"<[^>]*>|\W", "", item.entry.text("title").casefold())[:12]


def unknown_fields(library: Examined) -> Iterator[Finding]:
    """Report the fields that are none of BibLaTeX's, each once."""
    found: dict[str, list[Item]] = defaultdict(list)
    for item in library.items:
        for name in item.raw.fields.keys() - KNOWN_FIELDS:
            found[name].append(item)
    for name, items in found.items():
        meant = meant_field(name)
        if not name.startswith(PROGRAMS) and (meant is None or any(meant in item.raw.fields for item in items)):
            several = f", in {len(items):,} entries" if len(items) > 1 else ""
            yield items[0].finding(Level.INFO, "unknown", f"{name} is no field of BibLaTeX{several}", name)


def old_names(library: Examined) -> Iterator[Finding]:
    """Report the old names of types and fields that stand beside the new ones, each once."""
    types, names = Counter[str](), Counter[str]()
    first: dict[str, Item] = {}
    for item in library.items:
        types[item.entry.entry_type] += 1
        names.update(item.raw.fields.keys())
        for name in (f"@{item.entry.entry_type}", *item.raw.fields):
            first.setdefault(name, item)
    for old, new in TYPE_ALIASES.items():
        if types[old] and types[new]:
            message = f"@{old} ({types[old]:,}) stands beside its new name @{new} ({types[new]:,})"
            yield first[f"@{old}"].finding(Level.INFO, "old-name", message)
    for old, new in CURRENT.items():
        if names[old] and names[new] and old != "key":
            message = f"{old} ({names[old]:,}) stands beside its new name {new} ({names[new]:,})"
            yield first[old].finding(Level.INFO, "old-name", message, old)


def files(library: Examined) -> Iterator[Finding]:
    """Report that a file an entry names is not there."""
    for item in library.items:
        for path in file_names(item.own("file")):
            if not _exists(library.root, path):
                yield item.finding(Level.WARNING, "file", f"there is no file {path}", "file")


def citekeys(library: Examined) -> Iterator[Finding]:
    """Report citekeys that some programs cannot read."""
    for item in library.items:
        key = item.entry.citekey
        if not key:
            continue
        odd = sorted({sign for sign in key if sign in " \"#%'(),={}\\~" or not sign.isprintable()})
        if odd:
            yield item.finding(Level.WARNING, "citekey", f"the citekey {key} has {' '.join(odd)} in it")


def unused_parents(library: Examined) -> Iterator[Finding]:
    """Report an @xdata that no entry draws on."""
    used = {key for item in library.items for key in _keys(item, "xdata")}
    used |= {
        key
        for item in library.items
        for value in item.raw.fields.values()
        for key in re.findall(r"xdata=([^\s,}-]+)", value)
    }
    for item in library.items:
        if item.entry.entry_type == "xdata" and item.entry.citekey not in used:
            yield item.finding(Level.INFO, "xdata-unused", "no entry draws on this @xdata")


def file_names(value: str) -> Iterator[str]:
    """Yield the paths of a `file` field: BibLaTeX's bare path, or JabRef's and Zotero's `description:path:type`."""
    for part in re.split(r"(?<!\\);", value):
        pieces = [re.sub(r"\\([:;\\])", r"\1", piece) for piece in re.split(r"(?<!\\):", part.strip())]
        path = pieces[-2] if len(pieces) > 2 else pieces[-1] if len(pieces) == 1 else ":".join(pieces)
        if path.strip():
            yield path.strip()


def _exists(root: Path, path: str) -> bool:
    try:
        return (Path(path).expanduser() if path.startswith("~/") else root / path).exists()
    except (OSError, RuntimeError, ValueError):  # too long, no home, a NUL byte
        return False


def _keys(item: Item, field: str) -> list[str]:
    return [key.strip() for key in item.raw.fields.get(field, "").split(",") if key.strip()]
