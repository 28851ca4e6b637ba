"""Pages: every idiom of notes read alike; links that are no notes left alone."""

import pytest

from sergecite.errors import InputError
from sergecite.essay.html import read_html

IDIOMS = {
    "pandoc": '<p>One.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> Two.<a href="#fn2"'
    ' class="footnote-ref" id="fnref2"><sup>2</sup></a></p><section class="footnotes"><hr><ol><li id="fn1"><p>Serge,'
    ' <em>Memoirs</em>, 3.<a href="#fnref1" class="footnote-back">↩︎</a></p></li><li id="fn2"><p>Ibid.<a href="#fnref2">↩</a>'
    "</p></li></ol></section>",
    "word": '<p>One.<a href="#_ftn1" name="_ftnref1" title=""><span>[1]</span></a> Two.<a href="#_ftn2" name="_ftnref2">[2]</a>'
    '</p><div><hr><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Serge, <i>Memoirs</i>, 3.</p></div><div id="ftn2">'
    '<p><a href="#_ftnref2" name="_ftn2">[2]</a> Ibid.</p></div></div>',
    "blog": '<p>One.<sup><a href="#fn-1" id="fnref-1">1</a></sup> Two.<sup><a href="#fn-2" id="fnref-2">2</a></sup></p>'
    '<h3>Notes</h3><p id="fn-1">1. Serge, <i>Memoirs</i>, 3. <a href="#fnref-1">↑</a></p><p id="fn-2">2. Ibid. <a href="#fnref-2">'
    "↑</a></p>",
    "anchors": '<p>One.<a href="#n1"><sup>1</sup></a> Two.<a href="#n2"><sup>2</sup></a></p><p><a name="n1">1</a>. Serge,'
    ' <i>Memoirs</i>, 3.<br><a name="n2">2</a>. Ibid.</p>',
    "wiki": '<p>One.<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup> Two.<sup class="reference">'
    '<a href="#cite_note-2">[2]</a></sup></p><ol class="references"><li id="cite_note-1"><b><a href="#cite_ref-1">^</a></b> '
    '<span>Serge, <i>Memoirs</i>, 3.</span></li><li id="cite_note-2"><a href="#cite_ref-2">^</a> Ibid.</li></ol>',
    "epub": '<p>One.<a epub:type="noteref" href="#n1">1</a> Two.<a epub:type="noteref" href="#n2">2</a></p><aside'
    ' epub:type="footnote" id="n1"><p>Serge, <i>Memoirs</i>, 3.</p></aside><aside epub:type="footnote" id="n2">Ibid.</aside>',
    "substack": '<p>One.<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a> Two.<a class="footnote-anchor"'
    ' id="footnote-anchor-2" href="#footnote-2">2</a></p><div class="footnote"><a id="footnote-1" href="#footnote-anchor-1"'
    ' class="footnote-number">1</a><div class="footnote-content"><p>Serge, <em>Memoirs</em>, 3.</p></div></div><div class='
    '"footnote"><a id="footnote-2" href="#footnote-anchor-2" class="footnote-number">2</a><div><p>Ibid.</p></div></div>',
    "points": '<p>One.<a id="r1" href="#n1"><sup>1</sup></a> Two.<a id="r2" href="#n2"><sup>2</sup></a></p><p id="n1">'
    '<a href="#r1">1</a>. Serge, <i>Memoirs</i>, 3.</p><p id="n2">[<a href="#r2">2</a>] Ibid.</p>',
    "side notes": '<p>One.<label for="sn-1" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn-1">'
    '<span class="sidenote">Serge, <em>Memoirs</em>, 3.</span> Two.<label for="sn-2"></label><span class="sidenote">Ibid.'
    "</span> Three.</p>",
    "plug-in": '<p>One.<sup class="modern-footnotes-footnote"><a href="javascript:void(0)">1</a></sup><span class='
    '"modern-footnotes-footnote__note">Serge, <em>Memoirs</em>, 3.</span> Two.<sup><a>2</a></sup><span class='
    '"modern-footnotes-footnote__note">Ibid.</span> Three.</p>',
    "hidden": '<p>One.<a epub:type="noteref" href="#n1">1</a> Two.<a epub:type="noteref" href="#n2">2</a></p><aside hidden'
    ' epub:type="footnote" id="n1"><p>Serge, <i>Memoirs</i>, 3.</p></aside><aside hidden="" id="n2">Ibid.</aside>',
    "style sheet": "<style>.c0{color:#000}.c7{font-weight:400;font-style:italic}</style>"
    '<p>One.<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> Two.<sup><a href="#ftnt2" id="ftnt_ref2">[2]</a></sup></p><hr>'
    '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span class="c0">&nbsp;Serge, </span><span class="c7 c0">Memoirs</span>'
    '<span>, 3.</span></p></div><div><p><a href="#ftnt_ref2" id="ftnt2">[2]</a><span>&nbsp;Ibid.</span></p></div>',
    "raised": "<p>One.<sup>1</sup> Two.<sup>2</sup> Three m<sup>2</sup>.<sup>3</sup></p><h2>Notes</h2><ol><li>Serge, <i>Memoirs</i>, 3.</li>"
    "<li>Ibid.</li><li>More.</li></ol>",
}


@pytest.mark.parametrize("idiom", IDIOMS)
def test_every_idiom_gives_the_same_notes(idiom: str) -> None:
    """Numbers, texts and places are those a reader sees; the way back is no text."""
    document = read_html(f"<html><head><title>T1</title></head><body>{IDIOMS[idiom]}</body></html>")
    assert [(note.number, note.text) for note in document.notes][:2] == [("1", "Serge, Memoirs, 3."), ("2", "Ibid.")]
    assert [marker.number for marker in document.markers][:2] == ["1", "2"]
    assert document.body[: document.markers[0].start] == "One."
    assert not document.has_offsets
    first = document.notes[0]
    assert [first.text[start:end] for start, end in first.italics] == ["Memoirs"]
    if idiom != "raised":
        assert "Ibid" not in document.body


