"""Find note markers in plain text: bare digits glued to words, superscripts, [12], (12), * and dagger.

A text pasted from the web has lost the superscript: `1917-193730` is a year and marker 30. Each suffix of each run of
digits is a candidate and gets a weight for its place; the best increasing chain decides. The weights are log-odds in
spirit: how much likelier such a place is for a marker than for a number of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sergecite.essay.chain import Candidate, Link, best_chain
from sergecite.model.document import Marker

LONGEST_MARKER = 3
"""Digits; a body with a thousand notes has its numbering per chapter."""

AFTER_PUNCTUATION = 6.0
"""Glued to a full stop, comma or closing quotation mark: print puts nothing else there."""
AFTER_WORD = 3.5
"""Glued to a word in small letters: "century1"."""
AFTER_NAME = 1.0
"""Glued to one or two letters or to capitals: as often "A4" or "USSR5"."""
AFTER_ABBREVIATION = -2.5
"""p.12, fig.3: left out unless nothing else bridges the chain."""
AFTER_NUMBER_POINT = 0.5
"""A number, a point, a marker that ends its line or sentence; elsewhere it is a decimal."""
AFTER_YEAR = 2.0
"""The head of the run is a year: "193730"."""
AFTER_YEAR_POINT = 1.0
"""A year, a point or comma, a marker: "1918.8", "1939,49"."""
AFTER_THOUSANDS = 1.0
"""The head completes a group of thousands: "800,0006"; "£1,100,8"."""
AFTER_RANGE = 1.0
"""The head ends a range of years: "1957-5815"."""
AFTER_UNBROKEN_SPACE = -0.5
"""A no-break or thin space before the marker, as French printing has it."""
AFTER_NUMBER_UNBROKEN = 0.0
"""... and a number before the space; three digits there would be a group of thousands."""
AFTER_MARKER = 3.0
"""The number before it, then a comma: "11,12"."""
AFTER_SENTENCE_SPACE = -1.0
"""A space slipped in between a full stop and a marker that ends its line or sentence."""
AFTER_SPACE = -6.0
"""Free-standing numbers belong to the text."""
IN_NUMBER = -5.0
"""The tail of a plain number."""
IN_NUMBER_AT_PAUSE = -2.9
"""... before a comma, a point, a bracket or the end of a line."""
SPACED = 2.5
"""A space, a marker, and the next sentence, in an essay whose markers all stand so."""
SPACED_AFTER_POINT = 1.0
"""... within a sentence, after a comma, a quotation mark, the number before it ..."""
SPACED_AT_PAUSE = 0.5
"""... between a word or bracket and a comma or the like: a number of the text as well."""
SPACED_AFTER_WORD = -1.5
"""... between two words, or after a year."""
BEFORE_SMALL_LETTER = -3.0
"""The paste lost a space after a marker within a sentence."""
FOREIGN = -8.0
"""Decimals, ranges, percentages, currency, times, abbreviations: never a marker in print."""
HOPELESS = -6.0
"""No chain gains by a number in a place as bad as this; most numbers of a text are left out so."""
GLUED_ON_BOTH_SIDES = -2.0
"""A capital letter follows at once: the paste lost a space or line."""
GLUED_PAIR = -1.0
"""Two markers in one run are rare, three rarer."""
SUPERSCRIPT = 8.0
BRACKETED = 7.0
BEFORE_LINE = -1.0
"""In brackets, glued before the first word of a line, as verse has it: good for a gap and nothing else."""
PARENTHESIZED = 3.0
"""Parentheses also hold years, list numerals and measures."""

AMONG_NOTES = 3.0
"""The notes are there, and one has this number."""
NOT_AMONG_NOTES = -4.0
"""The notes are there, and none has this number."""

LEAST_SPACED_WEIGHT = 12.0
"""Free-standing numbers need a longer chain to be more than chance."""

LEAST_WEIGHT = 5.0
"""A chain below this is chance: one number in a good place, or a few in poor ones."""

_CLOSERS = ".,;:!?…”’»\"')]›“‘«%。，、！？；：』」）"
_ENDERS = ".!?…”’»\"'"
_UNBROKEN = "\u00a0\u202f\u2009\u200a\u200b\u2060\ufeff"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_DIGITS = re.compile(r"[0-9]+")
_ITEM = re.compile(r"[.!?:;”»)] [0-9]+[.)]\s")
"""A list whose lines were lost."""
_DITTO = re.compile(r"\s[\"”“»«] ")
_RUN = re.compile(r"[0-9]+$")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|<sup>[ \t]*(?P<tagged>[0-9]{1,3})[ \t]*</sup>|(?<=\S)\^(?P<caret>[0-9]{1,3})\^")
_BRACKETED = re.compile(r"\[0{0,2}([1-9][0-9]{0,2})\]")
_LABELLED = re.compile(r"\[(?:note|nota|anm\.?|nb|fn|n\.?) ?([1-9][0-9]{0,2})\]", re.IGNORECASE)
_PARENTHESIZED = re.compile(r"\(([1-9][0-9]{0,2})\)")
_YEAR = re.compile(r"(?<![0-9])(?:1[0-9]|20)[0-9]{2}$")
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:[pnfcstvl]|(?i:pp|nn|nr|vols?|figs?|fols?|ff|chap|secs?|ca|bde?|hft|kap|abb|anm|tom|vv|ll|pls?)|§)\.$"
)
_ABBREVIATION_OR_WORD = re.compile(
    r"(?<!\w)(?:nos?|arts?|figures?|ch|cap|tab|cat|inv|lot|mss?|eq|ver|rev|ed|st|par|cl)\.$", re.IGNORECASE
)
_SECTION = re.compile(r"(?<![0-9])[0-9]{1,2}\.[A-Z]\.$")
"""1.E.8; but the U.S.8"""
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|km|ft|in|x|y|n|10)$")
_YEAR_OR_RANGE = re.compile(r"(?<![0-9])(?:(?:1[0-9]|20)[0-9]{2}|[0-9]{1,4}[-–][0-9]{1,4})$")
_RANGE_FROM = re.compile(r"(?<![0-9])((?:1[0-9]|20)[0-9]{2})[-–/]$")
_LAST_YEAR = 2099
_MONTH_POINT = re.compile(r"[0-9]\.[0-9]{1,2}\.$")
_FOREIGN_AFTER = re.compile(
    r"[%°$€£′″]|[.,:/·][0-9]|[-–—][0-9]|\.[a-z]|st\b|nd\b|rd\b|th\b|/|[.,]?\s?[%°]| (?:percent|per cent)\b"
)
_THOUSANDS_AFTER = re.compile(r"[ \u00a0\u202f\u2009’'][0-9]{3}(?![0-9])")
_THOUSANDS_BEFORE = re.compile(r"(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3})+,$")
_PAUSE = re.compile(r"[,;:!?)\]»”]|\.(?![0-9])|\s*\Z|[ \t]*\r?\n")
_URL = re.compile(
    r"(?:https?://|www\.|doi:|10\.[0-9]{4,}/)\S+|<(?!sup>)[^<>\n]{0,500}>|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TABLE_ROW = re.compile(r"^[ \t]*+(?:\|.*\||[^\t\n]++(?:\t[^\t\n]*+){2,})[ \t]*\r?$", re.MULTILINE)
_DEEPEST_INDENT = 40
_WORDS_OF_SENTENCE = 3


def find_markers(
    body: str,
    outside: Sequence[tuple[int, int]] = (),
    known: frozenset[int] = frozenset(),
    *,
    restarts: bool = True,
) -> tuple[Marker, ...]:
    """Return the markers of the body in order.

    `outside` are spans to leave out, such as blocks of notes; `known` are the numbers of the notes, where they are
    known; `restarts` tells whether the numbering may begin again. One way of writing markers is taken for the whole
    body: the one whose chain weighs most.
    """
    barred = _Spans([*outside, *_barred(body)])
    bare = list(_bare(body))
    ways = (
        (LEAST_WEIGHT, _raised(body)),
        (LEAST_WEIGHT, _enclosed(body, _BRACKETED, BRACKETED)),
        (LEAST_WEIGHT, _enclosed(body, _LABELLED, BRACKETED)),
        (LEAST_WEIGHT, bare),
        (LEAST_WEIGHT, _enclosed(body, _PARENTHESIZED, PARENTHESIZED)),
        (LEAST_SPACED_WEIGHT, sorted([*bare, *_spaced(body)], key=lambda candidate: candidate.start)),
    )
    chains = []
    for least, candidates in ways:
        judged = [_judged(one, known) for one in candidates if one.start not in barred]
        weight, links = best_chain(judged, restarts=restarts)
        chains.append((weight - least, links))
    surplus, links = max(chains, key=lambda chain: chain[0])
    return tuple(marker for link in links for marker in _cut(link)) if surplus >= 0 else ()


def _judged(candidate: Candidate, known: frozenset[int]) -> Candidate:
    if not known:
        return candidate
    expected = AMONG_NOTES if known.issuperset(candidate.numbers) else NOT_AMONG_NOTES
    return replace(candidate, weight=candidate.weight + expected)


def _barred(body: str) -> list[tuple[int, int]]:
    spans = [match.span() for pattern in (_URL, _TABLE_ROW) for match in pattern.finditer(body)]
    front = _FRONT_MATTER.match(body)
    return [front.span(), *spans] if front else spans


class _Spans:
    """Asks quickly whether an offset lies in one of the spans."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]


