"""`sergecite citeproc`: the bare CSL processor, a job in, a result out."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from sergecite import csl
from sergecite.cli.context import emit_json, session
from sergecite.errors import ExitCode, InputError, SergeciteError
from sergecite.export.catalog import load_style, locale_text


def command(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="The job as JSON; - is stdin.", show_default=False)
    ] = "-",
    lines: Annotated[bool, typer.Option("--jsonl", help="A job on every line in, a result on every line out.")] = False,
) -> None:
    r"""Format CSL-JSON references and citations in a style, as citeproc and citeproc-js do.

    \b
    in:  {"style": a style's id or its XML,
          "references": [CSL-JSON], "citations"?: [...],
          "format"?: "html|text|markdown|latex|rtf",
          "lang"?: "en-GB", "abbreviations"?: {...},
          "sort"?: true, "bibliography_ids"?: [...],
          "bibliography_filter"?: {...}}
    out: {"citations": ["..."],
          "bibliography": [["id", "..."]],
          "bibliography_parameters": {...},
          "warnings": ["..."]}

    \b
    sergecite citeproc job.json
    sergecite citeproc --jsonl < jobs.jsonl > out.jsonl
    """
    stream = sys.stdin.buffer if file == "-" else _open(file)
    place = None if file == "-" else file
    if not lines:
        with stream:
            result = csl.run_job(_parsed(stream.read(), place), load_style, locale_text)
        emit_json(result)
        for warning in result["warnings"]:
            session(context).say(f"warning: {warning}")
        return
    failed = 0
    with stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                result = _result(line, f"{place}:{number}" if place else f"line {number}")
                failed += "error" in result
                sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    if failed:
        raise typer.Exit(ExitCode.LEFT)


def _result(line: bytes, place: str) -> dict[str, Any]:
    try:
        return csl.run_job(_parsed(line, place), load_style, locale_text)
    except SergeciteError as error:
        return {"error": str(error)} | ({"hint": error.hint} if error.hint else {})


def _parsed(job: bytes, place: str | None) -> object:
    """Parse a job; UTF-8 with or without a byte order mark."""
    try:
        return json.loads(job)
    except (ValueError, RecursionError) as error:
        raise InputError(f"the job is not JSON: {error}", place=place) from error


def _open(file: str) -> BinaryIO:
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", place=file) from error
