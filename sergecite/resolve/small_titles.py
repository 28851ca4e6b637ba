"""Short titles made of small words ("Serge, L’An I", "Kafka, Letters"): no title to a matcher of rare words, yet titles.

They name no work by themselves, but what stands after a name keeps the name from standing alone for any work of it.
"""

from sergecite.resolve.naming import PARTICLES
from sergecite.resolve.stretch import Stretch, is_numeral
from sergecite.resolve.words import SMALL, word_set

_PLURALS = word_set("letters maps pages plates lines parts documents")
"""Kinds of place in a work that are titles too, where no number follows them."""
_NO_TITLE = PARTICLES | word_set("and und et e y en og ed al in aus dans nel nella")
"""Small words that stand with a capital for other reasons: in a name, between names ("SERGE ET AL."), before a holder."""


def has_small_title(stretch: Stretch, begin: int, end: int) -> bool:
    """Tell whether a title of small words stands between two places, the first of them after a name."""
    return any(_is_of_title(stretch, k) for k in range(begin, end))


def _is_of_title(stretch: Stretch, k: int) -> bool:
    word = stretch.words[k]
    if not word.capital or stretch.says_cited(k):
        return False
    if word.text in _PLURALS:
        following = stretch.words[k + 1].text if k + 1 < len(stretch.words) else ""
        return not (following[:1].isdigit() or is_numeral(following))
    written = stretch.text[word.start : word.end]
    if written.isupper() and is_numeral(word.text):
        return False
    return len(word.text) > 1 and word.text in SMALL and word.text not in _NO_TITLE
