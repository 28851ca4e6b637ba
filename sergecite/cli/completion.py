"""What the shell's TAB offers where a citekey is meant."""

import os
from pathlib import Path

import typer

from sergecite.errors import SergeciteError
from sergecite.store.discovery import find_library
from sergecite.store.library import Library


def citekeys(context: typer.Context, incomplete: str) -> list[str]:
    """Return the citekeys that begin so; none where there is no library to read."""
    named = context.find_root().params.get("library")
    try:
        library = Library.open(find_library(Path(named) if named else None, os.environ, Path.cwd()))
        return [key for key in library.citekeys() if key.startswith(incomplete)]
    except (SergeciteError, OSError):
        return []  # a shell that waits for words is no place for an error
