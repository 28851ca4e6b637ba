"""Reads the dates of a reference into CSL date variables."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

_MONTHS = {
    number: names.split()
    for number, names in enumerate(
        (
            "january jan januar jänner janvier janv gennaio genn enero ene января",
            "february feb februar février févr febbraio febbr febrero февраля",
            "march mar märz mär mars marzo марта",
            "april apr avril avr aprile abril abr апреля",
            "may mai maggio magg mayo мая",
            "june jun juni juin giugno junio июня",
            "july jul juli juillet juill luglio julio июля",
            "august aug août agosto ago августа",
            "september sept sep septembre settembre sett septiembre setiembre сентября",
            "october oct oktober okt octobre ottobre ott octubre октября",
            "november nov novembre noviembre ноября",
            "december dec dezember dez décembre déc dicembre dic diciembre декабря",
        ),
        1,
    )
}
_MONTH_OF = {name: number for number, names in _MONTHS.items() for name in names}
_YEARS = re.compile(r"(?<!\d)((?:1[0-9]|20)\d\d)(?!\d)([a-z](?![a-z]))?(?:\s?[-–—/]\s?((?:1[0-9]|20)?\d\d)(?!\d))?")
_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"(?<!\d)([0-3]?\d)(?:st|nd|rd|th|er|\.)?(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)([0-3]?\d)[./]\s?([01]?\d)[./]\s?((?:1[0-9]|20)\d\d)(?!\d)")
_ISO = re.compile(r"(?<!\d)((?:1[0-9]|20)\d\d)-([01]\d)-([0-3]\d)(?!\d)")
_ACCESS = re.compile(
    r"(?<!\w)(?:accessed|retrieved|visited|viewed|checked|last access|consultée?s?|abgerufen|aufgerufen|eingesehen|zugriff|zugriffsdatum|"
    r"consultat[oai]|consultad[oa]|acesso|accesso|recuperado|geraadpleegd|обращения|доступа)(?!\w)"
    r"[^\d;]{0,24}\d{1,4}(?:[^;()\[\]\d]{1,12}\d{1,4}){0,2}",
    re.IGNORECASE,
)
_REPRINTED = re.compile(r"[\[(;=]|repr|orig|first|zuerst|Nachdr|Neudr|rist|rééd|reed|перепеч", re.IGNORECASE)
_UNDATED = re.compile(
    r"n\.\s?d\.|s\.\s?[dal]\.|o\.\s?J\.|forthcoming|in press|im Erscheinen|à paraître|in corso di stampa|б\.\s?г\.",
    re.IGNORECASE,
)


_RUNS_ON = 60
"""Characters after a cite in which the date may still end."""


_AGE = 15
"""Years a work takes to come out at most; a longer span beside a year is of whom or what the work is about."""


class Access(NamedTuple):
    """The day an address was looked at, and where the text says so."""

    date: dict[str, Any]
    start: int
    end: int


def find_access(text: str, start: int, end: int) -> Access | None:
    """Return what a cite between two offsets says of the day it was looked up; the words may run on after it."""
    found = _ACCESS.search(text, start, end + _RUNS_ON)
    if found is None or found.start() >= end:
        return None
    issued = read_date([found[0]]).get("issued")
    return Access(issued, found.start(), found.end()) if issued else None


def read_date(stretches: Sequence[str]) -> dict[str, Any]:
    """Return `issued`, and `original-date` where the text names an earlier edition ("1989 [1972]", "1924; repr. 1997")."""
    text = " ".join(stretches)
    years = list(_YEARS.finditer(text))
    years = [year for year in years if _length(year) <= _AGE] or years
    if not years:
        undated = _UNDATED.search(text)
        return {"issued": {"literal": undated[0]}} if undated else {}
    if len(years) > 1 and (original := _original(text, years)) is not None:
        issued = next(year for year in years if year is not original)
        return {"issued": {"date-parts": [[int(issued[1])]]}, "original-date": {"date-parts": [[int(original[1])]]}}
    year = years[0]
    if whole := _ISO.search(text):
        return {"issued": {"date-parts": [[int(part) for part in whole.groups()]]}}
    if numeric := _NUMERIC.search(text):
        day, month = int(numeric[1]), int(numeric[2])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return {"issued": {"date-parts": [[int(numeric[3]), month, day]]}}
    start = [int(year[1])]
    months = [_MONTH_OF[word.casefold()] for word in _WORD.findall(text) if word.casefold() in _MONTH_OF]
    if months:
        start.append(months[0])
        rest = text[: year.start()] + " " + text[year.end() :]
        if (day_found := _DAY.search(rest)) and 1 <= int(day_found[1]) <= 31:
            start.append(int(day_found[1]))
    date: dict[str, Any] = {"date-parts": [start]}
    if year[3]:
        last = start[0] + _length(year)
        if last > start[0]:
            date["date-parts"].append([last])
    if year[2]:
        return {"issued": date, "year-suffix": year[2]}
    return {"issued": date}


def _length(year: re.Match[str]) -> int:
    """Return how many years a date spans: 6 for "1958–64"."""
    if not year[3]:
        return 0
    return int(year[1][: 4 - len(year[3])] + year[3]) - int(year[1])


def _original(text: str, years: list[re.Match[str]]) -> re.Match[str] | None:
    """Return the year of the first edition: the one in square brackets, or the earlier of two."""
    for year in years:
        if text[: year.start()].rstrip().endswith("["):
            return year
    earliest = min(years, key=lambda year: int(year[1]))
    return earliest if len({year[1] for year in years}) > 1 and _REPRINTED.search(text) else None
