"""The scanner: blocks and gaps, exact brace rules, broken blocks."""

import time
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sergecite.bibtex.raw import read_entry
from sergecite.bibtex.scan import LOOKBACK, Block, blocks, fields, line_of, parts, scan, settled

NO_BLOCK = [
    "",
    "plain text",
    "me@example.org is an address",
    "write to me@home {x} please",
    "%@book{a,\n%  title = {x},\n%}\n",
    "@",
    "@ {",
    "@comment without braces\n",
]


def _shape(text: str) -> list[tuple[str, str, dict[str, str]]]:
    return [
        (
            block.entry_type,
            block.key,
            {
                text[field.start : field.name_end]: text[field.value_start : field.value_end]
                for field in fields(text, block)
            },
        )
        for block in scan(text)
    ]


@pytest.mark.parametrize("text", NO_BLOCK)
def test_no_block(text: str) -> None:
    """Remarks, addresses and entries taken out line by line are no blocks."""
    assert scan(text) == []


WELL_FORMED = {
    "@book{a, title = {T}}": ("book", "a", {"title": "{T}"}),
    "@Book { a ,\n title={T} , }": ("Book", "a", {"title": "{T}"}),
    "@book(a, title = {T)}, year = 1999)": ("book", "a", {"title": "{T)}", "year": "1999"}),
    '@book{a, title = "T {"} {b}"}': ("book", "a", {"title": '"T {"} {b}"'}),
    '@book{a, title = {x} # acm # "y"}': ("book", "a", {"title": '{x} # acm # "y"'}),
    "@book{a,\n% a comment with } and = and ,\n title = {T} % more }\n}": ("book", "a", {"title": "{T}"}),
    r"@book{a, title = {C:\dir\\}, x = {\}}": ("book", "a", {"title": r"{C:\dir\\}", "x": r"{\}"}),
    "@commentary{a, title = {T}}": ("commentary", "a", {"title": "{T}"}),
    "@mv-book{a, title = {T}}": ("mv-book", "a", {"title": "{T}"}),
    "@book\n{a,title={T}}": ("book", "a", {"title": "{T}"}),
    "@book{a}": ("book", "a", {}),
    "@book{a,\n @url = {x},\n year = 2015\n}": ("book", "a", {"@url": "{x}", "year": "2015"}),
    "@book{Müller:2001/x+y, author+an = {1=x}}": ("book", "Müller:2001/x+y", {"author+an": "{1=x}"}),
    "@book{a, t = {{{{{{{{deep}}}}}}}}}": ("book", "a", {"t": "{{{{{{{{deep}}}}}}}}"}),
    "x} @book{a, title = {T}}": ("book", "a", {"title": "{T}"}),
    "%@book{a, title = {T}}\n": ("book", "a", {"title": "{T}"}),
}


@pytest.mark.parametrize(("text", "shape"), WELL_FORMED.items())
def test_well_formed(text: str, shape: tuple[str, str, dict[str, str]]) -> None:
    """Entries by BibTeX's rules, and with biber's comments."""
    assert _shape(text) == [shape]
    assert scan(text)[0].faults == ()


FAULTY = {
    "@book{a title = {T}}": ("a", {"title": "{T}"}, "a comma is missing after the citekey"),
    "@book{a, title = {T} year = 1999}": ("a", {"title": "{T}", "year": "1999"}, "a comma is missing before year"),
    "@book{title = {T}}": ("", {"title": "{T}"}, "the entry has no citekey"),
    "@book{, title = {T}}": ("", {"title": "{T}"}, "the entry has no citekey"),
    "@book{a, title = , year = 1}": ("a", {"title": "", "year": "1"}, "title has no value"),
    "@book{a, oops, year = 1}": ("a", {"year": "1"}, "'oops' is no field"),
    "@book{a,, year = 1}": ("a", {"year": "1"}, None),
    "@book{a, year = 1,, note = {n}}": ("a", {"year": "1", "note": "{n}"}, "a comma too many"),
    "@book{my key, title = {T}}": ("my key", {"title": "{T}"}, None),
}


