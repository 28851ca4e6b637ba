"""The output tree: what rendering gives, and the flat run of tokens every writer reads.

A rendered element is a plain string, or a `Node`: children, a `Look` (affixes, delimiter, formatting, quotes, display)
and a tag for those the processor comes back to (names, years, numbers). `flatten` makes the run of tokens in which
`punctuation.mend` settles what meeting marks become; after that it is an `Output`, the same for all writers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Open(NamedTuple):
    """Formatting begins: `attribute` and `value` as in CSL ("font-style", "italic"), or "display", "link", "nodecor"."""

    attribute: str
    value: str
    flips: bool = False
    """Rich text of a field: italic inside italic stands upright."""


class Close(NamedTuple):
    """The latest Open of that attribute ends."""

    attribute: str


class Quote(NamedTuple):
    """A quotation mark. A style's is always the outer one; a field's flips inside another and prefers `inner` or not."""

    opens: bool
    flips: bool = False
    inner: bool = False


OPEN_QUOTE, CLOSE_QUOTE = Quote(True), Quote(False)
MARKS = frozenset(".,;:!?")
FONT = frozenset({"font-style", "font-variant", "font-weight", "text-decoration", "vertical-align"})
GUARD = "\ue000"
"""Begins a string that goes on a field: no mark at this seam is touched. Writers never see it."""
OWN = "\ue001"
"""Begins the suffix or delimiter right after a formatted text: there only doubled marks are settled."""
Token = str | Open | Close | Quote


class Look:
    """How an element stands: text around and between its children, and its formatting. Never changed once made."""

    __slots__ = ("closers", "delimiter", "display", "font", "formats", "prefix", "quotes", "suffix")

    def __init__(
        self,
        prefix: str = "",
        suffix: str = "",
        delimiter: str = "",
        formats: tuple[Open, ...] = (),
        *,
        quotes: Quote | None = None,
        display: Open | None = None,
    ) -> None:
        """`display` makes it a block of its own, affixes within."""
        self.prefix = prefix
        self.suffix = suffix
        self.delimiter = delimiter
        self.formats = formats
        self.quotes = quotes
        self.display = display
        self.closers = tuple([Close(opened.attribute) for opened in reversed(formats)]) if formats else ()
        self.font = any(opened.attribute in FONT for opened in formats)
        """Some of it changes how letters look; a link does not."""

    def but(self, **changes: Any) -> Look:
        """Return the same look with some of it changed."""
        names = ("prefix", "suffix", "delimiter", "formats", "quotes", "display")
        return Look(**({name: getattr(self, name) for name in names} | changes))

    def empty(self) -> bool:
        return not (self.prefix or self.suffix or self.delimiter or self.formats or self.quotes or self.display)


PLAIN = Look()


class Node:
    """A rendered element with children. Mutable: collapsing takes names and years out again."""

    __slots__ = ("kids", "look", "tag")

    def __init__(self, kids: list[Rendered], look: Look = PLAIN, tag: str = "") -> None:
        self.kids = kids
        self.look = look
        self.tag = tag


Rendered = str | Node


class Output(NamedTuple):
    """A finished citation or bibliography entry: strings, formatting that opens and closes. Quotes are already text."""

    tokens: tuple[str | Open | Close, ...]

    @property
    def text(self) -> str:
        """The bare characters."""
        return "".join([token for token in self.tokens if token.__class__ is str])


class Braces:
    """Parentheses in parentheses become brackets, in notes; counts those of affixes."""

    __slots__ = ("depth",)

    def __init__(self) -> None:
        self.depth = 0

    def settle(self, text: str) -> str:
        if "(" not in text and ")" not in text:
            return text
        out = ""
        for char in text:
            if char == "(":
                out += "[" if self.depth % 2 else "("
                self.depth += 1
            elif char == ")":
                out += ")" if self.depth % 2 else "]"
                self.depth -= 1
            else:
                out += char
        return out


def _formatted_text(node: Rendered) -> bool:
    """Tell whether this is a single run of text with formatting of its own, not a group around one.

    An apostrophe makes several runs of a text, as in the reference processor.
    """
    if node.__class__ is str or node.tag == "group":  # type: ignore[union-attr]
        return False
    if not (node.look.formats or node.look.quotes) or len(node.kids) != 1:  # type: ignore[union-attr]
        return False
    only = node.kids[0]  # type: ignore[union-attr]
    return only.__class__ is str and "’" not in only


def flatten(node: Rendered, out: list[Token], braces: Braces | None = None) -> None:
    """Append the tokens of `node` to `out`. Each string is a run that came from one place: a field, a term, an affix."""
    if node.__class__ is str:
        if node:
            out.append(node)
        return
    look = node.look  # type: ignore[union-attr]
    kids = node.kids  # type: ignore[union-attr]
    if look is PLAIN:
        _flatten_row(kids, out, braces)
        return
    if look.display:
        out.append(look.display)
    if look.prefix:
        out.append(braces.settle(look.prefix) if braces else look.prefix)
    begin = len(out)
    if look.quotes:
        out.append(look.quotes)
    out.extend(look.formats)
    delimiter = look.delimiter
    if delimiter:
        before: Rendered | None = None
        for kid in kids:
            if before is not None:
                out.append(OWN + delimiter if _formatted_text(before) and not before.look.suffix else delimiter)  # type: ignore[union-attr]
            before = kid
            flatten(kid, out, braces)
    else:
        _flatten_row(kids, out, braces)
    if look.prefix and look.prefix[-1] in MARKS:
        _keep_after_prefix(out, begin)
    out.extend(look.closers)
    if look.quotes:
        out.append(CLOSE_QUOTE)
    if look.suffix:
        suffix = braces.settle(look.suffix) if braces else look.suffix
        out.append(OWN + suffix if _formatted_text(node) else suffix)
    if look.display:
        out.append(Close("display"))


def _keep_after_prefix(out: list[Token], begin: int) -> None:
    """Guard the first string after a prefix: what a prefix ends with and what follows both stay."""
    for at in range(begin, len(out)):
        token = out[at]
        if isinstance(token, str):
            if token[0] in MARKS:
                out[at] = GUARD + token
            return


def _flatten_row(kids: list[Rendered], out: list[Token], braces: Braces | None) -> None:
    """Children without a delimiter. Where one of two neighbours is formatted, the second's prefix stays as it is."""
    formatted = False
    for at, kid in enumerate(kids):
        if kid.__class__ is str:
            if kid:
                out.append(kid)
            formatted = False
            continue
        look = kid.look  # type: ignore[union-attr]
        if look is PLAIN:
            _flatten_row(kid.kids, out, braces)  # type: ignore[union-attr]
            formatted = False
            continue
        mine = look.font
        begin = len(out)
        flatten(kid, out, braces)
        if at and (mine or formatted) and look.prefix and look.prefix[0] in MARKS:
            out[begin] = GUARD + out[begin]  # type: ignore[operator]
        formatted = mine


