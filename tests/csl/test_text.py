"""Text case, numbers, dates, names, marks and positions, as tables."""

import pytest

from sergecite.csl.context import Cite, Position
from sergecite.csl.date_input import Date, DatePoint, parse_date, read_date
from sergecite.csl.locale import Locale
from sergecite.csl.name_format import initials, normalized
from sergecite.csl.name_input import read_names
from sergecite.csl.numbers import NumberFormat, is_numeric, letters, roman, split_numbers
from sergecite.csl.output import CLOSE_QUOTE, OPEN_QUOTE, Close, Open, Token
from sergecite.csl.positions import Citation, set_positions
from sergecite.csl.punctuation import QuoteStyle, mend
from sergecite.csl.text_case import apply_case

AMERICAN = QuoteStyle(("“", "”"), ("‘", "’"), draws_in=True)
BRITISH = QuoteStyle(("‘", "’"), ("“", "”"), draws_in=False)


@pytest.mark.parametrize(
    ("text", "case", "want"),
    [
        ("iPhone and NATO", "title", "iPhone and NATO"),
        ("memoirs of a revolutionary", "title", "Memoirs of a Revolutionary"),
        ("what is an author?", "title", "What Is an Author?"),
        ("destin d’une révolution", "title", "Destin d’une Révolution"),
        ("in: the beginning", "title", "In: The Beginning"),
        ("the ends we come to", "title", "The Ends We Come To"),
        ("out-of-fashion initiatives", "title", "Out-of-Fashion Initiatives"),
        ('on <span class="nocase">de facto</span> power', "title", 'On <span class="nocase">de facto</span> Power'),
        ("<i>hamlet</i> in africa", "title", "<i>Hamlet</i> in Africa"),
        ("reading <capital> <b>and</b> <so> on", "title", "Reading <Capital> <b>and</b> <so> On"),
        ("anti-war (and) more", "capitalize-all", "Anti-War (And) More"),
        ("The Russian ENIGMA", "sentence", "The russian enigma"),
        ("ibid.", "capitalize-first", "Ibid."),
        ("α-helix", "capitalize-first", "α-helix"),
        ("strasse ß", "uppercase", "STRASSE SS"),
        ("", "title", ""),
    ],
)
def test_text_case(text: str, case: str, want: str) -> None:
    """Words with capitals of their own, stop words, apostrophes, markup and nocase spans are respected."""
    assert apply_case(text, case, "en") == want


def test_turkish_letters() -> None:
    """Turkish keeps its dotted i."""
    assert (apply_case("iki ılık", "uppercase", "tr"), apply_case("IRMAK İZMİR", "lowercase", "tr")) == (
        "İKİ ILIK",
        "ırmak izmir",
    )


@pytest.mark.parametrize(
    ("text", "numeric"),
    [
        ("second", False),
        ("2nd edition", False),
        ("", False),
        ("12", True),
        ("2nd", True),
        ("D2", True),
        ("2-4", True),
        ("2 & 4", True),
        ("2, 3", True),
    ],
)
def test_is_numeric(text: str, numeric: bool) -> None:
    """What the is-numeric condition calls numeric."""
    assert is_numeric(text) is numeric


@pytest.mark.parametrize(
    ("text", "plural"),
    [
        ("3:14", False),
        ("12", False),
        ("iv", False),
        ("1\\-2", False),
        ("1, fol. 186", False),
        ("12, 17", True),
        ("34-35", True),
        ("iv–vi", True),
    ],
)
def test_plural_numbers(text: str, plural: bool) -> None:
    """Several numbers make a label plural; an escaped hyphen and a part with its own label do not."""
    assert split_numbers(text).plural is plural


