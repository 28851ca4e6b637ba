"""The merge of two versions of a library: nothing lost, nothing invented, conflicts only where both sides disagree."""

import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sergecite.bibtex.edit import append_entries, apply, remove_blocks, rename_entry, set_field, unset_field
from sergecite.bibtex.scan import scan
from sergecite.store.threeway import Merged, merge

BASE = """\
% Encoding: UTF-8
@string{pm = "PM Press"}

@Book{serge1930prison,
  author    = "Serge, Victor",
  title     = {Men in Prison},
  publisher = pm, % a remark
  keywords  = {primary, novel},
  year      = 1930
}

% the essays
@article{serge1938marxism, title={Marxism in Our Time}, author={Serge, Victor}}
@INCOLLECTION{greeman1967,
\tAUTHOR = {Greeman, Richard},
\tTITLE = {Introduction},
}
% the end
"""


def _changed(text: str, *replacements: tuple[str, str]) -> str:
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return text


TITLE = ("{Men in Prison}", "{Men in Jail}")
YEAR = ("= 1930\n", "= 1931\n")
MARX = "@article{serge1938marxism, title={Marxism in Our Time}, author={Serge, Victor}}\n"
NEW = ("% the end\n", "@book{new, title = {New}}\n% the end\n")
OTHER = ("% the end\n", "@book{other, title = {Other}}\n% the end\n")
QUOTES = ('"Serge, Victor"', "{Serge, Victor}")

CLEAN = {
    # ours, theirs, both
    "two entries": ([TITLE], [("{Introduction}", "{Foreword}")], [TITLE, ("{Introduction}", "{Foreword}")]),
    "two fields of one": ([TITLE], [YEAR], [TITLE, YEAR]),
    "the same change": ([TITLE, YEAR], [TITLE], [TITLE, YEAR]),
    "layout and content": ([QUOTES, ("  author    =", "    author =")], [TITLE], [QUOTES, TITLE, ("  author    =", "    author =")]),
    "a comment and content": ([TITLE], [("% a remark", "% another")], [TITLE, ("% a remark", "% another")]),
    "type and field": ([("@Book", "@Collection")], [TITLE], [("@Book", "@Collection"), TITLE]),
    "removed and changed elsewhere": ([(MARX, "")], [TITLE], [(MARX, ""), TITLE]),
    "two new entries": ([NEW], [OTHER], [("% the end\n", "@book{new, title = {New}}\n@book{other, title = {Other}}\n% the end\n")]),
    "the same new entry": ([NEW], [NEW], [NEW]),
    "text outside": ([("% the end", "% The End")], [("% the essays", "% The essays")], [("% the end", "% The End"), ("% the essays", "% The essays")]),
    "renamed and changed": ([("{serge1938marxism", "{marxism")], [("Our Time", "our Time")], [("{serge1938marxism", "{marxism"), ("Our Time", "our Time")]),
    "tags on both sides": (
        [("{primary, novel}", "{primary, prison}")], [("{primary, novel}", "{primary, novel, 1930}")],
        [("{primary, novel}", "{primary, prison, 1930}")],
    ),
    "a field gone, another new": (
        [("  keywords  = {primary, novel},\n", "")], [("  year      = 1930\n", "  year      = 1930,\n  note      = {N}\n")],
        [("  keywords  = {primary, novel},\n", ""), ("  year      = 1930\n", "  year      = 1930,\n  note      = {N}\n")],
    ),
    "a macro in place of text": ([TITLE], [("publisher = pm,", "publisher = pm # { and AK},")], [TITLE, ("publisher = pm,", "publisher = pm # { and AK},")]),
    "a macro's text": ([('"PM Press"', '"PM"')], [TITLE], [('"PM Press"', '"PM"'), TITLE]),
    "a comment before a removed entry": ([(MARX, "")], [("% the essays", "% the one essay")], [(MARX, ""), ("% the essays", "% the one essay\n\n% the essays")]),
}  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs", "wanted"), CLEAN.values(), ids=CLEAN)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_changes_that_agree_are_both_made(
    ours: list[tuple[str, str]], theirs: list[tuple[str, str]], wanted: list[tuple[str, str]], newline: str
) -> None:
    """Two sides that do not disagree merge without a conflict, byte for byte what both wanted."""
    texts = [_changed(BASE, *changes).replace("\n", newline) for changes in ([], ours, theirs, wanted)]
    assert merge(*texts[:3]) == Merged(texts[3], ())
    again = merge(texts[0], texts[2], texts[1])
    assert again.conflicts == ()
    assert sorted(re.findall(r"\w+", again.text)) == sorted(re.findall(r"\w+", texts[3]))


