"""Names of an entry as CSL-JSON name lists, by role; contributions as what the persons contributed."""

from collections.abc import Mapping, Sequence
from typing import Any

from sergecite.export.csl_fields import CONTRIBUTIONS, EDITOR_ROLES, NAMES, PHRASES, ROLE_FIELDS
from sergecite.model.entry import Entry
from sergecite.model.name import Name

CslName = dict[str, Any]
_ELIDING = set("aeiouyhàâäéèêëîïôöùûü")


def csl_names(entry: Entry, lang: str) -> dict[str, list[CslName]]:
    """Return every name variable of an entry. `lang` is the language of the output, for the contributions' phrases."""
    options = entry.fields.get("options", "").replace(" ", "").casefold().split(",")
    prefixed = "useprefix" in options or "useprefix=true" in options
    found: dict[str, list[CslName]] = {}
    phrases = PHRASES.get(lang[:2], PHRASES["en"])
    literals: list[tuple[str, tuple[Name, ...]]] = []

    def give(variable: str, people: Sequence[Name]) -> None:
        found.setdefault(variable, []).extend(csl_name(person, prefixed=prefixed) for person in people)

    for name, variable in NAMES.items():
        if people := entry.names.get(name):
            give(variable, people)
    for name, type_field in ROLE_FIELDS.items():
        role = entry.fields.get(type_field, "").strip().casefold().replace("-", "").replace(" ", "")
        people = entry.names.get(name, ())
        if not people or (not role and name.startswith("name")):
            continue
        if role in EDITOR_ROLES:
            give(EDITOR_ROLES[role], people)
        elif role in phrases:
            literals.append((role, people))
        else:
            give("editor" if name.startswith("editor") else "contributor", people)
    literals += [(name, entry.names[name]) for name in CONTRIBUTIONS if entry.names.get(name)]
    if contributors := _contributions(entry, literals, phrases, lang):
        found.setdefault("contributor", []).extend(contributors)
    if found.get("container-author") == found.get("author"):
        found.pop("container-author", None)
    return found


def csl_name(name: Name, *, prefixed: bool = False) -> CslName:
    """Return one name. `prefixed` is BibLaTeX's `useprefix`: the particle belongs to the family name when sorted."""
    if name.others:
        return {"literal": "others"}
    if name.literal:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    parts["non-dropping-particle" if prefixed else "dropping-particle"] = name.particle
    return {key: value for key, value in parts.items() if value}


def _contributions(
    entry: Entry, literals: Sequence[tuple[str, tuple[Name, ...]]], phrases: Mapping[str, str], lang: str
) -> list[CslName]:
    """Return one literal per contribution: "an introduction by Susan Sontag", "a foreword by the translator"."""
    if lang[:2] == "it":  # its "with" already says "a contribution by"
        return [csl_name(person) for _, people in literals for person in people]
    result = []
    for role, people in literals:
        known = next(
            (who for who in ("translator", "editor") if who in phrases and entry.names.get(who) == people), None
        )
        who = (
            phrases[known]
            if known and len(people) == 1
            else _listed([person.display for person in people], phrases["and"])
        )
        result.append({"literal": _of(phrases[role], who, lang)})
    return result


def _of(phrase: str, who: str, lang: str) -> str:
    """Return "une introduction d’Adam Hochschild": French elides before a vowel."""
    if lang[:2] == "fr" and phrase.endswith(" de") and who[:1].casefold() in _ELIDING:
        return f"{phrase[:-1]}’{who}"
    return f"{phrase} {who}"


def _listed(names: Sequence[str], conjunction: str) -> str:
    if len(names) < 3:
        return f" {conjunction} ".join(names)
    return f"{', '.join(names[:-1])}{',' if conjunction == 'and' else ''} {conjunction} {names[-1]}"


def person(text: str) -> CslName:
    """Return a name written in reading order; what does not look like a personal name stays a literal."""
    words = text.split()
    if not 2 <= len(words) <= 5 or not (words[0][:1].isupper() and words[-1][:1].isupper()):
        return {"literal": text}
    small = [at for at, word in enumerate(words) if word[:1].islower()]
    if not small:
        return {"family": words[-1], "given": " ".join(words[:-1])}
    if small == list(range(small[0], len(words) - 1)):
        particle = " ".join(words[small[0] : -1])
        return {"family": words[-1], "given": " ".join(words[: small[0]]), "dropping-particle": particle}
    return {"literal": text}
