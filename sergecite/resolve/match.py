"""Aligns works with a note's text: "align, do not parse first".

Each way of naming a work is a route: its title (whole, short or original), its names with a year, an identifier, its
names alone. An alignment carries only facts, counted; what they are worth together is `confidence`'s business.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sergecite.resolve.elsewhere import is_held_elsewhere, is_of_another_kind, is_original
from sergecite.resolve.index import Index
from sergecite.resolve.lexicon import MONTHS
from sergecite.resolve.naming import Named, Naming, is_full_name, is_held, is_own_name, naming_at, people_in
from sergecite.resolve.stretch import Stretch
from sergecite.resolve.words import SMALL, near, sound, word_set
from sergecite.resolve.work import Title, Work

_STEPS = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3))
_ANCHORS = 3
_PROSE = 5
"""So many words in lower case after a title are a sentence, no imprint."""
_BEGINNING = 3.0
"""What it is worth, in nats, that a match begins where the title does: short titles do."""
_OPENING = 4
"""A family name among the first so many words of a stretch opens it."""
_OBJECT = frozenset(
    {"review", "reply", "comment", "commentary", "response", "rezension", "recensione", "compte", "rendu"}
)
_PLACES = word_set("p pp pag pagg page pages s col coll cols fol c cc f ff n nn nr no")
"""What stands before a number that is a place in a work."""
_OBJECT_LINK = frozenset({"of", "on", "to", "von", "zu", "di", "de", "a"})


class Route(StrEnum):
    """How a work was recognised."""

    TITLE = "title"
    AUTHOR_DATE = "author-date"
    IDENTIFIER = "identifier"
    NAME = "name"


class Agreement(StrEnum):
    """Whether the text's year is the work's."""

    SAME = "same"
    ORIGINAL = "original"
    """It is the original's, not this edition's."""
    ABSENT = "absent"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A work found at words `start` to `end` (exclusive); `core_start` to `core_end` is the title or the year."""

    place: int
    work: Work
    route: Route
    start: int
    end: int
    core_start: int
    core_end: int
    title: Title | None = None
    coverage: float = 0.0
    """Share of the title found, weighted by rarity."""
    explained: float = 0.0
    """Share of the text's phrase that the title explains, weighted by rarity."""
    info: float = 0.0
    """What the words found tell, in nats (see `Index.info`)."""
    words: int = 0
    """Content words found."""
    capital: bool = False
    """The words found stand with capitals, and no sentence goes on with them."""
    opens: bool = False
    """The match begins where the title does, articles aside."""
    marked: bool = False
    """The phrase stands in quotation marks or italics."""
    naming: Naming = Naming.ABSENT
    named: int = 0
    """How many of the work's people are named."""
    initial_differs: bool = False
    year: Agreement = Agreement.ABSENT
    support: tuple[str, ...] = ()
    """Further fields found beside it: container, imprint, number."""
    is_name: bool = False
    """The words found are a person's name, in general or to this library ("Victor Serge" is also a title)."""
    opening: bool = False
    """It opens its stretch."""
    alone: bool = False
    """Nothing else of substance stands in its stretch."""
    inside: bool = False
    """It stands after "in": something else may be cited through it."""
    elsewhere: bool = False
    """It is said to be in a book, and the work is in none."""
    other_kind: bool = False
    """It is said to be a thesis, an article or a book, and the work is none."""
    object: bool = False
    """It stands after "review of" or "published as": written about, not cited."""


def title_hits(stretch: Stretch, index: Index, place: int, *, fuzzy: bool = False) -> list[Hit]:
    """Align a work's titles with a text; return the best alignment for each stretch of words one stands on."""
    found: list[tuple[float, Title, list[tuple[int, int]]]] = []
    for title in index.work(place).titles:
        weights = [index.info(word) for word in title.words]
        pairs = _align(stretch, title.words, weights, fuzzy=fuzzy)
        if pairs:
            matched = sum(weights[i] for i, _ in pairs)
            # A whole short title beats the beginning of a long one.
            found.append((matched * (0.5 + 0.5 * matched / sum(weights)), title, pairs))
    found.sort(key=lambda one: -one[0])
    taken: set[int] = set()
    hits = []
    named = _is_named(stretch, index.work(place))
    for _, title, pairs in found:
        if (
            not (named or fuzzy)
            and len(pairs) < len(title.words)
            and sum(_counts(title.words[i], stretch, p) for i, p in pairs) < 3
        ):
            continue
        places = {p for _, p in pairs}
        if places & taken:
            continue
        taken |= places
        if hit := _described(stretch, index, place, title, pairs):
            hits.append(hit)
    return hits


