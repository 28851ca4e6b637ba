"""One marker and what stands around it, the case for one work, and what holds for the essay as a whole."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sergecite.model.document import Document, Marker
from sergecite.model.resolution import Evidence
from sergecite.resolve.lost import weights as weight
from sergecite.resolve.lost.mentions import PersonMention, Span, TitleMention
from sergecite.resolve.lost.work_nouns import WorkNoun
from sergecite.resolve.sentences import Place

IN = re.compile(
    r"(?<!\w)(?:in|from|of|dans|de|aus|nel|nella|en|his|her|their|[^\W\d_]+[’']s?)\s+(?:[^\W\d_]+\s+){0,2}[\s“‘«\"*_]*(?:the |an? )?$",
    re.IGNORECASE,
)
"""Words that make what follows the place of a quotation: in, from, his ..."""

_ESSAY_DATE = re.compile(
    r"^[ \t]*(?:[^\W\d_]+\.? ?)?(?:[0-9]{1,2}\.? )?(?:[^\W\d_]+\.? )?(?:[0-9]{1,2}, ?)?(1[5-9][0-9]{2}|20[0-9]{2})[ \t]*\r?$",
    re.MULTILINE,
)


@dataclass(slots=True)
class Case:
    """What speaks for one entry at one marker."""

    entry: int
    odds: float = weight.PRIOR
    titled: bool = False
    most: float = 0.99
    exact: float = 0.0
    evidence: list[Evidence] = field(default_factory=list)

    def add(self, kind: str, odds: float, words: str) -> None:
        self.odds += odds
        self.evidence.append(Evidence(kind=kind, value=words, weight=round(odds, 2)))

    @property
    def confidence(self) -> float:
        return min(self.most, 1.0 / (1.0 + math.exp(-self.odds)))


@dataclass(frozen=True, slots=True)
class Paragraph:
    people: Sequence[PersonMention]
    titles: Sequence[TitleMention]
    spans: Sequence[Span]
    """All that looks like a title, of the library or not."""
    nouns: Sequence[WorkNoun]


@dataclass(frozen=True, slots=True)
class Scene:
    """One marker: `floor` is where its own stretch of the sentence begins, `ceiling` where the stretch after ends."""

    marker: Marker
    place: Place
    floor: int
    ceiling: int

    def weigh(self, body: str, mention: TitleMention) -> tuple[float, str]:
        quotation = self.place.quotation
        inside = quotation and quotation[0] < mention.start and mention.end < quotation[1]
        if inside and quotation and (mention.end - mention.start) * 2 < quotation[1] - quotation[0]:
            return weight.INSIDE_QUOTATION, "inside the words quoted"
        return self.weigh_span(body, mention.start, mention.end)

    def weigh_span(self, body: str, start: int, end: int) -> tuple[float, str]:
        quotation = self.place.quotation
        if end > self.marker.start:
            if start < self.ceiling:
                return weight.AFTER, "after the marker, in its sentence"
            return weight.LATER, "later in the paragraph"
        if start >= self.floor:
            if self.touches(body, end):
                return weight.ADJACENT, "right before the marker"
            if quotation and end <= quotation[0]:
                return weight.QUOTED_FROM, "before the quotation that ends at the marker"
            if len(re.findall(r"\w+", body[end : self.marker.start])) > weight.FAR:
                return weight.FAR_IN_SEGMENT, "in the sentence, far before the marker"
            return weight.IN_SEGMENT, "in the sentence"
        if start >= self.place.sentence[0]:
            return weight.EARLIER_SEGMENT, "in the sentence, before another marker"
        gap = body[end : self.place.sentence[0]]
        if len(re.findall(r"[.!?…][”’\")]*\s", gap)) <= 1:
            return weight.SENTENCE_BEFORE, "in the sentence before"
        return weight.PARAGRAPH, "earlier in the paragraph"

    def touches(self, body: str, end: int) -> bool:
        """Whether nothing but marks or one small word stands between `end` and the marker."""
        return len(re.findall(r"\w+", body[end : self.marker.start])) <= 1 and end <= self.marker.start

    def years(self, body: str) -> set[int]:
        text = body[self.place.sentence[0] : self.marker.start]
        return {int(year) for year in re.findall(r"(?<![0-9])(?:1[5-9][0-9]{2}|20[0-9]{2})", text)}


def add_author(case: Case, scene: Scene, by: Sequence[PersonMention]) -> None:
    """Count that the work's people are named, in the sentence or in its paragraph."""
    if not by:
        return
    name = by[0].person.display
    if any(scene.place.sentence[0] <= one.start < scene.ceiling for one in by):
        case.add("author", weight.AUTHOR, f"the sentence names {name}")
    else:
        case.add("author", weight.AUTHOR_NEARBY, f"the paragraph names {name}")


def add_year(case: Case, scene: Scene, body: str, years: set[int], odds: float = weight.YEAR) -> None:
    """Count that the sentence gives a year of the work."""
    given = scene.years(body) & years
    if given:
        case.add("year", odds, f"the sentence gives the year {min(given)}")


def without_markers(document: Document) -> str:
    """Return the body with blanks for its markers, so that "Ciliga14" is a name again and offsets stay."""
    text, position = "", 0
    for marker in document.markers:
        text += document.body[position : marker.start] + " " * (marker.end - marker.start)
        position = marker.end
    return text + document.body[position:]


def essay_year(document: Document) -> int | None:
    """Return the year of the last line before the first marker that is nothing but a date."""
    if not document.markers:
        return None
    dates = _ESSAY_DATE.findall(document.body, 0, document.markers[0].start)
    return int(dates[-1]) if dates else None