@pytest.mark.parametrize(("text", "shape"), FAULTY.items())
def test_faulty_entries_are_read_and_reported(text: str, shape: tuple[str, dict[str, str], str | None]) -> None:
    """A fault inside an entry costs nothing but a complaint."""
    (block,) = scan(text)
    key, found, reason = shape
    assert (block.key, _shape(text)[0][2]) == (key, found)
    assert block.end == len(text)
    assert not block.broken
    assert reason is None or reason in [fault.reason for fault in block.faults]


UNCLOSED = {
    "brace": "@book{a,\n title = {T,\n year = 1999,\n}\n\n@book{b, title = {U}}\n",
    "quote": '@book{a,\n title = "T,\n year = 1999,\n}\n\n@book{b, title = {U}}\n',
    "entry": "@book{a,\n title = {T},\n year = 1999\n\n@book{b, title = {U}}\n",
}


@pytest.mark.parametrize("text", UNCLOSED.values(), ids=UNCLOSED.keys())
def test_what_is_never_closed_ends_before_the_next_block(text: str) -> None:
    """A missing brace or quote costs one entry, which is still there, and says where it breaks."""
    first, second = scan(text)
    assert (first.key, second.key) == ("a", "b")
    assert first.broken
    assert not second.faults
    assert text[first.end :].startswith("\n\n@book{b")
    assert "year" in _shape(text)[0][2]


def test_special_blocks() -> None:
    """@string, @preamble and @comment are blocks of their own; what they hold is no entry."""
    text = '@string{acm = {ACM}}@preamble{"x"}@comment{@book{a, title={T}}}@STRING(j = {J})'
    assert [(block.kind, text[block.start : block.end][:8]) for block in scan(text)] == [
        ("string", "@string{"),
        ("preamble", "@preambl"),
        ("comment", "@comment"),
        ("string", "@STRING("),
    ]
    assert _shape(text)[0][2] == {"acm": "{ACM}"}


def test_parts_of_a_value() -> None:
    """A value is cut at `#` outside braces and quotes; the delimiters are left out."""
    text = '{a # b} # "c # d" # jan # 12'
    assert [(kind, text[start:end]) for kind, start, end in parts(text, 0, len(text))] == [
        ("braced", "a # b"),
        ("quoted", "c # d"),
        ("bare", "jan"),
        ("bare", "12"),
    ]


@pytest.mark.parametrize(("text", "line"), [("a\nb\nc", 3), ("a\r\nb\r\nc", 3), ("a\rb\rc", 3), ("c", 1)])
def test_lines(text: str, line: int) -> None:
    """Every kind of line ending ends a line."""
    assert line_of(text, text.index("c")) == line


_PIECE = st.sampled_from(
    [
        "@book{",
        "@string{",
        "@comment{",
        "@",
        "{",
        "}",
        '"',
        ",",
        "=",
        "#",
        "%",
        "\n",
        " ",
        "a",
        "title",
        "key",
        "\\",
        "(",
        ")",
        "é",
    ]
)


@given(st.lists(_PIECE, max_size=40).map("".join))
def test_any_text_is_covered(text: str) -> None:
    """Whatever the text: blocks are in order, inside it, not empty, and their fields lie inside them."""
    position = 0
    for block in scan(text):
        assert position <= block.start < block.end <= len(text)
        position = block.end
        at = block.start
        for field in fields(text, block):
            assert at <= field.start <= field.name_end <= field.value_start <= field.value_end <= field.end <= block.end
            at = field.end


@given(st.lists(_PIECE, max_size=30).map("".join), st.lists(_PIECE, max_size=30).map("".join))
def test_scanning_goes_on_from_any_block(left: str, right: str) -> None:
    """What was found up to a block does not matter for what follows it."""
    text = left + "\n@book{x, title = {T}}\n" + right
    found = scan(text)
    for number, block in enumerate(found):
        assert list(blocks(text, block.start)) == found[number:]


