"""The inline markup of fields: <i>, <b>, <sup>, <sub>, <sc>, spans, and straight or curly quotation marks.

Source: CSL 1.0.2 appendix and the CSL-JSON schema ("HTML-like formatting tags"). Quotation marks become quotes that
take the style's form and flip with nesting; an apostrophe stays one. What does not pair stands as it was written.
"""

from __future__ import annotations

from sergecite.csl.output import GUARD, PLAIN, Look, Node, Open, Quote, Rendered
from sergecite.csl.patterns import Pattern

SPECIAL = Pattern("[<\"'“”‘«»„‚]")
TOKEN = Pattern(
    r"</?(?:i|b|sup|sub|sc)>|<span\s+style=\"font-variant:\s*small-caps;?\"[^>]*>|<span\s+class=\"no(?:case|decor)\"[^>]*>"
    "|</span>|[\"'“”‘’«»„‚]"
)
FORMATS = {
    "i": Open("font-style", "italic", flips=True),
    "b": Open("font-weight", "bold", flips=True),
    "sup": Open("vertical-align", "sup", flips=True),
    "sub": Open("vertical-align", "sub", flips=True),
    "sc": Open("font-variant", "small-caps", flips=True),
}
LOOKS = {name: Look(formats=(opened,)) for name, opened in FORMATS.items()} | {
    "nodecor": Look(formats=(Open("nodecor", ""),)),
    "nocase": PLAIN,
    "quote": Look(quotes=Quote(opens=True, flips=True)),
    "inner quote": Look(quotes=Quote(opens=True, flips=True, inner=True)),
}
BEFORE_OPENING = frozenset(" \u00a0\u202f([{—–-/\t\n")
DEEPEST = 30
"""Markup nested deeper is left as it is written."""
STRAIGHT = frozenset("\"'")
NOT_AFTER_OPENING = frozenset(" \u00a0\u202f,;:!?)]}—–-/\t\n")
AFTER_CLOSING = frozenset(" \u00a0\u202f.,;:!?)]}—–-/\t\n…")


class RichText:
    """Parses fields, remembering what it made; one for each processor, for `marks` are its locale's."""

    def __init__(self, outer: tuple[str, str], inner: tuple[str, str]) -> None:
        """`outer`, `inner`: the quotation marks of the locale, which are read as quotes; others stand as they are."""
        self.closers = {opener: closer for opener, closer in (outer, inner) if opener not in STRAIGHT}
        self.names = {inner[0]: "inner quote", outer[0]: "quote"}
        self._seen: dict[str, list[Rendered]] = {}
        self._seen_unquoted: dict[str, list[Rendered]] = {}

    def parse(self, text: str, *, unquoted: bool = False) -> list[Rendered]:
        """Children for a node; a single plain string where nothing is marked up.

        `unquoted`: the style says that no quotation marks stand around it, so its own are the outer ones.
        """
        if not SPECIAL.search(text):
            return [text]
        seen = self._seen_unquoted if unquoted else self._seen
        found = seen.get(text)
        if found is None:
            if len(seen) > 20_000:
                seen.clear()
            found = seen[text] = self._parse(text, unquoted=unquoted)
        return found

    def _parse(self, text: str, *, unquoted: bool) -> list[Rendered]:
        pieces = TOKEN.split(text)
        tags = TOKEN.findall(text)
        partner, names = self._pair(pieces, tags)
        root = Node([])
        stack = [root]
        buffer = pieces[0]
        for at, tag in enumerate(tags):
            mate = partner.get(at)
            if mate is None:
                buffer += "’" if tag == "'" else tag
            else:
                if buffer:
                    stack[-1].kids.append(buffer)
                buffer = ""
                if mate > at:
                    name = names[at]
                    node = Node([], LOOKS["quote" if unquoted and name == "inner quote" else name])
                    stack[-1].kids.append(node)
                    stack.append(node)
                else:
                    stack.pop()
            buffer += pieces[at + 1]
        if buffer:
            root.kids.append(buffer)
        return _guarded(_joined(root.kids), first=True)

    def _pair(self, pieces: list[str], tags: list[str]) -> tuple[dict[int, int], dict[int, str]]:
        """Which tag closes which. A tag that closes across others leaves those unpaired."""
        partner: dict[int, int] = {}
        names: dict[int, str] = {}
        stack: list[tuple[str, int]] = []  # what would close it, where it stands
        outer = ""
        for at, tag in enumerate(tags):
            if len(stack) > DEEPEST and tag[1:2] != "/":
                continue
            before = pieces[at][-1:] or (tags[at - 1][-1] if at else "")
            after = pieces[at + 1][:1] or (tags[at + 1][0] if at + 1 < len(tags) else "")
            if tag[0] == "<":
                if tag[1] == "/":
                    _close(tag, at, stack, partner)
                else:
                    names[at] = _name(tag)
                    stack.append(("</span>" if tag.startswith("<span") else f"</{tag[1:]}", at))
            elif tag in STRAIGHT:
                closes = any(closer == tag for closer, _ in stack)
                at_edge = not after or after in AFTER_CLOSING or after in "<\"'’”"
                if closes and before and before not in BEFORE_OPENING and (at_edge or tag == '"'):
                    _close(tag, at, stack, partner)
                elif (
                    (not before or before in BEFORE_OPENING or before in ">\"'“‘")
                    and after not in ("", tag)
                    and after not in NOT_AFTER_OPENING
                ):
                    outer = outer or tag
                    names[at] = "quote" if tag == outer else "inner quote"
                    stack.append((tag, at))
            elif any(closer == tag for closer, _ in stack) and not (
                tag == "’" and after.isalnum() and before.isalnum()
            ):
                _close(tag, at, stack, partner)
            elif tag in self.closers and not (tag in "‘’" and before.isalnum()):
                names[at] = self.names[tag]
                stack.append((self.closers[tag], at))
        return partner, names


def _guarded(kids: list[Rendered], *, first: bool) -> list[Rendered]:
    """Return the strings with a guard where they go on a field, so that its own marks stay as they are."""
    out: list[Rendered] = []
    for kid in kids:
        if kid.__class__ is str:
            out.append(kid if first else GUARD + kid)
        else:
            out.append(Node(_guarded(kid.kids, first=first), kid.look, kid.tag))  # type: ignore[union-attr]
        first = False
    return out


def _joined(kids: list[Rendered]) -> list[Rendered]:
    """Neighbouring strings, and spans that mean nothing to the output, made one: no seam may show in them."""
    out: list[Rendered] = []
    for kid in kids:
        if kid.__class__ is str:
            parts: list[Rendered] = [kid]
        else:
            kid.kids = _joined(kid.kids)  # type: ignore[union-attr]
            parts = kid.kids if kid.look is PLAIN else [kid]  # type: ignore[union-attr]
        for part in parts:
            if part.__class__ is str and out and out[-1].__class__ is str:
                out[-1] = out[-1] + part
            elif part:
                out.append(part)
    return out


def _name(tag: str) -> str:
    if tag[0] != "<":
        return "quote"
    if tag.startswith("<span"):
        return "sc" if "small-caps" in tag else "nocase" if "nocase" in tag else "nodecor"
    return tag[1:-1]


def _close(closer: str, at: int, stack: list[tuple[str, int]], partner: dict[int, int]) -> None:
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth][0] == closer:
            opened = stack[depth][1]
            partner[opened], partner[at] = at, opened
            del stack[depth:]
            return
