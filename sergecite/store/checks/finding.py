"""What the rules look at, and what they say."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from sergecite.bibtex.raw import Raw
from sergecite.bibtex.scan import fields
from sergecite.model.entry import Entry
from sergecite.store.bibfile import BibFile, key_of
from sergecite.store.encoding import decode
from sergecite.store.streaming import LineCounter, Located, Spot


class Level(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """Something is broken or lost to other programs."""
    WARNING = "warning"
    """A bibliography will come out wrong or with a gap."""
    INFO = "info"
    """Unusual; perhaps meant."""


ALL = "all"
"""What stands for every code in the settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding. `file` is relative to the library's folder; `line` and `column` count from 1; `code` names the rule."""

    level: Level
    code: str
    message: str
    file: str
    line: int
    column: int = 1
    citekey: str = ""
    field: str = ""
    hint: str | None = None


@dataclass(frozen=True)
class Item:
    """An entry under examination: complete (`entry`), and as it stands itself (`raw`, the block `number` of a file)."""

    located: Located

    @property
    def entry(self) -> Entry:
        """The entry with what it inherits."""
        return self.located.entry

    @property
    def raw(self) -> Raw:
        """What it says itself, as LaTeX."""
        return self.located.own

    @cached_property
    def _offsets(self) -> dict[str, int]:
        view, block = self.located.file.view, self.located.block
        return {
            key_of(view[field.start : field.name_end]).lower(): field.start for field in reversed(fields(view, block))
        }

    def own(self, name: str) -> str:
        """Return the decoded text of a field the entry has itself, else ""."""
        return self.entry.text(name) if name in self.raw.fields else ""

    def finding(self, level: Level, code: str, message: str, field: str = "", hint: str | None = None) -> Finding:
        """Return a finding on this entry, placed at one of its fields."""
        file, block, line = self.located.file, self.located.block, self.located.line
        offset = self._offsets.get(field, block.start) if field else block.start
        line += LineCounter(file.view[block.start : offset]).at(offset - block.start) - 1
        return Finding(
            level=level, code=code, message=message, file=file.name, line=line, column=_column(file, offset),
            citekey=self.entry.citekey, field=field, hint=hint,
        )  # fmt: skip


def finding_at(
    spot: Spot, level: Level, code: str, message: str, *, citekey: str = "", hint: str | None = None
) -> Finding:
    """Return a finding at a place in a file."""
    return Finding(
        level=level, code=code, message=message, file=spot.file.name, line=spot.line,
        column=_column(spot.file, spot.offset), citekey=citekey, hint=hint,
    )  # fmt: skip


def _column(file: BibFile, offset: int) -> int:
    """Return the column, in characters from 1, of a place in bytes."""
    start = file.view.rfind("\n", 0, offset) + 1
    start = max(start, file.view.rfind("\r", start, offset) + 1)
    return len(decode(file.data[start:offset])) + 1
