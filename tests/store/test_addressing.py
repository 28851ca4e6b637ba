"""Which entry is meant where several have one citekey, and what an old encoding cannot hold."""

from pathlib import Path

import pytest

from sergecite.errors import InputError, SergeciteError, UsageError
from sergecite.store.library import Library
from sergecite.store.renaming import rename
from sergecite.store.tagging import tag

DOUBLED = """\
@book{one, title = {First}}

@book{two, crossref = {one}}
@book{one,
  title = {Second},
}
"""
LATIN = (
    "% Encoding: ISO-8859-1\n@book{été, title = {Été},\r\n  note = {vieux} }\n@book{other, crossref = {été}}\n".encode(
        "latin-1"
    )
)


@pytest.fixture(name="doubled")
def _doubled(root: Path) -> Library:
    (root / "a.bib").write_text(DOUBLED)
    return Library.open(root)


@pytest.mark.parametrize(
    "change",
    [
        lambda library: rename(library, "one", "three"),
        lambda library: library.set_fields("one", {"note": "n"}),
        lambda library: library.remove(["one"]),
        lambda library: tag(library, ["one"], ["t"], []),
    ],
    ids=["rename", "edit", "remove", "tag"],
)
def test_a_doubled_citekey_is_refused_with_its_places(doubled: Library, change: object) -> None:
    """What would have to guess which of two entries is meant names both places and does nothing."""
    with pytest.raises(UsageError) as caught:
        change(doubled)  # type: ignore[operator]
    assert caught.value.message == "2 entries have the citekey one: a.bib:1, a.bib:4"
    assert caught.value.hint == "say which one is meant by its place, like a.bib:4"
    assert (doubled.root / "a.bib").read_text() == DOUBLED


def test_a_place_names_one_of_them(doubled: Library) -> None:
    """FILE:LINE, anywhere in the entry, means that entry; what refers to the citekey keeps meaning the other."""
    assert rename(doubled, "a.bib:5", "three").entries == 0
    assert (doubled.root / "a.bib").read_text() == DOUBLED.replace("@book{one,\n", "@book{three,\n")
    doubled.undo()
    doubled.set_fields("a.bib:4", {"title": "Third"})
    assert (doubled.root / "a.bib").read_text() == DOUBLED.replace("Second", "Third")
    doubled.undo()
    doubled.remove(["a.bib:1"])
    assert (doubled.root / "a.bib").read_text() == DOUBLED.partition("\n\n")[2]


@pytest.mark.parametrize("place", ["a.bib:2", "a.bib:99", "b.bib:1", "a.bib:0"])
def test_a_place_without_an_entry_is_unknown(doubled: Library, place: str) -> None:
    """A blank line, a line past the end, another file: no entry."""
    with pytest.raises(UsageError, match="no entry has the citekey"):
        doubled.set_fields(place, {"note": "n"})


def test_manuscripts_of_a_doubled_citekey_are_left(doubled: Library) -> None:
    """A manuscript may mean either entry, so it is not changed, nor is the library."""
    essay = doubled.root / "essay.md"
    essay.write_text("[@one]")
    with pytest.raises(UsageError, match="the manuscripts may mean that one"):
        rename(doubled, "a.bib:4", "three", [essay])
    assert (doubled.root / "a.bib").read_text() == DOUBLED


@pytest.mark.parametrize(
    "change",
    [
        lambda library: rename(library, "été", "čas"),
        lambda library: library.rewrite("été", "@book{été, title = {Čas}}", was=library.raw("été")),
    ],
    ids=["rename", "rewrite"],
)
def test_what_the_encoding_cannot_hold_is_refused(root: Path, change: object) -> None:
    """A letter that a file's old encoding does not have is named, and nothing is written."""
    (root / "a.bib").write_bytes(LATIN)
    with pytest.raises(InputError, match=r"'[čČ]' of .* cannot be written in the encoding of the file"):
        change(Library.open(root))  # type: ignore[operator]
    assert (root / "a.bib").read_bytes() == LATIN


def test_an_old_encoding_is_kept(root: Path) -> None:
    """A citekey with an accent is renamed to another in the bytes of the file, where it is referred to as well."""
    path = root / "a.bib"
    path.write_bytes(LATIN)
    assert rename(Library.open(root), "été", "août").entries == 1
    assert path.read_bytes() == LATIN.replace("été".encode("latin-1"), "août".encode("latin-1"))


def test_a_file_that_does_not_name_the_citekey_is_left(root: Path) -> None:
    """A file in an old encoding is no hindrance to a rename in another."""
    (root / "a.bib").write_bytes(LATIN)
    (root / "b.bib").write_text("@book{čas, title = {T}}\n", encoding="utf-8")
    rename(Library.open(root), "čas", "čaša")
    assert (root / "b.bib").read_text(encoding="utf-8") == "@book{čaša, title = {T}}\n"
    assert (root / "a.bib").read_bytes() == LATIN


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_an_editor_that_changes_line_ends_changes_one_line(root: Path, newline: str) -> None:
    """An entry that comes back from an editor with other line ends differs only where the text does."""
    path = root / "a.bib"
    before = DOUBLED.replace("\n", newline).replace("{one, title", "{first, title").encode()
    path.write_bytes(before)
    library = Library.open(root)
    was = library.raw("one")
    assert not library.rewrite("one", "\n".join(was.splitlines()), was=was)
    library.rewrite("one", "\n".join(was.replace("Second", "Third").splitlines()), was=was)
    assert path.read_bytes() == before.replace(b"Second", b"Third")


def test_an_edit_of_mixed_encodings_changes_one_line(root: Path) -> None:
    """In a file that is partly Latin-1, partly UTF-8, the lines that stay keep their bytes."""
    path = root / "a.bib"
    before = b"@book{a,\n  title = {\xc3\xa9t\xc3\xa9},\n  note = {\xe9t\xe9},\n  year = 1951,\n}\n"
    path.write_bytes(before)
    library = Library.open(root)
    was = library.raw("a")
    library.rewrite("a", was.replace("1951", "1952"), was=was)
    assert path.read_bytes() == before.replace(b"1951", b"1952")


def test_errors_name_files_and_lines(doubled: Library) -> None:
    """The message is one line."""
    with pytest.raises(SergeciteError) as caught:
        doubled.remove(["one"])
    assert "\n" not in str(caught.value)