CONFLICTS = {
    "a field": ([TITLE], [("{Men in Prison}", "{In Prison}"), YEAR], "serge1930prison: title"),
    "two fields": ([TITLE, YEAR], [("{Men in Prison}", "{In Prison}"), ("= 1930\n", "= 1932\n")], "serge1930prison: title, year"),
    "removed and changed": ([(MARX, "")], [("Our Time", "our Time")], "serge1938marxism: one side changed it, the other took it away"),
    "two works of one key": ([NEW], [(NEW[0], NEW[1].replace("New", "Old"))], "new: added on both sides, not alike"),
    "a macro": ([('"PM Press"', '"PM"')], [('"PM Press"', '"P.M."')], "@string pm: changed on both sides"),
    "two names": ([("{greeman1967", "{greeman")], [("{greeman1967", "{rg1967")], "greeman1967: key"),
}  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs", "said"), CONFLICTS.values(), ids=CONFLICTS)
def test_disagreement_stands_between_markers(
    ours: list[tuple[str, str]], theirs: list[tuple[str, str]], said: str
) -> None:
    """Where both sides changed the same thing, both versions stay, between markers, and all else is merged."""
    left, right = _changed(BASE, *ours), _changed(BASE, *theirs)
    merged = merge(BASE, left, right)
    assert merged.conflicts == (said,)
    assert len(re.findall(r"^<{7} ours$", merged.text, re.MULTILINE)) == 1
    kept = re.sub(r"^<{7} ours\n((?:.*\n)*?)={7}\n((?:.*\n)*?)>{7} theirs$", r"\1", merged.text, flags=re.MULTILINE)
    assert set(_blocks(left)) <= set(_blocks(kept))
    assert set(_blocks(right)) <= set(_blocks(merged.text))


def test_a_file_without_a_newline_at_its_end() -> None:
    """Markers and new entries begin on lines of their own."""
    base = "@book{a, title = {A}}"
    assert merge(base, base + "\n@book{b, title = {B}}", base + "\n@book{c, title = {C}}").text == (
        "@book{a, title = {A}}\n@book{b, title = {B}}\n@book{c, title = {C}}"
    )
    assert merge(base, base.replace("A}", "1}"), base.replace("A}", "2}")).text == (
        "<<<<<<< ours\n@book{a, title = {1}}\n=======\n@book{a, title = {2}}\n>>>>>>> theirs"
    )


def test_new_first_entries_are_kept_apart() -> None:
    """Both sides put an entry at the very beginning."""
    base = "@book{a, title = {A}}\n"
    assert merge(base, "@book{b, title = {B}}\n\n" + base, "@book{c, title = {C}}\n\n" + base).text == (
        "@book{b, title = {B}}\n\n@book{c, title = {C}}\n\n" + base
    )


def test_an_order_that_one_side_changed_is_kept() -> None:
    """A file sorted on one side and added to on the other is sorted, with the new entry where it can be."""
    base = "@book{b, title = {B}}\n\n@book{a, title = {A}}\n"
    ours = "@book{a, title = {A}}\n\n@book{b, title = {B}}\n"
    theirs = base + "\n@book{c, title = {C}}\n"
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert merged.conflicts == ()
        assert _keys(merged.text) == ["a", "c", "b"] or _keys(merged.text) == ["a", "b", "c"]


def _keys(text: str) -> list[str]:
    return [block.key for block in scan(text) if block.kind == "entry"]


def _blocks(text: str) -> list[str]:
    return [text[block.start : block.end] for block in scan(text)]


def _bare(blocks: list[str]) -> list[str]:
    """Leave out the style: a new entry takes that of the entries it meets."""
    return [re.sub(r"[\s,]+(?=})|\s+", "", block).translate({ord(sign): None for sign in '"{}'}) for block in blocks]


Change = Callable[[str], str]
_WORDS = st.sampled_from(["One", "Deux", "Drei", "Quattro"])
_KEYS = ["k0", "k1", "k2", "k3", "k4", "k5"]


@st.composite
def _libraries(draw: st.DrawFn) -> str:
    """Draw a library of six entries in several styles with text between them."""
    entries = []
    for key in _KEYS:
        names = draw(
            st.lists(st.sampled_from(["author", "title", "year", "note", "keywords"]), unique=True, max_size=4)
        )
        quote = draw(st.sampled_from(['"%s"', "{%s}"]))
        written = [f"shorttitle = {quote % key}", *(f"{name} = {quote % draw(_WORDS)}" for name in names)]
        inner = draw(st.sampled_from([", ", ",\n  ", ",\n\t"])).join([key, *written])
        end = draw(st.sampled_from(["", ",", ",\n"]))
        entries.append(f"@book{{{inner}{end}}}")
    gaps = st.sampled_from(["\n", "\n\n", "\n% a remark\n", "\n\n% mail@example.org\n\n", " "])
    return draw(st.sampled_from(["", "% head\n"])) + "".join(entry + draw(gaps) for entry in entries)


def _set(key: str, name: str, value: str) -> Change:
    def change(text: str) -> str:
        block = next(block for block in scan(text) if block.key == key)
        return apply(text, set_field(text, block, name, value))

    return change


