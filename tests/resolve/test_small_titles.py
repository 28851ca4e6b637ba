"""A title that the note gives and no candidate has speaks against them all, however small its words: silence first."""

import pytest
from notes_of import citekeys, entry

from sergecite.model.entry import Entry


def _one(author: str, title: str, again: str) -> list[str]:
    """Return what a short form means after a note that cites one work in full, the only one of the library."""
    work = entry("other", author=author, title=title, date="1960")
    family = author.partition(",")[0]
    return citekeys(f"{family}, {title} (London, 1960), 3.", again, library=(work,))[-1]


@pytest.mark.parametrize(
    ("author", "title", "again"),
    [
        ("Serge, Victor", "Mémoires d’un révolutionnaire", "Serge, L’An I, op. cit."),
        ("Serge, Victor", "Mémoires d’un révolutionnaire", "Serge, L'An I, *op. cit.*, p. 3."),
        ("Serge, Victor", "Mémoires d’un révolutionnaire", "Cf. V. Serge, L’An I, cit., p. 3."),
        ("Serge, Victor", "Mémoires d’un révolutionnaire", "SERGE, L’An I, loc. cit."),
        ("Serge, Victor", "Mémoires d’un révolutionnaire", "Serge, L’An I, p. 4."),
        ("Marx, Karl", "Das Elend der Philosophie", "Marx, Das Kapital I, a. a. O."),
        ("Lenin, V. I.", "The State and Revolution", "Lenin, What Is?, op. cit."),
        ("Foucault, Michel", "Surveiller et punir", "Foucault, Les mots, op. cit."),
        ("Eco, Umberto", "Lector in fabula", "Eco, Il nome, cit."),
        ("Unamuno, Miguel de", "Niebla", "Unamuno, Lo que, ob. cit."),
        ("King, Stephen", "Carrie", "King, It, op. cit., p. 3."),
        ("Orwell, George", "Animal Farm", "Orwell, 1984, op. cit., p. 3."),
        ("Kafka, Franz", "The Trial", "Kafka, Letters, op. cit., p. 3."),
        ("Bail, Murray", "Homesickness", "Bail, Pages, op. cit., p. 3."),
    ],
)
def test_another_title_names_another_work(author: str, title: str, again: str) -> None:
    """Not the author's one work that the essay has cited."""
    assert _one(author, title, again) == []


@pytest.mark.parametrize("again", ["Serge, L’An I, op. cit.", "Serge, L’An I, p. 4."])
@pytest.mark.parametrize("before", [0, 1, 2], ids=["nothing", "the other", "both"])
def test_of_two_works_never_the_other(again: str, before: int) -> None:
    """Whatever the notes before have cited."""
    library: tuple[Entry, ...] = (
        entry("memoires", author="Serge, Victor", title="Mémoires d’un révolutionnaire", date="1951"),
        entry("an", author="Serge, Victor", title="L’An I de la révolution russe", date="1930"),
    )
    full = [
        "Serge, Mémoires d’un révolutionnaire (Paris, 1951).",
        "Serge, L’An I de la révolution russe (Paris, 1930).",
    ]
    meant = citekeys(*full[:before], again, library=library)[-1]
    assert meant in ([], ["an"])
    assert meant or before < len(full)


@pytest.mark.parametrize(
    "again",
    [
        "Serge, op. cit., II, p. 3.", "SERGE ET AL., op. cit., p. 3.", "Serge, op. cit., Letters 3–5.", "Serge, In: op. cit., p. 5.",
        "Serge, I, 5.", "Serge, op. cit. In the same year he left.",
    ],
)  # fmt: skip
def test_what_is_no_title_takes_nothing_away(again: str) -> None:
    """A volume, further authors, a place in the work, "in" before op. cit."""
    assert _one("Serge, Victor", "Mémoires d’un révolutionnaire", again) == ["other"]
