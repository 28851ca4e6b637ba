"""What contradicts a title that agrees: another's name, another book that holds it, another year. Silence first."""

import pytest
from notes_of import citekeys, entry, resolved

from sergecite.model.document import Document, Note
from sergecite.model.resolution import Cite, Status
from sergecite.resolve.resolver import resolve

BOOK = (
    entry("old", author="Weber, Anna", title="The Making of the Working City", date="1900", publisher="Macmillan", location="London"),
)  # fmt: skip
SURE = 0.95


def _cite(note: str) -> Cite:
    (cite,) = resolved(note, library=BOOK).notes[0].cites
    return cite


@pytest.mark.parametrize(
    "note",
    [
        "“The Making of the Working City,” in Urban Lives, ed. Anna Weber and Tom Brown (Oxford: OUP, 2001), 12–40.",
        "“The Making of the Working City,” in *Urban Lives*, 12–40.",
        "‘The Making of the Working City’, in A. Weber and T. Brown (eds), *Urban Lives* (Oxford, 2001), pp. 12–40.",
        "The Making of the Working City, in: Weber, Anna / Brown, Tom (Hg.): Urban Lives, Oxford 2001, S. 12–40.",
        "« The Making of the Working City », dans Anna Weber et Tom Brown (dir.), Urban Lives, Oxford, 2001, p. 12.",
        "As Peter Jones argues in “The Making of the Working City,” in Urban Lives, ed. Anna Weber (Oxford: OUP, 2001), 12.",
        "Peter Jones, “The Making of the Working City,” in Urban Lives, ed. Anna Weber and Tom Brown (Oxford: OUP, 2001), 12–40.",
        "Jones, P., & Smith, J. (2001). The making of the working city. In A. Weber & T. Brown (Eds.), Urban lives. Oxford: OUP.",
        "Peter Jones, The Making of the Working City (London: Verso, 2001), 3.",
    ],
)
def test_a_chapter_is_not_the_book_of_its_title(note: str) -> None:
    """Not though one of the collection's editors wrote the book."""
    assert citekeys(note, library=BOOK) == [[]]


@pytest.mark.parametrize(
    "note",
    [
        "Anna Weber, The Making of the Working City (London: Verso, 2001), 3.",
        "Weber, “The Making of the Working City,” in Urban Lives, ed. Anna Weber and Tom Brown (Oxford: OUP, 2001), 12–40.",
        "Weber, “The Making of the Working City,” in Urban Lives, 12–40.",
    ],
)
def test_another_edition_is_never_sure(note: str) -> None:
    """The author agrees, the year or the book does not: the entry is linked, with a doubt that says why."""
    cite = _cite(note)
    assert (cite.status, cite.citekey) == (Status.RESOLVED, "old")
    assert cite.confidence < SURE
    assert any("not its" in why.value or "another book" in why.value for why in cite.evidence)


@pytest.mark.parametrize(
    "note",
    [
        "Anna Weber, The Making of the Working City (London: Macmillan, 1900), 3.",
        "Anna Weber, The Making of the Working City (1900; repr. London: Verso, 2001), 3.",
        "Anna Weber, The Making of the Working City (London: Verso, 2001 [1900]), 3.",
        "Weber, The Making of the Working City, 3. In London she wrote nothing.",
        "Weber, The Making of the Working City, 3.",
    ],
)
def test_original_and_reprint_contradict_nothing(note: str) -> None:
    """The note itself says that the other year is a reprint's."""
    cite = _cite(note)
    assert cite.citekey == "old"
    assert cite.confidence >= SURE


KINDS = {
    "article": entry("article", "article", author="Grant, Ruth", title="Cartels of the Rhine", journaltitle="Past and Present", date="2010"),
    "thesis": entry("thesis", "thesis", author="Grant, Ruth", title="Cartels of the Rhine", institution="Yale University", date="2008"),
    "book": entry("book", author="Grant, Ruth", title="Cartels of the Rhine", publisher="Verso", location="London", date="2012"),
}  # fmt: skip
SAID = {
    "article": ["Ruth Grant, “Cartels of the Rhine,” Past and Present 12 (2010): 23.", "Ruth Grant, “Cartels of the Rhine,” Past and Present 12: 23."],
    "thesis": [
        "Ruth Grant, “Cartels of the Rhine” (PhD diss., Yale University, 2008), 23.",
        "Ruth Grant, “Cartels of the Rhine” (unpublished PhD thesis, Yale University), 23.",
        "Ruth Grant, Cartels of the Rhine (thèse de doctorat, Yale University, 2008), p. 23.",
        "Ruth Grant, Cartels of the Rhine, Diss. phil. Yale 2008, S. 23.",
    ],
    "book": ["Ruth Grant, *Cartels of the Rhine* (London: Verso, 2012), 3.", "Ruth Grant, *Cartels of the Rhine* (London: Verso), 3."],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "note"), [(kind, note) for kind, notes in SAID.items() for note in notes])
def test_a_thesis_an_article_and_a_book_of_one_title_are_three_works(kind: str, note: str) -> None:
    """None stands for another; where the library has them all, the one that is meant is found."""
    for other in KINDS.keys() - {kind}:
        assert citekeys(note, library=(KINDS[other],)) == [[]]
    assert citekeys(note, library=tuple(KINDS.values())) == [[kind]]


def test_a_short_title_of_three_works_stays_open() -> None:
    """What does not say which is meant fits them all; the journal's name says it."""
    library = tuple(KINDS.values())
    assert citekeys("Grant, “Cartels of the Rhine,” 23.", library=library) == [[]]
    assert citekeys("Grant, Cartels of the Rhine, 23.", library=library) == [[]]
    assert citekeys("Grant, “Cartels of the Rhine,” Past and Present, 23.", library=library) == [["article"]]


def test_a_book_is_in_italics_and_an_article_in_quotation_marks() -> None:
    """How the note prints the title decides between the two, not quite surely; plain words do not."""
    library = (KINDS["book"], KINDS["article"])
    for note, citekey in (
        ("Grant, “Cartels of the Rhine,” 23.", "article"),
        ("Grant, Cartels of the Rhine, 23.", "book"),
    ):
        start, end = note.index("Cartels"), note.index("Rhine") + len("Rhine")
        italics = () if "“" in note else ((start, end),)
        document = Document(format="markdown", body="", notes=(Note(number="1", text=note, italics=italics),))
        (cite,) = resolve(document, library).notes[0].cites
        assert (cite.citekey, cite.confidence < SURE) == (citekey, True)
    assert citekeys("Grant, Cartels of the Rhine, 23.", library=library) == [[]]


@pytest.mark.parametrize("names", ["Jones, Weber", "Jones and Weber", "A. Jones, K. Weber", "Jones/Weber", "Jones & Weber", "Ann Jones and Karl Weber"])  # fmt: skip
def test_a_work_by_two_is_not_that_of_the_second(names: str) -> None:
    """The work's own author is named after another's."""
    assert citekeys(f"{names}, The Making of the Working City, 23.", library=BOOK) == [[]]


@pytest.mark.parametrize("lead", ["Weber, Anna", "Jones, Rivers, 3; Weber", "See Anna Weber", "On wages, Anna Weber"])
def test_one_name_turned_round_is_not_two(lead: str) -> None:
    """Nor is what a semicolon parts, or a phrase before the name."""
    assert citekeys(f"{lead}, The Making of the Working City, 23.", library=BOOK) == [["old"]]
