"""Any real .bib file survives: on all files of the measuring data, broken ones included."""

import logging
import re
from dataclasses import replace
from pathlib import Path

import bibtexparser
import pytest

from sergecite.bibtex.edit import apply, set_field, unset_field
from sergecite.bibtex.parse import parse_entries
from sergecite.bibtex.scan import fields, scan
from sergecite.bibtex.write import format_entry
from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.store import edits
from sergecite.store.bibfile import BibFile, read_bib
from sergecite.store.change import Edit, own, prove

FRESH = Entry(
    citekey="sergecite:fresh",
    entry_type="book",
    fields={
        "title": 'Les <i>Années</i> sans pardon & <span class="nocase">USSR</span>',
        "date": "1971",
        "doi": "10.1/a_b",
    },
    names={"author": (Name(family="Serge", given="Victor"), Name(others=True))},
)


def _bibs(shared: Path) -> list[Path]:
    found = sorted(path for path in (shared / "data" / "bib").rglob("*.bib") if path.is_file())
    assert len(found) > 300
    return found


def _files(shared: Path) -> list[BibFile]:
    return [read_bib(path, path.name) for path in _bibs(shared)]


def _changed(file: BibFile, edit: Edit) -> BibFile:
    text = apply(file.view, edit.splices)
    prove(edit, text)
    return file.becoming(text)


def test_blocks_and_gaps_are_the_file(shared: Path) -> None:
    """Blocks do not overlap, and with the gaps between them they are the text, byte by byte."""
    for file in _files(shared):
        position = 0
        for block in scan(file.view):
            assert position <= block.start < block.end <= len(file.view), file.path
            at = block.body
            for field in fields(file.view, block):
                assert at <= field.start < field.name_end <= field.value_start <= field.value_end <= field.end, (
                    file.path
                )
                at = field.end
            assert at <= block.end
            position = block.end


def test_adding_and_removing_an_entry_gives_the_same_bytes(shared: Path) -> None:
    """Open, add, remove: every file is what it was; nothing before the added entry moved."""
    for file in _files(shared):
        fuller = _changed(file, edits.add(file, [FRESH]))
        assert fuller.data.startswith(file.data), file.path
        added = fuller.blocks[-1]
        assert added.key == FRESH.citekey
        again = _changed(fuller, edits.remove(fuller, [len(fuller.blocks) - 1]))
        assert again.stored == file.path.read_bytes(), file.path


def test_setting_a_field_changes_only_its_entry(shared: Path) -> None:
    """Setting a field of an entry, old or new, leaves every byte outside the entry; unsetting a new one leaves all."""
    changed = 0
    for file in _files(shared):
        sound = [number for number, block in enumerate(file.blocks) if block.kind == "entry" and not block.broken]
        for number in sound[:: max(1, len(sound) // 8)]:
            block = file.blocks[number]
            edit = edits.set_fields(file, number, {"title": "Another & Title", "userf": "x"})
            new = _changed(file, edit)
            tail = len(file.view) - block.end
            assert new.data[: block.start] == file.data[: block.start], file.path
            assert tail == 0 or new.data[-tail:] == file.data[-tail:], file.path
            changed += 1
    assert changed > 1000


def test_set_and_unset_of_a_new_field_is_nothing(shared: Path) -> None:
    """A field that is added and taken away again leaves the entry byte by byte as it was."""
    for file in _files(shared):
        text = file.view
        sound = [block for block in file.blocks if block.kind == "entry" and not block.faults]
        for block in sound[:: max(1, len(sound) // 25)]:
            if "sergecitetest" in own(text, block).fields:
                continue
            longer = apply(text, set_field(text, block, "sergecitetest", "x"))
            grown = block._replace(end=block.end + len(longer) - len(text))
            assert own(longer, grown).fields["sergecitetest"] == "x"
            assert apply(longer, unset_field(longer, grown, "sergecitetest")) == text, (file.path, block.key)


@pytest.mark.slow
def test_every_key_of_bibtexparser_is_there(shared: Path) -> None:
    """No key that bibtexparser 2 finds is lost, save entries that someone took out line by line with `%`."""
    logging.disable(logging.CRITICAL)
    lost: list[tuple[str, str]] = []
    for file in _files(shared):
        library = bibtexparser.parse_string(file.text, parse_stack=[])
        taken_out = set(re.findall(r"^[ \t]*%[ \t]*@\w+\{([^,{}]+),", file.text, re.MULTILINE))
        theirs = {entry.key for entry in library.entries} - taken_out
        ours = {block.key for block in scan(file.text) if block.kind == "entry"}
        lost += [(file.path.name, key) for key in sorted(theirs - ours)]
    logging.disable(logging.NOTSET)
    assert lost == []


def test_real_entries_survive_being_written(shared: Path) -> None:
    """Every entry of the real files, written in house style and read again, is the same entry."""
    differ: list[tuple[str, str]] = []
    count = 0
    for file in _files(shared):
        for entry in parse_entries(file.text, file.name)[0]:
            if not entry.citekey or not re.fullmatch(r"[\w-]+", entry.entry_type):
                continue
            bare = _bare(entry)
            count += 1
            again, _ = parse_entries(format_entry(bare), "")
            if [_bare(one) for one in again] != [bare]:
                differ.append((file.path.name, entry.citekey))
    assert count > 8000
    assert differ == []


def _bare(entry: Entry) -> Entry:
    """Leave out what is empty, and what would be looked for in other entries."""
    return replace(
        entry,
        fields={
            name: text for name, text in entry.fields.items() if text and name not in {"crossref", "xdata", "entryset"}
        },
        names={role: people for role, people in entry.names.items() if people},
        lists={name: items for name, items in entry.lists.items() if items},
        place="",
    )
