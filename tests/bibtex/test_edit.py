"""Taking entries away: what is left looks as if they had never been there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sergecite.bibtex.edit import append_entries, apply, remove_blocks
from sergecite.bibtex.scan import scan

A, B, C = "@book{a, x = {1}}", "@book{b, x = {2}}", "@book{c, x = {3}}"
REMOVED = {
    "first": (f"{A}\n\n{B}\n", "a", f"{B}\n"),
    "first after a byte order mark": (f"\ufeff{A}\n\n{B}\n", "a", f"\ufeff{B}\n"),
    "first two": (f"{A}\n\n{B}\n\n{C}\n", "ab", f"{C}\n"),
    "first, in Windows": (f"{A}\r\n\r\n{B}\r\n", "a", f"{B}\r\n"),
    "first after a remark": (f"% mine\n\n{A}\n\n{B}\n", "a", f"% mine\n\n{B}\n"),
    "first before a remark": (f"{A}\n% mine\n{B}\n", "a", f"% mine\n{B}\n"),
    "middle": (f"{A}\n\n{B}\n\n{C}\n", "b", f"{A}\n\n{C}\n"),
    "middle, no blank lines": (f"{A}\n{B}\n{C}\n", "b", f"{A}\n{C}\n"),
    "last": (f"{A}\n\n{B}\n", "b", f"{A}\n"),
    "last, no line end": (f"{A}\n\n{B}", "b", f"{A}"),
    "last two": (f"{A}\n\n{B}\n\n{C}\n", "bc", f"{A}\n"),
    "all": (f"{A}\n\n{B}\n", "ab", ""),
    "on one line": (f"{A} {B}\n", "b", f"{A} \n"),
}


@pytest.mark.parametrize(("text", "keys", "left"), REMOVED.values(), ids=REMOVED)
def test_removing(text: str, keys: str, left: str) -> None:
    """No blank line too many, none too few, and no file begins with one."""
    gone = [block for block in scan(text) if block.key in keys]
    assert apply(text, remove_blocks(text, gone)) == left


_PIECES = st.lists(st.sampled_from(["\n", "\r\n", "\r", " ", "x", A, B, "% y\n", "\ufeff"]), max_size=8).map("".join)


@given(_PIECES, st.integers(1, 3))
@settings(deadline=None)
def test_adding_and_removing_is_nothing(text: str, count: int) -> None:
    """Whatever the text ends in: what was added is taken away to the last byte."""
    added = [("book", f"new{number}", {"x": "1"}) for number in range(count)]
    longer = apply(text, [append_entries(text, added, scan(text))])
    new = [block for block in scan(longer) if block.key.startswith("new")]
    assert len(new) == count
    assert apply(longer, remove_blocks(longer, new)) == text
