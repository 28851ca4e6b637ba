"""Two entries become one: what must not be merged comes first."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sergecite.store.agreement import agreed
from sergecite.store.checks.datamodel import CURRENT
from sergecite.store.dedupe import merge_groups
from sergecite.store.library import Library
from sergecite.store.merge import Stated, merge
from sergecite.store.works import find_groups

BOOK = "author = {Serge, Victor}, title = {Memoirs of a Revolutionary}, date = {1963}"


def stated(citekey: str, entry_type: str = "book", **own: str) -> Stated:
    """Return what an entry states."""
    return Stated(citekey=citekey, entry_type=entry_type, own=own)


DIFFERENT = {
    "publisher": ("publisher", "PM Press", "Haymarket"),
    "author": ("author", "Serge, Victor", "Serge, Vlady"),
    "initials": ("author", "Serge, Victor", "Serge, A."),
    "number of authors": ("author", "Serge, Victor", "Serge, Victor and Trotsky, Leon"),
    "each fuller elsewhere": ("author", "Carr, Edward H.", "Carr, E. Hallett"),
    "suffix": ("author", "King, Jr., Martin", "King, Martin"),
    "year": ("date", "1963", "1964"),
    "interval": ("date", "1963", "1963/1965"),
    "doubtful year": ("date", "1963", "1963?"),
    "DOI": ("doi", "10.1/x", "10.1/y"),
    "ISBN": ("isbn", "0-391-03855-9", "978-1-62963-031-1"),
    "pages": ("pages", "1--22", "1--23"),
    "first page": ("pages", "1", "2--3"),
    "note": ("note", "Translated from the French", "Reprint"),
    "place": ("location", "Paris", "London"),
    "longer place": ("location", "York", "New York"),
    "edition": ("edition", "2", "3rd ed."),
    "title word": ("maintitle", "Collected Works", "Collected Worlds"),
    "address of a page": ("url", "https://a.org/1", "https://a.org/2"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "first", "second"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_differs_is_not_decided(name: str, first: str, second: str) -> None:
    """More than a spelling: no answer, whichever comes first."""
    assert agreed(name, first, second) is None
    assert agreed(name, second, first) is None


SPELLINGS = {
    "initial": ("author", "Serge, Victor", "V. Serge"),
    "accents": ("author", "Díaz, Margarita", "Diaz, Margarita"),
    "middle name": ("author", "Carr, Edward Hallett", "Carr, E. H."),
    "others": ("author", "Serge, Victor and Trotsky, Leon", "Serge, V. and others"),
    "capitals": ("title", "Men in Prison", "MEN IN PRISON"),
    "LaTeX": ("title", "Économie dirigée", "Economie dirigee"),
    "abbreviated journal": ("journaltitle", "Journal of Modern History", "J. Mod. Hist."),
    "abbreviated publisher": ("publisher", "Oxford University Press", "Oxford Univ. Press"),
    "article": ("journaltitle", "The Journal of American History", "Journal of American History"),
    "place with its state": ("location", "Philadelphia, PA", "Philadelphia"),
    "several places": ("location", "Paris and Genève", "Genève"),
    "dash": ("pages", "12--34", "12-34"),
    "short last page": ("pages", "123--145", "123-45"),
    "finer date": ("date", "1963-05-02", "1963"),
    "secure address": ("url", "https://www.a.org/x/", "http://a.org/x"),
    "several ISBN": ("isbn", "0-391-03855-9, 978-1-62963-031-1", "978-0-391-03855-4"),
    "contained note": ("note", "Translated by Peter Sedgwick, abridged", "Translated by Peter Sedgwick"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "fuller", "other"), SPELLINGS.values(), ids=SPELLINGS)
def test_the_fuller_spelling_stays(name: str, fuller: str, other: str) -> None:
    """Two spellings of one thing: the fuller one, whichever comes first."""
    assert agreed(name, fuller, other) == fuller
    assert agreed(name, other, fuller) == fuller


def test_tags_and_files_are_joined() -> None:
    """Lists of tags and of files are united in order."""
    assert agreed("keywords", "a, b", "B, c") == "a, b, c"
    assert agreed("file", "x.pdf", "y.pdf;x.pdf") == "x.pdf;y.pdf"


MERGES = {
    "what one only says": (
        {"title": "T", "publisher": "P"},
        {"title": "T", "translator": "A. B"},
        {"translator": "A. B"},
    ),
    "old names of fields": ({"title": "T", "journal": "History"}, {"title": "T", "journaltitle": "HISTORY"}, {}),
    "subtitle in the title": (
        {"title": "T: The Course"},
        {"title": "T", "subtitle": "The Course"},
        {"title": "T", "subtitle": "The Course"},
    ),
    "subtitle missing": ({"title": "T"}, {"title": "T: The Course"}, {"title": "T: The Course"}),
    "subtitle elsewhere": ({"title": "T: The Course"}, {"title": "T"}, {}),
    "year and month": ({"title": "T", "year": "1963"}, {"title": "T", "date": "1963-05"}, {"month": "5"}),
    "year and day": (
        {"title": "T", "year": "1963"},
        {"title": "T", "date": "1963-05-02"},
        {"date": "1963-05-02", "year": None},
    ),
    "date stays": ({"title": "T", "date": "1963-05"}, {"title": "T", "year": "1963"}, {}),
    "address of the DOI": ({"title": "T", "doi": "10.1/x"}, {"title": "T", "url": "https://doi.org/10.1/X"}, {}),
    "bookkeeping": ({"title": "T", "timestamp": "1"}, {"title": "T", "timestamp": "2", "owner": "me"}, {"owner": "me"}),
}  # fmt: skip


@pytest.mark.parametrize(("one", "two", "changes"), MERGES.values(), ids=MERGES)
def test_takes_over(one: dict[str, str], two: dict[str, str], changes: dict[str, str | None]) -> None:
    """The kept entry gets what it lacks, in its own way of saying it."""
    result = merge(stated("a", **one), stated("b", **two))
    assert (result.conflicts, result.changes) == ([], changes)


def test_a_typing_error_is_a_spelling() -> None:
    """A letter or two in a long title: the kept entry's stays, and what is given up is said; a number is no letter."""
    long = "Memoirs of a Revolutionary and his friends"
    result = merge(stated("a", title=long), stated("b", title=long.replace("friends", "freinds")))
    assert (result.conflicts, result.changes) == ([], {})
    assert [tuple(one) for one in result.spellings] == [("title", long, long.replace("friends", "freinds"))]
    assert merge(stated("a", title=f"{long} 1"), stated("b", title=f"{long} 2")).conflicts
    assert merge(stated("a", title="Prison"), stated("b", title="Prisons")).conflicts


