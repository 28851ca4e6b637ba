"""Log and undo."""

from pathlib import Path

import pytest

from sergecite.errors import NothingFoundError, UnwritableError, UsageError
from sergecite.store import history, known, segmenting
from sergecite.store.history import History
from sergecite.store.library import Library


@pytest.fixture(name="indexed", params=[False, True], ids=["small", "large"])
def _indexed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file be taken for a large one, of which only what the index says may have changed is looked at."""
    if request.param:
        monkeypatch.setattr(known, "LARGE", 0)
        monkeypatch.setattr(segmenting, "LENGTH", 1)


def test_undo_goes_back_step_by_step(library: Library) -> None:
    """Each undo takes back the newest change that still stands; then there is nothing left."""
    path = library.root / "a.bib"
    states = [path.read_bytes()]
    for number in range(4):
        library.set_fields("greeman1967", {"note": f"N{number}"})
        states.append(path.read_bytes())
    library.undo()
    library.set_fields("serge1938marxism", {"note": "between"})
    library.undo()
    for state in (states[2], states[1], states[0]):
        library.undo()
        assert path.read_bytes() == state
    with pytest.raises(NothingFoundError, match="nothing to undo"):
        library.undo()
    assert [change.undone for change in library.log() if change.undoes is None] == [True] * 5


@pytest.mark.usefixtures("indexed")
def test_undo_leaves_what_an_editor_changed_elsewhere(library: Library) -> None:
    """A change is taken back although other places of the file changed since; those stay."""
    path = library.root / "a.bib"
    before = path.read_text()
    library.set_fields("greeman1967", {"title": "Changed"})
    path.write_text("% by hand\n" + path.read_text().replace("Men in Prison", "Men"))
    library.undo()
    assert path.read_text() == "% by hand\n" + before.replace("Men in Prison", "Men")


def test_undo_of_a_removal_finds_the_place(library: Library) -> None:
    """A removed entry comes back where it was, although the file changed since."""
    path = library.root / "a.bib"
    before = path.read_text()
    library.remove(["serge1938marxism"])
    path.write_text(path.read_text() + "\n% by hand\n")
    library.undo()
    assert path.read_text() == before + "\n% by hand\n"


def test_undo_refuses_where_the_place_changed(library: Library) -> None:
    """What was changed again by hand is not overwritten."""
    path = library.root / "a.bib"
    library.set_fields("greeman1967", {"title": "Changed"})
    path.write_text(path.read_text().replace("TITLE = {Changed}", "TITLE = {By hand}"))
    now = path.read_bytes()
    with pytest.raises(UnwritableError, match="cannot be taken back"):
        library.undo()
    assert path.read_bytes() == now


def test_a_torn_line_of_the_log_is_passed_over(library: Library) -> None:
    """A log cut off in the middle of a line, or with rubbish in it, still serves."""
    path = library.root / "a.bib"
    before = path.read_bytes()
    library.set_fields("greeman1967", {"title": "Changed"})
    log = History(library.root).path
    with log.open("ab") as file:
        file.write(b'nonsense\n{"number": 7, "what"')
    library.set_fields("greeman1967", {"title": "Changed again"})
    library.undo()
    library.undo()
    assert path.read_bytes() == before


def test_a_log_does_not_grow_for_ever(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest changes are dropped when the log is large; the newest can be taken back, however large they are."""
    monkeypatch.setattr(history, "_KEEP", 20_000)
    for number in range(90):
        library.set_fields("serge1930prison", {"note": f"{number} " + "long " * 20})
    log = History(library.root).path
    assert 10_000 < log.stat().st_size < 25_000
    library.set_fields("serge1938marxism", {"abstract": "very " * 20_000 + "long"})
    for number in range(9):
        library.set_fields("serge1930prison", {"note": f"short {number}"})
    for _ in range(9):
        library.undo()
    assert library.undo().what == "edit serge1938marxism"
    assert library.get("serge1938marxism").text("abstract") == ""


def test_two_libraries_have_two_histories(library: Library, tmp_path: Path) -> None:
    """A library's log knows nothing of another's."""
    library.set_fields("greeman1967", {"title": "Changed"})
    other = tmp_path / "other"
    other.mkdir()
    assert Library.open(other).log() == []


