"""Essays that another program wrote: pandoc's files of every format are read back alike."""

from pathlib import Path

import pytest

from sergecite.essay.reader import read_essay

pypandoc = pytest.importorskip("pypandoc", reason="pandoc is not installed")

NOTES = [
    ("Victor Serge, *Memoirs of a Revolutionary*, 34.", "Victor Serge, Memoirs of a Revolutionary, 34."),
    ("Ibid.", "Ibid."),
    ("See *Year One* and *Men in Prison*; “so” he said (1930, p. 5).", None),
    ("Müller, *Über alles*, S. 3 ff.; «там же».", None),
    ("One paragraph.\n\n    And a second.", "One paragraph. And a second."),
    ("Smith & Co., 5 % of *C*~x~, a_b, 10--12.", None),
]
ESSAY = (
    "# A title\n\n"
    + " ".join(f"Words of the body, number {n}.[^{n}]" for n in range(1, len(NOTES) + 1))
    + "\n\n1. a list\n2. of two\n\n"
    + "".join(f"[^{n}]: {text}\n\n" for n, (text, _) in enumerate(NOTES, 1))
)


@pytest.mark.parametrize("form", ["docx", "odt", "epub", "html", "latex"])
def test_notes_survive_every_format(form: str, tmp_path: Path) -> None:
    """Numbers, words and italics of the notes, and the words before each marker, are those that were written."""
    path = tmp_path / f"essay.{'tex' if form == 'latex' else form}"
    pypandoc.convert_text(
        ESSAY,
        form,
        format="markdown",
        outputfile=str(path),
        extra_args=["--standalone", "--wrap=none", "--metadata", "title=T"],
    )
    document = read_essay(path)
    assert document.format == form
    assert document.warnings == ()
    assert [marker.number for marker in document.markers] == [str(n) for n in range(1, len(NOTES) + 1)]
    assert [document.body[marker.start - 9 : marker.start] for marker in document.markers] == [
        f"number {n}." for n in range(1, len(NOTES) + 1)
    ]
    texts = {note.number: note for note in document.notes}
    for number, (_, words) in enumerate(NOTES, 1):
        assert words is None or texts[str(number)].text == words
    third = texts["3"]
    assert [third.text[start:end] for start, end in third.italics] == ["Year One", "Men in Prison"]
    fourth = texts["4"].text.replace("\u00a0", " ")
    assert fourth == "Müller, Über alles, S. 3 ff.; «там же»."
