"""Words as the matcher compares them: folded, in Latin letters, with their place in the text."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple


class Word(NamedTuple):
    """A word of a note or title. `start` and `end` are offsets in the text it was cut from."""

    text: str
    start: int
    end: int
    capital: bool


_PIECES = re.compile(
    r"""<[^<>]{1,200}>                                   # CSL or HTML markup
      | \\bibstring\s*\{[^{}]*\} | \\[A-Za-z]+          # a command the decoder does not know
      | \b(?:https?|ftp)://\S+ | \bwww\.\S+ | \b10\.\d{4,9}/\S+   # addresses are compared as addresses
      | (?P<word>[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*)""",
    re.VERBOSE,
)
_JOINED = re.compile(r"(?<=[a-zß-ÿ])[-‐‑]\s+(?=[a-zß-ÿ])")

_LONG, _GLUED_LEAST = 12, 7
"""Letters from which a word may be several: by its capitals, by a year at its end."""
_YEAR_GLUED = r"(?<=[^\W\d_]{4})(?=(?:1[5-9]|20)\d\d[a-z]?$)"
_GLUED = re.compile(_YEAR_GLUED)
"""Where a name and its year, or a title and its date, lost the space between them."""
_SPACELESS = re.compile(rf"(?<=[a-z]{{2}})(?=[A-Z][a-z]{{2}})|{_YEAR_GLUED}")
"""Where a long run of letters falls into words because a PDF lost the spaces: "AmericanPsychologist"."""

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
    "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "n",
}  # fmt: skip
_LATIN = str.maketrans(_LETTERS)


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list written as text."""
    return frozenset(text.split())


SMALL = word_set(
    """a an and or nor but of the in on at to for from by with as is its it into upon over under between about
    le la les l un une des du de d et ou en dans sur par pour au aux ce
    der die das den dem des ein eine einer eines einem und oder im in am an zu zur zum von vom fur uber mit aus auf bei
    il lo gli i un uno una di del della dello dei degli delle da dal dalla e ed o nel nella nei nelle a al alla ai con
    su sul sulla per tra fra el los las y del que o os as do da dos das no na een het van op te voor met och i z na w
    ve ir s"""
)
"""Articles, prepositions and conjunctions of the languages of the notes: they tell no work from another."""


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """Return a word in lower case, without accents, in Latin letters."""
    if word.isascii():
        return word.lower()
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return bare.casefold().translate(_LATIN)


def words(text: str) -> list[Word]:
    """Cut a text into folded words; markup and addresses are left out."""
    return [
        Word(fold(part), start, start + len(part), part[0].isupper() or part[0].isdigit())
        for part, start in _parts(text)
    ]


def _parts(text: str) -> Iterator[tuple[str, int]]:
    for piece in _PIECES.finditer(text):
        raw = piece["word"]
        if raw is None:
            continue
        start = piece.start()
        if len(raw) <= _GLUED_LEAST:
            yield raw, start
            continue
        for part in (_SPACELESS if len(raw) >= _LONG else _GLUED).split(raw):
            yield part, start
            start += len(part)


@lru_cache(maxsize=1 << 13)
def keys(text: str) -> tuple[str, ...]:
    """Return the folded words of a text without their places; a word broken at a line's end is joined."""
    return tuple(fold(part) for part, _ in _parts(_JOINED.sub("", text)))


def near(one: str, other: str) -> bool:
    """Tell whether two words are the same but for a misread or misspelt letter (two in words of nine or more)."""
    if one == other:
        return True
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if len(shorter) < 5 or len(longer) - len(shorter) > 2 or one.isdigit() or other.isdigit():
        return False
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    end = 0
    while end < len(shorter) - start and shorter[-1 - end] == longer[-1 - end]:
        end += 1
    return len(longer) - start - end <= (2 if len(shorter) >= 9 else 1)


_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|sch|sh|sz|š", "s"), (r"tch|tsch|tz|ts|cz|ch|c", "c"), (r"zh|z|j(?=[aeou])", "z"), (r"kh|ch|h", "h"),
        (r"[yj](?=[aeou]|$)|(?<=[kn])[yi]j?$", "i"), (r"w", "v"), (r"ph", "f"), (r"ou", "u"), (r"ii+|ij|iy", "i"), (r"ks", "x"),
        (r"(.)\1+", r"\1"),
    )
]  # fmt: skip


@lru_cache(maxsize=1 << 16)
def sound(name: str) -> str:
    """Return a folded name without what transliterations disagree on: Trotsky, Trotskij, Trotzki are one."""
    for pattern, replacement in _SOUNDS:
        name = pattern.sub(replacement, name)
    return name


def same_name(one: str, other: str) -> bool:
    """Tell whether two folded family names (one word each) can be the same person's."""
    if one == other:
        return True
    if len(one) < 4 or len(other) < 4:
        return False
    return sound(one) == sound(other) or (len(one) >= 6 and near(one, other))
