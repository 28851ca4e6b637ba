"""A document and a library's entries -> what each note cites, why, and how surely. Pure.

Per note, in order: align the library with the note's text; let the note parser say where cites begin, of which form
they are and which place they name; settle what is left through the memory of works cited before.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sergecite.model.document import Document, Note
from sergecite.model.entry import Entry
from sergecite.model.resolution import Antecedent, Candidate, Cite, CiteKind, Evidence, Resolution, ResolvedNote, Status
from sergecite.resolve.author_date import author_date_hits, name_hits
from sergecite.resolve.chain import cross_note, ibid, is_elsewhere, nameless, short_form
from sergecite.resolve.choose import Found, choose
from sergecite.resolve.confidence import facts
from sergecite.resolve.evidence import evidence_of
from sergecite.resolve.forms import is_no_cite, pointed, rejoined, with_authors, with_notes
from sergecite.resolve.index import Index
from sergecite.resolve.keep import confirmed_cites, keep_confirmed
from sergecite.resolve.keyed import keyed_cites, without
from sergecite.resolve.look_back import ACCEPTED, WHOLE, is_held_in, look_back, says_seen
from sergecite.resolve.lost.context import resolve_lost
from sergecite.resolve.match import Hit, Route, title_hits
from sergecite.resolve.memory import Memory, NoteId, is_same_work, repeats
from sergecite.resolve.misread import misread_form
from sergecite.resolve.naming import Naming, people_in
from sergecite.resolve.note_parser import parse_note
from sergecite.resolve.pieces import Piece, lay, with_titles
from sergecite.resolve.seen_work import called_also, headed, part_alone, work_of_cite
from sergecite.resolve.sentences import anchor_before, sentence_before
from sergecite.resolve.stretch import Stretch, vocabulary
from sergecite.resolve.words import sound
from sergecite.resolve.work import Title, Work, identifier

_LEADS = 4
"""A name among the first so many words of a stretch is whose work it is."""
_NEIGHBOURS = 60
"""Markers looked at around a marker: more than stand within one look."""
CONFIRMED = 1.0
"""What a person has confirmed."""
KEYED = 0.99
"""A citekey in the note leaves room only for the writer's own slip."""
LISTED = 0.1
"""A candidate less likely than this is not mentioned."""
_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s<>\"”’)\]]+|\b10\.\d{4,9}/[^\s<>\"”’)\]]+|\b(?:97[89][- ]?)?(?:\d[- ]?){9}[\dxX]\b"
)
_BACK = frozenset({CiteKind.IBID, CiteKind.IDEM, CiteKind.OP_CIT, CiteKind.CROSS_NOTE})
_NEVER_FIRST = frozenset({CiteKind.IBID, CiteKind.CROSS_NOTE, CiteKind.OPAQUE})


def resolve(document: Document, entries: Iterable[Entry], record: Resolution | None = None) -> Resolution:
    """Resolve every note of a document. What `record` holds as confirmed stands as it is, and later short forms follow it.

    `Resolution.essay` is left to the caller, who knows the file's name.
    """
    kept = tuple(entries)
    known = vocabulary([note.text for note in document.notes])
    known |= {sound(word) for word in known if len(word) > 3}
    essay = _Essay(index=Index.of_entries(kept if document.notes else (), known), record=record)
    places = {(marker.chapter, marker.number): place for place, marker in enumerate(document.markers)}
    notes = [essay.note(note, *_place(document, places.get((note.chapter, note.number)))) for note in document.notes]
    lost = {(marker.chapter, marker.number) for marker in document.markers} - {_id(note) for note in notes}
    if lost:
        proposed = [note for note in resolve_lost(document, kept) if _id(note) in lost]
        notes = sorted([*notes, *proposed], key=lambda note: places.get(_id(note), len(places)))
    resolution = Resolution(essay="", notes=tuple(notes))
    return keep_confirmed(resolution, record) if record else resolution


def _id(note: ResolvedNote) -> NoteId:
    return note.chapter, note.number


def _place(document: Document, place: int | None) -> tuple[str, str]:
    """Return the sentence before a marker, and an anchor to find it by; nothing for a note without a marker."""
    if place is None:
        return "", ""
    marker = document.markers[place]
    near = document.markers[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]
    return sentence_before(document.body, marker, near), anchor_before(document.body, marker, near)


