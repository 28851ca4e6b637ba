"""One citation of its cites: grouping, collapsing, delimiters, prefixes and suffixes.

Source: CSL 1.0.2, "Cite Grouping" and "Cite Collapsing".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sergecite.csl.context import Cite
from sergecite.csl.name_input import ALPHABETIC
from sergecite.csl.output import Look, Node, Rendered, find, plain_text, without
from sergecite.csl.patterns import TAG, Pattern
from sergecite.csl.richtext import RichText
from sergecite.csl.style import Element

TAGS = Pattern(TAG)
QUOTES_AT_END = Pattern("[\"'”’»\u202f\u00a0 ]+$")
SENTENCE_END = frozenset(":.;!?")


class ClusterStyle(NamedTuple):
    """What cs:citation and its layout say about several cites."""

    delimiter: str
    prefix: str
    suffix: str
    collapse: str
    group_delimiter: str | None
    after_collapse: str | None
    year_suffix_delimiter: str | None
    range_mark: str
    in_text: bool
    numeric: bool
    formats: Look

    @property
    def grouped(self) -> bool:
        return self.group_delimiter is not None or self.collapse in {"year", "year-suffix", "year-suffix-ranged"}


def cluster_style(
    citation: Element, layout: Element, look: Look, *, range_mark: str, in_text: bool, numeric: bool
) -> ClusterStyle:
    attrib = citation.attrib
    suffix = layout.get("suffix")
    return ClusterStyle(
        delimiter=layout.get("delimiter"),
        prefix=layout.get("prefix"),
        suffix=suffix[:1] if suffix[:1] in SENTENCE_END else suffix,
        collapse=attrib.get("collapse", ""),
        group_delimiter=attrib.get("cite-group-delimiter"),
        after_collapse=attrib.get("after-collapse-delimiter"),
        year_suffix_delimiter=attrib.get("year-suffix-delimiter"),
        range_mark=range_mark,
        in_text=in_text,
        numeric=numeric,
        formats=Look(formats=look.formats),
    )


@dataclass(slots=True, eq=False, repr=False)
class Rendering:
    """A cite as it came out of the layout."""

    cite: Cite
    node: Rendered | None
    names: Node | None
    """Its first names."""
    number: int
    author_key: str
    only_names_and_date: bool
    """Nothing but names, dates and numbers was printed."""


def spaced_prefix(prefix: str) -> str:
    """Return a cite's prefix with the space it needs before what follows."""
    bare = QUOTES_AT_END.sub("", TAGS.sub("", prefix))
    last = bare[-1:]
    if last and (last in SENTENCE_END or last in "&)],0123456789" or ALPHABETIC.match(last)) and last != "-":
        prefix += " "
    return re.sub(r"\s+", " ", prefix)


def spaced_suffix(suffix: str) -> str:
    first = suffix[:1]
    if first and (first in "&[(" or (not first.isdecimal() and first != "-" and bool(ALPHABETIC.match(first)))):
        return " " + suffix
    return suffix


def begins_sentence(prefix: str) -> bool:
    """Tell whether the prefix ends a sentence, so that what follows begins with a capital."""
    bare = QUOTES_AT_END.sub("", TAGS.sub("", prefix))
    return bare[-1:] in SENTENCE_END and " " in prefix.strip()


def assemble(renderings: Sequence[Rendering], style: ClusterStyle, rich: RichText) -> Node | None:
    """Return the node of a whole citation, or None where nothing is printed."""
    there = [one for one in renderings if one.node is not None]
    if not there:
        return None
    kids = (_numbers if style.collapse == "citation-number" else _cites)(there, style, rich)
    if style.prefix:
        kids = [style.prefix, *kids]
    if style.suffix:
        kids.append(style.suffix)
    return Node(kids, style.formats)


def _whole(one: Rendering, node: Rendered, rich: RichText) -> Node:
    cite = one.cite
    kids: list[Rendered] = []
    if cite.prefix:
        kids += rich.parse(spaced_prefix(cite.prefix))
    kids.append(node)
    if cite.suffix:
        kids += rich.parse(spaced_suffix(cite.suffix))
    return Node(kids, tag="cite")


