"""What all sources share: names, dates, case, clean text, languages, as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecite.bibtex.parse import parse_entries
from sergecite.bibtex.write import format_entry
from sergecite.model.date import parse_date
from sergecite.model.name import Name
from sergecite.sources.case import protect_case, without_capitals
from sergecite.sources.clean import plain, rich, web_address
from sergecite.sources.dates import from_csl, from_text
from sergecite.sources.draft import Draft
from sergecite.sources.languages import langid
from sergecite.sources.names import inverted, natural, pair, several


def name(family: str = "", given: str = "", particle: str = "", suffix: str = "", literal: str = "") -> Name:
    return Name(family=family, given=given, particle=particle, suffix=suffix, literal=literal)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Serge, Victor", name("Serge", "Victor")),
        ("Serge, Victor, 1890-1947.", name("Serge", "Victor")),
        ("Beauvoir, Simone de", name("Beauvoir", "Simone", "de")),
        ("von der Leyen, Ursula", name("Leyen", "Ursula", "von der")),
        ("Smith, John, Jr.", name("Smith", "John", suffix="Jr.")),
        ("King, Martin Luther, III", name("King", "Martin Luther", suffix="III")),
        ("World Health Organization", name(literal="World Health Organization")),
        ("Ministry of Culture, Moscow", name(literal="Ministry of Culture, Moscow")),
        ("UNESCO", name(literal="UNESCO")),
        ("Vercesi", name("Vercesi")),
        ("et al.", Name(others=True)),
        ("", None),
        (" , ", None),
    ],
)
def test_inverted_names(text: str, expected: Name | None) -> None:
    """As RIS and library catalogues write them."""
    assert inverted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Victor Serge", name("Serge", "Victor")),
        ("Ursula von der Leyen", name("Leyen", "Ursula", "von der")),
        ("Martin Luther King Jr.", name("King", "Martin Luther", suffix="Jr.")),
        ("Serge, Victor", name("Serge", "Victor")),
        ("Plato", name("Plato")),
        ("The Editors of Critique", name(literal="The Editors of Critique")),
        ("Université Paris 7", name(literal="Université Paris 7")),
        ("", None),
    ],
)
def test_natural_names(text: str, expected: Name | None) -> None:
    """As web pages and Open Library write them."""
    assert natural(text) == expected


@pytest.mark.parametrize(
    ("family", "given", "expected"),
    [
        ("WEISSMAN", "Susan", name("Weissman", "Susan")),
        ("VAN DER BERG", "M. J.", name("Berg", "M. J.", "van der")),
        ("O'NEILL", "JOHN", name("O'Neill", "John")),
        ("LI", "Wei", name("Li", "Wei")),
        ("LI", "W.", name("LI", "W.")),
        ("von SALLMANN", "L.", name("Sallmann", "L.", "von")),
        ("et al.", "", Name(others=True)),
        ("Newell P. Campbell", "", name("Campbell", "Newell P.")),
        ("McDonald", "A.", name("McDonald", "A.")),
        ("World Bank", "", name(literal="World Bank")),
        ("", "Sukarno", name("Sukarno")),
        ("", "", None),
    ],
)
def test_pairs(family: str, given: str, expected: Name | None) -> None:
    """As Crossref and CSL give them, capitals throughout undone."""
    assert pair(family, given) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("THE PARTY AND THE WORKERS OF O'NEILL", "The Party and the Workers of O'Neill"),
        ("WORLD WAR II AND THE USSR: A HISTORY", "World War II and the USSR: A History"),
        ("LA RÉVOLUTION RUSSE", "LA RÉVOLUTION RUSSE"),
        ("EDITORIAL", "EDITORIAL"),
        ("The NKVD", "The NKVD"),
    ],
)
def test_capitals_throughout_are_undone(title: str, expected: str) -> None:
    """Of English titles, to headline case; in other languages nobody can tell which capitals were meant."""
    assert without_capitals(title) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smith &amp; Sons", "Smith & Sons"),
        ("Klett&amp;amp;Co", "Klett&Co"),
        ("&eacute;t&#233;", "été"),
        ("a &lt;b&gt;", "a &lt;b&gt;"),
    ],
)
def test_entities_in_plain_fields(text: str, expected: str) -> None:
    """Spelled out, but for brackets: they would open markup."""
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Susan Weissman and Richard Greeman", ["Weissman", "Greeman"]),
        ("Susan Weissman, Richard Greeman, and Peter Sedgwick", ["Weissman", "Greeman", "Sedgwick"]),
        ("Weissman, Susan; Greeman, Richard", ["Weissman", "Greeman"]),
        ("Weissman, Susan", ["Weissman"]),
        ("", []),
    ],
)
def test_several_names(text: str, families: list[str]) -> None:
    """Joined by and, commas or semicolons."""
    assert [one.family for one in several(text)] == families


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1951", "1951"),
        ("c1951.", "1951"),
        ("[1951]", "1951"),
        ("©1951", "1951"),
        ("[1951?]", "1951?"),
        ("ca. 1905", "1905~"),
        ("May 1951", "1951-05"),
        ("12 May 1951", "1951-05-12"),
        ("May 12, 1951", "1951-05-12"),
        ("12 mai 1936", "1936-05-12"),
        ("3. März 1933", "1933-03-03"),
        ("1990 Aug 12", "1990-08-12"),
        ("Spring 1999", "1999-21"),
        ("1951/5/2", "1951-05-02"),
        ("19510502", "1951-05-02"),
        ("1951-53", "1951/1953"),
        ("between 1950 and 1960", "1950/1960"),
        ("19--", "19XX"),
        ("195-?", "195X"),
        ("1996-05-01T00:00:00Z", "1996-05-01"),
        ("DL 1980", "1980"),
        ("n.d.", ""),
        ("20 Sep 2013", "2013-09-20"),
        ("juil. 1936", "1936-07"),
        ("14.01.1930", "1930-01-14"),
        ("Fri, 17 Aug 2018 08:14:38 +0000", "2018-08-17"),
        ("2013/00/00", "2013"),
        ("1920-21", "1920/1921"),
        ("1951-21", "1951-21"),
        ("1911-12", "1911-12"),
        ("1926-[1930]", "1926/1930"),
        ("2012 [i.e. 2013]", "2013"),
        ("año 1687", "1687"),
        ("Herbst 1917", "1917-23"),
        ("Winter 1988/89", "1988-24"),
        ("Jul/Aug 1990", "1990-07/1990-08"),
        ("May 12-14, 1920", "1920-05-12/1920-05-14"),
        ("1/5/1936", "1/5/1936"),
        ("forthcoming", "forthcoming"),
        ("", ""),
        ("1951-02-30", "1951-02-30"),
    ],
)
def test_dates_in_words(text: str, date: str) -> None:
    """Catalogues', pages' and files' dates become EDTF; what is no date stays text."""
    assert from_text(text) == date


