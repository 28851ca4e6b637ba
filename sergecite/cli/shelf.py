"""How a command comes to its library, and what all commands on entries share."""

import os
from functools import partial
from pathlib import Path
from typing import Any

import typer

from sergecite.cli.context import session
from sergecite.cli.progress import progress
from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.store.discovery import find_library
from sergecite.store.library import Library


def open_library(context: typer.Context) -> Library:
    """Open the library that the options, the environment and the working folder point to."""
    here = session(context)
    return Library.open(find_library(here.library, os.environ, Path.cwd()), here.say, partial(progress, here))


def entry_json(entry: Entry) -> dict[str, Any]:
    """Return an entry as a JSON object: citekey, type, place, fields, names, lists."""
    return {
        "citekey": entry.citekey,
        "type": entry.entry_type,
        "place": entry.place,
        "fields": dict(entry.fields),
        "names": {role: [_name_json(name) for name in names] for role, names in entry.names.items()},
        "lists": {name: list(items) for name, items in entry.lists.items()},
    }


def _name_json(name: Name) -> dict[str, Any]:
    if name.others:
        return {"others": True}
    parts = {part: getattr(name, part) for part in ("family", "given", "particle", "suffix", "literal")}
    return {part: value for part, value in parts.items() if value}


def plural(count: int, noun: str, nouns: str = "") -> str:
    """Return a count with its noun."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"
