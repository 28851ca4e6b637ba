"""The same work entered twice: what must stay two comes first."""

import pytest

from sergecite.bibtex.parse import parse_entries
from sergecite.model.entry import Entry
from sergecite.store.duplicates import Duplicate, DuplicateFinder, duplicates_of, find_duplicates

BOOK = "author = {Serge, Victor}, title = {Memoirs of a Revolutionary}, date = {1963}"


def entries(*texts: str) -> tuple[Entry, ...]:
    """Parse entries written short."""
    read, problems = parse_entries("\n".join(texts), "test.bib")
    assert problems == ()
    return read


TWO = {
    "volume": (f"@book{{a, {BOOK}, volume = {{1}}}}", f"@book{{b, {BOOK}, volume = {{2}}}}"),
    "edition": (f"@book{{a, {BOOK}, edition = {{1}}}}", f"@book{{b, {BOOK}, edition = {{2nd ed.}}}}"),
    "translator": (f"@book{{a, {BOOK}, translator = {{Sedgwick, Peter}}}}", f"@book{{b, {BOOK}, translator = {{Paizis, George}}}}"),
    "original date": (f"@book{{a, {BOOK}, origdate = {{1951}}}}", f"@book{{b, {BOOK}, origdate = {{1947}}}}"),
    "language": (f"@book{{a, {BOOK}, langid = {{english}}}}", f"@book{{b, {BOOK}, langid = {{french}}}}"),
    "year": (f"@book{{a, {BOOK}}}", "@book{b, author = {Serge, Victor}, title = {Memoirs of a Revolutionary}, date = {1951}}"),
    "author": (f"@book{{a, {BOOK}}}", "@book{b, author = {Other, Ann}, title = {Memoirs of a Revolutionary}, date = {1963}}"),
    "sequel": (
        "@book{a, author = {Rensch, C.}, title = {Survey of Pakistan, Volume 2: Languages}, date = {1992}}",
        "@book{b, author = {Rensch, C.}, title = {Survey of Pakistan, Volume 3: Languages}, date = {1992}}",
    ),
    "chapters of one volume": (
        "@incollection{a, author = {Carr, E. H.}, title = {The Origins}, booktitle = {Essays}, date = {1970}, isbn = {0-391-03855-9}}",
        "@incollection{b, author = {Carr, E. H.}, title = {The Decline}, booktitle = {Essays}, date = {1970}, isbn = {0-391-03855-9}}",
    ),
    "reviews of two books": (
        "@review{a, author = {Carr, E. H.}, title = {Review}, date = {1970}, journaltitle = {History}, pages = {3-4}}",
        "@review{b, author = {Carr, E. H.}, title = {Review}, date = {1970}, journaltitle = {History}, pages = {5-6}}",
    ),
    "no title": ("@book{a, author = {Serge, Victor}, date = {1963}}", "@book{b, author = {Serge, Victor}, date = {1963}}"),
    "several ISBN of one publisher": (
        "@book{a, title = {A Book of Springer}, isbn = {978-3-319-20701-8 978-3-319-20702-5}}",
        "@book{b, title = {A Book of Springer}, isbn = {978-3-319-20703-2 978-3-319-20704-9}}",
    ),
    "parts in Roman numbers": (
        "@article{a, author = {Carr, E. H.}, title = {The Origins of the War: Part I}, date = {1970}}",
        "@article{b, author = {Carr, E. H.}, title = {The Origins of the War: Part II}, date = {1970}}",
    ),
    "parts in words, one DOI": (
        "@article{a, author = {Carr, E. H.}, title = {The Origins of the War. First Part}, date = {1970}, doi = {10.1000/x}}",
        "@article{b, author = {Carr, E. H.}, title = {The Origins of the War. Third Part}, date = {1970}, doi = {10.1000/x}}",
    ),
    "two days of a newspaper": (
        "@article{a, author = {Serge, Victor}, title = {Letter from Paris}, journaltitle = {La Wallonie}, date = {1936-05-01}}",
        "@article{b, author = {Serge, Victor}, title = {Letter from Paris}, journaltitle = {La Wallonie}, date = {1936-05-02}}",
    ),
    "nothing but a title": ("@book{a, title = {Collected Works}}", "@book{b, title = {Collected Works}}"),
}  # fmt: skip


@pytest.mark.parametrize("texts", TWO.values(), ids=TWO)
def test_two_books_stay_two(texts: tuple[str, str]) -> None:
    """What distinguishes two works is never outweighed by what they share."""
    assert find_duplicates(entries(*texts)) == []


