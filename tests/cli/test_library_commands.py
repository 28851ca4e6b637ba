"""The commands on the library, as a user runs them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sergecite.cli.app import COMMANDS
from tests.cli.user import User

ROOT = Path(__file__).resolve().parents[2]
REFS = ROOT / "refs"


def test_a_new_library(user: User) -> None:
    """`init` makes a library that is found from its folder; a second one is refused; files that are there are kept."""
    _, said = user("init")
    assert "library.bib" in said
    assert sorted(path.name for path in (user.cwd / "refs").iterdir()) == ["library.bib", "sergecite.toml"]
    _, said = user("list", status=1)
    assert "`sergecite add` fills it" in said
    assert user("list", "--json", status=1)[0] == "[]\n"
    _, said = user("init", status=2)
    assert "already" in said
    other = user.cwd / "other"
    other.mkdir()
    (other / "mine.bib").write_bytes(b"@book{a,title={T}}")
    user("init", "other")
    assert (other / "mine.bib").read_bytes() == b"@book{a,title={T}}"
    assert user("--library", "other", "list")[0] == "a\t\t\tT\n"


def test_without_a_library_the_serge_library_is_read(user: User) -> None:
    """Before there is any library, the Serge library answers; it cannot be written, and the way out is named."""
    out, _ = user("show", "serge1951memoirs")
    assert "Memoirs of a Revolutionary" in out
    _, said = user("remove", "serge1951memoirs", status=4)
    assert "sergecite init" in said


def test_list(serge: User) -> None:
    """In a pipe: citekey, people, date and title with tabs between, untouched by the terminal's width."""
    out, said = serge("list", "tag:seed-list", "memoirs")
    assert out == "serge1951memoirs\tSerge\t2012\tMemoirs of a Revolutionary\n"
    assert said == ""
    everything = serge("list")[0].splitlines()
    assert len(everything) == (REFS / "primary.bib").read_text().count("\n@") + (
        REFS / "secondary.bib"
    ).read_text().count("\n@")
    assert serge("list", "-n", "2")[0].splitlines() == everything[:2]
    assert serge("list", "--reverse")[0].splitlines() == everything[::-1]


def test_list_in_order_and_form(serge: User) -> None:
    """`--sort` and `--format`."""
    out, _ = serge("list", "author:serge", "date:1936..1938", "--sort", "date", "-f", r"{citekey}\t{date}\t{title:12}")
    rows = [line.split("\t") for line in out.splitlines()]
    assert [len(row) for row in rows] == [3] * len(rows)
    assert [row[1][:4] for row in rows] == sorted(row[1][:4] for row in rows)
    assert max(len(row[2]) for row in rows) == 12
    titles = [
        line.casefold() for line in serge("list", "type:article", "--sort", "title", "-f", "{title}")[0].splitlines()
    ]
    assert titles == sorted(titles)
    _, said = serge("list", "--sort", "colour", status=2)
    assert "date, author, title" in said


def test_list_as_json(serge: User) -> None:
    """`--json` is one array of whole entries."""
    (entry,) = json.loads(serge("list", "key:serge1951memoirs", "--json")[0])
    assert entry["citekey"] == "serge1951memoirs"
    assert entry["type"] == "book"
    assert entry["names"]["author"] == [{"family": "Serge", "given": "Victor"}]
    assert entry["lists"]["publisher"] == ["New York Review Books"]
    assert re.fullmatch(r"primary\.bib:\d+", entry["place"])


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_list_fits_the_terminal(serge: User, columns: int) -> None:
    """On a terminal no line is wider than it, at any width; citekeys are whole and coloured."""
    shown = serge.terminal("list", columns=columns)
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in shown]
    assert [line for line in plain if len(line) > columns] == []
    assert any("\x1b[36mserge1951memoirs" in line for line in shown)
    assert len(shown) == len(serge("list")[0].splitlines()) * (2 if columns < 72 else 1)


def test_search_puts_the_best_first(serge: User) -> None:
    """A word of the title comes before a word of a remark."""
    assert serge("search", "memoirs")[0].splitlines()[0].startswith("serge1951memoirs\t")
    _, said = serge("search", "nosuchword", status=1)
    assert said == "nothing matches nosuchword\n"


def test_show(serge: User) -> None:
    """An entry whole; as it stands in the file; several, of which one is unknown."""
    out, _ = serge("show", "serge1951memoirs")
    assert out.startswith("serge1951memoirs  book  primary.bib:")
    assert re.search(r"^  author +Serge, Victor$", out, re.MULTILINE)
    shown = re.findall(r"^  ([a-z]+)  ", out, re.MULTILINE)
    assert [name for name in shown if name in ("author", "title", "publisher", "date")] == [
        "author",
        "title",
        "publisher",
        "date",
    ]
    raw, _ = serge("show", "serge1951memoirs", "--bibtex")
    assert raw in (serge.cwd / "refs" / "primary.bib").read_text() + "\n"
    out, said = serge("show", "serge1951memoirs", "serge1951memoir", status=1)
    assert out.startswith("serge1951memoirs")
    assert "did you mean serge1951memoirs?" in said
    assert serge("show", "nosuchkey", status=2)[0] == ""


