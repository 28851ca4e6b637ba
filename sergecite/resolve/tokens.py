"""A note as words with what stands between them.

A token is a word, a number, a URL or another unit that is never cut; punctuation and spaces are the gap before it. The
gap is reduced to a short canonical form, so that every reader of gaps (features, fields) sees one spelling of quotes.
"""

import re
from collections.abc import Sequence
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
_QUOTES = str.maketrans(
    {
        "“": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‹": "'", "›": "'", "”": '"',
        "‘": "'", "’": "'", "‚": "'", "`": "'", "´": "'",
        "–": "-", "—": "-", "‒": "-", "−": "-", "‐": "-", "‑": "-",
        "\t": " ", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\n": " ", "\r": " ",
    }
)  # fmt: skip
_SPACES = re.compile(r"  +")
_LONGEST_GAP = 6


def tokenize(text: str, italics: Sequence[Span] = ()) -> list[Token]:
    """Cut `text` into tokens in order. `italics` are (start, end) offsets of italic runs, in order."""
    tokens: list[Token] = []
    seen: dict[str, str] = {}
    last = 0
    runs = iter(italics)
    run = next(runs, None)
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        raw = text[last:start]
        gap = seen.get(raw)
        if gap is None:
            gap = seen[raw] = canonical_gap(raw)
        while run is not None and run[1] <= start:
            run = next(runs, None)
        tokens.append(Token(match.group(), start, end, gap, run is not None and run[0] < end))
        last = end
    return tokens


def canonical_gap(raw: str) -> str:
    """Return a gap with one form for each quote, dash and space; at most six characters, its ends kept."""
    gap = _SPACES.sub(" ", raw.translate(_QUOTES)).replace("''", '"')
    return gap if len(gap) <= _LONGEST_GAP else gap[:3] + gap[-3:]
