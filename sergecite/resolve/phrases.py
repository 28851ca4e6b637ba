"""The closed classes of note language: the words that point back, send the reader on, or name a source at second hand.

They stay rules because they are finite: English, German, French, Italian, Spanish, Latin, Russian, Dutch and Portuguese
usage as the manuals of style list it (Chicago 18, 13.37-39 and 13.63-66; Norme redazionali; Duden; Code typographique),
and what Polish, Czech, Hungarian, Chinese and Japanese notes have for ibid. and op. cit.
"""

import re
from typing import NamedTuple

from sergecite.model.resolution import CiteKind


class Phrase(NamedTuple):
    """A closed-class expression found in a text. `note` is the number a cross-reference names."""

    kind: str
    start: int
    end: int
    note: str | None = None


IBID = CiteKind.IBID.value
IDEM = CiteKind.IDEM.value
OP_CIT = CiteKind.OP_CIT.value
CROSS_NOTE = CiteKind.CROSS_NOTE.value
POINTER = "pointer"
"""Sends the reader to another note or page of the same essay, and cites nothing ("see note 48 above")."""
QUOTED_IN = "quoted-in"
HEREAFTER = "hereafter"

_NOTE_WORD = (
    r"(?:foot-?notes?|endnotes?|notes?|nn?|fnn?|Anm(?:erkung)?(?:en)?|Fu(?:ß|ss)n(?:oten?)?|Fn|FN|not[ae]|"
    r"прим(?:еч(?:ание|ания)?)?|сноск[аиу]|przyp(?:is(?:y|ie)?)?|noot|noten)\.?"
)
_NUMBER = r"(?P<note{}>\d{{1,3}})(?![\d:/])"
_ABOVE = r"(?:above|supra|infra|below|oben|unten|o\.|u\.|ci-dessus|ci-dessous|plus haut|plus bas|sopra|sotto|arriba|abajo|acima|abaixo|hierboven|hieronder|powyżej|wyżej|poniżej|niżej|выше|ниже)"


def _cross(place: int) -> str:
    """Return the pattern of "n. 12 above", "supra note 12", "Anm. 12", "(n 12)", "同前注〔12〕"."""
    number = _NUMBER.format(place)
    other = _NUMBER.format(f"{place}b")
    third = _NUMBER.format(f"{place}c")
    fourth = _NUMBER.format(f"{place}d")
    return (
        rf"(?:op\.? ?cit\.?|loc\.? ?cit\.?|a\.? ?a\.? ?O\.?),? \(?{_NOTE_WORD} ?{third}\)?|"
        rf"(?:(?:op\.? ?cit\.?|loc\.? ?cit\.?|a\.? ?a\.? ?O\.?),? )?(?:{_ABOVE},? (?:at )?\(?{_NOTE_WORD} ?{number}\)?|"
        rf"\(?{_NOTE_WORD} ?{other}\)?,? ?\(?{_ABOVE}(?!\w))|同[上前][注註] ?〔{fourth}〕"
    )


