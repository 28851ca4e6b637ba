"""Rules that look at the library as a whole."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from sergecite.store.bibfile import key_of
from sergecite.store.change import CONFLICT
from sergecite.store.checks.datamodel import CURRENT, KNOWN_FIELDS, PROGRAMS, TYPE_ALIASES
from sergecite.store.checks.examined import Card, Examined, keys_in
from sergecite.store.checks.finding import Finding, Level, finding_at
from sergecite.store.checks.model_rules import meant_field
from sergecite.store.streaming import Spots
from sergecite.store.transcoding import iconv

_ODD = re.compile(r"[ \"#%'(),={}\\~]")
_RARE = re.compile(r"[^\x00-\x7f]|[\[\]@`;]")
_PLAIN = re.compile(r"[\w.:+/-]*", re.ASCII)
"""Citekeys with nothing odd or rare in them."""
_MORE_FIELDS = re.compile(r"[\s}]*,?\s*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"]", re.ASCII)
_TOO_SOON = "a closing brace too many? \\{ and \\} count as well"
_HINTS = {
    "macro": "define it with @string, or put the value in braces",
    "crossref-cycle": "an entry cannot inherit from itself",
}


def syntax(library: Examined) -> Iterator[Finding]:
    """Report broken BibTeX, macros that are not defined, inheritance that dangles or goes round in circles."""
    for file in library.files:
        spots = Spots(file)
        for block in file.blocks:
            for fault in block.faults:
                spot = spots.at(fault.offset)
                yield finding_at(spot, Level.ERROR, "syntax", fault.reason, citekey=key_of(block.key))
            if block.kind == "entry" and _MORE_FIELDS.match(file.view, block.end):
                message = "the entry ends here, but what follows reads like more of its fields"
                spot = spots.at(block.end - 1)
                yield finding_at(spot, Level.ERROR, "syntax", message, citekey=key_of(block.key), hint=_TOO_SOON)
    for one in library.complaints:
        hint = _HINTS.get(one.code)
        yield finding_at(one.spot, Level.ERROR, one.code, one.message, citekey=one.citekey, hint=hint)


def conflicts(library: Examined) -> Iterator[Finding]:
    """Report that git left both sides of a merge in the file."""
    for file in library.files:
        spots = Spots(file)
        for found in CONFLICT.finditer(file.view) if b"<<<<<<<" in file.data else ():
            message = "a merge conflict of git is not settled"
            hint = "keep one of the two sides between <<<<<<< and >>>>>>>"
            yield finding_at(spots.at(found.start()), Level.ERROR, "conflict", message, hint=hint)


_EXPECTED = "biber and pandoc expect UTF-8"
_AS_READ = ("", "utf-8", "ascii", "cp1252", "iso8859-1")
"""What a file may say it is in and is read as it says."""


def encoding(library: Examined) -> Iterator[Finding]:
    """Report that a file is not UTF-8, or holds NUL bytes."""
    for file in library.files:
        spots = Spots(file)
        if file.codec and file.stored != file.data:
            letter = re.search(rb"[\x80-\xff]", file.data)
            message = f"the file is {file.codec}, not UTF-8; it is read and written so, but {_EXPECTED}"
            hint = f"{iconv(file.codec, Path(file.name).name)}, and let its first lines say so"
            yield finding_at(spots.at(letter.start() if letter else 0), Level.WARNING, "encoding", message, hint=hint)
        elif (at := first_alien(file.data)) is not None:
            message = "the file is not UTF-8; it is read as Windows-1252 where it is not"
            if file.declared not in _AS_READ:
                message += f", since it says it is {file.declared}, which does not fit"
            yield finding_at(spots.at(at), Level.WARNING, "encoding", message, hint=_EXPECTED)
        if (at := file.data.find(b"\0")) >= 0:
            yield finding_at(spots.at(at), Level.WARNING, "encoding", "the file has NUL bytes")


def first_alien(data: bytes) -> int | None:
    """Return where the first byte stands that is no UTF-8; decoded in pieces, since all of it may be much."""
    start, size = 0, 1 << 20
    while start < len(data):
        piece = data[start : start + size]
        try:
            piece.decode("utf-8")
        except UnicodeDecodeError as error:
            if error.end < len(piece) or start + size >= len(data) or error.reason != "unexpected end of data":
                return start + error.start
            size = error.start
            continue
        start, size = start + size, 1 << 20
    return None


def doubled_keys(library: Examined) -> Iterator[Finding]:
    """Report that two entries have one citekey, also if only the case differs, or as an alias in `ids`."""
    seen: dict[str, int] = {}
    for number, card in enumerate(library.cards):
        first = library.cards[seen.setdefault(card.citekey.casefold(), number)] if card.citekey else card
        if first is card:
            continue
        item = library.item(number)
        if first.citekey == card.citekey:
            yield item.finding(Level.ERROR, "doubled-key", f"the citekey {card.citekey} is taken by {first.place}",
                               hint="sergecite dedupe if they are one work; else rename one in an editor")  # fmt: skip
        else:
            message = f"{card.citekey} differs from {first.citekey} ({first.place}) by case alone"
            yield item.finding(Level.WARNING, "doubled-key", message)
    for number, card in enumerate(library.cards):
        for alias in keys_in(card, "ids"):
            if alias == card.citekey:
                message = f"ids = {alias} is the citekey itself"
                yield library.item(number).finding(Level.WARNING, "alias", message, "ids")
            elif alias in library.by_key:
                message = f"ids = {alias} is the citekey of {library.cards[library.by_key[alias]].place}"
                yield library.item(number).finding(Level.WARNING, "alias", message, "ids")


def references(library: Examined) -> Iterator[Finding]:
    """Report that `related`, `xref` or a member of a set names no entry, or a parent only but for its case."""
    for number, card in enumerate(library.cards):
        for level, code, message, field, hint in _references(library, card):
            yield library.item(number).finding(level, code, message, field, hint)
    yield from _xref_cycles(library)


def _references(library: Examined, card: Card) -> Iterator[tuple[Level, str, str, str, str | None]]:
    for field in ("related", "xref", "entryset"):
        for key in keys_in(card, field):
            if key == card.citekey:
                yield Level.ERROR, f"{field}-cycle", f"{field} names the entry itself", field, None
            elif key not in library.by_key and key not in library.aliases:
                yield Level.ERROR, f"{field}-missing", f"{field} = {key} names no entry of the library", field, None
    for field in ("crossref", "xdata"):
        for key in keys_in(card, field):
            if key not in library.by_key and key.casefold() in library.by_folded_key:
                message = f"{field} = {key} is written {library.by_folded_key[key.casefold()]}"
                yield Level.WARNING, f"{field}-case", message, field, "bibtex finds it, biber does not"


def _xref_cycles(library: Examined) -> Iterator[Finding]:
    for number, card in enumerate(library.cards):
        trail = [card.citekey]
        here = card
        while (parents := keys_in(here, "xref")) and parents[0] in library.by_key and parents[0] not in trail:
            trail.append(parents[0])
            here = library.cards[library.by_key[parents[0]]]
        if len(trail) > 1 and parents and parents[0] == trail[0]:
            message = f"xref leads back: {' -> '.join([*trail, trail[0]])}"
            yield library.item(number).finding(Level.ERROR, "xref-cycle", message, "xref")


def duplicates(library: Examined) -> Iterator[Finding]:
    """Report works that stand in the library more than once; surely so as a warning."""
    for number, second, pair in library.twins.pairs(lambda number: library.item(number).entry):
        first = library.cards[number]
        if first.citekey == library.cards[second].citekey:
            continue
        level = Level.WARNING if pair.certain else Level.INFO
        perhaps = "is" if pair.certain else "is perhaps"
        message = f"{perhaps} the same work as {first.citekey} ({first.place})"
        yield library.item(second).finding(level, "duplicate", message, hint="sergecite dedupe")


def shared_doi(library: Examined) -> Iterator[Finding]:
    """Report that entries which are not one work have one DOI."""
    first: dict[str, Card] = {}
    for number, card in enumerate(library.cards):
        other = first.setdefault(card.doi, card) if card.doi else card
        if card.beginning != other.beginning:
            message = f"has the DOI of {other.citekey} ({other.place}), {card.doi}, and another title"
            yield library.item(number).finding(Level.WARNING, "doi", message, "doi")


def unknown_fields(library: Examined) -> Iterator[Finding]:
    """Report the fields that are none of BibLaTeX's, each once."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, card in enumerate(library.cards):
        for name in card.names:
            if name not in KNOWN_FIELDS:
                found[name].append(number)
    for name, numbers in found.items():
        meant = meant_field(name)
        if name.startswith(PROGRAMS) or (
            meant is not None and not any(meant in library.cards[number].names for number in numbers)
        ):
            continue
        several = f", in {len(numbers):,} entries" if len(numbers) > 1 else ""
        message = f"{name} is no field of BibLaTeX{several}"
        yield library.item(numbers[0]).finding(Level.INFO, "unknown", message, name)


