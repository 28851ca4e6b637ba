"""Word, OpenDocument and EPUB: notes with italics as the program shows them, and hostile files refused."""

import io
import zipfile
from pathlib import Path

import pytest

from sergecite.errors import InputError
from sergecite.essay.reader import read_bytes, read_essay
from sergecite.model.document import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _zip(**parts: str) -> bytes:
    """Pack parts whose names are written with __ for / and _dot_ for a second point."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return buffer.getvalue()


def _docx(body: str, footnotes: str = "", endnotes: str = "", **more: str) -> Document:
    parts = {
        "word__document_dot_xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word__footnotes_dot_xml": f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>{footnotes}'
        "</w:footnotes>",
        "word__endnotes_dot_xml": f"<w:endnotes {W}>{endnotes}</w:endnotes>",
    }
    return read_bytes(_zip(**parts, **more), "essay.docx")


def _foot(number: int, inner: str) -> str:
    return f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{inner}</w:p></w:footnote>'


def _call(number: int, kind: str = "footnote", more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"{more}/></w:r>'


def test_word_footnotes_have_their_italics() -> None:
    """Italics come from the run or from its style; struck-out text and field codes are left out."""
    styles = (
        f'<w:styles {W}><w:style w:styleId="Base"><w:rPr><w:i/></w:rPr></w:style><w:style w:styleId="Title1">'
        '<w:basedOn w:val="Base"/></w:style></w:styles>'
    )
    document = _docx(
        f"<w:p><w:r><w:t>One.</w:t></w:r>{_call(7)}<w:r><w:t> Two.</w:t></w:r>{_call(3)}</w:p>",
        _foot(3, "<w:r><w:t>Ibid.</w:t></w:r>")
        + _foot(
            7,
            '<w:r><w:t xml:space="preserve"> Serge, </w:t></w:r><w:r><w:rPr><w:rStyle w:val="Title1"/></w:rPr><w:t>Memoirs</w:t></w:r>'
            "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>, </w:t></w:r></w:ins><w:r><w:instrText>ADDIN"
            '</w:instrText></w:r><w:r><w:rPr><w:i w:val="0"/></w:rPr><w:t>34.</w:t></w:r>',
        ),
        word__styles_dot_xml=styles,
    )
    assert document.body == "One.1 Two.2"
    assert [(note.number, note.text) for note in document.notes] == [("1", "Serge, Memoirs, 34."), ("2", "Ibid.")]
    first = document.notes[0]
    assert [first.text[start:end] for start, end in first.italics] == ["Memoirs"]
    assert not document.has_offsets


def test_word_endnotes_and_own_marks() -> None:
    """Endnotes beside footnotes count i, ii as Word shows them; a mark of the author's own is kept."""
    end = '<w:endnote w:id="2"><w:p><w:r><w:t>End.</w:t></w:r></w:p></w:endnote>'
    star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    document = _docx(
        f"<w:p><w:r><w:t>T</w:t></w:r>{star}</w:p><w:p><w:r><w:t>One.</w:t></w:r>{_call(2)}{_call(2, 'endnote')}</w:p>",
        _foot(1, "<w:r><w:t>* Thanks.</w:t></w:r>") + _foot(2, "<w:r><w:t>Foot.</w:t></w:r>"),
        end,
    )
    assert [(note.number, note.text) for note in document.notes] == [("*", "Thanks."), ("1", "Foot."), ("i", "End.")]
    alone = _docx(f"<w:p><w:r><w:t>One.</w:t></w:r>{_call(2, 'endnote')}</w:p>", "", end)
    assert [note.number for note in alone.notes] == ["1"]


def test_word_sections_begin_the_numbering_again() -> None:
    """With restart per section the chapter counts on."""
    section = (
        '<w:p><w:r><w:t>W.</w:t></w:r>{}<w:pPr><w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
        "</w:sectPr></w:pPr></w:p>"
    )
    document = _docx(
        section.format(_call(1)) + section.format(_call(2)),
        _foot(1, "<w:r><w:t>A.</w:t></w:r>") + _foot(2, "<w:r><w:t>B.</w:t></w:r>"),
    )
    assert [(note.chapter, note.number, note.text) for note in document.notes] == [(0, "1", "A."), (1, "1", "B.")]


def test_word_text_boxes_are_read_once_and_links_have_their_addresses() -> None:
    """A box and its twin for older programs are one text; a link's address stands where its words hide it."""
    box = f"<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r>{_call(2)}</w:p></w:txbxContent>"
    twins = f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    link = f'<w:hyperlink xmlns:r="{REL}" r:id="rId1"><w:r><w:t>here</w:t></w:r></w:hyperlink>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://b.org/y" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>there</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    document = _docx(
        f"<w:p><w:r><w:t>One.</w:t></w:r>{_call(1)}<w:r>{twins}</w:r><w:r><w:t> End.</w:t></w:r></w:p>",
        _foot(1, link) + _foot(2, field),
        word___rels__footnotes_dot_xml_dot_rels='<Relationships><Relationship Id="rId1" Target="https://a.org/x"/></Relationships>',
    )
    assert document.body == "One.1 End.\n\nboxed2"
    assert [note.text for note in document.notes] == ["here <https://a.org/x>", "there <https://b.org/y>"]


