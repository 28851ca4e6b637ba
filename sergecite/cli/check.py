"""`sergecite check`: faults in the library."""

import sys
from collections import Counter
from typing import Annotated, Any

import typer

from sergecite.cli.context import emit_json, leave, session, visible
from sergecite.cli.shelf import open_library, plural
from sergecite.errors import ExitCode
from sergecite.store.checks.finding import Finding, Level
from sergecite.store.checks.table import check


def command(
    context: typer.Context,
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="CODE", help="These rules or levels only.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="CODE", help="Not these.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help='[{"level", "code", "message", "file", "line", "citekey", "hint"}, ...]')
    ] = False,
) -> None:  # fmt: skip
    r"""Find faults: syntax, missing and doubled fields, dates, ISBN, names, pages, dangling references.

    \b
    sergecite check
    sergecite check --ignore missing --ignore info
    sergecite check --select error

    A line per finding: file:line: level: message [code]. Exit status 1 if there is an error or a warning.
    """
    found = check(open_library(context), select or (), ignore or ())
    if as_json:
        emit_json([_json(finding) for finding in found])
    else:
        for finding in found:
            key = f"{finding.citekey}: " if finding.citekey else ""
            hint = f" ({finding.hint})" if finding.hint else ""
            line = f"{finding.file}:{finding.line}: {finding.level}: {key}{finding.message}{hint} [{finding.code}]"
            sys.stdout.write(visible(line) + "\n")
    counts = Counter(finding.level for finding in found)
    words = [plural(counts[level], str(level)) for level in (Level.ERROR, Level.WARNING) if counts[level]]
    if counts[Level.INFO]:
        words.append(f"{counts[Level.INFO]:,} to look at")
    session(context).say(", ".join(words) or "no faults found")
    if counts[Level.ERROR] or counts[Level.WARNING]:
        leave(ExitCode.LEFT)


def _json(finding: Finding) -> dict[str, Any]:
    return {
        "level": str(finding.level),
        "code": finding.code,
        "message": finding.message,
        "file": finding.file,
        "line": finding.line,
        "citekey": finding.citekey,
        "hint": finding.hint,
    }
