"""What the specification says and no fixture tests, each in a style of a few lines."""

from collections.abc import Sequence
from typing import Any

import pytest

from sergecite import csl
from sergecite.export.catalog import load_style, locale_text

Item = dict[str, Any]
STYLE = """<style class="{klass}" default-locale="{lang}">{top}<citation {options}>{citation}</citation>{bibliography}</style>"""
TITLES = '<layout><text variable="title"/></layout>'


def processor(
    items: Sequence[Item],
    *,
    citation: str = TITLES,
    bibliography: str = "",
    options: str = "",
    top: str = "",
    lang: str = "en-US",
    klass: str = "in-text",
) -> csl.Processor:
    """Return a processor of a small style that knows these items; "id" and "type" are made up where they are missing."""
    body = f"<bibliography>{bibliography}</bibliography>" if bibliography else ""
    text = STYLE.format(klass=klass, lang=lang, top=top, options=options, citation=citation, bibliography=body)
    made = csl.Processor(csl.parse_style(text), locale_text)
    made.items([{"id": f"i{at}", "type": "book", **item} for at, item in enumerate(items)])
    return made


def entries(made: csl.Processor) -> list[str]:
    """Return the bibliography in HTML."""
    return [csl.render(output, "html", links=False) for _, output in made.bibliography().entries]


def cited(made: csl.Processor, *citations: list[str | Item]) -> list[str]:
    """Return citations in HTML, each of several cites."""
    rows = [[{"id": cite} if isinstance(cite, str) else cite for cite in row] for row in citations]
    return [csl.render(output, "html", links=False) for output in made.cite(rows)]


def person(name: str) -> list[dict[str, str]]:
    """Return persons, "Given Family" each, commas between."""
    split = [one.strip().rpartition(" ") for one in name.split(",")]
    return [{"given": given, "family": family} for given, _, family in split]


def year(*years: int) -> Item:
    """Return a date of one year or a range of two."""
    return {"date-parts": [[each] for each in years]}


AUTHOR_YEAR = '<layout delimiter="; "><group delimiter=" "><names variable="author"><name form="short"/></names><date variable="issued" form="numeric" date-parts="year"/><text variable="locator"/></group></layout>'


def test_an_author_alone_files_before_the_same_with_others() -> None:
    """Where a macro prints more after the names, the year does not file behind a second author."""
    key = (
        '<macro name="key"><names variable="author"/><date variable="issued" form="numeric" date-parts="year"/></macro>'
    )
    items = [
        {"title": "both", "author": person("Ann Ash, Bob Box"), "issued": year(1990)},
        {"title": "late", "author": person("Ann Ash"), "issued": year(2000)},
        {"title": "range", "author": person("Ann Ash"), "issued": year(1995, 1996)},
        {"title": "early", "author": person("Ann Ash"), "issued": year(1995)},
    ]
    made = processor(items, top=key, bibliography=f'<sort><key macro="key"/></sort>{TITLES}')
    assert entries(made) == ["early", "range", "late", "both"]


def test_numbers_in_a_key_do_not_run_together() -> None:
    """Volume 50 files before volume 123 where the number of the issue follows in the same key."""
    key = '<macro name="key"><number variable="volume"/><number variable="issue"/></macro>'
    items = [{"title": f"{volume}.{issue}", "volume": volume, "issue": issue} for volume, issue in ((123, 1), (50, 9))]
    made = processor(items, top=key, bibliography=f'<sort><key macro="key"/></sort>{TITLES}')
    assert entries(made) == ["50.9", "123.1"]


def test_a_year_suffix_comes_before_conditions() -> None:
    """disambiguate="true" holds only where nothing else, a year suffix included, can tell cites apart."""
    layout = AUTHOR_YEAR.replace(
        '<text variable="locator"/>', '<choose><if disambiguate="true"><text variable="title"/></if></choose>'
    )
    items = [{"title": title, "author": person("Ann Ash"), "issued": year(1990)} for title in ("one", "two")]
    made = processor(items, citation=layout, options='disambiguate-add-year-suffix="true"')
    assert cited(made, ["i0"], ["i1"]) == ["Ash 1990a", "Ash 1990b"]
    assert cited(processor(items, citation=layout), ["i0"], ["i1"]) == ["Ash 1990 one", "Ash 1990 two"]


