"""Short forms of works that begin with their title, and of the books that hold others; an empty library, silence first."""

import pytest
from notes_of import resolved

from sergecite.model.resolution import Status
from sergecite.resolve.seen_work import work_of_cite

HARBOURS = (
    "The Levant Pilot,London, Office of Charts under the authority of the Harbour Commissioners, 1969, vi, pp. 85-86"
)
NOBILITY = "Paolo Renardi, La Dignità delle donne (Venice: Giolli, 1549)"
NOBILITY_TOO = "La Dignità et La Grandezza delle Donne co’ Vizi, e Colpe de gli Huomini (Venice: Gio. Battista Conti, 1621), pp. 60-61"
LETTERS = "Voci amiche ovvero lettere mandate da diversi a Michele Torri con altre nelle quali si parla di lui, a cura di G. Bacchi, Lucca, 1680"
PAINTER = "C. Rossi, Chierici del Cinquecento,in Problemi di vita civile in Toscana nel Cinquecento, a cura di M. Colli, Padova 1960, p. 5."
VILLAGE = "Altavilla. Immagini e documenti per la storia di una parrocchia contadina,a c. di C. Povel, Altavilla 1981."


def _antecedents(*texts: str) -> list[str | None]:
    """Return the note that the last cite of each note points to."""
    return [
        next(
            (
                cite.antecedent.note
                for cite in reversed(note.cites)
                if cite.antecedent and cite.status is Status.RESOLVED
            ),
            None,
        )
        for note in resolved(*texts, library=()).notes
    ]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(
            (HARBOURS, "Baltic Pilot,London, Office of Charts under the authority of the Harbour Commissioners, 1987, IV, pp. 9, 214."),
            id="another book of one publisher",
        ),
        pytest.param(
            ("Il commercio dei quadri a Napoli. Il Seicento, a cura di Anna Bossi e Stefano Marini, Napoli, Marsico 2008",
             "Il commercio dei quadri a Napoli. Il Settecento,a cura di Anna Bossi e Stefano Marini, Napoli, Marsico, 2009."),
            id="another volume of the same editors and publisher",
        ),
        pytest.param((NOBILITY, NOBILITY_TOO, "La Dignità, p. 13"), id="the head of two titles"),
        pytest.param(
            ("Sister Agnes, Simplicity Deceived (Leiden: Sambix, 1654), p. 98.", "“Helen Torry and her Simplicity Deceived”, cit., p. 53."),
            id="a title within another",
        ),
        pytest.param(
            ("Emil Zander, “Bianca and her Poet”, New Anthology 458 (1953): 455–68.",
             "Emil Zander, Sister Arcangela, a Nun of Venice (Florence: Imprint, i960), pp. 214–16.", "Zander, p. 221."),
            id="the name of two works, one undated",
        ),
    ],
)  # fmt: skip
def test_points_to_nothing(texts: tuple[str, ...]) -> None:
    """What shares a publisher, an editor, the head or the midst of a title with a work seen is not that work."""
    assert _antecedents(*texts)[-1] is None


@pytest.mark.parametrize(
    ("first", "short"),
    [
        (HARBOURS, "The Levant Pilot,cit., vi, p. 39"),
        (NOBILITY_TOO, "La Dignità, p. 13"),
        (LETTERS, "Voci amiche... cit.,vol. I, pp. 227 e 230."),
        (
            PAINTER,
            "E. Bruni, Influenze lombarde nel clero di S. Carlo,in Problemi di vita civile in Toscana nel Cinquecento,cit., pag. 125 sgg.",
        ),
        (VILLAGE, "L. Pozzi, Una fonte per il catasto: i registri,in Altavilla...,II, p. 904."),
        ("her work II Trionfo delle Dame (Venice: Imbert, 1600), pp. 1-7.", "Il Trionfo, p. 6"),
    ],
)
def test_points_to_the_work_so_titled(first: str, short: str) -> None:
    """A work without an author is called by its title; a chapter's book by its own."""
    between = "Lucy Strong, The Age of Grain (New York, 1956), 3."
    assert _antecedents(first, between, short) == [None, None, "1"]


@pytest.mark.parametrize(
    ("text", "item", "titles"),
    [
        pytest.param(
            "The Levant Pilot,London, Office of Charts, 1969",
            {"author": [{"family": "Pilot", "given": "The Levant"}, {"family": "London"}], "title": "Office of Charts"},
            ["the levant pilot london office of charts", "the levant"],
            id="a title read as a name",
        ),
        pytest.param(
            "Il Seicento, a cura di Anna Bossi, Napoli, Marsico 2008",
            {"editor": [{"family": "Seicento", "given": "Il"}, {"family": "Bossi", "given": "Anna"}],
             "publisher": "Marsico", "publisher-place": "Napoli"},
            [],
            id="an imprint is no title",
        ),
        pytest.param(
            "C. Rossi, Chierici,in Vita civile in Toscana, Padova 1960",
            {"author": [{"family": "Rossi", "given": "C."}], "title": "Chierici,in Vita civile in Toscana"},
            ["chierici", "vita civile in toscana padova 1960"],
            id="a book's title is not its chapter's",
        ),
        pytest.param(
            "Voci di Napoli,a cura di P. Molli, Bologna, Zandri, 1919",
            {"editor": [{"family": "Molli", "given": "P."}], "publisher": "Zandri", "publisher-place": "Bologna"},
            ["voci di napoli"],
            id="before its editor",
        ),
    ],
)  # fmt: skip
def test_what_a_work_may_be_called(text: str, item: dict[str, object], titles: list[str]) -> None:
    """The titles remembered of a work, from its words and from what the parser made of them."""
    assert [" ".join(title.words) for title in work_of_cite(text, item).titles] == titles
