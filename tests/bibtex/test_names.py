"""Names as BibTeX and BibLaTeX write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecite.bibtex.encode import encode
from sergecite.bibtex.names import parse_names, split_list
from sergecite.bibtex.write import format_name
from sergecite.model.name import Name

NAMES = {
    "": (),
    " and ": (),
    "Serge, Victor": (Name(family="Serge", given="Victor"),),
    "Victor Serge": (Name(family="Serge", given="Victor"),),
    "Serge": (Name(family="Serge"),),
    "Ludwig van Beethoven": (Name(family="Beethoven", given="Ludwig", particle="van"),),
    "van Beethoven, Ludwig": (Name(family="Beethoven", given="Ludwig", particle="van"),),
    "Jean de La Fontaine": (Name(family="La Fontaine", given="Jean", particle="de"),),
    "de La Fontaine, Jean": (Name(family="La Fontaine", given="Jean", particle="de"),),
    "de la Vall{\\'e}e Poussin, Charles Louis Xavier Joseph": (
        Name(family="Vallée Poussin", given="Charles Louis Xavier Joseph", particle="de la"),
    ),
    "King, Jr., Martin Luther": (Name(family="King", given="Martin Luther", suffix="Jr."),),
    "von Last, Jr, First": (Name(family="Last", given="First", particle="von", suffix="Jr"),),
    "{Kommunistische Arbeiter-Partei Deutschlands}": (Name(literal="Kommunistische Arbeiter-Partei Deutschlands"),),
    "{Barnes and Noble} and Serge, Victor": (Name(literal="Barnes and Noble"), Name(family="Serge", given="Victor")),
    "Serge, Victor and others": (Name(family="Serge", given="Victor"), Name(others=True)),
    "Friedrich, Carl J. AND Brzezinski, Zbigniew K.": (
        Name(family="Friedrich", given="Carl J."),
        Name(family="Brzezinski", given="Zbigniew K."),
    ),
    "Serge, Victor\n  and Sedgwick,\n  Peter": (
        Name(family="Serge", given="Victor"),
        Name(family="Sedgwick", given="Peter"),
    ),
    "family=Dijk, given=Jan, prefix=van, useprefix=true": (Name(family="Dijk", given="Jan", particle="van"),),
    'given=Hans, family=Harman, given-i=H, suffix="Jr"': (Name(family="Harman", given="Hans", suffix="Jr"),),
    "useprefix=false and Alan von Animal": (Name(family="Animal", given="Alan", particle="von"),),
    "{\\'E}mile Zola": (Name(family="Zola", given="Émile"),),
    "Br\\'{e}, Pierre": (Name(family="Bré", given="Pierre"),),
    "{\\OE}uvre, Jean": (Name(family="Œuvre", given="Jean"),),
    "Donald~E. Knuth": (Name(family="Knuth", given="Donald E."),),
    "Jean-Paul Sartre": (Name(family="Sartre", given="Jean-Paul"),),
    "Serge, ": (Name(family="Serge"),),
    "Serge, Victor,": (Name(family="Serge", given="Victor"),),
    "{von} Last, First": (Name(family="von Last", given="First"),),
    "Van de Graaff, R. J.": (Name(family="Van de Graaff", given="R. J."),),
    "R. J. van de Graaff": (Name(family="Graaff", given="R. J.", particle="van de"),),
    "Jo\\~ao Silva": (Name(family="Silva", given="João"),),
    "Marcus Poggi de Arag\\~{a}o": (Name(family="Aragão", given="Marcus Poggi", particle="de"),),
    "J.\\ Smith": (Name(family="Smith", given="J."),),
    "A. {B}londin~Mass{\\'e}": (Name(family="Massé", given="A. Blondin"),),
    "{B}londin Massé, A.": (Name(family="Blondin Massé", given="A."),),
    "Fernando de Carvalho e Silva": (Name(family="Carvalho e Silva", given="Fernando", particle="de"),),
    "de Carvalho e Silva, Fernando": (Name(family="Carvalho e Silva", given="Fernando", particle="de"),),
    "Miguel de Cervantes y Saavedra": (Name(family="Cervantes y Saavedra", given="Miguel", particle="de"),),
    "Serge, Victor and {others}": (Name(family="Serge", given="Victor"), Name(others=True)),
    "id=x, given=Alfred, family=Adler": (Name(family="Adler", given="Alfred"),),
    "Andersen": (Name(family="Andersen"),),
    "Grand and Sons": (Name(family="Grand"), Name(family="Sons")),
    "jean de la fontaine": (Name(family="fontaine", particle="jean de la"),),
    "Виктор Серж": (Name(family="Серж", given="Виктор"),),
    "{unclosed": (Name(family="unclosed"),),
    "Chan, {Wang and Li}": (Name(family="Chan", given="Wang and Li"),),
}


@pytest.mark.parametrize(("text", "names"), NAMES.items())
def test_parse_names(text: str, names: tuple[Name, ...]) -> None:
    """BibTeX's four forms, the extended one, corporate names in braces, `and others`."""
    assert parse_names(text) == names


def test_lists_are_cut_outside_braces() -> None:
    """` and ` inside braces belongs to the item."""
    assert split_list("{Farrar and Rinehart} and PM Press") == ["{Farrar and Rinehart}", "PM Press"]


_WORD = st.text(st.sampled_from(list("ABCabc éÉøßãñ.'-,&")), min_size=1, max_size=8).map(
    lambda word: " ".join(word.split())
)
_PERSON = st.builds(
    Name,
    family=_WORD.filter(bool),
    given=_WORD,
    particle=st.sampled_from(["", "von", "de la", "Van"]),
    suffix=st.sampled_from(["", "Jr.", "III"]),
).filter(lambda name: any(sign.isalpha() for sign in name.family))
_ANY = st.one_of(_PERSON, st.builds(Name, literal=_WORD.filter(lambda word: any(sign.isalpha() for sign in word))))


@given(st.lists(_ANY, min_size=1, max_size=3), st.booleans())
def test_what_is_written_is_read(names: list[Name], ascii_only: bool) -> None:
    """Every name, however odd, reads back as it was written, also where its accents are LaTeX."""
    written = [format_name(name, ascii_only=ascii_only) for name in names]
    assert parse_names(" and ".join(written)) == tuple(names)


@given(st.lists(st.text(list("AãÃñéz"), min_size=1, max_size=5), min_size=1, max_size=4), st.booleans())
def test_accents_in_latex_split_no_name(words: list[str], braced: bool) -> None:
    """A name whose accents are LaTeX commands is split where the same name in Unicode is."""
    latex = [encode(word, ascii_only=True) for word in words]
    if not braced:
        latex = [re.sub(r"\\([~'])\{(.)\}", r"\\\1\2", word) for word in latex]
    assert parse_names(" ".join(latex)) == parse_names(" ".join(words))
