"""A note as words with what stands between them.

A token is a word, a number, a URL or another unit that is never cut; punctuation and spaces are the gap before it. The
gap is reduced to a short canonical form, so that every reader of gaps (features, fields) sees one spelling of quotes.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

Span = tuple[int, int]


class Token(NamedTuple):
    """One word and its place in the text. `gap` is the canonical form of what stands before it."""

    text: str
    start: int
    end: int
    gap: str
    italic: bool


_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>"“”«»]+[^\s<>"“”«».,;:)\]]   # a URL without the punctuation that closes the sentence
    | 10\.\d{{4,9}}/[^\s<>"“”«»]*[^\s<>"“”«».,;:)\]]          # a DOI
    | {_LETTER}[\w\u0300-\u036f\u00ad]*                       # a word, with what joins its parts
      (?:['’ʼ\-‐‑]{_LETTER}(?![.])[\w\u0300-\u036f\u00ad]*)*
    | \d+[\w\u0300-\u036f]*                                   # a number, with a letter or an ordinal's ending
    | [-–—_]{{2,}}                                            # the dash that repeats an author
    | [&§№+†*=]
    """,
    re.VERBOSE,
)
_QUOTES = "“”„‟«»‹›‘’‚`´\"'"
_OPENING = "“„‟«‹‘‚`"
_PLAIN = str.maketrans(
    {
        "–": "-", "—": "-", "‒": "-", "−": "-", "‐": "-", "‑": "-", "<": "", ">": "",
        "\t": " ", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\n": " ", "\r": " ",
    }
)  # fmt: skip
_SPACES = re.compile(r"  +")
_LONGEST_GAP = 6


def tokenize(text: str, italics: Sequence[Span] = ()) -> list[Token]:
    """Cut `text` into tokens in order. `italics` are (start, end) offsets of italic runs, in order."""
    tokens: list[Token] = []
    last = 0
    runs = iter(italics)
    run = next(runs, None)
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        while run is not None and run[1] <= start:
            run = next(runs, None)
        gap = text[last:start]
        if gap != " ":
            gap = canonical_gap(gap)
        tokens.append(Token(match.group(), start, end, gap, run is not None and run[0] < end))
        last = end
    return tokens


@lru_cache(maxsize=4096)
def canonical_gap(raw: str) -> str:
    """Return a gap with `<` for quotes that open, `>` for those that close, and one form of dash and space.

    Where a quote stands decides, not its shape: German and Danish close with what French opens with. At most six
    characters are kept, the ends of a longer gap.
    """
    marked = "".join(_direction(raw, place) if sign in _QUOTES else sign for place, sign in enumerate(raw))
    gap = (
        _SPACES.sub(" ", marked.translate(_PLAIN))
        .replace("\x01", "<")
        .replace("\x02", ">")
        .encode("utf-8", "replace")
        .decode("utf-8")
    )
    return gap if len(gap) <= _LONGEST_GAP else gap[:3] + gap[-3:]


def _direction(raw: str, place: int) -> str:
    """Return the mark for the quote at `place` of a gap: an opening one touches the next word only."""
    touches_next = not raw[place:].strip(_QUOTES + "([")
    touches_last = not raw[:place].strip(_QUOTES + ".,;:!?…)]")
    if touches_next != touches_last:
        return "\x01" if touches_next else "\x02"
    return "\x01" if raw[place] in _OPENING else "\x02"
