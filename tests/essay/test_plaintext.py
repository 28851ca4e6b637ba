"""Plain text: which digits are markers, which lines are notes, and what stays silent."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sergecite.essay.markers import find_markers
from sergecite.essay.plaintext import read_plaintext

SILENT = [
    "Paragraph 1.E.1 says so, 1.E.2 too; 1.E.3. If that, then 1.F.4. Or see 2.B.5. And 1.E.6.",
    "One. 1. Bread, he said. 2. Land, they said. 3. Peace. 4. The vote. 5. And so on. 6. More. 7. End.",
    'In B flat.\n\n" 1 " C minor. " 2 " D. " 3 " E. " 4 " F. " 5 " G. " 6 " A. " 7 " B.',
    "In 1917, 1918 and 1919 the town grew from 3,500 to 12.5 per cent.",
    "The years 1917-1937 and 1923–27 were hard; on April 1, 1918 it began.",
    "See fig.1, p.2 and vol.3 of no.4.",
    "It cost $1, $2 and $3, or £4 and 5%.",
    "At 3:15 and 4:20 he left; the ratio is 1.2, 1.3 and 1.4.",
    "1. First\n2. Second\n3. Third\n4. Fourth\n5. Fifth\n",
    "| 1 | 2 |\n| 3 | 4 |\n",
    "Name\t1\t2\t3\nOther\t4\t5\t6\n",
    "---\ntitle: A1 B2 C3\n---\nNothing here.",
    "An area of 5 m² and 7 km³ is 10⁶ small.",
    "Look at https://example.org/a1/b2/c3.html and a1@b2.org.",
    "He wrote: “In 5 days 6 men, and in 7 weeks 8 women.”",
    "He was born in 1903-1910, 1918–1919 or 1919–1920; updated on 18.10.2007 and 5.1.2004.",
    "France .1 6.0\n\nGermany .2 5.5\n\n1.3\n\n2.4\n\n3.5\n",
    "Matthew 5:3, John 1:14–18, Iliad 2.3; H2O, CO2, G8, M25, 3D.",
    "",
]


@pytest.mark.parametrize("text", SILENT)
def test_numbers_of_the_text_are_no_markers(text: str) -> None:
    """Years, decimals, lists, ranges, money, tables, front matter and addresses stay what they are."""
    assert find_markers(text) == ()


PLACES = [
    ("One.1 Two.2 Three.3", ["1", "2", "3"]),
    ("a century1 of war,” he said.2 The USSR 1917-19373 and more;4", ["1", "2", "3", "4"]),
    ("It began in 1918.1 And ended in 1939,2 as some say.3", ["1", "2", "3"]),
    ("“Words.”1 ‘Words’2 (words)3 words…4 words—5 words!6", ["1", "2", "3", "4", "6"]),
    ("One[1] two [2] three.[3]", ["1", "2", "3"]),
    ("One¹ two.² three³ and 5 m² besides.⁴", ["1", "2", "3", "4"]),
    ("One.(1) Two.(2) Three.(3) In (1999) it ended.(4)", ["1", "2", "3", "4"]),
    ("One.1 Two.2 Three.34 Four.5", ["1", "2", "3", "4", "5"]),
    ("One.1 Two.2 Three.3,4 Four.5", ["1", "2", "3", "4", "5"]),
    ("One.1 Two.2 Four.4 Five.5 Six.6", ["1", "2", "4", "5", "6"]),
    ("One.1 In 2 days Three.3 Four.4 Five.5", ["1", "3", "4", "5"]),
    ("One.1\nTwo.2Three.3", ["1", "2", "3"]),
    ("Bosch\u00a01 said « so »\u00a02, and left.\u00a03", ["1", "2", "3"]),
    ("There were 800,0001 in 1957-582 and $12,807,000.3 The rest went.4", ["1", "2", "3", "4"]),
    ("It ended. 1 Then it began. 2 It went on. 3 It stopped. 4 It rose. 5 It fell. 6 So.", list("123456")),
    ("A name,1and another;2but not “so”3the third.", ["1", "2", "3"]),
    ("One.1 Two.2 And so on.8 And more.9 And again.10", ["1", "2", "8", "9", "10"]),
    ("One.1 Two.23 Three.4 Four.567 Five.8 Six.91011 Seven.12", [str(n) for n in range(1, 13)]),
    ("One.¹ Two.²³ Three.⁴⁵⁶ Four.⁷", list("1234567")),
    ("One.1 It cost £1,100,2 and more:—3\n\nFour.4 And—5 of them—six.5", list("12345")),
    ("One.[1]\n    [2]Two, in verse,\nthree.[3]", ["1", "2", "3"]),
    ("In the U.S.1 and the U.S.S.R.2 He met Y.R.H.3 and left.4", list("1234")),
    ("One.[01] Two.[02] Three.[03]", ["1", "2", "3"]),
    (
        "It ended. 1 Then, he said, 2 it began. 3 A city 4 of 5 or 6 mills stood. 5 6 In 1917 7 it fell. 8 Now. 9 So. 10 On.",
        [str(n) for n in range(1, 11)],
    ),
    ("First.1 Then it ended. 2 It began!3WITH A CRY!4 It went on. 5 So it went. 6 And ended.7", list("1234567")),
    ("他来了。1 他走了。2 他又来了。3", ["1", "2", "3"]),
    ("\t\tIndented by tabs.1\n\t\tAnd again.2\n\t\tAnd so on.3", ["1", "2", "3"]),
    ("It opened in 1914\u202f1, closed in 1919\u202f2 and had 24\u202f3 rooms.\u202f4", ["1", "2", "3", "4"]),
    ("The fights of 1918/191 and 1920-192312 ended.2 There were 1,2003 dead.4", ["1", "2", "3", "4"]),
]


@pytest.mark.parametrize(("text", "numbers"), PLACES)
def test_markers_are_found_where_print_puts_them(text: str, numbers: list[str]) -> None:
    """Glued to words, years, quotation marks and each other; raised, bracketed, in parentheses."""
    assert [marker.number for marker in find_markers(text)] == numbers


def test_offsets_are_those_of_the_digits() -> None:
    """A marker covers its digits and nothing else, also where it is glued to a year."""
    text = "A word1 and 1917-19372 and “so.”3"
    assert [text[marker.start : marker.end] for marker in find_markers(text)] == ["1", "2", "3"]


def test_numbering_begins_again_per_chapter() -> None:
    """The chapter counts how often the numbering began again."""
    chapter = "A.1 B.2 C.3 D.4\n\n"
    assert [(one.chapter, one.number) for one in find_markers(chapter * 3)] == [
        (at, str(number)) for at in range(3) for number in (1, 2, 3, 4)
    ]


BLOCKS = [
    "{}. {}\n",
    "{} {}\n",
    "[{}] {}\n",
    "({}) {}\n",
    "{}) {}\n\n",
    "{}\t{}\n",
    "{}{}\n",
    "{}.\n{}\n",
    "[^{}]: {}\n",
]


@pytest.mark.parametrize("form", BLOCKS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_notes_after_the_body_are_read(form: str, newline: str) -> None:
    """Every usual way of numbering notes is read, and numbers inside notes are no markers."""
    body = "".join(f"A sentence of the body.{number} " for number in range(1, 13)) + "\n\n1. A list\n2. in the body\n\n"
    notes = {str(n): f"Smith, A Title (London: Verso, 19{n + 10}), vol. {n}, p. {n + 1}." for n in range(1, 13)}
    text = (body + "Notes\n\n" + "".join(form.format(n, note) for n, note in notes.items())).replace("\n", newline)
    document = read_plaintext(text)
    assert {note.number: note.text for note in document.notes} == notes
    assert [marker.number for marker in document.markers] == list(notes)
    assert document.warnings == ()
    assert all(text[note.start : note.end] == note.text for note in document.notes)


def test_notes_per_chapter_and_per_page_are_read() -> None:
    """Notes between chapters belong to the chapter before them; a page's last note ends with its paragraph."""
    chapter = (
        "First words.1 Second words.2 Third words.3\n\nNotes\n1. One {0}.\n2. Two {0}.\n3. Three {0}.\n\nThe next.\n\n"
    )
    document = read_plaintext(chapter.format("a") + chapter.format("b"))
    assert [(note.chapter, note.number, note.text) for note in document.notes] == [
        (at, str(n), f"{word} {letter}.")
        for at, letter in enumerate("ab")
        for n, word in enumerate(("One", "Two", "Three"), 1)
    ]


