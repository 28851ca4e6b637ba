"""Reading notes: what they cite, in which form, and what they leave alone."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sergecite.resolve.note_parser import parse_note


@pytest.mark.parametrize(
    "text",
    [
        "",
        " . ; — “” ",
        "See note 48 above.",
        "Vgl. oben Anm. 12.",
        "I am grateful to Susan Weissman for this reference.",
        "The italics are mine.",
        "Hervorhebung im Original.",
        "C’est nous qui soulignons.",
        "Il corsivo è mio.",
        "He was arrested in 1933 and deported to Orenburg.",
        "Indeed, Trotsky never agreed.",
        "Cf. infra, p.20.",
        "Voir supra, p. 186",
    ],
)
def test_notes_that_cite_nothing(text: str) -> None:
    """A remark and a pointer to another note are no cites."""
    assert parse_note(text) == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ibid., p. 12.", ["ibid"]),
        ("Ebd., S. 12.", ["ibid"]),
        ("Id., p. 12.", ["ibid"]),
        ("Там же, с. 5.", ["ibid"]),
        ("Vgl. ders., Das Recht der Gesellschaft, Frankfurt 1993, S. 12.", ["idem"]),
        ("Weber, a. a. O., S. 3.", ["op-cit"]),
        ("Smith, op. cit., p. 3; cf. Jones (n. 12 above), 5.", ["op-cit", "cross-note"]),
        ("G. Cozzi, Il doge Nicolò Contarini, cit., pp. 12-13; Ivi, p. 5.", ["op-cit", "ibid"]),
        ("Luhmann 1972, S. 12; Teubner 1989: 34.", ["short", "short"]),
        ("Victor Serge, Memoirs of a Revolutionary (London: Oxford University Press, 1963), 12.", ["full"]),
        ("See Weissman, The Course Is Set on Hope, 34; and Serge, Memoirs, 12.", ["short", "short"]),
        ("RGASPI, f. 17, op. 2, d. 33, l. 4.", ["full"]),
    ],
)
def test_forms_in_order(text: str, kinds: list[str]) -> None:
    """The form of each cite, in reading order."""
    assert [str(cite.kind) for cite in parse_note(text)] == kinds


def test_a_full_reference() -> None:
    """Every part of a reference is read as written, and the place cited is no part of the work."""
    text = "3 See Victor Serge, Memoirs of a Revolutionary, trans. Peter Sedgwick (London: Oxford University Press, 1963), pp. 12–15, on this."
    (cite,) = parse_note(text)
    assert cite.item == {
        "type": "book",
        "author": [{"family": "Serge", "given": "Victor"}],
        "translator": [{"family": "Sedgwick", "given": "Peter"}],
        "title": "Memoirs of a Revolutionary",
        "publisher": "Oxford University Press",
        "publisher-place": "London",
        "issued": {"date-parts": [[1963]]},
    }
    assert (cite.locator, cite.label, cite.prefix, cite.suffix) == ("12–15", "page", "See", ", on this")


def test_an_article() -> None:
    """Volume, issue and the pages of an article are the item's."""
    (cite,) = parse_note("Quentin Skinner, “Meaning and Understanding,” History and Theory 8, no. 1 (1969): 3–53.")
    assert cite.item == {
        "type": "article-journal",
        "author": [{"family": "Skinner", "given": "Quentin"}],
        "title": "Meaning and Understanding",
        "container-title": "History and Theory",
        "volume": "8",
        "issue": "1",
        "issued": {"date-parts": [[1969]]},
        "page": "3–53",
    }


def test_a_chapter() -> None:
    """The editor of a collection is not the author of the chapter."""
    (cite,) = parse_note(
        "Gunther Teubner, Verrechtlichung, in: Friedrich Kübler (Hg.), Verrechtlichung von Wirtschaft, Baden-Baden 1984, S. 289–344."
    )
    assert cite.item is not None
    assert cite.item["author"] == [{"family": "Teubner", "given": "Gunther"}]
    assert cite.item["editor"] == [{"family": "Kübler", "given": "Friedrich"}]
    assert (cite.item["type"], cite.item["container-title"]) == ("chapter", "Verrechtlichung von Wirtschaft")


def test_a_cross_reference_names_its_note() -> None:
    """The number of the note referred to is kept with the cite."""
    (cite,) = parse_note("Smith (n. 12 above), at 3.")
    assert cite.antecedent is not None
    assert (cite.antecedent.note, cite.locator) == ("12", "3")


_WORDS = [
    "Ibid.",
    "op. cit.",
    "see",
    "Smith",
    "p. 12",
    "1999",
    ";",
    "“",
    "”",
    "(",
    ")",
    "in",
    "ed.",
    ",",
    ".",
    "n. 5 above",
    "там же",
    "—",
    "\u0301",
    "\udcff",
    "\x00",
    "10.1000/x",
    "https://a.b/c",
    "Id.",
    "«",
    "»",
    "[",
    "]",
    "&",
    "§",
]


