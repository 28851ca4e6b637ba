"""Bibliography entries: layout affixes, second-field-align, the mark for a repeated author.

Source: CSL 1.0.2, "Bibliography-specific Options" and "Reference Grouping".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sergecite.csl.output import Look, Node, Open, Rendered, find, without
from sergecite.csl.richtext import RichText
from sergecite.csl.scope import Scope
from sergecite.csl.style import Element

LEFT, RIGHT = Look(display=Open("display", "left-margin")), Look(display=Open("display", "right-inline"))


@dataclass(slots=True, eq=False, repr=False)
class Entry:
    """An entry before it is laid out."""

    id: str
    kids: list[Rendered]
    names: Node | None
    primary: tuple[str, ...]
    """The names at the head of the entry, each whole; or the text that stands for them."""


class BibliographyStyle(NamedTuple):
    """The options of cs:bibliography and its layout."""

    prefix: str
    suffix: str
    look: Look
    align: str
    substitute: str | None
    substitute_rule: str
    hanging: bool
    entry_spacing: int
    line_spacing: int

    @classmethod
    def of(cls, element: Element, scope: Scope) -> BibliographyStyle:
        layout = element.find("layout") or Element("layout", {}, element.line)

        return cls(
            prefix=layout.get("prefix"),
            suffix=layout.get("suffix"),
            look=Look(formats=scope.look(layout).formats),
            align=element.get("second-field-align"),
            substitute=element.attrib.get("subsequent-author-substitute"),
            substitute_rule=element.get("subsequent-author-substitute-rule", "complete-all"),
            hanging=element.get("hanging-indent") == "true",
            entry_spacing=element.number("entry-spacing", 1),
            line_spacing=element.number("line-spacing", 1),
        )

    def parameters(self, entries: int) -> Mapping[str, Any]:
        return {
            "hangingindent": 2 if self.hanging else 0,
            "second-field-align": self.align or False,
            "entryspacing": self.entry_spacing,
            "linespacing": self.line_spacing,
            "maxoffset": len(str(entries)) if self.align else 0,
        }


def lay_out(entries: Iterable[Entry], style: BibliographyStyle, rich: RichText) -> Iterator[tuple[str, Node]]:
    """Return the nodes of all entries, one at a time: the trees of a long bibliography need not live together."""
    before: tuple[str, ...] = ()
    for entry in entries:
        if style.substitute is not None:
            primary = entry.primary if _heads(entry) else ()
            if primary and before:
                _substitute(entry, before, style, rich)
            before = primary
        yield entry.id, _entry(entry, style)


def _heads(entry: Entry) -> bool:
    """Tell whether the names are the first thing printed in the entry."""
    if entry.names is None or not entry.primary:
        return False
    for kid in entry.kids:
        if kid.__class__ is str:
            return False
        node = kid
        while node is not entry.names:
            inner = next((one for one in node.kids if one), None)  # type: ignore[union-attr]
            if inner is None or inner.__class__ is str:
                break
            node = inner
        else:
            return True
        if find(kid, "citation-number") is None:
            return False
    return False


def _substitute(entry: Entry, before: tuple[str, ...], style: BibliographyStyle, rich: RichText) -> None:
    names = entry.names
    if names is None:
        return
    mark = Node(rich.parse(style.substitute or ""))
    people = _people(names)
    rule = style.substitute_rule
    if rule in {"partial-each", "partial-first"} and people:
        for at, person in enumerate(people):
            if at >= len(before) or at >= len(entry.primary) or entry.primary[at] != before[at]:
                break
            person.kids = [mark]
            if rule == "partial-first":
                break
        return
    if entry.primary != before:
        return
    if not style.substitute:
        entry.kids = [left for kid in entry.kids if (left := without(kid, lambda at: at is names)) is not None]
        return
    if rule == "complete-each" and people:
        for person in people:
            person.kids = [mark]
        return
    listed = find(names, "list")
    if listed is None:
        names.kids = [mark]
        return
    names.kids = _replaced(names.kids, mark)


def _replaced(kids: list[Rendered], mark: Node) -> list[Rendered]:
    """Put the mark in place of the first list of names, take further ones away; labels stay."""
    out: list[Rendered] = []
    done = False
    for kid in kids:
        if kid.__class__ is not str and kid.tag == "list":  # type: ignore[union-attr]
            if not done:
                out.append(mark)
            done = True
        elif kid.__class__ is not str and find(kid, "list"):
            if not done:
                out.append(Node(_replaced(kid.kids, mark), kid.look, kid.tag))  # type: ignore[union-attr]
            done = True
        else:
            out.append(kid)
    return out


def _people(names: Node) -> list[Node]:
    found: list[Node] = []
    for kid in names.kids:
        if kid.__class__ is not str:
            if kid.tag == "name":  # type: ignore[union-attr]
                found.append(kid)  # type: ignore[arg-type]
            else:
                found += _people(kid)  # type: ignore[arg-type]
    return found


def _entry(entry: Entry, style: BibliographyStyle) -> Node:
    kids = [kid for kid in entry.kids if kid]
    if style.align and kids:
        kids = [Node(kids[:1], LEFT), *([Node(kids[1:], RIGHT)] if kids[1:] else [])]
    if style.prefix and kids:
        kids = _in_block(kids[0], style.prefix, "") + kids[1:]
    if style.suffix and kids:
        kids = kids[:-1] + _in_block(kids[-1], "", style.suffix)
    return Node(kids, style.look)


def _in_block(kid: Rendered, prefix: str, suffix: str) -> list[Rendered]:
    """Return a kid with an affix of the layout: beside it, or inside it where it is a display block."""
    if kid.__class__ is not str and kid.look.display:  # type: ignore[union-attr]
        inner = Node(kid.kids, kid.look.but(display=None))  # type: ignore[union-attr]
        row = _in_block(inner, prefix, suffix)
        return [Node(row, Look(display=kid.look.display))]  # type: ignore[union-attr]
    return [each for each in (prefix, kid, suffix) if each]
