"""Identifiers in any spelling: as addresses, with prefixes, in brackets, with punctuation after them, in running text.

`recognise` reads a whole string that is nothing but an identifier; `find_dois` and `find_isbns` look inside a text.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from sergecite.model.address import from_url, persistent
from sergecite.model.identifier import (
    KINDS,
    ArchiveId,
    ArxivId,
    Doi,
    HalId,
    Identifier,
    IdentifierError,
    Isbn,
    Issn,
    Lccn,
    Oclc,
    OpenLibraryId,
    Pmcid,
    Pmid,
    undressed,
)

_PREFIXES = {
    **KINDS,
    "isbn-10": Isbn, "isbn-13": Isbn, "isbn10": Isbn, "isbn13": Isbn, "isbn 10": Isbn, "isbn 13": Isbn, "sbn": Isbn, "issn-l": Issn, "eissn": Issn, "e-issn": Issn,
    "pubmed": Pmid, "pmc": Pmcid, "ocolc": Oclc, "worldcat": Oclc, "info:doi/": Doi, "urn:isbn": Isbn, "urn:issn": Issn,
    "info:lccn/": Lccn, "info:pmid/": Pmid, "info:oclcnum/": Oclc, "urn:doi": Doi,
}  # fmt: skip
_ADDRESS = re.compile(r"(?i)https?://|www\.\w|[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}/\S*$")
"""An address, with or without its scheme: "jstor.org/stable/2708613"."""
_PREFIX = re.compile(
    r"(?i)(?:(?:e|p|print|online|electronic|paperback|hardback|hardcover)[- ]?(?=is[bs]n))?(?P<word>"
    + "|".join(re.escape(word) for word in sorted(_PREFIXES, key=len, reverse=True))
    + r")"
    r"(?:\s*\((?!\d{4,})[^()]{1,20}\))?"  # (print), (pbk.), (10)
    r"(?:(?<=/)|\s*(?:no\.|number|id)?\s*[:#=]\s*|\s+(?:no\.\s*)?|\)\s*|(?=\d))(?P<rest>\S.*)"
)
_WRAPPED = re.compile(
    r"\[[^\[\]]*\]\((?P<markdown>\S+)\)|\\(?:url|href|doi)\{(?P<latex>[^{}]+)\}.*|<a\s[^>]*href=[\"'](?P<html>[^\"']+).*"
)
"""An identifier in the markup of a link."""
_UNSEEN = str.maketrans({**dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"), "\uff1a": ":"})
"""What is pasted along from web pages: signs of no width, the colon of Chinese type."""
_PRICE = re.compile(r"\s*:\s*(?:[$£€]|[A-Z]{2,3}\b|F\b).*$")
_BINDING = re.compile(r"\s*\([^()\d]+\)$")
"""What a title page puts after a number: "(pbk.)", "(print)"."""
_OLD_ARXIV = (
    r"(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math(?:-ph)?|nlin|nucl-(?:ex|th)|physics|quant-ph|cs|q-bio|q-fin|stat)"
    r"(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?"
)


def recognise(text: str) -> Identifier | None:
    """Read a text that is one identifier and nothing else; None where it is not one.

    Raises IdentifierError where the kind is plain ("isbn: ...", a DOI address) and the rest is wrong.
    """
    text = " ".join(text.translate(_UNSEEN).split())
    if wrapped := _WRAPPED.fullmatch(text):
        return recognise(next(filter(None, wrapped.groups())))
    text = undressed(text)
    if re.match(r"10\.\d{4,9}%2[Ff]\S+$", text):
        text = unquote(text)
    if not text:
        return None
    if name := persistent(text):
        return name
    if _ADDRESS.match(text) and not re.fullmatch(_OLD_ARXIV, text):
        return None if " " in text else from_url(text if "//" in text else f"https://{text}")
    named = _PREFIX.fullmatch(text)
    if named and named["word"].lower() != "url":
        kind, rest = _PREFIXES[named["word"].lower()], undressed(named["rest"])
        if re.match(r"(?i)https?://", rest):
            return from_url(rest)
        if (again := _PREFIX.fullmatch(rest)) and _PREFIXES[again["word"].lower()] is kind:
            return recognise(rest)
        if kind in (Isbn, Issn):
            rest = _BINDING.sub("", _PRICE.sub("", rest))
        elif kind is ArxivId:
            rest = re.sub(r"\s*\[[\w.-]+\]?(?: \d{1,2} \w{3,9} \d{4})?$", "", rest)
        elif kind is ArchiveId and re.search(r"\s$", text[: named.start("rest")]):
            return None
        # "Archive 1917" and "HAL 9000" are titles; "archive:1917" is meant.
        plain = re.search(r"[:#=]\s*$", text[: named.start("rest")]) or (
            kind is ArxivId and ArxivId.FORM.fullmatch(rest)
        )
        if kind in (ArchiveId, ArxivId, HalId, OpenLibraryId) and not plain:
            return None
        if (kind is Pmcid and plain) or kind is ArchiveId or re.search(r"\d", rest):
            if kind is Isbn and not re.fullmatch(r"[\dXx\s\u2010-\u2015\u2212.-]+", rest):
                return None
            if " " not in rest or kind in (Isbn, Issn, Lccn):
                return kind(rest)
        return None
    return _bare(text)


def _bare(text: str) -> Identifier | None:
    """Read an identifier without prefix, of a kind its shape alone betrays."""
    if Doi.FORM.fullmatch(text):
        return Doi(text)
    text = _BINDING.sub("", text)
    parts = re.split(r"[\s\u2010-\u2015\u2212.-]+", text)
    if re.fullmatch(r"97[89]\d{10}", "".join(parts)) or _may_be_isbn_10(parts):
        return Isbn(text)
    if re.fullmatch(r"\d{4}[-\u2010-\u2015]\d{3}[\dXx]", text) and not re.fullmatch(
        r"(?:1[4-9]|20)\d\d.(?:1[4-9]|20)\d\d", text
    ):
        # 1917-1921 and 1936-1939 are spans of years, though the second has a right check digit.
        try:
            return Issn(text)
        except IdentifierError:
            return None
    if re.fullmatch(r"(?i)pmc\d{3,9}(?:\.\d)?", text):
        return Pmcid(text)
    if re.fullmatch(r"oc[mn]\d{8,9}|on\d{10}", text):
        return Oclc(text)
    if re.fullmatch(r"OL\d+[MW]", text):
        return OpenLibraryId(text)
    if re.fullmatch(r"\d{4}\.\d{4,5}(?:v\d+)?|" + _OLD_ARXIV, text):
        return ArxivId(text)
    if re.fullmatch(
        r"(?i)(?:hal|tel|halshs|medihal|dumas|inria|ineris|pasteur|lirmm|cel|hceres|artxibo|ijn|sic)-\d{8}(?:v\d+)?",
        text,
    ):
        return HalId(text)
    return None


def _may_be_isbn_10(parts: list[str]) -> bool:
    """Tell an ISBN of ten digits, whole or in up to four parts whose last is the check digit, from a telephone number."""
    digits = "".join(parts).upper()
    divided = len(parts) == 1 or (len(parts) <= 4 and len(parts[-1]) == 1)
    return divided and bool(re.fullmatch(r"\d{9}[\dX]", digits)) and len(set(digits)) > 1


def find_dois(text: str) -> Iterator[Doi]:
    """Yield every distinct DOI in running text, in order; punctuation that closes the sentence is no part of it."""
    seen: set[str] = set()
    for found in re.finditer(r"(?i)\b10\.\d{4,9}(?:\.\d+)*/[^\s\"<>|\\^`\x00-\x1f\x7f]+", text):
        doi = Doi(found[0])
        if doi.value not in seen:
            seen.add(doi.value)
            yield doi


def find_isbns(text: str) -> Iterator[Isbn]:
    """Yield every distinct ISBN with a right check digit, announced by the letters ISBN or by 978/979."""
    seen: set[str] = set()
    for found in re.finditer(
        r"(?i)(?:isbn(?:-1[03])?[:\s]*)((?:\d[\s\u2010-\u2015-]?){9,12}[\dX])\b|\b(97[89][\s-]?(?:\d[\s-]?){9}\d)\b",
        text,
    ):
        try:
            isbn = Isbn(found[1] or found[2])
        except IdentifierError:
            continue
        if isbn.value not in seen:
            seen.add(isbn.value)
            yield isbn
