"""Short titles made of small words ("Serge, L’An I", "Bail, Pages"): no title to a matcher of rare words, yet titles.

After a name they keep it from standing for any work of it whose title does not begin so.
"""

from sergecite.resolve.naming import PARTICLES
from sergecite.resolve.stretch import Stretch, is_numeral
from sergecite.resolve.words import SMALL, word_set
from sergecite.resolve.work import Title, Words, Work

_PLURALS = word_set("maps pages plates lines parts")
"""Kinds of place in a work that are titles too, where no number follows them."""
_NO_TITLE = PARTICLES | word_set("and und et e y en og ed al in aus dans nel nella")
"""Small words that stand with a capital for other reasons: in a name, between names ("SERGE ET AL."), before a holder."""


def small_title(stretch: Stretch, begin: int, end: int) -> Words:
    """Return the words of the title of small words that stands between two places, the first after a name; () for none."""
    place = next((k for k in range(begin, end) if _is_of_title(stretch, k)), None)
    if place is None:
        return ()
    low, high = place, place + 1
    while low > begin and not stretch.stops(low):
        low -= 1
    while high < end and not stretch.stops(high):
        high += 1
    return tuple(word.text for word in stretch.words[low:high])


def title_that_begins(work: Work, words: Words) -> Title | None:
    """Return the title of a work that begins with these words; one word begins too many."""
    titles = (title for title in work.titles if title.kind != "container" and title.words[: len(words)] == words)
    return next(titles, None) if len(words) > 1 else None


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
