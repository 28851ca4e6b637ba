"""Replace the content of files as a whole or not at all."""

import contextlib
import os
import stat
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sergecite.errors import UnwritableError
from sergecite.store.swap import swap

_MARK = ".sergecite-new"
_KEPT = ".sergecite-old"


class Stamp(NamedTuple):
    """What tells one state of a file from another without reading it."""

    device: int
    inode: int
    size: int
    modified: int


def stamp(path: Path) -> Stamp | None:
    """Return the stamp of a file; None if there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return stamp_of(found)


def stamp_of(found: os.stat_result) -> Stamp:
    """Return the stamp that belongs to a status."""
    return Stamp(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


class Replacement(NamedTuple):
    """`data` is to stand in place of a file that is still as `expected` and holds `old` (None: it must not exist)."""

    path: Path
    data: bytes
    expected: Stamp | None
    old: bytes = b""


class _Step(NamedTuple):
    """A replacement on its way: the file itself (links followed), its new content, and what the old one is called."""

    wanted: Replacement
    target: Path
    fresh: Path
    kept: Path


def replace(path: Path, data: bytes, *, expected: Stamp | None, old: bytes = b"") -> None:
    """Replace one file; see `replace_all`."""
    replace_all([Replacement(path, data, expected, old)])


def replace_all(wanted: Sequence[Replacement]) -> list[tuple[Stamp, int]]:
    """Put new content in place of some files, all of them or none; return the new stamps, and when, in ns, they were taken.

    A symbolic link is followed and kept; mode, owner and extended attributes are kept; another name of the same file (a
    hard link) keeps the old content, as a backup made of links must. All the data is on disk before the first file gets
    its name, and the names before this returns; so a full disk shows before anything is changed. New and old file swap
    names in one step where the system can; if an old one then turns out to be another than expected, because an editor
    saved in that very moment, all swap back. UnwritableError says why nothing was changed.
    """
    steps: list[_Step] = []
    made: list[_Step] = []
    stamps: list[tuple[Stamp, int]] = []
    path = wanted[0].path
    try:
        try:
            for one in wanted:
                path = one.path
                target = path.resolve()
                steps.append(_Step(one, target, _beside(target, _MARK), _beside(target, _KEPT)))
                stamps.append((_write(steps[-1].fresh, one.data, _mode(target)), time.time_ns()))
            for step in steps:
                path = step.wanted.path
                _carry_out(step)
                made.append(step)
            made.clear()
        finally:
            for step in reversed(made):
                _take_back(step)
            for step in steps:
                _forget(step.fresh)
                _forget(step.kept)
        for folder in dict.fromkeys(step.target.parent for step in steps):
            _sync_folder(folder)
    except UnwritableError:
        raise
    except OSError as error:
        raise UnwritableError(
            f"{path.name} was not changed: {error.strerror or error}", place=str(path), hint=_hint(error)
        ) from error
    return stamps


def clean(folder: Path) -> None:
    """Remove what a killed process left beside the files of a folder; only under the folder's lock."""
    try:
        names = [entry.name for entry in os.scandir(folder) if entry.name.endswith((_MARK, _KEPT))]
    except OSError:
        return
    for name in names:
        _forget(folder / name)


def changed_on_disk(path: Path) -> UnwritableError:
    """Return the error for a file that another program changed while a change was under way."""
    return UnwritableError(
        f"{path.name} was changed by another program in the meantime; nothing was written",
        place=str(path),
        hint="try again",
    )


def _carry_out(step: _Step) -> None:
    """Give the new content its name; afterwards `fresh` or `kept` names the old one, where there was one."""
    if step.wanted.expected is None:
        _create(step.fresh, step.target)
        return
    found = step.target.stat()
    if not _as_expected(step.target, step.wanted):
        raise changed_on_disk(step.target)
    _take_after(step.fresh, step.target, found)
    if swap(step.fresh, step.target):
        if not _as_expected(step.fresh, step.wanted):
            swap(step.fresh, step.target)
            raise changed_on_disk(step.target)
        return
    _forget(step.kept)
    linked = _link(step.target, step.kept)
    step.fresh.replace(step.target)
    if linked and not _as_expected(step.kept, step.wanted):
        step.kept.replace(step.target)
        raise changed_on_disk(step.target)


def _take_back(step: _Step) -> None:
    """Give the old content its name again, unless an editor has saved the file since."""
    if step.target.read_bytes() != step.wanted.data:
        return
    if step.wanted.expected is None:
        _forget(step.target)
        return
    if not step.kept.exists() and not step.fresh.exists():
        _write(step.kept, step.wanted.old, _mode(step.target))
    (step.kept if step.kept.exists() else step.fresh).replace(step.target)


def _as_expected(path: Path, wanted: Replacement) -> bool:
    return stamp(path) == wanted.expected and path.read_bytes() == wanted.old


def _link(target: Path, kept: Path) -> bool:
    """Give the old file a second name; some file systems cannot."""
    try:
        kept.hardlink_to(target)
    except OSError:
        return False
    return True


def _create(fresh: Path, target: Path) -> None:
    try:
        target.hardlink_to(fresh)
    except FileExistsError:
        raise changed_on_disk(target) from None
    except OSError:
        if target.exists():
            raise changed_on_disk(target) from None
        fresh.replace(target)


def _write(path: Path, data: bytes, mode: int) -> Stamp:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, mode)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fchmod(descriptor, mode)
        os.fsync(descriptor)
        return stamp_of(os.fstat(descriptor))
    except BaseException:
        _forget(path)
        raise
    finally:
        os.close(descriptor)


def _take_after(path: Path, target: Path, old: os.stat_result) -> None:
    """Give the new file owner, group and extended attributes (access lists among them) of the old one, where that is allowed."""
    new = path.stat()
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        for owner in (old.st_uid, -1):
            with contextlib.suppress(PermissionError):
                os.chown(path, owner, old.st_gid)
                path.chmod(stat.S_IMODE(old.st_mode))
                break
    if sys.platform == "linux":  # the only system where Python can read them
        for name in os.listxattr(target):
            with contextlib.suppress(OSError):
                os.setxattr(path, name, os.getxattr(target, name))


def _mode(target: Path) -> int:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _beside(target: Path, mark: str) -> Path:
    """Return the name of a passing file: one per file, since the folder is locked."""
    return target.with_name(f".{target.name[:200]}{mark}")


def _forget(path: Path) -> None:
    path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _hint(error: OSError) -> str | None:
    if isinstance(error, PermissionError):
        return "the file or its folder is read-only"
    return "free some space and try again" if error.errno == 28 else None
