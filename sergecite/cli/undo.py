"""`sergecite undo`: take back what was changed."""

from typing import Annotated

import typer

from sergecite.cli.context import session
from sergecite.cli.shelf import open_library


def command(
    context: typer.Context,
    steps: Annotated[int, typer.Argument(metavar="[STEPS]", min=1, help="How many changes.")] = 1,
) -> None:
    r"""Take back the last change of the library, or the last few; each step is shown.

    What was changed in an editor since stays as it is; if both touch the same place, nothing is done and you are told.

    \b
    sergecite undo
    sergecite undo 3
    """
    library = open_library(context)
    for _ in range(steps):
        change = library.undo()
        session(context).say(f"undone: {change.what}")
