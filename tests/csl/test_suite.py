"""The official CSL processor tests, with the fixtures that are known to fail listed, each with its reason."""

from pathlib import Path

import pytest

from sergecite import csl
from sergecite.errors import SergeciteError
from sergecite.export.catalog import load_style, locale_text
from tests.csl.fixtures import job_of, normal, read_fixture

LIST = Path(__file__).with_name("suite_failures.txt")
FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "csl-suite"
FAILURES = dict(
    line.split(": ", 1) for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
)


def passes(path: Path) -> bool:
    """Tell whether a fixture gives what it expects."""
    parts = read_fixture(path)
    try:
        result = csl.run_job(job_of(parts), load_style, locale_text)
    except SergeciteError:
        return False
    if parts["MODE"].strip().startswith("bibliography"):
        entries = "".join(f'<div class="csl-entry">{entry}</div>' for _, entry in result["bibliography"])
        got = f'<div class="csl-bib-body">{entries}</div>'
    else:
        got = "\n".join(result["citations"])
    return normal(got) == normal(parts["RESULT"])


def test_every_listed_fixture_exists(shared: Path) -> None:
    """The list names only fixtures of the suite, each with a reason."""
    names = {path.stem for path in (shared / "data" / "csl-suite").glob("*.txt")}
    assert {name for name in FAILURES if name not in names} == set()
    assert all(reason.strip() for reason in FAILURES.values())


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the official suite is not on this machine")
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_fixture(path: Path) -> None:
    """A fixture passes, unless it is listed; a listed one fails."""
    if passes(path) == (path.stem in FAILURES):
        pytest.fail("listed as failing, but passes: take it off the list" if path.stem in FAILURES else "fails")