@given(st.text(max_size=40))
def test_a_read_date_is_read_again_as_itself(text: str) -> None:
    """What came out as a date is one, and stays as it is."""
    once = from_text(text)
    if parse_date(once):
        assert from_text(once) == once


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [[1951, 5, 2]]}, "1951-05-02"),
        ({"date-parts": [["1951", "5"]]}, "1951-05"),
        ({"date-parts": [[1951, None, None]]}, "1951"),
        ({"date-parts": [[1951], [1953]]}, "1951/1953"),
        ({"date-parts": [[1951], [0, 0]]}, "1951/"),
        ({"date-parts": [[1951]], "circa": True}, "1951~"),
        ({"date-parts": [[1999]], "season": 2}, "1999-22"),
        ({"date-parts": [[-44, 3, 15]]}, "-0043-03-15"),
        ({"date-parts": [[1951, 13]]}, "1951"),
        ({"raw": "May 1951"}, "1951-05"),
        ({"literal": "n.d."}, ""),
        ({"date-parts": [[None]]}, ""),
        ({"date-parts": "x"}, ""),
        (1951, "1951"),
        (None, ""),
    ],
)
def test_csl_dates(value: object, date: str) -> None:
    """date-parts, intervals, seasons, doubt, eras, and what is none."""
    assert from_csl(value) == date


def nocase(*words: str) -> list[str]:
    return list(words)


