"""What speaks for a work whose title the text names, or names in other words."""

import math
import re
from bisect import bisect_left
from collections.abc import Sequence

from sergecite.model.document import Marker
from sergecite.resolve.lost import weights as weigh
from sergecite.resolve.lost.library import CONTAINER_FIELDS, LibraryIndex
from sergecite.resolve.lost.mentions import ENTITLED, Marking, Mentions, PersonMention, TitleMention
from sergecite.resolve.lost.scene import IN, Case, Paragraph, Scene, add_author, add_year
from sergecite.resolve.lost.title_words import spelled, words_of

_PRONOUN = re.compile(
    r"(?<!\w)(?:he|she|him|her|his|they|their|them|il|elle|lui|son|sa|er|sie|ihm|ihr|sein|seine[rnm]?)(?!\w)",
    re.IGNORECASE,
)


class TitleClues:
    """Weighs the titles of a paragraph for one marker after another."""

    def __init__(self, text: str, markers: Sequence[Marker], index: LibraryIndex, mentions: Mentions) -> None:
        self._text = text
        self._starts = [marker.start for marker in markers]
        self._index = index
        self._mentions = mentions

    def add_to(self, cases: dict[int, Case], scene: Scene, paragraph: Paragraph) -> None:
        """Add a case for each work a title points to; of several titles of a work the best counts."""
        for mention in paragraph.titles:
            authors = self._index.authors[mention.title.entry]
            by = [one for one in paragraph.people if one.person in authors and not _within(one, mention)]
            short = len(mention.title.plain) == 1
            if short and not by and mention.marking in {Marking.CAPITALS, Marking.NONE}:
                continue
            common = len(mention.title.plain) <= 2 or mention.likeness < 1.0
            if mention.marking is Marking.CAPITALS and ((common and not by) or self._is_name(mention)):
                continue
            case = Case(mention.title.entry, titled=True, exact=mention.exact)
            case.add(
                "title",
                weigh.TITLE[mention.marking] * mention.likeness + weigh.SHORT_TITLE * short,
                self._title_words(mention),
            )
            weight, where = scene.weigh(self._text, mention)
            together = any(scene.floor <= one.start < scene.marker.start for one in by)
            if weight == weigh.FAR_IN_SEGMENT and together:
                weight, where = weigh.FAR_WITH_AUTHOR, "in the sentence, with its author"
            case.add("place", weight, where)
            if mention.title.field in CONTAINER_FIELDS:
                case.add("container", weigh.CONTAINER, "it is what holds the work, not the work")
            if weight == weigh.QUOTED_FROM and self._introduces(mention, by):
                case.add("source", weigh.SOURCE_OF_QUOTATION, "it is where the words quoted are said to be")
            add_author(case, scene, by)
            add_year(case, scene, self._text, self._index.years_of(case.entry))
            dated = self._add_year_beside(mention, case)
            self._add_topic(mention, case)
            if not by and len(mention.title.plain) < weigh.LONG_TITLE:
                case.most = weigh.TITLE_ALONE if self._has_capitals(mention) else weigh.PHRASE_LIKE
            if mention.likeness < 1.0 and not (together and dated):
                case.most = min(case.most, self._most_by_likeness(mention))
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

    def _most_by_likeness(self, mention: TitleMention) -> float:
        """Return the most that words like a title's can give: more where the text sets them off as a title."""
        cued = bool(ENTITLED.search(self._text, max(0, mention.start - 40), mention.start))
        capitals = self._has_capitals(mention)
        if cued or (capitals and mention.marking in {Marking.QUOTED, Marking.ITALIC}):
            return 1.0
        return weigh.TITLE_LIKE if capitals else weigh.PHRASE_LIKE

    def _has_capitals(self, mention: TitleMention) -> bool:
        words = (word for word in words_of(self._text, mention.start, mention.end) if word.is_content)
        return all(word.text[:1].isupper() or word.text.isdigit() for word in words)

    def _is_name(self, mention: TitleMention) -> bool:
        """Whether the words are someone's name: a book called after its subject is not named wherever the subject is."""
        *given, last = words_of(self._text, mention.start, mention.end)
        called = {word.plain for word in given}
        return any(called.intersection(person.given) for person in self._index.people.get(spelled(last.plain), ()))

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
        return bool(IN.search(before) or ENTITLED.search(before)) or any(
            0 <= mention.start - one.end <= 25 for one in by
        )

    def _add_topic(self, mention: TitleMention, case: Case) -> None:
        named = self._mentions.times_named(mention)
        if named > 2:
            case.add(
                "topic", weigh.TOPIC * math.log2(named / 2), f"the essay names it {named} times: it may be its subject"
            )

    def _add_year_beside(self, mention: TitleMention, case: Case) -> bool:
        """Count that a year of the work stands beside its title, as prose cites; tell whether one does."""
        years = {str(year) for year in self._index.years_of(case.entry)}
        beside = (
            self._text[max(0, mention.start - 40) : mention.start] + " " + self._text[mention.end : mention.end + 15]
        )
        dated = bool(years & set(re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", beside)))
        if dated:
            case.add("year", weigh.YEAR_AT_TITLE, "its year stands beside the title")
        return dated

    def _goes_on(self, scene: Scene, paragraph: Paragraph, mention: TitleMention) -> bool:
        """Whether the marker's stretch of text quotes, says "he" or "she", and names nobody but the title's author."""
        if not scene.place.quotation:
            return False
        authors = self._index.authors[mention.title.entry]
        named = [one for one in paragraph.people if scene.floor <= one.start < scene.marker.start]
        outside = self._text[scene.floor : scene.place.quotation[0]]
        return bool(_PRONOUN.search(outside)) and all(one.person in authors for one in named)

    def _is_between(self, offset: int, scene: Scene) -> bool:
        """Whether a marker stands between an offset and the sentence."""
        return bisect_left(self._starts, offset) < bisect_left(self._starts, scene.place.sentence[0])

    def _serves_another(self, scene: Scene, mention: TitleMention) -> bool:
        """Whether the title stands right before another marker."""
        following = bisect_left(self._starts, mention.end)
        start = self._starts[following] if following < len(self._starts) else scene.marker.start
        gap = self._text[mention.end : start]
        return start != scene.marker.start and len(gap) <= 5 and not gap.strip(" .,;:”’»\"')")

    def _title_words(self, mention: TitleMention) -> str:
        named = " ".join(self._text[mention.start : mention.end].split()).strip('“”‘’"*_«»,. ')
        title = self._index.entries[mention.title.entry].fields.get("title", mention.title.text)
        if mention.exact == 1.0 and mention.likeness == 1.0:
            return f"the text names “{named}”"
        return f"the text names “{named}”, which reads like “{title}”"


def _within(person: PersonMention, title: TitleMention) -> bool:
    return title.start <= person.start and person.end <= title.end
