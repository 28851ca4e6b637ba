"""Find where a text names people and works of a library: surnames, titles in any marking, "in his memoirs"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from sergecite.resolve.lost.library import LibraryIndex, Person, Title
from sergecite.resolve.lost.title_words import Word, alike, spelled, words_of

SHORTENED_TITLE = 3
"""Words of weight a title may be cut to when a text cites its beginning."""

LEAST_LIKENESS = 0.6
"""How much of two titles must agree, in words of weight, when one may be the other's translation."""

LIKENESS_OF_ONLY_WORK = 0.3
"""... when the text says that it names a work of someone of whom the library has one work alone."""

CAPITALS_LIKENESS = 0.75
"""... when only its capitals set it off: offices and congresses are written so too."""
WHOLE_LIKENESS = 0.85
IMPOSSIBLE = 2.0

LONGEST_TITLE = 14
"""Words; a longer quotation is not a title."""

SHORTEST_SURNAME = 3
SHORTEST_RESPELT = 5
"""Letters a surname must have to be known in another spelling ("Osinski", "Osinsky")."""

MOST_WORKS = 400
"""Works of one person that are compared word by word."""


class Marking(StrEnum):
    """How a text sets a title off."""

    QUOTED = "quoted"
    ITALIC = "italic"
    DATED = "dated"
    """Its own year follows in brackets: "in L’Art du serrurier (1767)"."""
    OWNED = "owned"
    """Its author stands before it in the genitive: "Klee’s Pedagogical Sketchbook"."""
    CAPITALS = "capitals"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A surname of the library in the text."""

    person: Person
    start: int
    end: int
    in_full: bool
    known: bool
    """Whether the essay gives the person's own given name with the surname, here or elsewhere."""


