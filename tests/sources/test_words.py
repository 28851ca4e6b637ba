"""Words: what is found by agreement, what is only shown, what is never taken."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from sergecite.errors import ServiceError
from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.sources.agreement import agreement
from sergecite.sources.ranking import ranked, weighed
from sergecite.sources.sru import library_for
from sergecite.sources.types import Found, Provenance
from sergecite.sources.words import find_words

if TYPE_CHECKING:
    from sergecite.sources.http import Client
    from tests.sources.conftest import Loopback


def work(title: str, author: str = "Serge", year: str = "1963", **fields: str) -> Entry:
    return Entry(
        citekey="",
        entry_type="book",
        fields=MappingProxyType({"title": title, "date": year, **fields}),
        names=MappingProxyType({"author": (Name(family=author, given="Victor"),)} if author else {}),
    )


def alone(entry: Entry, item: dict[str, Any] | None, words: str) -> Found:
    """Return how sure a work is that is the only one found."""
    origin = Provenance(service="catalogue", date="2026-11-22", identifier="x")
    return ranked([weighed(entry, agreement(entry, item, words), origin)])[0]


MEMOIRS = work("Memoirs of a Revolutionary", subtitle="1901–1941")

NOT_TAKEN = [
    (MEMOIRS, "Memoirs of a Revolutionary"),
    (MEMOIRS, "Kropotkin, Memoirs of a Revolutionist, 1899"),
    (MEMOIRS, "Serge, Memoirs of a Revolutionary, New York 2012"),
    (MEMOIRS, "Serge, Victor. Birth of Our Power. 1967."),
    (MEMOIRS, "Memoirs of a Physician, Dumas 1963"),
    (work("Resistance", year="1938"), "resistance movements in France, 1938"),
    (work("Letters", author="Trotsky"), "Serge, Letters, 1963"),
    (work("History", author=""), "A history of the world in 1963"),
    (work("The Case of Comrade Tulayev", author="Sontag", year="2004"), "Serge, The Case of Comrade Tulayev"),
]


@pytest.mark.parametrize(("entry", "words"), NOT_TAKEN, ids=[words for _, words in NOT_TAKEN])
def test_a_weak_match_stays_below_the_line(entry: Entry, words: str) -> None:
    """A title alone, another author, another edition, another work: shown at most, never taken."""
    item: dict[str, Any] | None = (
        {"author": [{"family": "Serge"}], "title": words.split(", ")[1]} if words.startswith("Serge, ") else None
    )
    assert alone(entry, item, words).confidence < 0.9


TRADITION = {
    "author": [{"family": "Serge", "given": "V."}],
    "title": "The Invention of Tradition",
    "type": "book",
}
IMPRINTS: list[tuple[dict[str, str], dict[str, str], bool]] = [
    ({"publisher": "Harvard University Press"}, {"publisher": "Cambridge University Press"}, False),
    ({"publisher": "Cambridge University Press"}, {"publisher": "Cambridge University Press"}, True),
    ({"publisher": "University Press of Kansas"}, {"publisher": "Univ. Press of Kansas"}, True),
    ({"publisher": "Oxford University Press"}, {"publisher": "OUP"}, True),
    ({"publisher": "OUP"}, {"publisher": "Oxford University Press"}, True),
    ({"location": "S.l."}, {"publisher-place": "Seattle"}, True),
    ({"location": "Leiden"}, {"publisher-place": "Seattle"}, False),
    ({"location": "Roma"}, {"publisher-place": "Rome"}, True),
    ({"location": "New York"}, {"publisher-place": "London; New York"}, True),
    ({"publisher": "Verso"}, {"publisher-place": "Seattle"}, True),
]


@pytest.mark.parametrize(("there", "asked", "sure"), IMPRINTS)
def test_an_imprint_tells_editions_apart(there: dict[str, str], asked: dict[str, str], sure: bool) -> None:
    """Without a year another publisher, or where none is named another place, is another edition; "Press" is anyone's."""
    words = f"V. Serge, The Invention of Tradition, {' '.join(asked.values())}"
    found = alone(work("The Invention of Tradition", year="2021", **there), {**TRADITION, **asked}, words)
    assert (found.confidence >= 0.9) is sure


