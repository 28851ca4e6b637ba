"""What the rules look at, and what they say."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from sergecite.bibtex.parse import Problem
from sergecite.bibtex.raw import Raw
from sergecite.bibtex.scan import Block, fields
from sergecite.model.entry import Entry
from sergecite.store.bibfile import BibFile


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


class Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        ends = re.compile(r"\n" if "\n" in text else r"\r")
        self._starts = [0, *(found.end() for found in ends.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


@dataclass(frozen=True)
class Text:
    """A file under examination: its name, what it says, how it is encoded."""

    file: BibFile

    @property
    def name(self) -> str:
        """The file's path relative to the library's folder."""
        return self.file.name

    @property
    def text(self) -> str:
        """The decoded text."""
        return self.file.text

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    def finding(
        self,
        level: Level,
        code: str,
        message: str,
        offset: int,
        *,
        citekey: str = "",
        field: str = "",
        hint: str | None = None,
    ) -> Finding:
        """Return a finding at a place in the text."""
        line, column = self.lines.at(offset)
        return Finding(
            level=level, code=code, message=message, file=self.name, line=line, column=column, citekey=citekey,
            field=field, hint=hint,
        )  # fmt: skip


@dataclass(frozen=True)
class Item:
    """An entry under examination: complete (`entry`), and as it stands itself (`raw`, the block `number` of a file)."""

    entry: Entry
    raw: Raw
    block: Block
    number: int
    source: Text

    @cached_property
    def _offsets(self) -> dict[str, int]:
        text = self.source.text
        return {text[field.start : field.name_end].lower(): field.start for field in reversed(fields(text, self.block))}

    def own(self, name: str) -> str:
        """Return the decoded text of a field the entry has itself, else ""."""
        return self.entry.text(name) if name in self.raw.fields else ""

    def finding(self, level: Level, code: str, message: str, field: str = "", hint: str | None = None) -> Finding:
        """Return a finding on this entry, placed at one of its fields."""
        offset = self._offsets.get(field, self.block.start) if field else self.block.start
        return self.source.finding(level, code, message, offset, citekey=self.entry.citekey, field=field, hint=hint)


@dataclass(frozen=True)
class Examined:
    """A whole library under examination."""

    root: Path
    items: tuple[Item, ...]
    problems: tuple[Problem, ...]
    texts: tuple[Text, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Item]:
        """The first entry of each citekey."""
        return {item.entry.citekey: item for item in reversed(self.items)}

    @cached_property
    def by_folded_key(self) -> Mapping[str, str]:
        """Citekey in lower case -> citekey."""
        return {key.casefold(): key for key in self.by_key}

    @cached_property
    def aliases(self) -> frozenset[str]:
        """The citekeys that entries once had (`ids`)."""
        return frozenset(
            alias.strip() for item in self.items for alias in item.raw.fields.get("ids", "").split(",") if alias.strip()
        )

    @cached_property
    def by_entry(self) -> Mapping[int, Item]:
        """The item of each entry, by the entry's id()."""
        return {id(item.entry): item for item in self.items}
