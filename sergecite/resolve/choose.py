"""Settles which alignments stand: one survivor per place in the note, or a tie that is said to be one."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sergecite.resolve.confidence import WEIGHTS, confidence, facts, logit, probability
from sergecite.resolve.match import Agreement, Hit, Route
from sergecite.resolve.naming import Naming
from sergecite.resolve.stretch import NOISE, Stretch
from sergecite.resolve.words import SMALL

CONSIDERED = -3.0
"""Log-odds below which an alignment is no candidate."""
TIE = 0.35
"""Log-odds within which two works are not told apart."""
TWINS = 2.0
"""The same for two works of one title and year: an edition in two entries, or two volumes of one."""
BY_MEMORY = 0.85
"""How sure a reading can be that only the earlier cite decides: of two editions, or of an author's many works."""
BY_REST = 0.9
"""The same where of two entries that fit alike the rest of the note decides."""
BY_OTHER = 0.9
"""The same where year or container contradict: what the note cites is another edition at best."""
BY_TITLE = 0.4
"""The same where only the title is the work's: what the note cites is a thesis, an article or a book, and the work is not."""
OTHER_KIND = 3.0
"""Log-odds by which a work of the kind the note says leads one that is not."""
LONGER = 2.0
"""Log-odds by which a title found at greater length leads the one whose whole it contains."""
OWN = 2.0
"""Log-odds by which a work of that title and imprint leads, further, those whose original has the title."""
WHOLE = 0.999
"""So much of a title found is all of it."""
WEAK = -1.0
"""Log-odds below which an alignment does not keep what follows it from standing."""
TELLING = 15.0
"""Weight of a title's words from which they are nobody else's, though no author is named."""
MOST_RIVALS = 5
_PARTS = frozenset({"article", "incollection", "inproceedings", "inbook", "suppperiodical", "review", "letter"})
"""Types whose titles stand in quotation marks; a thesis's stands in either."""
_BOOKS = frozenset({"book", "mvbook", "collection", "mvcollection", "proceedings", "periodical", "reference"})
"""Types whose titles stand in italics."""
_DIFFERING = 2
"""By so many words one of two twins must agree better with the rest of a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place in the note with the works it may mean, the best first; each with its log-odds."""

    ranked: tuple[tuple[Hit, float], ...]
    tied: bool
    by_memory: bool
    """It wins only because the essay has cited it before."""
    apart: bool = False
    """Only the rest of the note tells it from an entry that fits as well."""
    confidence: float

    @property
    def best(self) -> Hit:
        """The winner (of equals the first in the library)."""
        return self.ranked[0][0]

    @property
    def shares(self) -> tuple[tuple[Hit, float], ...]:
        """All candidates, each with its share of the probability that one of them is meant."""
        whole = probability(self.ranked[0][1]) if self.tied else 1.0
        weights = [math.exp(score - self.ranked[0][1]) for _, score in self.ranked]
        if self.tied:
            return tuple((hit, whole * w / sum(weights)) for (hit, _), w in zip(self.ranked, weights, strict=True))
        rest = (1 - self.confidence) / max(sum(weights[1:]), 1e-9)
        shares = (self.confidence, *(min(rest, 1.0) * weight for weight in weights[1:]))
        return tuple((hit, share) for (hit, _), share in zip(self.ranked, shares, strict=True))


def choose(
    stretch: Stretch, hits: Iterable[Hit], seen: Callable[[Hit], bool], doubted: Callable[[Hit], bool] = lambda _: False
) -> list[Found]:
    """Return what stands where, in reading order.

    `seen`: the essay has cited the work before; `doubted`: an earlier cite may have meant it.
    """
    able = [hit for hit in hits if admissible(hit) and not _is_a_chapter(hit, seen=seen(hit))]
    scored = [(hit, logit(hit.route, facts(hit, seen=seen(hit))) - OTHER_KIND * hit.other_kind) for hit in able]
    scored = [pair for pair in _with_identifiers(scored) if pair[1] > CONSIDERED]
    scored.sort(key=lambda pair: (-pair[1], pair[0].core_start, pair[0].place))
    groups: list[list[tuple[Hit, float]]] = []
    for hit, score in scored:
        group = next((group for group in groups if _overlap(group[0][0], hit)), None)
        if group is None:
            if not any(_is_name_of(group[0][0], hit) for group in groups):
                groups.append([(hit, score)])
        elif all(other.place != hit.place for other, _ in group):
            group.append((hit, score))
    groups = _without_parts(stretch, [_own_first(_longest_first(group)) for group in groups])
    return [
        _settled(stretch, group, seen, doubted) for group in sorted(groups, key=lambda group: group[0][0].core_start)
    ]