def test_a_chapter_is_not_the_book_it_is_in() -> None:
    """Though its editor, title, publisher and year all stand in the reference."""
    book = Entry(
        citekey="",
        entry_type="collection",
        fields=MappingProxyType({"title": "Unravelling the Nation", "date": "1996", "publisher": "Penguin Books"}),
        names=MappingProxyType({"editor": (Name(family="Basu", given="Kaushik"),)}),
    )
    words = "G. Balachandran, Religion and Nationalism, in: K. Basu (ed.), Unravelling the Nation (Penguin Books 1996)"
    item = {
        "author": [{"family": "Balachandran", "given": "G."}],
        "editor": [{"family": "Basu", "given": "K."}],
        "title": "Religion and Nationalism",
        "issued": {"date-parts": [[1996]]},
    }
    assert alone(book, item, words).confidence < 0.9


TAKEN = [
    (MEMOIRS, "Victor Serge, Memoirs of a Revolutionary, 1901-1941 (London: Oxford University Press, 1963)"),
    (MEMOIRS, "Serge, V. (1963) Memoirs of a revolutionary."),
    (MEMOIRS, "Memoirs of a Revolutionary by Victor Serge"),
    (MEMOIRS, "V. Sergé, Memoirs of a Revolutionnary (Oxford 1963)"),
    (work("Mémoires d’un révolutionnaire", year="1951"), "Serge, Memoires d'un revolutionnaire, Paris 1951"),
    (work("From Lenin to Stalin", year="1937"), "V. SERGE, From Lenin to Stalin, New York: Pioneer 1937, p. 12"),
]


@pytest.mark.parametrize(("entry", "words"), TAKEN, ids=[words for _, words in TAKEN])
def test_a_whole_reference_is_sure(entry: Entry, words: str) -> None:
    """Title, author and year agree, whatever the order, spelling of accents or a typing error."""
    assert alone(entry, None, words).confidence >= 0.9


def crossref(*works: tuple[str, str, int, str]) -> dict[str, Any]:
    items = [
        {
            "DOI": doi,
            "type": "book",
            "title": [title],
            "author": [{"family": author, "given": "V."}],
            "issued": {"date-parts": [[year]]},
        }
        for title, author, year, doi in works
    ]
    return {"status": "ok", "message": {"items": items, "total-results": len(items)}}


def documents(*works: tuple[str, str, int]) -> dict[str, Any]:
    return {
        "docs": [
            {"key": f"/works/OL{number}W", "title": title, "author_name": [author], "first_publish_year": year}
            for number, (title, author, year) in enumerate(works, 1)
        ]
    }


def test_the_right_work_is_found_among_likely_ones(client: Client, service: Loopback) -> None:
    """Two services about one work are merged; reviews and other works of the name are told apart."""
    service.json(
        "/crossref/works",
        crossref(
            ("Memoirs of a Revolutionist", "Kropotkin", 1899, "10.1000/k"),
            ("Memoirs of a Revolutionary", "Serge", 1963, "10.1000/s"),
            ("Review of Memoirs of a Revolutionary", "Howe", 1964, "10.1000/r"),
        ),
    )
    service.json(
        "/openlibrary/search.json",
        documents(("Memoirs of a Revolutionary", "Victor Serge", 1963), ("Men in prison", "Victor Serge", 1930)),
    )
    found = find_words(client, "Victor Serge, Memoirs of a Revolutionary (Oxford 1963)", None)
    assert [one.service for one in found[0].provenance] == ["crossref", "openlibrary"]
    assert found[0].entry.text("doi") == "10.1000/s"
    assert found[0].confidence >= 0.9
    assert all(one.confidence < 0.9 for one in found[1:])
    assert {"title", "author", "year"} <= set(found[0].agree)


