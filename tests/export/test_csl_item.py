"""BibLaTeX entries as CSL items: what must not appear, what must, and the whole item of hard cases."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecite.bibtex.parse import parse_entries
from sergecite.export import csl_fields
from sergecite.export.csl_item import csl_item, csl_type, default_label
from sergecite.model.entry import NAME_FIELDS, Entry
from sergecite.model.name import Name
from tests.export.entries import entry

SERGE = {"family": "Serge", "given": "Victor"}

ABSENT = [
    pytest.param(entry("book", title="T", usera="1947", verba="x", options="dataonly", file="/etc/passwd"), {"id", "type", "title"}, id="the user's own fields stay at home"),
    pytest.param(entry("misc", title="T", date="n.d."), {"id", "type", "title"}, id="no date is no date, not a literal"),
    pytest.param(entry("unpublished", title="T", type="manuscript"), {"id", "type", "title"}, id="a manuscript need not say so"),
    pytest.param(entry("book", title="T", publisher="", date="", isbn=""), {"id", "type", "title"}, id="empty fields are absent"),
    pytest.param(entry("inbook", author="Serge, Victor", bookauthor="Serge, Victor", title="T", booktitle="B"), {"id", "type", "title", "author", "container-title"}, id="an author is not repeated as the book's"),
    pytest.param(entry("book", title="T", pubstate=" ", langid="klingon"), {"id", "type", "title"}, id="an unknown language has no tag"),
    pytest.param(entry("book", title="T", relatedtype="reviewof", related="gone"), {"id", "type", "title"}, id="a dangling relation says nothing"),
]  # fmt: skip

CASES: list[Any] = [
    pytest.param(
        entry("book", author="Serge, Victor", title="Memoirs of a Revolutionary", translator="Sedgwick, Peter and Paizis, George",
              foreword="Hochschild, Adam", series="NYRB Classics", publisher="New York Review Books", location="New York",
              date="2012", origtitle="Mémoires d’un révolutionnaire", origdate="1951", origlanguage="french", langid="english"),
        {"id": "k", "type": "book", "title": "Memoirs of a Revolutionary", "author": [SERGE],
         "translator": [{"family": "Sedgwick", "given": "Peter"}, {"family": "Paizis", "given": "George"}],
         "contributor": [{"literal": "a foreword by Adam Hochschild"}], "collection-title": "NYRB Classics",
         "publisher": "New York Review Books", "publisher-place": "New York", "issued": {"date-parts": [[2012]]},
         "original-title": '<span class="nocase">Mémoires d’un révolutionnaire</span>', "original-date": {"date-parts": [[1951]]}, "language": "en-US"},
        id="a translation with its original",
    ),
    pytest.param(
        entry("book", author="Caro, Robert A.", maintitle="The Years of Lyndon Johnson", title="Master of the Senate", volume="3", date="2002"),
        {"id": "k", "type": "book", "author": [{"family": "Caro", "given": "Robert A."}], "title": "The Years of Lyndon Johnson",
         "volume-title": "Master of the Senate", "volume": "3", "issued": {"date-parts": [[2002]]}},
        id="a volume of a work in several",
    ),
    pytest.param(
        entry("incollection", title="The Bomb", booktitle="Papers", maintitle="Collected Works", volume="2", part="1", editor="Smith, A.", pages="3--9"),
        {"id": "k", "type": "chapter", "title": "The Bomb", "container-title": "Collected Works", "volume-title": "Papers", "volume": "2",
         "part-number": "1", "editor": [{"family": "Smith", "given": "A."}], "page": "3-9"},
        id="a chapter in a volume of a work in several",
    ),
    pytest.param(
        entry("periodical", title="History and Theory", issuetitle="Rethinking the Archive", editor="Burton, Antoinette", volume="44", number="4", date="2005-12"),
        {"id": "k", "type": "article-journal", "title": "Rethinking the Archive", "container-title": "History and Theory",
         "editor": [{"family": "Burton", "given": "Antoinette"}], "volume": "44", "issue": "4", "issued": {"date-parts": [[2005, 12]]}, "genre": "special issue"},
        id="a special issue",
    ),
    pytest.param(
        entry("article", title="T", journaltitle="J", issuetitle="The Issue", issuesubtitle="A Theme", number="82", series="2"),
        {"id": "k", "type": "article-journal", "title": "T", "container-title": "J", "volume-title": "The Issue: A Theme", "issue": "82", "collection-title": "2nd ser."},
        id="an article of a special issue, in a second series",
    ),
    pytest.param(
        entry("review", author="Kakutani, Michiko", title="Friendship Takes a Path", journaltitle="New York Times", date="2016-11-07", pages="C1",
              note="Review of <i>Swing Time</i>, by Zadie Smith", entrysubtype="newspaper"),
        {"id": "k", "type": "review", "author": [{"family": "Kakutani", "given": "Michiko"}], "title": "Friendship Takes a Path",
         "container-title": "New York Times", "issued": {"date-parts": [[2016, 11, 7]]}, "page": "C1", "reviewed-title": "Swing Time",
         "reviewed-author": [{"family": "Smith", "given": "Zadie"}]},
        id="a review that names its book in the note",
    ),
    pytest.param(
        entry("review", author="Fitzpatrick, Sheila", title="Review of Memoirs of a Revolutionary by Victor Serge", journaltitle="The Guardian"),
        {"id": "k", "type": "review", "author": [{"family": "Fitzpatrick", "given": "Sheila"}], "container-title": "The Guardian",
         "reviewed-title": "Memoirs of a Revolutionary", "reviewed-author": [SERGE]},
        id="a review without a title of its own",
    ),
    pytest.param(
        entry("letter", author="Serge, Victor", title="Letter to friends in France, Moscow, 1 February 1933", date="1933-02-01"),
        {"id": "k", "type": "personal_communication", "author": [SERGE], "issued": {"date-parts": [[1933, 2, 1]]}, "genre": "letter",
         "recipient": [{"literal": "friends in France"}], "event-place": "Moscow"},
        id="a letter has a recipient, not a title",
    ),
    pytest.param(
        entry("letter", author="Creel, George", title="George Creel to Colonel House", date="1918-09-25", library="Yale University Library", howpublished="Edward M. House Papers"),
        {"id": "k", "type": "personal_communication", "author": [{"family": "Creel", "given": "George"}], "issued": {"date-parts": [[1918, 9, 25]]}, "genre": "letter",
         "recipient": [{"family": "House", "given": "Colonel"}], "archive": "Yale University Library", "archive_location": "Edward M. House Papers"},
        id="a letter titled from whom to whom",
    ),
    pytest.param(
        entry("letter", author="Bloch, Marc", title="On the strange defeat", date="1941"),
        {"id": "k", "type": "personal_communication", "author": [{"family": "Bloch", "given": "Marc"}], "title": "On the strange defeat", "issued": {"date-parts": [[1941]]}},
        id="a letter with a real title keeps it",
    ),
    pytest.param(
        entry("unpublished", author="Hervey, Augustus", title="Journal", date="1754~", library="British Library, London", howpublished="Egerton MS 2230"),
        {"id": "k", "type": "manuscript", "author": [{"family": "Hervey", "given": "Augustus"}], "title": "Journal", "issued": {"date-parts": [[1754]], "circa": True},
         "archive": "British Library", "archive-place": "London", "archive_location": "Egerton MS 2230"},
        id="a manuscript and its shelf mark",
    ),
    pytest.param(
        entry("unpublished", title="Roman", library="Bodleian Library, MS Douce 104", location="Oxford"),
        {"id": "k", "type": "manuscript", "title": "Roman", "archive": "Bodleian Library", "archive-place": "Oxford", "archive_location": "MS Douce 104"},
        id="a shelf mark in the library field",
    ),
    pytest.param(
        entry("misc", author="Serge, Victor", title="Victor Serge Papers", date="1912/1994", note="GEN MSS 238", library="Beinecke Library, Yale University", entrysubtype="papers"),
        {"id": "k", "type": "collection", "author": [SERGE], "title": "Victor Serge Papers", "issued": {"date-parts": [[1912], [1994]]},
         "archive": "Beinecke Library", "archive-place": "Yale University", "archive_location": "GEN MSS 238"},
        id="a collection of papers",
    ),
    pytest.param(
        entry("article", title="The Peterloo Disturbances", journaltitle="Times", entrysubtype="newspaper", date="1819-08-19", location="London"),
        {"id": "k", "type": "article-newspaper", "title": "The Peterloo Disturbances", "container-title": "Times", "publisher-place": "London", "issued": {"date-parts": [[1819, 8, 19]]}},
        id="a newspaper and its town",
    ),
    pytest.param(
        entry("book", author="de Tocqueville, Alexis and King, Jr., Martin Luther and {Library of Congress} and others", title="T", options="useprefix=true, maxnames=1"),
        {"id": "k", "type": "book", "title": "T", "author": [
            {"family": "Tocqueville", "given": "Alexis", "non-dropping-particle": "de"}, {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            {"literal": "Library of Congress"}, {"literal": "others"}]},
        id="particles, suffixes, bodies, others",
    ),
    pytest.param(
        entry("book", author="van Beethoven, Ludwig", title="Letters", editor="Anderson, Emily", editortype="compiler", editora="Roe, Jane", editoratype="reviser",
              editorb="Poe, Ann", editorbtype="serieseditor", namea="Doe, John", nameatype="illustrator", nameb="X, Y"),
        {"id": "k", "type": "book", "title": "Letters", "author": [{"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"}],
         "compiler": [{"family": "Anderson", "given": "Emily"}], "collection-editor": [{"family": "Poe", "given": "Ann"}],
         "illustrator": [{"family": "Doe", "given": "John"}], "contributor": [{"literal": "revisions by Jane Roe"}]},
        id="editors by what they did",
    ),
    pytest.param(
        entry("book", title="T", translator="Greeman, Richard", introduction="Greeman, Richard", afterword="A, B and C, D and E, F"),
        {"id": "k", "type": "book", "title": "T", "translator": [{"family": "Greeman", "given": "Richard"}],
         "contributor": [{"literal": "an introduction by the translator"}, {"literal": "an afterword by B A, D C, and F E"}]},
        id="contributions say what they are",
    ),
    pytest.param(
        entry("suppbook", author="Sontag, Susan", title="Introduction", type="introduction", booktitle="The Case of Comrade Tulayev", bookauthor="Serge, Victor"),
        {"id": "k", "type": "chapter", "author": [{"family": "Sontag", "given": "Susan"}], "title": "Introduction", "container-title": "The Case of Comrade Tulayev", "container-author": [SERGE]},
        id="an introduction cited by its name",
    ),
    pytest.param(
        entry("suppbook", author="Sontag, Susan", title="Unextinguished", subtitle="The Case for Victor Serge", type="introduction", booktitle="Tulayev"),
        {"id": "k", "type": "chapter", "author": [{"family": "Sontag", "given": "Susan"}], "title": "Unextinguished: The Case for Victor Serge", "title-short": "Unextinguished",
         "genre": "introduction to", "container-title": "Tulayev"},
        id="an introduction with a title",
    ),
    pytest.param(
        entry("inbook", author="Knuth, Donald", title="The Art", chapter="2", pages="10--20", publisher="Addison-Wesley", edition="2nd ed."),
        {"id": "k", "type": "book", "author": [{"family": "Knuth", "given": "Donald"}], "title": "The Art", "chapter-number": "2", "page": "10-20", "publisher": "Addison-Wesley", "edition": "2"},
        id="BibTeX's own @inbook",
    ),
    pytest.param(
        entry("phdthesis", author="Pound, John F.", title="Norwich", school="University of Leicester", year="1974", month="may"),
        {"id": "k", "type": "thesis", "author": [{"family": "Pound", "given": "John F."}], "title": "Norwich", "genre": "PhD thesis", "publisher": "University of Leicester",
         "issued": {"date-parts": [[1974, 5]]}},
        id="BibTeX's thesis with its month",
    ),
    pytest.param(
        entry("online", title="T", eprint="2101.00001", eprinttype="arXiv", date="2021"),
        {"id": "k", "type": "article", "title": "T", "issued": {"date-parts": [[2021]]}, "number": "arXiv:2101.00001", "publisher": "arXiv", "URL": "https://arxiv.org/abs/2101.00001"},
        id="a preprint",
    ),
    pytest.param(
        entry("article", title="T", journaltitle="J", eprint="4147921", eprinttype="jstor", pubstate="inpress", eid="e12", doi="https://doi.org/10.1/X"),
        {"id": "k", "type": "article-journal", "title": "T", "container-title": "J", "status": "in press", "page": "e12", "DOI": "10.1/X"},
        id="a DOI makes an eprint's address needless",
    ),
    pytest.param(
        entry("inproceedings", author="Bourrinet, Philippe", title="Victor Serge", eventtitle="Victor Serge Symposium", eventdate="2001-09-29/2001-09-30", venue="Moscow", date="2002-03"),
        {"id": "k", "type": "paper-conference", "author": [{"family": "Bourrinet", "given": "Philippe"}], "title": "Victor Serge", "event-title": "Victor Serge Symposium",
         "event-date": {"date-parts": [[2001, 9, 29], [2001, 9, 30]]}, "event-place": "Moscow", "issued": {"date-parts": [[2002, 3]]}},
        id="a paper and its event",
    ),
    pytest.param(
        entry("article", title="O stroitel’stve sotsializma", titleaddon="On the Building of Socialism", journaltitle="Kommunist", langid="russian"),
        {"id": "k", "type": "article-journal", "title": 'O stroitel’stve sotsializma <span class="nodecor">[On the Building of Socialism]</span>',
         "title-short": "O stroitel’stve sotsializma", "container-title": "Kommunist", "language": "ru"},
        id="an addition to a title stands in brackets",
    ),
    pytest.param(
        entry("misc", title="T", note="type: bill\nfine: print {:ISBN: 3}", addendum="Reprint."),
        {"id": "k", "type": "document", "title": "T", "note": " type: bill\n fine: print { :ISBN: 3}. Reprint."},
        id="a note sets no variables",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), ABSENT)
def test_nothing_is_made_up(given: Entry, expected: set[str]) -> None:
    """What an entry does not say, its item does not say."""
    assert set(csl_item(given)) == expected


@pytest.mark.parametrize(("given", "expected"), CASES)
def test_whole_items(given: Entry, expected: dict[str, Any]) -> None:
    """An entry becomes exactly this item."""
    assert csl_item(given) == expected


@pytest.mark.parametrize(
    ("title", "subtitle", "full", "short"),
    [
        ("Men in Prison", "", "Men in Prison", None),
        ("Notebooks", "1936–1947", "Notebooks: 1936–1947", "Notebooks"),
        ("What Is to Be Done?", "Burning Questions", "What Is to Be Done? Burning Questions", "What Is to Be Done?"),
        ("<i>Why?</i>", "Because", "<i>Why?</i> Because", "<i>Why?</i>"),
        ("Late Holocausts: El Niño", "", "Late Holocausts: El Niño", "Late Holocausts"),
        ("Victor Serge: A Life", "Documents", "Victor Serge: A Life; Documents", "Victor Serge: A Life"),
        ("“Ours: Theirs” Revisited", "", "“Ours: Theirs” Revisited", None),
        ("<i>A: B</i> Again", "", "<i>A: B</i> Again", None),
    ],
)
def test_subtitles_join_and_short_titles_stop_before_them(
    title: str, subtitle: str, full: str, short: str | None
) -> None:
    """A subtitle follows a colon, or the title's own mark; the short title ends before it, never inside markup."""
    item = csl_item(entry("book", title=title, subtitle=subtitle))
    assert (item["title"], item.get("title-short")) == (full, short)


