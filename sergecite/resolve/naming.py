"""Compares the names a text gives with a work's people: before a title, near it, or another's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sergecite.resolve.lexicon import GIVEN_NAMES
from sergecite.resolve.stretch import NOISE, Stretch
from sergecite.resolve.words import SMALL, same_name, word_set
from sergecite.resolve.work import Person, Work

LEAD = 30
"""So many words before a title are searched for its author."""
_EDITORIAL = word_set("ed eds edd hg hrsg hgg dir comp trans a cura sous direction coord curr pseud")
_JOINERS = frozenset({"and", "und", "u", "et", "e", "y", "en", "och", "og", "i", "ed"})
PARTICLES = word_set("de del della di da van von der den du la le ten ter zu zur af av bin ibn al el dos das do st")
_HOLDERS = frozenset({"in", "into", "dans", "nel", "nella", "en", "v", "w"})
_PARTS = frozenset({"vol", "vols", "volume", "bk", "book", "pt", "part", "chap", "chapter", "band", "bd", "tome", "t"})


_AT_SECOND_HAND = word_set(
    "quoted cited qtd cite citee cites cit citato citata citado citada citados zit zitiert geciteerd discussed"
)
"""Before "in" these make what follows a cite of its own: "quoted in Weissman"."""
_BETWEEN = _PARTS | word_set("idem id eadem ead ders dies")
"""What may stand between "in" and the title of what holds a work: its volume, its author again."""


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


@dataclass(frozen=True, slots=True)
class Named:
    """What was found: how named, how many, where the names begin, and whether an initial contradicts."""

    naming: Naming
    count: int
    start: int
    initial_differs: bool = False


def naming_at(stretch: Stretch, work: Work, start: int, end: int) -> Named:
    """Compare the names before a title (and just after it) with the work's people."""
    begin = max(stretch.begin(start), start - LEAD)
    chain = _chain(stretch, begin, start)
    everyone = (*work.people, *work.aliases, *work.others)
    for people in ((*work.people, *work.aliases), work.others):
        found, _, differs = people_in(stretch, people, chain, start)
        if found:
            another = _joined_with_another(stretch, everyone, chain, start) or _follows_another(
                stretch, everyone, chain, start
            )
            return Named(Naming.WRONG if another else Naming.LEAD, found, chain, differs)
    for person in everyone:
        # A body's name has articles and prepositions in it, at which the row of names ends.
        body = _body_at(stretch, person.family, begin, start) if len(person.family) >= 3 else None
        if body is not None:
            return Named(Naming.LEAD, 1, body)
    held = is_held(stretch, chain)
    nameish = any(stretch.is_nameish(k) and len(stretch.words[k].text) > 1 for k in range(chain, start))
    lead = chain if nameish else _lead(stretch, begin, start)
    if lead is not None and not held and not _is_container(stretch, work, begin, start):
        far, _, _ = people_in(stretch, everyone, lead, start)
        if not far:
            return Named(Naming.WRONG if everyone else Naming.UNASKED, 0, start)
    near, _, _ = people_in(stretch, everyone, end, min(end + 12, stretch.finish(start)))
    near = near or people_in(stretch, everyone, begin, chain)[0]
    return Named(Naming.NEAR if near else Naming.ABSENT, near, start)


def _joined_with_another(stretch: Stretch, everyone: Sequence[Person], low: int, high: int) -> bool:
    """Tell whether one of the work's people is named with another: what Weissman wrote alone is not "Weissman and Haberkern"."""
    for k in range(low + 1, high):
        joiner = stretch.words[k].text in _JOINERS and k + 1 < high
        first, second = (k - 1, k + 1) if joiner else (k - 1, k)
        if not joiner and not re.fullmatch(r" ?[&/] ?", stretch.gaps[k]):
            continue
        while second + 1 < high and stretch.gaps[second + 1] in (" ", ". ") and stretch.is_nameish(second + 1):
            second += 1
        if all(stretch.is_nameish(place) and len(stretch.words[place].text) > 2 for place in (first, second)):
            known = [
                any(same_name(stretch.words[p].text, person.family[-1]) for person in everyone) for p in (first, second)
            ]
            if known == [True, False]:
                return True
    return False


