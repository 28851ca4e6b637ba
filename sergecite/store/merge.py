"""Two entries of one work become one: nothing that either says is lost, and nothing contradictory is decided.

All that both say must agree but for spelling, and the fuller spelling stays; what only one says is kept. Otherwise
there is a conflict, and no merge.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sergecite.bibtex.latex import decode
from sergecite.model.entry import MONTHS
from sergecite.store.agreement import agreed, fuller_date, misspelt
from sergecite.store.checks.datamodel import CURRENT, IMPLIED, TYPE_ALIASES
from sergecite.store.duplicates import fold

_TITLE = ("title", "subtitle")
_DATE = ("date", "year", "month", "day")
_MONTHS = {f"{number:02d}": str(number) for number in range(1, 13)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What one entry states: `own` are raw values with macros expanded, `inherited` what it takes from others."""

    citekey: str
    entry_type: str
    own: Mapping[str, str]
    inherited: Mapping[str, str] = field(default_factory=dict)


class Conflict(NamedTuple):
    """A field on which two entries disagree in more than spelling."""

    field: str
    kept: str
    other: str


@dataclass(slots=True)
class Merged:
    """What must change in the kept entry (None: the field goes), and what forbids the merge."""

    entry_type: str
    changes: dict[str, str | None]
    conflicts: list[Conflict]
    spellings: list[Conflict]
    """Titles that differ by a letter or two: the kept entry's stays, the other is given up."""


def merge(kept: Stated, other: Stated) -> Merged:
    """Work out what the kept entry must take over from the other one."""
    result = Merged(kept.entry_type, {}, [*_said_twice(kept), *_said_twice(other)], [])
    _types(kept, other, result)
    _titles(kept, other, result)
    _dates(kept, other, result)
    names = {CURRENT.get(name, name): name for name in kept.own} | {
        name: name for name in kept.own if name not in CURRENT
    }
    for name, value in other.own.items():
        current = CURRENT.get(name, name)
        if current in _TITLE or current in _DATE or current == "ids" or not value.strip():
            continue
        if current == "type" and IMPLIED.get(other.entry_type) and IMPLIED.get(kept.entry_type):
            continue
        here = names.get(current)
        if here is None and (current in kept.inherited or _is_said(current, value, kept.own)):
            said = kept.inherited.get(current)
            if said is not None and agreed(current, said, value) is None:
                result.conflicts.append(Conflict(current, decode(said), decode(value)))
            continue
        if here is None or not kept.own[here].strip():
            result.changes[here or name] = value
            continue
        best = agreed(current, kept.own[here], value)
        if best is None:
            result.conflicts.append(Conflict(current, decode(kept.own[here]), decode(value)))
        elif best != kept.own[here]:
            result.changes[here] = best
        else:
            _note_spelling(current, best, value, result)
    return result


def _said_twice(entry: Stated) -> Iterator[Conflict]:
    """Yield the fields that an entry gives under their old name and their new one: which counts is not clear."""
    for name, value in entry.own.items():
        new = CURRENT.get(name, name)
        if new != name and new in entry.own and agreed(new, entry.own[new], value) is None:
            yield Conflict(new, decode(entry.own[new]), decode(value))


def _is_said(name: str, value: str, own: Mapping[str, str]) -> bool:
    """Whether a value stands under another name already: a number as issue, a DOI as its address."""
    twin = {"issue": "number", "number": "issue"}.get(name)
    if twin is not None and fold(own.get(twin, "")) == fold(value):
        return True
    return name == "url" and bool(own.get("doi")) and value.lower().rstrip("/").endswith("/" + own["doi"].lower())


def _types(kept: Stated, other: Stated, result: Merged) -> None:
    one, two = kept.entry_type, other.entry_type
    if one == two:
        return
    plain = TYPE_ALIASES.get(one, one), TYPE_ALIASES.get(two, two)
    if plain[0] == plain[1] and not (one in IMPLIED and two in IMPLIED):
        return
    if one == "misc":
        result.entry_type = two
    elif two != "misc":
        result.conflicts.append(Conflict("entry type", f"@{one}", f"@{two}"))


def _titles(kept: Stated, other: Stated, result: Merged) -> None:
    """Title and subtitle are one: a title may hold the subtitle that the other entry has in a field of its own."""
    one, two = ([entry.own.get(name, "") for name in _TITLE] for entry in (kept, other))
    if not two[0]:
        return
    if not one[0]:
        result.changes |= {name: value for name, value in zip(_TITLE, two, strict=True) if value}
        return
    title = agreed("title", one[0], two[0])
    if title is not None and not (one[1] and two[1] and agreed("subtitle", one[1], two[1]) is None):
        subtitle = agreed("subtitle", one[1], two[1]) if one[1] and two[1] else one[1] or two[1]
        _take(result, one, [title, subtitle or ""])
        _note_spelling("title", title, two[0], result)
        return
    whole = [fold(decode(" ".join(part for part in parts if part))) for parts in (one, two)]
    if whole[0] == whole[1]:
        _take(result, one, one if one[1] else two)
    elif not one[1] and _begins(one[0], two[0]):
        _take(result, one, two)
    elif two[1] or not _begins(two[0], one[0]):
        result.conflicts.append(
            Conflict("title", decode(": ".join(filter(None, one))), decode(": ".join(filter(None, two))))
        )


def _note_spelling(name: str, kept: str, other: str, result: Merged) -> None:
    plain = decode(kept), decode(other)
    if name.endswith("title") and len(fold(plain[0])) > 0 and misspelt(*map(fold, plain)):
        result.spellings.append(Conflict(name, *plain))


def _begins(short: str, full: str) -> bool:
    """Whether a title is the other one up to the mark before its subtitle."""
    plain = decode(full)
    return any(
        fold(plain[:at]) == fold(decode(short))
        for at, sign in enumerate(plain)
        if sign in ":.;–—?!" and fold(plain[:at])
    )


def _take(result: Merged, old: list[str], new: list[str]) -> None:
    result.changes |= {name: value or None for name, was, value in zip(_TITLE, old, new, strict=True) if was != value}


def _dates(kept: Stated, other: Stated, result: Merged) -> None:
    """`date`, or `year` with `month`: the finer one stays."""
    one, two = _date(kept.own), _date(other.own)
    if not two:
        return
    if not one:
        result.changes |= {name: other.own[name] for name in _DATE if name in other.own}
        return
    best = fuller_date(one, two)
    if best is None and kept.own.get("year", "").strip() == two:
        return
    if best is None:
        result.conflicts.append(Conflict("date", decode(one), decode(two)))
    elif best != one and "date" not in {**kept.own, **other.own} and other.own.get("month") and "month" not in kept.own:
        result.changes |= {name: other.own[name] for name in ("month", "day") if name in other.own}
    elif best != one:
        year, _, month = best.partition("-")
        if "date" not in kept.own and month in _MONTHS and kept.own.get("year", "").strip() == year:
            result.changes["month"] = _MONTHS[month]
        else:
            result.changes["date"] = best
            result.changes |= {name: None for name in _DATE[1:] if name in kept.own}


def _date(own: Mapping[str, str]) -> str:
    if own.get("date", "").strip():
        return own["date"].strip()
    year, month, day = (own.get(name, "").strip() for name in ("year", "month", "day"))
    number = int(month) if month.isdecimal() else MONTHS.get(decode(month)[:3].casefold(), 0)
    if year.isdecimal() and 1 <= number <= 12:
        return f"{year}-{number:02d}" + (f"-{int(day):02d}" if day.isdecimal() and 1 <= int(day) <= 31 else "")
    return year if not month else f"{year} {month}".strip()
