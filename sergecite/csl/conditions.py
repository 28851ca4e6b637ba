"""cs:if and cs:else-if compiled to one test.

Source: CSL 1.0.2, "Choose".
"""

from __future__ import annotations

from collections.abc import Callable

from sergecite.csl.context import Context, Position
from sergecite.csl.item import NUMBER_VARIABLES
from sergecite.csl.numbers import is_numeric, split_numbers
from sergecite.csl.style import Element

Test = Callable[[Context], bool]
SPECIAL = frozenset({"locator", "first-reference-note-number", "citation-number", "year-suffix"})
"""Variables that are not the item's own."""


def compile_condition(element: Element) -> Test:
    """Return the test of a branch, its attributes joined by match (all, any, none, nand). No condition never holds."""
    match = element.get("match", "all")
    tests: list[Test] = []
    for name, values in element.attrib.items():
        words = values.replace("sub verbo", "sub-verbo").split()
        if name == "type":
            tests.append(_type(frozenset(words)))
            continue
        if name == "variable":
            plain = frozenset(word for word in words if word not in SPECIAL)
            if len(plain) > 1 or (plain and match == "none"):
                tests.append(_present(plain, match))
                words = [word for word in words if word in SPECIAL]
        if maker := MAKERS.get(name):
            tests += [maker(word) for word in words]
    return _joined(tests, match)


def _joined(tests: list[Test], match: str) -> Test:
    first = tests[0] if tests else None
    if first is None:
        return lambda _: False
    if len(tests) == 1:
        return (lambda context: not first(context)) if match in {"none", "nand"} else first
    second = tests[1]
    if len(tests) == 2:
        match match:
            case "any":
                return lambda context: first(context) or second(context)
            case "none":
                return lambda context: not (first(context) or second(context))
            case "nand":
                return lambda context: not (first(context) and second(context))
            case _:
                return lambda context: first(context) and second(context)
    return _many(tests, match)


def _many(tests: list[Test], match: str) -> Test:
    stops_at = match in {"any", "none"}
    result = match in {"any", "nand"}

    def test(context: Context) -> bool:
        for each in tests:
            if each(context) is stops_at:
                return result
        return not result

    return test


def _present(names: frozenset[str], match: str) -> Test:
    """Several variables at once. For "none" and "any" this says whether any is there; "none" is negated by the caller."""
    if match in {"any", "none"}:
        return lambda context: not names.isdisjoint(context.item.present)
    return lambda context: names <= context.item.present


def _type(types: frozenset[str]) -> Test:
    if len(types) == 1:
        only = next(iter(types))
        return lambda context: context.item.type == only
    return lambda context: context.item.type in types


def _variable(name: str) -> Test:
    if name == "locator":
        return lambda context: bool(context.cite and context.cite.locator)
    if name == "first-reference-note-number":
        return lambda context: bool(context.cite and context.cite.first_note)
    if name == "citation-number":
        return lambda context: context.number > 0
    if name == "year-suffix":
        return lambda context: context.plan.year_suffix >= 0
    return lambda context: name in context.item.present


def _numeric(name: str) -> Test:
    def test(context: Context) -> bool:
        if name == "locator":
            text = context.cite.locator if context.cite else ""
        elif name == "citation-number":
            return context.number > 0
        else:
            text = context.item.text.get(name, "")
        if not text:
            return False
        if name in NUMBER_VARIABLES:
            return split_numbers(text).numeric or is_numeric(text)
        return text[-1].isdecimal() if name in {"title", "version"} else is_numeric(text)

    return test


def _uncertain(name: str) -> Test:
    return lambda context: name in context.item.dates and context.item.dates[name].circa


def _locator(label: str) -> Test:
    def test(context: Context) -> bool:
        cite = context.cite
        return cite is not None and cite.label == label and bool(cite.locator)

    return test


def _position(name: str) -> Test:
    wanted = {
        "first": Position.FIRST, "subsequent": Position.SUBSEQUENT, "ibid": Position.IBID, "ibid-with-locator": Position.IBID_WITH_LOCATOR,
    }.get(name)  # fmt: skip

    def test(context: Context) -> bool:
        cite = context.cite
        if context.area == "bibliography":
            return False
        if cite is None:
            return wanted == Position.FIRST
        if name == "near-note":
            return cite.position >= Position.SUBSEQUENT and cite.near_note
        if name == "far-note":
            return cite.position == Position.SUBSEQUENT and not cite.near_note
        if wanted is None:
            return False
        return cite.position == wanted if wanted == Position.FIRST else cite.position >= wanted

    return test


def _disambiguate(value: str) -> Test:
    def test(context: Context) -> bool:
        context.conditions_called += 1
        if value == "true" and context.conditions_seen < context.plan.conditions:
            context.conditions_seen += 1
            return True
        return False

    return test


def _context(area: str) -> Test:
    return lambda context: context.area == area


def _year_only(name: str) -> Test:
    def test(context: Context) -> bool:
        date = context.item.dates.get(name)
        return bool(date and date.start.year and not date.start.month)

    return test


MAKERS: dict[str, Callable[[str], Test]] = {
    "variable": _variable,
    "is-numeric": _numeric,
    "is-uncertain-date": _uncertain,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
    "context": _context,
    "has-year-only": _year_only,
}
