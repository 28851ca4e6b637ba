"""Replace a file's content as a whole or not at all."""

import os
import stat
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


def replace(path: Path, data: bytes, *, expected: Stamp | None, old: bytes = b"") -> None:
    """Write `data` in place of a file that is still as `expected` and holds `old` (None: it must not exist).

    A symbolic link is followed and kept; mode and owner are kept; the data is on disk before it gets the name, the name
    before this returns. New and old file swap names in one step where the system can; if the old one then turns out to be
    another than expected, because an editor saved in that very moment, they swap back. UnwritableError says why nothing
    was changed.
    """
    target = path.resolve()
    fresh, kept = _beside(target, _MARK), _beside(target, _KEPT)
    try:
        _write(fresh, data, _mode(target))
        try:
            if expected is None:
                _create(fresh, target)
            else:
                _exchange(fresh, target, kept, expected, old)
        finally:
            _forget(fresh)
        _sync_folder(target.parent)
    except UnwritableError:
        raise
    except OSError as error:
        raise UnwritableError(
            f"{path.name} was not changed: {error.strerror or error}", place=str(path), hint=_hint(error)
        ) from error


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


def _exchange(fresh: Path, target: Path, kept: Path, expected: Stamp, old: bytes) -> None:
    found = target.stat()
    if stamp_of(found) != expected or target.read_bytes() != old:
        raise changed_on_disk(target)
    _own(fresh, found)
    if swap(fresh, target):
        if stamp(fresh) != expected or fresh.read_bytes() != old:
            swap(fresh, target)
            raise changed_on_disk(target)
        return
    _forget(kept)
    linked = _link(target, kept)
    try:
        fresh.replace(target)
        if linked and (stamp(kept) != expected or kept.read_bytes() != old):
            kept.replace(target)
            raise changed_on_disk(target)
    finally:
        if linked:
            _forget(kept)


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


def _write(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, mode)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fchmod(descriptor, mode)
        os.fsync(descriptor)
    except BaseException:
        _forget(path)
        raise
    finally:
        os.close(descriptor)


def _own(path: Path, old: os.stat_result) -> None:
    """Give the new file the owner of the old one where the system allows it."""
    new = path.stat()
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.chown(path, old.st_uid, old.st_gid)
            path.chmod(stat.S_IMODE(old.st_mode))
        except PermissionError:
            return


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
