"""What was changed, and the way back: `log` and `undo`, without git.

Each change is one line of JSON in a log: what was replaced where, with a little of what stands around it. The log lies in
the user's state folder, one per library, not in the library: it is a safety net of this machine, as an editor's undo
is, and no part of the data, so nothing of it ever shows up in the folder, in a backup's difference or in git. (Where
that folder cannot be written, the log goes into `.sergecite-history` beside the files.)

A line is written and on disk before the first file is replaced, and a short one once the last is. A change whose second
line is missing is in doubt: the process died on the way, and `recovery` strikes the change out or carries it to its end.
"""

import contextlib
import errno
import hashlib
import itertools
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sergecite.bibtex.edit import Splice
from sergecite.errors import UnwritableError
from sergecite.store.places import user_folder

if TYPE_CHECKING:
    from sergecite.store.bibfile import BibFile

_AROUND = 120
"""Bytes kept on either side of a splice, to find its place again in a file that has changed since."""
_KEEP = 64 << 20
"""Size from which the oldest changes are dropped, until the log has half of it."""
_NEWEST = 50
"""Lines, two for a change, that are never dropped, however large they are: `format` may write each entry anew."""
_HEAD = re.compile(r"@[A-Za-z]+\s*[{(]\s*[^\s,{}()=]+\s*,")
_TAIL = 512
"""Bytes at the end of a log that hold the line of a change carried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """The change of one file. Offsets are bytes of the file before; texts are its bytes as latin-1."""

    name: str
    before: str
    """Hash of the whole file before."""
    after: str
    splices: tuple[tuple[int, str, str], ...]
    """(offset, old, new)"""
    around: tuple[tuple[str, str], ...]
    """For each splice, what stands before and after it."""
    created: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of the library, in the words of the command that made it."""

    number: int
    when: str
    what: str
    files: tuple[FileChange, ...]
    undoes: int | None = None
    """The number of the change that this one takes back."""
    undone: bool = False
    done: bool = False
    """Whether it is known to have been carried out in all its files."""


class History:
    """The log of one library."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    @property
    def path(self) -> Path:
        """The log's file, which may not exist yet."""
        name = hashlib.sha256(os.fsencode(self._root)).hexdigest()[:20]
        folder = user_folder("state") / "history" / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return self._root / ".sergecite-history" / "log.jsonl"
        return folder / "log.jsonl" if os.access(folder, os.W_OK) else self._root / ".sergecite-history" / "log.jsonl"

    def changes(self) -> list[Change]:
        """Return the changes in order, oldest first; lines that a crash left half-written are passed over."""
        found: dict[int, Change] = {}
        for line in self._lines():
            done = line.get("done")
            if done in found:
                found[done] = replace(found[done], done=True)
            elif (change := _change(line)) is not None:
                if change.what:
                    found[change.number] = change
                else:
                    found.pop(change.number, None)
        stands: set[int] = set()
        for change in reversed(list(found.values())):
            if change.number in stands:
                found[change.number] = replace(change, undone=True)
            elif change.undoes is not None:
                stands.add(change.undoes)
        return list(found.values())

    def in_doubt(self) -> Change | None:
        """Return the last change if it is not known to have been carried out. Each writer settles that one first."""
        if self._last_done() is not None:
            return None
        known = self.changes()
        return known[-1] if known and not known[-1].done else None

    def record(self, what: str, files: Sequence[FileChange], undoes: int | None = None) -> Change:
        """Write a change down, before it is carried out; UnwritableError if that is impossible."""
        last = self._last_done()
        if last is None:
            known = self.changes()
            last = known[-1].number if known else 0
        when = datetime.now(UTC).isoformat(timespec="seconds")
        change = Change(number=last + 1, when=when, what=what, files=tuple(files), undoes=undoes)
        self._write(change)
        return change

    def strike_out(self, change: Change) -> None:
        """Forget a change that was never carried out."""
        self._write(replace(change, what="", files=()))

    def carried_out(self, change: Change) -> None:
        """Note that a change is made in all its files. Where that fails, the files themselves will tell."""
        with contextlib.suppress(OSError):
            self._append(self.path, json.dumps({"done": change.number}), durably=False)

    def _last_done(self) -> int | None:
        """Return the number of the last change if the log ends with the note that it was carried out."""
        try:
            with self.path.open("rb") as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
                lines = file.read().split(b"\n")
            line = json.loads(lines[-2]) if len(lines) > 1 and not lines[-1] else None
        except (OSError, ValueError):
            return None
        number = line.get("done") if isinstance(line, dict) else None
        return number if isinstance(number, int) else None

    def _write(self, change: Change) -> None:
        path = self.path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._append(path, json.dumps(_plain(change)))
        except OSError as error:
            raise UnwritableError(
                f"the change cannot be logged, so it was not made: {error.strerror}",
                place=str(path),
                hint="free some space, or point XDG_STATE_HOME at a folder that can be written",
            ) from error

    def _lines(self) -> Iterator[dict[str, Any]]:
        try:
            data = self.path.read_bytes()
        except OSError:
            return
        for line in data.splitlines():
            try:
                read = json.loads(line)
            except ValueError:
                continue
            if isinstance(read, dict):
                yield read

    @staticmethod
    def _append(path: Path, line: str, *, durably: bool = True) -> None:
        if path.exists() and path.stat().st_size > _KEEP:
            _shorten(path)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        try:
            size = os.fstat(descriptor).st_size
            torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
            data = (b"\n" if torn else b"") + line.encode("ascii") + b"\n"
            written = os.write(descriptor, data)
            if written < len(data):
                os.ftruncate(descriptor, size)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            if durably:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _shorten(path: Path) -> None:
    """Drop the oldest lines of a log."""
    lines = path.read_bytes().splitlines(keepends=True)
    first = max(0, len(lines) - _NEWEST)
    size = sum(map(len, lines[first:]))
    while first and size + len(lines[first - 1]) <= _KEEP // 2:
        first -= 1
        size += len(lines[first])
    if first:
        shorter = path.with_name(path.name + ".new")
        with shorter.open("wb") as file:
            file.writelines(lines[first:])
            file.flush()
            os.fsync(file.fileno())
        shorter.replace(path)