def test_a_list_before_the_markers_is_not_the_notes() -> None:
    """A numbered list of as many items as there are markers, standing before them, is a list."""
    text = "1. Ape\n2. Bear\n3. Cat\n\nThe ape.1 The bear.2 The cat.3 The end."
    document = read_plaintext(text)
    assert document.notes == ()
    assert document.warnings == ("the text of the notes is not in the essay",)


def test_a_list_after_the_markers_is_not_the_notes_that_have_a_heading() -> None:
    """A list of as many items stands between, the notes stand under their heading."""
    text = "The ape.1 The bear.2 The cat.3\n\n1. x\n2. y\n3. z\n\nThe end.\n\nNotes\n\n1. Ape.\n2. Bear.\n3. Cat.\n"
    assert [note.text for note in read_plaintext(text).notes] == ["Ape.", "Bear.", "Cat."]


def test_what_follows_the_notes_is_not_the_last_note() -> None:
    """A bibliography or a word about the author ends the notes."""
    text = (
        "The ape.1 The bear.2 The cat.3\n\nNotes\n1. Ape.\n2. Bear.\n3. Cat.\n\nBibliography\n\nSmith, Title. 1920.\n"
    )
    assert read_plaintext(text).notes[-1].text == "Cat."


def test_an_asterisk_needs_its_note() -> None:
    """An asterisk with a line of its own below is a note; emphasis and lists are not."""
    text = "A title*\n\nBody words.1 More words.2 End.3\n\n* Read in Moscow.\n\n1. A.\n2. B.\n3. C.\n"
    document = read_plaintext(text)
    assert [marker.number for marker in document.markers] == ["*", "1", "2", "3"]
    assert document.notes[0].text == "Read in Moscow."
    assert read_plaintext("Some *words* here.\n\n* a list\n* of things\n").markers == ()


