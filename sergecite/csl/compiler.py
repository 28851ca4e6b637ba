"""Style elements compiled to closures, once: text, number, label, group, choose.

Source: CSL 1.0.2, "Rendering Elements". Each closure takes a Context and gives what it rendered, or None. Macros and the
branches of cs:choose are compiled when they are first reached: a single citation touches a small part of a big style.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sergecite.csl.conditions import compile_condition
from sergecite.csl.context import Context
from sergecite.csl.dates import compile_date, rebuilt, recased
from sergecite.csl.locale import Locale
from sergecite.csl.names import compile_names
from sergecite.csl.output import Look, Node, Rendered
from sergecite.csl.richtext import RichText
from sergecite.csl.scope import Renderer, Scope, Sequence
from sergecite.csl.style import Element, Style, StyleError
from sergecite.csl.variables import compile_label, compile_number, compile_term, compile_value, compile_variable


class Compiler(Scope):
    """Compiles elements in their scope."""

    def __init__(
        self, style: Style, area: Element, locale: Locale, rich: RichText, abbreviations: Mapping[str, Any]
    ) -> None:
        super().__init__(style, area, locale, rich, abbreviations)
        self._macros: dict[tuple[str, int], Sequence] = {}

    def with_options(self, overrides: Mapping[str, str]) -> Compiler:
        other = Compiler(self.style, self.area, self.locale, self.rich, self.abbreviations)
        other.overrides = overrides
        return other

    def compile(self, element: Element) -> Renderer:
        """Return the renderer of any rendering element."""
        if element.tag == "choose":
            return self._choose(element)
        substituting, self.substituting = self.substituting, False
        self.depth += 1
        renderer = self._element(element)
        self.depth -= 1
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
                    f"<{element.tag}> is not a rendering element",
                    hint="check the style against CSL 1.0.2",
                    place=str(element.line),
                )

    def sequence(self, elements: list[Element]) -> Sequence:
        """Several elements as one function giving what each printed; the children of cs:choose take their place in the row."""
        first_only = self.substituting
        steps = [
            (self._branches(child), None) if child.tag == "choose" else (None, self.compile(child))
            for child in elements
        ]
        if len(steps) == 1:
            branches, only = steps[0]
            if branches is not None:
                return branches
            if only is not None:
                return _single(only)

        def render(context: Context) -> list[Rendered]:
            kids: list[Rendered] = []
            for branches, renderer in steps:
                if renderer is None:
                    kids += branches(context)  # type: ignore[misc]
                elif made := renderer(context):
                    kids.append(made)
                if first_only and kids:
                    break
            return kids

        return render

    def _later(self, elements: list[Element]) -> Callable[[], Sequence]:
        """Compile a sequence as if now, when it is needed."""
        here = self.inherited, self.substituting, self.depth

        def compiled() -> Sequence:
            outer = self.inherited, self.substituting, self.depth
            self.inherited, self.substituting, self.depth = here
            made = self.sequence(elements)
            self.inherited, self.substituting, self.depth = outer
            return made

        return compiled

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
            "<text> has neither macro, variable, term nor value",
            hint="give it one of the four",
            place=str(element.line),
        )

    def macro(self, name: str) -> Sequence:
        """Return the body of a macro; compiled when it first runs."""
        key = (name, id(self.inherited) if self.inherited else 0)
        found = self._macros.get(key)
        if found is None:
            self.depth += 1  # what a macro prints is no child of the layout, nor of a sort key
            compiled = self._later(self.style.macros[name].children)
            self.depth -= 1
            body: list[Sequence] = []

            def render(context: Context) -> list[Rendered]:
                if not body:
                    body.append(compiled())
                return body[0](context)

            found = self._macros[key] = render
        return found

    def _macro(self, element: Element) -> Renderer:
        look, case = self.look(element), element.get("text-case")
        strip = element.get("strip-periods") == "true"
        plain = self._gathered(self.macro(element.get("macro")), look)
        if not (case or strip):
            return plain

        def render(context: Context) -> Rendered | None:
            node = plain(context)
            if node is None:
                return None
            if strip:
                node = _stripped(node, context)
            return recased(node, case, context) if case and (case != "title" or context.title_case) else node

        return render

    def _group(self, element: Element) -> Renderer:
        return self._gathered(self.sequence(element.children), self.look(element))

    def _gathered(self, body: Sequence, look: Look) -> Callable[[Context], Node | None]:
        """Return a group, or a macro: nothing where it has only terms and values around variables that are all empty."""

        def render(context: Context) -> Node | None:
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
            return Node(kids, look, "group")

        return render

    def _choose(self, element: Element) -> Renderer:
        branches = self._branches(element)

        def render(context: Context) -> Rendered | None:
            kids = branches(context)
            return Node(kids) if kids else None

        return render

    def _branches(self, element: Element) -> Sequence:
        """Return what the first branch that holds prints."""
        rows: list[list[Any]] = []
        for branch in element.children:
            if branch.tag in {"if", "else-if", "else"}:
                condition = compile_condition(branch) if branch.tag != "else" else None
                rows.append([condition, None, self._later(branch.children) if branch.children else None])

        def render(context: Context) -> list[Rendered]:
            for row in rows:
                condition = row[0]
                if condition is None or condition(context):
                    body = row[1]
                    if body is None:
                        if row[2] is None:
                            return []
                        body = row[1] = row[2]()
                    return body(context)  # type: ignore[no-any-return]
            return []

        return render


def _single(renderer: Renderer) -> Sequence:
    def render(context: Context) -> list[Rendered]:
        made = renderer(context)
        return [made] if made else []

    return render


def _stripped(node: Node, context: Context) -> Node:
    kids = [kid.replace(".", "") if isinstance(kid, str) else _stripped(kid, context) for kid in node.kids]
    return rebuilt(node, kids, context)