def test_word_numbers_raised_by_hand_are_markers() -> None:
    """A manuscript without Word's notes has raised digits and a list at its end; a power in one that has them stays."""
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
    body = "".join(f"<w:r><w:t>Word.</w:t></w:r>{raised.format(number)}" for number in (1, 2, 3))
    notes = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{number}. Serge, </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>Title</w:t></w:r></w:p>'
        for number in (1, 2, 3)
    )
    document = _docx(f"<w:p>{body}</w:p><w:p><w:r><w:t>Notes</w:t></w:r></w:p>{notes}")
    assert [marker.number for marker in document.markers] == ["1", "2", "3"]
    assert [(note.text, note.italics) for note in document.notes] == [("Serge, Title", ((7, 12),))] * 3
    mixed = _docx(f"<w:p><w:r><w:t>10</w:t></w:r>{raised.format(3)}{_call(1)}</w:p>", _foot(1, ""))
    assert mixed.body == "10³1"
    assert len(mixed.markers) == 1


def test_word_calls_in_one_run_stand_where_they_are() -> None:
    """Some programs put words and calls into one run."""
    run = '<w:r><w:t>A</w:t><w:footnoteReference w:id="1"/><w:t> B</w:t><w:footnoteReference w:id="2"/><w:t> C</w:t></w:r>'
    assert _docx(f"<w:p>{run}</w:p>", _foot(1, "") + _foot(2, "")).body == "A1 B2 C"


ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><office:automatic-styles><style:style'
    ' style:name="T1"><style:text-properties fo:font-style="italic"/></style:style></office:automatic-styles><office:body>'
    "<office:text><text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>One."
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Serge,<text:s/>'
    '<text:span text:style-name="T1">Memoirs</text:span>, 34.</text:p></text:note-body></text:note> Two.</text:p></office:text>'
    "</office:body></office:document-content>"
)


def test_opendocument_notes_have_their_italics() -> None:
    """The number is the file's, the style tells the italics, deleted text is gone."""
    document = read_bytes(_zip(mimetype="application/vnd.oasis.opendocument.text", content_dot_xml=ODT), "essay.odt")
    assert document.body == "One.1 Two."
    assert document.notes[0].text == "Serge, Memoirs, 34."
    assert document.notes[0].italics == ((7, 14),)


def test_opendocument_links_and_numbers_raised_by_hand() -> None:
    """A link's address stands in the note; raised digits are markers where the file has no notes."""
    linked = ODT.replace(
        ", 34.", '<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://a.org/x">, 34.</text:a>'
    )
    document = read_bytes(_zip(mimetype="application/vnd.oasis.opendocument.text", content_dot_xml=linked), "essay.odt")
    assert document.notes[0].text == "Serge, Memoirs, 34. <https://a.org/x>"
    style = '<style:style style:name="T2"><style:text-properties style:text-position="super 58%"/></style:style>'
    words = "".join(f'Word.<text:span text:style-name="T2">{number}</text:span> ' for number in (1, 2, 3))
    start, end = ODT.index("<office:text>"), ODT.index("</office:text>")
    raised = ODT[:start] + f"<office:text><text:p>{words}</text:p>" + ODT[end:]
    raised = raised.replace("</office:automatic-styles>", style + "</office:automatic-styles>")
    document = read_bytes(_zip(mimetype="application/vnd.oasis.opendocument.text", content_dot_xml=raised), "essay.odt")
    assert [marker.number for marker in document.markers] == ["1", "2", "3"]


def _epub(**pages: str) -> bytes:
    items = "".join(f'<item id="{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in pages)
    spine = "".join(f'<itemref idref="{n}"/>' for n in pages)
    return _zip(
        mimetype="application/epub+zip",
        **{"META-INF__container_dot_xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
           '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'},
        OEBPS__book_dot_opf=f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{spine}</spine></package>',
        **{f"OEBPS__{n}_dot_xhtml": f"<!DOCTYPE html><html><head><title>t</title></head><body>{text}</body></html>" for n, text in pages.items()},
    )  # fmt: skip


@pytest.mark.parametrize("strict", [False, True])
def test_word_parts_are_known_by_their_relationships(strict: bool) -> None:
    """Online editors call the parts document2.xml and footnotes2.xml; Strict Open XML has other names for all it says."""
    office = f"http://{'purl.oclc.org/ooxml' if strict else 'schemas.openxmlformats.org'}/officeDocument"
    year = "" if strict else "/2006"
    words = W if not strict else 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    relation = f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}{year}/relationships/{{}}" Target="{{}}"/></Relationships>'
    document = read_bytes(
        _zip(
            **{"[Content_Types]_dot_xml": "<Types/>"},
            _rels___dot_rels=relation.format("officeDocument", "/word/document2.xml"),
            word___rels__document2_dot_xml_dot_rels=relation.format("footnotes", "footnotes2.xml"),
            word__document2_dot_xml=f"<w:document {words}><w:body><w:p><w:r><w:t>One.</w:t></w:r>{_call(2)}</w:p></w:body></w:document>",
            word__footnotes2_dot_xml=f"<w:footnotes {words}>{_foot(2, '<w:r><w:t>Serge.</w:t></w:r>')}</w:footnotes>",
        ),
        "essay.docx",
    )
    assert (document.body, [note.text for note in document.notes]) == ("One.1", ["Serge."])


