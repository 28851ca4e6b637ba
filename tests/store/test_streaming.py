"""Entries read one at a time: the same entries as when all are read at once."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sergecite.bibtex.parse import Source, parse_sources
from sergecite.bibtex.scan import line_of
from sergecite.store.bibfile import BibFile
from sergecite.store.streaming import Complaint, EntryStream, Spots


def both(*datas: bytes) -> None:
    """Read files both ways and compare entries and complaints; each entry once more by its number."""
    files = [BibFile(Path(f"{number}.bib"), f"{number}.bib", data, None) for number, data in enumerate(datas)]
    expected, problems = parse_sources([Source(text=file.text, name=file.name) for file in files])
    complaints: list[Complaint] = []
    stream = EntryStream(files, complaints.append)
    found = [located.entry for located in stream]
    assert found == list(expected)
    assert [stream[number].entry for number in range(len(stream))] == found
    assert [stream.citekey(number) for number in range(len(stream))] == [entry.citekey for entry in found]
    said = {(one.code, one.message, one.citekey) for one in complaints}
    assert said == {(one.code, one.message, one.citekey) for one in problems if one.code != "syntax"}


_BLOCKS = st.sampled_from(
    [
        '@string{pm = "PM Press"}', '@string{pm = "Pluto"}', '@string{long = pm # " Ltd"}', "@string{é = {É}}",
        "@book{a, title = {T {é}}, publisher = pm, month = jan}", "@book{b, publisher = long # {!}, crossref = {a}}",
        "@inbook{c, title = {U}, crossref = {B}, xdata = {x, y}}", "@xdata{x, location = {Paris}, publisher = é}",
        "@book{é, title = {Café}, crossref = {c}}", "@book{, title = {nameless}}", "@book{}", "@book{e, crossref = {e}}",
        "@book{n, IDS = {old, a, older}, title = {N}}", "@inbook{m, crossref = {old}, ids = {n}}", "@book{o, ids={older}, xdata = {older}}",
        "@set{s, entryset = {a, b}}", "@book{a, title = {again}}", "@misc{broken, title = {T}", "% remark", "@comment{x}",
    ]
)  # fmt: skip
_FILE = st.tuples(
    st.sampled_from(["", "\ufeff"]), st.lists(_BLOCKS, max_size=8), st.sampled_from(["\n", "\r\n", "\r", "\n\n"])
)
_DATA = _FILE.map(lambda parts: (parts[0] + parts[2].join(parts[1]) + parts[2]).encode())


@given(st.lists(_DATA, min_size=1, max_size=3))
@settings(deadline=None)
def test_one_at_a_time_is_all_at_once(datas: list[bytes]) -> None:
    """Macros mean what they mean where they stand, parents may come later or in another file."""
    both(*datas)


def test_old_encodings() -> None:
    """Bytes that are no UTF-8 are read value by value as in the whole."""
    both(
        "@book{a, title = {Café œuvre}, note = {x}}\n@book{b, author = {Ł}}".encode() + b"@book{c, title = {\xe9t\xe9}}"
    )


@pytest.mark.slow
def test_real_files(shared: Path) -> None:
    """Every real file reads the same both ways."""
    paths = [path for path in sorted((shared / "data" / "bib").rglob("*.bib")) if path.is_file()]
    assert paths
    for path in paths:
        data = path.read_bytes()
        if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            both(data)


@given(st.text("a\n", max_size=12) | st.text("a\r", max_size=12), st.lists(st.integers(0, 12), max_size=5))
@settings(deadline=None)
def test_lines_are_counted_in_any_order(text: str, offsets: list[int]) -> None:
    """Forward or back, the line is that of `line_of`."""
    spots = Spots(BibFile(Path("x.bib"), "x.bib", text.encode(), None))
    for offset in offsets:
        spot = spots.at(min(offset, len(text)))
        assert spot.line == line_of(text, spot.offset)
        before = re.split(r"[\n\r]", text[: spot.offset])
        assert spot.line_start == spot.offset - len(before[-1])
