"""Works named by their kind: "in his memoirs", "her diary", in the languages historians write."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sergecite.resolve.lost.title_words import fold

_KINDS = """
memoir memoirs autobiography recollections reminiscences autobiographie memoires souvenirs memoiren erinnerungen
lebenserinnerungen selbstbiographie autobiografia memorie ricordi memorias recuerdos vospominaniia

diary diaries journal journals tagebuch tagebucher tagebuchern diario diari diarios dnevnik

notebook notebooks carnets cahiers quaderni cuadernos

letters correspondence correspondance lettres briefwechsel briefe epistolario lettere
"""
"""A kind in each paragraph: the words a text names it by are those its titles begin with."""

_POSSESSIVE = (
    r"(?:his|her|their|my|son|sa|ses|leurs?|mes|seine[nrm]?|ihre[nrm]?|sein|ihr|sue|suoi|sua|sus?|[^\W\d_]+[’']s?|"
    r"[^\W\d_]+s[’'])"
)
_NOUNS = {noun: frozenset(kind.split()) for kind in _KINDS.split("\n\n") for noun in kind.split()}


@dataclass(frozen=True, slots=True)
class WorkNoun:
    """A work named by its kind; `titled` are the words its title may begin with."""

    start: int
    end: int
    text: str
    word: str
    titled: frozenset[str]


def find_work_nouns(body: str, start: int, end: int) -> Iterator[WorkNoun]:
    """Yield the works a stretch of text names by their kind and someone's possession."""
    for match in re.finditer(r"[^\W\d_]{4,}", body[start:end]):
        kind = _NOUNS.get(fold(match.group()))
        if kind is None:
            continue
        at = start + match.start()
        before = body[max(start, at - 40) : at]
        owned = re.search(rf"(?<!\w){_POSSESSIVE}\s+(?:[^\W\d_]+\s+){{0,2}}$", before, re.IGNORECASE)
        if owned:
            first = at - len(before) + owned.start()
            last = start + match.end()
            yield WorkNoun(first, last, " ".join(body[first:last].split()), fold(match.group()), kind)
