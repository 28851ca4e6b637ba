"""Pages in every format: whole documents, and nothing from an entry that acts as markup, command or control."""

import html.parser
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile

import pytest

from sergecite.csl import Output
from sergecite.csl.output import Close, Open
from sergecite.errors import SergeciteError, UsageError
from sergecite.export.bibliography import Typesetter
from sergecite.export.catalog import load_style, locale_text
from sergecite.export.csl_item import csl_item
from sergecite.export.page import Heading, Notes, Page, Paragraph, PrintedNote, Work, Works, join, plain, works_of
from sergecite.export.page_html import write_html
from sergecite.export.page_latex import write_latex, write_rtf
from sergecite.export.page_pandoc import pandoc_tree, write_docx
from sergecite.export.page_text import write_markdown, write_text
from sergecite.export.page_typst import write_pdf, write_typst
from sergecite.model.entry import Entry

HOSTILE = (
    '<script>alert(1)</script> <img src=x onerror=alert(2)> \\input{/etc/passwd} \\write18{rm} $x$ #read("/etc/passwd") '
    '[a](javascript:alert(3)) `code` *not italic* {\\rtf1 \\field} & % _ ^ ~ \x1b[31mred\x1b[0m \x9b31m \u202etfel "quoted" @cite ]]>'
)
ENTRY = Entry(
    citekey='k"><b>',
    entry_type="book",
    fields={"title": HOSTILE, "publisher": HOSTILE, "url": 'javascript:alert("x")', "date": "1951"},
)


def hostile_page() -> Page:
    typesetter = Typesetter(load_style("chicago"), locale_text, lang="en-US")
    typesetter.add([ENTRY])
    works = works_of(typesetter.bibliography())
    return Page(
        title=HOSTILE,
        subtitle=HOSTILE,
        blocks=(
            Heading(text=HOSTILE),
            Paragraph(content=plain(HOSTILE)),
            Notes(notes=(PrintedNote(number="1", content=works.works[0].content, anchor=HOSTILE, settled=False),)),
            works,
            Works(
                works=(
                    Work(
                        citekey="k",
                        content=works.works[0].content,
                        head=plain(HOSTILE),
                        aside=HOSTILE,
                        number=1,
                        remarks=(HOSTILE,),
                    ),
                ),
                bibliography=False,
            ),
        ),
    )


class _Tags(html.parser.HTMLParser):
    """Collects the tags, attributes and text a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.depth: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag != "meta":
            self.depth.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.depth.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.depth:
            self.text += data


def read(page: Page) -> _Tags:
    tags = _Tags()
    tags.feed(write_html(page))
    assert tags.depth == []
    return tags


def test_html_holds_no_tag_of_an_entry() -> None:
    """A title's tags are text; ids are one word; no link leads to a script; there is no script at all."""
    tags = read(hostile_page())
    assert tags.tags == {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "h1",
        "h2",
        "h3",
        "p",
        "section",
        "ol",
        "ul",
        "li",
        "span",
        "div",
        "i",
    }
    assert {name for name, _ in tags.attributes} <= {
        "lang",
        "charset",
        "name",
        "content",
        "class",
        "id",
        "role",
        "style",
    }
    assert all(re.fullmatch(r"[\w.:-]+", value or "") for name, value in tags.attributes if name == "id")
    assert "<script>alert(1)</script>" in tags.text


def test_html_is_a_whole_accessible_document() -> None:
    """A language, a title, one h1, sections with their roles, contents from three parts on, one id each."""
    typesetter = Typesetter(load_style("chicago"), locale_text, lang="de-DE")
    typesetter.add([Entry(citekey="a", entry_type="book", fields={"title": "A"})])
    works = works_of(typesetter.bibliography())
    notes = Notes(notes=(PrintedNote(number="1", content=plain("x")),))
    blocks = (Heading(text="One"), notes, Heading(text="Two"), works, Heading(text="Three"), works)
    text = write_html(Page(title="T & U", blocks=blocks[:-1], lang="de-DE"))
    assert text.startswith('<!DOCTYPE html>\n<html lang="de-DE">')
    assert "<title>T &amp; U</title>" in text
    assert (text.count("<h1>"), text.count('role="doc-endnotes"'), text.count('role="doc-bibliography"')) == (1, 1, 1)
    assert '<nav aria-label="Contents">' in text
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)


def test_html_sets_arabic_and_hebrew_from_right_to_left() -> None:
    """An entry is set in the direction of its first letter; marks and digits before it have none."""
    typesetter = Typesetter(load_style("chicago"), locale_text, lang="en-US")
    titles = {"ar": "الأيام", "he": "“מיסטיקה”", "latin": "Ayyām الأيام", "digits": "1948"}
    typesetter.add([Entry(citekey=key, entry_type="book", fields={"title": title}) for key, title in titles.items()])
    text = write_html(Page(title="T", blocks=(works_of(typesetter.bibliography()),)))
    assert set(re.findall(r'id="ref-(\w+)" dir="rtl"', text)) == {"ar", "he"}


