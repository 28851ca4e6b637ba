"""Takes dumps into a catalogue: in batches, so that an interruption loses little and the next build goes on from there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sergecite.errors import SergeciteError
from sergecite.model.entry import Entry
from sergecite.sources.catalogue import Catalogue
from sergecite.sources.dumps import Author, dump_files, read_dump

_BATCH = 5_000
"""Works per transaction: what an interruption loses at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did: works and authors taken in now, records that could not be read, works in the file in all."""

    added: int
    authors: int
    problems: int
    works: int


def build(
    catalogue: Catalogue,
    paths: list[Path],
    *,
    progress: Callable[[str, int], None],
    trouble: Callable[[SergeciteError], None],
) -> Built:
    """Take in dumps. What an earlier build has taken in is passed over, to the record.

    `progress` is told a file's name and the number of its records so far, `trouble` each record that cannot be read.
    """
    added = authors = problems = 0
    for path in dump_files(paths):
        stat = path.stat()
        skip, complete = catalogue.taken(path, stat)
        if complete:
            progress(path.name, skip)
            continue
        count = 0
        works: list[Entry] = []
        names: list[tuple[str, str]] = []
        for count, record in enumerate(read_dump(path, catalogue), 1):  # the last count is kept
            if count <= skip:
                continue
            if isinstance(record, Author):
                names.append((record.key, record.name))
                authors += 1
            elif isinstance(record, Entry):
                works.append(record)
                added += 1
            else:
                problems += 1
                trouble(record)
            if len(works) + len(names) >= _BATCH:
                catalogue.take((path, stat, count, False), works, names)
                works, names = [], []
                progress(path.name, count)
        catalogue.take((path, stat, count, True), works, names)
        progress(path.name, count)
    if added:
        catalogue.count_words()
    return Built(added=added, authors=authors, problems=problems, works=catalogue.works)
