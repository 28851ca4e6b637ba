"""`sergecite parse`: show what notes or references cite, one per line, without a library."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from sergecite.cli.context import emit, emit_json, leave, session
from sergecite.cli.resolution_view import cite_json
from sergecite.errors import ExitCode, InputError
from sergecite.essay.encoding import decode
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
    lines, remarks = _lines(file)
    parsed = [(number, line, parse_note(line)) for number, line in enumerate(lines, 1)]
    if as_json:
        emit_json(
            [{"line": n, "text": line, "cites": [cite_json(cite) for cite in cites]} for n, line, cites in parsed]
        )
    else:
        emit("\n".join(_listing(n, line, cites) for n, line, cites in parsed if line.strip()))
    for remark in remarks:
        session(context).say(remark)
    if remarks:
        leave(ExitCode.LEFT)


def _lines(file: Path) -> tuple[list[str], list[str]]:
    """Return the lines of a file, and what is to be said where they are not UTF-8."""
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as fault:
        raise InputError(f"cannot be read: {fault.strerror}", place=str(file)) from fault
    text, remarks = _text(data, str(file))
    if "\0" in text:
        raise InputError("this is not a text", place=str(file), hint="give notes or references, one per line")
    # Only line feeds divide: a note may hold other separators, and a caller counts lines.
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] if text else [], remarks


def _text(data: bytes, place: str) -> tuple[str, list[str]]:
    """Decode a file: as a whole where it is all in another encoding, else without what could not be read."""
    lines = data.split(b"\n")
    faulty = [number for number, line in enumerate(lines, 1) if not _is_utf8(line)]
    if faulty and (b"\0" in data or not any(_is_utf8(line) and not line.isascii() for line in lines)):
        text, warnings = decode(data, place)
        return text, [f"{place}: {warning}" for warning in warnings]
    remarks = [f"{place}:{number}: not UTF-8; what could not be read stands as \ufffd" for number in faulty]
    return data.decode("utf-8-sig", "replace"), remarks


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


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
