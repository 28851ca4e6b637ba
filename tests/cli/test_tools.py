"""check, format, dedupe, tag and rename as users call them."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]
MEN = "author = {Serge, Victor}, title = {Men in Prison}, date = {1930}"


@pytest.fixture(name="refs")
def _refs(tmp_path: Path) -> Path:
    root = tmp_path / "refs"
    root.mkdir()
    return root


@pytest.fixture(name="environment")
def _environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CACHE_HOME": str(tmp_path / "cache")}


@pytest.fixture(name="run")
def _run(refs: Path, environment: dict[str, str]) -> Run:
    def run(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "sergecite", *arguments],
            cwd=refs.parent, input=text, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


def test_the_serge_library_has_no_fault_and_is_in_house_style() -> None:
    """The library that ships is an example."""
    for arguments in (["check"], ["format", "--check"]):
        run = subprocess.run(
            [sys.executable, "-m", "sergecite", "--library", str(ROOT / "refs"), *arguments],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (run.returncode, run.stdout) == (0, ""), run.stderr


def test_check_names_the_place_as_seen_from_here(refs: Path, run: Run) -> None:
    """An editor started in the working folder finds file, line and column; exit status 1."""
    (refs / "a.bib").write_text("@book{a,\n  author = {Serge, Victor},\n  title = {Q & A},\n  date = {1930}\n}\n")
    done = run("check")
    assert done.returncode == 1
    assert done.stdout == "refs/a.bib:3:3: warning: a: title has a bare & (\\&; --fix mends it) [latex]\n"
    assert done.stderr == "1 warning\n"


def test_check_in_a_workflow(refs: Path, run: Run) -> None:
    """GitHub's workflow commands, with what they cannot hold escaped."""
    (refs / "a.bib").write_text("@book{a, author = {Serge, Victor}, title = {100% sure}, date = {1930}}\n")
    done = run("check", "--format", "github")
    assert done.stdout == (
        "::warning file=refs/a.bib,line=1,col=36,title=latex::a: title has a bare %25 (\\%25; --fix mends it)\n"
    )


def test_check_as_sarif(refs: Path, run: Run) -> None:
    """The form that CI systems read: rules with ids, results that point to them and to places in files."""
    (refs / "a b.bib").write_text(
        "@book{a, author = {Serge, Victor}, title = {é Q & A}, date = {1930}, volume = {x}}\n"
    )
    done = run("check", "--format", "sarif", "--level", "info")
    assert done.returncode == 1
    log = json.loads(done.stdout)
    (ran,) = log["runs"]
    assert (log["version"], ran["tool"]["driver"]["name"]) == ("2.1.0", "sergecite")
    rules = ran["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(rule["shortDescription"]["text"] for rule in rules)
    results = ran["results"]
    assert [rules[one["ruleIndex"]]["id"] for one in results] == [one["ruleId"] for one in results]
    assert {one["ruleId"]: one["level"] for one in results} == {"latex": "warning", "number": "note"}
    (place,) = next(one["locations"] for one in results if one["ruleId"] == "latex")
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "refs/a%20b.bib"}, "region": {"startLine": 1, "startColumn": 36},
    }  # fmt: skip
    assert place["logicalLocations"] == [{"name": "title", "fullyQualifiedName": "a/title"}]
    assert len({json.dumps(one["partialFingerprints"]) for one in results}) == len(results)


def test_check_fixes_and_says_what(refs: Path, run: Run) -> None:
    """--fix leaves nothing of what it mends, shows old and new, and undo brings it back."""
    text = f"@article{{a, {MEN}, journaltitle = {{J}}, pages = {{1-2}}, doi = {{doi:10.1000/x}}}}\n"
    (refs / "a.bib").write_text(text)
    done = run("check", "--fix", "--level", "info")
    assert (done.returncode, done.stdout) == (0, "")
    assert "a: pages: 1-2 -> 1--2" in done.stderr
    assert (refs / "a.bib").read_text() == text.replace("1-2", "1--2").replace("doi:", "")
    assert run("undo").returncode == 0
    assert (refs / "a.bib").read_text() == text


def test_check_as_json_and_by_level(refs: Path, run: Run) -> None:
    """Warnings unless told; --select of a code shows it at any level; nonsense is a wrong call."""
    (refs / "a.bib").write_text(f"@book{{a, {MEN}, volume = {{IV}}}}\n")
    assert json.loads(run("check", "--json").stdout) == []
    (finding,) = json.loads(run("check", "--json", "--select", "number").stdout)
    assert finding["code"] == "number"
    assert (finding["level"], finding["file"], finding["line"], finding["citekey"]) == ("info", "a.bib", 1, "a")
    assert run("check", "--level", "info").returncode == 0
    assert run("check", "--select", "nonsense").returncode == 2
    (refs / "b.bib").write_text("@book{b, title = {U}}\n")
    assert run("check", "a.bib").returncode == 0
    assert run("check", "refs/b.bib").returncode == 1
    assert run("check", "c.bib").returncode == 2


