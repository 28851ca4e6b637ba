"""Synthetic notes with a label for every token: works set out in templates, joined as historians join them."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import other_languages as other
import prose
from damage import damaged
from patterns import FULL, SHORT
from references import Reference
from styles import make_style
from templates import Piece, Setting, render
from vocabulary import LANGUAGES
from works import Work, invent

from sergecite.resolve import labels as kind
from sergecite.resolve.tokens import Token, tokenize

_IN_NOTES = {"en": 33, "de": 27, "fr": 14, "it": 14, "es": 5, "pt": 2, "nl": 2, "ru": 3}
_IN_LISTS = {"en": 22, "de": 20, "fr": 25, "it": 18, "es": 10, "pt": 4, "nl": 3, "ru": 5}
"""Of a hundred notes and list entries, how many are in which language."""
_RENDERED = {True: 0.2, False: 0.6}
"""How many of the full references in notes, and of those in lists, the CSL processor printed."""
_DAMAGED = 0.08
Sample = tuple[str, list[Token], list[str]]


class Writer:
    """Writes notes from works. All randomness comes from one seed, so that a training run can be repeated."""

    def __init__(
        self,
        works: Sequence[Work],
        families: Sequence[str],
        references: Sequence[Reference],
        seed: int,
        rendered: Mapping[str, Sequence[Sequence[Piece]]] = MappingProxyType({}),
    ) -> None:
        """Take what to write from; `rendered` are cites by language, as the CSL processor printed them."""
        self.chance = random.Random(seed)
        self.families = list(families)
        self.references = list(references)
        self.rendered = rendered
        self.by_language = {name: [work for work in works if work.language == name] for name in LANGUAGES}

    def notes(self, count: int) -> Iterator[Sample]:
        """Yield notes of all kinds."""
        for _ in range(count):
            language = self.chance.choices(list(_IN_NOTES), list(_IN_NOTES.values()))[0]
            setting = Setting(self.chance, language)
            yield self._sample(self._note(setting))

    def strings(self, count: int) -> Iterator[Sample]:
        """Yield entries of bibliographies, one work each."""
        for _ in range(count):
            language = self.chance.choices(list(_IN_LISTS), list(_IN_LISTS.values()))[0]
            setting = Setting(self.chance, language)
            style = "list" if self.chance.random() < 0.6 else None
            cite = self._newspaper(setting) if self.chance.random() < 0.04 else self._full(setting, style)
            if self.chance.random() < 0.04:
                cite = _anonymous(cite)
            if self.chance.random() < 0.4:
                cite = [*cite, (self.chance.choice([".", ".", ""]), kind.PROSE, False)]
            number = self.chance.choice(["", "", "", "", "[#] ", "#. ", "# "]).replace(
                "#", str(self.chance.randint(1, 99))
            )
            yield self._sample([(number, kind.PROSE, False), *_begun(cite)])

    def printed(self, language: str) -> Iterator[Sample]:
        """Yield what the CSL processor printed in a language, undamaged."""
        for cite in self.rendered[language]:
            yield self._sample(_begun(list(cite)), harmed=False)

    def _note(self, setting: Setting) -> list[Piece]:
        chance, language = self.chance, setting.language
        note: list[Piece] = []
        if chance.random() < 0.4:
            note.append((f"{chance.randint(1, 180)}{chance.choice([' ', ' ', '. ', ') '])}", kind.PROSE, False))
        shape = chance.choices(
            ["plain", "signal", "lead", "prose", "remark+cite", "quotation", "list"], [32, 21, 16, 8, 11, 6, 6]
        )[0]
        if shape == "prose":
            return [*note, *self._remarks(setting, chance.randint(1, 4))]
        if shape == "remark+cite":
            note += [*self._remarks(setting, chance.randint(1, 2)), (" ", kind.PROSE, False)]
        if shape == "quotation":
            note += [
                *self._remarks(setting, 1),
                (" (", kind.PROSE, False),
                *_begun(self._short(setting)),
                (").", kind.PROSE, False),
            ]
            return note
        if shape == "list":
            return [*note, *self._list(setting)]
        if shape in {"signal", "remark+cite"}:
            note.append((chance.choice(prose.SIGNALS[language]) + " ", kind.PROSE, False))
        elif shape == "lead":
            note.append((self._filled(chance.choice(prose.LEADS[language]), setting) + " ", kind.PROSE, False))
        count = chance.choices([1, 2, 3, 4, 6, 10], [44, 26, 15, 8, 5, 2])[0]
        links = self._links(setting)
        for place in range(count):
            if place:
                note.append((chance.choice(links), kind.PROSE, False))
            note += _begun(self._cite(setting))
            if chance.random() < 0.05:
                note += [(chance.choice(prose.QUOTED_IN[language]), kind.PROSE, False), *_begun(self._cite(setting))]
            if chance.random() < 0.04:
                note.append(
                    (
                        chance.choice(
                            [
                                " [hereafter X]",
                                " (hereafter cited as Works)",
                                " (im folgenden: Werke)",
                                " (ci-après Œuvres)",
                                " (d’ora in poi Opere)",
                            ]
                        ),
                        kind.PROSE,
                        False,
                    )
                )
        if chance.random() < 0.14:
            tail = self._filled(chance.choice(prose.TAILS[language]), setting)
            note.append((tail if tail[0] in ",.;" else f" {tail}", kind.PROSE, False))
        note.append((chance.choice([".", ".", ".", "", ". "]), kind.PROSE, False))
        if chance.random() < 0.12:
            note += [(" ", kind.PROSE, False), *self._remarks(setting, chance.randint(1, 2))]
        return note

    def _list(self, setting: Setting) -> list[Piece]:
        """Return several works set out alike: what a note on the literature of a question holds."""
        chance, language = self.chance, setting.language
        note: list[Piece] = [
            (
                self._filled(chance.choice(prose.LEADS[language]), setting) + chance.choice([" ", ": "]),
                kind.PROSE,
                False,
            )
        ]
        patterns = {form: [chance.choice(FULL[language][form])] for form in ("book", "article", "chapter", "edited")}
        if chance.random() < 0.4:
            patterns = {form: [pattern] for form, pattern in make_style(chance, language, cited=True).items()}
        link = chance.choice(["; ", "; ", ". ", ", "])
        if chance.random() < 0.5:
            # A whole bibliography run together: its entries end in full stops, and either all have the year after the names or none.
            early = chance.random() < 0.6
            alike = [pattern for pattern in FULL[language]["list"] if ("{Y}" in pattern.split("{T")[0]) == early]
            patterns = dict.fromkeys(patterns, alike or FULL[language]["list"])
            if chance.random() < 0.5:
                patterns = {form: [pattern] for form, pattern in make_style(chance, language, cited=False).items()}
            link = chance.choice([" ", " ", "; "])
            note = note if chance.random() < 0.3 else []
        for _ in range(chance.randint(3, 12)):
            work = self._work(setting)
            if pieces := render(chance.choice(patterns[_form(work)]), work, setting):
                note += [*_begun(self._paged(pieces)), (link, kind.PROSE, False)]
        return note

    def _paged(self, pieces: list[Piece]) -> list[Piece]:
        return [
            (text.replace("#PP", str(self.chance.randint(90, 800))), label, italic) for text, label, italic in pieces
        ]

    def _links(self, setting: Setting) -> list[str]:
        """Return the ways this note joins its cites: an author keeps to one or two."""
        links = prose.LINKS[setting.language]
        return self.chance.sample(links, 2) if self.chance.random() < 0.7 else links

    def _cite(self, setting: Setting) -> list[Piece]:
        chance = self.chance
        form = chance.choices(
            ["full", "real", "short", "archive", "newspaper", "legal", "prose-date"], [42, 9, 35, 4, 4, 3, 5]
        )[0]
        if form == "full":
            pieces = self._full(setting, None)
            # The author was named in the sentence: the cite begins with the title.
            return _anonymous(pieces) if chance.random() < 0.09 else pieces
        if form == "short":
            return self._short(setting)
        if form == "archive":
            return self._archive(setting)
        if form == "newspaper":
            return self._newspaper(setting)
        if form == "legal":
            return self._legal(setting)
        if form == "real":
            return self._real()
        return (
            render(
                chance.choice(["{A:f} ({Y})", "{A:f} ({Y}: {l})", "{A:f} ({Y}, {L})", "{A:f} {Y}: {l}", "{A:f} {Y}"]),
                self._work(setting),
                setting,
            )
            or []
        )

    def _newspaper(self, setting: Setting) -> list[Piece]:
        chance = self.chance
        name = chance.choice(prose.NEWSPAPERS[setting.language])
        pattern = chance.choice(
            [
                "{C:i}, {D}",
                "{C:i}, {D}, {=pages:p. }{l}",
                "{A:gf}, “{T}”, {C:i}, {D}",
                "{A:if}, ‘{T}’, {C:i}, {D}, {=pages:p. }{l}",
                "‘{T}’ {C:i} {D}",
                "{C:i} ({D}), {=pages:p. }{l}",
                "{A:fg}. “{T}.” {C:i}, {D}",
            ]
        )
        work = self._work(setting)
        return render(pattern, replace(work, fields=work.fields | {"C": name}), setting) or self._short(setting)

    def _real(self) -> list[Piece]:
        """Return a training reference as it was written, without its final full stop."""
        reference = self.chance.choice(self.references)
        pieces: list[Piece] = []
        last = 0
        for place, (token, label) in enumerate(zip(reference.tokens, reference.labels, strict=True)):
            if not pieces and label == kind.OTHER:
                continue
            start = token.start if not pieces else last
            last = token.end
            pieces.append((reference.text[start:last], label, False))
            if place == len(reference.tokens) - 1 and reference.text[last:].strip() in {")", "]", "”", ").", "”."}:
                pieces.append((reference.text[last:].rstrip("."), label, False))
        return pieces

    def _work(self, setting: Setting) -> Work:
        chance, language = self.chance, setting.language
        found = self.by_language[language]
        real = {"en": 0.5, "fr": 0.4}.get(language, 0.15)
        if found and chance.random() < real:
            work = chance.choice(found)
        elif chance.random() < 0.15:
            work = invent(chance, chance.choice(list(LANGUAGES)), self.families)
        else:
            work = invent(chance, language, self.families)
        if all(0 < len(first) < 3 for _, first in work.authors) and chance.random() < 0.7:
            full = LANGUAGES[language].given
            work = replace(work, authors=tuple((family, chance.choice(full)) for family, _ in work.authors))
        return work

    def _full(self, setting: Setting, style: str | None) -> list[Piece]:
        chance = self.chance
        if (printed := self.rendered.get(setting.language)) and chance.random() < _RENDERED[style is None]:
            return list(chance.choice(printed))
        for _ in range(40):
            work = self._work(setting)
            template = chance.choice(FULL[setting.language][style or _form(work)])
            if chance.random() < 0.55:
                template = make_style(chance, setting.language, cited=style is None)[_form(work)]
            if pieces := render(self._lettered(template), work, setting):
                return self._paged(pieces)
        return self._short(setting)

    def _short(self, setting: Setting) -> list[Piece]:
        for _ in range(20):
            if pieces := render(self.chance.choice(SHORT[setting.language]), self._work(setting), setting):
                return pieces
        return [("Ibid.", kind.BACK, False)]

    def _archive(self, setting: Setting) -> list[Piece]:
        chance = self.chance
        call = self._numbered(chance.choice(prose.ARCHIVES[setting.language]))
        lead: list[Piece] = []
        if chance.random() < 0.4:
            a, b = chance.choice(self.families), chance.choice(self.families)
            words = {
                "en": [f"{a} to {b}", f"Letter from {a} to {b}", "Minutes of the Politburo", "Report"],
                "de": [f"{a} an {b}", "Protokoll der Sitzung"],
                "fr": [f"Lettre de {a} à {b}", "Rapport"],
                "it": [f"Lettera di {a} a {b}", "Relazione"],
                "es": [f"Carta de {a} a {b}"],
            }
            words |= {name: [one.format(a=a, b=b) for one in rows] for name, rows in other.LETTERS.items()}
            lead.append((chance.choice(words[setting.language]), kind.TITLE, False))
            lead += [
                (", ", kind.OTHER, False),
                *(render("{D}", self._work(setting), setting) or []),
                (", ", kind.OTHER, False),
            ]
        return [*lead, (call, kind.ARCHIVE, False)]

    def _legal(self, setting: Setting) -> list[Piece]:
        pattern = self._lettered(self.chance.choice(prose.LEGAL[setting.language]))
        return render(pattern, self._work(setting), setting) or []

    def _lettered(self, pattern: str) -> str:
        """Put family names for `@` and a number of as many digits for `#`."""
        pattern = re.sub("@", lambda _: self.chance.choice(self.families), pattern)
        return re.sub(
            "#+(?!P)",
            lambda match: str(self.chance.randint(10 ** (len(match[0]) - 1), 10 ** len(match[0]) - 1)),
            pattern,
        )

    def _numbered(self, text: str) -> str:
        return re.sub(
            r"\{(\d)\}",
            lambda match: str(self.chance.randint(10 ** (int(match[1]) - 1), 10 ** int(match[1]) - 1)),
            text,
        )

    def _remarks(self, setting: Setting, count: int) -> list[Piece]:
        return [
            (
                " ".join(
                    self._filled(self.chance.choice(prose.REMARKS[setting.language]), setting) for _ in range(count)
                ),
                kind.PROSE,
                False,
            )
        ]

    def _filled(self, text: str, setting: Setting) -> str:
        """Put topics and names into a sentence."""

        def topic(_: re.Match[str]) -> str:
            if self.chance.random() < 0.5:
                return self.chance.choice(LANGUAGES[setting.language].topics)
            title = self.chance.choice(self.by_language[setting.language] or self.by_language["en"]).fields["T"]
            words = re.split(r"[:.?–“”]", title)[0].split()[: self.chance.randint(2, 7)]
            return " ".join(words if setting.language == "de" else [word.lower() for word in words]) or "this"

        return re.sub("@", lambda _: self.chance.choice(self.families), re.sub("#", topic, text))

    def _sample(self, pieces: Sequence[Piece], *, harmed: bool = True) -> Sample:
        text, spans = "", []
        if harmed and self.chance.random() < _DAMAGED:
            pieces = damaged(pieces, self.chance)
        for words, label, italic in pieces:
            added = words[1:] if text.endswith(".") and words.startswith(".") else words
            if added:
                spans.append((len(text), len(text) + len(added), label, italic))
                text += added
        shown = [(start, end) for start, end, _, italic in spans if italic] if self.chance.random() < 0.3 else []
        tokens = tokenize(text, shown)
        labels = []
        place, begins = 0, spans[0][2].startswith(kind.BEGIN) if spans else False
        for token in tokens:
            while spans[place][1] <= token.start:
                place += 1
                begins = begins or spans[place][2].startswith(kind.BEGIN)
            label = spans[place][2].removeprefix(kind.BEGIN)
            if begins and label != kind.PROSE:
                labels.append(kind.BEGIN + label)
                begins = False
            else:
                labels.append(label)
        return text, tokens, labels


def _anonymous(pieces: list[Piece]) -> list[Piece]:
    """Return a cite without the author it begins with."""
    if pieces[0][1] != kind.AUTHOR or len(pieces) < 3:
        return pieces
    rest = [(pieces[1][0].lstrip(" ,.:"), *pieces[1][1:]), *pieces[2:]]
    # A quote that opened before the title stays with it.
    return [(rest[0][0] + rest[1][0], rest[1][1], rest[1][2]), *rest[2:]] if rest[1][1] == kind.TITLE else pieces


def _form(work: Work) -> str:
    """Return the group of templates a work is set out with."""
    if not work.authors:
        return "edited"
    if "C" in work.fields:
        return "article" if "V" in work.fields or "I" in work.fields else "chapter"
    return "book"


def _begun(cite: list[Piece]) -> list[Piece]:
    """Mark the first piece of a cite."""
    return [(cite[0][0], kind.BEGIN + cite[0][1], cite[0][2]), *cite[1:]] if cite else []
