"""Git beside the library: commits of what was changed, and merges by entry, with a real git."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from sergecite.errors import UnwritableError
from sergecite.model.entry import Entry
from sergecite.store.git import ATTRIBUTES, install
from sergecite.store.library import Library
from sergecite.store.renaming import rename

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
NEW = Entry(citekey="new", entry_type="book", fields={"title": "New", "date": "1951"})
MORE = Entry(citekey="more", entry_type="book", fields={"title": "More", "date": "1952"})


class Repository:
    """A git repository with a library in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.said: list[str] = []

    def __call__(self, *arguments: str, status: int = 0) -> str:
        """Run git; return what it prints."""
        run = subprocess.run(["git", *arguments], cwd=self.root, capture_output=True, text=True, check=False)
        assert run.returncode == status, run.stdout + run.stderr
        return run.stdout + run.stderr

    @property
    def library(self) -> Library:
        """The library, opened anew."""
        return Library.open(self.root, self.said.append)

    @property
    def subjects(self) -> list[str]:
        """What the commits say, newest first."""
        return self("log", "--format=%s").splitlines()


@pytest.fixture(name="git")
def _git(root: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "V. S.")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "vs@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    repository = Repository(root)
    repository("init", "--quiet", "--initial-branch=main")
    (root / "sergecite.toml").write_text("[git]\ncommit = true\n")
    repository("add", ".")
    repository("commit", "--quiet", "-m", "begin")
    return repository


def test_each_change_is_a_commit_of_its_own(git: Repository) -> None:
    """Add, edit, rename and undo are commits that say what was done; log and undo work as without git."""
    before = (git.root / "a.bib").read_bytes()
    git.library.add([NEW])
    git.library.set_fields("new", {"note": "n"})
    rename(git.library, "new", "newer")
    for _ in range(3):
        git.library.undo()
    assert (git.root / "a.bib").read_bytes() == before
    assert git.subjects == [
        "undo add new", "undo edit new", "undo rename new newer", "rename new newer", "edit new", "add new", "begin",
    ]  # fmt: skip
    assert git("status", "--porcelain") == ""
    assert git.said == []


def test_a_new_file_is_committed_and_what_is_staged_stays_staged(git: Repository) -> None:
    """A commit holds the file the change made, and nothing of what the user has staged or is working on."""
    (git.root / "staged.txt").write_text("staged")
    git("add", "staged.txt")
    (git.root / "sergecite.toml").write_text("[git]\ncommit = true # working on it\n")
    git.library.add([NEW], to="b.bib")
    assert git("show", "--format=", "--name-status").split() == ["A", "b.bib"]
    assert git("status", "--porcelain").splitlines() == [" M sergecite.toml", "A  staged.txt"]
    assert git.said == []


def test_an_ignored_file_is_not_committed(git: Repository) -> None:
    """What git is to ignore stays out of it."""
    (git.root / ".gitignore").write_text("b.bib\n")
    git.library.add([NEW], to="b.bib")
    assert git.subjects == ["begin"]
    assert git.said == []


@pytest.mark.parametrize("staged", [False, True])
def test_work_of_the_users_own_is_not_committed(git: Repository, *, staged: bool) -> None:
    """A file with changes that are not ours is not committed: the user hears why, and the change is made."""
    path = git.root / "a.bib"
    path.write_text(path.read_text() + "% by hand\n")
    if staged:
        git("add", "a.bib")
    git.library.add([NEW])
    assert git.subjects == ["begin"]
    assert len(git.said) == 1
    assert "not committed: " in git.said[0]
    assert "{new," in path.read_text()
    git("commit", "--quiet", "-am", "by hand")
    git.library.add([MORE])
    assert git.subjects == ["add more", "by hand", "begin"]


def test_changes_that_could_not_be_committed_go_with_the_next(git: Repository) -> None:
    """A change made while git could not commit is committed, and named, with the one after it."""
    lock = git.root / ".git" / "index.lock"
    lock.touch()
    git.library.add([NEW])
    assert "index.lock" in git.said[0]
    lock.unlink()
    git.library.add([MORE])
    assert git("log", "-1", "--format=%B").split("\n\n") == ["add more", "Made before:\nadd new", ""]
    assert git("status", "--porcelain") == ""


def test_nothing_is_committed_in_the_middle_of_a_merge(git: Repository) -> None:
    """While a merge waits to be settled, changes are made and not committed."""
    git("switch", "--quiet", "-c", "side")
    (git.root / "x").write_text("x")
    git("add", "x")
    git("commit", "--quiet", "-m", "x")
    git("switch", "--quiet", "main")
    (git.root / "x").write_text("y")
    git("add", "x")
    git("commit", "--quiet", "-m", "y")
    git("merge", "side", status=1)
    git.library.add([NEW])
    assert git.said == ["warning: the change is made, but not committed: a merge is under way"]


