"""Let two files swap names in one step: `renameat2` of Linux, `renamex_np` of macOS."""

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # sys/stdio.h of macOS


def swap(one: Path, other: Path) -> bool:
    """Swap the names of two files in one folder; False where the system or the file system cannot."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
    except OSError:
        return False
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return int(library.renamex_np(first, second, ctypes.c_uint(_RENAME_SWAP))) == 0
    if hasattr(library, "renameat2"):
        return int(library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, ctypes.c_uint(_RENAME_EXCHANGE))) == 0
    return False
