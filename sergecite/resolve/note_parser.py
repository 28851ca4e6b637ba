"""Reads one note: what it cites, in which form, and where it points.

A sequence model labels the tokens, the labels cut the note into cites, rules read each cite's fields and its form. The
closed classes (ibid. and its kin) stay rules throughout. `parse_note` is pure and never fails: what cannot be read stays as
an opaque cite, so that nothing read is dropped.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from sergecite.model.resolution import Antecedent, Cite, CiteKind
from sergecite.resolve.archives import name_archives
from sergecite.resolve.fields import Reading, read_fields
from sergecite.resolve.labels import (
    AUTHOR,
    BACK,
    BEGIN,
    CONTAINER,
    FIELD,
    OTHER,
    PAGES,
    PROSE,
    PUBLISHER,
    TITLE,
    VOLUME,
)
from sergecite.resolve.locators import find_locators
from sergecite.resolve.phrases import CROSS_NOTE, IBID, IDEM, OP_CIT, POINTER, Phrase, find_phrases
from sergecite.resolve.segment import Segment, cut
from sergecite.resolve.sequence_model import label_tokens
from sergecite.resolve.structure import name_short_forms
from sergecite.resolve.tokens import Span, Token, tokenize

_INNER = frozenset({AUTHOR, OTHER, PAGES, VOLUME})
_OVERRULED = {
    IBID: _INNER | {PROSE, TITLE, CONTAINER},
    OP_CIT: _INNER,
    CROSS_NOTE: _INNER | {TITLE, PUBLISHER},
    IDEM: frozenset({AUTHOR}),
}
"""What the model may have taken a phrase for. "The same" in a sentence or a title is a word like any other."""
_OPENING = "“„«‹‘‚\"'(["
_CLOSING = "”“»›’\"')]"
_LEAVES = " ,;:.)]"
"""What the words around a cite do not begin with."""
_OPENS = " ,;:(["
_BEFORE = " ,(["
"""What the words before a cite do not end with; a semicolon or colon parts them from it."""
_OWN_NUMBER = re.compile(r"^\s*\[?\d{1,4}[.)\]]?\s+")
"""The note's own number, where the text still carries it."""
_TURN = re.compile(r"[;.]\s")
_SPACES = dict.fromkeys(map(ord, "\t\n\r\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"), " ")
_KINDS = {IBID: CiteKind.IBID, IDEM: CiteKind.IDEM, OP_CIT: CiteKind.OP_CIT, CROSS_NOTE: CiteKind.CROSS_NOTE}


def parse_note(text: str, italics: Sequence[tuple[int, int]] = ()) -> tuple[Cite, ...]:
    """Return the cites of a note in reading order; offsets are those of `text`, none overlaps another.

    `italics` are (start, end) offsets of the runs the source sets in italics. A note that cites nothing gives ().
    """
    # What no line breaks at ("p.\u00a041", as French and every word processor write it) is a space like any other.
    even = text.translate(_SPACES)
    return tuple(replace(cite, text=text[cite.start : cite.end]) for cite in _read(even, italics))


def _read(text: str, italics: Sequence[tuple[int, int]]) -> tuple[Cite, ...]:
    tokens = tokenize(text, italics)
    if not tokens:
        return ()
    phrases = find_phrases(text)
    labels = label_tokens(text, tokens, phrases)
    name_short_forms(labels, tokens)
    name_archives(text, labels, tokens)
    pointing = _settle(labels, tokens, phrases)
    elsewhere = [(phrase.start, phrase.end) for phrase in phrases if phrase.kind == POINTER]
    segments = [
        one for one in cut(labels, tokens) if not _within(tokens[one.first].start, tokens[one.last].end, elsewhere)
    ]
    if not segments:
        return _unread(text, phrases)
    spans = _spans(text, tokens, segments)
    bounds = [0, *(_turn(text, end, start) for (_, end), (start, _) in itertools.pairwise(spans)), len(text)]
    return tuple(
        _cite(text, read_fields(text, tokens, segment), span, (before, after), pointing)
        for segment, span, (before, after) in zip(segments, spans, itertools.pairwise(bounds), strict=True)
    )


