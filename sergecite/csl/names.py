"""cs:names compiled: lists of names, et al., labels, cs:substitute.

Source: CSL 1.0.2, "Names" with its children, "Name options" (inherited from cs:citation, cs:bibliography, cs:style).
"""

from __future__ import annotations

from typing import NamedTuple

from sergecite.csl.collation import KEY_END, KEY_PART
from sergecite.csl.context import Context, NameList
from sergecite.csl.locale import Locale
from sergecite.csl.name_format import NamePart, PersonStyle, person, sort_form
from sergecite.csl.name_input import ALPHABETIC, Name
from sergecite.csl.output import Look, Node, Rendered, plain_text
from sergecite.csl.scope import Renderer, Scope
from sergecite.csl.style import Element, whole
from sergecite.csl.text_case import apply_case


class Label(NamedTuple):
    """A cs:label of names."""

    form: str
    plural: str
    look: Look
    case: str
    strip_periods: bool


class NameListStyle(NamedTuple):
    """How a list of names is put together."""

    person: PersonStyle
    count_only: bool
    and_term: str
    delimiter: str
    precedes_last: str
    precedes_et_al: str
    et_al_min: int
    et_al_use_first: int
    subsequent_min: int
    subsequent_use_first: int
    use_last: bool
    sort_order: str
    look: Look
    et_al: Rendered
    label: Label | None
    label_first: bool


def compile_names(scope: Scope, element: Element) -> Renderer:
    """Return the renderer of a cs:names element."""
    outer = scope.inherited
    own = [child for child in element.children if child.tag in {"name", "et-al", "label", "institution"}]
    source = element if own or outer is None else outer
    variables = element.get("variable").split()
    style = _list_style(scope, source, outer)
    # The shorthand takes over the attributes of the cs:names around it too.
    outside = element if own or outer is None else Element("names", outer.attrib | element.attrib, element.line)
    look = scope.look(outside, delimiter=scope.inherit(outside, "delimiter", "names-delimiter"))
    substitute = element.find("substitute")
    alternatives: list[Renderer] = []
    if substitute:
        scope.inherited = source
        scope.substituting = True
        alternatives = [scope.compile(child) for child in substitute.children]
        scope.substituting = False
        scope.inherited = outer
    joint = "".join(sorted(variables)) if len(variables) == 2 else ""
    if joint and not (style.label and scope.locale.term(joint, style.label.form)):
        joint = ""
    inside = outer is not None
    locale = scope.locale

    def render(context: Context) -> Rendered | None:
        context.called = True
        item_names = context.item.names
        lists = [
            (variable, item_names[variable])
            for variable in variables
            if variable in item_names and variable not in context.done
        ]
        primary = not context.subject and not inside
        if not lists:
            return _substitute(context, alternatives, primary)
        if primary:
            context.subject = True
        if style.count_only:
            return _count(context, style, lists)
        if joint and len(lists) == 2 and [n.whole for n in lists[0][1]] == [n.whole for n in lists[1][1]]:
            lists = [(joint, lists[0][1])]
        if context.used is not None:
            context.used.update(variables)
            context.done.update(variables)
        kids: list[Rendered] = []
        first_list = len(context.lists)
        for variable, names in lists:
            listed = _list(context, style, names)
            if listed is None:
                continue
            if context.sorting:
                kids.append(listed)
                continue
            label = _label(style.label, locale, variable, len(names)) if style.label else None
            kids.append(listed if not label else Node([label, listed] if style.label_first else [listed, label]))
        if not kids:
            return None
        context.hit = True
        context.rendered = True
        if context.sorting:
            return Node(kids, Look(delimiter=KEY_PART * 2, suffix=KEY_END))
        node = Node(kids, look, "names")
        if primary or (inside and context.first_names is None):
            context.first_names = node
            context.primary = [
                name.whole
                for at, (_, names) in enumerate(lists, first_list)
                for name in names[: context.lists[at].shown]
            ]
        return node

    return render


def _count(context: Context, style: NameListStyle, lists: list[tuple[str, tuple[Name, ...]]]) -> Rendered | None:
    total = sum(_shown(context, style, len(names)) for _, names in lists)
    context.hit = True
    context.rendered = True
    return str(total)