def test_contributions_in_other_languages() -> None:
    """The phrase follows the word the output's locale has for "with"; Italian's already says "a contribution by"."""
    given = entry("book", title="T", introduction="Greeman, Richard")
    by_language = {lang: csl_item(given, lang=lang)["contributor"] for lang in ("de-DE", "fr-FR", "it-IT", "sv-SE")}
    assert by_language == {
        "de-DE": [{"literal": "einer Einleitung von Richard Greeman"}],
        "fr-FR": [{"literal": "une introduction de Richard Greeman"}],
        "it-IT": [{"family": "Greeman", "given": "Richard"}],
        "sv-SE": [{"literal": "an introduction by Richard Greeman"}],
    }


def test_relations_fill_what_is_missing() -> None:
    """A review takes its book, a translation its original, from the related entry; its own fields win."""
    library = {
        "orig": entry(
            "book", author="Serge, Victor", title="Ville conquise", date="1932", publisher="Rieder", location="Paris"
        )
    }
    review = csl_item(entry("review", journaltitle="J", related="orig", relatedtype="reviewof"), related=library.get)
    assert (review["reviewed-title"], review["reviewed-author"]) == ("Ville conquise", [SERGE])
    translation = csl_item(
        entry("book", title="Conquered City", related="orig", relatedtype="translationof", origdate="1931"),
        related=library.get,
    )
    assert translation["original-title"] == '<span class="nocase">Ville conquise</span>'
    assert translation["original-date"] == {"date-parts": [[1931]]}
    assert translation["original-publisher"] == "Rieder"


