"""Putting a stretch of a file anew into the index, when what stands there has changed."""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sergecite.bibtex.parse import to_entry
from sergecite.bibtex.scan import LOOKBACK, Block
from sergecite.store.bibfile import BibFile
from sergecite.store.chunks import between
from sergecite.store.heirs import Macros, NotEnoughError, read_block
from sergecite.store.index import FILE_SHIFT
from sergecite.store.indexing import defined
from sergecite.store.rows import (
    STEP,
    UNSETTLED,
    Placed,
    Segment,
    delete_entries,
    insert_entries,
    place_entries,
    read_entries,
    read_segments,
    renumber_entries,
    write_segments,
)
from sergecite.store.segmenting import Cut, cut

_MOST = 5000
"""So many entries that come or go are as well read with all others."""


class Change(NamedTuple):
    """Bytes `start` to `stop` of the file as the index has it became others, longer by `growth`; those after it moved."""

    start: int
    stop: int
    growth: int


class _Known(NamedTuple):
    """An entry as the index has it."""

    number: int
    place: Placed


class _Stretch(NamedTuple):
    """Segments `first` to `last` (exclusive), with the numbers from `base` up to `limit`, become `cuts`.

    The first `head` and the last `tail` of the entries `old` are among the new ones, too.
    """

    first: int
    last: int
    base: int
    limit: int
    cuts: Sequence[Cut]
    old: Sequence[_Known]
    new: Sequence[tuple[Block, Placed]]
    head: int
    tail: int

    @property
    def gone(self) -> Sequence[_Known]:
        """The entries that are no more."""
        return self.old[self.head : len(self.old) - self.tail]

    @property
    def kept(self) -> Sequence[_Known]:
        """The entries that stay, as they were."""
        return [*self.old[: self.head], *self.old[len(self.old) - self.tail :]]

    @property
    def coming(self) -> range:
        """Which of the new entries were not there before."""
        return range(self.head, len(self.new) - self.tail)

    def strings(self) -> Iterator[tuple[Block, int]]:
        """Yield the definitions of macros, with how many of the new entries precede them."""
        before = 0
        for one in self.cuts:
            yield from ((block, before + within) for block, within in one.strings)
            before += len(one.entries)

    def same_place(self, was: int, now: int) -> bool:
        """Whether as many entries that stay stand before what `was` old entries preceded, and `now` new ones precede."""
        old, new = was + self.tail - len(self.old), now + self.tail - len(self.new)
        return min(was, self.head) + max(0, old) == min(now, self.head) + max(0, new)


