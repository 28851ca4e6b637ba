"""Finds works named by their people and a year ("Smith and Jones 1998a, 23", "as Smith (1998) argues"), or by people alone.

A name list and a year that stand side by side say little by themselves; they count where the library has a work of just
these people and that year.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sergecite.resolve.index import PROLIFIC, Index
from sergecite.resolve.lexicon import GIVEN_NAMES
from sergecite.resolve.match import Agreement, Hit, Route, agreement
from sergecite.resolve.naming import Naming
from sergecite.resolve.small_titles import small_title, title_that_begins
from sergecite.resolve.stretch import Stretch, Year
from sergecite.resolve.words import SMALL, same_name, word_set
from sergecite.resolve.work import Person, Work

_BEFORE_YEAR = re.compile(r"[’']?[\s,.)]*[(\[]?")
_AND = frozenset({"and", "und", "u", "et", "e", "y", "en", "och", "og", "i", "ed"})
_OTHERS = frozenset({"al", "alii", "others", "andere", "autres", "altri", "otros", "mitarb"})
_BETWEEN = frozenset({"s", "ed", "eds", "hg", "hrsg", "trans", "dir", "comp", "and", "et", "u", "a"})
_MONTHS = word_set(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug
    sept sep oct nov dec januar februar marz mai juni juli oktober dezember janvier fevrier mars avril juin juillet aout
    septembre octobre novembre decembre gennaio febbraio marzo aprile maggio giugno luglio settembre ottobre novembre
    dicembre spring summer autumn fall winter"""
)
_ENDS_NAMES = word_set("sv review reply comment rezension p pp vol vols bd t")
"""What stands after these is a place in the work or what it is about, not a name."""
_OF = word_set("of de des di del della von to")
_HELPERS = word_set(
    """ed eds edited trans transl translated tr trad traduit traduction traducao traduccion traduzione hg hrsg ubers
    ubersetzt cura dir intro foreword cev vert prel tlum per red"""
)
_BY = word_set("by von v par di por de fr it ing d")
_NAMES = 9
"""A row of helpers' names is at most so many words long."""
"""Who stands after these helped to make a book whose year follows: no author and date."""
_COMING = word_set("forthcoming unpublished")
_COMING_PAIRS = frozenset(
    tuple(pair.split())
    for pair in ("in press", "unpublished manuscript", "im druck", "im erscheinen", "a paraitre", "sous presse", "in stampa",
                 "en prensa", "no prelo", "te verschijnen", "v pechati", "w druku", "v tisku")
)  # fmt: skip
"""What stands in the year's place for a work that is not out yet; folded."""
EXACT, LOOSE = 1.0, 0.5
"""How exactly names (`Hit.explained`) and year letter (`Hit.coverage`) agree."""


def author_date_hits(stretch: Stretch, index: Index) -> list[Hit]:
    """Return the works named by people and year, in reading order; rivals for one place all stand in the list."""
    found: list[Hit] = []
    last: list[Hit] = []
    for year in sorted([*stretch.years, *_undated(stretch)]):
        hits = list(_at_year(stretch, index, year)) or list(_repeated(stretch, index, last, year))
        if hits:
            found += hits
            last = hits
    return found


def _undated(stretch: Stretch) -> Iterator[Year]:
    """Yield the places of "forthcoming", "im Druck" and the like where a year would stand: year 0."""
    for place, word in enumerate(stretch.words):
        following = stretch.words[place + 1].text if place + 1 < len(stretch.words) else ""
        if (word.text, following) in _COMING_PAIRS:
            end = place + 2
        elif word.text in _COMING:
            end = place + 1
        else:
            continue
        if end == len(stretch.words) or not stretch.is_content(end) or stretch.gaps[end] != " ":
            yield Year(place, 0, "")