def _cut(link: Link) -> Iterator[Marker]:
    start = link.candidate.start
    for number in link.candidate.numbers:
        end = link.candidate.end if len(link.candidate.numbers) == 1 else start + len(str(number))
        yield Marker(number=str(number), start=start, end=end, chapter=link.chapter)
        start = end


def _raised(body: str) -> Iterator[Candidate]:
    for match in _RAISED.finditer(body):
        digits = match["tagged"] or match["caret"] or match.group().translate(_SUPERSCRIPTS)
        if digits[0] == "0" or _at_line_start(body, match.start()):
            continue
        unit = _UNIT.search(body, max(0, match.start() - 3), match.start())
        weight = AFTER_SPACE if unit else SUPERSCRIPT
        if len(digits) <= LONGEST_MARKER:
            yield Candidate(match.start(), match.end(), (int(digits),), weight)
        row = _row(digits) if len(digits) <= 2 * LONGEST_MARKER else ()
        if row:
            yield Candidate(match.start(), match.end(), row, weight + GLUED_PAIR * (len(row) - 1))


def _enclosed(body: str, pattern: re.Pattern[str], weight: float) -> Iterator[Candidate]:
    for match in pattern.finditer(body):
        if not _at_line_start(body, match.start()):
            spaced = body[match.start() - 1].isspace()
            found = weight - (1.0 if weight == BRACKETED else 6.0) * spaced
            yield Candidate(match.start(), match.end(), (int(match.group(1)),), found)
        elif weight == BRACKETED and body[match.end() : match.end() + 1].isalpha():
            yield Candidate(match.start(), match.end(), (int(match.group(1)),), BEFORE_LINE)


