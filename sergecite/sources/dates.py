"""Dates as services and files write them -> EDTF level 1, the way BibLaTeX takes them; what is no date stays text."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sergecite.model.date import parse_date
from sergecite.sources.marc_record import is_unknown_imprint

_MONTHS = {
    word[:length]: number
    for number, words in enumerate(
        (
            "january januar janvier enero gennaio", "february februar février fevrier febrero febbraio",
            "march märz maerz mars marzo", "april avril abril aprile", "may mai mayo maggio",
            "june juni juin junio giugno", "july juli juillet julio luglio", "august août aout agosto",
            "september septembre septiembre settembre", "october oktober octobre octubre ottobre",
            "november novembre noviembre", "december dezember décembre decembre diciembre dicembre",
        ),
        start=1,
    )
    for word in words.split()
    # In full, in four letters where three are not enough or not usual, and in three.
    for length in (len(word), 4 if word[:4] in ("juin", "juil", "sept") else 3, 3 if word[:3] != "jui" else 4)
}  # fmt: skip
_SEASONS = {
    word: number
    for number, words in enumerate(
        ("spring frühling frühjahr printemps primavera", "summer sommer été estate verano",
         "autumn fall herbst automne autunno otoño", "winter hiver inverno invierno"),
        start=21,
    )
    for word in words.split()
}  # fmt: skip
_DAYS = r"(?i)^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +(?=\d)"


def from_parts(parts: Sequence[Any] | None) -> str:
    """Read [year, month, day] with missing or null tails, as CSL and Crossref give them; "" where there is no year."""
    numbers: list[int] = []
    for part in parts or ():
        try:
            numbers.append(int(part))
        except (TypeError, ValueError):
            break
    if not numbers or numbers[0] == 0:
        return ""
    # There is no year 0 in CSL: 1 BCE is -1 there and 0 in EDTF.
    year = f"{numbers[0] + 1:05d}" if numbers[0] < -1 else f"{max(numbers[0], 0):04d}"
    for length in (3, 2, 1):
        text = "-".join([year, *(f"{number:02d}" for number in numbers[1:length])])
        if len(numbers) >= length and parse_date(text):
            return text
    return ""


def from_csl(value: Any) -> str:
    """Read a CSL-JSON date variable: date-parts with interval, season, circa; or raw or literal text."""
    if isinstance(value, str | int):
        return from_text(str(value))
    if not isinstance(value, Mapping):
        return ""
    sides = [from_parts(parts) for parts in value.get("date-parts") or () if isinstance(parts, Sequence)]
    season = value.get("season")
    if sides and sides[0] and season is not None:
        number = season if isinstance(season, int) else _season(str(season)[:20])
        if 1 <= number <= 4 and len(sides[0]) == 4:
            sides[0] = f"{sides[0]}-{20 + number}"
    if value.get("circa") not in (None, False, 0, "0", "false", "") and sides and sides[0]:
        sides = [f"{side}~" if side else side for side in sides]
    if sides and sides[0]:
        # An open interval ends in the year 0.
        return "/".join(sides[:2])
    for name in ("edtf", "raw", "literal"):
        if isinstance(value.get(name), str | int):
            return from_text(str(value[name]))
    return ""


def _season(text: str) -> int:
    return int(text) if text.isdigit() else _SEASONS.get(text.lower(), 20) - 20


def from_text(text: str) -> str:
    """Read a date in words or figures; EDTF comes back as it is, what is no date comes back unchanged.

    "May 1951", "12 mai 1951", "1951/05/12", "c1951", "[1951?]", "1951-53", "[between 1950 and 1960]", "19--".
    """
    text = " ".join(text.split()).strip(" .,;:")
    if not text or (len(text) == 4 and text.isascii() and text.isdigit()):
        return text
    if is_unknown_imprint(text):
        return ""
    # Neither the hour of a web page's publication nor the day of the week dates anything.
    text = re.sub(_DAYS, "", re.sub(r"(?:(?<=-\d\d)T|(?<=\d{4}) )\d\d:?\d\d.*$", "", text))
    # Catalogues complete a date in brackets ("[19]82", "Shōwa 46 [1971]") and add the year of copyright ("1998, c1993").
    if re.fullmatch(r"[\d\[\]–-]{5,11}\??", text):
        text = re.sub(r"[\[\]]", "", text)
    text = re.sub(r"^[^\[\]]*[^\W\d_][^\[\]]*\[(\d{4}(?:-\d{2,4})?)\]$", r"\1", text)
    text = re.sub(r"^\[?\d{4}\]? \[i\. ?e\. (\d{4})\]?$", r"\1", text)
    text = re.sub(r"^(\[?\d{4}\]?),? \[?(?:c|©|cop\.|℗|p) ?\d{4}\]?$", r"\1", text)
    bare = re.sub(
        r"^\W*(?:©|cop\.|c|p|impr\.|publ\.|dl|℗|año|anno|im jahre?)\s*(?=\d{4})",
        "",
        text.strip("[]<>() ."),
        flags=re.IGNORECASE,
    ).strip("[]")
    if two_years := _two_years(bare):
        return two_years
    if parse_date(bare) and not re.fullmatch(r"\d{8}", bare):  # EDTF would have year 19510512
        return bare
    for form, reading in _FORMS:
        found = form.fullmatch(bare)
        if found and (date := reading(found)) and parse_date(date):
            return date
    years = set(re.findall(r"\b(1[4-9]\d\d|20\d\d)\b", text))
    # A year among signs alone ("dl 1951.", "1951 cop.") is that year; among words or other numbers it is a text.
    rest = re.sub(r"\b\d{4}\b", "", bare)
    return years.pop() if len(years) == 1 and re.fullmatch(r"\W*(?:c|cop|dl|impr)?\W*", rest, re.IGNORECASE) else text


def _two_years(text: str) -> str:
    """Read "1920-21" as two years, which EDTF would have as a spring; "" for "1951-21", which is one, and "1911-12", a month."""
    found = re.fullmatch(r"\d\d(\d\d)-(00|1[3-9]|[2-9]\d)", text)
    if not found or int(found[2]) != (int(found[1]) + 1) % 100:
        return ""
    return f"{text[:4]}/{int(text[:4]) + 1}"


def _numbers(found: re.Match[str]) -> str:
    # Who does not know the month or day writes 00.
    return "-".join([found["y"], *(f"{int(part):02d}" for part in (found["m"], found["d"]) if part and int(part))])


def _words(found: re.Match[str]) -> str:
    month = _month(found["m"])
    if not month:
        return ""
    day = found.groupdict().get("d")
    return f"{found['y']}-{month:02d}" + (f"-{int(day):02d}" if day and month < 20 else "")


def _month(word: str) -> int:
    word = word.lower().rstrip(".")
    return _SEASONS.get(word) or _MONTHS.get(word) or _MONTHS.get(word[:4]) or _MONTHS.get(word[:3]) or 0


def _span(found: re.Match[str]) -> str:
    """Read a span of days or months within a year: "May 12-14, 1920", "July/August 1990"."""
    parts = found.groupdict()
    first, last = _month(parts["m"]), _month(parts.get("n") or parts["m"])
    days = [f"-{int(parts[day]):02d}" if parts.get(day) else "" for day in ("d", "e")]
    return (
        f"{found['y']}-{first:02d}{days[0]}/{found['y']}-{last:02d}{days[1]}"
        if 0 < first < 20 and 0 < last < 20
        else ""
    )


def _interval(found: re.Match[str]) -> str:
    last = found["z"]
    return f"{found['y']}/{found['y'][: 4 - len(last)]}{last}"


_FORMS = (
    (re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?(?:[T ].*)?/*"), _numbers),
    (re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"), _numbers),
    (re.compile(r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>\d{4})"), _numbers),
    (re.compile(r"(?P<m>[^\W\d_]{3,}\.?) (?P<d>\d{1,2}) ?[-–] ?(?P<e>\d{1,2}),? (?P<y>\d{4})"), _span),
    (re.compile(r"(?P<m>[^\W\d_]{3,}\.?) ?[-–/] ?(?P<n>[^\W\d_]{3,}\.?),? (?P<y>\d{4})"), _span),
    (re.compile(r"(?P<y>\d{4}),? (?P<m>[^\W\d_]{3,}\.?) ?[-–/] ?(?P<n>[^\W\d_]{3,}\.?)"), _span),
    (re.compile(r"(?P<m>[^\W\d_]{3,}) (?P<y>\d{4})[/–-]\d{2,4}"), _words),  # a winter
    (re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th|er)?\.?(?: de)? (?P<m>[^\W\d_]{3,}\.?)(?: de)?,? (?P<y>\d{4})"), _words),
    (re.compile(r"(?P<m>[^\W\d_]{3,}\.?) (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})"), _words),
    (re.compile(r"(?P<m>[^\W\d_]{3,}\.?)(?: de)?,? (?P<y>\d{4})"), _words),
    (re.compile(r"(?P<y>\d{4})(?:,? |/)(?P<m>[^\W\d_]{3,}\.?)(?: (?P<d>\d{1,2}))?"), _words),
    (re.compile(r"(?P<y>\d{4})\s*[-–—/]\s*(?P<z>\d{4}|\d{2})"), _interval),
    (re.compile(r"(?P<y>\d{4})\s*\?"), lambda found: f"{found['y']}?"),
    (re.compile(r"(?:ca?\.?|circa|um|vers) ?(?P<y>\d{4})"), lambda found: f"{found['y']}~"),
    (re.compile(r"(?P<y>\d{2})(?:--|\?\?|uu|XX)\??"), lambda found: f"{found['y']}XX"),
    (re.compile(r"(?P<y>\d{3})[-?uX]\??"), lambda found: f"{found['y']}X"),
    (re.compile(r"(?P<y>\d{3})0s"), lambda found: f"{found['y']}X"),
    (re.compile(r"between (?P<y>\d{4}) and (?P<z>\d{4})\??"), _interval),
)  # fmt: skip
