"""Files that say which old encoding they are in, and files of two bytes to the letter: read right, written back the same."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecite.bibtex.edit import apply
from sergecite.errors import InputError, UnwritableError
from sergecite.model.entry import Entry
from sergecite.store import edits
from sergecite.store.bibfile import BibFile, read_bib
from sergecite.store.declaration import declared_encoding
from sergecite.store.library import Library
from sergecite.store.transcoding import opened

SAYS = {
    "% Encoding: ISO8859_2": "iso8859-2", "% Encoding: Cp1250": "cp1250", "% Encoding: MacRoman": "mac-roman", "%% Encoding: SJIS": "shift_jis",
    "% Encoding: UTF8": "utf-8", "%% encoding = windows-1251": "cp1251", "% !TeX encoding = IsoLatin2": "iso8859-2",
    "% !TEX encoding = Windows Latin 1": "cp1252", "% !TeX encoding = UTF-8 Unicode": "utf-8", "% !TeX encoding = iso-8859-15": "iso8859-15",
    "%% Saved with string encoding Western (Mac OS Roman) ": "mac-roman", "%% Saved with string encoding Unicode (UTF-8) ": "utf-8",
    "%% Saved with string encoding Central European (Windows Latin 2)": "cp1250",
    "%% Saved with string encoding Cyrillic (Windows)": "cp1251", "%% Saved with string encoding ASCII (TeX)": "ascii",
    "%% Saved with string encoding Simplified Chinese (GB 18030)": "gb18030", "%% Saved with string encoding Japanese (EUC)": "euc_jp",
    "@comment{x-kbibtex-encoding=iso-8859-2}": "iso8859-2", "@Comment{ x-kbibtex-encoding=latex}": "utf-8",
    "% -*- coding: latin-2 -*-": "iso8859-2", "% -*- mode: bibtex; coding: cp1251-unix -*-": "cp1251",
    "@comment -*- coding: koi8-r -*-": "koi8-r", "% vim: set fileencoding=latin2 :": "iso8859-2", "% vim: fenc=cp1250": "cp1250",
    "% Local Variables:\n% mode: bibtex\n% coding: cp1251\n% End:": "cp1251", "% Encoding: martian": "martian",
    "": "", "% on encoding: x": "", "% This coding is mine": "", "% the encoding of scripts": "", "@book{encoding, title = {Encoding: Cp1250}}": "",
}  # fmt: skip
LETTERS = {
    "cp1250": "Łódź, Dvořák", "iso8859-2": "Škvorecký", "cp1251": "Серж", "koi8-r": "Виктор Серж", "mac-roman": "Mémoires “d’un” —",
    "cp1252": "Été – “œuvre”", "gbk": "羭膤濗 亄亇", "shift_jis": "表ソ能構", "euc_jp": "革命", "big5": "功許蓋",
}  # fmt: skip
"""Each with letters that a reader of Windows-1252 takes for others; the Asian ones have bytes that look like braces and backslashes."""


@pytest.mark.parametrize(("line", "name"), SAYS.items(), ids=range(len(SAYS)))
def test_what_a_file_says(line: str, name: str) -> None:
    """Each program has its own way to say what a file is in; remarks that happen to hold the word say nothing."""
    assert declared_encoding(f"{line}\n@book{{a}}\n".encode()) == name
    assert declared_encoding(f"% a remark\r\n\r\n{line}\r\n".encode()) == name


def _text(codec: str) -> str:
    letters = LETTERS[codec]
    return f"% Encoding: {codec}\n\n@book{{a,\n  title = {{{letters}}},\n}}\n\n@book{{b, note = {{{letters} x}}}}\n"


@pytest.mark.parametrize("codec", LETTERS)
def test_an_old_encoding_is_read_as_declared_and_kept(root: Path, codec: str) -> None:
    """Titles read right, also from the index; every change is written in the encoding and can be taken back byte by byte."""
    path = root / "a.bib"
    before = _text(codec).encode(codec)
    path.write_bytes(before)
    for _ in range(2):
        assert [entry.text("title") for entry in Library.open(root).entries()] == [LETTERS[codec], ""]
        assert LETTERS[codec] in Library.open(root).raw("a")
    library = Library.open(root)
    library.set_fields("b", {"title": LETTERS[codec] + "!"})
    assert path.read_bytes() == before.replace(b" x}}", f" x}}, title = {{{LETTERS[codec]}!}}}}".encode(codec))
    assert Library.open(root).get("b").text("title") == LETTERS[codec] + "!"
    library.add([Entry(citekey="c", entry_type="book", fields={"title": LETTERS[codec]})])
    assert Library.open(root).get("c").text("title") == LETTERS[codec]
    library.remove(["c"])
    library.undo()
    assert Library.open(root).citekeys() == ["a", "b", "c"]
    library.undo()
    library.undo()
    assert path.read_bytes() == before


def test_an_edit_from_outside_is_noticed(root: Path) -> None:
    """An index of a file in an old encoding follows what another program changes."""
    path = root / "a.bib"
    for title in ("Łódź", "Łódź i Kraków", "Ł"):
        path.write_bytes(
            f"% Encoding: Cp1250\n@book{{a, title = {{{title}}}}}\n@book{{b, note = {{ó}}}}\n".encode("cp1250")
        )
        library = Library.open(root)
        assert [library.get("a").text("title"), library.get("b").text("note")] == [title, "ó"]


def test_what_does_not_fit_is_latex_or_refused(root: Path) -> None:
    """A letter that the encoding lacks is written in LaTeX; where LaTeX has no name for it nothing is written."""
    path = root / "a.bib"
    before = _text("cp1250").encode("cp1250")
    path.write_bytes(before)
    library = Library.open(root)
    library.set_fields("a", {"note": "Łódź à Ñandú"})
    assert "note = {\\L{}\\'{o}d\\'{z} \\`{a} \\~{N}and\\'{u}}".encode("cp1250") in path.read_bytes()
    library.undo()
    with pytest.raises(InputError, match="cannot be written in this file's old encoding"):
        library.set_fields("a", {"note": "革命"})
    with pytest.raises(InputError, match="cannot be written in the encoding of the file"):
        library.add([Entry(citekey="à", entry_type="book", fields={"title": "x"})])
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "data",
    [
        "@book{a, title = {Łódź}}".encode("cp1250"),
        "% Encoding: Cp1250\n@book{a, title = {Łódź}}".encode(),
        b"% Encoding: Cp1250\n@book{a, title = {\x81\x83}}",
        "% Encoding: Cp1252\n@book{a, title = {Été".encode() + b" \xe9t\xe9}}",
        b"% Encoding: utf-7\n@book{a, title = {+AXs-\xe9}}",
        b"% Encoding: unicode_escape\n@book{a, title = {\\x7d\xe9}}",
        b"% Encoding: rot13\n@book{a, title = {\xe9}}",
        b"% Encoding: cp037\n@book{a, title = {\xe9}}",
        b"% Encoding: idna\n@book{a, title = {\xe9}}",
    ],
    ids=["undeclared", "UTF-8", "does not fit", "mixed", "utf-7", "escapes", "rot13", "EBCDIC", "idna"],
)
def test_other_files_are_left_as_they_are(data: bytes) -> None:
    """What is UTF-8 or says nothing, what does not fit its declaration, and what no .bib file is in, is not turned."""
    assert opened(data) == (data, "")


def test_a_file_whose_last_letter_went_stays_in_its_encoding(root: Path) -> None:
    """Plain ASCII is of the encoding that it says: a letter that comes, or comes back, is written in that."""
    path = root / "a.bib"
    before = "% Encoding: Cp1250\n@book{a, title = {Łódź}}\n".encode("cp1250")
    path.write_bytes(before)
    library = Library.open(root)
    library.set_fields("a", {"title": "Lodz"})
    assert path.read_bytes().isascii()
    library.undo()
    assert path.read_bytes() == before


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_wide_files_are_read_and_written(root: Path, encoding: str) -> None:
    """UTF-16 and UTF-32 are read and written as they are, also among other files."""
    text = "\r\n@book{wide, title = {Mémoires d’un révolutionnaire}}\r\n"
    path = root / "wide.bib"
    mark = "\ufeff" if encoding == "utf-32-be" else ""
    path.write_bytes((mark + text).encode(encoding))
    before = path.read_bytes()
    library = Library.open(root)
    assert {"wide", "serge1930prison"} <= set(library.citekeys())
    assert library.get("wide").text("title") == "Mémoires d’un révolutionnaire"
    library.set_fields("wide", {"note": "Ленин"})
    assert path.read_bytes().decode(encoding).removeprefix("\ufeff") == text.replace("re}}", "re}, note = {Ленин}}")
    library.undo()
    assert path.read_bytes() == before


def test_a_damaged_wide_file_is_refused(tmp_path: Path) -> None:
    """A UTF-16 file that lost a byte is refused, with a hint."""
    path = tmp_path / "a.bib"
    path.write_bytes("@book{a, title = {Été}}".encode("utf-16")[:-1])
    with pytest.raises(InputError, match="UTF-16LE and damaged") as caught:
        read_bib(path, "a.bib")
    assert "iconv -f UTF-16LE" in (caught.value.hint or "")


def test_what_would_read_otherwise_is_not_written(tmp_path: Path) -> None:
    """New content that its encoding cannot hold, or that would be taken for UTF-8, is refused before anything is written."""
    path = tmp_path / "a.bib"
    path.write_bytes("% Encoding: Cp1250\n@book{a, title = {Łódź}}".encode("cp1250"))
    file = read_bib(path, "a.bib")
    for letters in ("à", "Ă©"):
        with pytest.raises(UnwritableError, match="cannot be written in cp1250"):
            _ = file.becoming(
                file.view.replace("Łódź".encode().decode("latin-1"), letters.encode().decode("latin-1"))
            ).stored


@given(st.sampled_from(sorted(LETTERS)), st.binary(max_size=12), st.data())
def test_reading_and_writing_is_nothing(codec: str, junk: bytes, data: st.DataObject) -> None:
    """Whatever bytes a file holds beside its declaration, they come back, and an entry that is added is added behind them."""
    letters = data.draw(st.text(sorted(set(LETTERS[codec]))))
    stored = f"% Encoding: {codec}\n@book{{a, title = {{{letters}}}}}\n".encode(codec) + junk
    content, found = opened(stored)
    assert found in (codec, "")
    file = BibFile(Path("a.bib"), "a.bib", content, None, codec=found)
    assert file.stored == stored
    edit = edits.add(file, [Entry(citekey="b", entry_type="book", fields={"title": letters if found else "x"})])
    assert file.becoming(apply(file.view, edit.splices)).stored.startswith(stored)


def test_names_of_all_codecs_are_python_s() -> None:
    """Every name given in the tables is one that Python knows."""
    assert {codecs.lookup(name).name for name in SAYS.values() if name not in ("", "martian")} == {
        name for name in SAYS.values() if name not in ("", "martian")
    }