def _bare(body: str) -> Iterator[Candidate]:
    for match in _DIGITS.finditer(body):
        first, last = match.span()
        if _at_line_start(body, first):
            continue
        after = _weight_after(body, last)
        for start in range(max(first, last - 2 * LONGEST_MARKER), last):
            digits = body[start:last]
            if digits[0] == "0":
                continue
            before = _weight_before(body, first, start, last)
            if after <= FOREIGN and body.startswith(f",{int(digits) + 1}", last):
                weight = before
            elif after <= FOREIGN and before >= AFTER_PUNCTUATION and body[last].islower() and not _ordinal(body, last):
                weight = before + BEFORE_SMALL_LETTER
            elif after <= FOREIGN:
                continue
            else:
                weight = before + after
            if weight <= HOPELESS:
                continue
            if len(digits) <= LONGEST_MARKER:
                yield Candidate(start, last, (int(digits),), weight)
            row = _row(digits)
            if row:
                yield Candidate(start, last, row, weight + GLUED_PAIR * (len(row) - 1))


def _spaced(body: str) -> Iterator[Candidate]:
    """Yield free-standing numbers, as viewers of pages give them: those between two sentences are the likely ones."""
    for match in _DIGITS.finditer(body):
        start, end = match.span()
        if (
            end - start > LONGEST_MARKER
            or body[start] == "0"
            or _at_line_start(body, start)
            or _weight_after(body, end)
        ):
            continue
        if start < 2 or body[start - 1] != " " or _ITEM.match(body, start - 2) or _DITTO.match(body, start - 3):
            continue
        if body[start - 2].isdigit():
            number = _RUN.search(body, max(0, start - 8), start - 1)
            if number and int(number.group()) + 1 == int(match.group()):
                weight = SPACED_AFTER_POINT
            elif _YEAR.search(body, max(0, start - 6), start - 1):
                weight = SPACED_AFTER_WORD
            else:
                continue
        elif body[start - 2] not in _CLOSERS or body[start - 2] in ")]":
            weight = SPACED_AT_PAUSE if _PAUSE.match(body, end) else SPACED_AFTER_WORD
        elif _ABBREVIATION.search(body, max(0, start - 13), start - 1):
            weight = SPACED_AFTER_WORD
        else:
            weight = SPACED if body[start - 2] in _ENDERS and _closes(body, end) else SPACED_AFTER_POINT
        yield Candidate(start, end, (int(match.group()),), weight)