def test_every_biblatex_type_and_field_has_a_place(shared: Any) -> None:
    """Every entry type and field of biber's data model is mapped, or said to be left out and why."""
    model = (shared / "data/biblatex-datamodel/biber-tool.conf").read_text(encoding="utf-8")
    types = set(re.findall(r"<entrytype[^>]*>([a-z]+)</entrytype>", model.split("</entrytypes>")[0]))
    fields = set(re.findall(r'<field fieldtype="[^>]*>([a-z]+)</field>', model))
    handled = {
        "abstract", "addendum", "annotation", "booksubtitle", "booktitle", "booktitleaddon", "date", "edition", "eid", "entrysubtype",
        "eprint", "eprintclass", "eprinttype", "howpublished", "institution", "issue", "issuesubtitle", "issuetitle", "issuetitleaddon",
        "journalsubtitle", "journaltitle", "journaltitleaddon", "keywords", "langid", "language", "library", "location", "mainsubtitle",
        "maintitle", "maintitleaddon", "note", "number", "organization", "origtitle", "pages", "publisher", "pubstate", "series", "shorttitle",
        "subtitle", "title", "titleaddon", "type", "month", "year", "day",
    }  # fmt: skip
    known = (
        handled
        | set(csl_fields.TEXT)
        | set(csl_fields.NAMES)
        | set(csl_fields.ROLE_FIELDS)
        | set(csl_fields.ROLE_FIELDS.values())
        | set(csl_fields.CONTRIBUTIONS)
        | set(csl_fields.DATES)
        | set(csl_fields.LITERAL_LISTS)
        | {name for names in csl_fields.UNMAPPED.values() for name in names}
    )
    parts = ("year", "month", "day", "hour", "minute", "second", "timezone", "yeardivision")
    date_parts = {
        f"{which}{end}{part}" for which in ("", "event", "orig", "url") for end in ("", "end") for part in parts
    }
    assert fields - known - date_parts == set()
    assert {name for name in types if csl_type(entry(name)) == "document"} == {
        "misc", "bibnote", "xdata", "customa", "customb", "customc", "customd", "custome", "customf",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("pagination", "label"), [("", "page"), ("verse", "verse"), ("Column", "column"), ("none", "page")]
)
def test_a_bare_locator_counts_what_the_work_counts(pagination: str, label: str) -> None:
    """`pagination` names the label of a locator that has none."""
    assert default_label(entry("book", pagination=pagination)) == label


