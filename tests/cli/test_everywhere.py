"""What holds for every command: help, exit status, streams, the place of the options."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sergecite.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
NAMES = [name for rows in COMMANDS.values() for name in rows]
TITLE = "A Title \x1b[31mthat would colour the terminal"


def sergecite(
    *arguments: str, cwd: Path = ROOT, text: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program as a user's script would."""
    return subprocess.run(
        [sys.executable, "-m", "sergecite", *arguments],
        cwd=cwd,
        input=text,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", NAMES)
def test_help_teaches_by_example(name: str) -> None:
    """Every command has help with an example line and the one-line summary of the command table, in 80 columns."""
    run = sergecite(name, "--help", COLUMNS="80")
    assert (run.returncode, run.stderr) == (0, "")
    assert f"sergecite {name}" in run.stdout.split("Options:")[0].split("\n", 1)[1], "no example"
    assert "\\b" not in run.stdout
    assert [line for line in run.stdout.splitlines() if len(line) > 80] == []


def test_help_of_the_program_lists_every_command() -> None:
    """`sergecite` alone shows its help, with every command."""
    run = sergecite("--help")
    assert run.returncode == 0
    assert [name for name in NAMES if f"  {name} " not in run.stdout] == []


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        (["lsit"], "there is no command lsit", "did you mean `sergecite list`?"),
        (["rm", "x"], "there is no command rm", "did you mean `sergecite remove`?"),
        (["bogus"], "there is no command bogus", "`sergecite --help` lists the commands"),
        (["list", "--bogus"], "no such option: --bogus", "`sergecite list --help` shows how it is called"),
        (["cite"], "missing argument 'KEY[@LOCATOR]...'", "`sergecite cite --help` shows how it is called"),
        (["--color", "mauve", "list"], "invalid value for '--color'", "`sergecite --help` shows how it is called"),
        (["list", "--library"], "option '--library' requires an argument", "`sergecite --help` shows how it is called"),
    ],
)
def test_a_wrong_call_is_exit_2(arguments: list[str], error: str, hint: str) -> None:
    """A wrong call says what is wrong and what would help, in the same words as any other error; stdout stays empty."""
    run = sergecite(*arguments, SERGECITE_DEBUG="")
    assert (run.returncode, run.stdout) == (2, "")
    first, second = run.stderr.splitlines()
    assert first.startswith(f"error: {error}")
    assert second == f"hint: {hint}"


def test_library_option_stands_before_or_after(tmp_path: Path) -> None:
    """`--library` means the same before and after the command."""
    (tmp_path / "a.bib").write_text("@book{only1, title = {Only}, author = {One, Any}, date = {1900}}\n")
    before = sergecite("--library", str(tmp_path), "list", "--json")
    after = sergecite("list", "--json", f"--library={tmp_path}")
    assert before.returncode == after.returncode == 0
    assert before.stdout == after.stdout
    assert '"only1"' in before.stdout


def test_an_unknown_citekey_is_exit_2_or_1_with_a_hint() -> None:
    """An unknown citekey is named, and near ones are offered."""
    run = sergecite("show", "serge1951memoir")
    assert run.returncode in (1, 2)
    assert "serge1951memoirs" in run.stderr
    assert run.stdout == ""


def test_a_closed_pipe_ends_quietly() -> None:
    """`sergecite list | head -1` leaves no complaint."""
    run = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {sys.executable} -m sergecite list --json | head -1"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize(
    ("redirected", "status", "said"),
    [(">/dev/full", 4, "could not be written"), (">&-", 0, "")],
    ids=["full disk", "closed"],
)
def test_an_output_that_takes_nothing(redirected: str, status: int, said: str) -> None:
    """A full disk under stdout is said in words; a closed stdout is the caller's wish."""
    run = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m sergecite list {redirected}"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == status
    assert said in run.stderr
    assert "itself failed" not in run.stderr
    assert "Exception" not in run.stderr


def test_a_terminal_without_accents_gets_escapes() -> None:
    """An output that cannot carry a letter gets its escape; nothing fails."""
    run = sergecite("show", "serge1951memoirs", PYTHONIOENCODING="ascii")
    assert (run.returncode, run.stderr) == (0, "")
    assert "M\\xe9moires" in run.stdout


def test_a_query_may_begin_with_what_it_leaves_out() -> None:
    """`list -type:book` is a query, not an option."""
    books = sergecite("list", "-type:book", "--json")
    assert books.returncode == 0
    assert '"type": "book"' not in books.stdout
    assert '"type": "article"' in books.stdout


def test_a_library_that_is_not_there_is_said(tmp_path: Path) -> None:
    """A missing library folder is an error with a hint, not a traceback."""
    run = sergecite("--library", str(tmp_path / "nowhere"), "list")
    assert run.returncode in (2, 3)
    assert "nowhere" in run.stderr
    assert "hint:" in run.stderr


def test_terminal_escapes_in_messages_are_shown_not_sent(tmp_path: Path) -> None:
    """What comes from a file cannot drive the terminal through a message."""
    (tmp_path / "a.bib").write_text("@book{a, title = {" + TITLE + "}}\n@book{a, title = {" + TITLE + "}}\n")
    for arguments in (["check"], ["list", "--color", "never"], ["show", "a"]):
        run = sergecite(*arguments, "--library", str(tmp_path))
        assert "\x1b" not in run.stderr


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("cite serge1951mem", ["serge1951memoirs"]),
        ("show serge1930y", ["serge1930yearone"]),
        ("--library nowhere show s", []),
        ("export --style mh", ["mhra"]),
    ],
)
def test_completion_offers_citekeys_and_styles(words: str, offered: list[str]) -> None:
    """Those of the library that the call would use; where there is none, nothing, and no error."""
    variables = {
        "_SERGECITE_COMPLETE": "complete_bash",
        "COMP_WORDS": f"sergecite {words}",
        "COMP_CWORD": str(len(words.split())),
    }
    run = sergecite(**variables)
    assert (run.stdout.split(), run.stderr) == (offered, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_commands(shell: str) -> None:
    """The shell's completion finds the commands."""
    variables = {"_SERGECITE_COMPLETE": f"complete_{shell}", "COMP_WORDS": "sergecite exp", "COMP_CWORD": "1",
                 "_TYPER_COMPLETE_ARGS": "sergecite exp", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}  # fmt: skip
    program = "import sys; sys.argv[0] = 'sergecite'; from sergecite.cli.app import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )
    assert "export" in run.stdout
