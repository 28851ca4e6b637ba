"""The program: which commands there are, what holds for all of them, and what an error looks like.

A command's module is imported when the command is called, so `sergecite cite` never pays for what `resolve` needs. A
command is one function named `command` in `sergecite.cli.<module>`; its row here is all else it needs.
"""

import importlib
import io
import os
import re
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command as compile_command

from sergecite import __version__
from sergecite.cli.context import Colour, Session, visible
from sergecite.errors import ExitCode, SergeciteError, UsageError

COMMANDS: dict[str, dict[str, tuple[str, str]]] = {
    "Library": {
        "init": ("init", "Make a new library."),
        "add": ("add", "Add works: identifiers, files, words or fields."),
        "catalogue": ("catalogue", "Keep millions of works offline, for add to find."),
        "list": ("list_entries", "List the entries that match a query."),
        "search": ("search", "Find entries, best match first."),
        "show": ("show", "Show entries whole, with where they come from."),
        "edit": ("edit", "Set or unset fields of an entry."),
        "tag": ("tag", "Add or remove tags (keywords)."),
        "rename": ("rename", "Give an entry another citekey."),
        "remove": ("remove", "Remove entries."),
        "check": ("check", "Find faults in the library."),
        "format": ("format", "Lay the entries out alike, changing nothing they say."),
        "dedupe": ("dedupe", "Find works entered twice; merge them without loss."),
        "undo": ("undo", "Take back the last change."),
        "log": ("log", "Show what changed, newest first."),
        "merge-driver": ("merge_driver", "Merge versions of a .bib file, for git."),
    },
    "Essays": {
        "read": ("read", "Show an essay's markers and notes as read."),
        "parse": ("parse", "Read notes or references, one per line."),
        "resolve": ("resolve", "Resolve an essay's notes to entries."),
        "review": ("review", "Go through what is open, note by note."),
    },
    "Styles and output": {
        "cite": ("cite", "Write one citation, to paste."),
        "export": ("export", "Write bibliographies, notes and reading lists."),
        "styles": ("styles", "Find citation styles."),
        "citeproc": ("citeproc", "Run the bare CSL processor."),
    },
}
"""Heading -> command -> (module, what it does in one line)."""

_GLOBAL_VALUES = ("--library", "--color")
_GLOBAL_FLAGS = ("--offline", "--quiet")
_QUERYING = ("list", "search", "export")
_LEFT_OUT = re.compile(r"-([a-z]+:|\")")


_ELSEWHERE = {
    "ls": "list", "find": "search", "grep": "search", "cat": "show", "get": "show", "open": "edit", "import": "add",
    "rm": "remove", "delete": "remove", "mv": "rename", "doctor": "check", "lint": "check", "history": "log",
    "bibliography": "export", "help": "--help",
}  # fmt: skip
"""What other programs call a command of ours."""
_WRONG_CALL: type[Exception] = typer.BadParameter.__bases__[0]
"""Click's error for a call that is wrong; newer versions of Typer bring a Click of their own, under another name."""


