"""What all writers share: which formatting really opens at a token, given what is open already."""

from __future__ import annotations

from collections.abc import Iterator

from sergecite.csl.output import Close, Open, Output

NORMAL = {
    "font-style": "normal",
    "font-variant": "normal",
    "font-weight": "normal",
    "text-decoration": "none",
    "vertical-align": "baseline",
}
ALWAYS = frozenset({"text-decoration", "vertical-align"})
"""Written even where they change nothing, as the reference processor does."""
Event = tuple[str, str, str]
"""("text", characters, ""), ("open", attribute, value) or ("close", attribute, value)."""


def events(output: Output) -> Iterator[Event]:
    """Return the tokens with flip-flops settled: italic of a field inside italic opens "normal"; "normal" in plain text opens nothing.

    Every "open" has its "close" with the same value, properly nested.
    """
    stack: list[tuple[str, str, bool]] = []
    for token in output.tokens:
        if token.__class__ is str:
            yield "text", token, ""
        elif token.__class__ is Open:
            attribute, value, written = _opening(token, stack)
            stack.append((token.attribute, value, written))
            if written:
                yield "open", attribute, value
        elif token.__class__ is Close and stack:
            attribute, value, written = stack.pop()
            if written:
                yield "close", attribute, value


def _opening(token: Open, stack: list[tuple[str, str, bool]]) -> tuple[str, str, bool]:
    attribute, value = token.attribute, token.value
    if attribute == "nodecor":
        changed = {at: was for at, was, written in stack if written and at in NORMAL}
        plain = [
            at for at in ("font-style", "font-variant", "font-weight") if changed.get(at, NORMAL[at]) != NORMAL[at]
        ]
        return attribute, " ".join(plain), bool(plain)
    if attribute not in NORMAL:
        return attribute, value, True
    current = next((was for at, was, written in reversed(stack) if at == attribute and written), NORMAL[attribute])
    if token.flips and current == value and attribute != "vertical-align":
        value = NORMAL[attribute]
    written = not (value == NORMAL[attribute] and current == value) or attribute in ALWAYS
    return attribute, value, written
