"""Short forms -> antecedents: ibid., idem, op. cit., "n. 12 above", short titles, through the memory of works seen.

The rules are those of the manuals of style (Chicago 18, 13.32-39; Norme redazionali): ibid. means the cite just before
and fails with it; op. cit. needs one work of that name; an unreadable cite between bars the chain.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sergecite.model.resolution import Antecedent, Candidate, Cite, CiteKind, Evidence, Status
from sergecite.resolve.author_date import author_date_hits, name_hits
from sergecite.resolve.choose import BY_MEMORY, Found, choose
from sergecite.resolve.confidence import facts
from sergecite.resolve.evidence import evidence_of
from sergecite.resolve.match import Agreement, Hit, Route, title_hits
from sergecite.resolve.memory import Last, Memory, NoteId, is_same_place, repeats
from sergecite.resolve.naming import Naming
from sergecite.resolve.stretch import Stretch
from sergecite.resolve.words import keys, same_name

IBID_ALONE = 0.95
IBID_AFTER_SEVERAL = 0.6
IBID_AFTER_GAP = 0.85
"""A note without a citation stands between."""
AFTER_UNFOUND = 0.6
"""The same words again after an op. cit. whose work was not found: they mean the same, whatever it is."""
CROSS_NOTE = 0.95
_BY_NAME = frozenset({CiteKind.OP_CIT, CiteKind.CROSS_NOTE, CiteKind.SHORT})
WHOLE, LONG = 0.9, 2
"""So much of a title, and more content words than this, name a work by themselves."""
ACCEPTED = 0.5
"""A reading less likely than this is no resolution; it is listed."""


_IN_BRACKETS = re.compile(
    r"[(\[](?:wie |supra |cited in |above )?(?:nn?|notes?|fnn?|footnotes?|fu(?:ß|ss)n(?:ote)?|anm(?:erkung)?|nota|прим)\.? ?"
    r"(?P<note>\d{1,4})(?:[)\]]|$)",
    re.IGNORECASE,
)


_AFTER_CIT = re.compile(r"cit\.? ?\((?P<note>\d{1,4})\)", re.IGNORECASE)


def pointed(cite: Cite) -> Cite:
    """Return a cite such as "Serge (Fn. 2), 219" or "Serge, op. cit. (2)" as one that names a note."""
    if cite.kind is CiteKind.OP_CIT and cite.antecedent is None and (found := _AFTER_CIT.search(cite.text)):
        return replace(cite, antecedent=Antecedent(note=found["note"]))
    if cite.kind not in (CiteKind.FULL, CiteKind.SHORT):
        return cite
    found = _IN_BRACKETS.search(cite.text)
    return replace(cite, kind=CiteKind.CROSS_NOTE, antecedent=Antecedent(note=found["note"])) if found else cite


def ibid(cite: Cite, memory: Memory, note: NoteId, *, gap: bool, inside: bool) -> Cite:
    """Resolve ibid. to the cite just before; loc. cit. without a name too, at the same place.

    `gap`: a note that cites nothing stands between. `inside`: it ends a cite of this note ("Idem, A Chapter, ibidem"),
    so it means the volume cited before this note.
    """
    last = memory.before if inside else memory.last
    if last is None or memory.barred:
        why = "nothing is cited before it" if last is None else "the cite before it could not be read"
        return replace(cite, status=Status.UNRESOLVED, evidence=(Evidence(kind="position", value=why),))
    if last.cite.status is Status.AMBIGUOUS:
        reason = Evidence(kind="position", value=f"the cite before it, in note {last.note[1]}, is itself open")
        return replace(cite, status=Status.AMBIGUOUS, candidates=last.cite.candidates, evidence=(reason,))
    if last.cite.status is Status.UNRESOLVED and not _is_first_cite(last.cite):
        reason = Evidence(kind="position", value=f"the cite before it, in note {last.note[1]}, could not be resolved")
        return replace(cite, status=Status.UNRESOLVED, evidence=(reason,))
    several = last.several and last.note != note
    share = IBID_AFTER_SEVERAL if several else IBID_AFTER_GAP if gap else IBID_ALONE
    before = last.cite.confidence if last.cite.status is Status.RESOLVED else 1.0
    where = "in this note" if last.note == note else f"in note {last.note[1]}"
    reason = Evidence(
        kind="position", value=f"the cite just before, {where}" + (", is one of several" if several else "")
    )
    if is_same_place(cite) and cite.locator is None:
        cite = replace(cite, locator=last.cite.locator, label=last.cite.label)
    return replace(
        cite,
        status=Status.RESOLVED,
        citekey=last.cite.citekey,
        confidence=share * before,
        antecedent=_origin(last),
        candidates=last.others if several else (),
        evidence=(reason,),
    )


def _is_first_cite(cite: Cite) -> bool:
    """Tell whether a cite gives a work the library lacks, rather than pointing to one cited before."""
    return cite.kind is CiteKind.FULL or (cite.kind is CiteKind.IDEM and bool(cite.item and cite.item.get("title")))


def _origin(last: Last) -> Antecedent:
    """Return the cite itself; behind an ibid., the cite that one points to."""
    return last.cite.antecedent if repeats(last.cite) and last.cite.antecedent else last.antecedent


def cross_note(cite: Cite, memory: Memory, note: NoteId, stretch: Stretch, found: Found | None) -> Cite | None:
    """Resolve "n. 12 above" to a cite of note 12; None where that note has none that fits."""
    if cite.antecedent is None:
        return None
    there = memory.notes.get((note[0], cite.antecedent.note), [])
    inside = [word.text for word in stretch.words if cite.start <= word.start < cite.end]
    people = [memory.seen[seen].work.people if seen is not None else () for _, seen in there]
    named = [bool(row) and any(same_name(word, row[0].family[-1]) for word in inside) for row in people]
    settled = found is not None and not found.tied
    titled = [settled and found is not None and found.best.place == seen for _, seen in there]
    fitting = [number for number, fits in enumerate(titled if any(titled) else named) if fits]
    if not any(titled) and len(there) > 1 and not all(people):
        # A work of that note whose people could not be read may be the one that is meant.
        return None
    if not fitting and not _names_a_work(stretch, cite):
        fitting = list(range(len(there)))
    if len(fitting) != 1:
        return None
    number = fitting[0]
    other = there[number][0]
    reason = Evidence(kind="position", value=f"it names note {cite.antecedent.note}")
    return replace(
        cite,
        status=Status.RESOLVED,
        citekey=other.citekey,
        confidence=CROSS_NOTE * (other.confidence if other.citekey else 1.0),
        antecedent=Antecedent(note=cite.antecedent.note, cite=number),
        evidence=(reason,),
    )


def _names_a_work(stretch: Stretch, cite: Cite) -> bool:
    inside = [k for k, word in enumerate(stretch.words) if cite.start <= word.start < cite.end]
    return any(stretch.is_content(k) for k in inside)


def look_back(stretch: Stretch, cite: Cite, memory: Memory) -> Found | None:
    """Find the work seen before that a cite's own words name: by title, by people and year, or by people alone."""
    begin = next((k for k, word in enumerate(stretch.words) if word.start >= cite.start), len(stretch.words))
    end = next((k for k, word in enumerate(stretch.words) if word.start >= cite.end), len(stretch.words))
    inside = stretch.words[begin:end]
    names = [word.text for word in inside if word.capital]
    names += [family for name in names for family in memory.index.alike(name)]
    places = memory.index.candidates({word.text for word in inside}, names, single=True)
    hits = [hit for place in places for hit in title_hits(stretch, memory.index, place, fuzzy=True)]
    hits += author_date_hits(stretch, memory.index)
    # What the parser calls a cite is no prose: a title there may go on in lower case, as French and Italian ones do.
    hits = [replace(hit, capital=True) for hit in hits if begin <= hit.core_start and hit.core_end <= end]
    if cite.kind is CiteKind.IDEM:
        hits = _of_the_same_people(hits, memory)
    hits = [hit for hit in hits if _points_back(hit, cite) and _is_its_title(stretch, hit, cite)]
    found = choose(stretch, hits, lambda _: True)
    if not found and (cite.kind in _BY_NAME or cite.locator):
        found = choose(stretch, name_hits(stretch, memory.index, begin, end), lambda _: True)
    return max(found, key=lambda one: one.confidence, default=None)


