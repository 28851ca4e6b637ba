"""Identifiers of works: recognised in any spelling, checked, kept in one form.

Each class is frozen and valid by construction: `Isbn("0-19-281037-9")` keeps "9780192810373", a wrong check digit
raises IdentifierError. `recognise` reads a whole string that is nothing but an identifier, however it is dressed
(URL, prefix, brackets, trailing punctuation); `find_dois` and `find_isbns` look inside running text.

Sources: ISO 2108 (ISBN), ISO 3297 (ISSN), https://www.doi.org/doi_handbook, https://info.arxiv.org/help/arxiv_identifier.html,
https://www.loc.gov/marc/lccn-namespace.html, https://www.ncbi.nlm.nih.gov/pmc/pmctopmid/.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

from sergecite.errors import InputError

_TRAILING = ".,;:!?'\"’”»›>…"
_PAIRS = {")": "(", "]": "[", "}": "{"}


class IdentifierError(InputError):
    """A text that looks like an identifier of a kind and is none: a wrong check digit, a wrong length."""


@dataclass(frozen=True, slots=True)
class _Identifier:
    """What all identifiers share: `value` is the one normal form, without prefix."""

    value: str

    kind: ClassVar[str] = ""
    """The word users write before it, in lower case: "doi"."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", self._normal(self.value.strip()))

    @classmethod
    def _normal(cls, text: str) -> str:
        raise NotImplementedError

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"


class Doi(_Identifier):
    """A DOI, compared and kept in lower case (DOI handbook 2.4); the suffix may hold any printable character."""

    __slots__ = ()
    kind = "doi"
    _FORM = re.compile(r"10\.\d{2,9}(?:\.\d+)*/[^\s\x00-\x1f\x7f]+")

    @classmethod
    def _normal(cls, text: str) -> str:
        text = undressed(text).lower()
        if not cls._FORM.fullmatch(text):
            raise IdentifierError(f"not a DOI: {text!r}", hint="a DOI is 10.PREFIX/SUFFIX")
        return text

    @property
    def url(self) -> str:
        """The resolver's address."""
        return f"https://doi.org/{self.value}"


class Isbn(_Identifier):
    """An ISBN, kept as its thirteen digits; ISBN-10 and SBN (nine digits) are converted, check digits verified."""

    __slots__ = ()
    kind = "isbn"

    @classmethod
    def _normal(cls, text: str) -> str:
        digits = re.sub(r"[\s\u2010-\u2015\u2212.-]", "", text).upper()
        if re.fullmatch(r"\d{8}[\dX]", digits):
            digits = "0" + digits
        if re.fullmatch(r"\d{9}[\dX]", digits):
            if _isbn10_check(digits[:9]) != digits[9]:
                raise IdentifierError(
                    f"the check digit of ISBN {text} is wrong", hint="one digit is mistyped, or two are swapped"
                )
            stem = "978" + digits[:9]
            return stem + _ean_check(stem)
        if not re.fullmatch(r"97[89]\d{10}", digits):
            raise IdentifierError(f"not an ISBN: {text!r}", hint="an ISBN has 10 digits, or 13 beginning 978 or 979")
        if _ean_check(digits[:12]) != digits[12]:
            raise IdentifierError(
                f"the check digit of ISBN {text} is wrong", hint="one digit is mistyped, or two are swapped"
            )
        return digits

    @property
    def isbn10(self) -> str | None:
        """The ten-digit form; None for numbers that begin 979."""
        if not self.value.startswith("978"):
            return None
        return self.value[3:12] + _isbn10_check(self.value[3:12])


class Issn(_Identifier):
    """An ISSN, kept as "1234-567X"."""

    __slots__ = ()
    kind = "issn"

    @classmethod
    def _normal(cls, text: str) -> str:
        digits = re.sub(r"[\s\u2010-\u2015\u2212-]", "", text).upper()
        if not re.fullmatch(r"\d{7}[\dX]", digits):
            raise IdentifierError(f"not an ISSN: {text!r}", hint="an ISSN is 1234-567X")
        rest = -sum(int(digit) * weight for digit, weight in zip(digits[:7], range(8, 1, -1), strict=True)) % 11
        if "0123456789X"[rest] != digits[7]:
            raise IdentifierError(f"the check digit of ISSN {text} is wrong")
        return f"{digits[:4]}-{digits[4:]}"


class ArxivId(_Identifier):
    """An arXiv id, new (2101.01234v2) or old (hep-th/9901001); a version is kept."""

    __slots__ = ()
    kind = "arxiv"
    _FORM = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-zA-Z]{2})?/\d{7})(?:v\d+)?")

    @classmethod
    def _normal(cls, text: str) -> str:
        if not cls._FORM.fullmatch(text):
            raise IdentifierError(f"not an arXiv id: {text!r}", hint="an arXiv id is 2101.01234 or hep-th/9901001")
        return text


