"""PDFs: the identifier they carry, surest place first; metadata where there is none."""

import io
from pathlib import Path

import pytest

from sergecite.errors import InputError
from sergecite.model.identifier import ArxivId, Doi, Isbn
from sergecite.sources.intake import IdentifierItem, items_in
from sergecite.sources.pdf import read_pdf

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
