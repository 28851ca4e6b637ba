"""Reads a work from its first cite, as later short forms will call it: its people, what may be its title, its container.

The note parser's fields are one reading; the words between the leading names and the imprint are another. Both are kept:
a field that was misread does not hide the work from "Barker, Manuel II, cit.".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sergecite.model.resolution import Cite
from sergecite.resolve.lexicon import GIVEN_NAMES
from sergecite.resolve.match import is_place_or_day
from sergecite.resolve.naming import PARTICLES
from sergecite.resolve.stretch import NOISE, Stretch
from sergecite.resolve.words import SMALL, keys, word_set
from sergecite.resolve.work import Person, Title, Work, identifier

_HEREAFTER = re.compile(
    r"(?:here(?:in)?after|henceforth|im folgenden|künftig|nachfolgend|fortan|ci-après|désormais|dorénavant|"
    r"d['’]ora (?:in (?:poi|avanti)|innanzi)|in seguito|(?:de aquí )?en adelante|en lo sucesivo|doravante|hierna|voortaan|"
    r"далее|dalej|dále(?: jen)?)"
    r"(?:[ ,:—–-]+(?:cited as|referred to as|abbreviated(?: as)?|cited|zit(?:iert|\.)(?: als)?|als|citée?|abrégée?|cit\.|cytowane? jako|as|jako|come|como|comme))?"
    r"[ ,:—–-]*(?P<name>[^)\].;]{2,60})",
    re.IGNORECASE,
)
_LONGEST_NAME = 7
_TYPES = {"article-journal": "article", "article-newspaper": "article", "chapter": "incollection", "book": "book"}
_SHORTEST = 2
"""Words before what was read of a work that can be its title."""
_HEAD = 5
"""Letters of a word that alone can stand for a title."""
_TITLE_WORDS = 14
_LEADING = word_set("idem id eadem ead iidem ders derselbe dies dieselbe a cura di ed eds hg hrsg von")
_EDITED = word_set("ed eds edited hg hrsg")
_HOLDERS = word_set("in dans nel nella en")
_QUOTES = '«“„"‘'
_NO_NAME = {word for word in SMALL - PARTICLES if len(word) > 2} - word_set("per fra uno con tra") | {"il"}
"""Articles and the like: nobody is called so, a title is."""


def called_also(work: Work, text: str) -> Work:
    """Return a library's work with the name its first note gives it ("hereafter cited as Memoirs")."""
    aliases = _aliases(text)
    return replace(work, titles=(*work.titles, *aliases)) if aliases else work


def part_alone(work: Work) -> Work:
    """Return a work without the book that holds it, which has been cited before."""
    return replace(work, titles=tuple(title for title in work.titles if title.kind != "container"))


def _aliases(text: str) -> list[Title]:
    return [Title(words, "abbreviation") for found in _HEREAFTER.finditer(text) if (words := keys(found["name"]))]


def headed(stretch: Stretch, cite: Cite) -> int:
    """Return where a cite begins, in characters: an edited work without an author begins with its title.

    "Relation of the State of Venice, ed. G. Bacco, Vicenza, 1856" is often read from the editor or the place on.
    """
    item = cite.item or {}
    place = stretch.place_at(cite.start)
    if item.get("author") or not item.keys() & {"editor", "publisher", "publisher-place"}:
        return cite.start
    if place < _SHORTEST or stretch.begin(place) or not stretch.words[0].capital:
        return cite.start
    return stretch.words[0].start if stretch.is_content(0) or stretch.words[0].text in SMALL else cite.start


def work_of_cite(text: str, item: Mapping[str, Any] | None, *, people: Sequence[Person] = ()) -> Work:
    """Return a work as a note's text (and the item read from it) shows it. `people` stand in for "idem"."""
    stretch = Stretch.of(text)
    item = _with_title_first(item or {})
    chain = _leading_names(stretch)
    led = (_person(stretch, chain),) if chain else ()
    named = tuple(people) or _people(item.get("author") or item.get("editor") or ())
    if chain and named and named[0].given:
        # The words after the comma are the title: "M. Sanuto, Diarii, Venezia" names one person.
        named = (named[0], *(person for person in named[1:] if person.given))
    if not named and not item.get("title"):
        named = led
    helpers = _people([*(item.get("editor") or ()), *(item.get("translator") or ())])
    labels = {(y.year, y.letter) for y in stretch.years if not is_place_or_day(stretch, y.place)}
    container = keys(str(item.get("container-title") or ""))
    called = {word for person in (*named[:1], *(led if chain > 1 else ())) for word in (*person.family, *person.given)}
    titles = list(_titles(stretch, item, chain, named))
    if not _heads(stretch, chain):
        titles = [title for title in titles if _says_more(title, called)]
    return Work(
        citekey=None,
        people=named,
        others=tuple(person for person in helpers if person not in named),
        aliases=() if people else tuple(person for person in led if person not in named),
        titles=tuple(dict.fromkeys([*titles, *_misread_as_author(stretch, item), *_aliases(text)])),
        containers=(container,) if container else (),
        years=frozenset(year for year, _ in labels),
        labels=frozenset(labels),
        entry_type=_entry_type(text, item),
        identifiers=frozenset(identifier(str(item[name])) for name in ("DOI", "URL", "ISBN") if item.get(name)),
    )


