"""One writer at a time.

The lock is `flock` on the folder itself: nothing is created beside the user's files, and the system lets go of it when
the process ends however it ends, so no lock is ever stale. Where a file system cannot lock folders (NFS), a file in the
user's state folder is locked in its stead, which keeps apart the processes of one machine.
"""

import errno
import fcntl
import os
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sergecite.errors import UnwritableError
from sergecite.store.places import user_folder

PATIENCE = 30.0
"""Seconds to wait for another process to finish its change."""

_NO_FOLDERS = frozenset({errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS})


class BusyError(UnwritableError):
    """Another process keeps the lock."""


@contextmanager
def locked(folders: Iterable[Path], patience: float = PATIENCE) -> Iterator[None]:
    """Hold the locks of folders while a change is made; BusyError if another process keeps one too long."""
    with ExitStack() as stack:
        for folder in sorted({folder.resolve() for folder in folders}):
            stack.enter_context(_locked(folder, patience))
        yield


@contextmanager
def _locked(folder: Path, patience: float) -> Iterator[None]:
    descriptors: list[int] = []
    try:
        try:
            descriptors.append(os.open(folder, os.O_RDONLY | os.O_CLOEXEC))
            try:
                _wait(descriptors[0], folder, patience)
            except OSError as error:
                if error.errno not in _NO_FOLDERS:
                    raise
                descriptors.append(_substitute(folder))
                _wait(descriptors[1], folder, patience)
        except OSError as error:
            raise UnwritableError(f"{folder} cannot be locked: {error.strerror}") from error
        yield
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def _substitute(folder: Path) -> int:
    """Open the file that stands for a folder that cannot be locked itself."""
    path = user_folder("state") / "locks" / f"{zlib.crc32(os.fsencode(folder)):08x}"
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _wait(descriptor: int, folder: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    pause = 0.002
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise BusyError(
                    f"another process is changing the library in {folder}", hint="try again when it is done"
                ) from None
            time.sleep(pause)
            pause = min(pause * 1.5, 0.1)
        else:
            return
