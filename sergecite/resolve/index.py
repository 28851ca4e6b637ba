"""Finds the works a stretch of text could mean, without looking at all of them.

An inverted index over family names and title words. Only words that occur in the text to be resolved are kept, and a
work's profile is made when it first is a candidate, so a library of a hundred thousand entries costs one quick pass.
"""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from sergecite.model.entry import Entry
from sergecite.resolve.words import SMALL, fold, keys, near, sound
from sergecite.resolve.work import LEAD_ROLES, Work, identifier, work_of

COMMON = 60
"""A title word that more works share than this proposes no candidate by itself, only together with a name."""
PROLIFIC = 3000
"""A family name that more works share than this proposes no candidate by itself."""
KEPT = 4096
"""Profiles of entries kept at a time."""
MOST = 32
"""Candidates looked at per stretch of text at most, the best first."""

_TITLE_FIELDS = (
    "title",
    "subtitle",
    "shorttitle",
    "origtitle",
    "reprinttitle",
    "translatedtitle",
    "shorthand",
    "issuetitle",
)
_STAND_INS = ("maintitle", "booktitle", "issuetitle", "journaltitle", "howpublished")
_NAME_FIELDS = (*LEAD_ROLES, "introduction", "foreword", "shortauthor", "shorteditor", "nameb")
_WORD = re.compile(r"[^\W_]+")


def _halves(word: str) -> tuple[str, str]:
    """Return the parts of a word of which one misread letter leaves one whole."""
    return f"{word[:3]}-", f"-{word[-3:]}"


