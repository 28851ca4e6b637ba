"""Works as CSL items of every common type, with what is not always known left out."""

import random
import re
from typing import Any

from vocabulary import BODIES, GATHERINGS, LANGUAGES
from works import Person, Work

_GENRES = {
    "en": "PhD diss.", "de": "Diss.", "fr": "thèse de doctorat", "it": "tesi di dottorato", "es": "tesis doctoral",
    "pt": "Tese de doutorado", "nl": "proefschrift", "ru": "Дис. канд. ист. наук",
}  # fmt: skip
_REPORTS = {
    "en": ("Working Paper", "Technical Report", "Discussion Paper", "Report", "Special Paper"), "de": ("Arbeitspapier", "Bericht", "Forschungsbericht"),
    "fr": ("Rapport", "Document de travail", "Rapport de recherche"), "it": ("Rapporto", "Documento di lavoro"), "es": ("Informe", "Documento de trabajo"),
    "pt": ("Relatório", "Texto para discussão"), "nl": ("Rapport", "Notitie"), "ru": ("Отчёт", "Доклад"),
}  # fmt: skip
_SITES = (
    "Marxists Internet Archive", "Open Edition", "BBC News", "Persée", "Treccani", "H-Net", "Le Monde diplomatique",
    "Deutschlandfunk", "Gallica", "Europeana",
)  # fmt: skip
_VARIABLES = {
    "T": "title", "C": "container-title", "U": "publisher", "P": "publisher-place", "V": "volume", "I": "issue", "G": "page",
    "S": "collection-title", "N": "edition",
}  # fmt: skip
_PEOPLE = {"A": "author", "E": "editor", "X": "translator"}


def item_of(work: Work, name: str, chance: random.Random) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a work as CSL-JSON, and its values by template letter.

    A, E and X are people; `#` is the number of pages of a book, `s` the number in a series.
    """
    fields = {letter: value for letter, value in work.fields.items() if letter in _VARIABLES or letter == "Y"}
    people = {"A": work.authors, "E": work.editors, "X": work.translators}
    form = _form(fields, work, chance)
    item: dict[str, Any] = {"id": name, "type": form, "language": work.language}
    item |= _kind(form, fields, people, work.language, chance)
    _parts_of_books(form, fields, item, chance)
    _thin(fields, item, chance)
    item |= {_VARIABLES[letter]: value for letter, value in fields.items() if letter in _VARIABLES}
    item |= {_PEOPLE[letter]: [_csl_name(person) for person in rows] for letter, rows in people.items() if rows}
    date = [int(fields["Y"])]
    if form in {"article-newspaper", "webpage"} and chance.random() < 0.8:
        date += [chance.randint(1, 12), chance.randint(1, 28)]
    item["issued"] = {"date-parts": [date]}
    values: dict[str, Any] = fields | {letter: rows for letter, rows in people.items() if rows}
    for letter, variable in (("#", "number-of-pages"), ("s", "collection-number")):
        if variable in item:
            values[letter] = item[variable]
    return item, values


def _kind(
    form: str, fields: dict[str, str], people: dict[str, tuple[Person, ...]], language: str, chance: random.Random
) -> dict[str, Any]:
    """Return what only items of a type have, and fit the fields to it."""
    if form == "thesis":
        return {"genre": _GENRES[language]}
    if form == "report":
        if chance.random() < 0.3:
            people["A"] = ((chance.choice(BODIES[language]), ""),)
        return {"number": str(chance.randint(2, 900)), "genre": chance.choice(_REPORTS[language])}
    if form == "paper-conference":
        fields["C"] = chance.choice(GATHERINGS[language]).replace("#", chance.choice(LANGUAGES[language].topics))
    if form == "article-journal" and chance.random() < 0.15:
        return {"DOI": f"10.1017/S{chance.randint(10000, 99999)}"}
    if form != "webpage":
        return {}
    for letter in fields.keys() - {"T", "Y"}:
        del fields[letter]
    fields["C"] = chance.choice(_SITES)
    address = {"URL": f"https://www.example.org/{chance.choice('abcdef')}/{chance.randint(10, 9999)}.html"}
    read_on = {"accessed": {"date-parts": [[2024, chance.randint(1, 12), chance.randint(1, 28)]]}}
    return address | (read_on if chance.random() < 0.7 else {})


def _parts_of_books(form: str, fields: dict[str, str], item: dict[str, Any], chance: random.Random) -> None:
    """Add volumes, editions, numbers of pages and of series to some of the books."""
    if form in {"book", "chapter"} and chance.random() < 0.12:
        fields["V"] = chance.choice(["1", "2", "3", "II", "IV"])
    fields.pop("N", None)
    if form == "book" and chance.random() < 0.12:
        fields["N"] = str(chance.randint(2, 7))
    if form == "book" and chance.random() < 0.08:
        item["number-of-pages"] = str(chance.randint(90, 899))
    if form not in {"book", "chapter", "report"} or chance.random() < 0.65:
        fields.pop("S", None)
    elif number := re.search(r",? (\d+)$", fields.get("S", "")):
        item["collection-number"] = number[1]
        fields["S"] = fields["S"][: number.start()]


def _form(fields: dict[str, str], work: Work, chance: random.Random) -> str:
    draw = chance.random()
    if "C" in fields and ("V" in fields or "I" in fields):
        if draw < 0.08:
            fields.pop("V", None)
            fields.pop("I", None)
            return "article-newspaper"
        return "article-journal"
    if "C" in fields:
        return "paper-conference" if draw < 0.2 else "chapter"
    if work.authors and draw < 0.2:
        return "thesis" if draw < 0.06 else "report" if draw < 0.13 else "webpage"
    return "book"


def _thin(fields: dict[str, str], item: dict[str, Any], chance: random.Random) -> None:
    """Leave out some of what is not always known, and what shares its digits with another field."""
    for letter, share in (("U", 0.12), ("P", 0.12), ("I", 0.25), ("G", 0.06)):
        if letter in fields and chance.random() < share:
            del fields[letter]
    used: set[str] = set(re.findall(r"\d+", " ".join(fields.get(letter, "") for letter in "TCS")))
    for letter in "YGVIN":
        digits = set(re.findall(r"\d+", fields.get(letter, "")))
        if digits & used and letter != "Y":
            del fields[letter]
        used |= digits
    for variable in ("collection-number", "number", "number-of-pages"):
        if item.get(variable) in used:
            del item[variable]
        used.add(item.get(variable, ""))


def _csl_name(person: Person) -> dict[str, str]:
    family, given = person
    return {"family": family, "given": given} if given else {"literal": family}