@dataclass(slots=True)
class _Essay:
    """The state of one run: the library's index and what the notes before have cited."""

    index: Index
    record: Resolution | None = None
    """What a person has confirmed of this essay before."""
    memory: Memory = field(default_factory=Memory)
    gap: bool = False
    sentence: str = ""
    """The one before the present note's marker."""

    def note(self, note: Note, sentence: str = "", anchor: str = "") -> ResolvedNote:
        """Resolve one note, called at the end of a sentence, and remember what it cites."""
        self.sentence = sentence
        keyed = keyed_cites(note.text, lambda citekey: self.index.keyed(citekey) is not None)
        text = without(note.text, keyed)
        stretch = Stretch.of(text, note.italics)
        number = (note.chapter, note.number)
        self.memory.before = self.memory.last
        founds = choose(stretch, self._hits(stretch), self._is_seen, self._is_doubted)
        parsed = [pointed(stretch, cite) for cite in with_titles(stretch, parse_note(text, note.italics))]
        parsed = with_notes(stretch, [cite for cite in parsed if not is_no_cite(stretch, cite)])
        parsed = rejoined(stretch, with_authors(stretch, parsed), self.memory)
        founds += self._named_only(stretch, founds, parsed)
        cites: list[Cite] = []
        pieces = [piece for piece in lay(stretch, parsed, founds) if not _is_pointer(stretch, piece)]
        kept = confirmed_cites(self.record, note.number, note.chapter, anchor) if self.record else ()
        kept = kept if len(kept) == len(pieces) + len(keyed) else ()
        for piece in pieces:
            while keyed and keyed[0].start < piece.cite.start:
                cites.append(self._by_key(keyed.pop(0), number, len(cites)))
            cites.append(self._cite(stretch, piece, number, cites, kept[len(cites)] if kept else None))
        for cite in keyed:
            cites.append(self._by_key(cite, number, len(cites)))
        self.gap = not cites
        return ResolvedNote(
            number=note.number,
            chapter=note.chapter,
            text=note.text,
            sentence=sentence,
            anchor=anchor,
            status=_overall(cites),
            cites=tuple(cites),
        )

    def _hits(self, stretch: Stretch) -> list[Hit]:
        words = {word.text for word in stretch.words}
        names = [word.text for word in stretch.words if word.capital]
        places = self.index.candidates(words, names)
        hits = [hit for place in places for hit in title_hits(stretch, self.index, place)]
        hits = [part for hit in hits for part in self._parts(stretch, hit)]
        return [*_identifier_hits(stretch, self.index), *hits, *author_date_hits(stretch, self.index)]

    def _parts(self, stretch: Stretch, hit: Hit) -> list[Hit]:
        """Return the contributions meant by "Sontag, in: The Case of Comrade Tulayev"; the hit itself where there are none."""
        if not hit.inside or hit.coverage < WHOLE:
            return [hit]
        begin = stretch.begin(hit.core_start)
        before = stretch.words[begin : hit.start]
        titles = {title.words for title in hit.work.titles}
        found = []
        for place in {place for word in before if word.capital for place in self.index.named(word.text)}:
            work = self.index.work(place)
            names = {part for person in work.people for part in (*person.family, *person.given)}
            if any(stretch.is_content(k) and stretch.words[k].text not in names for k in range(begin, hit.start)):
                continue
            if place != hit.place and (hit.work.citekey in work.parents or titles & set(work.containers)):
                title = Title(hit.title.words if hit.title else (), "container")
                found.append(replace(hit, place=place, work=work, title=title, naming=Naming.LEAD))
        return found or [hit]

    def _named_only(self, stretch: Stretch, founds: Sequence[Found], parsed: Sequence[Cite]) -> list[Found]:
        """Read "Adorno and Benjamin, 23" and "Barcott, review of ...": a name alone, of whom one work can be meant."""
        named: list[Found] = []
        for begin in stretch.cuts:
            end = stretch.finish(begin)
            if begin == end or any(begin <= found.best.core_start < end for found in founds):
                continue
            first, last = stretch.words[begin].start, stretch.words[end - 1].end
            if any(cite.kind in _BACK and cite.start < last and cite.end > first for cite in parsed):
                continue
            hits = name_hits(stretch, self.index, begin, end)
            found = choose(
                stretch, hits, self._is_seen_in_full, lambda hit: self._is_seen(hit) or self._is_doubted(hit)
            )
            placed = any(word.text[0].isdigit() for word in stretch.words[begin:end])
            named += [one for one in found[:1] if placed or self._is_seen(one.best)]
        return named

    def _is_seen(self, hit: Hit) -> bool:
        return hit.work.citekey in self.memory.first

    def _is_seen_in_full(self, hit: Hit) -> bool:
        """Tell whether the essay has given a work in full: then the name alone can stand for it."""
        return hit.work.citekey in self.memory.in_full

    def _is_doubted(self, hit: Hit) -> bool:
        return hit.work.citekey in self.memory.doubted

    def _cite(
        self, stretch: Stretch, piece: Piece, note: NoteId, before: Sequence[Cite], kept: Cite | None = None
    ) -> Cite:
        """Settle one piece, what a person confirmed first, then the library's word, and put it into the memory."""
        confirmed = self._confirmed(stretch, piece, note, before, kept) if kept is not None else None
        if confirmed is not None:
            return confirmed
        cite = _by_library(stretch, piece.cite, piece.found, self.memory) if piece.found else piece.cite
        seen: int | None = None
        part = False
        if cite.status is Status.UNRESOLVED:
            cite, seen, part = self._by_memory(stretch, cite, note, before)
        if cite.citekey and not part:
            seen = self.memory.places.get(cite.citekey, seen)
        here = Antecedent(note=note[1], cite=len(before))
        said = stretch.remainder(cite.start, cite.end)
        if part:
            work = part_alone(self._work(stretch, piece, cite, before))
            seen = self.memory.remember(work, here, cite, said) if work.titles else seen
        elif seen is None and cite.antecedent is None and cite.kind not in _NEVER_FIRST:
            seen = self.memory.remember(self._work(stretch, piece, cite, before), here, cite, said)
        self.memory.append(cite, note, len(before), seen)
        return cite

    def _confirmed(
        self, stretch: Stretch, piece: Piece, note: NoteId, before: Sequence[Cite], kept: Cite
    ) -> Cite | None:
        """Put a work that a person confirmed into the memory, called as the note calls it; None where none is confirmed."""
        place = self.index.keyed(kept.citekey) if kept.confirmed and kept.citekey else None
        if place is None:
            return None
        work = self.index.work(place)
        cite = replace(piece.cite, item=None, citekey=work.citekey, status=Status.RESOLVED, confidence=CONFIRMED)
        seen = self.memory.places.get(work.citekey or "")
        if seen is None and cite.kind not in _NEVER_FIRST:
            called = self._work(stretch, replace(piece, found=None), piece.cite, before)
            titles = tuple(title for title in called.titles if title.kind != "container" and title not in work.titles)
            work = replace(work, titles=(*work.titles, *titles))
            here = Antecedent(note=note[1], cite=len(before))
            seen = self.memory.remember(work, here, cite, stretch.remainder(cite.start, cite.end))
        self.memory.append(cite, note, len(before), seen)
        return cite

    def _by_key(self, cite: Cite, note: NoteId, number: int) -> Cite:
        """Settle a cite that names its citekey, and put it into the memory."""
        citekey = str((cite.item or {})["id"])
        place = self.index.keyed(citekey)
        if place is None:
            why = Evidence(kind="citekey", value=f"the library has no entry {citekey}")
            self.memory.append(cite, note, number, None)
            return replace(cite, evidence=(why,))
        work = self.index.work(place)
        citekey = work.citekey or citekey
        why = Evidence(kind="citekey", value="the note gives the citekey")
        cite = replace(cite, item=None, citekey=citekey, status=Status.RESOLVED, confidence=KEYED, evidence=(why,))
        seen = self.memory.places.get(citekey)
        if seen is None:
            seen = self.memory.remember(work, Antecedent(note=note[1], cite=number), cite)
        self.memory.append(cite, note, number, seen)
        return cite

    def _work(self, stretch: Stretch, piece: Piece, cite: Cite, before: Sequence[Cite]) -> Work:
        """Return a work at its first cite: the library's, or what the note says of it. `before`: the note's cites so far."""
        start = cite.start if before else headed(stretch, cite)
        text = stretch.text[start : cite.end]
        if piece.found and cite.citekey == piece.found.best.work.citekey:
            return called_also(piece.found.best.work, stretch.remainder(cite.start, cite.end))
        heirs = self.memory.last.people if cite.kind is CiteKind.IDEM and self.memory.last else ()
        return work_of_cite(text, cite.item, people=heirs)

    def _by_memory(
        self, stretch: Stretch, cite: Cite, note: NoteId, before: Sequence[Cite]
    ) -> tuple[Cite, int | None, bool]:
        """Settle a cite by what was cited before: (the cite, its work's place, whether it is a new part of that work)."""
        said = nameless(cite, self.memory, self.sentence) if is_same_work(cite) else None
        if said is not None:
            return *said, False
        if repeats(cite):
            inside = bool(before) and "," in stretch.text[before[-1].end : cite.start] + stretch.text[cite.start - 1]
            return ibid(cite, self.memory, note, gap=self.gap, inside=inside), None, False
        back = look_back(stretch, cite, self.memory)
        named = cross_note(cite, self.memory, note, stretch, back)
        if named is not None:
            return named, None, False
        if back is None and (says_seen(cite) or cite.kind is CiteKind.SHORT):
            misread = misread_form(stretch, cite, self.memory)
            if misread is not None:
                return *misread, False
        if back is None and says_seen(cite):
            back = look_back(stretch, cite, self.memory, pointed=True)
        if back is not None:
            settled, place = short_form(stretch, cite, self.memory, back)
            if settled.status is not Status.UNRESOLVED and not is_elsewhere(cite, settled, self.memory, note):
                return settled, place, settled.status is Status.RESOLVED and is_held_in(stretch, back.best)
        return cite, None, False