@pytest.mark.parametrize(
    ("title", "language", "kept"),
    [
        ("Memoirs of a Revolutionary", "english", []),
        ("The Ideas of Victor Serge", "", []),
        ("The ideas of Victor Serge in the Soviet Union", "english", ["Victor Serge", "Soviet Union"]),
        ("Memoirs of a revolutionary in Leningrad", "", ["Leningrad"]),
        ("The NKVD and its Archives", "english", ["NKVD"]),
        ("Using an iPhone in the field with McCarthy", "en-GB", ["iPhone", "McCarthy"]),
        ("The end: A new beginning for workers", "english", []),
        ("War and I", "english", []),
        ("Les derniers temps de Victor Serge", "french", []),
        ("Die Geburt unserer Macht", "german", []),
        ("ALL IN CAPITALS", "english", []),
        ("L'Iliade", "", []),
        ("L’État et la Révolution", "", []),
        ("D'Artagnan's Return", "", []),
        ("Well-Being and NASA's McDonald's", "", ["NASA's McDonald's"]),
        ("X-Ray Studies of Hepatitis-B", "", ["X-Ray", "Hepatitis-B"]),
        ("", "", []),
    ],
)
def test_the_case_of_names_is_protected(title: str, language: str, kept: list[str]) -> None:
    """Acronyms always, names where a sentence-case title shows them, other languages never."""
    text = protect_case(title, language)
    assert [part.split("</span>")[0] for part in text.split('<span class="nocase">')[1:]] == kept
    assert protect_case(text, language) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("A <i>B</i> &amp; C", "A <i>B</i> & C"),
        ("<jats:italic>Pravda</jats:italic> 1917", "<i>Pravda</i> 1917"),
        ("&lt;i&gt;Pravda&lt;/i&gt;", "<i>Pravda</i>"),
        ("&amp;lt;b&amp;gt;x&amp;lt;/b&amp;gt;", "<b>x</b>"),
        ("x<sup>2</sup> <mml:math><mml:mi>y</mml:mi></mml:math>", "x<sup>2</sup> y"),
        ("<script>alert(1)</script>Title<style>x", "Title"),
        ("<i>open <b>both", "<i>open <b>both</b></i>"),
        ("a</i> b", "a b"),
        ("<i><b>x</i></b>", "<i><b>x</b></i>"),
        ("p < 0.05 and q > 1", "p < 0.05 and q > 1"),
        ("line\nbreak<br/>here", "line break here"),
        ("\u202eevil\u202c \x1b]0;title\x07\x1b[31mred", "evil red"),
        ("e\u0301te\u0301", "été"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\\'Etude \\input{x}", "Étude input{x}"),
        ("<span style='font-variant:small-caps'>x</span>", "<sc>x</sc>"),
        ("<!-- c -->T<i></i>", "T"),
    ],
)
def test_text_is_cleaned(text: str, clean: str) -> None:
    """Foreign markup becomes CSL's, the rest goes; nothing hidden, nothing that runs."""
    assert rich(text) == clean


@given(st.text(max_size=200))
def test_cleaning_is_done_once(text: str) -> None:
    """Clean text has no control characters, and cleaning it again changes nothing."""
    once = plain(text)
    assert plain(once) == once
    assert all(ord(letter) >= 32 for letter in once)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("HTTP://EXAMPLE.ORG", "HTTP://EXAMPLE.ORG"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("https://x.org/<script>", ""),
        ("", ""),
    ],
)
def test_addresses(text: str, address: str) -> None:
    """Only what a browser fetches over the network is an address."""
    assert web_address(text) == address


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("de", "german"),
        ("ger", "german"),
        ("German", "german"),
        ("en-GB", "british"),
        ("en_US", "english"),
        ("xx", ""),
        ("", ""),
    ],
)
def test_languages(text: str, name: str) -> None:
    """Codes of two and three letters, with regions, and names."""
    assert langid(text) == name


_VALUES = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@given(_VALUES, _VALUES, _VALUES)
def test_whatever_a_source_says_is_one_whole_entry(title: str, family: str, note: str) -> None:
    """The entry that is written reads back as one entry without a fault: no value breaks out of its field."""
    draft = Draft("book", citekey="key")
    draft.title(title)
    draft.name("author", Name(family=family, given=title))
    draft.put("publisher", note)
    draft.put("note", note)
    entries, problems = parse_entries(format_entry(draft.entry()), "x")
    assert [entry.citekey for entry in entries] == ["key"]
    assert [problem for problem in problems if problem.code == "syntax"] == []


def test_binary_marc() -> None:
    """ISO 2709 through pymarc; a broken record does not lose the next."""
    pymarc = pytest.importorskip("pymarc")
    from sergecite.sources.marc import read_marc  # noqa: PLC0415

    record = pymarc.Record(leader="00000nam a2200000 a 4500")
    record.add_field(
        pymarc.Field(
            tag="100", indicators=pymarc.Indicators("1", " "), subfields=[pymarc.Subfield("a", "Serge, Victor,")]
        )
    )
    record.add_field(
        pymarc.Field(tag="245", indicators=pymarc.Indicators("1", "0"), subfields=[pymarc.Subfield("a", "Mémoires /")])
    )
    data = record.as_marc()
    reading = read_marc(data + b"00010garbage\x1d" + data, "f.mrc")
    assert [(entry.text("author"), entry.text("title")) for entry in reading.entries] == [
        ("Victor Serge", "Mémoires")
    ] * 2
    assert len(reading.problems) == 1
