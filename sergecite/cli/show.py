"""`sergecite show`: entries whole, with where they come from."""

import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from sergecite.bibtex.house_style import RANK
from sergecite.cli.completion import citekeys as offered
from sergecite.cli.context import emit, emit_json, leave, session
from sergecite.cli.list_entries import painter
from sergecite.cli.listing import padded, plain
from sergecite.cli.shelf import entry_json, open_library
from sergecite.errors import ExitCode, UsageError
from sergecite.model.entry import Entry


def command(
    context: typer.Context,
    citekeys: Annotated[list[str], typer.Argument(metavar="KEY...", help="Citekeys.", show_default=False, autocompletion=offered)],
    raw: Annotated[
        bool, typer.Option("--bibtex", "--raw", help="As they stand in the file, byte for byte.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help='[{"citekey", "type", "place", "fields", "names", "lists"}, ...]')
    ] = False,
) -> None:  # fmt: skip
    r"""Show entries whole: every field, what they inherit, the file and line they stand in.

    \b
    sergecite show serge1951memoirs
    sergecite show serge1951memoirs --bibtex | pbcopy
    sergecite show serge1951memoirs serge1930yearone --json
    """
    library = open_library(context)
    found: list[Entry] = []
    missing: list[UsageError] = []
    for citekey in citekeys:
        try:
            found.append(library.get(citekey))
        except UsageError as error:
            missing.append(error)
    if not found:
        raise missing[0]
    if as_json:
        emit_json([entry_json(entry) for entry in found])
    elif raw:
        emit("\n\n".join(library.raw(entry.citekey) for entry in found))
    else:
        width = min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else 100
        paint = painter(coloured=session(context).coloured)
        meanings = library.settings.provenance
        blocks = ["\n".join(entry_lines(entry, width, paint(plain(entry.citekey)), meanings)) for entry in found]
        sys.stdout.write("\n\n".join(blocks) + "\n")
    for fault in missing:
        session(context).say(f"error: {fault}" + (f"; {fault.hint}" if fault.hint else ""))
    if missing:
        leave(ExitCode.LEFT)


def entry_lines(entry: Entry, width: int, citekey: str, meanings: Mapping[str, str]) -> Iterator[str]:
    """Yield an entry whole: its citekey as given, type and place, then a line for each field in house order, wrapped."""
    yield f"{citekey}  {entry.entry_type}  {plain(entry.place)}"
    rows = [
        *((role, "; ".join(plain(name.inverted) for name in names)) for role, names in entry.names.items()),
        *((name, "; ".join(plain(item) for item in items)) for name, items in entry.lists.items()),
        *((name, plain(text)) for name, text in entry.fields.items()),
    ]
    rows = sorted((row for row in rows if row[1]), key=lambda row: RANK.get(row[0], len(RANK)))
    rows = [
        (name, f"{text} ({meanings[name]})" if name in meanings and name != "keywords" else text) for name, text in rows
    ]
    label_width = min(max((len(name) for name, _ in rows), default=0), 16)
    for name, text in rows:
        yield from textwrap.wrap(
            text,
            width,
            initial_indent=f"  {padded(plain(name), label_width)}  ",
            subsequent_indent=" " * (label_width + 4),
            break_long_words=False,
            break_on_hyphens=False,
        )
