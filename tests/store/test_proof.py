"""A change is proved where it may matter, and that is as strong as scanning all again."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sergecite.bibtex.edit import Splice, apply
from sergecite.bibtex.scan import Block, scan
from sergecite.errors import UnwritableError
from sergecite.store import segmenting
from sergecite.store.bibfile import BibFile
from sergecite.store.change import Edit, own, prove, scanned_again
from sergecite.store.chunks import Blocks, Chunk
from sergecite.store.rows import UNSETTLED

_SOUND = [
    "@book{a, title = {A}}\n", "@book{b,\n  title = {B},\n  note = {x},\n}\n\n", "@misc{c, year = 1930}", "@book(d, title = {(})\n",
    "@string{m = {M}}\n", "@comment{c {d}}\n", "remark\n", "\n", "x" * 150, "@book{e, t = {{{{{{{deep}}}}}}}}\n",
]  # fmt: skip
_HOSTILE = [
    "{", "}", '"', "%", "@", ",", "=", "% @book{hidden, title = {H}}\n", "@book{open, title = {never\n", "me@home.org ", "@comment{", "\n%",
    "@book{junk, {odd, title = {J}}\n", "@book{missing, title = {T} year = 1930}\n", "(", ")", "#", " ",
]  # fmt: skip
_TEXT = st.lists(st.sampled_from(_SOUND) | st.sampled_from(_SOUND + _HOSTILE), max_size=25).map("".join)
_NEW = st.lists(st.sampled_from(_SOUND + _HOSTILE), max_size=3).map("".join)
_SPLICES = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 60), _NEW), min_size=1, max_size=3)


def _file(text: str) -> BibFile:
    """Return a file with what an index of very short segments would know of it."""
    file = BibFile(Path("a.bib"), "a.bib", text.encode("latin-1"), None)
    cuts = segmenting.cut(file, scan(text), 0, len(text))
    chunks = [Chunk(*one.segment[1:3], *one.segment[4:6], not one.segment.flags & UNSETTLED) for one in cuts]
    known: Any = SimpleNamespace(chunks=chunks)
    return BibFile(file.path, file.name, file.data, None, known)


def _splices(text: str, wanted: list[tuple[int, int, str]]) -> list[Splice]:
    found: list[Splice] = []
    for at, size, new in sorted(wanted):
        start = max(at % (len(text) + 1), found[-1].end if found else 0)
        found.append(Splice(start, min(len(text), start + size), new))
    return found


@pytest.fixture(name="_short", autouse=True, scope="module")
def _short_segments() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segmenting, "LENGTH", 2)
        yield


@settings(max_examples=600, deadline=None)
@given(_TEXT, _SPLICES)
def test_scanning_in_part_finds_what_scanning_all_finds(text: str, wanted: list[tuple[int, int, str]]) -> None:
    """However hostile text and splices: what is taken over from before, and what is scanned, are together all blocks."""
    file = _file(text)
    assert isinstance(file.blocks, Blocks)
    assert list(file.blocks) == scan(text)
    splices = _splices(text, wanted)
    new = apply(text, splices)
    first, last, found = scanned_again(Edit(file, splices, {}), new)
    shift = len(new) - len(text)
    after = [_places(block, shift) for block in file.blocks[last:]]
    places = [*map(_places, file.blocks[:first]), *map(_places, found), *after]
    assert places == [_places(block) for block in scan(new)]


@settings(max_examples=600, deadline=None)
@given(_TEXT, _SPLICES)
def test_the_proof_in_part_is_as_strong(text: str, wanted: list[tuple[int, int, str]]) -> None:
    """A change that says it touches one block passes in part exactly where it passes in whole."""
    splices = _splices(text, wanted)
    new = apply(text, splices)
    now = scan(new)
    whole = BibFile(Path("a.bib"), "a.bib", text.encode("latin-1"), None)
    meant = {
        number: own(new, now[number])
        for number, block in enumerate(whole.blocks)
        if number < len(now) and any(one.start < block.end and block.start < one.end for one in splices)
    }
    assert _passes(Edit(whole, splices, meant), new) == _passes(Edit(_file(text), splices, meant), new)


def _passes(edit: Edit, text: str) -> bool:
    try:
        prove(edit, text)
    except UnwritableError:
        return False
    return True


def _places(block: Block, shift: int = 0) -> tuple[str, int, int]:
    return block.kind, block.start + shift, block.end + shift


@settings(deadline=None)
@given(_TEXT)
def test_blocks_are_found_by_number_and_place(text: str) -> None:
    """A file known in chunks gives the blocks that one scanned whole gives."""
    blocks = _file(text).blocks
    whole = scan(text)
    assert isinstance(blocks, Blocks)
    assert len(blocks) == len(whole)
    assert blocks[-3:] == whole[-3:]
    for number, block in reversed(list(enumerate(whole))):
        assert blocks[number] == block == blocks[number - len(whole)]
        assert blocks.number_at(block.start) == number
        assert blocks.number_at(block.start + 1) is None
