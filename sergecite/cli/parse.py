"""`sergecite parse`: show what notes or references cite, one per line, without a library."""

from pathlib import Path
from typing import Annotated, Any

import typer

from sergecite.cli.context import emit, emit_json, leave, read_text, session
from sergecite.cli.resolution_view import cite_json
from sergecite.errors import ExitCode, InputError
from sergecite.model.resolution import Cite
from sergecite.resolve.note_parser import parse_note


def command(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="Notes or references, one per line; - for stdin.", show_default=False),
    ],
    as_json: Annotated[
        bool,
        typer.Option("--json", help='[{"line": 1, "text": "...", "cites": [CITE, ...]}, ...]; blank lines included.'),
    ] = False,
) -> None:
    r"""Read notes or references, one per line: who, what, where, and the place cited.

    \b
    sergecite parse notes.txt
    pbpaste | sergecite parse - --json
    """
    lines, faulty = _lines(file)
    parsed = [(number, line, parse_note(line)) for number, line in enumerate(lines, 1)]
    if as_json:
        emit_json(
            [{"line": n, "text": line, "cites": [cite_json(cite) for cite in cites]} for n, line, cites in parsed]
        )
    else:
        emit("\n".join(_listing(n, line, cites) for n, line, cites in parsed if line.strip()))
    for number in faulty:
        session(context).say(f"{file}:{number}: not UTF-8; what could not be read stands as \ufffd")
    if faulty:
        leave(ExitCode.LEFT)


def _lines(file: Path) -> tuple[list[str], list[int]]:
    """Return the lines of a file, and the numbers of those that are not UTF-8."""
    try:
        text = read_text(file)
    except OSError as fault:
        raise InputError(f"cannot read {file}: {fault.strerror}") from fault
    # Only line feeds divide: a note may hold other separators, and a caller counts lines.
    lines = [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] if text else []
    whole = [line.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for line in lines]
    return whole, [number for number, (line, read) in enumerate(zip(lines, whole, strict=True), 1) if line != read]


_SHOWN = ("type", "author", "editor", "translator", "title", "container-title", "collection-title", "edition", "volume",
          "issue", "publisher-place", "publisher", "issued", "page", "archive", "archive_location", "DOI", "ISBN", "URL")  # fmt: skip


def _listing(number: int, line: str, cites: tuple[Cite, ...]) -> str:
    """Return a line of the file with what was read from it, field by field."""
    shown = [f"{number}: {line.strip()}"]
    if not cites:
        shown.append("    cites nothing")
    for cite in cites:
        shown.append(f"    [{cite.kind}] {cite.text}")
        item = cite.item or {}
        shown += [f"        {name}: {_words(item[name])}" for name in _SHOWN if name in item]
        if cite.locator:
            shown.append(f"        {cite.label or 'page'} cited: {cite.locator}")
        if cite.antecedent:
            shown.append(f"        points to note {cite.antecedent.note}")
    return "\n".join(shown)


def _words(value: Any) -> str:
    """Return a CSL value as a reader would write it."""
    if isinstance(value, list):
        return "; ".join(
            name.get("literal") or ", ".join(filter(None, (name.get("family"), name.get("given")))) for name in value
        )
    if isinstance(value, dict):
        return "-".join(str(part) for part in value["date-parts"][0]) if "date-parts" in value else str(value["raw"])
    return str(value)