def _at_year(stretch: Stretch, index: Index, year: Year) -> Iterator[Hit]:
    end, others = _name_end(stretch, year.place)
    if end is None:
        return
    for number in _named_at(stretch, index, end):
        work = index.work(number)
        label = _label(work, year)
        if label is None:
            continue
        names = _names_at(stretch, work.people, end, others=others)
        if names is None and work.others:
            names = _names_at(stretch, work.others, end, others=others)
            names = (names[0], LOOSE, names[2]) if names else None
        if names:
            yield _hit(number, work, names, _end(stretch, year), label)


def _named_at(stretch: Stretch, index: Index, end: int) -> Sequence[int]:
    places = index.named(stretch.words[end].text)
    return places if len(places) <= PROLIFIC else ()


def _end(stretch: Stretch, year: Year) -> int:
    """Return the place after a year, or after the words that stand for one."""
    pair = tuple(word.text for word in stretch.words[year.place : year.place + 2])
    return year.place + (2 if not year.year and pair in _COMING_PAIRS else 1)


def _hit(number: int, work: Work, names: tuple[int, float, bool], end: int, label: float) -> Hit:
    start, exactness, differs = names
    return Hit(
        place=number,
        work=work,
        route=Route.AUTHOR_DATE,
        start=start,
        end=end,
        core_start=start,
        core_end=end,
        coverage=label,
        explained=exactness,
        naming=Naming.LEAD,
        named=len(work.people),
        initial_differs=differs,
        year=Agreement.SAME,
    )


def _label(work: Work, year: Year) -> float | None:
    if not year.year:
        return EXACT if work.undated else None
    letters = {given for known, given in work.labels if known == year.year}
    if not letters:
        return None
    if year.second and year.second not in work.years:
        return LOOSE
    if year.letter in letters:
        return EXACT
    return LOOSE if not year.letter or "" in letters else None


def _name_end(stretch: Stretch, place: int) -> tuple[int | None, bool]:
    """Return where the name list before a year ends, and whether it ends in "et al."."""
    k, others = place - 1, False
    if k < 0 or not _BEFORE_YEAR.fullmatch(stretch.gaps[place]):
        return None, False
    while k >= 0 and place - k <= 5:
        word = stretch.words[k].text
        if word in _OTHERS:
            others = True
        elif word not in _BETWEEN or stretch.words[k].capital:
            break
        k -= 1
    else:
        return None, False
    if k < 0 or not stretch.words[k].text[0].isalpha():
        return None, False
    gap = stretch.gaps[k + 1]
    if any(sign in gap for sign in ";:") or ("." in gap and not others and not _is_abbreviated(stretch, k)):
        return None, False
    return k, others


def _is_abbreviated(stretch: Stretch, k: int) -> bool:
    return k + 1 < len(stretch.words) and stretch.words[k + 1].text in _BETWEEN


def _names_at(stretch: Stretch, people: Sequence[Person], end: int, *, others: bool) -> tuple[int, float, bool] | None:
    """Match people with the name list that ends at a word: (where it begins, how exactly, initial contradicts)."""
    if not people:
        return None
    counts = range(1, min(3, len(people)) + 1) if others else (len(people), 1)
    for count in dict.fromkeys(counts):
        start, differs = _list_at(stretch, people[:count], end)
        if start is None:
            continue
        if _more_names(stretch, _with_given(stretch, start)):
            continue
        complete = count == len(people) or (others and len(people) > count)
        begin = _with_given(stretch, start)
        if _is_helper(stretch, begin) or _is_publisher(stretch, begin, end) or _is_titled(stretch, begin, end):
            return None
        return begin, EXACT if complete and not (others and len(people) == 1) else LOOSE, differs
    return None


def _is_titled(stretch: Stretch, begin: int, end: int) -> bool:
    """Tell whether a name is the end of a title: "The Ideas of Victor Serge (1997)"."""
    if end + 1 < len(stretch.words) and stretch.italic[end] and not stretch.italic[end + 1]:
        return True
    if begin < 2 or stretch.words[begin - 1].text not in _OF or stretch.gaps[begin].strip():
        return False
    return stretch.words[begin - 2].capital and begin - 2 not in stretch.ends and begin > 2


