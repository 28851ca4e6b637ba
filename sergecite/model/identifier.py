"""Identifiers of works: recognised in any spelling, checked, kept in one form.

Each class is frozen and valid by construction: `Isbn("0-19-281037-9")` keeps "9780192810373", a wrong check digit
raises IdentifierError. recognise.py reads them in any spelling.

Sources: ISO 2108 (ISBN), ISO 3297 (ISSN), https://www.doi.org/doi_handbook, https://info.arxiv.org/help/arxiv_identifier.html,
https://www.loc.gov/marc/lccn-namespace.html, https://www.ncbi.nlm.nih.gov/pmc/pmctopmid/.
"""

import re
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from sergecite.errors import InputError

_TRAILING = ".,;:!?'\"’”»›>⟩…"
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
    FORM = re.compile(r"10\.\d{2,9}(?:\.\d+)*/[^\s\x00-\x1f\x7f]+")

    @classmethod
    def _normal(cls, text: str) -> str:
        text = undressed(text).lower()
        if not cls.FORM.fullmatch(text):
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
    FORM = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-zA-Z]{2})?/\d{7})(?:v\d+)?")

    @classmethod
    def _normal(cls, text: str) -> str:
        if not cls.FORM.fullmatch(text):
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
    """A PubMed Central id, kept with its letters: "PMC1234567"; a version is dropped."""

    __slots__ = ()
    kind = "pmcid"

    @classmethod
    def _normal(cls, text: str) -> str:
        return "PMC" + _digits(re.sub(r"(?i)^pmc\s?|\.\d$", "", text), 1, 9, "a PMCID")


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
        parts = split_url(text)
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


def undressed(text: str) -> str:
    """Strip surrounding quotes and brackets, and punctuation that ends a sentence around it."""
    text = text.strip().lstrip("<⟨«\"'“‘([{").rstrip()
    while text and (
        text[-1] in _TRAILING or (text[-1] in _PAIRS and text.count(text[-1]) > text.count(_PAIRS[text[-1]]))
    ):
        if text[-1] == ">" and "<" in text:
            # 10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o holds brackets of its own.
            break
        text = text[:-1]
    return text


def split_url(url: str) -> tuple[str, str, str, dict[str, list[str]]] | None:
    """Return scheme, host in lower case, path and query of a web address; None where it is none."""
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
