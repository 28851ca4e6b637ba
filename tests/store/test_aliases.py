"""An entry is found by the citekeys it used to have."""

from pathlib import Path

import pytest

from sergecite.cli.resolving import resolve_one
from sergecite.errors import UsageError
from sergecite.store.aliases import by_citekey
from sergecite.store.library import Library

MERGED = (
    "@book{serge1951, title = {Mémoires}, author = {Serge, Victor}, date = {1951}, ids = {serge:memoires, taken, é1}}\n"
)
OTHER = "@book{taken, title = {Another}, author = {Else, Someone}, date = {1960}}\n"


@pytest.fixture(name="merged")
def _merged(tmp_path: Path) -> Library:
    root = tmp_path / "library"
    root.mkdir()
    (root / "a.bib").write_text(MERGED + OTHER, encoding="utf-8")
    return Library.open(root)


@pytest.mark.parametrize("cached", [True, False])
def test_get_follows_former_citekeys(merged: Library, monkeypatch: pytest.MonkeyPatch, *, cached: bool) -> None:
    """A former citekey finds the entry, with an index and without; a citekey of today comes first."""
    if not cached:
        monkeypatch.setenv("XDG_CACHE_HOME", "/nonexistent")
    assert merged.get("serge:memoires").citekey == "serge1951"
    assert merged.get("é1").citekey == "serge1951"
    assert merged.get("taken").fields["title"] == "Another"
    with pytest.raises(UsageError):
        merged.get("serge")


def test_a_change_by_a_former_citekey_says_the_one_of_today(merged: Library) -> None:
    """What is to be changed must be named as it is now; the hint says how."""
    with pytest.raises(UsageError) as caught:
        merged.set_fields("serge:memoires", {"note": "n"})
    assert caught.value.hint == "it is serge1951 now"


def test_all_names_of_all_entries(merged: Library) -> None:
    """Citekeys come first, in order, then the former ones that nothing else has."""
    named = by_citekey(merged.entries())
    assert [(key, entry.citekey) for key, entry in named.items()] == [
        ("serge1951", "serge1951"), ("taken", "taken"), ("serge:memoires", "serge1951"), ("é1", "serge1951"),
    ]  # fmt: skip


def test_notes_and_records_may_name_a_former_citekey(merged: Library) -> None:
    """An essay's citekey and a record's resolve to the entry, under its citekey of today."""
    essay = merged.root / "essay.md"
    essay.write_text("As he says.[^1] And.[^2]\n\n[^1]: [@serge:memoires, p. 3]\n[^2]: [@taken]\n")
    found = [cite.citekey for note in resolve_one(essay, merged).notes for cite in note.cites]
    assert found == ["serge1951", "taken"]
    record = merged.root / "record.toml"
    record.write_text(
        '[[note]]\nnumber = "1"\nstatus = "resolved"\n[[note.cite]]\nkind = "full"\nstatus = "resolved"\n'
        'citekey = "serge:memoires"\nconfidence = 1.0\n'
    )
    said: list[str] = []
    kept = resolve_one(record, merged, say=said.append)
    assert [cite.citekey for note in kept.notes for cite in note.cites] == ["serge1951"]
    assert said == []
