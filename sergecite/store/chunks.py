"""The blocks of a large file, scanned only where they are asked for."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol, overload

from sergecite.bibtex.scan import Block, blocks


class Chunk(NamedTuple):
    """A stretch of a file from the end of one block to the end of another, or to the file's end. Offsets are bytes.

    `block` is the number of its first block. `settled`: what follows it has no say in how it reads.
    """

    start: int
    stop: int
    block: int
    blocks: int
    settled: bool


class Places(Protocol):
    """What is known beforehand of a file: its chunks, whether all of it is UTF-8, where its entries stand."""

    @property
    def chunks(self) -> Sequence[Chunk]:
        """The chunks that the file consists of."""

    @property
    def utf8(self) -> bool:
        """Whether all of the file is UTF-8."""

    def starts_of(self, citekey: str) -> list[int]:
        """Return where the entries of a citekey begin; nowhere, if that is not known any more."""

    def citekeys(self) -> list[str]:
        """Return the citekeys in order; none, if they are not known any more."""


class Blocks(Sequence[Block]):
    """The blocks of a file that is known to consist of chunks; `view` are its bytes as characters."""

    def __init__(self, view: str, chunks: Sequence[Chunk]) -> None:
        self.chunks = chunks
        self._view = view
        self._scanned: dict[int, list[Block]] = {}

    def __len__(self) -> int:
        """Return the number of blocks."""
        return self.chunks[-1].block + self.chunks[-1].blocks

    @overload
    def __getitem__(self, number: int) -> Block: ...
    @overload
    def __getitem__(self, number: slice) -> list[Block]: ...
    def __getitem__(self, number: int | slice) -> Block | list[Block]:
        """Return a block, or some; only the chunks that hold them are scanned."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        number %= len(self)
        at = bisect_right(self.chunks, number, key=lambda chunk: chunk.block) - 1
        while not self.chunks[at].blocks:
            at -= 1
        return self.chunk(at)[number - self.chunks[at].block]

    def __iter__(self) -> Iterator[Block]:
        """Yield all blocks in order."""
        return (block for at in range(len(self.chunks)) for block in self.chunk(at))

    def chunk_at(self, offset: int) -> int:
        """Return which chunk holds an offset; at the end of one begins the next."""
        return max(0, bisect_right(self.chunks, offset, key=lambda chunk: chunk.start) - 1)

    def number_at(self, start: int) -> int | None:
        """Return the number of the block that begins at an offset; None if none does."""
        at = self.chunk_at(start)
        found = self.chunk(at)
        within = bisect_right(found, start, key=lambda block: block.start) - 1
        return self.chunks[at].block + within if within >= 0 and found[within].start == start else None

    def chunk(self, at: int) -> list[Block]:
        """Return the blocks of a chunk."""
        if at not in self._scanned:
            self._scanned[at] = between(self._view, self.chunks[at].start, self.chunks[at].stop)
        return self._scanned[at]


def between(view: str, start: int, stop: int) -> list[Block]:
    """Return the blocks that begin between two offsets; a block ends at the first, or the text begins there."""
    found = []
    for block in blocks(view, start):
        if block.start >= stop:
            break
        found.append(block)
    return found
