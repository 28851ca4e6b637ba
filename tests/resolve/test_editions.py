"""Works that nearly are one another: editions, twins, parts, works of one volume: never another key."""

import pytest
from notes_of import LIBRARY, citekeys, entry, resolved

from sergecite.model.resolution import Status

RUSSIA = (
    entry("russia1937", author="Serge, Victor", title="Russia Twenty Years After", date="1937", origdate="1937", location="New York"),
    entry("russia1996", author="Serge, Victor", title="Russia Twenty Years After", date="1996", origdate="1937",
          location="Atlantic Highlands", publisher="Humanities Press", editor="Weissman, Susan", isbn="0-391-03855-9"),
    entry("thirty", author="Serge, Victor", title="Thirty Years After the Russian Revolution", date="1996", isbn="0-391-03855-9"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("note", "meant"),
    [
        ("Victor Serge, Russia Twenty Years After (New York, 1937), 3.", "russia1937"),
        ("Victor Serge, Russia Twenty Years After, Atlantic Highlands 1996 [1937], S. 336.", "russia1996"),
        (
            "Victor Serge, Russia Twenty Years After, 1937; repr., Atlantic Highlands: Humanities Press, 1996.",
            "russia1996",
        ),
        ("Victor Serge, Russia Twenty Years After. Humanities Press, 1996. ISBN 0-391-03855-9.", "russia1996"),
        ("Victor Serge, Thirty Years After the Russian Revolution, 1996. ISBN 0-391-03855-9.", "thirty"),
    ],
)
def test_the_edition_that_the_note_gives(note: str, meant: str) -> None:
    """The edition's year counts, not the original's beside it; of two works with one ISBN the one that is named."""
    assert citekeys(note, library=RUSSIA) == [[meant]]


@pytest.mark.parametrize(
    "notes",
    [
        pytest.param(["Serge, Russia Twenty Years After, 3."], id="two editions, no year"),
        pytest.param(
            ["Victor Serge, Russia Twenty Years After, 3.", "Victor Serge, Russia Twenty Years After (New York, 1937), 3.",
             "Serge, Russia Twenty Years After, 5."], id="one cited, the other perhaps",
        ),
        pytest.param(["Serge, Year One, 3.", "Serge, 5."], id="a name after a short title, of an author of many works"),
        pytest.param(["Victor Serge, op. cit., 5."], id="a name that is a title, too"),
        pytest.param(["Weissman and Haberkern, “Victor Serge,” 3."], id="two authors, one of them of another work"),
        pytest.param(["Oeuvres, trans. Gregor Benton, John Smith, 1998a."], id="a row of translators and a year"),
        pytest.param(["Weissman u. Smith 1998a, S. 3."], id="two authors of whom one has a work of that year"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_left_open(notes: list[str]) -> None:
    """Where facts do not decide, or an earlier doubt lasts, no key is given."""
    assert citekeys(*notes, library=(*LIBRARY, *RUSSIA))[-1] == []


TWINS = (
    entry("alt", title="Life Records", editor="Crow, Martin and Olson, Clair", namec="Manly, John", date="1966", location="London",
          note="with the assistance of Lilian Redstone and others"),
    entry("words", title="Life Records", date="1966", location="London",
          note="edited by Martin Crow and Clair Olson from materials compiled by John Manly, with the assistance of Lilian Redstone and others"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("rest", "meant"),
    [
        ("ed. Martin Crow and Clair Olson, comp. John Manly, with the assistance of Lilian Redstone and others (London, 1966)", "alt"),
        ("ed. Martin Crow and Clair Olson from materials compiled by John Manly, with the assistance of Lilian Redstone and others (London, 1966)", "words"),
    ],
)  # fmt: skip
def test_twins_are_told_apart_by_the_rest_of_the_note(rest: str, meant: str) -> None:
    """Two entries of one work: the one whose remarks the note repeats, not surely, and the reason names both."""
    (cite, *_) = resolved(f"Life Records, {rest}, 3.", library=TWINS).notes[0].cites
    assert (cite.status, cite.citekey) == (Status.RESOLVED, meant)
    assert cite.confidence <= 0.9
    assert "alt" in cite.evidence[-1].value
    assert "words" in cite.evidence[-1].value


def test_twins_of_which_the_note_says_nothing_are_left_open() -> None:
    """With both as candidates."""
    (cite,) = resolved("Life Records (London, 1966), 3.", library=TWINS).notes[0].cites
    assert cite.status is Status.AMBIGUOUS
    assert {candidate.citekey for candidate in cite.candidates} == {"alt", "words"}


EPISODE = entry("episode", "video", title="Marcia", booktitle="American Crime Story", booksubtitle="The People", booktitleaddon="episode 6",
                eventdate="2016", editor="Murphy, Ryan")  # fmt: skip


@pytest.mark.parametrize(
    ("note", "meant"),
    [
        ("American Crime Story: The People, episode 6.", ["episode"]),
        ("American Crime Story: The People, episode 7.", []),
        ("American Crime Story.", []),
    ],
)
def test_an_episode_is_called_by_series_and_number(note: str, meant: list[str]) -> None:
    """The series alone, or another episode of it, is another work."""
    assert citekeys(note, library=(*LIBRARY, EPISODE)) == [meant]


@pytest.mark.parametrize("note", ["https://doi.org/10.1000/abc", "10.1000/abc", "See https://doi.org/10.1000/abc."])
def test_a_note_that_is_an_address(note: str) -> None:
    """No words but an identifier: it is resolved, and nothing else in the essay is lost."""
    library = (*LIBRARY, entry("online", "online", title="A Page", doi="10.1000/abc"))
    assert citekeys("Serge, Memoirs, 3.", note, "Serge, Memoirs, 4.", library=library) == [
        ["memoirs"],
        ["online"],
        ["memoirs"],
    ]


def test_a_work_that_is_entered_twice_is_said_to_be() -> None:
    """A tie of one title, year and author is told as what it is."""
    twice = tuple(
        entry(key, author="Serge, Victor", title="Men in Prison", date="1930", publisher=house)
        for key, house in (("a", "X"), ("b", "Y"))
    )
    (cite,) = resolved("Victor Serge, Men in Prison (1930), 3.", library=twice).notes[0].cites
    assert (cite.status, cite.evidence[-1].value) == (Status.AMBIGUOUS, "is in the library more than once: a, b")


def test_a_body_is_an_author() -> None:
    """A name with articles and prepositions in it stands before its title like any other."""
    bilan = entry("bilan", "periodical", author="{Italian Fraction of the Communist Left}", title="Bilan", date="1933")
    notes = (
        "Italian Fraction of the Communist Left, ed., Bilan, 1933, 47.",
        "ITALIAN FRACTION OF THE COMMUNIST LEFT. Bilan.",
    )
    assert citekeys(*notes, library=(*LIBRARY, bilan)) == [["bilan"], ["bilan"]]


COMING = (
    entry("kaper", author="Kaper, Olaf", title="The Mammisi of Tutu", pubstate="forthcoming"),
    entry("frey", author="Frey, Anna", title="Akten", year="im Druck"),
    entry("dyer", author="Dyer, Joanne and Villing, Alexandra", title="Polychromy"),
)


@pytest.mark.parametrize(
    ("note", "meant"),
    [
        ("Kaper forthcoming, 5.", ["kaper"]),
        ("See Kaper (in press).", ["kaper"]),
        ("Frey (im Druck), S. 3.", ["frey"]),
        ("On this see Dyer and Villing unpublished manuscript.", ["dyer"]),
        ("A forthcoming book by Kaper will show it.", []),
        ("Kaper’s forthcoming study of Kellis.", []),
        ("Serge forthcoming.", []),
    ],
)
def test_a_work_that_is_not_out_yet(note: str, meant: list[str]) -> None:
    """Forthcoming and the like stand in the year's place for a work without one."""
    assert citekeys(note, library=(*LIBRARY, *COMING)) == [meant]


def test_an_editor_whom_one_edition_has_tells_it() -> None:
    """Of two editions without a year, the one whose editor the note names; not surely."""
    (cite,) = resolved("Serge, Russia Twenty Years After, ed. Weissman, 31.", library=RUSSIA).notes[0].cites
    assert (cite.status, cite.citekey) == (Status.RESOLVED, "russia1996")
    assert cite.confidence < 0.9
