"""Finds which work seen before a cite's own words name: by title, by people and year, or by people alone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sergecite.model.resolution import Cite, CiteKind
from sergecite.resolve.author_date import author_date_hits, name_hits
from sergecite.resolve.choose import Found, choose
from sergecite.resolve.documents import Marks
from sergecite.resolve.match import Agreement, Hit, Route, is_place_or_day, title_hits
from sergecite.resolve.memory import Memory
from sergecite.resolve.misread import SCANNED_CIT
from sergecite.resolve.naming import Naming
from sergecite.resolve.stretch import Stretch
from sergecite.resolve.words import SMALL, keys, same_name

_BY_NAME = frozenset({CiteKind.OP_CIT, CiteKind.CROSS_NOTE, CiteKind.SHORT})
WHOLE, LONG = 0.9, 2
"""So much of a title, and more content words than this, name a work by themselves."""
ACCEPTED = 0.5
"""A reading less likely than this is no resolution; it is listed."""
_CIT = re.compile(rf"(?<!\w)(?:{SCANNED_CIT})(?:ata|ate|ati|ato)?\b", re.IGNORECASE)
_DOTS = re.compile(r"\s?(?:\.\.|…|[(\[] ?(?:\.\.\.|…))")
_CUT = re.compile(rf"{_DOTS.pattern}|[”»\"']?[\s,.]*{_CIT.pattern}", re.IGNORECASE)
_ENDS = re.compile(
    r"[”»\"']?[\s,.]*(?:$|(?:voll?|t|tom[eo]|pt|parte|Bd|pp?|pagg?|coll?|nn?|S)\b|(?:[IVXLC]+|\d{1,3})\b(?! ?\())"
)
"""What follows a title that is cut short: dots or "cit.", or at once the volume or page."""
_QUOTES = '«“„"'
_ARTICLE = re.compile(r"(?<!\w)art(?:\.|icle|icolo|ículo|igo)? ?cit", re.IGNORECASE)
_ARTICLES = frozenset({"article", "incollection", "inproceedings", "inbook", "review", "suppperiodical"})
_FEW = 12
"""Works of one name that are looked at."""


def look_back(stretch: Stretch, cite: Cite, memory: Memory, *, pointed: bool = False) -> Found | None:
    """Find the work seen before that a cite's own words name: by title, by people and year, or by people alone.

    `pointed`: the works that only an op. cit. which was not found has named count too.
    """
    begin = stretch.place_at(cite.start)
    end = stretch.place_at(cite.end)
    inside = stretch.words[begin:end]
    marks = Marks.of(stretch.remainder(cite.start, cite.end))
    names = [word.text for word in inside if word.capital]
    names += [family for name in names for family in memory.index.alike(name)]
    places = memory.index.candidates({word.text for word in inside}, names, single=True)
    if says_seen(cite):
        # A misread title shares no word with the first cite; the name does.
        places += [place for name in names[:1] for place in memory.index.named(name)[:_FEW] if place not in places]
    hits = [hit for place in places for hit in title_hits(stretch, memory.index, place, fuzzy=True)]
    hits += author_date_hits(stretch, memory.index)
    # What the parser calls a cite is no prose: a title there may go on in lower case, as French and Italian ones do.
    hits = [
        replace(
            hit, capital=True, opens=hit.opens or (says_seen(cite) and not hit.inside and _heads_phrase(stretch, hit))
        )
        for hit in hits
        if begin <= hit.core_start and hit.core_end <= end and not marks.are_of_another(memory.seen[hit.place].marks)
        if not (marks.days and _is_addressee(stretch, hit))
    ]
    if cite.kind is CiteKind.IDEM:
        hits = _of_the_same_people(hits, memory)
    # What points back has been weighed here: it need not prove again that a title without its author is no prose.
    hits = [
        replace(hit, alone=hit.alone or (hit.words > 1 and not hit.is_name and _is_cited(stretch, hit, cite)))
        for hit in hits
        if _points_back(stretch, hit, cite) and _is_its_title(stretch, hit, cite)
    ]
    hits = _verbatim_first(stretch, hits)
    if any(is_container(hit) for hit in hits):
        # "In La Scuola Grande, p. 3" is the book that was cited through its parts before, not one whose title goes on.
        hits = [hit for hit in hits if is_container(hit) or not hit.inside or hit.coverage > WHOLE]
    if _ARTICLE.search(cite.text):
        hits = [hit for hit in hits if hit.work.entry_type in _ARTICLES] or hits
    by_author = {hit.core_start for hit in hits if _is_by_author(hit, names)}
    # A translator is named as the work's author only where no author is.
    hits = [hit for hit in hits if hit.core_start not in by_author or _is_by_author(hit, names)]
    found = choose(stretch, _first_cites(hits, memory, pointed=pointed), lambda _: True)
    if not found and (cite.kind in _BY_NAME or cite.locator or _is_untitled(stretch, cite)):
        hits = name_hits(stretch, memory.index, begin, end)
        hits = [hit for hit in hits if not marks.are_of_another(memory.seen[hit.place].marks)]
        hits = [hit for hit in hits if _is_named_alone(hit, cite, memory)]
        if _ARTICLE.search(cite.text):
            hits = [hit for hit in hits if hit.work.entry_type in _ARTICLES] or hits
        found = choose(stretch, _first_cites(hits, memory, pointed=pointed), lambda _: True)
    likely = [one for one in found if one.confidence > ACCEPTED]
    return likely[0] if likely else max(found, key=lambda one: one.confidence, default=None)


def _verbatim_first(stretch: Stretch, hits: Sequence[Hit]) -> list[Hit]:
    """Drop what a title fits but for its article or number where another by the same people fits word for word.

    "La Perse, 56" is "La Perse, la Chaldée et la Susiane", not the album "Perse 1".
    """
    exact = [hit for hit in hits if _is_verbatim(stretch, hit)]
    return [hit for hit in hits if hit in exact or is_container(hit) or not any(_rivals(hit, one) for one in exact)]


def _rivals(one: Hit, other: Hit) -> bool:
    """Tell whether two matches stand on the same words, the same being said of who wrote them."""
    overlap = one.core_start < other.core_end and other.core_start < one.core_end
    return overlap and one.naming is other.naming


def _is_verbatim(stretch: Stretch, hit: Hit) -> bool:
    """Tell whether the whole phrase that a match stands in begins a title, word for word."""
    if hit.title is None:
        return False
    begin, end = hit.core_start, hit.core_end
    while begin > 0 and not stretch.stops(begin) and stretch.words[begin - 1].text in SMALL:
        begin -= 1
    while end < len(stretch.words) and not stretch.stops(end):
        end += 1
    phrase = tuple(word.text for word in stretch.words[begin:end])
    return hit.title.words[: len(phrase)] == phrase


def _heads_phrase(stretch: Stretch, hit: Hit) -> bool:
    """Tell whether nothing of substance stands before a match in its phrase."""
    place = hit.core_start
    while place > 0 and not stretch.stops(place):
        place -= 1
    return not any(stretch.is_content(k) for k in range(place, hit.core_start))


def _is_by_author(hit: Hit, names: Sequence[str]) -> bool:
    return bool(hit.work.people) and hit.work.people[0].family[-1] in names


def _is_named_alone(hit: Hit, cite: Cite, memory: Memory) -> bool:
    """Tell whether a name can stand for a work: with "op. cit." for any, else for one that was given in full."""
    citekey = memory.seen[hit.place].citekey
    return says_seen(cite) or cite.kind is CiteKind.CROSS_NOTE or citekey is None or citekey in memory.in_full


def _first_cites(hits: Iterable[Hit], memory: Memory, *, pointed: bool) -> list[Hit]:
    return [hit for hit in hits if pointed or not memory.seen[hit.place].pointed]


def says_seen(cite: Cite) -> bool:
    """Tell whether a cite itself says that its work was cited before: with "cit." or the like."""
    return cite.kind is CiteKind.OP_CIT or (cite.kind is CiteKind.IDEM and _CIT.search(cite.text) is not None)


def _points_back(stretch: Stretch, hit: Hit, cite: Cite) -> bool:
    """Tell whether an alignment with a work seen before is strong enough to be that work again.

    The beginning of a title after its author's name, or much of it without one. A full reference with another year is
    another edition; a collection seen before counts after "in" and with "cit.".
    """
    if hit.route is not Route.TITLE:
        return True
    if _is_within_a_title(stretch, hit) or _is_numbered(stretch, hit):
        return False
    if is_container(hit):
        told = hit.words > 1 or hit.coverage > WHOLE
        return hit.inside and hit.opens and told and (says_seen(cite) or _is_cut(stretch, hit, cite))
    if hit.inside and hit.naming is not Naming.LEAD and not says_seen(cite):
        dotted = _DOTS.match(stretch.text, stretch.words[hit.core_end - 1].end) and hit.coverage > WHOLE
        told = hit.words > 1 or dotted is not None
        return hit.opens and told and hit.explained >= 0.8 and _is_cut(stretch, hit, cite)
    if hit.naming is Naming.LEAD and hit.opens and _CUT.match(stretch.text, stretch.words[hit.core_end - 1].end):
        # "Sohm, The Scuola Grande..., doc. 33 (1485)": a title that is cut was given whole before.
        return hit.explained >= 0.6
    if cite.kind is CiteKind.FULL and hit.year is Agreement.OTHER:
        return False
    if (
        cite.kind in (CiteKind.FULL, CiteKind.IDEM)
        and _is_dated(stretch, cite)
        and (hit.coverage < 0.5 or hit.explained < 0.7)
    ):
        # A full reference is the same work again only when its title is.
        return False
    if hit.naming is not Naming.LEAD and cite.item and cite.item.get("author") and cite.kind is not CiteKind.OP_CIT:
        return False
    if hit.title is not None and hit.title.kind == "abbreviation" and hit.coverage > WHOLE and hit.explained >= 0.8:
        # "Hereafter Recollections": the name the note gave it, as a reader would know it again.
        return True
    if hit.naming is Naming.LEAD:
        return hit.opens and hit.explained >= 0.6
    return hit.opens and hit.explained >= 0.8 and (hit.words > 1 or (hit.alone and hit.coverage > WHOLE))


def _is_addressee(stretch: Stretch, hit: Hit) -> bool:
    """Tell whether the words found are to whom a letter went ("to", "an", "à"): "Simon Tailor to E. L. T. Mason, 28 December 1945"."""
    place = hit.core_start
    while place > 0 and stretch.is_initial(place - 1):
        place -= 1
    return place > 1 and stretch.words[place - 1].text in ("to", "an", "a") and stretch.is_nameish(place - 2)


def _is_within_a_title(stretch: Stretch, hit: Hit) -> bool:
    """Tell whether the words found are in the midst of another title in quotation marks: "On the Simplicity Deceived"."""
    for k in range(hit.core_start, stretch.begin(hit.core_start) - 1, -1):
        gap = stretch.gaps[k].rstrip()
        if gap and gap[-1] in _QUOTES:
            return any(stretch.is_content(place) for place in range(k, hit.core_start))
        if any(sign in gap for sign in _QUOTES + "”»"):
            return False
    return False


def _is_numbered(stretch: Stretch, hit: Hit) -> bool:
    """Tell whether a number that the title lacks follows it inside the quotation marks: "Perse 1" is not "La Perse"."""
    place = hit.core_end
    if place >= len(stretch.words) or stretch.gaps[place] != " " or not stretch.words[place].text.isdigit():
        return False
    after = stretch.gaps[place + 1] if place + 1 < len(stretch.words) else stretch.text[stretch.words[place].end :]
    return any(sign in after for sign in '”»"’')


def is_container(hit: Hit) -> bool:
    """Tell whether a cite names the book something is in, not the work itself."""
    return hit.title is not None and hit.title.kind == "container"


def is_held_in(stretch: Stretch, hit: Hit) -> bool:
    """Tell whether what a cite names is the book that holds a further work, which stands before it."""
    before = range(stretch.begin(hit.core_start), hit.core_start)
    return hit.inside and any(stretch.is_content(k) for k in before)


def _is_cut(stretch: Stretch, hit: Hit, cite: Cite) -> bool:
    """Tell whether the book a chapter is in is named in short: "in Dueville..., I", "in The Book of Michael, cit., p. 3".

    A journal stands in quotation marks; with place and year the reference is full, and may be to another book.
    """
    if any(sign in stretch.gaps[hit.core_start] for sign in _QUOTES):
        return False
    after = stretch.text[stretch.words[hit.core_end - 1].end : cite.end]
    dated = (cite.item or {}).get("issued") is not None
    return _CUT.match(after) is not None or (not dated and _ENDS.match(after) is not None)


def _is_cited(stretch: Stretch, hit: Hit, cite: Cite) -> bool:
    """Tell whether a title found is what a cite is to, not named in its running words.

    Without its author it heads the cite; where the cite says that its work was cited before, it need not.
    """
    if hit.naming is not Naming.ABSENT or not hit.work.people or says_seen(cite) or is_container(hit):
        return True
    # What the parser could make nothing of is no cite by itself: there the whole sentence counts.
    begin = stretch.begin(hit.core_start) if cite.kind is CiteKind.OPAQUE else stretch.place_at(cite.start)
    return not any(stretch.is_content(k) for k in range(begin, hit.core_start))


def _is_its_title(stretch: Stretch, hit: Hit, cite: Cite) -> bool:
    """Tell whether the words found are in what the parser read as a full reference's title, not in its imprint."""
    title = keys(str((cite.item or {}).get("title") or ""))
    if (
        hit.route is not Route.TITLE
        or cite.kind not in (CiteKind.FULL, CiteKind.SHORT)
        or hit.inside
        or not _says_something(title)
    ):
        return True
    words = [word.text for word in stretch.words[hit.core_start : hit.core_end]]
    return sum(word in title for word in words) * 2 >= len(words)


