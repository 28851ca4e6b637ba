"""The folders of this user where the program keeps what is not the library: its cache, its state, its data."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_IS_LINUX: bool = sys.platform.startswith("linux")
_XDG = {
    "cache": ("XDG_CACHE_HOME", ".cache"),
    "state": ("XDG_STATE_HOME", ".local/state"),
    "data": ("XDG_DATA_HOME", ".local/share"),
}


def user_folder(kind: str, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder for "cache", "state" or "data"; it may not exist."""
    if _IS_LINUX:
        # What platformdirs answers here too; its import alone would be a third of what a command may cost.
        variable, usual = _XDG[kind]
        base = environ.get(variable, "")
        return (Path(base) if base.startswith("/") else Path.home() / usual) / "sergecite"
    import platformdirs  # noqa: PLC0415  # see above

    return Path(getattr(platformdirs, f"user_{kind}_dir")("sergecite", appauthor=False))
