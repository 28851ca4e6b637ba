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
from sergecite.resolve.chain import ACCEPTED, cross_note, ibid, look_back, short_form
from sergecite.resolve.choose import Found, choose
from sergecite.resolve.confidence import facts
from sergecite.resolve.evidence import evidence_of
from sergecite.resolve.index import Index
from sergecite.resolve.keep import keep_confirmed
from sergecite.resolve.locators import VALUE, find_locators
from sergecite.resolve.match import Agreement, Hit, Route, title_hit
from sergecite.resolve.memory import Last, Memory, NoteId, work_of_cite
from sergecite.resolve.naming import Naming
from sergecite.resolve.note_parser import parse_note
from sergecite.resolve.record import ANCHOR_WORDS, anchor_of
from sergecite.resolve.stretch import Stretch, vocabulary
from sergecite.resolve.words import sound
from sergecite.resolve.work import identifier

LISTED = 0.1
"""A candidate less likely than this is not mentioned."""
_BARE_LOCATOR = re.compile(rf"[”\"’')\]]?[,:]? (?:at )?(?P<value>{VALUE})(?=[,.;:)\] ]|$)")
_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s<>\"”’)\]]+|\b10\.\d{4,9}/[^\s<>\"”’)\]]+|\b(?:97[89][- ]?)?(?:\d[- ]?){9}[\dxX]\b"
)
_POINTS_BACK = frozenset({CiteKind.IBID, CiteKind.OP_CIT, CiteKind.CROSS_NOTE})


def resolve(document: Document, entries: Iterable[Entry], record: Resolution | None = None) -> Resolution:
    """Resolve every note of a document. What `record` holds as confirmed stands as it is.

    `Resolution.essay` is left to the caller, who knows the file's name.
    """
    kept = tuple(entries)
    texts = [note.text for note in document.notes]
    known = vocabulary(texts)
    known |= {sound(word) for word in known if len(word) > 3}
    essay = _Essay(index=Index.of_entries(kept, known))
    notes = [essay.note(note) for note in document.notes]
    resolution = Resolution(essay="", notes=tuple(_placed(document, notes)))
    return keep_confirmed(resolution, record) if record else resolution


def _placed(document: Document, notes: Sequence[ResolvedNote]) -> list[ResolvedNote]:
    """Give each note the place of its marker."""
    anchors = {
        (marker.chapter, marker.number): anchor_of(_before(document, number))
        for number, marker in enumerate(document.markers)
    }
    return [replace(note, anchor=anchors.get((note.chapter, note.number), "")) for note in notes]


def _before(document: Document, number: int) -> str:
    """Return some text before a marker, other markers left out."""
    parts: list[str] = []
    end = document.markers[number].start
    for marker in reversed(document.markers[max(0, number - ANCHOR_WORDS) : number]):
        parts.append(document.body[marker.end : end])
        end = marker.start
    parts.append(document.body[max(0, end - 200) : end])
    return "".join(reversed(parts))


@dataclass(slots=True)
class _Piece:
    """A stretch of the note that is one cite: as the parser has it, as the library has it, or both."""

    cite: Cite
    found: Found | None
    parsed: bool


