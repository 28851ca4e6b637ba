"""Works to cite: taken apart from the training references, or put together from the vocabulary."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from references import Reference
from vocabulary import BODIES, GATHERINGS, LANGUAGES, SERIES

from sergecite.resolve import labels as kind
from sergecite.resolve.fields import read_fields
from sergecite.resolve.segment import cut

Person = tuple[str, str]
"""Family and given name."""
_QUOTED = {
    "en": ["‘This Great Question’: ", "“A Fit of Absence”? "],
    "de": ["„Bonn ist nicht Weimar“. ", "Mehr Demokratie wagen? "],
    "fr": ["« Rien de nouveau » : ", "Que faire ? "],
    "it": ["‘Non più’. ", "Che fare? "],
    "es": ["«Ni Dios ni amo»: ", "¿Qué hacer? "],
}
_STOP = {
    "en": {"the", "of", "and", "in", "to", "for", "on", "from", "with", "by", "an", "at"},
    "fr": {"le", "la", "les", "des", "du", "et", "dans", "sur", "une", "un", "au", "aux", "pour", "en"},
    "de": {"der", "die", "das", "und", "des", "zur", "zum", "im", "von", "ein", "eine", "den", "für", "als"},
    "it": {"il", "della", "del", "di", "e", "nel", "nella", "gli", "dei", "delle", "alla", "sulla", "per"},
    "pt": {"os", "dos", "das", "da", "do", "no", "na", "em", "uma", "um", "ao"},
    "nl": {"het", "een", "van", "voor", "tot", "op", "over", "uit", "bij"},
    "es": {"el", "los", "las", "y", "del", "en", "una", "por", "con", "la", "de"},
}


@dataclass(frozen=True, slots=True)
class Work:
    """A work with the fields the note templates know by their letters."""

    language: str
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    translators: tuple[Person, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    """Template letter -> value: T title, C container, U publisher, P place, Y year, V volume, I issue, G pages, N edition, S series."""


def language_of(title: str) -> str | None:
    """Return the language most of a title's small words belong to."""
    words = title.casefold().split()
    counts = {name: sum(word in stop for word in words) for name, stop in _STOP.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] > 1 or best == "en" else None


def works_of(references: Iterable[Reference]) -> list[Work]:
    """Take the training references apart."""
    works = []
    for reference in references:
        segments = cut(reference.labels, reference.tokens)
        item = read_fields(reference.text, reference.tokens, segments[0]).item
        title = item.get("title", "")
        if not title or len(title) > 160 or not item.get("issued", {}).get("date-parts"):
            continue
        names = {
            "T": "title",
            "C": "container-title",
            "U": "publisher",
            "P": "publisher-place",
            "V": "volume",
            "I": "issue",
            "G": "page",
            "N": "edition",
            "S": "collection-title",
        }
        fields = {letter: str(item[name]) for letter, name in names.items() if item.get(name)}
        fields["Y"] = str(item["issued"]["date-parts"][0][0])
        people = {role: _people(item.get(role, [])) for role in (kind.AUTHOR, kind.EDITOR, kind.TRANSLATOR)}
        if people[kind.AUTHOR] or people[kind.EDITOR]:
            works.append(
                Work(
                    language_of(title) or "en",
                    people[kind.AUTHOR],
                    people[kind.EDITOR],
                    people[kind.TRANSLATOR],
                    fields,
                )
            )
    return works


def _people(names: list[dict[str, str]]) -> tuple[Person, ...]:
    return tuple(
        (name["family"], name.get("given", ""))
        for name in names
        if name.get("family", "")[:1].isupper() and len(name["family"]) > 2
    )


def invent(chance: random.Random, language: str, families: list[str]) -> Work:
    """Put a work together from the vocabulary of a language."""
    words = LANGUAGES[language]

    def people(most: int) -> tuple[Person, ...]:
        count = chance.choice([1] * 6 + [2] * 2 + [most])
        pool = words.families or families
        return tuple((chance.choice(pool), given(chance, language)) for _ in range(count))

    form = chance.choices(["book", "article", "chapter", "edited"], [5, 3, 3, 1])[0]
    fields = {
        "T": title(chance, language, families),
        "Y": str(chance.choice([chance.randint(1860, 2022), chance.randint(1950, 2010)])),
    }
    if form in {"book", "chapter", "edited"}:
        several = chance.choice([1] * 14 + [2, 2, 3])
        place = chance.choice(["/", "-", "–", " & ", " ", ", "]).join(chance.sample(words.places, several))
        fields |= {"P": place, "U": chance.choice(words.publishers), "S": chance.choice(SERIES[language])}
    if form == "article":
        fields |= {"C": chance.choice(words.journals), "V": _volume(chance)}
        if chance.random() < 0.45:
            fields["I"] = str(chance.choice([*range(1, 13), "1/2", "3–4"]))
    if form == "chapter":
        gathering = chance.choice(GATHERINGS[language]).replace("#", chance.choice(words.topics))
        fields["C"] = gathering if chance.random() < 0.2 else title(chance, language, families)
    if form in {"article", "chapter"}:
        fields["G"] = _pages(chance)
    work = Work(language, people(3), fields=fields)
    if form == "book" and chance.random() < 0.12:
        work = replace(work, authors=((chance.choice(BODIES[language]), ""),))
    if form == "chapter" and chance.random() < 0.85:
        work = replace(work, editors=people(3))
    if form == "edited":
        work = replace(work, authors=(), editors=work.authors)
    if form == "book" and work.authors and chance.random() < 0.08:
        work = replace(work, editors=people(1)[:2])
    if form == "book" and chance.random() < 0.08:
        work = replace(work, translators=people(1)[:1])
    return work


