"""Tags: the words of the field `keywords`, kept apart by commas as BibLaTeX wants."""

from collections.abc import Sequence

from sergecite.errors import UsageError
from sergecite.store import edits
from sergecite.store.bibfile import BibFile
from sergecite.store.change import Edit, own
from sergecite.store.encoding import decode
from sergecite.store.library import Library
from sergecite.store.reading import Reading


def tag(library: Library, citekeys: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> int:
    """Add and remove tags of some entries, in one step of the log; return how many entries changed.

    UsageError where an entry does not exist, or a tag has a comma or brace in it.
    """
    for word in (*add, *remove):
        if not word.strip() or any(sign in word for sign in ",{}"):
            raise UsageError(f"{word!r} cannot be a tag", hint="one tag for each --add; no commas, no braces")
    count = 0

    def make(reading: Reading) -> Sequence[Edit]:
        nonlocal count
        changes: dict[str, list[Edit]] = {}
        for citekey in dict.fromkeys(citekeys):
            found = reading.find(citekey)
            if found is None:
                raise library.unknown(citekey)
            file, number = found
            edit = _tagged(file, number, add, remove)
            if edit is not None and edit.splices:
                changes.setdefault(file.name, []).append(edit)
        count = sum(map(len, changes.values()))
        return [_together(found) for found in changes.values()]

    signs = [f"+{word}" for word in add] + [f"-{word}" for word in remove]
    library.change(f"tag {', '.join(citekeys)} {' '.join(signs)}", make)
    return count


def _tagged(file: BibFile, number: int, add: Sequence[str], remove: Sequence[str]) -> Edit | None:
    value = decode(own(file.view, file.blocks[number]).fields.get("keywords", "").encode("latin-1"))
    old = [word.strip() for word in value.split(",") if word.strip()]
    gone = {word.strip().casefold() for word in remove}
    new = [word for word in old if word.casefold() not in gone]
    known = {word.casefold() for word in new}
    new += [word.strip() for word in dict.fromkeys(add) if word.strip().casefold() not in known]
    if new == old:
        return None
    return edits.set_fields(file, number, {"keywords": ", ".join(new) or None})


def _together(changes: Sequence[Edit]) -> Edit:
    """Join the edits of one file."""
    splices = [splice for edit in changes for splice in edit.splices]
    return Edit(changes[0].file, splices, {number: raw for edit in changes for number, raw in edit.becomes.items()})