def plain_text(node: Rendered | None) -> str:
    """Return the characters with affixes and delimiters, without mending: what comparisons of cites are made on."""
    if node is None:
        return ""
    out: list[Token] = []
    flatten(node, out)
    return "".join([token for token in out if token.__class__ is str])


def find(node: Rendered | None, tag: str) -> Node | None:
    """Return the first node with that tag, depth first."""
    if node is None or node.__class__ is str:
        return None
    if node.tag == tag:  # type: ignore[union-attr]
        return node  # type: ignore[return-value]
    for kid in node.kids:  # type: ignore[union-attr]
        if kid.__class__ is not str and (found := find(kid, tag)):
            return found
    return None


def without(node: Rendered, condemned: Callable[[Node], bool]) -> Rendered | None:
    """Return the tree without the nodes condemned; what holds nothing any more goes too, affixes and all."""
    if node.__class__ is str:
        return node or None
    if condemned(node):  # type: ignore[arg-type]
        return None
    kids = [left for kid in node.kids if (left := without(kid, condemned)) is not None]  # type: ignore[union-attr]
    if not kids:
        return None
    return Node(kids, node.look, node.tag)  # type: ignore[union-attr]


def leads(wanted: Node, node: Rendered) -> bool:
    """Tell whether nothing but terms and affixes stands before a node in the tree."""
    return _before(wanted, node) is True


def _before(wanted: Node, node: Rendered) -> bool | None:
    """Return True where the node is reached first, False where other text is, None where neither is in this part."""
    if node is wanted:
        return True
    if isinstance(node, str):
        return False if node else None
    if node.tag in {"term", "label"}:
        return None
    return next((found for kid in node.kids if (found := _before(wanted, kid)) is not None), None)