def test_two_equal_candidates_make_each_other_unsure(client: Client, service: Loopback) -> None:
    """Where two works fit equally well, neither is taken."""
    service.json(
        "/crossref/works",
        crossref(
            ("Memoirs of a Revolutionary", "Serge", 1963, "10.1000/a"),
            ("Memoirs of a Revolutionary", "Serge", 1984, "10.1000/b"),
        ),
    )
    service.json("/openlibrary/search.json", documents())
    found = find_words(client, "Victor Serge, Memoirs of a Revolutionary", None)
    assert len(found) == 2
    assert all(one.confidence < 0.9 for one in found)


def test_one_service_down_leaves_the_other(client: Client, service: Loopback) -> None:
    """Only when none can be asked is it a failure."""
    service.say("/crossref/works", "", status=500)
    service.json("/openlibrary/search.json", documents(("From Lenin to Stalin", "Victor Serge", 1937)))
    assert find_words(client, "Serge, From Lenin to Stalin 1937", None)[0].confidence >= 0.9
    service.routes.clear()
    for path in ("/crossref/works", "/openlibrary/search.json"):
        service.say(path, "", status=503)
    with pytest.raises(ServiceError):
        find_words(client, "Serge, From Lenin to Stalin 1937", None)


BNF = """<searchRetrieveResponse><records><record><recordData><mxc:record xmlns:mxc="info:lc/xmlns/marcxchange-v2">
<mxc:datafield tag="200" ind1="1" ind2=" "><mxc:subfield code="a">S'il est minuit dans le siècle</mxc:subfield></mxc:datafield>
<mxc:datafield tag="210" ind1=" " ind2=" "><mxc:subfield code="a">Paris</mxc:subfield><mxc:subfield code="c">Grasset</mxc:subfield><mxc:subfield code="d">1939</mxc:subfield></mxc:datafield>
<mxc:datafield tag="700" ind1=" " ind2="|"><mxc:subfield code="a">Serge</mxc:subfield><mxc:subfield code="b">Victor</mxc:subfield></mxc:datafield>
</mxc:record></recordData></record></records></searchRetrieveResponse>"""


def test_a_national_library_is_asked_where_the_others_are_unsure(client: Client, service: Loopback) -> None:
    """A French title goes to the BnF; what it has is weighed like any other."""
    service.json("/crossref/works", crossref())
    service.json("/openlibrary/search.json", documents())
    service.say("/bnf", BNF, content_type="text/xml")
    item = {"title": "S'il est minuit dans le siècle", "author": [{"family": "Serge", "given": "Victor"}]}
    found = find_words(client, "Victor Serge, S'il est minuit dans le siècle, Paris, Grasset, 1939", item)
    assert found[0].confidence >= 0.9
    assert (found[0].entry.text("publisher"), found[0].provenance[0].service) == ("Grasset", "bnf")
    assert service.asked[-1].split("?")[0] == "/bnf"


