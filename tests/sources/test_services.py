"""Each service in its own wire format, as its documentation gives it, over a loopback server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from sergecite.bibtex.write import format_entry
from sergecite.errors import NothingFoundError, ServiceError
from sergecite.model.recognise import recognise
from sergecite.sources.look_up import look_up

if TYPE_CHECKING:
    from sergecite.sources.http import Client
    from tests.sources.conftest import Loopback

BOOK: dict[str, Any] = {
    "ISBN:9780192810373": {
        "bib_key": "ISBN:9780192810373",
        "info_url": "https://openlibrary.org/books/OL1M",
        "details": {
            "title": "Memoirs of a revolutionary",
            "subtitle": "1901-1941",
            "authors": [{"key": "/authors/OL1A", "name": "Victor Serge"}],
            "contributions": ["Sedgwick, Peter (Translator)"],
            "publishers": ["Oxford University Press"],
            "publish_places": ["London"],
            "publish_date": "May 1967",
            "number_of_pages": 401,
            "series": ["Oxford paperbacks, 122"],
            "languages": [{"key": "/languages/eng"}],
            "translation_of": "Mémoires d'un révolutionnaire",
            "translated_from": [{"key": "/languages/fre"}],
            "isbn_10": ["0192810375"],
            "edition_name": "2nd ed.",
            "type": {"key": "/type/edition"},
        },
    }
}

SRU = """<?xml version="1.0" encoding="UTF-8"?>
<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:version>1.1</zs:version>
<zs:numberOfRecords>{count}</zs:numberOfRecords><zs:records>{records}</zs:records></zs:searchRetrieveResponse>"""

LOC_RECORD = """<zs:record><zs:recordSchema>marcxml</zs:recordSchema><zs:recordPacking>xml</zs:recordPacking><zs:recordData>
<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00925cam a2200265 a 4500</leader>
<controlfield tag="008">670524s1967    enk            000 0 eng  </controlfield>
<datafield tag="020" ind1=" " ind2=" "><subfield code="a">0192810375</subfield></datafield>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">Serge, Victor,</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Memoirs of a revolutionary, 1901-1941.</subfield></datafield>
<datafield tag="260" ind1=" " ind2=" "><subfield code="a">London,</subfield><subfield code="b">Oxford U.P.,</subfield><subfield code="c">1967.</subfield></datafield>
</record></zs:recordData></zs:record>"""

DNB_RECORD = """<record><recordSchema>MARC21-xml</recordSchema><recordData>
<record xmlns="http://www.loc.gov/MARC21/slim" type="Bibliographic"><leader>00000nam a2200000 c 4500</leader>
<controlfield tag="008">921105s1991    gw |||||||||||||||||ger  </controlfield>
<datafield tag="020" ind1=" " ind2=" "><subfield code="a">3894010568</subfield><subfield code="9">3-89401-056-8</subfield></datafield>
<datafield tag="041" ind1=" " ind2=" "><subfield code="a">ger</subfield><subfield code="h">fre</subfield></datafield>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">Serge, Victor</subfield><subfield code="4">aut</subfield></datafield>
<datafield tag="245" ind1="0" ind2="0"><subfield code="a">\u0098Das\u009c Jahr eins der Russischen Revolution</subfield><subfield code="c">Victor Serge. Übers. von Cajo Brendel</subfield></datafield>
<datafield tag="264" ind1=" " ind2="1"><subfield code="a">Hamburg</subfield><subfield code="b">Ed. Nautilus</subfield><subfield code="c">1991</subfield></datafield>
<datafield tag="700" ind1="1" ind2=" "><subfield code="a">Brendel, Cajo</subfield><subfield code="e">Übers.</subfield></datafield>
</record></recordData></record>"""

BNF_RECORD = """<record><recordData><mxc:record xmlns:mxc="info:lc/xmlns/marcxchange-v2" format="UNIMARC">
<mxc:leader>     cam  22     3  450 </mxc:leader>
<mxc:datafield tag="010" ind1=" " ind2=" "><mxc:subfield code="a">2-02-005517-1</mxc:subfield></mxc:datafield>
<mxc:datafield tag="101" ind1="0" ind2=" "><mxc:subfield code="a">fre</mxc:subfield></mxc:datafield>
<mxc:datafield tag="200" ind1="1" ind2=" "><mxc:subfield code="a">Les révolutionnaires</mxc:subfield></mxc:datafield>
<mxc:datafield tag="700" ind1=" " ind2="|"><mxc:subfield code="a">Serge</mxc:subfield><mxc:subfield code="b">Victor</mxc:subfield><mxc:subfield code="4">070</mxc:subfield></mxc:datafield>
</mxc:record></recordData></record>"""

ARXIV = """<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>
<entry><id>http://arxiv.org/abs/2101.01234v1</id><published>2021-01-05T10:00:00Z</published>
<title>Footnotes
  and their resolution in $\\alpha$ steps</title><summary>An abstract.</summary><author><name>Maria van der Berg</name></author>
