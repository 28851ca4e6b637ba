"""Damaged files: whatever was cut, spliced or garbled in one, nothing fails, and what the damage did not touch is there.

SERGECITE_SEEDS=20000 runs more of the same.
"""

import os
import random
import re
from pathlib import Path

import pytest

from sergecite.bibtex.parse import parse_entries
from sergecite.bibtex.scan import fields, scan
from sergecite.errors import SergeciteError
from sergecite.model.entry import Entry
from sergecite.store.bibfile import BibFile
from sergecite.store.encoding import decode
from sergecite.store.library import Library
from sergecite.store.threeway import UnmergeableError, merge
from tests.store.conftest import TEXT

SEEDS = range(int(os.environ.get("SERGECITE_SEEDS", "300")))
JUNK = [
    b"{", b"}", b'"', b"@", b"%", b",", b"#", b"=", b"\\", b"(", b")", b"\r", b"\n", b"\r\n", b"\x00", b"\xff", b"\xe9",
    b"\xef\xbb\xbf", "é".encode(), b"@book{", b"@comment{", b"@comment{{", b"@string{x = ", b'@preamble{"', b"\n@misc{k,",
    b"\n@article{k, title = {", b"title = {", b'title = "', b"<<<<<<< ours\n", b"\x1b[31m", b"@@@", b"}}}", b"{{{{", b"\f", b"\x1a",
    b"%\n", b'{\\"o}', b"month = jan # ", b"\t", b"\xc2\xa0", b"\xe2\x80\xae", b"@ book {", b"@book(", b"{}", b"\n%@book{gone,\n",
]  # fmt: skip

OLD = TEXT.replace("Encoding: UTF-8", "Encoding: Cp1250").replace("Men in Prison", "Muži ve vězení").encode("cp1250")
"""A file that says it is in an old encoding."""