def _align(stretch: Stretch, title: Sequence[str], weights: Sequence[float], *, fuzzy: bool) -> list[tuple[int, int]]:
    """Return the best chain of (place in title, place in text)."""
    order = sorted(range(len(title)), key=lambda i: -weights[i])
    anchors = [(i, p) for i in order for p in stretch.places.get(title[i], ())[:6] if title[i] not in SMALL]
    if not anchors and len(title) > 1 and all(word in SMALL or len(word) < 3 for word in title):
        anchors = [(0, p) for p in stretch.places.get(title[0], ())[:6]]
    if not anchors and fuzzy:
        anchors = [
            (i, p)
            for i in dict.fromkeys((*order[:2], _first_word(title)))
            if len(title[i]) > 4
            for p, w in enumerate(stretch.words)
            if near(title[i], w.text)
        ]
    # Of a word that stands twice, the one with a capital is likelier to be the title's.
    anchors = [anchor for anchor in anchors if anchor[1] not in stretch.imprint]
    anchors.sort(key=lambda anchor: (-weights[anchor[0]], not stretch.words[anchor[1]].capital))
    best: list[tuple[int, int]] = []
    best_score = 0.0
    used: set[tuple[int, int]] = set()
    for anchor in anchors[: _ANCHORS * 4]:
        if anchor in used:
            continue
        left = list(_extend(stretch, title, anchor, -1))
        pairs = [*reversed(left), anchor, *_extend(stretch, title, anchor, 1)]
        used.update(pairs)
        opens = all(word in SMALL for word in title[: pairs[0][0]])
        score = sum(weights[i] for i, _ in pairs) + _BEGINNING * opens
        if score > best_score:
            best, best_score = pairs, score
    return best


def _first_word(title: Sequence[str]) -> int:
    """Return the place of the first word of a title that is no article: short titles keep it."""
    return next((i for i, word in enumerate(title) if word not in SMALL), 0)


def _extend(
    stretch: Stretch, title: Sequence[str], anchor: tuple[int, int], direction: int
) -> Iterator[tuple[int, int]]:
    i, p = anchor
    while True:
        for step_title, step_text in _STEPS:
            j, q = i + direction * step_title, p + direction * step_text
            if not (0 <= j < len(title) and 0 <= q < len(stretch.words)):
                continue
            if not near(title[j], stretch.words[q].text):
                continue
            if (step_title, step_text) != (1, 1) and (title[j] in SMALL or _broken(stretch, p, q)):
                continue
            i, p = j, q
            yield j, q
            break
        else:
            return


def _broken(stretch: Stretch, one: int, other: int) -> bool:
    low, high = sorted((one, other))
    return any(stretch.stops(k) for k in range(low + 1, high + 1))


