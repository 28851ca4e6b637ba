"""`export`, `cite` and `styles` as a user's script meets them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = """\
@string{nyrb = {New York Review Books}}

@book{serge1951memoirs,
  author = {Serge, Victor}, title = {Memoirs of a Revolutionary}, translator = {Sedgwick, Peter},
  publisher = nyrb, location = {New York}, date = {2012}, origdate = {1951}, usera = {1942/1943}, keywords = {primary, list},
}

@book{serge1930prison,
  author = {Serge, Victor}, title = {Men in Prison}, date = {2014}, keywords = {primary, list},
}

@article{gordon2013,
  author = {Gordon, Paul}, title = {On \\textit{Serge} <script>}, journaltitle = {Notes}, date = {2013},
}

@mvbook{works, author = {Marx, Karl}, title = {Works}, date = {1960}}
@book{works3, crossref = {works}, title = {Early Writings}, volume = {3}}
"""
SETTINGS = """\
title = "A library"
style = "chicago"
[provenance]
usera = "years of writing"
[[reading-list]]
heading = "Serge"
keyword = "list"
sort = "file"
"""
RECORD = """\
[essay]
title = "An Essay"

[[note]]
number = 1
status = "resolved"
[[note.cite]]
kind = "context"
citekey = "serge1951memoirs"
locator = "76"
status = "resolved"
confidence = 0.97

[[note]]
number = 2
status = "unresolved"
"""


def sergecite(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a user's script would."""
    return subprocess.run(
        [sys.executable, "-m", "sergecite", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(name="here")
def _here(tmp_path: Path) -> Path:
    """Make a folder with a library in refs/, a record in it, and nothing else."""
    (tmp_path / "refs/essays").mkdir(parents=True)
    (tmp_path / "refs/library.bib").write_text(LIBRARY, encoding="utf-8")
    (tmp_path / "refs/sergecite.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "refs/essays/essay1.toml").write_text(RECORD, encoding="utf-8")
    return tmp_path


MEMOIRS = "Serge, Victor. Memoirs of a Revolutionary. Translated by Peter Sedgwick. 1951; New York Review Books, 2012."


@pytest.mark.parametrize(
    ("arguments", "code", "out"),
    [
        (["export", "serge1951memoirs"], 0, f"{MEMOIRS}\n"),
        (["export", "tag:primary"], 0, f"{MEMOIRS}\n\nSerge, Victor. Men in Prison. 2014.\n"),
        (["export", "serge1951memoirs", "--format", "markdown", "--style", "mla"], 0,
         "Serge, Victor. *Memoirs of a Revolutionary*. 1951. Translated by Peter Sedgwick, New York Review Books, 2012.\n"),
        (["export", "serge1951memoirs", "--lang", "de-DE"], 0, MEMOIRS.replace("Translated by", "Übersetzt von") + "\n"),
        (["cite", "serge1951memoirs@76"], 0,
         "Victor Serge, Memoirs of a Revolutionary, trans. Peter Sedgwick (1951; New York Review Books, 2012), 76.\n"),
        (["cite", "serge1951memoirs@chap. 4", "serge1930prison@§ 2", "--short"], 0,
         "Serge, Memoirs of a Revolutionary, chap. 4; Serge, Men in Prison, sec. 2.\n"),
        (["cite", "serge1930prison@5", "--style", "chicago-author-date"], 0, "(Serge 2014, 5)\n"),
        (["cite", "serge1930prison@chap. 5", "--style", "chicago-author-date", "--lang", "DE_at"], 0, "(Serge 2014, Kap. 5)\n"),
        (["cite", "gordon2013", "--format", "html"], 0,
         "Paul Gordon, “On <i>Serge</i> &#60;Script&#62;,” <i>Notes</i>, 2013.\n"),
    ],
)  # fmt: skip
def test_stdout(here: Path, arguments: list[str], code: int, out: str) -> None:
    """Data alone on stdout, nothing on stderr."""
    run = sergecite(*arguments, cwd=here)
    assert (run.stderr, run.stdout, run.returncode) == ("", out, code)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["cite", "serge1951memoir"], 2, "hint: did you mean serge1951memoirs?"),
        (["cite", "@76"], 2, "error: @76 names no citekey"),
        (["cite", "serge1951memoirs", "--format", "docx"], 2, "error: a citation cannot be written as docx"),
        (["cite", "serge1951memoirs", "--style", "chicagoo"], 2, "error: "),
        (["cite", "serge1951memoirs", "--lang", "xx"], 2, "error: there is no locale for the language “xx”"),
        (["export", "--lang", "klingon"], 2, "error: there is no locale for the language “klingon”"),
        (["export", "zzz"], 1, "error: nothing matches zzz"),
        (
            ["export", "serge1951memoirs", "gordon2031"],
            1,
            "error: no entry has the citekey gordon2031\nhint: did you mean gordon2013?",
        ),
        (["export", "--notes", "nowhere"], 3, "hint: records of the library: essay1"),
        (["export", "--notes", "../../../etc/passwd"], 3, "there is no such essay or record"),
        (["export", "--notes", "essay1", "--reading-list"], 2, "error: --notes and --reading-list are two exports"),
        (["export", "--notes", "essay1", "tag:list"], 2, "error: --notes exports what the essay cites, not a query"),
        (["export", "--to", "out.xyz"], 2, "hint: name one with --format: text, markdown"),
        (
            ["export", "--to", "no/such/folder/out.txt"],
            4,
            "error: there is no folder no/such/folder\nhint: mkdir -p no/such/folder",
        ),
        (["export", "tag:list", "--to", "refs/library.bib"], 2, "error: refs/library.bib is a file of the library"),
        (["export", "--to", "refs/sergecite.toml", "--format", "text"], 2, "is a file of the library"),
        (
            ["export", "--notes", "essay1", "--to", "refs/essays/essay1.toml", "--format", "text"],
            2,
            "is what the notes are read from",
        ),
        (["styles", "zzzzzz"], 1, "no style has zzzzzz in its id\n"),
        (["styles", "chicgo", "author"], 1, "did you mean chicago author?"),
    ],
)
def test_errors(here: Path, arguments: list[str], code: int, said: str) -> None:
    """A wrong call says what is wrong and prints no data."""
    run = sergecite(*arguments, cwd=here)
    assert (run.stdout, run.returncode) == ("", code)
    assert said in run.stderr
    assert "Traceback" not in run.stderr


