"""cs:sort compiled: the keys of an item, by variable or macro.

Source: CSL 1.0.2, "Sorting".
"""

from __future__ import annotations

from collections.abc import Callable

from sergecite.csl.context import Context
from sergecite.csl.dates import sort_key
from sergecite.csl.item import DATE_VARIABLES, NAME_VARIABLES
from sergecite.csl.names import compile_names
from sergecite.csl.output import Node, plain_text
from sergecite.csl.scope import Scope
from sergecite.csl.style import Element
from sergecite.csl.variables import trigraph

ET_AL = {"names-min": "et-al-min", "names-use-first": "et-al-use-first", "names-use-last": "et-al-use-last"}


class SortKeys:
    """The sort keys of an area."""

    def __init__(self, scope: Scope, sort: Element) -> None:
        keys = [child for child in sort.children if child.tag == "key"]
        self.descending = [key.get("sort") == "descending" for key in keys]
        self.by_number_descending = bool(keys) and keys[0].get("variable") == "citation-number" and self.descending[0]
        self.dated = next((at for at, key in enumerate(keys) if key.get("variable") in DATE_VARIABLES), -1)
        """Which key is a date, -1 for none."""
        self._keys = [_compile(scope, key) for key in keys]

    def key(self, context: Context, at: int) -> str:
        """Return the key of that place; empty where the item has nothing."""
        return self._keys[at](context)


def _compile(scope: Scope, key: Element) -> Callable[[Context], str]:
    variable = key.get("variable")
    if not variable:
        return _macro(scope, key)
    if variable in NAME_VARIABLES:
        name = Element(
            "name",
            {"name-as-sort-order": "all"} | {ET_AL[at]: key.attrib[at] for at in ET_AL if at in key.attrib},
            key.line,
        )
        names = compile_names(scope, Element("names", {"variable": variable}, key.line, [name]))

        def by_names(context: Context) -> str:
            return plain_text(names(context))

        return by_names
    if variable in DATE_VARIABLES:

        def by_date(context: Context) -> str:
            date = context.item.dates.get(variable)
            return sort_key(date) if date else ""

        return by_date
    if variable == "citation-number":
        return lambda context: f"{context.number:08d}"
    if variable == "citation-label":
        return lambda context: context.item.text.get(variable) or trigraph(context)

    return lambda context: context.item.text.get(variable, "")


def _macro(scope: Scope, key: Element) -> Callable[[Context], str]:
    overrides = {ET_AL[at]: key.attrib[at] for at in ET_AL if at in key.attrib}
    if overrides:
        # et-al settings of the key hold for every cs:names of the macro.
        scope = scope.with_options(overrides)
    body = scope.macro(key.get("macro"))

    def by_macro(context: Context) -> str:
        context.called = context.hit = context.rendered = False
        kids = body(context)
        return plain_text(Node(kids)) if kids and (context.hit or not context.called) else ""

    return by_macro