@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join),
        st.lists(st.sampled_from(_WORDS), max_size=40).map("".join),
    )
)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_cites_in_order_inside_it(text: str) -> None:
    """Whatever the text, cites lie inside it, follow one another and quote it exactly."""
    last = 0
    for cite in parse_note(text):
        assert last <= cite.start < cite.end <= len(text)
        assert text[cite.start : cite.end] == cite.text
        last = cite.end


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "a",
        " ",
        ".",
        "1",
        "(",
        "“",
        "I",
        "A.",
        "p. 1, ",
        "and ",
        "; ",
        "1-",
        "ibid. ",
        "see ",
        "Smith, J., ",
        "x" * 50 + " ",
        "see above ",
        "http://a",
        "10.1000/",
        "n. 1 ",
        "[",
        "'",
        "-",
        "\u0301",
    ],
)
def test_no_text_takes_long(unit: str) -> None:
    """A line of 100,000 characters is read in time in proportion to it."""
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    parse_note(text)
    assert time.process_time() - began < 10  # a second on an idle machine; a regular expression gone wild takes minutes


@pytest.mark.parametrize(
    ("text", "locator", "label", "volume"),
    [
        ("Weber, Economy and Society, vol. 2, p. 12.", "12", "page", "2"),
        ("Weber, Economy and Society, p. 12, n. 5.", "12, n. 5", "page", None),
        ("Weber, Economy and Society, ch. 3.", "3", "chapter", None),
        ("Weber, Economy and Society, pp. 3, 5 and p. 9.", "3, 5, 9", "page", None),
    ],
)
def test_the_place_cited(text: str, locator: str, label: str, volume: str | None) -> None:
    """A volume is the book's, a note is on its page."""
    (cite,) = parse_note(text)
    assert cite.item is not None
    assert (cite.locator, cite.label, cite.item.get("volume")) == (locator, label, volume)


@pytest.mark.parametrize(
    ("text", "author", "title"),
    [
        ("Serge, Memoirs, 12.", "Serge", "Memoirs"),
        ("Weber, Economy and Society, 34.", "Weber", "Economy and Society"),
    ],
)
def test_a_short_title_is_no_given_name(text: str, author: str, title: str) -> None:
    """What stands between a family name and a page is a title."""
    (cite,) = parse_note(text)
    assert cite.item == {"type": "book", "author": [{"family": author}], "title": title}


def test_what_could_not_be_read_stays() -> None:
    """A place without a work is an opaque cite: it bars the ibid. chain."""
    (cite,) = parse_note("fol. 12r.")
    assert (str(cite.kind), cite.item, cite.locator, cite.label) == ("opaque", None, "12r", "folio")


@pytest.mark.parametrize(
    "text", ["Serge, Memoirs, vol. 2, p. 41.", "Ibid., fol. 12r.", "Serge, Memoirs, chap. 4, note 12."]
)
@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\n"])
def test_any_space_is_a_space(text: str, space: str) -> None:
    """What stands between "p." and its number, or where a line was broken, changes nothing that is read."""
    plain = parse_note(text)
    (cite,) = found = parse_note(text.replace(". ", f".{space}"))
    assert cite.text == text.replace(". ", f".{space}")[cite.start : cite.end]
    assert [(c.kind, c.locator, c.label, c.item) for c in found] == [
        (c.kind, c.locator, c.label, c.item) for c in plain
    ]


@pytest.mark.parametrize(
    "place",
    ["485–542, at 490", "485–542, here 490", "pp. 485–542, at p. 490", "S. 485–542, hier 490", "485-542, esp. 490"],
)
def test_the_place_cited_within_an_article(place: str) -> None:
    """The pages an article fills and the one cited are two things, with "p." before the second or not."""
    (cite,) = parse_note(f"Anna Weber, “Society,” Historical Review 29, no. 4 (1999): {place}.")
    assert cite.item is not None
    assert (re.sub("[–-]", "–", cite.item["page"]), cite.locator, cite.label) == ("485–542", "490", "page")


@pytest.mark.parametrize(
    ("text", "prefix", "suffix"),
    [
        ("Serge, Memoirs, 12. He wrote it in Mexico.", "", ". He wrote it in Mexico"),
        ("Serge, Memoirs, 12, who disagrees.", "", ", who disagrees"),
        ("Serge, Memoirs, 12 (my translation).", "", "(my translation"),
        ("See the remarks above; Serge, Memoirs, 12.", "See the remarks above;", ""),
    ],
)
def test_what_sets_words_off_from_a_cite_stays_with_them(text: str, prefix: str, suffix: str) -> None:
    """A comma, a full stop or a semicolon, so that the words can be printed around it again."""
    (cite,) = parse_note(text)
    assert (cite.prefix, cite.suffix) == (prefix, suffix)
