"""Tells from what stands around a title that it is not the work's: another kind of work has it, another book holds it.

An author who publishes a thesis, or an article that grew into a book, often keeps the title.
"""

import re

from sergecite.resolve.stretch import Stretch
from sergecite.resolve.words import word_set
from sergecite.resolve.work import Work

_WHOLES = frozenset(
    {
        "book", "mvbook", "collection", "mvcollection", "reference", "mvreference", "proceedings", "mvproceedings",
        "thesis", "phdthesis", "mastersthesis", "report", "techreport", "periodical", "booklet", "manual",
    }
)  # fmt: skip
"""Types of entries that are no part of another work, unless they name one."""
_THESES = frozenset({"thesis", "phdthesis", "mastersthesis", "unpublished", "report", "misc", "online", "manual"})
"""Types under which libraries keep a thesis."""
_UNBOUND = frozenset({"article", "suppperiodical", "review", "thesis", "phdthesis", "mastersthesis"})
"""Types of what no publisher has brought out."""
_IS_THESIS = re.compile(
    r"[,.]?[”»\"’'*_]*,? ?[(\[]?(?:(?:unpublished|unpubl\.|unveröff\w*|inédite?|phil\.|ungedr\w*) )*"
    r"(?:Ph\.? ?D\.?|D\.? ?Phil\.?|M\.? ?(?:A|Phil)\.? (?=thesis|diss)|doctoral|master['’]?s|diss(?:ertation|ertazione|\.)?|thesis|thèse|tesi[sn]?|"
    r"Habil(?:itationsschrift|\.)?|proefschrift|диссертация)(?!\w)",
    re.IGNORECASE,
)
"""A title's end, and that it is a thesis."""
_IS_ARTICLE = re.compile(
    r"[,.]?[”»\"’][,.]?[”»\"’]? (?:in:? )?[*_«]?[^\W\d_][^,;:()\[\]“”«»\"\d]{2,60}[*_»]?,? (?:(?:n\. ?s\.|vol\.|t\.|Bd\.|no\.|Jg\.) ?)*\d{1,3}"
    r"(?:[,/.]? (?:no\. |n\. |H\. )?\d+)?(?: ?\((?:[^\W\d_]+\.? )?\d{4}|: ?\d)"
)
"""The end of a title in quotation marks, a journal, its volume and year."""
_IS_BOOK = re.compile(r"[*_]* \([^\W\d_][^():]{1,40}: [^():]{2,60}\)")
"""The end of a title without quotation marks, its place and publisher."""
_HOLDERS = word_set("in dans nel nella en em w v")
_ENDS = frozenset(",.”“»\"’'*_:)")
"""One of these ends a title; without it "in" goes on with the title or the sentence."""


def is_of_another_kind(stretch: Stretch, work: Work, end: int) -> bool:
    """Tell whether what follows a title that ends before word `end` says that it is a thesis, an article or a book, and the work is not.

    The type alone does not tell what a work is, many are entered as books: it has a publisher, or the journal it is in.
    """
    after = stretch.words[end - 1].end
    if _IS_THESIS.match(stretch.text, after):
        return work.entry_type not in _THESES and bool(work.imprint or work.containers)
    if _IS_ARTICLE.match(stretch.text, after):
        return work.entry_type in _WHOLES and bool(work.imprint) and not work.containers
    unbound = work.entry_type in _UNBOUND and bool(work.imprint or work.containers)
    return unbound and _IS_BOOK.match(stretch.text, after) is not None


def is_held_elsewhere(stretch: Stretch, work: Work, end: int) -> bool:
    """Tell whether a title that ends before word `end` is said to be in a book, and the work is one that is in none."""
    if work.entry_type not in _WHOLES or work.containers or work.parents:
        return False
    last = min(stretch.finish(end - 1), len(stretch.words)) - 1
    if end >= last or stretch.words[end].text not in _HOLDERS or not _ENDS & set(stretch.gaps[end]):
        return False
    return stretch.words[end + 1].capital and not stretch.words[end + 1].text.isdigit()


def is_original(stretch: Stretch, place: int) -> bool:
    """Tell whether "orig. pub. as" stands before a title: the note cites the work named before it."""
    before = [word.text for word in stretch.words[max(0, place - 2) : place]]
    return before in (["pub", "as"], ["published", "as"])