@pytest.mark.parametrize(
    ("style", "pages", "want"),
    [
        ("", "321-325", "321–325"), ("expanded", "42-5", "42–45"), ("minimal", "321-325", "321–5"), ("minimal-two", "321-325", "321–25"),
        ("chicago", "321-325", "321–25"), ("chicago", "101-108", "101–8"), ("chicago", "100-104", "100–104"), ("chicago", "1496-1504", "1496–1504"),
        ("chicago-16", "101-108", "101–8"), ("chicago-16", "11564-11615", "11564–615"), ("expanded", "N110-5", "N110-5"),
        ("chicago", "12-14, 17", "12–14, 17"), ("minimal", "iv-vi", "iv–vi"), ("chicago", "S12", "S12"),
    ],
)  # fmt: skip
def test_page_ranges(style: str, pages: str, want: str) -> None:
    """Every page-range-format, and what is left alone."""
    assert NumberFormat(Locale(lang="en-US"), style).text(pages, "page", pages=True) == want


def test_numerals() -> None:
    """Roman numerals up to 5999, letters past z."""
    assert [roman(4), roman(1994), roman(6000), roman(0)] == ["iv", "mcmxciv", "6000", "0"]
    assert [letters(0), letters(25), letters(26), letters(701), letters(702)] == ["a", "z", "aa", "zz", "aaa"]


@pytest.mark.parametrize(
    ("raw", "want"),
    [
        ({}, None), ([], None), ({"date-parts": []}, None), ({"date-parts": [[0]]}, None), (True, None),
        ({"date-parts": [[1951, 13, 40]]}, Date(DatePoint(1951, 13))), ({"date-parts": [["1951", "5"]]}, Date(DatePoint(1951, 5))),
        ({"date-parts": [[1951], [0]]}, Date(DatePoint(1951), DatePoint(0))), ({"date-parts": [[-44, 3, 15]]}, Date(DatePoint(-44, 3, 15))),
        ({"date-parts": [[1951]], "season": "summer", "circa": 1}, Date(DatePoint(1951, 14), None, circa=True)),
        ({"literal": "n.d."}, Date(DatePoint(0), None, literal="n.d.")), (1951, Date(DatePoint(1951))),
    ],
)  # fmt: skip
def test_date_objects(raw: object, want: Date | None) -> None:
    """CSL-JSON dates, whole and broken."""
    assert read_date(raw) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("sometime", Date(DatePoint(0), None, literal="sometime")), ("1951-05-03", Date(DatePoint(1951, 5, 3))),
        ("1754~", Date(DatePoint(1754), None, circa=True)), ("1936/1938", Date(DatePoint(1936), DatePoint(1938))),
        ("1990-21", Date(DatePoint(1990, 13))), ("1936/..", Date(DatePoint(1936), DatePoint(0))), ("12 May 1921", Date(DatePoint(1921, 5, 12))),
        ("May 12, 1921", Date(DatePoint(1921, 5, 12))), ("Spring 1921", Date(DatePoint(1921, 13))), ("-0044-03-15", Date(DatePoint(-44, 3, 15))),
    ],
)  # fmt: skip
def test_written_dates(text: str, want: Date) -> None:
    """EDTF and English dates; what is not understood is kept."""
    assert parse_date(text) == want


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ({"family": "Serge", "given": "Victor"}, ("", "Serge", "Victor", "", "")),
        ({"family": "de Man", "given": "Henri"}, ("de", "Man", "Henri", "", "")),
        ({"family": "al-Ghazali", "given": "Abu"}, ("al-", "Ghazali", "Abu", "", "")),
        ({"family": "Beethoven", "given": "Ludwig van"}, ("", "Beethoven", "Ludwig", "van", "")),
        ({"family": "King", "given": "Martin Luther, Jr."}, ("", "King", "Martin Luther", "", "Jr.")),
        ({"family": "van der Berg", "given": "A", "parse-names": False}, ("", "van der Berg", "A", "", "")),
        ({"family": '"de Kooning"', "given": "W"}, ("", "de Kooning", "W", "", "")),
    ],
)
def test_particles_and_suffixes(raw: dict[str, object], parts: tuple[str, ...]) -> None:
    """Particles are found before and after, a suffix behind its comma, unless the item forbids it."""
    name = read_names([raw])[0]
    assert (name.non_dropping, name.family, name.given, name.dropping, name.suffix) == parts


