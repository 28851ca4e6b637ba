"""One name in print: order, particles, initials.

Source: CSL 1.0.2, "Name", "Name-part" and "Non-dropping particles" (demote-non-dropping-particle).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from sergecite.csl.name_input import ALPHABETIC, Name
from sergecite.csl.output import PLAIN, Look, Node, Rendered
from sergecite.csl.patterns import TAG, Pattern
from sergecite.csl.richtext import RichText
from sergecite.csl.text_case import apply_case

CAPITAL_START = Pattern(r"^(\w)(\w*)(\.?)")
SEPARATOR = Pattern(r"(\s*-\s*|\s+)")
MARKED = Pattern(rf"((?:{TAG})*)(.*?)((?:{TAG})*)", re.DOTALL)
"""A word with the inline markup before and after it."""
FULL, INITIALS, NONE = 2, 1, 0
"""Levels of a given name: whole, initials, not shown."""


class NamePart(NamedTuple):
    """The formatting of a cs:name-part."""

    look: Look = PLAIN
    case: str = ""
    strip_periods: bool = False


@dataclass(slots=True, eq=False, repr=False)
class PersonStyle:
    """All that decides how a single name looks."""

    short: bool
    initialize: bool
    initialize_with: str | None
    hyphen: bool
    """initialize-with-hyphen"""
    sort_separator: str
    demote: str
    family: NamePart
    given: NamePart
    rich: RichText
    lang: str
    nbsp: bool
    """The locale binds particles with a no-break space."""
    initials_forced: bool = False
    """givenname-disambiguation-rule ...-with-initials"""
    cache: dict[tuple[Name, int, bool, str], Rendered] = field(default_factory=dict)

    @property
    def cased(self) -> bool:
        """Letters change case, so the item's language matters."""
        return bool(self.family.case or self.given.case)

    @property
    def base_level(self) -> int:
        if self.short:
            return NONE
        return INITIALS if self.initialize_with is not None else FULL


def initials(given: str, mark: str, *, hyphen: bool) -> str:
    """Shorten given names: "Jean-Luc" becomes "J.-L." with the mark "."; no space is left at the end."""
    if not given or not (given[0].isascii() or ALPHABETIC.match(given)) or given in {"Lord", "Lady"}:
        return given
    if not hyphen:
        given = given.replace("-", " ")
    pieces = SEPARATOR.split(
        re.sub(r"\.(?=[^ \-])", ". ", re.sub(r"-(?=[a-z])", "\u2013", re.sub(r"\s*-\s*", "-", given)))
    )
    out = ""
    for at in range(0, len(pieces), 2):
        word, joint = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else ""
        if not word:
            continue
        opened, word, closed = MARKED.fullmatch(word).groups() if "<" in word else ("", word, "")  # type: ignore[union-attr]
        found = CAPITAL_START.match(word)
        if found and found[1].upper() == found[1] and found[1].lower() != found[1]:
            first, rest, dot = found.groups()
            if rest and dot:
                first += rest
            elif rest:
                run = ""
                for char in rest:
                    if char.upper() != char or char.lower() == char:
                        break
                    run += char
                first += run.lower() if len(run) < len(rest) else ""
            ending = f"{mark.rstrip()}{closed}{mark[len(mark.rstrip()) :]}" if closed else mark
            out += opened + first + ending + ("-" if "-" in joint else "")
        elif ALPHABETIC.search(word):
            out += " " + opened + word + closed + (joint or "")
        else:
            out += opened + word + closed + joint
    out = re.sub(r"\s*-\s*", "-", re.sub(r"[ \t]+", " ", out))
    return out.rstrip(" \t\n\u00a0\ufeff").replace("\u2013", "-").lstrip(" ")


def normalized(given: str, mark: str, *, hyphen: bool) -> str:
    """initialize="false": names stay whole, initials that are there already take the mark."""
    if not given:
        return given
    if not hyphen:
        given = given.replace("-", " ")
    pieces = SEPARATOR.split(re.sub(r"\.(?=[^ ])", ". ", given))
    words, joints = pieces[::2], [*pieces[1::2], ""]
    short = [
        (len(word) > 1 and word.endswith(".")) or (len(word) == 1 and word.upper() == word and word.lower() != word)
        for word in words
    ]
    out = ""
    for at, word in enumerate(words):
        if not short[at]:
            out += word + joints[at]
            continue
        bare = word.rstrip(".")
        if at == len(words) - 1:
            out += bare + mark
        elif "-" in joints[at]:
            out += bare + mark.rstrip(" ") + "-"
        elif short[at + 1] and len(words[at + 1].rstrip(".")) == 1:
            out += bare + mark
        else:
            out += bare + mark + " "
    return re.sub(r" +", " ", out).rstrip(" \u00a0\ufeff")


