"""Reads one note: what it cites, in which form, and where it points.

A sequence model labels the tokens, the labels cut the note into cites, rules read each cite's fields and its form. The
closed classes (ibid. and its kin) stay rules throughout. `parse_note` is pure and never fails: what cannot be read stays as
an opaque cite, so that nothing read is dropped.
"""

import re
from collections.abc import Sequence

from sergecite.model.resolution import Antecedent, Cite, CiteKind
from sergecite.resolve.fields import Reading, read_fields
from sergecite.resolve.phrases import CROSS_NOTE, IBID, IDEM, OP_CIT, Phrase, find_phrases
from sergecite.resolve.segment import Segment, cut
from sergecite.resolve.sequence_model import label_tokens
from sergecite.resolve.tokens import Token, tokenize

_KINDS = {IBID: CiteKind.IBID, IDEM: CiteKind.IDEM, OP_CIT: CiteKind.OP_CIT, CROSS_NOTE: CiteKind.CROSS_NOTE}


def parse_note(text: str, italics: Sequence[tuple[int, int]] = ()) -> tuple[Cite, ...]:
    """Return the cites of a note in reading order; offsets are those of `text`, none overlaps another.

    `italics` are (start, end) offsets of the runs the source sets in italics. A note that cites nothing gives ().
    """
    tokens = tokenize(text, italics)
    if not tokens:
        return ()
    phrases = find_phrases(text)
    segments = cut(label_tokens(text, tokens), tokens)
    return tuple(_cite(text, tokens, segment, phrases) for segment in segments)


def _cite(text: str, tokens: Sequence[Token], segment: Segment, phrases: Sequence[Phrase]) -> Cite:
    start, end = tokens[segment.first].start, tokens[segment.last].end
    inside = [phrase for phrase in phrases if start <= phrase.start < end and phrase.kind in _KINDS]
    reading = read_fields(text, tokens, segment)
    form = _form(inside, reading)
    note = next((phrase.note for phrase in inside if phrase.note), None)
    locator = reading.locator
    return Cite(
        kind=form,
        text=text[start:end],
        start=start,
        end=end,
        item=reading.item if reading.item and form is not CiteKind.OPAQUE else None,
        locator=locator.value if locator else None,
        label=locator.label if locator else None,
        prefix=text[tokens[segment.lead].start : start].strip(),
        antecedent=Antecedent(note=note) if note else None,
    )


def _form(phrases: Sequence[Phrase], reading: Reading) -> CiteKind:
    """Settle the form of a cite: what points back decides, then how much of a work is named."""
    item = reading.item
    if phrases:
        kind = _KINDS[phrases[0].kind]
        named = "title" in item or "issued" in item
        if kind is CiteKind.IDEM and not named:
            # "Id., p. 12" names no new work: it is ibid. by another word.
            return CiteKind.IBID
        return kind
    if "title" in item or "container-title" in item:
        whole = {"issued", "publisher", "publisher-place", "container-title", "URL", "DOI", "archive", "archive_location"}
        return CiteKind.FULL if item.keys() & whole else CiteKind.SHORT
    if item.keys() & {"archive", "archive_location", "URL", "DOI"}:
        return CiteKind.FULL
    said = len(item.keys() - {"type"}) + (reading.locator is not None)
    return CiteKind.SHORT if said > 1 else CiteKind.OPAQUE
