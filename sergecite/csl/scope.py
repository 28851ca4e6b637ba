"""What the compilation of every element can ask: the style, the area, the locale, inherited options, looks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

from sergecite.csl.context import Context
from sergecite.csl.locale import Locale
from sergecite.csl.numbers import NumberFormat
from sergecite.csl.output import OPEN_QUOTE, PLAIN, Look, Open, Rendered
from sergecite.csl.richtext import RichText
from sergecite.csl.style import Element, Style

Renderer = Callable[[Context], Rendered | None]
Sequence = Callable[[Context], list[Rendered]]
"""What several elements printed, in a row."""
FORMATS = ("vertical-align", "text-decoration", "font-weight", "font-variant", "font-style")
"""Outermost first."""
DISPLAYS = frozenset({"block", "left-margin", "right-inline", "indent"})


class Scope(ABC):
    """One area (citation, bibliography, intext) of a style in one locale, in which elements are compiled."""

    def __init__(
        self,
        style: Style,
        area: Element,
        locale: Locale,
        rich: RichText,
        abbreviations: Mapping[str, Any],
    ) -> None:
        self.style = style
        self.area = area
        self.locale = locale
        self.rich = rich
        self.abbreviations = abbreviations
        self.numbers = NumberFormat(locale, style.options.get("page-range-format", ""))
        self.inherited: Element | None = None
        self.substituting = False
        """Compiling a child of cs:substitute: of several elements in a branch of cs:choose only the first to print counts."""
        self.depth = 0
        """How many elements stand around the one being compiled, itself included; a block is a child of the layout."""
        self.overrides: Mapping[str, str] = {}
        """Options of a cs:key, which win over all others."""

    @abstractmethod
    def compile(self, element: Element) -> Renderer:
        """Compile any rendering element."""

    @abstractmethod
    def macro(self, name: str) -> Sequence:
        """Return the body of a macro; it is compiled when it first runs."""

    @abstractmethod
    def with_options(self, overrides: Mapping[str, str]) -> Scope:
        """Return a scope of the same area in which these options hold everywhere."""

    def inherit(self, element: Element, own: str, inherited: str) -> str:
        """Return an option set on the element, or inherited from the area or the style; empty where it is nowhere."""
        if own in self.overrides:
            return self.overrides[own]
        if own in element.attrib:
            return element.attrib[own]
        return self.inherit_or_none(inherited) or ""

    def inherit_or_none(self, name: str) -> str | None:
        if name in self.area.attrib:
            return self.area.attrib[name]
        return self.style.options.get(name)

    def look(self, element: Element, delimiter: str | None = None) -> Look:
        """Return the affixes and formatting of an element."""
        attrib = element.attrib
        look = Look(
            attrib.get("prefix", ""),
            attrib.get("suffix", ""),
            attrib.get("delimiter", "") if delimiter is None else delimiter,
            tuple(Open(name, attrib[name]) for name in FORMATS if name in attrib),
            quotes=OPEN_QUOTE if attrib.get("quotes") == "true" else None,
            display=Open("display", attrib["display"])
            if self.depth == 1 and attrib.get("display") in DISPLAYS and self.area.tag == "bibliography"
            else None,
        )
        return PLAIN if look.empty() else look
