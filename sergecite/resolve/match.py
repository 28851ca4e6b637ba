"""Aligns works with a note's text: "align, do not parse first".

Each way of naming a work is a route: its title (whole, short or original), its names with a year, an identifier, its
names alone. An alignment carries only facts, counted; what they are worth together is `confidence`'s business.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sergecite.resolve.index import Index
from sergecite.resolve.stretch import NOISE, Stretch
from sergecite.resolve.words import SMALL, near, same_name, word_set
from sergecite.resolve.work import Person, Title, Work

LEAD = 30
"""So many words before a title are searched for its author."""
_STEPS = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3))
_ANCHORS = 3
_JOINERS = frozenset({"and", "und", "et", "e", "y", "en", "och", "og", "i", "ed"})
_PARTICLES = word_set("de del della di da van von der den du la le ten ter zu zur af av bin ibn al el dos das do st")
_OBJECT = frozenset(
    {"review", "reply", "comment", "commentary", "response", "rezension", "recensione", "compte", "rendu"}
)
_OBJECT_LINK = frozenset({"of", "on", "to", "von", "zu", "di", "de", "a"})
_HOLDERS = frozenset({"in", "into", "dans", "nel", "nella", "en", "v", "w"})
_PARTS = frozenset({"vol", "vols", "volume", "bk", "book", "pt", "part", "chap", "chapter", "band", "bd", "tome", "t"})


class Route(StrEnum):
    """How a work was recognised."""

    TITLE = "title"
    AUTHOR_DATE = "author-date"
    IDENTIFIER = "identifier"
    NAME = "name"


class Naming(StrEnum):
    """What the text says about who made the work."""

    LEAD = "lead"
    """Its people stand before the title, as a citation has them."""
    NEAR = "near"
    """Its people are named elsewhere in the same stretch."""
    ABSENT = "absent"
    """No name stands where one would."""
    UNASKED = "unasked"
    """The work has no people, but a name stands before the title."""
    WRONG = "wrong"
    """Another name stands before the title."""


class Agreement(StrEnum):
    """Whether the text's year is the work's."""

    SAME = "same"
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
    """The words found stand with capitals."""
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
    """The words found are a person's name to this library ("Victor Serge" is also a title)."""
    alone: bool = False
    """Nothing else of substance stands in its stretch."""
    inside: bool = False
    """It stands after "in": something else may be cited through it."""
    object: bool = False
    """It stands after "review of" or "reply to": written about, not cited."""


Info = Callable[[str], float]


def title_hit(stretch: Stretch, index: Index, place: int, *, fuzzy: bool = False) -> Hit | None:
    """Align a work's titles with a text; return the best place, or None."""
    work = index.work(place)
    best: tuple[float, Title, list[tuple[int, int]]] | None = None
    for title in work.titles:
        weights = [index.info(word) for word in title.words]
        pairs = _align(stretch, title.words, weights, fuzzy=fuzzy)
        if not pairs:
            continue
        found = sum(weights[i] for i, _ in pairs)
        # A whole short title beats the beginning of a long one; of equals the first form in the entry.
        score = found * (0.5 + 0.5 * found / sum(weights))
        if best is None or score > best[0] + 1e-9:
            best = (score, title, pairs)
    if best is None:
        return None
    _, title, pairs = best
    return _described(stretch, index, place, title, pairs)