@pytest.mark.parametrize(
    ("given", "mark", "want"),
    [
        ("Victor", ".", "V."), ("Jean-Luc", ".", "J.-L."), ("Jean-Luc", "", "J-L"), ("Ya. S.", ". ", "Ya. S."), ("Martin Luther", ".", "M.L."),
        ("Martin Luther", ". ", "M. L."), ("G.W.F.", ".", "G.W.F."), ("", ".", ""), ("光", ".", "光"), ("María de", ". ", "M. de"),
        ("<b>John</b> Quiggly", ". ", "<b>J.</b> Q."), ("<i>Jean</i>-Luc", ".", "<i>J.</i>-L."), ("<i>Jean Luc</i>", ".", "<i>J.L.</i>"),
    ],
)  # fmt: skip
def test_initials(given: str, mark: str, want: str) -> None:
    """Initials with each kind of mark; lower-case words and other scripts stay."""
    assert initials(given, mark, hyphen=True) == want


def test_initials_left_whole() -> None:
    """initialize="false" gives only initials the mark."""
    assert [normalized(given, ".", hyphen=True) for given in ("Victor", "J. S.", "John Q")] == [
        "Victor",
        "J.S.",
        "John Q.",
    ]


@pytest.mark.parametrize(
    ("tokens", "american", "british"),
    [
        (["What?", "."], "What?", "What?"),
        (["Wait...", "."], "Wait...", "Wait..."),
        (["Why?", ", "], "Why?, ", "Why?, "),
        (["a ", " b"], "a b", "a b"),
        ([OPEN_QUOTE, "Title", CLOSE_QUOTE, "."], "“Title.”", "‘Title’."),
        ([OPEN_QUOTE, "Title", CLOSE_QUOTE, ", "], "“Title,” ", "‘Title’, "),
        ([OPEN_QUOTE, "Title", CLOSE_QUOTE, "; "], "“Title”; ", "‘Title’; "),
        ([OPEN_QUOTE, "Title?", CLOSE_QUOTE, ". "], "“Title?” ", "‘Title?’ "),
        (
            [OPEN_QUOTE, "On ", Open("font-style", "italic"), "X", Close("font-style"), CLOSE_QUOTE, ","],
            "“On X,”",
            "‘On X’,",
        ),
    ],
)
def test_meeting_marks(tokens: list[Token], american: str, british: str) -> None:
    """Marks that meet, in American and British quotes."""
    assert (mend(tokens, AMERICAN).text, mend(tokens, BRITISH).text) == (american, british)


def test_a_comma_drawn_in_stays_out_of_the_italics() -> None:
    """The comma goes inside the quotation marks, outside the italics."""
    tokens = mend(
        [OPEN_QUOTE, Open("font-style", "italic"), "X", Close("font-style"), CLOSE_QUOTE, ","], AMERICAN
    ).tokens
    assert tokens == ("“", Open("font-style", "italic"), "X", Close("font-style"), ",", "”")


def _positions(*notes: list[Cite]) -> list[list[Position]]:
    citations = [Citation(cites, note=at + 1) for at, cites in enumerate(notes)]
    set_positions(citations, 5)
    return [[cite.position for cite in citation.cites] for citation in citations]


def test_positions() -> None:
    """First, ibid., ibid. with locator and subsequent, as the specification has them."""
    first, again, ibid, located = Position.FIRST, Position.SUBSEQUENT, Position.IBID, Position.IBID_WITH_LOCATOR
    assert _positions([Cite("a")], [Cite("a")], [Cite("a", locator="3")], [Cite("a", locator="3")], [Cite("a")]) == [
        [first], [ibid], [located], [ibid], [again],
    ]  # fmt: skip
    assert _positions([Cite("a"), Cite("b")], [Cite("b")], [Cite("b")]) == [[first, first], [again], [ibid]]
    assert _positions([Cite("a")], [Cite("b")], [Cite("a"), Cite("a", locator="2")]) == [
        [first],
        [first],
        [again, located],
    ]


def test_near_notes() -> None:
    """A note is near when it is at most near-note-distance notes away."""
    citations = [Citation([Cite("a")], note=note) for note in (1, 6, 12)]
    set_positions(citations, 5)
    assert [(c.cites[0].near_note, c.cites[0].first_note) for c in citations] == [(False, 0), (True, 1), (False, 1)]
