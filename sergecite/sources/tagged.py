"""Records of tagged lines, the shape that RIS, EndNote's .enw and PubMed's .nbib share.

rispy reads RIS well, but refuses a whole file for one broken record and knows no line numbers; here a record that is not
closed ends where the next begins, and every line keeps its number.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sergecite.model.entry import Entry
from sergecite.sources.types import Problem, Reading


@dataclass(frozen=True, slots=True)
class Tagged:
    """One tag with its value, continuation lines joined, and the line it stands on."""

    tag: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Record:
    """One work: its tags in order and the line of the first."""

    line: int
    tags: tuple[Tagged, ...]

    def first(self, *names: str) -> str:
        """Return the first value that any of these tags has, tried in the order of the names."""
        return next((one.value for name in names for one in self.tags if one.tag == name and one.value), "")

    def all(self, *names: str) -> list[str]:
        """Return all values of these tags, in the order of the file."""
        return [one.value for one in self.tags if one.tag in names and one.value]


def read_records(
    text: str, line_form: re.Pattern[str], *, first: str, last: str = "", place: str = ""
) -> tuple[list[Record], list[Problem]]:
    """Cut a text into records.

    `line_form` matches a tagged line (groups `tag` and `value`); `first` is the tag a record begins with, `last` the one
    that closes it, if the format has one. What stands outside of records is a problem, told once per stretch, unless it is a
    heading.
    """
    records: list[Record] = []
    problems: list[Problem] = []
    tags: list[list[str | int]] = []
    outside = False
    for number, line in enumerate(text.splitlines(), 1):
        found = line_form.match(line)
        tag = found["tag"] if found else ""
        if found and last and tag == last:
            _close(records, tags)
        elif found and tag == first:
            if tags and last:
                problems.append(
                    Problem(message=f"the record is not closed by {last}", place=f"{place}:{tags[0][2]}", lost=False)
                )
            _close(records, tags)
            tags.append([tag, (found["value"] or "").strip(), number])
            outside = False
        elif found and tags:
            tags.append([tag, (found["value"] or "").strip(), number])
        elif tags and line.strip():
            tags[-1][1] = f"{tags[-1][1]} {line.strip()}"
        elif line.strip("\ufeff \t") and not outside and not _HEADING.fullmatch(line.strip("\ufeff \t")):
            outside = bool(records or found) or number > 1
            if outside:
                problems.append(
                    Problem(message=f"this line belongs to no record: {line.strip()[:50]!r}", place=f"{place}:{number}")
                )
    _close(records, tags)
    return records, problems


_HEADING = re.compile(
    r"(?i)\W*\d+\W*|\W*record #?\d+.*|(?:provider|database|content|platform|source|query|search\w*|export\w*(?: date)?) ?:.*|"
    r"link to the .*|https?://\S+"
)
"""What vendors write above and between records: "Provider: JSTOR", "Record 2 of 4", "3."; nothing is lost with it."""
_NAMING = ("title", "booktitle", "journaltitle", "doi", "isbn", "url")
"""Fields of which one is enough to know which work is meant."""


def reading(entries: Iterable[Entry], problems: Iterable[Problem]) -> Reading:
    """Return what a file held; a record that names neither work nor person, not even by number, is told, not taken in."""
    held, told = [], list(problems)
    for entry in entries:
        if entry.names or any(entry.text(field) for field in _NAMING):
            held.append(entry)
        else:
            told.append(Problem(message="this record says nothing about a work", place=entry.place))
    return Reading(entries=tuple(held), problems=tuple(told))


def _close(records: list[Record], tags: list[list[str | int]]) -> None:
    if tags:
        records.append(
            Record(
                line=int(tags[0][2]), tags=tuple(Tagged(str(tag), str(value), int(line)) for tag, value, line in tags)
            )
        )
        tags.clear()


def numbers(values: Iterable[str]) -> Iterator[str]:
    """Yield ISBNs and ISSNs one by one out of fields that hold several."""
    for value in values:
        yield from (part for part in re.split(r"[;,]|\s{1,}(?=[\dX-]{8,})", value) if part.strip())