def given(chance: random.Random, language: str) -> str:
    """Return a given name, sometimes with a second initial."""
    name = chance.choice(LANGUAGES[language].given)
    return f"{name} {chance.choice('ABCDEFGHJKLMPRSTW')}." if chance.random() < 0.12 else name


_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _volume(chance: random.Random) -> str:
    """Return the number of a volume, one in seven in Roman numerals; of these none that looks like an initial."""
    number = chance.randint(1, 120)
    if chance.random() > 0.14 or number in dict(_ROMAN):
        return str(number)
    signs = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        signs.append(sign * count)
    return "".join(signs)


def _pages(chance: random.Random) -> str:
    first = chance.choice([chance.randint(1, 60), *[chance.randint(60, 900)] * 3, chance.randint(1000, 2100)])
    last = first + chance.randint(3, 45)
    text = str(last)
    if chance.random() < 0.25 and len(text) == len(str(first)) > 2 and text[:-2] == str(first)[:-2]:
        text = text[-2:]
    if chance.random() < 0.05:
        return str(first)
    return f"{first}–{text}"


_NOUNS = {
    "en": "Money Marriage Law Labour Love Work Class Race Gender Power Justice Violence Sexuality Property Land Rights Family Death Crime Punishment Memory Faith Reason Bodies",
    "de": "Geld Ehe Recht Arbeit Liebe Herrschaft Gewalt Eigentum Macht Krieg Gedächtnis Glaube Vernunft Verbrechen Strafe Sprache Bildung Stadt",
    "fr": "Argent Mariage Droit Travail Amour Pouvoir Violence Mémoire Foi Raison Crime Langage Guerre Ville Justice Mort",
    "it": "Denaro Diritto Lavoro Amore Potere Violenza Memoria Fede Ragione Guerra Città Giustizia Morte Lingua",
    "es": "Dinero Derecho Trabajo Amor Poder Violencia Memoria Fe Razón Guerra Ciudad Justicia Muerte Lengua",
    "pt": "Trabalho Direito Poder Memória Fé Razão Guerra Cidade Justiça Morte", "nl": "Geld Recht Arbeid Liefde Macht Geweld Geloof Stad Oorlog",
    "ru": "Власть Право Труд Память Вера Разум Война Город Любовь Язык",
}  # fmt: skip
_LIVES = {
    "en": ("A Life", "A Political Biography", "A Biography", "The Life and Work"), "de": ("Eine Biographie", "Leben und Werk", "Eine politische Biographie"),
    "fr": ("une biographie", "une vie", "l’homme et l’œuvre"), "it": ("una biografia", "vita e opere"), "es": ("una biografía", "vida y obra"),
    "pt": ("uma biografia", "vida e obra"), "nl": ("een biografie", "leven en werk"), "ru": ("Жизнь и судьба", "Биография"),
}  # fmt: skip
_AND = {"en": "and", "de": "und", "fr": "et", "it": "e", "es": "y", "pt": "e", "nl": "en", "ru": "и"}


def title(chance: random.Random, language: str, families: Sequence[str]) -> str:
    """Return a title in the manner of a language: of a thing in many words or in one, of two, or of a life."""
    words = LANGUAGES[language]
    drawn = chance.random()
    if drawn > 0.96:
        return chance.choice(_NOUNS[language].split())
    if drawn < 0.04:
        person = f"{chance.choice(words.given)} {chance.choice(words.families or families)}"
        return person + chance.choice([": ", ": ", ". "]) + chance.choice(_LIVES[language])
    if drawn < 0.1:
        one, other = chance.sample(_NOUNS[language].split(), 2)
        return f"{one} {_AND[language]} {other if language in {'en', 'de'} else other.lower()}"
    core = (
        chance.choice(words.pairs)
        if chance.random() < 0.3
        else f"{chance.choice(words.heads)} {chance.choice(words.of)}"
    )
    if chance.random() < 0.3:
        core += f" {chance.choice(words.times)}"
    if chance.random() < 0.04:
        core = f"{chance.choice(_QUOTED.get(language, _QUOTED['en']))}{core}"
    if chance.random() < 0.35:
        other = (
            chance.choice(words.subtitles)
            if chance.random() < 0.6
            else f"{chance.choice(words.heads)} {chance.choice(words.of)}"
        )
        core += chance.choice([": ", ". ", ". ", " – " if language == "de" else ": "]) + other
    return core
