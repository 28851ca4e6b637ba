"""Names of CSL-JSON: particles found, suffixes split off, scripts told apart.

Source: CSL 1.0.2, "Names" and the CSL-JSON schema. Lower-case words before a family name become the non-dropping
particle, those after the given names the dropping one, unless the item says otherwise ("parse-names": false).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from sergecite.csl.patterns import Pattern

FAMILY_PARTICLE = Pattern(r"^([^ ]+(?:-|ʻ|’| |') *)(.+)$", re.DOTALL)
SUFFIX = Pattern(r"\s*,(!?)\s*")
ALPHABETIC = Pattern(r"[\-0-9a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff\u1f00-\u1fff\u0600-\u06ff\u200c-\u200e\u0180-\u024f\u1e00-\u1eff\u202a-\u202e]")  # fmt: skip


class Name(NamedTuple):
    """One name. A literal (an institution) has nothing else."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""
    static: bool = False
    """Family name first, always, without comma (Chinese, Hungarian)."""
    script: int = 2
    """2: written with spaces (Latin, Greek, Cyrillic, Hebrew, Arabic); 0: without (Han, kana); 1: family without, given with."""

    @property
    def whole(self) -> str:
        """All parts as one string, to compare persons."""
        return self.literal or f"{self.non_dropping}{self.family}{self.given}{self.dropping}{self.suffix}"


def read_names(value: object) -> tuple[Name, ...]:
    """Return the names of a list (or of a single object or string); what is no name is passed over."""
    if isinstance(value, str | Mapping):
        value = [value]
    if not isinstance(value, list | tuple):
        return ()
    return tuple(name for raw in value if (name := _read_name(raw)))


def _part(raw: Mapping[str, object], key: str) -> str:
    value = raw.get(key)
    return (
        value.strip()
        if isinstance(value, str)
        else str(value)
        if isinstance(value, int | float) and not isinstance(value, bool)
        else ""
    )


def _read_name(raw: object) -> Name | None:
    if isinstance(raw, str):
        return Name(literal=raw.strip()) if raw.strip() else None
    if not isinstance(raw, Mapping):
        return None
    literal, family, given = _part(raw, "literal"), _part(raw, "family"), _part(raw, "given")
    if literal:
        return Name(literal=literal)
    if not family and not given:
        return None
    if family and not given and raw.get("isInstitution"):
        return Name(literal=family)
    dropping, non_dropping, suffix = (
        _part(raw, "dropping-particle"),
        _part(raw, "non-dropping-particle"),
        _part(raw, "suffix"),
    )
    comma = bool(raw.get("comma-suffix"))
    parse = "parse-names" not in raw or bool(raw["parse-names"])
    if parse and len(family) > 1 and family[0] == family[-1] == '"':
        family, parse = family[1:-1], False
    if parse and not non_dropping and family and given and not raw.get("static-particles"):
        family, non_dropping = _leading_particle(family)
        if not suffix and (comma_at := SUFFIX.search(given)):
            tail = given[comma_at.end() :]
            if tail.replace(".", "") == "et al" and not dropping:
                dropping = tail
            else:
                suffix, comma = tail, comma or bool(comma_at[1])
            given = given[: comma_at.start()]
        given, found = _trailing_particle(given)
        dropping = found or dropping
    script = 2 if family.isascii() and family else 2 if ALPHABETIC.search(family) or not family else 0
    if script == 0 and given and ALPHABETIC.match(given):
        script = 1
    return Name(family, given, dropping, non_dropping, suffix, comma, "", bool(raw.get("static-ordering")), script)


def _is_particle(word: str) -> bool:
    letters = word.lstrip("-'ʻ’ ")
    return bool(letters) and letters[0].upper() != letters[0]


def _leading_particle(family: str) -> tuple[str, str]:
    particles = ""
    while (found := FAMILY_PARTICLE.match(family)) and _is_particle(found[1]):
        particles += found[1]
        family = found[2]
    joined = particles.strip()
    if particles.endswith(" ") and joined.endswith(("'", "’")):
        joined += " "
    return family, joined


def _trailing_particle(given: str) -> tuple[str, str]:
    words = given.split(" ")
    at = len(words)
    while at > 1 and _is_particle(words[at - 1]):
        at -= 1
    return (" ".join(words[:at]), " ".join(words[at:])) if at < len(words) else (given, "")
