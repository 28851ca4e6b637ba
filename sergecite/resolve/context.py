"""Propose entries for notes whose text is lost, from what the essay says before the marker.

The sentence before the marker comes first, then its paragraph. What speaks for a work (its title, its author, a year, a
quotation that ends at the marker, "in his memoirs", the work cited just before) is added up as log-odds; the weights
below were set on essays whose notes are known and hidden (tests/benchmarks). Naming a work is not yet citing it: only a
title that stands where a citation would stand is proposed with confidence; a bare name never is.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sergecite.model.document import Document, Marker
from sergecite.model.entry import Entry
from sergecite.model.resolution import Candidate, Cite, CiteKind, Evidence, ResolvedNote, Source, Status
from sergecite.resolve import context_weights as weigh
from sergecite.resolve.library_index import CONTAINER_FIELDS, LibraryIndex
from sergecite.resolve.mentions import ENTITLED, MOST_WORKS, Marking, Mentions, PersonMention, TitleMention, title_spans
from sergecite.resolve.scene import Case, Paragraph, Scene, essay_year, without_markers
from sergecite.resolve.sentences import Place, anchor_before, locate, sentence_before
from sergecite.resolve.title_words import words_of
from sergecite.resolve.work_nouns import find_work_nouns

_PRONOUN = re.compile(
    r"(?<!\w)(?:he|she|him|her|his|they|their|them|il|elle|lui|son|sa|er|sie|ihm|ihr|sein|seine[rnm]?)(?!\w)",
    re.IGNORECASE,
)
_IN = re.compile(
    r"(?<!\w)(?:in|from|of|dans|de|aus|nel|nella|en|his|her|their|[^\W\d_]+[’']s?)\s+(?:[^\W\d_]+\s+){0,2}[\s“‘«\"*_]*(?:the |an? )?$",
    re.IGNORECASE,
)


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
        self._written = essay_year(document)
        self._paragraphs: dict[tuple[int, int], Paragraph] = {}
        self._last: tuple[Marker, Case] | None = None

    def notes(self) -> Iterable[ResolvedNote]:
        for number, marker in enumerate(self._markers):
            place = locate(self._text, marker)
            floor = self._markers[number - 1].end if number else 0
            ceiling = self._markers[number + 1].start if number + 1 < len(self._markers) else len(self._text)
            cases = self._cases(marker, place, floor, ceiling)
            yield self._note(marker, place, cases)

    def _cases(self, marker: Marker, place: Place, floor: int, ceiling: int) -> list[Case]:
        paragraph = self._paragraph(place)
        scene = Scene(marker, place, max(floor, place.sentence[0]), min(ceiling, place.sentence_end))
        cases: dict[int, Case] = {}
        self._by_titles(scene, paragraph, cases)
        self._by_description(scene, paragraph, cases)
        self._by_work_nouns(scene, paragraph, cases)
        self._by_same_work(scene, paragraph, cases)
        self._by_names(scene, paragraph, cases)
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

    def _by_titles(self, scene: Scene, paragraph: Paragraph, cases: dict[int, Case]) -> None:
        for mention in paragraph.titles:
            authors = self._index.authors[mention.title.entry]
            by = [one for one in paragraph.people if one.person in authors and not _within(one, mention)]
            short = len(mention.title.plain) == 1
            if short and not by and mention.marking in {Marking.CAPITALS, Marking.NONE}:
                continue
            common = len(mention.title.plain) <= 2 or mention.likeness < 1.0
            if mention.marking is Marking.CAPITALS and common and not by:
                continue
            case = Case(mention.title.entry, titled=True, exact=mention.exact)
            case.add(
                "title",
                weigh.TITLE[mention.marking] * mention.likeness + weigh.SHORT_TITLE * short,
                self._title_words(mention),
            )
            weight, where = scene.weigh(self._text, mention)
            case.add("place", weight, where)
            if mention.title.field in CONTAINER_FIELDS:
                case.add("container", weigh.CONTAINER, "it is what holds the work, not the work")
            if weight == weigh.QUOTED_FROM and self._introduces(mention, by):
                case.add("source", weigh.SOURCE_OF_QUOTATION, "it is where the words quoted are said to be")
            self._add_author(scene, by, case)
            self._add_year(scene, case, weigh.YEAR)
            self._add_topic(mention, case)
            if not by and len(mention.title.plain) < weigh.LONG_TITLE:
                case.most = weigh.TITLE_ALONE
            if self._is_listed(scene, paragraph, mention):
                case.most = weigh.LISTED
            if any(
                other.title.entry != mention.title.entry
                and scene.weigh(self._text, other)[0] >= weight
                and weight > weigh.EARLIER_SEGMENT
                and not self._index.same_work(other.title.entry, mention.title.entry)
                for other in paragraph.titles
            ):
                case.add("rivals", weigh.RIVALS, "another work is named as near")
            if weight < weigh.AFTER and any(
                scene.touches(self._text, one.end) for one in by if one.start >= scene.floor
            ):
                case.add("place", weigh.NAME_OF_WORK, "the author's name stands right before the marker")
            elif weight in {weigh.SENTENCE_BEFORE, weigh.PARAGRAPH} and self._goes_on(scene, paragraph, mention):
                near = weight == weigh.SENTENCE_BEFORE and not self._is_between(mention.end, scene)
                goes_on = weigh.CONTINUED if near else weigh.STILL_CONTINUED
                case.add("place", goes_on, "the text goes on with its author and quotes")
            elif weight < weigh.AFTER and self._serves_another(scene, mention):
                case.add("place", weigh.ANOTHER_NOTE, "the title stands right before another marker")
            if mention.title.entry not in cases or cases[mention.title.entry].odds < case.odds:
                cases[mention.title.entry] = case

    def _is_listed(self, scene: Scene, paragraph: Paragraph, mention: TitleMention) -> bool:
        """Whether other titles stand beside this one before the marker, of works the library may not have."""
        end = scene.place.quotation[0] if scene.place.quotation else scene.marker.start
        return scene.floor <= mention.start < scene.marker.start and any(
            span.marking is not Marking.CAPITALS
            and len(span.words) > 1
            and all(word.text[:1].isupper() for word in span.words)
            for span in paragraph.spans
            if scene.floor <= span.start < end and (span.start >= mention.end or span.end <= mention.start)
        )

    def _introduces(self, mention: TitleMention, by: Sequence[PersonMention]) -> bool:
        """Whether the title is given as the place of the words quoted after it."""
        before = self._text[max(0, mention.start - 25) : mention.start]
        return bool(_IN.search(before) or ENTITLED.search(before)) or any(
            0 <= mention.start - one.end <= 25 for one in by
        )

    def _add_topic(self, mention: TitleMention, case: Case) -> None:
        named = self._mentions.times_named(mention)
        if named > 2:
            case.add(
                "topic", weigh.TOPIC * math.log2(named / 2), f"the essay names it {named} times: it may be its subject"
            )
        years = {str(year) for year in self._index.years_of(case.entry)}
        beside = (
            self._text[max(0, mention.start - 40) : mention.start] + " " + self._text[mention.end : mention.end + 15]
        )
        if years & set(re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", beside)):
            case.add("year", weigh.YEAR_AT_TITLE, "its year stands beside the title")

    def _goes_on(self, scene: Scene, paragraph: Paragraph, mention: TitleMention) -> bool:
        """Whether the marker's stretch of text quotes, says "he" or "she", and names nobody but the title's author."""
        if not scene.place.quotation:
            return False
        authors = self._index.authors[mention.title.entry]
        named = [one for one in paragraph.people if scene.floor <= one.start < scene.marker.start]
        outside = self._text[scene.floor : scene.place.quotation[0]]
        return bool(_PRONOUN.search(outside)) and all(one.person in authors for one in named)

    def _is_between(self, offset: int, scene: Scene) -> bool:
        return any(offset <= marker.start < scene.place.sentence[0] for marker in self._markers)

    def _serves_another(self, scene: Scene, mention: TitleMention) -> bool:
        """Whether the title stands right before another marker."""
        return any(
            not self._text[mention.end : marker.start].strip(" .,;:”’»\"')")
            for marker in self._markers
            if 0 <= marker.start - mention.end <= 5 and marker is not scene.marker
        )

    def _title_words(self, mention: TitleMention) -> str:
        named = " ".join(self._text[mention.start : mention.end].split()).strip('“”‘’"*_«»,. ')
        title = self._index.entries[mention.title.entry].fields.get("title", mention.title.text)
        if mention.exact == 1.0 and mention.likeness == 1.0:
            return f"the text names “{named}”"
        return f"the text names “{named}”, which reads like “{title}”"

    def _add_author(self, scene: Scene, by: Sequence[PersonMention], case: Case) -> None:
        if not by:
            return
        here = any(scene.place.sentence[0] <= one.start < scene.ceiling for one in by)
        name = by[0].person.display
        if here:
            case.add("author", weigh.AUTHOR, f"the sentence names {name}")
        else:
            case.add("author", weigh.AUTHOR_NEARBY, f"the paragraph names {name}")

    def _add_year(self, scene: Scene, case: Case, weight: float) -> None:
        years = scene.years(self._text) & self._index.years_of(case.entry)
        if years:
            case.add("year", weight, f"the sentence gives the year {min(years)}")

    def _by_description(self, scene: Scene, paragraph: Paragraph, cases: dict[int, Case]) -> None:
        start, end = scene.floor, scene.place.quotation[0] if scene.place.quotation else scene.marker.start
        people = {one.person: one for one in paragraph.people if scene.floor <= one.start < scene.marker.start}
        said = {word.root for word in words_of(self._text, start, end)} if people else set()
        for person, mention in people.items():
            for entry in self._index.works_of[person][:MOST_WORKS]:
                place = {word.root for word in words_of(self._index.entries[entry].text("location"))} & said
                titles = [
                    title
                    for title in self._index.titles_of[entry]
                    if len({*title.roots, *place}) >= weigh.DESCRIBED_WORDS and len(title.roots) > len(place)
                ]
                shares = [len(said.intersection(title.roots)) / len(set(title.roots)) for title in titles]
                if entry in cases or max(shares, default=0.0) < weigh.DESCRIBED_SHARE:
                    continue
                case = Case(entry, titled=True, most=weigh.MOST_BY_DESCRIPTION)
                title = titles[shares.index(max(shares))]
                case.add("title", weigh.DESCRIBED, f"the sentence has the words of “{title.text}”")
                self._add_author(scene, [mention], case)
                self._add_year(scene, case, weigh.YEAR)
                cases[entry] = case

    def _by_work_nouns(self, scene: Scene, paragraph: Paragraph, cases: dict[int, Case]) -> None:
        for noun in paragraph.nouns:
            works = {
                entry
                for mention in paragraph.people
                if mention.start < scene.place.sentence_end or mention.start < noun.end
                for entry in self._index.works_of[mention.person]
                if any(word in noun.titled for title in self._index.titles_of[entry] for word in title.plain[:1])
            }
            owners = {person for entry in works for person in self._index.authors[entry]}
            if len(owners) != 1:
                continue
            weight, where = scene.weigh_span(self._text, noun.start, noun.end)
            for entry in works:
                case = Case(entry, titled=True)
                case.exact = any(noun.word in title.plain for title in self._index.titles_of[entry])
                case.add(
                    "work",
                    weigh.WORK_NOUN,
                    f"the text speaks of “{noun.text}”; of those named only {next(iter(owners)).display} has such a work",
                )
                case.add("place", weight, where)
                if weight == weigh.QUOTED_FROM and _IN.search(self._text, max(0, noun.start - 12), noun.start):
                    case.add("source", weigh.SOURCE_OF_QUOTATION, "it is where the words quoted are said to be")
                case.add("author", weigh.AUTHOR, f"{next(iter(owners)).display} is the one spoken of")
                self._add_year(scene, case, weigh.YEAR)
                if entry not in cases or cases[entry].odds < case.odds:
                    cases[entry] = case

    def _by_same_work(self, scene: Scene, paragraph: Paragraph, cases: dict[int, Case]) -> None:
        if self._last is None:
            return
        before, last = self._last
        if not (last.titled and scene.place.sentence[0] <= before.start and scene.floor == before.end):
            return
        between = [one for one in paragraph.people if before.end <= one.start < scene.marker.start]
        authors = self._index.authors[last.entry]
        if any(one.person not in authors for one in between):
            return
        case = Case(last.entry, titled=True, most=last.confidence, exact=last.exact)
        if between:
            case.add(
                "same",
                weigh.SAME_WORK + weigh.AUTHOR,
                f"the sentence goes on with {between[0].person.display}, whose work note {before.number} cites",
            )
        elif scene.place.quotation:
            case.add("same", weigh.SAME_WORK, f"the sentence goes on to quote after note {before.number}")
        else:
            return
        if last.entry not in cases or cases[last.entry].odds < case.odds:
            cases[last.entry] = case

    def _by_names(self, scene: Scene, paragraph: Paragraph, cases: dict[int, Case]) -> None:
        here = [one for one in paragraph.people if scene.floor <= one.start < scene.marker.start]
        named: dict[int, list[PersonMention]] = defaultdict(list)
        for mention in here:
            for entry in self._index.works_of[mention.person]:
                named[entry].append(mention)
        for entry, mentions in named.items():
            if entry in cases:
                continue
            case = Case(entry, most=weigh.MOST_BY_NAME)
            person = mentions[-1].person
            case.add("author", weigh.NAME_ALONE, f"the sentence names {person.display}, no work")
            if not mentions[-1].known:
                case.add("author", weigh.SURNAME_ONLY, "the essay nowhere gives the given name")
            if scene.touches(self._text, mentions[-1].end):
                case.add("place", weigh.NAME_AT_MARKER, "the name stands right before the marker")
            if scene.place.quotation:
                case.add("quotation", weigh.NAME_QUOTED, "a quotation ends at the marker")
            authors = self._index.authors[entry]
            if len(authors) > 1 and {one.person for one in mentions} >= set(authors):
                case.add("author", weigh.ALL_AUTHORS, "all its authors are named")
            works = len(self._index.works_of[person])
            if works == 1:
                case.add("library", weigh.ONLY_WORK, "the library has no other work by them")
            else:
                case.add("library", -math.log(works), f"the library has {works} works by them")
            self._add_year(scene, case, weigh.NAME_AND_YEAR)
            cases[entry] = case

    def _editions(self, ranked: list[Case]) -> list[Case]:
        """Choose among editions and versions of one work: never one later than the essay, else the text's wording."""
        if not ranked:
            return ranked
        best = ranked[0]
        rivals = [
            case
            for case in ranked
            if case is best or (case.titled and best.odds - case.odds < 1.0 and self._index.same_work(best.entry, case.entry))
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
            if case is not chosen and case.exact == chosen.exact and abs(case.odds - chosen.odds) < 0.05
        ]
        why = f"of {len(rivals)} editions or versions in the library"
        if len(early) < len(rivals):
            why += f" not one later than the essay ({self._written})"
        chosen.evidence.append(Evidence(kind="edition", value=why + ", the one worded as in the text"))
        chosen.most = min(chosen.most, weigh.ONE_OF_EDITIONS)
        if tied:
            chosen.most = min(chosen.most, 0.6)
        others = [replace(case, most=min(case.most, 0.5, chosen.confidence)) for case in ranked if case is not chosen]
        return [chosen, *others]

    def _is_later(self, entry: int) -> bool:
        year = self._index.edition_year(entry)
        return self._written is not None and year is not None and year > self._written

    def _note(self, marker: Marker, place: Place, cases: list[Case]) -> ResolvedNote:
        sentence = sentence_before(self._body, marker, self._markers)
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
            sentence=sentence,
            status=status,
            cites=cites,
            chapter=marker.chapter,
            anchor=anchor_before(self._body, marker, self._markers),
        )

    def _cite(self, status: Status, shown: list[Case]) -> Cite:
        best = shown[0]
        certain = status is Status.RESOLVED
        return Cite(
            kind=CiteKind.CONTEXT,
            status=status,
            citekey=self._index.entries[best.entry].citekey if certain else None,
            confidence=round(best.confidence, 3),
            candidates=tuple(
                Candidate(citekey=self._index.entries[case.entry].citekey, confidence=round(case.confidence, 3))
                for case in shown[1 if certain else 0 :]
            ),
            evidence=tuple(best.evidence),
            source=Source.CONTEXT,
        )


def _within(person: PersonMention, title: TitleMention) -> bool:
    return title.start <= person.start and person.end <= title.end
