"""What a statement of responsibility says ("translated by Peter Sedgwick ; with an introduction by ..."): MARC 21, 245 $c.

Old records name in it alone who translated and edited; newer ones name persons without a code for what they did.
Sources: ISBD, area 1; https://www.loc.gov/marc/bibliographic/bd245.html.
"""

import re
from collections.abc import Iterator

from sergecite.model.name import Name
from sergecite.sources.marc_record import trimmed
from sergecite.sources.names import natural

_DONE = (
    ("translator", r"\btransl|\btr\. |\btrad(?:uit|ucción|uzione|\.)|übers|\btraduz|\bperev|\bper\. s\b|\bvert\. "),
    (
        "editor",
        r"\bedited|\beditors?\b|\beds?\b|\bcompile|hrsg|herausg|\bédit|sous la dir|a cura di|\bredig|\bpod red|\bsost",
    ),
    ("introduction", r"\bintrod|einleitung|einl\.|introduzione|\bvstup"),
    ("foreword", r"\bforeword|\bprefa|\bpréf|vorwort|geleitwort|prefazione|\bpredisl"),
    ("afterword", r"\bafterword|\bpostface|nachwort|\bposlesl"),
    ("", r"\billus|\bill\.|\bphoto|betreuer|mitarb|unter mitw|beratung|\badvis"),
)
_FORMS = tuple((role, re.compile(f"(?i){words}")) for role, words in _DONE)
"""Role -> how a statement says it, in English, French, German, Italian, Spanish and romanised Russian; "" for what a
citation does not name."""
_BY = re.compile(r"\[?(?:(?:by|par|von|di|de|por|door|av|af)\]?\s+)?")
_JOINING_WORDS = "and und et y e och og en & von van de der den du di da del della le la"
_JOINING = frozenset(_JOINING_WORDS.split())
_NAMED = re.compile(r"(?:by|par|von|di|de|por)\s+((?:[A-ZÀ-Þ][\w'’.-]*\s+){1,3}[A-ZÀ-Þ][\w'’-]+)\s*$")


def stated_role(statement: str, name: str) -> str:
    """Return what a statement says a person ("Sedgwick, Peter") did; "" where it does not say."""
    family = trimmed(name).split(",")[0].lower()
    for number, part in enumerate(_parts(statement)):
        if family and family in part.lower():
            for role, form in _FORMS:
                if form.search(part):
                    return role
            # Who is named first wrote it, by name alone or with "by"; further on names alone are sure, in any language.
            words = _BY.sub("", part, count=1).split()
            names = [word in _JOINING or not word[0].islower() for word in (words if number else words[:1])]
            return "author" if names and all(names) else ""
    return ""


def people_named(statement: str) -> Iterator[tuple[str, Name]]:
    """Yield who translated or edited a work, each as (role, name), where the statement names one person for it."""
    for part in _parts(statement):
        for role, form in _FORMS[:2]:
            if form.search(part) and (named := _NAMED.search(part)) and (name := natural(named[1])):
                yield role, name


def _parts(statement: str) -> list[str]:
    """Cut a statement where another begins: at semicolons, and at full stops that close no initial or abbreviation."""
    return [part for part in re.split(r"\s*;\s*|(?<=[^\W\d_]{4})\.\s+(?=[^\W\d_a-z])", trimmed(statement)) if part]
