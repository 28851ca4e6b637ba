"""Tells one unpublished document from another: the day of a letter, a diary's entry or an interview, a manuscript's number.

Their writers, their addressees and the papers they lie in are the same from one to the next; so are a newspaper's name
and its author. What names another day, or another shelf, is another document.
"""

import re
from dataclasses import dataclass

from sergecite.resolve.lexicon import MONTHS
from sergecite.resolve.words import fold

_DATES = re.compile(
    r"(?<![\d.])(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|\.)?,? (?:de |d['’])?(?P<month>[^\W\d_]{3,10})\.?,? (?:de |del )?(?P<year>1[5-9]\d\d|20\d\d)(?!\d)"
    r"|(?P<first>[^\W\d_]{3,10})\.? (?P<second>[0-3]?\d)(?:st|nd|rd|th)?,? (?P<third>1[5-9]\d\d|20\d\d)(?!\d)"
)
_LOOKED_UP = re.compile(
    r"(?:accessed|retrieved|visited|viewed|modified|updated|consulté|consultado|consultato|abgerufen|zugriff|zugegriffen|"
    r"geraadpleegd|обращения)[^;.]{0,12}$",
    re.IGNORECASE,
)
"""Before a date: it is the reader's, not the document's."""
_UNDATED = re.compile(r"(?<!\w)(?:undated|undatiert|non dat(?:ée?|ata)|sin fecha)(?!\w)")
_SHELF = re.compile(r"(?<!\w)(?:MSS?|Mss?|Hss?|Cod(?:ex)?)\.? (?:[^\W\d_][\w.]*,? ){0,2}(?P<number>\d+)")
_MONTHS = frozenset(map(fold, MONTHS))
_LETTERS = 3
"""Letters of a month's name that tell it from the others."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The days (year, month, day; empty for "undated") and the shelf numbers that a cite gives."""

    days: frozenset[tuple[str, str, str]] = frozenset()
    shelves: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: str) -> "Marks":
        """Read the marks of a cite's text; the day on which a page was looked up is none."""
        days = set()
        for date in _DATES.finditer(text):
            month = fold(date["month"] or date["first"])
            if month in _MONTHS and not _LOOKED_UP.search(text, 0, date.start()):
                day = (date["day"] or date["second"]).lstrip("0")
                days.add((date["year"] or date["third"], month[:_LETTERS], day))
        if not days and _UNDATED.search(text):
            days.add(("", "", ""))
        return cls(frozenset(days), frozenset(shelf["number"] for shelf in _SHELF.finditer(text)))

    def are_of_another(self, first: "Marks") -> bool:
        """Tell whether a later cite with these marks is to another document than the first cite with those.

        A day that the first cite lacks may be a place in it: "Diaries, XXIV, col. 406 (25 June 1517)".
        """
        pairs = ((self.days, first.days), (self.shelves, first.shelves))
        return any(mine and theirs and mine.isdisjoint(theirs) for mine, theirs in pairs)