def test_gaps_are_reported() -> None:
    """A marker that could not be found is said to be missing."""
    assert read_plaintext("A.1 B.2 C.4 D.5").warnings[0] == "no marker found for 3"


WORDS = st.lists(
    st.sampled_from(["Town", "river,", "people.", "“Old”", "1917", "war;", "12", "men", "(again)", "3.5", "of"]),
    min_size=3,
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=4, max_size=30))
def test_markers_after_full_stops_are_found_whatever_stands_between(sentences: list[list[str]]) -> None:
    """Any body whose sentences each end in a marker is read back wholly."""
    text, expected = "", []
    for number, words in enumerate(sentences, 1):
        text += " ".join(words) + " it ended."
        expected.append((str(number), len(text)))
        text += f"{number} "
    assert [(marker.number, marker.start) for marker in find_markers(text)] == expected


def test_the_gold_essays(shared: Path) -> None:
    """Every marker of the pasted essays is found, and no other."""
    wrong = []
    for gold in sorted((shared / "data" / "markers").glob("*.gold.json")):
        text = Path(str(gold).replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        expected = {
            (str(number), start) for number, start, _ in json.loads(gold.read_text(encoding="utf-8"))["markers"]
        }
        if {(marker.number, marker.start) for marker in find_markers(text)} != expected:
            wrong.append(gold.name)
    assert wrong == []


def test_the_essay(shared: Path) -> None:
    """All 64 markers of the essay and no other: not its list of works, not its numbered paragraphs."""
    text = next((shared / "essay").glob("*.txt")).read_text(encoding="utf-8")
    markers = read_plaintext(text).markers
    assert [marker.number for marker in markers] == [str(number) for number in range(1, 65)]
    assert re.search(r"1917-1937$", text[: markers[29].start])
