"""A PDF -> the identifier it carries, else what its metadata say. Needs pypdf (an extra).

A publisher's DOI stands in the XMP packet (PRISM), the document information or on the first page; the cover pages of
archives carry it too. The text beyond the first two pages cites other works and is not looked at.
"""

import io
import logging
import re
from dataclasses import dataclass

from sergecite.errors import InputError
from sergecite.model.entry import Entry
from sergecite.model.identifier import ArxivId, Identifier, IdentifierError
from sergecite.model.recognise import find_dois, find_isbns
from sergecite.sources.clean import plain
from sergecite.sources.dates import from_text
from sergecite.sources.draft import Draft
from sergecite.sources.names import several
from sergecite.sources.types import Format, Problem, Reading

_PAGES = 2
_LARGEST = 200_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfReading:
    """What a PDF says of itself: an identifier, and an entry of its metadata where they have a title."""

    identifier: Identifier | None
    entry: Entry | None


def read_pdf(data: bytes, place: str) -> PdfReading:
    """Read a PDF. InputError where it cannot be opened or pypdf is missing."""
    try:
        from pypdf import PdfReader  # noqa: PLC0415
        from pypdf.errors import PyPdfError  # noqa: PLC0415
    except ImportError:
        raise InputError("reading PDF needs the package pypdf", place=place, hint="pip install pypdf") from None
    if len(data) > _LARGEST:
        raise InputError("this PDF is too large to be looked into", place=place)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("the PDF is locked by a password", place=place)
        info = {str(key).lstrip("/").lower(): str(value) for key, value in (reader.metadata or {}).items()}
        xmp = reader.xmp_metadata.stream.get_data().decode("utf-8", "replace") if reader.xmp_metadata else ""
        text = "\n".join(page.extract_text() for page in list(reader.pages)[:_PAGES])
    # A damaged PDF breaks its reader in many ways: what any of them means to a user is the same.
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
        NotImplementedError,
        AssertionError,
    ) as fault:
        raise InputError(f"the PDF cannot be read: {type(fault).__name__}", place=place) from None
    return PdfReading(identifier=_identifier(info, xmp, text), entry=_entry(info, place))


def _identifier(info: dict[str, str], xmp: str, text: str) -> Identifier | None:
    """Return the first identifier, the surest place first; a page with many DOIs is a list of references."""
    for source in (info.get("doi", ""), xmp, " ".join(info.values())):
        for doi in find_dois(re.sub(r"</?[^>]+>", " ", source)):
            return doi
    arxiv = re.search(r"arXiv:(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+/\d{7}(?:v\d+)?)", text)
    if arxiv:
        try:
            return ArxivId(arxiv[1])
        except IdentifierError:
            pass
    dois = list(find_dois(text))
    if dois and len(dois) <= 3:
        return dois[0]
    return next(find_isbns(text), None)


def _entry(info: dict[str, str], place: str) -> Entry | None:
    title = plain(info.get("title", ""))
    # Word processors put the file's name there.
    if len(title) < 6 or re.search(r"(?i)\.(?:docx?|indd|pdf|qxd|tex|dvi)$|^microsoft word|^untitled", title):
        return None
    draft = Draft("misc", place=place)
    draft.title(title)
    for person in several(info.get("author", "")):
        draft.name("author", person)
    found = re.match(r"D:(\d{4})(\d{2})?", info.get("creationdate", ""))
    draft.put("howpublished", "PDF")
    draft.put("date", from_text(found[1]) if found else "")
    return draft.entry()


def _as_file(data: bytes, place: str) -> Reading:
    """Read a PDF without an identifier as a file of one work: what its metadata say."""
    entry = read_pdf(data, place).entry
    problem = Problem(
        message="no identifier and no title in this PDF", place=place, hint="add it by its DOI, ISBN or title"
    )
    return Reading(entries=(entry,)) if entry else Reading(problems=(problem,))


PDF = Format(name="pdf", label="PDF", suffixes=(".pdf",), detects=lambda text: "%PDF-" in text[:1024], read=_as_file)
