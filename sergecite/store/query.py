"""The query language: which entries are meant.

    serge memoirs            both words, as beginnings of words, anywhere in the entry
    "revolution betrayed"    these words in this order
    author:serge  type:book  tag:primary  key:serge1951     in one field
    date:1930..1940  year:1937  date:..1920                 years; an interval's years all count
    /total(itar|ist)/  title:/^the/                         a regular expression
    -tag:secondary   not word   a or b   a and b   (a or b) c

Case and accents make no difference. Standing side by side means `and`, which binds closer than `or`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from sergecite.errors import UsageError
from sergecite.store.words import words

FIELD_NAMES = {
    "tag": "keywords", "tags": "keywords", "keyword": "keywords", "year": "date", "key": "citekey", "id": "citekey",
    "people": "name", "names": "name", "place": "location", "journal": "journaltitle", "origyear": "origdate",
    "kind": "type",
}  # fmt: skip
"""Other words for fields."""


class Words(NamedTuple):
    """Words in a row, in one field or ("") anywhere; unless `exact` the last may be the beginning of a word."""

    field: str
    words: tuple[str, ...]
    exact: bool = False


class Years(NamedTuple):
    """A date field that has a year from `first` to `last`."""

    field: str
    first: int | None
    last: int | None


class Pattern(NamedTuple):
    """A field, or ("") any, in which a regular expression is found."""

    field: str
    pattern: re.Pattern[str]


class Present(NamedTuple):
    """An entry that has a field at all (`doi:*`)."""

    field: str


class Not(NamedTuple):
    """What does not match."""

    inner: "Query"


class All(NamedTuple):
    """What matches all of these; everything if there are none."""

    inner: tuple["Query", ...]


class Any(NamedTuple):
    """What matches one of these."""

    inner: tuple["Query", ...]


Query: TypeAlias = Words | Years | Pattern | Present | Not | All | Any
DATE_FIELDS = frozenset({"date", "origdate", "eventdate", "urldate", "added"})
_TERM = r"""\s*(?:
        (?P<open>\() | (?P<close>\))
      | (?P<not>-(?=[^\s-])|(?:not|NOT)(?=[\s(]))
      | (?:(?P<field>[A-Za-z][\w-]*):(?=\S))?
        (?: "(?P<phrase>[^"]*)(?P<closed>"?) | /(?P<regex>(?:[^/\\]|\\.)+)/(?=[\s)]|$) | (?P<word>[^\s()"][^\s()]*) )
    )"""
_HELP = "sergecite list --help shows the query language"
_RANGE = r"(-?\d{1,6})?\.\.(-?\d{1,6})?"


def parse_query(text: str) -> Query:
    """Read a query; UsageError says what is wrong with it. An empty one means everything."""
    tokens = list(_tokens(text))
    query, at = _alternatives(tokens, 0)
    if at < len(tokens):
        raise UsageError("the query has a ) too many", hint=_HELP)
    return query


class _Token(NamedTuple):
    kind: str
    query: Query | None = None


def _tokens(text: str) -> Iterator[_Token]:
    token = re.compile(_TERM, re.VERBOSE)  # not at import: `list` without a query starts sooner
    position = 0
    while text[position:].strip():
        found = token.match(text, position)
        if found is None or found.end() == position:
            raise UsageError(f"the query cannot be read from {text[position:].strip()!r} on")
        position = found.end()
        if found["closed"] == "":
            raise UsageError(f'the query has a " that is never closed: "{found["phrase"]}', hint=_HELP)
        if found["open"] or found["close"]:
            yield _Token(found["open"] or found["close"])
        elif found["not"]:
            yield _Token("not")
        elif found["word"] and not found["field"] and found["word"] in ("or", "OR", "|"):
            yield _Token("or")
        elif found["word"] and not found["field"] and found["word"] in ("and", "AND"):
            yield _Token("and")
        else:
            yield _Token("term", _term(found))


def _term(found: re.Match[str]) -> Query:
    written = (found["field"] or "").lower()
    field = FIELD_NAMES.get(written, written)
    if found["regex"] is not None:
        try:
            return Pattern(field, re.compile(found["regex"], re.IGNORECASE))
        except re.error as error:
            raise UsageError(f"/{found['regex']}/ is no regular expression: {error}") from error
    if found["phrase"] is not None:
        return Words(field, tuple(words(found["phrase"])), exact=True)
    word = found["word"]
    if field and word == "*":
        return Present(field)
    if field in DATE_FIELDS:
        span = re.fullmatch(_RANGE, word)
        if span and (span[1] or span[2]):
            first, last = (int(year) if year else None for year in span.groups())
            if first is not None and last is not None and first > last:
                raise UsageError(f"{word} ends before it begins", hint=f"{found['field']}:{last}..{first}")
            return Years(field, first, last)
        if ".." in word:
            raise UsageError(f"{word} is no span of years", hint="date:1930..1940, date:..1920, date:1937..")
        if re.fullmatch(r"-?\d{1,6}", word):
            return Years(field, int(word), int(word))
    exact = field == "type"
    return Words(field, tuple(words(word)), exact=exact)


def _alternatives(tokens: list[_Token], at: int) -> tuple[Query, int]:
    first, at = _sequence(tokens, at)
    found = [first]
    while at < len(tokens) and tokens[at].kind == "or":
        following, at = _sequence(tokens, at + 1)
        found.append(following)
    return (found[0] if len(found) == 1 else Any(tuple(found))), at


def _sequence(tokens: list[_Token], at: int) -> tuple[Query, int]:
    found: list[Query] = []
    while at < len(tokens) and tokens[at].kind not in ("or", ")"):
        if tokens[at].kind == "and":
            at += 1
            continue
        one, at = _single(tokens, at)
        found.append(one)
    return (found[0] if len(found) == 1 else All(tuple(found))), at


def _single(tokens: list[_Token], at: int) -> tuple[Query, int]:
    token = tokens[at]
    if token.kind == "not":
        if at + 1 >= len(tokens) or tokens[at + 1].kind in ("or", "and", ")"):
            raise UsageError("after `not` or `-` the query ends too soon")
        inner, at = _single(tokens, at + 1)
        return Not(inner), at
    if token.kind == "(":
        inner, at = _alternatives(tokens, at + 1)
        if at >= len(tokens) or tokens[at].kind != ")":
            raise UsageError("the query has a ( that is never closed", hint=_HELP)
        return inner, at + 1
    if token.query is None:
        raise UsageError("the query cannot be read")
    return token.query, at + 1


def terms(query: Query) -> Iterator[Words]:
    """Yield the words that a query wants (not those it does not want)."""
    match query:
        case Words():
            yield query
        case All(inner) | Any(inner):
            for one in inner:
                yield from terms(one)
