"""`sergecite list`: the entries that match a query."""

import shutil
import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from sergecite.cli.context import emit_json, leave, session
from sergecite.cli.listing import filled, in_order, rows, table
from sergecite.cli.shelf import entry_json, open_library
from sergecite.errors import ExitCode
from sergecite.model.entry import Entry
from sergecite.store.query import parse_query

Format = Annotated[
    str | None,
    typer.Option("--format", "-f", metavar="TEMPLATE", help="A line per entry: '{citekey} {author} {date}'; any field "
                 "may stand in braces, {title:40} is cut, \\t is a tab."),
]  # fmt: skip
AsJson = Annotated[bool, typer.Option("--json", help='[{"citekey", "type", "place", "fields", "names", "lists"}, ...]')]
Limit = Annotated[int | None, typer.Option("--limit", "-n", metavar="N", min=1, help="At most N entries.")]


def command(  # noqa: PLR0917  # options are parameters
    context: typer.Context,
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]", help="Which; all without one.")] = None,
    sort: Annotated[
        str | None, typer.Option("--sort", "-s", metavar="ORDER", help="date, author, title, citekey, added or file "
                                 "(the order of the files, which is the default).")
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", "-r", help="The other way round.")] = False,
    template: Format = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    r"""List the entries of the library, or those that match a query.

    \b
    sergecite list
    sergecite list serge revol     beginnings of words
    sergecite list '"year one" author:serge'  phrase, field
    sergecite list date:1930..1940 -s date    years
    sergecite list tag:primary -type:book     - leaves out
    sergecite list 'trotsky or lenin' -n 5
    sergecite list 'title:/total(itar|ist)/'  by pattern
    sergecite list -f '{citekey} {author} {date}'

    In a pipe each line is citekey, people, date and title with tabs between. Exit status 1: nothing matches.
    """
    library = open_library(context)
    wanted = " ".join(query or ())
    in_their_order = sort is None and not reverse
    found: Iterable[Entry]
    if in_their_order:
        found = library.stream(parse_query(wanted), limit)
    else:
        found = in_order(library.select(parse_query(wanted)), sort)
        found = (found[::-1] if reverse else found)[:limit]
    if not show_entries(context, found, template, as_json=as_json):
        nothing(context, wanted)


def show_entries(context: typer.Context, entries: Iterable[Entry], template: str | None, *, as_json: bool) -> bool:
    """Write entries to stdout in the form asked for, one by one where it lets us; tell whether there were any."""
    if as_json:
        found = [entry_json(entry) for entry in entries]
        emit_json(found)
        return bool(found)
    here = session(context)
    lines: Iterable[str]
    if template is not None:
        lines = (filled(template, entry) for entry in entries)
    elif sys.stdout.isatty():
        lines = table(list(entries), shutil.get_terminal_size().columns, painter(coloured=here.coloured))
    elif here.coloured:
        lines = table(list(entries), 120, painter(coloured=True))
    else:
        lines = rows(entries)
    some = False
    for line in lines:
        sys.stdout.write(f"{line}\n")
        some = True
    return some


def nothing(context: typer.Context, query: str) -> None:
    """Say that nothing was found, and leave."""
    if query:
        session(context).say(f"nothing matches {query}")
    else:
        session(context).say("the library is empty; `sergecite add` fills it")
    leave(ExitCode.LEFT)


def painter(*, coloured: bool) -> "Painter":
    """Return what colours a citekey."""
    return Painter("\x1b[36m", "\x1b[0m") if coloured else Painter("", "")


class Painter:
    """Puts text between two escape sequences."""

    def __init__(self, before: str, after: str) -> None:
        self._before, self._after = before, after

    def __call__(self, text: str) -> str:
        """Return the text, coloured; the spaces after it are not."""
        return f"{self._before}{text}{self._after}" if self._before else text
