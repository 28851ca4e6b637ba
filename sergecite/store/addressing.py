"""Which entry a command means: by its citekey, or by "file:line" where several have one."""

import re
from collections.abc import Callable

from sergecite.bibtex.scan import line_of
from sergecite.errors import UsageError
from sergecite.store.bibfile import BibFile
from sergecite.store.reading import Reading

_PLACE = re.compile(r"(.+):(\d+)")


def the_entry(reading: Reading, name: str, unknown: Callable[[str], UsageError]) -> tuple[BibFile, int]:
    """Return the file of an entry and the number of its block there; UsageError if there is none, or more than one."""
    found = [(file, number) for file in reading.files for number in file.find(name)]
    if not found:
        found = _at(reading, name)
    if not found:
        raise unknown(name)
    if len(found) > 1:
        places = [place_of(*one) for one in found]
        raise UsageError(
            f"{len(found)} entries have the citekey {name}: {', '.join(places)}",
            hint=f"say which one is meant by its place, like {places[-1]}",
        )
    return found[0]


def place_of(file: BibFile, number: int) -> str:
    """Return where an entry stands, as "file:line"."""
    return f"{file.name}:{line_of(file.view, file.blocks[number].start)}"


def _at(reading: Reading, name: str) -> list[tuple[BibFile, int]]:
    """Return the entry in whose lines a place lies."""
    place = _PLACE.fullmatch(name)
    if place is None:
        return []
    return [
        (file, number)
        for file in reading.files
        if file.name == place[1]
        for start, stop in [_line(file, int(place[2]))]
        for number, block in enumerate(file.blocks)
        if block.kind == "entry" and block.start < stop and block.end > start
    ][:1]


def _line(file: BibFile, line: int) -> tuple[int, int]:
    """Return where a line begins and ends; nowhere, if there is no such line."""
    if line < 1:
        return 0, 0
    start = 0
    for _ in range(line - 1):
        start = file.view.find(file.newline, start) + 1
        if not start:
            return 0, 0
    stop = file.view.find(file.newline, start)
    return start, stop + 1 if stop >= 0 else len(file.view)
