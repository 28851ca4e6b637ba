"""Cutting a file, or a stretch of it, into the segments of the index."""

from collections.abc import Iterator, Sequence
from hashlib import sha1
from typing import NamedTuple

from sergecite.bibtex.scan import Block, fields, settled
from sergecite.store.bibfile import BibFile
from sergecite.store.digest import digest_of_entry
from sergecite.store.encoding import is_utf8
from sergecite.store.rows import LEGACY, LENGTH, UNSETTLED, Placed, Segment


class Cut(NamedTuple):
    """A segment to be, not yet numbered: its entries, and its definitions of macros with how many entries precede them."""

    segment: Segment
    entries: list[tuple[Block, Placed]]
    strings: list[tuple[Block, int]]

    def numbered(self, first: int) -> Segment:
        """Return the segment under its number."""
        return self.segment._replace(first=first)


def counts(view: str, block: Block) -> bool:
    """Whether a block is an entry of the library: it has a citekey, or at least a field."""
    return block.kind == "entry" and bool(block.key or fields(view, block))


def cut(
    file: BibFile, found: Sequence[Block], start: int, stop: int, *, line: int = 1, block: int = 0
) -> Iterator[Cut]:
    """Cut the bytes from `start` to `stop`, which hold the blocks `found`, into segments of much the same length.

    A block ends at `start`, or the file begins there; one ends at `stop`, or the file ends there. `line` is the line of
    `start`, `block` the number of the first block.
    """
    view, data = file.view, memoryview(file.data)
    left = sum(counts(view, one) for one in found)
    length = -(-left // max(1, left // LENGTH))
    entries: list[tuple[Block, Placed]] = []
    strings: list[tuple[Block, int]] = []
    blocks, flags, end = 0, 0, start
    here, counted = line, start

    def made(until: int) -> Cut:
        part = file.data[start:until]
        digest = sha1(part, usedforsecurity=False).digest()
        marks = flags if is_utf8(part) else flags | LEGACY
        return Cut(Segment(-1, start, until, line, block, blocks, digest, marks), entries, strings)

    for one in found:
        if len(entries) >= length and left:
            yield made(end)
            here, counted = here + view.count(file.newline, counted, end), end
            start, line, block = end, here, block + blocks
            entries, strings, blocks, flags = [], [], 0, 0
        blocks += 1
        flags |= 0 if settled(view, end, one) else UNSETTLED
        end = one.end
        if one.kind == "string":
            strings.append((one, len(entries)))
        elif counts(view, one):
            here, counted = here + view.count(file.newline, counted, one.start), one.start
            size = one.end - one.start
            place = Placed(one.start - start, size, here - line, digest_of_entry(data[one.start : one.end]))
            entries.append((one, place))
            left -= 1
    yield made(stop)
