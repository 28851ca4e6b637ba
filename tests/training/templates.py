"""How notes and bibliographies in five languages set out a work, a short form, an archive's call.

A template is text with fields in braces. `{T}` is a value, `{A:gf}` people in a form, `{=label:words}` words that carry a
label, `‹...›` a part left out where a field in it is missing or, half the time, where it holds only a locator.
Letters: A authors, E editors, X translators, T title, t short title, C container, U publisher, P place, Y year, D full date,
V volume, v volume of a book, I issue, G pages, g first page, N edition, L cited place with its label, l cited page, S series, n a note's number.
Forms of people: gf Given Family, if G. Family, fg Family, Given, fi Family, G., f Family, FG FAMILY, Given, fp Family (G.),
iF G. FAMILY. `:i` sets in italics.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from works import Person, Work

from sergecite.resolve import labels as kind

Piece = tuple[str, str, bool]
"""Text, label, italic."""
_PART = re.compile(
    r"\{=(?P<label>\w+):(?P<words>[^}]*)\}|\{(?P<field>\w)(?::(?P<form>\w+))?\}|‹(?P<optional>(?:[^‹›])*)›"
)
_LABELS = {
    "A": kind.AUTHOR, "E": kind.EDITOR, "X": kind.TRANSLATOR, "T": kind.TITLE, "t": kind.TITLE, "C": kind.CONTAINER,
    "U": kind.PUBLISHER, "P": kind.PLACE, "Y": kind.DATE, "D": kind.DATE, "V": kind.VOLUME, "v": kind.VOLUME, "I": kind.VOLUME, "G": kind.PAGES,
    "g": kind.PAGES, "N": kind.EDITION, "S": kind.SERIES, "L": kind.PAGES, "l": kind.PAGES, "n": kind.BACK,
}  # fmt: skip
_AND = {
    "en": [" and ", " & ", ", and "],
    "de": [" und ", "/", " / ", "; ", " u. "],
    "fr": [" et ", ", ", " & "],
    "it": [", ", " e ", "-", " - "],
    "es": [" y ", ", "],
}
_OTHERS = {"en": " et al.", "de": " u. a.", "fr": " et al.", "it": " et al.", "es": " et al."}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
_PAGE = {
    "en": [
        "p. #",
        "p. #",
        "pp. #–#",
        "#",
        "#",
        "#–#",
        "at #",
        "at p. #",
        "p.#",
        "pp. # ff.",
        "# ff.",
        "ch. #",
        "chapter #",
        "fol. #",
        "vol. 2, p. #",
        "§ #",
        "para. #",
        "esp. pp. #–#",
        "#n",
    ],
    "de": [
        "S. #",
        "S. #",
        "S. #",
        "S. # f.",
        "S. # ff.",
        "S. #ff.",
        "# ff.",
        "#ff.",
        "# f.",
        "S. #-#",
        "S.#",
        "#",
        "#-#",
        "Kap. #",
        "§ #",
        "Rn. #",
        "Bd. 2, S. #",
        "insb. S. # ff.",
        "Sp. #",
    ],
    "fr": [
        "p. #",
        "p. #",
        "p. #-#",
        "p. # et suiv.",
        "p. # sq.",
        "pp. #-#",
        "t. II, p. #",
        "chap. #",
        "fol. #",
        "#",
        "notamment p. #",
    ],
    "it": [
        "p. #",
        "p. #",
        "pp. #-#",
        "pp. #-#",
        "p. # e segg.",
        "pp. # ss.",
        "pp. # sgg.",
        "c. #r",
        "cc. #v-#r",
        "I, p. #",
        "#-#",
        "p. #, nota 3",
        "in partic. p. #",
    ],
    "es": ["p. #", "p. #", "pp. #-#", "págs. #-#", "pág. #", "p. # y ss.", "cap. #", "fol. #"],
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole note: its language and its habits."""

    chance: random.Random
    language: str


def render(template: str, work: Work, setting: Setting) -> list[Piece] | None:
    """Set out a work; None where it lacks a field the template needs."""
    pieces: list[Piece] = []
    last = 0
    for match in _PART.finditer(template):
        if match.start() > last:
            pieces.append((template[last : match.start()], kind.OTHER, False))
        last = match.end()
        if match["label"]:
            pieces.append((match["words"], match["label"], False))
        elif (optional := match["optional"]) is not None:
            only_locator = not re.search(r"\{[^Ll=]", optional)
            inner = None if only_locator and setting.chance.random() < 0.5 else render(optional, work, setting)
            pieces += inner or []
        else:
            value = _value(match["field"], match["form"], work, setting)
            if value is None:
                return None
            pieces.append((value, _LABELS[match["field"]], match["form"] == "i"))
    if last < len(template):
        pieces.append((template[last:], kind.OTHER, False))
    return pieces