def test_notes(here: Path) -> None:
    """The notes of a record, its open ones said to be so, then the bibliography; exit 1 while something is open."""
    run = sergecite("export", "--notes", "essay1", "--format", "markdown", cwd=here)
    assert run.returncode == 1
    assert run.stdout == (
        "# An Essay\n\n"
        "2 notes: 1 resolved, 1 unresolved. The text of the notes is lost: what they cite is inferred from the essay. "
        "Confirmed by a reader: 0 of 1 citations.\n\n"
        "## Notes\n\n"
        "1. Victor Serge, *Memoirs of a Revolutionary*, trans. Peter Sedgwick (1951; New York Review Books, 2012), 76.\n"
        "2. \\[unresolved: nothing is known of this note\\]\n\n"
        "## Bibliography\n\n"
        "Serge, Victor. *Memoirs of a Revolutionary*. Translated by Peter Sedgwick. 1951; New York Review Books, 2012.\n"
    )
    by_path = sergecite("export", "--notes", "refs/essays/essay1.toml", "--format", "markdown", cwd=here)
    assert by_path.stdout == run.stdout
    cited = sergecite("export", "--notes", "essay1", "--format", "csl-json", cwd=here)
    assert [item["id"] for item in json.loads(cited.stdout)] == ["serge1951memoirs"]


