"""One writer at a time.

The lock is `flock` on the folder itself: nothing is created beside the user's files, and the system lets go of it when
the process ends however it ends, so no lock is ever stale.
"""

import fcntl
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sergecite.errors import UnwritableError

PATIENCE = 30.0
"""Seconds to wait for another process to finish its change."""


@contextmanager
def locked(folders: Iterable[Path], patience: float = PATIENCE) -> Iterator[None]:
    """Hold the locks of folders while a change is made; UnwritableError if another process keeps one too long."""
    with ExitStack() as stack:
        for folder in sorted({folder.resolve() for folder in folders}):
            stack.enter_context(_locked(folder, patience))
        yield


@contextmanager
def _locked(folder: Path, patience: float) -> Iterator[None]:
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise UnwritableError(f"{folder} cannot be opened: {error.strerror}") from error
    try:
        _wait(descriptor, folder, patience)
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int, folder: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    pause = 0.002
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise UnwritableError(
                    f"another process is changing the library in {folder}", hint="try again when it is done"
                ) from None
            time.sleep(pause)
            pause = min(pause * 1.5, 0.1)
        except OSError as error:
            raise UnwritableError(f"{folder} cannot be locked: {error.strerror}") from error
        else:
            return