def test_the_year_suffix_of_a_range_stands_at_its_end() -> None:
    """1903–1904a, not 1903a–1904; a range still open has it at its only year."""
    for dates, want in (
        (year(1903, 1904), ["Ash 1903–1904a", "Ash 1903–1904b"]),
        ({"date-parts": [[1903], [0]]}, ["Ash 1903a–", "Ash 1903b–"]),
    ):
        items = [{"title": title, "author": person("Ann Ash"), "issued": dates} for title in ("one", "two")]
        made = processor(items, citation=AUTHOR_YEAR, options='disambiguate-add-year-suffix="true"')
        assert cited(made, ["i0"], ["i1"]) == want


def test_a_collapsed_suffix_stands_alone_unless_a_locator_is_printed() -> None:
    """A locator the style does not print is no reason to repeat the year."""
    items = [{"title": title, "author": person("Ann Ash"), "issued": year(1990)} for title in ("one", "two")]
    options = 'disambiguate-add-year-suffix="true" collapse="year-suffix"'
    both: list[str | Item] = [{"id": "i0", "locator": "3"}, {"id": "i1", "locator": "4"}]
    printed = processor(items, citation=AUTHOR_YEAR, options=options)
    assert cited(printed, both) == ["Ash 1990a 3, 1990b 4"]
    silent = processor(items, citation=AUTHOR_YEAR.replace('<text variable="locator"/>', ""), options=options)
    assert cited(silent, both) == ["Ash 1990a; b"]


def test_names_of_several_persons_take_initials_where_the_style_has_them() -> None:
    """Mike Davis and Natalie Davis need whole names in cites without initials, and initials where they are printed."""
    items = [{"author": person("Mike Davis"), "title": "one"}, {"author": person("Natalie Davis"), "title": "two"}]
    made = processor(
        items,
        citation='<layout><names variable="author"><name form="short"/></names></layout>',
        bibliography='<layout><names variable="author"><name initialize-with=". "/></names></layout>',
        options='disambiguate-add-givenname="true" givenname-disambiguation-rule="primary-name"',
    )
    assert cited(made, ["i0"], ["i1"]) == ["Mike Davis", "Natalie Davis"]
    assert entries(made) == ["M. Davis", "N. Davis"]


@pytest.mark.parametrize("change", ['text-case="uppercase"', 'strip-periods="true"'])
def test_repeated_authors_are_found_in_a_macro_that_changes_them(change: str) -> None:
    """subsequent-author-substitute works on names printed through a macro with text-case or strip-periods."""
    items = [{"title": title, "author": person("Ann Ash")} for title in ("one", "two")]
    text = STYLE.format(
        klass="in-text", lang="en-US", options="", citation=TITLES,
        top='<macro name="author"><names variable="author"/></macro>',
        bibliography=f'<bibliography subsequent-author-substitute="---"><layout><group delimiter=", "><text macro="author" {change}/><text variable="title"/></group></layout></bibliography>',
    )  # fmt: skip
    made = csl.Processor(csl.parse_style(text), locale_text)
    made.items([{"id": f"i{at}", "type": "book", **item} for at, item in enumerate(items)])
    assert [entry.casefold() for entry in entries(made)] == ["ann ash, one", "---, two"]


def test_anonymous_works_are_not_of_one_author() -> None:
    """A term that stands for missing names is not replaced as a repeated author is; a title is."""
    names = '<names variable="author"><substitute>{}</substitute></names>'
    body = '<bibliography subsequent-author-substitute="---"><layout><group delimiter=", ">{}<text variable="publisher"/></group></layout></bibliography>'
    for stand_in, want in (
        ('<text term="anonymous"/>', ["Anonymous, X", "Anonymous, Y"]),
        ('<text variable="title"/>', ["T, X", "---, Y"]),
    ):
        text = STYLE.format(
            klass="in-text", lang="en-US", options="", citation=TITLES, top="",
            bibliography=body.format(names.format(stand_in)),
        )  # fmt: skip
        made = csl.Processor(csl.parse_style(text), locale_text)
        made.items([{"id": name, "type": "book", "title": "T", "publisher": name} for name in "XY"])
        assert entries(made) == want


