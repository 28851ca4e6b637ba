"""References printed by the project's own CSL processor in the installed styles, with a label for every token.

A work becomes a CSL item, a style prints it in one of eight languages, and its values are found again among the tokens of
what was printed: title, container and the like by their words, numbers by their digits, which no two fields share. What
lies between is named by its neighbours: a role's words go with its names, "vol." with the volume, "S." with the pages.
"""

import itertools
import random
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from items import item_of
from vocabulary import LANGUAGES
from works import Work, invent

from sergecite.csl.output import Close, Open, Output
from sergecite.csl.processor import Processor
from sergecite.export.catalog import StyleRow, installed, load_style, locale_text
from sergecite.resolve import labels as kind
from sergecite.resolve import lexicon
from sergecite.resolve.tokens import Token, tokenize

Piece = tuple[str, str, bool]
"""Text, label, italic."""
LOCALES = {
    "en": ("en-US", "en-GB"), "de": ("de-DE", "de-CH"), "fr": ("fr-FR", "fr-CA"), "it": ("it-IT",), "es": ("es-ES", "es-MX"),
    "pt": ("pt-BR", "pt-PT"), "nl": ("nl-NL",), "ru": ("ru-RU",),
}  # fmt: skip
_SHARES = {"en": 26, "fr": 22, "de": 16, "it": 10, "es": 12, "pt": 5, "nl": 4, "ru": 5}
"""Of a hundred references to learn from, how many are in which language. To measure, all have the same share."""
_WORDS = {"T": kind.TITLE, "C": kind.CONTAINER, "U": kind.PUBLISHER, "P": kind.PLACE, "S": kind.SERIES}
_IN = {"in", "dans", "en", "nel", "nella", "aus", "в", "em", "кн"}
_HALVES = re.compile(r"[-–]")


def rows(*, seen: bool) -> list[StyleRow]:
    """Return the styles to learn from, or the tenth of them that is held out."""
    own = [row for row in installed() if not row.dependent]
    return [row for row in own if (zlib.crc32(row.id.encode()) % 10 != 0) == seen]


def pool(
    works: Sequence[Work], families: Sequence[str], count: int, seed: int, *, seen: bool = True
) -> dict[str, list[list[Piece]]]:
    """Return about `count` cites by language, each set by a style drawn at random; a style sets a dozen works."""
    chance = random.Random(seed)
    styles = rows(seen=seen)
    by_language = {name: [work for work in works if work.language == name] for name in LANGUAGES}
    weights = _SHARES if seen else dict.fromkeys(_SHARES, 1)
    found: dict[str, list[list[Piece]]] = {name: [] for name in LANGUAGES}
    while sum(map(len, found.values())) < count:
        language = chance.choices(list(weights), list(weights.values()))[0]
        row = chance.choice(styles)
        some = [_work(by_language[language], language, families, chance) for _ in range(12)]
        found[language] += printed(row.id, language, some, chance)
    return found


def _work(real: Sequence[Work], language: str, families: Sequence[str], chance: random.Random) -> Work:
    """Return a real work, or one made up, often with a real one's title, house, place or journal."""
    if real and chance.random() < {"en": 0.6, "fr": 0.6}.get(language, 0.4):
        return chance.choice(real)
    work = invent(chance, language, list(families))
    borrowed = {}
    for letter in "TUPC" if real else "":
        other = chance.choice(real).fields
        if (
            letter in work.fields.keys() & other.keys()
            and ("V" in work.fields) == ("V" in other)
            and chance.random() < 0.5
        ):
            borrowed[letter] = other[letter]
    return replace(work, fields=work.fields | borrowed)


