"""Files as vendors and libraries really write them, in words of our own: RIS, .enw, EndNote XML, NBIB, MODS."""

import pytest

from sergecite.sources.endnote import read_endnote_xml, read_enw
from sergecite.sources.mods import read_mods
from sergecite.sources.names import inverted, listed
from sergecite.sources.nbib import NBIB, read_nbib
from sergecite.sources.ris import read_ris


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("TY  - JOUR\nAU  - V. Serge\nAU  - P. J. Sedgwick", {"author": "V. Serge; P. J. Sedgwick"}),
        ("TY  - JOUR\nAU  - Serge V.", {"author": "V. Serge"}),
        ("TY  - JOUR\nAU  - Victor Serge\nAU  - Peter Sedgwick", {"author": "Victor Serge; Peter Sedgwick"}),
        ("TY  - BOOK\nAU  - Fourth International", {"author": "Fourth International"}),
        ("TY  - JOUR\nAU  - SERGE, VICTOR\nAU  - Sedgwick, PJ", {"author": "Victor Serge; P. J. Sedgwick"}),
        ("TY  - JOUR\nM3  - doi: 10.1000/x\nN1  - doi:10.1000/x\nDO  - 10.1000/x", {"type": "", "note": "", "doi": "10.1000/x"}),
        ("TY  - JOUR\nM3  - Article", {"type": ""}),
        ("TY  - THES\nM3  - Ph.D.\nED  - Adviser, Ada", {"type": "phdthesis", "editor": "", "editora": "Ada Adviser"}),
        ("TY  - JOUR\nN1  - Export Date: 30 April 2020", {"note": "", "annotation": "Export Date: 30 April 2020"}),
        ("TY  - JOUR\nET  - 2016/01/30", {"edition": ""}),
        ("TY  - JOUR\nVL  - 50(2)", {"volume": "50", "number": "2"}),
        ("TY  - JOUR\nSP  - pp 37\nEP  - 64", {"pages": "37–64"}),
        ("TY  - JOUR\nSP  - No\nEP  - Specified", {"pages": ""}),
        ("TY  - JOUR\nEP  - 423", {"pages": "423"}),
        ("TY  - JOUR\nPY  - 2016\nDA  - Nov 4", {"date": "2016-11-04"}),
        ("TY  - JOUR\nDA  - Jan\nPY  - 2017", {"date": "2017-01"}),
        ("TY  - JOUR\nPY  - YEAR\nDA  - 2001/09/01/", {"date": "2001-09-01"}),
        ("TY  - JOUR\nM1  - Cited: Marx, Capital; Engels, Anti-Dühring", {"eid": "", "note": "Cited: Marx, Capital; Engels, Anti-Dühring"}),
        ("TY  - BOOK\nCY  - United States -- New York", {"location": "New York"}),
        ("TY  - JOUR\nUR  - http://a.example; http://b.example", {"url": "http://a.example"}),
        ("TY  - JOUR\nST  - Memoirs: a life", {"shorttitle": ""}),
        ("TY  - JOUR\nT2  - JOURNAL OF THE HISTORY OF IDEAS", {"journaltitle": "Journal of the History of Ideas"}),
        ("TY  - CONF\nT2  - Proceedings\nSP  - 1", {"ENTRYTYPE": "inproceedings", "booktitle": "Proceedings"}),
        ("TY  - CONF\nAU  - Serge, V.", {"ENTRYTYPE": "proceedings"}),
    ],
)  # fmt: skip
def test_ris_of_vendors(lines: str, expected: dict[str, str]) -> None:
    """Names without commas, notes on the database, degrees, dates in two halves, pages that are none."""
    reading = read_ris(f"{lines}\nTI  - Memoirs: a life\nER  - \n".encode(), "f.ris")
    entry = reading.entries[0]
    assert not reading.problems
    assert {name: entry.entry_type if name == "ENTRYTYPE" else entry.text(name) for name in expected} == expected


def test_headings_between_records_lose_nothing() -> None:
    """JSTOR's and Ovid's headings are passed over; a tagged line outside of records is told."""
    text = (
        "Provider: JSTOR http://www.jstor.org\nDatabase: JSTOR\nContent: text/plain\n\n1.\nTY  - JOUR\nTI  - A\nER  -\n"
    )
    text += "Link to the full text: http://a.example\n\n2.\nTY  - JOUR\nTI  - B\nER  -\nNL  - lost\n"
    reading = read_ris(text.encode(), "f")
    assert [entry.text("title") for entry in reading.entries] == ["A", "B"]
    assert [problem.place for problem in reading.problems] == ["f:15"]


