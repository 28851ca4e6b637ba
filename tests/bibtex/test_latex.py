"""LaTeX and Unicode."""

import re
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sergecite.bibtex.encode import encode
from sergecite.bibtex.latex import _unbraced, decode, decode_verbatim
from sergecite.errors import InputError

UNCHANGED = ["", "Memoirs", "C'est l'idée", "a/b, c: d", "1 < 2 > 1", "don't", "rock 'n' roll", "naïve", "東京"]
DECODED = {
    r"Destin d'une r\'{e}volution": "Destin d'une révolution",
    r"{\'E}tudes": "Études",
    r"Br\`{e}che": "Brèche",
    r"\v{C}apek and \v Capek": "Čapek and Čapek",
    r"na\"\i ve na{\"\i}ve na\"{\i}ve": "naïve naïve naïve",
    r"\c{c}a \c ca": "ça ça",
    r"\k{a} \H{o} \u{a} \d{s} \r{a}": "ą ő ă ṣ å",
    r"\L{}\'od\'z, {\L}\'od\'z": "Łódź, Łódź",
    r"Gro\ss e Stra{\ss}e": "Große Straße",
    r"\'{\ae}": "ǽ",
    "1914--1918 --- war": "1914–1918 — war",
    "``Left-Wing'' Childishness": "“Left-Wing” Childishness",
    "`quoted' isn't": "‘quoted’ isn't",
    r"Farrar \& Rinehart": "Farrar & Rinehart",
    "100% sure": "100% sure",
    r"100\% sure \$5 \#1 a\_b \{x\}": "100% sure $5 #1 a_b {x}",
    "a~b": "a\u00a0b",
    r"J.\,R.": "J.\u202fR.",
    r"\emph{Soviet} life": "<i>Soviet</i> life",
    r"{\em Soviet} life": "<i>Soviet</i> life",
    r"{\it a {\bf b} c}": "<i>a <b>b</b> c</i>",
    r"\textsc{iv}e \textsuperscript{e} \textsubscript{2}": "<sc>iv</sc>e <sup>e</sup> <sub>2</sub>",
    r"H$_2$O and $x^{2}$": "H<sub>2</sub>O and x<sup>2</sup>",
    r"$\alpha$-decay \ensuremath{\beta}": "α-decay β",
    r"$\frac{1}{2}$": r"$\frac{1}{2}$",
    r"costs $5": "costs $5",
    r"\foo{bar {baz}} \unknown[x]{y}": r"\foo{bar {baz}} \unknown[x]{y}",
    r"see \url{http://x.org/~me/a_b--c?d=1%20e} and \path{C:\_x}": "see http://x.org/~me/a_b--c?d=1%20e and C:_x",
    "\\foo \n {bar} {x}": r"\foo{bar} x",
    r"\CYRS\cyre\cyrr\cyrzh{} \cyri": "Серж и",
    r"Int.\addabbrvspace Cl": "Int.\u00a0Cl",
    r"\citep[see][p.~5--6]{k} x": r"\citep[see][p.~5--6]{k} x",
    "\\cite[Chapter\n  9]{k}": r"\cite[Chapter 9]{k}",
    "Fi\\=\\i \n  ka": "Fiīka",
    r"C:\dir\file": r"C:\dir\file",
    "{\\noopsort{1973a}}1973": "1973",
    "a\n   b\t c": "a b c",
    r"\textquotedblleft x\textquotedblright\ y": "“x” y",
    r"\enquote{x}": "“x”",
    "unbalanced } brace {": "unbalanced } brace",
    r"\LaTeX{} and \TeX": "LaTeX and TeX",
    "\\": "\\",
}
PROTECTED = {
    "The {NASA} years": 'The <span class="nocase">NASA</span> years',
    "{T}he {USSR}": '<span class="nocase">T</span>he <span class="nocase">USSR</span>',
    r"{\'E}tudes {\ss}": "Études ß",
    "{{Whole}}": '<span class="nocase">Whole</span>',
    "{{{T}he} {U}}": '<span class="nocase">The U</span>',
    r"\'{{e}}tude": '<span class="nocase">é</span>tude',
    "{}x": "x",
    r"{{\emph{x}}}": '<span class="nocase"><i>x</i></span>',
}


@pytest.mark.parametrize("text", UNCHANGED)
def test_plain_text_stays(text: str) -> None:
    """What has no LaTeX in it is left alone."""
    assert decode(text) == text


@pytest.mark.parametrize(("latex", "text"), DECODED.items())
def test_decode(latex: str, text: str) -> None:
    """LaTeX becomes Unicode and markup; what is unknown stays."""
    assert decode(latex) == text


@pytest.mark.parametrize(("latex", "text"), PROTECTED.items())
def test_braces_protect_case_in_titles(latex: str, text: str) -> None:
    """In a title, braces that do not hold a command keep the case."""
    assert decode(latex, protected=True) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"http://x.org/a\_b\%20c", "http://x.org/a_b%20c"),
        (r"\url{http://x.org/~me}", "http://x.org/~me"),
        (r"\url{ http://x.org }", "http://x.org"),
        (r"http://x.org/a\\_b\\\_c", "http://x.org/a_b_c"),
        ("{http://x.org}", "http://x.org"),
        ("10.1/a%b#c_d", "10.1/a%b#c_d"),
    ],
)
def test_verbatim_fields_lose_only_old_escapes(latex: str, text: str) -> None:
    """URLs are taken as they are, but for the escapes of old styles."""
    assert decode_verbatim(latex) == text