@pytest.mark.parametrize("write", [write_text, write_markdown, write_latex, write_rtf, write_typst, write_html])
def test_control_characters_stay_out_of_what_the_processor_prints(write: object) -> None:
    """An entry's escape sequences and direction marks reach no format."""
    item = csl_item(ENTRY)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", json.dumps(item, ensure_ascii=False))
    assert callable(write)
    works = Typesetter(load_style("chicago"), locale_text, lang="en-US")
    works.add([ENTRY])
    text = write(Page(title="T", blocks=(works_of(works.bibliography()),)))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", text)


def test_markdown_holds_no_markup_of_an_entry() -> None:
    """Markdown's own reader finds no HTML, link, code, heading or list that an entry wrote."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  # the test's own oracle

    tokens = MarkdownIt("commonmark").parse(write_markdown(hostile_page()))
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    assert not kinds & {
        "html_block",
        "html_inline",
        "link_open",
        "code_inline",
        "fence",
        "code_block",
        "image",
        "blockquote_open",
        "hr",
    }


@pytest.mark.parametrize("line", ["1. One", "- A", "# A", "> A", "+ A", "* A", "1) One", "=== A"])
def test_a_markdown_paragraph_stays_one(line: str) -> None:
    """What an entry begins with does not make a list, a heading or a quotation of it."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  # the test's own oracle

    page = Page(title="T", blocks=(Paragraph(content=plain(line)),), bare=True)
    kinds = {token.type for token in MarkdownIt("commonmark").parse(write_markdown(page))}
    assert kinds == {"paragraph_open", "inline", "paragraph_close"}


def test_latex_holds_no_command_of_an_entry() -> None:
    """Of the commands in the body all are the writer's own."""
    body = write_latex(hostile_page()).split("\\begin{document}")[1]
    commands = set(re.findall(r"\\([A-Za-z]+)", body))
    assert not commands & {"input", "write", "field"}
    assert "\\textbackslash{}input\\{/etc/passwd\\}" in body
    assert not re.search(r"(?<!\\)[$%&#^]", body.replace("\\textasciicircum", ""))


def test_rtf_holds_no_control_word_of_an_entry() -> None:
    """Braces balance, backslashes of a title are escaped, everything is ASCII."""
    text = write_rtf(hostile_page())
    assert text.isascii()
    bare = re.sub(r"\\[\\{}]", "", text)
    assert bare.count("{") == bare.count("}")
    assert "\\field" not in bare


def test_typst_holds_texts_as_strings_only() -> None:
    """Every text of an entry is a string literal, so no function of Typst's can be called by one."""
    source = write_typst(hostile_page())
    code = re.sub(r'"(?:[^"\\]|\\.)*"', '""', source)
    assert "read(" not in code
    assert "alert" not in code


def test_pdf_is_written_by_typst() -> None:
    """The hostile page compiles; what comes out is a PDF."""
    pytest.importorskip("typst")
    assert write_pdf(hostile_page()).startswith(b"%PDF-")


def test_without_typst_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Typst is missing, the error says what to install."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError) as caught:
        write_pdf(Page(title="T", blocks=()))
    assert caught.value.hint == "pip install typst"


def test_word_gets_real_footnotes() -> None:
    """Each note is a footnote of Word's at the end of its sentence; the bibliography has Word's own style."""
    if not shutil.which("pandoc"):
        pytest.importorskip("pypandoc")
    notes = Notes(
        notes=(
            PrintedNote(number="1", content=plain("First."), anchor="… the end"),
            PrintedNote(number="2", content=plain("Second.")),
        )
    )
    typesetter = Typesetter(load_style("chicago"), locale_text, lang="en-US")
    typesetter.add([Entry(citekey="a", entry_type="book", fields={"title": "Alpha"})])
    data = write_docx(
        Page(title="T", blocks=(notes, Heading(text="Bibliography"), works_of(typesetter.bibliography())))
    )
    with zipfile.ZipFile(io.BytesIO(data)) as word:
        footnotes, document = word.read("word/footnotes.xml").decode(), word.read("word/document.xml").decode()
    assert [text for text in re.findall(r"<w:t[^>]*>([^<]+)</w:t>", footnotes) if text.strip()] == ["First.", "Second."]
    assert document.count("<w:footnoteReference ") == 2
    assert '<w:pStyle w:val="Bibliography"' in document
    assert "… the end" in "".join(re.findall(r"<w:t[^>]*>([^<]+)</w:t>", document))


def test_pandoc_reads_the_tree_as_it_is_meant() -> None:
    """Pandoc's own plain text of the hostile page has every title whole."""
    pypandoc = pytest.importorskip("pypandoc")
    page = Page(title="T", blocks=(Paragraph(content=plain("a <b>c</b> \\d *e*")),))
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "json", "-t", "plain", "--wrap=none"],
        input=json.dumps(pandoc_tree(page)), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "a <b>c</b> \\d *e*\n"


