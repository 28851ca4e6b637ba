"""A change of files: spliced, proved, logged, written.

Proof: the new text is scanned again; every block that was not to change is the same, byte by byte, in the same order,
and every block that was to change reads as it was meant to.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sergecite.bibtex.edit import Splice, apply
from sergecite.bibtex.raw import MONTH_MACROS, Raw, read_entry
from sergecite.bibtex.scan import LOOKBACK, Block, blocks, scan
from sergecite.errors import UnwritableError
from sergecite.store.atomic import Replacement, clean, replace_all
from sergecite.store.bibfile import BibFile, Written
from sergecite.store.chunks import Blocks, between
from sergecite.store.history import Change, History, file_change

CONFLICT = re.compile(r"^<{7}(?: .*)?\r?$", re.MULTILINE)
"""The line with which git begins a conflict."""


class Edit(NamedTuple):
    """What is to be done to one file, and how its blocks must read afterwards.

    `becomes` maps the number of a block to what it must read as (None: it is gone); `added` follow the last block.
    """

    file: BibFile
    splices: Sequence[Splice]
    becomes: Mapping[int, Raw | None]
    added: Sequence[Raw | str] = ()
    by_definition: bool = False
    """The result needs no proof: it is what was there before, put back in a place that is certain."""


def carry_out(
    what: str, edits: Sequence[Edit], history: History, undoes: int | None = None
) -> tuple[Change, list[Written]] | None:
    """Prove all edits, log them, write them; None where nothing would change. The folders must be locked."""
    ready: list[tuple[Edit, str]] = []
    for edit in edits:
        text = apply(edit.file.view, edit.splices)
        if text != edit.file.view or edit.file.seen is None:
            prove(edit, text)
            ready.append((edit, text))
    if not ready:
        return None
    for edit, _ in ready:
        refuse_conflict(edit.file)
    new = [edit.file.becoming(text) for edit, text in ready]
    files = [file_change(edit.file, now, edit.splices) for (edit, _), now in zip(ready, new, strict=True)]
    for edit, _ in ready:
        clean(edit.file.path.resolve().parent)
    change = history.record(what, files, undoes)
    stamps = replace_all(
        [
            Replacement(edit.file.path, now.stored, edit.file.seen, edit.file.stored)
            for (edit, _), now in zip(ready, new, strict=True)
        ]
    )
    history.carried_out(change)
    written = [
        Written(edit.file, now, *stamp, edit.splices) for (edit, _), now, stamp in zip(ready, new, stamps, strict=True)
    ]
    return change, written


def refuse_conflict(file: BibFile) -> None:
    """Raise UnwritableError where git left both sides of a merge in a file: one of them is to be thrown away first."""
    if b"<<<<<<<" not in file.data:
        return
    found = CONFLICT.search(file.view)
    if found is not None:
        line = file.view.count("\n", 0, found.start()) + 1
        raise UnwritableError(
            "a merge conflict of git is not settled; nothing was written",
            place=f"{file.name}:{line}",
            hint="keep one of the two sides between <<<<<<< and >>>>>>>",
        )


def prove(edit: Edit, text: str) -> None:
    """Raise UnwritableError unless the new text is what was meant, and nothing else."""
    if edit.by_definition:
        return
    old = edit.file.view
    first, last, found = scanned_again(edit, text)
    expected: list[str | Raw] = []
    for number, block in enumerate(edit.file.blocks[first:last], first):
        if number not in edit.becomes:
            expected.append(old[block.start : block.end])
        elif (raw := edit.becomes[number]) is not None:
            expected.append(raw)
    expected += edit.added
    same = len(found) == len(expected) and all(
        _reads_as(text, block, wanted) for block, wanted in zip(found, expected, strict=True)
    )
    if not same or any(not first <= number < last for number in edit.becomes):
        raise UnwritableError(
            f"the change of {edit.file.name} would have changed more than was meant, so it was not made",
            place=str(edit.file.path),
            hint="`sergecite check` shows whether the file has a fault nearby",
        )


def scanned_again(edit: Edit, text: str) -> tuple[int, int, list[Block]]:
    """Scan the new text where it may read otherwise: return which old blocks are affected, and the new ones in their place.

    The scanner keeps nothing in mind from one block to the next, and looks back no further than LOOKBACK. So where it
    meets a block that stood there before, its end further than that behind the last splice, all that follows reads as it
    did: the text ahead is the same. Before the first splice the text behind is the same; there, only what is not settled
    (`scan.settled`) can read otherwise, and is scanned, too. Where the blocks are not known in chunks, all is.
    """
    old = edit.file.blocks
    if not isinstance(old, Blocks) or not edit.splices:
        return 0, len(old), scan(text)
    first = old.chunk_at(min(edit.splices).start)
    for number, chunk in enumerate(old.chunks[:first]):
        if not chunk.settled and between(text, chunk.start, chunk.stop) != old.chunk(number):
            return 0, len(old), scan(text)
    shift = len(text) - len(edit.file.view)
    last_splice = max(splice.end for splice in edit.splices) + shift
    found: list[Block] = []
    for block in blocks(text, old.chunks[first].start):
        if block.start >= last_splice and block.end - LOOKBACK >= last_splice:
            at = old.number_at(block.start - shift)
            if at is not None and old[at].end == block.end - shift:
                return old.chunks[first].block, at, found
        found.append(block)
    return old.chunks[first].block, len(old), found


def _reads_as(text: str, block: Block, wanted: str | Raw) -> bool:
    if isinstance(wanted, str):
        return len(wanted) == block.end - block.start and text.startswith(wanted, block.start)
    found = own(text, block)
    return (
        block.kind == "entry"
        and found.citekey == wanted.citekey
        and found.entry_type == wanted.entry_type
        and found.fields.keys() == wanted.fields.keys()
        and all(_same_value(name, value, wanted.fields[name]) for name, value in found.fields.items())
    )


def own(text: str, block: Block) -> Raw:
    """Return what an entry itself says; macros stand for themselves."""
    return read_entry(text, block, {}, lambda _name, _offset: None)


def _same_value(name: str, found: str, wanted: str) -> bool:
    if found == wanted:
        return True
    return name == "month" and found == MONTH_MACROS.get(wanted.strip().lower()[:3], wanted.strip().lstrip("0"))
