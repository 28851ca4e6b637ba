"""The query language, and that the index finds what matching every entry finds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecite.bibtex.parse import parse_entries
from sergecite.errors import UsageError
from sergecite.store.duplicates import duplicates_of
from sergecite.store.library import Library
from sergecite.store.query import All, Words, Years, parse_query
from sergecite.store.search import rank, select
from sergecite.store.words import words

ENTRIES, _ = parse_entries(
    r"""
    @book{serge1951memoirs, author={Serge, Victor}, translator={Sedgwick, Peter}, title={Memoirs of a {Revolutionary}},
          date={2012}, origdate={1951}, keywords={primary, seed-list}, publisher={New York Review Books}}
    @book{serge1930yearone, author={Serge, Victor}, title={L'An 1 de la r\'evolution russe}, date={1930/1932}, keywords={primary}}
    @article{trotsky1939ussr, author={Trotsky, Leon}, title={The {USSR} in War}, journaltitle={New International}, date={1939-09-25}}
    @misc{nodate, author={{Éditions Grasset}}, title={Stra{\ss}e und Œuvre}, year={n.d.}, note={Serge's circle}}
    """,
    "x.bib",
)
NOTHING = ["-serge -trotsky -grasset", "revolutionary memoirs -book", '"revolutionary memoirs"', "date:1940..1950", "erge",
           "type:boo", "tag:second", "/^memoirs$/", "doi:*", "author:sedgwick"]  # fmt: skip
FOUND = {
    "": "serge1951memoirs serge1930yearone trotsky1939ussr nodate",
    "serge": "serge1951memoirs serge1930yearone nodate",
    "SERGE revol": "serge1951memoirs serge1930yearone",
    "révolution": "serge1951memoirs serge1930yearone",
    "revolution": "serge1951memoirs serge1930yearone",
    '"memoirs of a"': "serge1951memoirs",
    '"revolution"': "serge1930yearone",
    "author:serge -memoirs": "serge1930yearone",
    'author:"Serge, Victor"': "serge1951memoirs serge1930yearone",
    'author:"victor serge"': "serge1951memoirs serge1930yearone",
    '"Sedgwick, Peter"': "serge1951memoirs",
    'name:"trotsky, l"': "",
    "people:sedgwick": "serge1951memoirs",
    "translator:sedg": "serge1951memoirs",
    "type:article": "trotsky1939ussr",
    "tag:seed-list": "serge1951memoirs",
    "tag:primary": "serge1951memoirs serge1930yearone",
    "date:1931": "serge1930yearone",
    "year:..1932": "serge1930yearone",
    "date:1935..": "serge1951memoirs trotsky1939ussr",
    "origdate:1951": "serge1951memoirs",
    "trotsky or memoirs": "serge1951memoirs trotsky1939ussr",
    "(trotsky or memoirs) type:book": "serge1951memoirs",
    "trotsky or memoirs type:article": "trotsky1939ussr",
    "not (serge or trotsky)": "",
    "/mem(oir|ory)/": "serge1951memoirs",
    "title:/^the /": "trotsky1939ussr",
    "strasse oeuvre": "nodate",
    "editions": "nodate",
    "key:serge1930": "serge1930yearone",
    "journal:international": "trotsky1939ussr",
    "publisher:york": "serge1951memoirs",
    "translator:*": "serge1951memoirs",
    "-type:book type:*": "trotsky1939ussr nodate",
    "serge’s": "nodate",
}


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_found(text: str) -> None:
    """What no entry says is not found: no middles of words, no order that is not there."""
    assert select(parse_query(text), ENTRIES) == []


@pytest.mark.parametrize(("text", "citekeys"), FOUND.items())
def test_found(text: str, citekeys: str) -> None:
    """Words, phrases, fields, years, alternatives, negation, patterns; case and accents make no difference."""
    assert [entry.citekey for entry in select(parse_query(text), ENTRIES)] == citekeys.split()


@pytest.mark.parametrize(
    "text", ["(serge", "serge)", "-(", "/(/", '"my lif', 'title:"', 'serge "', "date:1940..1930", "year:abc.."]
)
def test_wrong_queries_are_said_to_be(text: str) -> None:
    """A query that cannot be read is a UsageError."""
    with pytest.raises(UsageError):
        parse_query(text)


@pytest.mark.parametrize("text", ['"my lif', "(serge"])
def test_what_is_never_closed_comes_with_a_hint(text: str) -> None:
    """A quote or parenthesis left open is said to be, and where the language is explained."""
    with pytest.raises(UsageError, match="never closed") as caught:
        parse_query(text)
    assert "--help" in str(caught.value.hint)


def test_shape() -> None:
    """Side by side means and."""
    assert parse_query('serge date:1930.. "year one"') == All(
        (Words("", ("serge",)), Years("date", 1930, None), Words("", ("year", "one"), exact=True))
    )


def test_rank() -> None:
    """What stands in names, title or citekey comes before what stands elsewhere."""
    assert [entry.citekey for entry in rank(parse_query("serge"), ENTRIES)][-1] == "nodate"


def test_the_index_offers_what_may_be_the_same_work(library_with_index: Library) -> None:
    """Among the few entries offered for a new one are all that the comparison would find in the whole library."""
    there = library_with_index.reading.parsed[0]
    for entry in there:
        new = replace(entry, citekey="new")
        offered = library_with_index.alike(new)
        assert [pair.first for pair in duplicates_of(new, offered)] == [
            pair.first for pair in duplicates_of(new, there)
        ]
        assert entry in offered
    assert library_with_index.alike(replace(there[0], fields={"title": "Nothing of the kind"}, names={})) == []
    assert library_with_index.alike(replace(there[0], fields={})) == []


_WORD = st.sampled_from(
    ["serge", "men", "prison", '"men in"', "pm", "author:serge", "title:marx", "type:book", "date:1930", "date:..1935",
     "publisher:pm", "note:x", "-serge", "not men", "or", "and", "(", ")", "/mar/", "related:serge1930prison", "doi:*",
     "type:*", "key:greeman1967", "name:greeman", "keywords:x",
     'author:"Serge, Victor"', '"serge victor"', 'name:"richard greeman"', 'editor:"Serge, Victor"']
)  # fmt: skip


@given(st.lists(_WORD, max_size=5).map(" ".join))
def test_the_index_finds_what_is_there(library_with_index: Library, text: str) -> None:
    """Whatever the query: the entries found through the index are those found by matching all."""
    try:
        query = parse_query(text)
    except UsageError:
        return
    assert library_with_index.select(query) == select(query, library_with_index.reading.parsed[0])


def test_signs_that_come_apart_into_capitals_are_folded() -> None:
    """Letterlike signs fold to the small letters that anybody would type."""
    assert words("ℋamiltonian 𝐀BC Ångström ﬁn") == ["hamiltonian", "abc", "angstrom", "fin"]
