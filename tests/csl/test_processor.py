"""The processor from outside: styles refused, warnings, formats, hostile text, and strings as citeproc-js writes them."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from sergecite import csl
from sergecite.export.catalog import load_style, locale_text
from tests.csl.fixtures import normal

BOOK = {
    "id": "serge1951",
    "type": "book",
    "title": "Memoirs of a revolutionary",
    "author": [{"family": "Serge", "given": "Victor"}],
    "issued": {"date-parts": [[1951]]},
    "publisher": "Seuil",
    "DOI": "10.1000/1",
}
DIFFERENCES = Path(__file__).with_name("style_differences.txt")
LAYOUT = '<style class="note"><citation><layout>{}</layout></citation></style>'


def rendered(layout: str, item: dict[str, Any], to: str = "html") -> str:
    """Return one citation of one item in a style of that layout."""
    processor = csl.Processor(csl.parse_style(LAYOUT.format(layout)), locale_text)
    processor.items([{"id": "a", "type": "book", **item}])
    return csl.render(processor.cite([[{"id": "a"}]])[0], to)


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("<style>\n<citation>", "not well-formed", "2:"),
        ('<!DOCTYPE s [<!ENTITY a "aaaa">]>\n<style/>', "document type", "1"),
        ("<style><citation/></style>", "has no <layout>", "1"),
        ("<style/>", "has no <citation>", "1"),
        ("<locale/>", "root element is <locale>", "1"),
        (LAYOUT.format('\n<text macro="none"/>'), "macro “none” is called", "2"),
        ("<style>" + "<group>" * 300 + "</group>" * 300 + "</style>", "nested more than", ""),
    ],
)
def test_styles_refused(text: str, message: str, place: str) -> None:
    """A style that cannot be used is refused with what is wrong and where."""
    with pytest.raises(csl.StyleError) as caught:
        csl.parse_style(text)
    assert message in caught.value.message
    assert (caught.value.place or "").startswith(place)


def test_macros_in_a_ring_are_named() -> None:
    """Macros that call each other are refused, with the ring."""
    style = '<style><macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>' + LAYOUT[20:]
    with pytest.raises(csl.StyleError, match="a -> b -> a"):
        csl.parse_style(style.format('<text macro="a"/>'))


def test_a_tower_of_macros_is_refused() -> None:
    """Macros that call each other ever deeper, without a ring, would exhaust the stack; so would markup in markup."""
    macros = "".join(f'<macro name="m{at}"><group><text macro="m{at + 1}"/></group></macro>' for at in range(300))
    style = f'<style>{macros}<macro name="m300"/><citation><layout><text macro="m0"/></layout></citation></style>'
    with pytest.raises(csl.StyleError, match="deep"):
        csl.parse_style(style)
    deep = LAYOUT.format("<group>" * 110 + '<text variable="title"/>' + "</group>" * 110)
    processor = csl.Processor(csl.parse_style(deep), locale_text)
    processor.items([BOOK])
    assert processor.cite([[{"id": "serge1951"}]])[0].text == BOOK["title"]
    title = "<i>" * 2000 + "x" + "</i>" * 2000
    assert "x" in rendered('<text variable="title"/>', {"title": title}, "text")


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 10**4000, "9" * 5000, "9" * 4999 + "-" + "9" * 5000])
def test_numbers_past_all_measure(number: object) -> None:
    """Numbers that are none, or that nobody meant, do no harm anywhere a number may stand."""
    processor = csl.Processor(load_style("chicago"), locale_text)
    dates = {"issued": number, "original-date": {"date-parts": [[number, number]]}, "accessed": {"raw": number}}
    processor.items([{**BOOK, **dates, "page": number, "volume": number, "number-of-pages": number, "edition": number}])
    cite = {"id": "serge1951", "locator": number, "position": number, "first-reference-note-number": number}
    outputs = processor.cite([[cite], {"citationItems": [cite], "properties": {"noteIndex": number}}])
    assert all("Serge" in output.text or "Ibid" in output.text for output in outputs)
    assert len(processor.bibliography().entries) == 1


def test_an_entity_bomb_is_not_expanded() -> None:
    """A style with entities is refused before any entity expands."""
    bomb = (
        '<!DOCTYPE s [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {b} "{f"&{a};" * 50}">' for a, b in zip("abcde", "bcdef", strict=True))
        + "]>"
    )
    with pytest.raises(csl.StyleError, match="document type"):
        csl.parse_style(bomb + LAYOUT.format('<text value="&f;"/>'))


def test_bad_items_are_named_and_the_rest_rendered() -> None:
    """What cannot be read of an item is left out with a warning; the others are untouched."""
    processor = csl.Processor(load_style("apa"), locale_text)
    processor.items([BOOK, 7, {"id": "x", "title": ["no"], "issued": "¿", "author": 3, "type": None}])
    outputs = processor.cite([[{"id": "serge1951"}], [{"id": "gone"}], [{"id": "x"}]])
    assert outputs[0].text == "(Serge, 1951)"
    assert [line.split(":")[0] for line in processor.warnings] == ["item 2 is not an object and was left out", "x", "x", "there is no item “gone”; its cite was left out"]  # fmt: skip


@pytest.mark.parametrize(
    ("to", "want"),
    [
        ("text", "Ends & <Means> {x} *y* \\z"),
        ("html", "<i>Ends &#38; &#60;Means&#62; {x} *y* \\z</i>"),
        ("markdown", "*Ends & \\<Means\\> \\{x\\} \\*y\\* \\\\z*"),
        ("latex", "\\textit{Ends \\& \\textless{}Means\\textgreater{} \\{x\\} *y* \\textbackslash{}z}"),
        ("rtf", "{\\i{}Ends & <Means> \\{x\\} *y* \\\\z}"),
    ],
)
def test_hostile_titles(to: str, want: str) -> None:
    """Characters that mean something in a format are escaped in it."""
    assert rendered('<text variable="title" font-style="italic"/>', {"title": "Ends & <Means> {x} *y* \\z"}, to) == want


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", 'https://x.org/"><script>'])
def test_links_are_safe(url: str) -> None:
    """No link runs a script, and none leaves its attribute."""
    html = rendered('<text variable="URL"/>', {"URL": url})
    assert "<script" not in html
    assert "<a " not in html or html.startswith('<a href="https://x.org/&#34;&#62;&#60;script&#62;">')


def test_doi_links() -> None:
    """A DOI is a link with its resolver, in the formats that have links."""
    layout = '<text variable="DOI" prefix="https://doi.org/"/>'
    assert rendered(layout, {"DOI": "10.1/2"}) == '<a href="https://doi.org/10.1/2">https://doi.org/10.1/2</a>'
    assert rendered(layout, {"DOI": "10.1/2"}, "text") == "https://doi.org/10.1/2"
    old = rendered(layout, {"DOI": "10.1002/(SICI)1<693::AID#4>3.0.CO;2-O%28"}, "markdown")
    assert old.endswith("](<https://doi.org/10.1002/(SICI)1%3C693::AID%234%3E3.0.CO;2-O%28>)")
    assert (
        rendered(layout, {"DOI": "https://doi.org/10.1/2"}, "markdown")
        == "[https://doi.org/10.1/2](<https://doi.org/10.1/2>)"
    )


@pytest.mark.parametrize(
    ("title", "want"),
    [
        ('The "new" man', "“The ‘new’ man”"),
        ("It's the workers' hour", "“It’s the workers’ hour”"),
        ("A <i>roman</i> in <b>bold", "“A <i>roman</i> in &#60;b&#62;bold”"),
        ("l'<i>État</i>", "“l’<i>État</i>”"),
        ('"All" of it', "“‘All’ of it”"),
    ],
)
def test_quotes_of_fields(title: str, want: str) -> None:
    """Quotation marks of a field flip inside the style's; apostrophes stay; what does not pair stands as written."""
    assert rendered('<text variable="title" quotes="true"/>', {"title": title}) == want


