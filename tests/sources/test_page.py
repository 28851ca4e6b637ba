"""Web pages: what their heads say, best description first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sergecite.bibtex.write import format_entry
from sergecite.errors import NothingFoundError, ServiceError
from sergecite.model.identifier import WebAddress
from sergecite.sources.look_up import look_up
from sergecite.sources.names import byline
from sergecite.sources.page import describe_page, read_head

if TYPE_CHECKING:
    from sergecite.sources.http import Client
    from tests.sources.conftest import Loopback

ADDRESS = "https://example.org/a"

HIGHWIRE = """<html lang="en"><head><title>x | Site</title>
<meta name="citation_title" content="On Stalinism: a reply"><meta name="citation_author" content="Weissman, Susan">
<meta name="citation_author" content="Peter Sedgwick"><meta name="citation_publication_date" content="1996/05/01">
<meta name="citation_journal_title" content="Critique"><meta name="citation_volume" content="24"><meta name="citation_issue" content="1">
<meta name="citation_firstpage" content="9"><meta name="citation_lastpage" content="31"><meta name="citation_issn" content="0301-7605">
<meta name="citation_doi" content="doi:10.1080/03017609608413274"><meta property="og:title" content="On Stalinism"></head>"""

JSON_LD = """<html><head><title>T</title><script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Site"},
 {"@type": ["ScholarlyArticle"], "headline": "On Stalinism", "author": [{"@type": "Person", "familyName": "Weissman", "givenName": "Susan"},
 {"@type": "Organization", "name": "Centre"}], "datePublished": "1996-05-01T00:00:00Z", "inLanguage": "en-GB",
 "isPartOf": {"@type": "PublicationIssue", "issueNumber": 1, "isPartOf": {"@type": ["PublicationVolume"], "volumeNumber": "24",
 "isPartOf": {"@type": "Periodical", "name": "Critique", "issn": ["0301-7605"]}}}, "pageStart": "9", "pageEnd": "31"}]}
