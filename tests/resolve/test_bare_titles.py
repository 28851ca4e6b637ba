"""Titles in running words without their author: mostly what they name, not the work."""

import pytest
from notes_of import citekeys, entry

LIBRARY = (
    entry("weber", author="Weber, Paula", title="Antoine Watteau", date="1984"),
    entry("roux", author="Roux, Jean", title="Cultural Rights", subtitle="A Neglected Matter", date="1998"),
    entry(
        "marsh", author="Marsh, Anna", title="South of the Border", subtitle="Mexico Seen from the North", date="1993"
    ),
    entry("bell", author="Bell, Ida", title="Score", date="2001"),
    entry("hart", author="Hart, Ruth", title="How the Mill Towns Learned to Read Newspapers Aloud", date="1972"),
    entry("atlas", title="Atlas of the Left", date="1990"),
)

MENTIONS = [
    "On light in late pictures see Jollet, “A Poetics of the Work: The Case of Antoine Watteau,” *Technè* 30 (2009): 12.",
    "Ana Stern, “Trade in Objects,” in *Heritage, Cultural Rights, Diversity*, ed. Max Voss (Turin, 2011), 37.",
    "The picture was hung in 1938, which would have tied it to *South of the Border* had anyone asked.",
    "See the entry on “Score,” by Ian Dent, in the *Large Dictionary of Music*, 3rd ed.",
]


@pytest.mark.parametrize("note", MENTIONS)
def test_a_title_among_other_words_is_not_its_work(note: str) -> None:
    """A painter, a matter, an exhibition, a headword: nobody names the author, nothing dates the work."""
    assert citekeys(note, library=LIBRARY) == [[]]


FULL = (
    "Jean Roux, *Académie royale de peinture* (Paris, 1900), 3.",
    "Jean Roux, *South Wind* (London, 1993), 4.",
)
NAMED = [
    "“Articles que le roi veut être ajoutés aux statuts de l’Académie Royale de Peinture.” 24 December 1654.",
    "“This table belonged to the Académie Royale de Peinture. It was left to Madame Bianchi by a painter’s son.”",
    "This table belonged to the Académie Royale de Peinture, and was left to Madame Bianchi.",
    "Of the lead time before the opening of the show *South Wind* little is known, though the book was printed abroad.",
]


@pytest.mark.parametrize("note", NAMED)
def test_nor_is_it_where_the_work_was_cited_before(note: str) -> None:
    """That an essay has cited a work of the title makes no cite of each time the words come again."""
    library = (
        entry("academy", author="Roux, Jean", title="Académie royale de peinture", date="1900"),
        entry("wind", author="Roux, Jean", title="South Wind", date="1993"),
    )
    assert citekeys(*FULL, note, library=library)[-1] == []
    assert citekeys(*FULL, "South Wind, 5.", library=library)[-1] == ["wind"]


CITES = [
    ("“South of the Border.”", "marsh"),
    ("*Antoine Watteau*, 34.", "weber"),
    ("Marsh, *South of the Border*, 12, says more on this than the others do.", "marsh"),
    ("This is told at length in *How the Mill Towns Learned to Read Newspapers Aloud*, 45, and elsewhere.", "hart"),
    ("The *Atlas of the Left*, s.v. “Mills,” has a map of them.", "atlas"),
]


@pytest.mark.parametrize(("note", "citekey"), CITES)
def test_alone_with_its_author_or_telling_it_is(note: str, citekey: str) -> None:
    """A title that is the whole note, stands with its author, could be nothing else, or has no author to name."""
    assert citekeys(note, library=LIBRARY) == [[citekey]]


@pytest.mark.parametrize(
    "note",
    [
        "In this catalogue the desk is attributed to Jean-Pierre Duval, an attribution doubted by Henry Holt (note in the file).",
        "It was given to Jean-Pierre Duval by Henry Holt.",
    ],
)
def test_a_person_spoken_of_is_not_the_book_about_them(note: str) -> None:
    """Not though its author is named too, in a library large enough to make the name a rare one."""
    about = entry("holt", author="Holt, Henry", title="Jean-Pierre Duval: Cabinetmaker", date="1970")
    library = (about, *(entry(f"other{n}", author=f"Other{n}, A.", title=f"Another Matter {n}") for n in range(300)))
    assert citekeys(note, library=library) == [[]]
    assert citekeys("Henry Holt, “Jean-Pierre Duval,” 34.", library=library) == [["holt"]]


@pytest.mark.parametrize(
    ("note", "meant"),
    [
        (
            "The Threadmending Pen Winnifred comes with two sizes of needles (0.5 mm and 1 mm); the smaller is for silk.",
            [],
        ),
        ("The Threadmending Pen Winnifred enables work under glass as well as with the naked eye.", []),
        ("On the tool see *Threadmending Pen Winnifred*, which shows it.", ["pen"]),
        ("Threadmending Pen Winnifred, 45.", ["pen"]),
    ],
)
def test_a_sentence_that_goes_on_with_a_title_speaks_of_the_thing(note: str, meant: list[str]) -> None:
    """In no quotation marks or italics, and without its author."""
    pen = entry("pen", author="Demmler, Hanna", title="Threadmending Pen Winnifred", date="2019")
    library = (pen, *(entry(f"other{n}", author=f"Other{n}, A.", title=f"Another Matter {n}") for n in range(300)))
    assert citekeys(note, library=library) == [meant]
