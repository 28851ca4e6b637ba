"""Text to entries: macros, months, inheritance, problems."""

import pytest

from sergecite.bibtex.parse import parse_entries
from sergecite.bibtex.write import format_entry, typed_value
from sergecite.model.entry import Entry
from sergecite.model.name import Name


def _fields(text: str, citekey: str = "a") -> dict[str, str]:
    entries, _ = parse_entries(text, "x.bib")
    entry = next(entry for entry in entries if entry.citekey == citekey)
    return {name: entry.text(name) for name in (*entry.names, *entry.lists, *entry.fields)}


def test_entry() -> None:
    """A whole entry: names, lists, texts, verbatim fields, place."""
    text = """
    @string{pm = "PM Press"}
    @Book{serge1930prison,
      AUTHOR = {Serge, Victor}, Title = {Men in {Prison}}, publisher = pm # " and Haymarket",
      url = {http://x.org/a_b%20c~d}, month = jan, year = 1930,
    }
    """
    entries, problems = parse_entries(text, "x.bib")
    assert entries == (
        Entry(
            citekey="serge1930prison",
            entry_type="book",
            fields={
                "title": 'Men in <span class="nocase">Prison</span>',
                "url": "http://x.org/a_b%20c~d",
                "month": "1",
                "year": "1930",
            },
            names={"author": (Name(family="Serge", given="Victor"),)},
            lists={"publisher": ("PM Press", "Haymarket")},
            place="x.bib:3",
        ),
    )
    assert problems == ()


@pytest.mark.parametrize(
    ("text", "month"),
    [("jan", "1"), ("DEC", "12"), ('"15 " # jul', "15 July"), ("{March}", "March"), ("7", "7")],
)
def test_months(text: str, month: str) -> None:
    """A month macro alone is its number; joined with something it is its name."""
    assert _fields(f"@book{{a, month = {text}}}")["month"] == month


def test_macros() -> None:
    """Macros are case-insensitive, may build on one another, may be redefined, and stand for themselves if unknown."""
    text = '@string{a="A"}@string{b = A # "B"}@book{a, title = B # c}@string{a="Z"}@book{z, title = a}'
    entries, problems = parse_entries(text, "x.bib")
    assert [entry.text("title") for entry in entries] == ["ABc", "Z"]
    assert [(problem.code, problem.citekey) for problem in problems] == [("macro", "a")]


INHERITED = {
    "book to inbook": (
        "@inbook{a, title={Chapter}, crossref={b}}@book{b, author={Serge, V.}, title={Whole}, subtitle={Sub}, date={1930}, shorttitle={W}}",
        {
            "title": "Chapter",
            "booktitle": "Whole",
            "booksubtitle": "Sub",
            "author": "V. Serge",
            "bookauthor": "V. Serge",
            "date": "1930",
            "crossref": "b",
        },
    ),
    "collection to incollection": (
        "@incollection{a, title={C}, crossref={b}}@collection{b, editor={E, F}, title={W}, publisher={P}, keywords={k}}",
        {"title": "C", "booktitle": "W", "editor": "F E", "publisher": "P", "crossref": "b", "keywords": "k"},
    ),
    "mvcollection through collection": (
        "@incollection{a, title={C}, crossref={b}}@collection{b, title={V1}, volume={1}, crossref={m}}@mvcollection{m, title={Works}, volumes={2}}",
        {"title": "C", "booktitle": "V1", "maintitle": "Works", "volume": "1", "volumes": "2", "crossref": "b"},
    ),
    "periodical to article": (
        "@article{a, title={T}, crossref={p}}@periodical{p, title={Bilan}, editor={X}, date={1933}}",
        {"title": "T", "journaltitle": "Bilan", "editor": "X", "date": "1933", "crossref": "p"},
    ),
    "own date counts": (
        "@inproceedings{a, title={T}, year={1999}, crossref={p}}@proceedings{p, title={P}, date={2000}}",
        {"title": "T", "year": "1999", "booktitle": "P", "crossref": "p"},
    ),
    "conference is inproceedings": (
        "@conference{a, title={T}, crossref={p}}@proceedings{p, title={P}}",
        {"title": "T", "booktitle": "P", "crossref": "p"},
    ),
    "xdata, chained, is not overwritten": (
        "@book{a, title={T}, xdata={x, y}}@xdata{x, publisher={PM}, xdata={z}}@xdata{y, publisher={Other}, location={L}}@xdata{z, title={Z}, series={S}}",
        {"title": "T", "publisher": "PM", "location": "L", "series": "S", "xdata": "x, y"},
    ),
    "related is not inherited": (
        "@book{a, title={T}, related={b}}@book{b, note={N}}",
        {"title": "T", "related": "b"},
    ),
    "a parent's booktitle, kept for BibTeX, gives way to its title, whichever comes first": (
        "@inproceedings{a, title={T}, crossref={p}}@proceedings{p, booktitle={Acts}, title={Acts of 1930}}",
        {"title": "T", "booktitle": "Acts of 1930", "crossref": "p"},
    ),
    "unknown pair inherits by name": (
        "@misc{a, crossref={b}}@book{b, title={T}, label={L}, options={o}}",
        {"title": "T", "crossref": "b"},
    ),
    "a set shows its first member": (
        "@set{a, entryset={b,c}}@book{b, title={B}}@book{c, title={C}}",
        {"entryset": "b,c", "title": "B"},
    ),
}


