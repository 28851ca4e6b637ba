"""Sentences, paragraphs and quotations around a note's marker. Offsets are those of the body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sergecite.model.document import Marker

LONGEST_LOOK = 3000
"""Characters searched before and after a marker; no paragraph that helps a reader is longer."""

WRAPPED_LINE = 100
"""A line shorter than this may be a line of a wrapped paragraph; longer ones are paragraphs of their own."""

ANCHOR_WORDS = 6

_BOUNDARY = re.compile(
    r"[.!?…]+[”’»\"')\]]*(?:[0-9]{1,3}|[¹²³⁰⁴-⁹]{1,3}|\[[0-9]{1,3}\]|\[\^[^\]]+\])?\s+(?=[“‘«\"'(\[*_]*[^\W\d_a-zà-ÿ])|\n\s*\n"
    r"|\n\s*(?:[•*–—-]|[0-9]{1,2}\.)\s+"
)
_ABBREVIATED = re.compile(
    r"(?:(?<!\w)(?:[^\W\d_]|[A-Z][a-z]?|mr|mrs|ms|dr|prof|st|sr|jr|vs|cf|ca|etc|al|ed|eds|vol|no|fig|pp?|ch|ff|bzw|z|"
    r"e\.g|i\.e|u\.s|gen|col|capt|lt|gov|sen|rep|rev|hon|inc|co|jan|feb|mar|apr|aug|sept?|oct|nov|dec))\.\s+$",
    re.IGNORECASE,
)
_OPENERS = {"”": "“", "»": "«", "“": "„", '"': '"', "’": "‘"}
_MARK_AND_LETTER = 2
_CLOSING_WITHIN = 50
_CLOSING = re.compile(r"([”»\"’“])[.,;:!?…)]*(?: (?:\w+ ){0,2}\w+[.,;:!?…)]*)?\s*$")
"""A quotation that ends at the marker, or three words before it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a marker stands: spans of its paragraph, its sentence and the quotation it closes, if it closes one."""

    start: int
    paragraph: tuple[int, int]
    sentence: tuple[int, int]
    sentence_end: int
    """Where the sentence ends that the marker may stand in the midst of."""
    quotation: tuple[int, int] | None


def sentence_before(body: str, marker: Marker, markers: Sequence[Marker] = ()) -> str:
    """Return the sentence the marker stands in or after, up to the marker, white space folded.

    A quotation the marker closes is kept whole. `markers` are all of the body, so that their digits are left out.
    """
    place = locate(body, marker)
    return " ".join(_without_markers(body, place.sentence, markers).split())


def anchor_before(body: str, marker: Marker, markers: Sequence[Marker] = ()) -> str:
    """Return at most six words before the marker: enough to find the place."""
    start = max(0, marker.start - 200)
    return " ".join(_without_markers(body, (start, marker.start), markers).split()[-ANCHOR_WORDS:])


def locate(body: str, marker: Marker) -> Place:
    """Find the paragraph, sentence and closed quotation of a marker."""
    paragraph = paragraph_around(body, marker.start)
    quotation = _closed_quotation(body, paragraph[0], marker.start)
    start = _sentence_start(body, paragraph[0], quotation[0] + _MARK_AND_LETTER if quotation else marker.start)
    end = _sentence_end(body, marker.end, paragraph[1])
    return Place(marker.start, paragraph, (start, marker.start), end, quotation)


def paragraph_around(body: str, offset: int) -> tuple[int, int]:
    """Return the span of the paragraph an offset lies in: between blank lines, or one long line."""
    start = max(0, offset - LONGEST_LOOK)
    for match in reversed(list(re.finditer(r"\n", body[start:offset]))):
        if _breaks(body, start + match.start()):
            start += match.end()
            break
    end = min(len(body), offset + LONGEST_LOOK)
    for match in re.finditer(r"\n", body[offset:end]):
        if _breaks(body, offset + match.start()):
            end = offset + match.start()
            break
    return start, end


def _breaks(body: str, newline: int) -> bool:
    """Whether the paragraph ends at this line end."""
    if newline - body.rfind("\n", 0, newline) > WRAPPED_LINE:
        return True
    end = body.find("\n", newline + 1)
    following = body[newline + 1 : len(body) if end < 0 else end].strip()
    return not following or following[0] in "•*·"


def _closed_quotation(body: str, floor: int, end: int) -> tuple[int, int] | None:
    last = max(body.rfind(sign, max(floor, end - _CLOSING_WITHIN), end) for sign in _OPENERS)
    closing = _CLOSING.match(body, last, end) if last >= 0 else None
    if not closing or closing[1] not in _OPENERS:
        return None
    mark = closing.start(1)
    opening = _OPENERS[closing[1]]
    if opening == closing[1]:
        start = body.rfind(opening, floor, mark)
    else:
        start = _matching(body, floor, mark, opening, closing[1])
    return (start, mark + 1) if start >= floor else None


def _matching(body: str, floor: int, mark: int, opening: str, closing: str) -> int:
    depth = 0
    for index in range(mark, floor - 1, -1):
        if body[index] == closing and not (closing == "’" and index < mark):
            depth += 1
        elif body[index] == opening:
            depth -= 1
            if depth == 0:
                return index
    return -1


def _sentence_start(body: str, floor: int, end: int) -> int:
    """Return where the sentence that reaches `end` begins; a boundary right before `end` is its own end."""
    start = floor
    for match in _BOUNDARY.finditer(body, floor, end):
        if match.end() < end and not _ABBREVIATED.search(body, max(floor, match.start() - 6), match.end()):
            start = match.end()
    return start + len(body[start:end]) - len(body[start:end].lstrip())


def _sentence_end(body: str, start: int, ceiling: int) -> int:
    """Return where the sentence goes on to after the marker; `start` itself where it ended before it."""
    before = body[:start].rstrip("0123456789¹²³⁴⁵⁶⁷⁸⁹⁰[]()^*†‡ ")[-3:]
    if re.search(r"[.!?…][”’»\"')]*$", before) and re.match(r"\s+[“‘«\"'(]*[^\W\d_a-zà-ÿ]|\s*\Z", body[start:ceiling]):
        return start
    for match in _BOUNDARY.finditer(body, start, ceiling):
        if not _ABBREVIATED.search(body, max(start, match.start() - 6), match.end()):
            return match.start() + 1
    return ceiling


def _without_markers(body: str, span: tuple[int, int], markers: Sequence[Marker]) -> str:
    text, position = "", span[0]
    for marker in markers:
        if span[0] <= marker.start and marker.end <= span[1]:
            text += body[position : marker.start]
            position = marker.end
    return text + body[position : span[1]]
