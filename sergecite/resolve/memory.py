"""The works an essay has cited so far, in order: what short forms, ibid. and op. cit. point back to."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sergecite.model.resolution import Antecedent, Candidate, Cite, CiteKind, Status
from sergecite.resolve.documents import Marks
from sergecite.resolve.index import Index
from sergecite.resolve.work import Person, Work

_SAME_PLACE = re.compile(r"(?:loc(?:o|us)?\.? ?cit(?:ato|\.)?|l\. ?c\b\.?)(?!\w)", re.IGNORECASE)
_SAME_WORK = re.compile(
    r"(?:op(?:\.|us|era|ere)? ?cit(?:ato|ata|\.)?|art(?:\.|icle|icolo)? ?cit(?:ato|é|\.)?|a\. ?a\. ?O\.?|aaO|указ\. ?соч\.?|o\. ?c\.|dz\. ?cyt\.?)(?!\w)"
    r"(?P<rest>[\s,.:;]*(?:(?:pp?|pagg?|S|s|с|str|coll?)\. ?)?[\d\s,.–-]*(?:ff?|sgg?|e segg?|ss?|sqq?|passim)?\.?)$",
    re.IGNORECASE,
)
_FIRST = 3
"""So many of a short form's words are looked up by their letters."""
_OTHER = 0.2
"""How likely ibid. means another work of the note before than the last."""
NoteId = tuple[int, str]
"""(chapter, number)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A work at its first cite."""

    antecedent: Antecedent
    work: Work
    citekey: str | None
    candidates: tuple[Candidate, ...] = ()
    """What it may be, where its own cite stayed open between entries."""
    pointed: bool = False
    """Its own cite is an op. cit. whose work was not found."""
    marks: Marks = field(default_factory=Marks)
    """What tells it from other documents of the same people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The cite an ibid. would point to."""

    note: NoteId
    cite: Cite
    antecedent: Antecedent
    """The cite itself."""
    others: tuple[Candidate, ...] = ()
    """What else its note cites."""
    several: bool = False
    """Its note cites more than one work."""
    people: tuple[Person, ...] = ()


@dataclass(slots=True)
class Memory:
    """Grows note by note; the resolver owns it for one essay."""

    index: Index = field(default_factory=Index)
    seen: list[Seen] = field(default_factory=list)
    first: dict[str, Antecedent] = field(default_factory=dict)
    """citekey -> its first cite."""
    in_full: set[str] = field(default_factory=set)
    """The citekeys whose first cite is a full reference."""
    doubted: set[str] = field(default_factory=set)
    """The citekeys an open cite may mean."""
    places: dict[str, int] = field(default_factory=dict)
    """citekey -> its place in `seen`."""
    notes: dict[NoteId, list[tuple[Cite, int | None]]] = field(default_factory=lambda: defaultdict(list))
    """The cites of each note, with the place in `seen` of the work each means."""
    _alike: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """The works by the first and the last letters of their name and title."""
    last: Last | None = None
    before: Last | None = None
    """What `last` was when the present note began."""
    barred: bool = False
    """An unreadable cite stands between: ibid. may not reach over it."""

    def remember(self, work: Work, antecedent: Antecedent, cite: Cite, text: str = "") -> int | None:
        """Add a work at its first cite; return its place. What has neither title nor people is no work to point to.

        `text` is what the note says of it, to the next semicolon.
        """
        if not work.titles and not work.people and not cite.citekey:
            return None
        place = self.index.add(work)
        candidates = cite.candidates if cite.status is Status.AMBIGUOUS else ()
        pointed = cite.kind is CiteKind.OP_CIT and cite.status is Status.UNRESOLVED
        seen = Seen(antecedent=antecedent, work=work, citekey=cite.citekey, candidates=candidates, pointed=pointed,
                    marks=Marks.of(text))  # fmt: skip
        self.seen.append(seen)
        heads = [person.family[-1] for person in work.people[:1]]
        heads += [next((word for word in title.words if len(word) > 3), "") for title in work.titles[:2]]
        for part in {part for head in heads if head for part in (head[:3], head[-3:])}:
            self._alike[part].append(place)
        if cite.citekey:
            self.first.setdefault(cite.citekey, antecedent)
            self.places.setdefault(cite.citekey, place)
        return place

    def like(self, words: Sequence[str], people: Sequence[Person] = ()) -> list[int]:
        """Return the works whose name or title begins or ends as one of a short form's first words does, or of `people`."""
        found = {place for person in people for place in self.index.named(person.family[-1])}
        for word in [word for word in words if len(word) > 3][:_FIRST]:
            for part in (word[:3], word[-3:]):
                found.update(self._alike.get(part, ()))
        return sorted(found)

    def append(self, cite: Cite, note: NoteId, number: int, seen: int | None) -> None:
        """Put a settled cite at the end of the chain. `number` is its place in the note, `seen` that of its work."""
        if seen is not None:
            people = self.seen[seen].work.people
        else:
            people = self.last.people if self.last and repeats(cite) else ()
        if not people and self.last and self.last.note == note:
            # An imprint that was read as a cite of its own takes no author away.
            people = self.last.people
        if cite.citekey and cite.kind is CiteKind.FULL:
            self.in_full.add(cite.citekey)
        if cite.status is Status.AMBIGUOUS:
            self.doubted.update(candidate.citekey for candidate in cite.candidates)
        self.barred = cite.kind is CiteKind.OPAQUE or (cite.status is Status.UNRESOLVED and seen is None)
        last = self.last if self.last and self.last.note == note else None
        changed = last is not None and (cite.citekey is None or last.cite.citekey != cite.citekey)
        others = last.others if last else ()
        if last and changed and last.cite.citekey:
            others = (*others, Candidate(citekey=last.cite.citekey, confidence=_OTHER))
        here = Antecedent(note=note[1], cite=number)
        several = changed or (last is not None and last.several)
        self.last = Last(note=note, cite=cite, antecedent=here, others=others, several=several, people=people)
        self.notes[note].append((cite, seen))


def repeats(cite: Cite) -> bool:
    """Tell whether a cite is nothing but "the one just before": ibid., or loc. cit. or op. cit. without a name."""
    return cite.kind is CiteKind.IBID or is_same_place(cite) or is_same_work(cite)


def is_same_work(cite: Cite) -> bool:
    """Tell whether a cite is op. cit. and names nobody: the text does, before its marker."""
    words = cite.text.removeprefix(cite.prefix).lstrip()
    return cite.kind is CiteKind.OP_CIT and not cite.item and _SAME_WORK.match(words) is not None


def is_same_place(cite: Cite) -> bool:
    """Tell whether a cite is loc. cit. and names nobody."""
    words = cite.text.removeprefix(cite.prefix).lstrip()
    alone = cite.kind is CiteKind.OP_CIT and not cite.item and _SAME_PLACE.match(words) is not None
    return alone and (cite.antecedent is None or cite.status is not Status.UNRESOLVED)
