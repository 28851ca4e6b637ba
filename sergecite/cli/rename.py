"""`sergecite rename`: another citekey."""

from pathlib import Path
from typing import Annotated

import typer

from sergecite.cli.completion import citekeys as offered
from sergecite.cli.context import session
from sergecite.cli.shelf import open_library, plural
from sergecite.store.renaming import rename


def command(
    context: typer.Context,
    citekey: Annotated[
        str,
        typer.Argument(
            metavar="KEY",
            help="The entry; FILE:LINE where several have its citekey.",
            show_default=False,
            autocompletion=offered,
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new citekey.", show_default=False)],
    manuscripts: Annotated[
        list[Path] | None,
        typer.Option(
            "--in",
            metavar="FILE",
            help="A manuscript that cites it (Markdown, LaTeX), or a resolution record; repeatable.",
        ),
    ] = None,
) -> None:
    r"""Give an entry another citekey, wherever it is named.

    Other entries that refer to it (crossref, related, ...) and the library's
    resolution records follow; so do the manuscripts named with --in, in Markdown's
    @key and in LaTeX's cite commands, and records kept beside an essay. It is one
    change, and `sergecite undo` takes it back.

    \b
    sergecite rename serge1951memoirs serge:memoirs
    sergecite rename serge1951memoirs s51 --in essay.md
    """
    done = rename(open_library(context), citekey, new, manuscripts or ())
    say = session(context).say
    say(f"{citekey} is now {new}")
    if done.entries:
        say(f"{plural(done.entries, 'entry refers', 'entries refer')} to it by the new one")
    if done.records:
        say(f"{plural(done.records, 'resolution record follows', 'resolution records follow')}")
    for path, count in done.manuscripts:
        say(f"{path}: {plural(count, 'citation')}" if count else f"{path}: does not cite it")
