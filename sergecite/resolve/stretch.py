"""A note's text as a row of words with what stands between them: where phrases end, names lead and years stand."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from sergecite.resolve.words import SMALL, Word, sound, word_set, words
from sergecite.resolve.work import YEAR_LABEL

NOISE = word_set(
    """see also cf cfr compare contrast eg ie esp especially particularly passim note notes nn n fn anm nota noot prim przyp pozn p pp pag pagg s ss ff
    f vol vols voll bd bde t tome tom band bk book pt pts part parts ch chap chaps chapter cap kap no nos nr num para
    paras sec sect section col cols fig figs plate plates pl table map maps appendix app line lines vgl siehe dazu auch
    voir vedi veda si cit op loc art ibid ibidem idem id eadem ead iidem ivi ders derselbe dies dieselbe dieselben tenze taz
    meme memes stesso stessa mismo misma vease veanse vid vide zie zob patrz viz notas przypis
    tyz taz dez ebd ebda ebenda tamze tamtez uo ugyanott lasd ld aao sv sq sqq seq sgg et al
    here hereafter above below infra supra ed eds edn edd hg hrsg hg trans tr trad ubers repr rpt rev by edited translated
    page pages seite seiten folio fol fols doc docs letter entry episode season disc disk track act scene st author
    см ср с т стр там же sm sr str tam zhe accessed available online url doi pseud et seq more recently recent most further
    example for quoted cited in as noted reported discussed reviewed review chiefly mainly only but"""
)
"""Words that stand in notes beside a work without belonging to it; folded."""

_CITED = word_set("cit cite citee citada citado citata citato cyt cytowane citovane soch werk aao")
_CITED_WORK = word_set("op opus opere loc art ouvr ouvrage ob obra aangehaald ukaz tsit dz")
"""What stands before one of `_CITED`: "op. cit.", "ouvr. cité", "указ. соч."; folded."""

_FROM = word_set("in da d nach bei par dans por en em apres za podle")
"""After "cit." these say where a quotation comes from."""
_REPRINTED = word_set("repr reprint reprinted rpt rist nachdr nachdruck neudr neudruck reimpr reed")
"""What stands after a semicolon inside a reference: "1937; repr., New York, 1996"."""

_STOPS = re.compile(r"[,;:.!?()\[\]{}“”„\"«»‹›<>*_/=|]|[‘’](?=\s)|(?<=\s)[‘’']|\s[-–—]\s|—")
_NUMERAL = re.compile(r"[ivxlcdm]+")
_IMPRINT = re.compile(r"\((?=[A-Z\d\[])(?:[^()]*:[^()]*|[^()]{0,40}?)(?:\d{4}|forthcoming|n\.d\.)[^()]{0,12}\)")
"""A parenthesis with place, publisher and year."""
_CLOSING = re.compile(r"[.!?][”\"»’)\]]*\s")
_ABBREVIATIONS = word_set(
    """ed eds vol vols no nos nr cf esp pp p n nn trans tr repr st jr sr dr mr mrs ms prof al ca c chap ch pt bd hg hrsg
    vgl s dir prod rev ser sec fig figs pl col cols fol inc co ltd univ dept viz eg ie ibid op cit art loc d b m mme mlle
    mgr gen sen rep gov col capt lt"""
)


def is_numeral(word: str) -> bool:
    """Tell whether a folded word can be a Roman numeral."""
    return _NUMERAL.fullmatch(word) is not None


def _second(label: str) -> int:
    other = label.partition("/")[2].strip()[:4]
    return int(other) if len(other) == 4 and other.isdigit() else 0


class Year(NamedTuple):
    """A year the text prints: the place of its word, and the letter an author-date list gave it."""

    place: int
    year: int
    letter: str
    second: int = 0
    """The other year of "1930/2014"."""


@dataclass(slots=True)
class Stretch:
    """The words of a note; `gaps[i]` is the text before word i. Built once per note and only read."""

    text: str
    words: list[Word]
    gaps: list[str]
    places: dict[str, list[int]]
    italic: list[bool]
    years: list[Year]
    cuts: list[int]
    """Places of words that begin a new stretch: after a semicolon, outside brackets."""
    ends: set[int] = field(default_factory=set)
    """Places of words that begin a sentence."""
    sounds: set[str] = field(default_factory=set)
    """The words with a capital, without what transliterations disagree on."""
    imprint: set[int] = field(default_factory=set)
    """Places of words in an imprint: no title is looked for there."""

    @classmethod
    def of(cls, text: str, italics: Sequence[tuple[int, int]] = ()) -> "Stretch":
        """Cut a note's text."""
        found = words(text)
        gaps, places, last = [], defaultdict(list), 0
        for place, word in enumerate(found):
            gaps.append(text[last : word.start])
            places[word.text].append(place)
            last = word.end
        starts = {word.start: place for place, word in enumerate(found)}
        years = [
            Year(starts[label.start()], int(label[1]), label[2] or "", _second(label.group()))
            for label in YEAR_LABEL.finditer(text)
            if label.start() in starts
        ]
        stretch = cls(
            text=text,
            words=found,
            gaps=gaps,
            places=dict(places),
            italic=[any(start < word.end and word.start < end for start, end in italics) for word in found],
            years=years,
            cuts=[],
        )
        stretch._cut()
        stretch.sounds = {sound(word.text) for word in found if word.capital and len(word.text) > 3}
        for group in _IMPRINT.finditer(text):
            stretch.imprint.update(k for k, w in enumerate(found) if group.start() <= w.start < group.end())
        return stretch

    def _cut(self) -> None:
        depth = 0
        self.cuts.append(0)
        for place, gap in enumerate(self.gaps):
            for sign in gap:
                depth += (sign in "([") - (sign in ")]")
            depth = max(depth, 0)
            if ";" in gap and depth == 0 and not self._goes_on(place):
                self.cuts.append(place)
            if place and _CLOSING.search(gap + " " if gap.endswith(("”", "“")) else gap) and self._ends_sentence(place):
                self.ends.add(place)

    def _goes_on(self, place: int) -> bool:
        """Tell whether a reference goes on after a semicolon: "1937; repr. 1996", "; in: The Ideas of Victor Serge"."""
        word = self.words[place]
        return word.text in _REPRINTED or (word.text == "in" and self.text.startswith(":", word.end))

    def _ends_sentence(self, place: int) -> bool:
        before = self.words[place - 1]
        if not self.words[place].capital and not self.gaps[place].rstrip().endswith(("“", "«", '"')):
            return False
        if before.text in _ABBREVIATIONS or (len(before.text) == 1 and not before.text.isdigit()):
            return False
        return not (self.gaps[place].startswith(".") and len(before.text) <= 2 and before.text.isalpha())

    def begin(self, place: int) -> int:
        """Return the place where the semicolon-bounded stretch around a word begins."""
        return max((cut for cut in self.cuts if cut <= place), default=0)

    def finish(self, place: int) -> int:
        """Return the place after the last word of the semicolon-bounded stretch around a word."""
        return min((cut for cut in self.cuts if cut > place), default=len(self.words))

    def remainder(self, start: int, end: int) -> str:
        """Return the text from offset `start` over `end` to the end of the semicolon-bounded stretch."""
        stop = next((self.words[cut].start for cut in self.cuts if self.words and self.words[cut].start >= end), None)
        return self.text[start:stop]

    def stops(self, place: int) -> bool:
        """Tell whether a phrase cannot run over the gap before this word."""
        if place <= 0 or place >= len(self.words):
            return True
        gap = self.gaps[place]
        if gap == " ":
            return self.italic[place] != self.italic[place - 1]
        if gap in (". ", ".") and len(self.words[place - 1].text) == 1:
            return False
        return bool(_STOPS.search(gap)) or self.italic[place] != self.italic[place - 1]

    def is_content(self, place: int) -> bool:
        """Tell whether a word could belong to a title: no article, number, locator or signal."""
        word = self.words[place].text
        if len(word) < 2 or word in SMALL or word in NOISE or not word.isalpha():
            return False
        return not is_numeral(word)

    def is_nameish(self, place: int) -> bool:
        """Tell whether a word looks like part of a name."""
        word = self.words[place]
        if not word.capital or word.text[0].isdigit():
            return False
        return self.is_initial(place) or (word.text not in NOISE and word.text not in SMALL)

    def is_initial(self, place: int) -> bool:
        """Tell whether a word is one capital letter with a full stop ("E. H. Carr"), not an article or number."""
        word = self.words[place]
        after = self.gaps[place + 1] if place + 1 < len(self.words) else self.text[word.end :]
        return len(word.text) == 1 and word.capital and word.text.isalpha() and after.startswith(".")

    def says_reprinted(self, place: int) -> bool:
        """Tell whether "repr." or the like stands at a place: the year that follows is the edition's."""
        return self.words[place].text in _REPRINTED

    def says_cited(self, place: int) -> bool:
        """Tell whether "op. cit.", "cit." or the like stands at a place: a work cited before is meant."""
        word = self.words[place].text
        following = self.words[place + 1].text if place + 1 < len(self.words) else ""
        if word in _CITED_WORK:
            return following in _CITED
        return word in _CITED and following not in _FROM

    def place_at(self, offset: int) -> int:
        """Return the place of the first word at or after an offset in the text."""
        return bisect_left(self.words, offset, key=attrgetter("start"))

    def clip(self, start: int, end: int) -> str:
        """Return the text from word `start` up to word `end` (exclusive)."""
        if start >= end:
            return ""
        return self.text[self.words[start].start : self.words[end - 1].end]


def vocabulary(texts: Sequence[str]) -> set[str]:
    """Return every folded word of the texts."""
    found: set[str] = set()
    for text in texts:
        found.update(word.text for word in words(text))
    return found
