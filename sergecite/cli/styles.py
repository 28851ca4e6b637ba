"""`sergecite styles`: find a citation style among those installed."""

from typing import Annotated

import typer

from sergecite.cli.context import emit, emit_json, leave, session
from sergecite.errors import ExitCode
from sergecite.export.catalog import SHORT_NAMES, StyleRow, find_styles, installed, style_path
from sergecite.store.library import nearest

_COMMON = {*SHORT_NAMES.values(), "apa", "chicago-author-date", "ieee"}


def command(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS]...", help="Words of the style's id, like journal of history.", show_default=False),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help='[{"id", "title", "short", "dependent"}]; short: names that mean the style.')
    ] = False,
) -> None:  # fmt: skip
    r"""Find styles by the words of their id; without words, those asked for most.

    The id, or a short name, is what --style takes. A style marked * follows another one in everything.

    \b
    sergecite styles
    sergecite styles chicago author
    sergecite styles american historical review
    """
    short: dict[str, list[str]] = {}
    for name, style in SHORT_NAMES.items():
        short.setdefault(style, []).append(name)
    wanted = words or []
    found = (
        find_styles(wanted)
        if wanted
        else [StyleRow(id=name, dependent=False, path=style_path(name)) for name in sorted(_COMMON)]
    )
    if as_json:
        emit_json(
            [
                {"id": row.id, "title": row.title(), "short": short.get(row.id, []), "dependent": row.dependent}
                for row in found
            ]
        )
    elif found:
        emit("\n".join(_line(row, short.get(row.id, [])) for row in found))
    if not found:
        session(context).say(f"no style has {' and '.join(wanted)} in its id" + _perhaps(wanted))
        leave(ExitCode.LEFT)
    if not wanted and not as_json:
        session(context).say("`sergecite styles WORDS` searches all that are installed")


def _perhaps(wanted: list[str]) -> str:
    """Return the words that were perhaps meant."""
    words = {word for row in installed() for word in row.id.split("-")}
    meant = [word if word in words else nearest(word, words) or word for word in wanted]
    return f"; did you mean {' '.join(meant)}?" if meant != wanted else ""


def _line(row: StyleRow, names: list[str]) -> str:
    mark = " *" if row.dependent else ""
    also = f" [{', '.join(names)}]" if names else ""
    return f"{row.id}{mark}{also}\n    {row.title()}"
