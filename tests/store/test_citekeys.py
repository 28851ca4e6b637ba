"""Citekeys by pattern."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.store.citekeys import make_citekey
from sergecite.store.edits import check_citekey

DEFAULT = "{author}{year}{title}"


def _entry(
    title: str = "Memoirs of a Revolutionary", author: str = "Serge", date: str = "1951", **fields: str
) -> Entry:
    return Entry(
        citekey="",
        entry_type="book",
        fields={"title": title, "date": date, **fields},
        names={"author": (Name(family=author),)},
    )


KEYS = {
    "serge1951memoirs": _entry(),
    "serge1931year": _entry("The Year One", date="1931-05/1932"),
    "bronstein1930ma": _entry("Ма жизнь", "Bronstein", "1930"),
    "ciliga1938pays": _entry("Au pays du grand mensonge", "Ciliga", "1938"),
    "laurat1931economie": _entry("L'économie soviétique", "Laurat", "1931"),
    "ruehle1939brauner": _entry("Brauner und roter Faschismus", "Ruehle", "1939"),
    "muller2001alles": _entry("Über alles", "Müller", "2001"),
    "serge1937destin": _entry('<i>Destin</i> d’une <span class="nocase">révolution</span>', date="1937"),
    "obrien1999alpha": _entry("Alpha", "O'Brien", "1999"),
    "vallee1900": _entry("", "Vallée", "1900"),
    "dellaporta2000and": _entry("And the", "della Porta", "2000"),
    "serge1750title": _entry("Title", date="", year="[ca. 1750]"),
    "sergetitle": _entry("Title", date="", year="n.d."),
    "serge1951tulayev": _entry("The Case of Comrade Tulayev", shorttitle="Tulayev"),
}


@pytest.mark.parametrize(("key", "entry"), KEYS.items())
def test_default_pattern(key: str, entry: Entry) -> None:
    """Family name, year, first telling word: accents folded, articles and markup left out."""
    assert make_citekey(entry, ()) == key


@pytest.mark.parametrize(
    ("pattern", "key"),
    [("{author}:{year}", "serge:1951"), ("{title}{year}", "memoirs1951"), ("{titles:10}", "memoirsrev"), ("x", "x"),
     ("{publisher}{year}", "1951"), ("{nothing}", "book"), ("{type}-{author:3}", "book-ser")],
)  # fmt: skip
def test_other_patterns(pattern: str, key: str) -> None:
    """Any field may stand in a pattern; what is missing leaves nothing; a key is never empty."""
    assert make_citekey(_entry(), (), pattern) == key


def test_clashes_get_letters() -> None:
    """a, b, ..., z, aa; case makes no difference."""
    taken = {"serge1951memoirs"}
    assert make_citekey(_entry(), {"SERGE1951MEMOIRS".lower()}) == "serge1951memoirsa"
    for _ in range(27):
        taken.add(make_citekey(_entry(), taken))
    assert {"serge1951memoirsa", "serge1951memoirsz", "serge1951memoirsaa"} <= taken


def test_corporate_and_missing_authors() -> None:
    """A corporate name gives its first telling word; an editor stands in; without anybody the title begins."""
    party = Entry(
        citekey="", entry_type="book", fields={"title": "T"}, names={"author": (Name(literal="The Party of X"),)}
    )
    edited = Entry(citekey="", entry_type="book", fields={"title": "T"}, names={"editor": (Name(family="Abidor"),)})
    assert make_citekey(party, ()) == "partyt"
    assert make_citekey(edited, ()) == "abidort"
    assert make_citekey(Entry(citekey="", entry_type="book", fields={"title": "T"}), ()) == "t"


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=8))
def test_any_entry_gets_a_citekey_that_can_be_written(title: str, author: str, date: str) -> None:
    """Whatever the fields hold, the citekey is one that BibTeX reads back."""
    check_citekey(make_citekey(_entry(title, author, date), ()))
