"""What each clue to a lost note is worth, as log-odds, and from where on a work is proposed.

Set by hand so that on essays whose notes are known and hidden (the Getty's, 2,056 notes) nothing said at .9 or above is a
guess; few clues are common enough to be fitted. Being set with these essays in view, they look better on them than they
are: tests/benchmarks/lost_notes.py also prints how each essay fares when it is judged by the others.
"""

from sergecite.resolve.lost.mentions import Marking

PRIOR = -2.5
"""Log-odds of a work of the library before anything speaks for it, given that something does."""

TITLE = {
    Marking.QUOTED: 2.6, Marking.ITALIC: 2.6, Marking.DATED: 2.2, Marking.OWNED: 2.2, Marking.CAPITALS: 2.2, Marking.NONE: 0.6,
}  # fmt: skip
SHORT_TITLE = -1.2
"""A title of one word of weight may be anything."""
ADJACENT = 2.4
"""The title ends where the marker stands."""
QUOTED_FROM = 0.8
"""The marker closes a quotation that the title introduces."""
IN_SEGMENT = 0.2
"""The title stands elsewhere between the marker before and this one."""
FAR_IN_SEGMENT = -1.0
"""... and much is said after it."""
FAR_WITH_AUTHOR = -0.5
"""... but its author is named there too."""
EARLIER_SEGMENT = -2.0
"""The title stands in this sentence, but another marker follows it first."""
AFTER = -0.6
"""The title follows the marker in its sentence."""
SENTENCE_BEFORE = -1.4
PARAGRAPH = -2.2
LATER = -3.0
SOURCE_OF_QUOTATION = 1.0
"""... "in", "from" or its author before it: the title is said to be where the words are from."""
YEAR_AT_TITLE = 0.8
"""A year beside the title is how prose cites."""
TOPIC = -1.0
"""For each doubling of how often the essay names the work, from the third time on: it writes about it, and cites others."""
LISTED = 0.75
"""The most a title in a list of titles can give: the note may cite any or all."""
RIVALS = -1.0
"""Another work is named just as near."""
TITLE_ALONE = 0.85
"""The most a title of few words can give when nobody names its author: it may be a common phrase."""
LONG_TITLE = 4
TITLE_LIKE = 0.85
"""The most that capitalised words like a title can give, when nothing says that they are one."""
PHRASE_LIKE = 0.6
"""The most that words in small letters can give."""
EDITION_MARGIN = 1.0
"""Editions and versions of a work whose log-odds lie this near each other are chosen among by date and wording."""
ONE_OF_EDITIONS = 0.95
"""The most the chosen edition can have; the others, and all where the choice is a tie, have less."""
TIED_EDITIONS = 0.6
OTHER_EDITION = 0.5
TIE = 0.05
CONTAINER = -1.5
"""The book or journal is named, not the part."""
NAME_OF_WORK = 2.8
"""The author's name stands right before the marker, and the paragraph names the work."""
CONTINUED = 1.9
"""A sentence that quotes and says "he" goes on with the work of the sentence before."""
STILL_CONTINUED = 1.2
"""... of an earlier sentence, other markers between."""
ANOTHER_NOTE = -1.5
"""The title stands right before another marker, whose note it is for."""
FAR = 12
"""Words."""
INSIDE_QUOTATION = -3.0
"""A work named inside the words quoted is not the work quoted."""
WORK_NOUN = 2.4
""""in his memoirs": the kind of work is in the title, and of those named one alone has such a work."""

DESCRIBED = 2.2
"""The words of a title stand scattered in the sentence ("a letter he sent from Paris to his mother")."""
DESCRIBED_SHARE = 0.8
DESCRIBED_WORDS = 4
"""Of the title, or of it and the place it was written or printed in."""
MOST_BY_DESCRIPTION = 0.85

AUTHOR = 1.5
"""The author of a titled work is named in the sentence."""
AUTHOR_NEARBY = 0.9
"""... in the paragraph."""
YEAR = 0.7

NAME_ALONE = 1.2
"""Someone is named in the sentence, no work of theirs is."""
SURNAME_ONLY = -0.6
"""The essay never gives the given name: it may be someone else of that name."""
NAME_AT_MARKER = 0.5
NAME_QUOTED = 0.6
ONLY_WORK = 0.7
ALL_AUTHORS = 1.0
NAME_AND_YEAR = 1.3
MOST_BY_NAME = 0.75
"""However much speaks for them, works without a title in the text stay proposals."""

SAME_WORK = 1.9
"""The work of the marker before, its author named again before this one, in the same sentence."""

RESOLVED = 0.7
"""From here on a work is proposed as what the note cites; below, works are candidates."""
WORTH_SAYING = 0.15
MOST_CANDIDATES = 5
