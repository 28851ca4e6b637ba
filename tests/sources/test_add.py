"""The command `add`, from what a user types to the bytes of the library."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from sergecite.cli.app import app
from sergecite.sources.settings import DEFAULT_URLS

if TYPE_CHECKING:
    from tests.sources.conftest import Loopback

DOI = "10.1017/s0020859000007239"
MEMOIRS = {
    "DOI": "10.1017/S0020859000007239",
    "type": "journal-article",
    "title": ["Victor Serge and the Russian Revolution: a life"],
    "author": [{"given": "Susan", "family": "WEISSMAN", "sequence": "first"}],
    "container-title": ["International Review of Social History"],
    "issued": {"date-parts": [[1990, 8]]},
    "volume": "35",
    "issue": "2",
    "page": "165-197",
    "publisher": "Cambridge University Press (CUP)",
    "ISSN": ["0020-8590", "1469-512X"],
    "language": "en",
}


class Library:
    """A library in a folder and the command line to fill it."""

    def __init__(self, root: Path, service: Loopback) -> None:
        self.root = root
        self.service = service
        self.file = root / "library.bib"
        self.file.write_text("% mine\n", encoding="utf-8")

    def run(self, *words: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, ["--library", str(self.root), *words], input=stdin)

    @property
    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")


@pytest.fixture(name="library")
def _library(tmp_path: Path, service: Loopback, monkeypatch: pytest.MonkeyPatch) -> Library:
    for name in DEFAULT_URLS:
        monkeypatch.setenv(f"SERGECITE_{name.upper()}_URL", f"{service.url}/{name}")
    monkeypatch.setenv("SERGECITE_CACHE", str(tmp_path / "answers.sqlite"))
    monkeypatch.setattr("sergecite.sources.http._BACKOFF", 0.0)
    root = tmp_path / "library"
    root.mkdir()
    service.json(f"/crossref/works/{DOI}", {"status": "ok", "message": MEMOIRS})
    return Library(root, service)


def test_fields_make_an_entry(library: Library) -> None:
    """Field options alone need no service; LaTeX in them is read, plain signs are escaped."""
    result = library.run(
        "add", "--type", "book", "--author", "Serge, Victor", "--title", "R&D in {Leningrad}", "--date", "1951",
        "--publisher", "Seuil", "--set", "location=Paris", "--set", "pagetotal=420",
    )  # fmt: skip
    assert (result.exit_code, result.stdout) == (0, "serge1951r\n")
    assert library.text == (
        "% mine\n\n@book{serge1951r,\n  author = {Serge, Victor},\n  title = {R\\&D in {Leningrad}},\n"
        "  pagetotal = {420},\n  publisher = {Seuil},\n  location = {Paris},\n  date = {1951},\n}\n"
    )
    assert library.service.asked == []


def test_a_doi_becomes_a_clean_entry_that_says_where_it_is_from(library: Library) -> None:
    """The citekey is on stdout, what was found and where on stderr, the provenance in the entry."""
    result = library.run("add", "https://doi.org/10.1017/S0020859000007239.")
    assert (result.exit_code, result.stdout) == (0, "weissman1990victor\n")
    assert "Weissman, Susan: Victor Serge and the Russian Revolution: a life (1990-08) · crossref" in result.stderr
    assert "verba = {crossref doi:10.1017/s0020859000007239 (" in library.text
    for line in (
        "author = {Weissman, Susan}",
        "title = {Victor {Serge} and the {Russian Revolution}}",
        "subtitle = {a life}",
        "journaltitle = {International Review of Social History}",
        "volume = {35}",
        "number = {2}",
        "pages = {165–197}",
        "date = {1990-08}",
        "issn = {0020-8590}",
        f"doi = {{{DOI}}}",
        "langid = {english}",
    ):
        assert line in library.text
    assert "publisher" not in library.text


def test_dry_run_shows_and_writes_nothing(library: Library) -> None:
    """--dry-run prints BibLaTeX and leaves every byte."""
    result = library.run("add", DOI, "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.startswith("@article{weissman1990victor,\n")
    assert library.text == "% mine\n"


def test_a_known_identifier_costs_no_request(library: Library) -> None:
    """What carries the identifier already is named, not asked for again."""
    library.run("add", DOI)
    before, asked = library.text, list(library.service.asked)
    result = library.run("add", f"doi:{DOI}")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "in the library as weissman1990victor" in result.stderr
    assert (library.text, library.service.asked) == (before, asked)


def test_a_likely_duplicate_is_shown_merged_or_forced(library: Library) -> None:
    """Without a word it is left out; --merge fills what is missing and replaces nothing; --force adds it."""
    library.file.write_text(
        "@article{w90,\n  author = {Weissman, S.},\n  title  = {Victor Serge and the Russian Revolution: A Life},\n"
        "  year   = 1990,\n}\n",
        encoding="utf-8",
    )
    before = library.text
    shown = library.run("add", DOI)
    assert (shown.exit_code, library.text) == (1, before)
    assert "seems to be there as w90" in shown.stderr
    merged = library.run("add", DOI, "--merge")
    assert merged.exit_code == 0
    assert "w90: filled" in merged.stderr
    assert library.text.startswith(before.rstrip("}\n"))
    assert "  volume = {35},\n" in library.text.replace("  volume =", "  volume =")
    assert "date = {1990-08}" not in library.text
    assert f"doi = {{{DOI}}}" in library.text.replace("doi    =", "doi =")
    library.file.write_text(before, encoding="utf-8")
    forced = library.run("add", DOI, "--force")
    assert (forced.exit_code, forced.stdout) == (0, "weissman1990victor\n")


def test_bibtex_from_file_stdin_and_argument(library: Library, tmp_path: Path) -> None:
    """Citekeys of the file are kept, a taken one gives way to the pattern, a broken entry does not lose its neighbours."""
    source = tmp_path / "mine.bib"
    source.write_text(
        "@book{one, title = {The Conquered City}, author = {Serge, Victor}, date = 1932}\n"
        "@book{two, title = {Broken\n"
        "@book{three, title = {Birth of Our Power}, author = {Serge, Victor}, date = 1931}\n",
        encoding="utf-8",
    )
    result = library.run("add", str(source))
    assert result.exit_code == 1
    assert result.stdout.split() == ["one", "three"]
    assert "mine.bib:2" in result.stderr
    piped = library.run("add", "-", stdin="@book{one, title = {Men in Prison}, author = {Serge, Victor}, date = 1930}")
    assert (piped.exit_code, piped.stdout) == (0, "serge1930men\n")
    typed = library.run("add", "@misc{four, title = {Resistance}, author = {Serge, Victor}, date = 1938}")
    assert (typed.exit_code, typed.stdout) == (0, "four\n")


def test_children_keep_their_parents(library: Library) -> None:
    """A crossref comes in without what it inherits, and follows its parent to another citekey or to what is there."""
    family = (
        "@incollection{child, crossref = {vol}, title = {The Novels}, author = {Greeman, R.}}\n"
        "@collection{vol, title = {The Ideas of Serge}, editor = {Weissman, Susan}, date = 1997, publisher = {Critique}}\n"
    )
    library.file.write_text("@book{vol, title = {Other}, author = {Else, Someone}, date = 1900}\n", encoding="utf-8")
    assert library.run("add", "-", stdin=family).stdout.split() == ["child", "weissman1997ideas"]
    assert (
        "@incollection{child,\n  author = {Greeman, R.},\n  title = {The Novels},\n  crossref = {weissman1997ideas},\n}"
        in library.text
    )
    sibling = family.replace("child", "sibling").replace("Novels", "Poems and Songs")
    result = library.run("add", "-", stdin=sibling)
    assert (result.exit_code, result.stdout) == (1, "sibling\n")
    assert library.text.count("crossref = {weissman1997ideas}") == 2


def test_a_list_never_loses_a_line(library: Library, tmp_path: Path) -> None:
    """Each bad line is told with its place, the others go in, the summary counts, the exit status is 1."""
    library.service.say("/crossref/works/10.1000/broken", b"<html>down</html>")
    library.service.say("/doi/10.1000/broken", b"", status=500)
    reading = tmp_path / "list.txt"
    reading.write_text(
        f"# to read\n1. {DOI}\n- ISBN 0-19-281037-9\n\n10.1000/unknown\n* 10.1000/broken\n???\nhttps://doi.org/{DOI}\n",
        encoding="utf-8",
    )
    result = library.run("add", str(reading), "--json")
    rows: list[dict[str, Any]] = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [(row["place"].rsplit(":", 1)[-1], row["status"]) for row in sorted(rows, key=lambda row: row["place"])] == [
        ("2", "added"),
        ("3", "problem"),
        ("5", "problem"),
        ("6", "problem"),
        ("7", "problem"),
        ("8", "duplicate"),
    ]
    assert "check digit" in next(row["message"] for row in rows if row["place"].endswith(":3"))
    assert library.text.count("@article") == 1


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["nothing.bib"], 3, "nothing.bib: no such file"),
        (["ISBN 0-19-281037-9"], 3, "check digit"),
        (["10.1000/unknown"], 1, "unknown to Crossref"),
        (["10.1000/down"], 5, "Crossref failed (500)"),
        ([], 2, "nothing to add"),
        (["--set", "oops"], 2, "expected FIELD=VALUE"),
        (["--title", "A", "--key", "a b"], 2, "not a citekey"),
        ([DOI, "10.1000/unknown", "--title", "A"], 2, "one item"),
    ],
)
def test_exit_status_and_words_of_one_fault(library: Library, words: list[str], code: int, message: str) -> None:
    """A single item that fails ends in the exit status of its fault; nothing is written."""
    library.service.say("/crossref/works/10.1000/down", b"", status=500)
    result = library.run("add", *words)
    assert result.exit_code == code
    assert message in result.stderr
    assert library.text == "% mine\n"


def test_fields_overrule_what_was_found(library: Library) -> None:
    """With one item, the field options have the last word, the citekey too."""
    result = library.run("add", DOI, "--key", "weissman", "--set", "keywords=serge", "--date", "1990")
    assert (result.exit_code, result.stdout) == (0, "weissman\n")
    assert "keywords = {serge}" in library.text
    assert "date = {1990}" in library.text


def test_words_are_taken_when_sure_and_shown_when_not(library: Library) -> None:
    """A whole reference goes in; a title alone is shown with what agrees, and goes in with --best."""
    found = {"message": {"items": [{**MEMOIRS, "DOI": "10.1000/w"}]}}
    library.service.json("/crossref/works", found)
    library.service.json("/openlibrary/search.json", {"docs": []})
    shown = library.run("add", "Victor Serge and the Russian Revolution")
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "not sure what is meant" in shown.stderr
    assert "agrees: title" in shown.stderr
    rows = json.loads(library.run("add", "Victor Serge and the Russian Revolution", "--json").stdout)
    assert rows[0]["candidates"][0]["doi"] == "10.1000/w"
    assert library.text == "% mine\n"
    sure = library.run(
        "add", "Susan Weissman, “Victor Serge and the Russian Revolution: A Life,” IRSH 35 (1990): 165–97.", "--dry-run"
    )
    assert (sure.exit_code, sure.stdout[:8]) == (0, "@article")
    assert "title, author, year" in sure.stderr
    best = library.run("add", "Victor Serge and the Russian Revolution", "--best")
    assert (best.exit_code, best.stdout) == (0, "weissman1990victor\n")


def test_a_doi_in_a_line_about_something_else_is_not_taken(library: Library) -> None:
    """The DOI of a reference is believed only where the words around it agree."""
    wrong = library.run("add", f"Trotsky, Leon. My Life: An Attempt at an Autobiography. 1930. https://doi.org/{DOI}")
    assert wrong.exit_code == 1
    assert library.text == "% mine\n"
    right = library.run("add", f"Weissman S. Victor Serge and the Russian Revolution. IRSH 1990;35:165. doi:{DOI}")
    assert right.exit_code == 0


def test_the_library_says_where_its_services_are(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """[sources.crossref] of sergecite.toml; a wrong name is told with the names there are."""
    monkeypatch.delenv("SERGECITE_CROSSREF_URL")
    settings = library.root / "sergecite.toml"
    settings.write_text(
        f'[sources]\ncontact = "me@example.org"\n[sources.crossref]\nurl = "{library.service.url}/crossref"\n',
        encoding="utf-8",
    )
    assert library.run("add", DOI).exit_code == 0
    assert "mailto:me@example.org" in library.service.headers[0]["User-Agent"]
    settings.write_text("[sources.crosref]\n", encoding="utf-8")
    wrong = library.run("add", "10.1000/x")
    assert (wrong.exit_code, "no such service" in wrong.stderr) == (2, True)


def test_offline_answers_from_the_cache(library: Library) -> None:
    """What was once fetched is found again without a request; what was not is a service's failure, exit 5."""
    library.run("add", DOI, "--dry-run")
    asked = list(library.service.asked)
    again = library.run("--offline", "add", DOI)
    assert (again.exit_code, again.stdout) == (0, "weissman1990victor\n")
    never = library.run("--offline", "add", "10.1000/other")
    assert never.exit_code == 5
    assert library.service.asked == asked