def _value(letter: str, form: str | None, work: Work, setting: Setting) -> str | None:
    chance, language = setting.chance, setting.language
    if letter in "AEX":
        return _people({"A": work.authors, "E": work.editors, "X": work.translators}[letter], form or "gf", setting)
    if letter == "L":
        return _numbers(chance, chance.choice(_PAGE[language]))
    if letter == "v":
        return chance.choice(["I", "II", "III", "1", "2", "3", "IV"])
    if letter in "ln":
        return str(chance.randint(1, 480 if letter == "l" else 140))
    if letter == "D":
        month = chance.choice(_MONTHS[language].split())
        day = chance.randint(1, 31)
        year = work.fields["Y"]
        return {
            "en": chance.choice([f"{month} {day}, {year}", f"{day} {month} {year}"]),
            "de": chance.choice([f"{day}. {month} {year}", f"{day}.{chance.randint(1, 12)}.{year}"]),
        }.get(language, f"{day} {month} {year}")
    if letter == "g":
        whole = work.fields.get("G")
        return re.split(r"[-–]", whole)[0] if whole else None
    if letter == "t":
        return _short(work.fields["T"], chance)
    if letter == "N":
        number = chance.randint(2, 6)
        return (
            work.fields.get("N")
            or {
                "en": f"{number}{ {2: 'nd', 3: 'rd'}.get(number, 'th') } {chance.choice(['ed.', 'edn', 'edn.', 'edition'])}",
                "de": f"{number}. Aufl.",
                "fr": f"{number}e éd.",
                "it": f"{number}ª ed.",
                "es": f"{number}ª ed.",
            }[language]
        )
    if letter == "Y" and chance.random() < 0.06:
        year = int(work.fields["Y"])
        return chance.choice(
            [
                f"[{year - 30}] {year}",
                f"{year} [{year - 40}]",
                f"{year}–{year + 3}",
                f"{year}/{(year + 1) % 100:02}",
                f"²{year}",
                f"{year}, orig. {year - 25}",
                f"[{year}]",
            ]
        )
    if letter == "Y" and chance.random() < 0.02:
        return {
            "en": chance.choice(["n.d.", "forthcoming", "in press"]),
            "de": chance.choice(["o. J.", "im Erscheinen"]),
            "fr": chance.choice(["s.d.", "à paraître"]),
        }.get(language, "s.d.")
    if letter == "Y" and chance.random() < 0.06:
        return work.fields["Y"] + chance.choice("abc")
    if letter == "C" and "V" in work.fields and chance.random() < 0.1:
        return _abbreviated(work.fields["C"], chance) if "C" in work.fields else None
    return work.fields.get(letter)


def _abbreviated(journal: str, chance: random.Random) -> str:
    words = [
        word for word in journal.split() if word.casefold() not in {"of", "the", "für", "de", "di", "and", "und", "et"}
    ]
    return " ".join(f"{word[: chance.randint(1, 5)]}." if len(word) > 5 else word for word in words)


def _numbers(chance: random.Random, pattern: str) -> str:
    number = chance.randint(1, 420)
    text = pattern.replace("#", str(number), 1)
    return text.replace("#", str(number + chance.randint(1, 30)), 1)


def _short(title: str, chance: random.Random) -> str:
    words = re.split(r"[:.?–]", title)[0].split()
    count = min(len(words), chance.randint(2, 5))
    while count > 1 and words[count - 1].casefold() in {
        "the",
        "of",
        "and",
        "der",
        "die",
        "des",
        "de",
        "la",
        "le",
        "di",
        "del",
        "della",
        "zur",
        "und",
        "e",
        "et",
        "y",
        "in",
        "a",
        "for",
        "to",
        "d’une",
        "les",
    }:
        count -= 1
    return " ".join(words[:count]).rstrip(",;")


_FORMS: dict[str, Callable[[Person], str]] = {
    "gf": lambda person: f"{person[1]} {person[0]}".strip(),
    "if": lambda person: f"{_initials(person[1])} {person[0]}".strip(),
    "fg": lambda person: ", ".join(filter(None, person)),
    "fi": lambda person: ", ".join(filter(None, (person[0], _initials(person[1])))),
    "f": lambda person: person[0],
    "FG": lambda person: ", ".join(filter(None, (person[0].upper(), person[1]))),
    "Fi": lambda person: f"{person[0].upper()} {_initials(person[1])}".strip(),
    "fp": lambda person: f"{person[0]} ({_initials(person[1])})" if person[1] else person[0],
    "Fp": lambda person: f"{person[0].upper()} ({person[1]})" if person[1] else person[0],
    "iF": lambda person: f"{_initials(person[1])} {person[0].upper()}".strip(),
}


def _initials(given: str) -> str:
    parts = [part for part in re.split(r"[ ]", given) if part]
    return " ".join(
        "-".join(f"{half[0].upper()}." for half in part.split("-") if half) if not part.endswith(".") else part
        for part in parts
    )


