"""Former citekeys: what `ids` of an entry keeps and what the log tells, so that what still names one finds the entry."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sergecite.model.entry import Entry
from sergecite.model.resolution import Candidate, Cite, Resolution

if TYPE_CHECKING:
    from sergecite.store.history import Change


def by_citekey(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the entries by citekey and by former citekey; a citekey wins, and of doubles the last, in their order."""
    found: dict[str, Entry] = {}
    former: dict[str, Entry] = {}
    for entry in entries:
        found[entry.citekey] = entry
        for key in entry.aliases:
            former.setdefault(key, entry)
    return found | {key: entry for key, entry in former.items() if key not in found}


def with_current_citekeys(resolution: Resolution, entries: Mapping[str, Entry]) -> Resolution:
    """Return a resolution that names entries by their citekeys; `entries` also has them by former ones."""

    def current(key: str) -> str:
        return entries[key].citekey if key in entries else key

    def current_cite(cite: Cite) -> Cite:
        candidates = tuple(
            Candidate(citekey=current(one.citekey), confidence=one.confidence) for one in cite.candidates
        )
        return replace(cite, citekey=current(cite.citekey) if cite.citekey else cite.citekey, candidates=candidates)

    return replace(
        resolution, notes=tuple(replace(note, cites=tuple(map(current_cite, note.cites))) for note in resolution.notes)
    )


def renamed(changes: "Iterable[Change]") -> dict[str, str]:
    """Return the citekeys that a library's log says were renamed, and what each is called now."""
    found: dict[str, str] = {}
    for change in changes:
        match change.what.removeprefix("redo ").split(" "):
            case ["rename", old, new] if not change.undone:
                found |= {key: new for key, now in found.items() if now == old} | {old: new}
    return found