_IBID = (
    r"ibid(?:em|\.)?|ibíd(?:em|\.)?|ib\.|ivi|ebd\.?|ebda\.?|ebenda|ebendort|ebd[ae]\.?|aldaar|ald\.|"
    r"Ebenso ebd\.|eodem(?: loco)?|eod\.(?: loc\.)?|(?:au|à la) même(?: endroit| page)|tamże|tamtéž|там же|Там же|"
    r"uo\.|ugyanott|同[上前][注註]?(?!\s*[\d〔]|[，,、]\s*(?![\d第頁页p]))|同[書书]"
)
_OP_CIT = (
    r"o(?:p(?:us|ere|er)?)?\.? ?(?:et loc\. ?)?cit(?:at[oaie]?|\.)?(?!\w)|art(?:icle|icolo|ículo)?\.? ?cit(?:é|ato|ado|\.)?(?!\w)|"
    r"loc(?:o|us)?\.? ?cit(?:ato|\.)?(?!\w)|l\. ?c\.|ouvr(?:age)?\.? ?cité?\.?|ob(?:ra)?\.? ?cit(?:ada|\.)?(?!\w)|"
    r"a\. ?a\. ?O\.?|aaO(?!\w)|am angegebenen Ort|(?:указ|цит)\. ?соч\.?|o\. ?c\.(?! )|supra cit\.|aangehaald werk|a\. ?w\.|"
    r"(?-i:[Ii]\. ?m\.)|idézett mű|前[掲揭](?:[書书文]|論文|论文)?|"
    r"citad[oa]|(?:già )?cit(?:at[oaie]|\.|\.,)(?! (?:in|nach|par|da|dans|por)\b)"
)
_IDEM = (
    r"idem|id\.(?! est)|eadem|ead\.|iidem|eaedem|ders(?:elbe)?\.?(?:[ /]dies\.)?|dies(?:elben?|\.)|dens\.|"
    r"le même|la même|les mêmes|lo stesso|el mismo|la misma|он же|она же|же он|hetzelfde"
)
_QUOTED_IN = (
    r"(?:as )?(?:quoted|cited|reproduced|reprinted|reported|discussed|translated) (?:in|by|from)|qtd\.? in|quoting|citing|"
    r"zit(?:\.|iert)? (?:nach|bei|in)|hier zit\. nach|cité(?:e|s|es)? (?:par|dans|d['’]après)|cit(?:\.|ato|ata|ati|ate) (?:in|da)|"
    r"citad[oa]s? (?:en|por)|цит\. по"
)
_HEREAFTER = (
    r"here(?:in)?after(?: (?:cited|referred to|abbreviated|designated))?(?: (?:as|to as))?|(?:im )?[Ff]olgenden?(?: zit(?:iert|\.))?(?: als)?|"
    r"künftig(?: zit(?:iert|\.))?(?: als)?|ci-après|désormais(?: cité| abrégé)?|d['’]ora in (?:poi|avanti)|in seguito|en adelante|далее"
)
_POINTER_LEAD = (
    r"(?:see|cf\.?|vgl\.?|s\.|siehe|voir|cfr\.?|v\.|(?:si )?ved(?:i|a|ano)|véa(?:n)?se|vid(?:e|\.)|ver|см\.|zie|zob\.|patrz|viz|se|"
    r"and|also|but see)(?: also| auch| aussi| anche| también| também| ook| też)?,? "
)
_ARTICLE = r"(?:(?:the|la|le|les|las|los|il|die|den|de|a|o|à|alla) )?"
_POINTER = (
    rf"{_POINTER_LEAD}(?:my |our )?(?:{_ABOVE},? )?{_ARTICLE}{_NOTE_WORD} ?\d{{1,3}}(?:[-–]\d{{1,3}}| and \d{{1,3}})?(?:,? {_ABOVE})?(?=\s*(?:[.;)]|$))|"
    rf"{_POINTER_LEAD}{_ABOVE}(?:,? (?:pp?\.|S\.|at|chapter|ch\.|section|§|n\.|note|notes|Anm\.|Fn\.) ?[\dIVXivx]+(?:[-–]\d+)?)?(?=\s*(?:[.;)]|$))|"
    rf"{_POINTER_LEAD}(?:pp?\.|chapter|ch\.|section|Abschn(?:itt|\.)|Kap(?:itel|\.)|chapitre|cap\.) ?[\dIVXivx]+(?:[-–.]\d+)? {_ABOVE}"
)


def _words(pattern: str) -> str:
    return rf"(?<!\w)(?:{pattern})(?!\w)"


_ANY = re.compile(
    "|".join(
        [
            rf"(?P<pointer>{_words(_POINTER)})",
            rf"(?P<quoted>{_words(_QUOTED_IN)})",
            rf"(?P<hereafter>{_words(_HEREAFTER)})",
            rf"(?P<cross>(?<!\w)(?:{_cross(1)}))",
            rf"(?P<opcit>{_words(_OP_CIT)})",
            rf"(?P<ibid>{_words(_IBID)})",
            rf"(?P<idem>{_words(_IDEM)})",
        ]
    ),
    re.IGNORECASE,
)
_STARTS = """
aa ab ac al am an ar as au be bu cf ci de di dé ea eb el en eo fn fo fu gi he hi i. ib id ii im in iv kü la le lo ni nn
no ob oc oe op ou pa pl po pr qt qu re se si so su ta tr ug un uo ve vg vi vo vé wy zi zo a. d' d’ l. n. o. s. u. v. вы да
же ни он пр см сн та ук ци
同上 同前 同书 同書 前掲 前揭
"""
_BEGINNINGS = frozenset(_STARTS.split()) | {f"{letter} " for letter in "anoà"} | {f"n{digit}" for digit in range(10)}
"""The first two characters of every expression, casefolded: elsewhere the pattern need not be tried."""
_NUMBERS = ("note1", "note1b", "note1c", "note1d")
_WORD = re.compile(r"\w+")
_KINDS = {
    "pointer": POINTER, "quoted": QUOTED_IN, "hereafter": HEREAFTER,
    "cross": CROSS_NOTE, "opcit": OP_CIT, "ibid": IBID, "idem": IDEM,
}  # fmt: skip


def find_phrases(text: str) -> list[Phrase]:
    """Return the closed-class expressions of `text` in order, none overlapping another."""
    found: list[Phrase] = []
    last = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < last or text[start : start + 2].casefold() not in _BEGINNINGS:
            continue
        match = _ANY.match(text, start - 1) if start > last and text[start - 1] == "(" else None
        match = match or _ANY.match(text, start)
        if match is None:
            continue
        groups = match.groupdict()
        kind = next(kind for key, kind in _KINDS.items() if groups[key] is not None)
        note = next((groups[name] for name in _NUMBERS if groups[name]), None)
        last = match.end()
        found.append(Phrase(kind, match.start(), last, note))
    return found
