"""Merge two versions of a .bib file that come from a third: entry by entry, field by field.

What only one side changed is taken from it byte by byte. Where both changed an entry, its fields are merged; only an entry
whose same field both changed differently, or that one side changed and the other took away, becomes a conflict: both
versions stand between git's markers. Text outside entries is kept from both sides. All works on bytes seen as latin-1.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sergecite.bibtex.scan import Block, fields, scan
from sergecite.bibtex.style import file_newline
from sergecite.store.entry_merge import merge_entries

_META = re.compile(r"@comment\s*\{\s*(jabref-(?:meta|entrytype):[^:;]*)", re.IGNORECASE)

Identity = tuple[str, str, int]
"""Kind of a block, what tells it from others of its kind, and how many that are alike in this come before it."""


class Chunk(NamedTuple):
    """A block, and the text between it and the block before; None before the first."""

    gap: str | None
    text: str
    block: Block


class Version(NamedTuple):
    """One version of the file: what stands before the first block, the blocks, what stands after the last."""

    head: str
    chunks: dict[Identity, Chunk]
    tail: str


class Merged(NamedTuple):
    """The merged text, and for each conflict a line that names it."""

    text: str
    conflicts: tuple[str, ...]


class UnmergeableError(ValueError):
    """The versions cannot be merged by entry: broken text in them would take in what follows it."""


def merge(base: str, ours: str, theirs: str, *, marker: int = 7) -> Merged:
    """Merge; `marker` is the length of the conflict markers. UnmergeableError where only lines can be merged."""
    if theirs in (ours, base):
        return Merged(ours, ())
    if base == ours:
        return Merged(theirs, ())
    versions = [_version(text) for text in (base, ours, theirs)]
    versions[1:] = [_renames_followed(versions[0], side) for side in versions[1:]]
    out = _Output(file_newline(ours or theirs), marker)
    out.text(_union(*(version.head for version in versions)))
    for identity in _order(*versions):
        out.chunk(identity, [version.chunks.get(identity) for version in versions])
    out.text(_union(*(version.tail for version in versions)))
    merged = "".join(out.pieces)
    if [merged[block.start : block.end] for block in scan(merged)] != out.blocks:
        raise UnmergeableError
    return Merged(merged, tuple(out.conflicts))


class _Output:
    """The merged text as it grows."""

    def __init__(self, newline: str, marker: int) -> None:
        self.pieces: list[str] = []
        self.blocks: list[str] = []
        self.conflicts: list[str] = []
        self._newline = newline
        self._marker = marker
        self._after_conflict = False

    def text(self, text: str) -> None:
        """Add text that is in no block."""
        if self._after_conflict and text and not text.startswith(("\n", "\r")):
            text = self._newline + text
        if text:
            self.pieces.append(text)
            self._after_conflict = False

    def chunk(self, identity: Identity, chunks: list[Chunk | None]) -> None:
        """Add what becomes of a block."""
        base, ours, theirs = ("" if chunk is None else chunk.text for chunk in chunks)
        gaps = [None if chunk is None else chunk.gap or "" for chunk in chunks]
        gap = _union(*(text if text is not None else gaps[0] or "" for text in gaps))
        merged, quarrel = _block(identity, base, ours, theirs)
        if not merged and quarrel is None:
            if gap.strip() and gap != gaps[0]:  # one side took the block away, the other wrote something before it
                self.text(gap.rstrip())
            return
        if not self.blocks:
            gap = gap if gap.strip() else ""
        elif not gap and any(chunk is not None and chunk.gap is None for chunk in chunks):
            gap = self._newline * 2  # it was the first block of a file
        self.text(gap)
        if quarrel is None:
            self.text(merged)
            self.blocks.append(merged)
            return
        if self.pieces and not self.pieces[-1].endswith(("\n", "\r")):
            self.pieces.append(self._newline)
        self.conflicts.append(quarrel)
        self.blocks += filter(None, (ours, theirs))
        lines = ("<" * self._marker + " ours", ours, "=" * self._marker, theirs, ">" * self._marker + " theirs")
        self.pieces.append(self._newline.join(filter(None, lines)))
        self._after_conflict = True


def _block(identity: Identity, base: str, ours: str, theirs: str) -> tuple[str, str | None]:
    """Return what becomes of a block ("": it is gone), or what the sides disagree on."""
    if ours in (theirs, base):
        return theirs, None
    if theirs == base:
        return ours, None
    kind, name, _ = identity
    named = name if kind == "entry" else f"@{kind} {name}".rstrip()
    if not ours or not theirs:
        return "", f"{named}: one side changed it, the other took it away"
    if kind != "entry":
        return "", f"{named}: changed on both sides"
    if not base:
        return "", f"{named}: added on both sides, not alike"
    merged, disputed = merge_entries(base, ours, theirs)
    return ("", f"{named}: {', '.join(disputed)}") if disputed else (merged, None)


def _version(text: str) -> Version:
    found: dict[Identity, Chunk] = {}
    count: dict[tuple[str, str], int] = {}
    at = 0
    head = ""
    for number, block in enumerate(scan(text)):
        name = _name(text, block)
        place = count[block.kind, name] = count.get((block.kind, name), -1) + 1
        gap = text[at : block.start]
        if not number:
            head = gap
        found[block.kind, name, place] = Chunk(gap if number else None, text[block.start : block.end], block)
        at = block.end
    return Version(head, found, text[at:])


def _name(text: str, block: Block) -> str:
    if block.kind == "entry":
        return block.key
    if block.kind == "string":
        return ", ".join(text[field.start : field.name_end].lower() for field in fields(text, block))
    if block.kind == "preamble":
        return ""
    meta = _META.match(text, block.start)
    return meta[1] if meta else text[block.start : block.end]


def _renames_followed(base: Version, side: Version) -> Version:
    """Return a version in which an entry that only got another citekey goes by its old one."""
    old, new = _only_in(base, side), _only_in(side, base)
    renamed = {new[text]: identity for text, identity in old.items() if text in new}
    return side._replace(chunks={renamed.get(identity, identity): chunk for identity, chunk in side.chunks.items()})


def _only_in(one: Version, other: Version) -> dict[str, Identity]:
    """Return the entries that only one version has by what they are without the citekey, where that is one alone."""
    found: dict[str, list[Identity]] = {}
    for identity, (_, text, block) in one.chunks.items():
        if identity not in other.chunks and block.kind == "entry" and "=" in text:
            nameless = text[: block.key_start - block.start] + text[block.key_end - block.start :]
            found.setdefault(nameless, []).append(identity)
    return {text: identities[0] for text, identities in found.items() if len(identities) == 1}


def _order(base: Version, ours: Version, theirs: Version) -> Iterator[Identity]:
    """Yield all blocks: in the order of `theirs` if only there the order changed, else of `ours`."""
    orders = [
        [identity for identity in version.chunks if all(identity in other.chunks for other in (base, ours, theirs))]
        for version in (base, ours, theirs)
    ]
    return _woven(theirs, ours) if orders[0] == orders[1] != orders[2] else _woven(ours, theirs)


def _woven(ours: Version, theirs: Version) -> Iterator[Identity]:
    """Yield all blocks in the order of `ours`; what only `theirs` has follows what it follows there."""
    waiting: dict[Identity | None, list[Identity]] = {None: []}
    anchor: Identity | None = None
    for identity in theirs.chunks:
        if identity in ours.chunks:
            anchor = identity
            waiting[anchor] = []
        else:
            waiting[anchor].append(identity)
    pending = waiting[None]
    for identity in ours.chunks:
        if identity in waiting:
            yield from pending
            pending = waiting[identity]
        yield identity
    yield from pending


def _union(base: str, ours: str, theirs: str) -> str:
    """Merge text outside blocks; where both sides changed it, the lines of both are kept."""
    if ours in (theirs, base):
        return theirs
    if theirs == base or theirs in ours:
        return ours
    if ours in theirs:
        return theirs
    lines = ours.splitlines(keepends=True)
    known = {line.strip() for line in (*lines, *base.splitlines())}
    more = [line for line in theirs.splitlines(keepends=True) if line.strip() not in known]
    if more and lines and not lines[-1].endswith(("\n", "\r")):
        lines.append(file_newline(ours + theirs))
    return "".join([*lines, *more])
