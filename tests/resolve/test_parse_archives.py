"""Reading the calls of archives."""

import pytest

from sergecite.resolve.note_parser import parse_note


@pytest.mark.parametrize(
    ("text", "house", "call", "title"),
    [
        ("Arch. nat., F7 13061, rapport du 3 mars 1912.", "Arch. nat", "F7 13061", None),
        ("Archives nationales, 94 AP 120, lettre de Merrheim à Thomas, 4 mai 1917.", "Archives nationales", "94 AP 120", "lettre de Merrheim à Thomas"),
        ("Voir Arch. dép. du Rhône, 4 M 898.", "Arch. dép. du Rhône", "4 M 898", None),
        ("Rapport du préfet, 12 juin 1924, Arch. dép. du Rhône, 4 M 102.", "Arch. dép. du Rhône", "4 M 102", "Rapport du préfet"),
        ("Archives de la Préfecture de police (APP), BA 1491.", "Archives de la Préfecture de police (APP)", "BA 1491", None),
        ("RGASPI, f. 17, op. 2, d. 33, l. 4.", "RGASPI", "f. 17, op. 2, d. 33, l. 4", None),
        ("IISH, Amsterdam, Boris Souvarine Papers, box 3.", "IISH", "Amsterdam, Boris Souvarine Papers, box 3", None),
    ],
)  # fmt: skip
def test_calls(text: str, house: str, call: str, title: str | None) -> None:
    """The archive, the place in it, and what lies there."""
    (cite,) = parse_note(text)
    item = cite.item or {}
    assert (item.get("archive"), item.get("archive_location"), item.get("title")) == (house, call, title)


@pytest.mark.parametrize(
    "text",
    [
        "Jean Dupont, « Herméneutique », Archives de philosophie, 36, 1973, p. 12.",
        "Les Archives nationales conservent 12 cartons sur ce sujet.",
    ],
)
def test_no_call(text: str) -> None:
    """A journal is no archive, and a sentence on one cites nothing in it."""
    assert not any("archive" in (cite.item or {}) for cite in parse_note(text))
