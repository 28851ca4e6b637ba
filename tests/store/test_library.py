"""Reading and changing a library."""

from contextlib import suppress
from pathlib import Path

import pytest

from sergecite.errors import InputError, SergeciteError, UnwritableError, UsageError
from sergecite.model.entry import Entry
from sergecite.model.name import Name
from sergecite.store import bibfile
from sergecite.store.discovery import Place
from sergecite.store.known import LARGE
from sergecite.store.library import Library
from sergecite.store.renaming import rename

NEW = Entry(
    citekey="",
    entry_type="book",
    fields={"title": "Memoirs of a Revolutionary", "date": "1951"},
    names={"author": (Name(family="Serge", given="Victor"),)},
)


def _text(root: Path) -> str:
    return (root / "a.bib").read_bytes().decode()


def test_entries_and_get(library: Library) -> None:
    """All entries in order; what is inherited is there; an unknown citekey says which may be meant."""
    assert [entry.citekey for entry in library.entries()] == ["serge1930prison", "serge1938marxism", "greeman1967"]
    assert library.get("greeman1967").lists["publisher"] == ("PM Press",)
    assert library.get("serge1938marxism").place == "a.bib:13"
    with pytest.raises(UsageError) as caught:
        library.get("serge1930prisn")
    assert caught.value.hint == "did you mean serge1930prison?"


def test_index_and_files_say_the_same(root: Path) -> None:
    """Entries read through the index are those read from the files."""
    first, second = Library.open(root), Library.open(root)
    first.entries()
    assert second.entries() == first.reading.parsed[0]
    assert second._index is not None
    assert second._reading is None


def test_raw_is_the_text_of_the_entry(library: Library) -> None:
    """The text of an entry is its bytes."""
    assert library.raw("greeman1967") == _text(library.root)[_text(library.root).index("@INCOLL") : -1]


def test_add_makes_citekeys_and_appends_in_the_style_of_the_file(library: Library) -> None:
    """New entries get a citekey by the pattern, a clash gets a letter, nothing before them moves."""
    before = _text(library.root)
    assert library.add([NEW, NEW]) == ("serge1951memoirs", "serge1951memoirsa")
    after = _text(library.root)
    assert after.startswith(before + "\n@")
    assert library.get("serge1951memoirsa").text("title") == "Memoirs of a Revolutionary"
    library.remove(["serge1951memoirs", "serge1951memoirsa"])
    assert _text(library.root) == before


def test_add_refuses_a_taken_citekey_that_was_asked_for(library: Library) -> None:
    """A citekey the user chose is that or nothing; case alone makes no difference."""
    before = _text(library.root)
    with pytest.raises(UsageError, match="taken"):
        library.add([NEW], citekeys=["Serge1930Prison"])
    with pytest.raises(UsageError, match="cannot be a citekey"):
        library.add([NEW], citekeys=["../../etc/passwd{"])
    assert _text(library.root) == before


def test_add_to_another_file(library: Library) -> None:
    """Without a list of files in the settings, a new file may be named; a place outside the folder may not."""
    library.add([NEW], to="more")
    assert (library.root / "more.bib").read_text().startswith("@book{serge1951memoirs,\n")
    assert len(library.entries()) == 4
    with pytest.raises(UsageError):
        library.add([NEW], to="../outside.bib")
    library.undo()
    assert (library.root / "more.bib").read_bytes() == b""


SET = {
    "quoted stays quoted": ("serge1930prison", {"author": "Serge, V."}, '  author    = "Serge, V.",'),
    "number stays bare": ("serge1930prison", {"year": "1931"}, "  year      = 1931\n"),
    "macro becomes a text": (
        "serge1930prison",
        {"publisher": "Doubleday & Co."},
        "  publisher = {Doubleday \\& Co.}, % a remark",
    ),
    "no trailing comma": ("serge1930prison", {"note": "N"}, "  year      = 1930,\n  note      = {N}\n}"),
    "one line": ("serge1938marxism", {"year": "1938"}, "related={serge1930prison}, year={1938}}"),
    "upper case, tab, trailing comma": (
        "greeman1967",
        {"note": "N"},
        "\tCROSSREF = {serge1930prison},\n\tNOTE = {N},\n}",
    ),
    "braces keep case": ("greeman1967", {"title": "The {USSR} & I"}, "\tTITLE = {The {USSR} \\& I},"),
    "LaTeX is read": (
        "greeman1967",
        {"title": "M\\'emoires \\emph{x} --- 5\\%"},
        "\tTITLE = {Mémoires \\emph{x} — 5\\%},",
    ),
    "a URL is verbatim": ("greeman1967", {"url": "http://x.org/a_b%20"}, "\tURL = {http://x.org/a_b%20},"),
}


