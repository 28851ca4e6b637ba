"""What a file says harms nothing it is printed to: terminal, HTML, LaTeX, Markdown, data, file names."""

import json
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.user import environ_of

LIBRARY = """\
@book{../../../escaped,
  title = {Up \x1b]0;owned\x07\x1b[31m and \u202e over \u2066 and \x9b31m},
  author = {Evil\x1b[2J, Eve},
  keywords = {a\x1b[31m},
  date = {1951},
}
@book{x'><script>alert(0)</script>,
  title = {<script>alert(1)</script><img src=x onerror=alert(2)> & <i onclick="x()">it</i>},
  author = {{<b>Bold</b> "Quote" 'x'}},
  publisher = {<style>*{display:none}</style>},
  url = {javascript:alert(3)},
  doi = {10.1/"><script>alert(4)</script>},
  date = {1952},
}
@book{latex,
  title = {\\input{/etc/passwd} \\write18{touch pwned} $x^2$ % # _ ^ ~ {\\catcode`\\%=12} \\immediate\\openout1=x},
  author = {\\csname input\\endcsname, Bob},
  publisher = {\\href{javascript:alert(5)}{click} \\begin{document} \\end{document}},
  url = {https://e.org/\\input{/etc/passwd}},
  date = {1953},
}
@book{markdown,
  title = {[click](javascript:alert(7)) ![i](http://e.org/x.png) `rm -rf` # head <script>alert(8)</script> [^1]},
  author = {Mark*down*, _Mel_},
  url = {https://e.org/)%20[x](javascript:alert(9)},
  date = {1954},
}
@book{ris, title = {A title
ER  -
TY  - BOOK}, author = {Ris, Ray}, note = {{"a": 1}}, date = {1955}}
"""
NO_TERMINAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Piped:
    """Someone with that library, at a pipe."""

    def __init__(self, home: Path) -> None:
        self.library = home / "library"
        self.library.mkdir()
        (self.library / "a.bib").write_text(LIBRARY, encoding="utf-8")
        self._environ = environ_of(home)

    def __call__(self, *arguments: str, text: str = "") -> tuple[bytes, str]:
        """Run the program; return what it prints and what it says."""
        run = subprocess.run(
            [sys.executable, "-m", "sergecite", "--library", str(self.library), *arguments],
            cwd=self.library.parent, env=self._environ, input=text.encode(), capture_output=True, check=False,
        )  # fmt: skip
        said = run.stderr.decode()
        assert run.returncode in (0, 1, 2, 3), said
        assert "Traceback" not in said
        assert "itself failed" not in said
        assert not NO_TERMINAL.search(said)
        return run.stdout, said


@pytest.fixture(name="user")
def _user(tmp_path: Path) -> Piped:
    home = tmp_path / "home"
    home.mkdir()
    return Piped(home)


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"], ["list", "--format", "{citekey} {title} {keywords}"], ["search", "up"], ["show", "../../../escaped"], ["check"],
        ["check", "--level", "info"], ["dedupe"], ["show", "\x1b[31m"], ["edit", "../../../escaped", "--set", "note=\x1b[31m"],
        ["cite", "../../../escaped", "latex", "markdown"], ["export", "--format", "text"], ["export", "\x1b[31m"],
        ["remove", "../../../escaped", "\u202e"], ["rename", "../../../escaped", "\x1b[31m"], ["tag", "ris", "--add", "\x1b[0m"],
        ["format", "--check"], ["log", "--diff"], ["undo", "--dry-run"],
    ],
    ids=lambda given: ascii(" ".join(given)),
)  # fmt: skip
def test_nothing_drives_a_terminal(user: Piped, arguments: list[str]) -> None:
    """Whatever is printed for people, piped or not, has no control characters and nothing that turns the writing round."""
    user("edit", "../../../escaped", "--set", "addendum=\x1b[31mred")
    printed, _ = user(*arguments)
    assert not NO_TERMINAL.search(printed.decode())


class _Page(HTMLParser):
    """Collects what a page could do."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.deeds: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and attributes that act."""
        self.tags.add(tag)
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith(("javascript:", "data:", "vbscript:")):
                self.deeds.append(f"{tag} {name}={value}")


@pytest.mark.parametrize("more", [[], ["--style", "apa"], ["--style", "mla"]], ids=str)
def test_a_page_runs_nothing(user: Piped, more: list[str]) -> None:
    """HTML, whole pages and single citations, has no script, no handler, no script as address."""
    for arguments in (
        ["export", "--format", "html", *more],
        ["cite", "latex", "markdown", "ris", "--format", "html", *more],
    ):
        page = _Page()
        page.feed(user(*arguments)[0].decode())
        assert page.tags & {"script", "img", "iframe", "object", "svg", "link", "form"} == set()
        assert page.deeds == []


