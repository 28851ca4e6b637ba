"""The option --style of `cite` and `export`, and what the shell's TAB offers for it."""

from typing import Annotated

import typer

from sergecite.export.catalog import SHORT_NAMES, installed


def _offered(incomplete: str) -> list[str]:
    """Return the short names that begin so, or else the ids."""
    short = [name for name in SHORT_NAMES if name.startswith(incomplete)]
    return short or [row.id for row in installed() if row.id.startswith(incomplete)]


Style = Annotated[
    str,
    typer.Option(
        "--style",
        metavar="STYLE",
        help="A style's id, a short name, a .csl file. Default: the library's.",
        autocompletion=_offered,
    ),
]