def _is_publisher(stretch: Stretch, begin: int, end: int) -> bool:
    """Tell whether a name in an imprint is the publisher's: "(London: Smith, 1998)"."""
    if end not in stretch.imprint or not begin or "(" in stretch.gaps[begin]:
        return False
    return stretch.words[begin - 1].text.isalpha() and any(sign in stretch.gaps[begin] for sign in ":,")


def _is_helper(stretch: Stretch, begin: int) -> bool:
    """Tell whether "ed.", "trans. by" or the like stands before a name."""
    k = begin - 1
    while k > 0 and begin - k < _NAMES and _is_in_row(stretch, k):
        k -= 1
    return k >= 0 and stretch.words[k].text in _HELPERS


def _is_in_row(stretch: Stretch, k: int) -> bool:
    """Tell whether a word goes on a row of helpers' names towards its left ("trans. by Gregor Benton, Al Richardson")."""
    word, gap = stretch.words[k].text, stretch.gaps[k + 1]
    if word in _BY or word in _AND:
        return ";" not in gap
    if not stretch.words[k].capital:
        return False
    if k in stretch.ends and stretch.words[k - 1].text not in _HELPERS | _BY:
        return False
    return stretch.is_initial(k) or not any(sign in gap for sign in ";:(.”»")


def _list_at(stretch: Stretch, people: Sequence[Person], end: int) -> tuple[int | None, bool]:
    """Match the families, last first; given names may stand between."""
    k = end
    start = end
    differs = False
    for number, person in enumerate(reversed(people)):
        if number:
            k = _over_joiner(stretch, k)
        span = _family_before(stretch, person, k)
        if span is None:
            return None, False
        start = span
        initial = _initial_before(stretch, span)
        differs = differs or not person.may_begin(initial)
        k = _with_given(stretch, span) - 1
    return start, differs


def _family_before(stretch: Stretch, person: Person, k: int) -> int | None:
    family = person.family
    if k < 0 or not same_name(stretch.words[k].text, family[-1]):
        return None
    for word in reversed(family[:-1]):
        if k > 0 and stretch.words[k - 1].text == word:
            k -= 1
        elif word not in SMALL:
            return None
    return k


def _over_joiner(stretch: Stretch, k: int) -> int:
    while k >= 0 and stretch.words[k].text in _AND:
        k -= 1
    return k


def _with_given(stretch: Stretch, start: int) -> int:
    """Return where the given names or initials before a family name begin."""
    k = start
    while k > 0 and start - k < 4 and stretch.is_nameish(k - 1) and stretch.gaps[k] in (" ", ". ", ".", ".-", "-"):
        if len(stretch.words[k - 1].text) > 1 and (k - 1 == 0 or (k - 1) in stretch.ends):
            # A capital that opens the sentence need not be a name ("Although Smith ...").
            break
        k -= 1
    return k


def _initial_before(stretch: Stretch, start: int) -> str:
    begin = _with_given(stretch, start)
    if begin == start:
        before = stretch.words[start - 1].text if start and stretch.gaps[start] == " " else ""
        return before[0] if before in GIVEN_NAMES else ""
    first = stretch.words[begin].text
    return first[0] if len(first) == 1 or start - begin == 1 else ""


def _more_names(stretch: Stretch, start: int) -> bool:
    """Tell whether further names lead up to the list: then it is another work's."""
    k = start - 1
    if k < 0 or any(sign in stretch.gaps[start] for sign in (";:" if stretch.words[k].text in _AND else ";:.")):
        return False
    if "&" in stretch.gaps[start]:
        return stretch.is_nameish(k)
    if stretch.words[k].text in _AND and k >= 1:
        ends = ';:)]”"' if stretch.is_initial(k - 1) else ';:.)]”"'
        return stretch.is_nameish(k - 1) and not any(sign in stretch.gaps[k] for sign in ends)
    return (
        stretch.gaps[start] == ", "
        and stretch.is_nameish(k)
        and len(stretch.words[k].text) > 1
        and k not in stretch.ends
    )