def _follows_another(stretch: Stretch, everyone: Sequence[Person], low: int, high: int) -> bool:
    """Tell whether the names that open a cite are another's and then one of the work's people: "Jones, Weber, Title".

    One name turned round ("Weber, Max") is not two.
    """
    if any(stretch.is_content(k) for k in range(stretch.begin(low), low)):
        return False
    cuts = [k for k in range(low + 1, high) if "," in stretch.gaps[k] or re.fullmatch(r" ?[&/] ?", stretch.gaps[k])]
    cuts += [k + 1 for k in range(low + 1, high - 1) if stretch.words[k].text in _JOINERS]
    if len(cuts) != 1:
        return False
    first = [stretch.words[k] for k in range(low, cuts[0]) if stretch.words[k].text not in _JOINERS]
    second = [stretch.words[k].text for k in range(cuts[0], high)]
    given = {word for person in everyone for word in person.given}
    last = first[-1] if first else None
    if last is None or not last.capital or len(last.text) < 3 or last.text in given:
        return False
    names = [person.family[-1] for person in everyone]
    return not any(same_name(last.text, name) for name in names) and any(
        same_name(word, name) for word in second for name in names
    )


def _is_container(stretch: Stretch, work: Work, begin: int, start: int) -> bool:
    """Tell whether what stands before a title is the series or collection it is part of."""
    content = [stretch.words[k].text for k in range(begin, start) if stretch.is_content(k)]
    return any(sum(word in container for word in content) > len(content) / 2 for container in work.containers)


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
        if not (stretch.is_nameish(k) or word in _JOINERS or word in PARTICLES or word in ("al", "ed", "eds")):
            return None
        names += stretch.is_nameish(k)
    return None


def _chain(stretch: Stretch, begin: int, start: int) -> int:
    """Return where the row of names that leads to a title begins; `start` where there is none."""
    place = start
    content = 0
    if place - 1 > begin and any(year.place == place - 1 for year in stretch.years):
        # A year may stand between: "Serge, Victor (1937) Destiny of a Revolution", "Serge, V. 1937. Destiny".
        place -= "(" in stretch.gaps[place - 1] or (place < len(stretch.gaps) and stretch.gaps[place].startswith("."))
    while place > begin and start - place < 20:
        k = place - 1
        word = stretch.words[k]
        gap = stretch.gaps[place]
        if place in stretch.ends and content:
            break
        if any(sign in gap for sign in ';”»"“«') and place != start and content:
            break
        # "Electronic Book Technology Inc.": what abbreviates elsewhere can be part of a body's name.
        inner = word.capital and len(word.text) > 3 and k > begin and k not in stretch.ends and not word.text.isdigit()
        joiner = inner or word.text in _JOINERS or word.text in PARTICLES or word.text in ("s", "et", "al", "others")
        if not (joiner or stretch.is_nameish(k) or word.text in _EDITORIAL):
            break
        content += stretch.is_nameish(k)
        place = k
    while place < start and stretch.words[place].text in (_JOINERS | {"s", "al", "ed", "eds", "trans"}):
        place += 1
    return place


def people_in(stretch: Stretch, people: Sequence[Person], low: int, high: int) -> tuple[int, int, bool]:
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
        elif word not in PARTICLES and word not in SMALL:
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
    if not person.given or start - 1 < low:
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
    return bool(initials) and not any(person.may_begin(initial) for initial in initials)


def is_held(stretch: Stretch, place: int) -> bool:
    """Tell whether "in" stands just before a place ("chap. 7 in"): something is cited through what follows."""
    k = place - 1
    while k >= 0 and (stretch.words[k].text in _BETWEEN or stretch.words[k].text.isdigit()):
        k -= 1
    if k < 0 or stretch.words[k].text not in _HOLDERS:
        return False
    return not k or stretch.words[k - 1].text not in _AT_SECOND_HAND


def is_own_name(work: Work, matched: Sequence[str]) -> bool:
    """Tell whether the words found are but the author's names ("Serge, Victor (1937)" beside "Victor Serge Papers")."""
    names = {word for person in (*work.people, *work.others) for word in (*person.family, *person.given)}
    return all(word in names or word in SMALL for word in matched)


def is_full_name(words: Sequence[str]) -> bool:
    """Tell whether words are given names and one more ("Jean-Pierre Latz"): whom a book is about, named anywhere."""
    return len(words) > 1 and all(word in GIVEN_NAMES for word in words[:-1]) and words[-1] not in GIVEN_NAMES
