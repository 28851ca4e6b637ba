"""`sergecite tag`: keywords of entries."""

from typing import Annotated

import typer

from sergecite.cli.completion import citekeys as offered
from sergecite.cli.context import session
from sergecite.cli.shelf import open_library, plural
from sergecite.errors import UsageError
from sergecite.store.tagging import tag


def command(
    context: typer.Context,
    citekeys: Annotated[
        list[str], typer.Argument(metavar="KEY...", help="Citekeys.", show_default=False, autocompletion=offered)
    ],
    add: Annotated[list[str] | None, typer.Option("--add", metavar="TAG", help="Add a tag; repeatable.")] = None,
    remove: Annotated[list[str] | None, typer.Option("--remove", metavar="TAG", help="Take it away.")] = None,
) -> None:
    r"""Add or remove tags of entries: the words in the field `keywords`.

    \b
    sergecite tag serge1951memoirs --add primary --add to-read
    sergecite tag serge1951memoirs --remove to-read
    sergecite list tag:primary
    """
    if not add and not remove:
        raise UsageError("there is nothing to add or remove", hint="--add TAG, --remove TAG")
    changed = tag(open_library(context), citekeys, add or (), remove or ())
    session(context).say(f"{plural(changed, 'entry', 'entries')} changed" if changed else "all is so already")
