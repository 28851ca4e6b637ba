"""One sitting of `review`: the resolution as it stands, what is to be asked, what was answered and can be undone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sergecite.model.resolution import Antecedent, Cite, CiteKind, Evidence, Resolution, ResolvedNote, Source, Status

SURE = 0.9
"""A cite resolved at least this surely is not asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person says of a cite: which entry it means, none for the proposal, and which place in it.

    `label` is the kind of that place where it was said ("chap. 4"); otherwise it is of the kind it was, or a page.
    """

    citekey: str | None = None
    locator: str | None = None
    label: str | None = None


class Sitting:
    """Goes from question to question. `stamp` says who answers and when: "user 2026-11-22"."""

    def __init__(self, resolution: Resolution, stamp: str, *, everything: bool) -> None:
        self.resolution = resolution
        self.answered = 0
        self._stamp = stamp
        self._everything = everything
        self._questions = list(_questions(resolution, everything=everything))
        self._at = 0
        self._before: list[tuple[Resolution, list[tuple[int, int]], int]] = []

    @property
    def progress(self) -> tuple[int, int]:
        """Which question it is, from 1, of how many."""
        return self._at + 1, len(self._questions)

    @property
    def is_done(self) -> bool:
        """Whether all questions were passed."""
        return self._at >= len(self._questions)

    @property
    def note(self) -> ResolvedNote:
        """The note in question."""
        return self.resolution.notes[self._questions[self._at][0]]

    @property
    def place(self) -> int:
        """Which of the note's cites is in question, from 0."""
        return self._questions[self._at][1]

    @property
    def cite(self) -> Cite:
        """The cite in question; where the note has none there, or none any more, an empty one."""
        inside = self.place < len(self.note.cites)
        return self.note.cites[self.place] if inside else Cite(kind=CiteKind.CONTEXT, source=Source.CONTEXT)

    def skip(self) -> None:
        """Go to the next question."""
        self._at += 1

    def back(self) -> bool:
        """Go to the question before; tell whether there is one."""
        self._at -= self._at > 0
        return self._at > 0

    def undo(self) -> bool:
        """Take the last answer back and ask again; tell whether there was one."""
        if not self._before:
            return False
        self.resolution, self._questions, self._at = self._before.pop()
        self.answered -= 1
        return True

    def settle(self, answer: Answer) -> list[str]:
        """Confirm the cite as answered; return the later notes whose short forms mean the same work and follow."""
        note, place, cite = self.note, self.place, self.cite
        another = answer.citekey is not None and answer.citekey != cite.citekey
        settled = replace(
            cite,
            citekey=answer.citekey or cite.citekey,
            evidence=() if another else cite.evidence,
            locator=answer.locator or cite.locator,
            label=answer.label or cite.label or ("page" if answer.locator else None),
            candidates=() if another else cite.candidates,
            status=Status.RESOLVED,
            confidence=1.0,
            source=Source.USER,
            confirmed=self._stamp,
        )
        self._keep()
        self._put(self._questions[self._at][0], replace(note, cites=_with(note.cites, place, settled)))
        followers = list(self._follow(place, settled)) if another else []
        self._at += 1
        ahead = [question for question in self._questions[self._at :] if self._everything or self._is_open(*question)]
        self._questions[self._at :] = ahead
        return followers

    def _is_open(self, at: int, place: int) -> bool:
        """Whether a question is still one: the answer to an earlier one may have settled it."""
        cites = self.resolution.notes[at].cites
        return place >= len(cites) or _is_unsure(cites[place])

    def cites_nothing(self) -> None:
        """Take the cite away: the note cites nothing there."""
        note, place = self.note, self.place
        self._keep()
        at = self._questions[self._at][0]
        cites = note.cites[:place] + note.cites[place + 1 :]
        self._put(at, replace(note, cites=cites, certainty=note.certainty if cites else self._stamp))
        # The places of the note's other cites move up.
        self._questions = [(n, p - 1 if n == at and p > place else p) for n, p in self._questions]
        self._at += 1

    def _keep(self) -> None:
        self._before.append((self.resolution, list(self._questions), self._at))
        self.answered += 1

    def _put(self, at: int, note: ResolvedNote) -> None:
        notes = list(self.resolution.notes)
        notes[at] = replace(note, status=_overall(note))
        self.resolution = replace(self.resolution, notes=tuple(notes))

    def _follow(self, place: int, settled: Cite) -> Iterator[str]:
        """Let the unconfirmed short forms that point to a cite mean what it means; yield their notes' numbers."""
        first = self._questions[self._at][0]
        chapter, said = self.resolution.notes[first].chapter, self.resolution.notes[first].number
        pointed = {Antecedent(note=self.resolution.notes[first].number, cite=place)}
        for at in range(first, len(self.resolution.notes)):
            note = self.resolution.notes[at]
            for number, cite in enumerate(note.cites):
                if note.chapter == chapter and cite.antecedent in pointed and not cite.confirmed:
                    pointed.add(Antecedent(note=note.number, cite=number))
                    if cite.citekey != settled.citekey:
                        same = replace(
                            cite,
                            citekey=settled.citekey,
                            status=Status.RESOLVED,
                            confidence=max(cite.confidence, SURE),
                            candidates=(),
                            evidence=(Evidence(kind="position", value=f"the work of note {said}, settled there"),),
                        )
                        note = replace(note, cites=_with(note.cites, number, same))
                        self._put(at, note)
                        yield note.number


def is_open(note: ResolvedNote) -> bool:
    """Whether a note still has something a person could settle."""
    if note.status is Status.EXPLANATORY or (note.certainty and not note.cites):
        return False
    return not note.cites or any(_is_unsure(cite) for cite in note.cites)


def _questions(resolution: Resolution, *, everything: bool) -> Iterator[tuple[int, int]]:
    """Yield (place of the note, place of the cite in it) for all that is to be asked."""
    for place, note in enumerate(resolution.notes):
        if everything or is_open(note):
            for number in range(max(1, len(note.cites))):
                if not note.cites or everything or _is_unsure(note.cites[number]):
                    yield place, number


def _is_unsure(cite: Cite) -> bool:
    return not cite.confirmed and (cite.status is not Status.RESOLVED or cite.confidence < SURE)


def _with(cites: tuple[Cite, ...], place: int, cite: Cite) -> tuple[Cite, ...]:
    return (*cites[:place], cite, *cites[place + 1 :])


def _overall(note: ResolvedNote) -> Status:
    for status in (Status.UNRESOLVED, Status.AMBIGUOUS, Status.RESOLVED):
        if any(cite.status is status for cite in note.cites):
            return status
    return Status.EXPLANATORY