def test_edit_log_undo(serge: User) -> None:
    """Fields are set and unset, each change is in the log, each is taken back, and the file is what it was."""
    path = serge.cwd / "refs" / "primary.bib"
    before = path.read_bytes()
    serge("edit", "serge1951memoirs", "--set", "date=2013", "--unset", "pagetotal", "--set", "note=A & B")
    assert b"  date = {2013},\n" in path.read_bytes()
    assert b"  note = {A \\& B},\n}" in path.read_bytes()
    assert "stays as it was" in serge("edit", "serge1951memoirs", "--set", "date=2013")[1]
    serge("rename", "serge1951memoirs", "memoirs")
    serge("remove", "memoirs")
    log = serge("log")[0].splitlines()
    assert [line.split("  ")[-1] for line in log] == [
        "remove memoirs",
        "rename serge1951memoirs memoirs",
        "edit serge1951memoirs",
    ]
    assert "- " in serge("log", "--diff", "-n", "1")[0]
    _, said = serge("undo", "3")
    assert said.splitlines() == [
        "undone: remove memoirs",
        "undone: rename serge1951memoirs memoirs",
        "undone: edit serge1951memoirs",
    ]
    assert path.read_bytes() == before
    _, said = serge("undo", status=1)
    assert "nothing to undo" in said


def test_edit_in_an_editor(serge: User) -> None:
    """Without options the entry opens in $EDITOR; what is no sound entry is refused, with the line."""
    editor = serge.cwd / "editor.sh"
    editor.write_text('#!/bin/sh\nsed -i "s/2012/2014/" "$1"\n')
    editor.chmod(0o755)
    serge("edit", "serge1951memoirs", EDITOR=str(editor))
    assert "2014" in serge("show", "serge1951memoirs", "--bibtex")[0]
    editor.write_text('#!/bin/sh\necho "@book{serge1951memoirs, title = {T" > "$1"\n')
    _, said = serge("edit", "serge1951memoirs", EDITOR=str(editor), status=3)
    assert "never closed" in said
    assert "2014" in serge("show", "serge1951memoirs", "--bibtex")[0]
    _, said = serge("edit", "serge1951memoirs", EDITOR="", VISUAL="", status=2)
    assert "--set FIELD=VALUE" in said


@pytest.mark.parametrize(
    "arguments",
    [["--set", "title"], ["--set", "=x"], ["--set", "a b=c"], ["--unset", "nosuch"], ["--type", "string"]],
    ids=" ".join,
)
def test_wrong_edits_are_wrong_calls(serge: User, arguments: list[str]) -> None:
    """What cannot be meant is exit status 2, and changes nothing."""
    before = (serge.cwd / "refs" / "primary.bib").read_bytes()
    serge("edit", "serge1951memoirs", *arguments, status=2)
    assert (serge.cwd / "refs" / "primary.bib").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--set", "date=31.12.1931"], "date"),
        (["--type", "nonsense"], "type"),
        (["--set", "author=Serge, Victor, Jr, X, Y"], "name"),
        (["--set", "isbn=978-1-59017-451-8"], "isbn"),
        (["--set", "date=1931"], ""),
        (["--set", "publisher={Faber and Faber}"], ""),
    ],
)
def test_an_edit_is_checked(user: User, arguments: list[str], code: str) -> None:
    """What the rules find in the changed entry is said, and nothing of others; the change stands."""
    user("init")
    path = user.cwd / "refs" / "library.bib"
    path.write_text("@book{z}\n\n@book{a,\n  author = {Serge, Victor},\n  title = {T},\n  date = {1951},\n}\n")
    said = user("edit", "a", *arguments)[1].splitlines()
    assert said[0] == "a changed"
    assert [line.rpartition("[")[2] for line in said[1:]] == ([f"{code}]"] if code else [])


def test_an_edit_that_makes_one_publisher_two_says_so(serge: User) -> None:
    """And how to write it as one."""
    said = serge("edit", "serge1951memoirs", "--set", "publisher=Faber and Faber")[1]
    assert "note: `and` parts two names in publisher; if it is one, --set 'publisher={Faber and Faber}'\n" in said
    assert "names no field" in serge("edit", "serge1951memoirs", "--set", "=x", status=2)[1]


def test_remove_says_who_still_refers(serge: User) -> None:
    """Entries that refer to a removed one are named."""
    _, said = serge("remove", "serge1951memoirs")
    assert "serge1963memoirs still refers to it (related)" in said


