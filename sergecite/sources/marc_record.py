"""A MARC record, whatever it was read from, and the punctuation its fields carry."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Field:
    """A data field: its tag, two indicators, and subfields as (code, value) in order."""

    tag: str
    first: str
    second: str
    parts: tuple[tuple[str, str], ...]

    def get(self, code: str) -> str:
        """Return the first subfield with a code."""
        return next((value for name, value in self.parts if name == code), "")

    def all(self, codes: str) -> list[str]:
        """Return all subfields with one of these codes, in order."""
        return [value for name, value in self.parts if name in codes]


@dataclass(frozen=True, slots=True)
class MarcRecord:
    """Leader, control fields and data fields."""

    leader: str
    control: Mapping[str, str]
    fields: tuple[Field, ...] = field(repr=False)

    def each(self, *tags: str) -> Iterator[Field]:
        """Yield the fields with these tags, in the order of the record."""
        return (one for one in self.fields if one.tag in tags)

    def first(self, tag: str, code: str) -> str:
        """Return the first subfield of the first field that has it."""
        return next((value for one in self.each(tag) if (value := one.get(code))), "")


def trimmed(text: str) -> str:
    """Return a value without the ISBD punctuation that leads to the next one; a full stop after an abbreviation stays.

    Left out too are what only cataloguing is for: non-sorting signs, "[from old catalog]", brackets around what is not on
    the title page, and the halves of the ties that romanised Russian has, which no style prints.
    """
    # Non-sorting words stand between control characters or in <<...>>: "¬Das¬ Jahr", "\x98Les\x9c Révolutionnaires".
    text = re.sub("[\x88\x89\x98\x9c¬\u0098\u009c\u0361\ufe20-\ufe2f]|<<|>>", "", text)
    text = " ".join(text.replace("[from old catalog]", "").split())
    bare = re.sub(r"\s*[/:;,=]$", "", text)
    # What another sign follows is the full stop of an abbreviation: "Govt. Print. Off.,".
    if bare == text and text.endswith(".") and not _ABBREVIATED.search(text):
        bare = text[:-1]
    bare = bare.strip()
    if re.fullmatch(r"\[[^\[\]]*\]", bare):
        return bare[1:-1]
    return bare.strip("[]") if bare.count("[") != bare.count("]") else bare


_ABBREVIATED = re.compile(
    r"(?:\b[^\W\d_]|\b(?:jr|sr|ed|etc|vol|co|inc|ltd|cie|verl|univ|aufl|dept|impr|calif|mass))\.$|\.\.\.$",
    re.IGNORECASE,
)


def is_unknown_imprint(text: str) -> bool:
    """Tell whether a place, publisher or date says that there is none: "[S.l.]", "s.n.", "[n.d.]", "o. J."."""
    return bool(re.fullmatch(r"(?i)\W*(?:s\.\s?[lnda]|n\.\s?[dp]|o\.\s?[jo])\b\W*(?:s\.\s?n\W*)?", text))


def place_name(text: str) -> str:
    """Return a place of publication as a citation has it: "Oxford [England] ;" -> "Oxford", "[S.l.]" -> ""."""
    bare = re.sub(r"(?<=\w)\s*(?:\[[^\[\]]*\]|\(etc\.\))$", "", trimmed(text))
    return "" if is_unknown_imprint(bare) else bare


def number_of(text: str) -> str:
    """Return a number without the word for it: "vol. 12" -> "12", "B-5" and "2010,26" as they are."""
    text = trimmed(text)
    found = re.match(
        r"\W*(?:[^\W\d_]{1,8}\W{1,2})??(?P<number>\d\w*(?:[,./-]\w+|, \d\w*)*|[A-Z]-?\d+|[IVXLC]+)(?!\w)", text
    )
    return found["number"].rstrip(".,") if found else text


def extent_of(text: str) -> tuple[str, str]:
    """Return pages and volumes of "xiii, 371 p." and "2 v. (920 p.)", "" for none; one volume is no number worth telling.

    Of several sequences of pages the longest is the book's; the pages of several volumes together are not told.
    """
    pages = [
        int(number)
        for run in re.findall(r"((?:\d+\]?\s*[,+]\s*)*\d+)\]?(?:-\[?\d+\]?)?\s*(?:p\b|p\.|pages|S\.|Seiten|с\.)", text)
        for number in re.findall(r"\d+", run)
    ]
    found = re.search(r"(\d+)\s*(?:v\b|v\.|vols?\b|volumes?\b|Bde|Bände|tomes\b|t\.)", text)
    volumes = found[1] if found and found[1] != "1" else ""
    return str(max(pages)) if pages and not volumes else "", volumes


def thesis_type(text: str) -> str:
    """Return BibLaTeX's word for a thesis by the degree it earned; "" where the degree is unknown."""
    low = text.lower()
    if re.search(r"\bm\.?\s?(?:a|sc|ed)\b|magist|master|maîtrise", low):
        return "mathesis"
    return "phdthesis" if re.search(r"\bph\W*d\b|\bdiss|doct|\bdr\.|promotion", low) else ""


ROLES: Mapping[str, str] = {
    "aut": "author", "cre": "author", "edt": "editor", "trl": "translator", "com": "editor", "aui": "introduction",
    "win": "introduction", "wpr": "foreword", "aft": "afterword", "wac": "commentator", "ann": "annotator", "cmm": "commentator",
    "hrsg": "editor", "übers": "translator", "verfasser": "author", "verf": "author", "herausgeber": "editor",
    "übersetzer": "translator", "translator": "translator", "editor": "editor", "author": "author", "tr": "translator",
    "ed": "editor", "eds": "editor", "hg": "editor", "joint ed": "editor", "jt. ed": "editor", "comp": "editor", "trans": "translator", "joint author": "author", "writer of introduction": "introduction",
    "writer of preface": "foreword", "writer of foreword": "foreword", "author of introduction, etc": "introduction",
    "compiler": "editor", "traducteur": "translator", "éditeur scientifique": "editor", "préfacier": "foreword",
    "070": "author", "730": "translator", "340": "editor", "650": "", "651": "editor", "220": "editor", "080": "foreword",
    "020": "annotator", "100": "author", "075": "afterword", "212": "commentator", "440": "", "160": "", "310": "", "610": "",
    "supposed author": "author", "attributed name": "author", "jt. author": "author", "begründer": "editor",
    "prt": "", "pbl": "", "dst": "", "bkd": "", "ill": "", "ctb": "", "oth": "", "dgs": "", "isb": "", "asn": "",
}  # fmt: skip
"""Relator codes and terms of MARC 21, UNIMARC and the Deutsche Nationalbibliothek -> name list; "" for what a citation
does not name."""


def role_of(words: list[str], default: str) -> str:
    """Return the name list for relator codes and terms; `default` where none is known."""
    roles = roles_of(words)
    return next((role for role in roles if role), "" if roles else default)


def roles_of(words: list[str]) -> list[str]:
    """Return the name lists for relator codes and terms, "" for those a citation does not name; "tr. [and] ed." is two."""
    single = [
        part
        for word in words
        for part in re.split(r"\s*\[?(?:\band\b|\bund\b|\bet\b|&)\]?\s*", word.rsplit("/", 1)[-1])
    ]
    return list(dict.fromkeys(ROLES[key] for part in single if (key := part.strip().lower().rstrip(".,")) in ROLES))