def test_a_record_with_a_number_alone_is_a_work() -> None:
    """It says which; one without anything is told."""
    reading = read_ris(b"TY  - JOUR\nDO  - 10.1000/x\nER  -\nTY  - JOUR\nVL  - 3\nER  -\n", "f")
    assert ([entry.text("doi") for entry in reading.entries], len(reading.problems)) == (["10.1000/x"], 1)


def test_the_type_may_follow_the_title_in_enw() -> None:
    """Each title stays with its own record."""
    data = b"%T First\n%0 Journal Article\n%A Serge, V.\n\n%T Second\n%0 Journal Article\n%A Gorkin, J.\n"
    assert [(entry.text("title"), entry.text("author")) for entry in read_enw(data, "f").entries] == [
        ("First", "V. Serge"), ("Second", "J. Gorkin"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "kind", "extent"),
    [
        ("%A Serge, V.\n%T Corn\n%I Press\n%D 1891", "book", ""),
        ("%A Serge, V.\n%T Corn\n%J Review", "article", ""),
        ("%A Serge, V.\n%T Corn\n%B Essays", "incollection", ""),
        ("%0 Book\n%T Corn\n%P xx, 327", "book", "xx, 327"),
    ],
)
def test_refer_tells_types_by_fields(lines: str, kind: str, extent: str) -> None:
    """Where a record has no type; and the pages of a book are its extent."""
    entry = read_enw(lines.encode(), "f").entries[0]
    assert (entry.entry_type, entry.text("pagetotal")) == (kind, extent)


def test_endnotes_numbers_outweigh_unknown_names() -> None:
    """Other programs write names of their own beside them."""
    data = b'<xml><records><record><ref-type name="Conference">47</ref-type><titles><title>A</title></titles></record></records></xml>'
    assert read_endnote_xml(data, "f").entries[0].entry_type == "inproceedings"


def test_eric_has_no_pmid() -> None:
    """Its records begin with their owner."""
    data = "OWN - ERIC\nTI  - Tests\nAU  - Groen, M.\nISSN - EISSN-2375-5636\n\nOWN - ERIC\nTI  - More tests\n"
    assert NBIB.detects(data)
    entries = read_nbib(data.encode(), "f").entries
    assert [entry.text("title") for entry in entries] == ["Tests", "More tests"]
    assert (entries[0].text("issn"), entries[0].text("eprint")) == ("2375-5636", "")


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<genre>journal-article</genre>", {"ENTRYTYPE": "article"}),
        ("<genre>info:eu-repo/semantics/bookPart</genre>", {"ENTRYTYPE": "incollection"}),
        (
            "<genre>conference publication</genre><originInfo><issuance>monographic</issuance></originInfo>",
            {"ENTRYTYPE": "proceedings"},
        ),
        ("<originInfo><issuance>continuing</issuance></originInfo>", {"ENTRYTYPE": "periodical"}),
        ("<typeOfResource>notated music</typeOfResource>", {"ENTRYTYPE": "music"}),
        (
            (
                '<originInfo><dateIssued>-1988</dateIssued><dateIssued point="start">1985</dateIssued>'
                '<dateIssued point="end">1988</dateIssued></originInfo>'
            ),
            {"date": "1985/1988"},
        ),
        (
            '<originInfo><dateIssued point="start">1998</dateIssued><dateIssued point="end">9999</dateIssued></originInfo>',
            {"date": "1998/"},
        ),
        ('<identifier type="oclc">ocm14913926</identifier>', {"oclc": "14913926"}),
        ('<identifier type="lccn">none</identifier>', {"lccn": ""}),
    ],
)
def test_mods_of_libraries(inside: str, expected: dict[str, str]) -> None:
    """Genres of several vocabularies, spans of dates, numbers in their normal form."""
    data = f'<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>T</title></titleInfo>{inside}</mods>'
    entry = read_mods(data.encode(), "f").entries[0]
    assert {name: entry.entry_type if name == "ENTRYTYPE" else entry.text(name) for name in expected} == expected


def test_names_as_catalogues_complete_them() -> None:
    """Fuller forms and life dates in brackets are not part of the name; lists keep their order and length."""
    assert [inverted(text).display for text in ("Lawson, Colin (Colin James)", "Alleman, Tillie [1848-1914]")] == [  # type: ignore[union-attr]
        "Colin Lawson", "Tillie Alleman",
    ]  # fmt: skip
    assert [name and name.display for name in listed(["Serge, Victor", "", "et al."])] == [
        "Victor Serge",
        None,
        "et al.",
    ]
