"""Splits the names of a reference: "Smith, J., and Anne de la Tour (eds.)" into people, families and given names.

The result is CSL-JSON names. A particle stays with its family ("de la Tour"); a body stays whole, as a literal.
"""

import re

from sergecite.resolve.bodies import divide_bodies
from sergecite.resolve.lexicon import GIVEN_NAMES, PARTICLES
from sergecite.resolve.roles import without_roles
from sergecite.resolve.words import fold, word_set

Name = dict[str, str]

_OTHERS = re.compile(
    r"[,;&]?\s*(?:(?<!\w)(?:and|und|et|e|y)\s+)?(?<!\w)(?:et\.? ?al(?:ii|\.)?|u\. ?a\.|u\.a|e altri|and others|et autres|y otros|и др\.|others)(?!\w)\.?"
)
_AND = re.compile(
    r"\s*(?:;|&|(?<!\w)/|/(?!\w)|(?<=\w)\s?/\s?(?=\w)|,?\s(?:and|und|et|e|ed|y|and and|и|u\.|en)\s|\s[–—-]\s|(?<=\w)[-–](?=[A-Z]\. ))\s*"
)
_INITIALS = re.compile(r"(?:[^\W\d_a-zà-þ][a-zà-þ]?\.?[-‐ ]?){1,4}")
_DASH = re.compile(r"[-–—_]{2,}")
_SIGNED = re.compile(r"(?:\w\.[ -]?)+\[(\w[^\]]* [^\]]+)\]")
"""Initials a text is signed with, and in brackets whose they are."""
_NUMBERED = re.compile(r"[\w.:\[-]*\d[\w.:\]-]*")
"""No part of a name: the key of a list's entry, a year, "3rd"."""
_SPLIT_INITIALS = re.compile(r"\. ?[-‐] ?(?=[A-Z]\.)")
SAME = frozenset({
    "ders", "dies", "dens", "derselbe", "dieselbe", "idem", "id", "eadem", "iidem",
    "он же", "она же", "du même auteur", "dello stesso autore", "del mismo autor", "by the same author",
})  # fmt: skip
"""Stand for the author named before; they are nobody's name."""
_ACADEMIC = re.compile(r"(?<!\w)(?:(?:Prof|Dr|Mgr|Ing)\. ?)+(?:h\. ?c\. ?)?", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|Jun|fils|père)\.?")


def split_names(text: str) -> list[Name]:
    """Return the people or bodies of an author's, editor's or translator's stretch of text, in order."""
    text = _SPLIT_INITIALS.sub(".-", " ".join(text.split()))
    text = _OTHERS.sub(" ", without_roles(text))
    if bodies := divide_bodies(text):
        named = (({"literal": name} if institution else _whole(name)) for name, institution in bodies)
        return [name for name in named if name]
    text = _ACADEMIC.sub("", text)
    text = _SIGNED.sub(r"\1", text).replace("[", "").replace("]", "")
    text = _NUMBERED.sub(" ", _DASH.sub("", text)).replace("‚", ",")  # a low quotation mark stands for a comma in scans
    text = text.replace("(", ", ").replace(")", " ") if re.search(r"\w\s*\([A-Z]", text) else text
    parts = [
        [chunk for raw in part.split(",") if (chunk := " ".join(raw.split()).strip(_EDGE).lstrip(". "))]
        for part in _AND.split(text)
    ]
    parts = [part for part in parts if part]
    pairs = sum(len(part) == 2 for part in parts)
    upright = [any(" " in chunk for chunk in part) for part in parts]
    full_names = sum(upright)
    family_first = _family_first([chunk for part in parts for chunk in part])
    names: list[Name] = []
    for part, full in zip(parts, upright, strict=True):
        # "Smith, Xanthe, and Jane Doe": full names elsewhere show that only the first is turned round.
        turned = len(parts) == 1 or (len(part) == 2 and pairs > 1) or full_names > full
        names += _people(part, may_turn=turned, family_first=family_first)
    return [_unstopped(name) for name in names]