def test_nothing_hostile_reaches_the_library_or_the_terminal(library: Library) -> None:
    """Scripts, markup, control characters and foreign addresses in an answer stay outside."""
    library.service.json(
        "/crossref/works/10.1000/evil",
        {
            "message": {
                **MEMOIRS,
                "DOI": "10.1000/evil",
                "title": [
                    "\x1b[31mRed<script>alert(1)</script> &lt;script src=x&gt;y&lt;/script&gt; \\input{/etc/passwd} <i>flag"
                ],
                "author": [{"family": "O'Neil}\n@book{x,", "given": "\u202eA"}],
                "page": "1\x00-2",
            }
        },
    )
    result = library.run("add", "10.1000/evil")
    assert result.exit_code == 0
    assert "\x1b" not in result.stderr + library.text
    assert "script" not in library.text
    assert "title = {Red input\\{/etc/passwd\\} \\emph{flag}}" in library.text
    assert library.text.count("\n@") == 1


@pytest.mark.parametrize("name", ["empty.md", "empty.docx", "empty.toml", "empty.txt", "empty.bib", "empty.json"])
@pytest.mark.parametrize("content", ["", " \n\n", "\ufeff# nothing but a remark\n"])
def test_an_empty_file_is_a_fault(library: Library, tmp_path: Path, name: str, content: str) -> None:
    """Whatever a file without content is called, that is said, and the exit status is 3; among others it is 1."""
    source = tmp_path / name
    source.write_text(content, encoding="utf-8")
    alone = library.run("add", str(source))
    assert (alone.exit_code, alone.stdout, library.text) == (3, "", "% mine\n")
    assert content.strip() or f"{name}: nothing in this file" in alone.stderr
    assert library.run("add", str(source), DOI).exit_code == 1
    assert library.run("add", "-", stdin="").exit_code == 3


