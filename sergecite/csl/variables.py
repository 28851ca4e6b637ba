"""cs:text with a variable, term or value, cs:number and cs:label, compiled.

Source: CSL 1.0.2, "Text", "Number", "Label".
"""

from __future__ import annotations

import re

from sergecite.csl.collation import KEY_END
from sergecite.csl.context import Context
from sergecite.csl.item import NAME_VARIABLES, NUMBER_VARIABLES
from sergecite.csl.name_input import ALPHABETIC
from sergecite.csl.numbers import letters, long_ordinal, ordinal, roman, split_numbers
from sergecite.csl.output import PLAIN, Look, Node, Open, Rendered
from sergecite.csl.patterns import Pattern
from sergecite.csl.scope import Renderer, Scope
from sergecite.csl.style import Element
from sergecite.csl.text_case import apply_case

NUMBERS = NUMBER_VARIABLES - {"citation-number", "first-reference-note-number", "section", "version"}
"""What cs:text lays out as a number; the four others are printed as they stand, or by rules of their own."""
UNSAFE = Pattern(r'[\x00-\x20"#<>?\[\\\]^`{|}]|%(?![0-9A-Fa-f]{2})')
"""What an address cannot hold as it stands, and old DOIs do; what is escaped already stays."""
DOI_PREFIX = Pattern(r"https?://(?:dx\.)?doi\.org/$")


def compile_variable(scope: Scope, element: Element) -> Renderer:
    """cs:text with a variable."""
    name, short = element.get("variable"), element.get("form") == "short"
    if name in {"citation-number", "year-suffix", "citation-label"}:
        return SPECIAL[name](scope, element)
    if name in NUMBERS:
        return compile_number(scope, element)
    look, case, strip = scope.look(element), element.get("text-case"), element.get("strip-periods") == "true"
    if name == "first-reference-note-number":
        return _first_note(look)
    shorter = (
        {"title": "title-short", "container-title": "container-title-short"}.get(name, f"{name}-short") if short else ""
    )
    abbreviated = scope.abbreviations.get(name, {}) if short or name in {"container-title-short", "title-short"} else {}
    rich = scope.rich
    is_link = name in {"URL", "DOI", "PMID", "PMCID"}
    title_case = case == "title"
    lang = scope.locale.lang
    upright = _upright(look)
    unquoted = element.get("quotes") == "false"

    def render(context: Context) -> Rendered | None:
        context.called = True
        if name in context.done:
            return None
        text = context.item.text
        value = (text.get(shorter) if shorter else None) or text.get(name)
        if abbreviated and (full := text.get(name)) in abbreviated:
            value = abbreviated[full]
        if not value:
            if name in context.item.names:
                value = ", ".join(
                    one.literal or f"{one.given} {one.family}".strip() for one in context.item.names[name]
                )
            else:
                return None
        context.hit = context.rendered = True
        context.plain = False
        if context.used is not None:
            context.used.add(name)
            context.done.add(name)
        if is_link:
            return _link(name, value, look)
        if case and not (title_case and not context.title_case):
            value = apply_case(value, case, context.item.language or lang)
        if strip:
            value = re.sub(r"\.(?=[^a-z]|$)", "", value)
        kids = rich.parse(value, unquoted=unquoted)
        if look is PLAIN:
            return kids[0] if len(kids) == 1 else Node(kids)
        return Node(kids, look if value.isascii() or ALPHABETIC.search(value) else upright)

    return render


def _upright(look: Look) -> Look:
    """Return the look of text in Han, kana and other scripts that have no italics: the same, but upright."""
    if not look.formats:
        return look
    return look.but(formats=tuple(opened for opened in look.formats if opened.attribute != "font-style"))


def _link(name: str, value: str, look: Look) -> Rendered:
    if name == "DOI":
        bare = re.sub(r"^https?://(?:dx\.)?doi\.org/", "", value)
        url = "https://doi.org/" + UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", bare)
        if DOI_PREFIX.search(look.prefix):
            value = bare
    elif name == "URL":
        url = value
    else:
        url = {"PMID": "https://pubmed.ncbi.nlm.nih.gov/", "PMCID": "https://pmc.ncbi.nlm.nih.gov/articles/"}[
            name
        ] + value
    link = Look(formats=(Open("link", url),))
    if found := re.search(r"https?://\S*$", look.prefix):
        # The prefix is part of the address, but not of what is formatted.
        inside: list[Rendered] = (
            [found[0], Node([value], Look(formats=look.formats))] if look.formats else [found[0] + value]
        )
        return Node([Node(inside, link)], look.but(prefix=look.prefix[: found.start()], formats=()))
    return Node([Node([value], link)], look)