def _unstopped(name: Name) -> Name:
    """Return a name without the full stop that ended its sentence: "Adkin, Mark. 2005", but "Ellis, Wm. 1985"."""
    given = name.get("given", "")
    last = given.rpartition(" ")[2].removesuffix(".")
    whole = all(len(part) > 1 for part in last.split("-")) and len(last) > 2 and "." not in last
    full = given.endswith(".") and whole and last.casefold() not in _SHORTENED
    return name | {"given": given[:-1]} if full else name


_SHORTENED = word_set(
    """alex ant aug bern chas chr dan dav edm edw frdr fred geo ger giac gio giov giu greg guil hch heinr herm jac
    jas jno joh jos jul kath laur leop ludw marg nat nic patr phil rich rob rud sam seb steph theod thos vinc
    wilh"""
)
"""Given names cut short, which keep their full stop."""
_FAMILIES_TOO = word_set("""
    abel adam alan albert alexander allan allen andrew andré anthony anton arnold arthur august barbara bart benedict
    benjamin bernard bruce carl charles christian claude clemens conrad craig daniel david dean denis dennis dietrich
    douglas duncan edgar edmund elias ernst eugen felix ferdinand francis frank franz frederick friedrich fritz
    gabriel george georges gerhard gilbert gordon graham grant gregory guy günther harry heinrich henry herbert
    hermann howard hugo jack jakob james jordan joseph julien justin jörg karl kurt laurence laurent lawrence leo leon
    leonard leslie lewis louis luc ludwig lutz marc marion mark martin mathieu matthias maurice max michael michel
    nathan neil norman oliver otto owen paul perrin peter philipp ralph ray raymond rené richard robert roger roland
    rose ross russell samuel scott simon stanley stuart sylvester thomas ulrich valentin victor vincent walter warren
    werner wilhelm wolf
""")
"""Given names that many families bear as well: alone they do not tell which comes first."""
_GIVEN = GIVEN_NAMES | {fold(name) for name in GIVEN_NAMES}
_EDGE = " ;:()[]{}\"'“”«»‘’„*†-–—"


def _family_first(chunks: list[str]) -> bool:
    """Whether full names without a comma begin with the family, as the French write lists: "Steiner Anne, Prost Antoine"."""
    words = [one for chunk in chunks if len(one := chunk.split()) > 1 and not any(map(_is_initial, one))]
    last = sum(_turned(one) and one[-1].casefold() not in _FAMILIES_TOO for one in words)
    return last > sum(_known(one[0]) and not _known(one[-1]) for one in words)


def _turned(words: list[str]) -> bool:
    """Whether words end in a given name and do not begin with one; "Cedric de Leon" does not."""
    return _known(words[-1]) and not _known(words[0]) and not words[-2].islower()


def _people(chunks: list[str], *, may_turn: bool, family_first: bool) -> list[Name]:
    """Read the chunks between two conjunctions, which commas separate; the first may be "Family, Given"."""
    found: list[Name] = []
    chunks = [chunk for place, chunk in enumerate(chunks) if not (place and _SUFFIX.fullmatch(chunk))]
    if _pairs(chunks):
        return [
            {"family": family.rstrip("."), "given": given}
            for family, given in zip(chunks[::2], chunks[1::2], strict=True)
        ]
    place = 0
    while place < len(chunks):
        chunk = chunks[place]
        following = chunks[place + 1] if place + 1 < len(chunks) else None
        inverted = may_turn and not found and (len(chunks) == 2 or (place == 0 and _all_upright(chunks[2:])))
        single = len(chunk.split()) == 1
        if following is not None and _is_family(chunk) and _is_given(following, single=single, inverted=inverted):
            found.append({"family": chunk.rstrip("."), "given": following})
            place += 2
            continue
        if chunk.casefold().rstrip(".") not in SAME and (name := _whole(chunk, family_first=family_first)):
            found.append(name)
        place += 1
    return found


def _pairs(chunks: list[str]) -> bool:
    """Whether a long run of chunks is "Family, Given, Family, Given": most seconds are given names, few firsts."""
    if len(chunks) < 4 or len(chunks) % 2:
        return False
    given = [
        sum(bool(_INITIALS.fullmatch(one)) or _known(one.split()[0]) for one in half)
        for half in (chunks[::2], chunks[1::2])
    ]
    return 2 * given[1] >= len(chunks) // 2 and given[0] == 0 and all(len(one.split()) == 1 for one in chunks[::2])


