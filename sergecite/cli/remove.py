"""`sergecite remove`: take entries out of the library."""

from typing import Annotated

import typer

from sergecite.cli.completion import citekeys as offered
from sergecite.cli.context import session
from sergecite.cli.shelf import open_library
from sergecite.store.search import references_to


def command(
    context: typer.Context,
    citekeys: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY...",
            help="Citekeys; FILE:LINE where several entries have one.",
            show_default=False,
            autocompletion=offered,
        ),
    ],
) -> None:
    r"""Remove entries. All the rest of the file stays as it is; `sergecite undo` brings them back.

    \b
    sergecite remove serge1951memoirs
    """
    library = open_library(context)
    referring = [
        (entry, field) for entry, field in references_to(library.entries(), citekeys) if entry.citekey not in citekeys
    ]
    library.remove(citekeys)
    session(context).say(f"removed {', '.join(citekeys)}; `sergecite undo` brings back what was removed")
    for entry, field in referring:
        session(context).say(f"note: {entry.place}: {entry.citekey} still refers to it ({field})")