@pytest.mark.parametrize(("text", "fields"), INHERITED.values(), ids=INHERITED.keys())
def test_inheritance(text: str, fields: dict[str, str]) -> None:
    """An entry takes what BibLaTeX's maps pass on, and nothing else."""
    assert _fields(text) == fields


@pytest.mark.parametrize(
    "text",
    [
        "@book{a, crossref={a}}",
        "@book{a, crossref={b}}@book{b, crossref={a}}",
        "@book{a, xdata={b}}@xdata{b, xdata={c}}@xdata{c, xdata={b}}",
        "@set{a, entryset={a}}",
    ],
)
def test_cycles_end_and_are_reported(text: str) -> None:
    """A cycle is an error message, not a loop."""
    _, problems = parse_entries(text, "x.bib")
    assert any(problem.code.endswith("-cycle") for problem in problems)


def test_long_chains_end() -> None:
    """A chain of ten thousand parents neither overflows nor takes long."""
    text = "".join(f"@book{{k{number}, crossref={{k{number + 1}}}}}\n" for number in range(10_000))
    entries, problems = parse_entries(text, "x.bib")
    assert len(entries) == 10_000
    assert problems


def test_dangling_references_are_reported() -> None:
    """A parent that does not exist is said, with the place."""
    _, problems = parse_entries("\n@book{a, crossref={nobody}}", "x.bib")
    assert [(problem.code, problem.place, problem.citekey) for problem in problems] == [
        ("crossref-missing", "x.bib:2", "a")
    ]


def test_doubled_keys_are_both_there() -> None:
    """Of two entries with one citekey neither is lost."""
    entries, _ = parse_entries("@book{a, title={1}}@book{a, title={2}}", "x.bib")
    assert [entry.text("title") for entry in entries] == ["1", "2"]


def test_the_first_of_a_doubled_field_counts() -> None:
    """A field given twice is the first one."""
    assert _fields("@book{a, title={1}, title={2}}") == {"title": "1"}


@pytest.mark.parametrize("date", ["1723~", "1723?", "1723%", "199X", "1723~/1725~", "1930/..", "-0043-03-15"])
def test_dates_stay_as_they_are(date: str) -> None:
    """What EDTF says with ~, ? and % is neither a space nor a remark, read, written or typed."""
    (entry,), _ = parse_entries(f"@book{{a, origdate = {{{date}}}}}", "x.bib")
    assert entry.fields["origdate"] == date
    assert f"origdate = {{{date}}}" in format_entry(entry)
    assert typed_value("origdate", date) == date


def test_format_entry_is_read_back() -> None:
    """What is written in house style is the entry again."""
    entry = Entry(
        citekey="a",
        entry_type="incollection",
        fields={
            "title": 'A <i>B</i> & <span class="nocase">C</span> 100%',
            "doi": "10.1/a_b",
            "date": "1930/1932",
            "note": "x {y}",
        },
        names={"author": (Name(family="Serge", given="Victor"), Name(literal="Party and State"), Name(others=True))},
        lists={"publisher": ("Farrar & Rinehart", "Sons and Co")},
        place="x.bib:1",
    )
    entries, problems = parse_entries(format_entry(entry), "x.bib")
    assert (entries, problems) == ((entry,), ())


def test_a_parent_by_its_former_citekey() -> None:
    """As with biber a parent may be named by its `ids`; an entry of that very citekey comes first; a circle is told."""
    text = (
        "@collection{new, ids = {old, older}, title = {V}, publisher = {P}}\n@incollection{a, crossref = {older}}\n"
        "@xdata{x, ids = {y}, location = {Paris}}\n@book{b, xdata = {y}}\n@book{old, publisher = {Q}}\n"
        "@book{c, crossref = {old}}\n@book{d, ids = {e}, crossref = {e}}\n@book{f, crossref = {gone}}\n"
    )
    entries, problems = parse_entries(text, "x.bib")
    found = {entry.citekey: entry for entry in entries}
    assert (found["a"].text("booktitle"), found["a"].text("publisher")) == ("V", "P")
    assert found["b"].text("location") == "Paris"
    assert found["c"].text("publisher") == "Q"
    assert "ids" not in found["a"].fields
    assert [(one.citekey, one.code) for one in problems] == [("d", "crossref-cycle"), ("f", "crossref-missing")]
