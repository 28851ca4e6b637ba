"""Settings and where the library is."""

from pathlib import Path

import pytest

from sergecite.errors import InputError, NothingFoundError
from sergecite.store import discovery
from sergecite.store.discovery import Place, find_library, shipped_root
from sergecite.store.found import found_library
from sergecite.store.settings import CheckSettings, FormatSettings, ReadingListPart, Settings, read_settings

WRONG = {
    "style = 3": "sergecite.toml:1: style must be a text in quotes",
    "title = 'x'\n\nfiles = 'a.bib'": "sergecite.toml:3: files must be a list",
    "files = ['']": "sergecite.toml:1: files must be a list of file names",
    "citekey = 'x'": "sergecite.toml:1: citekey has no {author}, {year} or {title}",
    "[[reading-list]]\nquery = 'x'": "sergecite.toml:1: reading-list needs a heading",
    "[[reading-list]]\nheading = 'x'": 'sergecite.toml:2: heading of "x" needs a query',
    "[[reading-list]]\nheading = 'x'\nkeyword = 'y'\nsort = 'colour'": "sergecite.toml:4: sort cannot be 'colour'",
    "[check]\nignore = 'missing'": "sergecite.toml:2: ignore must be a list",
    "[check.entries]\nserge1951 = [3]": "sergecite.toml:2: serge1951 must be a list of codes",
    "[format]\nindent = 'two'": 'sergecite.toml:2: indent must be a number from 0 to 16, or "tab"',
    "[format]\nalign = 'yes'": "sergecite.toml:2: align must be true or false",
    "[format]\ncolour = 3": "sergecite.toml:2: colour is nothing that can be set",
    "a = 1\nb = = 2": "sergecite.toml:2: the settings are no TOML",
}


def test_without_settings(tmp_path: Path) -> None:
    """A folder with .bib files alone is a library: all of them, by name."""
    for name in ("b.bib", "a.BIB", "c.txt"):
        (tmp_path / name).write_text("")
    settings = read_settings(tmp_path)
    assert settings == Settings()
    assert [path.name for path in settings.paths(tmp_path)] == ["a.BIB", "b.bib"]


def test_settings(tmp_path: Path) -> None:
    """All that can be set; patterns among the files; a keyword stands for a query."""
    (tmp_path / "sergecite.toml").write_text(
        'title = "T"\nstyle = "mla"\nlang = "fr-FR"\nfiles = ["z.bib", "*.bib"]\ncitekey = "{author}{year}"\n'
        '[provenance]\nusera = "years"\n[[reading-list]]\nheading = "H"\nkeyword = "two words"\nsort = "author"\n'
        '[[reading-list]]\nheading = "I"\nquery = "tag:x"\n'
        '[check]\nignore = ["info"]\n[check.entries]\na = ["missing"]\n[format]\nindent = "tab"\nalign = true\n'
    )
    for name in ("a.bib", "z.bib"):
        (tmp_path / name).write_text("")
    settings = read_settings(tmp_path)
    assert (settings.title, settings.style, settings.lang, settings.citekey) == ("T", "mla", "fr-FR", "{author}{year}")
    assert settings.check == CheckSettings(("info",), {"a": ("missing",)})
    assert settings.format == FormatSettings(indent="\t", align=True)
    assert dict(settings.provenance) == {"usera": "years"}
    assert settings.reading_list == (
        ReadingListPart(heading="H", query='tag:"two words"', sort="author"),
        ReadingListPart(heading="I", query="tag:x"),
    )
    assert [path.name for path in settings.paths(tmp_path)] == ["z.bib", "a.bib"]


@pytest.mark.parametrize(("text", "message"), WRONG.items())
def test_faults_are_named_with_their_line(tmp_path: Path, text: str, message: str) -> None:
    """A fault in the settings says file and line."""
    (tmp_path / "sergecite.toml").write_text(text)
    with pytest.raises(InputError) as caught:
        read_settings(tmp_path)
    assert message in str(caught.value)


def test_where_the_library_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In order: named, environment, refs/ or settings here or above, the default library, the shipped one."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    named, environment, above = tmp_path / "named", tmp_path / "environment", tmp_path / "above"
    for root in (named, environment, above / "refs"):
        found_library(root)
    inside = above / "deep" / "er"
    inside.mkdir(parents=True)
    environ = {"SERGECITE_LIBRARY": str(environment)}
    assert find_library(named, environ, inside) == Place(root=named)
    assert find_library(None, environ, inside) == Place(root=environment)
    assert find_library(None, {}, inside) == Place(root=above / "refs")
    assert find_library(None, {}, above / "refs") == Place(root=above / "refs")
    shipped = find_library(None, {}, tmp_path)
    assert (shipped.root, shipped.writable) == (shipped_root(), False)
    found_library(tmp_path / "data" / "sergecite" / "library")
    assert find_library(None, {}, tmp_path) == Place(root=tmp_path / "data" / "sergecite" / "library")
    with pytest.raises(InputError):
        find_library(tmp_path / "nowhere", {}, tmp_path)
    with pytest.raises(InputError, match="not a folder"):
        find_library(named / "library.bib", {}, tmp_path)


def test_no_library_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where even the shipped library is missing, the way on is named."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(discovery, "shipped_root", lambda: None)
    with pytest.raises(NothingFoundError) as caught:
        find_library(None, {}, tmp_path)
    assert caught.value.hint == "`sergecite init` makes one"


def test_a_title_cannot_break_the_settings(tmp_path: Path) -> None:
    """Whatever the title, the settings written can be read."""
    title = 'A "title"\nstyle = 3 \\ \x1b é'
    found_library(tmp_path / "library", title=title)
    assert read_settings(tmp_path / "library").title == title
