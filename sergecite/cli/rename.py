"""`sergecite rename`: another citekey."""

from typing import Annotated

import typer

from sergecite.cli.context import session
from sergecite.cli.shelf import open_library, plural


def command(
    context: typer.Context,
    citekey: Annotated[str, typer.Argument(metavar="KEY", help="The entry.", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new citekey.", show_default=False)],
) -> None:
    r"""Give an entry another citekey, also where other entries of the library refer to it.

    \b
    sergecite rename serge1951memoirs serge:memoirs
    """
    count = open_library(context).rename(citekey, new)
    others = f"; {plural(count - 1, 'entry refers', 'entries refer')} to it by the new one" if count > 1 else ""
    session(context).say(f"{citekey} is now {new}{others}")
