"""What the structure of a reference says about its runs, where the model saw only their words.

Quotes end a title; "in" and an editor come before what contains it.
"""

import itertools
import re
from collections.abc import Sequence

from sergecite.resolve import labels as kind
from sergecite.resolve.lexicon import ARCHIVE_WORDS, EDITOR_WORDS, GIVEN_NAMES, PARTICLES, TRANSLATOR_WORDS
from sergecite.resolve.segment import Run, Segment
from sergecite.resolve.tokens import Token

_HOUSES = ARCHIVE_WORDS | {"bibliothek", "bibliothèque", "biblioteca", "library", "institute", "institut", "museum"}
"""Words that name an archive, or a place in one."""
_LETTERS = frozenset({"letter", "lettre", "lettera", "carta", "brief", "schreiben", "письмо", "telegram", "télégramme"})
_TO = frozenset({"to", "an", "à", "a", "aan"})
_IN = frozenset({"in", "In", "dans", "en", "nel", "nella", "em"})
_QUOTES_CLOSE = re.compile(r"[.,]>+ <?$|>+[.,] <?$")


def name_short_forms(labels: list[str], tokens: Sequence[Token]) -> None:
    """Name the parts of short forms the model took for something else, in place.

    "Serge, Memoirs, 12" is no archive's call where no word is an archive's; "Strong, Soviets Expected It." is no sentence.
    """
    if set(labels) == {kind.PROSE} and (cut := _headline(tokens)):
        labels[:] = [kind.BEGIN + kind.AUTHOR, *[kind.AUTHOR] * (cut - 1), *[kind.TITLE] * (len(labels) - cut)]
        return
    _letters(labels, tokens)
    for first, end in _stretches(labels, kind.ARCHIVE):
        if any(_names_archive(token.text) for token in tokens[first:end]):
            continue
        commas = 0
        for place in range(first, end):
            gap = tokens[place].gap
            commas = 0 if place == first or gap.startswith(";") else commas + gap.startswith(",")
            part = (kind.AUTHOR, kind.TITLE, kind.PAGES)[min(commas, 2)]
            starts = place == first or gap.startswith(";")
            labels[place] = kind.BEGIN + part if starts else part


def _letters(labels: list[str], tokens: Sequence[Token]) -> None:
    """Tell initials from titles that look like them, in place: "Barthes, S/Z, 12" and "Smith, J. A., 12"."""
    for place in range(1, len(tokens)):
        one, other = tokens[place - 1 : place + 1]
        if not (len(one.text) == len(other.text) == 1 and one.text.isupper() and other.text.isupper()):
            continue
        bare = [label.removeprefix(kind.FIELD) for label in labels[place - 1 : place + 2]]
        if other.gap == "/" and bare[0] == bare[1] and bare[0] in {kind.AUTHOR, kind.PAGES}:
            labels[place - 1 : place + 1] = [kind.TITLE] * 2
        elif other.gap[:1] in ". " and bare[:2] == [kind.AUTHOR, kind.TITLE] and bare[2:] != [kind.TITLE]:
            labels[place] = kind.AUTHOR


def _headline(tokens: Sequence[Token]) -> int:
    """Return where the title begins in a note that is nothing but a name, a comma and a title all in capitals, or 0."""
    cuts = [place for place in range(1, len(tokens)) if tokens[place].gap != " "]
    if len(tokens) > _LONGEST or len(cuts) != 1 or tokens[cuts[0]].gap != ", " or cuts[0] > 3 or tokens[0].gap:
        return 0
    cut = cuts[0]
    title = tokens[cut:]
    capital = [token.text[0].isupper() for token in tokens]
    headed = all(capital[:cut]) and capital[cut] and all(len(one.text) < 4 or one.text[0].isupper() for one in title)
    return cut if headed and len(title) > 2 else 0


_LONGEST = 12
"""Tokens of a short form."""


def _names_archive(word: str) -> bool:
    """Whether a word is one of an archive's name or call: "Staatsarchiv", "fonds", "RGASPI"."""
    low = word.casefold()
    return low in _HOUSES or "archi" in low or "архив" in low or (word.isupper() and len(word) > 1)


