"""Identifiers in any spelling: as addresses, with prefixes, in brackets, with punctuation after them, in running text.

`recognise` reads a whole string that is nothing but an identifier; `find_dois` and `find_isbns` look inside a text.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

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
    WebAddress,
    split_url,
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
    r"(?i)(?P<word>" + "|".join(re.escape(word) for word in sorted(_PREFIXES, key=len, reverse=True)) + r")"
    r"(?:(?<=/)|\s*(?:no\.|number|id)?\s*[:#=]\s*|\s+|\)\s*|(?=\d))(?P<rest>\S.*)"
)
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
    text = undressed(" ".join(text.split()))
    if not text:
        return None
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
            rest = _BINDING.sub("", rest)
        elif kind is ArxivId:
            rest = re.sub(r"\s*\[[\w.-]+\]?$", "", rest)
        elif kind is ArchiveId and re.search(r"\s$", text[: named.start("rest")]):
            return None
        # "Archive 1917" and "HAL 9000" are titles; "archive:1917" is meant.
        if kind in (ArchiveId, ArxivId, HalId, OpenLibraryId) and not re.search(
            r"[:#=]\s*$", text[: named.start("rest")]
        ):
            return None
        if kind in (Pmcid, ArchiveId) or re.search(r"\d", rest):
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
    if re.fullmatch(r"\d{4}[-\u2010-\u2015]\d{3}[\dXx]", text):
        # 1917-1921 is a span of years, and years seldom satisfy the check digit.
        try:
            return Issn(text)
        except IdentifierError:
            return None
    if re.fullmatch(r"(?i)pmc\d{3,9}", text):
        return Pmcid(text)
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


def from_url(url: str) -> Identifier:
    """Return the identifier an address carries; the address itself where it carries none."""
    split = split_url(url)
    if split is None:
        raise IdentifierError(f"not a web address: {url!r}", hint="a web address begins with http:// or https://")
    _, host, path, query = split
    host = host.removeprefix("www.").removeprefix("dx.").removeprefix("m.")
    path = unquote(path)
    for form, kind, what in _URLS:
        if form.fullmatch(host):
            found = what.search(path)
            if found:
                try:
                    return kind(found[1])
                except IdentifierError:
                    if kind is Doi:
                        raise
    # Libraries' proxies lengthen the host: jstor.org.ezproxy.example.edu, www-jstor-org.ezproxy.example.edu.
    if re.search(r"(?:^|[.-])jstor[.-]org(?:\.|$)", host):
        found = re.search(r"/stable/(?:pdf/|info/)?(10\.\d+/[^?#]+|[a-z]?[\w.]+?)(?:\.pdf)?/?$", path)
        if found:
            return Doi(found[1] if found[1].startswith("10.") else f"10.2307/{found[1]}")
    if host.startswith("books.google.") and query.get("vid", [""])[0].upper().startswith("ISBN"):
        return Isbn(query["vid"][0][4:])
    found = re.search(
        r"/(?:doi/(?:abs/|full/|pdf/|epdf/|book/)?|article/|chapter/|book/)?(10\.\d{4,9}/[^?#]+?)(?:/(?:full|abstract|pdf|meta|html)|\.pdf)?/?$",
        path,
    )
    if found:
        return Doi(found[1])
    return WebAddress(url)


_URLS: tuple[tuple[re.Pattern[str], type[Identifier], re.Pattern[str]], ...] = (
    (re.compile(r"doi\.org"), Doi, re.compile(r"^/(.+)")),
    (re.compile(r"(?:export\.)?arxiv\.org"), ArxivId, re.compile(r"^/(?:abs|pdf|html|ps|format)/(.+?)(?:\.pdf)?/?$")),
    (re.compile(r"pubmed\.ncbi\.nlm\.nih\.gov"), Pmid, re.compile(r"^/(\d+)")),
    (re.compile(r"ncbi\.nlm\.nih\.gov"), Pmid, re.compile(r"^/pubmed/(\d+)")),
    (re.compile(r"(?:pmc\.)?ncbi\.nlm\.nih\.gov|europepmc\.org"), Pmcid, re.compile(r"(?i)/(PMC\d+)")),
    (re.compile(r"europepmc\.org"), Pmid, re.compile(r"(?i)/med/(\d+)")),
    (re.compile(r"lccn\.loc\.gov"), Lccn, re.compile(r"^/(\w[\w-]*)")),
    (re.compile(r"(?:search\.)?worldcat\.org"), Oclc, re.compile(r"/(?:oclc|title)/(?:[^/]*/)?(?:oclc/)?(\d+)")),
    (re.compile(r"(?:[\w-]+\.)?(?:archives-ouvertes\.fr|hal\.science|science)"), HalId, re.compile(r"/([a-z_]+(?:-[a-z]+)?-\d{8})")),
    (re.compile(r"archive\.org"), ArchiveId, re.compile(r"^/(?:details|stream|download|embed)/([^/]+)")),
    (re.compile(r"amazon\.[a-z.]+"), Isbn, re.compile(r"/(?:dp|gp/product)/(\d{9}[\dX])(?:/|$)")),
    (re.compile(r".*"), Isbn, re.compile(r"(?i)/isbn/(97[89][\d-]{10,14}|[\d-]{9,12}[\dX])(?:/|$)")),
    (re.compile(r"openlibrary\.org"), OpenLibraryId, re.compile(r"^/(?:works|books)/(OL\d+[MW])")),
    (re.compile(r"portal\.issn\.org"), Issn, re.compile(r"/ISSN/(\d{4}-\d{3}[\dXx])")),
)  # fmt: skip


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
