"""Number variables: what counts as numeric, ordinals, Roman numerals, and page ranges.

Source: CSL 1.0.2, "Number", "Page Ranges" (appendix V) and the is-numeric condition. A value such as "12-15, 20 & 33"
is split into numbers and what stands between them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from sergecite.csl.locale import Locale
from sergecite.csl.patterns import Pattern

ROMAN = (("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"), ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"),
         ("", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm"), ("", "m", "mm", "mmm", "mmmm", "mmmmm"))  # fmt: skip
NUMERIC = Pattern(r"^[a-zA-Z]{0,4}\d+[a-zA-Z]{0,4}(?:\s*(?:[,&\-–/]|,?\s+and\s)\s*[a-zA-Z]{0,4}\d+[a-zA-Z]{0,4})*$")
JOINER = r"(\s*&\s*|,?\s+and\s+|{}|;\s+|,\s+|\s*\\?[\-–]+\s*)"
LABELLED = Pattern(r"^(?:[a-z]{1,4}|subpara|subch|amend|bibliog|annot|illus|princ|intro|sched|subdiv|subsec)\.\s")
"""A part that brings its own label: "fol. 186"."""
PREFIXED = Pattern(r"^([0-9]*[a-zA-Z]+0*)?([0-9]+(?:[a-zA-Z]*|[\-,a-zA-Z]+))$")
FIRST_NUMERIC = Pattern(r"^(?:[0-9]+|[ixv]+)(?:[\-,:a-zA-Z]*|-[\-0-9]+)$")
ROMAN_NUMBER = Pattern(r"^[ivxlcmIVXLCM]+$")
ENDS_RANGE = Pattern(r"^(?:[a-zA-Z]{0,4}[0-9]+[a-zA-Z]{0,4}|[ivxlcmIVXLCM]+)$")
RANGED = frozenset({"locator", "issue", "volume", "edition", "number", "page"})


def is_numeric(text: str) -> bool:
    """Tell numbers, with letters before or after them, alone or joined by comma, hyphen, ampersand, or the slash of double issues."""
    return bool(NUMERIC.match(text.strip()))


def roman(number: int) -> str:
    """Lower-case Roman numeral; Arabic from 6000."""
    if not 0 < number < 6000:
        return str(number)
    return "".join(ROMAN[place][int(digit)] for place, digit in reversed(list(enumerate(reversed(str(number))))))


def letters(index: int) -> str:
    """0 -> a, 25 -> z, 26 -> aa: the year suffix."""
    out = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        out = chr(97 + rest) + out
    return out


def ordinal(number: int, locale: Locale, gender: str) -> str:
    return f"{number}{locale.ordinal(number, gender)}"


def long_ordinal(number: int, locale: Locale, gender: str) -> str:
    if 1 <= number <= 10 and (text := locale.term(f"long-ordinal-{number:02d}", gender=gender)):
        return text
    return ordinal(number, locale, gender)


class Numbers(NamedTuple):
    """A value split: numbers with their letters, and the joints between (one fewer)."""

    parts: tuple[str, ...]
    joints: tuple[str, ...]
    numeric: bool
    plural: bool


@cache
def _joiner(connective: str) -> re.Pattern[str]:
    return re.compile(JOINER.format(rf",?\s+{re.escape(connective)}\s+" if connective else "(?!)"))


@lru_cache(maxsize=8192)
def split_numbers(text: str, connective: str = "") -> Numbers:
    """Split at commas with a space, semicolons, ampersands, hyphens, "and" and the locale's own word for it."""
    pieces = _joiner(connective).split(text.strip())
    parts, joints = tuple(pieces[::2]), tuple(pieces[1::2])
    if any(not part for part in parts):
        return Numbers((text.strip(),), (), False, False)
    first = PREFIXED.match(parts[0])
    value = first[2] if first else parts[0]
    numeric = bool(FIRST_NUMERIC.match(value))
    countable = bool(value[:1].isdecimal() or ROMAN_NUMBER.match(value))
    escaped = any("\\" in joint for joint in joints)
    count = next((at for at, part in enumerate(parts) if at and LABELLED.match(part)), len(parts))
    return Numbers(parts, joints, numeric, numeric and countable and count > 1 and not escaped)


