"""Style elements compiled to closures, once: text, number, label, group, choose.

Source: CSL 1.0.2, "Rendering Elements". Each closure takes a Context and gives what it rendered, or None. Macros and the
branches of cs:choose are compiled when they are first reached: a single citation touches a small part of a big style.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sergecite.csl.conditions import compile_condition
from sergecite.csl.context import Context
from sergecite.csl.dates import compile_date, recased
from sergecite.csl.locale import Locale
from sergecite.csl.names import Inherited, compile_names
from sergecite.csl.numbers import NumberFormat
from sergecite.csl.output import OPEN_QUOTE, PLAIN, Look, Node, Open, Rendered
from sergecite.csl.richtext import RichText
from sergecite.csl.style import Element, Style, StyleError
from sergecite.csl.variables import compile_label, compile_number, compile_term, compile_value, compile_variable

Renderer = Callable[[Context], Rendered | None]
FORMATS = ("vertical-align", "text-decoration", "font-weight", "font-variant", "font-style")
"""Outermost first."""
DISPLAYS = frozenset({"block", "left-margin", "right-inline", "indent"})


class Splice(Node):
    """The children cs:choose rendered: they take the delimiter of the group around it."""

    __slots__ = ()


class Compiler:
    """Compiles the elements of one area (citation, bibliography, intext) of a style in one locale."""

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
        self.inherited: Inherited | None = None
        self.substituting = False
        """Compiling a child of cs:substitute: of several elements in a branch of cs:choose only the first to print counts."""
        self.overrides: Mapping[str, str] = {}
        """Options of a cs:key, which win over all others."""
        self._macros: dict[tuple[str, int], Renderer] = {}

    def with_options(self, overrides: Mapping[str, str]) -> Compiler:
        """A compiler of the same area in which these options hold everywhere."""
        other = Compiler(self.style, self.area, self.locale, self.rich, self.abbreviations)
        other.overrides = overrides
        return other

    def inherit(self, element: Element, own: str, inherited: str) -> str:
        """An option set on the element, or inherited from the area or the style; empty where it is nowhere."""
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
        """The affixes and formatting of an element."""
        attrib = element.attrib
        look = Look(
            attrib.get("prefix", ""),
            attrib.get("suffix", ""),
            attrib.get("delimiter", "") if delimiter is None else delimiter,
            tuple(Open(name, attrib[name]) for name in FORMATS if name in attrib),
            OPEN_QUOTE if attrib.get("quotes") == "true" else None,
            Open("display", attrib["display"]) if attrib.get("display") in DISPLAYS else None,
        )
        return PLAIN if look == PLAIN else look

    def compile(self, element: Element) -> Renderer:
        """The renderer of any rendering element."""
        if element.tag == "choose":
            return self._choose(element)
        substituting, self.substituting = self.substituting, False
        renderer = self._element(element)
        self.substituting = substituting
        return renderer

    def _element(self, element: Element) -> Renderer:
        match element.tag:
            case "text":
                return self._text(element)
            case "number":
                return compile_number(self, element)
            case "label":
                return compile_label(self, element)
            case "group":
                return self._group(element)
            case "names":
                return compile_names(self, element)
            case "date":
                return compile_date(self, element)
            case _:
                raise StyleError(
                    f"<{element.tag}> is not a rendering element", hint="check the style against CSL 1.0.2", place=str(element.line)
                )

    def sequence(self, elements: list[Element]) -> Callable[[Context], list[Rendered]]:
        """The renderers of several elements, giving what each printed."""
        renderers = [self.compile(element) for element in elements]
        first_only = self.substituting

        def render(context: Context) -> list[Rendered]:
            kids: list[Rendered] = []
            for renderer in renderers:
                made = renderer(context)
                if made is None:
                    continue
                if made.__class__ is Splice:
                    kids += made.kids  # type: ignore[union-attr]
                elif made:
                    kids.append(made)
                if first_only and kids:
                    break
            return kids

        return render

    def _lazy(self, elements: list[Element]) -> Callable[[Context], list[Rendered]]:
        """A sequence compiled when it is first run."""
        compiled: list[Callable[[Context], list[Rendered]]] = []
        inherited, substituting = self.inherited, self.substituting

        def render(context: Context) -> list[Rendered]:
            if not compiled:
                outer = self.inherited, self.substituting
                self.inherited, self.substituting = inherited, substituting
                compiled.append(self.sequence(elements))
                self.inherited, self.substituting = outer
            return compiled[0](context)

        return render

    def _text(self, element: Element) -> Renderer:
        attrib = element.attrib
        if "macro" in attrib:
            return self._macro(element)
        if "variable" in attrib:
            return compile_variable(self, element)
        if "term" in attrib:
            return compile_term(self, element)
        if "value" in attrib:
            return compile_value(self, element)
        raise StyleError(
            "<text> has neither macro, variable, term nor value", hint="give it one of the four", place=str(element.line)
        )

    def macro(self, name: str) -> Callable[[Context], list[Rendered]]:
        key = (name, id(self.inherited.element) if self.inherited else 0)
        found = self._macros.get(key)
        if found is None:
            found = self._macros[key] = self._lazy(self.style.macros[name].children)  # type: ignore[assignment]
        return found  # type: ignore[return-value]

    def _macro(self, element: Element) -> Renderer:
        name, look, case = element.get("macro"), self.look(element), element.get("text-case")
        body = self.macro(name)
        strip = element.get("strip-periods") == "true"

        def render(context: Context) -> Rendered | None:
            called, hit, rendered = context.called, context.hit, context.rendered
            context.called = context.hit = False
            kids = body(context)
            if not kids or (context.called and not context.hit):
                context.called = called or context.called
                context.hit = hit
                context.rendered = rendered
                return None
            context.called = called or context.called
            context.hit = True
            node = Node(kids, look)
            if strip:
                node = _stripped(node)  # type: ignore[assignment]
            return recased(node, case) if case else node

        return render

    def _group(self, element: Element) -> Renderer:
        look = self.look(element)
        body = self.sequence(element.children)

        def render(context: Context) -> Rendered | None:
            called, hit, rendered = context.called, context.hit, context.rendered
            context.called = context.hit = False
            kids = body(context)
            if not kids or (context.called and not context.hit):
                # Empty, or nothing but terms and values around variables that are all empty.
                context.called = called or context.called
                context.hit = hit
                context.rendered = rendered
                return None
            context.called = called or context.called
            context.hit = True
            return Node(kids, look)

        return render

    def _choose(self, element: Element) -> Renderer:
        branches: list[tuple[Callable[[Context], bool] | None, Callable[[Context], list[Rendered]]]] = []
        for branch in element.children:
            if branch.tag == "else":
                branches.append((None, self._lazy(branch.children)))
            elif branch.tag in {"if", "else-if"}:
                branches.append((compile_condition(branch), self._lazy(branch.children)))

        def render(context: Context) -> Rendered | None:
            for condition, body in branches:
                if condition is None or condition(context):
                    kids = body(context)
                    return Splice(kids) if kids else None
            return None

        return render


def _stripped(node: Rendered) -> Rendered:
    if node.__class__ is str:
        return node.replace(".", "")  # type: ignore[union-attr]
    return Node([_stripped(kid) for kid in node.kids], node.look, node.tag)  # type: ignore[union-attr]