def test_other_office_files_and_numbers_no_note_has() -> None:
    """A table's file is no essay; a numbering that starts at nonsense starts at 1."""
    with pytest.raises(InputError, match="no Word document"):
        read_bytes(_zip(**{"[Content_Types]_dot_xml": "<Types/>"}, xl__workbook_dot_xml="<workbook/>"), "table.xlsx")
    for start in ("x", "9" * 5000):
        settings = f'<w:settings {W}><w:footnotePr><w:numStart w:val="{start}"/></w:footnotePr></w:settings>'
        document = _docx(f"<w:p>{_call(2)}</w:p>", _foot(2, "<w:r><w:t>N</w:t></w:r>"), word__settings_dot_xml=settings)
        assert [note.number for note in document.notes] == ["1"]


def test_a_page_of_notes_beside_the_spine_is_read() -> None:
    """Some books leave it out of the reading order; a page that no page links to stays unread."""
    book = _epub(
        one='<p>One.<a epub:type="noteref" href="notes.xhtml#n1">1</a></p>',
        notes='<p id="n1">N.</p>',
        ads="<p>Buy.</p>",
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as whole, zipfile.ZipFile(packed, "w") as archive:
        for name in whole.namelist():
            text = whole.read(name).decode()
            archive.writestr(name, text.replace('<itemref idref="notes"/><itemref idref="ads"/>', ""))
    document = read_bytes(packed.getvalue(), "book.epub")
    assert (document.body, [note.text for note in document.notes]) == ("One.1", ["N."])


def test_the_notes_of_a_book_may_be_on_another_page() -> None:
    """Links across pages find their notes; the numbering of each page is a chapter."""
    call = '<p>{0}.<a epub:type="noteref" href="notes.xhtml#{0}1">1</a></p>'
    notes = '<ol><li id="a1">One <i>T</i>.</li></ol><ol><li id="b1">Two.</li></ol>'
    document = read_bytes(_epub(one=call.format("a"), two=call.format("b"), notes=notes), "book.epub")
    assert [(note.chapter, note.number, note.text) for note in document.notes] == [(0, "1", "One T."), (1, "1", "Two.")]
    assert document.format == "epub"
    assert document.body == "a.1\n\nb.1"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HOSTILE = {
    "entities": (
        _zip(word__document_dot_xml=f"{BOMB}<w:document {W}><w:body>&b;</w:body></w:document>"),
        "document type",
    ),
    "packed": (_zip(word__document_dot_xml=" " * 20_000_000), "unpacks"),
    "cut off": (_zip(word__document_dot_xml=f"<w:document {W}/>")[:60], "damaged"),
    "broken": (_zip(word__document_dot_xml="<w:document"), "broken"),
    "no text": (_zip(readme_dot_txt="hello"), "no Word"),
    "sheet": (_zip(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_dot_xml="<a/>"), "no Word"),
    "epub without a book": (_zip(mimetype="application/epub+zip"), "container.xml"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_and_broken_files_are_refused(kind: str) -> None:
    """Bombs, entities, damage and other zips end in an error that names the file."""
    data, words = HOSTILE[kind]
    with pytest.raises(InputError, match=words) as fault:
        read_bytes(data, "essay.docx")
    assert "essay.docx" in str(fault.value)


def test_a_page_cannot_reach_outside() -> None:
    """An external entity in a page is not fetched."""
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x;One.</p></body></html>'
    assert "root:" not in read_bytes(page.encode(), "a.html").body


def test_the_manuscripts(shared: Path) -> None:
    """The Word manuscripts have all their notes, with italics."""
    counts = {}
    for path in sorted((shared / "data" / "docx").glob("*.docx")):
        document = read_essay(path)
        counts[path.stem] = (len(document.markers), len(document.notes))
        assert document.warnings == ()
        assert sum(len(note.italics) for note in document.notes) > 10
    assert list(counts.values()) == [(54, 54), (58, 58), (33, 33)]
