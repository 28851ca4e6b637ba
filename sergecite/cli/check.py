"""`sergecite check`: faults in the library."""

import sys
from collections import Counter
from enum import StrEnum
from typing import Annotated

import typer

from sergecite.cli.context import Session, emit_json, leave, session, visible
from sergecite.cli.findings import as_json, as_sarif, github_line, shown_folder, text_line
from sergecite.cli.progress import progress, size_of
from sergecite.cli.shelf import open_library, plural
from sergecite.errors import ExitCode
from sergecite.store.checks.finding import Level
from sergecite.store.checks.fixing import Fixed, fix
from sergecite.store.checks.table import CODES, check, check_codes
from sergecite.store.house_style import file_names


class Form(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def command(  # noqa: PLR0917  # typer reads options from arguments
    context: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE...]", help="These files of the library only.")
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="CODE", help="These codes or levels only; repeatable.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="CODE", help="Not these; repeatable.")] = None,
    level: Annotated[
        Level | None, typer.Option(help="The lowest level to show; warning, or what --select asks for.")
    ] = None,
    mend: Annotated[bool, typer.Option("--fix", help="Mend what can mean one thing only, and show it.")] = False,
    form: Annotated[Form, typer.Option("--format", help="Lines that editors understand, JSON, annotations for GitHub, SARIF 2.1.0 for other CI.")] = Form.TEXT,
    json: Annotated[
        bool, typer.Option("--json", help='[{"level", "code", "message", "file", "line", "column", "citekey", "field", "hint"}, ...]')
    ] = False,
) -> None:  # fmt: skip
    r"""Find faults in the library: all that biber, JabRef and papis look for, and more.

    Types, fields and what is needed by BibLaTeX's data model; dates, ISBN, ISSN,
    DOI, pages, names, URLs; what LaTeX cannot print; doubled citekeys, fields and
    works; references that dangle or go round; macros, encoding, missing files.

    \b
    sergecite check
    sergecite check --level info      what is unusual, too
    sergecite check --ignore missing --ignore duplicate
    sergecite check --select error
    sergecite check --fix             `undo` takes it back
    sergecite check --format github   in a workflow
    sergecite check --format sarif > check.sarif

    A line per finding: file:line:column: level: citekey: message [code]. Exit
    status 1 if there is an error or a warning.

    --fix writes 12--34 in pages, a bare DOI, months as macros, 1906-06-22 for
    1906-6-22, 1922/1926 for 1922-1926, \&, \% and \# for what LaTeX would choke on,
    `and` between names, `and others` for et al., hyphens in ISSN, letters joined
    with their accents; a field given twice alike it writes once.

    What is never to be said stands in sergecite.toml, as codes or levels, for all
    entries or for one; --select of a code shows it all the same:

    \b
    [check]
    ignore = ["original", "file"]
    [check.entries]
    serge1951memoirs = ["missing"]              or ["all"]
    """
    here = session(context)
    library = open_library(context)
    codes = [*(select or ()), *(ignore or ())]
    check_codes(codes)
    names = file_names(library, files or ())
    if mend:
        for one in fix(library, ignore or (), names):
            here.say(_fixed_line(one))
    lowest = level or (Level.INFO if select else Level.WARNING)
    size = size_of(library)
    with progress(here, "reading the library", size) as tell:
        every = [one for one in check(library, select or (), ignore or (), tell) if one.file in names or not files]
    order = list(Level)
    found = [finding for finding in every if order.index(finding.level) <= order.index(lowest)]
    folder = shown_folder(library.root)
    if json or form is Form.JSON:
        emit_json([as_json(finding) for finding in found])
    elif form is Form.SARIF:
        emit_json(as_sarif(found, folder, CODES))
    else:
        write = github_line if form is Form.GITHUB else text_line
        sys.stdout.writelines(visible(write(finding, folder)) + "\n" for finding in found)
    counts = Counter(finding.level for finding in every)
    _sum_up(here, counts, shows_info=lowest is Level.INFO)
    if counts[Level.ERROR] or counts[Level.WARNING]:
        leave(ExitCode.LEFT)


def _sum_up(here: Session, counts: Counter[Level], *, shows_info: bool) -> None:
    words = [plural(counts[level], str(level)) for level in (Level.ERROR, Level.WARNING) if counts[level]]
    if counts[Level.INFO]:
        words.append(f"{counts[Level.INFO]:,} to look at" + ("" if shows_info else " (--level info)"))
    here.say(", ".join(words) or "no faults found")


def _fixed_line(one: Fixed) -> str:
    return f"{one.file}:{one.line}: {one.citekey}: {one.field}: {one.old} -> {one.new}".replace("\n", " ")
