"""Citation styles made up at random: every order, separator and bracket that styles are known to use, combined.

A model that has only seen thirty styles learns those thirty; one that has seen thousands learns what holds for all.
"""

import random

import other_languages as other

_NAMES = ["gf"] * 4 + ["if"] * 4 + ["fg"] * 5 + ["fi"] * 5 + ["FG", "Fi", "fp", "Fp", "iF", "f"]
_EARLY = [
    " ({Y}). ",
    " ({Y}): ",
    " ({Y}) ",
    " ({Y}), ",
    ", {Y}, ",
    ", {Y}. ",
    ". {Y}. ",
    " {Y}. ",
    " {Y}: ",
    " {Y}, ",
    " {Y} ",
    ", {Y}: ",
    ", ({Y}), ",
]
_AFTER_NAMES = [", ", ", ", ", ", ". ", ". ", ": ", ": "]
_QUOTED = {
    "en": [
        "“{T},” ",
        "“{T}.” ",
        "“{T}”, ",
        "‘{T}’, ",
        "‘{T}’. ",
        "‘{T}’ ",
        '"{T}," ',
        '"{T}". ',
        "{T}. ",
        "{T}. ",
        "{T}, ",
        "{T:i}, ",
        "“{T}” ",
        "“{T}”. ",
    ],
    "de": ["„{T}“, ", "„{T}“. ", "{T}, ", "{T}, ", "{T}. ", "»{T}«, ", "{T}. ", '"{T}", ', "{T:i}, ", "{T} "],
    "fr": [
        "« {T} », ",
        "« {T} ». ",
        "«{T}», ",
        "« {T} » ",
        "“{T}”, ",
        "{T}, ",
        "{T}. ",
        '"{T}", ',
        "{T:i}, ",
        "« {T} », ",
    ],
    "it": ["“{T}”, ", "«{T}», ", "{T:i}, ", "{T}, ", "‘{T}’, ", "{T}. ", "{T:i}, ", '"{T}", '],
    "es": ["«{T}», ", "“{T}”, ", "“{T}”. ", "{T:i}, ", "{T}. ", "«{T}». "],
    **other.QUOTED,
}
_PLAIN = ["{T:i}, ", "{T:i}. ", "{T}, ", "{T}. ", "{T:i}, ", "{T}. ", "{T}, "]
_IN = {
    "en": ["in ", "In ", "In: ", "in: "],
    "de": ["in: ", "In: ", "in ", "In "],
    "fr": ["in ", "dans ", "Dans ", "In : ", "in : "],
    "it": ["in ", "in ", "In "],
    "es": ["en ", "en: ", "En "],
    **other.IN,
}
_EDITED_BY = {
    "en": ["ed. ", "edited by ", "ed. by ", "eds. ", "Ed. "], "de": ["hg. von ", "hg. v. ", "hrsg. von ", "hrsg. v. ", "Hrsg. "],
    "fr": ["sous la direction de ", "sous la dir. de ", "éd. ", "dir. ", "édité par "], "it": ["a cura di ", "a c. di ", "ed. "], "es": ["edición de ", "ed. ", "coord. "],
    **other.EDITED_BY,
}  # fmt: skip
_EDITOR = {
    "en": ["(ed.)", "(eds.)", "(eds)", "(Ed.)", "(Eds.)", "(edd.)", "(ed)"], "de": ["(Hg.)", "(Hrsg.)", "(Hgg.)", "(Hg)"],
    "fr": ["(dir.)", "(éd.)", "(éds.)", "(dirs.)", "(éds)", "(sous la direction de)"], "it": ["(a cura di)", "(ed.)", "(edd.)", "(cur.)"], "es": ["(ed.)", "(eds.)", "(coord.)", "(coords.)"],
    **other.EDITOR,
}  # fmt: skip
_IMPRINT = [
    "{P}: {U}",
    "{P}: {U}",
    "{P}: {U}",
    "{P}, {U}",
    "{P}, {U}",
    "{U}, {P}",
    "{U}, {P}",
    "{P}",
    "{P}",
    "{U}",
    "{P} : {U}",
    "{P}. {U}",
    "{U}",
]
_VOLUME = {
    "en": ["", "", "", "vol. ", "Vol. ", "v. ", "Volume "],
    "de": ["", "", "Bd. ", "Jg. ", "Vol. "],
    "fr": ["", "vol. ", "t. ", "vol. ", "tome "],
    "it": ["", "", "vol. ", "anno "],
    "es": ["", "vol. ", "t. "],
    **other.VOLUME,
}
_ISSUE = {
    "en": ["({I})", " ({I})", ", {=volume:no. }{I}", ".{I}", ":{I}", ", {=volume:No. }{I}", "/{I}", ", {=volume:issue }{I}", ""], "de": ["({I})", ", {=volume:H. }{I}", "/{I}", ", {=volume:Nr. }{I}", "", " ({I})", ", {=volume:Heft }{I}"],
    "fr": [", {=volume:n° }{I}", ", {=volume:no }{I}", "({I})", ", {I}", " ({I})", "/{I}", ", {=volume:n°}{I}"], "it": [", {=volume:n. }{I}", " ({I})", ", {I}", "/{I}", "", ", {=volume:fasc. }{I}"], "es": [", {=volume:núm. }{I}", "({I})", ", {=volume:n.º }{I}", ", {=volume:nº }{I}"],
    **other.ISSUE,
}  # fmt: skip
_PAGES = {
    "en": [": {G}", ", {G}", ", {=pages:pp. }{G}", ": {=pages:pp. }{G}", " {G}", ", {=pages:p. }{G}", ". {=pages:Pp. }{G}", ", {=pages:pages }{G}"], "de": [", {=pages:S. }{G}", ", {G}", ": {G}", ", {=pages:S.}{G}", ", {=pages:S. }{g} {=pages:ff.}"],
    "fr": [", {=pages:p. }{G}", ", {=pages:pp. }{G}", ": {G}", ", {G}", " : {G}", ", {=pages:p.}{G}"], "it": [", {=pages:pp. }{G}", ", {G}", ": {G}", ", {=pages:p. }{G}"], "es": [", {=pages:pp. }{G}", ", {=pages:págs. }{G}", ": {G}"],
    **other.PAGES,
}  # fmt: skip
_END = ["."] * 6 + [
    "",
    "",
    ", {=url:http://www.example.org/texts/12.html}",
    ". {=url:https://doi.org/10.1017/S0018246X} ",
    ". {=url:doi:10.1093/past/120.1.3}",
    " {=other:(accessed 12 May 2010)}",
    ". {=url:https://www.persee.fr/doc/ahess_0395} {=other:(consulté le 3 mai 2012)}.",
]