@dataclass(frozen=True, slots=True)
class TitleMention:
    """A title of the library in the text. `likeness` is 1 for the title's own words, `exact` counts the spelling."""

    title: Title
    start: int
    end: int
    likeness: float
    exact: float
    marking: Marking


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that looks like a title."""

    start: int
    end: int
    words: tuple[Word, ...]
    marking: Marking


class Mentions:
    """Finds mentions in one body of text; asks the body itself which surnames are also common words in it."""

    def __init__(self, body: str, index: LibraryIndex) -> None:
        self._body = body
        self._index = index
        words = list(words_of(body))
        self._roots = " " + " ".join(word.root for word in words if word.is_content) + " "
        self._times: dict[str, int] = {}
        self._common = {word.plain for word in words if word.text[:1].islower()}
        self._full = {(one.plain, two.plain) for one, two in pairwise(words) if two.text[:1].isupper()}

    def people(self, words: Sequence[Word]) -> list[PersonMention]:
        """Return the people of the library that the words name, in order."""
        found = []
        for at, word in enumerate(words):
            if not word.text[:1].isupper():
                continue
            for person in self._index.people.get(spelled(word.plain), ()):
                mention = self._mention(words, at, person)
                if mention:
                    found.append(mention)
        return _surest(found)

    def times_named(self, mention: TitleMention) -> int:
        """Return how often the essay names the title in the same words."""
        named = " ".join(word.root for word in words_of(self._body, mention.start, mention.end) if word.is_content)
        if named not in self._times:
            self._times[named] = self._roots.count(f" {named} ")
        return self._times[named]

    def _mention(self, words: Sequence[Word], at: int, person: Person) -> PersonMention | None:
        family = person.family
        if not person.given and len(family) >= SHORTENED_TITLE and spelled(words[at].plain) != spelled(family[-1]):
            return PersonMention(person, words[at].start, words[at].end, in_full=True, known=True)
        first = at - len(family) + 1
        if first < 0 or [spelled(word.plain) for word in words[first : at + 1]] != [spelled(part) for part in family]:
            return None
        before = words[first - 1] if first else None
        in_full = bool(before and before.end + 2 >= words[first].start and _is_given(before.plain, person))
        if not in_full and before and _is_initial(before) and not _initials(words, first, person):
            return None
        known = any((given, family[0]) in self._full for given in person.given) or in_full
        written = words[at].plain
        if not known and (self._common & {family[-1], written} or len(family[-1]) < SHORTEST_SURNAME):
            return None
        if written != family[-1] and len(written) < SHORTEST_RESPELT:
            return None
        if not known and before and self._is_other_given(before, words[first]):
            return None
        return PersonMention(person, words[first].start, words[at].end, in_full=in_full, known=known)

    def _is_other_given(self, before: Word, family: Word) -> bool:
        """Whether another given name stands before the surname: a capitalised word never written small."""
        between = self._body[before.end : family.start]
        return (
            between == " "
            and not re.search(r"[^\W\d_a-z]\w+ $", self._body[max(0, before.start - 20) : before.start])
            and before.text[:1].isupper()
            and before.is_content
            and not before.text.isupper()
            and before.plain not in self._common
            and self._body[max(0, before.start - 2) : before.start].strip(" ") not in {".", "!", "?", "“"}
        )

    def titles(self, words: Sequence[Word], spans: Iterable[Span], people: Iterable[Person]) -> list[TitleMention]:
        """Return the titles the words name: by the titles' own words, or like a title of someone named nearby."""
        content = [word for word in words if word.is_content]
        found = list(self._verbatim(content))
        spans = list(spans)
        for person in dict.fromkeys(people):
            found += self._similar(spans, person)
        return _longest(found)

    def _verbatim(self, content: Sequence[Word]) -> Iterator[TitleMention]:
        for at, word in enumerate(content):
            for title in self._index.titles_with(word.root):
                first = at - title.roots.index(word.root)
                here = content[max(0, first) : first + len(title.plain)] if first >= 0 else ()
                matched = 0
                for ours, theirs in zip(here, title.roots, strict=False):
                    if ours.root != theirs:
                        break
                    matched += 1
                whole = matched == len(title.plain)
                if self._is_name(content[first : first + matched]):
                    continue
                if not whole and (matched < SHORTENED_TITLE or first + matched <= at):
                    continue
                start, end = content[first].start, content[first + matched - 1].end
                if end - start > 2 * len(title.text) + 10:
                    continue
                marking = self._marking(start, end, content[first : first + matched])
                if marking in {Marking.NONE, Marking.CAPITALS}:
                    marking = self._company(title, start, end) or marking
                if marking is Marking.NONE and matched < SHORTENED_TITLE + 1:
                    continue
                if marking in {Marking.NONE, Marking.CAPITALS} and not self._same_small_words(start, end, title):
                    continue
                exact = sum(a.plain == b for a, b in zip(here, title.plain, strict=False)) / len(title.plain)
                yield TitleMention(title, start, end, 1.0 if whole else 0.8, exact, marking)

    def _company(self, title: Title, start: int, end: int) -> Marking | None:
        """Return how what stands beside words in no quotation marks or italics tells that they are this title."""
        if not self._body[start].isupper():
            return None
        dated = _YEARS_BESIDE.match(self._body, end)
        if dated and {int(year) for year in re.findall(r"\d{4}", dated.group())} & self._index.years_of(title.entry):
            return Marking.DATED
        owner = _OWNER.search(self._body, max(0, start - 40), start)
        families = {spelled(one.family[-1]) for one in self._index.authors[title.entry] if one.family}
        return Marking.OWNED if owner and spelled(owner["name"].casefold()) in families else None

    def _same_small_words(self, start: int, end: int, title: Title) -> bool:
        """Whether the words between are the title's too: "Lenin and Stalin" is not "From Lenin to Stalin"."""
        here = [word.root or word.plain for word in words_of(self._body, start, end)]
        there = [word.root or word.plain for word in words_of(title.text)]
        return any(there[at : at + len(here)] == here for at in range(len(there)))

    def _similar(self, spans: Iterable[Span], person: Person) -> Iterator[TitleMention]:
        works = self._index.works_of[person][:MOST_WORKS]
        for span in spans:
            entitled = bool(ENTITLED.search(self._body, max(0, span.start - 40), span.start))
            least = (
                LIKENESS_OF_ONLY_WORK if entitled and len(works) == 1 else LEAST_LIKENESS if entitled else _least(span)
            )
            if least >= IMPOSSIBLE or self._is_name(span.words):
                continue
            words = [word.plain for word in span.words]
            for title in (title for entry in works for title in self._index.titles_of[entry]):
                theirs = title.plain
                if 2 * min(len(words), len(theirs)) < least * (len(words) + len(theirs)):
                    continue
                share, exact = likeness(words, theirs)
                if share >= least:
                    yield TitleMention(title, span.start, span.end, min(share, 0.95), exact, span.marking)

    def _is_name(self, words: Sequence[Word]) -> bool:
        """Whether the words are no more than a person's name: a life is then called like its hero."""
        names = {word.plain for word in words}
        return any(
            names <= {*person.family, *person.given}
            for word in words
            for person in self._index.people.get(spelled(word.plain), ())
        )

    def _marking(self, start: int, end: int, words: Sequence[Word]) -> Marking:
        before = self._body[max(0, start - 5) : start]
        after = self._body[end : end + 3]
        before = re.sub(r"(?:[Tt]he|[AaLl]n?|Le|La|Der|Die|Das|El|Il) ?$", "", before).rstrip(" ") or before
        if before[-1:] in "“‘«\"'„" and before[-1:] and re.match(r"[.,;:?!]?[”’»\"'“]|[.:] ", after):
            return Marking.QUOTED
        if before[-1:] in "*_" and before[-1:] and re.match(r"[.,;:?!]?[*_]", after):
            return Marking.ITALIC
        capitals = [word for word in words if word.text[:1].isupper() or word.text[:1].isdigit()]
        return Marking.CAPITALS if len(capitals) == len(words) else Marking.NONE


