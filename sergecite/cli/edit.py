"""`sergecite edit`: change an entry's fields, or the entry as text in an editor."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from sergecite.bibtex.scan import scan
from sergecite.cli.completion import citekeys as offered
from sergecite.cli.context import session
from sergecite.cli.shelf import open_library
from sergecite.errors import InputError, UsageError
from sergecite.store.checks.finding import Level
from sergecite.store.checks.table import check_entry
from sergecite.store.encoding import decode
from sergecite.store.library import Library

_HOUSES = {"publisher", "institution", "organization"}
"""Lists whose items often have "and" in their name: Faber and Faber."""


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
    assignments: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Give a field a value. Unicode or LaTeX.")
    ] = None,
    unset: Annotated[list[str] | None, typer.Option("--unset", metavar="FIELD", help="Take a field away.")] = None,
    entry_type: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Another entry type.")] = None,
) -> None:
    r"""Change an entry; nothing but what you change is touched, and `sergecite undo` takes it back.

    \b
    sergecite edit serge1951memoirs --set 'location=New York'
    sergecite edit serge1951memoirs --set date=2012
    sergecite edit serge1951memoirs --unset note
    sergecite edit serge1951memoirs      in $VISUAL or $EDITOR
    """
    library = open_library(context)
    if not (assignments or unset or entry_type):
        now = _in_editor(library, citekey)
        changed, citekey = now is not None, now or citekey
    else:
        values: dict[str, str | None] = {}
        for assignment in assignments or ():
            name, equals, value = assignment.partition("=")
            if not equals or not name.strip():
                lacking = "value" if name.strip() else "field"
                raise UsageError(
                    f"--set {assignment} names no {lacking}", hint="--set FIELD=VALUE; --unset FIELD takes it away"
                )
            values[name.strip()] = value
        values.update(dict.fromkeys(unset or ()))
        changed = library.set_fields(citekey, values, entry_type=entry_type)
        for name in sorted(_HOUSES & values.keys()):
            value = values[name] or ""
            if " and " in value and "{" not in value:
                session(context).say(f"note: `and` parts two names in {name}; if it is one, --set '{name}={{{value}}}'")
    session(context).say(f"{citekey} changed" if changed else f"{citekey} stays as it was")
    if changed:
        for finding in check_entry(library, citekey):
            if finding.level is not Level.INFO or (entry_type and finding.code == "type"):
                hint = f"; {finding.hint}" if finding.hint else ""
                session(context).say(f"{finding.level}: {finding.message}{hint} [{finding.code}]")


def _in_editor(library: Library, citekey: str) -> str | None:
    """Let the user edit the text of an entry, again and again until it is sound; return its citekey, None if it stays."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise UsageError("there is nothing to change", hint="--set FIELD=VALUE, or set $EDITOR to edit the whole entry")
    was = library.raw(citekey)
    with tempfile.TemporaryDirectory(prefix="sergecite-") as folder:
        path = Path(folder) / "entry.bib"
        path.write_bytes(was.encode() + b"\n")
        while True:
            done = subprocess.run([*shlex.split(editor), str(path)], check=False)  # noqa: S603  # the user's own editor
            if done.returncode:
                raise UsageError(f"{editor} ended with status {done.returncode}; nothing was changed")
            text = decode(path.read_bytes()).strip()
            if text == was.strip():
                return None
            try:
                changed = library.rewrite(citekey, text, was=was)
            except InputError as error:
                if not (sys.stdin.isatty() and sys.stderr.isatty()):
                    raise
                typer.echo(f"error: {error}", err=True)
                if not typer.confirm("Edit again?", default=True, err=True):
                    raise
            else:
                return scan(text)[0].key if changed else None
