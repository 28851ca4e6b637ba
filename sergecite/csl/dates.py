"""cs:date compiled: localised and own formats, ranges, seasons, eras, the year suffix.

Source: CSL 1.0.2, "Date", "Date-part", "Date Ranges", "AD and BC", "Seasons", "Approximate Dates".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sergecite.csl.collation import KEY_END, KEY_PART
from sergecite.csl.context import Context
from sergecite.csl.date_input import Date, DatePoint
from sergecite.csl.locale import Locale
from sergecite.csl.numbers import letters
from sergecite.csl.output import Look, Node, Rendered
from sergecite.csl.scope import Scope
from sergecite.csl.style import Element
from sergecite.csl.text_case import apply_case

ORDER = ("year", "month", "day")


class DatePart(NamedTuple):
    """A cs:date-part."""

    name: str
    form: str
    look: Look
    case: str
    strip_periods: bool
    range_delimiter: str


def compile_date(scope: Scope, element: Element) -> Callable[[Context], Rendered | None]:
    """Return the renderer of a cs:date element."""
    variable = element.get("variable")
    parts, delimiter, case, look = _format(scope, element)
    locale = scope.locale
    look = look.but(delimiter="") if look.delimiter else look
    inner = Look(delimiter=delimiter) if delimiter else None
    shown = frozenset(part.name for part in parts)

    def render(context: Context) -> Rendered | None:
        context.called = True
        date = context.item.dates.get(variable)
        if date is None or variable in context.done:
            return None
        if context.sorting:
            context.hit = True
            return sort_key(date, shown)
        if context.probing and variable == "accessed":
            # The day it was looked up tells no two sources apart.
            return None
        kids = _kids(context, date, parts, locale, inner)
        if not kids:
            return None
        context.hit = context.rendered = True
        if context.used is not None:
            context.used.add(variable)
            context.done.add(variable)
        if inner:
            kids = [Node(kids, inner)]
        node = Node(kids, look, "date")
        return recased(node, case, context) if case else node

    return render


def recased(node: Node, case: str, context: Context) -> Node:
    """Return the node with its text in another case, as one running text."""
    whole = case in {"uppercase", "lowercase", "title", "capitalize-all"}
    kids = node.kids[:]
    for at, kid in enumerate(kids):
        if kid:
            kids[at] = apply_case(kid, case) if isinstance(kid, str) else recased(kid, case, context)
            if not whole:
                break
    return rebuilt(node, kids, context)


def rebuilt(node: Node, kids: list[Rendered], context: Context) -> Node:
    """Return a node with other children; where it was the names of the cite, the new one is."""
    made = Node(kids, node.look, node.tag)
    if context.first_names is node:
        context.first_names = made
    return made


def _format(scope: Scope, element: Element) -> tuple[list[DatePart], str, str, Look]:
    look = scope.look(element)
    form = element.get("form")
    if not form:
        return (
            [_date_part(scope, part) for part in element.all("date-part")],
            element.get("delimiter"),
            element.get("text-case"),
            look,
        )
    localised = scope.locale.dates.get(form)
    if localised is None:
        return [], "", "", look
    wanted = set(element.get("date-parts", "year-month-day").split("-"))
    overrides = {part.get("name"): part.attrib for part in element.all("date-part")}
    parts = [
        _date_part(scope, Element("date-part", part.attrib | overrides.get(part.get("name"), {}), part.line))
        for part in localised.all("date-part")
        if part.get("name") in wanted
    ]
    if "year" not in wanted and parts:
        # The year that stood last left its separator behind.
        order = [part.get("name") for part in localised.all("date-part")]
        if order and order[-1] == "year":
            parts[-1] = parts[-1]._replace(look=parts[-1].look.but(suffix=""))
    return (
        parts,
        localised.get("delimiter") or element.get("delimiter"),
        element.get("text-case") or localised.get("text-case"),
        look,
    )


def _date_part(scope: Scope, element: Element) -> DatePart:
    return DatePart(
        element.get("name"),
        element.get("form") or ("numeric" if element.get("name") == "day" else "long"),
        scope.look(element),
        element.get("text-case"),
        element.get("strip-periods") == "true",
        element.get("range-delimiter"),
    )


def _kids(context: Context, date: Date, parts: list[DatePart], locale: Locale, inner: Look | None) -> list[Rendered]:
    if date.literal and not date.start.year:
        return [_wrapped(date.literal, part) for part in parts if part.name == "year"]
    end = date.end
    if end is None:
        return [made for part in parts if (made := _one(context, date.start, part, locale))]
    present = [name for name in ORDER if any(part.name == name for part in parts)]
    differs = next((name for name in present if _differs(name, date.start, end)), "")
    if not differs:
        return [made for part in parts if (made := _one(context, date.start, part, locale))]
    ranged = set(present[present.index(differs) :])
    at = [n for n, part in enumerate(parts) if part.name in ranged]
    first, last = at[0], at[-1]
    run = parts[first : last + 1]
    delimiter = next((part.range_delimiter for part in run if part.name == differs), "")
    delimiter = delimiter or locale.term("year-range-delimiter") or "–"
    suffixed = context.suffix_done
    context.suffix_done = suffixed or bool("year" in ranged and end.year)  # the last of two years takes the suffix
    opening = [made for part in run if (made := _one(context, date.start, part, locale))]
    context.suffix_done = suffixed
    closing = [made for part in run if (made := _one(context, end, part, locale))]
    before = [made for part in parts[:first] if (made := _one(context, date.start, part, locale))]
    after = [made for part in parts[last + 1 :] if (made := _one(context, end, part, locale))]
    if opening:
        opening[-1] = Node(opening[-1].kids, opening[-1].look.but(suffix=""), opening[-1].tag)
    if closing:
        closing[0] = Node(closing[0].kids, closing[0].look.but(prefix=""), closing[0].tag)
    if inner:
        return [*before, Node([Node([*opening], inner), delimiter, Node([*closing], inner)]), *after]
    return [*before, Node([*opening, delimiter, *closing]), *after]


def _differs(name: str, start: DatePoint, end: DatePoint) -> bool:
    return bool(getattr(start, name) != getattr(end, name))


def _wrapped(text: str, part: DatePart) -> Node:
    if part.strip_periods:
        text = text.replace(".", "")
    if part.case:
        text = apply_case(text, part.case)
    return Node([text], part.look, part.name)


def _one(context: Context, point: DatePoint, part: DatePart, locale: Locale) -> Node | None:
    match part.name:
        case "year":
            return _year(context, point, part, locale)
        case "month":
            text = month_text(point.month, part.form, locale)
        case _:
            text = _day_text(point, part.form, locale)
    return _wrapped(text, part) if text else None


def _year(context: Context, point: DatePoint, part: DatePart, locale: Locale) -> Node | None:
    year = point.year
    if not year:
        return None
    text = str(abs(year))
    if part.form == "short" and len(text) == 4:
        text = text[2:]
    if year < 0:
        text += locale.term("bc")
    elif year < 500:
        text += locale.term("ad")
    node = _wrapped(text, part)
    suffix = context.plan.year_suffix
    if suffix >= 0 and not context.suffix_done and context.implicit_suffix:
        context.suffix_done = True
        return Node([*node.kids, Node([letters(suffix)], tag="year-suffix")], node.look, "year")
    return node


def month_text(month: int, form: str, locale: Locale) -> str:
    """Return a month or season in a form of cs:date-part."""
    if not month:
        return ""
    if month > 12:
        return locale.term(f"season-{month - 12:02d}", "short" if form == "short" else "long")
    match form:
        case "numeric":
            return str(month)
        case "numeric-leading-zeros":
            return f"{month:02d}"
        case "short":
            return locale.term(f"month-{month:02d}", "short")
        case _:
            return locale.term(f"month-{month:02d}")


def _day_text(point: DatePoint, form: str, locale: Locale) -> str:
    day = point.day
    if not day:
        return ""
    if form == "numeric-leading-zeros":
        return f"{day:02d}"
    if form == "ordinal" and (day == 1 or locale.options.get("limit-day-ordinals-to-day-1") != "true"):
        return f"{day}{locale.ordinal(day, locale.genders.get(f'month-{point.month:02d}', ''))}"
    return str(day)


def sort_key(date: Date, parts: frozenset[str] = frozenset(ORDER)) -> str:
    """Return a string that sorts as the date does; years before the common era first."""

    def key(point: DatePoint) -> str:
        year = point.year + 100_000 if "year" in parts else 0
        month = point.month - 12 if point.month > 12 else point.month
        return f"{year:07d}{month if 'month' in parts else 0:02d}{point.day if 'day' in parts else 0:02d}"

    if date.literal:
        return date.literal
    return key(date.start) + (f"{KEY_PART}{key(date.end)}" if date.end and date.end.year else "") + KEY_END
