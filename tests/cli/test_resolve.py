"""`resolve` and `review` from the shell: JSON, folders, records, drafts, and a person's answers."""

import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

BIB = """@book{memoirs, author = {Serge, Victor}, title = {Memoirs of a Revolutionary}, date = {1951}}
@book{old, author = {Serge, Victor}, title = {Conquered City}, date = {1932}}
@book{new, author = {Serge, Victor}, title = {Conquered City}, date = {1932}}
"""
ESSAY = """First.[^1] Second.[^2] Third.[^3] Fourth.[^4]

[^1]: Victor Serge, *Memoirs of a Revolutionary* (Paris, 1951), 34.

[^2]: Ibid., 36.

[^3]: Victor Serge, *Conquered City* (1932), 5.

[^4]: Anna Louise Strong, *The Stalin Era* (New York: Mainstream, 1956), 7.
"""


@pytest.fixture(name="here")
def _here(tmp_path: Path) -> Path:
    """Return a folder with a library and an essay."""
    (tmp_path / "refs").mkdir()
    (tmp_path / "refs" / "library.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "essay.md").write_text(ESSAY, encoding="utf-8")
    return tmp_path


def _run(here: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sergecite", *words]
    return subprocess.run(command, cwd=here, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def test_json_has_what_scripts_rely_on(here: Path) -> None:
    """One value: the essay, its notes with their cites, the summary; and status 1 while something is open."""
    done = _run(here, "resolve", "essay.md", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert list(found) == ["essay", "notes", "summary"]
    assert [note["status"] for note in found["notes"]] == ["resolved", "resolved", "ambiguous", "unresolved"]
    first = found["notes"][0]["cites"][0]
    assert list(first) == [
        "kind", "text", "start", "end", "item", "locator", "label", "prefix", "suffix", "status", "citekey",
        "confidence", "antecedent", "candidates", "evidence", "source",
    ]  # fmt: skip
    assert (first["citekey"], first["locator"], first["label"]) == ("memoirs", "34", "page")
    assert found["notes"][1]["cites"][0]["antecedent"] == {"note": "1", "cite": 0}
    assert found["summary"] == {"resolved": 2, "ambiguous": 1, "unresolved": 1, "explanatory": 0}
    assert (here / "refs" / "library.bib").read_text(encoding="utf-8") == BIB


def test_a_bad_essay_among_several_is_reported_and_the_others_done(here: Path) -> None:
    """A folder with a file that is no essay: status 1, the fault named, the rest resolved."""
    (here / "drafts").mkdir()
    (here / "drafts" / "good.md").write_text(ESSAY, encoding="utf-8")
    (here / "drafts" / "bad.txt").write_bytes(b"%PDF-1.4")
    done = _run(here, "resolve", "drafts", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert [(one["essay"], "error" in one) for one in found] == [("drafts/good.md", False), ("drafts/bad.txt", True)]
    assert "bad.txt: this is a PDF" in done.stderr


def test_what_is_confirmed_stays_when_many_are_saved(here: Path) -> None:
    """Several essays saved into a folder keep what their records there had confirmed; one record for two is refused."""
    (here / "other.md").write_text(ESSAY, encoding="utf-8")
    _run(here, "resolve", "essay.md", "other.md", "--save", "records")
    record = here / "records" / "essay.toml"
    changed = record.read_text(encoding="utf-8").replace(
        'citekey = "memoirs"\n', 'citekey = "old"\nconfirmed = "user 2026-11-22"\n', 1
    )
    record.write_text(changed, encoding="utf-8")
    _run(here, "resolve", "essay.md", "other.md", "--save", "records")
    assert 'citekey = "old"\nlocator = "34"' in record.read_text(encoding="utf-8")
    assert "confirmed" not in (here / "records" / "other.toml").read_text(encoding="utf-8")
    (here / "essay.txt").write_text("Nothing.", encoding="utf-8")
    _run(here, "resolve", "essay.md", "--save", "refs/essays/paper.toml")
    _run(here, "resolve", "essay.md", "paper", "--save", "records")
    assert 'citekey = "old"\nlocator = "34"' in record.read_text(encoding="utf-8")
    assert (here / "records" / "paper.toml").is_file()
    done = _run(here, "resolve", "essay.md", "essay.txt", "--save", "records")
    assert done.returncode == 2
    assert "one record" in done.stderr


def test_a_record_of_the_library_goes_by_its_bare_name(here: Path) -> None:
    """Found in the library's folder of records, alone and among essays; a name that is none is an error with a hint."""
    _run(here, "resolve", "essay.md", "--save", "refs/essays/paper.toml")
    alone = json.loads(_run(here, "resolve", "paper", "--json").stdout)
    assert [note["number"] for note in alone["notes"]] == ["1", "2", "3", "4"]
    both = json.loads(_run(here, "resolve", "essay.md", "paper", "nothing", "--json").stdout)
    assert [len(one.get("notes", ())) for one in both] == [4, 4, 0]
    done = _run(here, "resolve", "papper")
    assert (done.returncode, done.stderr.splitlines()[1]) == (3, "hint: records of the library: paper")


def test_what_many_essays_have_in_common_is_said_once(here: Path) -> None:
    """A warning that several essays share names the first of them and counts the others."""
    for name in ("one", "two", "three"):
        (here / f"{name}.txt").write_text("A claim.1 And a second.2 And more.3\n", encoding="utf-8")
    done = _run(here, "resolve", "one.txt", "two.txt", "three.txt")
    assert done.stderr == "one.txt and 2 more: note: the text of the notes is not in the essay\n"


def test_a_single_essay_that_cannot_be_read_is_bad_input(here: Path) -> None:
    """Status 3, and the file is named."""
    done = _run(here, "resolve", "missing.md")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("error: missing.md")


def test_a_record_stands_in_for_the_essay_and_keeps_what_was_confirmed(here: Path) -> None:
    """What is saved is read again; a confirmed cite survives a later run over the essay."""
    _run(here, "resolve", "essay.md", "--save", "essay.toml")
    record = here / "essay.toml"
    text = record.read_text(encoding="utf-8")
    assert "Conquered City (1932)" not in text
    assert 'anchor = "First."' in text
    record.write_text(
        text.replace('citekey = "memoirs"\n', 'citekey = "old"\nconfirmed = "user 2026-11-22"\n', 1), encoding="utf-8"
    )
    again = json.loads(_run(here, "resolve", "essay.md", "--save", "essay.toml", "--json").stdout)
    assert again["notes"][0]["cites"][0]["citekey"] == "old"
    read = json.loads(_run(here, "resolve", "essay.toml", "--json").stdout)
    assert [cite["citekey"] for cite in read["notes"][0]["cites"]] == ["old"]


def test_a_record_has_the_words_of_an_essay_that_is_at_hand(here: Path) -> None:
    """The notes as they were decided, with their text, wherever the record lies; without the essay, nothing is called lost."""
    _run(here, "resolve", "essay.md", "--save", "records/essay.toml")
    record = here / "records" / "essay.toml"
    assert 'file = "../essay.md"' in record.read_text(encoding="utf-8")
    from_essay = _run(here, "export", "--notes", "essay.md").stdout
    assert _run(here, "export", "--notes", "records/essay.toml").stdout == from_essay
    more = ESSAY.replace("Fourth.[^4]", "Fourth.[^4] Fifth.[^5]") + "\n[^5]: Ibid.\n"
    (here / "essay.md").write_text(more, encoding="utf-8")
    done = _run(here, "resolve", "records/essay.toml", "--json")
    assert "essay.md has 1 note that the record lacks" in done.stderr
    texts = [note["text"] for note in json.loads(done.stdout)["notes"]]
    assert texts == [line.partition(": ")[2].replace("*", "") for line in ESSAY.splitlines() if line.startswith("[^")]
    (here / "essay.md").unlink()
    alone = _run(here, "export", "--notes", "records/essay.toml")
    assert "lost" not in alone.stdout + alone.stderr


def test_a_record_knows_where_the_notes_were(here: Path) -> None:
    """An essay and its notes in two files: the record has the words of both."""
    (here / "body.txt").write_text("It began in Mexico.1 It ended there.2\n", encoding="utf-8")
    (here / "notes.txt").write_text("1. Serge, Memoirs, 34.\n2. Ibid., 36.\n", encoding="utf-8")
    _run(here, "resolve", "body.txt", "--notes-from", "notes.txt", "--save", "records/body.toml")
    read = json.loads(_run(here, "resolve", "records/body.toml", "--json").stdout)
    assert [note["text"] for note in read["notes"]] == ["Serge, Memoirs, 34.", "Ibid., 36."]
    again = json.loads(_run(here, "resolve", "body.txt", "--save", "records/body.toml", "--json").stdout)
    assert [note["text"] for note in again["notes"]] == ["Serge, Memoirs, 34.", "Ibid., 36."]


def test_a_record_follows_an_entry_that_was_renamed(here: Path) -> None:
    """Saved before the rename, and not one of the library's own; or named with --in, and written."""
    _run(here, "resolve", "essay.md", "--save", "essay.toml")
    assert _run(here, "rename", "memoirs", "serge:m").stderr == "memoirs is now serge:m\n"
    done = _run(here, "resolve", "essay.toml", "--json")
    assert done.stderr == ""
    assert json.loads(done.stdout)["notes"][0]["cites"][0]["citekey"] == "serge:m"
    _run(here, "resolve", "essay.md", "--save", "essay.toml")
    assert "essay.toml: 2 citations" in _run(here, "rename", "serge:m", "sm", "--in", "essay.toml").stderr
    assert (here / "essay.toml").read_text(encoding="utf-8").count('citekey = "sm"') == 2
    _run(here, "remove", "sm")
    assert "not in the library: sm" in _run(here, "resolve", "essay.toml").stderr


def test_add_drafts_only_what_is_cited_in_full_and_missing(here: Path) -> None:
    """The unknown work goes in, marked as a draft with its note; the second call has nothing to add; an archive is no book."""
    box = "\n\n[^5]: Centro Documental de la Memoria Histórica, Salamanca, PS-Barcelona, caja 1568, exp. 3.\n"
    (here / "essay.md").write_text(ESSAY.replace("Fourth.[^4]", "Fourth.[^4] Fifth.[^5]") + box, encoding="utf-8")
    done = _run(here, "resolve", "essay.md", "--add", "--json")
    assert "1 draft to check: `sergecite list tag:draft`" in done.stderr
    library = (here / "refs" / "library.bib").read_text(encoding="utf-8")
    assert library.startswith(BIB)
    assert library.count("@book") == 4
    assert "keywords = {draft}" in library
    assert json.loads(done.stdout)["notes"][3]["status"] == "resolved"
    _run(here, "resolve", "essay.md", "--add")
    assert (here / "refs" / "library.bib").read_text(encoding="utf-8") == library


def test_review_needs_a_terminal(here: Path) -> None:
    """Without a terminal review asks nothing and says so."""
    done = _run(here, "review", "essay.md")
    assert done.returncode == 2
    assert "terminal" in done.stderr


def test_review_keeps_a_persons_answers(here: Path) -> None:
    """A number picks a candidate, a dash says that nothing is cited; both stand in the record."""
    shown = _on_terminal(here, ["review", "essay.md"], [b"2\n", b"-\n"])
    assert "saved in essay.toml" in shown
    record = (here / "essay.toml").read_text(encoding="utf-8")
    assert 'citekey = "new"' in record
    assert record.count('confirmed = "user ') == 1
    assert record.count('certainty = "user ') == 1


def test_review_searches_opens_undoes_and_goes_on_where_it_stopped(here: Path) -> None:
    """What is found is chosen by its number; an answer taken back is not in the record; the next sitting asks the rest."""
    answers = [b"/serge memoirs\n", b"o 1\n", b"1@77\n", b"u\n", b"nobody\n", b"old\n", b"q\n"]
    shown = _on_terminal(here, ["review", "essay.md"], answers)
    assert "1. memoirs: Serge, Memoirs of a Revolutionary (1951)" in shown
    assert "memoirs  book  library.bib:1" in shown
    assert "no entry nobody" in shown
    record = (here / "essay.toml").read_text(encoding="utf-8")
    assert 'citekey = "old"' in record
    assert 'locator = "77"' not in record
    again = _on_terminal(here, ["review", "essay.md"], [b"q\n"])
    assert "[1 of 1]" in again
    assert "4. Anna Louise Strong" in again


def test_review_adds_a_work_and_reads_the_place(here: Path) -> None:
    """`a` drafts the work the note names and cites it; a place is read as notes write it; what names no work is said."""
    shown = _on_terminal(here, ["review", "essay.md"], [b"a\n", b"1@fol. 5r\n", b"a\n"])
    assert "the note does not name a work in full" in shown
    assert "which? [" in shown
    record = (here / "essay.toml").read_text(encoding="utf-8")
    assert 'locator = "5r"\nlabel = "folio"\n' in record
    assert 'citekey = "strong1956stalin"' in record
    assert "@book{strong1956stalin," in (here / "refs" / "library.bib").read_text(encoding="utf-8")


def test_review_of_a_record_whose_essay_is_away(here: Path) -> None:
    """The note's words are not called lost."""
    _run(here, "resolve", "essay.md", "--save", "essay.toml")
    (here / "essay.md").rename(here / "elsewhere.md")
    assert "(its words are in essay.md, which is not at hand)" in _on_terminal(here, ["review", "essay.toml"], [b"q\n"])


def test_an_essay_without_notes_says_what_would_help(here: Path) -> None:
    """Nothing found is status 1, with the next step."""
    (here / "plain.md").write_text("No notes at all.", encoding="utf-8")
    done = _run(here, "resolve", "plain.md")
    assert (done.returncode, done.stdout) == (1, "no notes\n")
    assert "`sergecite read plain.md` shows" in done.stderr


def test_review_takes_a_record_of_the_library_by_its_bare_name(here: Path) -> None:
    """The answers go back into it."""
    _run(here, "resolve", "essay.md", "--save", "refs/essays/paper.toml")
    assert "saved in" in _on_terminal(here, ["review", "paper"], [b"2\n", b"q\n"])
    assert 'confirmed = "user' in (here / "refs" / "essays" / "paper.toml").read_text(encoding="utf-8")


def _on_terminal(here: Path, words: list[str], answers: list[bytes]) -> str:
    """Run a command on a terminal of its own; give an answer whenever it asks."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(here)
        os.execv(sys.executable, [sys.executable, "-m", "sergecite", *words])
    shown = b""
    waiting = list(answers)
    asked = 0
    while True:
        ready, _, _ = select.select([terminal], [], [], 60)
        if not ready:
            break
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
        while waiting and shown.count(b"? for help] ") > asked:
            asked += 1
            os.write(terminal, waiting.pop(0))
    os.close(terminal)
    os.waitpid(pid, 0)
    return shown.decode("utf-8", errors="replace")