ENTITLED = re.compile(
    r"\b(?:work|book|essay|article|pamphlet|brochure|study|novel|treatise|entitled|titled|title|published(?: in [0-9]{4})?)"
    r"[\s,:“‘«\"*_]*(?:the )?$",
    re.IGNORECASE,
)
_YEARS_BESIDE = re.compile(
    r",? ?[(\[](?:[^()\[\]\d]{0,40})?(?:\d{4}[/;–-]? ?){1,2}[)\]]|,? (?:from|of|published in|dated) \d{4}(?!\d)"
)
_OWNER = re.compile(r"(?P<name>[^\W\d_]+)[’'](?:s )?(?:[Tt]he |[Aa]n? )?$")
_QUOTED = re.compile(r"[“«„]([^“”«»„]{3,140})[”»“]|\"([^\"\n]{3,140})\"|[*_]([^*_\n]{3,140})[*_]|‘([^‘’\n]{3,140})’")


def title_spans(body: str, words: Sequence[Word]) -> Iterator[Span]:
    """Yield what is set off like a title: quoted, in italics, or a run of capitalised words."""
    if not words:
        return
    start, end = words[0].start, words[-1].end
    for match in _QUOTED.finditer(body, max(0, start - 1), end + 4):
        inside = tuple(word for word in words_of(body, *match.span()) if word.is_content)
        if len(inside) > 0 and len(match.group().split()) <= LONGEST_TITLE:
            marking = Marking.ITALIC if match[3] else Marking.QUOTED
            yield Span(match.start(), match.end(), inside, marking)
    run: list[Word] = []
    for word in [*words, None]:
        joined = word is not None and (not run or re.fullmatch(r"[ :’'–-]+", body[run[-1].end : word.start]))
        if (
            word is not None
            and joined
            and (word.text[:1].isupper() or (run and (word.text.isdigit() or not word.is_content)))
        ):
            run.append(word)
            continue
        yield from _run(run)
        run = [word] if word is not None and word.text[:1].isupper() else []


def _run(run: list[Word]) -> Iterator[Span]:
    while run and not run[-1].is_content:
        run = run[:-1]
    content = tuple(word for word in run if word.is_content)
    if len(content) >= 2 or (content and len(run) > 1):
        yield Span(run[0].start, run[-1].end, content, Marking.CAPITALS)


def _least(span: Span) -> float:
    """Return how like a title a span must be: words in small letters are a phrase unless they are the title whole."""
    if span.marking is Marking.CAPITALS and len(span.words) < SHORTENED_TITLE:
        return IMPOSSIBLE
    if span.marking is Marking.QUOTED and not any(word.text[:1].isupper() for word in span.words[1:]):
        return WHOLE_LIKENESS
    return CAPITALS_LIKENESS if span.marking is Marking.CAPITALS else LEAST_LIKENESS


def likeness(one: Sequence[str], two: Sequence[str]) -> tuple[float, float]:
    """Return how much of two titles agrees (0..1, words of any order and language) and how much of it of the second literally."""
    if not one or not two:
        return 0.0, 0.0
    left = list(two)
    total = exact = 0.0
    for word in one:
        best = max(left, key=lambda other: (word == other, alike(word, other)), default=None)
        if best is not None and alike(word, best) > 0:
            total += alike(word, best)
            exact += word == best and not word.isdigit()
            left.remove(best)
    lettered = sum(not word.isdigit() for word in two)
    return total / ((len(one) + len(two)) / 2), min(1.0, exact / max(1, lettered))


def _is_given(plain: str, person: Person) -> bool:
    return any(
        plain == given or (len(plain) == 1 and given.startswith(plain)) or (len(given) == 1 and plain.startswith(given))
        or (len(plain) > 2 and len(given) > 2 and (given.startswith(plain[:3]) or plain == given[: len(plain)]))
        for given in person.given
    )  # fmt: skip


def _is_initial(word: Word) -> bool:
    return len(word.text) == 1 and word.text.isupper()


def _initials(words: Sequence[Word], first: int, person: Person) -> bool:
    return any(given[:1] == words[first - 1].plain for given in person.given) or not person.given


def _surest(mentions: list[PersonMention]) -> list[PersonMention]:
    """Of several people of one surname at one place, keep those named in full, where any is."""
    places: dict[int, list[PersonMention]] = defaultdict(list)
    for mention in mentions:
        places[mention.end].append(mention)
    return [one for group in places.values() for one in ([m for m in group if m.in_full] or group)]


def _longest(mentions: list[TitleMention]) -> list[TitleMention]:
    """Drop mentions inside a longer one that agrees as well, and all but the best of one title at one place."""
    best: dict[tuple[int, int], TitleMention] = {}
    for mention in mentions:
        key = (mention.title.entry, mention.end)
        if key not in best or _rank(best[key]) < _rank(mention):
            best[key] = mention
    kept = list(best.values())
    wording: dict[int, list[TitleMention]] = defaultdict(list)
    for mention in mentions:
        wording[mention.title.entry].append(mention)
    return [
        replace(one, exact=max(two.exact for two in wording[one.title.entry] if two.start < one.end and one.start < two.end))
        for one in kept
        if not any(
            other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start + 3
            and other.likeness >= one.likeness - 0.25 and len(other.title.plain) > len(one.title.plain)
            for other in kept
        )
    ]  # fmt: skip


def _rank(mention: TitleMention) -> tuple[float, float, int]:
    return mention.likeness, mention.exact, len(mention.title.plain)
