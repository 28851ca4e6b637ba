"""Pasted text: damaged entries are saved as far as two readers can."""

import subprocess
import sys

import pytest

from sergecite.bibtex.parse import parse_entries
from sergecite.bibtex.paste import parse_pasted

WHOLE = "@book{a, title = {T}, year = 1930}\n@misc{b, note = {N}}\n"


@pytest.mark.parametrize("text", ["", "no entry here", WHOLE])
def test_sound_text_is_read_once(text: str) -> None:
    """Where nothing is broken, our own reading stands."""
    assert parse_pasted(text, "x") == parse_entries(text, "x")


def test_bibtexparser_is_not_imported_for_sound_text() -> None:
    """The second reader costs nothing until it is asked."""
    program = "import sys; from sergecite.bibtex.paste import parse_pasted; parse_pasted('@book{a, title={T}}', ''); print('bibtexparser' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("@book{a, title = {T}, note = {open\n\n@book{b, title = {U}}", ["T", "U"]),
        ("@book{a, title = {T}, year = 1930", ["T"]),
        ("@article{a, title = {T}\n  author = {Serge, Victor}\n}", ["T"]),
    ],
)
def test_damaged_text_keeps_its_entries(text: str, titles: list[str]) -> None:
    """Cut off, unclosed, without commas: each entry is there, with what could be read."""
    entries, problems = parse_pasted(text, "x")
    assert [entry.text("title") for entry in entries] == titles
    assert problems