def test_bytes_that_are_no_text(library: Library, tmp_path: Path) -> None:
    """A .bib file with zero bytes is refused whole, in one line."""
    source = tmp_path / "rand.bib"
    source.write_bytes(b"@book{a, title = {T}}\n@b\x00ok{b,\x01\x02 @x{ = {\n" * 50)
    result = library.run("add", str(source))
    assert (result.exit_code, result.stdout, library.text) == (3, "", "% mine\n")
    assert result.stderr == f"error: {source}:2: not a text: it holds a zero byte\n"
    source.write_bytes("@book{a, title = {Тропики}}\n".encode("utf-16"))
    assert library.run("add", str(source)).stdout == "a\n"


def test_a_changed_citekey_is_told(library: Library) -> None:
    """A citekey that is taken, here or by an entry of the same file, gives way, and both citekeys are named."""
    library.file.write_text("@book{a, author = {Else, E.}, title = {Other}, date = 1800}\n", encoding="utf-8")
    more = "@book{a, author = {Doe, Jane}, title = {Dup}, date = 1900}\n@book{A, author = {Roe, R.}, title = {Third}, date = 1901}\n"
    result = library.run("add", "-", stdin=more)
    assert (result.exit_code, result.stdout.split()) == (0, ["doe1900dup", "roe1901third"])
    assert "a is taken; added as doe1900dup" in result.stderr
    assert "A is taken; added as roe1901third" in result.stderr
    assert "taken" not in library.run("add", "@book{b, author = {Poe, P.}, title = {Fourth}, date = 1902}").stderr