def test_months_in_words() -> None:
    """A month in words is a month; what is finer is taken over as it is written."""
    assert merge(stated("a", year="1963", month="sep"), stated("b", date="1963")).conflicts == []
    assert merge(stated("a", year="1963", month="27~May"), stated("b", date="1963")).conflicts == []
    assert merge(stated("a", year="1963"), stated("b", year="1963", month="May 27")).changes == {"month": "May 27"}


def test_types() -> None:
    """A thesis is no book; anything is more than @misc; old names of types are the same type."""
    assert merge(stated("a", "thesis"), stated("b", "book")).conflicts
    assert merge(stated("a", "phdthesis"), stated("b", "mastersthesis")).conflicts
    assert merge(stated("a", "misc"), stated("b", "book")).entry_type == "book"
    assert merge(stated("a", "book"), stated("b", "misc")).entry_type == "book"
    assert merge(stated("a", "online"), stated("b", "www")).conflicts == []


def test_what_is_inherited_is_compared_too() -> None:
    """A value that the kept entry inherits is not silently overruled."""
    kept = Stated(citekey="a", entry_type="inbook", own={"title": "T"}, inherited={"publisher": "PM Press"})
    assert merge(kept, stated("b", "inbook", title="T", publisher="P.M. Press")).changes == {}
    assert merge(kept, stated("b", "inbook", title="T", publisher="Haymarket")).conflicts[0].field == "publisher"