def _substitute(context: Context, alternatives: list[Renderer], primary: bool) -> Rendered | None:
    """Return the first alternative that prints; what it used is not printed again in this cite."""
    if not alternatives:
        return None
    outer = context.used
    for alternative in alternatives:
        seen = context.used = set()
        found = alternative(context)
        context.used = outer
        if not found:
            continue
        if outer is not None:
            outer |= seen
        if primary:
            context.subject = True
        if context.first_names is None:
            node = found if found.__class__ is Node and found.tag == "names" else Node([found], tag="names")
            context.first_names = node
            context.primary = [plain_text(found)] if seen else []  # “Anonymous” is nobody's name
            found = node
        return found
    return None


def _shown(context: Context, style: NameListStyle, total: int) -> int:
    """How many of `total` names are printed before et al.; `total` where none are left out."""
    least, first = style.et_al_min, style.et_al_use_first
    if context.cite is not None and context.cite.position:
        least = style.subsequent_min or least
        first = style.subsequent_use_first if style.subsequent_use_first >= 0 else first
    at = context.nameset
    if least and 0 <= first < total and total >= least >= first:
        shown = first
        if context.probing:
            return min(context.plan.names[at] or first, total) if at < len(context.plan.names) else first
        if at < len(context.plan.names) and context.plan.names[at] > first:
            shown = min(context.plan.names[at], total)
        if style.use_last:
            shown = min(shown, max(least - 2, first)) if shown > first else shown
        return shown
    return total


def _list(context: Context, style: NameListStyle, names: tuple[Name, ...]) -> Rendered | None:
    total = len(names)
    shown = _shown(context, style, total)
    at = context.nameset
    context.nameset += 1
    base = style.person.base_level
    planned = context.plan.givens[at] if at < len(context.plan.givens) else ()
    levels = [base] * total
    if planned or context.levels:
        known = context.levels
        first_only = context.levels_of_first
        levels = [
            max(base, planned[n] if n < len(planned) else 0, 0 if n and first_only else known.get(name, 0))
            for n, name in enumerate(names)
        ]
    context.lists.append(NameList(total, shown, levels, names))
    if context.sorting:
        printed = [*range(shown), *([total - 1] if style.use_last and shown < total else [])]
        sorted_names = [sort_form(names[n], style.person, levels[n], KEY_PART) for n in printed]
        return (KEY_PART * 2).join(sorted_names)
    if not shown:
        return None
    people: list[Rendered] = []
    lang = context.item.language if style.person.cased else ""
    inverted = False
    for n in range(shown):
        inverted = (style.sort_order == "all" or (style.sort_order == "first" and n == 0)) and not names[n].literal
        people.append(Node([person(names[n], style.person, levels[n], lang, inverted=inverted)], style.look, "name"))
    if shown == total:
        before_last = style.sort_order == "all" or (style.sort_order == "first" and total == 2)
        return _joined(style, people, inverted_before_last=before_last and total > 1 and not names[-2].literal)
    if style.use_last:
        last = Node(
            [person(names[-1], style.person, levels[-1], lang, inverted=style.sort_order == "all")], style.look, "name"
        )
        kids = _commas(people, style.delimiter)
        return Node([*kids, (style.delimiter if shown > 1 else " ") + "… ", last], tag="list")
    if not people:
        return Node([style.et_al], tag="list")
    match style.precedes_et_al:
        case "always":
            between = style.delimiter
        case "never":
            between = " "
        case "after-inverted-name":
            between = style.delimiter if inverted else " "
        case _:
            between = style.delimiter if shown > 1 else " "
    text = plain_text(style.et_al)
    if between == " " and text and not (text[0].isascii() or ALPHABETIC.match(text)):
        between = ""
    return Node(
        [*_commas(people, style.delimiter), between, style.et_al] if text else _commas(people, style.delimiter),
        tag="list",
    )


def _commas(people: list[Rendered], delimiter: str) -> list[Rendered]:
    out: list[Rendered] = []
    for one in people:
        out += [delimiter, one] if out and delimiter else [one]
    return out