<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1000/foot</arxiv:doi>
<arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.DL"/></entry></feed>"""

ARXIV_ERROR = """<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><entry>
<id>http://arxiv.org/api/errors#incorrect_id_format_for_9999.99999</id><title>Error</title></entry></feed>"""

NBIB = "\nPMID- 123\nTI  - The siege of Leningrad.\nFAU - Serge, Victor\nJT  - History\nDP  - 1990\nVI  - 3\n\n"

CSL = {
    "type": "dataset",
    "id": "https://doi.org/10.5281/zenodo.1",
    "title": "Letters of Serge",
    "author": [{"family": "Greeman", "given": "Richard"}],
    "issued": {"date-parts": [[2019, 3, 1]]},
    "publisher": "Zenodo",
    "DOI": "10.5281/zenodo.1",
}

HAL = {
    "response": {
        "numFound": 1,
        "docs": [
            {
                "docType_s": "THESE",
                "title_s": ["Victor Serge et la Russie"],
                "authLastName_s": ["BEHRENT"],
                "authFirstName_s": ["Megan"],
                "defenseDate_s": "2005-12-02",
                "authorityInstitution_s": ["Université Paris 7"],
                "language_s": ["fr"],
                "uri_s": "https://theses.hal.science/tel-00012345",
            }
        ],
    }
}

ARCHIVE = {
    "metadata": {
        "identifier": "fromlenintostali00serg",
        "mediatype": "texts",
        "title": "From Lenin to Stalin",
        "creator": ["Serge, Victor, 1890-1947", "Manheim, Ralph, 1907-"],
        "publisher": "New York : Pioneer Publishers",
        "date": "1937",
        "language": "eng",
    }
}


def shown(client: Client, text: str) -> list[str]:
    """Look an identifier up; return the entry's type and its sorted lines."""
    identifier = recognise(text)
    assert identifier is not None
    head, *lines = format_entry(look_up(client, identifier).entry).strip().splitlines()
    return [head, *sorted(line.strip().rstrip(",") for line in lines if line != "}")]


def test_a_book_of_open_library_and_the_library_of_congress(client: Client, service: Loopback) -> None:
    """The national library is believed about title and imprint; translator and original come from whoever has them."""
    service.json("/openlibrary/api/books?bibkeys=ISBN:9780192810373&jscmd=details&format=json", BOOK)
    service.say("/loc", SRU.format(count=1, records=LOC_RECORD), content_type="text/xml")
    identifier = recognise("0-19-281037-5")
    assert identifier is not None
    found = look_up(client, identifier)
    head, *lines = format_entry(found.entry).strip().splitlines()
    assert [head, *sorted(line.strip().rstrip(",") for line in lines if line != "}")] == [
        "@book{,",
        "author = {Serge, Victor}",
        "date = {1967}",
        "edition = {2}",
        "isbn = {9780192810373}",
        "langid = {english}",
        "location = {London}",
        "number = {122}",
        "origlanguage = {french}",
        "origtitle = {Mémoires d'un révolutionnaire}",
        "pagetotal = {401}",
        "publisher = {Oxford U.P.}",
        "series = {Oxford paperbacks}",
        "title = {Memoirs of a revolutionary, 1901-1941}",
        "translator = {Sedgwick, Peter}",
    ]
    assert [one.service for one in found.provenance] == ["loc", "openlibrary"]
    assert "publisher: Oxford U.P. (loc), but openlibrary: Oxford University Press" in found.remarks


