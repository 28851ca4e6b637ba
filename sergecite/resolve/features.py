"""What the sequence model sees of each token: the word, its neighbours, the punctuation around it, and where it stands.

Everything that depends on the word alone is computed once per distinct word.
"""

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from sergecite.resolve import lexicon
from sergecite.resolve.phrases import Phrase
from sergecite.resolve.tokens import Token, canonical_gap

_ROMAN = re.compile(r"[ivxlcdm]+|[IVXLCDM]+")
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d[a-z]?")
_LISTS = (
    ("G", lexicon.GIVEN_NAMES), ("C", lexicon.PLACES), ("P", lexicon.PUBLISHERS), ("J", lexicon.JOURNALS),
    ("M", lexicon.MONTHS), ("de", lexicon.PARTICLES), ("O", lexicon.ORGANISATIONS), ("ed", lexicon.EDITOR_WORDS),
    ("tr", lexicon.TRANSLATOR_WORDS), ("v", lexicon.VOLUME_WORDS), ("pp", lexicon.PAGE_WORDS),
    ("n", lexicon.EDITION_WORDS), ("th", lexicon.THESIS_WORDS), ("ar", lexicon.ARCHIVE_WORDS),
    ("S", lexicon.SERIES_WORDS), ("K", lexicon.CONFERENCE_WORDS), ("R", lexicon.REPORT_WORDS), ("A", lexicon.ACCESS_WORDS),
)  # fmt: skip


_Word = tuple[str, str, str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]
_BREAK = re.compile(r"[.,;:()\[\]<>?!]")
_TELLING = set("CPJMOGvedtrpnhSKRA")


@lru_cache(maxsize=50_000)
def _word(text: str) -> _Word:
    """Return (shape, word, suffix, lists) and the features of a word for itself, the token after it and the one before."""
    # The model's library takes UTF-8: a lone surrogate (a byte that was no text) becomes a question mark.
    low = text.casefold().encode("utf-8", "replace").decode("utf-8")
    shape = _shape(text)
    kinds = "".join(name for name, words in _LISTS if low in words)
    word = low if shape not in _NUMERIC else shape
    own = [f"w={word}", f"s={shape}", f"l={kinds}", f"x={low[-3:]}", f"p={low[:2]}", f"sl={shape}{kinds}"]
    if "-" in text:
        own.append("hyphen")
    before = (f"-w={word}", f"-s={shape}", f"-l={kinds}", f"-x={low[-2:]}")
    after = (f"+w={word}", f"+s={shape}", f"+l={kinds}", f"+x={low[-2:]}")
    return shape, word, low[-3:], kinds, tuple(own), before, after


_NUMERIC = {"year", "1", "11", "111", "1111", "1a", "url"}


def _shape(text: str) -> str:
    if text[0].isdigit():
        if _YEAR.fullmatch(text):
            return "year"
        if text.isdigit():
            return "1" * min(len(text), 4)
        return "1a" if not text.startswith("10.") or "/" not in text else "url"
    if text.startswith(("http", "www.")) and len(text) > 6:
        return "url"
    if not text[0].isalpha():
        return text[:2]
    if _ROMAN.fullmatch(text):
        return ("ROM" if text.isupper() else "rom") if len(text) > 1 else text if text.islower() else "X"
    if text.isupper():
        return "X" if len(text) == 1 else "XX" if len(text) <= 3 else "XXXX"
    if text[0].isupper():
        return "Xx" if len(text) > 2 else "X2"
    return "x" if len(text) > 2 else "x2"