def test_bare_pages_have_no_title_in_what_is_pasted() -> None:
    """Text and Markdown of a bare page are its blocks alone."""
    page = Page(title="T", subtitle="S", blocks=(Paragraph(content=plain("x")),), bare=True)
    assert (write_text(page), write_markdown(page)) == ("x\n", "x\n")


def test_lines_are_folded() -> None:
    """A line break in an entry cannot begin a line of its own."""
    page = Page(title="T", blocks=(Paragraph(content=plain("a\n# b")),), bare=True)
    assert (write_text(page), write_markdown(page)) == ("a # b\n", "a \\# b\n")


def test_join_keeps_one_space_and_drops_the_empty() -> None:
    """Outputs are joined by single spaces, empty ones are left out."""
    assert join(plain(""), plain("a"), Output(()), plain("b")).text == "a b"


def test_without_pandoc_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no pandoc, the error says what to install."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(UsageError) as caught:
        write_docx(Page(title="T", blocks=()))
    assert caught.value.hint == "pip install pypandoc_binary, or install pandoc"


@pytest.mark.parametrize("program", ["/bin/false", "/nonexistent/pandoc"])
def test_a_pandoc_that_fails_is_an_error(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """A pandoc that fails or cannot be run is said to, without a traceback."""
    monkeypatch.setattr(shutil, "which", lambda _: program)
    with pytest.raises(SergeciteError, match="pandoc could not write the document"):
        write_docx(Page(title="T", blocks=()))


def test_every_block_has_a_place_in_pandocs_tree() -> None:
    """Formatting, links, reading lists and numbers that Word does not count stand in the tree."""
    content = Output(
        (
            Open("font-style", "italic"),
            "A b",
            Close("font-style"),
            Open("link", "https://x.org"),
            "x",
            Close("link"),
            Open("display", "block"),
            "c",
            Close("display"),
        )
    )
    work = Work(citekey="a", content=content, number=2, head=plain("Head"), aside="1930", remarks=("Unsure.",))
    notes = Notes(notes=(PrintedNote(number="7", content=plain("n"), anchor="… end"),))
    tree = pandoc_tree(
        Page(title="T", subtitle="S", blocks=(Works(works=(work,), bibliography=False), notes), lang="fr-FR")
    )
    assert tree["meta"]["subtitle"] == {"t": "MetaInlines", "c": [{"t": "Str", "c": "S"}]}
    assert tree["blocks"] == [
        {
            "t": "Para",
            "c": [
                {"t": "Strong", "c": [{"t": "Str", "c": "2."}, {"t": "Space"}, {"t": "Str", "c": "Head"}]},
                {"t": "Space"}, {"t": "Str", "c": "(1930)"}, {"t": "LineBreak"},
                {"t": "Emph", "c": [{"t": "Str", "c": "A"}, {"t": "Space"}, {"t": "Str", "c": "b"}]},
                {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": "x"}], ["https://x.org", ""]]},
                {"t": "Str", "c": "c"}, {"t": "LineBreak"}, {"t": "Emph", "c": [{"t": "Str", "c": "Unsure."}]},
            ],
        },
        {
            "t": "Para",
            "c": [
                {"t": "Str", "c": "7:"}, {"t": "Space"}, {"t": "Str", "c": "…"}, {"t": "Space"}, {"t": "Str", "c": "end"},
                {"t": "Note", "c": [{"t": "Para", "c": [{"t": "Str", "c": "n"}]}]},
            ],
        },
    ]  # fmt: skip


ITALIC_TITLE = Output(
    (Open("font-style", "italic"), "On ", Open("font-style", "italic", flips=True), "Germinal", Close("font-style"), " again",
     Close("font-style"), ", ", Open("link", "https://a.org/b/c_d"), "https://a.org/b/c_d", Close("link"))
)  # fmt: skip


def test_what_stands_upright_in_italics_does_so_in_word() -> None:
    """Pandoc's Emph within Emph stays italic, so the title's own italics are left out of it."""
    page = Page(title="T", blocks=(Paragraph(content=ITALIC_TITLE),))
    inlines = pandoc_tree(page)["blocks"][0]["c"]
    assert {"t": "Str", "c": "Germinal"} in inlines
    assert inlines[0] == {"t": "Emph", "c": [{"t": "Str", "c": "On"}, {"t": "Space"}]}


def test_addresses_break_in_latex_and_other_scripts_name_their_compilers() -> None:
    """A long address does not run into the margin; letters pdfLaTeX cannot print are said before it fails on them."""
    latin = write_latex(Page(title="Čapek, İstanbul", blocks=(Paragraph(content=ITALIC_TITLE),)))
    assert r"\href{https://a.org/b/c\_d}{https://a.org/\allowbreak{}b/\allowbreak{}c\_d}" in latin
    assert "PackageError" not in latin
    assert "LuaLaTeX or XeLaTeX" in write_latex(Page(title="Завоёванный город", blocks=()))