def _points_back(hit: Hit, cite: Cite) -> bool:
    """Tell whether an alignment with a work seen before is strong enough to be that work again.

    The beginning of a title after its author's name, or much of it without one. A full reference with another year is
    another edition; a collection seen before counts after "in" and with "cit.".
    """
    if hit.route is not Route.TITLE:
        return True
    if hit.title is not None and hit.title.kind == "container":
        return hit.inside and cite.kind is CiteKind.OP_CIT and hit.opens and hit.words > 1
    if hit.inside and hit.naming is not Naming.LEAD and cite.kind is not CiteKind.OP_CIT:
        return False
    if cite.kind is CiteKind.FULL and hit.year is Agreement.OTHER:
        return False
    if cite.kind is CiteKind.FULL and _has_year(cite) and (hit.coverage < 0.5 or hit.explained < 0.7):
        # A full reference is the same work again only when its title is.
        return False
    if hit.naming is not Naming.LEAD and cite.item and cite.item.get("author") and cite.kind is not CiteKind.OP_CIT:
        return False
    if hit.naming is Naming.LEAD:
        return hit.opens and hit.explained >= 0.6
    return hit.opens and hit.explained >= 0.8 and hit.words > 1


def _is_its_title(stretch: Stretch, hit: Hit, cite: Cite) -> bool:
    """Tell whether the words found are in what the parser read as a full reference's title, not in its imprint."""
    title = keys(str((cite.item or {}).get("title") or ""))
    if hit.route is not Route.TITLE or cite.kind is not CiteKind.FULL or not title:
        return True
    words = [word.text for word in stretch.words[hit.core_start : hit.core_end]]
    return sum(word in title for word in words) * 2 >= len(words)