@dataclass(slots=True)
class _Essay:
    """The state of one run: the library's index and what the notes before have cited."""

    index: Index
    memory: Memory = field(default_factory=Memory)
    gap: bool = False

    def note(self, note: Note) -> ResolvedNote:
        """Resolve one note and remember what it cites."""
        stretch = Stretch.of(note.text, note.italics)
        number = (note.chapter, note.number)
        parsed = parse_note(note.text, note.italics)
        founds = choose(stretch, self._hits(stretch), self._is_seen)
        cites: list[Cite] = []
        for piece in _pieces(stretch, parsed, founds):
            cites.append(self._cite(stretch, piece, number, len(cites)))
        self.gap = not cites
        return ResolvedNote(
            number=note.number,
            chapter=note.chapter,
            text=note.text,
            sentence="",
            status=_overall(cites),
            cites=tuple(cites),
        )

    def _hits(self, stretch: Stretch) -> list[Hit]:
        words = {word.text for word in stretch.words}
        names = [word.text for word in stretch.words if word.capital]
        places = self.index.candidates(words, names)
        hits = [hit for place in places if (hit := title_hit(stretch, self.index, place))]
        return [*_identifier_hits(stretch, self.index), *hits, *author_date_hits(stretch, self.index)]

    def _is_seen(self, hit: Hit) -> bool:
        return hit.work.citekey in self.memory.first

    def _cite(self, stretch: Stretch, piece: _Piece, note: NoteId, place: int) -> Cite:
        """Settle one piece, the library's word first, and put it into the memory."""
        cite = piece.cite
        settled = _by_library(stretch, cite, piece.found, self.memory) if piece.found else None
        seen: int | None = None
        if settled is None or settled.confidence < ACCEPTED:
            settled, seen = self._by_memory(stretch, piece, settled or cite, note)
        self._remember(stretch, settled, note, place, seen)
        return settled

    def _by_memory(self, stretch: Stretch, piece: _Piece, cite: Cite, note: NoteId) -> tuple[Cite, int | None]:
        if cite.kind is CiteKind.IBID:
            return ibid(cite, self.memory, note, gap=self.gap), None
        back = look_back(stretch, cite, self.memory)
        named = cross_note(cite, self.memory, note, stretch, back)
        if named is not None:
            return named, None
        if back is not None:
            settled = short_form(stretch, cite, self.memory, back)
            if settled.status is not Status.UNRESOLVED:
                return settled, back.best.place
        if cite.status is Status.UNRESOLVED and not cite.candidates:
            by_name = self._by_name(stretch, cite)
            if by_name is not None:
                return by_name, None
        return cite, None

    def _by_name(self, stretch: Stretch, cite: Cite) -> Cite | None:
        """Read "Adorno and Benjamin, 23": a name alone, of whom the library has one work."""
        begin, end = _places(stretch, cite)
        found = choose(stretch, name_hits(stretch, self.index, begin, end), self._is_seen)
        return _by_library(stretch, cite, found[0], self.memory) if found else None

    def _remember(self, stretch: Stretch, cite: Cite, note: NoteId, place: int, seen: int | None) -> None:
        memory = self.memory
        here = Antecedent(note=note[1], cite=place)
        people = memory.seen[seen].work.people if seen is not None else ()
        if cite.kind is CiteKind.OPAQUE:
            memory.barred = True
        else:
            new = cite.citekey not in memory.first if cite.citekey else cite.antecedent is None
            if new and cite.kind not in _POINTS_BACK:
                heirs = memory.last.people if cite.kind is CiteKind.IDEM and memory.last else ()
                text = stretch.text[cite.start : cite.end]
                work = work_of_cite(text, cite.item, citekey=cite.citekey, people=heirs)
                people = people or work.people
                seen = memory.remember(work, here, cite.citekey)
            if cite.kind is CiteKind.IBID and memory.last:
                people = memory.last.people
            memory.barred = cite.kind in _POINTS_BACK and cite.status is Status.UNRESOLVED
            before = memory.last if memory.last and memory.last.note == note else None
            others = (*before.others, *_as_candidate(before.cite)) if before and not _same(before.cite, cite) else ()
            memory.last = Last(
                note=note, cite=cite, antecedent=here, alone=before is None, others=others, people=people
            )
        memory.notes[note].append((cite, seen))


def _same(one: Cite, other: Cite) -> bool:
    return one.citekey is not None and one.citekey == other.citekey


def _as_candidate(cite: Cite) -> tuple[Candidate, ...]:
    return (Candidate(citekey=cite.citekey or "", confidence=0.2),)


def _places(stretch: Stretch, cite: Cite) -> tuple[int, int]:
    begin = next((k for k, word in enumerate(stretch.words) if word.start >= cite.start), len(stretch.words))
    end = next((k for k, word in enumerate(stretch.words) if word.start >= cite.end), len(stretch.words))
    return begin, end


def _identifier_hits(stretch: Stretch, index: Index) -> list[Hit]:
    hits = []
    for address in _ADDRESS.finditer(stretch.text):
        places = index.identified(identifier(address.group()))
        at = next((k for k, word in enumerate(stretch.words) if word.start >= address.end()), len(stretch.words))
        hits += [
            Hit(
                place=place,
                work=index.work(place),
                route=Route.IDENTIFIER,
                start=max(at - 1, 0),
                end=at,
                core_start=max(at - 1, 0),
                core_end=at,
                naming=Naming.ABSENT,
                year=Agreement.ABSENT,
            )
            for place in places
        ]
    return hits


