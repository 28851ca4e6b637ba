"""Tags: the words of the field `keywords`, kept apart by commas as BibLaTeX wants."""

from collections.abc import Sequence

from sergecite.bibtex.latex import decode as plain
from sergecite.errors import UsageError
from sergecite.store import edits
from sergecite.store.addressing import the_entry
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
            file, number = the_entry(reading, citekey, library.unknown)
            edit = _tagged(file, number, add, remove)
            if edit is not None and edit.splices:
                changes.setdefault(file.name, []).append(edit)
        count = sum(map(len, changes.values()))
        return [_together(found) for found in changes.values()]

    signs = [f"+{word}" for word in add] + [f"-{word}" for word in remove]
    library.change(f"tag {', '.join(citekeys)} {' '.join(signs)}", make)
    return count


def _tagged(file: BibFile, number: int, add: Sequence[str], remove: Sequence[str]) -> Edit | None:
    value = own(file.view, file.blocks[number]).fields.get("keywords", "")
    wanted = _retagged(value, [(word, edits.as_typed(file, "keywords", word)) for word in add], remove)
    if wanted == value:
        return None
    return edits.set_value(file, number, "keywords", wanted if wanted.strip(" ,") else None)


def _retagged(value: str, add: Sequence[tuple[str, str]], remove: Sequence[str]) -> str:
    """Take tags out of a list and put others (as meant, as written) at its end; the rest stays as it is written."""
    gone = set(map(_folded, remove))
    pieces = value.split(",") if value.strip() else []
    kept = [piece for piece in pieces if _folded(_text(piece)) not in gone]
    if kept and kept[0] is not pieces[0]:
        kept[0] = kept[0].lstrip()
    known = {_folded(_text(piece)) for piece in kept}
    end = kept.pop() if kept and not kept[-1].strip() else None  # after a last comma
    for word, written in add:
        if _folded(word) not in known:
            known.add(_folded(word))
            kept.append(f" {written}" if kept else written)
    return ",".join(kept if end is None else [*kept, end])


def _text(view: str) -> str:
    return decode(view.encode("latin-1"))


def _folded(text: str) -> str:
    """Return a tag as tags are compared."""
    return plain(text).strip().casefold()


def _together(changes: Sequence[Edit]) -> Edit:
    """Join the edits of one file."""
    splices = [splice for edit in changes for splice in edit.splices]
    return Edit(changes[0].file, splices, {number: raw for edit in changes for number, raw in edit.becomes.items()})
