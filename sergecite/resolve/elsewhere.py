"""Tells a chapter from a book of the same title: what a note says to be in another book is no book that stands alone."""

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
_HOLDERS = word_set("in dans nel nella en em w v")
_ENDS = frozenset(",.”“»\"’'*_:)")
"""One of these ends a title; without it "in" goes on with the title or the sentence."""


def is_held_elsewhere(stretch: Stretch, work: Work, end: int) -> bool:
    """Tell whether a title that ends before word `end` is said to be in a book, and the work is one that is in none."""
    if work.entry_type not in _WHOLES or work.containers or work.parents:
        return False
    last = min(stretch.finish(end - 1), len(stretch.words)) - 1
    if end >= last or stretch.words[end].text not in _HOLDERS or not _ENDS & set(stretch.gaps[end]):
        return False
    return stretch.words[end + 1].capital and not stretch.words[end + 1].text.isdigit()