def test_services_that_all_fail_are_one_fault(library: Library) -> None:
    """Several items that fail only because services are out of reach exit with 5, mixed faults with 1."""
    assert library.run("--offline", "add", "10.1000/x", "10.1000/y", "Some Words of a Title, 1951").exit_code == 5
    assert library.run("--offline", "add", "10.1000/x", "ISBN 0-19-281037-9").exit_code == 1
    assert library.run("add", "10.1000/x", "10.1000/y").exit_code == 1
    assert library.run("--offline", "add", "10.1000/x", "@misc{m, title = {M}}").exit_code == 1


@pytest.mark.parametrize(
    ("authors", "who"),
    [
        ("Doe, Jane", "Doe, Jane: T"),
        ("Doe, Jane and Roe, Richard", "Doe, Jane and Roe, Richard: T"),
        ("Doe, Jane and others", "Doe, Jane et al.: T"),
        ("Doe, Jane and Roe, Richard and Poe, P.", "Doe, Jane et al.: T"),
    ],
)
def test_two_authors_are_both_named(library: Library, authors: str, who: str) -> None:
    """Only three and more authors, or others, are shortened."""
    assert library.run("add", f"@book{{k, author = {{{authors}}}, title = {{T}}}}").stderr.startswith(who)


def test_entries_only_a_second_reader_sees_are_told(library: Library, tmp_path: Path) -> None:
    """In a damaged file an entry that only bibtexparser sees is named with its line; what is whole is taken."""
    source = tmp_path / "torn.bib"
    source.write_text(
        "@book{a, title = {T}\n  note = {N}}\nsee@book{b, title = {U}\n  note = {N}}\n@book{c, title = {V}}\n"
        "% @book{d, title = {W}}\n% @book{e, title = {X}}\n%\n",
        encoding="utf-8",
    )
    result = library.run("add", str(source))
    assert (result.exit_code, result.stdout) == (1, "c\n")
    assert f"error: {source}:2: a comma is missing before note" in result.stderr
    assert f"error: {source}:3: bibtexparser also sees an entry b here; it is not taken" in result.stderr
    assert "entry d" not in result.stderr
    source.write_text("see@book{b,\n  title = {U}\n  note = {N}\n}\n", encoding="utf-8")
    alone = library.run("add", str(source))
    assert (alone.exit_code, f"{source}:1: bibtexparser also sees an entry b here" in alone.stderr) == (3, True)


def test_words_that_were_found_before_are_known(library: Library) -> None:
    """A list of references that is added again finds its works there already, and says no more of them."""
    library.service.json("/crossref/works", {"message": {"items": [MEMOIRS]}})
    library.service.json("/openlibrary/search.json", {"docs": []})
    words = "Susan Weissman, ‘Victor Serge and the Russian Revolution: a life’, International Review of Social History 35 (1990), 165-197"
    first = library.run("add", words)
    assert first.exit_code == 0, first.stderr
    before = library.text
    again = library.run("add", words, "--json")
    assert again.exit_code == 0
    assert [(row["status"], row["citekey"]) for row in json.loads(again.stdout)] == [("known", "weissman1990victor")]
    assert library.text == before
