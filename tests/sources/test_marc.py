"""MARC as libraries have kept it since 1968: punctuation, brackets, notes and lengths that are not as the manual says."""

import pytest

from sergecite.model.entry import Entry
from sergecite.sources.languages import language_of
from sergecite.sources.marc import entry_from_record, read_marc
from sergecite.sources.marc_record import Field, MarcRecord, extent_of, is_unknown_imprint, number_of, roles_of, trimmed
from sergecite.sources.responsibility import people_named, stated_role


def book(*lines: str, leader: str = "00000cam a2200000 a 4500", fixed: str = "") -> Entry:
    """Read a record written as "245 10 $aTitle :$bsubtitle"."""
    fields = []
    for line in lines:
        tag, rest = line[:3], line[7:]
        parts = tuple((part[0], part[1:]) for part in rest.split("$") if part)
        fields.append(Field(tag=tag, first=line[4], second=line[5], parts=parts))
    return entry_from_record(MarcRecord(leader=leader, control={"008": fixed} if fixed else {}, fields=tuple(fields)))


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("245 10 $aCity =$bVille.", "subtitle", ""),
        ("245 10 $aTajny $b= Secrets", "subtitle", ""),
        ("245 10 $aHearings, 1936: the spring :$ba record", "subtitle", "the spring: a record"),
        ("245 10 $kLetters from exile,$f1933-1936.", "title", "Letters from exile"),
        ("245 10 $aAccounts.$n1990/91.", "titleaddon", "1990/91"),
        ("245 10 $aLetters$nBand 2.$p1903-1953 / Ada M. ; Paul N.$cAda M.", "title", "1903-1953"),
        ("260    $a[Orenburg?,$c1934]", "location", "Orenburg?"),
        ("260    $aBoston, Mass. :$bP,$c1934", "location", "Boston, Mass."),
        ("260    $aBerlin ;$aLeipzig :$bP,$c1934", "location", "Berlin"),
        ("260    $a[S.l.] :$b[s.n.],$c[n.d.]", "publisher", ""),
        ("260    $a[S.l.] :$b[s.n.],$c[n.d.]", "date", ""),
        ("260    $aP :$bP,$c1998, c1993", "date", "1998"),
        ("260    $aP :$bP,$c[19]82", "date", "1982"),
        ("260    $aP :$bP,$cShōwa 46-47 [1971-1972]", "date", "1971/1972"),
        ("250    $a2012 ed.", "edition", "2012 ed."),
        ("250    $a3., Aufl.", "edition", "3"),
        ("250    $a2., überarb. Aufl.", "edition", "2., überarb. Aufl."),
        ("300    $a320, 11 p. :$bill.", "pagetotal", "320"),
        ("300    $a1 v. (920 p.)", "pagetotal", "920"),
        ("300    $a1 v. (920 p.)", "volumes", ""),
        ("490 1  $aStudies ;$vB-5", "number", "B-5"),
        ("490 1  $aForschung ;$v2010,26", "number", "2010,26"),
        ("490 0  $aEconomic series no. 46", "series", "Economic series"),
        ("490 0  $aEconomic series no. 46", "number", "46"),
        ("440  0 $aTransactions.$nB,$pApplications ;$v5", "series", "Transactions. B, Applications"),
        ("010    $a   75577579 //r91", "lccn", "75577579"),
        ("010    $asc 83-3257", "lccn", "sc83003257"),
        ("010    $aʹ 75002321", "lccn", ""),
        ("100 1  $a[Sedova, Natalia,$d1882-1962]", "author", "Natalia Sedova"),
        ("100 1  $aSedova, Natalia. [from old catalog]", "author", "Natalia Sedova"),
        ("100 1  $aSedova, Natal\u02b9i\ufe20a\ufe21.", "author", "Natal\u02b9ia Sedova"),
        ("520    $aWhat it is about.", "abstract", "What it is about."),
    ],
)
def test_a_field_is_read_as_it_is_meant(line: str, field: str, value: str) -> None:
    """ISBD signs, square brackets, parallel titles, first and further sequences of pages, numbers within names."""
    assert book("245 10 $aNothing", line).text(field) == value if line[:3] != "245" else book(line).text(field) == value


@pytest.mark.parametrize(
    ("statement", "name", "role"),
    [
        ("Lena Ebbe och Per Samuel", "Samuel, Per", "author"),
        ("Manfred Pranter ; Wolf Tofahr", "Tofahr, Wolf", "author"),
        ("Juliane Schäf. Betreuer: Ernst Schley", "Schley, Ernst", ""),
        ("Danni Lai zhu ; Liu Ning yi", "Liu, Ning", ""),
        ("murattibin, Asif Farrukhi", "Farrukhi, Asif", ""),
        ("David L. Oakes ... ed.", "Oakes, David", "editor"),
        ("Perevod s korejskogo I. N. Mazura. Pod red. G. Tavrova", "Mazur, I. N.", "translator"),
        ("Perevod s korejskogo I. N. Mazura. Pod red. G. Tavrova", "Tavrov, G.", "editor"),
        ("by Victor Serge", "Sedgwick, Peter", ""),
    ],
)
def test_a_statement_says_what_someone_did(statement: str, name: str, role: str) -> None:
    """In several languages; what is in none that is known makes nobody an author."""
    assert stated_role(statement, name) == role