def old_names(library: Examined) -> Iterator[Finding]:
    """Report the old names of types and fields that stand beside the new ones, each once."""
    counts = Counter[str]()
    first: dict[str, int] = {}
    for number, card in enumerate(library.cards):
        for name in (f"@{card.entry_type}", *card.names):
            counts[name] += 1
            first.setdefault(name, number)
    renamed = [(f"@{old}", f"@{new}") for old, new in TYPE_ALIASES.items()]
    renamed += [(old, new) for old, new in CURRENT.items() if old != "key"]
    for old, new in renamed:
        if counts[old] and counts[new]:
            message = f"{old} ({counts[old]:,}) stands beside its new name {new} ({counts[new]:,})"
            yield library.item(first[old]).finding(Level.INFO, "old-name", message, old)


def files(library: Examined) -> Iterator[Finding]:
    """Report that a file an entry names is not there, or is named twice."""
    for number, card in enumerate(library.cards):
        if "file" in card.kept:
            item = library.item(number)
            paths = list(file_names(item.own("file")))
            for path in dict.fromkeys(paths):
                if not _exists(library.root, path):
                    yield item.finding(Level.ERROR, "file", f"there is no file {path}", "file")
                elif paths.count(path) > 1:
                    yield item.finding(Level.INFO, "file", f"file names {path} twice", "file")


def citekeys(library: Examined) -> Iterator[Finding]:
    """Report citekeys that some programs cannot read."""
    for number, card in enumerate(library.cards):
        if _PLAIN.fullmatch(card.citekey):
            continue
        odd = sorted({sign for sign in card.citekey if _ODD.match(sign) or not sign.isprintable()})
        rare = sorted({sign for sign in card.citekey if _RARE.match(sign)} - {*odd})
        if odd:
            message = f"the citekey {card.citekey} has {' '.join(odd)} in it"
            yield library.item(number).finding(Level.WARNING, "citekey", message)
        elif rare:
            message, hint = (
                f"the citekey {card.citekey} has {' '.join(rare)} in it",
                "bibtex or Markdown may not read it",
            )
            yield library.item(number).finding(Level.INFO, "citekey", message, hint=hint)


def unused_parents(library: Examined) -> Iterator[Finding]:
    """Report an @xdata that no entry draws on."""
    used = library.drawn_on.union(*(keys_in(card, "xdata") for card in library.cards if "xdata" in card.kept))
    for number, card in enumerate(library.cards):
        if card.entry_type == "xdata" and card.citekey not in used:
            yield library.item(number).finding(Level.INFO, "xdata-unused", "no entry draws on this @xdata")


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