def _people(people: tuple[Person, ...], form: str, setting: Setting) -> str | None:
    if not people:
        return None
    chance = setting.chance
    shown = [_FORMS[form](person) for person in people[:6]]
    if len(people) > 1 and form == "fg" and chance.random() < 0.5:
        shown = [shown[0], *(_FORMS["gf"](person) for person in people[1:6])]
    if (len(shown) > 2 and chance.random() < 0.3) or len(people) > 6:
        return shown[0] + _OTHERS[setting.language]
    conjunction = chance.choice(_AND[setting.language])
    if form in {"fg", "fi"} and conjunction == ", ":
        conjunction = "; "
    joined = (
        "; "
        if form in {"fg", "FG"} and chance.random() < 0.3
        else conjunction
        if conjunction in {"/", " / ", "-", " - "}
        else ", "
    ).join(shown[:-1])
    return f"{joined}{conjunction}{shown[-1]}" if len(shown) > 1 else shown[0]


FULL: dict[str, dict[str, list[str]]] = {
    "en": {
        "book": [
            "{A:gf}, {T:i} ({P}: {U}, {Y})‹, {L}›", "{A:if}, {T:i} ({P}: {U}, {Y})‹, {L}›", "{A:if}, {T:i} ({P}, {Y})‹, {L}›", "{A:if}, {T:i} ({Y})‹ {L}›",
            "{A:if}, {T:i} ({Y})‹, {L}›", "{A:if}, {T:i} ({N}, {Y})‹ {L}›", "{A:gf}, {T:i} ({N}, {Y})‹, {L}›", "{A:gf}, {T:i}, {P}, {Y}‹, {L}›", "{A:gf}, {T:i}, {P}: {U}, {Y}‹, {L}›",
            "{A:if}, {T:i}, {P} {Y}‹, {L}›", "{A:gf}, {T:i}, {=translator:trans. }{X:gf} ({P}: {U}, {Y})‹, {L}›", "{A:if}, {T:i}, {=translator:tr. }{X:if} ({Y})‹ {L}›",
            "{A:gf}, {T:i}, {N} ({P}: {U}, {Y})‹, {L}›", "{A:fi}, {T:i} ({P}, {Y})‹ {L}›", "{A:gf}, {T:i} ({U}, {Y})‹, {L}›", "{A:gf}, {T:i} ({U} {Y})‹ {l}›",
            "{A:gf}, {T:i}, {S} ({P}: {U}, {Y})‹, {L}›", "{A:if}, {T:i} ({S}, {P}, {Y})", "{A:f}, {T:i} ({Y}; {=other:Report no. 12})", "{A:f}, {T:i} ({Y})‹ {L}›", "{A:gf}, {T:i}, {=volume:vol. }{v} ({P}: {U}, {Y})‹, {L}›",
        ],
        "article": [
            "{A:gf}, “{T},” {C:i} {V}‹, {=volume:no. }{I}› ({Y}): {G}‹, {=pages:at }{l}›", "{A:if}, ‘{T}’ ({Y}) {V} {C:i} {g}‹, {=pages:at }{l}›", "{A:if}, ‘{T}’ ({Y}) {V} {C:i} {g}‹, {l}›",
            "{A:gf}, ‘{T}’ ({Y}) {V}‹({I})› {C:i} {g}", "{A:if}, ‘{T}’, {C:i}, {V} ({Y}), {=pages:pp. }{G}‹, {=pages:at p. }{l}›", "{A:if}, ‘{T}’, {C:i} {V} ({Y}), {G}‹, {l}›",
            "{A:gf}, ‘{T}’, {C:i} {V}:{I} ({Y}), {G}", "{A:gf}, “{T},” {C:i} {V} ({Y}): {L}", "{A:gf}, “{T},” {C:i}, {D}, {L}", "{A:gf}, ‘{T}’, {C:i}, {D}", "{A:if}, “{T}”, {C:i} {V}, {Y}, {=pages:pp. }{G}",
            "{A:gf}, {T}, {V} {C:i} {g} ({Y})", "{A:if}, ‘{T}’ {=container:in }{C:i} {V} ({Y}) {G}", "{A:gf}, ‘{T}’, {C:i}, {=volume:vol. }{V}, {=volume:no. }{I} ({Y}), {=pages:pp. }{G}",
        ],
        "chapter": [
            "{A:gf}, “{T},” {=in:in }{C:i}, {=editor:ed. }{E:gf} ({P}: {U}, {Y}), {G}", "{A:gf}, “{T},” {=in:in }{C:i}, {=editor:ed. }{E:gf} ({P}: {U}, {Y}), {L}", "{A:if}, ‘{T}’ {=in:in }{C:i}, {=editor:ed. }{E:if} ({Y})‹ {l}›",
            "{A:if}, ‘{T}’ {=in:in }{C:i}, {=editor:eds. }{E:if} ({Y})‹ {l}›", "{A:if}, ‘{T}’, {=in:in }{E:if} {=editor:(ed.)}, {C:i} ({P}, {Y}), {=pages:pp. }{G}", "{A:if}, ‘{T}’, {=in:in }{E:if} {=editor:(eds.)}, {C:i} ({P}: {U}, {Y})‹, {L}›",
            "{A:gf}, ‘{T}’, {=in:in }{E:gf} {=editor:(ed.)}, {C:i}, {P}: {U}, {Y}, {=pages:pp. }{G}", "{A:if}, ‘{T}’, {=in:in }{E:if} {=editor:(edd.)}, {C:i}, {P} {Y}, {=pages:pp. }{G}", "{A:gf}, ‘{T}’ {=in:in }{E:gf} {=editor:(ed)}, {C:i} ({U} {Y})‹ {l}›",
        ],
        "edited": ["{E:gf} {=editor:(eds.)}, {T:i} ({P}: {U}, {Y})‹, {L}›", "{E:if} {=editor:(ed.)}, {T:i} ({Y})", "{E:gf}{=editor:, eds.}, {T:i} ({P}: {U}, {Y})", "{T:i}, {=editor:ed. }{E:gf} ({P}: {U}, {Y})‹, {L}›", "{T:i}, {=editor:edited by }{E:if} ({Y})"],
        "list": [
            "{A:fg}. {T:i}. {P}: {U}, {Y}.", "{A:fi} ({Y}) {T:i}, {P}: {U}.", "{A:fi} {Y}. {T:i}. {P}: {U}.", "{A:fg}. {Y}. {T:i}. {P}: {U}.", "{A:fg}. “{T}.” {C:i} {V}, {=volume:no. }{I} ({Y}): {G}.",
            "{A:fi} ({Y}) ‘{T}’, {C:i} {V}‹({I})›: {G}.", "{A:fg}. “{T}.” {=in:In }{C:i}, {=editor:edited by }{E:gf}, {G}. {P}: {U}, {Y}.", "{A:fi} ({Y}) ‘{T}’, {=in:in }{E:if} {=editor:(eds.)} {C:i}, {P}: {U}, {=pages:pp. }{G}.",
            "{A:fg}. {Y}. “{T}.” {=in:In }{C:i}, {=editor:eds. }{E:gf}, {G}. {P}: {U}.", "{E:fg}{=editor:, ed.} {T:i}. {P}: {U}, {Y}.", "{A:fi}, {T:i}, {P} {Y}.", "{A:fi} ({Y}). {T}. {C:i}, {V}‹({I})›, {G}.", "{A:fg}, “{T},” {C:i} {V} ({Y}) {G}.",
            "{A:fg}. {T:i}. {S}. {P}: {U}, {Y}.", "{A:fi} ({Y}). {T}. {U}, {P}.", "{A:fg}. {Y}. {T:i}. {C}. {P}: {U}.", "{A:fi}, {Y}, {T}: {P}, {U}, {=pages:#PP p.}", "{A:fg} {Y} {T}. {C} {V}: {G}.", "{A:fg} {Y} {T}. {U}, {P}.", "{A:fg} {Y} {T}. {=in:In }{C}. {E:gf}{=editor:, eds.} {=pages:Pp. }{G}. {P}: {U}.",
            "{A:fi} & {E:fi} ({Y}). {T}. {P}: {U}.", "{A:fi} {Y}. {T}. {C} {V}‹({I})›: {G}.", "{A:fg}. “{T}.” {C:i}, {D}.", "{A:fi} ({Y}), {T:i} ({P}, {U}).", "{A:fg}. {T:i}. {N} {P}: {U}, {Y}.", "{A:fg}. “{T}.” {=other:PhD diss.}, {U}, {Y}.", "{A:fi} ({Y}). {T} ({=other:Doctoral dissertation}). {U}, {P}.",
        ],
    },
    "de": {
        "book": [
            "{A:gf}, {T:i}, {P} {Y}‹, {L}›", "{A:gf}: {T:i}. {P}: {U} {Y}‹, {L}›", "{A:gf}: {T:i}, {P} {Y}‹, {L}›", "{A:fg}, {T:i}, {P} {Y}‹, {L}›", "{A:fg}: {T:i}, {P}: {U} {Y}‹, {L}›", "{A:if}, {T}, {P} {Y}‹, {L}›", "{A:f}, {T}, {P} {Y}‹, {L}›",
            "{A:f}, {T}, {Y}‹, {L}›", "{A:gf}, {T}, {N}, {P} {Y}‹, {L}›", "{A:if} ({Y}), {T}, {P}‹, {L}›", "{A:fi}: {T}, {N} {P} {Y}‹, {L}›", "{A:gf}, {T}. ({P}: {U}, {Y})‹, {L}›", "{A:f}, {t}, {N} {Y}, {L}", "{A:gf}, {T}, {P}: {U}, {Y}‹, {L}›",
            "{A:gf}, {T} ({S}), {P} {Y}‹, {L}›", "{A:f}: {T}. {P} {Y}‹, {L}›", "{A:fg}: {T}. {P} {Y}", "{A:f}/{E:f}: {T}, {P} {Y}", "{A:gf}, {T}, {=volume:Bd. }{v}, {P} {Y}‹, {L}›", "{A:gf}, {T}, {=other:Diss.} {P} {Y}‹, {L}›",
        ],
        "article": [
            "{A:gf}, {T}, {=in:in: }{C:i} {V} ({Y}), {=pages:S. }{G}‹, {=pages:hier S. }{l}›", "{A:gf}, {T}, {=in:in: }{C} {V}, {Y}, {=pages:S. }{g} {=pages:ff.}", "{A:gf}: {T}. {=in:In: }{C:i} {V} ({Y}), {=pages:S. }{G}.", "{A:fg}, {T}, {C} {V} ({Y}), {=pages:S. }{G}‹ ({l})›",
            "{A:f}, {C} {Y}, {=pages:S. }{g}‹ {=pages:ff.}›", "{A:f}, {T}, {C} {Y}, {g}‹ ({l})›", "{A:f}, {T}, {C} {V} ({Y}), {=pages:S. }{g} {=pages:ff.}", "{A:gf}, „{T}“, {=in:in: }{C:i} {V}, {=volume:H. }{I} ({Y}), {=pages:S. }{G}", "{A:if}, {T}, {C} {V} ({Y}), {G}", "{A:gf}, {T}, {=in:in: }{C}, {=volume:Jg. }{V}, {Y}, {=pages:S. }{G}",
        ],
        "chapter": [
            "{A:gf}, {T}, {=in:in: }{E:gf} {=editor:(Hg.)}, {C:i}, {P} {Y}, {=pages:S. }{G}‹, {=pages:hier S. }{l}›", "{A:gf}, {T}, {=in:in: }{E:gf} {=editor:(Hrsg.)}, {C}, {P} {Y}, {=pages:S. }{G}", "{A:fg}: {T}. {=in:In: }{E:fg} {=editor:(Hrsg.)}: {C}. {P}: {U} {Y}, {=pages:S. }{G}.",
            "{A:f}, {T}, {=in:in: }{E:f} {=editor:(Hrsg.)}, {C}, {Y}, {=pages:S. }{g} {=pages:ff.}‹, {=pages:S. }{l}›", "{A:gf}, {T}, {=in:in: }{=editor:ders. (Hg.)}, {C}, {P} {Y}, {=pages:S. }{G}", "{A:gf}, {T}, {=in:in: }{=editor:ders.}, {C}, {P} {Y}, {=pages:S. }{G}", "{A:gf}, {T}, {=in:in: }{C}, {=editor:hg. v. }{E:gf}, {P} {Y}, {=pages:S. }{G}",
            "{A:gf}, „{T}“, {=in:in: }{E:if} {=editor:(Hg.)}, {C:i} ({P}, {Y}), {=pages:S. }{g} {=pages:ff.}",
        ],
        "edited": ["{E:gf} {=editor:(Hg.)}, {T:i}, {P} {Y}‹, {L}›", "{E:fg} {=editor:(Hrsg.)}: {T:i}. {P}: {U} {Y}.", "{E:f} {=editor:(Hrsg.)}, {T}, {P} {Y}", "{T}, {=editor:hrsg. von }{E:gf}, {P} {Y}"],
        "list": [
            "{A:fg}: {T:i}. {P}: {U} {Y}.", "{A:fg} ({Y}): {T}. {P}: {U}.", "{A:fg}, {Y}: {T}, {P}.", "{A:fg}: {T}, {=in:in: }{C} {V} ({Y}), {=pages:S. }{G}.", "{A:fg} ({Y}): {T}, {=in:in: }{C} {V}‹ ({I})›, {=pages:S. }{G}.", "{A:fg} ({Y}): {T}, {=in:in: }{E:fg} {=editor:(Hrsg.)}: {C}, {P}: {U}, {=pages:S. }{G}.",
            "{A:fi} {Y}: {T}. {=in:In: }{E:fi} {=editor:(Hrsg.)}, {C}. {P}, {G}.", "{A:FG}: {T}. {P} {Y}.", "{A:fi}, {T}, {C} {V}, {Y}, {G}.", "{E:fg} {=editor:(Hg.)}: {T}. {P} {Y}.",
        ],
    },
    "fr": {
        "book": [
            "{A:gf}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:if}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:gf}, {T:i}, {P}, {Y}‹, {L}›", "{A:gf}, {T:i}, {U}, {Y}‹, {L}›", "{A:iF}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:if}, {T:i} ({P}, {Y})‹, {L}›", "{A:fp}, {T:i}, {P}, {U}, {Y}‹, {L}›",
            "{A:gf}, {T:i}, {P}, {U}, {N}, {Y}‹, {L}›", "{A:gf}, {T:i}, {P}, {U}, {S}, {Y}‹, {L}›", "{A:gf}, {T:i}, {=volume:t. }{v}, {P}, {U}, {Y}‹, {L}›", "{A:gf}, {T:i}, {=other:thèse de doctorat}, {U}, {Y}‹, {L}›", "{A:gf}, {T:i}, {=translator:trad. }{X:gf}, {P}, {U}, {Y}‹, {L}›",
        ],
        "article": [
            "{A:gf}, « {T} », {C:i}, {=volume:n° }{I}, {Y}, {=pages:p. }{G}", "{A:gf}, « {T} », {C:i}, {=volume:vol. }{V}, {=volume:n° }{I}, {Y}, {=pages:p. }{G}‹, {=pages:ici p. }{l}›", "{A:if}, « {T} », {C:i}, {V}, {Y}, {=pages:p. }{G}", "{A:iF}, «{T}», {C:i} {V} ({Y}), {=pages:pp. }{G}", "{A:gf}, « {T} », {C:i}, {D}‹, {L}›",
            "{A:fp}, « {T} », {C} {V}, {Y}, {=pages:p. }{G}", "{A:gf}, « {T} », {=in:in }{C:i}, {=volume:t. }{V}, {Y}, {=pages:p. }{G}",
        ],
        "chapter": [
            "{A:gf}, « {T} », {=in:in }{E:gf} {=editor:(dir.)}, {C:i}, {P}, {U}, {Y}, {=pages:p. }{G}", "{A:gf}, « {T} », {=in:dans }{E:gf} {=editor:(éd.)}, {C:i}, {P}, {U}, {Y}, {=pages:p. }{G}", "{A:if}, « {T} », {=in:dans }{C:i}, {=editor:sous la direction de }{E:gf}, {P}, {Y}, {=pages:p. }{G}", "{A:iF}, «{T}», {=in:in }{E:iF} {=editor:(éds)}, {C:i}, {P}, {Y}, {=pages:pp. }{G}",
        ],
        "edited": ["{E:gf} {=editor:(dir.)}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{E:if} {=editor:(éds)}, {T:i}, {P}, {Y}"],
        "list": [
            "{A:FG} ({Y}). {T:i}. {P}, {U}.", "{A:FG} ({Y}). « {T} », {C:i}, {=volume:vol. }{V}, {=volume:n° }{I}, {=pages:p. }{G}.", "{A:FG}, {T:i}, {P}, {U}, {Y}, {=pages:#PP p.}", "{A:fp}, {Y} : {T:i}, {P}, {U}.", "{A:Fp}, {T:i}, {P}, {U}, {Y}.", "{A:fi} ({Y}), « {T} », {C:i}, {V}‹, {I}›, {=pages:pp. }{G}.",
            "{A:FG} ({Y}). {T}. {U}, {P}, {=pages:#PP p.}", "{A:fg}, {Y}, « {T} », {=in:in }{E:gf} {=editor:(dir.)}, {C:i}, {P}, {U}, {=pages:p. }{G}.", "{A:fi} ({Y}). {T}. {=in:Dans }{E:if} {=editor:(dir.)}, {C:i} ({=pages:p. }{G}). {P} : {U}.", "{A:fg}. {T:i}. {P} : {U}, {Y}. {=pages:#PP p.}", "{A:Fi}, « {T} », {C:i}, {V}, {Y}, {=pages:p. }{G}.",
            "{A:FG} ({Y}). {T}, {U}, {=pages:#PP p.}", "{A:fi}, {Y}. {T}. {C:i} {V}: {G}.", "{A:FG}. {T}. {P} : {U}, {Y}. {=pages:#PP p.} ({S}).", "{A:fi} ({Y}). {T}, {P}, {U}, {S}.", "{A:FG} ({Y}), {T}, {C}, {P}, {=pages:p. }{G}.", "{A:FG} ({Y}). {T}. {=other:Thèse de doctorat}, {U}.", "{A:fg} ({Y}), {T:i}, {U}, {P}.", "{A:fp}, {T}, {=in:in }{E:fp} {=editor:(dir.)}, {C:i}, {P}, {Y}, {=pages:p. }{G}.", "{A:fp}, {T}, {C}, {V}, {Y}, {=pages:p. }{G}.", "{A:fg}, {Y}, {T}, {=other:rapport}, {U}, {P}.",
        ],
    },
    "it": {
        "book": [
            "{A:if}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:if}, {T:i}, {P} {Y}‹, {L}›", "{A:gf}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:gf}, {T:i}, {P}, {Y}‹, {L}›", "{A:iF}, {T:i}, {P} {Y}‹, {L}›", "{A:iF}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:if}, {T:i}, {U}, {P} {Y}‹, {L}›", "{A:fi}, {T:i}, {P} {Y}‹, {L}›", "{A:gf}, {T:i}, {=translator:trad. it. di }{X:if}, {P} {Y}‹, {L}›", "{A:if}, {T:i}, {=volume:vol. }{v}, {P}, {U}, {Y}‹, {L}›", "{A:if}, {T:i} ({S}), {P} {Y}‹, {L}›", "{A:if}, {T:i}, {v}, {P} {Y}‹, {L}›",
        ],
        "article": [
            "{A:if}, {T:i}, «{C}», {V} ({Y}), {=pages:pp. }{G}‹: {l}›", "{A:if}, {T:i}, «{C}», {V}, {Y}, {=pages:pp. }{G}", "{A:if}, {T:i}, “{C}”, {V} ({Y}), {=volume:n. }{I}, {=pages:pp. }{G}", "{A:if}, {T:i}, {=in:in }«{C}», {V} ({Y}), {=pages:pp. }{G}", "{A:iF}, {T:i}, «{C}», {=volume:n.s., }{V}, {Y}, {=pages:pp. }{G}", "{A:gf}, {T:i}, «{C}», {I}, {Y}, {L}", "{A:if}, ‘{T}’, {C:i} {V} ({Y}), {=pages:pp. }{G}", "{A:if}, “{T}”, {C:i}, {V}, {Y}, {=pages:pp. }{G}",
        ],
        "chapter": [
            "{A:if}, {T:i}, {=in:in }{C:i}, {=editor:a cura di }{E:if}, {P}, {U}, {Y}, {=pages:pp. }{G}", "{A:if}, {T:i}, {=in:in }{C:i}, {=editor:a c. di }{E:if}, {P} {Y}, {=pages:pp. }{G}‹, {=pages:p. }{l}›", "{A:if}, {T:i}, {=in:in }{E:if} {=editor:(a cura di)}, {C:i}, {P} {Y}, {=pages:pp. }{G}", "{A:if}, ‘{T}’, {=in:in }{E:if} {=editor:(ed.)}, {C:i}, {P} {Y}, {=pages:pp. }{G}", "{A:iF}, {T:i}, {=in:in }{C:i}, {P} {Y}, {=pages:pp. }{G}", "{A:if}, “{T}”, {=in:in }{E:if} {=editor:(edd.)}, {C:i}, {P} {Y}, {=pages:pp. }{G}",
        ],
        "edited": ["{T:i}, {=editor:a cura di }{E:if}, {P}, {U}, {Y}‹, {L}›", "{E:if} {=editor:(a cura di)}, {T:i}, {P} {Y}‹, {L}›", "{T:i}, {=editor:a c. di }{E:gf}, {P} {Y}"],
        "list": [
            "{A:fg}, {T:i}, {P}, {U}, {Y}.", "{A:fi}, {T:i}, {P} {Y}", "{A:FG}, {T:i}, {P}, {U}, {Y}.", "{A:Fi}, {Y}, {T:i}, {P}.", "{A:fi} {Y}, {T:i}, «{C}», {V}, {=pages:pp. }{G}", "{A:if}, {T:i}, {P} {Y}.", "{A:iF}, {T:i}, {P} {Y}.", "{A:Fi} {Y}: “{T}”, {=in:in }{C:i}, {P}: {G}.", "{A:if}, ‘{T}’, {C:i} {V} ({Y}), {=pages:pp. }{G}.", "{A:fi} {Y}, {T:i}, {S}, {P}.", "{A:if}, ‘{T}’, {=in:in }{E:if} {=editor:(edd.)}, {C:i}, {P} {Y}, {=pages:pp. }{G}.", "{A:FG} {Y}, {T:i}, {U}, {P}.",
        ],
    },
    "es": {
        "book": ["{A:gf}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:gf}: {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:if}, {T:i}, {P}, {Y}‹, {L}›", "{A:FG}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:fg}: {T:i}, {P}: {U}, {Y}‹, {L}›"],
        "article": ["{A:gf}, «{T}», {C:i}, {V} ({Y}), {=pages:pp. }{G}", "{A:gf}, “{T}”, {C:i}, {=volume:núm. }{I}, {Y}, {=pages:pp. }{G}", "{A:gf}: «{T}», {C:i}, {=volume:vol. }{V}, {=volume:n.º }{I} ({Y}), {=pages:pp. }{G}"],
        "chapter": ["{A:gf}, “{T}”, {=in:en }{E:gf} {=editor:(ed.)}, {C:i}, {P}, {U}, {Y}, {=pages:pp. }{G}", "{A:gf}: «{T}», {=in:en }{E:gf} {=editor:(coord.)}, {C:i}, {P}, {U}, {Y}, {=pages:pp. }{G}"],
        "edited": ["{E:gf} {=editor:(ed.)}, {T:i}, {P}, {U}, {Y}", "{E:gf} {=editor:(coords.)}: {T:i}, {P}, {U}, {Y}"],
        "list": ["{A:fg} ({Y}): {T:i}, {P}, {U}.", "{A:FG} ({Y}), “{T}”, {C:i}, {V}, {=pages:pp. }{G}.", "{A:fg}. {T:i}. {P}: {U}, {Y}."],
    },
}  # fmt: skip
SHORT: dict[str, list[str]] = {
    "en": [
        "{A:f}, {t:i}, {L}", "{A:f}, {t:i}, {L}", "{A:f}, “{t},” {L}", "{A:f}, ‘{t}’, {L}", "{A:f} {Y}, {L}", "{A:f} {Y}: {l}", "{A:f} ({Y}), {L}", "{A:f} ({Y})", "{A:f} ({Y}: {l})", "{A:f} {Y}", "{A:f} ({Y}) {L}",
        "{A:f}, {=back:op. cit.}, {L}", "{A:f}, {=back:op. cit., n. }{n}, {=pages:p. }{l}", "{A:if}, {=back:op. cit., n. }{n}", "{A:if}, {=back:op. cit. n. }{n}, {=pages:at p. }{l}", "{A:f}, {=back:op. cit., n. }{n}, {=pages:at p. }{l}", "{A:f} ({=back:n }{n}{=back:)} {l}", "{A:f}, {=back:supra note }{n}, {=pages:at }{l}", "{A:f} ({=back:n. }{n} {=back:above}), {L}",
        "{=back:id.}, {=pages:p. }{l}", "{=back:Id.}, {=pages:at p. }{l}", "{=back:Ibid.}, {L}", "{=back:ibid.}", "{=back:Ibid.}", "{=back:Ibid}, {=pages:p. }{l}", "{=back:Idem}, {t:i}, {L}", "{=back:Idem}", "{A:f}, {=back:loc. cit.}", "{t:i}, {L}", "{A:f}, {=back:supra, n. }{n}", "{A:if}, {t:i}, {=pages:p. }{l}",
    ],
    "de": [
        "{A:f} {Y}, {=pages:S. }{l}", "{A:f} {Y}: {l}", "{A:f} ({Y}), {=pages:S. }{l}‹ {=pages:ff.}›", "{A:f} {Y}: {l}‹ {=pages:ff.}›", "{A:f} {Y}", "{A:f} ({Y})", "{A:f} ({Y}: {l})", "{A:f}, {t}, {L}", "{A:f}, {t} ({=back:Anm. }{n}), {L}", "{A:f} ({=back:Anm. }{n}), {L}", "{A:f}, {=back:a. a. O.}, {L}", "{A:f}, {=back:a.a.O.}, {=pages:S. }{l}",
        "{A:f} {=back:a.a.O. (Fn. }{n}), {=pages:S. }{l}", "{A:f} ({=back:Fn. }{n}), {L}", "{=back:ebd.}, {L}", "{=back:Ebd.}", "{=back:ebenda}, {L}", "{=back:ders.}, {T}, {P} {Y}‹, {L}›", "{=back:Ders.} {Y}, {=pages:S. }{l}", "{=back:ders.} ({Y}: {l})", "{=back:dies.}, {t}, {L}", "{=back:a. a. O.}, {L}", "{A:if}, {t}, {L}", "{A:f}, {L}", "{A:f} {Y}, {=pages:S. }{l}",
    ],
    "fr": [
        "{A:if}, {=back:op. cit.}, {L}", "{A:f}, {=back:op. cit.}, {L}", "{A:gf}, {t:i}, {=back:op. cit.}, {L}", "{A:if}, « {t} », {=back:art. cit.}, {L}", "{=back:Ibid.}, {L}", "{=back:Ibid.}", "{=back:Ibidem}, {L}", "{=back:Id.}, {t:i}, {L}", "{A:f}, {t:i}, {L}", "{A:f} {Y}, {L}", "{A:f} ({Y})", "{=back:loc. cit.}", "{A:f}, {=back:ouvr. cité}, {L}",
    ],
    "it": [
        "{A:f}, {t:i}, {=back:cit.}, {L}", "{A:if}, {t:i}, {=back:cit.}, {L}", "{A:f}, {=back:op. cit.}, {L}", "{=back:Ivi}, {L}", "{=back:ivi}, {L}", "{=back:Ibidem}", "{=back:Ibid.}, {L}", "{=back:Id.}, {T:i}, {P} {Y}‹, {L}›", "{=back:Id.}, {t:i}, {=back:cit.}, {L}", "{A:f}, {t:i}, {L}", "{A:f} {Y}, {L}", "{A:if}, {=back:art. cit.}, {L}", "{A:iF}, {t:i}, {=back:cit.}, {L}",
    ],
    "es": ["{A:f}, {=back:op. cit.}, {L}", "{A:if}, {t:i}, {=back:ob. cit.}, {L}", "{=back:Ibid.}, {L}", "{=back:Ibídem}, {L}", "{=back:Id.}, {t:i}, {L}", "{A:f}, {t:i}, {L}", "{A:f} ({Y}: {l})", "{A:f} {Y}, {L}"],
}  # fmt: skip
