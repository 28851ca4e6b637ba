"""Drafts: entries made of works that notes name in full and the library lacks."""

from dataclasses import replace
from datetime import UTC, datetime

from sergecite.cli.consulting import Consulting, drafted, in_words
from sergecite.cli.records import Say
from sergecite.model.entry import Entry
from sergecite.model.resolution import Cite, CiteKind, Status
from sergecite.sources.csl_json import draft_from_csl
from sergecite.sources.provenance import stamp
from sergecite.sources.types import Provenance
from sergecite.store.citekeys import make_citekey
from sergecite.store.duplicates import duplicates_of
from sergecite.store.library import Library


class Drafts:
    """The drafts of one run. What becomes of each work is said as it is taken; `add` puts them into the library.

    What the catalogue surely has is taken from its record, the rest as the note has it. A work that seems to be there
    already is never merged: it is named and left out. A draft says in `verba` which note it was read from, and which
    record if any, and has the keyword `draft` until someone has checked it. UnwritableError where the library is read-only.
    """

    def __init__(self, library: Library, say: Say) -> None:
        library.place.check_writable()
        self._library = library
        self._say = say
        citekeys = library.citekeys()
        self._taken = {*citekeys, *map(str.lower, citekeys)}
        self._today = datetime.now(UTC).date().isoformat()
        self._catalogue = Consulting(library.root)
        self._new: list[Entry] = []

    def take(self, cite: Cite, origin: str, where: str) -> str | None:
        """Draft the work of an open cite and return its citekey; None where the cite names none in full, or it is there.

        `origin` names the note and the essay in the entry, `where` what is said.
        """
        found = None if cite.candidates else self._catalogue.record(cite)
        if found is None and not _is_whole(cite):
            return None
        entry = drafted(draft_from_csl(cite.item or {}).entry() if found is None else found.entry)
        twin = next(iter(duplicates_of(entry, [*self._library.alike(entry), *self._new])), None)
        if twin is not None:
            self._say(f"{where}: {entry.text('title')!r} seems to be there as {twin.first.citekey}; left out")
            return None
        seen = Provenance(service="note", date=self._today, identifier=origin)
        origins = [*(found.provenance if found else ()), seen]
        entry = replace(stamp(entry, origins), citekey=make_citekey(entry, self._taken, self._library.settings.citekey))
        self._taken |= {entry.citekey, entry.citekey.lower()}
        self._new.append(entry)
        self._say(f"{where}: added {entry.citekey}" + (f", {in_words(found)}" if found else ""))
        return entry.citekey

    def add(self) -> None:
        """Put into the library what was drafted since the last time."""
        new, self._new = self._new, []
        if new:
            self._library.add(new)


def _is_whole(cite: Cite) -> bool:
    """Tell whether an open cite is a full reference: who, what, and when or where it appeared.

    Of an institution's papers, that they were published must be seen: what looks like one with a year is often the name
    of an archive with the number of a box.
    """
    item = cite.item or {}
    if cite.kind is not CiteKind.FULL or cite.status is not Status.UNRESOLVED or cite.candidates:
        return False
    people = item.get("author") or item.get("editor") or ()
    published = item.get("publisher") or item.get("container-title")
    appeared = published or (item.get("issued") and any("family" in person for person in people))
    return bool(people and item.get("title") and appeared)
