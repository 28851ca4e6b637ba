"""Taking changes back: the last one, one further down, or the last taking-back itself.

What was changed outside since stays. Where a change cannot be told apart from it, nothing is done.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sergecite.bibtex.edit import apply
from sergecite.bibtex.scan import Block
from sergecite.errors import NothingFoundError, UnwritableError, UsageError
from sergecite.store.bibfile import BibFile
from sergecite.store.change import Edit, scanned_again
from sergecite.store.edits import as_written
from sergecite.store.history import Change, FileChange, file_change, way_back
from sergecite.store.reading import Reading


class Undoing:
    """Works out, step by step, how to take back the changes of a log, newest first, on the files as they are."""

    def __init__(self, root: Path, changes: list[Change], reading: Reading) -> None:
        self._root = root
        self._changes = changes
        self._reading = reading
        self._ahead: dict[str, BibFile] = {}

    def step(self, number: int | None = None, *, redo: bool = False) -> tuple[Change, list[Edit]]:
        """Return a change that still stands and the edits that take it back; its `files` are those edits.

        `number`: this change, whatever came later. `redo`: the last undo, unless something was changed after it. Asked
        again, it goes on as if the step had been made. NothingFoundError where there is nothing to take back,
        UsageError where no change of that number stands, UnwritableError where it cannot be taken back.
        """
        for change in self._candidates(number, redo=redo):
            self._changes.remove(change)
            edits = [edit for part in change.files if (edit := self._way_back(change, part)) is not None]
            if edits:
                for edit in edits:
                    self._ahead[edit.file.name] = _after(edit)
                return replace(change, files=tuple(map(_described, edits))), edits
        if number is not None:
            raise UsageError(f"there is no change {number} that still stands", hint="`sergecite log` shows the changes")
        raise NothingFoundError(
            f"there is nothing to {'redo' if redo else 'undo'}", hint="`sergecite log` shows the changes"
        )

    def _candidates(self, number: int | None, *, redo: bool) -> list[Change]:
        """Return the changes that could be taken back, in the order in which they should be."""
        standing = [change for change in reversed(self._changes) if not change.undone]
        if number is not None:
            return [change for change in standing if change.number == number]
        if not redo:
            return [change for change in standing if change.undoes is None]
        latest = max((change.number for change in standing if change.undoes is None), default=0)
        plain = {change.number for change in self._changes if change.undoes is None}
        return [change for change in standing if change.undoes in plain and change.number > latest]

    def _way_back(self, change: Change, part: FileChange) -> Edit | None:
        """Return the edit that takes a change of one file back; None if it never reached the file."""
        file = self._ahead.get(part.name) or self._reading.file(self._root / part.name)
        if file.digest == part.before:
            return None
        splices = way_back(part, file)
        if splices is None or (file.digest != part.after and not _touches_no_more(as_written(file, splices))):
            raise UnwritableError(
                f"{change.what} cannot be taken back: {part.name} was changed there since",
                place=str(file.path),
                hint=f"`sergecite log --diff` shows what change {change.number} did",
            )
        return as_written(file, splices)


def _described(edit: Edit) -> FileChange:
    return file_change(edit.file, _after(edit), edit.splices)


def _after(edit: Edit) -> BibFile:
    return edit.file.becoming(apply(edit.file.view, edit.splices), edit.file.seen)


def _touches_no_more(edit: Edit) -> bool:
    """Whether the blocks outside the splices of an edit read the same after them."""
    now: list[tuple[int, int]] = []
    shift = 0
    for splice in sorted(edit.splices):
        now.append((splice.start + shift, splice.start + shift + len(splice.new)))
        shift += len(splice.new) - (splice.end - splice.start)
    file = edit.file
    text = apply(file.view, edit.splices)
    first, last, found = scanned_again(edit, text)
    old = _outside(file.view, file.blocks[first:last], [(splice.start, splice.end) for splice in edit.splices])
    return old == _outside(text, found, now)


def _outside(text: str, blocks: Sequence[Block], places: list[tuple[int, int]]) -> list[str]:
    return [
        text[block.start : block.end]
        for block in blocks
        if not any(start < block.end and block.start < end for start, end in places)
    ]
