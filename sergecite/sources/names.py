"""Names as catalogues and files write them -> model.Name.

BibTeX's own name syntax is the business of the package bibtex; here are the inverted names of RIS and library
catalogues ("Serge, Victor, 1890-1947"), the natural order of web pages and Open Library ("Victor Serge"), and the
family/given pairs of Crossref and CSL.
"""

import re
from collections.abc import Sequence

from sergecite.model.name import Name
from sergecite.sources.clean import plain

_PARTICLE_WORDS = (
    "de di da do dos das du del della dello degli dei dal van von vom zum zur zu ten ter te den der la les le lo "
    "el al ibn bin ben af av y d' d’"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SUFFIX = re.compile(r"(?i)(?:jr|sr|jun|sen)\.?|[IVX]{2,4}|IV|V|(?:2nd|3rd)")
_BODY = re.compile(
    r"(?i)\b(?:universit\w*|institut\w*|committee|comit[ée]|commission|party|parti|partido|partei|ministry|minist[èe]re|"
    r"ministerium|society|soci[ée]t[ée]|gesellschaft|association|union|council|conseil|bureau|office|department|"
    r"organi[sz]ations?|organisation|group|groupe|gruppe|congress|congr[èe]s|kongress|international[e]?|academy|"
    r"acad[ée]mie|akademie|library|biblioth[èe]que|bibliothek|museum|mus[ée]e|press|verlag|foundation|stiftung|"
    r"fondation|federation|f[ée]d[ée]ration|collective|collectif|archiv\w*|agency|company|corporation|inc|ltd|gmbh|"
    r"editors|staff|team|network|centre|center|zentrum|league|ligue|army|government|consortium|collaboration|"
    r"news|agence|agenzia|agentur|redaktion|rédaction|redazione|redacción|verein|e\.\s?v|fraktion|zeitung|magazine?|radio|online)\b"
)
_LIFE = re.compile(
    r"[,\s]*\(?\b(?:ca?\.\s*|b\.\s*|d\.\s*|fl\.\s*)?(?:1[0-9]|20)\d\d\??\s*(?:-|–|\.{2,})?\s*(?:(?:1[0-9]|20)\d\d\??|\.{2,4})?\)?[.,]?\s*$"
)

_ADDED = re.compile(r"\s*(?:\([^()]*\)|\[\d[^\[\]]*\])$")
"""What a catalogue adds to tell namesakes apart: "Lawson, Colin (Colin James)", "Alleman, Tillie [1848-1914]"."""
_INITIALS = re.compile(r"[^\W\d_]{2,} (?:[A-Z]\. ?)+(?:[^\W\d_]+ )?[^\W\d_]{2,}")


def pair(family: str, given: str, suffix: str = "") -> Name | None:
    """Return the name of a person given as family and given name, capitals throughout undone."""
    family, given = plain(family), plain(given)
    if not family and not given:
        return None
    if not given:
        return undivided(family) if _BODY.search(family) or " " in family else Name(family=_lowered(family))
    if not family:
        return Name(literal=given) if " " in given else Name(family=given)
    particle, family, given = _uncapitalised(family, given)
    return Name(family=family, given=given, particle=particle, suffix=plain(suffix))


def _uncapitalised(family: str, given: str) -> tuple[str, str, str]:
    """Return particle, family and given name, capitals undone: "SERGE, Victor", "SERGE, VICTOR", "ITO, Kazutoshi"; "SERGE, V." too.

    Initials stay capitals, and those without full stops ("Serge, VL") get them.
    """
    particle, family = _particle(family)
    if family.isupper() and (len(family) > 3 or (len(family) > 1 and any(map(str.islower, given)))):
        # Three letters with a vowel are a name, "JAN"; without, initials.
        named = len(re.sub(r"\W", "", given)) > 3 or re.fullmatch("(?=.*[AEIOUY])[A-Z]{3}", given)
        family, given = _lowered(family), _lowered(given) if named else given
        particle, family = (particle, family) if particle else _particle(family)
    elif 1 < len(given) < 4 and given.isascii() and given.isalpha() and given.isupper():
        given = ". ".join(given) + "."
    return particle, family, given


def undivided(text: str) -> Name | None:
    """Read a name that came in one piece where a body was expected: a person only if initials betray one ("Newell P. Campbell")."""
    text = plain(text)
    if _is_others(text):
        return Name(others=True)
    if _INITIALS.fullmatch(text) and not _BODY.search(text):
        return natural(text)
    return Name(literal=text) if text else None


def _is_others(text: str) -> bool:
    return text.lower().strip("[]. ") in ("et al", "and others", "others", "u.a", "u. a", "i dr")


def inverted(text: str) -> Name | None:
    """Read "Family, Given[, Jr.]"; without a comma the text is a body, or a person of one name."""
    text = plain(text)
    if _is_others(text):
        return Name(others=True)
    text = _LIFE.sub("", text).rstrip(" ,")
    if text.endswith((")", "]")) and "," in text:
        text = _ADDED.sub("", text)
    parts = [part.strip() for part in text.split(",")]
    parts = [part for part in parts if part]
    if not parts:
        return None
    if len(parts) == 1:
        # One word in lower case letters is a pseudonym; several, or capitals, are a body.
        person = parts[0].istitle() and " " not in parts[0] and not _BODY.search(parts[0])
        return Name(family=parts[0]) if person else Name(literal=parts[0])
    if _BODY.search(parts[0]) and " " in parts[0]:
        return Name(literal=", ".join(parts))
    suffixes = [part for part in parts[1:] if _SUFFIX.fullmatch(part)]
    given = [part for part in parts[1:] if not _SUFFIX.fullmatch(part)]
    if not given and suffixes and suffixes[0].rstrip(".") in ("I", "V", "X"):
        # "Serge, V" is Victor, not the fifth of his name.
        given, suffixes = suffixes, []
    particle, family, first = _uncapitalised(parts[0], given[0] if given else "")
    # "Beauvoir, Simone de": the particle stands after the given name.
    words = first.split()
    behind: list[str] = []
    while len(words) > 1 and words[-1].lower() in _PARTICLES and words[-1][0].islower():
        behind.insert(0, words.pop())
    return Name(
        family=family,
        given=" ".join(words),
        particle=particle or " ".join(behind),
        suffix=suffixes[0] if suffixes else "",
    )


def listed(texts: Sequence[str]) -> list[Name | None]:
    """Read the names of a record that should be inverted: databases also write "V. Serge", "Serge V." and "Victor Serge".

    A name without comma is a person where initials betray one, or where all of several are two or three words.
    """
    if all("," in text for text in texts):
        return [inverted(text) for text in texts]
    every = len(texts) > 1 and all(
        1 < len(text.split()) < 4 and "," not in text and not _BODY.search(text) for text in texts
    )
    names = []
    for text in map(plain, texts):
        before = _BEFORE_INITIALS.fullmatch(text)
        if "," in text or _BODY.search(text):
            names.append(inverted(text))
        elif before:
            names.append(inverted(f"{before[1]}, {before[2]}"))
        else:
            names.append(natural(text) if every or _AFTER_INITIALS.fullmatch(text) else inverted(text))
    return names


_BEFORE_INITIALS = re.compile(r"([^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)?) ((?:[A-Z]\.[ -]?){1,4})")
_AFTER_INITIALS = re.compile(r"(?:[A-Z]\.[ -]?){1,4} ?[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)?")


def natural(text: str) -> Name | None:
    """Read "Given Family" (or an inverted name, if there is a comma); bodies are recognised by their words."""
    text = plain(text)
    if not text:
        return None
    if "," in text and not re.search(r"(?i),\s*(?:inc|ltd|jr|sr)\b", text):
        return inverted(text)
    if _BODY.search(text):
        return Name(literal=text)
    text = _LIFE.sub("", text)
    words = text.replace(",", " ").split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    if len(words) == 1:
        return Name(family=words[0])
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES and words[start - 1][:1].islower():
        start -= 1
    if not words:
        return None
    _, family, given = _uncapitalised(words[-1], " ".join(words[:start]))
    return Name(family=family, given=given, particle=" ".join(words[start:-1]), suffix=suffix)


_NOBODY = re.compile(
    r"(?i)admin\w*|super user|root|webmaster|editor|redaktion|staff|publisher|author|anonymous|anónimo|guest|user\w*|"
    r"\S*[@/]\S*|(?:[\w-]+\.)+[a-z]{2,}|[\d.]+"
)


def byline(text: str) -> list[Name]:
    """Read who a web page says wrote it; nobody where it names an account, an address or the site's software."""
    text = re.sub(r"^(?:By|BY|by|Par|Por) +", "", plain(text)).split(" | ")[0]
    # "Ada Byron, AP National Writer", "Ada Byron, The Washington Post"
    text = re.sub(
        r", (?:(?:The|AP|AFP|Reuters|Associated) .*|(?:\S+ )*(?:[Ww]riter|[Cc]orrespondent|[Rr]eporter|[Ee]ditor))$",
        "",
        text,
    )
    return [] if _NOBODY.fullmatch(text) or re.fullmatch("[a-z]{1,4}", text) else several(text)


def several(text: str) -> list[Name]:
    """Read names in natural order joined by "and", "&", ";" or, between more than two words each, commas."""
    text = plain(text)
    parts = re.split(r"\s*;\s*|\s+(?:and|und|et|y|e|&)\s+", text) if ";" in text or "," not in text else [text]
    if len(parts) == 1 and text.count(",") >= 1 and all(" " in part.strip() for part in text.split(",")):
        parts = re.split(r"\s*,\s*(?:and\s+)?", text)
    return [name for part in parts if (name := natural(part))]


def _particle(family: str) -> tuple[str, str]:
    """Split "von der Leyen" into its lower-case particle and the rest."""
    words = family.split()
    count = 0
    while count < len(words) - 1 and words[count] in _PARTICLES:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _lowered(text: str) -> str:
    """Undo capitals throughout: "VAN DER BERG" -> "van der Berg", "O'NEILL" -> "O'Neill"."""
    if not text.isupper():
        return text
    words = [
        word.lower()
        if word.lower() in _PARTICLES
        else re.sub(r"\w[^\W\d_]*", lambda part: part[0][:1] + part[0][1:].lower(), word)
        for word in text.split()
    ]
    return " ".join(words)