_ENTRY = st.sampled_from([
    "@book{x, title = {T}}\n", "@book{y, a = 1}", "% @book{z, t = {x}} ", "@book(p, t = {(})\n", "@comment{x}", "a@b{c, d = {e}}",
    "@string{m = {x}}\n", "@book{w, t = {{{{{{deep}}}}}}}\n", "@book{v, t = {x} u = 1}\n", "@book{u, t = {open\n", "% note\n", "\n",
    "@misc{%, x = {y}\n q, t = {v}}\n",
])  # fmt: skip
_TEXT = st.lists(_ENTRY | _PIECE, max_size=14).map("".join)


@settings(max_examples=400, deadline=None)
@given(_TEXT, _TEXT, st.integers(0, 400))
def test_what_is_settled_stays(text: str, other: str, at: int) -> None:
    """Up to the end of a settled block after settled ones, a text reads the same whatever follows."""
    position = 0
    head: list[Block] = []
    for block in scan(text):
        if not settled(text, position, block):
            break
        head.append(block)
        position = block.end
        changed = text[:position] + other + text[position + at :]
        assert list(islice(blocks(changed), len(head))) == head


@settings(max_examples=400, deadline=None)
@given(_TEXT, _TEXT, _TEXT)
def test_what_follows_a_block_in_the_same_place_is_the_same(left: str, other: str, right: str) -> None:
    """Where a block stands as before, further from a change than the scanner looks back, all that follows does, too."""
    right = "\n" + "x" * LOOKBACK + "\n" + right
    old, new = left + right, other + right
    shift = len(new) - len(old)
    before = [(block.start + shift, block.end + shift) for block in scan(old)]
    after = [(block.start, block.end) for block in scan(new)]
    for number, place in enumerate(after):
        if place in before and place[1] - LOOKBACK >= len(other):
            assert after[number:] == before[before.index(place) :]


@given(_TEXT)
def test_fields_are_read_in_one_step_as_one_by_one(text: str) -> None:
    """The quick way to read an entry that follows every rule gives what the careful one gives."""
    for block in scan(text):
        if block.kind == "entry":
            heard: list[list[tuple[str, int]]] = [[], []]
            quick, careful = (
                read_entry(text, one, {"m": "M"}, lambda name, offset, told=told: told.append((name, offset)))  # type: ignore[misc]
                for one, told in zip((block, block._replace(whole=False)), heard, strict=True)
            )
            assert (quick, list(quick.fields), heard[0]) == (careful, list(careful.fields), heard[1])


HOSTILE = {
    "deep braces": "@book{a, t = " + "{" * 200_000 + "}" * 200_000 + "}",
    "unclosed braces": "@book{a, t = " + "{" * 500_000,
    "many unclosed entries": "@book{a, t = {x\n" * 20_000,
    "many unclosed entries and closing braces": "@book{a, t = {x\n" * 5_000 + "}" * 10_000,
    "many quotes": '@book{a, t = "' * 20_000,
    "many at signs": "@" * 1_000_000,
    "one long field": "@book{a, t = {" + "x" * 5_000_000 + "}}",
    "blanks": "@book{a," + " " * 1_000_000 + "t = {x}}",
    "hashes": "@book{a, t = " + "{x} # " * 100_000 + "{x}}",
    "NUL": "@book{a\x00b, t = {\x00}}",
    "percent": "@book{a,\n" + "%\n" * 300_000 + "t = {x}}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_linear_time(text: str) -> None:
    """No text makes the scanner slow: a quadratic step would take minutes here."""
    began = time.process_time()
    found = scan(text)
    for block in found[:10]:
        fields(text, block)
    assert time.process_time() - began < 20
    assert all(isinstance(block, Block) for block in found)