@pytest.mark.parametrize(
    ("isbn", "path", "records", "lines"),
    [
        (
            "3-89401-056-8",
            "/dnb",
            DNB_RECORD,
            [
                "@book{,",
                "author = {Serge, Victor}",
                "date = {1991}",
                "isbn = {9783894010560}",
                "langid = {german}",
                "location = {Hamburg}",
                "origlanguage = {french}",
                "publisher = {Ed. Nautilus}",
                "title = {Das Jahr eins der Russischen Revolution}",
                "translator = {Brendel, Cajo}",
            ],
        ),
        (
            "978-2-02-005517-8",
            "/bnf",
            BNF_RECORD,
            [
                "@book{,",
                "author = {Serge, Victor}",
                "isbn = {2-02-005517-1}",
                "langid = {french}",
                "title = {Les révolutionnaires}",
            ],
        ),
    ],
)
def test_the_national_library_follows_the_isbn(  # noqa: PLR0917
    client: Client, service: Loopback, isbn: str, path: str, records: str, lines: list[str]
) -> None:
    """German numbers are asked of the DNB, French ones of the BnF, and of no other library."""
    service.say(path, SRU.format(count=1, records=records), content_type="text/xml")
    service.json("/openlibrary/api/books", {})
    assert shown(client, isbn) == lines
    assert {asked.split("?")[0].split("/")[1] for asked in service.asked} == {path[1:], "openlibrary"}


@pytest.mark.parametrize(
    ("text", "path", "answer", "lines"),
    [
        (
            "arXiv:2101.01234",
            "/arxiv",
            ARXIV,
            [
                "@online{,",
                "abstract = {An abstract.}",
                "author = {van der Berg, Maria}",
                "date = {2021-01-05}",
                "doi = {10.1000/foot}",
                "eprint = {2101.01234}",
                "eprintclass = {cs.DL}",
                "eprinttype = {arxiv}",
                "pubstate = {prepublished}",
                "title = {Footnotes and their resolution in α steps}",
            ],
        ),
        (
            "PMID 123",
            "/pubmed/efetch.fcgi",
            NBIB,
            [
                "@article{,",
                "author = {Serge, Victor}",
                "date = {1990}",
                "eprint = {123}",
                "eprinttype = {pubmed}",
                "journaltitle = {History}",
                "title = {The siege of {Leningrad}}",
                "volume = {3}",
            ],
        ),
        (
            "10.5281/zenodo.1",
            "/doi/10.5281/zenodo.1",
            CSL,
            [
                "@dataset{,",
                "author = {Greeman, Richard}",
                "date = {2019-03-01}",
                "doi = {10.5281/zenodo.1}",
                "publisher = {Zenodo}",
                "title = {Letters of Serge}",
            ],
        ),
        (
            "tel-00012345",
            "/hal/",
            HAL,
            [
                "@thesis{,",
                "author = {Behrent, Megan}",
                "date = {2005-12-02}",
                "eprint = {tel-00012345}",
                "eprinttype = {hal}",
                "institution = {Université Paris 7}",
                "langid = {french}",
                "title = {Victor Serge et la Russie}",
                "type = {phdthesis}",
                "url = {https://theses.hal.science/tel-00012345}",
            ],
        ),
        (
            "https://archive.org/details/fromlenintostali00serg",
            "/archive/metadata/fromlenintostali00serg",
            ARCHIVE,
            [
                "@book{,",
                "author = {Serge, Victor and Manheim, Ralph}",
                "date = {1937}",
                "langid = {english}",
                "location = {New York}",
                "publisher = {Pioneer Publishers}",
                "title = {From Lenin to Stalin}",
                "url = {https://archive.org/details/fromlenintostali00serg}",
            ],
        ),
        (
            "ISSN 0301-7605",
            "/crossref/journals/0301-7605",
            {"message": {"title": "Critique", "publisher": "Informa", "ISSN": ["0301-7605"]}},
            ["@periodical{,", "issn = {0301-7605}", "publisher = {Informa}", "title = {Critique}"],
        ),
        (
            "OCLC 12345",
            "/openlibrary/api/books",
            {"OCLC:12345": {"details": {"title": "Birth of our power", "authors": [{"name": "Victor Serge"}]}}},
            ["@book{,", "author = {Serge, Victor}", "title = {Birth of our power}"],
        ),
    ],
)
def test_each_service_in_its_own_words(  # noqa: PLR0917
    client: Client, service: Loopback, text: str, path: str, answer: Any, lines: list[str]
) -> None:
    """Identifier in, the service's documented answer back, a clean entry out."""
    if isinstance(answer, str):
        service.say(path, answer, content_type="text/xml; charset=utf-8")
    else:
        service.json(path, answer)
    assert shown(client, text) == lines