def _joined(style: NameListStyle, people: list[Rendered], *, inverted_before_last: bool) -> Rendered:
    if len(people) == 1 or not style.and_term:
        return Node(_commas(people, style.delimiter), tag="list")
    spaced = style.and_term[0] == "&" or bool(ALPHABETIC.match(style.and_term))
    match style.precedes_last:
        case "always":
            before = style.delimiter
        case "never":
            before = " " if spaced else ""
        case "after-inverted-name":
            before = style.delimiter if inverted_before_last else " " if spaced else ""
        case _:
            before = style.delimiter if len(people) > 2 and spaced else " " if spaced else ""
    joint = f"{before}{style.and_term}{' ' if spaced else ''}"
    return Node([*_commas(people[:-1], style.delimiter), joint, people[-1]], tag="list")


def _label(label: Label, locale: Locale, variable: str, count: int) -> Rendered | None:
    plural = label.plural == "always" or (label.plural != "never" and count > 1)
    text = locale.term(variable, label.form, plural=plural)
    if not text:
        return None
    if label.strip_periods:
        text = text.replace(".", "")
    if label.case:
        text = apply_case(text, label.case)
    return Node([text], label.look, "label")


def _list_style(scope: Scope, source: Element, outer: Element | None) -> NameListStyle:
    name = source.find("name") or Element("name", {}, source.line)
    et_al = source.find("et-al") or (outer and outer.find("et-al")) or Element("et-al", {}, source.line)
    label = source.find("label")
    label_first = any(
        child.tag == "label" and any(later.tag == "name" for later in source.children[at:])
        for at, child in enumerate(source.children)
    )

    def option(own: str, inherited: str = "") -> str:
        return scope.inherit(name, own, inherited or own)

    def number(own: str, default: int = 0) -> int:
        return whole(option(own), default)

    outer_name = outer.find("name") if outer else None
    parts = {part.get("name"): part for each in (outer_name, name) if each for part in each.all("name-part")}
    connective = option("and")
    term = scope.locale.term("and", "symbol" if connective == "symbol" else "long") if connective else ""
    if connective == "symbol" and term == scope.locale.term("and"):
        term = "&"
    form = option("form", "name-form")
    initialize_with = (
        name.get("initialize-with") if "initialize-with" in name.attrib else scope.inherit_or_none("initialize-with")
    )
    person_style = PersonStyle(
        short=form in {"short", "count"},
        initialize=option("initialize") != "false",
        initialize_with=initialize_with,
        hyphen=scope.style.options.get("initialize-with-hyphen") != "false",
        sort_separator=name.get("sort-separator")
        if "sort-separator" in name.attrib
        else _or(scope.inherit_or_none("sort-separator"), ", "),
        demote=scope.style.options.get("demote-non-dropping-particle", "display-and-sort"),
        family=_name_part(scope, parts.get("family")),
        given=_name_part(scope, parts.get("given")),
        rich=scope.rich,
        lang=scope.locale.lang,
        nbsp=scope.locale.lang[:2] in {"fr", "ru", "cs"},
        initials_forced=scope.style.citation.get("givenname-disambiguation-rule").endswith("-with-initials"),
    )
    et_al_text = scope.locale.term(et_al.get("term", "et-al"))
    return NameListStyle(
        person=person_style,
        count_only=form == "count",
        and_term=term,
        delimiter=name.get("delimiter")
        if "delimiter" in name.attrib
        else _or(scope.inherit_or_none("name-delimiter"), ", "),
        precedes_last=option("delimiter-precedes-last"),
        precedes_et_al=option("delimiter-precedes-et-al"),
        et_al_min=number("et-al-min"),
        et_al_use_first=number("et-al-use-first", -1),
        subsequent_min=number("et-al-subsequent-min"),
        subsequent_use_first=number("et-al-subsequent-use-first", -1),
        use_last=option("et-al-use-last") == "true",
        sort_order=option("name-as-sort-order"),
        look=scope.look(name, delimiter=""),
        et_al=Node([et_al_text], scope.look(et_al)) if et_al_text.strip() else "",
        label=Label(
            label.get("form", "long"),
            label.get("plural", "contextual"),
            scope.look(label),
            label.get("text-case"),
            label.get("strip-periods") == "true",
        )
        if label
        else None,
        label_first=label_first,
    )


def _or(value: str | None, default: str) -> str:
    return default if value is None else value


def _name_part(scope: Scope, element: Element | None) -> NamePart:
    if element is None:
        return NamePart()
    return NamePart(scope.look(element), element.get("text-case"), element.get("strip-periods") == "true")