def test_check(user: User) -> None:
    """Each finding has file, line, level and code; errors and warnings are exit status 1."""
    user("init")
    path = user.cwd / "refs" / "library.bib"
    path.write_text("@book{a,\n  author = {Serge, Victor},\n  title = {T},\n  date = {1951},\n}\n")
    assert user("check") == ("", "no faults found\n")
    path.write_text(
        "@book{a,\n  title = {T},\n  isbn = {978-1-59017-451-8},\n  date = {May 1951},\n  crossref = {b},\n}\n"
    )
    out, said = user("check", status=1)
    assert [(line.split(":")[1], line.rpartition("[")[2]) for line in out.splitlines()] == [
        ("1", "crossref-missing]"),
        ("1", "missing]"),
        ("3", "isbn]"),
        ("4", "date]"),
    ]
    assert said == "1 error, 3 warnings\n"
    found = json.loads(user("check", "--json", "--select", "isbn", status=1)[0])
    assert [(one["code"], one["file"], one["line"], one["citekey"]) for one in found] == [
        ("isbn", "library.bib", 3, "a")
    ]
    assert user("check", "--ignore", "warning", "--ignore", "crossref-missing")[0] == ""


def test_terminal_escapes_in_a_title_are_shown_not_sent(user: User) -> None:
    """A title cannot drive the terminal."""
    user("init")
    (user.cwd / "refs" / "library.bib").write_bytes(b"@book{a, title = {x\x1b]0;owned\x07\x1b[31m}, note = {\x00}}\n")
    for arguments in (["list"], ["search", "x"], ["show", "a"], ["check"], ["log"]):
        shown = "".join(user.terminal(*arguments, columns=80))
        assert "\x1b]0" not in shown
        assert "\x07" not in shown
        assert "\x1b[31m" not in shown


def test_a_closed_pipe_ends_quietly(serge: User) -> None:
    """`| head` is no fault."""
    run = subprocess.run(
        f"{sys.executable} -m sergecite list --json | head -c 5",
        shell=True, cwd=serge.cwd, env=serge._environ, capture_output=True, check=False,
    )  # fmt: skip
    assert (run.stdout, run.stderr) == (b"[\n  {", b"")


def test_library_options(serge: User, tmp_path: Path) -> None:
    """--library, before or after the command, SERGECITE_LIBRARY, and what is no library."""
    library = str(serge.cwd / "refs")
    elsewhere = User(tmp_path / "home", tmp_path)
    for arguments in (["--library", library, "list", "memoirs"], ["list", "memoirs", "--library", library]):
        assert elsewhere(*arguments)[0].startswith("serge1951memoirs\t")
    assert elsewhere("list", "memoirs", SERGECITE_LIBRARY=library)[0].startswith("serge1951memoirs\t")
    _, said = elsewhere("--library", "nowhere", "list", status=3)
    assert "sergecite init nowhere" in said


def test_faulty_settings_name_file_and_line(user: User) -> None:
    """A fault in sergecite.toml is named with its line."""
    user("init")
    settings = user.cwd / "refs" / "sergecite.toml"
    settings.write_text('title = "x"\nfiles = 3\n')
    assert "sergecite.toml:2: files must be a list" in user("list", status=3)[1]
    settings.write_text('title = "x\n')
    assert "sergecite.toml:1: the settings are no TOML" in user("list", status=3)[1]


def test_a_merge_conflict_is_understood(serge: User) -> None:
    """Git's markers are reported with their line; the entries on both sides are still there."""
    path = serge.cwd / "refs" / "primary.bib"
    path.write_text(
        "@book{a, title = {T}, author = {A}, date = {1}}\n<<<<<<< HEAD\n@book{b, title = {U}}\n=======\n@book{c, title = {V}}\n>>>>>>> other\n"
    )
    out, _ = serge("check", "--select", "conflict", status=1)
    assert "primary.bib:2:" in out
    assert "a merge conflict of git is not settled" in out
    assert [line.split("\t")[0] for line in serge("list", "file:primary")[0].splitlines()] == ["a", "b", "c"]
    before = path.read_bytes()
    for arguments in (["edit", "a", "--set", "date=1951"], ["remove", "b"], ["rename", "a", "z"]):
        _, said = serge(*arguments, status=4)
        assert "primary.bib:2: a merge conflict of git is not settled; nothing was written" in said
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", [name for rows in COMMANDS.values() for name in rows])
def test_examples_fit_a_narrow_terminal(user: User, command: str) -> None:
    """The example lines of the help are not broken at 60 columns, where wrapping could not mend them."""
    shown = user(command, "--help", COLUMNS="60")[0].split("Options:")[0].splitlines()
    assert [line for line in shown if line.startswith("  sergecite ")]
    assert [line for line in shown if len(line) > 60] == []
