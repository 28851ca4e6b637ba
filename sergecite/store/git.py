"""Git beside the library: each change as a commit of its own, and .bib files merged by entry.

A commit holds the library's files that the change touched, and nothing else of what is staged or being worked on: where
such a file has changes that are not sergecite's, they are the user's to commit, and nothing is done. No hook runs, since
the setting travels with the library and a hook would be a stranger's program; filters do, since git cannot read the files
without them. Nothing here is ever an error: the change is made, and what git did not do is said.
"""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sergecite.errors import UnwritableError
from sergecite.store.atomic import replace, stamp
from sergecite.store.digest import digest
from sergecite.store.history import Change

ATTRIBUTES = "*.bib merge=sergecite diff=bibtex\n"
"""What `.gitattributes` must say for git to merge .bib files by entry."""
_QUIET = ("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
_UNDER_WAY = {
    "MERGE_HEAD": "a merge", "CHERRY_PICK_HEAD": "a cherry-pick", "REVERT_HEAD": "a revert", "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
}  # fmt: skip
_SUBJECT = 72
_PATIENCE = 3.0
"""Seconds to wait for another git to be done with the index."""


class _GitError(Exception):
    """Why there is no commit."""


def commit(root: Path, change: Change, log: Callable[[], Sequence[Change]]) -> str:
    """Commit what a change did to the library's files; return what the user should hear if that was not done.

    `log` gives the changes before: those among them that are not committed yet go along.
    """
    try:
        _commit(root.resolve(), change, log)
    except _GitError as error:
        return f"warning: the change is made, but not committed: {error}"
    return ""


def commit_new(root: Path, names: Sequence[str]) -> str:
    """Commit the files of a library just made; return what the user should hear if that was not done."""
    try:
        _done(_patiently(root, "add", "--intent-to-add", "--", *names))
        _done(_patiently(root, "commit", "--quiet", "--only", "-m", "A new library", "--", *names))
    except _GitError as error:
        return f"warning: the library is made, but not committed: {error}"
    return ""


def install(root: Path) -> list[str]:
    """Let git merge the .bib files of a folder by entry, in a new repository if there is none; return the files changed.

    The attribute is a file of the library; the command lies in the repository's own configuration, as git demands.
    """
    try:
        if _git(root, "rev-parse", "--is-inside-work-tree").returncode:
            _done(_git(root, "init", "--quiet"))
        _done(_git(root, "config", "merge.sergecite.name", "BibTeX, entry by entry"))
        _done(_git(root, "config", "merge.sergecite.driver", _driver()))
    except _GitError as error:
        raise UnwritableError(f"git cannot be set up in {root}: {error}") from error
    path = root / ".gitattributes"
    seen = stamp(path)
    old = path.read_bytes() if seen is not None else b""
    if ATTRIBUTES.encode() in old:
        return []
    gap = b"" if not old or old.endswith(b"\n") else b"\n"
    replace(path, old + gap + ATTRIBUTES.encode(), expected=seen, old=old)
    return [path.name]


def _driver() -> str:
    """Return the command that git runs; if it fails or is gone, git's merge by lines, with its markers, stands in."""
    program = shutil.which("sergecite")
    words = [program] if program else [sys.executable, "-m", "sergecite"]
    command = shlex.join(words).replace("%", "%%")
    return (
        f"{command} merge-driver --marker-size %L %O %A %B %P; status=$?; test $status -le 1 && exit $status; "
        "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B"
    )


def _commit(root: Path, change: Change, log: Callable[[], Sequence[Change]]) -> None:
    parts = [part for part in change.files if not Path(part.name).is_absolute()]
    if not parts:
        return
    folder = _done(_git(root, "rev-parse", "--absolute-git-dir")).decode().strip()
    for name, what in _UNDER_WAY.items():
        if (Path(folder) / name).exists():
            raise _GitError(f"{what} is under way")
    names: list[str] = []
    along: list[str] = []
    for part in parts:
        if _git(root, "check-ignore", "--quiet", "--", part.name).returncode == 0:
            continue
        shown = _git(root, "cat-file", "--filters", f"HEAD:./{part.name}")
        committed = digest(b"" if shown.returncode else shown.stdout)
        along += _between(part.name, committed, part.before, log)
        if shown.returncode == 0 and _git(root, "diff", "--cached", "--quiet", "--", part.name).returncode:
            raise _GitError(f"other changes of {part.name} are staged")
        names.append(part.name)
    if not names:
        return
    _done(_patiently(root, "add", "--intent-to-add", "--", *names))
    along = [what for what in dict.fromkeys(along) if what != change.what]
    message = [_short(change.what), *([change.what] if len(change.what) > _SUBJECT else [])]
    message += ["Made before:\n" + "\n".join(along)] if along else []
    said = [word for paragraph in message for word in ("-m", paragraph)]
    _done(_patiently(root, "commit", "--quiet", "--only", *said, "--", *names))


def _between(name: str, committed: str, before: str, log: Callable[[], Sequence[Change]]) -> list[str]:
    """Return sergecite's own changes between what is committed and what was there before the change."""
    along: list[str] = []
    if committed == before:
        return along
    for change in reversed(log()):
        for part in change.files:
            if part.name == name and part.after == before:
                before = part.before
                along.insert(0, change.what)
        if committed == before:
            return along
    raise _GitError(f"{name} had changes that are not committed; commit them, and sergecite goes on from there")


def _patiently(root: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    """Run git; wait while another one holds the index."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        run = _git(root, *arguments)
        if run.returncode == 0 or b"index.lock" not in run.stderr or time.monotonic() > deadline:
            return run
        time.sleep(0.05)


def _git(root: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    # A hook of the user's that calls sergecite has git's own variables set; they would point at another repository.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("GIT_AUTHOR", "GIT_COMMITTER", "GIT_CONFIG"))
    }
    try:
        return subprocess.run(  # noqa: S603  # nothing of it goes through a shell
            ["git", *_QUIET, *arguments],  # noqa: S607  # the user's own git
            cwd=root, env={**environment, **kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"},
            stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
    except OSError as error:
        raise _GitError(f"git cannot be run: {error.strerror}") from error


def _done(run: "subprocess.CompletedProcess[bytes]") -> bytes:
    if run.returncode:
        lines = [line for line in run.stderr.decode(errors="replace").splitlines() if line.strip()]
        raise _GitError(lines[0].removeprefix("fatal: ") if lines else f"git ended with status {run.returncode}")
    return run.stdout


def _short(what: str) -> str:
    return what if len(what) <= _SUBJECT else what[: _SUBJECT - 1] + "…"