def test_italic_in_italic_stands_upright() -> None:
    """Rich text flips the formatting around it."""
    html = rendered('<text variable="title" font-style="italic"/>', {"title": "On <i>Mind</i> and <sup>2</sup>"})
    assert html == '<i>On <span style="font-style:normal;">Mind</span> and <sup>2</sup></i>'


@pytest.mark.parametrize(
    ("title", "want"),
    [
        ("On <i>Mind</i> and body", "*On* Mind *and body*"),
        ("<i>Mind</i>", "Mind"),
        ("The <b>bold</b> one", "*The **bold** one*"),
        ('Zur Revolution<span class="nodecor"> [On revolution]</span>', "*Zur Revolution* \\[On revolution\\]"),
        ("1. May", "*1. May*"),
    ],
)
def test_markdown_emphasis(title: str, want: str) -> None:
    """Emphasis is broken off where it does not hold, with no space on its inner side."""
    assert rendered('<text variable="title" font-style="italic"/>', {"title": title}, "markdown") == want


def test_markdown_does_not_begin_a_list() -> None:
    """A number or a dash at the beginning of a line makes no list."""
    assert rendered('<text variable="title"/>', {"title": "1. May"}, "markdown") == "1\\. May"


def test_uncited_items_count_where_the_bibliography_has_them() -> None:
    """Year suffixes tell an uncited work of the same author and year apart, unless the caller leaves it aside."""
    other = {**BOOK, "id": "other", "title": "Another"}
    processor = csl.Processor(load_style("apa"), locale_text)
    processor.items([BOOK, other])
    citation = {"citationItems": [{"id": "serge1951"}], "properties": {"noteIndex": 0}}
    assert processor.cite([citation])[0].text == "(Serge, 1951b)"
    assert processor.cite([citation], uncited=False)[0].text == "(Serge, 1951)"
    assert [name for name, _ in processor.bibliography().entries] == ["other", "serge1951"]