def test_an_author_is_not_named_twice() -> None:
    """The statement gives the author's name in another form, as translator; another translator it alone names is taken."""
    own = book(
        "100 1  $aSherwood, Edwin Allen,$d1829-1914.", "245 10 $aHell /$ccompiled and translated by Edwin A. Sherwood"
    )
    other = book("100 1  $aSerge, Victor.", "245 10 $aHell /$ctranslated by Peter Sedgwick.")
    assert "translator" not in own.names
    assert other.text("translator") == "Peter Sedgwick"
    assert [role for role, _ in people_named("translated and edited by Peter Sedgwick")] == ["translator", "editor"]


def test_creators_of_german_records_may_be_editors() -> None:
    """The code "cre" stood for editors too; "oth" says nothing, the statement does; an unknown code leaves the author one."""
    edited = book("245 10 $aFishes /$cDavid L. Oakes ... ed.", "700 1  $aOakes, David L.$4cre")
    assert (edited.entry_type, edited.text("editor"), edited.text("author")) == ("collection", "David L. Oakes", "")
    second = book(
        "100 1  $aEbbe, Lena$4aut", "245 10 $aBird $cLena Ebbe och Per Samuel", "700 1  $aSamuel, Per$eSonstige$4oth"
    )
    assert second.text("author") == "Lena Ebbe; Per Samuel"
    assert book("110 1  $aDeutschland$4enj", "245 10 $aOrdnung").text("author") == "Deutschland"


def test_a_conference_is_an_event() -> None:
    """Proceedings, not a book by a congress; with a person before it, a paper."""
    entry = book("111 2  $aCongress of the Peoples$d(1920 :$cBaku)", "245 10 $aMinutes", "700 1  $aRiddell, John$4edt")
    assert (entry.entry_type, entry.text("eventtitle"), entry.text("venue")) == (
        "proceedings",
        "Congress of the Peoples",
        "Baku",
    )
    assert (entry.text("eventdate"), entry.text("editor"), entry.text("author")) == ("1920", "John Riddell", "")
    assert book("100 1  $aSerge, Victor", "111 2  $aCongress", "245 10 $aPaper").entry_type == "book"


@pytest.mark.parametrize(
    ("note", "institution", "location", "kind"),
    [
        ("Bremen, Univ., Diss., 2010", "Univ. Bremen", "Bremen", "phdthesis"),
        ("Zugl.: Köln, Univ., Diss., 2009", "Univ. Köln", "Köln", "phdthesis"),
        (
            "Halle (Saale), Martin-Luther-Universität, Diss., 2010",
            "Martin-Luther-Universität",
            "Halle (Saale)",
            "phdthesis",
        ),
        ("Thesis (M.A.)--Oxford, 1984.", "Oxford", "", "mathesis"),
    ],
)
def test_a_thesis_names_its_university(note: str, institution: str, location: str, kind: str) -> None:
    """As German and American libraries write it in one subfield."""
    entry = book("245 10 $aOn Serge", f"502    $a{note}")
    assert (entry.text("institution"), entry.text("location"), entry.text("type")) == (institution, location, kind)


@pytest.mark.parametrize(
    ("fixed", "imprint", "date"),
    [
        ("721012m18801901dcu", "[18--?]-", "1880/1901"),
        ("721012s1934    xx ", "n.d.", "1934"),
        ("110301s9999    pk ", "[s.d.]", ""),
        ("721012s1934    xx ", "1935", "1935"),
    ],
)
def test_the_coded_date_stands_in_for_none(fixed: str, imprint: str, date: str) -> None:
    """Field 008 where the imprint has no date that can be read, and only a year that there was."""
    assert book("245 10 $aBook", f"260    $c{imprint}", fixed=fixed).text("date") == date


def test_old_electronic_books_are_books() -> None:
    """Catalogued as computer files, yet with an ISBN."""
    leader = "00000cmm a2200000 a 4500"
    assert book("020    $a0192810375", "245 10 $aBook", leader=leader).entry_type == "book"
    assert book("245 10 $aProgram", leader=leader).entry_type == "software"