def printed(style: str, language: str, works: Iterable[Work], chance: random.Random) -> Iterator[list[Piece]]:
    """Yield the works as a style prints them, in a note where it cites in notes and half the time, else in the list."""
    csl = load_style(style)
    processor = Processor(csl, locale_text, lang=chance.choice(LOCALES[language]))
    made = [item_of(work, f"w{number}", chance) for number, work in enumerate(works)]
    processor.items([item for item, _ in made])
    cited = csl.klass == "note" and (csl.bibliography is None or chance.random() < 0.6)
    if cited:
        locators = [str(chance.randint(1, 480)) if chance.random() < 0.6 else "" for _ in made]
        outputs = processor.cite(
            [
                [{"id": item["id"], "locator": one, "label": "page", "position": 0}]
                for (item, _), one in zip(made, locators, strict=True)
            ]
        )
        for output, (_, values), locator in zip(outputs, made, locators, strict=True):
            yield from _read(output, values | ({"L": locator} if locator else {}))
    elif csl.bibliography is not None:
        known = {item["id"]: values for item, values in made}
        for name, output in processor.bibliography().entries:
            yield from _read(output, known[name], numbered=csl.prints("bibliography", "citation-number"))


@cache
def _folded(text: str) -> tuple[str, ...]:
    return tuple(token.text.casefold() for token in tokenize(text))


def _read(output: Output, values: dict[str, Any], *, numbered: bool = False) -> Iterator[list[Piece]]:
    """Yield the output as one cite of labelled pieces, or nothing where it cannot be told what is what.

    `numbered`: the list's own number comes first.
    """
    text, italics = flat(output)
    tokens = tokenize(text, italics)
    if numbered and tokens and tokens[0].text.isdigit():
        del tokens[0]
    labels = [""] * len(tokens)
    words = [token.text.casefold() for token in tokens]
    for letter in sorted(_WORDS.keys() & values.keys(), key=lambda one: (-len(values[one]), one)):
        _place(words, labels, _folded(values[letter]), _WORDS[letter])
    for letter, role in (("A", kind.AUTHOR), ("E", kind.EDITOR), ("X", kind.TRANSLATOR)):
        for family, _ in values.get(letter, ()):
            _place(words, labels, _folded(family), role)
    _numbers(words, labels, values)
    _neighbours(tokens, words, labels)
    if kind.TITLE in labels and _people(words, labels):
        yield _pieces(text, tokens, labels)


def _pieces(text: str, tokens: Sequence[Token], labels: Sequence[str]) -> list[Piece]:
    """Return a token and the gap before it as a piece, from the first field to the last."""
    labels = [label or kind.OTHER for label in labels]
    first = next(place for place, label in enumerate(labels) if label != kind.OTHER)
    last = max(place for place, label in enumerate(labels) if label != kind.OTHER)
    pieces: list[Piece] = []
    start = tokens[first].start
    while start and text[start - 1] in '“„«‘"([':
        start -= 1
    for place in range(first, last + 1):
        pieces.append((text[start : tokens[place].end], labels[place], tokens[place].italic))
        start = tokens[place].end
    tail = re.match(r"[^\w\s.,;]+", text[start:])
    return [*pieces, (tail[0], labels[last], False)] if tail else pieces


def flat(output: Output) -> tuple[str, list[tuple[int, int]]]:
    """Return the characters of an output and where they stand in italics."""
    text, italics = "", []
    depth: list[bool] = []
    for token in output.tokens:
        if isinstance(token, Open):
            depth.append(token == Open("font-style", "italic"))
            text += " " if token.attribute == "display" and text and not text.endswith(" ") else ""
        elif isinstance(token, Close):
            depth.pop()
        else:
            if any(depth):
                italics.append((len(text), len(text) + len(token)))
            text += token.replace("\n", " ")
    return text, italics


def _place(words: Sequence[str], labels: list[str], wanted: Sequence[str], label: str) -> None:
    """Label where some words stand together; a family may stand there twice."""
    size = len(wanted)
    starts = range(len(words) - size + 1) if size else range(0)
    # "М." is Moscow in a Russian imprint and an initial before it.
    for start in reversed(starts) if label == kind.PLACE else starts:
        if tuple(words[start : start + size]) == wanted and not any(labels[start : start + size]):
            labels[start : start + size] = [label] * size
            if label not in {kind.AUTHOR, kind.EDITOR, kind.TRANSLATOR}:
                return