def _stretches(labels: Sequence[str], wanted: str) -> list[tuple[int, int]]:
    """Return where neighbouring tokens share a label: first, and one past the last."""
    if {wanted, kind.BEGIN + wanted, kind.FIELD + wanted}.isdisjoint(labels):
        return []
    bare = [label.removeprefix(kind.BEGIN).removeprefix(kind.FIELD) for label in labels]
    starts = [place for place, label in enumerate(bare) if label == wanted and (not place or bare[place - 1] != wanted)]
    ends = [next((at for at in range(place, len(bare)) if bare[at] != wanted), len(bare)) for place in starts]
    return list(zip(starts, ends, strict=True))


def settle(tokens: Sequence[Token], segment: Segment) -> list[Run]:
    """Return the runs of a cite, divided and named anew where its structure demands it."""
    given_runs = _unbroken(tokens, segment.runs)
    labels = {run.label for run in given_runs}
    lead = given_runs[0]
    if labels <= {kind.AUTHOR, kind.EDITOR, kind.PAGES, kind.OTHER} and lead.label in {kind.AUTHOR, kind.EDITOR}:
        if not any(token.text.casefold() in EDITOR_WORDS for token in tokens[lead.first : lead.last + 1]):
            lead = lead._replace(label=kind.AUTHOR)
        return [*_short_form(tokens, lead), *given_runs[1:]]
    runs: list[Run] = []
    contained = False
    role = ""
    for given in _quoted_journal(tokens, _first_word(tokens, given_runs), labels):
        run, role = _with_role(tokens, given, role)
        # "Title, in: Editor (ed.), Title": what is named after "in" or after an editor contains what was named before.
        contained = contained or (run.label in {kind.IN, kind.EDITOR} and any(one.label == kind.TITLE for one in runs))
        if run.label == kind.TITLE and contained and kind.CONTAINER not in labels:
            runs.append(run._replace(label=kind.CONTAINER))
            labels.add(kind.CONTAINER)
        elif run.label == kind.TITLE:
            runs += _quoted(tokens, run, labels)
        else:
            runs.append(run)
    return runs


