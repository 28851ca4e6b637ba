"""LaTeX: notes by command, words without markup, places in the source."""

import pytest

from sergecite.essay.latex import read_latex

SILENT = [
    "% \\footnote{a comment}\nText.",
    "\\begin{verbatim}\\footnote{x}\\end{verbatim}",
    "\\verb|\\footnote{x}|",
    "\\newcommand{\\fn}[1]{\\footnote{#1}}",
    "\\footnotesize Text \\cite{serge1951} in the text.",
    "\\iffalse \\footnote{x} \\fi",
    "\\begin{document}a\\end{document}\\footnote{after the end}",
    "\\fullcite{serge1951} in the text, \\notecite[3]{serge1951}.",
    "\\footnote{in the preamble}\\begin{document}a\\end{document}",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_not_printed_is_no_note(text: str) -> None:
    """Comments, verbatim text, definitions and citations in the text make no notes."""
    assert read_latex(text).notes == ()


WORDS = [
    (r"Serge, \emph{M\'emoires d'un r\'evolutionnaire}, 12--14.", "Serge, Mémoires d'un révolutionnaire, 12–14."),
    (
        r"\enquote{So} and ``so'', 5\,\%, \ss{} \o{} \c{c} \v{S} na\"{\i}ve \& Co.",
        "“So” and “so”, 5\u202f%, ß ø ç Š naïve & Co.",
    ),
    ("Many\n\n paragraphs % with a comment }\n here", "Many paragraphs here"),
    (r"See \textcite[3]{k} and \href{http://a.b/c_d}{here}.", "See [@k, 3] and here <http://a.b/c_d>."),
    (r"\textsc{Marx}, {\itshape Capital}, \url{http://a.b/c_d}", "Marx, Capital, http://a.b/c_d"),
    (r"p.~3 \unknown{kept} \ldots", "p.\u00a03 kept …"),
    (r"\url{http://a.b/\~{}c}.", "http://a.b/~c."),
    (r"\url{http://a.b/c%20d_e}, \href{http://a.b/\%7Ef}{here}.", "http://a.b/c%20d_e, here <http://a.b/%7Ef>."),
    (r"""\foreignlanguage{german}{"`Titel"'}, "<titre">""", "„Titel“, «titre»"),
]


@pytest.mark.parametrize(("source", "words"), WORDS)
def test_the_words_of_a_note_are_plain(source: str, words: str) -> None:
    """Accents, quotation marks, links and unknown commands become what a reader sees."""
    text = rf"One.\footnote{{{source}}} Two."
    document = read_latex(text)
    note = document.notes[0]
    assert note.text == words
    assert text[note.start : note.end] == source
    assert text[document.markers[0].start : document.markers[0].end] == rf"\footnote{{{source}}}"


def test_italics_are_kept() -> None:
    """Emphasis in a note is usually a title."""
    note = read_latex(r"\footnote{Serge, \emph{Memoirs}, and {\it Year One}.}").notes[0]
    assert [note.text[start:end] for start, end in note.italics] == ["Memoirs", "Year One"]


def test_citing_commands_make_notes_as_pandoc_writes_them() -> None:
    """Prenotes, postnotes, several keys and several works."""
    text = r"A.\footcite[see][12]{serge} B.\autocite[4]{a,b} C.\footcites[1]{x}[cf.][2]{y} D.\footcite{z}"
    assert [note.text for note in read_latex(text).notes] == [
        "[see @serge, 12]",
        "[@a; @b, 4]",
        "[@x, 1; cf. @y, 2]",
        "[@z]",
    ]


def test_marks_and_texts_apart_endnotes_and_chapters() -> None:
    """A mark waits for its text; endnotes beside footnotes are i, ii; a book's chapters begin again."""
    text = (
        r"\documentclass{book}\begin{document}\chapter{A} One\footnotemark{} two\endnote{E}.\footnotetext{Later.}"
        r"\chapter{B} Three\footnote{B1}\end{document}"
    )
    document = read_latex(text)
    assert [(note.chapter, note.number, note.text) for note in document.notes] == [
        (0, "i", "E"),
        (0, "1", "Later."),
        (1, "1", "B1"),
    ]


def test_thanks_and_further_series_count_apart() -> None:
    """Thanks in the title have signs, wherever the title is set; an edition's series of notes has its letter."""
    text = (
        r"\author{A\thanks{For bread.} \and B\thanks{Land.}}\begin{document}\maketitle One\footnote{F} two\footnoteA{P}"
        r" \edtext{three}{\Bfootnote{Q}} four\footnoteA{R}\end{document}"
    )
    assert [(note.number, note.text) for note in read_latex(text).notes] == [
        ("*", "For bread."),
        ("†", "Land."),
        ("1", "F"),
        ("A1", "P"),
        ("B1", "Q"),
        ("A2", "R"),
    ]


def test_a_citation_may_be_the_text_of_a_mark() -> None:
    """As in a caption, where the note itself cannot stand."""
    document = read_latex(r"A\footnotemark\caption{B\footnotemark}\footcitetext[3]{serge}\footnotetext{So.}")
    assert [(note.number, note.text) for note in document.notes] == [("1", "[@serge, 3]"), ("2", "So.")]
    assert document.warnings == ()


ALIASES = [
    r"\newcommand{\fn}[1]{\footnote{#1}}",
    r"\newcommand*\fn{\footnote}",
    r"\let\fn\footnote",
    r"\let\fn=\footnote ",
    r"\def\fn#1{\footnote{#1}}",
    r"\NewDocumentCommand{\fn}{m}{\footnote{#1}}",
]


@pytest.mark.parametrize("definition", ALIASES)
def test_another_name_for_a_note_is_followed(definition: str) -> None:
    """Writers abbreviate the command; a command that adds words of its own is not the same and makes no note."""
    body = "\n" + r"\begin{document}One.\fn{A} Two.\footnote{B}\end{document}"
    assert [note.text for note in read_latex(definition + body).notes] == ["A", "B"]
    assert [note.text for note in read_latex(r"\newcommand{\fn}[1]{\footnote{See #1}}" + body).notes] == ["B"]


def test_numbers_and_texts_given_by_hand_are_kept() -> None:
    """A counter that was set, a mark with its own number and its text, notes of other packages, a comment between."""
    text = (
        "\\setcounter{footnote}{4}A\\footnote%\n {five} B\\footnotemark{} C\\footnotemark[9]"
        "\\footnotetext[9]{nine}\\footnotetext{six} D\\sidenote{seven} E\\tablefootnote{eight} F\\pagenote{end}"
    )
    assert [(note.number, note.text) for note in read_latex(text).notes] == [
        ("5", "five"),
        ("9", "nine"),
        ("6", "six"),
        ("7", "seven"),
        ("8", "eight"),
        ("i", "end"),
    ]


def test_deep_groups_and_open_brackets_do_no_harm() -> None:
    """Thousands of groups within groups are read as they stand; what never closes is left out."""
    assert read_latex(r"\footnote{" + "{" * 3000 + "x" + "}" * 3000 + "}").notes[0].text == "x"
    assert read_latex(r"\footnote{ a " * 3000).notes == ()


def test_what_is_left_out_is_said() -> None:
    """Files that were not read and brackets that do not close are reported."""
    warnings = read_latex("\\input{chapter2} One\\footnote{never closed").warnings
    assert "chapter2" in warnings[0]
    assert "line 1" in warnings[1]
