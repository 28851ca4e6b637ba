"""What `check --fix` mends: values that can mean one thing only.

Each mender takes and returns the raw (LaTeX) value of a field, without delimiters; the meaning stays, only the way it
is written changes. Where there is a doubt a mender leaves the value as it is.
"""

import re
import unicodedata
from collections.abc import Callable, Container

from sergecite.bibtex.names import split_list
from sergecite.model.date import parse_date
from sergecite.model.entry import NAME_FIELDS, VERBATIM_FIELDS
from sergecite.model.identifier import IdentifierError, Issn
from sergecite.store.checks.datamodel import DATE_FIELDS, KNOWN_FIELDS

Mender = Callable[[str], str]

DOI_PREFIX = re.compile(r"^\s*(?:(?:https?://)?(?:dx\.)?doi\.(?:acm\.)?org/|doi:?\s*)(?=10\.)", re.IGNORECASE)
_RANGE = re.compile(r"(?<![\w.:/-])(\d+)\s*(?:-|–|—|---)\s*(\d+)(?![\w.:/-])")
_ONE_DAY = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_YEARS = re.compile(r"(\d{4})\s*(?:--?|–)\s*(\d{4})")
_ENTITY = re.compile(r"&(?:amp|\#38);")
_BARE = re.compile(r"(?<!\\)[&%#]")
_ET_AL = re.compile(r"(?:,?(?<!\s)\s++and)?,?(?<!\s)\s++et\.?\s+al\.?\s*$", re.IGNORECASE)
_TRAILING = re.compile(r"(?<![\s,])[\s,]*,\s*(?=$|\s+and\s)")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_UNPRINTED = (
    "abstract annotation annote keywords crossref xref xdata entryset related ids options execute relatedoptions "
    "relatedtype langid langidopts usera userb userc userd usere userf sortkey key presort label file pdf gender"
)
PRINTED = KNOWN_FIELDS - VERBATIM_FIELDS - frozenset(_UNPRINTED.split())
"""The fields that LaTeX comes to see."""
PROSE = PRINTED | {"abstract", "annotation", "annote", "keywords"}
"""The fields that people read: no paths, where letters and accents may stand apart."""


def mend(name: str, value: str, ignore: Container[str] = ()) -> str:
    """Return a field's value as it should be written; `ignore` holds codes of findings that are to stay."""
    for code, applies, mender in _MENDERS:
        if code not in ignore and applies(name):
            value = mender(value)
    return value


def month_macro(value: str) -> str | None:
    """Return BibTeX's macro for the English name of a month."""
    word = value.strip().rstrip(".").lower()
    return next(
        (name[:3] for name in _MONTHS if word == name or word == name[:3] or (word == "sept" == name[:4])), None
    )


def _composed(value: str) -> str:
    return unicodedata.normalize("NFC", value)


def _entities(value: str) -> str:
    return _ENTITY.sub(r"\\&", value)


def _bare(value: str) -> str:
    if "$" in value or "\\url" in value or "\\href" in value:
        return value
    return _BARE.sub(lambda sign: "\\" + sign[0], value)


def _names(value: str) -> str:
    value = _ET_AL.sub(" and others", value)
    if "{" not in value:
        for sign in (";", "&", r"\&"):
            people = [person.strip() for person in value.split(sign)]
            # Only people in the form "Last, First" are certain to be people.
            if len(people) > 1 and all(_is_inverted(person) for person in people):
                value = " and ".join(people)
    if value.rstrip().endswith(",") or re.search(r",\s+and\s", value):
        value = _TRAILING.sub("", value)
    return value


def _is_inverted(text: str) -> bool:
    return all(name.count(",") == 1 and not name.endswith(",") for name in split_list(text)) and bool(text)


def _pages(value: str) -> str:
    return _RANGE.sub(r"\1--\2", value)


def _date(value: str) -> str:
    text = value.strip()
    years = _YEARS.fullmatch(text)
    if years and years[1] < years[2]:
        return f"{years[1]}/{years[2]}"
    day = _ONE_DAY.fullmatch(text)
    if day:
        mended = "-".join([day[1], *(part.zfill(2) for part in day.groups()[1:] if part)])
        return mended if parse_date(mended) and parse_date(text) is None else value
    return value


def _issn(value: str) -> str:
    try:
        return Issn(value).value if re.fullmatch(r"\s*\d{4}[-–—\s]?\d{3}[\dxX]\s*", value) else value
    except IdentifierError:
        return value


def _is(*names: str) -> Callable[[str], bool]:
    return frozenset(names).__contains__


_MENDERS: tuple[tuple[str, Callable[[str], bool], Mender], ...] = (
    ("accents", PROSE.__contains__, _composed),
    ("html", PRINTED.__contains__, _entities),
    ("latex", (PRINTED - NAME_FIELDS).__contains__, _bare),
    ("name", NAME_FIELDS.__contains__, _names),
    ("doi", _is("doi"), lambda value: DOI_PREFIX.sub("", value)),
    ("dash", _is("pages"), _pages),
    ("date", _is(*DATE_FIELDS), _date),
    ("issn", _is("issn"), _issn),
)
