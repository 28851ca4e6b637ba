"""Additions to titles: a translation in brackets is no part of the title, so it stands upright and outside its quotation marks.

“Waar verzamelde Pigafetta zijn Maleise woorden?” [Where did Pigafetta collect his Malaysian words?] (CMOS 13.101).
"""

from collections.abc import Iterator

from sergecite.csl import Output
from sergecite.csl.output import MARKS, Close, Open

_DECORATIONS = {"font-style", "font-variant", "font-weight", "text-decoration"}
_CLOSING = frozenset("”’»«“‘›‹\"'")
"""What may close a quotation, in one language or another."""
Token = str | Open | Close


def set_apart(output: Output) -> Output:
    """Return the output with additions to titles set apart from them, right in formats that cannot undo italics too."""
    if not any(isinstance(token, Open) and token.attribute == "nodecor" for token in output.tokens):
        return output
    return upright(unquoted(output))


def unquoted(output: Output) -> Output:
    """Return the output with quotation marks that close after an addition closed before it; a mark they hold stays behind."""
    tokens = list(output.tokens)
    for begin, end in _additions(tokens):
        at = end + 1
        if at < len(tokens) and tokens[at] in MARKS:
            at += 1
        before, quote = tokens[begin - 1] if begin else "", tokens[at] if at < len(tokens) else ""
        if isinstance(before, str) and before.endswith(" ") and isinstance(quote, str) and quote.strip() in _CLOSING:
            del tokens[at]
            tokens[begin - 1 : begin] = [before[:-1], f"{quote} "]
    return Output(tuple(token for token in tokens if token != ""))


def _additions(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield where each addition opens and closes, the last first, so that what is inserted moves none of them."""
    ends = [at for at, token in enumerate(tokens) if isinstance(token, Close) and token.attribute == "nodecor"]
    for end in reversed(ends):
        begin = next(
            at for at in range(end, -1, -1) if isinstance(found := tokens[at], Open) and found.attribute == "nodecor"
        )
        yield begin, end


def upright(output: Output) -> Output:
    """Return the output with what a title's addition undoes closed before it and opened after it.

    So "<i>Zur russischen Revolution</i> [The Russian Revolution]" is right in formats that cannot undo italics.
    """
    tokens: list[Token] = []
    opened: list[Open] = []
    waiting: list[Open] = []
    for token in output.tokens:
        if isinstance(token, str):
            space = " " if waiting and token.startswith(" ") else ""
            tokens += [*([space] if space else []), *waiting, token[len(space) :]]
            waiting = []
        elif isinstance(token, Open) and token.attribute == "nodecor":
            tokens += _closed(tokens, [mark for mark in opened if mark not in waiting])
            waiting = []
        elif isinstance(token, Close) and token.attribute == "nodecor":
            waiting = [mark for mark in opened if mark.attribute in _DECORATIONS]
        elif isinstance(token, Open):
            opened.append(token)
            tokens.append(token)
        else:
            last = next(at for at in range(len(opened) - 1, -1, -1) if opened[at].attribute == token.attribute)
            mark = opened.pop(last)
            if mark in waiting:
                waiting.remove(mark)
            else:
                tokens.append(token)
    return Output(tuple(tokens))


def _closed(tokens: list[Token], opened: list[Open]) -> list[Token]:
    """Return what closes the decorations, a space that stood before them moved behind."""
    closers: list[Token] = [Close(mark.attribute) for mark in reversed(opened) if mark.attribute in _DECORATIONS]
    if closers and tokens and isinstance(tokens[-1], str) and tokens[-1].endswith(" "):
        tokens[-1] = tokens[-1][:-1]
        closers.append(" ")
    return closers