def _repeated(stretch: Stretch, index: Index, last: Sequence[Hit], year: Year) -> Iterator[Hit]:
    """Read "Smith 1998, 2001": a year that goes on from the last one takes its names."""
    if not last or not year.year:
        return
    between = [word.text for word in stretch.words[last[0].end : year.place]]
    if any(word[0].isalpha() and word not in _AND and len(word) > 2 for word in between) or len(between) > 8:
        return
    for hit in last:
        for number in index.named(hit.work.people[-1].family[-1]) if hit.work.people else ():
            work = index.work(number)
            label = _label(work, year)
            if label is not None and work.people == hit.work.people:
                yield _hit(number, work, (year.place, hit.explained, False), year.place + 1, label)


def name_hits(stretch: Stretch, index: Index, begin: int, end: int) -> list[Hit]:
    """Return the works whose people are all that a short stretch names, its locator and year aside."""
    finish = end
    end = next((k for k in range(begin + 1, end) if _ends_names(stretch, k)), end)
    content = [k for k in range(begin, end) if _is_name_or_more(stretch, k)]
    if not content or len(content) > 12:
        return []
    found = []
    names = {stretch.words[k].text for k in content[:6]}
    names |= {family for name in names for family in index.alike(name)}
    numbers = {number for name in names for number in index.named(name)}
    for number in sorted(numbers) if len(numbers) <= PROLIFIC else ():
        work = index.work(number)
        hit = _name_hit(stretch, number, work, content)
        called = small_title(stretch, hit.end, end) if hit else ()
        title = title_that_begins(work, called)
        if hit and (title or not called):
            year = _year(stretch, work, begin, finish)
            found.append(replace(hit, year=year, title=title))
    return found


def _is_name_or_more(stretch: Stretch, k: int) -> bool:
    """Tell whether a word is a name or more than a name and a place; misread abbreviations ("dt." for "cit.") are not."""
    word = stretch.words[k]
    if word.text[0].isalpha() and word.text[-1].isdigit():
        # "Haberkern2009": a name that lost its space.
        return True
    if not stretch.is_content(k) or word.text in _MONTHS or not word.text[0].isalpha():
        return False
    return len(word.text) > 3 or word.capital


def _ends_names(stretch: Stretch, k: int) -> bool:
    word = stretch.words[k].text
    return word in _ENDS_NAMES or stretch.says_cited(k) or (word == "s" and stretch.gaps[k + 1 : k + 2] == ["."])


def _year(stretch: Stretch, work: Work, begin: int, end: int) -> Agreement:
    agreed = agreement(stretch, work, range(begin, end))
    return Agreement.SAME if agreed is Agreement.ORIGINAL else agreed


def _name_hit(stretch: Stretch, number: int, work: Work, content: Sequence[int]) -> Hit | None:
    spans: list[tuple[int, int]] = []
    differs = False
    people = work.people
    if work.aliases and not any(_family_before(stretch, p, k) is not None for p in people for k in content):
        people = work.aliases
    for person in people:
        for k in content:
            start = _family_before(stretch, person, k)
            if start is not None:
                spans.append((_with_given(stretch, start), k + 1))
                initial = _initial_before(stretch, start)
                differs = differs or not person.may_begin(initial)
                break
    if not spans or spans[0][0] > content[0] + 1:
        return None
    covered = {k for start, end in spans for k in range(start, end)}
    given = {word for person in people for word in (*person.given, *person.family) if len(word) > 1}
    left = [k for k in content if k not in covered and stretch.words[k].text not in given]
    near = range(content[0], min(len(stretch.words), content[-1] + 4))
    others = any(stretch.words[k].text in _OTHERS for k in near)
    complete = len(spans) == len(people) or (others and len(work.people) > 1)
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    return Hit(
        place=number,
        work=work,
        route=Route.NAME,
        start=start,
        end=end,
        core_start=start,
        core_end=end,
        explained=1 - len(left) / len(content),
        coverage=EXACT if complete else LOOSE,
        naming=Naming.LEAD,
        named=len(spans),
        initial_differs=differs,
    )