def test_no_hook_runs(git: Repository) -> None:
    """A hook that came with the folder does not run; nor does it stop the commit."""
    for name in ("pre-commit", "commit-msg", "post-commit", "prepare-commit-msg", "reference-transaction"):
        hook = git.root / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {git.root}/ran-{name}\nexit 1\n")
        hook.chmod(0o755)
    git.library.add([NEW])
    assert git.subjects == ["add new", "begin"]
    assert list(git.root.glob("ran-*")) == []


def test_where_there_is_no_repository_the_change_is_made(root: Path) -> None:
    """The setting without a repository is a warning."""
    (root / "sergecite.toml").write_text("[git]\ncommit = true\n")
    said: list[str] = []
    Library.open(root, said.append).add([NEW])
    assert len(said) == 1
    assert "not a git repository" in said[0]
    assert "{new," in (root / "a.bib").read_text()


def test_line_endings_that_git_converts_are_no_changes(git: Repository) -> None:
    """Where git keeps LF and the folder has CRLF, a change is committed as anywhere."""
    git("config", "core.autocrlf", "true")
    git("rm", "--quiet", "--cached", "a.bib")
    git("reset", "--quiet", "--hard")
    path = git.root / "a.bib"
    assert b"\r\n" in path.read_bytes()
    git.library.add([NEW])
    assert git.said == []
    assert git.subjects == ["add new", "begin"]
    assert (
        b"\r" not in subprocess.run(["git", "show", "HEAD:a.bib"], cwd=git.root, capture_output=True, check=True).stdout
    )
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")


def test_a_long_label_is_shortened(git: Repository) -> None:
    """The subject of a commit stays short; the whole is in its body."""
    names = [f"work{number}" for number in range(40)]
    git.library.add([Entry(citekey=name, entry_type="book", fields={"title": name}) for name in names])
    assert len(git.subjects[0]) <= 72
    assert "work39" in git("log", "-1", "--format=%b")


@pytest.fixture(name="sides")
def _sides(git: Repository) -> Repository:
    """Return a repository with the merge driver and two branches that changed the same lines."""
    assert install(git.root) == [".gitattributes"]
    assert install(git.root) == []
    assert (git.root / ".gitattributes").read_text() == ATTRIBUTES
    git("add", ".gitattributes")
    git("commit", "--quiet", "-m", "attributes")
    git("switch", "--quiet", "-c", "side")
    git.library.add([NEW])
    git.library.set_fields("serge1930prison", {"title": "Men in Jail"})
    git("switch", "--quiet", "main")
    git.library.add([MORE])
    git.library.set_fields("serge1930prison", {"year": "1931"})
    return git


def _merged(git: Repository) -> None:
    text = (git.root / "a.bib").read_text()
    for wanted in ("{new,", "{more,", "title     = {Men in Jail}", "year      = 1931", "stray text"):
        assert text.count(wanted) == 1, wanted
    assert git.library.problems() == ()


def test_git_merges_by_entry(sides: Repository) -> None:
    """Two branches that touch neighbouring lines merge, with both changes."""
    sides("merge", "--quiet", "-m", "merged", "side")
    _merged(sides)


def test_git_rebases_by_entry(sides: Repository) -> None:
    """Commits are replayed on others that touch neighbouring lines."""
    sides("rebase", "--quiet", "side")
    _merged(sides)
    assert sides.subjects[:3] == ["edit serge1930prison", "add more", "edit serge1930prison"]


def test_git_picks_by_entry(sides: Repository) -> None:
    """A commit is taken over although its neighbourhood differs."""
    sides("cherry-pick", "side~1", "side")
    _merged(sides)


def test_a_conflict_is_marked_and_found(sides: Repository) -> None:
    """What both sides changed differently is marked around that entry alone; check finds it, no change is made to it."""
    sides("switch", "--quiet", "side")
    sides.library.set_fields("serge1930prison", {"year": "1932"})
    sides("switch", "--quiet", "main")
    assert "serge1930prison: year" in sides("merge", "side", status=1)
    text = (sides.root / "a.bib").read_text()
    assert text.count("<<<<<<< ") == 1
    assert text.count("{serge1930prison,") == 2
    assert text.count("{new,") == text.count("{more,") == 1
    with pytest.raises(UnwritableError, match="a merge conflict of git is not settled"):
        sides.library.set_fields("new", {"note": "n"})


def test_without_the_program_git_merges_by_lines(sides: Repository) -> None:
    """On a machine where the driver cannot run, no side is lost: git's own merge, with its markers, stands in."""
    driver = sides("config", "merge.sergecite.driver").strip()
    sides("config", "merge.sergecite.driver", driver.replace("merge-driver", "no-such-command", 1))
    sides("merge", "side", status=1)
    text = (sides.root / "a.bib").read_text()
    assert "<<<<<<<" in text
    assert "{new," in text
    assert "{more," in text
