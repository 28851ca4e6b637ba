"""Notes called by signs and not by numbers: *, †, [a], b), [iv], ①; at the end or at the foot of each page.

A sign in a text is also a list's, an emphasis, a death, a word put in by an editor. So each needs its line below, begun with
the same sign: as many lines as calls, each call before its line. Letters and Roman numerals must count from the first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sergecite.essay.numerals import formatted
from sergecite.model.document import Marker, Note

_SERIES = tuple(tuple(formatted(at, form) for at in range(1, 27)) for form in ("lowerLetter", "lowerRoman"))
_PARAGRAPH_END = re.compile(r"\n[ \t]*\r?\n|\Z")
_LONGEST_EMPHASIS = 1000
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class _Form:
    """One way of writing signs: how a call looks and how a line begins; group 1 is the sign."""

    call: re.Pattern[str]
    line: re.Pattern[str]


_FORMS = (
    _Form(
        re.compile(r"(?<=[\w.,;:!?”’»)\"'])(\*{1,3}|[†‡])(?=[\s.,;:!?”’»)\]]|\Z)"),
        re.compile(r"^[ \t]*(?!\*+[^*\n]+\*)(\*{1,3}|[†‡])[ \t]*(?=[^\s*†‡])", re.MULTILINE),
    ),
    _Form(
        re.compile(r"(?<=\S)[\[(](\*{1,3}|[†‡]|[a-z]|[ivxl]{2,5})[\])]"),
        re.compile(r"^[ \t]*[\[(](\*{1,3}|[†‡]|[a-z]|[ivxl]{2,5})[\])][.:]?[ \t]*(?=\S)", re.MULTILINE),
    ),
    _Form(
        re.compile(r"(?<=[.,;:!?”’»\"'])([a-z]|[ivxl]{2,5})\)"),
        re.compile(r"^[ \t]*([a-z]|[ivxl]{2,5})\)[ \t]+(?=\S)", re.MULTILINE),
    ),
    _Form(
        re.compile(rf"(?<=\S)([{_CIRCLED}])"),
        re.compile(rf"^[ \t]*([{_CIRCLED}])[ \t]*(?=\S)", re.MULTILINE),
    ),
)


def find_signs(text: str) -> tuple[list[Marker], list[Note]]:
    """Return the markers that are signs, and their notes."""
    markers: list[Marker] = []
    notes: list[Note] = []
    for form in _FORMS:
        lines = list(form.line.finditer(text))
        if not lines or not _counts_from_the_first([line[1] for line in lines]):
            continue
        ends = [line.start() for line in lines[1:]] + [len(text)]
        below: dict[str, list[Note]] = {}
        for line, end in zip(lines, ends, strict=True):
            own = below.setdefault(line[1], [])
            own.append(_note(text, line, end, chapter=len(own)))
        called: dict[str, list[Marker]] = {sign: [] for sign in below}
        for call in form.call.finditer(text):
            if call[1] in called and not _emphasis(text, call):
                called[call[1]].append(_marker(call, chapter=len(called[call[1]])))
        for sign, own in below.items():
            calls = called[sign]
            if len(calls) == len(own) and all(
                one.start < (two.start or 0) for one, two in zip(calls, own, strict=True)
            ):
                markers += calls
                notes += own
    return markers, notes


def _counts_from_the_first(signs: Sequence[str]) -> bool:
    """Whether letters or numerals go a, b, c or i, ii, iii, beginning again or not; other signs always may."""
    if not signs or not signs[0].isalpha():
        return True
    return any(
        all(sign in series for sign in signs)
        and signs[0] == series[0]
        and all(two == series[0] or series.index(two) == series.index(one) + 1 for one, two in pairwise(signs))
        for series in _SERIES
    )


def _marker(call: re.Match[str], chapter: int) -> Marker:
    return Marker(number=_number(call[1]), start=call.start(), end=call.end(), chapter=chapter)


def _number(sign: str) -> str:
    return str(_CIRCLED.index(sign) + 1) if sign in _CIRCLED else sign


def _note(text: str, line: re.Match[str], following: int, chapter: int) -> Note:
    """Return the note of a line: up to the following one, or to the end of its paragraph."""
    ended = _PARAGRAPH_END.search(text, line.end(), following)
    words = text[line.end() : ended.start() if ended else following].rstrip()
    return Note(
        number=_number(line[1]),
        text=" ".join(words.split()),
        start=line.end(),
        end=line.end() + len(words),
        chapter=chapter,
    )


def _emphasis(text: str, call: re.Match[str]) -> bool:
    """Whether an asterisk closes an emphasis that was opened in the same line."""
    if not call[1].startswith("*"):
        return False
    before = text[max(0, call.start() - _LONGEST_EMPHASIS) : call.start()]
    return bool(re.search(rf"(?:^|[\s(“]){re.escape(call[1])}\w[^*]*$", before[before.rfind("\n") + 1 :]))
