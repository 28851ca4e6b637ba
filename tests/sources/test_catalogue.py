"""The offline catalogue: built from dumps, resumed after an interruption, searched without anyone."""

import gzip
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sergecite.cli.app import app
from sergecite.cli.sourcing import known_by_identifier
from sergecite.errors import InputError, SergeciteError, UnwritableError
from sergecite.model.identifier import Doi, Isbn
from sergecite.sources import catalogue_build as module
from sergecite.sources.bibtex_file import read_bibtex
from sergecite.sources.catalogue import Catalogue
from sergecite.sources.catalogue_build import Built
from sergecite.sources.dumps import dump_files, read_dump


def crossref(number: int, title: str = "") -> dict[str, Any]:
    return {
        "DOI": f"10.1000/{number}",
        "type": "journal-article",
        "title": [title or f"The {_word(number)} question in {_word(number * 7)} province"],
        "author": [{"family": _word(number * 3).title(), "given": "A."}],
        "container-title": ["Journal of Questions"],
        "issued": {"date-parts": [[1900 + number % 100]]},
    }


def _word(number: int) -> str:
    return "".join("bdfgklmnprstvz"[number // 14**place % 14] + "aeiou"[number // 5**place % 5] for place in range(4))


def built_from(path: Path, *files: Path) -> tuple[Built, list[str]]:
    troubles: list[str] = []
    catalogue = Catalogue(path, create=True)
    try:
        return module.build(
            catalogue, list(files), progress=lambda name, count: None, trouble=lambda fault: troubles.append(str(fault))
        ), troubles
    finally:
        catalogue.close()


WORKS = [crossref(number) for number in range(50)]


def _json_lines(path: Path) -> Path:
    file = path / "works.jsonl"
    file.write_text("\n".join(json.dumps(work) for work in WORKS), encoding="utf-8")
    return file


def _gzipped_items(path: Path) -> Path:
    file = path / "0.json.gz"
    file.write_bytes(gzip.compress(json.dumps({"items": WORKS}, indent=1).encode()))
    return file


def _array(path: Path) -> Path:
    file = path / "works.json"
    file.write_text(json.dumps(WORKS), encoding="utf-8")
    return file


def _api_page(path: Path) -> Path:
    file = path / "page.json"
    file.write_text(json.dumps({"status": "ok", "message": {"total-results": 50, "items": WORKS}}), encoding="utf-8")
    return file


def _tar(path: Path) -> Path:
    folder = path / "inside"
    folder.mkdir()
    _gzipped_items(folder)
    with tarfile.open(path / "dump.tar", "w") as archive:
        archive.add(folder / "0.json.gz", "0.json.gz")
    return path / "dump.tar"


def _bib(path: Path) -> Path:
    file = path / "works.bib.xz"
    import lzma  # noqa: PLC0415

    text = "".join(
        f"@article{{a{n}, title = {{{work['title'][0]}}}, author = {{{work['author'][0]['family']}, A.}}, doi = {{{work['DOI']}}}}}\n"
        for n, work in enumerate(WORKS)
    )
    file.write_bytes(lzma.compress(text.encode()))
    return file


@pytest.mark.parametrize("make", [_json_lines, _gzipped_items, _array, _api_page, _tar, _bib])
@pytest.mark.parametrize("chunk", [64, 4_000_000])
def test_every_shape_of_a_dump_is_read(tmp_path: Path, make: Any, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON Lines, arrays, the API's pages, compressed files and archives, cut anywhere by the reading."""
    monkeypatch.setattr("sergecite.sources.dumps._CHUNK", chunk)
    built, troubles = built_from(tmp_path / "c.sqlite", make(tmp_path))
    assert (built, troubles) == (Built(added=50, authors=0, problems=0, works=50), [])
    catalogue = Catalogue(tmp_path / "c.sqlite")
    entry = catalogue.by_identifier(Doi("10.1000/7"))
    assert entry is not None
    assert (
        entry.text("title").lower().replace('<span class="nocase">', "").replace("</span>", "")
        == WORKS[7]["title"][0].lower()
    )
    assert catalogue.by_identifier(Doi("10.1000/999")) is None
    catalogue.close()


def test_open_library_editions_find_their_authors(tmp_path: Path) -> None:
    """Authors are remembered on disk; editions name them by key; works and redirects are passed over."""
    authors, editions = tmp_path / "authors.txt.gz", tmp_path / "editions.txt"
    authors.write_bytes(
        gzip.compress(b'/type/author\t/authors/OL1A\t3\t2020-01-01\t{"key": "/authors/OL1A", "name": "Victor Serge"}\n')
    )
    editions.write_text(
        '/type/edition\t/books/OL1M\t1\t2020\t{"title": "Men in prison", "authors": [{"key": "/authors/OL1A"}], "isbn_13": ["9781590174517"], "publish_date": "1977"}\n'
        '/type/redirect\t/books/OL2M\t1\t2020\t{"location": "/books/OL1M"}\n'
        '/type/edition\t/books/OL3M\t1\t2020\t{"title": broken\n',
        encoding="utf-8",
    )
    built, troubles = built_from(tmp_path / "c.sqlite", authors, editions)
    assert built == Built(added=1, authors=1, problems=1, works=1)
    assert troubles[0].startswith("editions.txt:3: not JSON")
    catalogue = Catalogue(tmp_path / "c.sqlite")
    entry = catalogue.by_identifier(Isbn("9781590174517"))
    assert entry is not None
    assert entry.text("author") == "Victor Serge"
    catalogue.close()


def test_an_interrupted_build_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a stop in the middle nothing is lost beyond the last batch, and nothing is taken in twice."""
    monkeypatch.setattr(module, "_BATCH", 10)
    file = _json_lines(tmp_path)
    catalogue = Catalogue(tmp_path / "c.sqlite", create=True)

    def stop(name: str, count: int) -> None:
        if count >= 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        module.build(catalogue, [file], progress=stop, trouble=lambda fault: None)
    assert catalogue.works == 30
    catalogue.close()
    assert built_from(tmp_path / "c.sqlite", file)[0] == Built(added=20, authors=0, problems=0, works=50)
    assert built_from(tmp_path / "c.sqlite", file)[0] == Built(added=0, authors=0, problems=0, works=50)


def test_damaged_references_are_found_and_strangers_are_not(tmp_path: Path) -> None:
    """Letters changed and words lost still lead to the work; a work that is not there leads to none."""
    works = [*WORKS, crossref(900, "The conquered city and its revolutionary chronicler")]
    file = tmp_path / "works.jsonl"
    file.write_text("\n".join(json.dumps(work) for work in works), encoding="utf-8")
    built_from(tmp_path / "c.sqlite", file)
    catalogue = Catalogue(tmp_path / "c.sqlite")
    family = works[-1]["author"][0]["family"]
    for words in (
        f"A. {family}, The conquered city and its revolutionary chronicler, Journal of Questions (1900)",
        f"{family}: The conqered city and its revolutionnary chronicler",
        f"{family.upper()}, conquered city revolutionary chronicler 1900",
    ):
        found = catalogue.find(words)
        assert found[0].entry.text("doi") == "10.1000/900"
        assert found[0].provenance[0].service == "catalogue"
    for words in (
        "Weissman, Victor Serge: The Course Is Set on Hope, Verso 2001",
        "",
        "the of and",
        "''\"\"*() OR NEAR(",
        "x" * 5000,
    ):
        assert [one for one in catalogue.find(words) if one.confidence >= 0.5] == []
    catalogue.close()


@pytest.mark.parametrize("data", [b"", b"no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_what_is_no_catalogue_is_told(tmp_path: Path, data: bytes) -> None:
    """A file of another kind, or a damaged one, ends in words."""
    path = tmp_path / "c.sqlite"
    path.write_bytes(data)
    with pytest.raises(InputError):
        Catalogue(path)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Exit status 4's error, not a fault."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UnwritableError):
        Catalogue(tmp_path / "file" / "c.sqlite", create=True)


@pytest.mark.parametrize(
    "data",
    [
        b"[",
        b'{"items": [',
        b'[{"title": 1}, 2, "x"',
        b"\x1f\x8b broken gzip",
        b"[" * 10_000,
        b'{"a": ' * 5_000,
        b"null\n" * 3,
    ],
)
def test_a_broken_dump_is_told_and_ends(tmp_path: Path, data: bytes) -> None:
    """Cut off, wrong or hostile: problems with a place, never a fault or an endless loop."""
    file = tmp_path / ("x.json.gz" if data.startswith(b"\x1f") else "x.json")
    file.write_bytes(data)
    records = list(read_dump(file, {}))
    assert all(isinstance(record, SergeciteError) or record.entry_type for record in records)  # type: ignore[union-attr]


def test_missing_files_are_told_before_anything_is_built(tmp_path: Path) -> None:
    """A wrong name is an input error with its place."""
    with pytest.raises(InputError, match="no such file"):
        list(dump_files([tmp_path / "nothing"]))


def test_the_command_builds_finds_and_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """build, find, info; then add --offline takes a work from it."""
    monkeypatch.setenv("SERGECITE_CATALOGUE", str(tmp_path / "c.sqlite"))
    monkeypatch.setenv("SERGECITE_CACHE", str(tmp_path / "answers.sqlite"))
    library = tmp_path / "library"
    library.mkdir()
    (library / "a.bib").touch()

    def run(*words: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(app, ["--library", str(library), *words])
        return result.exit_code, result.stdout, result.stderr

    assert run("catalogue", "find", "anything")[0] == 3
    code, _, told = run("catalogue", "build", str(_json_lines(tmp_path)))
    assert (code, "50 works added, 50 in all" in told) == (0, True)
    code, out, _ = run("catalogue", "info", "--json")
    assert (code, json.loads(out)["works"]) == (0, 50)
    code, out, _ = run("catalogue", "find", "10.1000/3", "--json")
    assert json.loads(out)[0]["doi"] == "10.1000/3"
    assert run("catalogue", "find", "10.1000/999")[0] == 1
    assert run("catalogue", "build")[0] == 2
    code, out, told = run("--offline", "add", "10.1000/3")
    assert (code, out.strip() != "", "catalogue" in told) == (0, True, True)
    assert "verba = {catalogue doi:10.1000/3 (" in (library / "a.bib").read_text(encoding="utf-8")


def test_a_catalogue_that_is_named_and_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names a catalogue counts on it: `add` and `find` say that it is not there, and go no further."""
    monkeypatch.setenv("SERGECITE_CATALOGUE", str(tmp_path / "gone.sqlite"))
    (tmp_path / "library.bib").touch()
    for words in (["add", "10.1000/182"], ["catalogue", "find", "Memoirs"]):
        result = CliRunner().invoke(app, ["--library", str(tmp_path), "--offline", *words])
        assert result.exit_code == 3
        assert f"{tmp_path / 'gone.sqlite'}: " in result.stderr
        assert "sergecite catalogue build" in result.stderr


def test_a_reference_with_an_underscore_is_searched(tmp_path: Path) -> None:
    """The index knows an underscore as a gap between words: so do the words that are searched for."""
    built_from(tmp_path / "c.sqlite", _json_lines(tmp_path))
    catalogue = Catalogue(tmp_path / "c.sqlite")
    words = WORKS[7]["title"][0].replace(" ", "_") + " " + WORKS[7]["author"][0]["family"] + "_A"
    assert catalogue.find(words)[0].entry.text("doi") == "10.1000/7"
    catalogue.close()


@pytest.mark.parametrize("kind", ["incollection", "bookinbook", "suppbook"])
def test_a_part_does_not_answer_to_the_isbn_of_its_book(tmp_path: Path, kind: str) -> None:
    """Neither in a catalogue nor among what a library has: the number names the whole."""
    file = tmp_path / "in.bib"
    file.write_text(
        f"@{kind}{{a, title = {{Poems}}, booktitle = {{Works}}, isbn = {{9780192810373}}}}\n", encoding="utf-8"
    )
    built_from(tmp_path / "c.sqlite", file)
    catalogue = Catalogue(tmp_path / "c.sqlite")
    assert catalogue.by_identifier(Isbn("9780192810373")) is None
    catalogue.close()
    known = known_by_identifier(read_bibtex(file.read_bytes(), "in.bib").entries)
    assert known("isbn", "9780192810373") is None
