"""`sergecite parse`: lines in, cites out."""

import json
import subprocess
import sys

import pytest


def _run(stdin: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "sergecite", "parse", "-", *options], input=stdin, capture_output=True, check=False
    )


@pytest.mark.parametrize(
    ("stdin", "lines"),
    [
        (b"", []),
        (b"\n", [""]),
        (b"Ibid.\n\nIbid.", ["Ibid.", "", "Ibid."]),
        (b"\xef\xbb\xbfIbid.\r\nIbid.\r\n", ["Ibid.", "Ibid."]),
        ("Ibid.\u2028\x0bIbid.\n".encode(), ["Ibid.\u2028\x0bIbid."]),
    ],
)
def test_one_object_per_line(stdin: bytes, lines: list[str]) -> None:
    """Every line has its object, blank ones too; only a line feed ends a line."""
    done = _run(stdin, "--json")
    rows = json.loads(done.stdout)
    assert (0, lines) == (done.returncode, [row["text"] for row in rows])
    assert list(range(1, len(lines) + 1)) == [row["line"] for row in rows]


def test_a_cite_has_every_field() -> None:
    """The fields scripts rely on are always there."""
    (row,) = json.loads(_run(b"Cf. Smith, op. cit., n. 5, p. 12.", "--json").stdout)
    (cite,) = row["cites"]
    assert cite == {
        "kind": "cross-note",
        "text": "Smith, op. cit., n. 5, p. 12",
        "start": 4,
        "end": 32,
        "item": {"type": "document", "author": [{"family": "Smith"}]},
        "locator": "12",
        "label": "page",
        "prefix": "Cf.",
        "suffix": "",
        "status": "unresolved",
        "citekey": None,
        "confidence": 0.0,
        "antecedent": {"note": "5", "cite": 0},
        "candidates": [],
        "evidence": [],
        "source": "note",
    }


def test_a_listing_for_people() -> None:
    """Without --json each line is followed by what was read from it, in words."""
    done = _run(
        b"Victor Serge, Memoirs of a Revolutionary (London: Oxford University Press, 1963), 12.\n\nEmphasis added.\n"
    )
    assert done.stdout.decode().splitlines() == [
        "1: Victor Serge, Memoirs of a Revolutionary (London: Oxford University Press, 1963), 12.",
        "    [full] Victor Serge, Memoirs of a Revolutionary (London: Oxford University Press, 1963), 12",
        "        type: book",
        "        author: Serge, Victor",
        "        title: Memoirs of a Revolutionary",
        "        publisher-place: London",
        "        publisher: Oxford University Press",
        "        issued: 1963",
        "        page cited: 12",
        "3: Emphasis added.",
        "    cites nothing",
    ]


@pytest.mark.parametrize("stdin", [b"Ibid.\0\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"])
def test_what_is_no_text_is_refused(stdin: bytes) -> None:
    """An image or other binary file is an error in the input, and nothing is printed for it."""
    done = _run(stdin, "--json")
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"not a text" in done.stderr


def test_a_line_that_is_no_utf8_is_named_and_the_rest_goes_on() -> None:
    """One bad line never loses the others."""
    done = _run("Siècle, p. 3\nIbid. ".encode() + b"\xff\n", "--json")
    assert [row["text"] for row in json.loads(done.stdout)] == ["Siècle, p. 3", "Ibid. \ufffd"]
    assert (done.returncode, done.stderr[:14]) == (1, b"-:2: not UTF-8")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_another_encoding_is_read_and_said(encoding: str) -> None:
    """What an older program saved keeps its letters."""
    text = "Müller, Größe und Schönheit, S. 3\nÉluard, « L’été », p. 4"
    done = _run(text.encode(encoding), "--json")
    assert "\n".join(row["text"] for row in json.loads(done.stdout)) == text
    assert (b"read as cp1252" in done.stderr) == (encoding == "cp1252")


def test_a_missing_file_is_said() -> None:
    """No traceback, exit status 3."""
    done = subprocess.run(
        [sys.executable, "-m", "sergecite", "parse", "no-such-file.txt"], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr[:40]) == (3, b"error: no-such-file.txt: cannot be read:")