def person(name: Name, style: PersonStyle, level: int, lang: str, *, inverted: bool) -> Rendered:
    """Return a name in print at a level of given name; `inverted`: family name first, as name-as-sort-order asks."""
    key = (name, level, inverted, lang)
    found = style.cache.get(key)
    if found is None:
        found = style.cache[key] = _person(name, style, level, lang or style.lang, inverted=inverted)
    return found


def _given(name: Name, style: PersonStyle, level: int) -> str:
    if level == NONE:
        return ""
    given = name.given
    mark = style.initialize_with if style.initialize_with is not None else ("" if style.initials_forced else None)
    if level == INITIALS and mark is not None and name.family and name.script:
        given = (
            initials(given, mark, hyphen=style.hyphen)
            if style.initialize
            else normalized(given, mark, hyphen=style.hyphen)
        )
    return given


def _part(text: str, part: NamePart, style: PersonStyle, lang: str) -> Rendered | None:
    if not text:
        return None
    if part.strip_periods:
        text = text.replace(".", "")
    if part.case:
        text = apply_case(text, part.case, lang)
    kids = style.rich.parse(text)
    if part.look.formats:
        return Node(kids, Look(formats=part.look.formats))
    return kids[0] if len(kids) == 1 else Node(kids)


def _join(parts: list[Rendered | None], between: str) -> Rendered | None:
    kids = [part for part in parts if part]
    if len(kids) < 2:
        return kids[0] if kids else None
    if all(kid.__class__ is str for kid in kids):
        return between.join(kids)  # type: ignore[arg-type]
    spaced: list[Rendered] = [kids[0]]
    for kid in kids[1:]:
        spaced += [between, kid] if between else [kid]
    return Node(spaced)


def _affixed(part: Rendered | None, of: NamePart) -> Rendered | None:
    if part is None or not (of.look.prefix or of.look.suffix):
        return part
    return Node([part], Look(of.look.prefix, of.look.suffix))


def _person(name: Name, style: PersonStyle, level: int, lang: str, *, inverted: bool) -> Rendered:
    if name.literal:
        return _affixed(_part(name.literal, style.family, style, lang), style.family) or ""
    given = _part(_given(name, style, level), style.given, style, lang)
    family = _part(name.family, style.family, style, lang)
    particle = _part(name.non_dropping, style.family, style, lang)
    dropping = _part(name.dropping, style.given, style, lang) if given else None
    suffix = _suffix(name, style) if given else None
    space = "\u00a0" if style.nbsp else " "
    hugging = name.non_dropping.endswith(("'", "’", "-", " "))
    comma = ", " if name.dropping.replace(".", "") == "et al" else " "
    if name.script == 0:
        return _join([particle, family, given], "") or ""
    if name.script == 1 or name.static:
        return _join([_join([particle, family], space), given], " ") or ""
    if inverted:
        separator = ", " if name.given in {"Lord", "Lady"} else style.sort_separator
        if style.demote == "display-and-sort":
            first = _affixed(family, style.family)
            second = _affixed(_join([_join([given, dropping], comma), particle], " "), style.given)
        else:
            first = _affixed(_join([particle, family], "" if hugging else space), style.family)
            second = _affixed(_join([given, dropping], comma), style.given)
        return _join([_join([first, second], separator), suffix], separator) or ""
    if dropping and family and not particle and name.dropping[-1] in "'ʼ’-" and name.dropping[:-1] != "de":
        family, dropping = _join([dropping, family], ""), None
    if hugging:
        last = _join([dropping, _join([particle, family], "")], space)
    else:
        last = _join([dropping, particle, family], space)
    last = _affixed(_join([last, suffix], ", " if name.comma_suffix else " "), style.family)
    between = "\u00a0" if level == INITIALS and "\u00a0" in (style.initialize_with or "") else " "
    if comma != " " and dropping:
        return _join([_affixed(given, style.given), last], ", ") or ""
    return _join([_affixed(given, style.given), last], between) or ""


def _suffix(name: Name, style: PersonStyle) -> Rendered | None:
    text = name.suffix
    if text and style.initialize_with is not None:
        text = normalized(text, style.initialize_with, hyphen=style.hyphen)
    return _part(text, NamePart(strip_periods=style.family.strip_periods), style, style.lang)


def sort_form(name: Name, style: PersonStyle, level: int, separator: str) -> str:
    """Return a name as a sort key: family names first, particles where the style files them."""
    if name.literal:
        return name.literal
    given = _given(name, style, level)
    particle = name.non_dropping.replace("'", "").replace("’", "")
    if style.demote == "never":
        first = " ".join(part for part in (particle, name.family, name.dropping) if part)
        second = given
    else:
        first, second = (
            name.family,
            " ".join(part for part in (given, name.dropping if given else "", particle) if part),
        )
    return separator.join(part for part in (first, second, name.suffix if given else "") if part)