def _unread(text: str, phrases: Sequence[Phrase]) -> tuple[Cite, ...]:
    """Keep a note in which no cite was read, though it names a place in a source, as one opaque cite."""
    locators = find_locators(text)
    if not locators or any(phrase.kind in {POINTER, CROSS_NOTE} for phrase in phrases):
        return ()
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    last = locators[-1]
    return (
        Cite(kind=CiteKind.OPAQUE, text=text[start:end], start=start, end=end, locator=last.value, label=last.label),
    )


def _within(start: int, end: int, spans: Sequence[Span]) -> bool:
    """Whether a stretch lies in one of some spans: "see below, p. 95" names a place in the essay itself."""
    return any(first <= start and end <= last for first, last in spans)


def _settle(labels: list[str], tokens: Sequence[Token], phrases: Sequence[Phrase]) -> list[Phrase]:
    """Let the closed classes overrule the model where they are sure, in place; return the phrases that point back."""
    pointing = []
    place = 0
    for phrase in phrases:
        while place < len(tokens) and tokens[place].end <= phrase.start:
            place += 1
        last = place
        while last < len(tokens) and tokens[last].start < phrase.end:
            last += 1
        if phrase.kind not in _KINDS or place == last:
            continue
        bare = labels[place].removeprefix(BEGIN).removeprefix(FIELD)
        opens = phrase.kind == OP_CIT and place == 0 and bare in {PROSE, TITLE}  # "L. c." alone is no sentence
        if bare == BACK or opens or bare in _OVERRULED[phrase.kind]:
            begins = labels[place].startswith(BEGIN) or bare == PROSE
            labels[place:last] = [BACK] * (last - place)
            labels[place] = BEGIN + BACK if begins else BACK
            pointing.append(phrase)
    return pointing


def _spans(text: str, tokens: Sequence[Token], segments: Sequence[Segment]) -> list[Span]:
    """Return where each cite stands, with the quotes and brackets that touch it."""
    spans: list[Span] = []
    last = 0
    for segment in segments:
        start, end = tokens[segment.first].start, tokens[segment.last].end
        while start > last and text[start - 1] in _OPENING:
            start -= 1
        if text[max(last, start - 2) : start] == "« ":
            start -= 2
        while end < len(text) and text[end] in _CLOSING:
            end += 1
        if text[start] == "(" and text.count("(", start, end) > text.count(")", start, end):
            start += 1
        if text[end - 1] == ")" and text.count(")", start, end) > text.count("(", start, end):
            end -= 1
        spans.append((start, end))
        last = end
    return spans


def _turn(text: str, start: int, end: int) -> int:
    """Return where, between two cites, the words on the first end and those on the next begin."""
    found = _TURN.search(text, start, end)
    return found.end() if found else start


def _cite(text: str, reading: Reading, span: Span, around: Span, phrases: Sequence[Phrase]) -> Cite:
    start, end = span
    first = bisect_left(phrases, start, key=_begins)
    inside = phrases[first : bisect_left(phrases, end, lo=first, key=_begins)]
    form = _form(inside, reading)
    locator = reading.locator
    note = next((phrase.note for phrase in inside if phrase.note), None)
    return Cite(
        kind=form,
        text=text[start:end],
        start=start,
        end=end,
        item=reading.item if reading.item and form is not CiteKind.OPAQUE else None,
        locator=locator.value if locator else None,
        label=locator.label if locator else None,
        prefix=_OWN_NUMBER.sub("", text[around[0] : start]).lstrip(_LEAVES).rstrip(_BEFORE),
        suffix=_suffix(text[end : around[1]]),
        antecedent=Antecedent(note=note) if note else None,
    )


def _suffix(after: str) -> str:
    """Return the words after a cite, with the comma or full stop that sets them off."""
    words = after.lstrip(_LEAVES).rstrip(_OPENS + ".)]")
    stop = after.lstrip(" )]")[:1]
    return f"{stop} {words}" if words and stop and stop in ",." else words


def _begins(phrase: Phrase) -> int:
    return phrase.start


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
        whole = {
            "issued",
            "publisher",
            "publisher-place",
            "container-title",
            "URL",
            "DOI",
            "archive",
            "archive_location",
        }
        return CiteKind.FULL if item.keys() & whole else CiteKind.SHORT
    if item.keys() & {"archive", "archive_location", "URL", "DOI"}:
        return CiteKind.FULL
    said = len(item.keys() - {"type"}) + (reading.locator is not None)
    return CiteKind.SHORT if said > 1 else CiteKind.OPAQUE
