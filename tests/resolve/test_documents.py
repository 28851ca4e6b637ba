"""Letters, diaries, interviews and manuscripts of the same people: another day or shelf is another document."""

from dataclasses import replace

import pytest
from notes_of import resolved

from sergecite.model.document import Document, Note
from sergecite.model.resolution import Status
from sergecite.resolve.documents import Marks
from sergecite.resolve.resolver import resolve

LETTER = "Jean Salem, letter to Karim al-Hadi, 23 September 1943, in Travel Diaries, 159."
DIARY = "Joseph Capek, diary entry, 29 November 1942, in Joseph Capek, War Diary (Warsaw: Most, 1990), 196."
MANUSCRIPT = "Grenoble, Municipal Library, Ms. 475, fol. 4."
CHRONICLE = "Marino Sanudo, Chronicle of the City, vol. XXIV, col. 406."
DISSERTATION = (
    "Diana Nayland, “E. L. T. Mason: His Part in the Movement” (PhD diss., University College London, 1980), 196."
)


def _antecedent(*texts: str) -> str | None:
    """Return the note that the first cite of the last note points to."""
    cite = resolved(*texts, library=()).notes[-1].cites[0]
    return cite.antecedent.note if cite.antecedent and cite.status is Status.RESOLVED else None


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (LETTER, "Jean Salem, letter to Karim al-Hadi, 16 November 1944, in Travel Diaries, 172."),
        (LETTER, "Jean Salem, letter to Karim al-Hadi, undated, in Travel Diaries, 180."),
        (DIARY, "Joseph Capek, diary entry, 21 January 1943, in War Diary, 223."),
        (MANUSCRIPT, "Grenoble, Municipal Library, Ms. 5, fol. 4."),
        (DISSERTATION, "Simon Tailor to E. L. T. Mason, 28 December 1945, Papers of E. L. T. Mason, box 5."),
    ],
)
def test_another_document_is_not_the_one_before(first: str, later: str) -> None:
    """What has the same people, the same papers, or names an addressee who is also a title."""
    assert _antecedent(first, later) is None


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (LETTER, "Jean Salem, letter to Karim al-Hadi, 23 September 1943, in Travel Diaries, 161."),
        (MANUSCRIPT, "Grenoble, Municipal Library, Ms. 475, fol. 9."),
        (CHRONICLE, "Sanudo, Chronicle of the City, XXIX, col. 406 (25 June 1517)."),
    ],
)
def test_the_same_document_is(first: str, later: str) -> None:
    """The same day, however written; a day inside a work that has none."""
    assert _antecedent(first, later) == "1"


@pytest.mark.parametrize(
    ("text", "days", "shelves"),
    [
        ("letter, 16 November 1944", {("1944", "nov", "16")}, set()),
        ("letter, November 16, 1944", {("1944", "nov", "16")}, set()),
        ("Brief vom 3. März 1921", {("1921", "mar", "3")}, set()),
        ("lettera del 4 settembre 1607, Cod. 12", {("1607", "set", "4")}, {"12"}),
        ("carta de 2 de enero de 1937", {("1937", "ene", "2")}, set()),
        ("undated telegram", {("", "", "")}, set()),
        ("https://example.org, accessed 12 March 2020", set(), set()),
        ("no. 12 of 1937, MS Latin 11508", set(), {"11508"}),
        ("12 Monkeys 1995", set(), set()),
    ],
)
def test_marks(text: str, days: set[tuple[str, str, str]], shelves: set[str]) -> None:
    """Days and shelf numbers; when a page was looked up is no day of it."""
    assert Marks.of(text) == Marks(frozenset(days), frozenset(shelves))


def test_a_title_word_for_word_beats_one_that_is_like_it() -> None:
    """An article or a number tells two titles apart; what then fits two alike adds no third."""
    book = "Jeanne Dieu, La Perse, la Chaldée et la Susiane (Paris: Hachette, 1887), 3."
    album = "Jeanne Dieu, “Perse 1,” Paris, Institut d’Histoire, 7."
    assert [_antecedent(book, album, "Dieu, La Perse, 107."), _antecedent(book, album, "Dieu, “Perse 1,” 37.")] == [
        "1",
        "2",
    ]
    twin = "Jeanne Dieu, “La Perse, la Chaldée,” Le tour du globe (1883): 1–80."
    assert [_antecedent(book, twin, *["Dieu, La Perse, 5."] * times) for times in (1, 2, 3)] == [None] * 3


def test_a_short_title_in_italics_is_the_book_not_the_article_of_that_name() -> None:
    """Both were cited before, neither is in the library."""
    texts = (
        "Jeanne Dieu, La Perse, la Chaldée et la Susiane: Relation de voyage (Paris: Hachette, 1887), 3.",
        "Jeanne Dieu, “La Perse, la Chaldée et la Susiane,” Le tour du globe 45 (1883): 1–80.",
        "Dieu, La Perse, 5.",
    )
    start = texts[-1].index("La Perse")
    notes = [Note(number=str(number), text=text) for number, text in enumerate(texts, 1)]
    notes[-1] = replace(notes[-1], italics=((start, start + len("La Perse")),))
    (cite,) = resolve(Document(format="markdown", body="", notes=tuple(notes)), ()).notes[-1].cites
    assert cite.antecedent is not None
    assert cite.antecedent.note == "1"