def test_latex_is_text(user: Piped) -> None:
    """No command of a field reaches LaTeX; braces pair."""
    printed = user("export", "--format", "latex")[0].decode()
    body = printed[printed.index("\\section*") :]
    commands = set(re.findall(r"\\([A-Za-z]+)", body))
    assert commands & {"input", "write", "immediate", "catcode", "csname", "openout", "begin"} == set()
    bare = re.sub(r"\\[\\{}%#&_$]", "", printed)
    assert bare.count("{") == bare.count("}")
    assert printed.count("\\end{document}") == 1


def test_markdown_is_text(user: Piped) -> None:
    """No HTML and no link of a field's own reaches Markdown."""
    printed = user("export", "--format", "markdown")[0].decode()
    printed = re.sub(r"\]\(<https?://[^<>]*>\)", "", printed)  # links of ours; nothing acts between the angles
    assert "<script" not in printed.replace("\\<", "")
    assert re.findall(r"(?<!\\)\]\(", printed) == []
    assert not re.search(r"(?<!\\)!\[", printed)


@pytest.mark.parametrize("form", ["csl-json", "csl-yaml", "ris", "endnote", "bibtex", "biblatex", "docx", "rtf"])
def test_data_stays_in_its_fields(user: Piped, tmp_path: Path, form: str) -> None:
    """Five entries are five entries in every format, and go back to five entries where the format can be read."""
    keys = ["../../../escaped", "latex", "markdown", "ris"]
    made = tmp_path / f"out.{form}"
    user("export", *keys, "--format", form, "--to", str(made))
    if form == "docx":
        with zipfile.ZipFile(made) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    ET.fromstring(package.read(name))
        return
    text = made.read_text(encoding="utf-8")
    if form == "csl-json":
        assert len(json.loads(text)) == 4
    if form == "ris":
        assert len(re.findall(r"^TY  - ", text, re.MULTILINE)) == 4
    if form in {"bibtex", "biblatex"}:
        other = tmp_path / "other"
        other.mkdir()
        (other / "a.bib").write_text(text, encoding="utf-8")
        user.library = other
        assert len(user("list")[0].splitlines()) == 4


@pytest.mark.parametrize(
    "title",
    [
        "x}\n@book{evil, title={y",
        "x}}}",
        "{{{x",
        'x" # macro # "',
        "x\n}\n\n@comment{",
        "\\",
        "x\\",
        "%",
        "{%}",
        "x\x00y",
        "\x1b[31mx",
    ],
    ids=ascii,
)
def test_what_is_added_is_one_entry(user: Piped, title: str) -> None:
    """A title can hold anything: it is added as one entry that says it, or refused with nothing written."""
    before = (user.library / "a.bib").read_bytes()
    item = {
        "id": "../evil",
        "type": "book",
        "title": title,
        "author": [{"family": "E", "given": "x}"}],
        "issued": {"raw": "1951"},
    }
    user("add", "-", text=json.dumps([item]))
    after = (user.library / "a.bib").read_bytes()
    assert after.startswith(before)
    listed = user("list")[0].decode().splitlines()
    assert len(listed) == (6 if after != before else 5)
    assert "evil\t" not in listed
    assert sorted(path.name for path in user.library.iterdir()) == ["a.bib"]


def test_names_lead_nowhere_else(user: Piped) -> None:
    """Citekeys, file names and records with ../ reach no file outside their place."""
    outside = user.library.parent / "outside"
    for arguments in (
        ["add", "--type", "book", "--title", "T", "--to", "../outside"],
        ["add", "--type", "book", "--title", "T", "--to", str(outside)],
        ["add", "--type", "book", "--title", "T", "--key", "../outside"],
        ["resolve", "../outside"],
        ["export", "--notes", "../outside"],
        ["rename", "latex", "../outside"],
    ):
        user(*arguments)
    assert not outside.exists()
    assert not outside.with_suffix(".bib").exists()
    assert sorted(path.name for path in user.library.parent.iterdir() if not path.name.startswith(".")) == ["library"]


def test_what_is_wrong_a_thousand_times_is_not_said_as_often(user: Piped, tmp_path: Path) -> None:
    """Of notes on an essay the first few are said and the others counted; --json has them all."""
    essay = tmp_path / "essay.tex"
    essay.write_text("\\footnote[" * 1000, encoding="utf-8")
    for command in ("read", "resolve"):
        told = [line for line in user(command, str(essay))[1].splitlines() if line.startswith(("note:", "..."))]
        assert told[-1].startswith("... and 990 more")
        assert len(told) == 11
    assert len(json.loads(user("read", str(essay), "--json")[0])["warnings"]) == 1000