def test_format_checks_writes_and_is_undone(refs: Path, run: Run) -> None:
    """--check and --diff write nothing; format writes once; undo restores the bytes."""
    before = f"% mine\r\n@BOOK{{a, {MEN}}}\r\n"
    path = refs / "a.bib"
    path.write_bytes(before.encode())
    assert run("format", "--check").returncode == 1
    diff = run("format", "--diff")
    assert (diff.returncode, "+  title = {Men in Prison}," in diff.stdout) == (1, True)
    assert path.read_bytes() == before.encode()
    assert json.loads(run("format", "--json").stdout) == [{"file": "a.bib", "entries": 1}]
    expected = "% mine\n@book{a,\n  author = {Serge, Victor},\n  title = {Men in Prison},\n  date = {1930},\n}\n"
    assert path.read_bytes() == expected.replace("\n", "\r\n").encode()
    assert run("format", "--check").returncode == 0
    assert run("format", "nowhere.bib").returncode == 2
    assert run("undo").returncode == 0
    assert path.read_bytes() == before.encode()


def test_format_as_the_settings_say(refs: Path, run: Run) -> None:
    """House style is the library's to choose."""
    (refs / "sergecite.toml").write_text("[format]\nindent = 4\nalign = true\ntrailing-comma = false\n")
    (refs / "a.bib").write_text("@book{a, title = {T}, date = {1930}}")
    assert run("format").returncode == 0
    assert (refs / "a.bib").read_text() == "@book{a,\n    title = {T},\n    date  = {1930}\n}\n"
    assert run("format", "--check").returncode == 0


def test_format_as_a_filter(run: Run) -> None:
    """- reads stdin and writes stdout, without any library."""
    done = run("format", "-", text=f"@Book{{a,{MEN}}}")
    assert done.stdout == "@book{a,\n  author = {Serge, Victor},\n  title = {Men in Prison},\n  date = {1930},\n}\n"
    assert run("format", "--check", "-", text=done.stdout).returncode == 0
    assert run("format", "--check", "-", text="@Book{a,x=1}").returncode == 1


def test_dedupe_shows_reasons(refs: Path, run: Run) -> None:
    """Certain and doubtful pairs with what agrees and what does not; nothing is written."""
    text = f"@book{{a, {MEN}}}\n@book{{b, {MEN}, translator = {{C. D}}}}\n@book{{c, {MEN}}}\n"
    (refs / "a.bib").write_text(text)
    done = run("dedupe")
    assert done.returncode == 1
    assert "the same work, title (100 of 100), author or editor, year" in done.stdout
    assert "translator in b only" in done.stdout
    groups = json.loads(run("dedupe", "--json").stdout)
    assert groups[0]["citekeys"] == ["a", "c"]
    assert (groups[0]["certain"], groups[0]["keep"], groups[0]["merged"]) == (True, "a", [])
    assert (refs / "a.bib").read_text() == text
    (refs / "a.bib").write_text(f"@book{{a, {MEN}}}\n")
    assert (run("dedupe").returncode, run("dedupe").stdout) == (0, "")


def test_dedupe_merges_the_certain_and_says_what_is_left(refs: Path, run: Run) -> None:
    """Doubtful pairs and contradictions stay and are reported; keys named are merged on the user's word."""
    (refs / "a.bib").write_text(
        f"@book{{a, {MEN}}}\n\n@book{{b, {MEN}, publisher = {{P}}}}\n\n@book{{c, {MEN}, volume = {{1}}}}\n"
    )
    done = run("dedupe", "--merge", "--yes")
    assert done.returncode == 1
    assert "a merged into b" in done.stderr
    assert "volume in c only" in done.stdout
    assert "`sergecite dedupe --merge KEY OTHER` merges those you name" in done.stderr
    done = run("dedupe", "--merge", "b", "c")
    assert done.returncode == 0, done.stderr
    text = (refs / "a.bib").read_text().strip()
    assert text == f"@book{{b, {MEN}, publisher = {{P}}, ids = {{a, c}}, volume = {{1}}}}"
    run("undo", "2")
    assert (refs / "a.bib").read_text().count("@book") == 3
    assert run("dedupe", "--merge", "a", "nowhere").returncode == 2