@pytest.mark.parametrize(
    "routes",
    [
        {
            "/openlibrary/api/books": {
                "ISBN:9780192810373": {
                    "title": "Memoirs", "authors": [{"url": "https://openlibrary.org/authors/OL1A", "name": "Victor Serge"}],
                    "publishers": [{"name": "OUP"}], "publish_places": [{"name": "London"}], "publish_date": "1967",
                }
            }
        },
        {
            "/openlibrary/api/books": {},
            "/openlibrary/isbn/9780192810373.json": {
                "title": "Memoirs", "authors": [{"key": "/authors/OL1A"}], "publishers": ["OUP"], "publish_places": ["London"],
                "publish_date": "1967",
            },
            "/openlibrary/authors/OL1A.json": {"name": "Victor Serge"},
        },
    ],
    ids=["data", "record"],
)  # fmt: skip
def test_open_librarys_other_forms(client: Client, service: Loopback, routes: dict[str, Any]) -> None:
    """The plainer answer of `jscmd=data`, and the edition's own record with its authors fetched by key."""
    for path, answer in routes.items():
        service.json(path, answer)
    assert shown(client, "9780192810373") == [
        "@book{,",
        "author = {Serge, Victor}",
        "date = {1967}",
        "isbn = {9780192810373}",
        "location = {London}",
        "publisher = {OUP}",
        "title = {Memoirs}",
    ]


def test_a_pmcid_leads_to_its_pmid(client: Client, service: Loopback) -> None:
    """PubMed Central's converter is asked first."""
    service.json("/pmc/", {"status": "ok", "records": [{"pmcid": "PMC700", "pmid": 123}]})
    service.say("/pubmed/efetch.fcgi", NBIB)
    assert shown(client, "PMC700")[0] == "@article{,"
    assert service.asked[0].startswith("/pmc/?ids=PMC700")


UNKNOWN = {
    "10.1000/x": {},
    "arXiv:9999.99999": {"/arxiv": ARXIV_ERROR},
    "PMID 9": {"/pubmed/efetch.fcgi": "\n"},
    "PMC900": {"/pmc/": '{"records": [{"pmcid": "PMC900", "status": "error"}]}'},
    "hal-00000001": {"/hal/": '{"response": {"numFound": 0, "docs": []}}'},
    "archive:nothing_here": {"/archive/metadata/nothing_here": "{}"},
    "9780192810373": {"/openlibrary/api/books": "{}", "/loc": SRU.format(count=0, records="")},
    "https://example.org/gone": {},
}


@pytest.mark.parametrize("text", [one for one in UNKNOWN if "example" not in one])
def test_what_no_service_knows_is_nothing_found(client: Client, service: Loopback, text: str) -> None:
    """Every service's way of saying "unknown" ends in the same words and exit status 1."""
    for path, body in UNKNOWN[text].items():
        service.say(path, body)
    identifier = recognise(text)
    assert identifier is not None
    with pytest.raises(NothingFoundError, match="unknown to"):
        look_up(client, identifier)


WRONG = ["<html>error</html>", "[]", '"text"', "null", '{"message": []}', '{"response": 3}', "<feed>", "", "\x00\xff"]


@pytest.mark.parametrize("body", WRONG)
@pytest.mark.parametrize("text", [one for one in UNKNOWN if "example" not in one])
def test_a_wrong_answer_never_makes_an_entry(client: Client, service: Loopback, text: str, body: str) -> None:
    """Whatever a service says under status 200 that is not its format ends in a message, never in an entry or a fault."""
    for path in ["/crossref/works/10.1000/x", "/doi/10.1000/x", *UNKNOWN[text]]:
        service.say(path, body)
    identifier = recognise(text)
    assert identifier is not None
    with pytest.raises((NothingFoundError, ServiceError)):
        look_up(client, identifier)


def test_an_answer_about_another_work_is_refused(client: Client, service: Loopback) -> None:
    """A DOI that comes back as another is an error, unless Crossref calls it an alias."""
    service.json("/crossref/works/10.1000/x", {"message": {"DOI": "10.1000/y", "title": ["Y"], "type": "book"}})
    with pytest.raises(ServiceError, match="another DOI"):
        shown(client, "10.1000/x")
    service.routes.clear()
    service.json(
        "/crossref/works/10.1000/x",
        {"message": {"DOI": "10.1000/Y", "title": ["Y"], "type": "book", "aliases": ["10.1000/X"]}},
    )
    assert "doi = {10.1000/y}" in shown(client, "10.1000/x")


