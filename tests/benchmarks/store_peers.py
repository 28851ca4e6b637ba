"""The programs that `bench_store` measures beside ours: how each is given a library, and how it is asked."""

import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Command = list[str]


@dataclass(frozen=True)
class Peer:
    """A program with a library of its own. `tasks` give the command of a task; the number makes each call another."""

    name: str
    environ: Mapping[str, str]
    fill: Callable[[Path], Sequence[Command]]
    """Prepares for a .bib file; returns the commands that import it (none: it is filled already, without the program)."""
    count: Callable[[], int] | None
    """How many entries the program's own files hold; None where it has none."""
    tasks: Mapping[str, Callable[[int], Command]]
    imported: Callable[[], int] | None = None
    """How many entries a library of its own holds that only the task `import` fills, where there is such a task."""


def papis(program: str, folder: Path, key: str, word: str) -> Peer:
    """Papis keeps a folder for each work. Its import takes a tenth of a second for each, so the folders are made here.

    The import itself goes into a second library.
    """
    papers, second, config = folder / "papers", folder / "second", folder / "config" / "papis" / "config"
    environ = _homes(folder)

    def fill(bib: Path) -> Sequence[Command]:
        config.parent.mkdir(parents=True)
        second.mkdir()
        config.write_text(
            f"[settings]\ndefault-library = papers\n[papers]\ndir = {papers}\n[second]\ndir = {second}\n",
            encoding="utf-8",
        )
        for number, entry in enumerate(json.loads(bib.with_suffix(".json").read_text(encoding="utf-8"))):
            place = papers / f"{number:06}"
            place.mkdir(parents=True)
            (place / "info.yaml").write_text(json.dumps(entry), encoding="utf-8")
        return []

    return Peer("papis", environ, fill, lambda: _works(papers), {
        "first index": lambda _: [program, "list", f"ref:{key}"],
        "list": lambda _: [program, "list", "--all"],
        "search": lambda _: [program, "list", "--all", word],
        "show": lambda _: [program, "export", "--format", "bibtex", f"ref:{key}"],
        "add one": lambda number: [program, "add", "--batch", "--set", "title", f"Tropiques {number}", "--set", "author",
                                   "Serge, Victor", "--set", "year", "1990", "--set", "ref", f"new{number}"],
        "edit one": lambda number: [program, "update", "--set", "note", f"note {number}", f"ref:{key}"],
        "import": lambda _: [program, "--lib", "second", "bibtex", "read", str(folder.parent / "all.bib"), "import", "--all",
                             "--batch"],
        "check": lambda _: [program, "doctor", "--all"],
    }, lambda: _works(second))  # fmt: skip


def cobib(program: str, folder: Path, key: str, word: str) -> Peer:
    """CoBib keeps one YAML file, and a cache of it."""
    database, config = folder / "cobib.yaml", folder / "cobib.py"
    call = [program, "-c", str(config)]

    def fill(bib: Path) -> Sequence[Command]:
        config.write_text(
            f"from cobib.config import config\nconfig.database.file = {str(database)!r}\nconfig.database.git = False\n",
            encoding="utf-8",
        )
        subprocess.run([*call, "init"], env=_homes(folder), input=b"", capture_output=True, check=False)
        return [[*call, "add", "-b", str(bib)]]

    def added(number: int) -> Command:
        return [*call, "add", "-b", str(_one(folder, number))]

    return Peer("cobib", _homes(folder), fill, lambda: _lines(database, "---"), {
        "list": lambda _: [*call, "list"],
        "search": lambda _: [*call, "search", word],
        "show": lambda _: [*call, "show", key],
        "add one": added,
        "edit one": lambda number: [*call, "modify", f"note:note {number}", "-s", "--", key],
        "check": lambda _: [*call, "lint"],
    })  # fmt: skip


def pubs(program: str, folder: Path, key: str, word: str) -> Peer:
    """Pubs keeps a .bib and a .yaml file for each work."""
    environ = _homes(folder)

    def fill(bib: Path) -> Sequence[Command]:
        subprocess.run([program, "init"], env=environ, input=b"", capture_output=True, check=False)
        return [[program, "import", str(bib)]]

    def added(number: int) -> Command:
        return [program, "add", str(_one(folder, number))]

    return Peer("pubs", environ, fill, lambda: sum(1 for _ in (folder / ".pubs").rglob("*.bib")), {
        "list": lambda _: [program, "list"],
        "search": lambda _: [program, "list", f"title:{word}"],
        "show": lambda _: [program, "export", key],
        "add one": added,
        "edit one": lambda number: [program, "tag", key, f"+note{number}"],
    })  # fmt: skip


def biber(program: str, folder: Path, _key: str, _word: str) -> Peer:
    """Biber checks a file against the data model of BibLaTeX."""
    return _tool("biber", folder, lambda bib, out: {
        "check": lambda _: [program, "--tool", "--validate-datamodel", "--quiet", "-O", out, bib],
    })  # fmt: skip


def tidy(program: str, folder: Path, _key: str, _word: str) -> Peer:
    """Bibtex-tidy formats a file, and merges what has the same key, DOI, abstract, or author and title."""
    return _tool("bibtex-tidy", folder, lambda bib, out: {
        "format --check": lambda _: [program, bib, "--v2", "--quiet", "-o", out],
        "dedupe": lambda _: [program, bib, "--v2", "--quiet", "-o", out, "--duplicates", "--merge"],
    })  # fmt: skip


def bibtool(program: str, folder: Path, _key: str, _word: str) -> Peer:
    """BibTool formats and sorts a file, and marks entries with the same sort key."""
    call = [program, "-q", "-r", "biblatex", "-s"]
    return _tool("bibtool", folder, lambda bib, out: {
        "format --check": lambda _: [*call, "-i", bib, "-o", out],
        "dedupe": lambda _: [*call, "-d", "-i", bib, "-o", out],
    })  # fmt: skip


def pandoc(program: str, folder: Path, key: str, _word: str) -> Peer:
    """Pandoc puts a citation into a text."""
    text = folder / "text.md"
    text.write_text(f"[@{key}]\n", encoding="utf-8")
    return _tool("pandoc", folder, lambda bib, _: {
        "cite": lambda _: [program, "--citeproc", "--bibliography", bib, str(text), "-t", "plain"],
    })  # fmt: skip


PEERS = {
    "papis": papis, "cobib": cobib, "pubs": pubs, "biber": biber, "bibtex-tidy": tidy, "bibtool": bibtool, "pandoc": pandoc,
}  # fmt: skip


def _tool(name: str, folder: Path, tasks: Callable[[str, str], Mapping[str, Callable[[int], Command]]]) -> Peer:
    """Return a program that keeps nothing: it reads the .bib file and writes another."""
    bib = folder.parent / "all.bib"
    return Peer(name, _homes(folder), lambda _: [], None, tasks(str(bib), str(folder / "out.bib")))


def _homes(folder: Path) -> dict[str, str]:
    """Return an environment in which a program finds nothing of the user's."""
    names = {
        "HOME": "",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
    }
    return {"PATH": "/usr/bin:/bin", "TERM": "dumb", **{name: str(folder / place) for name, place in names.items()}}


def _one(folder: Path, number: int) -> Path:
    path = folder / f"one{number}.bib"
    text = f"@book{{new{number}, title = {{Tropiques {number}}}, author = {{Serge, Victor}}, year = 1990}}\n"
    path.write_text(text, encoding="utf-8")
    return path


def _works(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("info.yaml"))


def _lines(path: Path, line: str) -> int:
    return path.read_text(encoding="utf-8").splitlines().count(line) if path.is_file() else 0
