"""`sergecite citeproc`: the bare CSL processor, a job in, a result out."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any, TextIO

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
    in:  {"style": a style's id or its XML, "lang"?: "en-GB",
          "format"?: "html|text|markdown|latex|rtf", "references": [CSL-JSON],
          "citations"?: [...], "abbreviations"?: {...}, "sort"?: true,
          "bibliography_ids"?: [...], "bibliography_filter"?: {...}}
    out: {"citations": ["..."], "bibliography": [["id", "..."]],
          "bibliography_parameters": {...}, "warnings": ["..."]}

    \b
    sergecite citeproc job.json
    sergecite citeproc --jsonl < jobs.jsonl > results.jsonl
    """
    if not lines:
        text = _read(file)
        try:
            job = json.loads(text)
        except ValueError as error:
            raise InputError(f"the job is not JSON: {error}", place=None if file == "-" else file) from error
        result = csl.run_job(job, load_style, locale_text)
        emit_json(result)
        for warning in result["warnings"]:
            session(context).say(f"warning: {warning}")
        return
    failed = 0
    stream: TextIO = sys.stdin if file == "-" else _open(file)
    with stream:
        for line in stream:
            if line.strip():
                result = _result(line)
                failed += "error" in result
                sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    if failed:
        raise typer.Exit(ExitCode.LEFT)


def _result(line: str) -> dict[str, Any]:
    try:
        return csl.run_job(json.loads(line), load_style, locale_text)
    except SergeciteError as error:
        return {"error": str(error)} | ({"hint": error.hint} if error.hint else {})
    except ValueError as error:
        return {"error": f"the job is not JSON: {error}"}


def _open(file: str) -> TextIO:
    try:
        return Path(file).open(encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", place=file) from error


def _read(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    with _open(file) as stream:
        return stream.read()
