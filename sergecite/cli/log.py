"""`sergecite log`: what was changed."""

import shutil
import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from sergecite.cli.context import emit_json, leave, session, visible
from sergecite.cli.shelf import open_library
from sergecite.errors import ExitCode
from sergecite.store.encoding import decode
from sergecite.store.history import Change


def command(
    context: typer.Context,
    limit: Annotated[int | None, typer.Option("--limit", "-n", metavar="N", min=1, help="At most N changes.")] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show what was replaced by what.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help='[{"number", "when", "what", "undone", "undoes", "files": [{"name", "splices": '
                           '[{"offset", "old", "new"}]}]}, ...]')
    ] = False,
) -> None:  # fmt: skip
    r"""Show the changes made with sergecite on this machine, newest first.

    \b
    sergecite log
    sergecite log --diff -n 1
    """
    changes = list(reversed(open_library(context).log()))[:limit]
    if as_json:
        emit_json([_json(change) for change in changes])
    else:
        for change in changes:
            mark = "  (undone)" if change.undone else ""
            start = f"{change.number:>4}  {change.when[:16].replace('T', ' ')}  "
            sys.stdout.write(f"{start}{_fitting(visible(change.what), len(start + mark))}{mark}\n")
            if diff:
                sys.stdout.writelines(f"      {line}\n" for line in difference(change))
    if not changes:
        session(context).say("nothing was changed yet")
        leave(ExitCode.LEFT)


def _fitting(what: str, taken: int) -> str:
    """Cut what would run over the end of a terminal's line: an import may name thousands of citekeys."""
    room = shutil.get_terminal_size().columns - taken
    return what if not sys.stdout.isatty() or len(what) <= room else what[: max(room - 1, 20)] + "…"


def difference(change: Change) -> Iterator[str]:
    """Yield the lines that a change replaced and what it put there, by file."""
    for file in change.files:
        yield visible(file.name)
        for _, old, new in file.splices:
            yield from (f"- {visible(line)}" for line in _text(old).splitlines() if line.strip())
            yield from (f"+ {visible(line)}" for line in _text(new).splitlines() if line.strip())


def _text(view: str) -> str:
    return decode(view.encode("latin-1"))


def _json(change: Change) -> dict[str, object]:
    return {
        "number": change.number,
        "when": change.when,
        "what": change.what,
        "undone": change.undone,
        "undoes": change.undoes,
        "files": [
            {
                "name": file.name,
                "splices": [
                    {"offset": offset, "old": _text(old), "new": _text(new)} for offset, old, new in file.splices
                ],
            }
            for file in change.files
        ],
    }