_POOLS = {
    "title": ["Men in Prison", "MEN IN PRISON", "Men in Prison: A Novel", "Conquered City"],
    "subtitle": ["A Novel", "a novel", "Another"],
    "author": [
        "Serge, Victor",
        "V. Serge",
        "Serge, Victor and Trotsky, L.",
        "Serge, Victor and others",
        "{Serge Committee}",
    ],
    "editor": ["Greeman, Richard", "Greeman, R."],
    "date": ["1963", "1963-05", "1963-05-02", "1964", "1963/1965", "about 1963"],
    "year": ["1963", "1964", "n.d."],
    "month": ["5", "may", "May 2"],
    "journal": ["J. Mod. Hist.", "Journal of Modern History"],
    "journaltitle": ["Journal of Modern History", "Past and Present"],
    "publisher": ["PM Press", "Oxford Univ. Press", "Oxford University Press"],
    "location": ["Paris", "Paris and Genève", "Philadelphia, PA", "Philadelphia"],
    "address": ["Paris", "London"],
    "number": ["3", "4"],
    "issue": ["3", "Spring"],
    "pages": ["1--22", "1-22", "1", "12--34", "123--45", "123--145"],
    "edition": ["2", "2nd", "3"],
    "doi": ["10.1000/x", "https://doi.org/10.1000/X", "10.1000/y"],
    "url": ["https://doi.org/10.1000/x", "http://a.org/x", "https://www.a.org/x/"],
    "isbn": ["0-391-03855-9", "978-0-391-03855-4", "0-391-03855-9, 978-1-62963-031-1"],
    "keywords": ["a, b", "B, c", "a"],
    "file": ["x.pdf", "y.pdf;x.pdf"],
    "note": ["Translated", "Translated by Peter Sedgwick", "Reprint"],
    "abstract": ["Long.", "Long. And longer."],
    "volume": ["1", "2"],
    "zz": ["A", "a", "B"],
}
_OWN = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in _POOLS.items()})


@given(_OWN, _OWN, st.booleans())
@settings(deadline=None)
def test_nothing_is_lost(one: dict[str, str], two: dict[str, str], mostly_one: bool) -> None:
    """After a merge every field of both is there, and says what both said; merging again changes nothing."""
    two = one | dict(list(two.items())[:3]) if mostly_one else two  # else nearly all contradict each other
    result = merge(stated("a", **one), stated("b", **two))
    if result.conflicts:
        return
    after = {name: value for name, value in (one | result.changes).items() if value is not None}
    said_elsewhere = {
        "url",
        "issue",
        "number",
        "subtitle",
        "date",
        "year",
        "month",
    }  # by the DOI, the title, one another
    assert {CURRENT.get(name, name) for name in after} >= {
        CURRENT.get(name, name) for name in one | two if name not in said_elsewhere
    }
    for own in (one, two):
        again = merge(stated("a", **after), stated("b", **own))
        assert (again.conflicts, again.changes) == ([], {})


@pytest.fixture(name="library")
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "refs"
    (root / "essays").mkdir(parents=True)
    return root


def _merged(root: Path) -> list[str]:
    library = Library.open(root)
    groups = [group for group in find_groups(library) if group.certain]
    return [group.kept.citekey for group in merge_groups(library, groups)]


def test_merging_in_the_library(library: Path) -> None:
    """The one most referred to stays, takes over the rest in its own style; those that refer to the others follow."""
    bib, record = library / "a.bib", library / "essays" / "e.toml"
    before = (
        "% mine\n"
        "@string{pm = {PM Press}}\n"
        "@BOOK{old,\n\tAUTHOR = {V. Serge},\n\tTITLE = {Men in Prison},\n\tYEAR = 1930\n}\n\n"
        "@book{new, author = {Serge, Victor}, title = {Men in prison}, date = {1930}, publisher = pm, keywords = {x}}\n\n"
        "@inbook{part, title = {A part of it}, crossref = {new}, related = {old, new}}\n"
        "% end\n"
    )
    bib.write_text(before)
    record.write_text(
        '# kept\n[[note]]\nnumber = 1\n[[note.cite]]\ncitekey = "new" # why\ncandidates = ["old", "new"]\n'
    )
    was = record.read_text()
    assert _merged(library) == ["new"]
    assert bib.read_text() == (
        "% mine\n"
        "@string{pm = {PM Press}}\n\n"
        "@book{new, author = {Serge, Victor}, title = {Men in prison}, date = {1930}, publisher = pm, keywords = {x}, "
        "ids = {old}}\n\n"
        "@inbook{part, title = {A part of it}, crossref = {new}, related = {new}}\n"
        "% end\n"
    )
    assert record.read_text() == was.replace('"old"', '"new"')
    Library.open(library).undo()
    assert (bib.read_text(), record.read_text()) == (before, was)