def test_one_library_down_does_not_hide_the_other(client: Client, service: Loopback) -> None:
    """What Open Library says is taken, and that the national library failed is told."""
    service.json("/openlibrary/api/books", BOOK)
    service.say("/loc", "", status=500)
    identifier = recognise("9780192810373")
    assert identifier is not None
    found = look_up(client, identifier)
    assert found.entry.text("title") == "Memoirs of a revolutionary"
    assert found.remarks == ("the Library of Congress failed (500)",)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (
            {"type": "monograph", "title": "Workers", "subtitle": ["in the Baltic"], "source": "Crossref", "original-title": [],
             "container-title": "Essays"},
            ["@book{,", "doi = {10.1000/x}", "series = {Essays}", "subtitle = {in the Baltic}", "title = {Workers}"],
        ),
        (
            {"type": "journal-article", "title": "Workers", "container-title": "Past", "container-title-short": "Past", "publisher": "P",
             "original-title": ["Workers"], "subtitle": [""]},
            ["@article{,", "doi = {10.1000/x}", "journaltitle = {Past}", "title = {Workers}"],
        ),
        (
            {"type": "article-journal", "title": "Workers", "container-title": "Zenodo", "publisher": "Zenodo"},
            ["@online{,", "doi = {10.1000/x}", "organization = {Zenodo}", "title = {Workers}"],
        ),
    ],
)  # fmt: skip
def test_agencies_speak_csl_with_an_accent(
    client: Client, service: Loopback, answer: dict[str, Any], expected: list[str]
) -> None:
    """Crossref's own types and its subtitle, its name for a source, DataCite's repositories that pass for journals."""
    service.json("/doi/10.1000/x", answer)
    assert shown(client, "10.1000/x") == expected


@pytest.mark.parametrize(
    ("isbn", "path", "query"),
    [
        ("0-19-281037-5", "/loc", "bath.isbn=9780192810373 or bath.isbn=0192810375"),
        ("978-2-02-005517-8", "/bnf", 'bib.isbn all "9782020055178" or bib.isbn all "2020055171"'),
        ("3-89401-056-8", "/dnb", "isbn=9783894010560"),
        ("979-10-90175-01-3", "/bnf", 'bib.isbn all "9791090175013"'),
    ],
)
def test_old_records_hold_ten_digits(client: Client, service: Loopback, isbn: str, path: str, query: str) -> None:
    """Both forms are asked for where a catalogue finds a record only by the one it holds."""
    service.say(path, SRU.format(count=0, records=""), content_type="text/xml")
    service.json("/openlibrary/api/books", {})
    with pytest.raises(NothingFoundError):
        shown(client, isbn)
    assert [parse_qs(urlsplit(asked).query)["query"] for asked in service.asked if asked.startswith(path)] == [[query]]


@pytest.mark.parametrize("text", ["10.48550/arXiv.2101.01234", "https://doi.org/10.48550/arxiv.2101.01234"])
def test_arxiv_is_asked_about_its_own_dois(client: Client, service: Loopback, text: str) -> None:
    """The agency that registers them knows less."""
    service.say("/arxiv", ARXIV, content_type="application/atom+xml")
    assert "eprint = {2101.01234}" in shown(client, text)


def test_a_record_serves_hardback_and_paperback(client: Client, service: Loopback) -> None:
    """The number asked for need not be the first of the record, and it is the one that is kept."""
    record = LOC_RECORD.replace(
        '<datafield tag="020"',
        '<datafield tag="020"><subfield code="a">9781590174517</subfield></datafield><datafield tag="020"',
        1,
    )
    assert record != LOC_RECORD
    service.say("/loc", SRU.format(count=1, records=record), content_type="text/xml")
    service.json("/openlibrary/api/books", {})
    assert "isbn = {9780192810373}" in shown(client, "0-19-281037-5")
    assert "isbn = {9781590174517}" in shown(client, "978-1-59017-451-7")
    with pytest.raises(NothingFoundError):
        shown(client, "978-0-14-118516-3")


def test_open_librarys_places(client: Client, service: Loopback) -> None:
    """Countries in brackets are the catalogue's; what is not known is not said."""
    details = {
        "title": "Mole",
        "publish_places": ["Oxford [England]"],
        "publishers": ["[s.n.]"],
        "publish_date": "n.d.",
    }
    service.json("/openlibrary/api/books", {"OCLC:12345": {"details": details}})
    assert shown(client, "OCLC 12345") == ["@book{,", "location = {Oxford}", "title = {Mole}"]
