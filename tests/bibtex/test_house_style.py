"""House style: what must not change comes first."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sergecite.bibtex.edit import apply
from sergecite.bibtex.house_style import Layout, house_changes
from sergecite.bibtex.parse import parse_entries
from sergecite.bibtex.scan import scan
from sergecite.model.entry import Entry

TIDY = """\
@book{a,
  author = {Serge, Victor},
  title = {Memoirs of a {Revolutionary}},
  date = {1951},
}
"""


def house(text: str, layout: Layout = Layout()) -> str:  # noqa: B008  # a frozen value
    """Return a text in house style."""
    return apply(text, [change.splice for change in house_changes(text, scan(text), layout)])


def meaning(text: str) -> list[Entry]:
    """Return what a text says, places aside."""
    return [replace(entry, place="") for entry in parse_entries(text, "test.bib")[0]]


UNTOUCHED = {
    "nothing": "",
    "no entry": "  Just words, an@address.org and a % sign\n\n\n",
    "tidy": TIDY,
    "comment": "@comment{jabref-meta: a;\n  b;}\n\n\n\n@comment{x}",
    "string and preamble": '@string{ acm = "ACM" }\n@preamble{ "\\newcommand" }\n',
    "remark before an entry on its line": "% hidden: @book{a, title = {T} }\n",
    "text after an entry": TIDY.rstrip() + " % seen\n" + "remark\n",
    "never closed": "@book{a,\n title = {T,\n\n\n",
    "no citekey": "@book{ title = {T} }\n",
    "junk in the entry": "@book{a, title = {T}, what is this }\n",
    "remark in a value": "@book{a, title = {T} # % half\n {U} }\n",
    "remark before the comma": "@book{a, title = {T} % half\n , date = {1} }\n",
}


@pytest.mark.parametrize("text", UNTOUCHED.values(), ids=UNTOUCHED)
def test_stays_byte_for_byte(text: str) -> None:
    """What is no sound entry, and what is tidy, stays as it is."""
    assert house(text) == text


LAID_OUT = {
    "layout": (
        '@BOOK(a,TITLE="Memoirs of a {Revolutionary}",\n\tAuthor={Serge, Victor}  ,  date=1951)',
        TIDY,
    ),
    "macros and joins": (
        '@article{a, month=JAN, year = 1990, journal = acm#" Trans." # {x}}',
        "@article{a,\n  journal = acm # { Trans.} # {x},\n  year = {1990},\n  month = JAN,\n}\n",
    ),
    "repeated field": (
        "@book{a, note={1}, title={T}, note={2}}",
        "@book{a,\n  title = {T},\n  note = {1},\n  note = {2},\n}\n",
    ),
    "remarks stay with their field": (
        "@book{a, % first\n  title = {T}, % the title\n  % about the author\n  author = {A} % last\n  % end\n}",
        "@book{a,\n  % about the author\n  author = {A}, % last\n  % first\n  title = {T}, % the title\n  % end\n}\n",
    ),
    "broken lines": (
        "@book{a, title = {A\n     long title}, abstract = {One.\n  Two.}, note = {x\n\n  y}}",
        "@book{a,\n  title = {A long title},\n  note = {x\n\n  y},\n  abstract = {One.\n  Two.},\n}\n",
    ),
    "blank lines": (
        "\n\n@book{a,\n}\n@book{b,\n}\n\n\n\n@string{x = {y}}\n@book{c,\n}\n\n",
        "@book{a,\n}\n\n@book{b,\n}\n\n@string{x = {y}}\n\n@book{c,\n}\n",
    ),
    "byte order mark": ("\ufeff\n@book{a,title={T}}", "\ufeff@book{a,\n  title = {T},\n}\n"),
    "byte order mark in bytes": ("\xef\xbb\xbf@book{a,}", "\xef\xbb\xbf@book{a,\n}\n"),
    "Windows": ("@book{a,title={T}}\r\n\r\n", "@book{a,\r\n  title = {T},\r\n}\r\n"),
    "text between entries": (
        "@book{a,\n}\n% A heading\n\n  @book{b,\n}\n",
        "@book{a,\n}\n% A heading\n\n@book{b,\n}\n",
    ),
    "backslash at the end": ("@book{a, title = {T\\ } }", "@book{a,\n  title = {T\\ },\n}\n"),
    "unknown fields stay in order": (
        "@book{a, zz = {1}, aa = {2}, title = {T}}",
        "@book{a,\n  title = {T},\n  zz = {1},\n  aa = {2},\n}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LAID_OUT.values(), ids=LAID_OUT)
def test_is_laid_out(text: str, expected: str) -> None:
    """One layout for all; what is said stays, and twice is as good as once."""
    assert house(text) == expected
    assert house(expected) == expected
    assert meaning(text) == meaning(expected)


_WORD = st.text('aB1 é{}%#"\\,=@\n-', max_size=12)
_VALUE = st.one_of(
    _WORD.map(lambda text: "{" + text + "}"),
    _WORD.map(lambda text: f'"{text}"'),
    st.sampled_from(["1990", "jan", "acm"]),
)
_FIELD = st.tuples(
    st.sampled_from(["title", "Author", "note", "abstract", "date", "zz", "URL"]),
    st.sampled_from(["=", " = ", "\n=", "  =\t"]),
    st.lists(_VALUE, min_size=1, max_size=3).map(" # ".join),
    st.sampled_from([",", ", % remark\n", "\n  ,", ",\n% line\n", "", ","]),
).map("".join)
_ENTRY = st.tuples(
    st.sampled_from(["@book{k,", "@Article{ k2 ,", "@misc(k3,", "@online{k4,\n"]),
    st.lists(_FIELD, max_size=4).map(" ".join),
    st.sampled_from(["}", "\n}", ")"]),
).map("".join)
_FILE = st.lists(
    st.one_of(_ENTRY, st.sampled_from(["\n", "\r\n\r\n", "% c\n", "@comment{x}", '@string{acm = "A"}', "  ", "\f"])),
    max_size=6,
)


LAYOUTS = {
    "tab": (Layout(indent="\t"), "\tauthor = {A. B},\n\tnote = {x},"),
    "aligned": (Layout(align=True), "  author = {A. B},\n  note   = {x},"),
    "no trailing comma": (Layout(trailing_comma=False), "  author = {A. B},\n  note = {x}"),
    "as they came": (Layout(sort_fields=False), "  note = {x},\n  author = {A. B},"),
    "all of it": (Layout("", True, False, False), "note   = {x},\nauthor = {A. B}"),
}


@pytest.mark.parametrize(("layout", "fields"), LAYOUTS.values(), ids=LAYOUTS)
def test_what_can_be_chosen(layout: Layout, fields: str) -> None:
    """Each choice of house style, alone and with the others."""
    assert house("@book{a, note = {x}, author = {A. B}}", layout) == f"@book{{a,\n{fields}\n}}\n"


_LAYOUTS = st.builds(
    Layout, indent=st.sampled_from(["", " ", "\t"]), align=st.booleans(), trailing_comma=st.booleans(),
    sort_fields=st.booleans(),
)  # fmt: skip


@given(_FILE.map("".join), _LAYOUTS)
@settings(deadline=None)
def test_means_the_same_and_is_stable(text: str, layout: Layout) -> None:
    """Whatever the text: the entries read the same, what is no entry stays in order, and a second run changes nothing."""
    new = house(text, layout)
    assert meaning(new) == meaning(text)
    assert house(new, layout) == new
    assert _others(new) == _others(text)


def _others(text: str) -> list[str]:
    return [text[block.start : block.end] for block in scan(text) if block.kind != "entry" or block.faults]


@pytest.mark.slow
def test_real_files(shared: Path) -> None:
    """Every real file means the same in house style, and is stable."""
    paths = sorted(path for path in (shared / "data" / "bib").rglob("*.bib") if path.is_file())
    assert paths
    for path in paths:
        text = path.read_bytes().decode("latin-1")
        new = house(text)
        assert house(new) == new, path
        assert meaning(new) == meaning(text), path
