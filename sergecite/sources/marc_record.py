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
    """Return a value without the ISBD punctuation that leads to the next one; a full stop after an initial stays."""
    # Non-sorting words stand between control characters or in <<...>>: "¬Das¬ Jahr", "\x98Les\x9c Révolutionnaires".
    text = re.sub("[\x88\x89\x98\x9c¬\u0098\u009c]|<<|>>", "", text)
    text = " ".join(text.split())
    text = re.sub(r"\s*[/:;,=]$", "", text)
    if text.endswith(".") and not re.search(
        r"(?:\b[^\W\d_]|\b(?:jr|sr|ed|etc|vol|co|inc|ltd|cie))\.$|\.\.\.$", text, re.IGNORECASE
    ):
        text = text[:-1]
    text = text.strip()
    return text[1:-1] if re.fullmatch(r"\[[^\[\]]*\]", text) else text


ROLES: Mapping[str, str] = {
    "aut": "author", "cre": "author", "edt": "editor", "trl": "translator", "com": "editor", "aui": "introduction",
    "win": "introduction", "wpr": "foreword", "aft": "afterword", "wac": "commentator", "ann": "annotator", "cmm": "commentator",
    "hrsg": "editor", "übers": "translator", "verfasser": "author", "verf": "author", "herausgeber": "editor",
    "übersetzer": "translator", "translator": "translator", "editor": "editor", "author": "author", "tr": "translator",
    "ed": "editor", "trans": "translator", "joint author": "author", "writer of introduction": "introduction",
    "writer of preface": "foreword", "writer of foreword": "foreword", "author of introduction, etc": "introduction",
    "compiler": "editor", "traducteur": "translator", "éditeur scientifique": "editor", "préfacier": "foreword",
    "070": "author", "730": "translator", "340": "editor", "650": "", "651": "editor", "220": "editor", "080": "foreword",
    "020": "annotator", "100": "author", "075": "afterword", "212": "commentator", "440": "", "160": "", "310": "", "610": "",
    "prt": "", "pbl": "", "dst": "", "bkd": "", "ill": "", "ctb": "", "oth": "", "dgs": "", "isb": "", "asn": "",
}  # fmt: skip
"""Relator codes and terms of MARC 21, UNIMARC and the Deutsche Nationalbibliothek -> name list; "" for what a citation
does not name."""


def role_of(words: list[str], default: str) -> str:
    """Return the name list for relator codes and terms; `default` where none is known."""
    known = [ROLES[key] for word in words if (key := word.strip().lower().rstrip(".").rsplit("/", 1)[-1]) in ROLES]
    return next((role for role in known if role), "" if known else default)