@pytest.mark.parametrize(
    ("lang", "editor"),
    [("fr-FR", "éditeur"), ("fr", "éditeur"), ("pt-BR", "organizador"), ("es", "editor"), ("xx", "editor")],
)
def test_a_style_in_another_language(lang: str, editor: str) -> None:
    """The language given is used, its primary dialect where there is no other, American English as the last resort."""
    style = csl.parse_style(LAYOUT.format('<text term="editor"/>'))
    processor = csl.Processor(style, locale_text, lang)
    processor.items([BOOK])
    assert processor.cite([[{"id": "serge1951"}]])[0].text.lower().startswith(editor)


NAMES = ("apa", "chicago-author-date", "chicago-notes-bibliography", "chicago-notes-bibliography-17th-edition",
         "chicago-notes-bibliography-subsequent-ibid", "mhra-notes", "modern-language-association", "ieee", "nlm-citation-sequence", "iso690-full-note-en")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_hard_items_as_citeproc_js_writes_them(name: str, shared: Path) -> None:
    """Thirty hard entries and 38 notes: every string, in Chicago, MLA, APA, MHRA and more."""
    folder = shared / "data" / "csl-hard"
    expected = json.loads((folder / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    notes = json.loads((folder / "notes.json").read_text(encoding="utf-8"))
    job = {
        "style": name,
        "references": json.loads((folder / "refs.json").read_text(encoding="utf-8")),
        "citations": [{"citationItems": cites, "properties": {"noteIndex": at + 1}} for at, cites in enumerate(notes)],
    }
    result = csl.run_job(job, load_style, locale_text)
    assert [normal(text) for text in result["citations"]] == [normal(text) for text in expected["notes"]]
    entries = [normal(f'<div class="csl-entry">{entry}</div>') for _, entry in result["bibliography"]]
    assert entries == [normal(text) for text in expected["bib"]]


@pytest.mark.slow
def test_real_styles_as_citeproc_js_writes_them(shared: Path) -> None:
    """At least 98.5 % of the strings of 119 styles, at least 85 styles wholly; those that differ are listed, with reasons."""
    folder = shared / "data" / "csl-diff"
    items = json.loads((folder / "items.json").read_text(encoding="utf-8"))
    cites = json.loads((folder / "citations.json").read_text(encoding="utf-8"))
    citations = [{"citationItems": each, "properties": {"noteIndex": at + 1}} for at, each in enumerate(cites)]
    total = same = 0
    differing: set[str] = set()
    paths = sorted((folder / "expected").glob("*.json"))
    for path in paths:
        want = json.loads(path.read_text(encoding="utf-8"))
        job = {"style": want["style"], "references": items, "citations": citations}
        result = csl.run_job(job, load_style, locale_text)
        got = Counter(enumerate(map(normal, result["citations"])))
        got.update((-1, normal(f'<div class="csl-entry">{entry}</div>')) for _, entry in result["bibliography"])
        expected = Counter(enumerate(map(normal, want["citations"])))
        expected.update((-1, normal(entry)) for entry in want["bibliography"] or [])
        alike = (got & expected).total()
        total, same = total + expected.total(), same + alike
        if alike != expected.total():
            differing.add(path.stem)
    lines = DIFFERENCES.read_text(encoding="utf-8").splitlines()
    assert differing == {line.split(":")[0] for line in lines if line and not line.startswith("#")}
    assert same / total >= 0.985
    assert len(paths) - len(differing) >= 85


def test_numbers_follow_the_citations_of_a_document() -> None:
    """Items are numbered as they are cited, whoever works out the positions; a bare list of cites changes no order."""
    processor = csl.Processor(load_style("ieee"), locale_text)
    processor.items([BOOK, {**BOOK, "id": "second"}])
    assert [
        output.text
        for output in processor.cite([[{"id": "second", "position": 0}], [{"id": "serge1951", "position": 0}]])
    ] == ["[1]", "[2]"]
    assert [output.text for output in processor.cite([{"citationItems": [{"id": "second"}]}])] == ["[1]"]
    assert [output.text for output in processor.cite([[{"id": "second"}]])] == ["[2]"]


def test_suppressed_authors_stay_where_they_do_not_lead() -> None:
    """suppress-author takes away the names a cite begins with, not names after a title."""
    for layout, want in (
        ('<names variable="author"/><text variable="title" prefix=", "/>', ", Memoirs"),
        ('<text variable="title"/><names variable="author" prefix=", "/>', "Memoirs, Victor Serge"),
    ):
        processor = csl.Processor(csl.parse_style(LAYOUT.format(layout)), locale_text)
        processor.items([{**BOOK, "title": "Memoirs"}])
        assert processor.cite([[{"id": "serge1951", "suppress-author": True}]])[0].text == want
