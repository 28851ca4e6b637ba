"""What a process that died in the middle of a change left behind: struck out, or carried to its end.

One file is replaced in one step, so a change of one file was made or not made. A change of several may have been made in
some; the log holds all that is needed to make it in the others, and those are still as they were.
"""

from collections.abc import Iterable
from pathlib import Path

from sergecite.bibtex.edit import Splice, apply
from sergecite.errors import SergeciteError
from sergecite.store.atomic import Replacement, clean, replace_all
from sergecite.store.bibfile import BibFile
from sergecite.store.history import Change, FileChange, History
from sergecite.store.lock import BusyError, locked
from sergecite.store.reading import Reading


def recover(root: Path, paths: Iterable[Path]) -> str:
    """Settle a change that was interrupted, if there is one; return what the user should hear.

    For commands that only read: it waits for no other process, and is never an error.
    """
    history = History(root)
    change = history.in_doubt()
    if change is None:
        return ""
    try:
        with locked(folders(root, change), patience=0):
            return settle(root, history, Reading(root, tuple(paths)))
    except BusyError:
        return ""  # it is not interrupted, but being made
    except SergeciteError as error:
        return f"warning: the change {change.what!r} was interrupted: {error}"


def folders(root: Path, change: Change | None) -> list[Path]:
    """Return the folders that must be locked to settle a change."""
    found = {(root / part.name).resolve().parent for part in change.files} if change is not None else set()
    return [folder for folder in found if folder.is_dir()]


def settle(root: Path, history: History, reading: Reading) -> str:
    """Strike out or finish the last change if that is in doubt; return what the user should hear. Under the lock."""
    change = history.in_doubt()
    if change is None:
        return ""
    for folder in folders(root, change):
        clean(folder)
    files = [(part, reading.file(root / part.name)) for part in change.files]
    left = [(part, file) for part, file in files if file.digest == part.before != part.after]
    if len(left) == len(files):
        history.strike_out(change)
        return ""
    if left:
        replace_all([_replacement(part, file) for part, file in left])
    history.carried_out(change)
    if not left:
        return ""
    said = f"{change.what} was interrupted; it is now made in {', '.join(part.name for part, _ in left)} too"
    strange = [part.name for part, file in files if file.digest not in (part.before, part.after)]
    return f"{said}; look at {', '.join(strange)}, which changed since" if strange else said


def _replacement(part: FileChange, file: BibFile) -> Replacement:
    splices = [Splice(offset, offset + len(old), new) for offset, old, new in part.splices]
    return Replacement(file.path, file.becoming(apply(file.view, splices)).stored, file.seen, file.stored)