@pytest.mark.parametrize(("citekey", "values", "line"), SET.values(), ids=SET.keys())
def test_set_fields_in_the_style_of_the_entry(
    library: Library, citekey: str, values: dict[str, str], line: str
) -> None:
    """A field is written as its entry writes fields; every other line stays."""
    before = _text(library.root).splitlines()
    library.set_fields(citekey, values)
    after = _text(library.root)
    assert line in after
    gone = [old for old in before if old not in after.splitlines()]
    assert len(gone) <= 1
    library.undo()
    assert _text(library.root).splitlines() == before


def test_unset_takes_a_field_with_its_line(library: Library) -> None:
    """Unset leaves nothing behind."""
    library.set_fields("greeman1967", {"author": None})
    assert "Greeman" not in _text(library.root)
    assert "@INCOLLECTION{greeman1967,\n\tTITLE" in _text(library.root)
    with pytest.raises(UsageError, match="no field"):
        library.set_fields("greeman1967", {"author": None})


@pytest.mark.parametrize("name", ["", "a b", "a=b", "a}", "@x", "a\n"])
def test_odd_field_names_are_refused(library: Library, name: str) -> None:
    """What cannot be the name of a field is no field."""
    with pytest.raises(UsageError):
        library.set_fields("greeman1967", {name: "x"})


def test_odd_names_from_elsewhere_are_taken(library: Library) -> None:
    """Fields whose names other programs make are added, set and taken away; a citekey that biber could not read is made anew."""
    said: list[str] = []
    library = Library.open(library.root, said.append)
    odd = {"title": "T", "__markedentry": "[me:]", "_year": "1", "colrev.dblp.key": "x", "@url": "y"}
    (key,) = library.add([Entry(citekey="Avigad(2009)", entry_type="misc", fields=odd)])
    assert said == [f"warning: Avigad(2009) cannot be a citekey, so it is {key} here"]
    assert dict(library.get(key).fields) == odd
    library.set_fields(key, {"__markedentry": None, "@url": None, "_year": "2"})
    assert dict(library.get(key).fields) == {"title": "T", "_year": "2", "colrev.dblp.key": "x"}


@pytest.mark.parametrize("value", ["}", "{", "a } b { c", "\\}", "x\n@book{y,\n}"])
def test_nothing_leaks_out_of_a_field(library: Library, value: str) -> None:
    """Whatever is typed stays inside its field, or is refused."""
    others = [library.raw(key) for key in ("serge1930prison", "serge1938marxism")]
    with suppress(SergeciteError):
        library.set_fields("greeman1967", {"title": value, "author": value, "url": value})
    assert [entry.citekey for entry in library.entries()] == ["serge1930prison", "serge1938marxism", "greeman1967"]
    assert [library.raw(key) for key in ("serge1930prison", "serge1938marxism")] == others


def test_rename_follows_references(library: Library) -> None:
    """Entries that refer to the renamed one still do."""
    assert rename(library, "serge1930prison", "prison").entries == 2
    assert library.get("greeman1967").lists["publisher"] == ("PM Press",)
    assert library.get("serge1938marxism").fields["related"] == "prison"
    with pytest.raises(UsageError, match="taken"):
        rename(library, "prison", "greeman1967")


def test_remove_is_all_or_nothing(library: Library) -> None:
    """One unknown citekey, and nothing is removed."""
    before = _text(library.root)
    with pytest.raises(UsageError):
        library.remove(["greeman1967", "nobody"])
    assert _text(library.root) == before


def test_rewrite_takes_one_sound_entry(library: Library) -> None:
    """A text edited by hand replaces the entry if it is one, and only if nobody changed it meanwhile."""
    was = library.raw("greeman1967")
    assert library.rewrite("greeman1967", was.replace("Introduction", "Foreword"), was=was)
    for text in ("", "@book{a", was + was, "@book{a, x = {y}} z", "@book{a, title = {x} year = 1}"):
        with pytest.raises(InputError):
            library.rewrite("greeman1967", text, was=library.raw("greeman1967"))
    with pytest.raises(UnwritableError):
        library.rewrite("greeman1967", was, was=was)