def _is_pointer(stretch: Stretch, piece: Piece) -> bool:
    """Tell "see note 48 above" from a cite: it names no work and no place in one."""
    cite = piece.cite
    if cite.kind is not CiteKind.CROSS_NOTE or piece.found is not None or cite.locator:
        return False
    inside = [k for k, word in enumerate(stretch.words) if cite.start <= word.start < cite.end]
    return not any(stretch.is_content(k) or stretch.words[k].text in ("op", "cit", "loc") for k in inside)


def _identifier_hits(stretch: Stretch, index: Index) -> list[Hit]:
    hits = []
    for address in _ADDRESS.finditer(stretch.text):
        places = index.identified(identifier(address.group()))
        at = next((k for k, word in enumerate(stretch.words) if word.start >= address.end()), len(stretch.words))
        for place in places:
            work = index.work(place)
            begin = stretch.begin(at - 1)
            named, first, _ = people_in(stretch, work.people, begin, stretch.finish(at - 1))
            hits.append(
                Hit(
                    place=place,
                    work=work,
                    route=Route.IDENTIFIER,
                    start=max(at - 1, 0),
                    end=at,
                    core_start=max(at - 1, 0),
                    core_end=at,
                    naming=Naming.LEAD if named and first - begin < _LEADS else Naming.NEAR if named else Naming.ABSENT,
                )
            )
    return hits


