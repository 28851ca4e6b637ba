"""Where the library is.

In this order: the folder named by the caller, the environment's SERGECITE_LIBRARY, a `refs` folder or a
`sergecite.toml` in the working folder or above it, the user's own default library, and at last the Serge library that
comes with the program, which can be read but not written.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sergecite.errors import InputError, NothingFoundError, UnwritableError
from sergecite.store.places import user_folder
from sergecite.store.settings import FILE_NAME

_PACKAGE = Path(__file__).resolve().parents[1]


class Place(NamedTuple):
    """A library's folder, and whether it may be written."""

    root: Path
    writable: bool = True

    def check_writable(self) -> None:
        """Raise UnwritableError where the library is not to be written."""
        if not self.writable:
            raise UnwritableError(
                "this is the Serge library that comes with sergecite; it is only to be read",
                hint="`sergecite init` makes a library of your own",
            )


def find_library(explicit: Path | None, environ: Mapping[str, str], cwd: Path) -> Place:
    """Find the library; InputError if the one asked for is none."""
    if explicit is not None:
        return Place(root=_folder(explicit, "--library"), writable=not _is_shipped(explicit))
    named = environ.get("SERGECITE_LIBRARY")
    if named:
        root = _folder(Path(named).expanduser(), "SERGECITE_LIBRARY")
        return Place(root=root, writable=not _is_shipped(root))
    for folder in (cwd, *cwd.parents):
        if (folder / FILE_NAME).is_file():
            return Place(root=folder)
        if is_library(folder / "refs"):
            return Place(root=folder / "refs")
    default = default_root()
    if is_library(default):
        return Place(root=default)
    shipped = shipped_root()
    if shipped is None:
        raise NothingFoundError("there is no library here", hint="`sergecite init` makes one")
    return Place(root=shipped, writable=False)


def default_root() -> Path:
    """Return the folder of the user's own default library, whether or not it exists."""
    return user_folder("data") / "library"


def shipped_root() -> Path | None:
    """Return the folder of the Serge library: in the installed package, or at the root of a checkout."""
    for folder in (_PACKAGE / "refs", _PACKAGE.parent / "refs"):
        if is_library(folder):
            return folder
    return None


def is_library(folder: Path) -> bool:
    """Whether a folder holds settings or a .bib file."""
    if (folder / FILE_NAME).is_file():
        return True
    return folder.is_dir() and any(path.suffix.lower() == ".bib" for path in folder.iterdir())


def _is_shipped(folder: Path) -> bool:
    return folder.resolve() == (_PACKAGE / "refs").resolve()


def _folder(path: Path, asked_by: str) -> Path:
    if path.is_dir():
        return path
    if path.is_file():
        raise InputError(
            f"{asked_by} names the file {path}, not a folder", hint=f"the library is the folder: {path.parent}"
        )
    raise InputError(f"{asked_by} names {path}, which does not exist", hint=f"sergecite init {path}")
