"""Short forms -> antecedents: ibid., idem, op. cit., "n. 12 above", short titles, through the memory of works seen.

The rules are those of the manuals of style (Chicago 18, 13.32-39; Norme redazionali): ibid. means the cite just before
and fails with it; op. cit. needs one work of that name; an unreadable cite between bars the chain.
"""

from dataclasses import replace

from sergecite.model.resolution import Antecedent, Candidate, Cite, CiteKind, Evidence, Status
from sergecite.resolve.choose import BY_MEMORY, Found
from sergecite.resolve.confidence import facts
from sergecite.resolve.evidence import evidence_of
from sergecite.resolve.look_back import ACCEPTED
from sergecite.resolve.match import Route
from sergecite.resolve.memory import Last, Memory, NoteId, is_same_place, is_same_work, repeats
from sergecite.resolve.stretch import Stretch
from sergecite.resolve.words import SMALL, same_name
from sergecite.resolve.work import Work

IBID_ALONE = 0.95
IBID_AFTER_SEVERAL = 0.6
IBID_AFTER_GAP = 0.85
"""A note without a citation stands between."""
NAMELESS = 0.75
"""Op. cit. with no name is the work of whom the sentence names; where it names nobody cited, the one just before."""
AFTER_UNFOUND = 0.6
"""The same name again after an op. cit. whose work was not found: it may mean another work by them."""
SAME_TITLE = 0.9
"""The same title again after one: it means the same work, whatever it is."""
CROSS_NOTE = 0.95
_SHORTEST = 3
"""A name in a sentence has more letters than this."""


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
    if is_same_work(cite):
        share = min(share, NAMELESS)
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


def nameless(cite: Cite, memory: Memory, sentence: str) -> tuple[Cite, int | None] | None:
    """Resolve op. cit. without a name to the work of whom the sentence before the marker names, with its place.

    None where it names nobody who was cited, or the author of the cite just before: then it is as ibid.
    """
    names = {word.text for word in Stretch.of(sentence).words if word.capital and len(word.text) > _SHORTEST}
    places = {place for name in names for place in memory.index.named(name)}
    said = sorted(p for p in places if memory.seen[p].work.people and memory.seen[p].work.people[0].family[-1] in names)
    if not said or (memory.last and memory.notes[memory.last.note][-1][1] in said):
        return None
    works = [memory.seen[place] for place in said]
    if len(works) > 1 or works[0].candidates:
        where = ", ".join(dict.fromkeys(seen.antecedent.note for seen in works))
        reason = Evidence(kind="position", value=f"the sentence names the authors of notes {where}")
        keys = [seen.citekey for seen in works if seen.citekey]
        candidates = tuple(Candidate(citekey=key, confidence=NAMELESS / len(works)) for key in dict.fromkeys(keys))
        return replace(
            cite, status=Status.AMBIGUOUS, candidates=candidates or works[0].candidates, evidence=(reason,)
        ), None
    (seen,) = works
    name = " ".join(seen.work.people[0].family).title()
    reason = Evidence(kind="position", value=f"the sentence names {name}, first cited in note {seen.antecedent.note}")
    settled = replace(
        cite, status=Status.RESOLVED, citekey=seen.citekey, confidence=NAMELESS, antecedent=seen.antecedent
    )
    return replace(settled, evidence=(reason,)), said[0]


def _is_first_cite(cite: Cite) -> bool:
    """Tell whether a cite gives a work the library lacks, rather than pointing to one cited before."""
    if cite.kind is CiteKind.SHORT and (cite.item or {}).keys() & {"issued", "publisher", "publisher-place"}:
        return True
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
    if not fitting and (not _names_a_work(stretch, cite) or (len(there) == 1 and not people[0])):
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


def is_elsewhere(cite: Cite, settled: Cite, memory: Memory, note: NoteId) -> bool:
    """Tell whether a cite names a note that is there, and what it was settled by is not cited in it."""
    if cite.antecedent is None or settled.antecedent is None:
        return False
    there = memory.notes.get((note[0], cite.antecedent.note), [])
    first = {seen.antecedent for _, place in there if place is not None for seen in [memory.seen[place]]}
    return bool(there) and settled.antecedent not in first


def _names_a_work(stretch: Stretch, cite: Cite) -> bool:
    inside = [k for k, word in enumerate(stretch.words) if cite.start <= word.start < cite.end]
    return any(stretch.is_content(k) and stretch.words[k].capital for k in inside)


def short_form(stretch: Stretch, cite: Cite, memory: Memory, found: Found) -> tuple[Cite, int | None]:
    """Return a cite settled by a work seen before, with that work's place, or left open with what it may be.

    The place of what fits several works alike is that of the first.
    """
    candidates = tuple(
        Candidate(citekey=seen.citekey, confidence=share)
        for hit, share in found.shares
        if (seen := memory.seen[hit.place]).citekey
    )
    where = [memory.seen[hit.place].antecedent.note for hit, _ in found.ranked]
    place = found.best.place if not found.tied or _one_work(memory, found) else _cited_whole(memory, found)
    if place is None:
        reason = Evidence(kind="position", value=f"fits the works of notes {', '.join(dict.fromkeys(where))} alike")
        # It is one of them, and no new work.
        return replace(cite, status=Status.AMBIGUOUS, candidates=candidates, evidence=(reason,)), found.best.place
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
        sure = min(sure, SAME_TITLE if best.route is Route.TITLE else AFTER_UNFOUND)
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
    """Return the one work of a tie that the others are but misread repeats of: they have no year but its own."""
    best = found.ranked[0][1]
    tied = sorted(hit.place for hit, score in found.ranked if best - score < 1)
    whole, *others = sorted(tied, key=lambda place: not memory.seen[place].work.years)
    return whole if all(_repeats_work(memory.seen[whole].work, memory.seen[place].work) for place in others) else None


def _repeats_work(first: Work, other: Work) -> bool:
    """Tell whether a work seen later can be an earlier one, cited in short: its people, the beginning of its title."""
    if other.citekey or other.years - first.years or bool(first.people) != bool(other.people):
        return False
    if first.people and not same_name(first.people[0].family[-1], other.people[0].family[-1]):
        return False
    heads, repeats = (
        [_without_article(title.words) for title in work.titles if title.kind != "container"] for work in (first, other)
    )
    return any(head[: len(repeat)] == repeat for repeat in repeats for head in heads)


def _without_article(title: tuple[str, ...]) -> tuple[str, ...]:
    return title[1:] if title[0] in SMALL else title


def _one_work(memory: Memory, found: Found) -> bool:
    citekeys = {memory.seen[hit.place].citekey for hit, score in found.ranked if found.ranked[0][1] - score < 1}
    return len(citekeys) == 1 and None not in citekeys