def _has_year(cite: Cite) -> bool:
    return bool(cite.item and cite.item.get("issued"))


def _of_the_same_people(hits: Sequence[Hit], memory: Memory) -> list[Hit]:
    """Return what "idem" leaves: works of the people cited before, or a long title given whole."""
    last = memory.last.people if memory.last else ()
    kept = []
    for hit in hits:
        people = hit.work.people
        if last and people and same_name(people[0].family[-1], last[0].family[-1]):
            kept.append(replace(hit, naming=Naming.LEAD, named=len(last)))
        elif hit.coverage > WHOLE and hit.words > LONG:
            kept.append(hit)
    return kept


def short_form(stretch: Stretch, cite: Cite, memory: Memory, found: Found) -> tuple[Cite, int | None]:
    """Return a cite settled by a work seen before, with that work's place, or left open with what it may be."""
    candidates = tuple(
        Candidate(citekey=seen.citekey, confidence=share)
        for hit, share in found.shares
        if (seen := memory.seen[hit.place]).citekey
    )
    where = [memory.seen[hit.place].antecedent.note for hit, _ in found.ranked]
    place = found.best.place if not found.tied or _one_work(memory, found) else _cited_whole(memory, found)
    if place is None:
        reason = Evidence(kind="position", value=f"fits the works of notes {', '.join(dict.fromkeys(where))} alike")
        return replace(cite, status=Status.AMBIGUOUS, candidates=candidates, evidence=(reason,)), None
    best = next(hit for hit, _ in found.ranked if hit.place == place)
    sure = found.confidence if best is found.best and not found.tied else min(found.confidence, BY_MEMORY)
    seen = memory.seen[place]
    if seen.candidates:
        reason = Evidence(kind="position", value=f"the work of note {seen.antecedent.note}, which is itself open")
        return replace(
            cite, status=Status.AMBIGUOUS, candidates=seen.candidates, antecedent=seen.antecedent, evidence=(reason,)
        ), place
    reason = Evidence(kind="position", value=f"the work first cited in note {seen.antecedent.note}")
    evidence = (reason, *evidence_of(stretch, best, facts(best, seen=False)))
    if seen.pointed:
        sure = min(sure, AFTER_UNFOUND)
    if sure < ACCEPTED:
        return replace(cite, status=Status.UNRESOLVED, candidates=candidates, evidence=evidence), None
    return replace(
        cite,
        status=Status.RESOLVED,
        citekey=seen.citekey,
        confidence=sure,
        antecedent=seen.antecedent,
        candidates=tuple(one for one in candidates if one.citekey != seen.citekey),
        evidence=evidence,
    ), place


def _cited_whole(memory: Memory, found: Found) -> int | None:
    """Return the one work of a tie that was first cited with its year: the others are misread repeats of it."""
    best = found.ranked[0][1]
    whole = [hit.place for hit, score in found.ranked if best - score < 1 and memory.seen[hit.place].work.years]
    return whole[0] if len(whole) == 1 else None


def _one_work(memory: Memory, found: Found) -> bool:
    citekeys = {memory.seen[hit.place].citekey for hit, score in found.ranked if found.ranked[0][1] - score < 1}
    return len(citekeys) == 1 and None not in citekeys