def _cites(there: list[Rendering], style: ClusterStyle, rich: RichText) -> list[Rendered]:
    collapses = bool(style.collapse)
    kids: list[Rendered] = []
    previous: Rendering | None = None
    was_collapsed = collapses
    run: list[Rendering] = []
    for one in there:
        node: Rendered | None = one.node
        same = bool(previous and previous.author_key == one.author_key)
        if same and not one.author_key:
            # Cites without names group only where nothing but a date tells them apart.
            same = one.only_names_and_date and bool(previous and previous.only_names_and_date)
        collapsed = collapses and same and one.only_names_and_date
        suffix_only = None
        if same and collapses and one.names is not None and node is not None:
            node = without(node, lambda at, gone=one.names: at is gone)  # type: ignore[misc]
        if previous and same and style.collapse.startswith("year-suffix") and _same_year(previous, one):
            suffix_only = find(one.node, "year-suffix")
        if (
            suffix_only is not None
            and previous
            and not previous.cite.suffix
            and not one.cite.prefix
            and not find(previous.node, "locator")
        ):
            node = suffix_only
            delimiter = style.group_delimiter if style.group_delimiter is not None else style.year_suffix_delimiter
            if delimiter is None:
                delimiter = style.delimiter
            run.append(one)
        else:
            _close_run(run, kids, style)
            run = [one] if style.collapse == "year-suffix-ranged" else []
            delimiter = _delimiter(previous, one, style, same=same, collapsed=collapsed, was_collapsed=was_collapsed)
        if node is None:
            was_collapsed, previous = collapsed, one
            continue
        if kids:
            kids.append(delimiter)
        kids.append(_whole(one, node, rich))
        was_collapsed, previous = collapsed, one
    _close_run(run, kids, style)
    return kids


def _same_year(first: Rendering, second: Rendering) -> bool:
    def rest(one: Rendering) -> str:
        if one.node is None:
            return ""
        left = without(one.node, lambda at: at is one.names or at.tag in {"year-suffix", "locator", "label"})
        return plain_text(left)

    if find(first.node, "year-suffix") is None or find(second.node, "year-suffix") is None:
        return False
    return rest(first) == rest(second)


def _close_run(run: list[Rendering], kids: list[Rendered], style: ClusterStyle) -> None:
    """Three suffixes or more that follow each other become a range."""
    if style.collapse != "year-suffix-ranged" or len(run) < 3:
        return
    base = len(kids) - (2 * len(run) - 1)
    out: list[Rendered] = []
    at = 0
    while at < len(run):
        end = at
        while end + 1 < len(run) and not run[end + 1].cite.locator and _suffix(run[end + 1]) == _suffix(run[end]) + 1:
            end += 1
        if at:
            out.append(kids[base + 2 * at - 1])
        if end - at > 1:
            out += [kids[base + 2 * at], style.range_mark, kids[base + 2 * end]]
        else:
            out += kids[base + 2 * at : base + 2 * end + 1]
        at = end + 1
    kids[base:] = out


def _suffix(one: Rendering) -> int:
    node = find(one.node, "year-suffix")
    number = 0
    for char in plain_text(node):
        if "a" <= char <= "z":
            number = number * 26 + ord(char) - 96
    return number


def _delimiter(
    previous: Rendering | None, one: Rendering, style: ClusterStyle, *, same: bool, collapsed: bool, was_collapsed: bool
) -> str:
    delimiter = style.delimiter
    if style.after_collapse is not None:
        if (
            (previous and previous.cite.locator)
            or (was_collapsed and not collapsed)
            or (not was_collapsed and not collapsed and style.collapse != "year-suffix")
        ):
            delimiter = style.after_collapse
    elif same and style.group_delimiter is not None:
        delimiter = style.group_delimiter
    elif collapsed and style.in_text and not style.numeric and style.collapse != "citation-number":
        delimiter = ", "
    if previous:
        before, after = previous.cite.suffix, one.cite.prefix
        if before and before[-1] in ";.,":
            space = delimiter.find(" ")
            return delimiter[space:] if space >= 0 else ""
        if not before and after and after[0] in ";.,":
            return ""
    return delimiter


def _numbers(there: list[Rendering], style: ClusterStyle, rich: RichText) -> list[Rendered]:
    """Join citation numbers: three or more that follow each other become a range."""
    kids: list[Rendered] = []
    at = 0
    previous: Rendering | None = None
    while at < len(there):
        end = at
        while end + 1 < len(there) and _follows(there[end], there[end + 1]):
            end += 1
        run = there[at : end + 1]
        for one in run if len(run) < 3 else (run[0], run[-1]):
            if kids and len(run) > 2 and one is run[-1]:
                kids.append(style.range_mark)
            elif kids:
                kids.append(_delimiter(previous, one, style, same=False, collapsed=True, was_collapsed=True))
            kids.append(_whole(one, one.node, rich))  # type: ignore[arg-type]
            previous = one
        at = end + 1
    return kids


def _follows(first: Rendering, second: Rendering) -> bool:
    """Tell whether the second may stand in a range after the first; a prefix may stand before the range."""
    return second.number == first.number + 1 and _bare(first) and _bare(second) and not second.cite.prefix


def _bare(one: Rendering) -> bool:
    if one.cite.suffix or one.node is None:
        return False
    return (
        find(one.node, "citation-number") is not None
        and without(one.node, lambda at: at.tag == "citation-number") is None
    )