@pytest.mark.parametrize("title", ["Review of Particle Physics", "Reviewing the Situation", "Review of Terms: A Note"])
def test_an_article_on_a_review_is_none(title: str) -> None:
    """Outside @review, "review of" alone does not make a review."""
    item = csl_item(entry("article", title=title, journaltitle="J"))
    assert (item["title"], item.get("reviewed-title")) == (title, None)


def test_a_review_with_the_author_before_the_title() -> None:
    """Sociologists write the author first."""
    item = csl_item(entry("article", title="Review of Eric Klinenberg, <i>Heat Wave</i>", journaltitle="J"))
    assert item["reviewed-title"] == "Heat Wave"
    assert item["reviewed-author"] == [{"family": "Klinenberg", "given": "Eric"}]
    assert "title" not in item


def test_french_elides() -> None:
    """Before a vowel "de" becomes "d’"."""
    item = csl_item(entry("book", title="T", foreword="Hochschild, Adam"), lang="fr-FR")
    assert item["contributor"] == [{"literal": "un avant-propos d’Adam Hochschild"}]


FIELDS = sorted(
    {*csl_fields.TEXT, *csl_fields.DATES, *csl_fields.ROLE_FIELDS.values()}
    | {"title", "subtitle", "titleaddon", "maintitle", "booktitle", "journaltitle", "issuetitle", "date", "year", "month", "day", "note"}
    | {"type", "entrysubtype", "library", "howpublished", "series", "number", "issue", "pages", "edition", "pubstate", "eprint", "eprinttype"}
    | {"langid", "langidopts", "options", "related", "relatedtype", "keywords", "shorttitle"}
)  # fmt: skip
WORDS = st.text(alphabet="ab1 -–/.,:;?~[](){}<>i“”\"'\\\n\x1b&", max_size=20) | st.sampled_from(
    [
        "Review of X, by Y",
        "Letter to A B, Moscow, 1933",
        "n.d.",
        "2",
        "jan",
        "arxiv",
        "reviewof",
        "http://x.org",
        "<i>A</i>: B",
    ]
)