def test_nothing_changed_is_nothing_logged(library: Library) -> None:
    """Setting a field to what it is leaves file and log alone."""
    before = (library.root / "a.bib").stat()
    assert not library.set_fields("greeman1967", {"title": "Introduction"})
    after = (library.root / "a.bib").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert library.log() == []


def test_an_undo_is_made_again(library: Library) -> None:
    """Redo goes forward as undo went back, step by step, until something else is changed."""
    path = library.root / "a.bib"
    states = [path.read_bytes()]
    for number in range(3):
        library.set_fields("greeman1967", {"note": f"N{number}"})
        states.append(path.read_bytes())
    for state in (states[2], states[1], states[0]):
        library.undo()
        assert path.read_bytes() == state
    for state in states[1:]:
        assert library.undo(redo=True).what == "undo edit greeman1967"
        assert path.read_bytes() == state
    with pytest.raises(NothingFoundError, match="nothing to redo"):
        library.undo(redo=True)
    library.undo()
    assert path.read_bytes() == states[2]
    library.undo(redo=True)
    library.undo()
    library.set_fields("serge1938marxism", {"note": "other"})
    with pytest.raises(NothingFoundError, match="nothing to redo"):
        library.undo(redo=True)
    assert [change.what.partition(" ")[0] for change in library.log()] == [
        "edit", "edit", "edit", "undo", "undo", "undo", "redo", "redo", "redo", "undo", "redo", "undo", "edit",
    ]  # fmt: skip


def test_one_change_is_taken_back_and_what_came_later_stays(library: Library) -> None:
    """Undo of a change further down leaves the changes after it."""
    path = library.root / "a.bib"
    before = path.read_text()
    library.set_fields("greeman1967", {"title": "Changed"})
    library.set_fields("serge1938marxism", {"title": "Marxism"})
    assert library.undo(1).what == "edit greeman1967"
    assert path.read_text() == before.replace("{Marxism in Our Time}", "{Marxism}")
    with pytest.raises(UsageError, match="no change 1 that still stands"):
        library.undo(1)
    with pytest.raises(UsageError, match="no change 77"):
        library.undo(77)
    library.undo()
    assert path.read_text() == before


def test_what_undo_would_do_is_shown_and_not_done(library: Library) -> None:
    """A dry run of several steps names the changes and what would be replaced, as the steps themselves then do."""
    library.set_fields("greeman1967", {"title": "Changed"})
    library.set_fields("greeman1967", {"title": "Changed again"})
    library.remove(["serge1938marxism"])
    now = (library.root / "a.bib").read_bytes()
    log = library.log()
    shown = library.undoing(3)
    assert (library.root / "a.bib").read_bytes() == now
    assert library.log() == log
    assert [change.what for change in shown] == ["remove serge1938marxism", "edit greeman1967", "edit greeman1967"]
    assert [library.undo() for _ in shown] == shown
    with pytest.raises(NothingFoundError, match="nothing to undo"):
        library.undoing(1)


@pytest.mark.usefixtures("indexed")
def test_undo_finds_its_entry_among_outside_changes(library: Library) -> None:
    """With entries before and after it rewritten by hand, an untouched change is still taken back, alone."""
    path = library.root / "a.bib"
    library.set_fields("serge1938marxism", {"title": "Changed"})
    now = path.read_text().replace("Men in Prison", "Prison").replace("Introduction", "Foreword").replace("\n\n", "\n")
    path.write_text("@book{first, title = {Marxism in Our Time}}\n" + now)
    library.undo()
    after = "@book{first, title = {Marxism in Our Time}}\n" + now.replace("{Changed}", "{Marxism in Our Time}")
    assert path.read_text() == after


@pytest.mark.usefixtures("indexed")
def test_undo_refuses_where_it_would_touch_another_entry(library: Library) -> None:
    """Where the text around a removed entry became the inside of another one, it is not put back there."""
    path = library.root / "a.bib"
    library.remove(["serge1938marxism"])
    text = path.read_text()
    meta = "@comment{jabref-meta: databaseType:biblatex;}"
    path.write_text(text.replace(meta, "@book{wrap, note = {" + meta).replace("stray text between entries", "}}"))
    now = path.read_bytes()
    with pytest.raises(UnwritableError, match="cannot be taken back"):
        library.undo()
    assert path.read_bytes() == now