def _described(stretch: Stretch, index: Index, place: int, title: Title, pairs: list[tuple[int, int]]) -> Hit | None:
    work = index.work(place)
    weights = [index.info(word) for word in title.words]
    while pairs and title.words[pairs[0][0]] in SMALL and pairs[0][0] > 0:
        pairs = pairs[1:]
    while len(pairs) > 1 and title.words[pairs[-1][0]] in SMALL and pairs[-1][0] < len(title.words) - 1:
        pairs = pairs[:-1]
    if len(pairs) < len(title.words) and is_own_name(work, [title.words[i] for i, _ in pairs]):
        return None
    start, end = pairs[0][1], pairs[-1][1] + 1
    found = sum(weights[i] for i, _ in pairs)
    matched = {p for _, p in pairs}
    low, high = _phrase(stretch, start, end)
    known = {word for person in (*work.people, *work.others, *work.aliases) for word in person.family}
    left_over = sum(
        index.info(stretch.words[k].text)
        for k in range(low, high)
        if k not in matched and stretch.is_content(k) and stretch.words[k].text not in known
    )
    naming = naming_at(stretch, work, start, end)
    spoken = _reviewer(stretch, work, naming.start) if _is_object(stretch, naming.start) else None
    if spoken is not None or _names_itself(work, title, pairs[0][0]):
        naming = Named(Naming.LEAD, 1, naming.start if spoken is None else spoken)
    before = title.words[: pairs[0][0]]
    named_too = 0 < len(pairs) < 4 and (
        bool(index.named(stretch.words[pairs[-1][1]].text)) or is_full_name([title.words[i] for i, _ in pairs])
    )
    return Hit(
        place=place,
        work=work,
        route=Route.TITLE,
        title=title,
        start=min(naming.start, start),
        end=end,
        core_start=start,
        core_end=end,
        coverage=found / sum(weights),
        explained=found / (found + left_over),
        info=found,
        words=sum(_counts(title.words[i], stretch, p) for i, p in pairs),
        capital=all(stretch.words[p].capital for _, p in pairs if stretch.is_content(p)) and not _runs_on(stretch, end),
        opens=all(word in SMALL for word in before) or _names_itself(work, title, pairs[0][0]),
        marked=_marked(stretch, start, end),
        naming=naming.naming,
        named=naming.count,
        initial_differs=naming.initial_differs,
        year=_year(stretch, work, naming.start, start, end),
        support=_support(stretch, work, start, end),
        is_name=named_too,
        opening=not any(stretch.is_content(k) for k in range(stretch.begin(start), start)),
        alone=not (named_too and _cited_again(stretch, end))
        and not any(
            stretch.is_content(k) for k in range(stretch.begin(start), stretch.finish(start)) if not start <= k < end
        ),
        inside=is_held(stretch, naming.start),
        elsewhere=is_held_elsewhere(stretch, work, end),
        other_kind=bool(work.citekey) and is_of_another_kind(stretch, work, end),
        object=(spoken is None and _is_object(stretch, min(naming.start, start))) or is_original(stretch, start),
    )


def _is_named(stretch: Stretch, work: Work) -> bool:
    """Tell whether the text names any of a work's people; without them part of a title must be long to count."""
    people = (*work.people, *work.others, *work.aliases)
    return any(person.family[-1] in stretch.places or sound(person.family[-1]) in stretch.sounds for person in people)


def _counts(word: str, stretch: Stretch, place: int) -> bool:
    """Tell whether a word found says something: a content word, or one that a title could do without in lower case."""
    return stretch.is_content(place) or (len(word) > 3 and word not in SMALL and stretch.words[place].capital)


def _phrase(stretch: Stretch, start: int, end: int) -> tuple[int, int]:
    """Return the places of the phrase a match stands in: up to punctuation, or to where capitals end in running prose."""
    low = start
    while low > 0 and not stretch.stops(low) and start - low < 12:
        if stretch.is_content(low - 1) and not stretch.words[low - 1].capital:
            break
        low -= 1
    content = [k for k in range(start, end) if stretch.words[k].text not in SMALL]
    headline = len(content) > 1 and all(stretch.words[k].capital for k in content)
    high = end
    while high < len(stretch.words) and not stretch.stops(high) and high - end < 12:
        if headline and stretch.is_content(high) and not stretch.words[high].capital:
            break
        if stretch.words[high].text in ("in", "and", "und", "et") and not _goes_on(stretch, high + 1):
            break
        high += 1
    return low, high


def _goes_on(stretch: Stretch, place: int) -> bool:
    return place < len(stretch.words) and not stretch.stops(place)


def _marked(stretch: Stretch, start: int, end: int) -> bool:
    if all(stretch.italic[start:end]):
        return True
    before = stretch.gaps[start]
    after = stretch.gaps[end] if end < len(stretch.words) else stretch.text[stretch.words[-1].end :]
    return any(sign in before for sign in '“«"„*_‘') or any(sign in after for sign in '”»"*_')


