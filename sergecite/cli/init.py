"""`sergecite init`: a new library."""

from pathlib import Path
from typing import Annotated

import typer

from sergecite.cli.context import session
from sergecite.cli.shelf import plural
from sergecite.store.found import found_library
from sergecite.store.git import commit_new, install
from sergecite.store.library import Library
from sergecite.store.settings import FILE_NAME


def command(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Its folder; refs/ in the working folder without one.")
    ] = None,
    title: Annotated[str, typer.Option("--title", help="What the library is called.")] = "",
    example: Annotated[
        bool, typer.Option("--example", help="Begin with a copy of the Serge library: 85 works, one essay.")
    ] = False,
    git: Annotated[
        bool, typer.Option("--git", help="Git merges its .bib files by entry; a new library commits each change.")
    ] = False,
) -> None:
    r"""Make a new library: a folder with `sergecite.toml` and a .bib file. Files that are there stay as they are.

    \b
    sergecite init               refs/ here and for all below
    sergecite init ~/library     --library names it elsewhere
    sergecite init serge --example    a library to play with
    sergecite init --git         with git, or only that

    The settings in `sergecite.toml`: title, style, lang, files, citekey; [git] with commit; [check] with ignore, and
    what is ignored in [check.entries]; [format] with indent, align, trailing-comma, sort-fields; [provenance];
    [[reading-list]] with heading, query (or keyword) and sort.
    """
    root = folder if folder is not None else session(context).library or Path("refs")
    made: list[str] = []
    if not git or not (root / FILE_NAME).exists():
        made = found_library(root, title=title, example=example, commits=git)
    if git:
        founded = bool(made)
        made += install(root)
        warning = commit_new(root, made) if founded else ""
        session(context).say(warning or "git merges its .bib files by entry from now on")
    library = Library.open(root)
    count = plural(len(library.entries()), "entry", "entries")
    session(context).say(f"{root}: {', '.join(made) or 'nothing new'}; the library has {count}")
