"""`resolve` with an offline catalogue: what it says of works the library lacks, and what `--add` takes from it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sergecite.cli.app import app
from sergecite.sources.catalogue import Catalogue
from sergecite.sources.catalogue_build import build

WORKS = [
    {
        "DOI": "10.1000/stalin",
        "type": "book",
        "title": ["The Stalin Era"],
        "author": [{"family": "Strong", "given": "Anna Louise"}],
        "issued": {"date-parts": [[1956]]},
        "publisher": "Mainstream Publishers",
        "publisher-location": "New York",
    },
    {
        "DOI": "10.1000/coyoacan",
        "type": "book",
        "title": ["Letters from Coyoacán"],
        "author": [{"family": "Sedova", "given": "Natalia"}],
        "issued": {"date-parts": [[1951]]},
    },
]
ESSAY = """One.[^1] Two.[^2] Three.[^3] Four.[^4]

[^1]: Anna Louise Strong, *The Stalin Era* (New York: Mainstream, 1956), 7.

[^2]: Ibid., 9.

[^3]: Natalia Sedova, *Letters from Coyoacán* (Mexico: Costa-Amic, 1947), 3.

[^4]: Victor Serge, *Conquered City* (Paris: Rieder, 1932), 5.
"""


@pytest.fixture(name="here")
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a library of one other work, an essay, and a catalogue of two works."""
    (tmp_path / "library.bib").write_text(
        "@book{other, author = {Other, A.}, title = {Something Else}, date = {1900}}\n"
    )
    (tmp_path / "essay.md").write_text(ESSAY, encoding="utf-8")
    (tmp_path / "works.jsonl").write_text("\n".join(map(json.dumps, WORKS)), encoding="utf-8")
    catalogue = Catalogue(tmp_path / "catalogue.sqlite", create=True)
    build(catalogue, [tmp_path / "works.jsonl"], progress=lambda name, count: None, trouble=lambda fault: None)
    catalogue.close()
    monkeypatch.setenv("SERGECITE_CATALOGUE", str(tmp_path / "catalogue.sqlite"))
    return tmp_path


def _resolve(here: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["--library", str(here), "resolve", str(here / "essay.md"), *words])


def test_a_missing_work_is_named_and_stays_open(here: Path) -> None:
    """The catalogue's work is evidence: status, citekey and confidence are the library's word, and nothing is written."""
    found = json.loads(_resolve(here, "--json").stdout)["notes"]
    cites = [note["cites"][0] for note in found]
    assert [cite["status"] for cite in cites] == ["unresolved", "resolved", "unresolved", "unresolved"]
    assert [cite["source"] for cite in cites] == ["service", "note", "service", "note"]
    assert (cites[0]["citekey"], cites[0]["confidence"], cites[0]["candidates"]) == (None, 0.0, [])
    told = cites[0]["evidence"][0]
    assert told["kind"] == "catalogue"
    assert "Strong, Anna Louise: The Stalin Era (1956), doi:10.1000/stalin" in told["value"]
    assert "agrees: title, author, year" in told["value"]
    assert told["weight"] > 2
    assert "differs: year: 1951" in cites[2]["evidence"][0]["value"]
    assert cites[3]["evidence"] == []
    assert (here / "library.bib").read_text().count("@") == 1


def test_add_takes_the_record_where_it_is_sure(here: Path) -> None:
    """A sure record makes the entry, with its origin and the note's; where it is not sure, the note's own words do."""
    result = _resolve(here, "--add", "--json")
    text = (here / "library.bib").read_text(encoding="utf-8")
    assert "doi = {10.1000/stalin}" in text
    assert "catalogue doi:10.1000/stalin" in text
    assert "note 1 of essay.md" in text
    assert "10.1000/coyoacan" not in text
    assert text.count("keywords = {draft}") == 3
    assert "note 1: added strong1956stalin, in the catalogue, 9" in result.stderr
    assert [note["cites"][0]["status"] for note in json.loads(result.stdout)["notes"]] == ["resolved"] * 4


def test_a_record_of_the_resolution_keeps_the_evidence_once(here: Path) -> None:
    """Saved and resolved again, the catalogue's word stands once, and the listing shows it."""
    record = here / "essay.toml"
    for _ in range(2):
        _resolve(here, "--save", str(record))
    assert record.read_text(encoding="utf-8").count("in the catalogue") == 2
    shown = CliRunner().invoke(app, ["--library", str(here), "resolve", str(record)]).stdout
    assert " ".join(shown.split()).count("in the catalogue") == 2


def test_a_catalogue_that_is_missing_stops_the_run(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names a catalogue counts on it; without any, the run is as ever."""
    monkeypatch.setenv("SERGECITE_CATALOGUE", str(here / "gone.sqlite"))
    result = _resolve(here)
    assert result.exit_code == 3
    assert "gone.sqlite: the catalogue that is set up is not there" in result.stderr
    monkeypatch.delenv("SERGECITE_CATALOGUE")
    monkeypatch.setenv("XDG_DATA_HOME", str(here / "nothing"))
    assert _resolve(here).exit_code == 1