def _first_note(look: Look) -> Renderer:
    def render(context: Context) -> Rendered | None:
        context.called = True
        if not context.cite or not context.cite.first_note:
            return None
        context.hit = context.rendered = True
        return Node([str(context.cite.first_note)], look)

    return render


def _citation_number(scope: Scope, element: Element) -> Renderer:
    look = scope.look(element)

    def render(context: Context) -> Rendered | None:
        context.called = context.hit = True
        if context.sorting:
            return f"{context.number:08d}{KEY_END}"
        return Node([str(context.number)], look, "citation-number")

    return render


def _year_suffix(scope: Scope, element: Element) -> Renderer:
    look = scope.look(element)

    def render(context: Context) -> Rendered | None:
        # Counts as there even when it prints nothing, so that "n.d." may stand in a group with it.
        context.called = context.hit = True
        if context.plan.year_suffix < 0:
            return None
        context.rendered = True
        return Node([letters(context.plan.year_suffix)], look, "year-suffix")

    return render


def _citation_label(scope: Scope, element: Element) -> Renderer:
    look = scope.look(element)

    def render(context: Context) -> Rendered | None:
        context.called = context.hit = context.rendered = True
        label = context.item.text.get("citation-label") or trigraph(context)
        kids: list[Rendered] = [label]
        if context.plan.year_suffix >= 0:
            kids.append(Node([letters(context.plan.year_suffix)], tag="year-suffix"))
        return Node(kids, look)

    return render


def trigraph(context: Context) -> str:
    """Return a label of letters of the names and the year: "Aal99", as in alphabetic BibTeX styles."""
    names = next(
        (
            context.item.names[variable]
            for variable in ("author", "editor", *NAME_VARIABLES)
            if variable in context.item.names
        ),
        (),
    )
    counts = {0: (), 1: (4,), 2: (2, 2), 3: (1, 1, 2)}.get(len(names), (1, 1, 1, 1))
    label = ""
    for name, count in zip(names, counts, strict=False):
        word = re.sub(
            r"[^\w]", "", re.sub(r"^(?:(?:a|an|the)\s+)", "", name.family or name.literal, flags=re.IGNORECASE)
        )
        label += word[:count].capitalize()
    if not names:
        label = "".join(context.item.text.get("title", "").split())[:4].capitalize()
    issued = context.item.dates.get("issued")
    return label + (str(issued.start.year) if issued and issued.start.year else "0000")[-2:]


SPECIAL = {"citation-number": _citation_number, "year-suffix": _year_suffix, "citation-label": _citation_label}


