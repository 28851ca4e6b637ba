"""Aligning one work with a text: what counts as its title, its people, its year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notes_of import LIBRARY, entry

from sergecite.resolve.author_date import author_date_hits
from sergecite.resolve.choose import admissible
from sergecite.resolve.index import Index
from sergecite.resolve.match import Agreement, Hit, title_hits
from sergecite.resolve.naming import Naming
from sergecite.resolve.stretch import Stretch
from sergecite.resolve.words import fold, keys, near, same_name, words
from sergecite.resolve.work import identifier, work_of, year_labels


def _hits(text: str) -> list[Hit]:
    index = Index()
    place = index.add(work_of(LIBRARY[0]))
    for other in LIBRARY[1:]:
        index.add(work_of(other))
    return title_hits(Stretch.of(text), index, place)


@pytest.mark.parametrize(
    ("text", "naming", "year"),
    [
        ("Victor Serge, Memoirs of a Revolutionary (London, 1951)", Naming.LEAD, Agreement.ORIGINAL),
        ("Serge’s Memoirs of a Revolutionary", Naming.LEAD, Agreement.ABSENT),
        ("Serge, Victor (2012) Memoirs of a Revolutionary", Naming.LEAD, Agreement.SAME),
        ("Memoirs of a Revolutionary, by Victor Serge (1960)", Naming.NEAR, Agreement.OTHER),
        ("Memoirs of a Revolutionary", Naming.ABSENT, Agreement.ABSENT),
        ("Leon Trotsky, Memoirs of a Revolutionary", Naming.WRONG, Agreement.ABSENT),
        ("In Memoirs of a Revolutionary", Naming.ABSENT, Agreement.ABSENT),
    ],
)
def test_people_and_year_of_a_title(text: str, naming: Naming, year: Agreement) -> None:
    """The names before a title, near it or of another; the year given, another or none."""
    hit = _hits(text)[0]
    assert (hit.naming, hit.year) == (naming, year)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Serge, Memoirs", True),
        ("Serge, Memoirs of a Revolutionary", True),
        ("Serge, Memoirs of a Russian Nobody", False),
        ("on the memoirs of a revolutionary and his friends", False),
        ("Serge, Revolutionary", False),
        ("review of Serge, Memoirs of a Revolutionary", False),
        ("Serge, A Life Told (London, 1963; orig. pub. as Memoirs of a Revolutionary [1951])", False),
    ],
)
def test_what_can_be_a_citation(text: str, is_one: bool) -> None:
    """A title is cited whole or from its beginning, with capitals, and not under review."""
    assert any(admissible(hit) for hit in _hits(text)) is is_one


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Jones and Smith 1998, 3", ["jones"]),
        ("Jones & Smith (1998)", ["jones"]),
        ("M. Jones and J. Smith 1998", ["jones"]),
        ("Smith’s (1998b) reply", ["smith98b"]),
        ("Abel et al. [2005]", ["many"]),
        ("Baker et al. 2005", []),
        ("Brown and Smith 1998a", []),
        ("In 1998, Smith", []),
        ("ed. John Smith (1998a)", []),
    ],
)
def test_author_and_date(text: str, meant: list[str]) -> None:
    """A name list and a year name the work of just these people and that year."""
    index = Index()
    places = {index.add(work_of(one)): one.citekey for one in LIBRARY}
    assert [places[hit.place] for hit in author_date_hits(Stretch.of(text), index) if admissible(hit)] == meant


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("trotsky", "trotskij", True),
        ("trotsky", "trotzki", True),
        ("serge", "sergi", False),
        ("surdich", "surdlch", True),
        ("smith", "smyth", False),
        ("marx", "mars", False),
        ("li", "lo", False),
    ],
)
def test_names_alike(one: str, other: str, alike: bool) -> None:
    """Transliterations and one misread letter of a long name are the same; short names are not bent."""
    assert same_name(one, other) is alike


def test_words_are_folded_and_keep_their_place() -> None:
    """Accents, case and script are folded; markup and addresses are no words."""
    text = "<i>Mémoires</i> d’un révolutionnaire, Троцкий, https://example.org/serge"
    found = words(text)
    assert [word.text for word in found] == ["memoires", "d", "un", "revolutionnaire", "trotskii"]
    assert [text[word.start : word.end] for word in found] == ["Mémoires", "d", "un", "révolutionnaire", "Троцкий"]


def test_a_line_that_lost_its_spaces_is_cut() -> None:
    """A run of words whose spaces a PDF lost falls apart at its capitals."""
    assert keys("AmericanPsychologist") == ("american", "psychologist")
    assert keys("McGeorge") == ("mcgeorge",)


@given(st.text(max_size=40), st.text(max_size=40))
def test_near_is_symmetric_and_holds_of_itself(one: str, other: str) -> None:
    """Being near does not depend on the order, and a word is near itself."""
    assert near(one, other) == near(other, one)
    assert near(one, one)


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(word: str) -> None:
    """A folded word is folded."""
    assert fold(fold(word)) == fold(word)


@given(st.text(max_size=200))
def test_any_text_is_cut_without_loss_of_place(text: str) -> None:
    """Every word stands where it says."""
    stretch = Stretch.of(text)
    assert all(fold(text[word.start : word.end]) == word.text for word in stretch.words)
    assert all(0 <= year.place < len(stretch.words) for year in stretch.years)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("1998", [(1998, "")]),
        ("1998a", [(1998, "a")]),
        ("2005–6", [(2005, "")]),
        ("2013–20b", [(2013, "b")]),
        ("1951/2012", [(1951, "")]),
        ("12345", []),
    ],
)
def test_years_with_their_letters(text: str, labels: list[tuple[int, str]]) -> None:
    """A year is read with the letter of an author-date list; a longer number is none."""
    assert year_labels(text) == labels


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://doi.org/10.1000/ABC", "10.1000/abc"),
        ("978-0-391-03855-4", "9780391038554"),
        ("http://www.example.org/a/", "example.org/a"),
    ],
)
def test_identifiers_are_compared_as_what_they_are(one: str, other: str) -> None:
    """A DOI with or without its address, an ISBN with or without hyphens, a URL with or without its ends."""
    assert identifier(one) == identifier(other)


def test_a_work_has_all_the_names_a_note_may_use() -> None:
    """Short and original titles, dates, editors: an entry's profile holds them."""
    work = work_of(
        entry("x", "book", author="Serge, V.", editor="Weissman, Susan", title="A: B", shorttitle="A", origtitle="C", date="2001", origdate="1950")
    )  # fmt: skip
    assert [(" ".join(title.words), title.kind) for title in work.titles] == [
        ("a b", "title"),
        ("a", "title"),
        ("c", "original"),
    ]
    assert work.years == {2001, 1950}
    assert [person.family for person in (*work.people, *work.others)] == [("serge",), ("weissman",)]