class NumberFormat:
    """Writes number variables in one locale, with the style's page-range-format."""

    def __init__(self, locale: Locale, page_range_format: str) -> None:
        self.locale = locale
        self.page_range_format = page_range_format
        self.range_mark = locale.term("page-range-delimiter") or "–"
        self.ampersand = locale.term("and", "symbol")
        self.connective = locale.term("and") if locale.lang[:2] != "en" else ""
        if not self.ampersand or self.ampersand == locale.term("and"):
            self.ampersand = "&"
        self._pages: dict[str, str] = {}

    def text(self, value: str, variable: str, *, pages: bool) -> str:
        """Return the value with its joints as the style wants them; `pages`: ranges are shortened."""
        if pages:
            known = self._pages.get(value)
            if known is None:
                known = self._pages[value] = self._text(value.replace("–", "-"), variable, pages)
            return known
        return self._text(value, variable, pages)

    def _text(self, value: str, variable: str, pages: bool) -> str:
        numbers = split_numbers(value, self.connective)
        if not numbers.joints:
            return value
        out = [numbers.parts[0]]
        for at, joint in enumerate(numbers.joints):
            before, after = numbers.parts[at], numbers.parts[at + 1]
            mark = joint.strip()
            if mark == "&":
                out += [f" {self.ampersand} ", after]
            elif "\\" in mark:
                out += [mark.replace("\\", ""), after]
            elif mark == "-":
                chained = (at and numbers.joints[at - 1].strip() == "-") or (
                    at + 1 < len(numbers.joints) and numbers.joints[at + 1].strip() == "-"
                )
                shortens = pages and numbers.numeric
                if chained or (shortens and not _same_prefix(before, after)):  # no range: FS-09-05, N110-5
                    out += ["-", after]
                    continue
                if shortens:
                    after = self.last_page(before, after)
                ranged = (variable in RANGED and numbers.numeric and bool(ENDS_RANGE.match(after))) or bool(
                    re.fullmatch(r"\d+|[ivxlcmIVXLCM]+", before) and re.fullmatch(r"\d+|[ivxlcmIVXLCM]+", after)
                )
                out += [self.range_mark if ranged else "-", after]
            else:
                out += [joint if not mark.endswith(("-", "–")) else mark, after]
        return "".join(out)

    def last_page(self, first: str, last: str) -> str:
        """Return the last page of a range, expanded or shortened as the style's page-range-format says."""
        begin, end = (
            re.fullmatch(r"([0-9]*[a-zA-Z]+0*)?([0-9]+[a-z]*)", first),
            re.fullmatch(r"([0-9]*[a-zA-Z]+0*)?([0-9]+[a-z]*)", last),
        )
        if not begin or not end or not self.page_range_format:
            return last
        before, start = begin[1] or "", begin[2]
        after, stop = end[1] or "", end[2]
        if after and after != before:
            return last
        if len(stop) < len(start):
            stop = start[: len(start) - len(stop)] + stop
        if max(len(start), len(stop)) > 15:
            return last
        if not (start.isdecimal() and stop.isdecimal()) or int(start) >= int(stop):
            return last if not (start.isdecimal() and stop.isdecimal()) else before + stop
        match self.page_range_format:
            case "minimal":
                return _minimal(start, stop, 1)
            case "minimal-two":
                return _minimal(start, stop, 2)
            case "chicago" | "chicago-15":
                return _chicago_15(start, stop)
            case "chicago-16":
                return _chicago_16(start, stop)
            case _:
                return before + stop


def _same_prefix(first: str, last: str) -> bool:
    """Letters before the numbers, if any, are the same: N110-N115, not N110-5."""
    begin, end = PREFIXED.match(first), PREFIXED.match(last)
    return (begin[1] if begin else None) == (end[1] if end else None)


def _minimal(start: str, stop: str, least: int) -> str:
    if len(start) != len(stop):
        return stop
    at = 0
    while at < len(stop) - least and start[at] == stop[at]:
        at += 1
    return stop[at:]


def _chicago_15(start: str, stop: str) -> str:
    begin, end = int(start), int(stop)
    if begin > 100 and begin % 100 and begin // 100 == end // 100:
        return str(end % 100)
    if begin >= 10_000:
        for power in range(3, len(stop)):
            if begin // 10**power == end // 10**power:
                return str(end % 10**power)
    return stop


def _chicago_16(start: str, stop: str) -> str:
    begin, end = int(start), int(stop)
    if begin > 100 and begin % 100:
        for power in range(2, len(stop)):
            if begin // 10**power == end // 10**power:
                return str(end % 10**power)
    return stop
