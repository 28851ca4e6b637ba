"""Makes pasted essays whose markers are known: own sentences in seven languages, full of numbers that are no markers.

A sentence has `{}` where a marker may stand, in the places print has them: after the full stop, after a comma, behind a
closing quotation mark, on a bare word or a year; before the full stop where the language sets it there.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

SENTENCES = {
    "en": (
        "The strike of 1905 had closed 37 of the 52 mills by nightfall.{}",
        "“We are 140,000,” wrote the secretary on 3 May 1921, “and we have bread for 6 days.”{}",
        "Wages fell by 12.5 per cent{} while the price of flour rose from $1.20 to $3.75 a sack.",
        "Between 1917-1921{} the union lost 4,300 members, and by 1923{} it had lost its hall as well.",
        "Chapter 4 of the report, with its 16 tables, was never printed;{} section 9 was.",
        "He quoted Matthew 5:3 and Luke 12:48 to a court that sat under Article 58 of the code.{}",
        "Her cell, no. 14, measured 2.5 by 3 metres (some said 2 by 3),{} and held 11 women.",
        "The paper{} appeared at 7.30 each evening until the end of 1936.{}",
        "At Kronstadt{} 168 sailors stayed; the other 50, as a friend noted, ‘had gone by the 8th’.{}",
    ),
    "de": (
        "Im Jahre 1919 zählte der Verband 3.412 Mitglieder, davon 268 Frauen.{}",
        "»Am 9. November waren wir zu 12 im Saal«,{} schrieb sie am 4. 3. 1922.",
        "Nach § 218 und Art. 48 wurde verurteilt{}, wer mehr als 5 % verlangte.",
        "Die Kämpfe von 1918/19{} und 1920-1923{} sind im 2. Kapitel beschrieben.",
        "Das Brot kostete 1,20 Mark, die Butter 3,50 Mark{}; man stand von 6 bis 9 Uhr an.",
        "Der Saal fasste „rund 800 Menschen“.{} Am 17. kamen 1.200.",
    ),
    "fr": (
        "En 1871, le quartier comptait 14 500 habitants et 32 ateliers{}.",
        "« Nous étions 25 le 18 mars », écrit-elle{}, « et 9 le soir ».",
        "La loi du 29 juillet 1881, article 24{}, punissait de 3 à 12 mois de prison.",
        "Le pain valait 0,40 franc en 1914{} et 1,05 franc en 1919{}, soit 162 % de plus.",
        "On lit au chapitre 7 que le siècle{} avait « cent ans de retard »{}.",
        "À 20 h 30, les 45 délégués se séparèrent (il en manquait 6){}.",
    ),
    "it": (
        "Nel 1920 le fabbriche occupate erano circa 600, di cui 185 a Torino{}.",
        "«Eravamo in 30 il 1° maggio»,{} scrisse poi, e il giornale costava 10 centesimi.",
        "Il decreto n. 1848 del 6 novembre 1926{} chiuse 112 sedi in 4 giorni.",
        "Tra il 1919-1922{} gli iscritti scesero da 216.327 a 24.638.{}",
    ),
    "es": (
        "En 1936 la colectividad tenía 1.300 vecinos y 47 tierras{}.",
        "«Éramos 22 el 19 de julio», dijo{}, y añadió: «a las 5.30 ya éramos 300».{}",
        "El artículo 26 de 1931{} fue votado por 178 diputados contra 59.",
        "El precio subió un 8,5 % en 3 meses (de 0,65 a 0,71 pesetas){}.",
    ),
    "ru": (
        "В 1921 году в отряде числилось 240 человек, из них 18 женщин{}.",
        "«Нас было 7 на 12 коек», — писал он 5 мая 1922 г.{} и просил 3 рубля.",
        "По статье 58-10 осудили 33 человека{}, а в 1937–1938 гг.{} ещё 1 200.",
        "Хлеб стоил 4,5 рубля; к концу века{} — уже 12.{}",
    ),
    "pl": (
        "W 1905 r. strajkowało 400 tysięcy ludzi, czyli 93,2 % załóg{}.",
        "„Było nas 15 w celi nr 8”{}, pisała 2 lutego 1937 roku.{}",
        "W latach 1918–1920{} wydano 36 numerów po 20 groszy.{}",
    ),
}
"""Language -> sentences."""

BETWEEN = (
    "1. bread\n2. land\n3. peace\n4. the vote",
    "Year\tMills\tHands\n1905\t52\t14,200\n1906\t37\t9,800\n1907\t41\t11,050",
    "| 1905 | 12 | 3.4 |\n| 1906 | 13 | 3.9 |",
    "Telephone 020 7946 0018; open 9-17, 2 to 4 on Sundays.",
    "Act II, scene 3, lines 12-15; Genesis 1:1-31; 42 U.S.C. 1983.",
    "- 5 loaves\n- 2 fishes\n- 12 baskets",
    "Photograph 12. The square, 1 May 1920.",
    "12 March 1921\n\n13 March 1921",
)
"""What stands between paragraphs without a marker."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SHAPES: dict[str, Callable[[int], str]] = {
    "bare": str,
    "raised": lambda number: str(number).translate(_RAISED),
    "brackets": lambda number: f"[{number}]",
    "spaced brackets": lambda number: f" [{number}]",
    "parentheses": lambda number: f"({number})",
    "half bracket": lambda number: f"{number})",
    "tagged": lambda number: f"<sup>{number}</sup>",
    "carets": lambda number: f"^{number}^",
    "labelled": lambda number: f"[note {number}]",
    "free-standing": lambda number: f" {number}",
    "thin space": lambda number: f"\u202f{number}",
}
"""How a marker looks after pasting."""

