"""Brackets in printed citations: what styles put in brackets twice stands in one pair.

MHRA's notes bracket an uncertain date, "[1948?]", and set it into the brackets that parentheses within parentheses
become: "(2004; originally published as L’Affaire Toulaév [[1948?]])".
"""

from itertools import pairwise

from sergecite.csl import Output
from sergecite.csl.output import Close, Open


def once_bracketed(output: Output) -> Output:
    """Return the output without the pairs of square brackets that hold nothing but another pair.

    Brackets within one run of text are a field's own and stay.
    """
    if sum(isinstance(token, str) and "[" in token for token in output.tokens) < 2:
        return output
    while (pair := _doubled(output.tokens)) is not None:
        tokens = list(output.tokens)
        for at, part in zip(pair, (slice(1, None), slice(None, -1)), strict=True):
            text = tokens[at]
            tokens[at] = text[part] if isinstance(text, str) else text
        output = Output(tuple(token for token in tokens if token != ""))
    return output


def _doubled(tokens: tuple[str | Open | Close, ...]) -> tuple[int, int] | None:
    """Return the tokens that begin and end with the inner brackets of a doubled pair; None where there is none."""
    texts = [(at, token) for at, token in enumerate(tokens) if isinstance(token, str)]
    for (_, outer), (at, inner) in pairwise(texts):
        if outer.endswith("[") and inner.startswith("["):
            depth = 0
            for (there, text), (_, following) in pairwise(texts):
                if there < at:
                    continue
                depth += text.count("[") - text.count("]")
                if depth <= 0:
                    if depth == 0 and text.endswith("]") and following.startswith("]"):
                        return at, there
                    break
    return None
