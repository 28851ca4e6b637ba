"""Why a cite was resolved as it was: each reason in words a historian can check against the note and the entry."""

from collections.abc import Mapping

from sergecite.model.resolution import Evidence
from sergecite.resolve.confidence import WEIGHTS, Facts
from sergecite.resolve.match import Agreement, Hit, Route
from sergecite.resolve.naming import Naming
from sergecite.resolve.stretch import Stretch
from sergecite.resolve.words import same_name

_TITLE_KINDS = {
    "title": "its title",
    "full": "its title and subtitle",
    "short": "its short title",
    "original": "its original title",
    "abbreviation": "its abbreviation",
    "seen": "the title given there",
}
_SUPPORT = {
    "container": "the journal, series or book it appeared in is named",
    "helper": "its editor or translator is named",
    "imprint": "its publisher or place is named",
    "number": "its volume, issue or first page is named",
}


def evidence_of(stretch: Stretch, hit: Hit, known: Facts) -> tuple[Evidence, ...]:
    """Return the reasons behind an alignment, the title or year first."""
    weights = WEIGHTS[hit.route]
    reasons = [_core(stretch, hit, known, weights)]
    if hit.route is Route.TITLE:
        reasons += _naming(stretch, hit, weights)
    elif hit.route is Route.NAME and hit.title:
        reasons.append(Evidence(kind="title", value="the small words after the name begin its title"))
    elif hit.route is Route.NAME:
        reasons.append(Evidence(kind="name", value="nothing but the name and a place in the work is given"))
    if hit.initial_differs:
        reasons.append(
            Evidence(kind="name", value="the given name begins differently", weight=weights.get("initial", 0.0))
        )
    if hit.year is Agreement.SAME and hit.route is not Route.AUTHOR_DATE:
        reasons.append(Evidence(kind="year", value="the year agrees", weight=weights.get("same year", 0.0)))
    elif hit.year is Agreement.ORIGINAL:
        reasons.append(
            Evidence(kind="year", value="the year is the original’s", weight=weights.get("same year", 0.0) * 0.6)
        )
    elif hit.year is Agreement.OTHER:
        years = ", ".join(str(year) for year in sorted(hit.work.years))
        reasons.append(
            Evidence(kind="year", value=f"the year given is not its ({years})", weight=weights.get("other year", 0.0))
        )
    if hit.elsewhere:
        reasons.append(Evidence(kind="container", value="the note has it in another book; the entry is in none"))
    if hit.other_kind:
        kind = hit.work.entry_type
        reasons.append(
            Evidence(kind="title", value=f"the note says it is another kind of work; the entry is of type {kind}")
        )
    share = weights.get("support", 0.0) / 2
    reasons += [Evidence(kind=kind, value=_SUPPORT[kind], weight=share) for kind in hit.support]
    if known.get("seen"):
        reasons.append(
            Evidence(kind="position", value="the essay has cited it before", weight=weights.get("seen", 0.0))
        )
    return tuple(reasons)


def _core(stretch: Stretch, hit: Hit, known: Facts, weights: Mapping[str, float]) -> Evidence:
    words = stretch.clip(hit.core_start, hit.core_end)
    if hit.route is Route.AUTHOR_DATE:
        exact = hit.explained == 1 and hit.coverage == 1
        value = f"“{words}” is its author and year" if exact else f"“{words}” can be its author and year"
        return Evidence(kind="author-date", value=value, weight=weights["bias"])
    if hit.route is Route.NAME:
        return Evidence(kind="name", value=f"“{words}” wrote it", weight=weights["bias"])
    if hit.route is Route.IDENTIFIER:
        return Evidence(kind="identifier", value="the note gives its DOI, ISBN or address", weight=weights["bias"])
    kind = _TITLE_KINDS.get(hit.title.kind if hit.title else "title", "its title")
    form = "is" if hit.coverage > 0.999 else "begins" if hit.opens else "is part of"
    weight = sum(weights[name] * known.get(name, 0.0) for name in ("coverage", "whole", "explained", "info", "opens"))
    return Evidence(kind="title", value=f"“{words}” {form} {kind}", weight=round(weight + weights["bias"], 2))


def _named(stretch: Stretch, hit: Hit) -> list[str]:
    """Return up to three of the work's people as the text names them; where it does so in other letters, as we know them."""
    people = (*hit.work.people, *hit.work.aliases, *hit.work.others)
    first, last = stretch.begin(hit.core_start), stretch.finish(hit.core_start)
    around = stretch.words[first : hit.core_start if hit.naming is Naming.LEAD else last]
    named = [word for word in around if any(same_name(word.text, person.family[-1]) for person in people)]
    said = [stretch.text[word.start : word.end] for word in named]
    return list(dict.fromkeys(said or [" ".join(person.family).title() for person in people]))[:3]


def _naming(stretch: Stretch, hit: Hit, weights: Mapping[str, float]) -> list[Evidence]:
    names = _named(stretch, hit)
    several = len(names) > 1
    match hit.naming:
        case Naming.LEAD:
            value = f"{', '.join(names)} {'stand' if several else 'stands'} before it"
            return [Evidence(kind="author", value=value, weight=weights["lead"])]
        case Naming.NEAR:
            value = f"{', '.join(names)} {'are' if several else 'is'} named near it"
            return [Evidence(kind="author", value=value, weight=weights["near"])]
        case Naming.UNASKED:
            return [
                Evidence(kind="author", value="a name stands before it; the entry has none", weight=weights["unasked"])
            ]
        case Naming.ABSENT if names:
            return [Evidence(kind="author", value="no author is named", weight=0.0)]
        case _:
            return []
