"""Citekeys made from a pattern: `{author}{year}{title}` gives serge1951memoirs.

Placeholders: author (family name), authors (up to three), editor, year, origyear, title (first telling word), titles
(first three), type, shorttitle; any other name is a field. `{title:4}` cuts to four characters.
"""

import re
import unicodedata
from collections.abc import Container

from sergecite.model.entry import Entry
from sergecite.model.name import Name

_PLACEHOLDER = re.compile(r"\{(\w+)(?::(\d+))?\}")
_MARKUP = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu)['’](?=\w{2})", re.IGNORECASE)
_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n"}
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "і": "i", "ї": "i", "є": "e", "ґ": "g", "ў": "u",
}  # fmt: skip
"""Russian, Ukrainian and Belarusian as the Library of Congress romanises them, without its signs."""
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_FOLD = str.maketrans(_LETTERS | _CYRILLIC | _GREEK)
_LITTLE = frozenset(
    {
        "a", "an", "the", "on", "in", "of", "to", "for", "and", "or", "from", "with", "by", "at", "as", "is", "are", "was",
        "be", "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "et", "en", "au", "aux", "sur", "pour", "par",
        "dans", "der", "die", "das", "den", "dem", "ein", "eine", "einer", "und", "zu", "zur", "zum", "von", "vom", "im",
        "auf", "fur", "uber", "el", "los", "las", "lo", "una", "y", "e", "del", "al", "il", "gli", "i", "uno", "di", "da",
        "della", "dei", "o", "os", "um", "uma", "do", "dos", "na", "no",
    }
)  # fmt: skip
"""Articles and little words of English, French, German, Spanish, Italian and Portuguese, folded."""


def make_citekey(entry: Entry, taken: Container[str], pattern: str = "{author}{year}{title}") -> str:
    """Make a citekey for an entry; a clash with one of `taken` (compared in lower case too) gets a, b, c, ..."""
    key = _PLACEHOLDER.sub(lambda found: _value(entry, found[1], found[2]), pattern)
    key = re.sub(r"[^A-Za-z0-9:._+/-]", "", key).strip(":._+/-") or entry.entry_type or "entry"
    if _is_free(key, taken):
        return key
    count = 1
    while True:
        candidate = key + _letters(count)
        if _is_free(candidate, taken):
            return candidate
        count += 1


def fold(text: str) -> str:
    """Return a text in lower case without accents, in Latin letters where a simple rule exists."""
    plain = text.casefold()
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFKD", plain.translate(_FOLD))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_FOLD)


def _is_free(key: str, taken: Container[str]) -> bool:
    return key not in taken and key.lower() not in taken


def _letters(count: int) -> str:
    name = ""
    while count:
        count, rest = divmod(count - 1, 26)
        name = chr(ord("a") + rest) + name
    return name


def _value(entry: Entry, name: str, size: str | None) -> str:
    text = _placeholder(entry, name)
    return text[: int(size)] if size else text


def _placeholder(entry: Entry, name: str) -> str:
    match name:
        case "author":
            return _family(entry.people[0]) if entry.people else ""
        case "authors":
            return "".join(_family(person) for person in entry.people[:3] if not person.others)
        case "editor":
            return "".join(_family(person) for person in entry.names.get("editor", ())[:1])
        case "year" | "origyear":
            date = entry.date("date" if name == "year" else "origdate")
            digits = re.search(r"\d{4}", entry.text("year")) if name == "year" else None
            return str(date.year) if date and date.year is not None else digits[0] if digits else ""
        case "title" | "titles" | "shorttitle":
            text = entry.fields.get("shorttitle", "") if name != "titles" else ""
            words = _telling(text or entry.fields.get("title", "") or entry.fields.get("booktitle", ""))
            return "".join(words[: 3 if name == "titles" else 1])
        case "type":
            return entry.entry_type
        case _:
            return _plain(entry.text(name))


def _family(person: Name) -> str:
    if person.literal:
        words = _telling(person.literal)
        return "".join(words[:1])
    return _plain(person.family or person.given)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(_MARKUP.sub("", text)))


def _telling(title: str) -> list[str]:
    """Return the words of a title that tell one work from another: no articles and little words, unless all are."""
    words = [_plain(_ELISION.sub("", word)) for word in _WORD.findall(_MARKUP.sub("", title))]
    words = [word for word in words if word]
    return [word for word in words if word not in _LITTLE] or words