def _numbers(words: Sequence[str], labels: list[str], values: dict[str, Any]) -> None:
    pages = _HALVES.split(values.get("G", ""))
    known = {values["Y"]: kind.DATE, values.get("V", "").casefold(): kind.VOLUME, values.get("N", ""): kind.EDITION}
    known |= dict.fromkeys(re.findall(r"\w+", values.get("I", "")), kind.VOLUME)
    known |= {
        values.get("#", ""): kind.PAGES,
        values.get("L", ""): kind.PAGES,
        pages[0]: kind.PAGES,
        values.get("s", ""): kind.SERIES,
    }
    known.pop("", None)
    for place, word in enumerate(words):
        if labels[place]:
            continue
        bare = re.match(r"[ivxlc]+$|\d+", word)
        if bare and bare[0] in known and (known[bare[0]] == kind.EDITION or bare[0] == word or word[-1] in "abc"):
            labels[place] = known[bare[0]]
        elif (
            len(pages) > 1 and place and labels[place - 1] == kind.PAGES and word.isdigit() and pages[1].endswith(word)
        ):
            labels[place] = kind.PAGES


_BEFORE = {kind.VOLUME: lexicon.VOLUME_WORDS, kind.PAGES: lexicon.PAGE_WORDS, kind.EDITION: lexicon.EDITION_WORDS}


def _neighbours(tokens: Sequence[Token], words: Sequence[str], labels: list[str]) -> None:
    """Give "vol.", "S.", "ed." and months to the numbers beside them; name addresses."""
    for place in range(len(words) - 1, -1, -1):
        if labels[place]:
            continue
        after = labels[place + 1] if place + 1 < len(words) else ""
        if after in _BEFORE and words[place] in _BEFORE[after]:
            labels[place] = after
        elif after == kind.CONTAINER and words[place] in _IN:
            labels[place] = kind.IN
    for place, token in enumerate(tokens):
        if labels[place]:
            continue
        before = labels[place - 1] if place else ""
        near = kind.DATE in labels[max(0, place - 3) : place + 4]
        if near and (words[place] in lexicon.MONTHS or re.fullmatch(r"[0-3]?\d\w{0,2}", words[place])):
            labels[place] = kind.DATE
        elif (before == kind.EDITION and words[place] in lexicon.EDITION_WORDS) or (
            before == kind.PAGES and words[place] in lexicon.PAGE_WORDS
        ):
            labels[place] = before
        elif re.match(r"https?:|www\.|10\.\d", token.text):
            labels[place] = kind.URL


_ROLES = {kind.AUTHOR, kind.EDITOR, kind.TRANSLATOR}
_WORDS_OF = {
    kind.EDITOR: lexicon.EDITOR_WORDS | _IN,
    kind.TRANSLATOR: lexicon.TRANSLATOR_WORDS,
    kind.AUTHOR: frozenset[str](),
}


def _people(words: Sequence[str], labels: list[str]) -> bool:
    """Fill the stretches between fields that hold names with their role; False where two roles cannot be parted."""
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and (not labels[end] or labels[end] in _ROLES):
            end += 1
        named = [place for place in range(start, end) if labels[place]]
        turns = [(a, b) for a, b in itertools.pairwise(named) if labels[a] != labels[b]]
        cuts = [_cut(words, a, b, labels[b]) for a, b in turns]
        if None in cuts:
            return False
        bounds = [start, *(cut for cut in cuts if cut is not None), end]
        roles = [labels[place] for place in (*named[:1], *(b for _, b in turns))]
        for role, (first, stop) in zip(roles, itertools.pairwise(bounds), strict=False):
            _fill(words, labels, role, first, stop)
        start = end + 1
    return True


def _cut(words: Sequence[str], one: int, other: int, role: str) -> int | None:
    """Return where, between two names of different roles, the words of the second one's role begin."""
    return next((place for place in range(one + 1, other) if words[place] in _WORDS_OF[role]), None)


def _fill(words: Sequence[str], labels: list[str], role: str, first: int, end: int) -> None:
    """Label a stretch with the role of its names, but for a leading "in" and what tells of an address."""
    while role != kind.AUTHOR and first < end and words[first] in _IN:
        labels[first] = kind.IN
        first += 1
    # "Consulted on 2 July 2024", "Available at": no part of the names before.
    end = next((place for place in range(first, end) if words[place] in lexicon.ACCESS_WORDS), end)
    labels[first:end] = [role] * (end - first)