def make_style(chance: random.Random, language: str, *, cited: bool) -> dict[str, str]:
    """Return a template for each form of work, all of one style. `cited`: as in a note, with the place cited at the end."""
    names = chance.choice(_NAMES)
    people = f"{{A:{names}}}"
    early = chance.choice(_EARLY) if chance.random() < (0.2 if cited else 0.5) else None
    start = people + (early or chance.choice(_AFTER_NAMES))
    late = "" if early else "{Y}"
    imprint = _imprint(chance, late)
    article = chance.choice(_QUOTED[language])
    book = chance.choice(_PLAIN)
    edition = chance.choice(["", "", "‹{N}, ›", "‹{N}. ›"]) if chance.random() < 0.3 else ""
    series = chance.choice(["‹({S}) ›", "‹{S}, ›", "‹{S}. ›", "‹« {S} », ›"]) if chance.random() < 0.15 else ""
    place = chance.choice(["‹, {L}›", "‹, {L}›", "‹ {l}›", "‹: {l}›"]) if cited else ""
    pages = chance.choice(_PAGES[language])
    end = place if cited else chance.choice(_END)
    total = (
        chance.choice([", {=pages:#PP p.}", ", {=pages:#PP pp.}", " {=pages:#PP p.}"])
        if not cited and chance.random() < (0.2 if language == "fr" else 0.06)
        else ""
    )
    editors = (
        f"{{E:{'if' if names in {'fi', 'if'} and chance.random() < 0.6 else 'gf' if chance.random() < 0.5 else names}}}"
    )
    container = chance.choice(["{C:i}", "{C}", "{C:i}", "«{C}»" if language == "it" else "{C}"])
    volume_of = (
        "‹{=volume:" + chance.choice(["vol. ", "Bd. ", "t. ", "vol. "]) + "}{v}, ›" if chance.random() < 0.06 else ""
    )
    translated = (
        "‹"
        + chance.choice(
            ["{=translator:trans. }{X:gf}, ", "{=translator:translated by }{X:gf}. ", "{=translator:trad. de }{X:if}, "]
        )
        + "›"
        if chance.random() < 0.1
        else ""
    )
    collection = _collection(chance, language, editors, container)
    middle = chance.choice([", ", ". ", " "])
    return {
        "book": f"{start}{book}{edition}{translated}{volume_of}{series}{imprint}{total}{end}",
        "article": f"{start}{article}{_journal(chance, language, container, late)}{pages}{end}",
        "chapter": f"{start}{article}{collection}{middle}{imprint}{pages}{end}"
        if chance.random() < 0.6
        else f"{start}{article}{collection}{pages}{middle}{imprint}{end}",
        "edited": f"{editors} {{=editor:{chance.choice(_EDITOR[language])}}}{early or chance.choice([', ', '. ', ': '])}{book}{series}{imprint}{end}",
    }


def _imprint(chance: random.Random, year: str) -> str:
    house = chance.choice(_IMPRINT)
    if not year:
        return house
    joined = house + chance.choice([", ", ", ", ", ", " "]) + year
    return f"({joined})" if chance.random() < 0.3 else joined


def _collection(chance: random.Random, language: str, editors: str, container: str) -> str:
    word = f"{{=in:{chance.choice(_IN[language])}}}" if chance.random() < 0.92 else ""
    shape = chance.random()
    if shape < 0.4:
        return f"{word}{editors} {{=editor:{chance.choice(_EDITOR[language])}}}{chance.choice([', ', ', ', ': ', '. ', ' '])}{container}"
    if shape < 0.8:
        return f"{word}{container}, {{=editor:{chance.choice(_EDITED_BY[language])}}}{editors}"
    if shape < 0.9:
        return f"{word}{container} ({{=editor:{chance.choice(_EDITED_BY[language])}}}{editors})"
    return f"{word}{container}"


def _journal(chance: random.Random, language: str, container: str, year: str) -> str:
    word = f"{{=in:{chance.choice(_IN[language])}}}" if chance.random() < 0.12 else ""
    volume = f"‹{{=volume:{prefix}}}{{V}}›" if (prefix := chance.choice(_VOLUME[language])) else "‹{V}›"
    issue = f"‹{shape}›" if (shape := chance.choice(_ISSUE[language])) else ""
    dated = f"{chance.choice([' (', ' (', ', '])}{year}" if year else ""
    dated += ")" if "(" in dated else ""
    if year and chance.random() < 0.12:
        return f"{word}{container} {year}, {volume}{issue}"
    if "(" in dated and issue.startswith("‹,") and chance.random() < 0.4:
        return f"{word}{container} {volume}{dated}{issue}"
    return f"{word}{container}{chance.choice([' ', ' ', ', '])}{volume}{issue}{dated}"