def _align(stretch: Stretch, title: Sequence[str], weights: Sequence[float], *, fuzzy: bool) -> list[tuple[int, int]]:
    """Return the best chain of (place in title, place in text)."""
    order = sorted(range(len(title)), key=lambda i: -weights[i])
    anchors = [(i, p) for i in order for p in stretch.places.get(title[i], ())[:6] if title[i] not in SMALL]
    if not anchors and len(title) > 1 and all(word in SMALL or len(word) < 3 for word in title):
        anchors = [(0, p) for p in stretch.places.get(title[0], ())[:6]]
    if not anchors and fuzzy:
        anchors = [
            (i, p)
            for i in order[:2]
            if len(title[i]) > 4
            for p, w in enumerate(stretch.words)
            if near(title[i], w.text)
        ]
    anchors = [anchor for anchor in anchors if anchor[1] not in stretch.imprint]
    best: list[tuple[int, int]] = []
    best_score = 0.0
    used: set[tuple[int, int]] = set()
    for anchor in anchors[: _ANCHORS * 4]:
        if anchor in used:
            continue
        left = list(_extend(stretch, title, anchor, -1))
        pairs = [*reversed(left), anchor, *_extend(stretch, title, anchor, 1)]
        used.update(pairs)
        score = sum(weights[i] for i, _ in pairs)
        if score > best_score:
            best, best_score = pairs, score
    return best


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
    naming = _naming(stretch, work, start, end)
    before = title.words[: pairs[0][0]]
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
        words=sum(stretch.is_content(p) for _, p in pairs),
        capital=all(stretch.words[p].capital for _, p in pairs if stretch.is_content(p)),
        opens=all(word in SMALL for word in before),
        marked=_marked(stretch, start, end),
        naming=naming.naming,
        named=naming.count,
        initial_differs=naming.initial_differs,
        year=_year(stretch, work, naming.start, start, end),
        support=_support(stretch, work, start, end),
        is_name=0 < len(pairs) < 4 and bool(index.named(stretch.words[pairs[-1][1]].text)),
        alone=not any(
            stretch.is_content(k) for k in range(stretch.begin(start), stretch.finish(start)) if not start <= k < end
        ),
        inside=_follows(stretch, naming.start, _HOLDERS, through=_PARTS),
        object=_is_object(stretch, min(naming.start, start)),
    )


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


@dataclass(frozen=True, slots=True)
class _Named:
    naming: Naming
    count: int
    start: int
    initial_differs: bool = False


def _naming(stretch: Stretch, work: Work, start: int, end: int) -> _Named:
    """Compare the names before a title (and just after it) with the work's people."""
    begin = max(stretch.begin(start), start - LEAD)
    chain = _chain(stretch, begin, start)
    everyone = (*work.people, *work.aliases, *work.others)
    for people in ((*work.people, *work.aliases), work.others):
        found, _, differs = _people_in(stretch, people, chain, start)
        if found:
            return _Named(Naming.LEAD, found, chain, differs)
    held = _follows(stretch, chain, _HOLDERS, through=_PARTS)
    nameish = any(stretch.is_nameish(k) and len(stretch.words[k].text) > 1 for k in range(chain, start))
    lead = chain if nameish else _lead(stretch, begin, start)
    if lead is not None and not held:
        far, _, _ = _people_in(stretch, everyone, lead, start)
        if not far:
            return _Named(Naming.WRONG if everyone else Naming.UNASKED, 0, start)
    near, _, _ = _people_in(stretch, everyone, end, min(end + 12, stretch.finish(start)))
    near = near or _people_in(stretch, everyone, begin, chain)[0]
    return _Named(Naming.NEAR if near else Naming.ABSENT, near, start)


def _lead(stretch: Stretch, begin: int, start: int) -> int | None:
    """Return where the names that open a stretch begin ("J. Smith, On a Title"); None where it opens otherwise."""
    first = max((place for place in stretch.ends if begin < place <= start), default=begin)
    while first < start and (stretch.words[first].text in NOISE or stretch.words[first].text in SMALL):
        first += 1
    names = 0
    for k in range(first, min(first + 9, start)):
        gap = stretch.gaps[k] if k > first else ""
        if names and any(sign in gap for sign in ',“«":('):
            return first
        word = stretch.words[k].text
        if not (stretch.is_nameish(k) or word in _JOINERS or word in _PARTICLES or word in ("al", "ed", "eds")):
            return None
        names += stretch.is_nameish(k)
    return None