class Replacing:
    """Brings one file of an index up to date.

    `citekeys` are those, former ones too, of entries that went, came or read otherwise; `fresh` are the numbers of those that are there
    and still lack what they inherit.
    """

    def __init__(self, database: sqlite3.Connection, file: int, now: BibFile) -> None:
        self._database = database
        self._now = now
        self._end = (file + 1) << FILE_SHIFT
        self._segments = read_segments(database, file)
        self.citekeys: set[str] = set()
        self.fresh: set[int] = set()

    def replace(self, change: Change) -> None:
        """Take up what changed; NotEnoughError where that asks for reading all.

        A segment begins where a block ends, and there the scanner begins anew. It goes on until it meets, further behind
        the change than it looks back, the end of a segment's last entry where that was before: from there all is as it was.
        """
        segments = self._segments
        starts = [segment.start for segment in segments]
        first = max(0, bisect_right(starts, change.start) - 1)
        last = max(first + 1, bisect_right(starts, change.stop - 1))
        start = segments[first].start
        while True:
            stop = segments[last - 1].stop + change.growth
            found = between(self._now.view, start, stop)
            if last == len(segments) or self._goes_on(last - 1, change, found, stop):
                break
            last += 1
        cuts = list(cut(self._now, found, start, stop, line=segments[first].line, block=segments[first].block))
        self._write(self._stretch(first, last, cuts))
        self._look_again(segments[:first])

    def _goes_on(self, number: int, change: Change, found: Sequence[Block], stop: int) -> bool:
        """Whether the last entry of a segment ends the blocks found and stands behind the change, where it stood before."""
        known = self._known(number, number + 1)
        if not known or not found or stop - LOOKBACK < change.stop + change.growth:
            return False
        start = self._segments[number].start + known[-1].place.start + change.growth
        return (found[-1].start, found[-1].end) == (start, stop)

    def _stretch(self, first: int, last: int, cuts: Sequence[Cut]) -> _Stretch:
        old = self._known(first, last)
        new = [entry for one in cuts for entry in one.entries]
        head, tail = _common([one.place for one in old], [place for _, place in new])
        if len(old) + len(new) - 2 * (head + tail) > _MOST:
            raise NotEnoughError
        return _Stretch(first, last, self._segments[first].first, self._limit(last - 1), cuts, old, new, head, tail)

    def _write(self, stretch: _Stretch) -> None:
        """Put the new segments in place of the old ones; entries that are still there stay."""
        macros = self._macros(stretch)
        self.citekeys |= set(delete_entries(self._database, [one.number for one in stretch.gone]))
        numbers = self._numbered(stretch)
        self._place(stretch, numbers)
        if macros:
            before = {-1: stretch.base - 1, **dict(enumerate(numbers))}
            self._database.execute(
                "DELETE FROM macro WHERE after >= ? AND after < ?", (stretch.base - 1, stretch.limit - 1)
            )
            rows = [(before[count - 1], name, value) for count, name, value in macros]
            self._database.executemany("INSERT INTO macro VALUES (?, ?, ?)", rows)
        self._insert([(numbers[at], *stretch.new[at]) for at in stretch.coming])
        self._write_segments(stretch, numbers)
        for number, (block, _) in zip(numbers[: stretch.head], stretch.new, strict=False):
            self._compare(number, block)

    def _place(self, stretch: _Stretch, numbers: Sequence[int]) -> None:
        """Note where the entries that stay stand now."""
        size = len(stretch.new)
        at = [*range(stretch.head), *range(size - stretch.tail, size)]
        places = [(stretch.new[one][1], numbers[one]) for one in at]
        place_entries(
            self._database, [new for new, old in zip(places, stretch.kept, strict=True) if new[0] != old.place]
        )

    def _insert(self, coming: Sequence[tuple[int, Block, Placed]]) -> None:
        macros = Macros(self._database)
        rows = []
        for number, block, place in coming:
            raw = read_block(self._now.view, block, macros.before(number))
            rows.append((number, place, to_entry(raw, raw.fields, "")))
            self.citekeys |= {raw.citekey, *raw.aliases}
            if raw.refers:
                self.fresh.add(number)
        insert_entries(self._database, rows)

    def _numbered(self, stretch: _Stretch) -> list[int]:
        """Return the numbers of all entries of the stretch: new ones between those that stay, or all are spread anew."""
        base, limit, size = stretch.base, stretch.limit, len(stretch.new)
        head = [one.number for one in stretch.old[: stretch.head]]
        tail = [one.number for one in stretch.old[len(stretch.old) - stretch.tail :]]
        low, coming = head[-1] if head else base - 1, len(stretch.coming)
        room = self._step(low, tail[0] if tail else limit, coming)
        if room or not coming:
            return [*head, *(low + room * (at + 1) for at in range(coming)), *tail]
        step = self._step(base - 1, limit, size)
        if not step:
            raise NotEnoughError
        numbers = [base - 1 + step * (at + 1) for at in range(size)]
        renumber_entries(
            self._database,
            list(zip([*head, *tail], [*numbers[: len(head)], *numbers[size - len(tail) :]], strict=True)),
        )
        return numbers

    def _step(self, low: int, limit: int, count: int) -> int:
        """Return by how much numbers of so many entries may differ that lie between two others; 0 if there is no room."""
        return STEP if limit == self._end else (limit - low) // (count + 1)

    def _write_segments(self, stretch: _Stretch, numbers: Sequence[int]) -> None:
        database, segments = self._database, self._segments
        gone = [(one.first,) for one in segments[stretch.first : stretch.last]]
        database.executemany("DELETE FROM segment WHERE first=?", gone)
        number, at = stretch.base, 0
        for one in stretch.cuts:
            write_segments(database, [one.numbered(number)])
            at += len(one.entries)
            number = numbers[at - 1] + 1 if at else number
        if stretch.last < len(segments):
            final, following = stretch.cuts[-1].segment, segments[stretch.last]
            line = final.line + self._now.view.count(self._now.newline, final.start, final.stop)
            moved = (final.stop - following.start, line - following.line, final.block + final.blocks - following.block)
            if any(moved):
                database.execute(
                    "UPDATE segment SET start=start+?, stop=stop+?, line=line+?, block=block+? WHERE first>=? AND first<?",
                    (moved[0], *moved, following.first, self._end),
                )

    def _macros(self, stretch: _Stretch) -> list[tuple[int, str, str]]:
        """Return the definitions of macros (how many entries of the stretch precede it, name, value).

        NotEnoughError unless they are what they were, each in the same place among the entries that stay.
        """
        rows = self._database.execute(
            "SELECT after, name, value FROM macro WHERE after >= ? AND after < ? ORDER BY after, rowid",
            (stretch.base - 1, stretch.limit - 1),
        ).fetchall()
        macros = dict(Macros(self._database).before(stretch.base))
        new = [
            (before, name, value)
            for block, before in stretch.strings()
            for name, value in defined(self._now.view, block, macros)
        ]
        numbers = [one.number for one in stretch.old]
        old = [(bisect_right(numbers, after), name, value) for after, name, value in rows]
        if [row[1:] for row in old] != [row[1:] for row in new]:
            raise NotEnoughError
        if not all(stretch.same_place(one[0], other[0]) for one, other in zip(old, new, strict=True)):
            raise NotEnoughError
        return new

    def _look_again(self, segments: Sequence[Segment]) -> None:
        """Read again what stands before the change and breaks a rule so that text far behind may have a say in it."""
        for number, segment in enumerate(segments):
            if not segment.flags & UNSETTLED:
                continue
            found = between(self._now.view, segment.start, segment.stop)
            again = list(cut(self._now, found, segment.start, segment.stop, line=segment.line, block=segment.block))
            known = self._known(number, number + 1)
            if [one.numbered(segment.first) for one in again] != [segment]:
                raise NotEnoughError
            if [one.place for one in known] != [place for _, place in again[0].entries]:
                raise NotEnoughError
            if any(block.far for block, _ in again[0].strings):
                raise NotEnoughError
            for one, (block, _) in zip(known, again[0].entries, strict=True):
                self._compare(one.number, block)

    def _compare(self, number: int, block: Block) -> None:
        """Take note of an entry, the same byte by byte, that reads otherwise than the index has it, or may."""
        if not block.far:
            return
        raw = read_block(self._now.view, block, Macros(self._database).before(number))
        ((_, known),) = read_entries(self._database, [number])
        if raw.refers or to_entry(raw, raw.fields, "") != known:
            self.citekeys |= {raw.citekey, *raw.aliases, *known.aliases}
            self.fresh.add(number)

    def _known(self, first: int, last: int) -> list[_Known]:
        """Return the entries of some segments."""
        rows = self._database.execute(
            "SELECT id, start, size, line, digest FROM entry WHERE id >= ? AND id < ? ORDER BY id",
            (self._segments[first].first, self._limit(last - 1)),
        )
        return [_Known(number, Placed(*place)) for number, *place in rows]

    def _limit(self, number: int) -> int:
        """Return the number that no entry of a segment reaches."""
        return self._segments[number + 1].first if number + 1 < len(self._segments) else self._end


def _common(old: Sequence[Placed], new: Sequence[Placed]) -> tuple[int, int]:
    """Return how many entries are the same at the beginning, and at the end."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at].digest != new[at].digest), most)
    rest = most - head
    tail = next((at for at in range(rest) if old[-1 - at].digest != new[-1 - at].digest), rest)
    return head, tail