</script><script type="application/ld+json">{broken</script></head>"""

OPEN_GRAPH = """<!doctype html><html lang="fr"><head><meta property="og:title" content="Ville conquise | Le Blog">
<meta property="og:site_name" content="Le Blog"><meta name="author" content="Marie Curie and Paul Nizan">
<meta property="article:published_time" content="2017-11-07T10:00:00+01:00">
<link rel="canonical" href="https://example.org/canonique"></head><body>"""

DUBLIN = """<html><head><meta name="DC.title" content="Letters"><meta name="DC.creator" content="Serge, Victor">
<meta name="DCTERMS.issued" content="1936"><meta name="DC.language" content="fr"><meta name="DC.identifier" content="https://doi.org/10.1000/L"></head>"""


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        (
            HIGHWIRE,
            [
                "@article{,",
                "author = {Weissman, Susan and Sedgwick, Peter}",
                "date = {1996-05-01}",
                "doi = {10.1080/03017609608413274}",
                "issn = {0301-7605}",
                "journaltitle = {Critique}",
                "langid = {english}",
                "number = {1}",
                "pages = {9–31}",
                "subtitle = {a reply}",
                "title = {On {Stalinism}}",
                "volume = {24}",
            ],
        ),
        (
            JSON_LD,
            [
                "@article{,",
                "author = {Weissman, Susan and {Centre}}",
                "date = {1996-05-01}",
                "issn = {0301-7605}",
                "journaltitle = {Critique}",
                "langid = {british}",
                "number = {1}",
                "pages = {9–31}",
                "title = {On Stalinism}",
                "url = {https://example.org/a}",
                "urldate = {2026-11-22}",
                "volume = {24}",
            ],
        ),
        (
            OPEN_GRAPH,
            [
                "@online{,",
                "author = {Curie, Marie and Nizan, Paul}",
                "date = {2017-11-07}",
                "langid = {french}",
                "organization = {Le Blog}",
                "title = {Ville conquise}",
                "url = {https://example.org/canonique}",
                "urldate = {2026-11-22}",
            ],
        ),
        (
            DUBLIN,
            [
                "@online{,",
                "author = {Serge, Victor}",
                "date = {1936}",
                "doi = {10.1000/l}",
                "langid = {french}",
                "title = {Letters}",
            ],
        ),
        (
            "<title>Only a title</title>",
            ["@online{,", "title = {Only a title}", "url = {https://example.org/a}", "urldate = {2026-11-22}"],
        ),
    ],
    ids=["highwire", "json-ld", "opengraph", "dublin-core", "title"],
)
def test_a_page_is_described_by_its_head(page: str, lines: list[str]) -> None:
    """Each vocabulary, with what it can say."""
    entry = describe_page(read_head(page.encode()), ADDRESS, "2026-11-22")
    assert entry is not None
    head, *rest = format_entry(entry).strip().splitlines()
    assert [head, *sorted(line.strip().rstrip(",") for line in rest if line != "}")] == lines


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html><body>nothing",
        "<meta name=citation_title content=''>",
        "<" * 10_000,
        "<script type='application/ld+json'>" + "[" * 100_000,
        "\x00" * 500,
    ],
)
def test_a_page_that_says_nothing_makes_nothing(page: str) -> None:
    """No title, no work, whatever the page is."""
    assert describe_page(read_head(page.encode()), ADDRESS, "2026-11-22") is None


def test_the_declared_encoding_is_used() -> None:
    """A page in Latin-2 that says so is read as that."""
    head = read_head("<meta charset=iso-8859-2><title>Zbigniew Łęcki</title>".encode("iso-8859-2"))
    assert head.title == "Zbigniew Łęcki"


def test_pages_over_the_wire(client: Client, service: Loopback) -> None:
    """A page is fetched; what is not there, or no page, or at a private address, is told."""
    service.say("/a", OPEN_GRAPH, content_type="text/html; charset=utf-8")
    service.say("/b", b"\x89PNG", content_type="image/png")
    assert look_up(client, WebAddress(f"{service.url}/a")).entry.text("title") == "Ville conquise"
    with pytest.raises(NothingFoundError):
        look_up(client, WebAddress(f"{service.url}/gone"))
    with pytest.raises(ServiceError, match="no web page but image/png"):
        look_up(client, WebAddress(f"{service.url}/b"))
    with pytest.raises(ServiceError, match=r"private address|cannot be reached"):
        look_up(client, WebAddress("http://localhost:1/"))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<title>Kronstadt – Old Mole | Example.org</title>", {"title": "Kronstadt – Old Mole", "organization": "Example.org"}),
        ("<title>Kronstadt - A Rising | Reviews</title>", {"title": "Kronstadt - A Rising | Reviews", "organization": ""}),
        (
            '<title>x</title><meta property="og:title" content="Kronstadt | Mole"><meta property="og:site_name" content="mole.de">',
            {"title": "Kronstadt", "organization": "mole.de"},
        ),
        (
            '<title>x</title><meta property="og:title" content="Kronstadt"><meta property="og:site_name" content="https://www.mole.de/">',
            {"organization": "mole.de"},
        ),
        (
            '<title>Kronstadt</title><meta property="og:title" content="Kronstadt"><meta name="DC.title" content="The Mole">',
            {"title": "Kronstadt"},
        ),
        ('<title>Kronstadt</title><meta itemprop="datePublished" content="2013-08-09T06:00:00+02:00">', {"date": "2013-08-09"}),
        ('<html lang="en"><title>Wir waren in der Stadt und auf dem Land</title>', {"langid": "german"}),
        ('<title>K</title><link rel="canonical" href="https://.mole.de">', {"url": ADDRESS}),
        ('<title>K | M</title><link rel="canonical" href="http://[::1"><meta property="og:title" content="K | M">', {"title": "K | M"}),
        (
            ('<title>K</title><script type="application/ld+json">{"@type": "NewsArticle", "headline": "K", "author": '
            '[{"@type": "Person", "name": "Ada Byron and Paul Nizan"}, "admin"], "publisher": {"name": "Mole"}}</script>'),
            {"author": "Ada Byron; Paul Nizan", "organization": "Mole"},
        ),
        (
            ('<title>K</title><script type="application/ld+json">{"@type": "NewsArticle", "headline": "K", "author": '
            '{"@type": "Organization", "name": "Mole"}, "publisher": {"name": "Mole"}}</script>'),
            {"author": "", "organization": "Mole"},
        ),
    ],
)  # fmt: skip
def test_sites_are_no_part_of_titles_and_no_authors(head: str, expected: dict[str, str]) -> None:
    """What the address or OpenGraph says is the site stands as the organization; dates and languages are looked for further."""
    entry = describe_page(read_head(head.encode()), ADDRESS, "2026-11-22")
    assert entry is not None
    assert {name: entry.text(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("By ADA BYRON, AP National Writer", ["Ada Byron"]),
        ("Ada Byron, The Washington Post", ["Ada Byron"]),
        ("Nathan Ber | Radio One", ["Nathan Ber"]),
        ("Hundesportverein Mole e.V.", ["Hundesportverein Mole e.V."]),
        ("Super User", []),
        ("mole.example.de", []),
        ("facebook.com/mole", []),
        ("dpa", []),
        ("", []),
    ],
)
def test_bylines(text: str, people: list[str]) -> None:
    """Persons and bodies; no accounts, addresses or agencies' signs."""
    assert [name.display for name in byline(text)] == people