class Pmid(_Identifier):
    """A PubMed id."""

    __slots__ = ()
    kind = "pmid"

    @classmethod
    def _normal(cls, text: str) -> str:
        return _digits(text, 1, 8, "a PMID")


class Pmcid(_Identifier):
    """A PubMed Central id, kept with its letters: "PMC1234567"."""

    __slots__ = ()
    kind = "pmcid"

    @classmethod
    def _normal(cls, text: str) -> str:
        return "PMC" + _digits(re.sub(r"(?i)^pmc", "", text), 1, 9, "a PMCID")


class Lccn(_Identifier):
    """A Library of Congress control number in the normal form of the "lccn" info URI."""

    __slots__ = ()
    kind = "lccn"

    @classmethod
    def _normal(cls, text: str) -> str:
        text = re.sub(r"\s", "", text).split("/")[0].lower()
        prefix, dash, serial = text.partition("-")
        if dash:
            text = prefix + serial.zfill(6)
        if not re.fullmatch(r"(?:[a-z]{0,3}\d{8}|[a-z]{0,2}\d{10})", text):
            raise IdentifierError(f"not an LCCN: {text!r}", hint="an LCCN is 62-52930, 2001012345 or n78890351")
        return text


class Oclc(_Identifier):
    """An OCLC (WorldCat) number."""

    __slots__ = ()
    kind = "oclc"

    @classmethod
    def _normal(cls, text: str) -> str:
        return _digits(re.sub(r"(?i)^oc[mn]|^on", "", text), 1, 12, "an OCLC number").lstrip("0")


class HalId(_Identifier):
    """A deposit in the French open archive HAL: "hal-01234567", "tel-00345678"; a version is dropped."""

    __slots__ = ()
    kind = "hal"

    @classmethod
    def _normal(cls, text: str) -> str:
        found = re.fullmatch(r"([a-z][a-z_]*(?:-[a-z]+)?-\d{8})(?:v\d+)?", text.lower())
        if not found:
            raise IdentifierError(f"not a HAL id: {text!r}", hint="a HAL id is hal-01234567")
        return found[1]


class ArchiveId(_Identifier):
    """An item of the Internet Archive: the last part of https://archive.org/details/..."""

    __slots__ = ()
    kind = "archive"

    @classmethod
    def _normal(cls, text: str) -> str:
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{1,100}", text):
            raise IdentifierError(f"not an archive.org item: {text!r}")
        return text


class OpenLibraryId(_Identifier):
    """A work or edition of Open Library: "OL45804W", "OL7353617M"."""

    __slots__ = ()
    kind = "openlibrary"

    @classmethod
    def _normal(cls, text: str) -> str:
        if not re.fullmatch(r"OL\d+[MW]", text.upper()):
            raise IdentifierError(f"not an Open Library id: {text!r}")
        return text.upper()


class WebAddress(_Identifier):
    """The address of a web page (http or https) that carries no identifier of another kind."""

    __slots__ = ()
    kind = "url"

    @classmethod
    def _normal(cls, text: str) -> str:
        parts = _split_url(text)
        if parts is None or not parts[1] or any(ord(letter) < 33 for letter in text):
            raise IdentifierError(f"not a web address: {text!r}", hint="a web address begins with http:// or https://")
        return text

    def __str__(self) -> str:
        return self.value


Identifier = Doi | Isbn | Issn | ArxivId | Pmid | Pmcid | Lccn | Oclc | HalId | ArchiveId | OpenLibraryId | WebAddress
KINDS: dict[str, type[Identifier]] = {
    one.kind: one
    for one in (Doi, Isbn, Issn, ArxivId, Pmid, Pmcid, Lccn, Oclc, HalId, ArchiveId, OpenLibraryId, WebAddress)
}
_PREFIXES = {
    **KINDS,
    "isbn-10": Isbn, "isbn-13": Isbn, "isbn10": Isbn, "isbn13": Isbn, "issn-l": Issn, "eissn": Issn, "e-issn": Issn,
    "pubmed": Pmid, "pmc": Pmcid, "ocolc": Oclc, "worldcat": Oclc, "info:doi/": Doi, "urn:isbn": Isbn, "urn:issn": Issn,
    "info:lccn/": Lccn, "info:pmid/": Pmid, "info:oclcnum/": Oclc, "urn:doi": Doi,
}  # fmt: skip
_PREFIX = re.compile(
    r"(?i)(?P<word>" + "|".join(re.escape(word) for word in sorted(_PREFIXES, key=len, reverse=True)) + r")"
    r"(?:(?<=/)|\s*(?:no\.|number|id)?\s*[:#=]\s*|\s+)(?P<rest>\S.*)"
)