def test_a_conflict_keeps_both(library: Path) -> None:
    """Nothing is written where the entries contradict each other."""
    text = f"@book{{a, {BOOK}, publisher = {{A}}}}\n@book{{b, {BOOK}, publisher = {{B}}}}\n"
    (library / "a.bib").write_text(text)
    (group,) = find_groups(Library.open(library))
    assert [(entry.citekey, one.field) for entry, one in group.conflicts] == [(group.others[0].citekey, "publisher")]
    assert _merged(library) == []
    assert (library / "a.bib").read_text() == text


def test_three_become_one_across_files(library: Path) -> None:
    """Three entries of two files become one, and their citekeys are kept in `ids` once each."""
    (library / "a.bib").write_text(f"@book{{a, {BOOK}, ids = {{z}}}}\n@book{{b, {BOOK}, isbn = {{0-391-03855-9}}}}\n")
    (library / "b.bib").write_text(f"@book{{c, {BOOK}, publisher = {{P}}, location = {{Oxford}}}}\n")
    assert _merged(library) == ["c"]
    (entry,) = Library.open(library).entries()
    assert entry.fields["ids"] == "z, a, b"
    assert (entry.fields["isbn"], entry.text("publisher")) == ("0-391-03855-9", "P")
    assert (library / "a.bib").read_text() == ""


def test_the_same_entry_twice_under_one_citekey(library: Path) -> None:
    """A pasted entry is merged with itself without naming itself in `ids`."""
    (library / "a.bib").write_text(f"@book{{a, {BOOK}}}\n\n@book{{a, {BOOK}}}\n")
    assert _merged(library) == ["a"]
    assert (library / "a.bib").read_text() == f"@book{{a, {BOOK}}}\n"


def test_entries_that_refer_to_each_other_stay(library: Path) -> None:
    """An entry that names the other as related is another thing to its author."""
    (library / "a.bib").write_text(f"@book{{a, {BOOK}, related = {{b}}}}\n@book{{b, {BOOK}}}\n")
    assert _merged(library) == []


def test_an_old_encoding_gets_what_it_can_hold(library: Path) -> None:
    """What a file in an old encoding takes over is written in ASCII; its own bytes stay."""
    (library / "a.bib").write_bytes(
        f"@book{{a, {BOOK}, note = {{Café}}, keywords = {{x}}, pages = {{1}}}}\n".encode("latin-1")
    )
    (library / "b.bib").write_text(f"@book{{b, {BOOK}, location = {{Łódź}}}}\n")
    assert _merged(library) == ["a"]
    data = (library / "a.bib").read_bytes()
    assert data.startswith(f"@book{{a, {BOOK}, note = {{Café}}".encode("latin-1"))
    assert Library.open(library).get("a").text("location") == "Łódź"


def test_a_citekey_of_two_works_stops_the_merge(library: Path) -> None:
    """Where two works share a citekey, what refers to it may mean either."""
    other = "author = {A. B}, title = {Quite Another Book}, date = {1930}"
    (library / "a.bib").write_text(f"@book{{a, {BOOK}}}\n@book{{b, {BOOK}}}\n@book{{b, {other}}}\n")
    (group,) = find_groups(Library.open(library))
    assert [conflict.field for _, conflict in group.conflicts] == ["citekey"]
    assert _merged(library) == []


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("{Secker and Warburg}", "Secker and Warburg", "{Secker and Warburg}"),
        ("Secker and Warburg", "{Secker \\& Warburg}", "{Secker \\& Warburg}"),
        ("Secker \\& Warburg", "{Secker and Warburg}", "Secker \\& Warburg"),
    ],
)
def test_a_publisher_with_and_in_its_name_is_one(first: str, second: str, kept: str) -> None:
    """Written with a sign, in braces, or as BibTeX would take for two; what is clearly one house stays."""
    assert agreed("publisher", first, second) == kept