class Commands(TyperGroup):
    """The group that imports a command when it is called and turns errors into words and exit statuses."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # click's own Context
        return [name for rows in COMMANDS.values() for name in rows]

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # as above
        module = next((rows[cmd_name][0] for rows in COMMANDS.values() if cmd_name in rows), None)
        if module is None:
            return None
        function = importlib.import_module(f"sergecite.cli.{module}").command
        single = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        single.command(cmd_name, no_args_is_help=False)(function)
        command = compile_command(single)
        if command.help:
            # A raw docstring writes click's mark for "keep these lines as they are" in two characters.
            command.help = command.help.replace("\\b\n", "\b\n")
        return command

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]  # as above
        name = args[0]
        if name in self.list_commands(ctx) or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        import difflib  # noqa: PLC0415  # for a mistyped command only

        near = (
            [_ELSEWHERE[name]] if name in _ELSEWHERE else difflib.get_close_matches(name, self.list_commands(ctx), n=1)
        )
        hint = f"did you mean `sergecite {near[0]}`?" if near else "`sergecite --help` lists the commands"
        raise UsageError(f"there is no command {name}", hint=hint)

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # as above
        for heading, rows in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(name, text) for name, (_, text) in rows.items()])

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # as above
        return super().parse_args(ctx, _hoisted(args))

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]  # as above
        debug = bool(os.environ.get("SERGECITE_DEBUG"))
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except SergeciteError as error:
            if debug:
                raise
            _complain(str(error), error.hint)
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:
            _let_go_of_stdout()  # the reader has what it wanted (`| head`)
            raise typer.Exit(ExitCode.DONE) from None
        except OSError as fault:
            if debug:
                raise
            if fault.filename is None:
                _let_go_of_stdout()
                _complain(f"the output could not be written: {fault.strerror}", None)
                raise typer.Exit(ExitCode.UNWRITABLE) from None
            _complain(f"{fault.filename}: {fault.strerror}", None)
            raise typer.Exit(ExitCode.BAD_INPUT) from None
        return result


def _let_go_of_stdout() -> None:
    """Keep Python from complaining once more when it closes an output that takes nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _hoisted(args: list[str]) -> list[str]:
    """Move the options that hold for all commands to the front, so that they may stand after the command too.

    What a query leaves out (`list -type:book`) looks like an option and is none: it goes behind `--`.
    """
    front: list[str] = []
    rest: list[str] = []
    left_out: list[str] = []
    words = iter(args)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in _GLOBAL_FLAGS or word.startswith(tuple(f"{name}=" for name in _GLOBAL_VALUES)):
            front.append(word)
        elif word in _GLOBAL_VALUES:
            value = next(words, None)
            if value is None:
                return [word]  # alone, for the parser to say that its value is missing
            front += [word, value]
        elif _LEFT_OUT.match(word) and rest and rest[0] in _QUERYING:
            left_out.append(word)
        else:
            rest.append(word)
    if left_out:
        rest += left_out if "--" in rest else ["--", *left_out]
    return front + rest


def _complain(message: str, hint: str | None) -> None:
    sys.stderr.write(f"error: {visible(message)}\n")
    if hint:
        sys.stderr.write(f"hint: {visible(hint)}\n")


app = typer.Typer(
    cls=Commands,
    name="sergecite",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="The options above may stand after the command too. `sergecite COMMAND --help` teaches by example.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sergecite {__version__}")
        raise typer.Exit


@app.callback()
def _everywhere(
    context: typer.Context,
    library: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The library's folder. Otherwise: $SERGECITE_LIBRARY, a refs/ folder or a "
                     "sergecite.toml here or above, your own default library."),
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Ask no service.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")] = False,
    color: Annotated[Colour, typer.Option(help="When to colour.")] = Colour.AUTO,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:  # fmt: skip
    """Keep a BibTeX library, resolve an essay's footnotes into its entries, cite in any style."""
    context.obj = Session(library=library, offline=offline, quiet=quiet, colour=color)


def main() -> None:
    """Run the program; the last boundary before a user would meet a traceback."""
    if sys.stdout is None:  # the caller closed it (`>&-`)
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # for the life of the program
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without an é gets \xe9, not a failure
    try:
        status = app(prog_name="sergecite", standalone_mode=False)
    except typer.Abort:
        _complain("stopped", None)
        sys.exit(ExitCode.LEFT)
    except _WRONG_CALL as wrong:
        _explain(wrong)
        sys.exit(ExitCode.USAGE)
    except Exception as fault:  # a fault of ours: said as one, never hidden, never a traceback
        if os.environ.get("SERGECITE_DEBUG"):
            raise
        _complain(
            f"sergecite itself failed: {type(fault).__name__}: {fault}",
            "SERGECITE_DEBUG=1 shows where; please report it",
        )
        sys.exit(70)
    sys.exit(status if isinstance(status, int) else ExitCode.DONE)


def _explain(wrong: Any) -> None:
    """Say what is wrong with a call, in our words; without any arguments, show the help."""
    message = wrong.format_message()
    if type(wrong).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(message + "\n")
        return
    command = wrong.ctx.command_path if wrong.ctx else "sergecite"
    _complain(message[:1].lower() + message[1:].rstrip("."), f"`{command} --help` shows how it is called")
