"""`sergecite undo`: take back what was changed."""

from typing import Annotated

import typer

from sergecite.cli.context import emit, session
from sergecite.cli.log import difference
from sergecite.cli.shelf import open_library
from sergecite.errors import UsageError


def command(
    context: typer.Context,
    steps: Annotated[int, typer.Argument(metavar="[STEPS]", min=1, help="How many changes.")] = 1,
    only: Annotated[
        int | None, typer.Option("--only", metavar="N", help="The change that `log` numbers N, and none after it.")
    ] = None,
    redo: Annotated[bool, typer.Option("--redo", help="Make again what was undone last.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be replaced by what; change nothing.")] = False,
) -> None:  # fmt: skip
    r"""Take back the last change of the library, or the last few; each step is shown.

    What was changed in an editor since stays as it is; if both touch the same place, nothing is done and you are told.

    \b
    sergecite undo
    sergecite undo 3 --dry-run
    sergecite undo --only 12     that change, none after it
    sergecite undo --redo        the undo itself was wrong
    """
    if only is not None and (redo or steps > 1):
        raise UsageError("--only names one change", hint="leave out STEPS and --redo")
    library = open_library(context)
    if dry_run:
        for change in library.undoing(steps, only, redo=redo):
            emit("\n".join([change.what, *difference(change)]))
        return
    for _ in range(steps):
        change = library.undo(only, redo=redo)
        made_again = change.undoes is not None
        session(context).say(
            f"made again: {change.what.removeprefix('undo ')}" if made_again else f"undone: {change.what}"
        )
