"""What the rules look at, and what they say."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from sergecite.bibtex.raw import Raw
from sergecite.bibtex.scan import fields
from sergecite.model.entry import Entry
from sergecite.store.bibfile import key_of
from sergecite.store.encoding import decode
from sergecite.store.streaming import Located, Spot


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


class Item:
    """An entry under examination: with what it inherits (`entry`), and what it says itself, as LaTeX (`raw`)."""

    def __init__(self, located: Located) -> None:
        self.located = located
        self.entry: Entry = located.entry
        self.raw: Raw = located.own

    @cached_property
    def _offsets(self) -> dict[str, int]:
        view, block = self.located.spot.file.view, self.located.block
        return {
            key_of(view[field.start : field.name_end]).lower(): field.start for field in reversed(fields(view, block))
        }

    def own(self, name: str) -> str:
        """Return the decoded text of a field the entry has itself, else ""."""
        return self.entry.text(name) if name in self.raw.fields else ""

    def finding(self, level: Level, code: str, message: str, field: str = "", hint: str | None = None) -> Finding:
        """Return a finding on this entry, placed at one of its fields."""
        spot, named = self.located.spot, bool(field) and field in self._offsets
        return finding_at(
            spot.onward(self._offsets[field]) if named else spot, level, code, message, citekey=self.entry.citekey,
            field=field, hint=hint,
        )  # fmt: skip


def finding_at(
    spot: Spot, level: Level, code: str, message: str, *, citekey: str = "", field: str = "", hint: str | None = None
) -> Finding:
    """Return a finding at a place in a file."""
    return Finding(
        level=level, code=code, message=message, file=spot.file.name, line=spot.line, column=_column(spot),
        citekey=citekey, field=field, hint=hint,
    )  # fmt: skip


_LONG = 100_000
"""Bytes of a line beyond which columns are counted in bytes: a whole library may stand on one line."""


def _column(spot: Spot) -> int:
    """Return the column, in characters from 1."""
    far = spot.offset - spot.line_start
    return 1 + (far if far > _LONG else len(decode(spot.file.data[spot.line_start : spot.offset])))