def _unbroken(tokens: Sequence[Token], runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Join a title cut at its own "in": "Socialism in One Country" stands in nothing where no sign sets the "in" off."""
    for place in range(len(runs) - 2):
        title, inside, container = runs[place : place + 3]
        plain = tokens[inside.first].gap == tokens[container.first].gap == " " and tokens[inside.first].text == "in"
        if plain and [run.label for run in (title, inside, container)] == [kind.TITLE, kind.IN, kind.CONTAINER]:
            return (*runs[:place], title._replace(last=container.last), *runs[place + 3 :])
    return runs


def _first_word(tokens: Sequence[Token], runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Give a title back its first word, taken for another name: "Carlo Rossi, Spie. Radici di un metodo".

    Before the full stop of a title a single word is no name after full names, nor in Cyrillic after a family and initials.
    """
    names, last = runs[0], tokens[runs[0].last]
    if len(runs) < 2 or names.label != kind.AUTHOR or runs[1].label != kind.TITLE or names.last < names.first + 2:
        return runs
    if not tokens[runs[1].first].gap.startswith(". ") or len(last.text) < 3 or last.text.casefold() in GIVEN_NAMES:
        return runs
    before = tokens[names.first : names.last]
    starts = [0, *(place for place, word in enumerate(before) if place and word.gap.endswith(", "))]
    if last.gap == ", ":
        people = [before[start:end] for start, end in itertools.pairwise([*starts, len(before)])]
        lone = all(_is_full_name(words) for words in people)
    else:
        family, *initials = before[starts[-1] :]
        lone = (
            last.gap == ". " and family.text > "Ѐ" and len(initials) > 0 and all(len(one.text) == 1 for one in initials)
        )
    return (names._replace(last=names.last - 1), runs[1]._replace(first=names.last), *runs[2:]) if lone else runs


def _is_full_name(words: Sequence[Token]) -> bool:
    """Whether words are a given name, a known one, and a family."""
    whole = len(words) > 1 and all(len(word.text) > 1 and word.text[0].isupper() for word in words)
    return whole and words[0].text.casefold() in GIVEN_NAMES


def _quoted_journal(tokens: Sequence[Token], runs: tuple[Run, ...], labels: set[str]) -> tuple[Run, ...]:
    """Divide names taken as far as a quoted journal: "Ada Rossi. Ricordo di Ugo Verdi. «Rivista storica», 24 (1956)".

    What is quoted before a volume or a year is the journal where a sentence ends among the names before it; the names end there.
    """
    if len(runs) < 3 or {kind.TITLE, kind.CONTAINER} <= labels:
        return runs
    names, quoted, number = runs[:3]
    if names.label != kind.AUTHOR or quoted.label not in {kind.TITLE, kind.CONTAINER}:
        return runs
    gap = tokens[number.first].gap
    numbered = kind.VOLUME in labels or (number.label == kind.DATE and "(" not in gap)
    if not numbered or not tokens[quoted.first].gap.endswith("<") or ">" not in gap:
        return runs
    ends = (place for place in range(names.first + 1, names.last + 1) if tokens[place].gap.startswith(". "))
    cut = next((place for place in ends if len(tokens[place - 1].text) > 1), None)
    if cut is None:
        return runs
    labels |= {kind.TITLE, kind.CONTAINER}
    named = (names._replace(last=cut - 1), Run(kind.TITLE, cut, names.last), quoted._replace(label=kind.CONTAINER))
    return (*named, *runs[2:])


def _with_role(tokens: Sequence[Token], run: Run, before: str) -> tuple[Run, str]:
    """Return a run as the word before it would have it, and the role the run's last word gives to the names after it.

    "Letter from Serge to Martinet" and "Serge to Martinet" name nobody as their author; in "Title / пер. А. Иванова" the title ends at the stroke.
    """
    if run.label == kind.AUTHOR and before:
        return run._replace(label=before), ""
    lettered = tokens[run.first].text.casefold() in _LETTERS or _is_letter(tokens, run) or _is_quoted(tokens, run)
    if run.label == kind.AUTHOR and lettered:
        return run._replace(label=kind.TITLE), ""
    last = tokens[run.last]
    if run.label != kind.TITLE or run.first == run.last or "/" not in last.gap:
        return run, ""
    word = last.text.casefold()
    role = kind.TRANSLATOR if word in TRANSLATOR_WORDS else kind.EDITOR if word in EDITOR_WORDS else ""
    return (run._replace(last=run.last - 1), role) if role else (run, "")


def _is_letter(tokens: Sequence[Token], run: Run) -> bool:
    """Whether names are those of who wrote and who received a letter: "Marx an Engels"."""
    for place in range(run.first + 1, run.last):
        before, word, after = tokens[place - 1 : place + 2]
        if word.text in _TO and word.gap == " " and before.text[0].isupper() and after.text[0].isupper():
            return True
    return False


def _is_quoted(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run stands in quotes, which nobody's name does at the head of a cite."""
    after = tokens[run.last + 1].gap if run.last + 1 < len(tokens) else ""
    before = tokens[run.first].gap
    return ("<" in before or (run.first == 0 and ">" in before)) and ">" in after


def _quoted(tokens: Sequence[Token], run: Run, labels: set[str]) -> list[Run]:
    """End a quoted title where its quotes close before a comma, a full stop or "in"; the rest contains it."""
    if not tokens[run.first].gap.endswith("<"):
        return [run]
    end = next((one for one in range(run.first + 1, run.last + 1) if _ends_quotation(tokens[one])), None)
    if end is None:
        return [run]
    rest = kind.OTHER if kind.CONTAINER in labels else kind.CONTAINER
    return [run._replace(last=end - 1), Run(rest, end, run.last)]


def _ends_quotation(token: Token) -> bool:
    """Whether quotes close before a token and it opens what contains the quoted title."""
    return bool(_QUOTES_CLOSE.match(token.gap)) or (token.gap.startswith(">") and token.text in _IN)


def _short_form(tokens: Sequence[Token], run: Run) -> list[Run]:
    """Divide "Serge, Memoirs" taken whole for names: a note that cites names alone cites nothing."""
    cut = run.first + 1
    if cut > run.last or not tokens[cut].gap.startswith(","):
        return [run]
    words = [token.text.casefold() for token in tokens[cut : run.last + 1]]
    if all(word in GIVEN_NAMES or word in PARTICLES or len(word) < 3 for word in words):
        return [run]
    return [run._replace(last=run.first), Run(kind.TITLE, cut, run.last)]
