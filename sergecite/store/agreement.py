"""Whether two spellings of a field say the same, and which of them says it more fully.

Used when two entries of one work become one: what differs in more than spelling is nobody's to decide but the user's.
Values are raw LaTeX with macros expanded; names are lower-case and current (`location`, not `address`).
"""

import re
from collections.abc import Callable, Sequence

from rapidfuzz.distance import Levenshtein

from sergecite.bibtex.latex import decode, decode_date
from sergecite.bibtex.names import parse_names, split_list
from sergecite.bibtex.write import format_name
from sergecite.model.date import Date, DatePoint, parse_date
from sergecite.model.entry import LIST_FIELDS, NAME_FIELDS
from sergecite.model.identifier import Doi, IdentifierError, Isbn, Issn
from sergecite.model.name import Name
from sergecite.store.duplicates import fold

BOOKKEEPING = re.compile(
    r"timestamp|owner|groups|date-(?:added|modified)|bdsk-.*|__markedentry|creationdate|modificationdate|ids|priority"
    r"|ranking|readstatus|printed|qualityassured|citeulike-.*|mendeley-.*|posted-at|urldate|added-at|interhash|intrahash|biburl"
)
"""Fields that programs keep for themselves, or that say when somebody looked: the kept entry's own counts."""
_JOINED = {"keywords": (",", ", "), "file": (";", ";")}
_REMARKS = frozenset({"annotation", "annote", "abstract", "comment", "review", "addendum", "note", "contents"})
_ABBREVIATED = frozenset(
    {"journaltitle", "booktitle", "series", "publisher", "institution", "organization", "eventtitle"}
)
_TITLES = frozenset({"title", "subtitle", "booktitle", "booksubtitle", "maintitle", "journaltitle"})
_LITTLE = frozenset(
    ["a", "an", "and", "d", "de", "des", "di", "du", "for", "la", "le", "of", "on", "the", "und", "y", "et", "in"]
)
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|l|el|il) ")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|\.)?(?: (?:ed|edn|edition|aufl|auflage)\.?)?", re.IGNORECASE)


def agreed(name: str, first: str, second: str) -> str | None:
    """Return the fuller of two spellings (the first where neither is); None where they say different things."""
    if _squeezed(first) == _squeezed(second) or BOOKKEEPING.fullmatch(name):
        return first
    rule = _RULES.get(name)
    if rule is not None:
        return rule(first, second)
    if name in NAME_FIELDS:
        return _names(first, second)
    if name in _JOINED:
        return _joined(*_JOINED[name], first, second)
    if name in _REMARKS:
        return _contained(first, second)
    if name in LIST_FIELDS:
        return _lists(name, first, second)
    return _texts(name, first, second)


def fuller_date(first: str, second: str) -> str | None:
    """Return the finer of two dates that can be one; None where they cannot."""
    one, other = parse_date(decode_date(first)), parse_date(decode_date(second))
    if one is None or other is None:
        return first if fold(decode(first)) == fold(decode(second)) else None
    if one == other:
        return first
    return first if _within(one, other) else second if _within(other, one) else None


def _within(fine: Date, coarse: Date) -> bool:
    if fine.end is not None or coarse.end is not None:
        return False
    one, other = fine.start, coarse.start
    if not isinstance(one, DatePoint) or not isinstance(other, DatePoint):
        return False
    return (
        one.year == other.year
        and other.span is None
        and (other.month is None or other.month == one.month)
        and (other.season is None or other.season == one.season)
        and (other.day is None or other.day == one.day)
        and (one.circa, one.uncertain) == (other.circa, other.uncertain)
    )


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _texts(name: str, first: str, second: str) -> str | None:
    a, b = fold(decode(first)), fold(decode(second))
    if a == b and a:
        return _richer(first, second)
    if name in _TITLES and misspelt(a, b):
        return first
    if name in _ABBREVIATED:
        bare = _ARTICLE.sub("", a), _ARTICLE.sub("", b)
        if bare[0] == bare[1]:
            return first if len(a) >= len(b) else second
        if abbreviates(a, b):
            return second
        if abbreviates(b, a):
            return first
    return None


def misspelt(first: str, second: str) -> bool:
    """Whether one or two letters make all the difference of two long titles, and no number does."""
    digits = [re.findall(r"\d+", text) for text in (first, second)]
    alike = min(len(first), len(second)) >= 20 and first != second and digits[0] == digits[1]
    return alike and Levenshtein.distance(first, second) <= 2


def _richer(first: str, second: str) -> str:
    """Of two spellings of the same words: the one with accents, and not all in capitals."""
    one, other = decode(first), decode(second)
    letters = sum(not sign.isascii() for sign in one), sum(not sign.isascii() for sign in other)
    if letters[0] != letters[1]:
        return first if letters[0] > letters[1] else second
    return second if one.isupper() and not other.isupper() else first


def telling_words(folded: str) -> list[str]:
    """Return the words of a name, little ones aside."""
    return [word for word in folded.split() if word not in _LITTLE]


def abbreviates(short: str, full: str) -> bool:
    """Whether each word of one begins the word of the other in its place, little words aside."""
    words, others = telling_words(short), telling_words(full)
    return (
        bool(words)
        and words != others
        and len(words) == len(others)
        and all(other.startswith(word) for word, other in zip(words, others, strict=True))
    )


def _contained(first: str, second: str) -> str | None:
    a, b = fold(decode(first)), fold(decode(second))
    return first if b in a else second if a in b else None


