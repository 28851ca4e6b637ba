"""Notes called by signs: each needs its line below; what only looks like a call is none."""

import pytest

from sergecite.essay.plaintext import read_plaintext

FORMS = [
    (("*", "**", "***"), "{}", "{} {}"),
    (("*", "†", "‡"), "{}", "{}{}"),
    (("*", "**", "***"), "({})", "({}) {}"),
    (("a", "b", "c"), "[{}]", "[{}] {}"),
    (("a", "b", "c"), "{})", "{}) {}"),
    (("i", "ii", "iii"), "[{}]", "[{}] {}"),
    (("①", "②", "③"), "{}", "{} {}"),
]


@pytest.mark.parametrize(("signs", "call", "line"), FORMS)
@pytest.mark.parametrize("pages", [1, 2])
def test_signs_call_the_lines_that_begin_with_them(
    signs: tuple[str, str, str], call: str, line: str, pages: int
) -> None:
    """At the end, or at the foot of each page, where the signs begin again."""
    words = ("The first claim.", "A second one, “so to say.”", "And the last!")
    texts = ("Smith, Title, 3.", "Ibid., 1923.", "Roux, Œuvre.")
    body = " ".join(said + call.format(sign) for said, sign in zip(words, signs, strict=True))
    page = body + "\n\n" + "\n".join(line.format(sign, text) for sign, text in zip(signs, texts, strict=True)) + "\n\n"
    source = page * pages
    document = read_plaintext(source)
    assert [note.text for note in document.notes] == [*texts] * pages
    assert [source[marker.start : marker.end] for marker in document.markers] == [
        call.format(sign) for sign in signs
    ] * pages
    assert [(marker.number, marker.chapter) for marker in document.markers] == [
        (note.number, note.chapter) for note in document.notes
    ]
    assert [source[note.start : note.end] for note in document.notes] == [*texts] * pages


SILENT = [
    "We want a) bread, b) land and c) peace.\n\na) bread\nb) land\nc) peace\n",
    "This is *very* important, and **bold** too.\n\n* one\n* two\n",
    "He said that “[t]he end” and [a] word was put in.\n\n[t] is a letter.\n",
    "Weber († 1920) and Roux (†1947) met.\n\n† 1950 another\n",
    "Shopping:\n\n* bread\n* land\n",
    "See plates.b) and c)\n\nb) Second\nc) Third\n",
    "The vote (i) was lost; (ii) was annulled.\n\n(i) first\n(ii) second\n",
]


@pytest.mark.parametrize("text", SILENT)
def test_lists_emphasis_and_editors_letters_call_nothing(text: str) -> None:
    """Without a line of its own for every call, before which the call stands, a sign is no marker."""
    assert read_plaintext(text).markers == ()
