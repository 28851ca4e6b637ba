"""How notes and bibliographies in eight languages set out a work, a short form, an archive's call.

A template is text with fields in braces. `{T}` is a value, `{A:gf}` people in a form, `{=label:words}` words that carry a
label, `‹...›` a part left out where a field in it is missing or, half the time, where it holds only a locator.
Letters: A authors, E editors, X translators, T title, t short title, C container, U publisher, P place, Y year, D full date,
V volume, v volume of a book, I issue, G pages, g first page, N edition, L cited place with its label, l cited page, S series, n a note's number.
Forms of people: gf Given Family, if G. Family, fg Family, Given, fi Family, G., f Family, FG FAMILY, Given, fp Family (G.),
iF G. FAMILY, fn Family G., F FAMILY. `:i` sets in italics.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

import other_languages as other
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
    **other.AND,
}
_OTHERS = {"en": " et al.", "de": " u. a.", "fr": " et al.", "it": " et al.", "es": " et al."} | other.OTHERS
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    **other.MONTHS,
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
    **other.PAGE,
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
            }.get(language)
            or other.EDITION[language].format(number)
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
    if letter == "Y" and chance.random() < 0.03:
        first, last = sorted(chance.sample(_MONTHS[language].split(), 2))
        return (
            f"{chance.choice([first, f'{first}–{last}', f'{first[:3]}.–{last}', f'{first[:3]}.'])} {work.fields['Y']}"
        )
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
    "fn": lambda person: f"{person[0]} {_initials(person[1])}".strip(),
    "f": lambda person: person[0],
    "F": lambda person: person[0].upper(),
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