def test_reading_list(here: Path) -> None:
    """The parts of the settings, in the files' order, with years."""
    run = sergecite("export", "--reading-list", cwd=here)
    assert run.stdout.startswith(
        "A library\n=========\n\nSerge\n-----\n\n1. Memoirs of a Revolutionary (written 1942–1943, published 1951, this edition 2012)\n"
    )
    (here / "refs/sergecite.toml").unlink()
    none = sergecite("export", "--reading-list", cwd=here)
    assert (none.returncode, none.stdout) == (2, "")
    assert "[[reading-list]]" in none.stderr


def test_a_file_is_replaced_whole(here: Path) -> None:
    """--to writes the file its ending names, over what is there, and keeps its mode."""
    target = here / "out.html"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o600)
    run = sergecite("export", "--to", "out.html", cwd=here)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    text = target.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert text.endswith("</html>\n")
    assert target.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in here.iterdir()) == ["out.html", "refs"]


def test_biblatex_is_the_users_own_text(here: Path) -> None:
    """Entries that stand alone keep their bytes; one that needs a macro or a parent is written anew and stays whole."""
    run = sergecite("export", "serge1930prison", "serge1951memoirs", "works3", "--format", "biblatex", cwd=here)
    prison, memoirs, works = run.stdout.split("\n\n")
    assert prison in LIBRARY
    assert "New York Review Books" in memoirs
    assert "nyrb" not in memoirs
    assert "crossref" not in works
    assert "Works" in works
    whole = sergecite("export", "--format", "biblatex", cwd=here)
    assert "crossref = {works}" in whole.stdout


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json", "csl-yaml", "endnote", "latex", "rtf"])
def test_every_format_writes_every_entry(here: Path, form: str) -> None:
    """Each format has all five works."""
    run = sergecite("export", "--format", form, cwd=here)
    assert (run.returncode, run.stderr) == (0, "")
    assert all(
        word in run.stdout
        for word in ("Memoirs of a Revolutionary", "Men in Prison", "Serge", "Early Writings", "Works")
    )


def test_styles(here: Path) -> None:
    """Words find styles; --json says what they are; a name found is one that cite takes."""
    found = json.loads(sergecite("styles", "chicago", "author", "--json", cwd=here).stdout)
    assert {
        "id": "chicago-author-date",
        "title": "Chicago Manual of Style 18th edition (author-date)",
        "short": [],
        "dependent": False,
    } in found
    assert all("chicago" in row["id"] and "author" in row["id"] for row in found)
    common = sergecite("styles", cwd=here)
    assert "apa\n" in common.stdout
    assert "modern-language-association [mla]\n" in common.stdout
    run = sergecite("cite", "serge1930prison", "--style", found[0]["id"], cwd=here)
    assert run.returncode == 0


def test_cite_json(here: Path) -> None:
    """--json is one value with the citation, its citekeys and the style."""
    run = sergecite("cite", "serge1930prison@5", "--style", "mla", "--json", cwd=here)
    assert json.loads(run.stdout) == {"citation": "(Serge 5)", "citekeys": ["serge1930prison"], "style": "mla"}


def test_a_style_of_ones_own(here: Path) -> None:
    """A .csl file is taken; one that is none is an error with its place."""
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><id>x</id><title>x</title></info>'
        '<citation><layout suffix="!"><text variable="title"/></layout></citation></style>'
    )
    (here / "mine.csl").write_text(style, encoding="utf-8")
    assert sergecite("cite", "serge1930prison", "--style", "mine.csl", cwd=here).stdout == "Men in Prison!\n"
    nothing = sergecite("export", "--style", "mine.csl", cwd=here)
    assert (nothing.returncode, nothing.stdout) == (1, "")
    (here / "mine.csl").write_text("<style", encoding="utf-8")
    broken = sergecite("cite", "serge1930prison", "--style", "mine.csl", cwd=here)
    assert broken.returncode == 3
    assert "error: mine.csl:1:1: the style is not well-formed XML" in broken.stderr