NOTE = "{name}, Title of Work {number} (London: Press, 19{year:02}), vol. {volume}, pp. {number}-{page}."


@dataclass(slots=True)
class Pasted:
    """A pasted essay: its text, and each marker as (number, offset of its first digit) in order."""

    text: str = ""
    markers: list[tuple[str, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paste:
    """What pasting does to an essay."""

    language: str = "en"
    shape: str = "bare"
    chapters: int = 1
    markers: int = 24
    """Per chapter."""
    frequency: float = 0.8
    """Share of the places in a sentence that carry a marker."""
    lost: float = 0.0
    """Share of the markers that pasting lost."""
    notes: str = "none"
    """"none", "end" (a heading, then all), "chapter" (after each) or "page" (after every few paragraphs)."""
    unheaded: bool = False


def paste(how: Paste, chance: random.Random) -> Pasted:
    """Return an essay pasted in one way."""
    made = Pasted()
    for chapter in range(how.chapters):
        if how.chapters > 1:
            made.text += f"Chapter {chapter + 1}\n\n"
        numbers: list[int] = []
        waiting: list[int] = []
        while len(numbers) < how.markers:
            before = len(numbers)
            _add_paragraph(made, how, numbers, chance)
            waiting += numbers[before:]
            if chance.random() < 0.2:
                made.text += chance.choice(BETWEEN) + "\n\n"
            if how.notes == "page" and (len(waiting) > 4 or len(numbers) >= how.markers):
                _add_notes(made, waiting, chance, heading="")
                waiting = []
        if how.notes == "chapter" or (how.notes == "end" and how.chapters == 1):
            _add_notes(made, numbers, chance, heading="" if how.unheaded else "Notes\n\n")
    return made


def _add_paragraph(made: Pasted, how: Paste, numbers: list[int], chance: random.Random) -> None:
    chosen = chance.sample(SENTENCES[how.language], k=min(4, len(SENTENCES[how.language])))
    for sentence in chosen:
        pieces = sentence.split("{}")
        for place, piece in enumerate(pieces):
            made.text += piece
            if place < len(pieces) - 1 and chance.random() < how.frequency and len(numbers) < how.markers:
                numbers.append(len(numbers) + 1)
                if chance.random() >= how.lost:
                    _add_marker(made, how, numbers[-1])
        made.text += " "
    made.text = made.text.rstrip(" ") + "\n\n"


def _add_marker(made: Pasted, how: Paste, number: int) -> None:
    shown = SHAPES[how.shape](number)
    made.text += shown
    made.markers.append((str(number), len(made.text) - len(shown.lstrip(" \u202f"))))


def _add_notes(made: Pasted, numbers: Sequence[int], chance: random.Random, *, heading: str) -> None:
    made.text += heading
    for number in numbers:
        year, volume = chance.randrange(100), chance.randrange(1, 9)
        text = NOTE.format(
            name=chance.choice(["Smith", "Weber", "Roux"]), number=number, year=year, volume=volume, page=number + 7
        )
        made.notes.append(text)
        made.text += f"{number}. {text}\n"
    made.text += "\n"