def file_change(old: "BibFile", now: "BibFile", splices: Sequence[Splice]) -> FileChange:
    """Describe the change of one file."""
    ordered, before = sorted(splices), old.view
    return FileChange(
        name=old.name,
        before=old.digest,
        after=now.digest,
        splices=tuple((splice.start, before[splice.start : splice.end], splice.new) for splice in ordered),
        around=tuple(
            (before[max(0, splice.start - _AROUND) : splice.start], before[splice.end : splice.end + _AROUND])
            for splice in ordered
        ),
        created=old.seen is None,
    )


def way_back(change: FileChange, now: "BibFile") -> list[Splice] | None:
    """Return the splices that take a change back; None where its place in the file as it is is not certain."""
    if now.digest == change.after:
        splices = []
        shift = 0
        for offset, old, new in change.splices:
            splices.append(Splice(offset + shift, offset + shift + len(new), old))
            shift += len(new) - len(old)
        return splices
    found: list[Splice] = []
    for (_, old, new), (left, right) in zip(change.splices, change.around, strict=True):
        place = _only_place(now.view, left, new, right)
        if place is None:
            return None
        found.append(Splice(place, place + len(new), old))
    found.sort()
    overlaps = any(one.end > other.start for one, other in itertools.pairwise(found))
    return None if overlaps else found


def _only_place(text: str, left: str, new: str, right: str) -> int | None:
    """Find where `new` stands: with as much around it as can be found, and only once."""
    around = [(left, right), (left, ""), ("", right), (left[-30:], right[:30])]
    heads = [found.start() for found in _HEAD.finditer(left)]
    if heads:  # the entry itself, whatever became of its neighbours
        inside = left[heads[-1] :]
        around += [(inside, right[: right.find("\n}") + 2]), (inside, "")]
    elif _HEAD.match(new.lstrip()):
        around.append(("", ""))
    for before, after in around:
        needle = before + new + after
        at = text.find(needle) if needle.strip() else -1
        if at >= 0 and len(needle) >= 20:
            return at + len(before) if text.find(needle, at + 1) < 0 else None
    return None


def _plain(change: Change) -> dict[str, Any]:
    return {
        "number": change.number,
        "when": change.when,
        "what": change.what,
        "undoes": change.undoes,
        "files": [
            {
                "name": file.name,
                "before": file.before,
                "after": file.after,
                "created": file.created,
                "splices": file.splices,
                "around": file.around,
            }
            for file in change.files
        ],
    }


def _change(line: dict[str, Any]) -> Change | None:
    """Read a line of the log; None where it is no change."""
    try:
        return Change(
            number=int(line["number"]),
            when=str(line["when"]),
            what=str(line["what"]),
            undoes=line["undoes"],
            files=tuple(
                FileChange(
                    name=str(file["name"]),
                    before=str(file["before"]),
                    after=str(file["after"]),
                    created=bool(file["created"]),
                    splices=tuple((int(offset), str(old), str(new)) for offset, old, new in file["splices"]),
                    around=tuple((str(left), str(right)) for left, right in file["around"]),
                )
                for file in line["files"]
            ),
        )
    except (ValueError, KeyError, TypeError):
        return None