def _row(digits: str) -> tuple[int, ...]:
    """Return n, n+1 and so on where the digits are these, one after the other; else nothing."""
    for length in range(1, len(digits) // 2 + 1):
        numbers = [int(digits[:length])]
        shown = digits[:length]
        while len(shown) < len(digits):
            numbers.append(numbers[-1] + 1)
            shown += str(numbers[-1])
        if shown == digits and digits[0] != "0":
            return tuple(numbers)
    return ()


def _at_line_start(body: str, start: int) -> bool:
    """Whether nothing but indentation or a bullet stands before `start` in its line."""
    before = body[max(0, start - _DEEPEST_INDENT) : start]
    indent = before[before.rfind("\n") + 1 :]
    return (len(indent) < len(before) or start <= _DEEPEST_INDENT) and not indent.strip(" \t\u00a0>*•·–—-")


def _ordinal(body: str, end: int) -> bool:
    return bool(re.match(r"(?:st|nd|rd|th|s|er|e|bis|ff?|[a-z])\b", body[end : end + 4]))


def _weight_after(body: str, end: int) -> float:
    if _FOREIGN_AFTER.match(body, end):
        return FOREIGN
    if end < len(body) and (body[end].isalpha() or body[end] == "_"):
        return GLUED_ON_BOTH_SIDES if body[end].isupper() else FOREIGN
    return 0.0


def _weight_before(body: str, first: int, start: int, end: int) -> float:
    """Weigh what stands before `start`; `first` is where the run of digits begins."""
    if start > first:
        return _weight_after_head(body, first, start, end)
    previous = body[start - 1]
    if previous in _UNBROKEN and start >= 2 and not body[start - 2].isspace():
        return _weight_after_unbroken(body, start, end)
    if previous.isspace():
        ended = start >= 2 and body[start - 2] in ".!?”;"
        return AFTER_SENTENCE_SPACE if ended and _closes(body, end) else AFTER_SPACE
    if previous.isalpha():
        word = re.search(r"[^\W\d_]+$", body[max(0, start - 30) : start])
        return AFTER_WORD if word and len(word.group()) > 2 and not word.group().isupper() else AFTER_NAME
    if previous == "—" and _PAUSE.match(body, end):
        return AFTER_NAME
    if previous not in _CLOSERS:
        return FOREIGN
    before = body[start - 2] if start >= 2 else " "
    if before.isdigit() and previous in ".,:":
        return _weight_after_digit(body, start, end)
    if previous == "." and (
        _SECTION.search(body, max(0, start - 8), start) or (before.isspace() and not _closes(body, end))
    ):
        return FOREIGN
    if previous in "’'\"“‘«" and not (before.isalnum() or before in _CLOSERS):
        return AFTER_NAME if re.search(r"[.…!?,;’”\"']\s$", body[max(0, start - 4) : start - 1]) else FOREIGN
    if previous == "." and _ABBREVIATION.search(body, max(0, start - 12), start):
        return AFTER_ABBREVIATION
    if previous == "." and _ABBREVIATION_OR_WORD.search(body, max(0, start - 12), start):
        return AFTER_NAME
    return AFTER_PUNCTUATION


def _weight_after_unbroken(body: str, start: int, end: int) -> float:
    if not body[start - 2].isdigit():
        return _weight_before(body, start - 1, start - 1, end) + AFTER_UNBROKEN_SPACE
    if _YEAR.search(body, max(0, start - 6), start - 1):
        return AFTER_YEAR + AFTER_UNBROKEN_SPACE
    return AFTER_NUMBER_UNBROKEN if end - start < LONGEST_MARKER else FOREIGN


def _weight_after_head(body: str, first: int, start: int, end: int) -> float:
    """Weigh a suffix of a run of digits by the head it leaves: a year, the end of a range, a group of thousands."""
    head = start - first
    if head == 4 and _YEAR.search(body, first, start):
        return AFTER_YEAR
    if head == 3 and re.search(r"[0-9],$", body[max(0, first - 2) : first]):
        return AFTER_THOUSANDS
    opening = _RANGE_FROM.search(body, max(0, first - 6), first) if head == 2 else None
    if opening and not int(opening[1]) < int(body[first:end]) <= _LAST_YEAR:
        return AFTER_RANGE
    if _THOUSANDS_AFTER.match(body, end):
        return FOREIGN
    pausing = _PAUSE.match(body, end) and not _YEAR.fullmatch(body, first, end)
    return IN_NUMBER_AT_PAUSE if pausing else IN_NUMBER


def _weight_after_digit(body: str, start: int, end: int) -> float:
    number = re.search(r"(?<=\S)[0-9]+$", body[max(0, start - 8) : start - 1])
    if number and body[start - 1] in ",;" and int(number.group()) + 1 == int(body[start:end]):
        return AFTER_MARKER
    year = _YEAR_OR_RANGE.search(body, max(0, start - 10), start - 1)
    if year and not (body[start - 1] == "." and _MONTH_POINT.search(body, max(0, start - 10), start)):
        return AFTER_YEAR_POINT
    if (body[start - 1] == "," and end - start == 3) or body[start - 1] == ":":
        return FOREIGN
    if _THOUSANDS_BEFORE.search(body, max(0, start - 13), start):
        return AFTER_THOUSANDS
    sentence = body[start - 1] == "." and _closes(body, end) and _has_words(body, start)
    return AFTER_NUMBER_POINT if sentence else AFTER_SPACE


def _has_words(body: str, end: int) -> bool:
    """Whether the line up to `end` is a sentence, not a cell of a table."""
    before = body[max(0, end - 80) : end]
    return len(re.findall(r"[^\W\d_]{2,}", before[before.rfind("\n") + 1 :])) >= _WORDS_OF_SENTENCE


def _closes(body: str, end: int) -> bool:
    """Whether a line or sentence ends at `end`."""
    rest = body[end : end + 6].removeprefix(")")
    following = rest.lstrip().lstrip("“‘«\"'([")[:1]
    return not rest or rest[0] in "\r\n" or (rest[0].isspace() and following.isupper())
