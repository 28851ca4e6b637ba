"""Work that dies at a given call into the system."""

import os
import signal
import sys
import traceback
from collections.abc import Callable

CALLS = {
    "open", "write", "fsync", "replace", "rename", "link", "unlink", "fchmod", "ftruncate", "flock", "mkdir", "close",
    "renameat2", "read_bytes", "stat", "fstat", "execute", "connect", "setxattr", "chown",
}  # fmt: skip


def in_child(work: Callable[[], object]) -> int:
    """Run work in a forked process; return its wait status."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001  # the child must end here whatever happens
            traceback.print_exc()
            os._exit(3)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def killed_at(number: int, work: Callable[[], object]) -> Callable[[], None]:
    """Return work that kills its process right before (even) or after (odd) one of its calls into the system."""

    def tracked() -> None:
        calls = -1

        def watch(_frame: object, event: str, called: object) -> None:
            nonlocal calls
            if event in {"c_call", "c_return"} and getattr(called, "__name__", "") in CALLS:
                calls += 1
                if calls == number:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(watch)
        work()
        sys.setprofile(None)

    return tracked