def compile_number(scope: Scope, element: Element) -> Renderer:
    """cs:number, and cs:text with a number variable."""
    name, form, case = element.get("variable"), element.get("form"), element.get("text-case")
    if name in SPECIAL:
        return SPECIAL[name](scope, element)
    look, strip = scope.look(element), element.get("strip-periods") == "true"
    numbers, rich, lang = scope.numbers, scope.rich, scope.locale.lang
    shorter = f"{name}-short" if form == "short" else ""
    maker = {"ordinal": ordinal, "long-ordinal": long_ordinal}.get(form) if element.tag == "number" else None
    is_roman = form == "roman" and element.tag == "number"
    gender = scope.locale.genders.get(name, "")
    locale = scope.locale
    is_page = name in {"page", "page-first"}

    def render(context: Context) -> Rendered | None:
        context.called = True
        if name == "locator":
            cite = context.cite
            value = cite.locator if cite else ""
        else:
            value = context.item.text.get(shorter or name) or context.item.text.get(name, "")
        if not value or name in context.done:
            return None
        context.hit = True
        if context.sorting:
            return f"{value}{KEY_END}" if value.isdecimal() else value
        context.rendered = True
        if name == "locator":
            context.done.add(name)
        elif context.used is not None:
            context.used.add(name)
            context.done.add(name)
        if maker or is_roman:
            value = _formatted(value)
        else:
            value = numbers.text(
                value,
                name,
                pages=is_page or (name == "locator" and context.cite is not None and context.cite.label == "page"),
            )
        if case and not (case == "title" and not context.title_case):
            value = apply_case(value, case, lang)
        if strip:
            value = value.replace(".", "")
        kids = rich.parse(value)
        if look is PLAIN and name != "locator":
            return kids[0] if len(kids) == 1 else Node(kids)
        return Node(kids, look, name)

    def written(number: int) -> str:
        return maker(number, locale, gender) if maker else roman(number)

    def _formatted(value: str) -> str:
        split = split_numbers(value, numbers.connective)
        if not split.numeric:
            return value
        parts = [written(int(part)) if part.isdecimal() and len(part) < 10 else part for part in split.parts]
        out = parts[0]
        for joint, part in zip(split.joints, parts[1:], strict=True):
            mark = joint.strip()
            out += (
                f" {numbers.ampersand} " if mark == "&" else numbers.range_mark if mark in {"-", "–"} else joint
            ) + part
        return out

    return render


def compile_label(scope: Scope, element: Element) -> Renderer:
    """cs:label of a number variable or of the locator."""
    name, form, plural = element.get("variable"), element.get("form", "long"), element.get("plural", "contextual")
    look, case, strip = scope.look(element), element.get("text-case"), element.get("strip-periods") == "true"
    locale, rich, lang, connective = scope.locale, scope.rich, scope.locale.lang, scope.numbers.connective

    def render(context: Context) -> Rendered | None:
        term = name
        if name == "locator":
            cite = context.cite
            if not cite or not cite.locator:
                return None
            term, value = cite.label or "page", cite.locator
        elif name == "first-reference-note-number":
            if not context.cite or not context.cite.first_note:
                return None
            value = str(context.cite.first_note)
        else:
            value = context.item.text.get(name, "")
            if not value:
                return None
        many = plural == "always" or (plural != "never" and is_plural(name, value, connective))
        text = locale.term(term, form, plural=many)
        if not text:
            return None
        if strip:
            text = text.replace(".", "")
        if case:
            text = apply_case(text, case, lang)
        context.rendered = True
        return Node(rich.parse(text), look, "label")

    return render


def is_plural(name: str, value: str, connective: str = "") -> bool:
    """Several numbers, or for number-of-... a number above one."""
    if name.startswith("number-of-"):
        number = re.match(r"\d+", value.strip())
        return bool(number and int(number[0][:9]) > 1)
    return split_numbers(value.replace("–", "-"), connective).plural


def compile_term(scope: Scope, element: Element) -> Renderer:
    """cs:text with a term; the first thing printed in a note or entry begins with a capital."""
    name, form = element.get("term"), element.get("form", "long")
    look, case = scope.look(element), element.get("text-case")
    text = scope.locale.term(name, form, plural=element.get("plural") == "true")
    if element.get("strip-periods") == "true":
        text = text.replace(".", "")
    capitalizes = not (scope.style.klass == "in-text" and scope.area.tag == "citation")
    lang = scope.locale.lang
    beginning = apply_case(text, "capitalize-first", lang) if capitalizes else text
    plain = scope.rich.parse(apply_case(text, case, lang) if case else text)
    initial = scope.rich.parse(apply_case(beginning, case, lang) if case else beginning)

    def render(context: Context) -> Rendered | None:
        if not text:
            return None
        kids = plain if context.rendered or context.sorting else initial
        context.rendered = True
        return Node(kids, look, "term")

    return render


def compile_value(scope: Scope, element: Element) -> Renderer:
    """cs:text with a value."""
    text, look, case = element.get("value"), scope.look(element), element.get("text-case")
    if element.get("strip-periods") == "true":
        text = text.replace(".", "")
    if case:
        text = apply_case(text, case, scope.locale.lang)
    kids = scope.rich.parse(text)

    def render(context: Context) -> Rendered | None:
        if not text:
            return None
        context.rendered = True
        return Node(kids, look, "term")

    return render