def _entry_type(text: str, item: Mapping[str, Any]) -> str:
    """Return what a work is, as an entry would have it; what stands in no quotation marks may be no chapter."""
    kind = _TYPES.get(str(item.get("type") or ""), "")
    return kind if kind != "incollection" or any(sign in text for sign in _QUOTES) else ""


def _with_title_first(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what was read without its author and title where the "author" is a title's words ("The Black Sea Pilot")."""
    if not any(set(keys(name.get("given", ""))) & _NO_NAME for name in item.get("author") or ()):
        return item
    return {field: value for field, value in item.items() if field not in ("author", "title", "title-short")}


def _says_more(title: Title, called: set[str]) -> bool:
    """Tell whether a title has a word that is neither the author's name nor a note's own ("cit", "doc")."""
    return any(word not in called and word not in SMALL and word not in NOISE for word in title.words)


def _person(stretch: Stretch, chain: int) -> Person:
    if chain > 1 and len(stretch.words[0].text) > 1 and all(stretch.is_initial(k) for k in range(1, chain)):
        return Person((stretch.words[0].text,), tuple(word.text for word in stretch.words[1:chain]))
    return Person((stretch.words[chain - 1].text,), tuple(word.text for word in stretch.words[: chain - 1]))


def _people(names: Sequence[Mapping[str, str]]) -> tuple[Person, ...]:
    found = []
    for name in names:
        particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
        family = keys(f"{particle} {name['family']}") if name.get("family") else keys(name.get("literal") or "")
        if family:
            found.append(Person(family, keys(name.get("given", "")) if name.get("family") else ()))
    return tuple(found)


def _leading_names(stretch: Stretch) -> int:
    """Return how many words at the start are one name: capitals up to the first comma, or "Троцкий Л. Д." before a title."""
    if stretch.words and stretch.words[0].text in _NO_NAME:
        return 0
    initials = 1
    while initials < min(4, len(stretch.words)) and stretch.is_initial(initials):
        initials += 1
    if initials > 1 and stretch.words[0].capital and len(stretch.words[0].text) > 1:
        return initials
    for place in range(min(_LONGEST_NAME + 1, len(stretch.words))):
        if any(sign in stretch.gaps[place] for sign in ',:(“«"') and any(
            len(w.text) > 1 for w in stretch.words[:place]
        ):
            return place
        word = stretch.words[place]
        if place > 1 and _in_his(stretch, place):
            return place
        initial = word.capital and len(word.text) == 1 and word.text.isalpha()
        if not (initial or stretch.is_nameish(place) or (place and word.text in PARTICLES)):
            return 0
    return 0


def _in_his(stretch: Stretch, place: int) -> bool:
    """Tell whether "in his" or the like stands at a place: "Ian Maclean in his Women Triumphant"."""
    return [word.text for word in stretch.words[place : place + 2]] in (["in", "his"], ["in", "her"], ["in", "their"])


def _titles(stretch: Stretch, item: Mapping[str, Any], chain: int, named: Sequence[Person]) -> Iterator[Title]:
    containers = tuple(_containers(stretch, item, chain))
    for name in ("title-short", "title"):
        if words := _without_container(keys(str(item.get(name) or "")), containers):
            yield Title(words, "seen")
    yield from containers
    start = chain or (_after(stretch, named) if named and _near_start(stretch, named) else 0)
    if start and not chain and not item.get("author") and _is_titled_before(stretch, named[0]):
        start = 0
    if _heads(stretch, chain):
        yield Title(tuple(word.text for word in stretch.words[:chain]), "seen")
        return
    start += 2 if start and _in_his(stretch, start) else 0
    while start < len(stretch.words) and stretch.words[start].text in _LEADING:
        start += 1
    if start and start < len(stretch.words) and stretch.words[start].text in _HOLDERS:
        return
    raw = tuple(_run(stretch, start))
    if not start and (later := _first_capital(stretch)):
        # "her work The Merit of Women" is a title after other words.
        start, raw = later, tuple(_run(stretch, later))
    imprint = set(keys(f"{item.get('publisher') or ''} {item.get('publisher-place') or ''}"))
    if any(len(word) > 2 and word not in SMALL and word not in imprint and not word.isdigit() for word in raw):
        yield Title(raw, "seen")
        yield from _head(raw)


def _head(title: Sequence[str]) -> Iterator[Title]:
    """Yield a title's first word, which alone can stand for it later ("Il Merito, p. 6" for "Il Merito delle donne").

    A number after it belongs to it: "Perse 1" is no "Perse".
    """
    first = next((k for k, word in enumerate(title) if word not in SMALL), len(title))
    if first + 1 < len(title) and len(title[first]) >= _HEAD and not title[first + 1].isdigit():
        yield Title(tuple(title[: first + 1]), "head")


def _without_container(title: tuple[str, ...], containers: Sequence[Title]) -> tuple[str, ...]:
    """Return a title up to the "in" of the book that holds it, where the two were read as one."""
    for k in range(1, len(title) - 1):
        if title[k] in _HOLDERS and any(title[k + 1 : k + 3] == container.words[:2] for container in containers):
            return title[:k]
    return title


def _containers(stretch: Stretch, item: Mapping[str, Any], chain: int) -> Iterator[Title]:
    """Yield the book a work is in: not a journal, which stands in quotation marks or is read as one."""
    contained = keys(str(item.get("container-title") or ""))
    if contained and item.get("type") in ("chapter", "paper-conference"):
        yield Title(contained, "container")
    for place in range(max(chain, 1), len(stretch.words) - 1):
        if stretch.words[place].text in _HOLDERS and any(sign in stretch.gaps[place] for sign in ',.”»"'):
            after = stretch.gaps[place + 1]
            if stretch.words[place + 1].capital and not any(sign in after for sign in _QUOTES):
                yield Title(tuple(_run(stretch, place + 1, held=True)), "container")


def _heads(stretch: Stretch, chain: int) -> bool:
    """Tell whether what looks like a name is the title of an edited work ("Annales Camaldulenses, a cura di ...")."""
    if chain < 2 or chain >= len(stretch.words) or "(" in stretch.gaps[chain]:
        return False
    words = [word.text for word in stretch.words[:chain]]
    if any(len(word) == 1 or word in GIVEN_NAMES for word in words):
        return False
    after = [word.text for word in stretch.words[chain : chain + 3]]
    return after[0] in _EDITED or after in (["a", "cura", "di"], ["a", "c", "di"])


def _misread_as_author(stretch: Stretch, item: Mapping[str, Any]) -> Iterator[Title]:
    """Yield what was read as the author of an edited book and may be the head of its title: "Lisiera. Images, ed. ..."."""
    if not item.get("editor") or not item.get("author"):
        return
    end = next((k for k in range(1, len(stretch.words)) if stretch.stops(k)), 0)
    head = [word.text for word in stretch.words[:end]]
    if end and stretch.gaps[end].startswith(".") and not any(len(w) == 1 or w in GIVEN_NAMES for w in head):
        yield Title(tuple(head), "container")


def _first_capital(stretch: Stretch) -> int:
    """Return where the first capital stands in what begins in lower case; a scan's "II Merito" is "Il Merito"."""
    place = next((k for k, word in enumerate(stretch.words) if word.capital), 0)
    misread = place + 1 < len(stretch.words) and stretch.words[place].text == "ii" and stretch.words[place + 1].capital
    return place + misread


def _is_titled_before(stretch: Stretch, editor: Person) -> bool:
    """Tell whether a title stands before an editor's name: "Curiosities of Venetian History, ed. P. Molmenti"."""
    place = next(k for k, word in enumerate(stretch.words) if word.text == editor.family[-1])
    return any(stretch.is_content(k) and stretch.words[k].text not in editor.given for k in range(place))


def _near_start(stretch: Stretch, people: Sequence[Person]) -> bool:
    last = people[0].family[-1]
    return any(word.text == last for word in stretch.words[:10])


def _after(stretch: Stretch, people: Sequence[Person]) -> int:
    """Return the place after the last of the leading people."""
    place = 0
    for person in people:
        for k in range(place, min(len(stretch.words), place + 10)):
            if stretch.words[k].text == person.family[-1]:
                place = k + 1
                break
    return place


def _run(stretch: Stretch, start: int, *, held: bool = False) -> Iterator[str]:
    """Yield the words of a title from its first on: to a bracket, a quotation mark, "in", "cit." or the imprint.

    `held`: it stands after "in"; a further one is a word of it ("in Problems of Religious Life in Italy, cit.").
    """
    for place in range(start, min(len(stretch.words), start + _TITLE_WORDS)):
        gap = stretch.gaps[place]
        if place > start:
            word = stretch.words[place].text
            if any(sign in gap for sign in '“”«»"(;[') or word in ("cit", "ed", "eds") or (word == "in" and not held):
                return
            if place in stretch.ends:
                return
            if "," in gap and (not stretch.is_content(place) or any(place == year.place for year in stretch.years)):
                return
        yield stretch.words[place].text
