"""Names as BibTeX and BibLaTeX write them.

Source: "Tame the BeaST" (N. Markey), section 11, for what BibTeX does; BibLaTeX manual, section 3.6, for the extended
format `family=..., given=...`. Where biber reads otherwise than BibTeX, and more of a name right, it is followed: the particle is the
first run of lower-case words (de | Andrade e Silva), and no word that begins with a brace ({B}londin).
"""

import re

from sergecite.bibtex.latex import decode
from sergecite.model.name import Name

_AND = re.compile(r"(?<![ \t\r\n\f\v~])[ \t\r\n\f\v~]++and(?=[ \t\r\n\f\v~])", re.IGNORECASE)
"""Each run of blanks is tried once, however long it is."""
_BRACE_OR_AND = re.compile(r"[{}]|(?<![ \t\r\n\f\v~])[ \t\r\n\f\v~]++and(?=[ \t\r\n\f\v~{])", re.IGNORECASE)
_EXTENDED = re.compile(
    r"\s*\"?(?:[a-z-]+\s*=[^,]*,\s*)*\"?(?:family|given|prefix|suffix|useprefix)(?:-i)?\s*=", re.IGNORECASE
)
_PAIR = re.compile(r"\s*\"?\s*([a-z-]+)\s*=\s*(.*?)\s*\"?\s*$", re.IGNORECASE | re.DOTALL)
_SIMPLE = re.compile(r"(\w+(?:-\w+)*), (\w+\.?(?:[ -]\w+\.?)*)")
"""A family name of one word, a comma, given names or initials: most names of most libraries."""
_GAP = r"(?:\\?[ \t\r\n\f\v]|(?<!\\)~)+"
"""What stands between two words: white space and ties, but not the accent in Jo\\~ao."""
_WORDS = re.compile(_GAP)
_WORDS_AND_BRACES = re.compile(rf"[{{}}]|{_GAP}")


def parse_names(value: str) -> tuple[Name, ...]:
    """Split a raw (LaTeX) name list; never fails, an empty name between two `and` is left out."""
    return tuple(name for part in split_list(value) if (name := parse_name(part)) is not None)


def split_list(value: str) -> list[str]:
    """Split at ` and ` outside braces."""
    if "{" not in value:
        found = _AND.split(" " + value)
    else:
        found, depth, start = [], 0, 0
        for piece in _BRACE_OR_AND.finditer(value):
            if piece[0] == "{":
                depth += 1
            elif piece[0] == "}":
                depth = max(0, depth - 1)
            elif depth == 0:
                found.append(value[start : piece.start()])
                start = piece.end()
        found.append(value[start:])
    return [part.strip() for part in found if part.strip()]


def parse_name(text: str) -> Name | None:
    """Read one raw name; None where there is nothing."""
    text = text.strip()
    simple = _SIMPLE.fullmatch(text)
    if simple is not None:
        return Name(family=simple[1], given=simple[2])
    if text.lower() in ("others", "{others}"):
        return Name(others=True)
    if "=" in text and _EXTENDED.match(text):
        return _extended(text)
    if text.startswith("{") and _closing(text) == len(text) - 1:
        literal = decode(text)
        return Name(literal=literal) if literal else None
    sides = [side.strip() for side in _split(text, ",")]
    while len(sides) > 1 and not sides[-1]:
        sides.pop()
    if len(sides) == 1:
        words = _words(sides[0])
        if not words:
            return None
        first, last = _particle(words)
        given, von, family = (words[:first], words[first:last], words[last:]) if last else (words[:-1], [], words[-1:])
        suffix = ""
    else:
        words = _words(sides[0])
        first, last = _particle(words)
        von, family = (words[:last], words[last:]) if first == 0 else ([], words)
        suffix = _text([sides[1]]) if len(sides) > 2 else ""
        given = [", ".join(sides[2:])] if len(sides) > 2 else [sides[1]]
    if not family and not von and not any(given):
        return None
    return Name(family=_text(family), given=_text(given), particle=_text(von), suffix=suffix)


def _extended(text: str) -> Name | None:
    parts: dict[str, str] = {}
    for side in _split(text, ","):
        pair = _PAIR.match(side)
        if pair:
            parts[pair[1].lower()] = decode(pair[2].strip().strip('"'))
    if not parts.keys() & {"family", "given", "prefix"}:
        return None  # options of the list, such as useprefix=false
    return Name(
        family=parts.get("family", ""),
        given=parts.get("given", ""),
        particle=parts.get("prefix", ""),
        suffix=parts.get("suffix", ""),
    )


def _text(words: list[str]) -> str:
    joined = " ".join(words)
    return decode(joined)


def _particle(words: list[str]) -> tuple[int, int]:
    """Return where the first run of particles begins and ends; the last word is none. (0, 0) where there is no particle."""
    first = next((index for index, word in enumerate(words[:-1]) if _is_lower(word)), None)
    if first is None:
        return 0, 0
    return first, next(
        index for index in range(first, len(words)) if index == len(words) - 1 or not _is_lower(words[index])
    )


def _words(text: str) -> list[str]:
    """Split at white space and ties outside braces."""
    if "{" not in text:
        return [word for word in _WORDS.split(text) if word]
    words, depth, start = [], 0, 0
    for piece in _WORDS_AND_BRACES.finditer(text):
        if piece[0] == "{":
            depth += 1
        elif piece[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            words.append(text[start : piece.start()])
            start = piece.end()
    return [word for word in (*words, text[start:]) if word]


def _split(text: str, sign: str) -> list[str]:
    if "{" not in text:
        return text.split(sign)
    found, depth, start = [], 0, 0
    for index, letter in enumerate(text):
        if letter == "{":
            depth += 1
        elif letter == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and letter == sign:
            found.append(text[start:index])
            start = index + 1
    found.append(text[start:])
    return found


def _closing(text: str) -> int:
    depth = 0
    for index, sign in enumerate(text):
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                return index
    return -1


def _is_lower(word: str) -> bool:
    """Whether a word may be a particle: its first letter is lower-case, and it does not begin with a brace."""
    if word[0] == "{":
        return False
    letter = word[0] if word[0].isalpha() else next((sign for sign in decode(word) if sign.isalpha()), "")
    return letter.islower()
