"""PDFs: the identifier they carry, surest place first; metadata where there is none."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sergecite.errors import InputError, SergeciteError
from sergecite.model.identifier import ArxivId, Doi, Isbn, WebAddress
from sergecite.sources.http import Client
from sergecite.sources.intake import IdentifierItem, items_in
from sergecite.sources.look_up import look_up
from sergecite.sources.pdf import read_pdf

if TYPE_CHECKING:
    from sergecite.sources.settings import SourceSettings
    from tests.sources.conftest import Loopback

pypdf = pytest.importorskip("pypdf")


def pdf(text: str = "", **info: str) -> bytes:
    """Return a PDF of one page with a text and document information."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject  # noqa: PLC0415

    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(400, 400)
    stream = DecodedStreamObject()
    lines = "".join(f"({line}) Tj 0 -14 Td " for line in text.replace("(", r"\(").replace(")", r"\)").splitlines())
    stream.set_data(f"BT /F1 10 Tf 10 380 Td {lines}ET".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    writer.add_metadata({f"/{name}": value for name, value in info.items()})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "identifier"),
    [
        (
            pdf("Nothing here", Subject="Critique 24 (1996). doi:10.1080/03017609608413274"),
            Doi("10.1080/03017609608413274"),
        ),
        (pdf("Page 1", doi="10.1000/info"), Doi("10.1000/info")),
        (pdf("To cite: https://doi.org/10.1000/page."), Doi("10.1000/page")),
        (pdf("arXiv:2101.01234v2 [cs.DL] 5 Jan 2021"), ArxivId("2101.01234v2")),
        (pdf("First published 1967\nISBN 978-1-59017-451-7"), Isbn("9781590174517")),
        (pdf("\n".join(f"doi:10.1000/{number}" for number in range(9))), None),
        (pdf("Just a text"), None),
    ],
)
def test_the_identifier_is_found(data: bytes, identifier: object) -> None:
    """Document information before the page; a page with many DOIs is a bibliography and tells nothing."""
    assert read_pdf(data, "f.pdf").identifier == identifier


def test_metadata_stand_in(tmp_path: Path) -> None:
    """A title and author of the document information make an entry; a file's name is no title."""
    entry = read_pdf(pdf("Text", Title="On Stalinism", Author="Susan Weissman and Richard Greeman"), "f.pdf").entry
    assert entry is not None
    assert (entry.text("title"), entry.text("author")) == ("On Stalinism", "Susan Weissman; Richard Greeman")
    assert read_pdf(pdf("Text", Title="chapter3_final.docx"), "f.pdf").entry is None


def test_a_pdf_among_the_items_is_its_identifier() -> None:
    """`add paper.pdf` asks for the DOI it carries."""
    (item,) = items_in(pdf("https://doi.org/10.1000/page"), "paper.pdf")
    assert item == IdentifierItem(identifier=Doi("10.1000/page"), text="paper.pdf", place="paper.pdf")


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.4", b"%PDF-1.7\n" + b"\x00" * 3000, pdf("text")[:400], b"%PDF-1.4\n1 0 obj<</Length 9999999>>stream"],
)
def test_a_damaged_pdf_is_told(data: bytes) -> None:
    """Cut off or empty: one sentence with the place."""
    try:
        reading = read_pdf(data, "f.pdf")
    except InputError as fault:
        assert fault.place == "f.pdf"  # noqa: PT017  # both outcomes are right
    else:
        assert reading.identifier is None


def test_a_pdf_behind_an_address_leads_to_its_identifier(client: Client, service: Loopback) -> None:
    """The DOI on its first page is looked up; that it was seen at the address is kept."""
    service.say("/paper.pdf", pdf("https://doi.org/10.1000/page"), content_type="application/pdf")
    service.json(
        "/crossref/works/10.1000/page", {"message": {"DOI": "10.1000/page", "type": "book", "title": ["A Book"]}}
    )
    found = look_up(client, WebAddress(f"{service.url}/paper.pdf"))
    assert found.entry.text("title") == "A Book"
    assert [one.service for one in found.provenance] == ["crossref", "web"]


def test_a_pdf_behind_an_address_without_identifier_is_what_it_says(client: Client, service: Loopback) -> None:
    """Its metadata make an online source with the day it was seen; the address decides nothing, the bytes do."""
    data = pdf("Just a text", Title="On the prisons of the republic", Author="Victor Serge")
    service.say("/download", data, content_type="application/octet-stream")
    entry = look_up(client, WebAddress(f"{service.url}/download")).entry
    assert (entry.entry_type, entry.text("title")) == ("online", "On the prisons of the republic")
    assert entry.text("url") == f"{service.url}/download"
    assert len(entry.text("urldate")) == 10


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 broken", "cannot be read"),
        (b"%PDF-" + b" " * 300_000, "larger than 0 MB"),
        (pdf(), "no page there that says what it is"),
    ],
    ids=["broken", "too large", "silent"],
)
def test_a_pdf_behind_an_address_that_is_no_use_is_told(
    settings: SourceSettings, service: Loopback, data: bytes, message: str
) -> None:
    """Broken, too large, or without a word about itself: a message, no entry."""
    service.say("/paper.pdf", data, content_type="application/pdf")
    client = Client(replace(settings, largest=200_000), sleep=lambda _: None)
    with pytest.raises(SergeciteError, match=message):
        look_up(client, WebAddress(f"{service.url}/paper.pdf"))
    client.close()