def test_crlf_bom_and_mode_stay(root: Path) -> None:
    """Line endings, byte order mark and mode are kept, and new lines end as the old ones do."""
    path = root / "a.bib"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    path.chmod(0o640)
    library = Library.open(root)
    before = path.read_bytes()
    library.add([NEW])
    library.set_fields("greeman1967", {"note": "N"})
    now = path.read_bytes()
    assert now.startswith(b"\xef\xbb\xbf")
    assert now.count(b"\n") == now.count(b"\r\n")
    assert path.stat().st_mode & 0o777 == 0o640
    library.undo()
    library.undo()
    assert path.read_bytes() == before


def test_old_encodings_stay(root: Path) -> None:
    """A Latin-1 file is read, what is added to it is ASCII, and its own bytes stay."""
    path = root / "a.bib"
    before = path.read_bytes().replace(b"Introduction", "Préface".encode("latin-1"))
    path.write_bytes(before)
    library = Library.open(root)
    assert library.get("greeman1967").text("title") == "Préface"
    library.set_fields("serge1938marxism", {"title": "Socialisme et “psychologie” à l'Œuvre"})
    after = path.read_bytes()
    assert b"title={Socialisme et ``psychologie'' \\`{a} l'\\OE{}uvre}" in after
    assert "Préface".encode("latin-1") in after
    assert library.get("serge1938marxism").text("title") == "Socialisme et “psychologie” à l'Œuvre"


def test_symbolic_links_stay_links(root: Path, tmp_path: Path) -> None:
    """A library whose file is a link elsewhere changes the file, not the link."""
    real = tmp_path / "elsewhere.bib"
    (root / "a.bib").rename(real)
    (root / "a.bib").symlink_to(real)
    Library.open(root).set_fields("greeman1967", {"note": "N"})
    assert (root / "a.bib").is_symlink()
    assert "NOTE = {N}" in real.read_text()


def test_the_shipped_library_is_only_read(root: Path) -> None:
    """The library that comes with the program is refused to writers, with a way out."""
    library = Library.open(Place(root=root, writable=False))
    assert len(library.entries()) == 3
    with pytest.raises(UnwritableError) as caught:
        library.add([NEW])
    assert caught.value.hint == "`sergecite init` makes a library of your own"


def test_a_broken_entry_is_shown_but_not_changed(root: Path) -> None:
    """An entry whose end is a guess is listed with what can be read; changing it is refused with the line."""
    path = root / "a.bib"
    path.write_text("@book{broken,\n  title = {T},\n  note = {never closed\n}\n\n@book{fine, title = {F}}\n")
    library = Library.open(root)
    assert library.get("broken").text("title") == "T"
    with pytest.raises(InputError, match="never closed"):
        library.set_fields("broken", {"title": "X"})
    library.set_fields("fine", {"title": "X"})
    library.add([NEW])
    assert "@book{broken,\n  title = {T},\n  note = {never closed\n}\n\n@book{fine, title = {X}}\n" in path.read_text()


def test_no_cache_folder_is_no_matter(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where no index can be kept, everything works without."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    library = Library.open(root)
    assert len(library.entries()) == 3
    library.set_fields("greeman1967", {"note": "N"})
    assert library.get("greeman1967").text("note") == "N"


def test_history_beside_the_library_where_the_state_folder_is_closed(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where the state folder cannot be written, the history lies beside the files."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    library = Library.open(root)
    before = _text(root)
    library.set_fields("greeman1967", {"note": "N"})
    library.undo()
    assert _text(root) == before
    assert [path.name for path in (root / ".sergecite-history").iterdir()] == ["log.jsonl"]


@pytest.mark.parametrize("at", [0, 3000, 5999])
@pytest.mark.parametrize("indexed", [True, False])
def test_large_files_are_proved_where_they_change(
    root: Path, at: int, monkeypatch: pytest.MonkeyPatch, *, indexed: bool
) -> None:
    """In a file so large that the index tells where to look, every kind of change is made and taken back; without one, too."""
    path = root / "a.bib"
    text = "".join(f"@book{{key{number},\n  title = {{Title {number} {'x' * 200}}},\n}}\n\n" for number in range(6000))
    path.write_text(text)
    assert len(text) > LARGE
    library = Library.open(root)
    if indexed:
        library.citekeys()
        monkeypatch.setattr(bibfile, "scan", None)
    library.set_fields(f"key{at}", {"title": "Another", "note": "N"})
    rename(library, f"key{at}", "renamed")
    library.add([NEW])
    library.remove(["renamed"])
    assert len(library.entries()) == 6000
    for _ in range(4):
        library.undo()
    assert path.read_text() == text
