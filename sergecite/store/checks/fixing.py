"""`check --fix`: the values that can mean one thing only, written as they should be."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from sergecite.bibtex.edit import Splice, unset_repeated
from sergecite.bibtex.raw import MONTH_MACROS, Raw
from sergecite.bibtex.scan import Block, Field, fields, parts
from sergecite.store.bibfile import BibFile, key_of
from sergecite.store.change import Edit, own
from sergecite.store.checks.finding import ALL
from sergecite.store.checks.mend import mend, month_macro
from sergecite.store.encoding import decode
from sergecite.store.library import Library
from sergecite.store.reading import Reading
from sergecite.store.streaming import Spots


class Fixed(NamedTuple):
    """A value that was mended. `line` counts from 1."""

    file: str
    line: int
    citekey: str
    field: str
    old: str
    new: str


def fix(library: Library, ignore: Collection[str] = (), names: Collection[str] = ()) -> list[Fixed]:
    """Mend what is certain, in one step of the log; return what was mended.

    `ignore` holds codes to leave alone, as do the library's settings; `names` the files to look at (all, if there are
    none).
    """
    done: list[Fixed] = []
    settings = library.settings.check
    everywhere = {*ignore, *settings.ignore}

    def ignored(citekey: str) -> Collection[str]:
        return everywhere.union(settings.entries.get(citekey, ()))

    def make(reading: Reading) -> Sequence[Edit]:
        edits = []
        for file in reading.files:
            if names and file.name not in names:
                continue
            edit = _edit(file, ignored, done)
            if edit.splices:
                edits.append(edit)
        return edits

    library.change("check --fix", make)
    return done


def _edit(file: BibFile, ignored: Callable[[str], Collection[str]], done: list[Fixed]) -> Edit:
    text = file.view
    spots = Spots(file)
    splices: list[Splice] = []
    becomes: dict[int, Raw | None] = {}
    for number, block in enumerate(file.blocks):
        if block.kind != "entry" or block.faults:
            continue
        citekey = key_of(block.key)
        ignore = ignored(citekey)
        if ALL in ignore:
            continue
        values: dict[str, str] = {}
        for field, splice, value in _mended(file, block, ignore):
            name = text[field.start : field.name_end].lower()
            values[name] = value
            splices.append(splice)
            old, new = (decode(one.encode("latin-1")) for one in (text[splice.start : splice.end], splice.new))
            done.append(Fixed(file.name, spots.at(field.start).line, citekey, name, old, new))
        for name, again in ({} if "doubled" in ignore else unset_repeated(text, block)).items():
            splices += again
            values.setdefault(name, own(text, block).fields[name])
            done.append(Fixed(file.name, spots.at(again[0].start).line, citekey, name, "given twice alike", "once"))
        if values:
            was = own(text, block)
            becomes[number] = was._replace(fields={**was.fields, **values})
    return Edit(file, sorted(splices), becomes)


def _mended(file: BibFile, block: Block, ignore: Collection[str]) -> Iterator[tuple[Field, Splice, str]]:
    """Yield (field, splice, value as it will read) of the values that are mended; of a repeated field the first counts."""
    text = file.view
    seen: set[str] = set()
    for field in fields(text, block):
        name = text[field.start : field.name_end].lower()
        pieces = list(parts(text, field.value_start, field.value_end))
        if name in seen or len(pieces) != 1 or pieces[0][0] == "bare":
            seen.add(name)
            continue
        seen.add(name)
        _, first, last = pieces[0]
        if name == "month" and "month" not in ignore and (macro := month_macro(text[first:last])):
            yield field, Splice(field.value_start, field.value_end, macro), MONTH_MACROS[macro]
            continue
        # In a file of old or mixed encoding the bytes are mended as they are: nothing but ASCII is put in or taken out.
        old = text[first:last] if file.ascii_only else decode(text[first:last].encode("latin-1"))
        new = mend(name, old, ignore)
        if new != old and (file.ascii_only or file.holds(new)):
            written = new if file.ascii_only else file.encoded(new)
            yield field, Splice(first, last, written), written