def test_punctuation_that_is_left_out_is_not_looked_for() -> None:
    """Without ISBD's signs (leader 18) a full stop is the abbreviation's."""
    bare = book("245 10 $aBook", "264  1 $aM$bInsel-Verl.$c1913", leader="00000cam a2200000 c 4500")
    assert bare.text("publisher") == "Insel-Verl."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Govt. Print. Off.,", "Govt. Print. Off."),
        ("Paris :", "Paris"),
        ("Memoirs.", "Memoirs"),
        ("Serge, V.", "Serge, V."),
    ],
)
def test_a_full_stop_before_another_sign_is_an_abbreviation(text: str, value: str) -> None:
    """And one at the end closes the field, unless after an initial."""
    assert trimmed(text) == value


def test_small_readers() -> None:
    """Numbers without the word for them, extents, relators that are two, and what says that there is nothing."""
    assert [number_of(text) for text in ("vol. 12", "Band 65", "IV", "v. 201, 206", "raqm 160")] == [
        "12",
        "65",
        "IV",
        "201, 206",
        "160",
    ]
    assert [extent_of(text) for text in ("xiii, 371 p.", "2 v.", "iv, 291 leaves", "1 vol. (203 p.)")] == [
        ("371", ""), ("", "2"), ("", ""), ("203", ""),
    ]  # fmt: skip
    assert roles_of(["tr. [and] ed."]) == ["translator", "editor"]
    assert [is_unknown_imprint(text) for text in ("[S.l.]", "s.n", "[n.d.]", "o. J.", "S.A.C.", "SD", "Paris")] == [
        True
    ] * 4 + [False] * 3


def _binary(title: bytes, *, length: int | None = None, coding: bytes = b"a") -> bytes:
    field = b"10\x1fa" + title + b"\x1e"
    directory = b"245%04d%05d" % (len(field), 0)
    base = 24 + len(directory) + 1
    whole = length if length is not None else base + len(field) + 1
    return b"%05dcam %c22%05d a 4500" % (whole, coding, base) + directory + b"\x1e" + field + b"\x1d"


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(_binary("L'année nue".encode(), coding=b" "), id="UTF-8 that is not said to be"),
        pytest.param(_binary("L'année nue".encode(), length=77), id="wrong length"),
        pytest.param(_binary("L'année nue".encode()).decode("latin-1").encode(), id="converted twice"),
    ],
)
def test_records_with_a_false_leader_are_read(record: bytes) -> None:
    """Nothing is lost, and no letter, because a record was converted after its lengths were counted."""
    pytest.importorskip("pymarc")
    reading = read_marc(record + _binary(b"Another book"), "f.mrc")
    assert [entry.text("title") for entry in reading.entries] == ["L'année nue", "Another book"]


def test_a_record_without_title_is_told() -> None:
    """It is readable; what it lacks is said."""
    pytest.importorskip("pymarc")
    assert [problem.message for problem in read_marc(_binary(b""), "f.mrc").problems] == [
        "a MARC record without a title"
    ]


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        (("200 1  $aMinuit$eroman", "461    $tLes derniers temps$v2"), {"maintitle": "Les derniers temps", "volume": "2"}),
        (("200 1  $aMinuit", "461    $tMinuit$v2"), {"maintitle": "", "volume": "2"}),
        (("200 1  $aMinuit", "100    $a20251023d2025    m  y0frey50"), {"date": "2025"}),
        (("200 1  $aMinuit", "210    $a[S.l.]$c[s.n.]$d1938"), {"location": "", "publisher": "", "date": "1938"}),
        (("200 1  $aMinuit", "205    $a2e éd. revue"), {"edition": "2e éd. revue"}),
        (("200 1  $aMinuit", "215    $a1 vol. (203 p.)"), {"pagetotal": "203", "volumes": ""}),
        (("200 1  $aMinuit", "225 0  $aPoints$vR 12"), {"number": "12"}),
    ],
)  # fmt: skip
def test_unimarc(lines: tuple[str, ...], fields: dict[str, str]) -> None:
    """Volumes of a work, coded dates, what is not known, and editions that are more than a number."""
    entry = book(*lines)
    assert {name: entry.text(name) for name in fields} == fields


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Brauchen wir eine Reform der Sanktionen?", "german"),
        ("L'an I de la révolution et ses suites", "french"),
        ("La recepción de los sermones en el mundo", "spanish"),
        ("O USO DA MADEIRA EM UMA SERRARIA", "portuguese"),
        ("Il tema della creazione nell'arte e nel pensiero", "italian"),
        ("Memoirs of a Revolutionary", ""),
        ("Syphilis presenting as a dermatosis", ""),
        ("Vitamin E in dystrophic disease", ""),
        ("Le revolver de Lacan by Rouzières", ""),
        ("Tropiques", ""),
    ],
)
def test_a_title_betrays_its_language(title: str, language: str) -> None:
    """By two of its little words at least, none of them English; else nothing is said."""
    assert language_of(title) == language
