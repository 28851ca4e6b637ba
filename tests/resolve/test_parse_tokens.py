"""Cutting notes into tokens, and the gaps between them."""

import pytest

from sergecite.resolve.tokens import canonical_gap, tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("—, “…” .", []),
        ("A.R. Burn, The World", ["A", "R", "Burn", "The", "World"]),
        ("l’État d'Histoire", ["l’État", "d'Histoire"]),
        ("M. Carlisle-O. Levaniouk", ["M", "Carlisle", "O", "Levaniouk"]),
        ("Annandale-on-Hudson 1992, 12–14", ["Annandale-on-Hudson", "1992", "12", "14"]),
        ("———. Dom", ["———", "Dom"]),
        ("see http://a.org/b?c=1. And", ["see", "http://a.org/b?c=1", "And"]),
        ("doi:10.1000/x(1)2-3.", ["doi", "10.1000/x(1)2-3"]),
        ("§ 12 & 13", ["§", "12", "&", "13"]),
        ("Gesell\u00adschaft e\u0301tat", ["Gesell\u00adschaft", "e\u0301tat"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """Words, numbers, URLs and DOIs are tokens; punctuation is not."""
    assert [token.text for token in tokenize(text)] == words


@pytest.mark.parametrize(
    ("raw", "gap"),
    [
        (" ", " "),
        (", “", ", <"),
        (",” ", ",> "),
        (" »", " <"),
        (" «", " <"),
        ("», ", ">, "),
        (" „", " <"),
        ("“, ", ">, "),
        ("–", "-"),
        ("\u00a0", " "),
        (" ‘“", " <<"),
    ],
)
def test_gap_says_which_quotes_open(raw: str, gap: str) -> None:
    """A quote that touches the next word opens, whatever its shape."""
    assert canonical_gap(raw) == gap


def test_italics_mark_the_tokens_they_touch() -> None:
    """Italic runs are given as offsets and reach their tokens."""
    tokens = tokenize("Serge, Memoirs of a Revolutionary, p. 3", [(7, 33)])
    assert [token.text for token in tokens if token.italic] == ["Memoirs", "of", "a", "Revolutionary"]