_CHARS = st.sampled_from(list("abzABZ09 .,:;-'\"`{}\\&%$#_~^<>/éßøłıñœ“”‘’–—\u00a0\u00ad\u202f东я()[]@=*|!?\n"))
_TEXT = st.text(_CHARS, max_size=25).map(lambda text: " ".join(text.split(" ")).replace("\n", " "))


def _marked(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(
        [("<i>", "</i>"), ("<b>", "</b>"), ("<sup>", "</sup>"), ("<sc>", "</sc>"), ('<span class="nocase">', "</span>")]
    )
    wrapped = st.tuples(tags, inner).map(lambda pair: pair[0][0] + pair[1] + pair[0][1])
    return st.lists(st.one_of(_TEXT, wrapped), max_size=4).map("".join)


@given(st.recursive(_TEXT, _marked, max_leaves=6))
def test_encode_and_decode_is_identity(text: str) -> None:
    """No text is changed by being written and read."""
    text = " ".join(word for word in text.split(" ") if word)
    nested = re.search(r'<span class="nocase">((?!</span>).)*<span class="nocase">', text)
    assume(not nested)  # to keep the case twice is to keep it once
    assert decode(encode(text), protected=True) == text


_PIECES = st.sampled_from([
    "a", "b ", " ", "é", "'", "`", "-", "--", "~", "1", ",", r"\'e", r"\=\i ", r"\i ", r"\v c", r"\v{c}", r"\'{\i}", r"\L ", r"\ss{}", r"\o",
    r"\foo", "[x]", "[p.~1]", "[", r"\bar[a][b c]{d}", "$x_2$", r"$\frac{1}{2}$", "$", r"\&", "&", r"\\", r"\ ", r"\textbf{x}",
    r"\noopsort{z}", r"\ensuremath{\beta}", r"\dots ", "%", "#",
])  # fmt: skip
_OPENINGS = st.sampled_from(["{", r"\emph{", r"{\em ", r"\foo{", r"\foo[p.~1]{", r"\url{", r"\enquote{", r"\'{"])


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(inner, max_size=6).map("".join)


_LATEX = st.recursive(
    _joined(_PIECES),
    lambda inner: _joined(inner | st.tuples(_OPENINGS, inner).map(lambda pair: pair[0] + pair[1] + "}")),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "latex", [r"\foo{\hbox{{x}} y}", r"\foo{\hbox{{\emph{x}}}}{z}", r"\foo{\emph{{x}}}", r"\foo{\bar{\hbox{{X}}}}"]
)
def test_case_is_kept_in_arguments(latex: str) -> None:
    """What keeps its case in the argument of an unknown command does so after it was written."""
    text = decode(latex, protected=True)
    assert decode(encode(text), protected=True) == text


@given(_LATEX, st.booleans())
def test_latex_means_the_same_after_unicode(latex: str, protected: bool) -> None:
    """What LaTeX means is what the LaTeX made of it means, and no line break in it changes that."""
    text = decode(latex, protected=protected)
    assert decode(encode(text), protected=protected) == text
    assert decode(latex.replace(" ", "\n  "), protected=protected) == text


def test_a_letter_without_a_name_is_refused() -> None:
    """In an old encoding nothing is written that would be read as something else."""
    for text in ("Super\u2010Whale", "Викторов"):
        with pytest.raises(InputError):
            encode(text, ascii_only=True)
    assert decode(encode('<span class="nocase">ε-TeX</span> ‘x’ − y', ascii_only=True), protected=True) == (
        '<span class="nocase">ε-TeX</span> ‘x’ − y'
    )


@given(st.text(st.sampled_from(list("abc éèñøßłœÆüőçşāŻ–—“”’")), max_size=20))
def test_old_encodings_get_plain_latex(text: str) -> None:
    """Files in an old encoding get ASCII only, and lose nothing by it."""
    text = " ".join(text.split())
    written = encode(text, ascii_only=True)
    assert written.isascii()
    assert decode(written) == text


HOSTILE = {
    "deep braces": "{" * 100_000 + "x" * 1000 + "}" * 100_000,
    "deep commands": r"\emph{" * 50_000 + "x" + "}" * 50_000,
    "deep accents": r"\'{" * 50_000 + "e" + "}" * 50_000,
    "deep unknown commands": r"\foo{" * 50_000 + "x" + "}" * 50_000,
    "declarations": r"{\em x" * 30_000,
    "dollars": "$x" * 200_001,
    "backslashes": "\\" * 500_001,
    "unpaired braces": "}{" * 200_000,
    "long": "word " * 2_000_000,
    "quotes": "``" * 300_000 + "'" * 300_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_values_take_linear_time(text: str) -> None:
    """No value makes decoding or encoding slow: a quadratic step would take minutes here."""
    began = time.process_time()
    encode(decode(text, protected=True))
    assert time.process_time() - began < 20


@given(st.text("{}ab -'`~\\ \n$", max_size=40))
def test_long_texts_are_read_like_short_ones(text: str) -> None:
    """The quick way with a long text that has nothing but braces gives what reading sign by sign gives."""
    plain = _unbraced(text)
    assert plain is None or plain == decode(text)