HAL = {
    "response": {
        "numFound": 1,
        "start": 0,
        "docs": [
            {
                "docType_s": "ART", "halId_s": "halshs-00123456", "title_s": ["Le cas du camarade Toulaev et la critique"],
                "authLastName_s": ["Rière"], "authFirstName_s": ["Jean"], "producedDateY_i": 1998,
                "journalTitle_s": "Les Temps modernes", "language_s": ["fr"], "uri_s": "https://shs.hal.science/halshs-00123456",
            }
        ],
    }
}  # fmt: skip
ARXIV = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title><id>http://arxiv.org/api/x</id><entry>
<id>http://arxiv.org/abs/2101.01234v2</id><published>2021-01-05T00:00:00Z</published><title>Reading footnotes by machine</title>
<summary>An abstract.</summary><author><name>Maria van der Berg</name></author></entry></feed>"""
NBIB = """PMID- 7654321
TI  - The siege of Leningrad and its physicians.
FAU - Weissman, Susan
JT  - Bulletin of the history of medicine
DP  - 1995 Fall
VI  - 69
"""
ESEARCH = {"header": {"type": "esearch", "version": "0.3"}, "esearchresult": {"count": "1", "idlist": ["7654321"]}}

FURTHER = [
    (
        "Jean Rière, « Le cas du camarade Toulaev et la critique », Les Temps modernes, 1998",
        {"title": "Le cas du camarade Toulaev et la critique", "author": [{"family": "Rière"}]},
        ["/hal/"],
        "title_t:(Le cas du camarade Toulaev et la critique) AND authFullName_t:(Rière)",
        {"eprint": "halshs-00123456", "eprinttype": "hal", "journaltitle": "Les Temps modernes"},
    ),
    (
        "Weissman S. The siege of Leningrad and its physicians. Bull Hist Med. 1995;69",
        {"title": "The siege of Leningrad and its physicians", "author": [{"family": "Weissman"}], "container-title": "Bull"},
        ["/pubmed/esearch.fcgi", "/pubmed/efetch.fcgi"],
        "The[ti] AND siege[ti] AND Leningrad[ti] AND and[ti] AND its[ti] AND physicians[ti] AND Weissman[au]",
        {"eprint": "7654321", "eprinttype": "pubmed", "volume": "69"},
    ),
    (
        "M. van der Berg, Reading footnotes by machine, arXiv preprint, 2021",
        {"title": "Reading footnotes by machine", "author": [{"family": "van der Berg"}]},
        ["/arxiv"],
        "ti:Reading AND ti:footnotes AND ti:by AND ti:machine AND au:van AND au:der AND au:Berg",
        {"eprint": "2101.01234", "eprinttype": "arxiv", "date": "2021-01-05"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "item", "paths", "query", "fields"), FURTHER, ids=["hal", "pubmed", "arxiv"])
def test_the_archives_are_asked_for_what_they_may_have(  # noqa: PLR0917
    client: Client,
    service: Loopback,
    words: str,
    item: dict[str, Any],
    paths: list[str],
    query: str,
    fields: dict[str, str],
) -> None:
    """HAL for French titles, PubMed for articles, arXiv for what is said to be there; each in its own query language."""
    service.json("/crossref/works", crossref())
    service.json("/openlibrary/search.json", documents())
    for library in ("loc", "bnf"):
        service.say(f"/{library}", "<searchRetrieveResponse/>", content_type="text/xml")
    service.json("/hal/", HAL)
    service.json("/pubmed/esearch.fcgi", ESEARCH)
    service.say("/pubmed/efetch.fcgi", NBIB)
    service.say("/arxiv", ARXIV, content_type="application/atom+xml")
    found = find_words(client, words, item)
    asked = [path for path in service.asked if path.startswith(("/hal", "/pubmed", "/arxiv"))]
    assert [path.split("?")[0] for path in asked] == paths
    assert query in asked[0]
    assert found[0].confidence >= 0.9
    assert {name: found[0].entry.text(name) for name in fields} == fields


def test_who_is_sure_ends_the_asking(client: Client, service: Loopback) -> None:
    """Where Crossref surely has the work, no library and no archive is asked."""
    service.json("/crossref/works", crossref(("Le cas Toulaev et la critique", "Serge", 1998, "10.1000/s")))
    service.json("/openlibrary/search.json", documents())
    item = {"title": "Le cas Toulaev et la critique", "author": [{"family": "Serge"}], "container-title": "Critique"}
    found = find_words(client, "Victor Serge, Le cas Toulaev et la critique, arXiv preprint, 1998", item)
    assert found[0].confidence >= 0.9
    assert {path.split("/")[1] for path in service.asked} == {"crossref", "openlibrary"}


@pytest.mark.parametrize(
    ("title", "library"),
    [
        ("Ville conquise et les autres", "bnf"),
        ("Das Jahr eins der Russischen Revolution", "dnb"),
        ("Memoirs of a Revolutionary", "loc"),
    ],
)
def test_the_library_follows_the_language(title: str, library: str) -> None:
    """The little words of a title say where to ask."""
    assert library_for(title) == library