def _all_upright(chunks: list[str]) -> bool:
    """Whether all of several chunks are "Given Family", at least one plainly so."""
    words = [chunk.split() for chunk in chunks]
    return (
        bool(words)
        and all(len(one) > 1 and not _is_run_of_initials(one[-1]) and not _is_initial(one[-1]) for one in words)
        and any(_known(one[0]) for one in words)
    )


def _is_family(chunk: str) -> bool:
    words = chunk.split()
    if not 1 <= len(words) <= 4 or any(_is_initial(word) for word in words):
        return False
    if any(_is_run_of_initials(word) and not _is_particle(word) and not _SUFFIX.fullmatch(word) for word in words[1:]):
        return False
    return len(words) == 1 or not _known(words[0]) or words[0].isupper()


def _is_given(chunk: str, *, single: bool, inverted: bool) -> bool:
    """Whether a chunk after a family's comma is its given name and not the next author."""
    if _INITIALS.fullmatch(chunk):
        return True
    words = chunk.split()
    if not 1 <= len(words) <= 3:
        return False
    if _known(words[0]) and all(
        _is_initial(word) or _known(word) or word.casefold() in PARTICLES for word in words[1:]
    ):
        return True
    if len(words) == 2 and _is_initial(words[1]) and words[1].endswith(".") and not _is_initial(words[0]):
        return True
    return inverted and single


def _known(word: str) -> bool:
    """Whether a word is a given name, written with its accents or without; "Anne-Marie" is where its halves are."""
    low = word.strip(".").casefold()
    return low in _GIVEN or ("-" in low and _GIVEN.issuperset(low.split("-")))


def _is_particle(word: str) -> bool:
    return word.casefold() in PARTICLES


def _is_initial(word: str) -> bool:
    bare = word.rstrip(".")
    return (
        (len(bare) <= 2 and word.endswith("."))
        or (len(bare) == 1 and bare.isupper())
        or bool(re.fullmatch(r"(?:\w\w?\.[-‐]?)+\w?", word))
    )


def _is_run_of_initials(word: str) -> bool:
    """Whether a word is initials without full stops, as medicine writes them ("Xu LK", "Lu S-W")."""
    return (len(word) <= 3 and word.isupper() and word.isalpha()) or bool(re.fullmatch(r"[A-Z]-[A-Z]", word))


def _whole(chunk: str, *, family_first: bool = False) -> Name | None:
    words = chunk.split()
    words = [word for word in words if not _SUFFIX.fullmatch(word)] or words
    if not words or not any(character.isalpha() for character in chunk):
        return None
    if len(words) == 1:
        inner = re.fullmatch(r"((?:\w\w?\.-?)+)(\w{2,}.*)", words[0])
        return {"family": inner[2], "given": inner[1]} if inner else {"family": words[0].rstrip(".")}
    tail = len(words)
    while tail > 1 and (_is_initial(words[tail - 1]) or _is_run_of_initials(words[tail - 1])):
        tail -= 1
    if tail < len(words) and not _is_initial(words[0]) and not (words[0].isupper() and len(words[0]) < 3):
        return {"family": " ".join(words[:tail]), "given": " ".join(words[tail:])}
    capitals = [len(word) > 2 and word.isupper() and not _is_initial(word) for word in words]
    if capitals[0] and not capitals[-1]:
        cut = capitals.index(False)
        return {"family": " ".join(words[:cut]), "given": " ".join(words[cut:])}
    if family_first and _known(words[-1]) and not words[-2].islower():
        cut = next(place for place in range(1, len(words)) if all(map(_known, words[place:])))
        return {"family": " ".join(words[:cut]), "given": " ".join(words[cut:])}
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].casefold() in PARTICLES and not _is_initial(words[cut - 1]):
        cut -= 1
    if words[0].casefold() in PARTICLES and words[0].islower():
        cut = 0
    family = " ".join(words[cut:]).rstrip(".")
    return {"family": family, "given": " ".join(words[:cut])} if cut else {"family": family}
