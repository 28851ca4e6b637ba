"""The README is tested: its recorded runs are what the program prints, its tables are complete."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from sergecite.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUNS = [
    (block.split("\n", 1)[0].removeprefix("$ "), block.split("\n", 1)[1])
    for blocks in re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    for block in re.split(r"^(?=\$ )", blocks, flags=re.MULTILINE)
    if block.strip()
]


def test_there_are_recorded_runs() -> None:
    """The README shows the program at work."""
    assert len(RUNS) >= 4


@pytest.mark.parametrize(("command", "recorded"), RUNS, ids=[command for command, _ in RUNS])
def test_recorded_run_is_what_the_program_prints(command: str, recorded: str) -> None:
    """Each recorded line is printed, in order; a line of only `…` stands for lines left out."""
    program, *arguments = shlex.split(command)
    assert program == "sergecite"
    run = subprocess.run(
        [sys.executable, "-m", "sergecite", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode in (0, 1), run.stderr
    pattern = "".join("(?:.*\n)*?" if line.strip() == "…" else re.escape(line) + "\n" for line in recorded.splitlines())
    assert re.fullmatch(pattern, run.stdout), f"printed:\n{run.stdout}"


def test_every_command_is_in_the_readme() -> None:
    """A command nobody is told of does not exist."""
    names = [name for rows in COMMANDS.values() for name in rows]
    assert [name for name in names if f"`{name}" not in README] == []


def test_the_map_of_the_packages_is_true() -> None:
    """The map names each package, and no package that is not there."""
    packages = {path.name for path in (ROOT / "sergecite").iterdir() if (path / "__init__.py").is_file()}
    named = set(re.findall(r"^\s*sergecite/(\w+)/", README, re.MULTILINE))
    assert named == packages


def test_extras_are_named() -> None:
    """Every optional extra is in the README."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert [extra for extra in extras if f"[{extra}]" not in README and f"`{extra}`" not in README] == []