def _unset(key: str, name: str) -> Change:
    def change(text: str) -> str:
        block = next(block for block in scan(text) if block.key == key)
        return apply(text, unset_field(text, block, name))

    return change


def _removed(key: str) -> Change:
    def change(text: str) -> str:
        block = next(block for block in scan(text) if block.key == key)
        return apply(text, remove_blocks(text, [block]))

    return change


def _renamed(key: str) -> Change:
    def change(text: str) -> str:
        block = next(block for block in scan(text) if block.key == key)
        return apply(text, rename_entry(block, key + "x"))

    return change


def _added(key: str, title: str) -> Change:
    return lambda text: apply(text, [append_entries(text, [("book", key, {"title": title})], scan(text))])


@st.composite
def _changes(draw: st.DrawFn, keys: list[str], new: str) -> list[Change]:
    """Draw changes of some entries, and perhaps a new one."""
    found: list[Change] = []
    for key in keys:
        match draw(st.integers(0, 5)):
            case 0 | 1:
                names = draw(st.lists(st.sampled_from(["author", "title", "year", "pages"]), unique=True, min_size=1))
                found += [_set(key, name, draw(_WORDS) + new) for name in names]
            case 2:
                found.append(_removed(key))
            case 3:
                found.append(_renamed(key))
    if draw(st.booleans()):
        found.append(_added(new, draw(_WORDS)))
    return found


def _done(text: str, changes: list[Change]) -> str:
    for change in changes:
        text = change(text)
    return text


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_changes_of_different_entries_are_all_made(data: st.DataObject) -> None:
    """Merging changes of different entries gives what making all of them gives, and the same whoever merges."""
    base = data.draw(_libraries())
    left = data.draw(_changes(_KEYS[::2], "mine"))
    right = data.draw(_changes(_KEYS[1::2], "yours"))
    ours, theirs = _done(base, left), _done(base, right)
    merged, mirrored = merge(base, ours, theirs), merge(base, theirs, ours)
    assert merged.conflicts == mirrored.conflicts == ()
    both = _done(ours, right)
    assert _bare(_blocks(merged.text)) == _bare(_blocks(both))
    assert sorted(_blocks(mirrored.text)) == sorted(_blocks(merged.text))
    assert _said(merged.text) >= _said(both)


def _said(text: str) -> set[str]:
    """Return the remarks between entries."""
    return {line.strip() for line in text.splitlines() if line.startswith("%")}


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_changes_of_different_fields_are_all_made(data: st.DataObject) -> None:
    """Merging changes of different fields of the same entry gives what making both gives."""
    base = data.draw(_libraries())
    key = data.draw(st.sampled_from(_KEYS))
    sides: list[str] = []
    every: list[Change] = []
    for names in (["author", "title"], ["year", "note", "pages"]):
        name = data.draw(st.sampled_from(names))
        block = next(block for block in scan(base) if block.key == key)
        there = f" {name} = " in base[block.start : block.end] or f"\t{name} = " in base[block.start : block.end]
        gone = there and data.draw(st.booleans())
        change = _unset(key, name) if gone else _set(key, name, data.draw(_WORDS) + "!")
        sides.append(change(base))
        every.append(change)
    assume(base not in sides)
    merged = merge(base, *sides)
    assert merged.conflicts == ()
    assert _fields(merged.text, key) == _fields(_done(base, every), key)
    assert _fields(merge(base, sides[1], sides[0]).text, key) == _fields(merged.text, key)


def _fields(text: str, key: str) -> list[str]:
    entry = next(text[block.start : block.end] for block in scan(text) if block.key == key)
    return sorted(re.findall(r"\w+ = [{\"][^{}\"]*[}\"]", entry))


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_nothing_is_lost_whatever_both_sides_do(data: st.DataObject) -> None:
    """Each entry as either side left it is there, save where it merged with the other side's or the other took it away."""
    base = data.draw(_libraries())
    ours = _done(base, data.draw(_changes(_KEYS, "mine")))
    theirs = _done(base, data.draw(_changes(_KEYS, data.draw(st.sampled_from(["mine", "yours"])))))
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = merge(base, one, other)
        keys = set(_keys(merged.text))
        old = {block.key: base[block.start : block.end] for block in scan(base)}
        for side, against in ((one, other), (other, one)):
            opposite = set(_keys(against))
            for block in scan(side):
                text = side[block.start : block.end]
                gone = old.get(block.key) == text and block.key not in opposite
                assert text in merged.text or block.key in keys or f"{block.key}x" in keys or gone, (block.key, merged)
        assert bool(merged.conflicts) == ("<<<<<<<" in merged.text)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='@{}"=,% \n\rab#kbook\xe9', max_size=80), st.text(alphabet='@{}"=,% \nab', max_size=80))
def test_a_side_that_did_nothing_does_not_count(base: str, other: str) -> None:
    """Whatever the text: merge(base, x, x) and merge(base, base, x) are x."""
    assert merge(base, other, other) == merge(base, base, other) == merge(base, other, base) == Merged(other, ())
