"""Lays a record over a new resolution: what a person confirmed stands, whatever a later run would find."""

from dataclasses import replace

from sergecite.model.resolution import Cite, Resolution, ResolvedNote, Status


def keep_confirmed(found: Resolution, record: Resolution) -> Resolution:
    """Return the resolution with the record's confirmed cites and completed notes in place.

    A note of the record belongs to the note with the same anchor; where the text before the marker has changed, to
    the one with the same number. A confirmed note whose place is gone is not dropped: it stands at the end.
    """
    left = list(record.notes)
    notes = []
    for note in found.notes:
        match = _counterpart(note, left)
        if match is not None:
            left.remove(match)
        notes.append(note if match is None else _merged(note, match))
    notes += [note for note in left if is_confirmed(note)]
    return replace(
        found,
        notes=tuple(notes),
        title=record.title or found.title,
        author=record.author or found.author,
        date=record.date or found.date,
    )


def with_words(record: Resolution, found: Resolution) -> tuple[Resolution, int]:
    """Return a record with the words of its notes, taken from a new reading of its essay, and how many notes it lacks.

    What the record decided stays. A note of it is the one with its number and anchor, or the only one with its anchor:
    the words of another note would mislead more than none.
    """
    left = list(found.notes)
    notes = []
    for note in record.notes:
        match = _counterpart(note, [other for other in left if other.anchor == note.anchor])
        if match is not None:
            left.remove(match)
        notes.append(note if match is None else _worded(note, match))
    return replace(record, notes=tuple(notes)), len(left)


def _worded(note: ResolvedNote, found: ResolvedNote) -> ResolvedNote:
    cites = note.cites
    if len(cites) == len(found.cites):
        cites = tuple(_placed(old, new) for old, new in zip(cites, found.cites, strict=True))
    return replace(note, text=found.text, sentence=found.sentence, cites=cites)


def confirmed_cites(record: Resolution, number: str, chapter: int, anchor: str) -> tuple[Cite, ...]:
    """Return the cites of a record's note, in order, where a person has spoken on it; none where the record has no such note."""
    note = ResolvedNote(number=number, chapter=chapter, anchor=anchor, text=None, sentence="", status=Status.UNRESOLVED)
    kept = _counterpart(note, list(record.notes))
    return kept.cites if kept is not None and is_confirmed(kept) else ()


def is_confirmed(note: ResolvedNote) -> bool:
    """Tell whether a person has spoken on a note."""
    return bool(note.certainty) or any(cite.confirmed for cite in note.cites)


def _counterpart(note: ResolvedNote, kept: list[ResolvedNote]) -> ResolvedNote | None:
    numbered = [other for other in kept if (other.chapter, other.number) == (note.chapter, note.number)]
    if numbered and (numbered[0].anchor == note.anchor or not numbered[0].anchor or not note.anchor):
        return numbered[0]
    anchored = [other for other in kept if other.anchor and other.anchor == note.anchor]
    if len(anchored) == 1:
        return anchored[0]
    return numbered[0] if numbered else None


def _merged(note: ResolvedNote, kept: ResolvedNote) -> ResolvedNote:
    note = replace(
        note,
        certainty=kept.certainty,
        evidence=kept.evidence or note.evidence,
        provenance=kept.provenance,
        comment=kept.comment,
    )
    if kept.certainty and not any(cite.confirmed for cite in kept.cites):
        return replace(note, cites=kept.cites, status=kept.status)
    if not is_confirmed(kept):
        return note
    if len(kept.cites) == len(note.cites):
        pairs = zip(kept.cites, note.cites, strict=True)
        cites = tuple(_placed(old, new) if old.confirmed else new for old, new in pairs)
    else:
        confirmed = tuple(cite for cite in kept.cites if cite.confirmed)
        known = {cite.citekey for cite in confirmed}
        cites = (*confirmed, *(cite for cite in note.cites if cite.citekey and cite.citekey not in known))
    return replace(note, cites=cites, status=kept.status if all(c.confirmed for c in cites) else _status(cites))


def _placed(old: Cite, new: Cite) -> Cite:
    """Return the confirmed cite at its place in this text."""
    return replace(old, text=new.text, start=new.start, end=new.end)


def _status(cites: tuple[Cite, ...]) -> Status:
    for status in (Status.UNRESOLVED, Status.AMBIGUOUS, Status.RESOLVED):
        if any(cite.status is status for cite in cites):
            return status
    return Status.EXPLANATORY