def _by_library(stretch: Stretch, cite: Cite, found: Found, memory: Memory) -> Cite:
    """Return a cite settled by the library, or left open with its candidates."""
    candidates = tuple(
        Candidate(citekey=hit.work.citekey, confidence=round(share, 3))
        for hit, share in found.shares
        if hit.work.citekey and share >= LISTED
    )
    best = found.best
    known = facts(best, seen=best.work.citekey in memory.first)
    evidence = evidence_of(stretch, best, known)
    if found.tied:
        same = "is in the library more than once" if _is_doubled(found) else "fits several entries alike"
        reason = Evidence(kind="rival", value=f"{same}: {_names(found)}")
        return replace(cite, status=Status.AMBIGUOUS, candidates=candidates, evidence=(*evidence, reason))
    if found.apart:
        reason = Evidence(
            kind="rival", value=f"of {_names(found)} it alone fits what else the note says, or how it is printed"
        )
        evidence = (*evidence, reason)
    if found.confidence < ACCEPTED:
        return replace(cite, status=Status.UNRESOLVED, candidates=candidates, evidence=evidence)
    antecedent = memory.first.get(best.work.citekey or "")
    return replace(
        cite,
        status=Status.RESOLVED,
        citekey=best.work.citekey,
        confidence=found.confidence,
        antecedent=antecedent,
        candidates=candidates[1:],
        evidence=evidence,
    )


def _is_doubled(found: Found) -> bool:
    """Tell whether a tie is between entries of one title, year and author: one work entered twice."""
    one, other = (hit for hit, _ in found.ranked[:2])
    return one.title == other.title and (one.work.people, one.work.years) == (other.work.people, other.work.years)


def _names(found: Found) -> str:
    return ", ".join(hit.work.citekey or "" for hit, _ in found.ranked[:4])


def _overall(cites: Sequence[Cite]) -> Status:
    """Return the status of a note: that of its most open cite."""
    for status in (Status.UNRESOLVED, Status.AMBIGUOUS, Status.RESOLVED):
        if any(cite.status is status for cite in cites):
            return status
    return Status.EXPLANATORY
