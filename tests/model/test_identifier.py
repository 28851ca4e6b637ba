"""Identifiers: recognised in any spelling, checked, silent where there is none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecite.model.identifier import (
    KINDS,
    ArchiveId,
    ArxivId,
    Doi,
    HalId,
    IdentifierError,
    Isbn,
    Issn,
    Lccn,
    Oclc,
    OpenLibraryId,
    Pmcid,
    Pmid,
    WebAddress,
)
from sergecite.model.recognise import find_dois, find_isbns, recognise


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Memoirs of a Revolutionary",
        "1917-1921",
        "1905–1917",
        "Doi Moi 1986",
        "ISBN of the moon 3",
        "PM Press 2015",
        "London 1963",
        "1984",
        "12345678",
        "arXiv and the humanities",
        "see https://example.org/a and more",
        "10. Memoirs",
        "PMC",
        "and/or",
        "Men, women and/or children",
        "HAL 9000",
        "Archive 1917",
    ],
)
def test_words_are_no_identifier(text: str) -> None:
    """Words, years and spans of years are left to the parser of references."""
    assert recognise(text) is None


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("10.1017/S0020859000007239", Doi("10.1017/s0020859000007239")),
        ("doi:10.1017/S0020859000007239.", Doi("10.1017/s0020859000007239")),
        ("DOI: https://doi.org/10.1017/S0020859000007239,", Doi("10.1017/s0020859000007239")),
        ("<https://dx.doi.org/10.1000%2Fxyz%23a>", Doi("10.1000/xyz#a")),
        ("(doi 10.1000/182)", Doi("10.1000/182")),
        ("info:doi/10.1000/182", Doi("10.1000/182")),
        (
            "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
            Doi("10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"),
        ),
        ("https://www.jstor.org/stable/2708613", Doi("10.2307/2708613")),
        ("jstor.org/stable/2708613", Doi("10.2307/2708613")),
        ("doi.org/10.1000/182", Doi("10.1000/182")),
        ("https://www.jstor.org/stable/pdf/2708613.pdf?refreqid=x", Doi("10.2307/2708613")),
        ("https://www.jstor.org/stable/10.1086/448400", Doi("10.1086/448400")),
        ("https://www.tandfonline.com/doi/full/10.1080/03086539008582804?src=x", Doi("10.1080/03086539008582804")),
        ("https://link.springer.com/chapter/10.1007/978-1-349-00000-1_3", Doi("10.1007/978-1-349-00000-1_3")),
        ("ISBN 0-19-281037-5", Isbn("9780192810373")),
        ("ISBN-13: 978-1-59017-451-7", Isbn("9781590174517")),
        ("9781590174517", Isbn("9781590174517")),
        ("99921-58-10-7", Isbn("9789992158104")),
        ("0 8044 2957 X", Isbn("080442957X")),
        ("hal:hal-01234567", HalId("hal-01234567")),
        ("urn:isbn:9781590174517", Isbn("9781590174517")),
        ("https://openlibrary.org/isbn/9781590174517", Isbn("9781590174517")),
        ("ISSN 0020-8590", Issn("0020-8590")),
        ("1050-124X", Issn("1050124x")),
        ("arXiv:2101.01234v2", ArxivId("2101.01234v2")),
        ("hep-th/9901001", ArxivId("hep-th/9901001")),
        ("https://arxiv.org/pdf/2101.01234.pdf", ArxivId("2101.01234")),
        ("PMID: 12345678", Pmid("12345678")),
        ("https://pubmed.ncbi.nlm.nih.gov/12345678/", Pmid("12345678")),
        ("PMC1234567", Pmcid("PMC1234567")),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/", Pmcid("1234567")),
        ("LCCN 62-52930", Lccn("62052930")),
        ("https://lccn.loc.gov/2001012345", Lccn("2001012345")),
        ("OCLC ocm00012345", Oclc("12345")),
        ("https://www.worldcat.org/oclc/12345", Oclc("12345")),
        ("halshs-00345678v2", HalId("halshs-00345678")),
        ("https://shs.hal.science/halshs-00345678", HalId("halshs-00345678")),
        ("https://archive.org/details/memoirsofrevolut0000serg/page/n5", ArchiveId("memoirsofrevolut0000serg")),
        ("https://openlibrary.org/works/OL45804W/Title", OpenLibraryId("OL45804W")),
        (
            "https://www.marxists.org/archive/serge/1945/memoirs/",
            WebAddress("https://www.marxists.org/archive/serge/1945/memoirs/"),
        ),
    ],
)
def test_any_spelling_is_recognised(text: str, identifier: object) -> None:
    """URL, prefix, brackets, trailing punctuation and old forms lead to one normal form."""
    assert recognise(text) == identifier


@pytest.mark.parametrize(
    "text",
    ["ISBN 0-19-281037-9", "9781590174518", "ISSN 0020-8591", "https://doi.org/nothing", "LCCN 1", "PMID 123456789"],
)
def test_what_is_plainly_meant_and_wrong_is_said(text: str) -> None:
    """A wrong check digit or length raises before any service is asked."""
    with pytest.raises(IdentifierError):
        recognise(text)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_isbn_10_and_13_are_one(number: int) -> None:
    """Every nine digits make one ISBN-10 whose thirteen digits lead back to it, and each wrong digit is noticed."""
    nine = f"{number:09d}"
    rest = -sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    ten = nine + "0123456789X"[rest]
    isbn = Isbn(ten)
    assert isbn.isbn10 == ten
    assert Isbn(isbn.value) == isbn
    wrong = str((int(ten[0]) + 1) % 10) + ten[1:]
    with pytest.raises(IdentifierError):
        Isbn(wrong)


@given(st.text(max_size=80))
def test_nothing_else_is_ever_raised(text: str) -> None:
    """Whatever is pasted, the answer is an identifier, None or IdentifierError; the normal form is a fixed point."""
    try:
        found = recognise(text)
    except IdentifierError:
        return
    if found is not None:
        assert KINDS[found.kind](found.value) == found


def test_identifiers_in_running_text() -> None:
    """DOIs and ISBNs are found in a sentence, punctuation around them left out, numbers that fail the check too."""
    text = "See (https://doi.org/10.1000/abc(12)), 10.1000/ABC(12); ISBN 0-8044-2957-X. and 978-1-59017-451-8."
    assert list(find_dois(text)) == [Doi("10.1000/abc(12)")]
    assert list(find_isbns(text)) == [Isbn("080442957X")]


SPELLINGS = [
    tuple(line.rsplit(" => ", 1))
    for line in (Path(__file__).parent / "spellings.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
]


@pytest.mark.parametrize(("text", "meant"), SPELLINGS, ids=[text for text, _ in SPELLINGS])
def test_the_table_of_spellings(text: str, meant: str) -> None:
    """Each line of spellings.txt: the identifier, nothing, or a fault that is told."""
    if meant == "wrong":
        with pytest.raises(IdentifierError):
            recognise(text)
    else:
        assert str(recognise(text) or "nothing") == meant
