"""What becomes of marks that meet: two full stops, a comma after a closing quote, two spaces.

Works on the flat run of tokens, across formatting. Only where two runs of different origin meet is anything changed:
"..." inside a title stays. The table of pairs is that of the reference processor; American quotes
(`punctuation-in-quote`) draw full stops and commas inside.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sergecite.csl.output import GUARD, MARKS, OWN, Close, Open, Output, Quote, Token

KEEP = {
    "!": {".": "!", ":": "!"},
    "?": {".": "?", ":": "?"},
    ":": {".": ":", "!": "!", "?": "?"},
    ";": {".": ";", ":": ";", "!": "!", "?": "?"},
}
"""The one mark left of a pair; pairs not listed keep both."""
ELLIPSIS = "..."
"""No full stop: it stands after whatever comes before it."""
MOVES_IN = frozenset(".,!?")
MOVES_OUT = frozenset(",;:")
SPACES = frozenset(" \u00a0\u202f")


class QuoteStyle(NamedTuple):
    """The four quotation marks of a locale, and whether marks are drawn inside."""

    outer: tuple[str, str]
    inner: tuple[str, str]
    draws_in: bool


def mend(tokens: Iterable[Token], style: QuoteStyle) -> Output:
    """Settle meeting marks and quotation marks."""
    out: list[Token] = []
    last = -1
    """Where the latest string stands in `out`."""
    swallowed = ""
    """The mark that gave way to the end of the latest string: the next one meets it first."""
    for token in tokens:
        if token.__class__ is not str:
            out.append(token)
            continue
        text: str = token
        if text[0] == GUARD:
            text = text[1:]
        elif last >= 0:
            own = text[0] == OWN
            if own:
                text = text[1:]
            first = text[0]
            before: str = out[last]  # type: ignore[assignment]
            end = before[-1]
            meets = first in MARKS or (end in MARKS and last + 1 < len(out))
            if meets and not text.startswith(ELLIPSIS):
                kept = KEEP.get(swallowed, {}).get(first)
                if kept == swallowed and swallowed:
                    text = text[1:]
                elif not swallowed or first in {swallowed, kept}:
                    text = _meet(out, last, text, style.draws_in, own=own)
                if not text:
                    swallowed = first if _latest(out) == last else ""
                    last = _latest(out)
                    continue
                before = out[_latest(out)]  # type: ignore[assignment]
                end = before[-1]
                first = text[0]
            if first in SPACES and end in SPACES:
                text = text[1:]
                if not text:
                    continue
        out.append(text)
        last = len(out) - 1
        swallowed = ""
    return Output(tuple(_quoted(out, style)))


def _latest(out: list[Token]) -> int:
    at = len(out) - 1
    while out[at].__class__ is not str:
        at -= 1
    return at


def _meet(out: list[Token], last: int, text: str, draws_in: bool, *, own: bool) -> str:
    """Settle the last mark of out[last] and the first of `text`; what is left of `text` is returned."""
    before: str = out[last]  # type: ignore[assignment]
    quote = next((at for at in range(last + 1, len(out)) if out[at].__class__ is Quote and not out[at].opens), -1)  # type: ignore[union-attr]
    if quote < 0:
        if text[0] in MARKS and before[-1] in MARKS and (not own or before[-1] == text[0]):
            before, text = _pair(before, text)
            out[last] = before
            if draws_in and before in MOVES_IN:
                _draw_in(out, last)
        return text
    if draws_in:
        while text and text[0] in MARKS:
            if own and text[0] in ":;" and before[-1] != text[0]:
                break
            if before[-1] in MARKS and (before[-1] == text[0] or text[0] in KEEP.get(before[-1], {})):
                before, text = _pair(before, text)
                out[last] = before
            elif text[0] in MOVES_IN:
                out.insert(quote, text[0])
                last, before = quote, text[0]
                quote += 1
                text = text[1:]
            else:
                break
        return text
    if (
        text[0] in MARKS
        and before[-1] in MARKS
        and (before[-1] == text[0] or (not own and text[0] in KEEP.get(before[-1], {})))
    ):
        before, text = _pair(before, text)
        out[last] = before
    elif before[-1] in MOVES_OUT and len(before) > 1:
        out[last] = before[:-1]
        text = before[-1] + text
    return text


def _draw_in(out: list[Token], last: int) -> None:
    """Move a mark that only now is one of those drawn in before the closing quotes it follows."""
    at = last
    while at and out[at - 1].__class__ is Quote and not out[at - 1].opens:  # type: ignore[union-attr]
        at -= 1
    if at < last:
        out.insert(at, out.pop(last))


def _pair(before: str, text: str) -> tuple[str, str]:
    left, right = before[-1], text[0]
    if left == right:
        return before, text[1:]
    kept = KEEP.get(left, {}).get(right)
    if kept is None:
        return before, text
    if kept == left:
        return before, text[1:]
    return (before[:-1], text) if len(before) > 1 else (before[:-1] + right, text[1:])


def _quoted(tokens: list[Token], style: QuoteStyle) -> Iterable[str | Open | Close]:
    stack: list[bool] = []
    """Of the open quotes: whether each is inner."""
    for token in tokens:
        if token.__class__ is not Quote:
            if token:
                yield token  # type: ignore[misc]
        elif token.opens:
            inner = token.flips and (not stack[-1] if stack else token.inner)
            stack.append(inner)
            yield (style.inner if inner else style.outer)[0]
        else:
            yield (style.inner if stack.pop() else style.outer)[1]
