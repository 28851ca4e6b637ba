"""What speaks for a work whose title the text does not name: its words, its kind, its author, the note before."""

import math
from collections import defaultdict

from sergecite.model.document import Marker
from sergecite.resolve.lost import weights as weigh
from sergecite.resolve.lost.library import LibraryIndex
from sergecite.resolve.lost.mentions import MOST_WORKS, PersonMention
from sergecite.resolve.lost.scene import IN, Case, Paragraph, Scene, add_author, add_year
from sergecite.resolve.lost.title_words import words_of


class UntitledClues:
    """Weighs all but titles, for one marker after another."""

    def __init__(self, text: str, index: LibraryIndex) -> None:
        self._text = text
        self._index = index

    def add_to(
        self, cases: dict[int, Case], scene: Scene, paragraph: Paragraph, last: tuple[Marker, Case] | None
    ) -> None:
        """Add a case for each work; `last` is the marker before and the case its note was resolved by."""
        self._by_description(scene, paragraph, cases)
        self._by_work_nouns(scene, paragraph, cases)
        if last is not None:
            self._by_same_work(scene, paragraph, cases, last)
        self._by_names(scene, paragraph, cases)

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
                add_author(case, scene, [mention])
                add_year(case, scene, self._text, self._index.years_of(case.entry))
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
                if weight == weigh.QUOTED_FROM and IN.search(self._text, max(0, noun.start - 12), noun.start):
                    case.add("source", weigh.SOURCE_OF_QUOTATION, "it is where the words quoted are said to be")
                case.add("author", weigh.AUTHOR, f"{next(iter(owners)).display} is the one spoken of")
                add_year(case, scene, self._text, self._index.years_of(case.entry))
                if entry not in cases or cases[entry].odds < case.odds:
                    cases[entry] = case

    def _by_same_work(
        self, scene: Scene, paragraph: Paragraph, cases: dict[int, Case], resolved: tuple[Marker, Case]
    ) -> None:
        before, last = resolved
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
            add_year(case, scene, self._text, self._index.years_of(entry), weigh.NAME_AND_YEAR)
            cases[entry] = case