def _with_identifiers(scored: list[tuple[Hit, float]]) -> list[tuple[Hit, float]]:
    """Let a work's DOI, ISBN or address speak for its title where that stands in the note too."""
    given = {hit.place: score for hit, score in scored if hit.route is Route.IDENTIFIER}
    named = {hit.place for hit, _ in scored if hit.route is not Route.IDENTIFIER}
    # Two books in one volume share an ISBN: the one that is named is meant.
    shared = {value for hit, _ in scored if hit.place in named for value in hit.work.identifiers}
    return [
        (hit, score if hit.route is Route.IDENTIFIER else score + given.get(hit.place, 0.0))
        for hit, score in scored
        if hit.route is not Route.IDENTIFIER or not (hit.place in named or hit.work.identifiers & shared)
    ]


def admissible(hit: Hit) -> bool:
    """Tell whether an alignment can be a citation at all.

    A wrong author bars a work, and so does being what a review is about. Part of a title names a work only after its
    author, or when it is long and opens the title; one word only when the whole title is that word and is marked.
    """
    if hit.naming is Naming.WRONG or hit.object:
        return False
    if hit.route is Route.NAME:
        return hit.explained > 0.999 and hit.year is not Agreement.OTHER and not hit.initial_differs
    if hit.route is Route.AUTHOR_DATE:
        return not hit.initial_differs
    if hit.route is Route.IDENTIFIER:
        return True
    if not hit.words:
        return False
    if hit.title and hit.title.kind == "part" and hit.coverage < WHOLE:
        return False
    if hit.title and hit.title.kind == "container":
        return hit.inside and hit.opens and (hit.words > 1 or hit.coverage > WHOLE) and hit.explained >= 0.8
    whole = hit.coverage > 0.999
    if hit.naming is Naming.LEAD:
        return hit.explained >= 0.6 and (whole or hit.opens or hit.words > 1)
    corroborated = hit.opening and (hit.naming is Naming.NEAR or hit.year is Agreement.SAME or len(hit.support) > 1)
    if hit.is_name and not hit.marked and not hit.alone:
        return False
    if not (hit.marked or hit.capital or hit.alone):
        return False
    if _is_unnamed(hit) and hit.info < TELLING:
        return False
    if whole:
        return hit.explained >= 0.5 and (hit.words > 1 or hit.marked or hit.alone or corroborated)
    if hit.alone and hit.words > 1:
        return hit.explained >= 0.9 and hit.opens
    return hit.words > 2 and hit.explained >= 0.8 and hit.opens


def _is_a_chapter(hit: Hit, *, seen: bool) -> bool:
    """Tell whether a book's title is but that of a chapter in another book: neither author nor year speak for the book.

    A work cited before may be given without its year again.
    """
    if not hit.elsewhere or hit.naming is Naming.LEAD or hit.year is Agreement.SAME:
        return False
    return not (seen and hit.year is Agreement.ABSENT)


def _is_unnamed(hit: Hit) -> bool:
    """Tell whether a title stands in running words without its author, year or imprint: there it is mostly what it names.

    "Antoine Watteau", "Cultural Rights" and "South of the Border" are a painter, a matter and an exhibition too.
    """
    given = hit.year is Agreement.SAME or len(hit.support) > 1
    return hit.naming is Naming.ABSENT and bool(hit.work.people) and not (hit.alone or given)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.core_start < other.core_end and other.core_start < one.core_end


def _is_name_of(winner: Hit, hit: Hit) -> bool:
    """Tell whether a title found is but the name before another title ("Victor Serge" is the name of books too)."""
    return winner.start <= hit.core_start and hit.core_end <= winner.core_start


def _longest_first(group: list[tuple[Hit, float]]) -> list[tuple[Hit, float]]:
    """Let a title that is found at greater length beat the head it shares with another ("Victor Serge: ...").

    Those found at greater length are raised together: what told them apart still does.
    """
    raised = dict.fromkeys(range(len(group)), 0.0)
    for other, worth in group:
        longer = [k for k, (hit, _) in enumerate(group) if _outgrows(hit, other)]
        lacking = worth + LONGER - max((group[k][1] for k in longer), default=math.inf)
        for k in longer:
            raised[k] = max(raised[k], lacking)
    return sorted(((hit, score + raised[k]) for k, (hit, score) in enumerate(group)), key=lambda pair: -pair[1])