@given(
    st.sampled_from(sorted(csl_fields.TYPES)),
    st.dictionaries(st.sampled_from(FIELDS), WORDS, max_size=12),
    st.dictionaries(
        st.sampled_from(sorted(NAME_FIELDS)), st.just((Name(family="F", given="G"), Name(others=True))), max_size=4
    ),
)
def test_any_entry_becomes_an_item(entry_type: str, fields: dict[str, str], names: dict[str, tuple[Name, ...]]) -> None:
    """Whatever the fields hold, the item has an id, a type, no empty value, no control character, and is JSON."""
    whole = Entry(citekey="k", entry_type=entry_type, fields=fields, names=names)
    item = csl_item(whole, related={"k": whole, "2": whole}.get)
    assert (item["id"], bool(item["type"])) == ("k", True)
    assert all(value for value in item.values())
    assert "\x1b" not in json.dumps(item, ensure_ascii=False)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Faber and Faber", "Faber and Faber"),
        ("{Faber and Faber}", "Faber and Faber"),
        ("Aubier and Cerf and Seuil", "Aubier; Cerf; Seuil"),
    ],
)
def test_a_publisher_with_and_in_its_name(written: str, printed: str) -> None:
    """BibTeX reads two houses in {Faber and Faber}; BibLaTeX prints them with the same word, and so do we."""
    (read,), _ = parse_entries(f"@book{{k, title = {{T}}, publisher = {{{written}}}}}", "")
    assert csl_item(read)["publisher"] == printed
