"""Notes in brackets that say what they are, `[Footnote 1: ...]`, called by `[1]`: as Project Gutenberg's texts have them.

Such a note stands below the paragraph that calls it, or all stand at the end; numbers may begin again on each page. One
without a number, `[Footnote: ...]`, stands where it is called.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sergecite.model.document import Marker, Note

NOTE_WORD = r"(?:(?:foot|end)?note|fu(?:ß|ss)note|anm(?:erkung|\.)|voetnoot|nota|przypis|fotnot)"
"""How a note is called by name; part of an expression that ignores case."""

LEAST_CALLED = 0.5
"""Share of the notes that must be called, for what stands in brackets to be notes and not a writer's remarks."""

_SIGN = r"[1-9][0-9]{0,3}|[a-z]{1,2}|[*†‡§]{1,4}"
_NUMBERED = re.compile(rf"^[ \t]*\[{NOTE_WORD} (?P<sign>{_SIGN})\s*[:.]\s*(?=\S)", re.IGNORECASE | re.MULTILINE)
_IN_PLACE = re.compile(r"\[(?:footnote|fu(?:ß|ss)note|voetnoot):\s*(?=\S)", re.IGNORECASE)
_CALL = re.compile(rf"\[({_SIGN})\]", re.IGNORECASE)
_BRACKET_OR_BLANK = re.compile(r"[\[\]]|\n[ \t]*\r?\n[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class _Bracket:
    """A note in brackets: its sign, the whole, and where its words stand."""

    sign: str
    start: int
    words: int
    end: int

    def as_note(self, text: str, number: str, chapter: int) -> Note:
        words = text[self.words : self.end].removesuffix("]").rstrip()
        return Note(
            number=number,
            text=" ".join(words.split()),
            start=self.words,
            end=self.words + len(words),
            chapter=chapter,
        )


def find_labelled(text: str) -> tuple[list[Marker], list[Note]]:
    """Return the notes in brackets and their markers. A sign that returns counts a chapter on."""
    brackets = list(_brackets(text, _NUMBERED))
    if not brackets:
        return _in_place(text)
    calls = _answered(text, brackets)
    if len(calls) < LEAST_CALLED * len(brackets):
        return [], []
    markers: list[Marker] = []
    notes: list[Note] = []
    seen: set[str] = set()
    chapter = 0
    for bracket in brackets:
        if bracket.sign in seen:
            chapter += 1
            seen.clear()
        seen.add(bracket.sign)
        notes.append(bracket.as_note(text, bracket.sign, chapter))
        if bracket in calls:
            start, end = calls[bracket]
            markers.append(Marker(number=bracket.sign, start=start, end=end, chapter=chapter))
    return sorted(markers, key=lambda marker: marker.start), notes


def _in_place(text: str) -> tuple[list[Marker], list[Note]]:
    markers, notes = [], []
    for count, bracket in enumerate(_brackets(text, _IN_PLACE), start=1):
        markers.append(Marker(number=str(count), start=bracket.start, end=bracket.end))
        notes.append(bracket.as_note(text, str(count), 0))
    return markers, notes


def _brackets(text: str, opening: re.Pattern[str]) -> Iterator[_Bracket]:
    end = 0
    for found in opening.finditer(text):
        if found.start() >= end:
            end = _closing(text, found.end())
            sign = found.groupdict().get("sign") or ""
            yield _Bracket(sign, found.start(), found.end(), end)


def _closing(text: str, start: int) -> int:
    """Return where the bracket opened before `start` ends; one that does not close ends at two blank lines."""
    depth = 1
    for found in _BRACKET_OR_BLANK.finditer(text, start):
        depth += {"[": 1, "]": -1}.get(found.group(), 0)
        if not depth:
            return found.end()
        if found.group().startswith("\n"):
            return found.start()
    return len(text)


def _answered(text: str, brackets: Sequence[_Bracket]) -> dict[_Bracket, tuple[int, int]]:
    """Return for each note that is called where its sign stands.

    With as many calls of a sign as notes the first goes with the first; else a note answers the last call before it.
    """
    inside = iter(brackets)
    current = next(inside, None)
    calls: dict[str, list[tuple[int, int]]] = {}
    for found in _CALL.finditer(text):
        while current is not None and current.end <= found.start():
            current = next(inside, None)
        if current is None or found.start() < current.start:
            calls.setdefault(found[1], []).append(found.span(1))
    answered: dict[_Bracket, tuple[int, int]] = {}
    for sign in {bracket.sign for bracket in brackets}:
        own = [bracket for bracket in brackets if bracket.sign == sign]
        waiting = calls.get(sign, [])
        if len(own) == len(waiting) and all(span[0] < one.start for span, one in zip(waiting, own, strict=True)):
            answered |= dict(zip(own, waiting, strict=True))
            continue
        for one in own:
            before = [span for span in waiting if span[0] < one.start]
            if before:
                answered[one] = before[-1]
                waiting = waiting[len(before) :]
    return answered