@pytest.mark.parametrize(
    ("layout", "want"),
    [
        (
            '<text variable="title" display="left-margin"/><text variable="publisher" display="right-inline"/>',
            '<div class="csl-left-margin">T</div><div class="csl-right-inline">P</div>',
        ),
        (
            '<choose><if type="book"><text variable="title" display="block"/></if></choose>',
            '<div class="csl-block">T</div>',
        ),
        ('<group delimiter=" "><text variable="title"/><text variable="publisher" display="block"/></group>', "T P"),
        ('<text variable="title" suffix=" "/><choose><if type="book"><text macro="m"/></if></choose>', "T P"),
    ],
)
def test_blocks_are_children_of_the_layout(layout: str, want: str) -> None:
    """A display attribute makes a block of what stands in the layout itself, in bibliographies only."""
    top = '<macro name="m"><text variable="publisher" display="block"/></macro>'
    sorted_by = '<sort><key macro="m"/></sort>'
    made = processor([{"title": "T", "publisher": "P"}], top=top, bibliography=f"{sorted_by}<layout>{layout}</layout>")
    assert entries(made) == [want]
    in_notes = processor([{"title": "T"}], top=top, citation=f"<layout>{layout}</layout>")
    assert "<div" not in cited(in_notes, ["i0"])[0]


@pytest.mark.parametrize(
    ("layout", "item", "want"),
    [
        ('<text variable="title" quotes="true"/><text value="..., p. 3"/>', {"title": "Why!"}, "“Why!”..., p. 3"),
        ('<text variable="title" suffix="&amp;#160;end"/>', {"title": "T"}, "T\u00a0end"),
        (
            '<text variable="DOI" prefix="https://doi.org/" font-style="italic"/>',
            {"DOI": "10.1/x"},
            "https://doi.org/<i>10.1/x</i>",
        ),
        (
            '<text variable="title" vertical-align="baseline"/>',
            {"title": "T"},
            '<span style="baseline">T</span>',
        ),
        ('<text variable="title" text-case="capitalize-all"/>', {"title": "anti-war d’un l’été (now)"}, "Anti-War D’un L’été (Now)"),
    ],
)  # fmt: skip
def test_affixes_and_formatting(layout: str, item: Item, want: str) -> None:
    """Ellipses stay, references escaped twice are read, formatting leaves affixes alone."""
    assert cited(processor([item], citation=f"<layout>{layout}</layout>"), ["i0"]) == [want]


def test_a_language_speaks_for_itself_before_english() -> None:
    """A form the locale lacks is its longer form, not the English short one."""
    made = processor([{"title": "T"}], citation='<layout><text term="from" form="short"/></layout>', lang="es-ES")
    assert cited(made, ["i0"]) == ["a partir de"]


def test_ordinals_left_from_old_styles_are_passed_over() -> None:
    """A style that defines ordinal-01 to -04 but not "ordinal" keeps the ordinals of its language."""
    old = '<locale xml:lang="en"><terms><term name="ordinal-02">TWO</term></terms></locale>'
    new = old.replace("<terms>", '<terms><term name="ordinal">TH</term>')
    layout = '<layout><number variable="edition" form="ordinal"/></layout>'
    items = [{"edition": "2"}, {"edition": "11"}]
    assert cited(processor(items, citation=layout, top=old), ["i0"], ["i1"]) == ["2nd", "11th"]
    assert cited(processor(items, citation=layout, top=new), ["i0"], ["i1"]) == ["2TWO", "11TH"]


def test_a_term_after_the_number_of_an_entry_begins_it() -> None:
    """The first word of an entry has a capital, the entry's number before it or not."""
    layout = '<layout><text variable="citation-number" suffix=". "/><text term="no date" form="short"/></layout>'
    assert entries(processor([{"title": "T"}], bibliography=layout)) == ["1. N.d."]