SILENT = [
    '<ul><li><a href="#c1">1</a></li><li><a href="#c2">2</a></li></ul><h2 id="c1">One</h2><p>a</p><h2 id="c2">Two</h2>',
    '<p>See <a href="#later">the chapter below</a>.</p><p id="later">Below.</p>',
    '<p>An <a href="https://example.org/#1">[1]</a> elsewhere.</p>',
    "<p>10<sup>3</sup> and m<sup>2</sup></p>",
    '<p>A<a href="#fn1"><sup>1</sup></a></p>',
]


@pytest.mark.parametrize("page", SILENT)
def test_other_links_are_no_notes(page: str) -> None:
    """Contents, cross-references, other sites, powers and dead links call nothing."""
    assert read_html(page).notes == ()


def test_numbering_per_chapter_and_paragraphs_of_a_note() -> None:
    """A number that returns with another place is another chapter's; paragraphs between notes belong to the first."""
    page = "".join(
        f'<h2>C</h2><p>W.<a href="#fn{c}1"><sup>1</sup></a> X.<a href="#fn{c}2"><sup>2</sup></a></p>'
        f'<div><p id="fn{c}1">1. One {c}.</p><p>More.</p><p id="fn{c}2">2. Two.</p></div>'
        for c in "ab"
    )
    document = read_html(page)
    assert [(note.chapter, note.number, note.text) for note in document.notes] == [
        (0, "1", "One a. More."),
        (0, "2", "Two."),
        (1, "1", "One b. More."),
        (1, "2", "Two."),
    ]


def test_notes_below_each_paragraph_leave_the_text_between_them_to_the_body() -> None:
    """What stands between two notes goes on with the first only where both were called before it."""
    page = "".join(
        f'<p>Called.<a href="#f{n}">[{n}]</a></p><p class="footnote" id="f{n}">[{n}] Note {n}.</p><p>Body {n}.</p>'
        for n in (1, 2, 3)
    )
    document = read_html(page)
    assert [note.text for note in document.notes] == ["Note 1.", "Note 2.", "Note 3."]
    assert [f"Body {n}." in document.body for n in (1, 2, 3)] == [True, True, True]


LONG_NOTES = {
    "a note each": '<div class="footnote-editor"><p><a id="f1"></a>[1] One.</p><div><i>Verse.</i></div><p>End.</p></div>',
    "all in one": '<div class="footnotes"><p id="f1">[1] One.</p><blockquote><i>Verse.</i></blockquote><p>End.</p></div>',
    "an item": '<ol><li><p id="f1">One.</p><p><i>Verse.</i></p><p>End.</p></li></ol>',
    "in brackets": '<div class="footnote" id="f1"><p>[Footnote 1: One.</p><p><i>Verse.</i></p><p>End.]</p></div>',
}


@pytest.mark.parametrize("form", LONG_NOTES)
def test_all_paragraphs_of_the_last_note_are_read(form: str) -> None:
    """A note is all of what is called a note, up to a heading; a page's number in the margin is none of its words."""
    page = f"""<p>Word.<a href="#f1">[1]<span class="pagenum">[Pg 9]</span></a></p>{LONG_NOTES[form]}<p>Body.</p>"""
    document = read_html(page)
    assert [(note.text, note.italics) for note in document.notes] == [("One. Verse. End.", ((5, 11),))]
    assert document.body == "Word.1\n\nBody."


def test_two_series_of_notes_on_one_page() -> None:
    """[1] and [n 1] are two notes; alone, [n 1] is note 1."""
    calls = '<p>A.<sup><a href="#cite_note-a">[1]</a></sup> B.<sup><a href="#cite_note-b">[n 1]</a></sup></p>'
    notes = '<ol><li id="cite_note-a">First.</li></ol><ol><li id="cite_note-b">Second.</li></ol>'
    document = read_html(calls + notes)
    assert [(note.chapter, note.number, note.text) for note in document.notes] == [
        (0, "1", "First."),
        (0, "n 1", "Second."),
    ]
    assert [note.number for note in read_html(calls.replace(">[1]<", ">[n 2]<") + notes).notes] == ["2", "1"]


def test_calls_without_their_notes_are_markers() -> None:
    """One page of a book whose notes are another page: what the page calls a note reference is a marker, its note lost."""
    page = "".join(f'<p>W.<a epub:type="noteref" href="end.xhtml#note-{n}">{n}</a></p>' for n in (181, 182))
    document = read_html(page)
    assert [marker.number for marker in document.markers] == ["181", "182"]
    assert (document.notes, document.warnings) == ((), ("the text of the notes is not in the essay",))


def test_pages_nested_thousands_deep_are_refused() -> None:
    """A hostile page ends in an error, not in an empty essay; a sloppy one of hundreds of open elements is read."""
    with pytest.raises(InputError, match="nested"):
        read_html("<html><body>" + "<div>" * 5000 + "x")
    assert read_html("<html><body>" + "<b><i>" * 700 + "One.<sup>1</sup> Two.<sup>2</sup>").body == "One.¹ Two.²"


def test_broken_pages_are_read() -> None:
    """Unclosed elements, scripts and stray signs do no harm."""
    document = read_html(
        '<p>One.<sup><a href="#fn1">1</a></sup><script>x="2"</script><p>Two &amp; &nbsp;&copy <li id=fn1>N <i>t'
    )
    assert document.notes[0].text == "N t"