ONE = {
    "spelling": (f"@book{{a, {BOOK}}}", "@book{b, author = {V. Serge}, title = {{MEMOIRS of a revolutionary}}, year = 1963}", True),
    "typing error": (f"@book{{a, {BOOK}}}", "@book{b, author = {Serge, Victor}, title = {Memoirs of a Revolutionry}, year = 1963}", False),
    "subtitle elsewhere": (
        "@book{a, author = {Weissman, Susan}, title = {Victor Serge: The Course Is Set on Hope}, date = {2001}}",
        "@book{b, author = {Weissman, Suzi}, title = {Victor Serge}, subtitle = {The course is set on hope}, date = {2001}}",
        True,
    ),
    "DOI": (
        "@article{a, author = {Carr, E. H.}, title = {A Review of Sources}, doi = {10.1000/AbC}, date = {1970}}",
        "@article{b, title = {A review of sources}, doi = {https://doi.org/10.1000/abc}}",
        True,
    ),
    "ISBN-10 and ISBN-13": (
        "@book{a, title = {Russia Twenty Years After}, isbn = {0-391-03855-9}, date = {1996}}",
        "@book{b, title = {Russia twenty years after}, isbn = {978-0-391-03855-4}, date = {1996}}",
        True,
    ),
    "one of several ISBN": (
        "@book{a, title = {Russia Twenty Years After}, isbn = {978-3-319-20701-8 978-0-391-03855-4}, date = {1996}}",
        "@book{b, title = {Russia twenty years after}, isbn = {0391038559 (pbk.)}, date = {1996}}",
        True,
    ),
    "thesis and book": (f"@phdthesis{{a, {BOOK}}}", f"@book{{b, {BOOK}}}", False),
    "subtitle in one only": (f"@book{{a, {BOOK}, subtitle = {{The First Years}}}}", f"@book{{b, {BOOK}}}", False),
    "volume in one only, one ISBN": (
        f"@book{{a, {BOOK}, isbn = {{0-391-03855-9}}, volume = {{1}}}}", f"@book{{b, {BOOK}, isbn = {{0-391-03855-9}}}}", False,
    ),
    "translator in one only, one ISBN": (
        f"@book{{a, {BOOK}, isbn = {{0-391-03855-9}}, translator = {{A. B}}}}", f"@book{{b, {BOOK}, isbn = {{0-391-03855-9}}}}", True,
    ),
    "preprint and article": (f"@online{{a, {BOOK}, eprint = {{2101.00001}}}}", f"@article{{b, {BOOK}, journaltitle = {{J}}}}", False),
    "half entered": (f"@misc{{a, {BOOK}}}", f"@article{{b, {BOOK}, journaltitle = {{J}}}}", True),
    "different DOIs": (f"@book{{a, {BOOK}, doi = {{10.1000/x}}}}", f"@book{{b, {BOOK}, doi = {{10.1000/y}}}}", False),
    "first names": (f"@book{{a, {BOOK}}}", "@book{b, author = {Serge, Laurette}, title = {Memoirs of a Revolutionary}, date = 1963}", False),
    "months of online and print, one DOI": (
        f"@article{{a, {BOOK.replace('1963', '1963-03')}, doi = {{10.1000/x}}}}",
        f"@article{{b, {BOOK.replace('1963', '1963-05')}, doi = {{10.1000/x}}}}",
        False,
    ),
    "a title of one word, a journal in one only": (
        "@article{a, author = {Serge, Victor}, title = {Kronstadt}, date = {1938}, journaltitle = {Lutte}}",
        "@article{b, author = {Serge, Victor}, title = {Kronstadt}, date = {1938}}",
        False,
    ),
    "volume in one only": (f"@book{{a, {BOOK}, volume = {{1}}}}", f"@book{{b, {BOOK}}}", False),
}  # fmt: skip


@pytest.mark.parametrize(("first", "second", "certain"), ONE.values(), ids=ONE)
def test_one_book_is_found(first: str, second: str, certain: bool) -> None:
    """Spellings of one work are found, and doubts are said."""
    (found,) = find_duplicates(entries(first, second))
    assert (found.first.citekey, found.second.citekey, found.certain) == ("a", "b", certain)
    assert found.agree


def test_only_what_may_be_the_same_is_read_again() -> None:
    """The finder keeps no entries: it asks for those that title, people and years let be one work."""
    known = entries(
        f"@book{{a, {BOOK}}}", "@book{x, author = {A. B}, title = {Another}, date = 1963}", f"@book{{b, {BOOK}}}"
    )
    finder, asked = DuplicateFinder(), []
    for entry in known:
        finder.add(entry)

    def entry_at(number: int) -> Entry:
        asked.append(number)
        return known[number]

    assert [(first, second, pair.certain) for first, second, pair in finder.pairs(entry_at)] == [(0, 2, True)]
    assert sorted(asked) == [0, 2]


def test_a_doubt_is_said_in_words() -> None:
    """The verdict names what only one entry states."""
    (found,) = find_duplicates(entries(ONE["volume in one only"][0], ONE["volume in one only"][1]))
    assert isinstance(found, Duplicate)
    assert found.doubts == ("volume in a only",)


def test_a_new_entry_is_compared_with_a_library() -> None:
    """`duplicates_of` names the old entry first."""
    old = entries(
        f"@book{{old, {BOOK}}}", "@book{other, author = {Serge, Victor}, title = {Men in Prison}, date = {1930}}"
    )
    (new,) = entries(f"@book{{new, {BOOK}}}")
    assert [(pair.first.citekey, pair.second.citekey) for pair in duplicates_of(new, old)] == [("old", "new")]