def test_citation_numbers_that_are_not_printed_are_not_collapsed() -> None:
    """collapse="citation-number" in a style of names changes no delimiter."""
    items = [{"title": "T", "author": person(name)} for name in ("Ann Ash", "Bob Box")]
    names = '<layout delimiter="; "><names variable="author"><name form="short"/></names></layout>'
    assert cited(processor(items, citation=names, options='collapse="citation-number"'), ["i0", "i1"]) == ["Ash; Box"]


def test_a_locator_is_printed_once() -> None:
    """A style that has the locator in two places of a cite prints the first."""
    layout = '<layout><group delimiter=", "><text variable="title"/><text variable="locator"/><text variable="locator"/></group></layout>'
    assert cited(processor([{"title": "T"}], citation=layout), [{"id": "i0", "locator": "12-15"}]) == ["T, 12–15"]


@pytest.mark.parametrize(
    ("number", "numeric", "want"),
    [("25/10", True, "25/10"), ("FS-09-05", False, "FS-09-05"), ("12-15", True, "12–15"), ("3-4/2", True, "3-4/2")],
)
def test_numbers_that_are_no_ranges(number: str, numeric: bool, want: str) -> None:
    """The slash of double issues is numeric; a code with several hyphens keeps them."""
    layout = (
        '<layout><choose><if is-numeric="number"><text value="no. "/></if></choose><text variable="number"/></layout>'
    )
    printed = cited(processor([{"number": number}], citation=layout), ["i0"])
    assert printed == [("no. " if numeric else "") + want]


def test_the_kind_of_a_locator_is_tested_only_where_there_is_one() -> None:
    """A cite without a locator is no cite of a page."""
    layout = '<layout><choose><if locator="page"><text value="at "/></if></choose><text variable="title"/></layout>'
    made = processor([{"title": "T"}], citation=layout)
    assert cited(made, ["i0"], [{"id": "i0", "locator": "3"}]) == ["T", "at T"]


@pytest.mark.parametrize(
    ("title", "want"),
    [("論語集解", "論語集解"), ("Lunyu 論語", "<i>Lunyu 論語</i>"), ("Война и мир", "<i>Война и мир</i>"), ("1848", "<i>1848</i>")],
)  # fmt: skip
def test_scripts_without_italics_stand_upright(title: str, want: str) -> None:
    """A title all in Han has no italics; one with letters has."""
    layout = '<layout><text variable="title" font-style="italic"/></layout>'
    assert cited(processor([{"title": title}], citation=layout), ["i0"]) == [want]


@pytest.mark.parametrize(
    ("language", "want"), [("zh-TW", "Mao Zedong"), ("ja", "Mao Zedong"), ("hu", "Mao Zedong"), ("", "Mao, Zedong")]
)
def test_names_in_their_own_order(language: str, want: str) -> None:
    """Works in languages that put the family name first print it so, without a comma where names are inverted."""
    names = '<layout><names variable="author"><name name-as-sort-order="all"/></names></layout>'
    made = processor([{"author": person("Zedong Mao"), "language": language}], citation=names)
    assert cited(made, ["i0"]) == [want]


@pytest.mark.parametrize(("word", "want"), [(" ; ", "Ash ; Box"), ("; ", "Ash; Box"), ("&amp;", "Ash & Box")])
def test_a_mark_for_and_brings_its_own_spaces(word: str, want: str) -> None:
    """A locale that joins names by a mark of punctuation gets no further space."""
    top = f'<locale><terms><term name="and">{word}</term></terms></locale>'
    names = '<layout><names variable="author"><name form="short" and="text" delimiter-precedes-last="never"/></names></layout>'
    made = processor([{"author": person("Ann Ash, Bob Box")}], citation=names, top=top)
    assert [csl.render(output, "text") for output in made.cite([[{"id": "i0"}]])] == [want]


