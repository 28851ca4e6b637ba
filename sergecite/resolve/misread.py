"""Short forms that a scan has misread: "Pact, La scala di Spalato, cit." for "R. Paci, La “scala” di Spalato e il ...".

Words that were glued, cut or misspelt share no word with the first cite, but their letters in a row do. They are compared
where a cite says that its work was cited before, with works whose name or title begins or ends alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sergecite.model.resolution import Cite, CiteKind, Evidence, Status
from sergecite.resolve.memory import Memory, Seen
from sergecite.resolve.stretch import NOISE, Stretch
from sergecite.resolve.words import SMALL, fold

SURE = 0.9
_NAME, _TITLE = 0.4, 0.2
"""So much of a name's and a title's letters may differ."""
_LEAST = 6
"""Letters of a title that can be compared."""
SCANNED_CIT = "cit|cil|eit|cìt|rit|dt"
"""What scans make of "cit."."""
_CIT = frozenset(fold(word) for word in SCANNED_CIT.split("|"))
_TITLE_ALONE = 14
"""So many letters of a title name a work without its author or editor."""
_LEAD = 0.1
"""By so much the best must be nearer than the next work."""


def misread_form(stretch: Stretch, cite: Cite, memory: Memory) -> tuple[Cite, int] | None:
    """Return a cite settled by the one work its letters come near, with that work's place; None where none or two do."""
    words = list(_called(stretch, cite))
    idem = cite.kind is CiteKind.IDEM
    if len(words) < (1 if idem else 2):
        return None
    people = memory.last.people if idem and memory.last else ()
    rated: list[tuple[float, int]] = []
    for place in memory.like(words, people):
        seen = memory.seen[place]
        if not seen.pointed and (distance := _distance(words, seen, idem=idem)) is not None:
            rated.append((distance, place))
    rated.sort()
    if not rated or (len(rated) > 1 and rated[1][0] - rated[0][0] < _LEAD):
        return None
    seen = memory.seen[rated[0][1]]
    reason = Evidence(
        kind="title", value=f"its letters are nearly those of the work first cited in note {seen.antecedent.note}"
    )
    if seen.candidates:
        return replace(cite, status=Status.AMBIGUOUS, candidates=seen.candidates, evidence=(reason,)), rated[0][1]
    return replace(
        cite,
        status=Status.RESOLVED,
        citekey=seen.citekey,
        confidence=SURE,
        antecedent=seen.antecedent,
        evidence=(reason,),
    ), rated[0][1]


def _called(stretch: Stretch, cite: Cite) -> Iterator[str]:
    """Yield the words of a cite by which it calls its work: initials left out, up to "cit." or the place."""
    begun = False
    for k, word in enumerate(stretch.words):
        if not cite.start <= word.start < cite.end or (len(word.text) == 1 and not begun):
            continue
        if word.text[0].isdigit() or (begun and (word.text in NOISE or word.text in _CIT)):
            return
        if word.text not in NOISE:
            begun = begun or stretch.is_content(k)
            yield word.text


def _distance(words: Sequence[str], seen: Seen, *, idem: bool) -> float | None:
    """Return how far the letters are from a work's, as a share; None where name or title are too far."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  # 12 ms, for the few forms that nothing else explains

    called = "".join(words)
    family = "" if idem or not seen.work.people else "".join(seen.work.people[0].family)
    rest = called
    if family:
        far, cut = min((Levenshtein.distance(called[:n], family), n) for n in range(len(family) - 2, len(family) + 3))
        if far <= _NAME * len(family):
            rest = called[cut:]
    if rest == called and not idem and len(called) < _TITLE_ALONE:
        return None
    shares = []
    for title in seen.work.titles:
        whole = "".join(title.words)
        if title.kind != "container" and len(rest) >= _LEAST:
            near = min(Levenshtein.distance(rest, whole[:n]) for n in range(len(rest) - 2, len(rest) + 3))
            bare = "".join(title.words[1:]) if title.words[0] in SMALL else whole
            near = min(near, *(Levenshtein.distance(rest, bare[:n]) for n in range(len(rest) - 1, len(rest) + 2)))
            shares.append(near / len(rest))
    best = min(shares, default=1.0)
    return best if best <= _TITLE else None
