"""Notes from another file: lists without numbers, translations, copies that were edited."""

import itertools
import random
from pathlib import Path

import pytest
from pasting import Paste, paste

from sergecite.errors import InputError
from sergecite.essay.borrow import borrow_notes
from sergecite.essay.plaintext import read_plaintext
from sergecite.essay.reader import read_essay

ENGLISH = (
    "In 1917 the young Weber left Barcelona for Petrograd.1 He met Zinoviev and wrote for the new International.2 After "
    "1921 he quarrelled with Trotsky over Kronstadt.3 In Vienna he read Korsch and Lukács.4 The letters to Romain Rolland "
    "were stolen in 1936.5 In Brussels he wrote of Nin and the POUM.6 From Marseille he sailed in 1941 with Breton.7 In "
    "Mexico he saw Natalia Sedova again.8 He died there in 1947, and Vlady drew his hand.9 Later Susan Sontag wrote of him.10"
)
SPANISH = (
    "En 1917 el joven Weber dejó Barcelona para ir a Petrogrado.1 Conoció a Zinoviev y escribió para la nueva Internacional.2 "
    "Después de 1921 riñó con Trotski por Kronstadt.3 En Viena leyó a Korsch y a Lukács.4 Las cartas a Romain Rolland fueron "
    "robadas en 1936.5 En Bruselas escribió sobre Nin y el POUM.6 Desde Marsella zarpó en 1941 con Breton.7 En México volvió "
    "a ver a Natalia Sedova.8 Murió allí en 1947, y Vlady dibujó su mano.9 Más tarde Susan Sontag escribió sobre él.10"
)
ANOTHER = (
    "The strike of 1905 closed the mills of Lodz.1 Rosa Luxemburg wrote of it from Warsaw.2 Parvus and Trotsky led the "
    "soviet.3 In 1906 the Duma met and was closed.4 Stolypin hanged the peasants.5 Lenin fled to Finland.6 Martov stayed in "
    "Paris until 1917.7 Axelrod was old then.8 Zasulich wrote nothing more.9 In 1917 Weber was in Barcelona.10"
)
NOTES = "".join(f"{number}. Nota {number}, p. {number}.\n" for number in range(1, 11))


def test_a_translation_lends_its_notes_by_their_numbers() -> None:
    """Other words, but the same years and names before each marker; it is said. Another essay of as many notes is refused."""
    document = borrow_notes(read_plaintext(ENGLISH), read_plaintext(f"{SPANISH}\n\nNotas\n\n{NOTES}"), "copia.txt")
    assert [note.text for note in document.notes] == [f"Nota {number}, p. {number}." for number in range(1, 11)]
    assert document.warnings == ("copia.txt seems to be a translation; its notes go by their numbers",)
    with pytest.raises(InputError, match="another essay"):
        borrow_notes(read_plaintext(ENGLISH), read_plaintext(f"{ANOTHER}\n\nNotes\n\n{NOTES}"), "other.txt")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_notes_without_numbers_are_taken_in_order(between: str, tmp_path: Path) -> None:
    """Where there are just as many as markers, and it is said; with one more or less nobody can know."""
    essay, notes = tmp_path / "essay.txt", tmp_path / "notes.txt"
    essay.write_text("One thing.1 Another thing.2 A third.3\n", encoding="utf-8")
    texts = ["Smith, Title, 4.", "Ibid., 5.", "Weber, Work."]
    notes.write_text(between.join(texts), encoding="utf-8")
    document = read_essay(essay, notes)
    assert [(note.number, note.text) for note in document.notes] == list(zip("123", texts, strict=True))
    assert "no numbers" in document.warnings[0]
    notes.write_text(between.join(texts[:2]), encoding="utf-8")
    with pytest.raises(InputError, match="no notes found"):
        read_essay(essay, notes)


def test_a_heading_is_no_note_and_a_number_at_a_line_makes_no_list(tmp_path: Path) -> None:
    """Six notes without numbers under a heading, of which one begins with a day."""
    texts = ["Smith, Title, 4.", "1 May, a leaflet.", "2 May, another.", "Ibid., 5.", "Weber, Work.", "Roux, Livre."]
    essay, notes = tmp_path / "essay.txt", tmp_path / "notes.txt"
    essay.write_text(" ".join(f"A thing.{n}" for n in range(1, 7)), encoding="utf-8")
    notes.write_text("Notes\n\n" + "\n".join(texts), encoding="utf-8")
    assert [note.text for note in read_essay(essay, notes).notes] == texts


def test_a_paragraph_that_moved_takes_its_notes_along() -> None:
    """Words that stand once in each copy name their marker wherever they stand; nothing is said of words that return."""
    first, second, third = (
        "The mills of the town closed in the spring{} and the men went home again{}",
        "Bread was dear in every street of the port{} while the ships lay idle there{}",
        "Nobody wrote of it until the winter came{} when a small paper did at last{}",
    )
    count = itertools.count(1)
    essay = read_plaintext("\n\n".join(part.format(*itertools.islice(count, 2)) for part in (first, second, third)))
    again = itertools.count(1)
    copy = "\n\n".join(part.format(*itertools.islice(again, 2)) for part in (second, third, first))
    notes = "\n".join(f"{n}. {word}" for n, word in enumerate(["b1", "b2", "c1", "c2", "a1", "a2"], start=1))
    lent = borrow_notes(essay, read_plaintext(f"{copy}\n\nNotes\n\n{notes}\n"), "copy.txt")
    assert [note.text for note in lent.notes] == ["a1", "a2", "b1", "b2", "c1", "c2"]


@pytest.mark.parametrize("share", [0.05, 0.15, 0.25])
def test_a_copy_that_was_edited_lends_its_notes(share: float) -> None:
    """Words put in, left out and changed between two copies: each note still goes to its marker."""
    chance = random.Random(3)
    made = paste(Paste(markers=20, notes="end"), random.Random(1))
    body, _, notes = made.text.partition("Notes\n\n")
    edited = " ".join(
        chance.choice(["indeed", "", "old"]) if word.isalpha() and chance.random() < share else word
        for word in body.split(" ")
    )
    document = borrow_notes(read_plaintext(edited), read_plaintext(f"{body}Notes\n\n{notes}"), "copy.txt")
    assert [note.text for note in document.notes] == made.notes
