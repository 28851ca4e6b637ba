"""The trained sequence model: a linear-chain conditional random field that gives each token its label.

The weights are a packaged data file, trained by `tests/training/train.py`; see `data/NOTICE.md` for what it was trained on.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import pycrfsuite

from sergecite.resolve.features import featurize
from sergecite.resolve.phrases import Phrase
from sergecite.resolve.tokens import Token

_LONGEST = 4000
"""Tokens read at once; a longer text is no note, and is read in pieces."""


@lru_cache(maxsize=1)
def _model() -> tuple[pycrfsuite.Tagger, bytes]:
    """Return the tagger with the bytes it reads from, which must outlive it."""
    weights = files("sergecite.resolve").joinpath("data", "notes.crfsuite").read_bytes()
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(weights)
    return tagger, weights


def label_tokens(text: str, tokens: Sequence[Token], phrases: Sequence[Phrase]) -> list[str]:
    """Return the label of each token of a note; `phrases` are those of its text."""
    tagger, _ = _model()
    found: list[str] = []
    rows = featurize(text, tokens, phrases)
    for start in range(0, len(rows), _LONGEST):
        found += tagger.tag(rows[start : start + _LONGEST])
    return found
