"""What the rules look at, and what they say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from sergecite.bibtex.parse import Problem
from sergecite.bibtex.raw import Raw
from sergecite.bibtex.scan import Block, fields, line_of
from sergecite.model.entry import Entry


class Level(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """Something is broken or lost to other programs."""
    WARNING = "warning"
    """A bibliography will come out wrong or with a gap."""
    INFO = "info"
    """Unusual; perhaps meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding. `file` is relative to the library's folder, `line` counts from 1; `code` names the rule."""

    level: Level
    code: str
    message: str
    file: str
    line: int
    citekey: str = ""
    hint: str | None = None


@dataclass(frozen=True)
class Item:
    """An entry under examination: complete (`entry`), and as it stands itself (`raw`, `block` of `text`)."""

    entry: Entry
    raw: Raw
    block: Block
    text: str
    file: str

    @cached_property
    def _lines(self) -> dict[str, int]:
        return {
            self.text[field.start : field.name_end].lower(): field.start
            for field in reversed(fields(self.text, self.block))
        }

    def line(self, field: str = "") -> int:
        """Return the line of a field, or of the entry."""
        return line_of(self.text, self._lines.get(field, self.block.start))

    def finding(self, level: Level, code: str, message: str, field: str = "", hint: str | None = None) -> Finding:
        """Return a finding on this entry, placed at one of its fields."""
        return Finding(
            level=level, code=code, message=message, file=self.file, line=self.line(field),
            citekey=self.entry.citekey, hint=hint,
        )  # fmt: skip

    @property
    def own_texts(self) -> Iterator[tuple[str, str]]:
        """The decoded texts of the fields the entry has itself."""
        return ((name, text) for name, text in self.entry.fields.items() if name in self.raw.fields)


@dataclass(frozen=True)
class Examined:
    """A whole library under examination."""

    items: tuple[Item, ...]
    problems: tuple[Problem, ...]
    files: Mapping[str, str]
    """Name -> text."""

    @cached_property
    def by_key(self) -> dict[str, Item]:
        """The first entry of each citekey."""
        return {item.entry.citekey: item for item in reversed(self.items)}
