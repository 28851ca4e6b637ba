"""`sergecite merge-driver`: what git calls to merge two versions of a .bib file."""

from pathlib import Path
from typing import Annotated

import typer

from sergecite.cli.context import leave, session
from sergecite.cli.shelf import plural
from sergecite.errors import ExitCode, InputError
from sergecite.store.threeway import UnmergeableError, merge


def command(  # noqa: PLR0917  # the order in which git passes them
    context: typer.Context,
    base: Annotated[Path, typer.Argument(metavar="BASE", help="The version both come from (%O).", show_default=False)],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="One side; takes the result (%A).", show_default=False)],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="The other side (%B).", show_default=False)],
    name: Annotated[str, typer.Argument(metavar="[PATH]", help="What the file is called (%P).")] = "",
    marker: Annotated[int, typer.Option("--marker-size", metavar="N", min=1, help="Length of the markers (%L).")] = 7,
) -> None:
    r"""Merge two versions of a .bib file entry by entry, field by field; git calls it.

    Changes of different entries, and of different fields of one entry, never
    conflict. What both sides changed differently stands between git's markers,
    both versions whole, and the exit status is 1. `sergecite check` finds the
    markers later; nothing is written to a file that still has them.

    \b
    sergecite init --git             tells git of it
    sergecite merge-driver base.bib ours.bib theirs.bib
    """
    texts = [path.read_bytes().decode("latin-1") for path in (base, ours, theirs)]
    if any("\x00" in text for text in texts):
        raise InputError("a file with zero bytes in it is no text", place=name or str(ours))
    try:
        merged = merge(*texts, marker=marker)
    except UnmergeableError:
        raise InputError(
            "broken entries stand in the way of a merge by entry",
            place=name or str(ours),
            hint="git merges it by lines",
        ) from None
    ours.write_bytes(merged.text.encode("latin-1"))
    for conflict in merged.conflicts:
        session(context).say(f"{name or ours}: {conflict.encode('latin-1').decode('utf-8', errors='replace')}")
    if merged.conflicts:
        session(context).say(f"{plural(len(merged.conflicts), 'conflict')}, marked in the file")
        leave(ExitCode.LEFT)
