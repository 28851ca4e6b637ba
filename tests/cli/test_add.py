"""What `add` says of a file that is not quite in order."""

import json
from pathlib import Path

from tests.cli.user import User


def _file(user: User, entry: str, count: int) -> None:
    Path(user.cwd, "in.bib").write_text("".join(entry.replace("NN", str(number)) + "\n" for number in range(count)))


def test_dangling_references_of_an_import_are_summed_up(user: User) -> None:
    """The entries come in, the first faults are told with their lines, then their number; --quiet says nothing."""
    user("init", "refs")
    _file(user, "@inbook{kNN, title = {Part NN}, crossref = {goneNN}}", 30)
    _, said = user("add", "in.bib", "--dry-run", status=1)
    lines = said.splitlines()
    assert lines[0] == "in.bib:1: crossref = {gone0} names no entry of the library"
    assert len([line for line in lines if "names no entry" in line]) == 10
    assert "... and 20 more of this kind; --json lists them all" in lines
    assert lines[-1] == "30 added, 30 to look at"
    assert user("--quiet", "add", "in.bib", "--dry-run", status=1)[1] == ""
    rows = json.loads(user("--quiet", "add", "in.bib", "--json", status=1)[0])
    assert sum(row["status"] == "warning" for row in rows) == 30
    assert len(user("list")[0].splitlines()) >= 30


def test_entries_that_are_left_out_are_told_quiet_or_not(user: User) -> None:
    """What is lost is an error: the first ones with their lines, the number of the others, the hint once."""
    user("init", "refs")
    _file(user, "@book{kNN, title = {NN}, note = {open}", 14)
    lines = user("--quiet", "add", "in.bib", "--dry-run", status=1)[1].splitlines()
    assert lines[0].startswith("error: in.bib:")
    assert lines[-2:] == [
        "hint: the entry is left out: mend it in the file and add it again",
        "error: ... and 4 more of this file; --json lists them all",
    ]
    assert len(lines) == 12


def test_a_publisher_may_have_and_in_its_name(user: User) -> None:
    """An option gives one publisher, however it is called; it is printed as it was typed, in the file's words or ours."""
    user("init")
    fields = ["--type", "book", "--author", "Eliot, T. S.", "--title", "Four Quartets", "--date", "1944"]
    user("add", *fields, "--publisher", "Faber and Faber")
    user(
        "add",
        *fields[:5],
        "Ash Wednesday",
        "--date",
        "1930",
        "--set",
        "publisher=Faber and Faber",
        "--set",
        "keywords=x",
    )
    assert "publisher = {{Faber and Faber}}" in (user.cwd / "refs" / "library.bib").read_text(encoding="utf-8")
    assert "Four Quartets. Faber and Faber, 1944." in user("export")[0]


def test_a_parent_in_the_library_is_a_parent(user: User) -> None:
    """What a file refers to and lacks may be in the library: nothing dangles then, and the child inherits."""
    user("init", "refs")
    user("add", "--type", "collection", "--key", "whole", "--title", "The Ideas of Victor Serge", "--date", "1997")
    Path(user.cwd, "in.bib").write_text(
        "@incollection{part, title = {The Novels}, author = {Weissman, S.}, crossref = {Whole}}\n"
    )
    assert "names no entry" not in user("add", "in.bib")[1]
    assert "Ideas of Victor Serge" in user("export", "part")[0]
    Path(user.cwd, "in.bib").write_text("@incollection{other, title = {Poems}, crossref = {gone}}\n")
    assert "crossref = {gone} names no entry" in user("add", "in.bib", status=1)[1]