def damaged(data: bytes, chance: random.Random, other: bytes) -> bytes:
    """Return a text with a few random cuts, insertions, moves and changes of encoding."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(data))
        stop = min(len(data), start + int(chance.expovariate(1 / 20)))
        match chance.randint(0, 7):
            case 0:
                data = data[:start] + data[stop:]
            case 1 | 2:
                data = data[:start] + chance.choice(JUNK) + data[start:]
            case 3:
                data = data[:start] + chance.choice(JUNK) + data[stop:]
            case 4:
                data = data[:start] + data[start:stop] * chance.randint(2, 4) + data[stop:]
            case 5:
                at = chance.randint(0, len(other))
                data = data[:start] + other[at : at + chance.randint(1, 200)] + data[start:]
            case 6:
                data = data[:start] + bytes(chance.randrange(256) for _ in range(chance.randint(1, 8))) + data[start:]
            case 7:
                data = chance.choice(
                    [
                        lambda text: text.replace(b"\n", b"\r\n"),
                        lambda text: text.replace(b"\n", b"\r"),
                        lambda text: text.replace(b"\n", b"\r\n", 3),
                        lambda text: b"\xef\xbb\xbf" + text,
                        lambda text: decode(text).encode("latin-1", errors="replace"),
                        lambda text: text[: len(text) // 2],
                    ]
                )(data)
    return data


def _whole(file: BibFile) -> None:
    """Check that blocks and the gaps between them are the text, and fields lie in their blocks."""
    position = 0
    for block in file.blocks:
        assert position <= block.start < block.end <= len(file.view)
        at = block.start
        for field in fields(file.view, block):
            assert at <= field.start < field.name_end <= field.value_start <= field.value_end <= field.end <= block.end
            at = field.end
        position = block.end


def _texts(shared: Path | None) -> list[bytes]:
    texts = [
        TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        "@book{é, title = {Été}}\n@misc{b}\n".encode("latin-1"),
    ]
    if shared is not None:
        found = sorted((shared / "data" / "bib").rglob("*.bib"))
        texts += [path.read_bytes()[:20_000] for path in found[::12]]
    return texts


@pytest.mark.slow
def test_damage_is_no_failure(shared: Path) -> None:
    """Reading goes through, offsets are sound, and the merge of damaged versions loses nothing or says it cannot."""
    texts = _texts(shared)
    for seed in SEEDS:
        chance = random.Random(seed)
        data = chance.choice(texts)
        ours, theirs = (damaged(data, chance, chance.choice(texts)) for _ in range(2))
        file = BibFile(Path("a.bib"), "a.bib", ours, None)
        _whole(file)
        entries, problems = parse_entries(file.text, "a.bib")
        assert all(entry.place and isinstance(entry.text("title"), str) for entry in entries), seed
        assert all(problem.place for problem in problems), seed
        try:
            merged = merge(*(text.decode("latin-1") for text in (data, ours, theirs)))
        except UnmergeableError:
            continue
        kept = {merged.text[block.start : block.end] for block in scan(merged.text)}
        before = {block.key for block in scan(data.decode("latin-1")) if block.kind == "entry"}
        for side in (ours, theirs):
            view = side.decode("latin-1")
            new = {block.key for block in scan(view) if block.kind == "entry"} - before
            assert new <= {block.key for text in kept for block in scan(text)}, seed


@pytest.mark.slow
def test_a_damaged_library_goes_there_and_back(root: Path) -> None:
    """In a damaged library a change is made and taken back byte by byte, or refused in words with nothing written."""
    path = root / "a.bib"
    done = 0
    for seed in SEEDS[: len(SEEDS) // 3]:
        chance = random.Random(seed)
        data = damaged(OLD if seed % 3 == 0 else TEXT.encode(), chance, TEXT.encode())
        path.write_bytes(data)
        library = Library.open(root)
        try:
            entries = library.entries()
            assert library.citekeys() == [entry.citekey for entry in entries], seed
            library.add([Entry(citekey="sergecite:fresh", entry_type="book", fields={"title": "Fresh"})])
            assert path.read_bytes().startswith(data), seed
            assert {entry.citekey for entry in entries} <= set(library.citekeys()), seed
            library.remove(["sergecite:fresh"])
        except SergeciteError:
            pass
        else:
            done += 1
        assert path.read_bytes() == data, seed
        for entry in entries[:2]:
            try:
                library.set_fields(entry.citekey, {"note": "n"})
            except SergeciteError:
                assert path.read_bytes() == data, seed
            else:
                library.undo()
                assert path.read_bytes() == data, seed
    assert done > len(SEEDS) // 5


ENTRY = '@book{{key{0},\n  title = {{Title {0} and {{More}}}},\n  author = "Name {0}",\n  year = {0},\n}}\n'
HURTS = [
    ("  title = {Title 4 and {More}},", "  title = {Title 4 and {More},"),
    ("  title = {Title 4 and {More}},", "  title = Title 4 and {More}},"),
    ("  title = {Title 4 and {More}},", "  title = {Title 4 and {More}}}}},"),
    ('"Name 4"', '"Name 4'),
    ('"Name 4"', 'Name 4"'),
    ('"Name 4"', '"Name {4"'),
    ("  year = 4,\n}\n", "  year = 4,\n"),
    ("  year = 4,\n}\n", "  year = ,\n}\n"),
    ("@book{key4,", "@book{key4"),
    ("@book{key4,", "@book{"),
    ("@book{key4,", "@book{@book{key4,"),
    ("@book{key4,", "@comment{@book{key4,"),
    ("@book{key4,", "@string{key4,"),
    ("@book{key4,", "@book(key4,"),
    ("@book{key4,", "@preamble{"),
    ("@book{key4,", '@book{key4, \x00\x00 {{{ """ ==='),
    ("  year = 4,\n", "<<<<<<< ours\n  year = 4,\n=======\n  year = 5,\n>>>>>>> theirs\n"),
    ("  year = 4,\n", "  note = {mail@example.org and @home {y}},\n"),
    ("  year = 4,\n", '  % a comment with { and " and @book{x,\n'),
    ("  year = 4,\n", "  note = " + "{" * 3000 + ",\n"),
    ("  year = 4,\n", "  note = {" + "}" * 3000 + ",\n"),
]  # fmt: skip


@pytest.mark.parametrize(("was", "becomes"), HURTS, ids=range(len(HURTS)))
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_what_stands_before_and_after_damage_survives(was: str, becomes: str, newline: str) -> None:
    """One damaged entry costs at most itself: those before and after read exactly as they did."""
    sound = "\n".join(ENTRY.format(number) for number in range(9))
    assert was in sound
    hurt = sound.replace(was, becomes).replace("\n", newline)
    entries = {entry.citekey: entry for entry in parse_entries(hurt, "")[0]}
    for number in (0, 1, 2, 3, 5, 6, 7, 8):
        entry = entries[f"key{number}"]
        assert entry.fields["title"] == f'Title {number} and <span class="nocase">More</span>'
        assert re.fullmatch(str(number), entry.fields["year"])
        assert entry.people[0].given == "Name"
