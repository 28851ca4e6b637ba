"""Each file format, read into whole entries; what is broken is told with its place and loses nothing else.

formats/NAME.* is a file as its makers write it, formats/NAME.expected.bib what becomes of it (fields in any order),
formats/NAME.problems.txt what is told, "place: message" without the file's name.
"""

from pathlib import Path

import pytest

from sergecite.bibtex.write import format_entry
from sergecite.errors import InputError
from sergecite.sources.intake import items_in
from sergecite.sources.table import FORMATS, format_of, read_file
from sergecite.sources.types import Format

HERE = Path(__file__).parent / "formats"
FILES = sorted(path for path in HERE.iterdir() if not path.name.endswith((".expected.bib", ".problems.txt")))


def blocks(text: str) -> list[list[str]]:
    """Return the entries of a text, each as its head and its sorted lines."""
    entries = [entry.splitlines() for entry in text.strip().split("\n\n") if entry]
    return [[head, *sorted(lines)] for head, *lines in entries]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_becomes_whole_entries(path: Path, ending: str, encoding: str) -> None:
    """Every format is recognised by its text alone, with any line ending, with or without a byte order mark."""
    expected = path.with_name(f"{path.stem}.expected.bib").read_text(encoding="utf-8")
    told = path.with_name(f"{path.stem}.problems.txt")
    data = path.read_text(encoding="utf-8").replace("\n", ending).encode(encoding)
    form = format_of(data)
    assert form is not None
    assert form.name == {"unimarc": "marcxml"}.get(path.stem, path.stem)
    reading = read_file(data, "f")
    assert blocks("\n".join(format_entry(entry) for entry in reading.entries)) == blocks(expected)
    problems = [f"{problem.place}: {problem.message}".removeprefix("f:").strip() for problem in reading.problems]
    assert problems == (told.read_text(encoding="utf-8").splitlines() if told.exists() else [])


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02\xff" * 50,
        b"[" * 50_000,
        b"<a>" * 5_000,
        b"TY  - \n" * 3,
        b"@" * 100,
        b"{}",
        b"%0 \n",
        "Ä".encode("latin-1") * 20,
    ],
)
def test_rubbish_is_told_and_nothing_else_is_raised(form: Format, data: bytes) -> None:
    """Whatever the bytes, a reader returns, or raises InputError with a place."""
    places = []
    try:
        places = [problem.place for problem in form.read(data, "f").problems]
    except InputError as fault:
        places = [fault.place]
    assert all(places)


def test_a_yaml_bomb_stays_small() -> None:
    """Aliases that repeat each other ten times ten times ten are read once."""
    bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{new}: &{new} [{','.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    reading = read_file(
        f"---\nreferences:\n- id: x\n  type: book\n  title: T\n  author: *i\n...\n{bomb}".encode()
        if False
        else f"{bomb}references:\n- {{id: x, type: book, title: *i, keyword: *i}}\n".encode(),
        "f.yaml",
    )
    assert len(reading.entries) + len(reading.problems) == 1


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("f.ris", "TY  - BOOK\nY1  - 1963\nER  - \nTY  - BOOK\nTI  - Memoirs\nER  - \n", "f.ris:1"),
        ("f.nbib", "PMID- 123\nTI\n\nPMID- 124\nTI  - Memoirs\n", "f.nbib:1"),
        ("f.enw", "%0 Book\n%D 1963\n\n%0 Book\n%T Memoirs\n", "f.enw:1"),
    ],
)
def test_a_record_that_names_no_work_is_told(name: str, text: str, place: str) -> None:
    """A record without title and people is not taken in, and the next one is."""
    read = read_file(text.encode(), name)
    assert [entry.text("title") for entry in read.entries] == ["Memoirs"]
    assert [(problem.place, problem.message) for problem in read.problems] == [
        (place, "this record says nothing about a work")
    ]


@pytest.mark.parametrize(
    ("author", "given", "suffix"),
    [("Serge, V", "V", ""), ("Serge, V.", "V.", ""), ("Smith, John, V", "John", "V"), ("Smith, Jr.", "", "Jr.")],
)
def test_a_lone_v_is_a_given_name(author: str, given: str, suffix: str) -> None:
    """The initial of Victor is no Roman number."""
    (entry,) = read_file(f"TY  - BOOK\nTI  - T\nAU  - {author}\nER  - \n".encode(), "f.ris").entries
    assert (entry.names["author"][0].given, entry.names["author"][0].suffix) == (given, suffix)


def test_a_type_followed_by_rubbish_is_still_the_type() -> None:
    """A line without a tag continues the one before; the type of a work is one word."""
    (entry,) = read_file(b"TY  - BOOK\nnot a tag\nTI  - T\nER  - \n", "f.ris").entries
    assert entry.entry_type == "book"


def test_plain_text_is_no_format() -> None:
    """A reading list, a sentence with an address, an empty file are not taken for a format."""
    for text in ("", "Serge, Memoirs\nWeissman, On Stalinism\n", "mail me @home {soon}", "10.1000/abc\n"):
        assert format_of(text.encode()) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Serge, V\nTI Memoirs\nER\nEF\n",
            "a Web of Science export",
        ),
        ("\ufeffPT J\nAU Serge, V\nTI Memoirs\nER\n", "a Web of Science export"),
        ("RT Journal Article\nSR Electronic(1)\nID 2\nA1 Serge,Victor\n", "a RefWorks export"),
        ("<1. >\nVN  - Ovid Technologies\nDB  - Mole\n", "an Ovid export"),
    ],
)
def test_exports_that_are_not_read_are_no_lists_of_words(text: str, name: str) -> None:
    """Their lines are not looked up one by one: the format is named, and another advised."""
    with pytest.raises(InputError, match=name):
        list(items_in(text.encode(), "export.txt"))


@pytest.mark.parametrize("text", ["Serge, Memoirs\nPT Barnum, Life\n", "The RT Journal\n", "10.1000/182\n"])
def test_lists_stay_lists(text: str) -> None:
    """A line each, whatever letters they begin with."""
    assert len(list(items_in(text.encode(), "list.txt"))) == len(text.splitlines())
