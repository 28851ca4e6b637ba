"""Protects the case of what must keep it: acronyms, and proper names where a title is in sentence case.

An English title in sentence case tells its proper names by their capitals; one in headline case does not, and there
only words with capitals inside (NASA, iPhone) are sure. Titles in other languages keep their case in every style.
"""

import re

from sergecite.sources.languages import little_words

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
_MARKED = re.compile(r'(<span class="nocase">.*?</span>|<[^<>]+>)', re.DOTALL)
_SMALL_WORDS = (
    "a an and as at but by for from in into nor of on or over per so the to upon via with yet vs about above across after "
    "against along among around before behind below beneath beside between beyond despite down during except inside like "
    "near off onto out outside past since than that through throughout till toward towards under until up within without"
)
_SMALL = frozenset(_SMALL_WORDS.split())
"""Words that headline case leaves small, longer prepositions among them."""
ENGLISH = ("", "en", "eng", "english", "american", "british", "usenglish", "ukenglish", "australian", "canadian")


_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_KNOWN_ACRONYMS = (
    "AFL AIDS BBC CIA CIO DNA EEC EU FBI GDR GPU HIV IRA IWW KGB NAACP NASA NATO NEP OGPU PLO POUM RNA UK UN UNESCO USA "
    "USSR"
)
_ACRONYMS = frozenset(_KNOWN_ACRONYMS.split())


def without_capitals(title: str) -> str:
    """Give an English title that is set in capitals throughout the capitals of headline case; any other stays as it is.

    Of another language's capitals nobody can tell which were meant. Roman numerals and acronyms keep theirs.
    """
    if not title.isupper() or " " not in title or "<" in title or {"english"} not in little_words(title):
        return title
    return _WORD.sub(lambda word: _headlined(word[0], first=_begins(title, word.start())), title)


def _begins(title: str, start: int) -> bool:
    return not title[:start].strip() or bool(re.search(r"[:.?!—]\s*[\"“‘'(\[]*$", title[:start]))


def _headlined(word: str, *, first: bool) -> str:
    bare = word.strip(".")
    if _ROMAN.fullmatch(bare) or bare in _ACRONYMS or "." in bare or not re.search("[AEIOUY]", bare):
        return word
    if not first and word.lower() in _SMALL:
        return word.lower()
    # "O'NEILL'S" -> "O'Neill's", "WELL-BEING" -> "Well-Being".
    first_of_part = r"(?:^|(?<=-)|(?<=^[a-z]['’]))[^\W\d_]"
    return re.sub(first_of_part, lambda letter: letter[0].upper(), word.lower())


def protect_case(title: str, language: str = "") -> str:
    """Wrap what must keep its case in `<span class="nocase">`; `language` is a code or BibLaTeX name."""
    if language.lower().split("-")[0].split("_")[0] not in ENGLISH or title.isupper():
        return title
    bare = _MARKED.sub(" ", title) if "<" in title else title
    if bare[1:].islower():
        return title  # the commonest title: nothing but its first letter is a capital
    words = [word for word in _WORD.findall(bare) if word[0].isalpha()]
    words = words[:1] + [word for word in words[1:] if word.lower() not in _SMALL]
    # Headline case gives every telling word a capital: one without is enough to show a sentence.
    sentence_case = any(word[0].islower() and len(word) > 3 for word in words[1:])
    parts = _MARKED.split(title)
    start = True
    for number, part in enumerate(parts):
        if number % 2 == 0:
            parts[number], start = _protected(part, sentence_case=sentence_case, start=start)
        elif part.startswith('<span class="nocase">'):
            start = False
    return re.sub(r'</span>( ?)<span class="nocase">', r"\1", "".join(parts))


def _protected(text: str, *, sentence_case: bool, start: bool) -> tuple[str, bool]:
    out, end = [], 0
    for word in _WORD.finditer(text):
        gap = text[end : word.start()]
        start = (
            start
            or bool(re.search(r"[.:?!—]\s*[\"“‘'(\[]*$", gap))
            or (text[end - 1 : end] == "." and len(text[:end].rsplit(maxsplit=1)[-1]) > 2)
        )
        shape = word[0].rstrip(".")
        inner = shape[1:] != shape[1:].lower() and not _headline(shape)
        name = sentence_case and not start and word[0][0].isupper() and shape != "I"
        out += [gap, f'<span class="nocase">{word[0]}</span>' if inner or name else word[0]]
        end, start = word.end(), False
    out.append(text[end:])
    return "".join(out), start and end == 0


def _headline(word: str) -> bool:
    """Tell whether the capitals are those that headline case gives the parts of a word: Well-Being, L'État, O'Neill's."""
    first, *rest = re.split(r"['’-]", word)
    elided = len(first) == 1 and word[1:2] in ("'", "’")
    return (
        (elided or first[1:].islower())
        and first[:1].isupper()
        and all(part.islower() or (part[:1].isupper() and part[1:].islower()) for part in rest)
    )