def _chain(stretch: Stretch, begin: int, start: int) -> int:
    """Return where the row of names that leads to a title begins; `start` where there is none."""
    place = start
    content = 0
    while place > begin and start - place < 20:
        k = place - 1
        word = stretch.words[k]
        gap = stretch.gaps[place]
        if place in stretch.ends and content:
            break
        if any(sign in gap for sign in ';”»"“«') and place != start:
            break
        joiner = word.text in _JOINERS or word.text in _PARTICLES or word.text in ("s", "et", "al", "others")
        if not (joiner or stretch.is_nameish(k) or word.text in ("ed", "eds", "hg", "hrsg", "dir", "comp", "trans")):
            break
        content += stretch.is_nameish(k)
        place = k
    while place < start and stretch.words[place].text in (_JOINERS | {"s", "al", "ed", "eds", "trans"}):
        place += 1
    return place


def _people_in(stretch: Stretch, people: Sequence[Person], low: int, high: int) -> tuple[int, int, bool]:
    """Count the people named between two places; return also where the first stands and if an initial contradicts."""
    count, first, differs = 0, high, False
    for person in people[:6]:
        for k in range(low, high):
            if not same_name(stretch.words[k].text, person.family[-1]):
                continue
            span = _family_at(stretch, person, k, low)
            if span is None:
                continue
            count += 1
            first = min(first, span)
            differs = differs or _initial_differs(stretch, person, span, low)
            break
        else:
            at = _body_at(stretch, person.family, low, high) if len(person.family) >= 3 else None
            if at is not None:
                count += 1
                first = min(first, at)
    return count, first, differs


def _family_at(stretch: Stretch, person: Person, last: int, low: int) -> int | None:
    """Return where a family name that ends at `last` begins; a particle may be left out."""
    words = person.family[:-1]
    k = last
    for word in reversed(words):
        if k - 1 >= low and same_name(stretch.words[k - 1].text, word):
            k -= 1
        elif word not in _PARTICLES and word not in SMALL:
            return None
    return k


def _body_at(stretch: Stretch, family: Sequence[str], low: int, high: int) -> int | None:
    """Return where the first words of a body's name stand ("Evanston Public Library" for its board)."""
    for k in range(low, high - 1):
        same = 0
        while same < len(family) and k + same < high and stretch.words[k + same].text == family[same]:
            same += 1
        if same >= 2 and any(word not in SMALL for word in family[:same]):
            return k
    return None


def _initial_differs(stretch: Stretch, person: Person, start: int, low: int) -> bool:
    """Tell whether the given name before a family name begins with another letter."""
    if not person.initial or start - 1 < low:
        return False
    k = start - 1
    initials = []
    while (
        k >= low
        and stretch.is_nameish(k)
        and not any(sign in stretch.gaps[k + 1] for sign in ',;:()[]“”"')
        and start - k < 4
    ):
        initials.append(stretch.words[k].text[0])
        k -= 1
    return bool(initials) and person.initial not in initials


def _follows(stretch: Stretch, place: int, words: frozenset[str], *, through: frozenset[str]) -> bool:
    """Tell whether one of `words` stands just before a place, whatever part of the work comes between."""
    k = place - 1
    while k >= 0 and (stretch.words[k].text in through or stretch.words[k].text.isdigit()):
        k -= 1
    return k >= 0 and stretch.words[k].text in words


def _is_object(stretch: Stretch, place: int) -> bool:
    before = [word.text for word in stretch.words[max(0, place - 4) : place]]
    return bool(before) and before[-1] in _OBJECT_LINK and any(word in _OBJECT for word in before[-3:])


def _year(stretch: Stretch, work: Work, begin: int, start: int, end: int) -> Agreement:
    low, high = min(begin, start), stretch.finish(start)
    given = {y.year for y in stretch.years if low <= y.place < high and not start <= y.place < end}
    if not given or not work.years:
        return Agreement.ABSENT
    return Agreement.SAME if given & work.years else Agreement.OTHER


def _support(stretch: Stretch, work: Work, start: int, end: int) -> tuple[str, ...]:
    low, high = stretch.begin(start), stretch.finish(start)
    around = {word.text for k, word in enumerate(stretch.words[low:high], low) if not start <= k < end}
    found = []
    for container in work.containers:
        content = [word for word in container if word not in SMALL]
        if content and sum(word in around for word in content) >= 0.6 * len(content):
            found.append("container")
            break
    if work.imprint & around:
        found.append("imprint")
    if work.numbers & around:
        found.append("number")
    return tuple(found)