def _own_first(group: list[tuple[Hit, float]]) -> list[tuple[Hit, float]]:
    """Let the work so titled beat those that give the title as their original's, where year or imprint are its own too.

    Where the note has more of a translation (its translator, its place) than of the original, the title decides nothing.
    """
    own = [hit for hit, _ in group if hit.route is Route.TITLE and not _by_original(hit) and hit.coverage > WHOLE]
    weighed = []
    for hit, score in group:
        rivals = [one for one in own if _by_original(hit) and one.words >= hit.words]
        if any(_agreeing(one) >= max(1, _agreeing(hit)) for one in rivals):
            weighed.append((hit, score - OWN))
        elif rivals and all(_agreeing(one) < _agreeing(hit) for one in rivals):
            weighed.append((hit, score - WEIGHTS[Route.TITLE]["original"]))
        else:
            weighed.append((hit, score))
    return sorted(weighed, key=lambda pair: -pair[1])


def _by_original(hit: Hit) -> bool:
    return hit.title is not None and hit.title.kind == "original"


def _agreeing(hit: Hit) -> int:
    """Return how many facts of the edition itself the note gives: its year, its imprint, its translator."""
    return (hit.year is Agreement.SAME) + ("imprint" in hit.support) + ("helper" in hit.support)


def _outgrows(hit: Hit, other: Hit) -> bool:
    inside = hit.core_start <= other.core_start and other.core_end <= hit.core_end
    return inside and hit.words >= other.words + 2 and hit.explained >= 0.8 and hit.naming is other.naming


def _without_parts(stretch: Stretch, groups: list[list[tuple[Hit, float]]]) -> list[list[tuple[Hit, float]]]:
    """Drop the collection a chapter is cited from, the series, the journal: one cite names one work.

    The part wins over the whole it names as its container. Otherwise, in one stretch, what has its own people before
    it stands by itself, and what has none belongs to the work before it.
    """
    order = sorted(groups, key=lambda group: group[0][0].core_start)
    kept: list[list[tuple[Hit, float]]] = []
    for group in order:
        hit = group[0][0]
        before = kept[-1] if kept else None
        if before is None or not _one_cite(stretch, before[0][0], hit):
            kept.append(group)
        elif _is_imprint(stretch, before[0][0], hit):
            continue
        elif before[0][0].place == hit.place:
            kept[-1] = max(before, group, key=lambda one: one[0][1])
        elif _contains(before[0][0], hit):
            kept[-1] = group
        elif (
            _contains(hit, before[0][0]) or _describes(before[0][0], hit) or hit.naming is not Naming.LEAD or hit.inside
        ):
            kept[-1] = before if before[0][1] > WEAK or before[0][1] >= group[0][1] else group
        else:
            kept.append(group)
    return kept


def _one_cite(stretch: Stretch, one: Hit, other: Hit) -> bool:
    if other.route is Route.AUTHOR_DATE and one.route is Route.AUTHOR_DATE:
        return False
    if other.route is Route.AUTHOR_DATE and one.place != other.place and not _is_imprint(stretch, one, other):
        return False
    if other.inside or _contains(other, one):
        return not any(one.core_end <= cut <= other.core_start for cut in stretch.cuts)
    if {one.work.citekey, other.work.citekey} & (one.work.related | other.work.related):
        return True
    return not any(one.core_end <= cut <= other.core_start for cut in stretch.cuts) and not any(
        one.core_end < place <= other.start for place in stretch.ends
    )


def _is_imprint(stretch: Stretch, one: Hit, other: Hit) -> bool:
    """Tell whether an author and date are but the publisher and year of the work before ("Oxford University Press, 2002")."""
    if other.route is not Route.AUTHOR_DATE or one.route is not Route.TITLE or one.place == other.place:
        return False
    place = other.core_end - 1
    dated = any(year.place == place and year.year in one.work.years for year in stretch.years)
    names = {person.family[-1] for person in (*other.work.people, *other.work.others)}
    return dated and (place in stretch.imprint or bool(names & one.work.imprint))


def _contains(whole: Hit, part: Hit) -> bool:
    """Tell whether a work is the container that the part's entry names."""
    if whole.work.citekey in part.work.parents:
        return True
    names = {title.words for title in whole.work.titles}
    return any(container in names for container in part.work.containers)


def _describes(part: Hit, whole: Hit) -> bool:
    """Tell whether an entry itself names a work: as related, or with its people, as the papers a letter lies in."""
    if whole.work.citekey in part.work.related:
        return True
    described = {word for title in whole.work.titles[:1] for word in title.words if word not in SMALL}
    described |= {word for person in whole.work.people for word in person.family}
    return any(described <= set(container) for container in (*part.work.containers, *part.work.remarks))


