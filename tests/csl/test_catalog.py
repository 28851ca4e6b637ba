"""Finding styles and locales among the installed packages, and the command that runs the bare processor."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sergecite import csl
from sergecite.csl import FORMATS
from sergecite.errors import SergeciteError, UsageError
from sergecite.export import catalog

JOB = {"style": "mla", "references": [{"id": "a", "type": "book", "title": "Memoirs"}], "citations": [[{"id": "a"}]]}


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("chicago", "chicago-notes-bibliography"), ("mla", "modern-language-association"), ("APA", "apa"), ("harvard", "harvard-cite-them-right"),
        ("vancouver", "nlm-citation-sequence"), ("http://www.zotero.org/styles/apa", "apa"), ("apa.csl", "apa"), ("nature", "nature"),
        ("chicago-fullnote-bibliography", "chicago-notes-bibliography"),
    ],
)  # fmt: skip
def test_names_of_styles(name: str, file: str) -> None:
    """Ids, short names, addresses and names of former times lead to the file."""
    assert catalog.style_path(name).stem == file


@pytest.mark.parametrize("name", ["nosuchstyle", "../../etc/passwd", "/nowhere/x.csl", "..", "apa/../apa", ""])
def test_no_style(name: str) -> None:
    """What names no style is refused with a hint, and no name leaves the folder of styles."""
    with pytest.raises(UsageError) as caught:
        catalog.style_path(name)
    assert caught.value.hint


def test_a_dependent_style_is_its_parent() -> None:
    """A dependent style gives the text of its parent."""
    row = next(row for row in catalog.installed() if row.dependent)
    assert csl.parse_style(catalog.style_text(row.id)).parent == ""


def test_a_missing_parent_is_named(tmp_path: Path) -> None:
    """A dependent style whose parent is not installed is refused, with its name."""
    path = tmp_path / "x.csl"
    path.write_text(
        '<style><info><link href="http://x.org/nosuch" rel="independent-parent"/></info></style>', encoding="utf-8"
    )
    with pytest.raises(SergeciteError, match="nosuch"):
        catalog.load_style(str(path))


def test_finding_styles() -> None:
    """Words find ids that have them all; a short name's style comes first."""
    assert next(row.id for row in catalog.find_styles(["mhra"])) == "mhra-notes"
    assert all("author" in row.id and "oxford" in row.id for row in catalog.find_styles(["oxford", "author"]))
    assert catalog.find_styles(["xyzzy"]) == []


@pytest.mark.parametrize("lang", ["../x", "de_DE", "", "zz-ZZ"])
def test_no_locale(lang: str) -> None:
    """What is no installed language tag gives nothing, and no tag leaves the folder of locales."""
    assert catalog.locale_text(lang) is None


@pytest.mark.parametrize("lang", catalog.locales())
def test_every_locale(lang: str) -> None:
    """Every installed locale is read and renders a date, an ordinal and an editor."""
    style = csl.parse_style(
        '<style class="note"><citation><layout><number variable="edition" form="ordinal"/><names variable="editor"><label/></names>'
        '<date variable="issued" form="text"/></layout></citation></style>'
    )
    processor = csl.Processor(style, catalog.locale_text, lang)
    processor.items(
        [{"id": "a", "edition": "2", "editor": [{"family": "Serge"}], "issued": {"date-parts": [[1951, 5, 1]]}}]
    )
    assert "Serge" in processor.cite([[{"id": "a"}]])[0].text
    assert processor.locale.term("month-05")


def _run(*arguments: str, given: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sergecite", "citeproc", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False)


def test_the_command() -> None:
    """One job in, one result out."""
    run = _run(given=json.dumps(JOB))
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout)["citations"] == ["(<i>Memoirs</i>)"]


def test_jobs_by_the_line() -> None:
    """A job that fails gives an error on its line and loses none of the others."""
    run = _run(
        "--jsonl", given="\n".join([json.dumps(JOB), "{", json.dumps({**JOB, "style": "nosuch"}), "", json.dumps(JOB)])
    )
    results = [json.loads(line) for line in run.stdout.splitlines()]
    assert ["error" in result for result in results] == [False, True, True, False]
    assert (run.returncode, "Traceback" in run.stderr) == (1, False)


@pytest.mark.parametrize(
    ("given", "status"), [("{", 3), ("[]", 3), ('{"style": "nosuch", "references": []}', 2), ("", 3)]
)
def test_a_job_that_cannot_run(given: str, status: int) -> None:
    """What is wrong with the job is said, with a status of its own."""
    run = _run(given=given)
    assert run.returncode == status
    assert run.stderr.startswith("error:")


@pytest.mark.parametrize("to", FORMATS)
def test_every_format(to: str) -> None:
    """Every format renders, without links."""
    result = csl.run_job({**JOB, "format": to}, catalog.load_style, catalog.locale_text)
    assert "Memoirs" in result["citations"][0]


@pytest.mark.slow
def test_every_style() -> None:
    """Every installed style, dependent ones through their parents, loads and renders."""
    items = [JOB["references"][0], {"id": "b", "type": "article-journal", "title": "Crushed", "page": "1-5"}]  # type: ignore[index]
    cite = [
        {"citationItems": [{"id": "a", "locator": "3"}, {"id": "b"}], "properties": {"noteIndex": at}} for at in (1, 2)
    ]
    texts: dict[str, str] = {}
    counts = [0, 0]
    for row in catalog.installed():
        counts[row.dependent] += 1
        text = catalog.style_text(row.id)
        if text in texts:
            continue
        texts[text] = row.id
        processor = csl.Processor(csl.parse_style(text), catalog.locale_text)
        processor.items(items)
        assert len(processor.cite(cite)) == 2, row.id
        processor.bibliography()
    assert counts[0] == len(texts) > 2000
    assert counts[1] > 7000
