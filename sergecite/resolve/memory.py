"""The works an essay has cited so far, in order: what short forms, ibid. and op. cit. point back to."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sergecite.model.resolution import Antecedent, Candidate, Cite, CiteKind, Status
from sergecite.resolve.index import Index
from sergecite.resolve.naming import PARTICLES
from sergecite.resolve.stretch import Stretch
from sergecite.resolve.words import SMALL, keys, word_set
from sergecite.resolve.work import Person, Title, Work, identifier

_HEREAFTER = re.compile(
    r"(?:hereafter|hereinafter|im folgenden|künftig|ci-après|désormais|d['’]ora in (?:poi|avanti)|en adelante|далее)"
    r"(?:[ ,:]+(?:cited as|referred to as|abbreviated(?: as)?|zit(?:iert|\.)(?: als)?|als|cité|as))?[ ,:]*"
    r"(?P<name>[^)\].;]{2,60})",
    re.IGNORECASE,
)
_SAME_PLACE = re.compile(r"(?:loc(?:o|us)?\.? ?cit(?:ato|\.)?|l\. ?c\b\.?)(?!\w)", re.IGNORECASE)
_TITLE_WORDS = 14
_OTHER = 0.2
"""How likely ibid. means another work of the note before than the last."""
_LEADING = word_set("idem id eadem ead iidem ders derselbe dies dieselbe a cura di ed eds hg hrsg von")
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
    places: dict[str, int] = field(default_factory=dict)
    """citekey -> its place in `seen`."""
    notes: dict[NoteId, list[tuple[Cite, int | None]]] = field(default_factory=lambda: defaultdict(list))
    """The cites of each note, with the place in `seen` of the work each means."""
    last: Last | None = None
    before: Last | None = None
    """What `last` was when the present note began."""
    barred: bool = False
    """An unreadable cite stands between: ibid. may not reach over it."""

    def remember(self, work: Work, antecedent: Antecedent, cite: Cite) -> int | None:
        """Add a work at its first cite; return its place. What has neither title nor people is no work to point to."""
        if not work.titles and not work.people and not cite.citekey:
            return None
        place = self.index.add(work)
        candidates = cite.candidates if cite.status is Status.AMBIGUOUS else ()
        pointed = cite.kind is CiteKind.OP_CIT and cite.status is Status.UNRESOLVED
        self.seen.append(
            Seen(antecedent=antecedent, work=work, citekey=cite.citekey, candidates=candidates, pointed=pointed)
        )
        if cite.citekey:
            self.first[cite.citekey] = antecedent
            self.places[cite.citekey] = place
        return place

    def append(self, cite: Cite, note: NoteId, number: int, seen: int | None) -> None:
        """Put a settled cite at the end of the chain. `number` is its place in the note, `seen` that of its work."""
        if seen is not None:
            people = self.seen[seen].work.people
        else:
            people = self.last.people if self.last and repeats(cite) else ()
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
    """Tell whether a cite is nothing but "the one just before": ibid., or loc. cit. without a name."""
    return cite.kind is CiteKind.IBID or is_same_place(cite)


def is_same_place(cite: Cite) -> bool:
    """Tell whether a cite is loc. cit. and names nobody."""
    words = cite.text.removeprefix(cite.prefix).lstrip()
    alone = cite.kind is CiteKind.OP_CIT and not cite.item and _SAME_PLACE.match(words) is not None
    return alone and (cite.antecedent is None or cite.status is not Status.UNRESOLVED)


def called_also(work: Work, text: str) -> Work:
    """Return a library's work with the name its first note gives it ("hereafter cited as Memoirs")."""
    aliases = _aliases(text)
    return replace(work, titles=(*work.titles, *aliases)) if aliases else work


def _aliases(text: str) -> list[Title]:
    return [Title(words, "abbreviation") for found in _HEREAFTER.finditer(text) if (words := keys(found["name"]))]


def work_of_cite(text: str, item: Mapping[str, Any] | None, *, people: Sequence[Person] = ()) -> Work:
    """Return a work as a note's text (and the item read from it) shows it. `people` stand in for "idem"."""
    stretch = Stretch.of(text)
    item = item or {}
    named = tuple(people) or _people(item.get("author") or item.get("editor") or ())
    chain = _leading_names(stretch)
    led = (
        (Person((stretch.words[chain - 1].text,), tuple(word.text for word in stretch.words[: chain - 1])),)
        if chain
        else ()
    )
    if not named and not item.get("title"):
        named = led
    start = chain or (_after(stretch, named) if named and _near_start(stretch, named) else 0)
    while start < len(stretch.words) and stretch.words[start].text in _LEADING:
        start += 1
    titles = _titles(stretch, item, start)
    called = {word for person in named[:1] for word in (*person.family, *person.given)}
    titles = [title for title in titles if any(word not in called and word not in SMALL for word in title.words)]
    titles += _aliases(text)
    labels = {(year.year, year.letter) for year in stretch.years}
    return Work(
        citekey=None,
        people=named,
        aliases=() if people else tuple(person for person in led if person not in named),
        titles=tuple(dict.fromkeys(titles)),
        containers=tuple(words for words in (keys(str(item.get("container-title") or "")),) if words),
        years=frozenset(year for year, _ in labels),
        labels=frozenset(labels),
        identifiers=frozenset(identifier(str(item[name])) for name in ("DOI", "URL", "ISBN") if item.get(name)),
    )


def _people(names: Sequence[Mapping[str, str]]) -> tuple[Person, ...]:
    found = []
    for name in names:
        particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
        family = keys(f"{particle} {name['family']}") if name.get("family") else keys(name.get("literal") or "")
        if family:
            found.append(Person(family, keys(name.get("given", "")) if name.get("family") else ()))
    return tuple(found)


def _near_start(stretch: Stretch, people: Sequence[Person]) -> bool:
    last = people[0].family[-1]
    return any(word.text == last for word in stretch.words[:10])


def _after(stretch: Stretch, people: Sequence[Person]) -> int:
    """Return the place after the last of the leading people."""
    place = 0
    for person in people:
        for k in range(place, min(len(stretch.words), place + 10)):
            if stretch.words[k].text == person.family[-1]:
                place = k + 1
                break
    return place


def _leading_names(stretch: Stretch) -> int:
    """Return how many words at the start are one name: capitals up to the first comma."""
    for place in range(min(5, len(stretch.words))):
        if place and any(sign in stretch.gaps[place] for sign in ',:(“«"'):
            return place
        if not stretch.is_nameish(place) and (stretch.words[place].text not in PARTICLES or not place):
            return 0
    return 0


def _titles(stretch: Stretch, item: Mapping[str, Any], start: int) -> list[Title]:
    contained = keys(str(item.get("container-title") or ""))
    given = (keys(str(item.get(name) or "")) for name in ("title-short", "title"))
    found = [Title(words, "seen") for words in given if words]
    found += (
        [Title(contained, "container")] if contained and item.get("type") in ("chapter", "paper-conference") else []
    )
    raw: list[str] = []
    for place in range(start, min(len(stretch.words), start + _TITLE_WORDS)):
        gap = stretch.gaps[place]
        if raw and (any(sign in gap for sign in '“”«»"(;[') or stretch.words[place].text in ("in", "cit", "ed", "eds")):
            break
        if raw and "," in gap and (not stretch.is_content(place) or any(place == year.place for year in stretch.years)):
            break
        raw.append(stretch.words[place].text)
    if any(len(word) > 2 and word not in SMALL and not word.isdigit() for word in raw) and all(
        tuple(raw) != title.words for title in found
    ):
        found.append(Title(tuple(raw), "seen"))
    return found