class Index:
    """Works by family name, title word and identifier. It grows and never shrinks."""

    def __init__(self, vocabulary: Collection[str] | None = None) -> None:
        """Keep only words of `vocabulary` (folded); None keeps all."""
        self._vocabulary = vocabulary
        self._entries: list[Entry | None] = []
        self._works: list[Work | None] = []
        """Works that were given as such; those of entries are made when asked for, and not all kept."""
        self._made = lru_cache(maxsize=KEPT)(self._make)
        self._families: dict[str, list[int]] = defaultdict(list)
        self._words: dict[str, list[int]] = defaultdict(list)
        self._identifiers: dict[str, list[int]] = defaultdict(list)
        self._citekeys: dict[str, int] = {}
        self._former: dict[str, int] = {}
        self._title_words: list[AbstractSet[str]] = []
        self._shortest: list[int] = []
        self._alike: dict[str, set[str]] = defaultdict(set)

    @classmethod
    def of_entries(cls, entries: Iterable[Entry], vocabulary: Collection[str]) -> "Index":
        """Index a library for the words of one essay."""
        index = cls(vocabulary)
        for entry in entries:
            index._add_entry(entry)
        return index

    def __len__(self) -> int:
        return len(self._works)

    def add(self, work: Work) -> int:
        """Add a work; return its place."""
        place = len(self._works)
        self._works.append(work)
        self._entries.append(None)
        families = {person.family[-1] for person in (*work.people, *work.others, *work.aliases)}
        for family in families:
            for part in _halves(family) if len(family) >= 6 else ():
                self._alike[part].add(family)
        self._post(place, families, [title.words for title in work.titles], work.identifiers)
        return place

    def _add_entry(self, entry: Entry) -> None:
        place = len(self._works)
        self._works.append(None)
        self._entries.append(entry)
        fields = entry.fields
        texts = [fields[name] for name in _TITLE_FIELDS if name in fields]
        if not texts:
            texts = [fields[name] for name in _STAND_INS if name in fields]
        if "booktitleaddon" in fields:
            texts.append(f"{fields.get('booktitle', '')} {fields['booktitleaddon']}")
        families = set()
        for role in _NAME_FIELDS:
            for name in entry.names.get(role, ()):
                last = _WORD.findall(name.family or name.literal)
                if last:
                    families.add(fold(last[-1]))
        if not families:
            for field in ("institution", "organization"):
                families.update(keys(" ".join(entry.lists.get(field, ())[:1]))[-1:])
        titles = [[fold(word) for word in _WORD.findall(text)] for text in texts]
        identifiers = {identifier(fields[name]) for name in ("doi", "url", "isbn", "eprint") if name in fields}
        self._citekeys.setdefault(entry.citekey, place)
        for alias in entry.aliases:
            self._former.setdefault(alias, place)
        self._post(place, families, titles, identifiers)

    def _post(
        self, place: int, families: AbstractSet[str], titles: Sequence[Sequence[str]], identifiers: Iterable[str]
    ) -> None:
        kept = self._vocabulary
        contents = [{word for word in title if word not in SMALL} for title in titles]
        title_words = frozenset().union(*contents)
        if kept is not None:
            title_words = frozenset(word for word in title_words if word in kept)
        self._title_words.append(title_words)
        self._shortest.append(min(map(len, contents), default=0))
        for family in families:
            for form in {family, sound(family)} if len(family) > 3 else {family}:
                if kept is None or form in kept:
                    self._families[form].append(place)
        for word in title_words:
            self._words[word].append(place)
        for value in identifiers:
            self._identifiers[value].append(place)

    def work(self, place: int) -> Work:
        """Return the work at a place."""
        return self._works[place] or self._made(place)

    def _make(self, place: int) -> Work:
        entry = self._entries[place]
        assert entry is not None  # noqa: S101  # a place holds a work or an entry
        return work_of(entry)

    def info(self, word: str) -> float:
        """Return how much a title word tells, in nats: the rarer among the titles, the more."""
        if word in SMALL:
            return 0.1
        if word.isdigit() and len(word) < 3:
            return 0.5
        return math.log((len(self._works) + 50) / (len(self._words.get(word, ())) + 0.5))

    def named(self, family: str) -> list[int]:
        """Return the works a person of this family name (one folded word) is named in, transliterations included."""
        exact = self._families.get(family, [])
        if len(family) <= 3:
            return exact
        alike = self._families.get(sound(family), [])
        return exact if alike is exact or not alike else sorted({*exact, *alike})

    def alike(self, family: str) -> set[str]:
        """Return the family names here that differ from one by a misread letter; none where it is here itself."""
        if len(family) < 6 or family in self._families:
            return set()
        return {other for part in _halves(family) for other in self._alike.get(part, ()) if near(family, other)}

    def identified(self, value: str) -> list[int]:
        """Return the works that carry an identifier (see `work.identifier`)."""
        return self._identifiers.get(value, [])

    def keyed(self, citekey: str) -> int | None:
        """Return the entry of a citekey; of a former one only where no entry has it now."""
        return self._citekeys.get(citekey, self._former.get(citekey))

    def candidates(self, title_words: AbstractSet[str], names: Iterable[str], *, single: bool = False) -> list[int]:
        """Return the works that share rare title words with a text, or a name and any title word; the best first.

        One word of a longer title is no candidate without the author's name, unless `single` says so.
        """
        score: defaultdict[int, float] = defaultdict(float)
        shared: defaultdict[int, int] = defaultdict(int)
        common: dict[str, float] = {}
        for word in title_words:
            places = self._words.get(word)
            if not places:
                continue
            weight = self.info(word)
            if len(places) > COMMON:
                common[word] = weight
                continue
            for place in places:
                score[place] += weight
                shared[place] += 1
        named: set[int] = set()
        for name in set(names):
            places = self.named(name)
            if len(places) <= PROLIFIC:
                named.update(places)
        for word, weight in common.items():
            # Of a common word only the works of a person named here, or those other words have brought up.
            for place in self._words[word] if len(named) + len(score) > len(self._words[word]) else (*named, *score):
                if (place in named or place in score) and word in self._title_words[place]:
                    score[place] += weight
                    shared[place] += 1
        kept = [place for place in score if single or place in named or shared[place] > 1 or self._shortest[place] < 3]
        return sorted(kept, key=lambda place: (-score[place] - 5 * (place in named), place))[:MOST]
