"""Undo and its kin, doubled and former citekeys, git: as a user runs them."""

import subprocess
from pathlib import Path

from tests.cli.user import User


def test_undo_shows_redoes_and_picks(serge: User) -> None:
    """A dry run shows what would be replaced; --redo makes an undo undone; --only takes back one change of several."""
    path = serge.cwd / "refs" / "primary.bib"
    before = path.read_bytes()
    serge("edit", "serge1951memoirs", "--set", "note=one")
    serge("edit", "serge1951memoirs", "--set", "addendum=two")
    now = path.read_bytes()
    shown, _ = serge("undo", "2", "--dry-run")
    assert [line for line in shown.splitlines() if line.startswith("edit")] == ["edit serge1951memoirs"] * 2
    assert any(line.startswith("- ") and "two" in line for line in shown.splitlines())
    assert path.read_bytes() == now
    assert serge("undo", "--only", "1")[1] == "undone: edit serge1951memoirs\n"
    assert b"two" in path.read_bytes()
    assert b"one}" not in path.read_bytes().partition(b"serge1951memoirs")[2].partition(b"\n}")[0]
    assert serge("undo", "--redo")[1] == "made again: edit serge1951memoirs\n"
    assert path.read_bytes() == now
    serge("undo", "2")
    assert path.read_bytes() == before
    assert "there is nothing to undo" in serge("undo", status=1)[1]
    assert "--only names one change" in serge("undo", "2", "--only", "1", status=2)[1]


def test_a_doubled_citekey_is_asked_back(user: User) -> None:
    """Where two entries have one citekey the error names both places, and a place names one of them."""
    user("init")
    path = user.cwd / "refs" / "library.bib"
    path.write_text("@book{a, title = {First}}\n\n@book{a, title = {Second}}\n")
    said = user("rename", "a", "b", status=2)[1]
    assert "2 entries have the citekey a: library.bib:1, library.bib:3" in said
    assert user("rename", "library.bib:3", "b")[1] == "library.bib:3 is now b\n"
    assert path.read_text() == "@book{a, title = {First}}\n\n@book{b, title = {Second}}\n"


def test_a_former_citekey_shows_the_entry(user: User) -> None:
    """What `ids` keeps is found by show, cite and export."""
    user("init")
    (user.cwd / "refs" / "library.bib").write_text(
        "@book{new, title = {Title}, author = {Serge, V.}, date = {1951}, ids = {old}}\n"
    )
    assert user("show", "old")[0].startswith("new  book")
    assert "Title" in user("cite", "old")[0]
    assert '"new"' in user("cite", "old", "new", "--json")[0].partition("citekeys")[2]
    assert user("export", "old", "--format", "csl-json")[0] == user("export", "new", "--format", "csl-json")[0]
    assert "it is new now" in user("edit", "old", "--set", "note=n", status=2)[1]
    user("rename", "new", "newer")
    user("rename", "newer", "newest")
    assert "it is newest now" in user("show", "new", status=2)[1]
    user("undo", "2")
    assert "hint: `sergecite search WORDS` finds entries" in user("show", "newest", status=2)[1]


def test_init_git_sets_up_merges_and_commits(user: User) -> None:
    """A new library with --git is committed, commits each change, and merges by entry; an old one is only set up."""
    identity = {f"GIT_{role}_{what}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    assert "git merges its .bib files by entry" in user("init", "--git", **identity)[1]
    user(
        "add", "--type", "book", "--title", "T", "--author", "Serge, Victor", "--date", "1951", "--key", "t", **identity
    )
    root = user.cwd / "refs"

    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True).stdout

    assert git("log", "--format=%s").splitlines() == ["add t", "A new library"]
    assert git("status", "--porcelain") == ""
    assert "merge-driver" in git("config", "merge.sergecite.driver")
    before = (root / "library.bib").read_bytes()
    user("init", "--git", **identity)
    assert (root / "library.bib").read_bytes() == before


def test_the_merge_driver_by_itself(user: User) -> None:
    """The result is left in the second file; conflicts are named and exit with 1; what is no text with 3."""
    names = [str(user.cwd / name) for name in ("base.bib", "ours.bib", "theirs.bib")]
    texts = [f"@book{{a, title = {{{title}}}, year = {year}}}\n" for title, year in (("T", 1), ("U", 1), ("T", 2))]
    for name, text in zip(names, texts, strict=True):
        Path(name).write_text(text)
    assert user("merge-driver", *names) == ("", "")
    assert Path(names[1]).read_text() == "@book{a, title = {U}, year = 2}\n"
    Path(names[2]).write_text("@book{a, title = {V}, year = 1}\n")
    assert user("merge-driver", *names, "library.bib", status=1)[1] == (
        "library.bib: a: title\n1 conflict, marked in the file\n"
    )
    assert Path(names[1]).read_text().startswith("<<<<<<< ours\n@book{a, title = {U}")
    Path(names[2]).write_bytes(b"\x00")
    assert "no text" in user("merge-driver", *names, status=3)[1]
