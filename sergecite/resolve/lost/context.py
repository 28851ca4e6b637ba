"""Propose entries for notes whose text is lost, from what the essay says before the marker.

The sentence before the marker comes first, then its paragraph. What speaks for a work (its title, its author, a year, a
quotation that ends at the marker, "in his memoirs", the work cited just before) is added up as log-odds (weights).
Naming a work is not yet citing it: only a title that stands where a citation would stand is proposed with confidence; a
bare name never is. tests/benchmarks/lost_notes.py hides the notes of essays and prints how far the proposals were right.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sergecite.model.document import Document, Marker
from sergecite.model.entry import Entry
from sergecite.model.resolution import Candidate, Cite, CiteKind, Evidence, ResolvedNote, Source, Status
from sergecite.resolve.lost import weights as weigh
from sergecite.resolve.lost.library import LibraryIndex
from sergecite.resolve.lost.mentions import Mentions, title_spans
from sergecite.resolve.lost.scene import Case, Paragraph, Scene, essay_year, without_markers
from sergecite.resolve.lost.title_clues import TitleClues
from sergecite.resolve.lost.title_words import words_of
from sergecite.resolve.lost.untitled_clues import UntitledClues
from sergecite.resolve.lost.work_nouns import find_work_nouns
from sergecite.resolve.sentences import Place, anchor_before, locate, sentence_before

_NEIGHBOURS = 60
"""Markers before and after one that can stand in its sentence."""


def resolve_lost(document: Document, entries: Sequence[Entry]) -> tuple[ResolvedNote, ...]:
    """Return a note for each marker, with what its lost text may cite and why.

    A note is resolved where one work stands out, ambiguous where there are candidates, else unresolved. None is called
    explanatory: in essays whose notes are known, sentences that name and quote nothing have notes that cite as often.
    """
    reader = _Reader(document, LibraryIndex(entries))
    return tuple(reader.notes())


class _Reader:
    """Goes through the markers of one essay in order and remembers what the one before was found to cite."""

    def __init__(self, document: Document, index: LibraryIndex) -> None:
        self._body = document.body
        self._text = without_markers(document)
        self._markers = document.markers
        self._index = index
        self._mentions = Mentions(self._text, index)
        self._titles = TitleClues(self._text, self._markers, index, self._mentions)
        self._others = UntitledClues(self._text, index)
        self._written = essay_year(document)
        self._paragraphs: dict[tuple[int, int], Paragraph] = {}
        self._last: tuple[Marker, Case] | None = None

    def notes(self) -> Iterable[ResolvedNote]:
        for number, marker in enumerate(self._markers):
            place = locate(self._text, marker)
            floor = self._markers[number - 1].end if number else 0
            ceiling = self._markers[number + 1].start if number + 1 < len(self._markers) else len(self._text)
            cases = self._cases(marker, place, floor, ceiling)
            near = self._markers[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS]
            yield self._note(marker, cases, near)

    def _cases(self, marker: Marker, place: Place, floor: int, ceiling: int) -> list[Case]:
        paragraph = self._paragraph(place)
        scene = Scene(marker, place, max(floor, place.sentence[0]), min(ceiling, place.sentence_end))
        cases: dict[int, Case] = {}
        self._titles.add_to(cases, scene, paragraph)
        self._others.add_to(cases, scene, paragraph, self._last)
        ranked = sorted(cases.values(), key=lambda case: (-case.confidence, -case.exact))
        return self._editions(ranked)

    def _paragraph(self, place: Place) -> Paragraph:
        if place.paragraph not in self._paragraphs:
            words = list(words_of(self._text, *place.paragraph))
            people = self._mentions.people(words)
            spans = list(title_spans(self._text, words))
            titles = self._mentions.titles(words, spans, (mention.person for mention in people))
            nouns = list(find_work_nouns(self._text, *place.paragraph))
            self._paragraphs[place.paragraph] = Paragraph(people, titles, spans, nouns)
        return self._paragraphs[place.paragraph]

    def _editions(self, ranked: list[Case]) -> list[Case]:
        """Choose among editions and versions of one work: never one later than the essay, else the text's wording."""
        if not ranked:
            return ranked
        best = ranked[0]
        rivals = [
            case
            for case in ranked
            if case is best or (case.titled and best.odds - case.odds < weigh.EDITION_MARGIN and self._index.same_work(best.entry, case.entry))
        ] if best.titled else [best]  # fmt: skip
        if len(rivals) < 2:
            return ranked
        early = [case for case in rivals if not self._is_later(case.entry)] or rivals
        chosen = max(
            early, key=lambda case: (round(case.odds, 1), case.exact, -(self._index.edition_year(case.entry) or 9999))
        )
        tied = [
            case
            for case in early
            if case is not chosen and case.exact == chosen.exact and abs(case.odds - chosen.odds) < weigh.TIE
        ]
        chosen.evidence.append(Evidence(kind="edition", value=self._why_chosen(chosen, rivals, early)))
        chosen.most = min(chosen.most, weigh.ONE_OF_EDITIONS)
        if tied:
            chosen.most = min(chosen.most, weigh.TIED_EDITIONS)
        others = [
            replace(case, most=min(case.most, weigh.OTHER_EDITION, chosen.confidence))
            for case in ranked
            if case is not chosen
        ]
        return [chosen, *others]

    def _why_chosen(self, chosen: Case, rivals: Sequence[Case], early: Sequence[Case]) -> str:
        """Return in words what told an edition from the others, which may be nothing."""
        others = [case for case in early if case is not chosen]
        reasons = []
        if len(early) < len(rivals):
            reasons.append(f"not one later than the essay ({self._written})")
        if others and all(round(case.odds, 1) < round(chosen.odds, 1) for case in others):
            reasons.append("the one for which more speaks in the text")
        elif others and all(case.exact < chosen.exact for case in others):
            reasons.append("the one worded as in the text")
        elif others:
            year = self._index.edition_year(chosen.entry)
            dated = year is not None and all((self._index.edition_year(one.entry) or 9999) > year for one in others)
            reasons.append("nothing tells them apart" + ("; the earliest is put first" if dated else ""))
        return ", ".join([f"of {len(rivals)} editions or versions in the library", *reasons])

    def _is_later(self, entry: int) -> bool:
        year = self._index.edition_year(entry)
        return self._written is not None and year is not None and year > self._written

    def _note(self, marker: Marker, cases: list[Case], near: Sequence[Marker]) -> ResolvedNote:
        shown = [case for case in cases if case.confidence >= weigh.WORTH_SAYING][: weigh.MOST_CANDIDATES]
        status = Status.UNRESOLVED
        cites: tuple[Cite, ...] = ()
        if shown:
            best = shown[0]
            status = Status.RESOLVED if best.confidence >= weigh.RESOLVED and best.titled else Status.AMBIGUOUS
            cites = (self._cite(status, shown),)
            self._last = (marker, best) if status is Status.RESOLVED else None
        else:
            self._last = None
        return ResolvedNote(
            number=marker.number,
            text=None,
            sentence=sentence_before(self._body, marker, near),
            status=status,
            cites=cites,
            chapter=marker.chapter,
            anchor=anchor_before(self._body, marker, near),
        )

    def _cite(self, status: Status, shown: list[Case]) -> Cite:
        best = shown[0]
        certain = status is Status.RESOLVED
        sure = round(best.confidence, 3)
        shares = _shares(shown[1:], 1 - sure) if certain else _shares(shown, 1.0)
        return Cite(
            kind=CiteKind.CONTEXT,
            status=status,
            citekey=self._index.entries[best.entry].citekey if certain else None,
            confidence=sure if certain else shares[0][1],
            candidates=tuple(
                Candidate(citekey=self._index.entries[case.entry].citekey, confidence=share) for case, share in shares
            ),
            evidence=tuple(best.evidence),
            source=Source.CONTEXT,
        )


def _shares(cases: Sequence[Case], whole: float) -> list[tuple[Case, float]]:
    """Return how likely each case is when one at most is right and all of them together have no more than `whole`."""
    total = sum(case.confidence for case in cases)
    part = min(1.0, whole / total) if total else 0.0
    return [(case, math.floor(case.confidence * part * 1000) / 1000) for case in cases]