@pytest.mark.parametrize(("answer", "left"), [("y", 1), ("n", 2)])
def test_dedupe_asks_on_a_terminal(refs: Path, environment: dict[str, str], answer: str, left: int) -> None:
    """A person is asked for each work, after seeing it."""
    (refs / "a.bib").write_text(f"@book{{a, {MEN}}}\n@book{{b, {MEN}}}\n")
    here, there = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "sergecite", "dedupe", "--merge"],
        cwd=refs.parent, env=environment, stdin=there, stdout=subprocess.PIPE, stderr=there,
    ) as process:  # fmt: skip
        os.close(there)
        os.write(here, f"{answer}\n".encode())
        assert process.wait(60) == (0 if answer == "y" else 1)
    shown = os.read(here, 10_000).decode()
    os.close(here)
    assert "the same work" in shown
    assert (refs / "a.bib").read_text().count("@book") == left


def test_tag_keeps_the_entrys_style(refs: Path, run: Run) -> None:
    """Tags are added once and removed whatever their case; an unknown key changes nothing."""
    (refs / "a.bib").write_text('@book{a,\n\tTITLE = "T",\n\tKEYWORDS = "one, Two"\n}\n@book{b, title = {U}}\n')
    assert run("tag", "a", "b", "--add", "three", "--add", "one", "--remove", "two").returncode == 0
    after = '@book{a,\n\tTITLE = "T",\n\tKEYWORDS = "one, three"\n}\n@book{b, title = {U}, keywords = {three, one}}\n'
    assert (refs / "a.bib").read_text() == after
    assert run("tag", "a", "nowhere", "--add", "x").returncode == 2
    assert run("tag", "a").returncode == 2
    assert run("tag", "a", "--add", "x, y").returncode == 2
    assert (refs / "a.bib").read_text() == after
    run("tag", "b", "--remove", "three", "--remove", "one")
    assert (refs / "a.bib").read_text().endswith("@book{b, title = {U}}\n")


MANUSCRIPTS = {
    "notes.md": (
        "See [@men1930, p. 3; -@men1930]. Said @men1930: yes; @{men1930}. Not a@men1930, @men19301 or @men.\n",
        "See [@prison, p. 3; -@prison]. Said @prison: yes; @{prison}. Not a@men1930, @men19301 or @men.\n",
    ),
    "paper.tex": (
        "\\parencite*[see][3]{men1930} \\autocites[1]{other,men1930}[2]{ men1930 } \\nocite{men1930} {men1930} \\ref{men1930}\n",
        "\\parencite*[see][3]{prison} \\autocites[1]{other,prison}[2]{ prison } \\nocite{prison} {men1930} \\ref{men1930}\n",
    ),
}


def test_rename_everywhere(refs: Path, run: Run) -> None:
    """Entries, records and manuscripts follow in one change; undo takes all of it back."""
    bib, record = refs / "a.bib", refs / "essays" / "e.toml"
    record.parent.mkdir()
    before = f"@book{{men1930, {MEN}}}\n@inbook{{part, crossref = {{men1930}}, related = {{x, men1930}}, title = {{men1930}}}}\n"
    bib.write_text(before)
    record.write_text('# men1930\n[[note]]\nnumber = 1\n[[note.cite]]\ncitekey = "men1930"\ntext = "men1930"\n')
    for name, (text, _) in MANUSCRIPTS.items():
        (refs.parent / name).write_text(text)
    (refs.parent / "link.md").symlink_to("notes.md")
    done = run(
        "rename", "men1930", "prison", "--in", "link.md", *(word for name in MANUSCRIPTS for word in ("--in", name))
    )
    assert done.returncode == 0, done.stderr
    assert bib.read_text() == (
        f"@book{{prison, {MEN}}}\n@inbook{{part, crossref = {{prison}}, related = {{x, prison}}, title = {{men1930}}}}\n"
    )
    assert record.read_text().count("prison") == 1
    for name, (_, expected) in MANUSCRIPTS.items():
        assert (refs.parent / name).read_text() == expected
    assert run("undo").returncode == 0
    assert bib.read_text() == before
    assert "prison" not in record.read_text()
    for name, (text, _) in MANUSCRIPTS.items():
        assert (refs.parent / name).read_text() == text


def test_rename_to_a_taken_key_or_in_a_missing_manuscript_changes_nothing(refs: Path, run: Run) -> None:
    """All or nothing."""
    text = f"@book{{a, {MEN}}}\n@book{{B, title = {{U}}}}\n"
    (refs / "a.bib").write_text(text)
    assert run("rename", "a", "b").returncode == 2
    assert run("rename", "a", "c", "--in", "missing.md").returncode == 3
    assert run("rename", "a", "c}").returncode == 2
    assert run("rename", "nowhere", "c").returncode == 2
    assert run("rename", "a", "c", "--in", "refs/a.bib").returncode == 2
    assert (refs / "a.bib").read_text() == text
