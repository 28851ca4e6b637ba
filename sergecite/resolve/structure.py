"""What the structure of a reference says about its runs, where the model saw only their words.

Quotes end a title; "in" and an editor come before what contains it.
"""

import re
from collections.abc import Sequence

from sergecite.resolve import labels as kind
from sergecite.resolve.lexicon import GIVEN_NAMES, PARTICLES
from sergecite.resolve.segment import Run, Segment
from sergecite.resolve.tokens import Token

_QUOTES_CLOSE = re.compile(r"[.,]>+ <?$|>+[.,] <?$")


def settle(tokens: Sequence[Token], segment: Segment) -> list[Run]:
    """Return the runs of a cite, divided and named anew where its structure demands it."""
    labels = {run.label for run in segment.runs}
    if labels <= {kind.AUTHOR, kind.PAGES, kind.OTHER} and segment.runs[0].label == kind.AUTHOR:
        return [*_short_form(tokens, segment.runs[0]), *segment.runs[1:]]
    runs: list[Run] = []
    contained = False
    for run in segment.runs:
        # "Title, in: Editor (ed.), Title": what is named after "in" or after an editor contains what was named before.
        contained = contained or (run.label in {kind.IN, kind.EDITOR} and any(one.label == kind.TITLE for one in runs))
        if run.label == kind.TITLE and contained and kind.CONTAINER not in labels:
            runs.append(run._replace(label=kind.CONTAINER))
            labels.add(kind.CONTAINER)
        elif run.label == kind.TITLE:
            runs += _quoted(tokens, run, labels)
        else:
            runs.append(run)
    return runs


def _quoted(tokens: Sequence[Token], run: Run, labels: set[str]) -> list[Run]:
    """End a quoted title where its quotes close before a comma or a full stop; the rest contains it."""
    if not tokens[run.first].gap.endswith("<"):
        return [run]
    end = next((one for one in range(run.first + 1, run.last + 1) if _QUOTES_CLOSE.match(tokens[one].gap)), None)
    if end is None:
        return [run]
    rest = kind.OTHER if kind.CONTAINER in labels else kind.CONTAINER
    return [run._replace(last=end - 1), Run(rest, end, run.last)]


def _short_form(tokens: Sequence[Token], run: Run) -> list[Run]:
    """Divide "Serge, Memoirs" taken whole for names: a note that cites names alone cites nothing."""
    cut = run.first + 1
    if cut > run.last or not tokens[cut].gap.startswith(","):
        return [run]
    words = [token.text.casefold() for token in tokens[cut : run.last + 1]]
    if all(word in GIVEN_NAMES or word in PARTICLES or len(word) < 3 for word in words):
        return [run]
    return [run._replace(last=run.first), Run(kind.TITLE, cut, run.last)]