def _joined(sign: str, between: str, first: str, second: str) -> str:
    items = [item.strip() for value in (first, second) for item in value.split(sign) if item.strip()]
    folded: dict[str, str] = {}
    for item in items:
        folded.setdefault(item.casefold(), item)
    return between.join(folded.values()) if len(folded) > len([i for i in first.split(sign) if i.strip()]) else first


def _lists(name: str, first: str, second: str) -> str | None:
    one, other = split_list(first), split_list(second)
    if _without_and(first) == _without_and(
        second
    ):  # {Secker and Warburg}, Secker \& Warburg: one house, however written
        return first if len(one) <= len(other) else second
    if len(one) == len(other):
        best = [_item(name, a, b) for a, b in zip(one, other, strict=True)]
        return None if None in best else " and ".join(item for item in best if item)
    small, large, text = (one, other, second) if len(one) < len(other) else (other, one, first)
    folded = {fold(decode(item)) for item in large}
    return text if all(fold(decode(item)) in folded for item in small) else None


def _without_and(text: str) -> list[str]:
    return [word for word in fold(decode(text)).split() if word != "and"]


def _item(name: str, first: str, second: str) -> str | None:
    if name == "location":  # Philadelphia; Philadelphia, PA
        a, b = fold(decode(first)), fold(decode(second))
        if a.startswith(f"{b} ") and "," in first:
            return first
        if b.startswith(f"{a} ") and "," in second:
            return second
    return _texts("publisher", first, second)


def _names(first: str, second: str) -> str | None:
    one, other = parse_names(first), parse_names(second)
    if len(one) != len(other) or any(name.others for name in (*one, *other)):
        return _cut_short(one, other, first, second)
    best = [_fuller_name(a, b) for a, b in zip(one, other, strict=True)]
    if None in best:
        return None
    kept = [name for name in best if name is not None]
    return first if kept == list(one) else second if kept == list(other) else " and ".join(map(format_name, kept))


def _cut_short(one: Sequence[Name], other: Sequence[Name], first: str, second: str) -> str | None:
    """Two lists of which one ends in `and others`."""
    for short, full, text in ((one, other, second), (other, one, first)):
        named = [name for name in short if not name.others]
        if len(named) < len(short) and len(named) <= len(full) and not any(name.others for name in full):
            pairs = zip(named, full, strict=False)
            if all(_fuller_name(a, b) == b for a, b in pairs):
                return text
    return None


def _fuller_name(one: Name, other: Name) -> Name | None:
    if fold(one.display) == fold(other.display):
        return other if _letters(other) > _letters(one) else one
    if one.literal or other.literal or fold(one.suffix) != fold(other.suffix):
        return None
    families = [fold(f"{name.particle} {name.family}") for name in (one, other)]
    if families[0] != families[1]:
        return None
    given = [fold(name.given.replace(".", ". ")).split() for name in (one, other)]
    if not all(a.startswith(b) or b.startswith(a) for a, b in zip(*given, strict=False)):
        return None
    sizes = [(len(words), sum(map(len, words))) for words in given]
    full, short = (0, 1) if sizes[0] >= sizes[1] else (1, 0)
    if any(len(a) < len(b) for a, b in zip(given[full], given[short], strict=False)):
        return None  # each is fuller in another place
    return (one, other)[full]


def _letters(name: Name) -> int:
    return sum(not sign.isascii() for sign in name.display)


def _identifiers(kind: type[Doi] | type[Isbn] | type[Issn], first: str, second: str) -> str | None:
    one, other = ({_normal(kind, piece) for piece in _SEVERAL.split(text) if piece} for text in (first, second))
    return first if other <= one else second if one <= other else None


_SEVERAL = re.compile(r"\s*[,;]\s*|\s+and\s+")


def _normal(kind: type[Doi] | type[Isbn] | type[Issn], text: str) -> str:
    bare = re.sub(r"(?i)^\s*(?:https?://(?:dx\.)?doi\.org/|doi:\s*|isbn:?\s*|issn:?\s*)", "", decode(text))
    try:
        return kind(bare).value
    except IdentifierError:
        return bare.strip().casefold()


def _pages(first: str, second: str) -> str | None:
    one, other = (re.sub(r"\s*[-–—]+\s*", "-", decode(text).strip().rstrip(".")) for text in (first, second))
    if one == other:
        return second if "--" in second and "--" not in first else first
    starts = [text.partition("-") for text in (one, other)]
    if starts[0][0] != starts[1][0]:
        return None
    ends = [start[: len(start) - len(end)] + end if end else "" for start, _, end in starts]
    if not ends[0] or not ends[1] or ends[0] == ends[1]:
        return first if len(one) >= len(other) else second
    return None


def _urls(first: str, second: str) -> str | None:
    one, other = (re.sub(r"^https?://(?:www\.)?|/$", "", text.strip().replace("\\", "")) for text in (first, second))
    return (second if second.startswith("https") else first) if one == other else None


def _editions(first: str, second: str) -> str | None:
    one, other = (_ORDINAL.fullmatch(decode(text).strip()) for text in (first, second))
    if one and other:
        return first if one[1] == other[1] else None
    return _texts("edition", first, second)


_RULES: dict[str, Callable[[str, str], str | None]] = {
    "doi": lambda first, second: _identifiers(Doi, first, second),
    "isbn": lambda first, second: _identifiers(Isbn, first, second),
    "issn": lambda first, second: _identifiers(Issn, first, second),
    "pages": _pages,
    "url": _urls,
    "edition": _editions,
    "date": fuller_date,
    "origdate": fuller_date,
    "eventdate": fuller_date,
}