def _pieces(stretch: Stretch, parsed: Sequence[Cite], founds: Sequence[Found]) -> list[_Piece]:
    """Lay the library's finds over the parser's cites; each find is one cite, each cite without a find stays."""
    pieces: list[_Piece] = []
    spans = [(stretch.words[found.best.start].start, stretch.words[found.best.end - 1].end, found) for found in founds]
    used: set[int] = set()
    for cite in parsed:
        inside = [
            n for n, (start, end, _) in enumerate(spans) if n not in used and start < cite.end and end > cite.start
        ]
        used.update(inside)
        if not inside:
            pieces.append(_Piece(cite, None, parsed=True))
            continue
        pieces += _shared(stretch, cite, [spans[n] for n in inside])
    for n, (start, end, found) in enumerate(spans):
        if n not in used:
            stop = min((s for s, _, _ in spans if s >= end), default=len(stretch.text))
            pieces.append(_Piece(_new_cite(stretch, start, end, stop, found), found, parsed=False))
    return sorted(pieces, key=lambda piece: piece.cite.start)


def _shared(stretch: Stretch, cite: Cite, spans: Sequence[tuple[int, int, Found]]) -> list[_Piece]:
    """Divide a parsed cite among the finds inside it."""
    first_start, first_end, first = spans[0]
    pieces: list[_Piece] = []
    if cite.kind is CiteKind.IBID and first_start > cite.start + 4 and first.best.naming is Naming.LEAD:
        cut = first_start
        pieces.append(
            _Piece(replace(cite, end=cut, text=stretch.text[cite.start : cut].rstrip(" ;,.")), None, parsed=True)
        )
        first_cite = None
    else:
        kind = (
            _form(first.best)
            if cite.kind in (CiteKind.FULL, CiteKind.SHORT, CiteKind.OPAQUE, CiteKind.IBID)
            else cite.kind
        )
        locator, label = cite.locator, cite.label
        if len(spans) > 1:
            locator, label = _locator(stretch.text, first_end, spans[1][0])
        elif locator is None:
            locator, label = _locator(stretch.text, first_end, max(cite.end, first_end))
        first_cite = replace(cite, kind=kind, locator=locator, label=label)
        if len(spans) > 1:
            end = max(first_end, min(cite.end, spans[1][0]))
            first_cite = replace(first_cite, end=end, text=stretch.text[cite.start : end].rstrip(" ;,"), item=None)
        pieces.append(_Piece(first_cite, first, parsed=True))
    for n, (start, end, found) in enumerate(spans):
        if n == 0 and first_cite is not None:
            continue
        stop = spans[n + 1][0] if n + 1 < len(spans) else max(cite.end, end)
        pieces.append(_Piece(_new_cite(stretch, start, end, stop, found), found, parsed=False))
    return pieces


def _new_cite(stretch: Stretch, start: int, end: int, stop: int, found: Found) -> Cite:
    locator, label = _locator(stretch.text, end, stop)
    return Cite(
        kind=_form(found.best), text=stretch.text[start:end], start=start, end=end, locator=locator, label=label
    )


def _form(hit: Hit) -> CiteKind:
    whole = hit.route is Route.TITLE and hit.coverage > 0.99 and (hit.year is Agreement.SAME or bool(hit.support))
    return CiteKind.FULL if whole else CiteKind.SHORT


def _locator(text: str, start: int, stop: int) -> tuple[str | None, str | None]:
    """Return the place cited between two offsets: bare just after the work, or labelled further on."""
    if bare := _BARE_LOCATOR.match(text, start, stop):
        return bare["value"], "page"
    if labelled := find_locators(text, start, stop):
        return labelled[0].value, labelled[0].label
    return None, None


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
        names = ", ".join(hit.work.citekey or "" for hit, _ in found.ranked[:4])
        reason = Evidence(kind="rival", value=f"fits several entries alike: {names}")
        return replace(cite, status=Status.AMBIGUOUS, candidates=candidates, evidence=(*evidence, reason))
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


def _overall(cites: Sequence[Cite]) -> Status:
    """Return the status of a note: that of its most open cite."""
    for status in (Status.UNRESOLVED, Status.AMBIGUOUS, Status.RESOLVED):
        if any(cite.status is status for cite in cites):
            return status
    return Status.EXPLANATORY
