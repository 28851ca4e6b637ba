"""A command loads only what it needs."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {
    "requests", "urllib3", "bibtexparser", "pylatexenc", "rich.console", "rich.table", "lxml", "pycrfsuite", "markdown_it",
    "mammoth", "docx", "pypdf", "rapidfuzz", "pydantic", "sergecite.essay", "sergecite.sources", "citeproc",
}  # fmt: skip
COMMANDS = {
    "--version": ["--version"],
    "--help": ["--help"],
    "cite": ["cite", "serge1951memoirs"],
    "list": ["list"],
    "show": ["show", "serge1951memoirs"],
}
_PROGRAM = """
import sys
from sergecite.cli.app import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
finally:
    sys.stderr.write("\\n".join(sys.modules))
"""


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_loads_nothing_it_does_not_use(arguments: list[str]) -> None:
    """Neither a network client, nor a table drawer, nor a parser or reader of another command is imported."""
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.stdout.strip(), run.stderr
    assert run.returncode == 0, run.stderr
    assert HEAVY & set(run.stderr.split()) == set()