def recognise(text: str) -> Identifier | None:
    """Read a text that is one identifier and nothing else; None where it is not one.

    Raises IdentifierError where the kind is plain ("isbn: ...", a DOI address) and the rest is wrong.
    """
    text = undressed(" ".join(text.split()))
    if not text:
        return None
    if re.match(r"(?i)https?://|www\.|(?:dx\.)?doi\.org/", text):
        return None if " " in text else from_url(text if "//" in text else f"https://{text}")
    named = _PREFIX.fullmatch(text)
    if named and named["word"].lower() != "url":
        kind, rest = _PREFIXES[named["word"].lower()], undressed(named["rest"])
        if re.match(r"(?i)https?://", rest):
            return from_url(rest)
        # "Archive 1917" and "HAL 9000" are titles; "archive:1917" is meant.
        if kind in (ArchiveId, ArxivId, HalId, OpenLibraryId) and not re.search(r"[:#=]\s*$", text[: named.start("rest")]):
            return None
        if kind is Pmcid or re.search(r"\d", rest):
            if kind is Isbn and not re.fullmatch(r"[\dXx\s\u2010-\u2015\u2212.-]+", rest):
                return None
            if " " not in rest or kind in (Isbn, Issn, Lccn):
                return kind(rest)
        return None
    return _bare(text)


def _bare(text: str) -> Identifier | None:
    """Read an identifier without prefix, of a kind its shape alone betrays."""
    if Doi._FORM.fullmatch(text):  # noqa: SLF001  # its own module
        return Doi(text)
    squeezed = re.sub(r"[\s\u2010-\u2015\u2212-]", "", text).upper()
    if re.fullmatch(r"97[89]\d{10}", squeezed) or re.fullmatch(r"\d{9}[\dX]", squeezed):
        return Isbn(text)
    if re.fullmatch(r"\d{4}[-\u2010-\u2015]\d{3}[\dXx]", text):
        # 1917-1921 is a span of years, and years seldom satisfy the check digit.
        try:
            return Issn(text)
        except IdentifierError:
            return None
    if re.fullmatch(r"(?i)pmc\d{3,9}", text):
        return Pmcid(text)
    if re.fullmatch(
        r"\d{4}\.\d{4,5}(?:v\d+)?|(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math(?:-ph)?|nlin|nucl-(?:ex|th)|physics|quant-ph|cs|q-bio|q-fin|stat)(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?",
        text,
    ):
        return ArxivId(text)
    if re.fullmatch(
        r"(?i)(?:hal|tel|halshs|medihal|dumas|inria|ineris|pasteur|lirmm|cel|hceres|artxibo|ijn|sic)-\d{8}(?:v\d+)?",
        text,
    ):
        return HalId(text)
    return None


def from_url(url: str) -> Identifier:
    """Return the identifier an address carries; the address itself where it carries none."""
    split = _split_url(url)
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
    if host == "jstor.org" or host.endswith(".jstor.org"):
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
    (re.compile(r"worldcat\.org"), Isbn, re.compile(r"/isbn/([\dXx-]+)")),
    (re.compile(r"(?:[\w-]+\.)?(?:archives-ouvertes\.fr|hal\.science|science)"), HalId, re.compile(r"/([a-z_]+(?:-[a-z]+)?-\d{8})")),
    (re.compile(r"archive\.org"), ArchiveId, re.compile(r"^/(?:details|stream|download|embed)/([^/]+)")),
    (re.compile(r"openlibrary\.org"), Isbn, re.compile(r"^/isbn/([\dXx-]+)")),
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


def undressed(text: str) -> str:
    """Strip surrounding quotes and brackets, and punctuation that ends a sentence around it."""
    text = text.strip().lstrip("<«\"'“‘([{").rstrip()
    while text and (
        text[-1] in _TRAILING or (text[-1] in _PAIRS and text.count(text[-1]) > text.count(_PAIRS[text[-1]]))
    ):
        if text[-1] == ">" and "<" in text:
            # 10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o holds brackets of its own.
            break
        text = text[:-1]
    return text


def _split_url(url: str) -> tuple[str, str, str, dict[str, list[str]]] | None:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https"):
        return None
    return parts.scheme, host, parts.path, parse_qs(parts.query)


def _digits(text: str, least: int, most: int, name: str) -> str:
    if not (text.isascii() and text.isdigit() and least <= len(text) <= most):
        raise IdentifierError(f"not {name}: {text!r}", hint=f"{name} has {least} to {most} digits")
    return text


def _isbn10_check(nine: str) -> str:
    return "0123456789X"[-sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11]


def _ean_check(twelve: str) -> str:
    return str(-sum(int(digit) * weight for digit, weight in zip(twelve, [1, 3] * 6, strict=True)) % 10)