def _says_something(title: Sequence[str]) -> bool:
    """Tell whether a title is more than a volume's number ("XLIV") or a misread word."""
    return sum(len(word) > 2 and word not in SMALL for word in title) > 1


def _is_dated(stretch: Stretch, cite: Cite) -> bool:
    """Tell whether a cite gives the year of an edition."""
    years = (year for year in stretch.years if cite.start <= stretch.words[year.place].start < cite.end)
    return any(not is_place_or_day(stretch, year.place) for year in years)


def _is_untitled(stretch: Stretch, cite: Cite) -> bool:
    """Tell whether what the parser took for a full reference gives neither title nor year: "Conti Odorisio, pp. 2-5"."""
    return not _is_dated(stretch, cite) and not (cite.item or {}).get("title")


def _of_the_same_people(hits: Sequence[Hit], memory: Memory) -> list[Hit]:
    """Return what "idem" leaves: works of the people cited before, or a long title given whole."""
    last = memory.last.people if memory.last else ()
    kept = []
    for hit in hits:
        people = hit.work.people
        if last and people and same_name(people[0].family[-1], last[0].family[-1]):
            kept.append(replace(hit, naming=Naming.LEAD, named=len(last)))
        elif is_container(hit) or (hit.coverage > WHOLE and hit.words > LONG):
            kept.append(hit)
    return kept