def test_a_range_of_numbers_may_have_a_prefix() -> None:
    """What stands before the first cite, or after the last, of a row of numbers does not break up the rest."""
    numbers = '<layout delimiter=", "><text variable="citation-number"/></layout>'
    made = processor([{"title": letter} for letter in "ABCDE"], citation=numbers, options='collapse="citation-number"')
    see = [{"id": "i0", "prefix": "see "}, "i1", "i2"]
    until = ["i0", "i1", "i2", {"id": "i3", "suffix": " too"}]
    amid = ["i0", {"id": "i1", "prefix": "and "}, "i2", "i3"]
    assert cited(made, see, until, amid) == ["see 1–3", "1–3, 4 too", "1, and 2–4"]


def test_the_prefix_of_a_layout_stands_in_the_margin() -> None:
    """An entry's bracket opens in the block where its number stands."""
    layout = (
        '<layout prefix="[" suffix="."><text variable="citation-number" suffix="]"/><text variable="title"/></layout>'
    )
    style = f'<style class="in-text"><citation>{TITLES}</citation><bibliography second-field-align="flush">{layout}</bibliography></style>'
    made = csl.Processor(csl.parse_style(style), locale_text)
    made.items([{"id": "i0", "type": "book", "title": "T"}])
    assert entries(made) == ['<div class="csl-left-margin">[1]</div><div class="csl-right-inline">T.</div>']


def test_a_question_keeps_its_own_mark_alone() -> None:
    """An apostrophe in a formatted title does not bring back the full stop after its question mark."""
    layout = '<layout><text variable="title" font-style="italic" suffix="."/></layout>'
    assert cited(processor([{"title": "What’s Left?"}], citation=layout), ["i0"]) == ["<i>What’s Left?</i>"]


@pytest.mark.parametrize(
    ("lang", "want"),
    [
        ("en-US", ["12", "Ash", "Zoo", "Ωmega", "Вода", "Ель", "水"]),
        ("ru-RU", ["12", "Вода", "Ель", "Ash", "Zoo", "Ωmega", "水"]),
        ("el-GR", ["12", "Ωmega", "Ash", "Zoo", "Вода", "Ель", "水"]),
        ("zh-CN", ["12", "水", "Ash", "Zoo", "Ωmega", "Вода", "Ель"]),
    ],
)
def test_the_script_of_the_language_files_before_latin(lang: str, want: list[str]) -> None:
    """A Russian bibliography begins with what is in Cyrillic, a Greek one with Greek; numbers come first everywhere."""
    layout = f'<sort><key variable="title"/></sort>{TITLES}'
    made = processor([{"title": title} for title in reversed(want)], bibliography=layout, lang=lang)
    assert entries(made) == want


@pytest.mark.parametrize(("quotes", "want"), [("false", "‘A’ and ‘B “C” D’"), ("true", "‘“A” and “B ‘C’ D”’")])
def test_a_title_that_is_said_to_have_no_quotes_has_its_own_as_outer_ones(quotes: str, want: str) -> None:
    """British quotation marks in a title are single where quotes="false" says that none stand around it."""
    layout = f'<layout><text variable="title" quotes="{quotes}"/></layout>'
    made = processor([{"title": "“A” and “B ‘C’ D”"}], citation=layout, lang="en-GB")
    assert cited(made, ["i0"]) == [want]


@pytest.mark.parametrize(
    ("lang", "want"),
    [
        ("en-US", ["Edge", "Eða", "Eel", "Tyra", "Über", "Uhr", "Zoo", "Þing"]),
        ("sv-SE", ["Eða", "Edge", "Eel", "Þing", "Tyra", "Uhr", "Über", "Zoo"]),
    ],
)
def test_letters_of_other_languages(lang: str, want: list[str]) -> None:
    """Þ files after z and ð after d, as in the Unicode collation; in Swedish they count as th and d, and ü as y."""
    layout = f'<sort><key variable="title"/></sort>{TITLES}'
    made = processor([{"title": title} for title in reversed(want)], bibliography=layout, lang=lang)
    assert entries(made) == want


def test_an_id_is_the_style_of_that_id() -> None:
    """A short name never hides an installed style."""
    assert load_style("chicago-notes").id.endswith("/chicago-notes")
