"""Words as searching compares them: case and accents folded, markup and punctuation gone."""

import re
import unicodedata

MARKUP = re.compile(r"</?(?:i|b|sc|sup|sub|span)(?: class=\"nocase\")?>")
_WORD = re.compile(r"[^\W_]+")
_APART = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n",
    "\u00ad": None, "ʹ": None, "ʺ": None,
})  # fmt: skip
_ACCENTS = re.compile("[\u0300-\u036f]+")
"""The combining marks into which accented letters of European languages come apart."""


def fold(text: str) -> str:
    """Return a text in lower case without accents; letters that are no accented ones stay (ß, æ, ø, ł become plain)."""
    text = text.casefold()
    if text.isascii():
        return text
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    if text.isascii():
        return text.lower()  # some signs, such as ℋ, come apart into capitals
    return "".join([sign for sign in text if not unicodedata.combining(sign)]).casefold().translate(_APART)


def words(text: str) -> list[str]:
    """Return the folded words of a text in order."""
    if "<" in text:
        text = MARKUP.sub("", text)
    return _WORD.findall(fold(text))