def _twins(one: Hit, other: Hit) -> bool:
    same = one.title is not None and other.title is not None and one.title.words == other.title.words
    return same and _by_original(one) == _by_original(other) and one.work.years == other.work.years


def _singled_out(stretch: Stretch, group: Sequence[tuple[Hit, float]]) -> Hit | None:
    """Return that one of twins whose entry says, in its remarks, just what the rest of the note says; None where two do.

    Counted are the words that the one has and the other lacks.
    """
    first, best = group[0]
    twins = [hit for hit, score in group if hit is first or (_twins(first, hit) and best - score < TWINS)]
    if len(twins) < 2 or first.year is not Agreement.SAME or not any(hit.work.remarks for hit in twins):
        return None
    (least, _, hit), (next_least, _, _), *_ = sorted((_differing(stretch, hit), hit.place, hit) for hit in twins)
    return hit if next_least - least >= _DIFFERING else None


def _supported(group: Sequence[tuple[Hit, float]]) -> Hit | None:
    """Return that one of several tied works whose journal, series, publisher or place the note names; None where two are."""
    tied = [hit for hit, score in group if group[0][1] - score < TIE]
    named = [hit for hit in tied if {"container", "imprint"} & set(hit.support)]
    return named[0] if len(tied) > 1 and len(named) == 1 else None


def _printed_so(stretch: Stretch, group: Sequence[tuple[Hit, float]]) -> Hit | None:
    """Return that one of several tied works which is printed as the note does: articles in quotation marks, books in italics."""
    tied = [hit for hit, score in group if group[0][1] - score < TIE]
    if len(tied) < 2 or tied[0].route is not Route.TITLE:
        return None
    first = tied[0].core_start
    while first > 0 and not stretch.stops(first) and stretch.words[first - 1].text in SMALL:
        first -= 1
    quoted = any(sign in stretch.gaps[first] for sign in '“«„"')
    italic = all(stretch.italic[first : tied[0].core_end])
    alike = [hit for hit in tied if hit.work.entry_type not in (_BOOKS if quoted else _PARTS)]
    return alike[0] if quoted is not italic and len(alike) == 1 else None


def _differing(stretch: Stretch, hit: Hit) -> int:
    """Return how many words of the note the entry lacks, and of the entry's remarks the note."""
    begin, end = stretch.begin(hit.core_start), stretch.finish(hit.core_start)
    said = {stretch.words[k].text for k in range(begin, end) if stretch.is_content(k)}
    work = hit.work
    remarks = {word for remark in work.remarks for word in remark if len(word) > 2 and word not in SMALL | NOISE}
    known = {word for title in work.titles for word in title.words} | {
        word for held in work.containers for word in held
    }
    known |= {word for person in (*work.people, *work.others) for word in (*person.family, *person.given)}
    return len(said - known - remarks - work.imprint) + len(remarks - said)


def _settled(
    stretch: Stretch, group: Sequence[tuple[Hit, float]], seen: Callable[[Hit], bool], doubted: Callable[[Hit], bool]
) -> Found:
    single = _singled_out(stretch, group) or _supported(group) or _printed_so(stretch, group)
    if single is not None:
        group = [(single, group[0][1] + TWINS), *(pair for pair in group if pair[0] is not single)]
    ranked = tuple(group[: MOST_RIVALS + 1])
    winner, best = ranked[0]
    runner_up = ranked[1][1] if len(ranked) > 1 else None
    sure = confidence(best, runner_up)
    unaided = logit(winner.route, facts(winner, seen=False)) if seen(winner) else best
    equals = [hit for hit, score in group[1:] if unaided - score < TIE and not seen(hit)] if seen(winner) else []
    by_memory = bool(equals)
    return Found(
        ranked=ranked,
        tied=any(doubted(hit) or winner.support for hit in equals)
        or (runner_up is not None and best - runner_up < (TWINS if _twins(winner, ranked[1][0]) else TIE)),
        by_memory=by_memory,
        apart=single is not None,
        confidence=min(
            sure,
            BY_MEMORY if by_memory else BY_REST if single is not None else 1.0,
            BY_OTHER if _is_contradicted(winner) else 1.0,
            BY_TITLE if winner.other_kind and winner.year is not Agreement.SAME else 1.0,
        ),
    )


def _is_contradicted(hit: Hit) -> bool:
    """Tell whether a title is the work's, and the year or the book that holds it is not."""
    return (
        hit.route is Route.TITLE and hit.year is not Agreement.SAME and (hit.elsewhere or hit.year is Agreement.OTHER)
    )