def _runs_on(stretch: Stretch, end: int) -> bool:
    """Tell whether a sentence goes on right after words: "The Pen Winnie comes in two sizes" speaks of a pen."""
    return (
        end < len(stretch.words)
        and stretch.gaps[end] == " "
        and stretch.is_content(end)
        and not stretch.words[end].capital
    )


def _cited_again(stretch: Stretch, end: int) -> bool:
    """Tell whether "op. cit." or the like follows: "Victor Serge, op. cit." names a person."""
    return any(stretch.says_cited(k) for k in range(end, min(end + 2, len(stretch.words))))


def _is_object(stretch: Stretch, place: int) -> bool:
    before = [word.text for word in stretch.words[max(0, place - 4) : place]]
    return bool(before) and before[-1] in _OBJECT_LINK and any(word in _OBJECT for word in before[-3:])


def _reviewer(stretch: Stretch, work: Work, place: int) -> int | None:
    """Return where the work's own people stand before "review of": the work is the review, titled by its object."""
    begin = stretch.begin(place)
    count, first, _ = people_in(stretch, work.people, begin, max(begin, place - 2))
    return first if count and first - begin < _OPENING else None


def _names_itself(work: Work, title: Title, first: int) -> bool:
    """Tell whether a title begins with its author, given names aside ("Serge to Trotsky" for a letter so titled)."""
    return first <= 2 and any(title.words[first] == person.family[-1] for person in work.people)


def _year(stretch: Stretch, work: Work, begin: int, start: int, end: int) -> Agreement:
    low, high = min(begin, start), _reach(stretch, start, end)
    return agreement(stretch, work, [place for place in range(low, high) if not start <= place < end])


def agreement(stretch: Stretch, work: Work, places: Sequence[int]) -> Agreement:
    """Compare the years at these places with a work's.

    Of "1996 [1937]" and "1937; repr. 1996" the one is the edition's, the other the original's.
    """
    years = [year for year in stretch.years if year.place in places and not is_place_or_day(stretch, year.place)]
    given = {year.year for year in years}
    if not given or not work.years:
        return Agreement.ABSENT
    again = [place for place in places if stretch.says_reprinted(place)]
    edition = {year.year for year in years if again and year.place > again[-1]}
    if again and not edition:
        # The reprint's own year is not given.
        return Agreement.ORIGINAL if given & work.years else Agreement.OTHER
    edition = edition or {year.year for year in years if not stretch.gaps[year.place].endswith("[")} or given
    if edition & (work.own_years or work.years):
        return Agreement.SAME
    return Agreement.ORIGINAL if given & work.years else Agreement.OTHER


def is_place_or_day(stretch: Stretch, place: int) -> bool:
    """Tell whether what looks like a year is a page ("p. 1074") or part of a day's date ("27-3-1527"): no edition's."""
    before = stretch.words[place - 1].text if place else ""
    if before in MONTHS and place > 1 and _is_day(stretch.words[place - 2].text):
        return True
    gap = stretch.gaps[place]
    if before in _PLACES and gap in (".", ". ", " "):
        return True
    return _is_day(before) and gap in ("-", "/", ".", ". ") and place > 1


def _is_day(word: str) -> bool:
    return word.isdigit() and len(word) < 3


def _reach(stretch: Stretch, start: int, end: int) -> int:
    """Return how far what follows a title still speaks of it: to the semicolon, or to where a sentence takes over."""
    prose = 0
    for place in range(end, stretch.finish(start)):
        prose += stretch.is_content(place) and not stretch.words[place].capital
        if prose >= _PROSE:
            return place
    return stretch.finish(start)


def _support(stretch: Stretch, work: Work, start: int, end: int) -> tuple[str, ...]:
    low, high = stretch.begin(start), stretch.finish(start)
    around = {word.text for k, word in enumerate(stretch.words[low:high], low) if not start <= k < end}
    found = []
    for container in (*work.containers, *work.remarks):
        content = [word for word in container if word not in SMALL]
        if content and sum(word in around for word in content) >= 0.6 * len(content):
            found.append("container")
            break
    if any(person.family[-1] in around for person in work.others):
        found.append("helper")
    if work.imprint & around:
        found.append("imprint")
    if work.numbers & around:
        found.append("number")
    return tuple(found)
