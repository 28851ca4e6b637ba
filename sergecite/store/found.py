"""Founding a library."""

from pathlib import Path

from sergecite.errors import InputError, UnwritableError, UsageError
from sergecite.store.atomic import replace
from sergecite.store.discovery import shipped_root
from sergecite.store.settings import DEFAULT_CITEKEY, FILE_NAME

_SHIPPED = (".bib", ".toml")


def found_library(root: Path, *, title: str = "", example: bool = False, commits: bool = False) -> list[str]:
    """Make a library in a folder and return the files made; what is there is never touched.

    `example`: copies of the files of the Serge library; `commits`: each change is to be committed. UsageError if the folder holds a library already.
    """
    if (root / FILE_NAME).exists():
        raise UsageError(f"{root} is a library already", hint=f"sergecite --library {root} list")
    if example and root.is_dir() and any(root.iterdir()):
        raise UsageError(f"{root} is not empty", hint="name a new folder for the example")
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(f"{root} cannot be made: {error.strerror}") from error
    files = _example() if example else _fresh(root, title, commits=commits)
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, data, expected=None)
    return list(files)


def _fresh(root: Path, title: str, *, commits: bool) -> dict[str, bytes]:
    bibs = sorted(path.name for path in root.iterdir() if path.suffix.lower() == ".bib")
    made = {} if bibs else {"library.bib": b""}
    names = ", ".join(_quoted(name) for name in bibs or ["library.bib"])
    settings = (
        f"title = {_quoted(title)}\n"
        'style = "chicago"  # sergecite styles finds others\n'
        'lang = "en-US"\n'
        f"files = [{names}]  # in this order; new entries go to the first\n"
        f"citekey = {_quoted(DEFAULT_CITEKEY)}  # serge1951memoirs\n"
        + ("\n[git]\ncommit = true  # each change by itself\n" if commits else "")
    )
    return {FILE_NAME: settings.encode(), **made}


def _quoted(text: str) -> str:
    """Return a TOML string."""
    escaped = "".join(sign if sign >= " " and sign not in '"\\\x7f' else f"\\u{ord(sign):04X}" for sign in text)
    return f'"{escaped}"'


def _example() -> dict[str, bytes]:
    source = shipped_root()
    if source is None:
        raise InputError("the Serge library did not come with this installation")
    paths = sorted(path for path in source.rglob("*") if path.is_file() and path.suffix in _SHIPPED)
    return {path.relative_to(source).as_posix(): path.read_bytes() for path in paths}
