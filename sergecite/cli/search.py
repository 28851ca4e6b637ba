"""`sergecite search`: the entries that match, best first."""

from typing import Annotated

import typer

from sergecite.cli.list_entries import AsJson, Format, Limit, nothing, show_entries
from sergecite.cli.shelf import open_library
from sergecite.store.query import parse_query
from sergecite.store.search import rank


def command(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="QUERY", help="What to look for.", show_default=False)],
    template: Format = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    r"""Find entries; those with the words in title, names or citekey come first.

    \b
    sergecite search memoirs
    sergecite search 'serge "year one"'
    sergecite search author:trotsky date:1930..1940 --json

    The query language is that of `sergecite list`. Exit status 1: nothing matches.
    """
    wanted = " ".join(words)
    query = parse_query(wanted)
    found = rank(query, open_library(context).select(query))
    if not show_entries(context, found[:limit], template, as_json=as_json):
        nothing(context, wanted)