def featurize(text: str, tokens: Sequence[Token], phrases: Sequence[Phrase]) -> list[list[str]]:
    """Return the features of each token of a note; `phrases` are those of its text."""
    count = len(tokens)
    words = [_word(token.text) for token in tokens]
    gaps = [token.gap for token in tokens]
    gaps.append(_tail(text, tokens))
    pointing = _phrase_of_each(tokens, phrases)
    ahead = _ahead(words, gaps)
    clauses = _clauses(words, gaps)
    quoted = bracketed = years = quotes = 0
    since = 0
    rows: list[list[str]] = []
    for place in range(count):
        gap, gap_after = gaps[place], gaps[place + 1]
        for sign in gap:
            if sign == "<":
                quoted += 1
                quotes += 1
            elif sign == ">":
                quoted = max(0, quoted - 1)
            elif sign in "([":
                bracketed = min(bracketed + 1, 2)
            elif sign in ")]":
                bracketed = max(0, bracketed - 1)
            elif sign == ";" and not bracketed:
                since = years = quotes = quoted = 0
        shape, _, _, kinds, own, _, _ = words[place]
        state = f"{'q' if quoted else ''}{'b' if bracketed else ''}"
        row = [
            *own, f"g={gap}", f"h={gap_after}", f"gs={gap}|{shape}", f"hs={gap_after}|{shape}", f"gh={gap}|{gap_after}",
            f"st={state}", f"sts={state}|{shape}|{kinds}", f"y={years}|{quotes > 0}", f"at={_bucket(since)}",
            f"left={_bucket(count - place - 1)}", f"f={ahead[place]}", f"fg={ahead[place]}|{gap}", f"ys={min(years, 1)}{quotes > 0}|{shape}",
        ]  # fmt: skip
        row += clauses[place]
        if place:
            row += words[place - 1][5]
            row.append(f"-ss={words[place - 1][0]}{gap}{shape}")
            row.append(f"-g={gaps[place - 1]}")
            if place > 1:
                row.append(f"--w={words[place - 2][1]}")
        else:
            row.append("first")
        if place + 1 < count:
            row += words[place + 1][6]
            row.append(f"+ss={shape}{gap_after}{words[place + 1][0]}")
            row.append(f"+h={gaps[place + 2]}")
            if place + 2 < count:
                row.append(f"++w={words[place + 2][1]}")
                row.append(f"++l={words[place + 2][3]}{words[place + 2][0]}")
        else:
            row.append("last")
        if pointing[place]:
            row.append(f"ph={pointing[place]}")
        if tokens[place].italic:
            row.append("i")
            row.append(f"i|{gap}")
        rows.append(row)
        if shape == "year":
            years = min(years + 1, 2)
        since += 1
    return rows


def _clauses(words: Sequence[_Word], gaps: Sequence[str]) -> list[tuple[str, ...]]:
    """Return for each token what its clause holds: the words between two punctuation marks stand or fall together."""
    starts = [0] if words else []
    for place in range(1, len(words)):
        gap = gaps[place]
        if gap in {" ", "-"} or not _BREAK.search(gap):
            continue
        if gap == ". " and len(words[place - 1][1]) == 1 and words[place - 1][0] == "X":
            continue
        starts.append(place)
    bounds = [*starts, len(words)]
    summaries = []
    for start, end in itertools.pairwise(bounds):
        letters = {letter for place in range(start, end) for letter in words[place][3] if letter in _TELLING}
        summaries.append("".join(sorted(letters)))
    found: list[tuple[str, ...]] = []
    for number, (start, end) in enumerate(itertools.pairwise(bounds)):
        kinds = summaries[number]
        following = words[end][0] if end < len(words) else "end"
        opening, closing = gaps[start], gaps[end]
        size = "1" if end - start == 1 else "2" if end - start == 2 else "3" if end - start < 5 else "5"
        first = words[start][0]
        shared = (
            f"ck={kinds}", f"cg={opening}|{size}", f"ca={closing}|{size}", f"ckn={kinds}|{following}", f"cf={first}|{size}|{opening}",
            f"cb={summaries[number - 1] if number else 'first'}", f"cn={kinds}|{summaries[number + 1] if number + 1 < len(summaries) else 'last'}", f"cga={opening}|{closing}|{size}",
        )  # fmt: skip
        found += [shared] * (end - start)
    return found


def _ahead(words: Sequence[_Word], gaps: Sequence[str]) -> list[str]:
    """Return for each token what is still to come before the next semicolon: a quotation, a year, "in", an editor."""
    found = [""] * len(words)
    quote = year = inside = edited = ""
    for place in range(len(words) - 1, -1, -1):
        found[place] = quote + year + inside + edited
        shape, word, _, kinds = words[place][:4]
        gap = gaps[place]
        if shape == "year":
            year = "y"
        if word in _INSIDE:
            inside = "i"
        if "ed" in kinds:
            edited = "e"
        if "<" in gap:
            quote = "q"
        if ";" in gap:
            quote = year = inside = edited = ""
    return found


_INSIDE = {"in", "dans", "nel", "nella", "em"}


def _bucket(number: int) -> str:
    return str(number) if number < 5 else "5" if number < 8 else "8" if number < 12 else "12" if number < 20 else "20"


def _tail(text: str, tokens: Sequence[Token]) -> str:
    return canonical_gap(text[tokens[-1].end :].strip()[:2]) + "$" if tokens else "$"


def _phrase_of_each(tokens: Sequence[Token], phrases: Sequence[Phrase]) -> list[str]:
    """Return for each token the kind of closed-class phrase it belongs to, or ""."""
    kinds = [""] * len(tokens)
    place = 0
    for phrase in phrases:
        while place < len(tokens) and tokens[place].end <= phrase.start:
            place += 1
        inside = place
        while inside < len(tokens) and tokens[inside].start < phrase.end:
            kinds[inside] = phrase.kind
            inside += 1
    return kinds
