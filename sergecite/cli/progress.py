"""What a person at a terminal sees of long work: one line that is wiped at the end."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sergecite.cli.context import Session
from sergecite.store.library import Library

_PATIENCE = 0.8
"""Seconds after which it is worth saying what takes so long."""
_OFTEN = 0.1


class Progress:
    """Shows a stage of the work and how far it is; silent unless stderr is a terminal."""

    def __init__(self, here: Session, *, shown: bool) -> None:
        self._here = here
        self._shown = shown
        self._began = self._last = time.monotonic()
        self.written = False

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Say what is being done, and how many of how many are."""
        now = time.monotonic()
        if not self._shown or now - self._began < _PATIENCE or (done and now - self._last < _OFTEN):
            return
        self._last = now
        self.written = True
        far = f" {done:,} of {total:,}" if total else f" {done:,}" if done else " ..."
        sys.stderr.write(f"\r\x1b[K{stage}{far}")
        sys.stderr.flush()

    def say(self, message: str) -> None:
        """Tell the user something, on a line of its own."""
        self.clear()
        self._here.say(message)

    def clear(self) -> None:
        """Wipe the line, for something to be said; the next call writes it anew."""
        if self.written:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self.written = False


def size_of(library: Library) -> int:
    """Return how many bytes the files of a library have, without reading them."""
    return sum(path.stat().st_size for path in library.paths if path.is_file())


@contextmanager
def progress(here: Session, first: str, size: int = 0) -> Iterator[Progress]:
    """Show progress while a piece of work is done; `size` is in bytes, and much is worth saying at once."""
    # A dumb terminal (an editor's shell) cannot wipe a line.
    shown = sys.stderr.isatty() and not here.quiet and os.environ.get("TERM") != "dumb"
    found = Progress(here, shown=shown)
    if shown and size > 3_000_000:
        found.written = True
        sys.stderr.write(f"{first} ...")
        sys.stderr.flush()
    try:
        yield found
    finally:
        found.clear()
