"""The second opinion on damaged text."""

import subprocess
import sys

import pytest

from sergecite.bibtex.parse import parse_entries
from sergecite.bibtex.paste import second_reading

GLUED = "@book{a, title = {T}}\nsee@book{b,\n  title = {U}\n  note = {N}\n}\n"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", []),
        ("no entry: a@b.org, @{x, y}", []),
        ("@book{a, title = {T}, year = 1930}\n\n@misc{b, note = {N}}\n", [("a", 1), ("b", 3)]),
        ("@book{a, title = {T}, note = {open\n\n@book{b, title = {U}}", [("b", 3)]),
        (GLUED, [("a", 1), ("b", 2)]),
        ("% @book{a, title = {T}}\n", []),
        ("@book{bare}\n@book{two\nlines, title = {T}}\n", []),
    ],
)
def test_what_bibtexparser_sees(
    text: str, seen: list[tuple[str, int]], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Entries with their lines; nothing that is commented out, has no fields or no citekey; and no word of its own."""
    assert second_reading(text) == seen
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


def test_it_sees_what_ours_does_not() -> None:
    """A broken entry that is glued to a word could be an address to our reader."""
    assert [entry.citekey for entry in parse_entries(GLUED, "x")[0]] == ["a"]


def test_bibtexparser_is_not_imported_before_it_is_asked() -> None:
    """The second reader costs nothing until then."""
    program = "import sys; import sergecite.bibtex.paste; print('bibtexparser' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
