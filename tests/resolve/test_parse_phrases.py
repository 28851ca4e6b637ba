"""The closed classes of note language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecite.resolve import phrases
from sergecite.resolve.phrases import find_phrases


@pytest.mark.parametrize(
    "text",
    [
        "", "The ibis and the idea.", "Citizens of Ibiza", "He said this was similar.", "Idemudia, Works, 12", "noted above all in 1912",
        "Civilta, 12", "des femmes", "I. M. Diakonoff, Works, 12", "Uomini, 12", "i miei", "同前註 12", "参见同上", "同書評,12", "On this see Smith, Works, 12.", "Simenon 12 below",
    ],
)  # fmt: skip
def test_silence(text: str) -> None:
    """Words that only look like it are not it."""
    assert find_phrases(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "See note 3 above.", "Voir la note 1.", "Voir ci-dessus, note 12.", "Siehe Anm. 5.", "Siehe oben, Fußnote 7.", "Si veda la nota 7.",
        "Vedi sopra, nota 4.", "Véase la nota 1.", "Vid. nota 3.", "Ver a nota 4, acima.", "См. примечание 3.", "См. прим. 5.", "Zob. przyp. 3.",
        "Patrz przypis 4.", "Zie noot 5.", "Se note 4.",
    ],
)  # fmt: skip
def test_a_reference_to_another_note_is_the_whole_note(text: str) -> None:
    """In every language it sends the reader on and cites nothing."""
    (phrase,) = find_phrases(text)
    assert (phrase.kind, phrase.start) == ("pointer", 0)
    assert text[phrase.end :] == "."


@pytest.mark.parametrize(
    ("text", "kind", "note"),
    [
        ("Ibid., p. 12", "ibid", None), ("ibidem", "ibid", None), ("Ivi, p. 3", "ibid", None), ("Ebd., S. 12", "ibid", None), ("ebenda", "ibid", None), ("Там же, с. 5", "ibid", None),
        ("Id., Opere, p. 3", "idem", None), ("Eadem, Works", "idem", None), ("ders., Recht", "idem", None), ("Dies. 1984", "idem", None), ("Он же, Записки", "idem", None),
        ("Smith, op. cit., 3", "op-cit", None), ("Rossi, art. cit., p. 5", "op-cit", None), ("loc. cit.", "op-cit", None), ("Croce, Storia, cit., p. 9", "op-cit", None),
        ("Weber, a. a. O., S. 3", "op-cit", None), ("Weber, a.a.O., S. 3", "op-cit", None), ("Серж, указ. соч., с. 3", "op-cit", None),
        ("Smith (n. 12 above)", "cross-note", "12"), ("Smith, supra note 12, at 3", "cross-note", "12"), ("Smith, op. cit., n. 5, p. 3", "cross-note", "5"), ("Luhmann, oben Anm. 7", "cross-note", "7"),
        ("See note 48 above.", "pointer", None), ("Vgl. oben Anm. 12.", "pointer", None), ("See below, pp. 12–15.", "pointer", None),
        ("quoted in Smith", "quoted-in", None), ("zit. nach Weber", "quoted-in", None), ("cité par Serge", "quoted-in", None), ("cit. in Rossi", "quoted-in", None),
        ("(hereafter cited as Memoirs)", "hereafter", None), ("d’ora in poi Opere", "hereafter", None),
    ],
)  # fmt: skip
def test_kind_and_note_number(text: str, kind: str, note: str | None) -> None:
    """Each expression has its kind, and a cross-reference the number it names."""
    phrase = find_phrases(text)[0]
    assert (kind, note) == (phrase.kind, phrase.note)


@given(st.sampled_from(["", "(", " ", "x", "; "]), st.from_regex(phrases._ANY))
def test_no_beginning_is_forgotten(before: str, text: str) -> None:
    """Trying only words with a known beginning finds what trying every character finds."""
    found = [(phrase.start, phrase.end) for phrase in find_phrases(before + text)]
    assert found == [match.span() for match in phrases._ANY.finditer(before + text)]
