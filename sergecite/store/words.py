"""Words as searching compares them: case and accents folded, markup and punctuation gone."""

import re
import unicodedata

MARKUP = re.compile(r"</?(?:i|b|sc|sup|sub|span)(?: class=\"nocase\")?>")
_WORD = re.compile(r"[^\W_]+")
_APART = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n",
    "\u00ad": None, "ʹ": None, "ʺ": None,
})  # fmt: skip
_FIRST_MARK = "\u0300"
"""No combining character comes before it."""


def fold(text: str) -> str:
    """Return a text in lower case without accents; letters that are no accented ones stay (ß, æ, ø, ł become plain)."""
    text = text.casefold()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.translate(_APART))
    # Some signs, such as ℋ, come apart into capitals.
    text = "".join([sign for sign in text if sign < _FIRST_MARK or not unicodedata.combining(sign)]).casefold()
    return text if text.isascii() else text.translate(_APART)


def words(text: str) -> list[str]:
    """Return the folded words of a text in order."""
    if "<" in text:
        text = MARKUP.sub("", text)
    return _WORD.findall(fold(text))
