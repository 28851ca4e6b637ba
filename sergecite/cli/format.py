"""`sergecite format`: the library in house style."""

import difflib
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from sergecite.cli.context import emit_json, leave, session, visible
from sergecite.cli.progress import progress, size_of
from sergecite.cli.shelf import open_library, plural
from sergecite.errors import ExitCode, UsageError
from sergecite.store.encoding import decode
from sergecite.store.house_style import Formatted, format_bytes, format_library, formatted


def command(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE...]", help="Files of the library; all unless told. - is stdin to stdout."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit status 1 if a file would change.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help='[{"file", "entries"}, ...] of the files that change.')
    ] = False,
) -> None:
    r"""Lay the entries out alike: a field to a line, in one order, in braces.

    What entries say does not change, nor does anything else in the file: comments,
    @string, @preamble, macros, the order of entries, line endings and encoding stay.
    Broken entries are left alone. Formatting twice changes nothing more. What of it
    can be chosen stands in sergecite.toml; this is what it is without:

    \b
    [format]
    indent = 2                         or "tab"
    align = false                      = in one column
    trailing-comma = true
    sort-fields = true                 in house order

    \b
    sergecite format
    sergecite format --check           for a hook or CI
    sergecite format --diff primary.bib
    sergecite format - < refs.bib > tidy.bib
    """
    names = files or []
    if "-" in names:
        _filter(names, check=check)
        return
    library = open_library(context)
    with progress(session(context), "formatting", size_of(library)):
        found = formatted(library, names) if check or diff else format_library(library, names)
    if as_json:
        emit_json([{"file": one.file.name, "entries": one.entries} for one in found])
    elif diff:
        for one in found:
            _show(one)
    for one in found:
        verb = "would change" if check or diff else "formatted"
        session(context).say(f"{one.file.name}: {plural(one.entries, 'entry', 'entries')} {verb}")
    if not found:
        session(context).say("all in house style")
    if found and (check or diff):
        leave(ExitCode.LEFT)


def _filter(names: Sequence[str], *, check: bool) -> None:
    if len(names) > 1:
        raise UsageError("- cannot stand beside file names")
    data = sys.stdin.buffer.read()
    new = format_bytes(data)
    if check:
        if new != data:
            leave(ExitCode.LEFT)
        return
    sys.stdout.buffer.write(new)


def _show(one: Formatted) -> None:
    old, new = (decode(data).splitlines() for data in (one.file.data, one.new))
    for line in difflib.unified_diff(old, new, one.file.name, f"{one.file.name} (formatted)", lineterm=""):
        sys.stdout.write(visible(line) + "\n")
