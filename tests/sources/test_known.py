"""Which entry of a library carries an identifier, however it is written there."""

from pathlib import Path

import pytest

from sergecite.cli.sourcing import KnownWorks
from sergecite.model.recognise import recognise
from sergecite.store.library import Library

KNOWN = [
    ("doi = {10.1017/S0020859000007239}", "10.1017/s0020859000007239"),
    ("doi = {https://doi.org/10.1017/S0020859000007239}", "doi:10.1017/S0020859000007239"),
    (r"doi = {10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O}",
     "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"),
    (r"doi = {10.1000/a\_b}", "10.1000/a_b"),
    ("isbn = {978-0-19-281037-3}", "0192810375"),
    ("isbn = {0-19-281037-5}", "9780192810373"),
    ("isbn = {0192810375}", "978-0-19-281037-3"),
    ("isbn = {9780192810373}", "ISBN 0 19 281037 5"),
    ("isbn = {2-02-005517-1, 978-0-19-281037-3}", "0192810375"),
    ("issn = {0301-7605}", "issn:03017605"),
    ("issn = {03017605}", "0301-7605"),
    ("pmid = {7654321}", "PMID: 7654321"),
    ("eprint = {7654321}, eprinttype = {pubmed}", "https://pubmed.ncbi.nlm.nih.gov/7654321/"),
    ("pmcid = {PMC1234567}", "PMC1234567"),
    ("pmcid = {1234567}", "pmcid:PMC1234567"),
    ("eprint = {2101.01234}, eprinttype = {arXiv}", "https://arxiv.org/abs/2101.01234"),
    ("eprint = {hep-th/9901001}, eprinttype = {arxiv}", "arXiv:hep-th/9901001"),
    ("eprint = {halshs-00123456}, eprinttype = {hal}", "https://shs.hal.science/halshs-00123456"),
    ("lccn = {62-52930}", "lccn:62052930"),
    ("lccn = {2001012345}", "https://lccn.loc.gov/2001012345"),
    ("oclc = {12345}", "https://www.worldcat.org/oclc/12345"),
    ("verba = {openlibrary oclc:12345 (2026-11-22)}", "oclc:12345"),
    ("verba = {archive archive:fromlenintostali00serg (2026-11-22)}", "https://archive.org/details/fromlenintostali00serg"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "asked"), KNOWN, ids=[asked for _, asked in KNOWN])
def test_an_identifier_is_known_however_it_is_written(tmp_path: Path, field: str, asked: str) -> None:
    """Hyphens, prefixes, ISBN-10 for ISBN-13, a service's statement of origin: the entry is found, and only that one."""
    kind = "periodical" if field.startswith("issn") else "book"
    others = "".join(
        f"@book{{other{number}, title = {{Other {number}}}, isbn = {{{number}}}}}\n" for number in range(9)
    )
    file = tmp_path / "library.bib"
    file.write_text(f"{others}@{kind}{{here, title = {{It}}, {field}}}\n", encoding="utf-8")
    identifier = recognise(asked)
    assert identifier is not None
    found = KnownWorks(Library.open(tmp_path))(identifier.kind, identifier.value)
    assert found is not None
    assert found.citekey == "here"


UNKNOWN = [
    ("@book{here, title = {10.1000/182 explained}}", "10.1000/182"),
    ("@incollection{here, title = {A chapter}, isbn = {0-19-281037-5}}", "0192810375"),
    ("@article{here, title = {An article}, issn = {0301-7605}}", "0301-7605"),
    ("@book{here, title = {It}, doi = {10.1000/1823}}", "10.1000/182"),
    ("@book{here, title = {It}, pages = {7654321}}", "pmid:7654321"),
    ("@book{here, title = {It}, isbn = {0-19-281037-9}}", "9780192810373"),
]


@pytest.mark.parametrize(("entry", "asked"), UNKNOWN, ids=[asked for _, asked in UNKNOWN])
def test_what_only_mentions_it_does_not_carry_it(tmp_path: Path, entry: str, asked: str) -> None:
    """A number in a title, the book of a chapter, the journal of an article, a longer number: another work."""
    (tmp_path / "library.bib").write_text(entry + "\n", encoding="utf-8")
    identifier = recognise(asked)
    assert identifier is not None
    assert KnownWorks(Library.open(tmp_path))(identifier.kind, identifier.value) is None


def test_when_single_look_ups_take_long_all_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a few seconds the whole library is read, and no query follows."""
    (tmp_path / "library.bib").write_text("@book{here, title = {It}, doi = {10.1000/182}}\n", encoding="utf-8")
    monkeypatch.setattr("sergecite.cli.sourcing._PATIENCE", -1.0)
    library = Library.open(tmp_path)
    monkeypatch.setattr(library, "select", None)
    known = KnownWorks(library)
    assert [bool(known("doi", value)) for value in ("10.1000/182", "10.1000/183")] == [True, False]
